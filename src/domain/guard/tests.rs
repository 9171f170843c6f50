//! What is found, what is not, and that nothing hides a valid key, address or number.

use super::*;
use proptest::prelude::*;

const CURPS: &[&str] = &[
    "BOXW310820HNERXN09",
    "Mi CURP es BOXW310820HNERXN09.",
    "boxw310820hnerxn09",
    "BOXW 310820 HNERXN 09",
    "BOXW-310820-HNERXN-09",
    "B O X W 3 1 0 8 2 0 H N E R X N 0 9",
    "BOXW310820HNERXN08",
    "BOXW319920HNERXN09",
    "ＢＯＸＷ３１０８２０ＨＮＥＲＸＮ０９",
    "BOXW31\u{200b}0820HNE\u{ad}RXN09",
    "curp:boxw310820hnerxn09,grado 2",
    "xxBOXW310820HNERXN09yy",
    "BOXW310820\nHNERXN09",
];

const EMAILS: &[&str] = &[
    "ana@correo.mx",
    "Escríbeme a Ana.Lopez+tareas@gmail.com, porfa",
    "josé.núñez@correo.méxico.com",
    "niño@españa.es",
    "ana@xn--espaa-rta.es",
    "ana＠correo．mx",
    "a\u{200b}na@cor\u{200d}reo.mx",
    "ana @ gmail.com",
    "ana@gmail",
    "ana @ gmail . com",
    "ana arroba gmail punto com",
    "ana ARROBA gmail.com",
    "ana (arroba) escuela.edu.mx",
    "ana [at] escuela [dot] org",
    "ana(at)escuela.org",
    "ana at gmail.com",
    "ana at escuela dot com",
    "<ana@correo.mx>",
    "\"ana lopez\"@correo.mx",
];

const PHONES: &[&str] = &[
    "4731234567",
    "473 123 4567",
    "473-123-4567",
    "473.123.4567",
    "(473) 123 4567",
    "(473)1234567",
    "(55) 1234-5678",
    "55 1234 5678",
    "33 12 34 56 78 es mi celular, o sea cel: 33 12 34 56 78",
    "473 123 45 67",
    "+52 473 123 4567",
    "+52 1 473 123 4567",
    "+52 (473) 123-4567",
    "+524731234567",
    "52 473 123 4567",
    "044 473 123 4567",
    "0454731234567",
    "01 473 123 4567",
    "Mi número es 4731234567.",
    "Tel.4731234567",
    "Llámame: 47 31 23 45 67",
    "whatsapp 4-7-3-1-2-3-4-5-6-7",
    "wa.me/5214731234567",
    "４７３１２３４５６７",
    "473\u{200b}123\u{200b}4567",
    "473\u{a0}123\u{2011}4567",
    "⁴⁷³¹²³⁴⁵⁶⁷",
    "٤٧٣١٢٣٤٥٦٧",
    "(473) 123 4567 y luego 5",
    "473-12-34-567",
    "473/123/4567",
    "4 7 3 1 2 3 4 5 6 7",
    "4-7-3-1-2-3-4-5-6-7",
    "mi número: 4.7.3.1.2.3.4.5.6.7",
    "473 123\n4567",
    "473\n1234567",
    "473 123\r\n4567",
    "200-01-1-1001",
    "473-123-\n4567",
    "12\n473 123 4567\n15",
    "473·123·4567",
    "473 · 123 · 4567",
    "473•123•4567",
    "473_123_4567",
    "473|123|4567",
    "473~12~34~567",
    "47-31-23-45-67",
    "4731–234–567",
    "473／123／4567",
    "４７３　１２３　４５６７",
    "４ ７ ３ １ ２ ３ ４ ５ ６ ７",
    "473/123 4567",
    "52-473-12-34-567",
    "es 473*123*4567, llama",
    "el 23/11/2024 473-12-34-567",
    // In groups by blanks, as they are said aloud.
    "55 12 34 56 78",
    "81 20 45 33 17",
    "443 12 34 567",
    "443 12 345 67",
    "443 1234 567",
    "55 123 456 78",
    "55 1234 56 78",
    "1 55 1234 5678",
    "1 473 123 4567",
    "mi número es 55 12 34 56 78, llama",
    // Without the area's code, behind a word that says what it is.
    "tel. 123 4567",
    "tel 123-4567",
    "Tel: 1234567",
    "mi cel es el 123 45 67",
    "whats 12 34 567",
    "WhatsApp: 5123 4567",
    "márcame al 123 4567",
];

