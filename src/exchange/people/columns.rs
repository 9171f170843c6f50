//! Which column of a list of people means what, and which ones are dropped.
//!
//! Names are compared folded and whole, in order of preference; parts of names serve only to drop.

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
}

impl Field {
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
        ],
    ),
    (Field::Grade, &["grado", "grado escolar", "grade", "grades"]),
    (Field::Group, &["grupo", "salon", "seccion", "group", "section"]),
    (Field::Position, &["funcion", "puesto", "cargo", "rol", "position", "role"]),
    (Field::Minor, &["menor", "menor de edad", "es menor", "minor", "is minor"]),
    (Field::Language, &["idioma", "lengua", "language", "lang"]),
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

fn is_dropped(column: &Column) -> bool {
    column.name.split(' ').any(|word| DROPPED.contains(&word))
}
