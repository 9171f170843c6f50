//! A learner's home: what she is in now, what waits for her yes, what she could choose, her demonstration, whom she accompanies, her line.
//! Adults who accompany schools are learners too; they find the way to their node and their visits here.

use std::collections::HashMap;

use serde::Serialize;

use super::meeting;
use super::steps::{self, Rehearsal};
use super::topics::{Title, Titles};
use super::waiting;
use crate::actions::prospects::Prospect;
use crate::actions::suggestions::{Finder, Nearness, Reason, Suggestion};
use crate::actions::tutorials::OPEN_AT_ONCE;
use crate::actions::{found_again, names};
use crate::domain::id::{NodeId, PersonId, TutorialId};
use crate::domain::moment::Day;
use crate::domain::policy::Relations;
use crate::domain::words::{DemonstrationState, Level, Position, TutorialState};
use crate::store::Conn;
use crate::store::queries::{board, demonstrations, interests, masteries, nodes, tutorials, visits, waits};
use crate::store::rows::{DemonstrationRow, TutorialRow};
use crate::web::Error;
use crate::web::app::View;
use crate::web::here::{Here, stamp};
use crate::web::locale::Day as DayStyle;

mod asked;
mod beginning;
mod first;
mod learned;
mod line;

/// What the template shows.
#[derive(Serialize)]
pub struct Home {
    me: Who,
    /// The first steps of whoever begins with a place above schools.
    beginning: Vec<Step>,
    now: Option<Now>,
    /// Where she learns nothing now and could accompany somebody: whom.
    first: Option<first::First>,
    also: Vec<Row>,
    asked: Vec<asked::Asked>,
    /// Whether she is asked for a yes, and whether another is.
    answers: bool,
    awaits: bool,
    wishes: Option<Wishes>,
    choices: Vec<Choice>,
    /// She has something to finish first.
    later: bool,
    catalog: Option<String>,
    demonstrations: Vec<Coming>,
    learners: Vec<Row>,
    waited: Vec<Waited>,
    tutors: bool,
    /// Whether whom she has accompanied to an end stands on her page.
    accompanied: bool,
    learned: Vec<learned::Learned>,
    learned_more: bool,
    line: Option<line::Line>,
    node: Option<Node>,
    visits: Vec<Visit>,
}

#[derive(Serialize)]
struct Who {
    id: String,
    name: String,
    stamp: &'static str,
}

#[derive(Serialize)]
struct Now {
    tutorial: String,
    topic: Title,
    with: Who,
    steps: Vec<Step>,
    /// Where the thread is, in words: for a phone, where its knots have none.
    at: String,
    said: String,
    /// How they meet, where they are not of one place.
    meeting: Option<String>,
    href: String,
    action: String,
}

/// A knot of a thread, as the part `thread` draws it.
#[derive(Serialize, Default)]
pub struct Step {
    label: String,
    state: Option<&'static str>,
    small: Option<String>,
    href: Option<String>,
    fork: bool,
    forks: bool,
}

#[derive(Serialize)]
struct Row {
    tutorial: String,
    topic: Title,
    who: Who,
    small: String,
    /// How they meet, where they are not of one place.
    meeting: Option<String>,
}

/// What she has said that she wants, and has nobody for yet.
#[derive(Serialize)]
struct Wishes {
    /// The first of them, and since when she waits for it.
    topic: Title,
    ago: String,
    /// How many more.
    more: usize,
}

#[derive(Serialize)]
struct Choice {
    topic: Title,
    tutor: String,
    reason: String,
    /// The one before is with the same person, for the same reason: said once.
    also: bool,
}

#[derive(Serialize)]
struct Coming {
    own: bool,
    href: String,
    topic: Title,
    /// Whose it is, where it is another's whose name the reader may know.
    who: Option<Who>,
    school: String,
    day: String,
    place: Option<String>,
}

#[derive(Serialize)]
struct Waited {
    topic: Title,
    count: i64,
    since: String,
    /// Where she invites one of them, while she has a place free.
    invite: Option<String>,
}

#[derive(Serialize)]
struct Node {
    id: String,
    name: String,
    level: &'static str,
}

