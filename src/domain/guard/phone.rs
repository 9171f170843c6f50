//! Finds a Mexican telephone number in a text as seen: ten digits, as people group them. How somebody sets them apart who would rather not
//! be found: see [`super::scattered`].
//!
//! The hard part is what is *not* one, in records about mathematics. A number whose form says telephone (`+52`,
//! `044`, parentheses, a word such as *celular* before it) counts wherever it stands. A plain one counts in a
//! grouping that people use, and not beside an operator, a unit or a currency sign, nor inside a longer list or
//! a decimal expansion. A bare ten-digit number in a sentence is taken for a telephone: the writer can reword.

use super::reading::Seen;
use super::scattered;

const DIGITS: usize = 10;
/// How far before a number a word such as *celular* still speaks of it.
const CUE_REACH: usize = 28;
const CUES: &[&str] = &[
    "tel",
    "telefono",
    "teléfono",
    "teléfonos",
    "cel",
    "celular",
    "cell",
    "móvil",
    "whatsapp",
    "whats",
    "wasap",
    "whatsap",
    "llámame",
    "llamame",
    "llámanos",
    "márcame",
    "marcame",
    "márcale",
    "phone",
    "mobile",
    "wa.me",
    "contacto",
    "telegram",
];
/// What may stand between such a word and a number without its area's code.
const SMALL_WORDS: &[&str] = &["es", "el", "al", "mi", "su", "número", "numero", "núm", "num", "no", "is", "my", "the", "number", "at"];
/// Cities with two-digit codes; everywhere else the code has three.
const SHORT_CODES: &[&str] = &["55", "56", "33", "81"];
const UNITS: &[&str] = &[
    "cm",
    "mm",
    "m",
    "km",
    "kg",
    "g",
    "mg",
    "l",
    "ml",
    "pesos",
    "peso",
    "dólares",
    "metros",
    "metro",
    "centímetros",
    "kilómetros",
    "milímetros",
    "gramos",
    "kilos",
    "kilogramos",
    "litros",
    "personas",
    "habitantes",
    "años",
    "días",
    "horas",
    "minutos",
    "segundos",
    "millones",
    "veces",
    "estrellas",
    "grados",
    "unidades",
    "células",
    "átomos",
    "bytes",
    "cm2",
    "m2",
    "por",
    "entre",
    "más",
    "menos",
    "mxn",
    "usd",
    "toneladas",
    "árboles",
    "hectáreas",
    "puntos",
];

/// A run of digits: the place of its first, and the place after its last.
pub(super) struct Group {
    pub(super) first: usize,
    pub(super) after: usize,
}

pub(super) fn find(seen: &[Seen]) -> Option<(usize, usize)> {
    let groups = groups(seen);
    let usual = (0..groups.len()).find_map(|i| {
        let (first, last) = starting_at(seen, &groups, i).or_else(|| short_at(seen, &groups, i))?;
        Some((seen[first].start, seen[last - 1].end))
    });
    usual.or_else(|| scattered::find(seen, &groups))
}

fn groups(seen: &[Seen]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, s) in seen.iter().enumerate() {
        if !s.c.is_ascii_digit() {
            continue;
        }
        match groups.last_mut() {
            Some(group) if group.after == at => group.after += 1,
            _ => groups.push(Group { first: at, after: at + 1 }),
        }
    }
    groups
}

/// The telephone number that begins with group `i`, if one does: places in `seen`.
fn starting_at(seen: &[Seen], groups: &[Group], i: usize) -> Option<(usize, usize)> {
    let explicit = has_plus(seen, groups[i].first) || has_cue(seen, groups[i].first);
    let mut digits = String::new();
    for (count, group) in groups[i..].iter().take(DIGITS + 4).enumerate() {
        let joined = count == 0 || joint(seen, groups[i + count - 1].after, group.first).is_some();
        if !joined {
            return None;
        }
        digits.extend(seen[group.first..group.after].iter().take(DIGITS + 5).map(|s| s.c));
        if digits.len() > DIGITS + 4 {
            return None;
        }
        let window = &groups[i..=i + count];
        if is_number(seen, groups, i, window, &digits, explicit) {
            let first = groups[i].first;
            let opened = first - seen[..first].iter().rev().take(2).take_while(|s| matches!(s.c, '(' | '+')).count();
            return Some((opened, group.after));
        }
    }
    None
}

