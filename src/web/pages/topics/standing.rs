//! How a reader stands to a topic: what she has begun or wished, and who can accompany her, with honest waiting.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::actions::suggestions::Finder;
use crate::actions::{ground, names};
use crate::domain::id::{NodeId, OfferId, PersonId, TopicId, VisitId};
use crate::domain::words::{OfferState, Position, TutorialState};
use crate::store::Conn;
use crate::store::queries::masteries::OfferView;
use crate::store::queries::{interests, masteries, nodes, people, tutorials, visits, waits};
use crate::web::here::stamp;
use crate::web::pages::choice::Choice;
use crate::web::pages::ranked::{Ranked, in_sight};
use crate::web::{Error, Here};

use super::names_at;

/// Somebody who offers the topic where the reader is at home.
#[derive(Serialize)]
pub struct Companion {
    name: String,
    stamp: Option<&'static str>,
    group: Option<String>,
    free: i64,
    /// Whether she is there to begin today, and does not come only on a visit.
    now: bool,
    mark: &'static str,
    label: String,
    /// What speaks for her, where the reader could begin with her today.
    why: Option<String>,
    /// Where the reader asks her; none where there is no place, or the reader cannot begin now.
    ask: Option<String>,
}

/// What the reader has to do with the topic already.
#[derive(Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Mine {
    /// Nothing yet: she may state a wish.
    Free {
        /// The id of the wish that the form would make.
        id: String,
        /// What she typed into the form.
        why: String,
    },
    /// She has a wish.
    Wished {
        /// How long ago, in words.
        ago: String,
    },
    /// She has asked, or was invited.
    Proposed {
        /// The tutorial.
        href: String,
    },
    /// She is in it.
    Open {
        /// The tutorial.
        href: String,
    },
    /// She masters it.
    Masters {
        /// Her catalog.
        href: String,
        /// Where she invites somebody to learn it, while she offers it and has a place.
        invite: Option<String>,
    },
}

/// Everything that the page says to someone who has signed in.
#[derive(Serialize)]
pub struct Standing {
    mine: Mine,
    /// In the order of her suggestions.
    companions: Vec<Companion>,
    /// How many of them are in sight; the rest are folded.
    in_sight: usize,
    /// That order in words.
    order: Option<String>,
    /// She is in another tutorial, so that nothing can begin now.
    busy: bool,
    /// How many others of her school wait, and for how many places, in words.
    waiting: Option<String>,
    /// In how many other places it is offered, in words, and how one can learn from there.
    elsewhere: Option<String>,
    elsewhere_how: String,
    minor: bool,
    /// The students for whom a teacher may note a wish.
    learners: Vec<Choice>,
    /// The wish that a teacher would note for one of them.
    wish: Wishing,
    /// No wish is of a day after this one.
    today: String,
}

/// The id of the wish that a form would make, and what was typed into one of the two before a refusal: her own, or a teacher's for another.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Wishing {
    /// The wish's id.
    pub id: String,
    /// Why she wants it.
    pub why: String,
    /// For whom a teacher notes it.
    pub learner: String,
    /// Since when that one wants it.
    pub noted: Option<String>,
}