const CLEAN: &[&str] = &[
    "",
    "Yo ya sabía sumar fracciones: 1/2 + 1/3 = 5/6, y 3/4 + 5/8 = 11/8.",
    "π vale 3.1415926535 y sigue: 3.14159 26535 89793 23846",
    "3,1415926535 con coma; 2.7182818284; 1.4142135623; 0.4731234567",
    "2.718 281 8284 es e",
    "Medí 12 15 18 20 22 cm y luego 10 20 30 40 50.",
    "Mis datos: 150, 152, 148, 160, 155, 149, 151",
    "230 245 2600 310 son los pasos de cada uno",
    // Ten numbers of one digit each are a list with commas, and with blanks they might be a telephone.
    "Datos: 5, 7, 8, 9, 6, 7, 8, 9, 6, 5",
    "Datos: 5 7 8 9 6 7 8 9 6 5 4",
    "1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
    "9 8 7 6 5 4 3 2 1 0",
    "2 4 6 8 10 12 14 y 4 8 12 16 20 24",
    "2/3 4/5 6/7 8/9 1/2",
    "225/100 37/10",
    "Nacieron 4.731.234.567 o 4 731 234 567 estrellas",
    "2.718 281 828",
    "Ciclo 2024-2025 12 alumnos, 2023-2024 15",
    "23/11/2024 10 puntos; 23-11-2024 10 puntos; 2024.11.23 10 puntos",
    "ISBN 607-455-123-4",
    "200.168.100.1",
    "52-473=-421",
    "Páginas 23-25 30-34 7-9",
    "850-325-1250=-725 y 525-100-25-10=390",
    "4 | 8 | 12\n16 | 20 | 24",
    "35 42 51 48 39\n36 41 50 47 40",
    "230\n245\n2600\n310",
    "Son 200 000\n\n1001 pasos",
    "De 10000-20000 personas",
    "45678-12345",
    "A las 10:30, 11:45 y 12:15",
    "3/4 + 5/8 = 11/8",
    "Las cifras de π son 3.1415926535 8979323846",
    "200 300 4000",
    "2^32 = 4294967296",
    "4294967296 = 2³²",
    "65536 × 65536 = 4294967296",
    "Somos 7800000000 personas y en México 126014024",
    "Cuesta $4731234567 o 4731234567 pesos",
    "La Tierra tiene 4,540,000,000 años; 4 540 000 000; 4.540.000.000",
    "El 2024-11-23 10:30, el 23/11/2024 y el 23-11-2024 a las 12:45",
    "Hidalgo empezó en 1810, la Revolución en 1910 y la Constitución en 1917",
    "De 1990-2000 a 2010-2020",
    "1521 1810 1910 2024",
    "La escuela 11DTV0002T y la 01DES0001O",
    "ISBN 978-607-455-123-4, ISBN 9786074551234",
    "x² + y² = z²; 10⁹ · 10⁻⁹ = 1; 5² + 12² = 13²",
    "10¹²³⁴⁵⁶⁷⁸⁹⁰ es enorme",
    "(20.655522, -101.408955) y 20.65552212, 101.4089551",
    "521.2000000001 y 52.4731234567 también",
    "33.12345678 y 473.1234567 son decimales",
    "850 - 325 = 525; 1000 - 473 = 527",
    "850-325-1250 = -725",
    "(473 + 123) × 4567",
    "f(473) = 123",
    "473/1234567 es una fracción",
    "Un número binario: 1011001110, otro 0110011001",
    "1234567890 son los dígitos en orden",
    "https://ejemplo.mx/articulo/4731234567.html",
    "192.168.100.1",
    "El largo es 473 123 4567 mm",
    "Una arroba pesa 11.5 kilos; diez arrobas, 115.",
    "Compró una arroba. Después vendió tres",
    "La arroba del maíz.Luego la del frijol",
    "Look at wikipedia.org and meet at school",
    "3 naranjas @ 5.00 pesos",
    "Tod@s l@s niñ@s y alumn@s.Luego salimos con las maestr@s",
    "nos vemos @ casa. Luego te digo",
    "Usé @ para decir «en»",
    "atención a los datos at last",
    "Un celular cuesta 4500 pesos y pesa 180 g",
    "El celular tiene 128 GB y cuesta 4 500.50 pesos",
    "El teléfono de mi mamá es verde y el mío es azul, costó 3200.",
    "HHHH HHHH HHHH 123456",
    "ABCD123456 es un folio y ABCDEFGHIJKLMNOPQR no es nada",
    "La clave GODE561231GR8 tiene 13 caracteres",
    "área = 3.1416 × 5² = 78.54 cm²; perímetro = 31.416 cm",
    "17 − 4 + 3 − 12 + 5 − 9 = 0",
    "Año, mes, día: 2024 11 23 10 30",
    "2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37",
    "Fibonacci: 1 1 2 3 5 8 13 21 34 55 89 144 233 377 610 987 1597",
    "Del 100 al 1000 hay 901; 999 + 1 = 1000",
    "El año 1910 y 473 personas en 25 casas",
    "Tabla: 12\t144\t1728\n13\t169\t2197",
    // Lists by blanks that have ten digits.
    "12, 34, 56, 78, 90",
    "55, 12, 34, 56, 78",
    "443, 12, 34, 567",
    "1 2 3 4 5 6 7 8 9 10",
    "2019 2020 2021",
    "Años 2019 2020 21",
    "Medí 35 42 51 48 39 y luego 36 41 50 47 40",
    "33 36 39 42 45 van de tres en tres",
    "55 56 57 58 59",
    "81 64 49 36 25",
    "33 35 31 34 36 32 cm",
    "55 12 34 56 78 cm",
    "225 75 125 50 son los precios",
    "Múltiplos: 55 60 65 70 75",
    "112 95 87 110 latidos",
    "1 000 000 000 y 1 234 567",
    "El celular cuesta 1 234 567 pesos",
    "El celular de mi papá guarda 1234567 canciones",
    "Un tel de 1234567 pesos",
    "Vimos 123 4567 veces",
    "Son 123 4567",
];