fn is_number(seen: &[Seen], groups: &[Group], i: usize, window: &[Group], digits: &str, explicit: bool) -> bool {
    // A one before the area's code dialled far away once. It counts only apart: eleven digits in one are something else.
    let far = digits.len() == DIGITS + 1 && digits.starts_with('1') && window[0].after - window[0].first == 1;
    let Some(prefix) = prefix(digits).or(far.then_some(1)) else {
        return false;
    };
    let number = &digits[prefix..];
    if !number.starts_with(|c: char| ('2'..='9').contains(&c)) || in_a_numeral(seen, groups, i, window) {
        return false;
    }
    let lengths: Vec<usize> = window.iter().map(|g| g.after - g.first).collect();
    let joints: Vec<Joint> = window.windows(2).filter_map(|pair| joint(seen, pair[0].after, pair[1].first)).collect();
    let parenthesised = joints.contains(&Joint::Bracket);
    if explicit || (parenthesised && prefix == 0 && has_open(seen, window)) {
        return true;
    }
    let Some((own, own_joints)) = without_prefix(&lengths, &joints, prefix) else {
        return false;
    };
    let spaced = !own_joints.is_empty() && own_joints.iter().all(|&j| j == Joint::Space);
    let grouped = is_usual(&own, number) || (spaced && prefix == 0 && is_spoken(&own, number) && !looks_measured(&own, number));
    // The prefix counts here: 521.2000000001 is a decimal, not a number with its country.
    let one_dot = joints.len() == 1 && joints[0] == Joint::Dot;
    let mixed_dots = joints.contains(&Joint::Dot) && joints.iter().any(|&j| j != Joint::Dot);
    if !grouped || one_dot || mixed_dots || is_round(window, seen, number) {
        return false;
    }
    if spaced && in_a_list(seen, groups, i, window.len()) {
        return false;
    }
    !beside_mathematics(seen, window)
}

/// How many digits before the number itself; `None` when there are not ten after a known prefix.
pub(super) fn prefix(digits: &str) -> Option<usize> {
    let before = digits.len().checked_sub(DIGITS)?;
    ["", "52", "044", "045", "01", "0052", "521", "00521"].contains(&&digits[..before]).then_some(before).filter(|&b| b <= 4)
}

/// The groups and joints that belong to the ten digits: the prefix may stand apart or be run together with them.
fn without_prefix(lengths: &[usize], joints: &[Joint], prefix: usize) -> Option<(Vec<usize>, Vec<Joint>)> {
    let (mut left, mut skip) = (prefix, 0);
    let mut own = lengths.to_vec();
    while left > 0 {
        let first = *own.first()?;
        if first <= left {
            own.remove(0);
            left -= first;
            skip += 1;
        } else {
            own[0] -= left;
            left = 0;
        }
    }
    Some((own, joints.get(skip..).unwrap_or(&[]).to_vec()))
}

