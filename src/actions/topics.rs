//! Topics: anyone may propose one; whoever masters it, or a steward, improves it. Each edit is a version.

use std::collections::{BTreeMap, BTreeSet};

use super::masteries::may_open_again;
use super::{Error, ground};
use crate::domain::fact::*;
use crate::domain::id::{NodeId, TopicId};
use crate::domain::moment::Day;
use crate::domain::policy::{Caller, Relations, Verb};
use crate::domain::refusal::{Check, Problem};
use crate::domain::rules::{needed_text, text};
use crate::domain::words::{OfferState, Origin, Tie};
use crate::store::queries::{interests, masteries, nodes, people, ties, topics, tutorials};
use crate::store::rows::{TopicRow, TopicVersionRow};
use crate::store::{Conn, Tx};

/// The text of a topic as written in the form.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Text {
    pub title: String,
    pub title_en: String,
    pub subject: String,
    pub challenge: String,
    pub why: String,
    /// One question a line.
    pub questions: String,
    /// One source a line.
    pub sources: String,
    pub prerequisites: Vec<TopicId>,
}

impl Text {
    /// All that was written, in one piece.
    fn words(&self) -> String {
        let Text { title, title_en, subject, challenge, why, questions, sources, prerequisites } = self;
        let before: Vec<String> = prerequisites.iter().map(TopicId::to_string).collect();
        [title, title_en, subject, challenge, why, questions, sources, &before.join(" ")].map(String::as_str).join("\n")
    }
}

/// The words for subjects. Free text would scatter them; the list is short and the same everywhere.
pub const SUBJECTS: &[&str] =
    &["matematicas", "lengua", "ciencias", "historia", "geografia", "civica", "artes", "oficios", "comunidad", "otro"];

/// The licences under which a topic may be shared. All let anyone use and improve it.
pub const LICENCES: &[&str] = &["CC-BY-SA-4.0", "CC-BY-4.0", "CC0-1.0"];

/// How many topics may help to come before one.
pub const MOST_BEFORE: usize = 12;

/// Publishes a topic.
///
/// # Errors
/// Nobody has signed in, or a field has to be put right.
pub fn publish(
    tx: &mut Tx<'_>,
    caller: &Caller,
    topic: TopicId,
    language: &str,
    origin: Origin,
    licence: &str,
    input: &Text,
) -> Result<TopicId, Error> {
    ground::allow(Verb::PublishTopic, caller.to_network())?;
    let author = ground::actor(tx, caller)?;
    let mut topic = topic;
    if let Some(there) = topics::by_id(tx, topic)? {
        let first = topics::version(tx, topic, 1)?.filter(|first| first.author == Some(author));
        let kept = (there.language.as_str(), there.origin, there.licence.as_str()) == (language, origin, licence);
        if let (Some(first), Ok(again), true) = (first, checked(tx, topic, input, Check::new()), kept)
            && says_the_same(&first, &again)?
        {
            // Sent twice: it is there.
            return Ok(topic);
        }
        // Another text, written on a page that the browser went back to: it is not lost.
        topic = topic.beside(&format!("{author} {language} {} {licence} {}", origin.word(), input.words()));
        if topics::by_id(tx, topic)?.is_some() {
            return Ok(topic);
        }
    }
    let school = people::home(tx, author)?;
    let day = match school {
        Some(school) => ground::today(tx, school)?,
        None => tx.now().day_in(crate::domain::moment::DEFAULT_ZONE),
    };
    let mut check = Check::new();
    check.require(matches!(language, "es" | "en"), "language", Problem::UnknownChoice);
    check.require(LICENCES.contains(&licence), "licence", Problem::UnknownChoice);
    let written = checked(tx, topic, input, check)?;
    tx.record(TopicPublished {
        topic,
        school,
        author: Some(author),
        language: language.to_owned(),
        origin,
        licence: licence.to_owned(),
        day,
        import_key: None,
    })?;
    tx.record(TopicWritten { version: 1, author: Some(author), day, ..written })?;
    Ok(topic)
}

/// What is known of a topic beside its text, as written in a form. What is left empty stays as it is.
#[derive(Debug, Clone, Default)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Terms {
    pub language: String,
    pub origin: Option<Origin>,
    pub licence: String,
}

