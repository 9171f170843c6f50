//! The network in memory, held against the tables over histories that actions would not make: clashes from elsewhere, the tree upside down,
//! things withdrawn and restored in any order. What the database refuses is not history.

use diesel::prelude::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::moment::Day;
use relevo::domain::words::*;
use relevo::graph::network::Network;
use relevo::store::network::build;
use relevo::store::schema::*;
use relevo::store::{Conn, Db, Error};

use super::Place;
use super::story::day;
use super::world::World;

type Throw = (u8, u8, u8, u8);

/// What somebody says in another place about things that are there.
struct Wild {
    nodes: Vec<NodeId>,
    people: Vec<PersonId>,
    /// Who has left which place.
    left: Vec<(PersonId, NodeId)>,
    topics: Vec<TopicId>,
    /// Texts that do not count.
    versions: Vec<(TopicId, i32)>,
    masteries: Vec<(MasteryId, PersonId, TopicId)>,
    offers: Vec<OfferId>,
    interests: Vec<InterestId>,
    tutorials: Vec<TutorialId>,
    demonstrations: Vec<DemonstrationId>,
}

fn one_of<T: Copy>(of: &[T], which: u8) -> Option<T> {
    usize::from(which).checked_rem(of.len()).map(|place| of[place])
}

/// An id that no world makes.
fn wild_id<Of>(number: usize) -> Id<Of> {
    let mut bytes = [0xff; 16];
    bytes[8..].copy_from_slice(&u64::try_from(number).expect("a number").to_be_bytes());
    Id::from_bytes(bytes)
}

impl Wild {
    fn look(conn: &mut Conn) -> Result<Wild, Error> {
        macro_rules! ids {
            ($table:ident) => {
                $table::table.order($table::id).select($table::id).load(conn)?
            };
        }
        Ok(Wild {
            nodes: ids!(nodes),
            people: ids!(people),
            left: memberships::table
                .filter(memberships::until.is_not_null())
                .order((memberships::person, memberships::node))
                .select((memberships::person, memberships::node))
                .load(conn)?,
            topics: ids!(topics),
            versions: topic_versions::table
                .filter(topic_versions::withdrawn.is_not_null())
                .order((topic_versions::topic, topic_versions::version))
                .select((topic_versions::topic, topic_versions::version))
                .load(conn)?,
            masteries: masteries::table.order(masteries::id).select((masteries::id, masteries::person, masteries::topic)).load(conn)?,
            offers: ids!(offers),
            interests: ids!(interests),
            tutorials: ids!(tutorials),
            demonstrations: ids!(demonstrations),
        })
    }

