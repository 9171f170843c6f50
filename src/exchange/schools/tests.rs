//! Small registers with one thing wrong each, and the real ones where they are at hand.

use super::*;
use crate::exchange::shared_file;
use crate::exchange::table::{Table, TableError};
use std::collections::BTreeMap;

fn read(text: &str) -> SchoolFile {
    read_schools(&Table::read(text.as_bytes()).expect("a table")).expect("a register")
}

fn refused(file: &SchoolFile) -> Vec<(u64, SchoolRefusal)> {
    file.refused.iter().map(|p| (p.row, p.reason.clone())).collect()
}

fn warned(file: &SchoolFile) -> Vec<(u64, SchoolWarning)> {
    file.warnings.iter().map(|p| (p.row, p.reason)).collect()
}

#[test]
fn shifts() {
    for (text, shift) in [
        ("Matutino", Shift::Morning),
        ("1 - MATUTINO", Shift::Morning),
        ("100", Shift::Morning),
        ("2 - VESPERTINO", Shift::Afternoon),
        ("NOCTURNO", Shift::Evening),
        ("4 - DISCONTINUO", Shift::Discontinuous),
        ("Mixto", Shift::Mixed),
        ("TIEMPO COMPLETO", Shift::FullTime),
        ("Sabatino", Shift::Other("sabatino".into())),
        ("8", Shift::Other("8".into())),
        ("  ", Shift::Unstated),
    ] {
        assert_eq!(Shift::parse(text), shift, "{text:?}");
    }
}

#[test]
fn states_by_their_numbers() {
    assert_eq!((state_name(1), state_name(11), state_name(32)), (Some("Aguascalientes"), Some("Guanajuato"), Some("Zacatecas")));
    assert_eq!((state_name(0), state_name(33), state_name(9)), (None, None, Some("Ciudad de México")));
}

#[test]
fn a_small_register_is_read_whole() {
    let file = read(
        "clavecct;nturno;NOMBRE;Municipio;LOCALIDAD;Lat;Lon;Alumnos;CONTACTO_NOMBRE;Nombre del director;mat_nivel1_pct;color\n\
         01dtv0002t;MATUTINO;BENITO JUAREZ;ASIENTOS;LA PAZ;21,9;-102,3;1,078;x;y;3;rojo\n",
    );
    let row = &file.rows[0];
    assert_eq!(
        (row.cct.as_str(), &row.shift, row.name.as_str(), row.pupils),
        ("01DTV0002T", &Shift::Morning, "Benito Juarez", Some(1_078))
    );
    assert_eq!((row.municipality.as_deref(), row.locality.as_deref()), (Some("Asientos"), Some("La Paz")));
    assert_eq!((row.latitude, row.longitude, row.level.as_deref()), (Some(21.9), Some(-102.3), None));
    assert_eq!(file.unread, ["CONTACTO_NOMBRE", "Nombre del director", "mat_nivel1_pct"]);
    assert_eq!(file.unknown, ["color"]);
    assert_eq!(file.columns[0], (Field::Cct, "clavecct".to_owned()));
}

#[test]
fn what_is_refused_and_why() {
    let file = read(
        "cct,turno,nombre\n\
         01DES0001O,Matutino,A\n\
         01DES0001O,Vespertino,A\n\
         01des0001o,1 - MATUTINO,B\n\
         ,Matutino,C\n\
         01DES,Matutino,D\n\
         01DES0009G,Matutino\n\
         01DES0009G,Matutino,BOXW310820HNERXN09\n\
         01DES0010W,Matutino,Tel. 473 123 4567\n",
    );
    assert_eq!(file.rows.len(), 2);
    assert_eq!(
        refused(&file),
        [
            (4, SchoolRefusal::Duplicate { first_row: 2 }),
            (5, SchoolRefusal::Cct(CctError::Empty)),
            (6, SchoolRefusal::Cct(CctError::Length { found: 5 })),
            (7, SchoolRefusal::Ragged { cells: 2 }),
            (8, SchoolRefusal::PersonalData(Found::Curp)),
            (9, SchoolRefusal::PersonalData(Found::Phone)),
        ]
    );
}