/// Sets right in which language a topic is written, where it comes from, and how it is shared.
///
/// # Errors
/// The caller is neither its author nor a steward of its school, or a field cannot be so.
pub fn set_right(tx: &mut Tx<'_>, caller: &Caller, topic: TopicId, terms: &Terms) -> Result<(), Error> {
    let row = ground::open_topic(tx, topic)?;
    may_withdraw(tx, caller, topic)?;
    let or = |typed: &str, now: &str| if typed.is_empty() { now.to_owned() } else { typed.to_owned() };
    let (language, licence) = (or(&terms.language, &row.language), or(&terms.licence, &row.licence));
    let origin = terms.origin.unwrap_or(row.origin);
    if (&language, origin, &licence) == (&row.language, row.origin, &row.licence) {
        return Ok(());
    }
    let mut check = Check::new();
    if language != row.language {
        // A translation is in another language than what it was translated from.
        let mut known = matches!(language.as_str(), "es" | "en");
        for tie in ties::of_topic(tx, topic)?.into_iter().filter(|tie| tie.kind == Tie::Translation) {
            let other = if tie.topic == topic { tie.other } else { tie.topic };
            known &= topics::by_id(tx, other)?.is_none_or(|other| other.language != language);
        }
        check.require(known, "language", Problem::UnknownChoice);
    }
    if licence != row.licence {
        check.require(LICENCES.contains(&licence.as_str()), "licence", Problem::UnknownChoice);
        check.require(licence_is_ones_own(tx, &row)?, "licence", Problem::LicenceTaken);
    }
    check.done()?;
    tx.record(TopicCorrected { topic, language, origin, licence })?;
    Ok(())
}

/// Whether nobody but a topic's author has written under its licence: no version of its text, nothing from it, and it from nothing. A licence
/// is a promise to those.
///
/// # Errors
/// The database cannot be read.
pub fn licence_is_ones_own(conn: &mut Conn, row: &TopicRow) -> Result<bool, Error> {
    let alone = topics::versions(conn, row.id)?.iter().all(|version| version.author == row.author);
    let written_from = ties::of_topic(conn, row.id)?.iter().any(|tie| matches!(tie.kind, Tie::Adapted | Tie::Translation));
    Ok(alone && !written_from)
}

/// Writes a new version. `seen` is the version that the writer had before her: if another came meanwhile, nothing is overwritten.
///
/// # Errors
/// The caller may not improve this topic, somebody else did meanwhile, or a field has to be put right.
pub fn improve(tx: &mut Tx<'_>, caller: &Caller, topic: TopicId, seen: i32, input: &Text) -> Result<i32, Error> {
    let row = ground::open_topic(tx, topic)?;
    let relations = relations(tx, caller, topic)?;
    ground::allow(Verb::ImproveTopic, relations)?;
    let author = ground::actor(tx, caller)?;
    if let Some(newest) = topics::version(tx, topic, row.version)?
        && (row.version == seen || (newest.author == Some(author) && topics::version_before(tx, topic, row.version)? == Some(seen)))
    {
        // What was the newest before is not always one less: a version that was withdrawn keeps its number.
        let again = checked(tx, topic, input, Check::new())?;
        if says_the_same(&newest, &again)? {
            // Sent twice, it is there; sent as it was, there is nothing to write.
            return Ok(row.version);
        }
    }
    if row.version != seen {
        return Err(Error::whole(Problem::ChangedMeanwhile));
    }
    let written = checked(tx, topic, input, Check::new())?;
    let school = people::home(tx, author)?;
    let day = match school {
        Some(school) => ground::today(tx, school)?,
        None => tx.now().day_in(crate::domain::moment::DEFAULT_ZONE),
    };
    // A withdrawn version keeps its number.
    let version = topics::last_version(tx, topic)?.checked_add(1).ok_or_else(|| Error::whole(Problem::NoMoreVersions))?;
    tx.record(TopicWritten { version, author: Some(author), day, ..written })?;
    Ok(version)
}

