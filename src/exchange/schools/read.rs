//! From the cells of a register to schools, row by row.

use super::columns::{Field, Layout};
use super::states::state_box;
use super::tidy::{tidy_kind, tidy_name};
use super::{SchoolFile, SchoolRefusal, SchoolRow, SchoolWarning, Shift, state_name};
use crate::domain::cct::{Cct, CheckLetter};
use crate::domain::guard;
use crate::exchange::table::{Table, TableError};
use crate::exchange::{Problem, is_damaged, stated};
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// The box around Mexico, islands included, with a little room.
const LATITUDES: RangeInclusive<f64> = 14.3..=32.8;
const LONGITUDES: RangeInclusive<f64> = -118.6..=-86.5;

const TEXTS: &[Field] = &[
    Field::Name,
    Field::Shift,
    Field::Level,
    Field::Modality,
    Field::Region,
    Field::Municipality,
    Field::Locality,
    Field::Zone,
    Field::Sector,
];

/// Reads a register. A row with several shifts gives as many schools.
///
/// # Errors
/// [`TableError::MissingColumn`] when no column holds the keys.
pub fn read_schools(table: &Table) -> Result<SchoolFile, TableError> {
    let layout = Layout::of(table);
    if !layout.has(Field::Cct) {
        return Err(TableError::MissingColumn { wanted: "CCT" });
    }
    let mut file = SchoolFile::default();
    for ragged in table.ragged() {
        file.refused.push(Problem { row: ragged.row, reason: SchoolRefusal::Ragged { cells: ragged.cells } });
    }
    let mut first_rows = HashMap::new();
    for (row, cells) in table.rows() {
        let mut warnings = Vec::new();
        match school(row, &layout, cells, &mut warnings) {
            Err(reason) => file.refused.push(Problem { row, reason }),
            Ok(school) => {
                let mut taken = 0;
                for shift in shifts(&layout, cells) {
                    let first_row = *first_rows.entry((school.cct, shift.clone())).or_insert(row);
                    let again = file.rows.last().is_some_and(|s| s.row == row && s.cct == school.cct && s.shift == shift);
                    if first_row != row {
                        file.refused.push(Problem { row, reason: SchoolRefusal::Duplicate { first_row } });
                    } else if !again {
                        taken += 1;
                        file.rows.push(SchoolRow { shift, ..school.clone() });
                    }
                }
                if taken > 0 {
                    file.warnings.extend(warnings.into_iter().map(|reason| Problem { row, reason }));
                }
            }
        }
    }
    file.refused.sort_by_key(|problem| problem.row);
    file.columns = layout.columns;
    file.unread = layout.unread;
    file.unknown = layout.unknown;
    Ok(file)
}

fn school(row: u64, layout: &Layout, cells: &[String], warnings: &mut Vec<SchoolWarning>) -> Result<SchoolRow, SchoolRefusal> {
    let cct = Cct::parse(layout.cell(Field::Cct, cells))?;
    for text in TEXTS.iter().flat_map(|&field| layout.cells(field, cells)) {
        if let Some(found) = guard::personal_data(text) {
            return Err(SchoolRefusal::PersonalData(found.kind));
        }
        if is_damaged(text) && !warnings.contains(&SchoolWarning::Damaged) {
            warnings.push(SchoolWarning::Damaged);
        }
    }
    match cct.check() {
        CheckLetter::Right => {}
        CheckLetter::Wrong { expected } => warnings.push(SchoolWarning::CheckLetter { expected }),
        CheckLetter::OtherShape => warnings.push(SchoolWarning::OtherShape),
    }
    if state_name(cct.state()).is_none() {
        warnings.push(SchoolWarning::UnknownState);
    }
    let text = |field| stated(layout.cell(field, cells)).filter(|t| !t.eq_ignore_ascii_case("ninguno"));
    let kind = |field| text(field).map(|t| tidy_kind(&t));
    let place = |field| text(field).map(|t| tidy_name(&t));
    let key = |field| text(field).map(|t| Cct::parse(&t).map_or(t, |cct| cct.to_string()));

    let name = stated(layout.cell(Field::Name, cells)).map(|t| tidy_name(&t));
    if name.is_none() {
        warnings.push(SchoolWarning::NameBlank);
    }
    if is_cut_off(layout, cells) {
        warnings.push(SchoolWarning::CutOff);
    } else if layout.has(Field::Shift) && layout.cells(Field::Shift, cells).all(|c| Shift::parse(c) == Shift::Unstated) {
        warnings.push(SchoolWarning::ShiftUnstated);
    }
    let point = point(cct.state(), layout.cell(Field::Latitude, cells), layout.cell(Field::Longitude, cells)).unwrap_or_else(|warning| {
        warnings.push(warning);
        None
    });
    let pupils = pupils(layout.cell(Field::Pupils, cells)).unwrap_or_else(|warning| {
        warnings.push(warning);
        None
    });
    Ok(SchoolRow {
        row,
        cct,
        shift: Shift::Unstated,
        name: name.unwrap_or_else(|| cct.to_string()),
        level: kind(Field::Level),
        modality: kind(Field::Modality),
        region: key(Field::Region),
        municipality: place(Field::Municipality),
        locality: place(Field::Locality),
        zone: key(Field::Zone),
        sector: key(Field::Sector),
        latitude: point.map(|p| p.0),
        longitude: point.map(|p| p.1),
        pupils,
    })
}