#[derive(Serialize)]
struct Visit {
    /// Whether she has still to say that she goes.
    asks: bool,
    school: String,
    /// The visit itself, where she finds from whom she could learn there.
    href: String,
    day: String,
}

/// Reads the home of whoever asks. `ids` are for the tutorials that its forms could propose.
///
/// # Errors
/// Nobody has signed in, or the database cannot be read.
pub fn view(conn: &mut Conn, here: &Here, finder: &Finder, ids: &[TutorialId; waiting::SHOWN]) -> Result<View<Home>, Error> {
    let me = here.person()?;
    let home = here.home.map(|(node, _)| node);
    let learning = tutorials::of_learner(conn, me, &[TutorialState::Open, TutorialState::Proposed])?;
    let tutoring = tutorials::of_tutor(conn, me, &[TutorialState::Open, TutorialState::Proposed])?;
    let inviting = demonstrations::inviting(conn, me)?;

    let known: Vec<PersonId> = learning.iter().chain(&tutoring).flat_map(|row| [row.learner, row.tutor, row.proposed_by]).collect();
    let names = names::known(conn, &here.caller, &known, here.today)?;
    // Who comes from elsewhere is told the school, and not whose demonstration it is.
    let shown: Vec<PersonId> = inviting.iter().map(|row| row.learner).collect();
    let shown = names::visible(conn, &here.caller, &shown)?;
    let elsewhere: Vec<NodeId> = inviting.iter().map(|row| row.school).collect();
    let elsewhere = nodes::names(conn, &elsewhere)?;
    let who = |id: PersonId| Who {
        id: id.to_string(),
        name: names.get(&id).cloned().unwrap_or_else(|| here.text("words-someone", &[])),
        stamp: stamp(id),
    };
    let mut about: Vec<_> = learning.iter().chain(&tutoring).map(|row| row.topic).collect();
    about.extend(inviting.iter().map(|row| row.topic));
    let wanted = interests::of_learner(conn, me)?;
    about.extend(wanted.iter().map(|wish| wish.topic));
    let titles = Titles::load(conn, here, &about)?;
    let title = |id| titles.of(id);

    let open = |rows: &[TutorialRow]| rows.iter().filter(|row| row.state == TutorialState::Open).cloned().collect::<Vec<_>>();
    let (mine, theirs) = (open(&learning), open(&tutoring));
    let both: Vec<_> = mine.iter().chain(&theirs).map(|row| row.id).collect();
    let pages = board::pages(conn, &both)?;
    let mut planned = Vec::new();
    for row in &mine {
        planned.extend(demonstrations::planned(conn, row.id)?);
    }
    let not_yet = demonstrations::last_of(conn, &both, DemonstrationState::NotYet)?;
    let mut meets: HashMap<TutorialId, meeting::Told> = HashMap::new();
    for row in learning.iter().chain(&tutoring) {
        if let Some(told) = meeting::told(conn, here, row)? {
            meets.insert(row.id, told);
        }
    }
    let now = mine.first().map(|row| {
        let plan = planned.iter().find(|plan| plan.tutorial == Some(row.id));
        let stands =
            Stands { pages: pages.get(&row.id).copied().unwrap_or(0), plan, not_yet: not_yet.get(&row.id), meets: meets.get(&row.id) };
        now_of(here, row, &stands, title(row.topic), who(row.tutor))
    });
    let row = |row: &TutorialRow, other: PersonId| Row {
        tutorial: row.id.to_string(),
        topic: title(row.topic),
        who: who(other),
        small: match (pages.get(&row.id), steps::rehearsal(row, not_yet.get(&row.id).map(|shown| shown.day))) {
            // Whoever accompanies her is told what she waits for.
            (_, Rehearsal { asked: Some(day), held: None }) if row.tutor == me => {
                here.text("home-learner-asks", &[("day", here.day(day, DayStyle::Plain).into())])
            }
            (Some(count), _) => here.text("home-pages", &[("count", (*count).into())]),
            (None, _) => here.text("home-no-pages", &[]),
        },
        meeting: meets.get(&row.id).map(|told| told.words.clone()),
    };
    let proposed = learning.iter().chain(&tutoring).filter(|row| row.state == TutorialState::Proposed);
    let asked = asked::of(conn, here, me, proposed, &names, &titles, &meets)?;

    let coming = |plan: &DemonstrationRow, own: bool| Coming {
        own,
        // A plan stands on its tutorial's page for its circle; a guest finds it under its own address.
        href: match plan.tutorial {
            Some(tutorial) if own => format!("/tutorials/{tutorial}"),
            _ => format!("/demonstrations/{}", plan.id),
        },
        topic: title(plan.topic),
        who: (!own).then(|| shown.get(&plan.learner)).flatten().map(|name| Who {
            id: plan.learner.to_string(),
            name: name.clone(),
            stamp: stamp(plan.learner),
        }),
        school: elsewhere.get(&plan.school).cloned().unwrap_or_default(),
        day: here.day(plan.day, DayStyle::Weekday),
        place: plan.place.clone().filter(|place| !place.is_empty()),
    };
    let mut plans: Vec<Coming> = planned.iter().map(|plan| coming(plan, true)).collect();
    plans.extend(inviting.iter().filter(|plan| plan.learner != me).map(|plan| coming(plan, false)));

    let offers = masteries::catalog_of(conn, me)?;
    let first = match home {
        Some(school) if now.is_none() => first::of(conn, here, school, me, &offers, &tutoring, ids)?,
        _ => None,
    };
    // How many wait for that one stands above already.
    let told = first.as_ref().filter(|first| first.count > 0).map(|first| first.topic.id.clone());
    let mut waited = match home {
        Some(school) if !offers.is_empty() => waited(conn, here, school, me, &offers, &tutoring)?,
        _ => Vec::new(),
    };
    waited.retain(|row| Some(&row.topic.id) != told.as_ref());
    let (learned, learned_more) = learned::of(conn, here, me)?;
    let later = i64::try_from(mine.len()).unwrap_or(i64::MAX) >= OPEN_AT_ONCE;
    let view = Home {
        beginning: beginning::of(conn, here)?,
        me: Who { id: me.to_string(), name: here.viewer.as_ref().map_or_else(String::new, |viewer| viewer.name.clone()), stamp: stamp(me) },
        now,
        first,
        also: mine.iter().skip(1).map(|tutorial| row(tutorial, tutorial.tutor)).collect(),
        answers: asked.iter().any(|one| one.answers),
        awaits: asked.iter().any(|one| one.awaits),
        asked,
        wishes: wanted.first().map(|wish| Wishes { topic: title(wish.topic), ago: here.ago(wish.stated), more: wanted.len() - 1 }),
        choices: choices(conn, here, finder, me, later)?,
        later,
        catalog: home.map(|node| format!("/nodes/{node}/catalog")),
        demonstrations: plans,
        learners: theirs.iter().map(|tutorial| row(tutorial, tutorial.learner)).collect(),
        waited,
        tutors: !offers.is_empty(),
        accompanied: found_again::has_accompanied(conn, me)?,
        learned,
        learned_more,
        line: line::of(conn, here, me)?,
        node: node(conn, here)?,
        visits: coming_visits(conn, me, here)?,
    };
    Ok(View { title: here.text("home-learner-title", &[]), view })
}

