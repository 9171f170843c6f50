//! A school's people as the plain list that [`super::read_people`] reads: what goes out and comes in again changes nothing.

use crate::domain::words::Position;
use crate::exchange::report;
use crate::store::queries::people::MemberView;

/// The header. By the id whoever comes in again is known; the initial is for whoever adds rows: those of the school have theirs in the name, where two share one.
pub const HEADER: [&str; 8] = ["nombre", "inicial", "grado", "grupo", "funcion", "menor", "idioma", "id de relevo"];

/// What the list calls an office.
fn office(position: Position) -> &'static str {
    match position {
        Position::Student => "estudiante",
        Position::Teacher => "docente",
        Position::Coach => "asesor",
        Position::Head => "director",
        Position::Supervisor => "supervisor",
        Position::Official => "funcionario",
        Position::Family => "familia",
        Position::Community => "comunidad",
    }
}

/// The list, in CSV. Each member with the language in which she reads, where she chose one.
pub fn write_people(members: &[(MemberView, Option<String>)]) -> Vec<u8> {
    let lines: Vec<Vec<String>> = members
        .iter()
        .map(|(member, language)| {
            let minor = if member.minor { "sí" } else { "no" };
            vec![
                member.name.clone(),
                String::new(),
                member.grade.map(|grade| grade.to_string()).unwrap_or_default(),
                member.class.clone().unwrap_or_default(),
                office(member.position).to_owned(),
                minor.to_owned(),
                language.clone().unwrap_or_default(),
                member.id.to_string(),
            ]
        })
        .collect();
    report::csv(&HEADER, &lines)
}