    fn say(&self, number: usize, (what, a, b, c): Throw, on: Day) -> Option<Vec<Fact>> {
        let (node, other) = (one_of(&self.nodes, a)?, one_of(&self.nodes, b)?);
        let (person, topic) = (one_of(&self.people, b)?, one_of(&self.topics, a)?);
        let outcome = if c.is_multiple_of(2) { Outcome::Ready } else { Outcome::NotYet };
        let version = i32::from(b % 3) + 1;
        let until = on;
        let fact: Fact = match what % 27 {
            0 => NodeClosed { node, since: on }.into(),
            1 => NodeReopened { node }.into(),
            2 if node != other => NodeMerged { node, into: other, day: on }.into(),
            3 if node != other => NodeMoved { node, parent: other, since: on }.into(),
            4 => PersonLeft { person, node, until }.into(),
            5 => {
                let (person, node) = one_of(&self.left, a)?;
                LeavingWithdrawn { person, node }.into()
            }
            6 | 7 => {
                let (position, voucher) = (one_of(Position::ALL, c)?, one_of(&self.people, c).filter(|_| c.is_multiple_of(3)));
                return Some(vec![
                    PersonLeft { person, node: other, until }.into(),
                    PersonJoined { person, node, position, minor: c.is_multiple_of(2), since: on, voucher }.into(),
                ]);
            }
            8 => {
                let language = one_of(&["es", "en", "nah"], c).map(str::to_owned);
                PersonNamed { person, name: "Otro nombre".to_owned(), grade: None, group: None, language }.into()
            }
            9 => PersonPlaced { person, node, position: one_of(Position::ALL, c)?, minor: a.is_multiple_of(2), since: on, voucher: None }
                .into(),
            10 => TopicWithdrawn { topic, day: on }.into(),
            11 => TopicRestored { topic }.into(),
            12 => VersionWithdrawn { topic, version, day: on }.into(),
            13 => {
                let (topic, version) = one_of(&self.versions, a)?;
                VersionRestored { topic, version }.into()
            }
            14 if b.is_multiple_of(3) => MasteryRestored { mastery: one_of(&self.masteries, a)?.0, day: on }.into(),
            14 => MasteryWithdrawn { mastery: one_of(&self.masteries, a)?.0, day: on }.into(),
            15 if b.is_multiple_of(5) => OfferRested { offer: one_of(&self.offers, a)?, day: on }.into(),
            15 if b.is_multiple_of(7) => OfferLeft { offer: one_of(&self.offers, a)?, day: on }.into(),
            15 => OfferChanged {
                offer: one_of(&self.offers, a)?,
                capacity: i32::from(b % 4) + 1,
                state: one_of(OfferState::ALL, c)?,
                day: on,
            }
            .into(),
            16 => InterestWithdrawn { interest: one_of(&self.interests, a)?, day: on }.into(),
            17 => InterestRanked { interest: one_of(&self.interests, a)?, rank: i32::from(b) }.into(),
            18 => TutorialAgreed { tutorial: one_of(&self.tutorials, a)?, day: on, how: Agreement::Paper }.into(),
            19 if c.is_multiple_of(3) => TutorialResumed { tutorial: one_of(&self.tutorials, a)? }.into(),
            19 => TutorialStopped { tutorial: one_of(&self.tutorials, a)?, day: on }.into(),
            20 if c.is_multiple_of(2) => TutorialDeclined { tutorial: one_of(&self.tutorials, a)?, day: on }.into(),
            20 => TutorialWithdrawn { tutorial: one_of(&self.tutorials, a)?, day: on }.into(),
            21 if b.is_multiple_of(3) => {
                // What ended with it grants nothing here: that is told elsewhere, or was forgotten.
                let (demonstration, tutorial, tutor) = (wild_id(number), Some(one_of(&self.tutorials, a)?), None);
                let (path, witnesses, audience) = (Path::Tutorial, vec![], vec![]);
                let (learner, school, day, recorded_by) = (person, node, on, person);
                let held = DemonstrationHeld {
                    demonstration,
                    learner,
                    topic,
                    school,
                    path,
                    day,
                    outcome,
                    witnesses,
                    audience,
                    recorded_by,
                    tutorial,
                    tutor,
                };
                held.into()
            }
            21 => {
                let demonstration = one_of(&self.demonstrations, a)?;
                DemonstrationCorrected { demonstration, day: on, outcome, witnesses: vec![], audience: vec![] }.into()
            }
            22 => DemonstrationWithdrawn { demonstration: one_of(&self.demonstrations, a)?, day: on }.into(),
            23 => {
                let (level, parent) = (one_of(Level::ALL, c)?, Some(other).filter(|_| !c.is_multiple_of(3)));
                let name = "Otro nodo".to_owned();
                let (cct, shift, time_zone, latitude, longitude) = (None, None, None, None, None);
                NodeFounded { node: wild_id(number), level, name, parent, since: on, cct, shift, time_zone, latitude, longitude }.into()
            }
            24 => {
                // One that nobody offers yet.
                let (mastery, school, via, generation) = (wild_id(number), node, Via::Imported, 1);
                let (parent, demonstration, voucher) = (None, None, None);
                MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation, demonstration, voucher }.into()
            }
            25 => {
                let (mastery, person, topic) = one_of(&self.masteries, a)?;
                OfferOpened { offer: wild_id(number), mastery, person, topic, school: node, capacity: 2, day: on }.into()
            }
            26 if c.is_multiple_of(4) => PersonErased { person }.into(),
            _ => return None,
        };
        Some(vec![fact])
    }
}

/// Lives through the throws: of each, something plausible and something wild. How many times the network was found to have followed.
fn live(place: &Place, throws: &[(Throw, Throw)]) -> Result<usize, TestCaseError> {
    let (db, sleeper) = (place.open(), place.open());
    let (mut world, founding) = World::new();
    db.write_now(move |tx| founding.into_iter().try_for_each(|fact| tx.record(fact).map(drop))).expect("a world");
    for db in [&db, &sleeper] {
        db.network().build_now().expect("a network");
    }
    let mut conn = place.connect();
    let mut on = day("2026-09-02");
    let mut told: Vec<Vec<Fact>> = Vec::new();
    let mut held = 0;
    for (number, (plausible, wild)) in throws.iter().enumerate() {
        let said = db.read_now(Wild::look).expect("what is there").say(number, *wild, on).unwrap_or_default();
        for facts in [world.happen(*plausible), said] {
            let mine = facts.clone();
            if !facts.is_empty() && db.write_now(move |tx| mine.into_iter().try_for_each(|fact| tx.record(fact).map(drop))).is_ok() {
                told.push(facts);
            }
        }
        let rows = build(&mut conn).expect("a network").rows();
        let followed = |db: &Db, conn: &mut Conn| db.network().ask(conn, Network::rows).expect("read").expect("it follows");
        prop_assert_eq!(&followed(&db, &mut conn), &rows, "{:#?}", told);
        if number % 9 == 8 {
            prop_assert_eq!(&followed(&sleeper, &mut conn), &rows, "who slept: {:#?}", told);
        }
        held += 1;
        on = on.succ_opt().unwrap_or(on);
    }
    prop_assert!(told.len() > throws.len() / 2, "too little is accepted: {} of {}", told.len(), throws.len() * 2);
    db.close();
    sleeper.close();
    Ok(held)
}

fn run(cases: u32, place: impl Fn() -> Place) {
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() });
    let outcome = runner.run(&vec(any::<(Throw, Throw)>(), 20..100), |throws| live(&place(), &throws).map(drop));
    assert!(outcome.is_ok(), "{}", outcome.expect_err("a failure"));
}

#[test]
fn the_network_follows_wild_histories_on_a_file() {
    run(24, Place::file);
}

#[test]
fn the_network_follows_wild_histories_on_a_server() {
    if Place::server().is_some() {
        run(5, || Place::server().expect("a server"));
    }
}
