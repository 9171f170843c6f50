//! Finds the ten digits of a telephone number that are set apart in odd ways: `473-12-34-567`, `473/123/4567`, one digit at a time, over two
//! lines, with a mark that nobody expects between them.
//!
//! Looks at whole runs: all the numbers that stand beside one another with nothing but blanks and marks between. A run of ten digits counts if
//! its marks are of no list (`473·123·4567`, `47_3123_4567`), or if it is grouped as people group a number. What school mathematics writes is let be: a date, a decimal
//! expansion, thousands, fractions side by side, a sum; and commas, since they make a list. Whoever has ten measurements of one digit each
//! writes them with commas. Deliberately does not know what else makes a telephone: see [`super::phone`], which asks first.

use super::phone::{Group, beside_mathematics, is_round, is_usual, prefix};
use super::reading::{BREAK, Seen};

/// What stands between two numbers of one run.
#[derive(Clone, Copy, PartialEq)]
enum Between {
    /// Blanks, a line's end, the edge of a table's cell: a list has them too.
    Blank,
    /// What a sum, a product or a subtraction has too.
    Operator,
    /// `/`, as in a fraction or a date.
    Slash,
    /// A single dot.
    Dot,
    /// Any other mark, tight: a list has none of them.
    Mark(char),
}

const HYPHEN: Between = Between::Mark('-');

impl Between {
    /// Whether what it joins may be one number in a grouping that nobody uses.
    fn is_telling(self) -> bool {
        matches!(self, Between::Slash | Between::Dot | Between::Mark(_))
    }
}

pub(super) fn find(seen: &[Seen], groups: &[Group]) -> Option<(usize, usize)> {
    // Within each line first: a number that has a line to itself is found whatever stands above and below.
    [false, true].into_iter().find_map(|over_lines| {
        runs(seen, groups, over_lines).into_iter().find_map(|run| {
            is_number(seen, &groups[run.clone()], over_lines)
                .then(|| (seen[groups[run.start].first].start, seen[groups[run.end - 1].after - 1].end))
        })
    })
}

/// The runs: whole stretches of numbers with nothing but blanks and marks between. Dates and spans of years stand for themselves.
fn runs(seen: &[Seen], groups: &[Group], over_lines: bool) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < groups.len() {
        let dated = date(seen, groups, at);
        if dated > 0 {
            runs.push(start..at);
            at += dated;
            start = at;
            continue;
        }
        at += 1;
        if at < groups.len() && between(seen, &groups[at - 1], &groups[at], over_lines).is_none() {
            runs.push(start..at);
            start = at;
        }
    }
    runs.push(start..at);
    runs.retain(|run| run.len() > 1);
    runs
}

/// How many groups from here on are a date (three) or a span of years (two).
fn date(seen: &[Seen], groups: &[Group], at: usize) -> usize {
    let value = |group: &Group| number(seen, group);
    let same = |one: usize, other: usize| {
        let joint = between(seen, &groups[one], &groups[other], false);
        joint.filter(|joint| matches!(*joint, Between::Slash | Between::Dot | HYPHEN))
    };
    // A mark before or after, tight as within: then it is a piece of something longer.
    let joined = |one: usize, other: usize| between(seen, &groups[one], &groups[other], false).is_some_and(Between::is_telling);
    let alone = |last: usize| {
        let goes_on = at > 0 && joined(at - 1, at) || last + 1 < groups.len() && joined(last, last + 1);
        !goes_on
    };
    let year = |group: &Group| group.after - group.first == 4 && (1000..=2199).contains(&value(group));
    let part = |group: &Group, most: u64| group.after - group.first <= 2 && (1..=most).contains(&value(group));
    if let Some([one, two, three]) = groups.get(at..at + 3)
        && same(at, at + 1).is_some_and(|joint| same(at + 1, at + 2) == Some(joint) && alone(at + 2))
    {
        let day_and_month = |one: &Group, two: &Group| (part(one, 31) && part(two, 12)) || (part(one, 12) && part(two, 31));
        if (year(one) && day_and_month(two, three)) || (year(three) && day_and_month(one, two)) {
            return 3;
        }
    }
    match groups.get(at..at + 2) {
        Some([one, two]) if year(one) && year(two) && same(at, at + 1) == Some(HYPHEN) && alone(at + 1) => 2,
        _ => 0,
    }
}

fn number(seen: &[Seen], group: &Group) -> u64 {
    seen[group.first..group.after].iter().take(12).fold(0, |sum, s| sum * 10 + u64::from(s.c.to_digit(10).unwrap_or(0)))
}