fn kind(text: &str) -> Option<Found> {
    personal_data(text).map(|f| f.kind)
}

#[test]
fn what_must_be_found() {
    let tables = [(Found::Curp, CURPS), (Found::Email, EMAILS), (Found::Phone, PHONES)];
    let missed: Vec<_> = tables
        .iter()
        .flat_map(|(found, texts)| texts.iter().map(move |t| (*found, *t)))
        .filter(|(found, text)| kind(text) != Some(*found))
        .map(|(found, text)| (found, text, personal_data(text)))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_must_be_left_alone() {
    let taken: Vec<_> = CLEAN.iter().filter_map(|t| personal_data(t).map(|f| (t, f.kind, &t[f.start..f.end]))).collect();
    assert!(taken.is_empty(), "{taken:#?}");
}

#[test]
fn the_place_is_pointed_at() {
    for (text, part) in [
        ("Mi correo: niña@correo.mx, y ya", "niña@correo.mx"),
        ("márcame al (473) 123 4567 hoy", "(473) 123 4567"),
        ("es +52 473 123 4567.", "+52 473 123 4567"),
        ("é BOXW310820HNERXN09 é", "BOXW310820HNERXN09"),
        ("¿４７３１２３４５６７?", "４７３１２３４５６７"),
    ] {
        let found = personal_data(text).expect(text);
        assert_eq!(&text[found.start..found.end], part);
    }
}

#[test]
fn the_check_digit_of_the_vector() {
    assert_eq!(curp_check_digit("BOXW310820HNERXN0"), Some('9'));
    assert_eq!(curp_check_digit("BOXW310820HNERXN"), None);
    assert_eq!(curp_check_digit("boxw310820hnerxn0"), None);
}

fn curp() -> impl Strategy<Value = String> {
    ("[A-Z][AEIOUX][A-Z]{2}", 0u8..100, 1u8..=12, 1u8..=28, "[HM](AS|BC|GT|JC|MC|NE|ZS|YN)[BCDFGHJKLMNPQRSTVWXYZ]{3}[0-9A-Z]").prop_map(
        |(name, year, month, day, rest)| {
            let seventeen = format!("{name}{year:02}{month:02}{day:02}{rest}");
            let digit = curp_check_digit(&seventeen).expect("letters of the alphabet");
            format!("{seventeen}{digit}")
        },
    )
}

fn email() -> impl Strategy<Value = String> {
    "[a-zñé0-9][a-z0-9._+-]{0,12}@[a-zñ0-9]{2,10}(\\.[a-z0-9]{1,6}){0,2}\\.(mx|com|edu|org|museum)"
}

/// Numbers whose form says telephone: found wherever they stand.
fn marked_phone() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\+52 ?[2-9][0-9]{2} ?[0-9]{3} ?[0-9]{4}",
        "\\+52 1 [2-9][0-9]{2}-[0-9]{3}-[0-9]{4}",
        "\\([2-9][0-9]{2}\\) ?[0-9]{3}[ -]?[0-9]{4}",
        "tel: [2-9][0-9] [0-9]{2} [0-9]{2} [0-9]{2} [0-9]{2}",
    ]
}