/// The shifts of a row, at least one.
fn shifts(layout: &Layout, cells: &[String]) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = Vec::new();
    for shift in layout.cells(Field::Shift, cells).map(Shift::parse) {
        if shift != Shift::Unstated && !shifts.contains(&shift) {
            shifts.push(shift);
        }
    }
    if shifts.is_empty() {
        shifts.push(Shift::Unstated);
    }
    shifts
}

/// A converter that stumbled leaves the rest of a row blank. Told only where the register has such columns.
fn is_cut_off(layout: &Layout, cells: &[String]) -> bool {
    let expected = [Field::Shift, Field::Level, Field::Latitude, Field::Longitude];
    expected.iter().all(|&field| layout.has(field) && layout.cells(field, cells).all(str::is_empty))
}

/// A school's point, if it is near the state that its key names. A key of no known state has only the country to be in.
fn point(state: u8, latitude: &str, longitude: &str) -> Result<Option<(f64, f64)>, SchoolWarning> {
    let (latitude, longitude) = match (stated(latitude), stated(longitude)) {
        (None, None) => return Ok(None),
        (Some(latitude), Some(longitude)) => (number(&latitude), number(&longitude)),
        _ => return Err(SchoolWarning::CoordinatesUnreadable),
    };
    let (Some(latitude), Some(longitude)) = (latitude, longitude) else {
        return Err(SchoolWarning::CoordinatesUnreadable);
    };
    if LATITUDES.contains(&latitude) && LONGITUDES.contains(&longitude) {
        let near = state_box(state).is_none_or(|(north, east)| north.contains(&latitude) && east.contains(&longitude));
        if near { Ok(Some((latitude, longitude))) } else { Err(SchoolWarning::CoordinatesElsewhere) }
    } else if LATITUDES.contains(&longitude) && LONGITUDES.contains(&latitude) {
        Err(SchoolWarning::CoordinatesSwapped)
    } else {
        Err(SchoolWarning::CoordinatesOutside)
    }
}

fn number(text: &str) -> Option<f64> {
    let value: f64 = text.replace(',', ".").parse().ok()?;
    value.is_finite().then_some(value)
}

/// `1,234` and `1234.0` are how spreadsheets write 1234.
fn pupils(text: &str) -> Result<Option<u32>, SchoolWarning> {
    let Some(text) = stated(text) else {
        return Ok(None);
    };
    let whole = text.strip_suffix(".0").unwrap_or(&text);
    let digits = match whole.split_once(',') {
        Some((thousands, rest)) if rest.len() == 3 => format!("{thousands}{rest}"),
        _ => whole.to_owned(),
    };
    digits.parse().map(Some).map_err(|_| SchoolWarning::PupilsUnreadable)
}
