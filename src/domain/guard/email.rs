//! Finds an e-mail address in a text as seen, also one spelled out (*ana arroba correo punto com*).
//!
//! A written `@` between a word and a dotted domain is enough. Where the sign is spelled, more is asked, since
//! *arroba* is also a weight and *at* an English word: a known ending, and for a bare *at* a mail provider or a
//! spelled dot.

use super::reading::Seen;

const PROVIDERS: &[&str] = &["gmail", "hotmail", "outlook", "yahoo", "icloud", "live", "msn", "protonmail", "prodigy", "aol"];
const ENDINGS: &[&str] = &[
    "com", "mx", "net", "org", "edu", "gob", "info", "es", "us", "lat", "io", "me", "co", "gov", "app", "dev", "biz", "online", "site",
    "xyz",
];
const SIGNS: &[(&str, Sign)] = &[
    ("@", Sign::Written),
    ("(@)", Sign::Bracketed),
    ("[@]", Sign::Bracketed),
    ("arroba", Sign::Bracketed),
    ("(arroba)", Sign::Bracketed),
    ("[arroba]", Sign::Bracketed),
    ("(at)", Sign::Bracketed),
    ("[at]", Sign::Bracketed),
    ("{at}", Sign::Bracketed),
    ("<at>", Sign::Bracketed),
    ("(a)", Sign::Bracketed),
    ("at", Sign::Bare),
];
const DOTS: &[&str] = &["(punto)", "[punto]", "(dot)", "[dot]", "{dot}", "(.)", "[.]", "punto", "dot"];

/// How clearly the sign is one.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Written,
    Bracketed,
    Bare,
}

/// How the domain's dot was written.
#[derive(Clone, Copy, PartialEq)]
enum Dot {
    Tight,
    Spelled,
}

pub(super) fn find(seen: &[Seen]) -> Option<(usize, usize)> {
    (0..seen.len()).find_map(|at| {
        SIGNS.iter().find_map(|&(word, sign)| {
            let after = expect(seen, at, word)?;
            let start = local_part(seen, at, word.starts_with(char::is_alphabetic))?;
            let tight = sign == Sign::Written && start.tight && seen.get(after).is_some_and(|s| !is_blank(s.c));
            let end = domain(seen, after, sign, tight)?;
            Some((seen[start.first].start, seen[end - 1].end))
        })
    })
}

/// The place after `word` when it stands at `at`.
fn expect(seen: &[Seen], at: usize, word: &str) -> Option<usize> {
    let mut place = at;
    for c in word.chars() {
        if seen.get(place)?.c != c {
            return None;
        }
        place += 1;
    }
    Some(place)
}

struct LocalPart {
    first: usize,
    tight: bool,
}

/// What stands before the sign. A spelled sign is a word of its own: *barro* in *arrobarro* is no address.
fn local_part(seen: &[Seen], sign: usize, spelled: bool) -> Option<LocalPart> {
    let last = back_over_blanks(seen, sign);
    let tight = last == sign;
    if spelled && tight {
        return None;
    }
    let mut first = last;
    let mut words = 0;
    while first > 0 && is_local(seen[first - 1].c) {
        first -= 1;
        words += usize::from(seen[first].c.is_alphanumeric());
    }
    (words > 0 || (first > 0 && tight && seen[first - 1].c == '"')).then_some(LocalPart { first: first.min(sign.saturating_sub(1)), tight })
}

fn domain(seen: &[Seen], after: usize, sign: Sign, tight: bool) -> Option<usize> {
    let mut place = over_blanks(seen, after);
    if sign != Sign::Written
        && place == after
        && seen.get(after).is_none_or(|s| s.c.is_alphanumeric())
        && seen[after - 1].c.is_alphanumeric()
    {
        return None; // the word goes on: *atención*, *arrobas*
    }
    let first = label(seen, place)?;
    // *Alumn@s.Luego*: both genders in one word, and a blank forgotten after the sentence.
    let both_genders = word(seen, place, first) == "s";
    let provider = PROVIDERS.contains(&word(seen, place, first).as_str());
    place = first;
    // Past a provider's name the rest only lengthens the finding; else the ending decides.
    let mut end = provider.then_some(first);
    while let Some((next, dot)) = over_dot(seen, place) {
        let letters = seen[next..].iter().take_while(|s| s.c.is_alphabetic()).count();
        let Some(stop) = label(seen, next) else { break };
        let ending = word(seen, next, stop);
        let known = ENDINGS.contains(&ending.as_str()) || ending.starts_with("xn--");
        let enough = match sign {
            Sign::Written if tight && dot == Dot::Tight => known || (letters >= 2 && !both_genders),
            Sign::Written | Sign::Bracketed => known,
            Sign::Bare => known && (provider || dot == Dot::Spelled),
        };
        if enough {
            end = Some(stop);
        }
        place = stop;
    }
    end
}

fn label(seen: &[Seen], from: usize) -> Option<usize> {
    let length = seen[from.min(seen.len())..].iter().take_while(|s| s.c.is_alphanumeric() || s.c == '-').count();
    (length > 0 && seen[from].c != '-').then_some(from + length)
}

/// Past a dot between two labels. A blank may stand before it, as in `gmail .com`, never only after it: that is
/// the end of a sentence.
fn over_dot(seen: &[Seen], from: usize) -> Option<(usize, Dot)> {
    let place = over_blanks(seen, from);
    if seen.get(place)?.c == '.' {
        let after = over_blanks(seen, place + 1);
        return match (place > from, after > place + 1) {
            (false, false) => Some((after, Dot::Tight)),
            (true, _) => Some((after, Dot::Spelled)),
            (false, true) => None,
        };
    }
    let after = DOTS.iter().find_map(|dot| {
        let after = expect(seen, place, dot)?;
        let apart = !dot.starts_with(char::is_alphabetic) || (place > from && is_blank(seen.get(after)?.c));
        apart.then_some(after)
    })?;
    Some((over_blanks(seen, after), Dot::Spelled))
}

fn word(seen: &[Seen], from: usize, to: usize) -> String {
    seen[from..to].iter().map(|s| s.c).collect()
}

fn over_blanks(seen: &[Seen], from: usize) -> usize {
    from + seen[from.min(seen.len())..].iter().take(3).take_while(|s| is_blank(s.c)).count()
}

fn back_over_blanks(seen: &[Seen], from: usize) -> usize {
    from - seen[..from].iter().rev().take(3).take_while(|s| is_blank(s.c)).count()
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-\"".contains(c)
}