/// How a tutorial stands, beyond what its own row says.
struct Stands<'a> {
    pages: i64,
    plan: Option<&'a DemonstrationRow>,
    /// Its last demonstration after which it was decided to go on.
    not_yet: Option<&'a DemonstrationRow>,
    /// How the two meet, where they are not of one place.
    meets: Option<&'a meeting::Told>,
}

/// The tutorial that she is in now: where it stands, and the one next step.
fn now_of(here: &Here, row: &TutorialRow, stands: &Stands<'_>, topic: Title, with: Who) -> Now {
    let Stands { pages, plan, not_yet, meets } = *stands;
    let held: Vec<DemonstrationRow> = plan.into_iter().chain(not_yet).cloned().collect();
    // Since then she may have rehearsed anew.
    let shown = steps::not_yet(&held);
    let rehearsal = steps::rehearsal(row, shown);
    let not_yet = not_yet.filter(|_| steps::goes_on(row, shown));
    let tutorial = format!("/tutorials/{}", row.id);
    let short = |day: Day| Some(here.day(day, DayStyle::Short));
    let states = steps::states(row, usize::try_from(pages).unwrap_or(0), shown, 0);
    let small = [
        short(row.proposed),
        row.agreed.and_then(short),
        None,
        rehearsal.held.and_then(short),
        plan.and_then(|plan| short(plan.day)),
        None,
    ];
    let drawn = steps::STEPS.into_iter().zip(states).zip(small);
    let label = |key: &str| here.text(&format!("home-step-{key}"), &[]);
    let steps: Vec<Step> =
        drawn.map(|((key, state), small)| Step { label: label(key), state: Some(state), small, ..Step::default() }).collect();
    let tutor = [("tutor", with.name.as_str().into()), ("count", pages.into())];
    let (said, go) = match plan {
        Some(plan) => {
            let day = [("day", here.day(plan.day, DayStyle::Weekday).into())];
            (here.text("home-now-planned", &day), "asked")
        }
        None if meets.is_some_and(|told| !told.met) => (here.text("home-now-visit", &[]), "visit"),
        None if not_yet.is_some() => {
            let day = not_yet.map_or(row.proposed, |held| held.day);
            let reason = not_yet.and_then(|held| held.reason.as_deref()).map(str::trim).filter(|reason| !reason.is_empty());
            let mut said = here.text("home-now-not-yet", &[("day", here.day(day, DayStyle::Plain).into())]);
            if let Some(reason) = reason {
                said = format!("{said} {}", here.text("home-now-not-yet-reason", &[("reason", reason.into())]));
            }
            let goes_on = here.text("home-now-not-yet-next", &[("tutor", with.name.as_str().into())]);
            (format!("{said} {goes_on}"), "exploring")
        }
        None if rehearsal.held.is_some() => (here.text("home-now-rehearsed", &[]), "asked"),
        None if rehearsal.asked.is_some() => (here.text("home-now-asked", &tutor), "asked"),
        None if pages > 0 => (here.text("home-now-exploring", &tutor), "exploring"),
        None => (here.text("home-now-begun", &tutor), "begun"),
    };
    // Where the next step leads to a page of its own, it is the same one, in the same words, as on the tutorial's page.
    let met = meets.is_none_or(|told| told.met);
    let next = steps::next(here, row, (Prospect::Good, met), Relations::LEARNER, &held, false).filter(|next| !next.post);
    let (action, href) = match next.and_then(|next| Some((next.kind, next.href?))) {
        Some((kind, href)) => (here.text(&format!("tutorial-next-{kind}-do"), &[]), href),
        None => (here.text(&format!("home-go-{go}"), &[]), tutorial.clone()),
    };
    let at = states.iter().rposition(|state| *state == "now").unwrap_or(0);
    // The last step but one is done all at once: until then it is what comes.
    let key = if steps::STEPS[at] == "demonstrated" { "home-step-next" } else { "home-step-at" };
    let at = here.text(key, &[("at", (at + 1).into()), ("all", steps.len().into()), ("step", steps[at].label.as_str().into())]);
    let meeting = meets.map(|told| told.words.clone());
    Now { tutorial, topic, with, steps, at, said, meeting, href, action }
}

