//! Whatever people do, the network in memory follows: one that hears of each deed and one that sleeps between say the same as one built anew
//! from the tables; and nobody is suggested whom the rule forbids, asked apart of the tables.

use std::collections::BTreeSet;
use std::sync::Arc;

use diesel::prelude::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use relevo::actions::ground;
use relevo::domain::id::{NodeId, OfferId, PersonId};
use relevo::graph::network::{Network, Row};
use relevo::graph::round::{Coming, Round};
use relevo::store::network::{build, of_place};
use relevo::store::queries::{masteries, nodes, people as members, visits};
use relevo::store::rows::{OfferRow, TutorialRow};
use relevo::store::schema::{offers, people, topics, tutorials};
use relevo::store::{Conn, Db, Error};

use super::Ground;
use super::throws::{Throw, days, draw};
use crate::support::town::{AGUA_ZARCA, LA_NORIA};

/// What a network says that has followed up to now; it never needs to be built anew for that.
fn followed(db: &Db, conn: &mut Conn) -> Vec<Row> {
    db.network().ask(conn, Network::rows).expect("the tables are read").expect("it follows, and does not build anew")
}

fn live(throws: &[Throw]) -> Result<usize, TestCaseError> {
    let ground = Ground::new();
    // Another program on the same data, which asks less often.
    let sleeper = Db::open(relevo::store::Options::new(ground.address.clone())).expect("the data open");
    for db in [&ground.db, &sleeper] {
        db.network().build_now().expect("a network");
    }
    let mut conn = ground.address.connect().expect("a connection");
    let (mut told, mut suggested) = (Vec::new(), 0);
    for (number, throw) in throws.iter().enumerate() {
        let drawn = ground.db.read_now(|conn| draw(conn, ground.db.now(), *throw, number)).expect("a deed");
        let Some(deed) = drawn else {
            ground.clock.fetch_add(days(*throw) * 86_400_000, std::sync::atomic::Ordering::SeqCst);
            continue;
        };
        let (happened, _) = ground.act(&deed)?;
        if !happened {
            continue;
        }
        told.push(format!("{deed:?}"));
        let built = build(&mut conn).expect("a network");
        let rows = built.rows();
        prop_assert_eq!(&followed(&ground.db, &mut conn), &rows, "{}", told.join("\n"));
        if number.is_multiple_of(7) {
            prop_assert_eq!(&followed(&sleeper, &mut conn), &rows, "who slept: {}", told.join("\n"));
        }
        if number.is_multiple_of(2) {
            let now = ground.db.now();
            suggested +=
                suggestions(&mut conn, &built, now).map_err(|wrong| TestCaseError::fail(format!("{wrong}\n{}", told.join("\n"))))?;
        }
    }
    sleeper.close();
    ground.db.close();
    Ok(suggested)
}

/// Holds what the network suggests to everybody against the tables, and the part around her place against the whole. How many ways there are.
fn suggestions(conn: &mut Conn, network: &Network, now: relevo::domain::moment::Moment) -> Result<usize, String> {
    let everybody: Vec<PersonId> = people::table.order(people::id).select(people::id).load(conn).expect("people");
    let mut found = 0;
    for learner in everybody {
        let Some(school) = members::home(conn, learner).expect("a home") else { continue };
        let today = nodes::today(conn, school, now).expect("a day");
        let ways = network.ways(learner, school, today);
        found += ways.len();
        let mut suggested: Vec<(OfferId, i64)> = ways.iter().map(|way| (way.offer, way.free)).collect();
        suggested.sort_unstable();
        let possible = possible(conn, learner, school).map_err(|error| error.to_string())?;
        if suggested != possible {
            return Err(format!("{learner:?} is suggested {suggested:?}, and could begin {possible:?}"));
        }
        let mut around = of_place(conn, school).expect("a part").ways(learner, school, today);
        let mut ways = ways;
        ways.sort_by_key(|way| way.offer);
        around.sort_by_key(|way| way.offer);
        if ways != around {
            return Err(format!("of {learner:?} the part around her place says {around:?}, the whole {ways:?}"));
        }
    }
    for school in [AGUA_ZARCA, LA_NORIA] {
        let today = nodes::today(conn, school, now).expect("a day");
        let agreed = visits::agreed_from(conn, school, today, visits::AHEAD).expect("visits");
        let coming: Vec<Coming> = agreed.into_iter().map(|(row, agreed)| Coming { visit: row.id, agreed }).collect();
        let around = of_place(conn, school).expect("a part");
        let [whole, part] = [network, &around].map(|network| told_of(network.round(&[school], None, &coming, today)));
        if whole != part {
            return Err(format!("of a round at {school} the part around it says {part:?}, the whole {whole:?}"));
        }
    }
    Ok(found)
}

