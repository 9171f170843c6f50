//! Small lists with one oddity each. Every person in them is invented.

use super::*;
use crate::exchange::table::{Table, TableError};
use proptest::prelude::*;

fn read(text: &str) -> PeopleFile {
    read_people(&Table::read(text.as_bytes()).expect("a table")).expect("a list")
}

#[test]
fn a_plain_list_is_read_whole_and_what_is_not_kept_is_named() {
    let file = read(
        "Nombre;Apellido paterno;Apellido materno;Grado;Grupo;Función;Menor;Idioma;CURP;Fecha de nacimiento;Correo;color\n\
         Itzel;Núñez;Paz;2°;A;;;;BOXW310820HNERXN09;2012-01-01;a@b.mx;rojo\n\
         Inés;;;;;maestra;;inglés;;;;\n\
         Beto;Lara;;tercero;B;alumno;sí;es;;;;\n",
    );
    let (itzel, ines, beto) = (&file.rows[0], &file.rows[1], &file.rows[2]);
    assert_eq!((itzel.row, itzel.name.as_str(), itzel.told_apart.as_deref()), (2, "Itzel", Some("Itzel N.")));
    assert_eq!((itzel.grade, itzel.group.as_deref(), itzel.position, itzel.minor), (Some(2), Some("A"), Position::Student, true));
    assert_eq!((ines.position, ines.minor, ines.language, &ines.told_apart), (Position::Teacher, false, Some("en"), &None));
    assert_eq!((beto.grade, beto.minor, beto.language), (Some(3), true, Some("es")));
    assert_eq!(file.dropped, ["Apellido materno", "CURP", "Fecha de nacimiento", "Correo"]);
    assert_eq!(file.unknown, ["color"]);
    assert!(!format!("{file:?}").contains("Núñez"), "a surname is not kept for its own sake");
}

#[test]
fn what_is_refused_and_why() {
    let file = read(
        "name,grade,group,role,minor,language\n\
         ,1,A,student,yes,\n\
         BOXW310820HNERXN09,1,A,student,yes,\n\
         Ana,1,BOXW310820HNERXN09,student,yes,\n\
         Ana María López García,1,A,student,yes,\n\
         Ana,13,A,student,yes,\n\
         Ana,1,A,wizard,yes,\n\
         Ana,1,A,teacher,yes,\n\
         Ana,1,A,family,no,\n\
         Ana,1,A,student,perhaps,\n\
         Ana,1,A,student,yes,klingon\n\
         Ana,1\n\
         =1+1,1,A,student,yes,\n",
    );
    use Field::*;
    use PersonRefusal::{At, Ragged};
    let refused: Vec<_> = file.refused.iter().map(|problem| (problem.row, problem.reason.clone())).collect();
    assert_eq!(
        refused,
        [
            (2, At(Name, Fault::Missing)),
            (3, At(Name, Fault::Curp)),
            (4, At(Group, Fault::Curp)),
            (5, At(Name, Fault::NotAName)),
            (6, At(Grade, Fault::NotBetween(1, 12))),
            (7, At(Position, Fault::UnknownChoice)),
            (8, At(Minor, Fault::OfficeOfAdults)),
            (10, At(Minor, Fault::UnknownChoice)),
            (12, Ragged { cells: 2 }),
            (13, At(Name, Fault::NameSigns)),
        ]
    );
    // Whether somebody of the school vouches for her is found out where she is looked for.
    assert_eq!(file.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [9, 11]);
    assert_eq!((file.rows[1].language, &file.warnings[..]), (None, &[Problem { row: 11, reason: PersonDoubt::Language }][..]));
    assert!(file.refused.iter().all(|problem| !problem.reason.to_string().contains("BOXW")), "what was refused is not repeated");
}

#[test]
fn three_words_are_a_name_only_beside_a_column_of_surnames() {
    let alone = read("nombre,menor\nNúñez Paz Itzel,sí\nAna María,sí\nMaría del Carmen,no\n");
    assert_eq!(alone.refused, [Problem { row: 2, reason: PersonRefusal::At(Field::Name, Fault::NotAName) }]);
    assert_eq!(alone.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Ana María", "María del Carmen"]);
    let beside = read("nombre,apellidos\nMaría del Carmen,Paz\n");
    assert_eq!((beside.rows[0].name.as_str(), &beside.rows[0].told_apart), ("María del Carmen", &Some("María del Carmen P.".to_owned())));
}

#[test]
fn a_table_without_names_is_no_list() {
    let table = Table::read(b"grado,grupo\n1,A\n").expect("a table");
    assert_eq!(read_people(&table), Err(TableError::MissingColumn { wanted: "name" }));
}

proptest! {
    #[test]
    fn never_panics_and_keeps_no_more_than_a_first_name_and_a_letter(name in "\\PC{0,30}", surname in "[A-ZÑ][a-zñ]{7,12}", rest in "[^\\r\\n\"]{0,20}") {
        let clean = |text: &str| text.replace(['"', ',', ';', '\t', '\n', '\r'], " ");
        let text = format!("nombre,apellidos,grado,grupo,funcion\n{},{surname},{},{},\n", clean(&name), clean(&rest), clean(&rest));
        if let Ok(table) = Table::read(text.as_bytes()) && let Ok(file) = read_people(&table) {
            for row in &file.rows {
                prop_assert!(row.name.chars().count() <= 40);
                let shown = row.told_apart.clone().unwrap_or_default();
                prop_assert!(!shown.contains(&surname) || name.contains(&surname) || rest.contains(&surname));
            }
        }
    }
}
