//! Passwords that are tried first by whoever guesses. Written by us; short on purpose: sign-in is slowed down besides.

/// Words that many people take, folded to lower case without accents.
const WORDS: &[&str] = &[
    "password",
    "contrasena",
    "qwerty",
    "qwertyui",
    "qwertyuiop",
    "asdfgh",
    "asdfghjk",
    "zxcvbnm",
    "iloveyou",
    "tequiero",
    "teamo",
    "teamomucho",
    "bienvenido",
    "bienvenida",
    "welcome",
    "admin",
    "administrador",
    "usuario",
    "maestra",
    "maestro",
    "escuela",
    "telesecundaria",
    "secundaria",
    "alumno",
    "alumna",
    "director",
    "directora",
    "supervisor",
    "supervisora",
    "asesora",
    "relevo",
    "tutoria",
    "mexico",
    "guadalupe",
    "futbol",
    "princesa",
    "corazon",
    "estrella",
    "mariposa",
    "abc123",
    "letmein",
    "dragon",
    "monkey",
    "football",
    "sunshine",
];

/// Whether it is one of them, alone or with figures and signs around it; or one sign again and again; or figures in a row.
pub fn is_common(password: &str) -> bool {
    let folded: String = crate::domain::search::fold(password).chars().filter(|sign| !sign.is_whitespace()).collect();
    let letters: String = folded.chars().filter(|sign| sign.is_alphabetic()).collect();
    if WORDS.contains(&letters.as_str()) || WORDS.contains(&folded.as_str()) {
        return true;
    }
    let signs: Vec<char> = password.to_lowercase().chars().collect();
    let steps: Vec<i64> = signs.windows(2).map(|pair| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]))).collect();
    // 11111111, 12345678, 87654321, abcdefgh; and the same with the ten after the nine.
    let rows = steps.iter().filter(|step| matches!(step, -1..=1 | 9 | -9)).count();
    let distinct: std::collections::BTreeSet<char> = signs.iter().copied().collect();
    (!steps.is_empty() && rows + 1 >= steps.len()) || distinct.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_guessed_first_is_common_and_three_words_are_not() {
        for password in [
            "12345678",
            "1234567890",
            "87654321",
            "11111111",
            "12121212",
            "abcdefgh",
            "Password1",
            "contraseña",
            "maestra2026",
            "qwertyui",
            "Te quiero",
            "1234abcd",
        ] {
            assert!(is_common(password), "{password}");
        }
        for password in ["tres tristes tigres", "cerro y maguey", "llueve en la noche", "xK9.pq-7", "maestra rural de ocampo"] {
            assert!(!is_common(password), "{password}");
        }
    }
}
