//! The rules of the practice that need no database: who may be paired, what a text may hold, which days make sense.
//!
//! Each rule takes what it judges as plain values and answers with a [`Problem`]. Rules that are about what else exists (one open tutorial,
//! a free place) are asked in the transaction that writes, by `actions`, and backed there by constraints.

use super::guard;
use super::id::{NodeId, PersonId};
use super::moment::Day;
use super::refusal::Problem;
use super::words::{Level, Position};

/// What safety needs to know of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Who.
    pub person: PersonId,
    /// Unknown counts as minor.
    pub minor: bool,
    /// Where she belongs, her office there, and whether a member of that place vouches for her.
    pub belongs: Vec<(NodeId, Position, bool)>,
}

/// A time during which somebody belonged somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of a membership")]
pub struct Belonging {
    pub node: NodeId,
    pub position: Position,
    pub vouched: bool,
    pub since: Day,
    pub until: Option<Day>,
}

/// A time during which somebody counted as a minor, or did not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Age {
    pub minor: bool,
    pub since: Day,
    pub until: Option<Day>,
}

impl Standing {
    /// Someone as safety saw her on a day that is past. On the day of a change, what held before it counts as well as what held after: days
    /// do not tell which of two things came first.
    pub fn on(person: PersonId, day: Day, ages: &[Age], belonged: &[Belonging]) -> Standing {
        // People are often entered long after they came, with the day of the entry: a history copied from paper may begin before any
        // membership. The first one then reaches back.
        let first = belonged.iter().map(|row| row.since).min();
        let belongs = belonged
            .iter()
            .filter(|row| holds(day, first, row.since, row.until))
            .map(|row| (row.node, row.position, row.vouched))
            .collect();
        let first = ages.iter().map(|row| row.since).min();
        let minor = ages.iter().filter(|row| holds(day, first, row.since, row.until)).all(|row| row.minor);
        Standing { person, minor, belongs }
    }
}

fn holds(day: Day, first: Option<Day>, since: Day, until: Option<Day>) -> bool {
    let began = since <= day || first.is_some_and(|first| since == first);
    began && until.is_none_or(|until| until >= day)
}

/// An agreed visit as safety sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedVisit {
    /// The school that is visited.
    pub school: NodeId,
    /// The teacher who is responsible.
    pub responsible: PersonId,
    /// Who comes.
    pub visitors: Vec<PersonId>,
}

/// Whether an adult may vouch for a relative or neighbour at a place: she holds an office there, or is its steward. Whoever is vouched for
/// herself is not enough, or one neighbour would bring the next.
pub fn may_vouch(position: Position, steward: bool) -> bool {
    steward || !matches!(position, Position::Student | Position::Family | Position::Community)
}

/// Whether a node of one level may hang directly under another's. Levels stand from the nation down, some may be missing on a branch, and
/// nothing hangs under a school.
pub fn may_hang_under(level: Level, parent: Level) -> bool {
    parent < level
}

/// Whether two people may be tutor and learner (DOMAIN.md §3.8). Safety comes before any score.
///
/// * Nobody is her own tutor; a blocked pair is refused as if the tutor no longer offered the topic, so that nobody learns of the block.
/// * Two adults may pair anywhere.
/// * With a minor, both belong to one school — a relative or neighbour only if a member of the school vouches for her —
///   or the adult comes to the minor's school inside an agreed visit whose responsible teacher is neither of the two.
/// * Two minors of different schools are not paired here.
///
/// # Errors
/// The problem, in the reader's terms.
pub fn may_pair(one: &Standing, other: &Standing, blocked: bool, visit: Option<&AgreedVisit>) -> Result<(), Problem> {
    if one.person == other.person {
        return Err(Problem::OwnTutor);
    }
    if blocked {
        return Err(Problem::OfferClosed);
    }
    if !one.minor && !other.minor {
        return Ok(());
    }
    let shared: Vec<NodeId> =
        one.belongs.iter().filter(|(node, ..)| other.belongs.iter().any(|(theirs, ..)| theirs == node)).map(|(node, ..)| *node).collect();
    if !shared.is_empty() {
        let fit = |standing: &Standing| {
            standing.minor
                || standing.belongs.iter().any(|(node, position, vouched)| {
                    shared.contains(node) && (!matches!(position, Position::Family | Position::Community) || *vouched)
                })
        };
        return if fit(one) && fit(other) { Ok(()) } else { Err(Problem::NeedsVoucher) };
    }
    if one.minor && other.minor {
        return Err(Problem::CannotBePaired);
    }
    let (minor, adult) = if one.minor { (one, other) } else { (other, one) };
    let Some(visit) = visit else { return Err(Problem::NeedsVisit) };
    let at_home = minor.belongs.iter().any(|(node, ..)| *node == visit.school);
    let comes = visit.visitors.contains(&adult.person);
    let watched = visit.responsible != minor.person && visit.responsible != adult.person;
    if at_home && comes && watched { Ok(()) } else { Err(Problem::NeedsVisit) }
}

