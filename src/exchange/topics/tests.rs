//! Small lists with one thing wrong each, and the real curriculum where it is at hand.

use super::*;
use crate::exchange::shared_file;
use crate::exchange::table::{Table, TableError};
use proptest::prelude::*;

fn read(text: &str) -> TopicFile {
    read_topics(&Table::read(text.as_bytes()).expect("a table")).expect("topics")
}

fn refused(file: &TopicFile) -> Vec<(u64, TopicRefusal)> {
    file.refused.iter().map(|p| (p.row, p.reason.clone())).collect()
}

#[test]
fn the_rows_of_a_content_make_one_topic() {
    let file = read(
        "grado,disciplina,contenido,pda_n,pda\n\
         Primer grado,Matemáticas,Introducción al álgebra.,1,Uno.\n\
         Segundo grado,Matemáticas,Introducción al álgebra.,1,Dos.\n\
         primer Grado,Matematicas,Introduccion al algebra,2,Tres.\n\
         Primer grado,Matemáticas,Introducción al álgebra.,3,Uno.\n",
    );
    assert_eq!((file.layout, file.rows.len()), (TopicLayout::Curriculum, 2));
    let first = &file.rows[0];
    assert_eq!((first.row, first.key.as_str()), (2, "es|1|matematicas|introduccion al algebra"));
    assert_eq!((first.title.as_str(), first.subject.as_str(), first.grade), ("Introducción al álgebra", "Matemáticas", Some(1)));
    assert_eq!(first.questions, ["Uno.", "Tres."]);
    assert_eq!(refused(&file), [(5, TopicRefusal::Duplicate { first_row: 2 })]);
}

#[test]
fn what_a_row_names_twice_is_told_as_such() {
    let file = read("titulo;desafio;antecedentes\nÁrea;¿Cuánto mide?;\nCírculo;¿Cuánto mide?;Área | area\n");
    let woven = super::weave::weave(&file, &super::pairs::PairFile::default());
    let twice = super::pairs::PairRefusal::Twice { name: "area".to_owned() };
    assert_eq!(woven.in_list, [crate::exchange::Problem { row: 3, reason: twice }]);
    assert_eq!(woven.before.len(), 1);
}

#[test]
fn a_plain_list() {
    let file = read(
        "Título;Desafío;¿Por qué?;Preguntas;Fuentes;Materia;Idioma;Antecedentes;Precio\n\
         El área del círculo;¿Cuánto mide?;Sirve;¿Qué es π?|¿Y r²?;Libro 1;Matemáticas;Español;Área | Perímetro;5\n",
    );
    assert_eq!(file.unread, ["Precio"]);
    let topic = &file.rows[0];
    assert_eq!((topic.challenge.as_str(), topic.why.as_str(), topic.language.as_str()), ("¿Cuánto mide?", "Sirve", "es"));
    assert_eq!(
        (topic.questions.as_slice(), topic.sources.as_slice()),
        (&["¿Qué es π?".to_owned(), "¿Y r²?".to_owned()][..], &["Libro 1".to_owned()][..])
    );
    assert_eq!(topic.prerequisites, ["Área", "Perímetro"]);
}

#[test]
fn what_is_refused_and_why() {
    let long = "a".repeat(301);
    let file = read(&format!(
        "title,why,language\nUno,,\n UNO. ,,\n,x,\n¿?,,\n{long},,\nDa\u{fffd}o,,\nÃ±u,,\nDos,ana@correo.mx,\nTres,473 123 4567,\nCuatro\nUno,,en\n"
    ));
    assert_eq!(file.rows.iter().map(|t| t.key.as_str()).collect::<Vec<_>>(), ["es|||uno", "en|||uno"]);
    assert_eq!(
        refused(&file)[..5],
        [
            (3, TopicRefusal::Duplicate { first_row: 2 }),
            (4, TopicRefusal::EmptyTitle),
            (5, TopicRefusal::EmptyTitle),
            (6, TopicRefusal::TooLong { found: 301, limit: 300 }),
            (7, TopicRefusal::DamagedTitle),
        ]
    );
    assert_eq!(
        refused(&file)[5..],
        [
            (8, TopicRefusal::DamagedTitle),
            (9, TopicRefusal::PersonalData(Found::Email)),
            (10, TopicRefusal::PersonalData(Found::Phone)),
            (11, TopicRefusal::Ragged { cells: 1 }),
        ]
    );
}

#[test]
fn what_is_doubted_and_taken() {
    let file = read("title,why,language,grade\n?hola,,,\nA,da\u{fffd}o,,\nB,,klingon!,\nC,,,mucho\nD,,yua-MX,3er grado\n");
    let warned: Vec<_> = file.warnings.iter().map(|p| (p.row, p.reason)).collect();
    assert_eq!(
        warned,
        [
            (2, TopicWarning::DoubtfulMark),
            (3, TopicWarning::Damaged),
            (4, TopicWarning::LanguageUnknown),
            (5, TopicWarning::GradeUnreadable),
        ]
    );
    assert_eq!((file.rows.len(), file.rows[4].grade, file.rows[4].language.as_str()), (5, Some(3), "yua-MX"));
}

#[test]
fn a_table_without_titles_is_no_list() {
    let table = Table::read(b"x,y\n1,2\n").expect("a table");
    assert_eq!(read_topics(&table), Err(TableError::MissingColumn { wanted: "title" }));
}

#[test]
fn the_official_curriculum() {
    let Some(bytes) = shared_file("topics_sep/contenidos_pda_fase6.csv") else {
        return;
    };
    let file = read_topics(&Table::read(&bytes).expect("a table")).expect("topics");
    println!("topics {} refused {:?} warnings {:?}", file.rows.len(), file.refused, file.warnings);
    // Its provenance speaks of 317 contents; the file holds 316, by grade, subject and title.
    assert_eq!((file.rows.len(), file.refused.len(), file.warnings.len()), (316, 0, 0));
    assert_eq!(file.rows.iter().map(|t| t.questions.len()).sum::<usize>(), 558);
    assert!(file.rows.iter().all(|t| matches!(t.grade, Some(1..=3))));
}

proptest! {
    #[test]
    fn never_panics(text in any::<String>()) {
        if let Ok(table) = Table::read(format!("title,questions,grade,language\n{text}\n").as_bytes()) {
            let _ = read_topics(&table);
        }
    }
}

#[test]
fn topics_that_share_a_title_are_told_apart_by_what_differs() {
    let file = read(
        "título,grado,materia,idioma\n\
         Azar,1,Matemáticas,\n\
         azar,2,Matemáticas,\n\
         Azar,2,Ciencias,\n\
         Área,3,Matemáticas,\n\
         Chance,1,Maths,en\n\
         Chance,2,Maths,en\n\
         Ritmo,,Música,\n\
         Ritmo,,Danza,\n",
    );
    assert_eq!(
        apart::titles(&file.rows),
        [
            "Azar, 1.º",
            "azar, 2.º, Matemáticas",
            "Azar, 2.º, Ciencias",
            "Área",
            "Chance, grade 1",
            "Chance, grade 2",
            "Ritmo, Música",
            "Ritmo, Danza"
        ]
    );
}