/// The local number, without the area's code, that begins with group `i` right behind a word of telephones: `tel. 123 4567`.
fn short_at(seen: &[Seen], groups: &[Group], i: usize) -> Option<(usize, usize)> {
    if !has_cue_beside(seen, groups[i].first) {
        return None;
    }
    // All that stands together, so that a longer number does not count by its beginning.
    let mut last = i;
    while last + 1 < groups.len() && joint(seen, groups[last].after, groups[last + 1].first).is_some() {
        last += 1;
    }
    let window = &groups[i..=last];
    let lengths: Vec<usize> = window.iter().map(|group| group.after - group.first).collect();
    let grouped = matches!(lengths[..], [7] | [3, 4] | [3, 2, 2] | [2, 2, 3] | [8] | [4, 4] | [4, 2, 2] | [2, 2, 2, 2]);
    let whole = grouped && !in_a_numeral(seen, groups, i, window) && !beside_mathematics(seen, window);
    whole.then(|| (window[0].first, window[window.len() - 1].after))
}

/// Groupings that people use with blanks only, as they say a number aloud: in pairs, in threes and pairs. Other lists have them too, so that
/// these count only where nothing else speaks for a list (see [`looks_measured`]). Five pairs count with an area's code that is a pair:
/// *35 42 51 48 39* is a list of measurements.
fn is_spoken(lengths: &[usize], number: &str) -> bool {
    let Some((area, rest)) = lengths.split_first() else { return false };
    let code = *area == 3 || (*area == 2 && SHORT_CODES.contains(&&number[..2]));
    code && rest.len() > 1 && rest.iter().all(|length| (2..=4).contains(length))
}

/// Whether the groups, read as numbers, look like measurements: in order of size, or all of them in fives or tens.
fn looks_measured(lengths: &[usize], number: &str) -> bool {
    let mut at = 0;
    let sizes: Vec<u32> = lengths
        .iter()
        .map(|length| {
            let group = &number[at..at + length];
            at += length;
            group.parse().unwrap_or(0)
        })
        .collect();
    sizes.is_sorted() || sizes.iter().rev().is_sorted() || sizes.iter().all(|size| size % 5 == 0)
}

/// Groupings in use, whatever sets them apart. Those that go with blanks only: see [`is_spoken`].
pub(super) fn is_usual(lengths: &[usize], number: &str) -> bool {
    match lengths {
        [10] | [3, 7] | [3, 3, 4] | [3, 3, 2, 2] => true,
        [2, 8] | [2, 4, 4] | [2, 4, 2, 2] => SHORT_CODES.contains(&&number[..2]),
        _ => false,
    }
}

/// Whether all parts are round numbers: 200 300 4000, or a count such as 7 800 000 000 written in full.
pub(super) fn is_round(window: &[Group], seen: &[Seen], number: &str) -> bool {
    let all_tens = window.len() > 1 && window.iter().all(|g| seen[g.after - 1].c == '0');
    all_tens || number.ends_with("00000")
}

/// What may stand between two groups of one number.
#[derive(Clone, Copy, PartialEq)]
enum Joint {
    Space,
    Dash,
    Dot,
    Bracket,
}

fn joint(seen: &[Seen], from: usize, to: usize) -> Option<Joint> {
    if to - from > 3 {
        return None;
    }
    let between: String = seen[from..to].iter().map(|s| s.c).collect();
    match between.trim() {
        "" => Some(Joint::Space).filter(|_| between.chars().all(|c| c == ' ')),
        "-" => Some(Joint::Dash),
        "." if between == "." => Some(Joint::Dot),
        ")" | "(" | ")-" | ") (" | "-(" | ") -" => Some(Joint::Bracket),
        _ => None,
    }
}

/// Whether the window is only a part of one written numeral: a decimal expansion, a longer key, a date.
fn in_a_numeral(seen: &[Seen], groups: &[Group], i: usize, window: &[Group]) -> bool {
    let first = window[0].first;
    let after = window[window.len() - 1].after;
    let before_tight = first.checked_sub(1).is_some_and(|p| match seen[p].c {
        '.' | ',' => p == 0 || !seen[p - 1].c.is_alphabetic(),
        '-' => i > 0 && groups[i - 1].after == p,
        '/' => !has_cue(seen, first),
        _ => false,
    });
    let digit_at = |p: usize| seen.get(p).is_some_and(|s| s.c.is_ascii_digit());
    let after_tight = match seen.get(after).map(|s| s.c) {
        Some('.' | ',' | '-' | '/') => digit_at(after + 1),
        _ => false,
    };
    before_tight || after_tight || in_places(seen, groups, i)
}

