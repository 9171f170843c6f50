//! What somebody says that columns of a list mean, by their headers: on the command line, where nobody picks from a page. What is read there
//! and what is not follows the same rules: a column of what is kept of nobody cannot be asked for by its name either.

use super::{call, closed, fields, may_repeat, meanings};
use crate::domain::search::fold;
use crate::domain::words::ListKind;
use crate::exchange::table::{Column, Table};

/// A field and the header of the column that says it; no field, and the column is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the two sides of the equals sign")]
pub struct Said {
    pub field: String,
    pub header: String,
}

impl std::str::FromStr for Said {
    type Err = Unsaid;

    fn from_str(text: &str) -> Result<Self, Unsaid> {
        let (field, header) = text.split_once('=').ok_or(Unsaid::Shape)?;
        Ok(Self { field: field.trim().to_owned(), header: header.trim().to_owned() })
    }
}

/// Why columns cannot mean what somebody says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsaid {
    /// Nothing parts the field from the header.
    #[error("it is written FIELD=HEADER")]
    Shape,
    /// There is no such field.
    #[error("there is no field {field:?}; there are {}", known.join(", "))]
    Field {
        /// What was asked for.
        field: String,
        /// What there is.
        known: Vec<&'static str>,
    },
    /// No column is called so.
    #[error("no column has the header {header:?}; there are {}", known.join(", "))]
    Header {
        /// What was asked for.
        header: String,
        /// What there is.
        known: Vec<String>,
    },
    /// Several columns are called so.
    #[error("{count} columns have the header {header:?}: give them different ones")]
    Several {
        /// The header.
        header: String,
        /// How many have it.
        count: usize,
    },
    /// It is about what is kept of nobody.
    #[error("the column {header:?} is of what is never read")]
    Closed {
        /// The header.
        header: String,
    },
    /// Two columns are to say the same, or one is to say two things.
    #[error("{what:?} is said twice")]
    Twice {
        /// The field or the header.
        what: String,
    },
}

/// Lets columns mean what somebody says. A column that was taken for one of these fields until then is not read any more.
///
/// # Errors
/// A field or a header is not known, is said twice, or the column is never read. Nothing is changed then.
pub fn say(kind: ListKind, table: &mut Table, said: &[Said]) -> Result<(), Unsaid> {
    let known = fields(kind);
    let mut places: Vec<(usize, &str)> = Vec::new();
    for Said { field, header } in said {
        if !field.is_empty() && !known.contains(&field.as_str()) {
            return Err(Unsaid::Field { field: field.clone(), known });
        }
        let at = find(table, header)?;
        if places.iter().any(|(place, _)| *place == at) {
            return Err(Unsaid::Twice { what: header.clone() });
        }
        if !field.is_empty() && !may_repeat(kind, field) && places.iter().any(|(_, other)| other == field) {
            return Err(Unsaid::Twice { what: field.clone() });
        }
        if closed(kind, table, at, field) {
            return Err(Unsaid::Closed { header: header.clone() });
        }
        places.push((at, field));
    }
    for (at, field) in &places {
        call(kind, table, *at, field);
    }
    for (at, field) in places.iter().filter(|(_, field)| !field.is_empty() && !may_repeat(kind, field)) {
        // Another column may have the name by which the field is known, and stand before.
        while let Some(other) = meanings(kind, table).iter().position(|meaning| *meaning == Some(*field)).filter(|other| other != at) {
            call(kind, table, other, "");
        }
    }
    Ok(())
}

