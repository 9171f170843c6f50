//! From the cells of a list to people, row by row.

use super::columns::{Field, Layout};
use super::dates::is_date;
use super::{PeopleFile, PersonDoubt, PersonRefusal, PersonRow};
use crate::actions::people::shown_name;
use crate::domain::refusal::Problem as Fault;
use crate::domain::rules::{self, GRADES};
use crate::domain::search::fold;
use crate::domain::words::Position;
use crate::exchange::table::{Table, TableError};
use crate::exchange::{Problem, hidden_or_found, stated, unguarded};

/// The fields whose words are kept; of a surname only a letter is, and so nothing of it can be personal data.
const KEPT: [Field; 6] = [Field::Name, Field::Grade, Field::Group, Field::Position, Field::Minor, Field::Language];

/// Reads a list.
///
/// # Errors
/// [`TableError::MissingColumn`] when no column holds the names.
pub fn read_people(table: &Table) -> Result<PeopleFile, TableError> {
    let layout = Layout::of(table);
    if !layout.has(Field::Name) {
        return Err(TableError::MissingColumn { wanted: "name" });
    }
    let mut file = PeopleFile::default();
    for ragged in table.ragged() {
        file.refused.push(Problem { row: ragged.row, reason: PersonRefusal::Ragged { cells: ragged.cells } });
    }
    for (row, cells) in table.rows() {
        match person(row, &layout, cells) {
            Ok(person) => {
                if person.language.is_none() && stated(layout.cell(Field::Language, cells)).is_some() {
                    file.warnings.push(Problem { row, reason: PersonDoubt::Language });
                }
                file.rows.push(person);
            }
            Err(reason) => file.refused.push(Problem { row, reason }),
        }
    }
    file.refused.sort_by_key(|problem| problem.row);
    file.columns = layout.columns;
    file.dropped = layout.dropped;
    file.unknown = layout.unknown;
    Ok(file)
}

fn person(row: u64, layout: &Layout, cells: &[String]) -> Result<PersonRow, PersonRefusal> {
    let at = |field: Field| move |fault: Fault| PersonRefusal::At(field, fault);
    for field in KEPT {
        if let Some(found) = hidden_or_found(layout.cell(field, cells)) {
            return Err(PersonRefusal::At(field, found.into()));
        }
    }
    for field in [Field::Grade, Field::Group] {
        if is_date(layout.cell(field, cells)) {
            return Err(PersonRefusal::At(field, Fault::MadeADate));
        }
    }
    let position = position(layout.cell(Field::Position, cells)).map_err(at(Field::Position))?;
    let adults_only = !matches!(position, Position::Student | Position::Family | Position::Community);
    let said = minor(layout.cell(Field::Minor, cells)).map_err(at(Field::Minor))?;
    let minor = said.unwrap_or(!adults_only);
    if minor && adults_only {
        return Err(PersonRefusal::At(Field::Minor, Fault::OfficeOfAdults));
    }
    let name = shown_name(layout.cell(Field::Name, cells), minor).map_err(at(Field::Name))?;
    // Where surnames have no column of their own, three words are a first name and surnames more often than three names.
    if minor && !layout.has(Field::Surname) && name.split(' ').count() > 2 {
        return Err(PersonRefusal::At(Field::Name, Fault::NotAName));
    }
    let initial = layout.cell(Field::Surname, cells).chars().find(|sign| sign.is_alphabetic());
    // One word more may be too many, or too long; then the name has to tell her apart by itself.
    let told_apart = initial.and_then(|letter| shown_name(&format!("{name} {}.", letter.to_uppercase()), minor).ok());
    let group = rules::group_name(&stated(unguarded(layout.cell(Field::Group, cells))).unwrap_or_default()).map_err(at(Field::Group))?;
    Ok(PersonRow {
        row,
        name,
        told_apart,
        grade: grade(layout.cell(Field::Grade, cells)).map_err(at(Field::Grade))?,
        group: Some(group).filter(|group| !group.is_empty()),
        position,
        minor,
        says_minor: said.is_some(),
        id: layout.cell(Field::Id, cells).parse().ok(),
        gone: gone(layout.cell(Field::Gone, cells)),
        language: language(layout.cell(Field::Language, cells)),
    })
}

fn position(cell: &str) -> Result<Position, Fault> {
    let Some(text) = stated(cell) else { return Ok(Position::Student) };
    Ok(match fold(&text).as_str() {
        "alumno" | "alumna" | "estudiante" | "student" => Position::Student,
        "maestro" | "maestra" | "docente" | "profesor" | "profesora" | "teacher" => Position::Teacher,
        "director" | "directora" | "head" | "principal" => Position::Head,
        "asesor" | "asesora" | "coach" => Position::Coach,
        "supervisor" | "supervisora" => Position::Supervisor,
        "funcionario" | "funcionaria" | "official" => Position::Official,
        "familia" | "familiar" | "madre" | "padre" | "family" => Position::Family,
        "comunidad" | "vecino" | "vecina" | "community" => Position::Community,
        _ => return Err(Fault::UnknownChoice),
    })
}

/// A day or a reason stands there as often as a plain yes.
fn gone(cell: &str) -> bool {
    stated(cell).is_some_and(|text| minor(&text) != Ok(Some(false)))
}

fn minor(cell: &str) -> Result<Option<bool>, Fault> {
    let Some(text) = stated(cell) else { return Ok(None) };
    match fold(&text).as_str() {
        "si" | "s" | "yes" | "y" | "1" | "x" | "true" | "verdadero" | "menor" => Ok(Some(true)),
        "no" | "n" | "0" | "false" | "falso" | "adulto" | "adulta" => Ok(Some(false)),
        _ => Err(Fault::UnknownChoice),
    }
}

/// `2`, `2°`, `2do` and `segundo` are one grade.
fn grade(cell: &str) -> Result<Option<i32>, Fault> {
    const WORDS: [&str; 6] = ["primero", "segundo", "tercero", "cuarto", "quinto", "sexto"];
    let wrong = Fault::NotBetween(*GRADES.start(), *GRADES.end());
    let Some(text) = stated(cell) else { return Ok(None) };
    let folded = fold(&text);
    let number = match WORDS.iter().position(|word| *word == folded) {
        Some(at) => i64::try_from(at + 1).ok(),
        None => {
            let end = folded.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(folded.len());
            let (digits, rest) = folded.split_at(end);
            let rest = rest.trim();
            let ordinal = ["", "o", "a", "er", "ero", "ro", "ra", "do", "da", "to", "ta", "mo", "vo", "no", "grado"].contains(&rest);
            digits.parse().ok().filter(|_| ordinal)
        }
    };
    let number = number.filter(|number| GRADES.contains(number)).ok_or(wrong)?;
    i32::try_from(number).map(Some).map_err(|_| wrong)
}

/// The language in which she reads Relevo, where it is one that Relevo speaks. Whoever writes what she speaks at home is not turned away.
fn language(cell: &str) -> Option<&'static str> {
    match fold(&stated(cell)?).as_str() {
        "es" | "es mx" | "espanol" | "castellano" | "spanish" => Some("es"),
        "en" | "en us" | "ingles" | "english" => Some("en"),
        _ => None,
    }
}