/// The longest name of a group.
pub const GROUP: usize = 12;

/// The name of a group: short, and of the signs that one needs.
///
/// # Errors
/// It is too long, or has others.
pub fn group_name(raw: &str) -> Result<String, Problem> {
    let name = text(raw, GROUP)?;
    let fits = |sign: char| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '–' | '.' | '°' | '\'' | '’' | '/');
    if name.chars().all(fits) { Ok(name) } else { Err(Problem::OddGroup) }
}

/// A text that people write, trimmed: not longer than `max` characters, and free of what must never be written about a minor.
///
/// # Errors
/// Too long, or a CURP, e-mail address or phone number. An empty text is fine.
pub fn text(raw: &str, max: usize) -> Result<String, Problem> {
    // Browsers send line ends as two characters; one is kept. Other control signs have no place in a text, nor have those that nobody sees: they
    // turn the direction of what follows, or let an empty page pass for a written one.
    let kept = |sign: &char| *sign == '\n' || *sign == '\t' || !(sign.is_control() || invisible(*sign));
    let clean: String = raw.replace("\r\n", "\n").chars().filter(kept).collect();
    let clean = clean.trim();
    if clean.chars().count() > max {
        return Err(Problem::TooLong(max));
    }
    match guard::personal_data(clean) {
        Some(finding) => Err(finding.kind.into()),
        None => Ok(clean.to_owned()),
    }
}

/// Signs without a shape: joiners and marks of direction.
fn invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The same, and not empty.
///
/// # Errors
/// As [`text`], and where nothing was given.
pub fn needed_text(raw: &str, max: usize) -> Result<String, Problem> {
    let clean = text(raw, max)?;
    if clean.is_empty() { Err(Problem::Missing) } else { Ok(clean) }
}

/// A day on which something happened: not after today, and not before what it belongs to began.
///
/// # Errors
/// The day lies in the future, or too early.
pub fn past_day(day: Day, today: Day, began: Option<Day>) -> Result<Day, Problem> {
    if day > today {
        Err(Problem::InTheFuture)
    } else if began.is_some_and(|began| day < began) {
        Err(Problem::BeforeItBegan)
    } else {
        Ok(day)
    }
}

/// How many learners at once an offer may hold. More than this is no longer one to one.
pub const CAPACITY: std::ops::RangeInclusive<i64> = 1..=12;

/// How many of one kind may have come to a demonstration; none is nobody.
pub const AUDIENCE: std::ops::RangeInclusive<i64> = 0..=2000;

/// The grades of a school.
pub const GRADES: std::ops::RangeInclusive<i64> = 1..=12;