/// The column of a header: as it is written, or else as it is searched for.
fn find(table: &Table, header: &str) -> Result<usize, Unsaid> {
    let places = |is: &dyn Fn(&Column) -> bool| -> Vec<usize> {
        table.columns().iter().enumerate().filter(|(_, column)| is(column)).map(|(at, _)| at).collect()
    };
    let folded = fold(header);
    let mut found = places(&|column| column.header == header);
    if found.is_empty() {
        found = places(&|column| fold(&column.header) == folded);
    }
    match found[..] {
        [at] => Ok(at),
        [] => {
            let known = table.columns().iter().map(|column| column.header.clone()).collect();
            Err(Unsaid::Header { header: header.to_owned(), known })
        }
        _ => Err(Unsaid::Several { header: header.to_owned(), count: found.len() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &[&str]) -> Vec<Said> {
        words.iter().map(|word| word.parse().expect("a field and a header")).collect()
    }

    /// What each column is read as, once this was said.
    fn read(kind: ListKind, list: &str, words: &[&str]) -> Result<Vec<Option<&'static str>>, Unsaid> {
        let mut table = Table::read(list.as_bytes()).expect("a table");
        say(kind, &mut table, &said(words))?;
        Ok(meanings(kind, &table))
    }

    #[test]
    fn a_column_means_what_somebody_says_and_another_no_longer_does() {
        let register = "CCT,NOMBRE,Plantel,Horario,Horario 2\n11DTV0001K,PROFA LUPE,BENITO JUAREZ,MATUTINO,\n";
        assert_eq!(read(ListKind::Schools, register, &[]), Ok(vec![Some("cct"), Some("school-name"), None, None, None]));
        let remapped = read(ListKind::Schools, register, &["school-name=plantel", "shift=Horario", "shift=HORARIO 2"]);
        assert_eq!(remapped, Ok(vec![Some("cct"), None, Some("school-name"), Some("shift"), Some("shift")]));
        assert_eq!(read(ListKind::Schools, register, &["=NOMBRE"]), Ok(vec![Some("cct"), None, None, None, None]));
        // Two columns of the very name by which a field is known: the one that is meant is read, wherever it stands.
        let twins = "CCT,Nombre,nombre\n11DTV0001K,A,B\n";
        assert_eq!(read(ListKind::Schools, twins, &["school-name=nombre"]), Ok(vec![Some("cct"), None, Some("school-name")]));
        assert_eq!(read(ListKind::Schools, twins, &["school-name=Nombre"]), Ok(vec![Some("cct"), Some("school-name"), None]));
        let topics = "encabezado,para qué\nSombras,medir\n";
        assert_eq!(read(ListKind::Topics, topics, &["title=Encabezado", "why=Para que"]), Ok(vec![Some("title"), Some("why")]));
    }

    #[test]
    fn what_cannot_be_said_changes_nothing_and_names_what_there_is() {
        let register = "CCT,NOMBRE,DIRECTOR,x,X\n11DTV0001K,BENITO JUAREZ,ANA RUIZ,1,2\n";
        let refused = |words: &[&str]| read(ListKind::Schools, register, words).expect_err("refused").to_string();
        let unknown = refused(&["nombre=NOMBRE"]);
        assert!(unknown.contains("no field \"nombre\"") && unknown.contains("school-name"), "{unknown}");
        let missing = refused(&["cct=CLAVE2"]);
        assert!(missing.contains("no column has the header \"CLAVE2\"") && missing.contains("NOMBRE, DIRECTOR"), "{missing}");
        assert_eq!(refused(&["school-name=DIRECTOR"]), "the column \"DIRECTOR\" is of what is never read");
        assert_eq!(refused(&["cct=CCT", "cct=NOMBRE"]), "\"cct\" is said twice");
        assert_eq!(refused(&["cct=CCT", "school-name=CCT"]), "\"CCT\" is said twice");
        assert_eq!("cct".parse::<Said>(), Err(Unsaid::Shape));
        let people = "alias,Apellidos,CURP,apellido materno\nItzel,Paz,BOXW310820HNERXN09,Ruiz\n";
        let refused = |words: &[&str]| read(ListKind::People, people, words).expect_err("refused").to_string();
        for (words, header) in [("name=CURP", "CURP"), ("name=Apellidos", "Apellidos"), ("surname=apellido materno", "apellido materno")] {
            assert_eq!(refused(&[words]), format!("the column {header:?} is of what is never read"));
        }
        let named = read(ListKind::People, people, &["name=alias", "surname=Apellidos"]);
        assert_eq!(named, Ok(vec![Some("name"), Some("surname"), None, None]));
    }
}
