//! Names in capitals, as registers shout them, written as people write them.

use crate::domain::search::fold;

const SMALL: &[&str] = &["de", "del", "la", "las", "lo", "los", "el", "y", "e", "o", "u", "a", "al", "en", "por", "para", "con"];
const ROMAN: &[&str] =
    &["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XIX", "XX", "XXI", "XXIII"];
const ACRONYMS: &[&str] = &[
    "CONAFE", "ETV", "EST", "CAM", "CENDI", "CBTIS", "CBTA", "CETIS", "CECYT", "CECYTE", "CONALEP", "COBAEG", "DIF", "IMSS", "ISSSTE",
    "UNAM", "ITESM", "SNTE", "CTM", "INEA", "PEMEX", "CFE", "ONU", "UNICEF", "UNESCO", "USAER", "CROC", "FSTSE", "IPN",
];
/// Short forms without a vowel, which are words and not acronyms.
const SHORT: &[&str] = &["DR", "SR", "JR", "FR", "GRL", "STA", "STO", "MTR"];
const ORDINAL_ENDS: &[&str] = &["o", "a", "ro", "ra", "do", "da", "to", "ta", "er", "mo", "ma", "vo", "va", "no", "na"];

/// A name as people write it. What is not all capitals is left as it is, but for blanks.
///
/// Accents that the register left out are not guessed.
pub fn tidy_name(name: &str) -> String {
    let mut text = unquoted(&name.split_whitespace().collect::<Vec<_>>().join(" "));
    if !text.chars().any(char::is_lowercase) {
        let spaced = space_after_dots(&text);
        let words: Vec<String> = spaced.split(' ').enumerate().map(|(at, word)| tidy_word(word, at == 0)).collect();
        text = words.join(" ");
    }
    mend(&text)
}

/// A name without the marks of a table: some registers were written as CSV twice, and hold `"SECUNDARIA ""INSURGENTES"""` as the very name.
fn unquoted(text: &str) -> String {
    let inside = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|inside| inside.contains("\"\""));
    inside.map_or_else(|| text.to_owned(), |inside| inside.replace("\"\"", "\""))
}

/// One word with its first letter large and the rest small: *Primaria*, *Telesecundaria*.
pub(super) fn tidy_kind(text: &str) -> String {
    let keeps = text.chars().any(char::is_lowercase);
    let words = text.split(' ').map(|w| if keeps || ACRONYMS.contains(&w) { w.to_owned() } else { w.to_lowercase() });
    let text = words.collect::<Vec<_>>().join(" ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn tidy_word(word: &str, first: bool) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    if ACRONYMS.contains(&bare) || ROMAN.contains(&bare) || is_initials(word) {
        return word.to_owned();
    }
    let lower = word.to_lowercase();
    if SMALL.contains(&lower.as_str()) {
        return if first { capitalise(&lower) } else { lower };
    }
    let letters: String = bare.chars().skip_while(char::is_ascii_digit).collect();
    if letters.len() < bare.len() {
        return if ORDINAL_ENDS.contains(&letters.to_lowercase().as_str()) { lower } else { word.to_owned() };
    }
    let vowel = fold(bare).contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if !vowel && bare.len() > 1 && bare.chars().all(char::is_alphabetic) && !SHORT.contains(&bare) {
        return word.to_owned();
    }
    capitalise(&lower)
}

/// Single letters with dots: *S.N.T.E.*, *M.*
fn is_initials(word: &str) -> bool {
    let single = |part: &str| part.chars().count() <= 1;
    word.contains('.') && word.split('.').all(single)
}

/// Each part after a hyphen, apostrophe, quotation mark or parenthesis begins large.
fn capitalise(lower: &str) -> String {
    let mut begins = true;
    let mut text = String::with_capacity(lower.len());
    for c in lower.chars() {
        if begins && c.is_alphabetic() {
            text.extend(c.to_uppercase());
        } else {
            text.push(c);
        }
        begins = !c.is_alphanumeric() && c != '.';
    }
    text
}