/// How many reasons are said. The strongest come first; more are not read.
const REASONS: usize = 3;

/// What she could begin today, and why; or later, when what is free today is no reason.
fn choices(conn: &mut Conn, here: &Here, finder: &Finder, me: PersonId, later: bool) -> Result<Vec<Choice>, Error> {
    if here.home.is_none() {
        return Ok(Vec::new());
    }
    let rows = finder.for_learner(conn, &here.caller, me, here.now)?;
    let titles = Titles::load(conn, here, &rows.iter().map(|row| row.topic).collect::<Vec<_>>())?;
    let counts =
        |why: &&Reason| !(later && matches!(why, Reason::Free { .. } | Reason::NobodyWaits | Reason::FirstLearner | Reason::JustPromoted));
    let said = |row: &Suggestion| {
        let reasons = row.reasons.iter().filter(counts).take(REASONS).map(|why| reason(here, *why));
        reasons.collect::<Vec<_>>().join(" ")
    };
    let mut before = None;
    let choice = |row: Suggestion| {
        let reason = said(&row);
        // Said once where the next one is the same person's, for the same reasons.
        let told = Some((row.tutor, reason.clone()));
        let also = before == told;
        before = told;
        Choice { topic: titles.of(row.topic), tutor: row.tutor_name, reason, also }
    };
    Ok(rows.into_iter().map(choice).collect())
}