/// What a group's round tells, but for how a topic stands at the place of a guest: that is another place's, and no part of the score.
fn told_of(mut round: Round) -> Round {
    for pair in round.pairs.iter_mut().filter(|pair| pair.visit.is_some()) {
        (pair.way.free_in_all, pair.way.waiting) = (0, 0);
    }
    round
}

/// Every open offer at a place that a learner could take up now, and its free places: read from the tables with the rules of the actions.
fn possible(conn: &mut Conn, learner: PersonId, school: NodeId) -> Result<Vec<(OfferId, i64)>, Error> {
    use relevo::domain::words::{OfferState, TutorialState};
    if nodes::by_id(conn, school)?.is_none_or(|row| row.closed.is_some()) {
        return Ok(Vec::new());
    }
    let going = tutorials::state.eq_any([TutorialState::Open, TutorialState::Proposed]);
    let begun: Vec<TutorialRow> = tutorials::table.filter(tutorials::learner.eq(learner).and(going)).load(conn)?;
    let begun: BTreeSet<_> = begun.iter().map(|row| row.topic).collect();
    let mut possible = Vec::new();
    let open: Vec<OfferRow> = offers::table.filter(offers::school.eq(school).and(offers::state.eq(OfferState::Open))).load(conn)?;
    for offer in open {
        let withdrawn: Option<relevo::domain::moment::Day> =
            topics::table.find(offer.topic).select(topics::withdrawn).get_result(conn).map_err(Error::from)?;
        let settled = begun.contains(&offer.topic) || masteries::live(conn, learner, offer.topic)?.is_some();
        let lives = masteries::live(conn, offer.person, offer.topic)?.is_some() && withdrawn.is_none();
        let free = ground::free_places(conn, &offer).map_err(|error| Error::Broken(error.to_string()))?;
        // Whoever is not there any more is found by nobody.
        let fit = ground::may_pair(conn, learner, offer.person, None).is_ok_and(|pair| pair.is_ok());
        if !settled && lives && free > 0 && fit {
            possible.push((offer.id, free));
        }
    }
    possible.sort_unstable();
    Ok(possible)
}

#[test]
fn the_network_in_memory_follows_whatever_people_do() {
    let cases = std::env::var("RELEVO_CHANCE_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() });
    let found = std::cell::Cell::new(0);
    let outcome = runner.run(&vec(any::<Throw>(), 30..120), |throws| {
        found.set(found.get() + live(&throws)?);
        Ok(())
    });
    assert!(outcome.is_ok(), "{}", outcome.expect_err("a failure"));
    assert!(found.get() > 50 * cases as usize, "too little is suggested to mean anything: {}", found.get());
}

#[test]
fn too_much_at_once_is_built_anew_and_answered_meanwhile() {
    use relevo::domain::fact::TopicPublished;
    use relevo::domain::id::TopicId;
    use relevo::domain::words::Origin;

    use crate::support::town::{TODAY, XIMENA, day};
    let ground = Ground::new();
    let keeper = Arc::clone(ground.db.network());
    keeper.build_now().expect("a network");
    let many = relevo::store::network::FOLLOWED + 1;
    let publish = move |tx: &mut relevo::store::Tx<'_>| -> Result<(), Error> {
        for _ in 0..many {
            let topic: TopicId = tx.new_id();
            let (language, licence) = ("es".to_owned(), "CC0-1.0".to_owned());
            let (origin, day) = (Origin::Own, day(TODAY));
            tx.record(TopicPublished { topic, school: None, author: None, language, origin, licence, day, import_key: None })?;
        }
        Ok(())
    };
    ground.db.write_now(publish).expect("published");
    let mut conn = ground.address.connect().expect("a connection");
    assert!(keeper.ask(&mut conn, Network::position).expect("read").is_none(), "nobody waits for so much");
    let ways = keeper.ask_around(&mut conn, AGUA_ZARCA, |network| network.ways(XIMENA, AGUA_ZARCA, day(TODAY))).expect("read");
    assert_eq!(ways.len(), 2, "she is answered from the part around her school");
    // It is being built, in a thread of its own.
    let end = relevo::store::journal::end(&mut conn).expect("an end");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while keeper.ask(&mut conn, Network::position).expect("read") != Some(end) {
        assert!(std::time::Instant::now() < until, "it was not built anew");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(keeper.ask(&mut conn, Network::rows).expect("read"), Some(build(&mut conn).expect("a network").rows()));
}