/// How the reader stands to the topic. `form` is the new wish's id and what was typed.
///
/// # Errors
/// The database cannot be read.
pub fn standing(conn: &mut Conn, here: &Here, finder: &Finder, topic: TopicId, form: Wishing) -> Result<Option<Standing>, Error> {
    let (Some(me), Some((home, _))) = (here.caller.id(), here.home) else { return Ok(None) };
    let minor = here.caller.known().is_some_and(|member| member.minor);
    let mine = mine(conn, here, me, topic, &form)?;
    // Who has asked one and has no answer may ask another.
    let can_begin = matches!(mine, Mine::Free { .. } | Mine::Wished { .. } | Mine::Proposed { .. });
    let busy = can_begin && tutorials::open_count(conn, me)? >= crate::actions::tutorials::OPEN_AT_ONCE;
    let mut found = companions(conn, here, me, home, topic, can_begin && !busy)?;
    let asked = tutorials::of_learner(conn, me, &[TutorialState::Proposed])?;
    for (offer, companion) in &mut found {
        if asked.iter().any(|row| row.topic == topic && row.offer == Some(*offer)) {
            companion.ask = None;
        }
    }
    let ranked = Ranked::of(conn, here, finder, me, topic)?;
    found.sort_by_key(|(offer, companion)| (companion.free <= 0, ranked.place(*offer)));
    let order = ranked.order(here, found.len());
    let companions: Vec<Companion> =
        found.into_iter().map(|(offer, companion)| Companion { why: ranked.why(here, offer), ..companion }).collect();
    let balance = finder.balance(conn, home, topic, me)?;
    let mut waits = waits::besides(conn, home, me)?;
    waits.retain(|wait| wait.topic == topic);
    let waiting = waits.first().map(|first| {
        let days = (here.today - first.since).num_days().max(0);
        let waiting = here.text("topic-waiting", &[("count", waits.len().into()), ("days", days.into())]);
        let free = here.text("topic-free-here", &[("count", balance.free.into())]);
        format!("{waiting} {free}")
    });
    let places = masteries::nodes_that_offer(conn, topic)?.into_iter().filter(|node| *node != home).count();
    let elsewhere = (places > 0).then(|| here.text("topic-elsewhere", &[("count", places.into())]));
    let elsewhere_how = here.text(if minor { "topic-elsewhere-how-minor" } else { "topic-elsewhere-how" }, &[]);
    let learners = if here.teaches() {
        let students = people::members(conn, home)?.into_iter().filter(|member| member.position == Position::Student);
        students.map(|member| Choice::new(member.id, member.name)).collect()
    } else {
        Vec::new()
    };
    let in_sight = in_sight(companions.len());
    Ok(Some(Standing {
        mine,
        companions,
        in_sight,
        order,
        busy,
        waiting,
        elsewhere,
        elsewhere_how,
        minor,
        learners,
        wish: form,
        today: here.today.to_string(),
    }))
}

fn mine(conn: &mut Conn, here: &Here, me: PersonId, topic: TopicId, form: &Wishing) -> Result<Mine, Error> {
    if let Some(mastery) = masteries::live(conn, me, topic)? {
        let open = masteries::offer_of(conn, mastery.id)?.filter(|offer| offer.state == OfferState::Open);
        let invite = match open {
            Some(offer) if ground::free_places(conn, &offer)? > 0 => Some(format!("/tutorials/new?offer={}", offer.id)),
            _ => None,
        };
        return Ok(Mine::Masters { href: format!("/people/{me}/catalog"), invite });
    }
    let begun = tutorials::of_learner(conn, me, &[TutorialState::Open, TutorialState::Proposed])?;
    let mut on_this = begun.iter().filter(|row| row.topic == topic).collect::<Vec<_>>();
    on_this.sort_by_key(|row| row.state != TutorialState::Open);
    if let Some(row) = on_this.first() {
        let href = format!("/tutorials/{}", row.id);
        return Ok(if row.state == TutorialState::Open { Mine::Open { href } } else { Mine::Proposed { href } });
    }
    Ok(match interests::open(conn, me, topic)? {
        Some(wish) => Mine::Wished { ago: here.ago(wish.stated) },
        None => {
            let Wishing { id, why, .. } = form.clone();
            Mine::Free { id, why }
        }
    })
}