/// Takes a topic out of the fund, or puts it back. Withdrawn, nobody finds, offers or wants it; open tutorials go on, and what came from it
/// stands. Put back, it is offered again by those who offered it then, as they did: open or paused. What its owner had closed herself stays
/// closed, and who has left meanwhile, or no longer masters it, offers nothing.
///
/// # Errors
/// The caller is neither its author nor a steward of its school.
pub fn set_standing(tx: &mut Tx<'_>, caller: &Caller, topic: TopicId, stands: bool) -> Result<(), Error> {
    let row = ground::topic(tx, topic)?;
    let day = may_withdraw(tx, caller, topic)?;
    if row.withdrawn.is_none() == stands {
        return Ok(());
    }
    if stands {
        tx.record(TopicRestored { topic })?;
        return reopen(tx, topic, day);
    }
    // What others have taken up is no longer one school's, or one author's, to take away.
    let offers = masteries::all_of_topic(tx, topic)?;
    let elsewhere = |school: NodeId| Some(school) != row.school;
    let offered = offers.iter().any(|offer| offer.state != OfferState::Withdrawn && elsewhere(offer.school));
    if offered || tutorials::open_of_topic(tx, topic)?.into_iter().any(elsewhere) {
        return Err(Error::whole(Problem::OthersOffer));
    }
    for offer in offers {
        tx.record(OfferRested { offer: offer.id, day })?;
    }
    for interest in interests::of_topic(tx, topic)? {
        tx.record(InterestWithdrawn { interest: interest.id, day })?;
    }
    tx.record(TopicWithdrawn { topic, day })?;
    Ok(())
}

/// Opens the offers again that closed because their topic was withdrawn.
fn reopen(tx: &mut Tx<'_>, topic: TopicId, day: Day) -> Result<(), Error> {
    for offer in masteries::resting(tx, topic)? {
        if let Some(state) = offer.rests
            && people::belongs_to(tx, offer.person, offer.school)?
            && may_open_again(tx, &offer)?
        {
            tx.record(OfferChanged { offer: offer.id, capacity: offer.capacity, state, day })?;
        }
    }
    Ok(())
}

/// Takes a version of a topic's text back, so that the one before counts, or lets it count again.
///
/// # Errors
/// The caller is neither its author nor a steward of its school, there is no such version, or no other would stand.
pub fn set_version_standing(tx: &mut Tx<'_>, caller: &Caller, topic: TopicId, version: i32, stands: bool) -> Result<(), Error> {
    let day = may_withdraw(tx, caller, topic)?;
    let all = topics::versions(tx, topic)?;
    let row = all.iter().find(|row| row.version == version).ok_or(Error::NOT_FOUND)?;
    if row.withdrawn.is_none() == stands {
        return Ok(());
    }
    // What an older version says came before may come after by now.
    let then = all.iter().filter(|row| if row.version == version { stands } else { row.withdrawn.is_none() }).max_by_key(|row| row.version);
    let Some(then) = then else { return Err(Error::whole(Problem::LastVersion)) };
    let before: BTreeSet<TopicId> = serde_json::from_str(&then.prerequisites).map_err(crate::store::Error::from)?;
    if loops(topic, &before, &topics::prerequisite_pairs(tx)?) {
        return Err(Error::whole(Problem::PrerequisiteLoop));
    }
    if stands {
        tx.record(VersionRestored { topic, version })?;
    } else {
        tx.record(VersionWithdrawn { topic, version, day })?;
    }
    Ok(())
}

/// Asks the policy, and answers with the day.
fn may_withdraw(tx: &mut Tx<'_>, caller: &Caller, topic: TopicId) -> Result<Day, Error> {
    let relations = relations(tx, caller, topic)?;
    ground::allow(Verb::WithdrawTopic, relations)?;
    let person = ground::actor(tx, caller)?;
    match people::home(tx, person)? {
        Some(home) => ground::today(tx, home),
        None => Ok(tx.now().day_in(crate::domain::moment::DEFAULT_ZONE)),
    }
}

/// Whether a version is what a form says.
fn says_the_same(row: &TopicVersionRow, written: &TopicWritten) -> Result<bool, Error> {
    let before: BTreeSet<TopicId> = serde_json::from_str(&row.prerequisites).map_err(crate::store::Error::from)?;
    let lists = |json: &str| serde_json::from_str::<Vec<String>>(json).ok();
    Ok((&row.title, &row.title_en, &row.subject) == (&written.title, &written.title_en, &written.subject)
        && (&row.challenge, &row.why) == (&written.challenge, &written.why)
        && (lists(&row.questions).as_ref(), lists(&row.sources).as_ref()) == (Some(&written.questions), Some(&written.sources))
        && before.iter().eq(&written.prerequisites))
}