/// `MA.GUADALUPE` are two words; `S.N.T.E.` is one.
fn space_after_dots(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let long = word.split('.').any(|part| part.chars().filter(|c| c.is_alphabetic()).count() > 1);
        let parts: Vec<&str> = word.split('.').filter(|p| !p.is_empty()).collect();
        if long && parts.len() > 1 && parts.iter().all(|p| p.chars().any(char::is_alphabetic)) {
            word.replace('.', ". ").trim_end().to_owned()
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Takes away what is left over at the ends and closes a parenthesis that was cut off.
fn mend(text: &str) -> String {
    let mut text = text.trim_end_matches([',', ';', ':', ' ']).to_owned();
    if text.matches('"').count() % 2 == 1 {
        text = text.replace('"', "");
    }
    if text.matches('(').count() == text.matches(')').count() + 1 {
        text.push(')');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names() {
        for (shouted, written) in [
            ("", ""),
            ("SECUNDARIA GENERAL ELIAS MACOTELA GARCIA", "Secundaria General Elias Macotela Garcia"),
            ("SOR JUANA INES DE LA CRUZ", "Sor Juana Ines de la Cruz"),
            ("EL PIPILA", "El Pipila"),
            ("NIÑOS HEROES", "Niños Heroes"),
            ("20 DE NOVIEMBRE", "20 de Noviembre"),
            ("TELESECUNDARIA NUM. 228", "Telesecundaria Num. 228"),
            ("ETV NUM. 43 ALVARO OBREGON", "ETV Num. 43 Alvaro Obregon"),
            ("ETV NO. 43,", "ETV No. 43"),
            ("LIC. JOSE MA. MORELOS Y PAVON", "Lic. Jose Ma. Morelos y Pavon"),
            ("MA.GUADALUPE", "Ma. Guadalupe"),
            ("J.JESUS LOPEZ", "J. Jesus Lopez"),
            ("SECCION 13 DEL S.N.T.E.", "Seccion 13 del S.N.T.E."),
            ("SNTE CTM", "SNTE CTM"),
            ("CUAUHTEMOC II", "Cuauhtemoc II"),
            ("FRANCISCO I. MADERO", "Francisco I. Madero"),
            ("EX-HACIENDA DE MILPILLAS", "Ex-Hacienda de Milpillas"),
            ("GUILLERMO D'ERZELL", "Guillermo D'Erzell"),
            ("LORETITO (CHARCO DEL TORO", "Loretito (Charco del Toro)"),
            ("ESCUELA \"ILHUICAMINA\"", "Escuela \"Ilhuicamina\""),
            ("ESCUELA \"", "Escuela"),
            ("\"SECUNDARIA GENERAL NUM. 6 \"\"ILHUICAMINA\"\"\"", "Secundaria General Num. 6 \"Ilhuicamina\""),
            ("3RO. DE MAYO", "3ro. de Mayo"),
            ("FORD 84", "Ford 84"),
            ("DR.  MORA", "Dr. Mora"),
            ("8/4 FRIDA", "8/4 Frida"),
            ("León  Guzmán", "León Guzmán"),
        ] {
            assert_eq!(tidy_name(shouted), written, "{shouted:?}");
        }
        assert_eq!(tidy_kind("TELESECUNDARIA"), "Telesecundaria");
        assert_eq!(tidy_kind("comunitaria CONAFE"), "Comunitaria CONAFE");
    }

    proptest! {
        #[test]
        fn tidying_changes_no_word_for_search(name in "[A-ZÑÁ]{2,8}( [A-ZÑÁ]{1,8}){0,4}") {
            prop_assert_eq!(fold(&tidy_name(&name)), fold(&name));
        }

        #[test]
        fn never_panics(name in any::<String>()) {
            let _ = (tidy_name(&name), tidy_kind(&name));
        }
    }
}
