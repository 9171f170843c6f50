//! The states of Mexico by the number that begins every school key, and the box in which each lies.

use std::ops::RangeInclusive;

use crate::domain::search::fold;

/// Names in the order of their numbers, 01 to 32.
pub const STATES: [&str; 32] = [
    "Aguascalientes",
    "Baja California",
    "Baja California Sur",
    "Campeche",
    "Coahuila",
    "Colima",
    "Chiapas",
    "Chihuahua",
    "Ciudad de México",
    "Durango",
    "Guanajuato",
    "Guerrero",
    "Hidalgo",
    "Jalisco",
    "Estado de México",
    "Michoacán",
    "Morelos",
    "Nayarit",
    "Nuevo León",
    "Oaxaca",
    "Puebla",
    "Querétaro",
    "Quintana Roo",
    "San Luis Potosí",
    "Sinaloa",
    "Sonora",
    "Tabasco",
    "Tamaulipas",
    "Tlaxcala",
    "Veracruz",
    "Yucatán",
    "Zacatecas",
];

/// The name of a state by its number, `None` outside 1 to 32.
pub fn state_name(number: u8) -> Option<&'static str> {
    STATES.get(usize::from(number).checked_sub(1)?).copied()
}

/// The number of a state by its name as people write it: capitals, accents and the founder's name behind it tell nothing.
pub fn state_number(name: &str) -> Option<u8> {
    let name = fold(name);
    let called = |number: u8| match number {
        9 => ["ciudad de mexico", "cdmx", "distrito federal"].contains(&name.as_str()),
        15 => ["estado de mexico", "mexico"].contains(&name.as_str()),
        _ => state_name(number)
            .map(fold)
            .is_some_and(|own| name == own || name.strip_prefix(&own).is_some_and(|rest| rest.starts_with(" de "))),
    };
    (1..=32).find(|number| called(*number))
}

/// The box around each state, islands included, in the order of their numbers: degrees north, degrees east. Rounded outwards by a tenth of a
/// degree (eleven kilometres), from the outlines of INEGI's geostatistical framework.
const BOXES: [((f64, f64), (f64, f64)); 32] = [
    ((21.5, 22.6), (-103.0, -101.7)),
    ((27.9, 32.9), (-118.6, -112.2)),
    ((22.7, 28.1), (-115.4, -109.3)),
    ((17.7, 21.0), (-92.6, -89.0)),
    ((24.4, 30.0), (-104.1, -99.7)),
    ((18.2, 19.7), (-115.0, -103.3)),
    ((14.4, 18.1), (-94.3, -90.2)),
    ((25.4, 31.9), (-109.2, -103.2)),
    ((18.9, 19.7), (-99.5, -98.8)),
    ((22.2, 27.0), (-107.4, -102.3)),
    ((19.8, 22.0), (-102.2, -99.5)),
    ((16.2, 19.0), (-102.3, -97.9)),
    ((19.5, 21.5), (-100.0, -97.8)),
    ((18.8, 22.9), (-105.8, -101.4)),
    ((18.2, 20.4), (-100.8, -98.5)),
    ((17.8, 20.5), (-103.9, -99.9)),
    ((18.2, 19.3), (-99.6, -98.5)),
    ((20.5, 23.2), (-106.8, -103.6)),
    ((23.0, 27.9), (-101.4, -98.3)),
    ((15.5, 18.8), (-98.7, -93.7)),
    ((17.7, 21.0), (-99.2, -96.6)),
    ((19.9, 21.8), (-100.7, -98.9)),
    ((17.8, 21.8), (-89.4, -86.6)),
    ((21.0, 24.6), (-102.4, -98.2)),
    ((22.3, 27.2), (-109.6, -105.2)),
    ((26.2, 32.6), (-115.2, -108.3)),
    ((17.1, 18.8), (-94.3, -90.8)),
    ((22.1, 27.8), (-100.3, -97.0)),
    ((19.0, 19.9), (-98.9, -97.5)),
    ((17.0, 22.6), (-98.8, -93.5)),
    ((19.4, 22.5), (-90.5, -87.4)),
    ((20.9, 25.3), (-104.5, -100.6)),
];

/// The box of a state by its number: degrees north, degrees east.
pub(super) fn state_box(number: u8) -> Option<(RangeInclusive<f64>, RangeInclusive<f64>)> {
    let ((south, north), (west, east)) = *BOXES.get(usize::from(number).checked_sub(1)?)?;
    Some((south..=north, west..=east))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_known_by_any_of_its_names() {
        for (number, name) in (1..).zip(STATES) {
            assert_eq!(state_number(name), Some(number), "{name}");
        }
        for (name, number) in [
            ("COAHUILA DE ZARAGOZA", Some(5)),
            ("Michoacan de Ocampo", Some(16)),
            ("Veracruz de Ignacio de la Llave", Some(30)),
            ("México", Some(15)),
            ("Distrito Federal", Some(9)),
            ("Sierra Clara", None),
            ("Nuevo México", None),
            ("", None),
        ] {
            assert_eq!(state_number(name), number, "{name}");
        }
    }
}