/// In which relations the caller stands to a topic: whoever masters it may improve it, as may its author and the stewards of its school.
///
/// # Errors
/// There is no such topic.
pub fn relations(conn: &mut Conn, caller: &Caller, topic: TopicId) -> Result<Relations, Error> {
    let row = ground::topic(conn, topic)?;
    let mut relations = caller.to_network();
    if let Some(school) = row.school {
        let place = ground::place(conn, school)?;
        relations = relations.and(caller.to_place(&place));
    }
    if row.school.is_none()
        && let Some(member) = caller.known()
    {
        // Brought in from a file it belongs to no school: whoever answers for the whole answers for it.
        let tops = nodes::tops(conn, &member.stewards)?;
        relations = relations.and_if(!tops.is_empty(), Relations::STEWARD_ABOVE);
    }
    if let Some(id) = caller.id() {
        let masters = masteries::live(conn, id, topic)?.is_some();
        relations = relations.and_if(masters, Relations::MASTER).and_if(row.author == Some(id), Relations::ONESELF);
    }
    Ok(relations)
}

fn lines(raw: &str, most: usize) -> Result<Vec<String>, Problem> {
    let clean = text(raw, 4000)?;
    let lines: Vec<String> = clean.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if lines.len() > most { Err(Problem::NotBetween(0, i64::try_from(most).unwrap_or(i64::MAX))) } else { Ok(lines) }
}

fn checked(conn: &mut Conn, topic: TopicId, input: &Text, mut check: Check) -> Result<TopicWritten, Error> {
    let title = check.take("title", needed_text(&input.title, 140));
    let title_en = check.take("title_en", text(&input.title_en, 140));
    check.require(SUBJECTS.contains(&input.subject.as_str()), "subject", Problem::UnknownChoice);
    let challenge = check.take("challenge", needed_text(&input.challenge, 8000));
    let why = check.take("why", text(&input.why, 2000));
    let questions = check.take("questions", lines(&input.questions, 20));
    let sources = check.take("sources", lines(&input.sources, 20));
    let before: BTreeSet<TopicId> = input.prerequisites.iter().copied().collect();
    check.require(before.len() <= MOST_BEFORE, "prerequisites", Problem::TooMany(MOST_BEFORE));
    for id in before.iter().take(MOST_BEFORE) {
        check.require(topics::by_id(conn, *id)?.is_some(), "prerequisites", Problem::UnknownChoice);
    }
    check.require(!loops(topic, &before, &topics::prerequisite_pairs(conn)?), "prerequisites", Problem::PrerequisiteLoop);
    check.done()?;
    let (Some(title), Some(title_en), Some(challenge), Some(why), Some(questions), Some(sources)) =
        (title, title_en, challenge, why, questions, sources)
    else {
        return Err(Error::NOT_FOUND);
    };
    Ok(TopicWritten {
        topic,
        version: 0,
        author: None,
        day: crate::domain::moment::Day::MIN,
        title,
        subject: input.subject.clone(),
        challenge,
        why,
        questions,
        sources,
        prerequisites: before.into_iter().collect(),
        title_en: Some(title_en).filter(|title| !title.is_empty()),
    })
}

/// Whether a topic, with these before it, would come before itself.
fn loops(topic: TopicId, before: &BTreeSet<TopicId>, pairs: &[(TopicId, TopicId)]) -> bool {
    let mut earlier: BTreeMap<TopicId, Vec<TopicId>> = BTreeMap::new();
    for (later, first) in pairs {
        earlier.entry(*later).or_default().push(*first);
    }
    let mut seen = BTreeSet::new();
    let mut stack: Vec<TopicId> = before.iter().copied().collect();
    while let Some(next) = stack.pop() {
        if next == topic {
            return true;
        }
        if seen.insert(next) {
            stack.extend(earlier.get(&next).into_iter().flatten().copied());
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_never_comes_before_itself() {
        let id = |number: u8| TopicId::from_bytes([number; 16]);
        let pairs = [(id(2), id(1)), (id(3), id(2))];
        let cases = [(id(1), id(3), true), (id(1), id(2), true), (id(1), id(1), true), (id(3), id(1), false), (id(4), id(3), false)];
        for (topic, before, expected) in cases {
            assert_eq!(loops(topic, &BTreeSet::from([before]), &pairs), expected, "{topic} after {before}");
        }
        // A loop that is there already, elsewhere, neither hangs nor hinders.
        assert!(!loops(id(9), &BTreeSet::from([id(5)]), &[(id(5), id(6)), (id(6), id(5))]));
    }
}