/// Whether a group goes on with a decimal's places, set in groups of one length: 3.1415926535 8979323846.
fn in_places(seen: &[Seen], groups: &[Group], i: usize) -> bool {
    let length = |at: usize| groups[at].after - groups[at].first;
    let mut at = i;
    while at > 0 && joint(seen, groups[at - 1].after, groups[at].first) == Some(Joint::Space) && length(at - 1) == length(i) {
        at -= 1;
    }
    let point = groups[at].first.checked_sub(2);
    at < i && point.is_some_and(|whole| matches!(seen[whole + 1].c, '.' | ',') && seen[whole].c.is_ascii_digit())
}

/// Whether more groups, spaced alike, go before or after: then all are a list.
fn in_a_list(seen: &[Seen], groups: &[Group], i: usize, count: usize) -> bool {
    let before = i > 0 && joint(seen, groups[i - 1].after, groups[i].first) == Some(Joint::Space);
    let after = groups.get(i + count).is_some_and(|next| joint(seen, groups[i + count - 1].after, next.first) == Some(Joint::Space));
    before || after
}

pub(super) fn beside_mathematics(seen: &[Seen], window: &[Group]) -> bool {
    let before = seen[..window[0].first].iter().rev().map(|s| s.c).take(4).find(|&c| c != ' ');
    if before.is_some_and(|c| "$=×÷^<>≤≥≈√·/%~#€*+".contains(c)) {
        return true;
    }
    let rest = &seen[window[window.len() - 1].after..];
    let mut rest = rest.iter().map(|s| s.c).skip_while(|&c| c == ' ').take(14).peekable();
    match rest.peek() {
        Some(&c) if "=×÷^<>≤≥≈·/%°º+*$€\u{1}".contains(c) => true,
        Some(c) if c.is_alphabetic() => {
            let word: String = rest.take_while(|c| c.is_alphanumeric()).collect();
            UNITS.contains(&word.as_str())
        }
        _ => false,
    }
}

/// A `+` that stands right before `52`, perhaps with a parenthesis.
fn has_plus(seen: &[Seen], first: usize) -> bool {
    let plus = first.checked_sub(1).is_some_and(|p| seen[p].c == '+');
    plus && seen.get(first).is_some_and(|s| s.c == '5') && seen.get(first + 1).is_some_and(|s| s.c == '2')
}

/// A parenthesis that opens just before the first or second group.
fn has_open(seen: &[Seen], window: &[Group]) -> bool {
    window.iter().take(2).any(|g| g.first > 0 && seen[g.first - 1].c == '(')
}

/// A word of telephones shortly before, with no other digits between.
fn has_cue(seen: &[Seen], first: usize) -> bool {
    let from = first.saturating_sub(CUE_REACH);
    let before: Vec<char> = seen[from..first].iter().map(|s| s.c).collect();
    let tail = before.iter().rposition(|c| c.is_ascii_digit() || *c == '\n').map_or(0, |p| p + 1);
    let text: String = before[tail..].iter().collect();
    text.split(|c: char| !(c.is_alphanumeric() || c == '.')).map(|w| w.trim_matches('.')).any(|w| CUES.contains(&w))
}

/// A word of telephones right before, with nothing but small words between: *tel. 123 4567*, *mi celular es el 123 4567*.
fn has_cue_beside(seen: &[Seen], first: usize) -> bool {
    let from = first.saturating_sub(CUE_REACH);
    let before: String = seen[from..first].iter().map(|s| s.c).collect();
    let mut words = before.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.find(|word| !SMALL_WORDS.contains(word)).is_some_and(|word| CUES.contains(&word))
}
