//! Which column of a register of schools means what, and which ones are never read.
//!
//! Names are compared folded, whole, in order of preference: `NOMBRE DEL DIRECTOR` is not `NOMBRE`. Matching by
//! parts of names is used only to refuse, where a mistake costs a column and not a person's privacy.

use crate::exchange::table::{Column, Table};

/// What a column of a register tells about a school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The key.
    Cct,
    /// A shift; some registers have up to three columns of them.
    Shift,
    /// The school's name.
    Name,
    /// Primary, lower secondary …
    Level,
    /// General, telesecundaria …
    Modality,
    /// The region of the school authority, a key or a number.
    Region,
    /// The municipality's name.
    Municipality,
    /// The locality's name.
    Locality,
    /// The zone, a key or a number.
    Zone,
    /// The sector, a key or a number.
    Sector,
    /// Degrees north.
    Latitude,
    /// Degrees east: negative in Mexico.
    Longitude,
    /// How many pupils.
    Pupils,
}

const SYNONYMS: &[(Field, &[&str])] = &[
    (
        Field::Cct,
        &[
            "cct",
            "cv cct",
            "clavecct",
            "clave cct",
            "clavect",
            "clave ct",
            "cvecct",
            "cve cct",
            "clave del centro de trabajo",
            "clave de centro de trabajo",
            "clave de la escuela",
            "clave",
        ],
    ),
    (
        Field::Name,
        &[
            "nombre",
            "c nombre",
            "nombre ct",
            "nombrect",
            "nomct",
            "nom ct",
            "nombre del centro de trabajo",
            "nombre de la escuela",
            "nombre escuela",
            "escuela",
            "name",
        ],
    ),
    (Field::Level, &["nivel", "tiponivelsub c servicion2", "nnivel", "nivel educativo", "level"]),
    (Field::Modality, &["modalidad", "tiponivelsub c servicion3", "nservicio", "nsubnivel", "subnivel", "servicio"]),
    (Field::Region, &["region", "serreg cv cct", "delegacion regional", "delegacion", "servicio regional"]),
    (Field::Municipality, &["municipio", "inmueble c nom mun", "nom mun", "nombre municipio", "nombre del municipio"]),
    (Field::Locality, &["localidad", "inmueble c nom loc", "nom loc", "nombre localidad", "nombre de la localidad"]),
    (Field::Zone, &["supervision cv cct", "zona", "zona escolar", "nzona", "cct zona", "supervision"]),
    (Field::Sector, &["jefsec cv cct", "sector", "sector escolar", "cct sector", "jefatura de sector"]),
    (Field::Latitude, &["lat", "latitud", "inmueble latitud", "latitude"]),
    (Field::Longitude, &["lon", "lng", "longitud", "inmueble longitud", "longitude"]),
    (Field::Pupils, &["alumnos", "matricula", "total alumnos", "total de alumnos", "alumnos total", "alutot", "pupils"]),
];

const SHIFTS: &[&str] =
    &["turno", "nturno", "nombre turno", "nombre del turno", "c turno 01", "c turno 02", "c turno 03", "turno 1", "turno 2", "turno 3"];

/// Words of columns about persons: heads and contacts.
const PERSONAL: &[&str] = &[
    "contacto",
    "curp",
    "rfc",
    "director",
    "directora",
    "directivo",
    "responsable",
    "telefono",
    "telefonos",
    "tel",
    "celular",
    "fax",
    "correo",
    "email",
    "mail",
    "apellido",
    "apellidos",
    "paterno",
    "materno",
];
/// Words of columns of test scores and of orders made from them.
const SCORES: &[&str] = &[
    "pct",
    "nivel1",
    "nivel2",
    "nivel3",
    "nivel4",
    "domina",
    "dom1",
    "dom2",
    "dom3",
    "puntaje",
    "calificacion",
    "promedio",
    "logro",
    "enlace",
    "planea",
    "prioridad",
    "ranking",
];