#[test]
fn what_is_doubted_and_taken() {
    let file = read(
        "cct,turno,nivel,nombre,lat,lon,alumnos\n\
         01DES0001O,Matutino,S,A,,,\n\
         11DES0001A,Matutino,S,A,21,-101,0\n\
         04KTV11118,Matutino,S,A,-101,21,12\n\
         01DES0009G,Matutino,S,A,0,0,muchos\n\
         01DES0010W,,S,,21,,3\n\
         01DTV0002T,,,A,,,No Data\n\
         99DES0001A,Matutino,S,Ni\u{fffd}o,21,-101,-4\n",
    );
    assert_eq!(file.rows.len(), 7);
    assert!(file.rows.iter().skip(2).all(|r| r.row == 8 || r.latitude.is_none()));
    assert_eq!(file.rows[1].pupils, Some(0));
    assert_eq!(file.rows[4].name, "01DES0010W");
    let expected = crate::domain::cct::check_letter("99DES0001").expect("shaped");
    assert_eq!(
        warned(&file),
        [
            (3, SchoolWarning::CheckLetter { expected: 'V' }),
            (4, SchoolWarning::OtherShape),
            (4, SchoolWarning::CoordinatesSwapped),
            (5, SchoolWarning::CoordinatesOutside),
            (5, SchoolWarning::PupilsUnreadable),
            (6, SchoolWarning::NameBlank),
            (6, SchoolWarning::ShiftUnstated),
            (6, SchoolWarning::CoordinatesUnreadable),
            (7, SchoolWarning::CutOff),
            (8, SchoolWarning::Damaged),
            (8, SchoolWarning::CheckLetter { expected }),
            (8, SchoolWarning::UnknownState),
            (8, SchoolWarning::PupilsUnreadable),
        ]
    );
}

#[test]
fn a_point_outside_the_state_of_the_key_is_told_and_not_taken() {
    let file = read("cct,lat,lon\n11DES0001V,21.0,-101.2\n01DES0001O,21.0,-101.2\n01DES0009G,22.5,-102.3\n31DES0001A,22.4,-89.7\n");
    let taken: Vec<bool> = file.rows.iter().map(|row| row.latitude.is_some()).collect();
    assert_eq!(taken, [true, false, true, true], "islands and a little room belong to a state");
    let places: Vec<_> = warned(&file).into_iter().filter(|(_, warning)| *warning == SchoolWarning::CoordinatesElsewhere).collect();
    assert_eq!(places, [(3, SchoolWarning::CoordinatesElsewhere)]);
    for number in 1..=32 {
        let (north, east) = super::states::state_box(number).expect("a state");
        assert!(north.start() < north.end() && east.start() < east.end(), "{number}");
    }
    assert_eq!((super::states::state_box(0), super::states::state_box(33)), (None, None));
}

#[test]
fn a_table_without_keys_is_no_register() {
    let table = Table::read(b"nombre,curp\nA,B\n").expect("a table");
    assert_eq!(read_schools(&table), Err(TableError::MissingColumn { wanted: "CCT" }));
}

fn counts<T: std::fmt::Debug>(reasons: impl Iterator<Item = T>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for reason in reasons {
        *counts.entry(format!("{reason:?}")).or_default() += 1;
    }
    counts
}

#[test]
fn the_register_of_a_whole_state() {
    let Some(bytes) = shared_file("guanajuato_schools/escuelas_guanajuato.csv") else {
        return;
    };
    let file = read_schools(&Table::read(&bytes).expect("a table")).expect("a register");
    println!("refused {:?}\nwarnings {:?}", file.refused, counts(file.warnings.iter().map(|p| p.reason)));
    println!("columns {:?}\nunread {:?}\nunknown {:?}", file.columns, file.unread, file.unknown);
    assert_eq!((file.rows.len(), file.refused.len()), (5_829, 0));
    assert_eq!(file.rows.iter().filter(|r| r.cct.is_telesecundaria()).count(), 1_128);
    assert_eq!(file.rows.iter().filter(|r| r.pupils.is_none()).count(), 58);
    assert!(file.rows.iter().all(|r| r.latitude.is_some() && r.cct.state() == 11 && r.municipality.is_some()));
    assert_eq!(file.rows[0].name, "Secundaria General Elias Macotela Garcia");
    assert_eq!((file.columns.len(), file.unread.len()), (10, 7));
}

#[test]
fn the_layout_of_the_national_catalog() {
    let Some(bytes) = shared_file("cct_catalog_sample/escuelas_muestra.csv") else {
        return;
    };
    let file = read_schools(&Table::read(&bytes).expect("a table")).expect("a register");
    println!("refused {:?}\nwarnings {:?}", file.refused, counts(file.warnings.iter().map(|p| p.reason)));
    println!("columns {:?}\nunknown {:?}", file.columns, file.unknown);
    assert_eq!((file.rows.len(), file.refused.len()), (29, 0)); // 27 rows, two of them with two shifts
    assert_eq!(file.warnings.iter().filter(|p| p.reason == SchoolWarning::CutOff).count(), 4);
    let tele: Vec<_> = file.rows.iter().filter(|r| r.cct.as_str() == "01DTV0045R").collect();
    assert_eq!(tele.iter().map(|r| &r.shift).collect::<Vec<_>>(), [&Shift::Afternoon, &Shift::Morning]);
    assert_eq!((tele[0].zone.as_deref(), tele[0].sector.as_deref()), (Some("01FTV0010Z"), None));
    assert_eq!(tele[0].modality.as_deref(), Some("Telesecundaria"));
}