/// A capacity within bounds.
///
/// # Errors
/// Outside [`CAPACITY`].
pub fn capacity(number: i64) -> Result<i32, Problem> {
    let bounds = Problem::NotBetween(*CAPACITY.start(), *CAPACITY.end());
    if CAPACITY.contains(&number) { i32::try_from(number).map_err(|_| bounds) } else { Err(bounds) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_called_by_letters_and_figures() {
        for name in ["A", "2-Colibrí", "1.º A", "3° B", "Ñu 2", "A/B", ""] {
            assert_eq!(group_name(name), Ok(name.to_owned()));
        }
        for name in ["<b>", "A&B", "A;B", "=1+1", "a\nb", "\"A\""] {
            assert_eq!(group_name(name), Err(Problem::OddGroup), "{name}");
        }
        assert_eq!(group_name("Los colibríes"), Err(Problem::TooLong(GROUP)));
    }

    const SCHOOL: NodeId = NodeId::from_bytes([1; 16]);
    const OTHER: NodeId = NodeId::from_bytes([2; 16]);
    const ZONE: NodeId = NodeId::from_bytes([3; 16]);

    fn standing(number: u8, minor: bool, node: NodeId, position: Position, vouched: bool) -> Standing {
        Standing { person: PersonId::from_bytes([number; 16]), minor, belongs: vec![(node, position, vouched)] }
    }

    #[test]
    fn safety_comes_before_any_wish() {
        let ximena = standing(1, true, SCHOOL, Position::Student, false);
        let mateo = standing(2, true, SCHOOL, Position::Student, false);
        let stranger = standing(3, true, OTHER, Position::Student, false);
        let elvia = standing(4, false, SCHOOL, Position::Teacher, false);
        let coach = standing(5, false, ZONE, Position::Coach, false);
        let mother = standing(6, false, SCHOOL, Position::Family, false);
        let vouched = standing(7, false, SCHOOL, Position::Family, true);
        let visit = AgreedVisit { school: SCHOOL, responsible: elvia.person, visitors: vec![coach.person] };
        let elsewhere = AgreedVisit { school: OTHER, ..visit.clone() };
        let unwatched = AgreedVisit { responsible: coach.person, ..visit.clone() };
        let without = AgreedVisit { visitors: vec![], ..visit.clone() };

        type Case<'a> = (&'a Standing, &'a Standing, Option<&'a AgreedVisit>, Result<(), Problem>);
        let cases: [Case<'_>; 14] = [
            (&ximena, &mateo, None, Ok(())),
            (&ximena, &ximena, None, Err(Problem::OwnTutor)),
            (&ximena, &stranger, None, Err(Problem::CannotBePaired)),
            (&ximena, &stranger, Some(&visit), Err(Problem::CannotBePaired)),
            (&ximena, &elvia, None, Ok(())),
            (&stranger, &elvia, None, Err(Problem::NeedsVisit)),
            (&ximena, &coach, None, Err(Problem::NeedsVisit)),
            (&ximena, &coach, Some(&visit), Ok(())),
            (&ximena, &coach, Some(&elsewhere), Err(Problem::NeedsVisit)),
            (&ximena, &coach, Some(&unwatched), Err(Problem::NeedsVisit)),
            (&ximena, &coach, Some(&without), Err(Problem::NeedsVisit)),
            (&ximena, &mother, None, Err(Problem::NeedsVoucher)),
            (&ximena, &vouched, None, Ok(())),
            (&elvia, &coach, None, Ok(())),
        ];
        for (number, (one, other, visit, expected)) in cases.into_iter().enumerate() {
            assert_eq!(may_pair(one, other, false, visit), expected, "case {number}");
            assert_eq!(may_pair(other, one, false, visit), expected, "case {number}, turned round: a child may tutor an adult");
            if one.person != other.person {
                assert_eq!(
                    may_pair(one, other, true, visit),
                    Err(Problem::OfferClosed),
                    "case {number}, blocked: as if she did not offer it"
                );
            }
        }
    }

    #[test]
    fn a_past_day_is_judged_by_what_held_on_it() {
        let day = |text: &str| text.parse::<Day>().expect("a date");
        let celia = PersonId::from_bytes([5; 16]);
        let belonging = |node, since, until: Option<&str>| Belonging {
            node,
            position: Position::Teacher,
            vouched: false,
            since: day(since),
            until: until.map(day),
        };
        let belonged = [belonging(SCHOOL, "2026-02-01", Some("2026-05-01")), belonging(ZONE, "2026-05-01", None)];
        let ages = [
            Age { minor: true, since: day("2026-02-01"), until: Some(day("2026-04-01")) },
            Age { minor: false, since: day("2026-04-01"), until: None },
        ];
        for (on, minor, nodes) in [
            ("2026-01-01", true, vec![SCHOOL]),
            ("2026-03-31", true, vec![SCHOOL]),
            ("2026-04-01", false, vec![SCHOOL]),
            ("2026-05-01", false, vec![SCHOOL, ZONE]),
            ("2026-06-01", false, vec![ZONE]),
        ] {
            let standing = Standing::on(celia, day(on), &ages, &belonged);
            let belongs: Vec<NodeId> = standing.belongs.iter().map(|(node, ..)| *node).collect();
            assert_eq!((standing.minor, belongs), (minor, nodes), "{on}");
        }
        assert!(Standing::on(celia, day("2026-06-01"), &[], &[]).minor, "unknown counts as minor");
    }

    #[test]
    fn days_of_practice_lie_between_the_beginning_and_today() {
        let day = |text: &str| text.parse::<Day>().expect("a date");
        let today = day("2026-11-23");
        assert_eq!(past_day(today, today, None), Ok(today));
        assert_eq!(past_day(day("2026-11-24"), today, None), Err(Problem::InTheFuture));
        assert_eq!(past_day(day("2026-11-01"), today, Some(day("2026-11-02"))), Err(Problem::BeforeItBegan));
        assert_eq!(past_day(day("2026-11-02"), today, Some(day("2026-11-02"))), Ok(day("2026-11-02")));
    }

    #[test]
    fn texts_keep_their_lines_and_lose_control_signs() {
        assert_eq!(text("  uno\r\ndos\u{0}  ", 20), Ok("uno\ndos".to_owned()));
        assert_eq!(text("áéíóú", 5), Ok("áéíóú".to_owned()));
        assert_eq!(text("áéíóúñ", 5), Err(Problem::TooLong(5)));
        assert_eq!(needed_text(" \n ", 5), Err(Problem::Missing));
        assert_eq!(needed_text("\u{202e}\u{200b} \u{feff}", 5), Err(Problem::Missing), "nobody sees it");
        assert_eq!(text("ni\u{200b}ña\u{202e}", 5), Ok("niña".to_owned()));
        assert_eq!((capacity(0), capacity(1), capacity(13)), (Err(Problem::NotBetween(1, 12)), Ok(1), Err(Problem::NotBetween(1, 12))));
    }
}