/// A reason as a sentence for the learner.
fn reason(here: &Here, reason: Reason) -> String {
    match reason {
        Reason::Wished { place } => here.text("home-reason-wished", &[("place", place.into())]),
        Reason::Waited { days } => here.text("home-reason-waited", &[("days", days.into())]),
        Reason::JustPromoted => here.text("home-reason-just", &[]),
        Reason::FirstLearner => here.text("home-reason-first", &[]),
        Reason::Near(Nearness::Here) if here.level == Some(Level::School) => here.text("home-reason-school", &[]),
        Reason::Near(Nearness::Here) => here.text("home-reason-team", &[]),
        Reason::Near(_) => here.text("home-reason-zone", &[]),
        Reason::Free { places } => here.text("home-reason-free", &[("places", places.into())]),
        Reason::NobodyWaits => here.text("home-reason-nobody-waits", &[]),
    }
}

/// How many wait for what she offers at home, and since when: never who; the longest waiting first. Whom something has been proposed to with her
/// waits for an answer, and is not among them.
fn waited(
    conn: &mut Conn,
    here: &Here,
    home: NodeId,
    me: PersonId,
    offers: &[masteries::OfferView],
    tutoring: &[TutorialRow],
) -> Result<Vec<Waited>, Error> {
    let mut waits = waits::besides(conn, home, me)?;
    waits.retain(|wait| !tutoring.iter().any(|row| (row.learner, row.topic) == (wait.learner, wait.topic)));
    let at_home = masteries::places(conn, home)?;
    let taken: HashMap<_, _> = masteries::taken_in(conn, home)?.into_iter().collect();
    let mut open: Vec<(Day, i64, &masteries::OfferView)> = Vec::new();
    for offer in offers.iter().filter(|offer| at_home.iter().any(|(open, ..)| *open == offer.id)) {
        let hers: Vec<Day> = waits.iter().filter(|wait| wait.topic == offer.topic).map(|wait| wait.since).collect();
        let Some(since) = hers.first() else { continue };
        open.push((*since, i64::try_from(hers.len()).unwrap_or(i64::MAX), offer));
    }
    open.sort_by_key(|(since, _, offer)| (*since, offer.topic));
    let titles = Titles::load(conn, here, &open.iter().map(|(.., offer)| offer.topic).collect::<Vec<_>>())?;
    let waited = |(since, count, offer): (Day, i64, &masteries::OfferView)| {
        let room = i64::from(offer.capacity) > taken.get(&offer.id).copied().unwrap_or(0);
        let invite = room.then(|| format!("/tutorials/new?offer={}", offer.id));
        Waited { topic: titles.of(offer.topic), count, since: here.ago(since), invite }
    };
    Ok(open.into_iter().map(waited).collect())
}

/// The node that someone accompanies, for those who do.
fn node(conn: &mut Conn, here: &Here) -> Result<Option<Node>, Error> {
    let Some((node, position)) = here.home else { return Ok(None) };
    if position == Position::Student {
        return Ok(None);
    }
    Ok(nodes::by_id(conn, node)?.map(|row| Node { id: row.id.to_string(), level: row.level.word(), name: row.name }))
}

fn coming_visits(conn: &mut Conn, me: PersonId, here: &Here) -> Result<Vec<Visit>, Error> {
    let rows = visits::of_visitor(conn, me, here.today)?;
    let schools: Vec<NodeId> = rows.iter().map(|(row, _)| row.school).collect();
    let names = nodes::names(conn, &schools)?;
    Ok(rows
        .into_iter()
        .map(|(row, asks)| Visit {
            asks,
            school: names.get(&row.school).cloned().unwrap_or_default(),
            href: format!("/nodes/{}/visits#visit-{}", row.school, row.id),
            day: here.day(row.day, DayStyle::Weekday),
        })
        .collect())
}