/// Who could accompany her: those of her school who offer the topic, those who come on an agreed visit and do, and those where she goes on one
/// herself. A pair that may not be does not come up, and nobody learns why. Asks the data the same few questions however many they are.
fn companions(
    conn: &mut Conn,
    here: &Here,
    me: PersonId,
    home: NodeId,
    topic: TopicId,
    can_begin: bool,
) -> Result<Vec<(OfferId, Companion)>, Error> {
    let own = masteries::offers_of_topic(conn, topic, home)?;
    let coming = visits::agreed_from(conn, home, here.today, visits::AHEAD)?;
    let visitors: Vec<PersonId> = coming.iter().flat_map(|(_, agreed)| agreed.visitors.iter().copied()).collect();
    let brought = masteries::offers_of_people(conn, topic, &visitors)?;
    let going = match here.caller.known() {
        Some(member) if !member.minor => visits::agreed_of(conn, me, here.today, visits::AHEAD)?,
        _ => Vec::new(),
    };
    let mut there: HashMap<NodeId, Vec<OfferView>> = HashMap::new();
    for (visit, _) in &going {
        if visit.school != home && !there.contains_key(&visit.school) {
            there.insert(visit.school, masteries::offers_of_topic(conn, topic, visit.school)?);
        }
    }
    let schools = nodes::names(conn, &there.keys().copied().collect::<Vec<_>>())?;
    let both = || own.iter().chain(&brought).chain(there.values().flatten());
    let company = ground::Company::of(conn, me, both().map(|offer| offer.person))?;
    let taken = masteries::taken_of(conn, &both().map(|offer| offer.id).collect::<Vec<_>>())?;
    // Who comes is an adult, and no secret to the school that agreed to it; nor are the adults of a school to whom it lets in. Who a child of it
    // is she learns on the day, once the child has said yes.
    let strangers: Vec<PersonId> = visitors.iter().copied().chain(there.values().flatten().map(|offer| offer.person)).collect();
    let named = names::lasting(conn, &here.caller, &strangers)?;
    let cards = people::cards(conn, &own.iter().map(|offer| offer.person).collect::<Vec<_>>())?;
    let free = |offer: &OfferView| (i64::from(offer.capacity) - taken.get(&offer.id).copied().unwrap_or(0)).max(0);
    let mut found = Vec::new();
    for offer in own.iter().filter(|_| names_at(&here.caller, home)) {
        if offer.person != me && company.may_pair(offer.person, None) {
            let grade = cards.get(&offer.person).and_then(|card| card.grade);
            let group = grade.map(|grade| here.text("topic-grade", &[("grade", i64::from(grade).into())]));
            let ask = can_begin.then(|| asking(me, offer.id, None));
            let name = Some(offer.tutor.clone());
            found.push((offer.id, companion(here, (offer.person, name), free(offer), group, ask)));
        }
    }
    for (visit, agreed) in &coming {
        for offer in brought.iter().filter(|offer| agreed.visitors.contains(&offer.person)) {
            let listed = own.iter().any(|one| one.id == offer.id);
            if offer.person != me && !listed && company.may_pair(offer.person, Some(agreed)) {
                let day = here.text("topic-visit", &[("day", visit_day(here, visit.day).into())]);
                let ask = can_begin.then(|| asking(me, offer.id, Some(visit.id)));
                let named = companion(here, (offer.person, named.get(&offer.person).cloned()), free(offer), Some(day), ask);
                found.push((offer.id, Companion { now: visit.day == here.today, ..named }));
            }
        }
    }
    let mut met: HashSet<OfferId> = found.iter().map(|(offer, _)| *offer).collect();
    for (visit, agreed) in &going {
        for offer in there.get(&visit.school).into_iter().flatten() {
            if offer.person == me || !company.may_pair(offer.person, Some(agreed)) || !met.insert(offer.id) {
                continue;
            }
            let day = here.text("topic-visit-there", &[("day", visit_day(here, visit.day).into())]);
            // Two adults need no visit to agree.
            let needed = Some(visit.id).filter(|_| !company.may_pair(offer.person, None));
            let ask = can_begin.then(|| asking(me, offer.id, needed));
            let one = companion(here, (offer.person, named.get(&offer.person).cloned()), free(offer), Some(day), ask);
            let school = schools.get(&visit.school).map(String::as_str).unwrap_or_default();
            let name = match one.stamp {
                Some(_) => one.name,
                None => here.text("topic-someone-there", &[("place", school.into())]),
            };
            found.push((offer.id, Companion { name, now: visit.day == here.today, ..one }));
        }
    }
    Ok(found)
}

/// The day of a visit, with its year where that is another one.
fn visit_day(here: &Here, day: crate::domain::moment::Day) -> String {
    use crate::web::locale::Day as Style;
    use chrono::Datelike as _;
    here.day(day, if day.year() == here.today.year() { Style::Weekday } else { Style::Long })
}

/// Somebody who offers the topic.
fn companion(here: &Here, (person, name): (PersonId, Option<String>), free: i64, group: Option<String>, ask: Option<String>) -> Companion {
    let (mark, label) =
        if free > 0 { ("good", here.text("topics-free", &[("count", free.into())])) } else { ("near", here.text("topics-full", &[])) };
    Companion {
        stamp: name.is_some().then(|| stamp(person)),
        name: name.unwrap_or_else(|| here.text("topic-visitor", &[])),
        group,
        free,
        now: true,
        mark,
        label,
        why: None,
        ask: ask.filter(|_| free > 0),
    }
}

/// Where a learner asks for an offer.
pub fn asking(learner: PersonId, offer: OfferId, visit: Option<VisitId>) -> String {
    match visit {
        Some(visit) => format!("/tutorials/new?learner={learner}&offer={offer}&visit={visit}"),
        None => format!("/tutorials/new?learner={learner}&offer={offer}"),
    }
}