fn plain_phone() -> impl Strategy<Value = String> {
    prop_oneof![
        "[2-9][0-9]{8}[1-9]",
        "[2-9][0-9]{2} [0-9]{3} [0-9]{3}[1-9]",
        "[2-9][0-9]{2}-[0-9]{3}-[0-9]{3}[1-9]",
        "[2-9][0-9]{2}\\.[0-9]{3}\\.[0-9]{3}[1-9]",
        "(55|33|81) [0-9]{4} [0-9]{3}[1-9]",
        "04[45] ?[2-9][0-9]{2} [0-9]{3} [0-9]{3}[1-9]",
    ]
}

/// A number with something between some of its digits: what, is told by how many stand before.
fn apart(number: &str, between: impl Fn(usize) -> Option<String>) -> String {
    number.chars().enumerate().flat_map(|(at, digit)| between(at).into_iter().chain(std::iter::once(digit.to_string()))).collect()
}

/// A sentence as a record of mathematics has it.
fn mathematics() -> impl Strategy<Value = String> {
    let small = 0u32..100;
    let list = |separator: &'static str, most: u32| {
        prop::collection::vec(0..most, 1..14)
            .prop_map(move |numbers| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(separator))
    };
    let fraction = (1u32..100, 1u32..100).prop_map(|(over, under)| format!("{over}/{under}"));
    prop_oneof![
        (1u32..32, 1u32..13, 1990u32..2030, prop::sample::select(vec!['/', '-', '.']))
            .prop_map(|(d, m, y, by)| format!("El {d}{by}{m:02}{by}{y} medí {d}")),
        (1990u32..2030).prop_map(|year| format!("Ciclo {year}-{}", year + 1)),
        "3\\.[0-9]{1,12}",
        "[1-9][0-9]{0,2}( [0-9]{3}){1,3}",
        "[1-9][0-9]{0,2}(\\.[0-9]{3}){2,3}",
        "[1-9][0-9]{0,2}(,[0-9]{3}){1,3}",
        list(", ", 2000),
        list("; ", 2000),
        list(" + ", 2000),
        list(" = ", 2000),
        // Columns and rows of measurements of one size, as a rule of centimetres gives them. Five of them with blanks that begin with the
        // code of a city are taken for a telephone: whoever means the list writes commas.
        prop::collection::vec(10u32..100, 1..12)
            .prop_filter("pairs of a telephone", |row| row.len() != 5 || ![33, 55, 56, 81].contains(&row[0]))
            .prop_map(|row| row.iter().map(u32::to_string).collect::<Vec<_>>().join(" ")),
        prop::collection::vec(10u32..100, 1..12).prop_map(|row| row.iter().map(u32::to_string).collect::<Vec<_>>().join("\n")),
        prop::collection::vec(fraction.clone(), 1..6).prop_map(|row| row.join(" ")),
        prop::collection::vec(fraction, 1..6).prop_map(|row| row.join(" + ")),
        (100u32..1000, 10u32..100, 10u32..100).prop_map(|(a, b, c)| format!("{a}-{b}-{c}={}", i64::from(a) - i64::from(b) - i64::from(c))),
        (small.clone(), small).prop_map(|(a, b)| format!("{a} × {b} = {}", a * b)),
        (1u32..24, 0u32..60).prop_map(|(hour, minute)| format!("a las {hour}:{minute:02}")),
    ]
}

