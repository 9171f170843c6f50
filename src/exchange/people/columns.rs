//! Which column of a list of people means what, and which ones are dropped.
//!
//! Names are compared folded and whole, in order of preference; parts of names serve only to drop.

use crate::domain::id::PersonId;
use crate::exchange::hide;
use crate::exchange::table::{Column, Table};

/// What a column tells about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Her first name.
    Name,
    /// Her first surname, of which one letter is read.
    Surname,
    /// Her grade.
    Grade,
    /// Her group.
    Group,
    /// What office she holds.
    Position,
    /// Whether she is a minor.
    Minor,
    /// In which language she reads.
    Language,
    /// Who she is here: in what was taken out of Relevo, and comes in again.
    Id,
    /// That she has left.
    Gone,
}

impl Field {
    /// Every field, in the order in which a page offers them.
    pub const ALL: [Field; 9] =
        [Self::Name, Self::Surname, Self::Grade, Self::Group, Self::Position, Self::Minor, Self::Language, Self::Id, Self::Gone];

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Surname => "surname",
            Self::Grade => "grade",
            Self::Group => "group",
            Self::Position => "position",
            Self::Minor => "minor",
            Self::Language => "language",
            Self::Id => "id",
            Self::Gone => "gone",
        }
    }
}

const SYNONYMS: &[(Field, &[&str])] = &[
    (
        Field::Name,
        &[
            "nombre",
            "nombres",
            "nombre s",
            "nombre de pila",
            "primer nombre",
            "alumno",
            "alumna",
            "estudiante",
            "nombre del alumno",
            "nombre del estudiante",
            "name",
            "first name",
            "given name",
            "givenname",
            "student",
        ],
    ),
    (
        Field::Surname,
        &[
            "apellidos",
            "apellido",
            "apellido paterno",
            "primer apellido",
            "paterno",
            "surname",
            "surnames",
            "last name",
            "family name",
            "familyname",
            "inicial del apellido",
            "inicial",
            "initial",
        ],
    ),
    (Field::Grade, &["grado", "grado escolar", "grade", "grades"]),
    (Field::Group, &["grupo", "salon", "seccion", "group", "section"]),
    (Field::Position, &["funcion", "puesto", "cargo", "rol", "position", "role"]),
    (Field::Minor, &["menor", "menor de edad", "es menor", "minor", "is minor"]),
    (Field::Language, &["idioma", "lengua", "language", "lang"]),
    // Not a bare "id": other programs number people too, or write there what must not be kept.
    (Field::Id, &["id de relevo", "relevo id"]),
    (Field::Gone, &["baja", "dado de baja", "dada de baja", "withdrawn"]),
];

/// Words of columns about what is kept of nobody.
const DROPPED: &[&str] = &[
    "apellido",
    "apellidos",
    "paterno",
    "materno",
    "surname",
    "curp",
    "rfc",
    "nss",
    "nacimiento",
    "birth",
    "birthdate",
    "birthday",
    "edad",
    "age",
    "sexo",
    "sex",
    "genero",
    "gender",
    "etnia",
    "correo",
    "email",
    "mail",
    "telefono",
    "telefonos",
    "tel",
    "celular",
    "phone",
    "movil",
    "domicilio",
    "direccion",
    "colonia",
    "address",
    "calificacion",
    "calificaciones",
    "promedio",
    "puntaje",
    "score",
    "scores",
    "matricula",
    "foto",
    "photo",
    "tutor",
    "padre",
    "madre",
    "beca",
    "discapacidad",
];

/// The columns of one list, told apart.
#[derive(Debug, Default)]
pub(super) struct Layout {
    places: Vec<(Field, usize)>,
    pub columns: Vec<(Field, String)>,
    pub dropped: Vec<String>,
    pub unknown: Vec<String>,
}

impl Layout {
    pub fn of(table: &Table) -> Self {
        let mut layout = Self::default();
        for (field, names) in SYNONYMS {
            layout.places.extend(names.iter().find_map(|name| table.column(name)).map(|at| (*field, at)));
        }
        for (at, column) in table.columns().iter().enumerate() {
            if let Some((field, _)) = layout.places.iter().find(|(_, place)| *place == at) {
                layout.columns.push((*field, column.header.clone()));
            } else if is_dropped(column) {
                layout.dropped.push(column.header.clone());
            } else {
                layout.unknown.push(column.header.clone());
            }
        }
        layout
    }

    pub fn has(&self, field: Field) -> bool {
        self.places.iter().any(|(known, _)| *known == field)
    }

    pub fn cell<'t>(&self, field: Field, row: &'t [String]) -> &'t str {
        self.places.iter().find(|(known, _)| *known == field).map_or("", |(_, at)| row[*at].as_str())
    }
}

/// What each column of a list is read as.
pub fn meanings(table: &Table) -> Vec<Option<&'static str>> {
    let layout = Layout::of(table);
    let of = |at| layout.places.iter().find(|(_, place)| *place == at).map(|(field, _)| field.word());
    (0..table.columns().len()).map(of).collect()
}

/// Lets the columns mean what somebody says of them: a field's word, or nothing.
pub fn call(table: &mut Table, at: usize, word: &str) {
    let known = SYNONYMS.iter().find(|(field, _)| field.word() == word).and_then(|(_, names)| names.first());
    table.call(at, known.copied().unwrap_or_default());
}

/// Whether a column is of what is kept of nobody: it must not be called anything else then. What is read as the surname may stay so, since
/// a letter of it is kept.
pub fn closed(table: &Table, at: usize, word: &str) -> bool {
    let read = Layout::of(table).places.iter().any(|(field, place)| *place == at && *field == Field::Surname);
    table.columns().get(at).is_some_and(is_dropped) && !(read && (word.is_empty() || word == Field::Surname.word()))
}

/// Leaves of a list what may wait: the columns of what is kept of nobody go without a look, of a surname its letter stays, of an id what is one of ours, and a
/// cell that holds personal data says only of which kind. Answers with the headers that went.
pub fn sieve(table: &mut Table) -> Vec<String> {
    let read: Vec<String> = {
        let layout = Layout::of(table);
        layout.places.iter().map(|(_, at)| table.columns()[*at].name.clone()).collect()
    };
    let dropped = table.drop_columns(|column| !read.contains(&column.name) && is_dropped(column));
    let id = Layout::of(table).places.iter().find(|(field, _)| *field == Field::Id).map(|(_, at)| *at);
    let surname = Layout::of(table).places.iter().find(|(field, _)| *field == Field::Surname).map(|(_, at)| *at);
    table.replace(|at, cell| {
        if Some(at) == surname {
            return Some(cell.chars().find(|sign| sign.is_alphabetic()).map(String::from).unwrap_or_default());
        }
        if Some(at) == id {
            return cell.parse::<PersonId>().is_err().then(String::new);
        }
        hide(cell)
    });
    dropped
}

fn is_dropped(column: &Column) -> bool {
    column.name.split(' ').any(|word| DROPPED.contains(&word))
}