/// The columns of one register, told apart.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub places: Vec<(Field, usize)>,
    pub columns: Vec<(Field, String)>,
    pub unread: Vec<String>,
    pub unknown: Vec<String>,
}

impl Layout {
    pub fn of(table: &Table) -> Self {
        let columns = table.columns();
        let mut places: Vec<(Field, usize)> =
            SYNONYMS.iter().filter_map(|(field, names)| names.iter().find_map(|name| table.column(name)).map(|at| (*field, at))).collect();
        let shifts = columns.iter().enumerate().filter(|(_, c)| SHIFTS.contains(&c.name.as_str()));
        places.extend(shifts.map(|(at, _)| (Field::Shift, at)));
        places.retain(|&(_, at)| !is_never_read(&columns[at]));
        places.sort_by_key(|&(_, at)| at);

        let mut layout = Self::default();
        for (at, column) in columns.iter().enumerate() {
            if let Some(&(field, _)) = places.iter().find(|&&(_, place)| place == at) {
                layout.columns.push((field, column.header.clone()));
            } else if is_never_read(column) {
                layout.unread.push(column.header.clone());
            } else {
                layout.unknown.push(column.header.clone());
            }
        }
        layout.places = places;
        layout
    }

    pub fn cells<'t>(&self, field: Field, row: &'t [String]) -> impl Iterator<Item = &'t str> {
        self.places.iter().filter(move |(f, _)| *f == field).map(|&(_, at)| row[at].as_str())
    }

    pub fn cell<'t>(&self, field: Field, row: &'t [String]) -> &'t str {
        self.cells(field, row).next().unwrap_or("")
    }

    pub fn has(&self, field: Field) -> bool {
        self.places.iter().any(|(f, _)| *f == field)
    }
}

impl Field {
    /// Every field, in the order in which a page offers them.
    pub const ALL: [Field; 13] = [
        Self::Cct,
        Self::Name,
        Self::Shift,
        Self::Level,
        Self::Modality,
        Self::Region,
        Self::Municipality,
        Self::Locality,
        Self::Zone,
        Self::Sector,
        Self::Latitude,
        Self::Longitude,
        Self::Pupils,
    ];

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cct => "cct",
            Self::Shift => "shift",
            Self::Name => "school-name",
            Self::Level => "level",
            Self::Modality => "modality",
            Self::Region => "region",
            Self::Municipality => "municipality",
            Self::Locality => "locality",
            Self::Zone => "zone",
            Self::Sector => "sector",
            Self::Latitude => "latitude",
            Self::Longitude => "longitude",
            Self::Pupils => "pupils",
        }
    }
}

/// What each column of a register is read as.
pub fn meanings(table: &Table) -> Vec<Option<&'static str>> {
    let layout = Layout::of(table);
    let of = |at| layout.places.iter().find(|(_, place)| *place == at).map(|(field, _)| field.word());
    (0..table.columns().len()).map(of).collect()
}

/// Lets a column mean what somebody says of it: a field's word, or nothing.
pub fn call(table: &mut Table, at: usize, word: &str) {
    let known = SYNONYMS.iter().find(|(field, _)| field.word() == word).and_then(|(_, names)| names.first()).copied();
    let known = known.or_else(|| (word == Field::Shift.word()).then(|| SHIFTS[0]));
    table.call(at, known.unwrap_or_default());
}

/// Whether a column is about persons or test scores: it is never read, whatever somebody says that it means.
pub fn closed(table: &Table, at: usize) -> bool {
    table.columns().get(at).is_some_and(is_never_read)
}

/// Takes out the columns about persons and of test scores, without a look. Answers with their headers.
pub fn sieve(table: &mut Table) -> Vec<String> {
    table.drop_columns(is_never_read)
}

fn is_never_read(column: &Column) -> bool {
    column.name.split(' ').any(|word| PERSONAL.contains(&word) || SCORES.contains(&word))
}