proptest! {
    #[test]
    fn never_panics(text in any::<String>()) {
        if let Some(found) = personal_data(&text) {
            prop_assert!(found.start < found.end);
            prop_assert!(text.get(found.start..found.end).is_some());
        }
    }

    #[test]
    fn never_panics_on_its_own_characters(text in "[0-9 .()+@/a-hA-H²\u{200b}\u{301}\n-]{0,80}") {
        if let Some(found) = personal_data(&text) {
            prop_assert!(text.get(found.start..found.end).is_some());
        }
    }

    #[test]
    fn a_curp_is_found_in_any_text(before in any::<String>(), curp in curp(), after in any::<String>()) {
        for text in [format!("{before} {curp}{after}"), format!("{before}{}{after}", curp.to_lowercase())] {
            prop_assert!(personal_data(&text).is_some(), "{}", text);
        }
    }

    #[test]
    fn an_address_is_found_in_any_text(before in any::<String>(), email in email(), after in any::<String>()) {
        let found = personal_data(&format!("{before} {email} {after}"));
        prop_assert!(found.is_some());
    }

    #[test]
    fn a_marked_telephone_is_found_in_any_text(before in any::<String>(), phone in marked_phone(), after in any::<String>()) {
        let found = personal_data(&format!("{before} {phone} {after}"));
        prop_assert!(found.is_some());
    }

    #[test]
    fn a_plain_telephone_is_found_among_words(
        before in "([a-záéíóúñ¿?,;:!]{1,9} ){0,6}", phone in plain_phone(), after in "( q[a-záéíóúñ,.;]{1,9}){0,6}",
    ) {
        let found = personal_data(&format!("{before}{phone}{after}"));
        prop_assert!(found.is_some());
    }

    #[test]
    fn ten_digits_are_found_whatever_sets_them_apart(
        number in "[2-9][0-9]{5}[1-9][0-9]{2}[1-9]", cuts in prop::collection::btree_set(1usize..10, 2..9),
        marks in prop::collection::vec(prop::sample::select(vec!['-', '–', '_', '~', '•', '‧', '|', '\'', '!', '¦', '\\', '…', '＿', '"']), 10),
        before in "([a-záéíóúñ]{1,9} ){0,4}", after in "( q[a-záéíóúñ]{1,9}){0,4}",
    ) {
        prop_assume!(cuts.iter().copied().ne([1, 4, 7]));
        let number = apart(&number, |at| cuts.contains(&at).then(|| marks[at].to_string()));
        prop_assert_eq!(kind(&format!("{before}{number}{after}")), Some(Found::Phone), "{}", number);
    }

    #[test]
    fn ten_digits_in_use_are_found_with_one_mark_or_over_lines(
        number in "[2-9][0-9][1-9][0-9]{3}[1-9][0-9][1-9]{2}",
        cuts in prop::sample::select(vec![vec![3, 6], vec![3, 6, 8], (1..10).collect::<Vec<usize>>()]),
        mark in prop::sample::select(vec!["/", "·", " · ", "*", ".", "-", " - ", " ", "  ", "\n", " \n", "-\n", "\u{3000}", "．", "／"]),
    ) {
        let number = apart(&number, |at| cuts.contains(&at).then(|| mark.to_owned()));
        prop_assert_eq!(kind(&number), Some(Found::Phone), "{:?}", number);
    }

    #[test]
    fn school_mathematics_is_clean(parts in prop::collection::vec(mathematics(), 1..8), joiner in prop::sample::select(vec![". ", "; ", "\n\n", ", luego "])) {
        let text = parts.join(joiner);
        prop_assert_eq!(personal_data(&text), None, "{}", text);
    }

    #[test]
    fn measurements_in_order_are_clean(mut row in prop::collection::vec(10u32..100, 1..12), down in any::<bool>()) {
        row.sort_unstable();
        if down {
            row.reverse();
        }
        let text = row.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(personal_data(&text), None, "{}", text);
    }

    #[test]
    fn pairs_behind_the_code_of_a_city_are_a_telephone(code in prop::sample::select(vec!["33", "55", "56", "81"]), rest in "10( [2-9][1-9]){3}") {
        let text = format!("es {code} {rest}");
        // What is in fives throughout was measured, not dialled.
        prop_assume!(!format!("{code} {rest}").split(' ').all(|pair| pair.ends_with(['0', '5'])));
        prop_assert_eq!(kind(&text), Some(Found::Phone), "{}", text);
    }

    #[test]
    fn small_whole_numbers_are_clean(numbers in prop::collection::vec(0u32..100_000, 0..20), separator in prop::sample::select(vec![", ", "; ", " + ", " = ", "\n"])) {
        let text = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(separator);
        prop_assert_eq!(personal_data(&text), None);
    }

    #[test]
    fn decimals_are_clean(whole in 0u32..1000, places in "[0-9]{1,14}", unit in " (cm|kg|pesos|y|)") {
        let text = format!("mide {whole}.{places}{unit}");
        prop_assert_eq!(personal_data(&text), None);
    }
}