fn between(seen: &[Seen], one: &Group, other: &Group, over_lines: bool) -> Option<Between> {
    let signs = &seen[one.after..other.first];
    if signs.len() > 5 {
        return None;
    }
    let blank = |c: char| matches!(c, ' ' | '\t' | '\n');
    let lines = signs.iter().filter(|s| s.c == '\n').count();
    let line = lines > 0;
    // An empty line between begins something else.
    if lines > usize::from(over_lines) {
        return None;
    }
    let marks: Vec<char> = signs.iter().map(|s| s.c).filter(|c| !blank(*c)).collect();
    let Some(&mark) = marks.first() else { return Some(Between::Blank) };
    let opened = signs.first().is_some_and(|s| blank(s.c));
    let closed = signs.last().is_some_and(|s| blank(s.c));
    // A mark before a blank ends a sentence or a clause; at a line's end it may be the number's own.
    if marks.iter().any(|other| *other != mark) || (opened != closed && !line) {
        return None;
    }
    match mark {
        c if c.is_alphanumeric() || c == BREAK => None,
        // Lists, hours, and what makes an equation.
        ',' | ';' | ':' | '=' | '+' | '×' | '÷' | '<' | '>' | '≤' | '≥' | '≈' | '√' | '^' | '%' | '°' | '$' | '€' | '#' | '(' | ')'
        | '@' => None,
        '/' => Some(Between::Slash),
        '·' | '⋅' | '∙' | '*' => Some(Between::Operator),
        '-' if opened && !line => Some(Between::Operator),
        '|' if opened => Some(Between::Blank),
        '.' if marks.len() == 1 => (!opened && !closed).then_some(Between::Dot),
        _ if opened && !line => None,
        mark => Some(Between::Mark(mark)),
    }
}

fn is_number(seen: &[Seen], groups: &[Group], over_lines: bool) -> bool {
    let digits: String = groups.iter().take(16).flat_map(|group| seen[group.first..group.after].iter().take(16).map(|s| s.c)).collect();
    let Some(country) = prefix(&digits) else { return false };
    let own = &digits[country..];
    if !own.starts_with(|c: char| ('2'..='9').contains(&c)) || is_round(groups, seen, own) || in_order(own) {
        return false;
    }
    let joints: Vec<Between> = groups.windows(2).filter_map(|pair| between(seen, &pair[0], &pair[1], over_lines)).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.after - group.first).collect();
    if is_written_numeral(&lengths, &joints)
        || are_fractions(&joints)
        || is_machine(seen, groups, &joints)
        || beside_mathematics(seen, groups)
    {
        return false;
    }
    if after_a_word_of_books(seen, groups[0].first) || is_part(seen, groups) {
        return false;
    }
    if country == 0 && (is_usual(&lengths, own) || lengths.iter().all(|length| *length == 1)) {
        // A fraction, or a decimal: no number of two parts is written so.
        return !(joints.len() == 1 && matches!(joints[0], Between::Slash | Between::Dot));
    }
    joints.len() > 1 && joints.iter().all(|joint| joint.is_telling())
}

/// Whether the digits stand in their order, up or down: `9 8 7 6 5 4 3 2 1 0` is counted, not called.
fn in_order(digits: &str) -> bool {
    let steps: Vec<i16> = digits.as_bytes().windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
    steps.iter().all(|step| *step == 1) || steps.iter().all(|step| *step == -1)
}

/// A large number in threes, or a decimal whose places are set in equal groups.
fn is_written_numeral(lengths: &[usize], joints: &[Between]) -> bool {
    let alike = joints.iter().all(|joint| *joint == joints[0]);
    let thousands = lengths[0] <= 3 && lengths[1..].iter().all(|length| *length == 3);
    if thousands && alike && matches!(joints[0], Between::Blank | Between::Dot | Between::Mark('\'' | '’')) {
        return true;
    }
    let places = &lengths[1..];
    let even = places.windows(2).all(|pair| pair[1] <= pair[0]) && places[..places.len() - 1].iter().all(|l| *l == places[0]);
    joints[0] == Between::Dot && joints[1..].iter().all(|joint| *joint == Between::Blank) && even
}

/// Fractions side by side: `2/3 4/5 6/7`.
fn are_fractions(joints: &[Between]) -> bool {
    joints.len() % 2 == 1 && joints.iter().enumerate().all(|(at, joint)| (*joint == Between::Slash) == (at % 2 == 0))
}

/// Four numbers below 256 with dots: the address of a machine.
fn is_machine(seen: &[Seen], groups: &[Group], joints: &[Between]) -> bool {
    groups.len() == 4 && joints.iter().all(|joint| *joint == Between::Dot) && groups.iter().all(|group| number(seen, group) < 256)
}

/// Whether a comma makes more of it: a decimal's places, or a list.
fn is_part(seen: &[Seen], groups: &[Group]) -> bool {
    let sign = |place: Option<usize>| place.and_then(|place| seen.get(place)).map(|s| s.c);
    let figure = |place: Option<usize>| sign(place).is_some_and(|c| c.is_ascii_digit());
    let (first, after) = (groups[0].first, groups[groups.len() - 1].after);
    let before = sign(first.checked_sub(1)) == Some(',') && figure(first.checked_sub(2));
    before || (sign(Some(after)) == Some(',') && figure(Some(after + 1)))
}

/// An ISBN of ten digits, or an ISSN.
fn after_a_word_of_books(seen: &[Seen], first: usize) -> bool {
    let before: String = seen[first.saturating_sub(9)..first].iter().map(|s| s.c).collect();
    ["isbn", "issn"].iter().any(|word| before.contains(word))
}
