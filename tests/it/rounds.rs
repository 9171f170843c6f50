//! Rounds out of generated networks: nobody is paired whom the rule of safety forbids, the order of rows changes nothing, no assignment serves
//! more than there is room for, and what is said of each tutor's places is what a full solve without her, or with one place more, gives.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use relevo::actions::rounds::plan::{plan, worth};
use relevo::domain::id::{NodeId, OfferId, PersonId, VisitId};
use relevo::domain::moment::Day;
use relevo::domain::rules::{AgreedVisit, may_pair};
use relevo::domain::words::{Level, OfferState, Position, Via};
use relevo::graph::network::Row;
use relevo::graph::round::{Chance, Coming, Round};
use relevo::graph::score::Weights;

use super::suggested::{PEOPLE, bonds, ground, id, network, standing, today};

const SCHOOL: u8 = 4;

fn places() -> Vec<NodeId> {
    (0..8).map(id).collect()
}

fn learns(rows: &[Row], person: PersonId) -> bool {
    rows.iter().any(|row| matches!(row, Row::Learns { learner, .. } if *learner == person))
}

fn apart(rows: &[Row], one: PersonId, other: PersonId) -> bool {
    rows.iter().any(|row| matches!(row, Row::Apart { one: a, other: b } if [(*a, *b), (*b, *a)].contains(&(one, other))))
}

/// How many begin in a round: a plan with nothing settled.
fn served(round: &Round) -> usize {
    plan(round, &Weights::default(), &BTreeMap::new()).expect("proved").served()
}

/// The round without some offers, in numbers of its own.
fn without(round: &Round, tutor: PersonId) -> Round {
    let mut fewer = round.clone();
    for seat in fewer.seats.iter_mut().filter(|seat| seat.tutor == tutor) {
        seat.capacity = 0;
    }
    fewer.pairs.retain(|pair| pair.way.tutor != tutor);
    fewer
}

/// Visits to come, soonest first.
fn visits() -> impl Strategy<Value = Vec<Coming>> {
    let visit = (4u8..8, 0..PEOPLE, prop::collection::btree_set(0..PEOPLE, 1..5));
    prop::collection::vec(visit, 0..5).prop_map(|visits| {
        let coming = |(number, (school, responsible, visitors)): (u8, (u8, u8, BTreeSet<u8>))| {
            let visitors = visitors.into_iter().map(id).collect();
            Coming { visit: id(number), agreed: AgreedVisit { school: id(school), responsible: id(responsible), visitors } }
        };
        (0..).zip(visits).map(coming).collect()
    })
}

/// What the rule of safety says of every learner of a round, every offer of what she wishes, and every visit, straight from the rows: whom she may
/// meet inside the soonest visit that allows it, and not without any.
fn inside_visits(rows: &[Row], round: &Round, visits: &[Coming]) -> BTreeSet<(PersonId, OfferId, VisitId)> {
    let closed =
        |node: NodeId| rows.iter().any(|row| matches!(row, Row::Node { id, closed: Some(day), .. } if *id == node && *day <= today()));
    let masters =
        |who: PersonId, what| rows.iter().any(|row| matches!(row, Row::Masters { person, topic, .. } if (*person, *topic) == (who, what)));
    let mut found = BTreeSet::new();
    for learner in &round.learners {
        let hers = standing(rows, learner.person).expect("there");
        for wish in learner.wishes.iter().filter(|wish| wish.chance != Chance::Withdrawn) {
            for row in rows {
                let Row::Offers { person, topic, offer, state: OfferState::Open, .. } = row else { continue };
                if *topic != wish.topic || !masters(*person, *topic) || apart(rows, learner.person, *person) {
                    continue;
                }
                let Some(theirs) = standing(rows, *person) else { continue };
                if may_pair(&hers, &theirs, false, None).is_ok() {
                    continue;
                }
                let mut standing = visits.iter().filter(|visit| !closed(visit.agreed.school));
                if let Some(visit) = standing.find(|visit| may_pair(&hers, &theirs, false, Some(&visit.agreed)).is_ok()) {
                    found.insert((learner.person, *offer, visit.visit));
                }
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_round_holds_the_pairs_that_safety_allows_and_no_other(ground in ground(), bonds in bonds()) {
        let rows: Vec<Row> = ground.into_iter().chain(bonds).collect();
        let network = network(&rows);
        for place in (4..8).map(id) {
            let round = network.round(&[place], None, &[], today());
            for (one, number) in round.learners.iter().zip(0_u32..) {
                prop_assert!(!learns(&rows, one.person));
                // Free ways to what she wishes: the same as in her own list, which is held against the rows elsewhere.
                let mut own: Vec<_> = network.ways(one.person, place, today());
                own.retain(|way| way.parts.wish.is_some());
                own.sort_by_key(|way| way.offer);
                let mut here: Vec<_> = round.of(number).map(|at| round.pairs[at].way).filter(|way| way.free > 0).collect();
                here.sort_by_key(|way| way.offer);
                prop_assert_eq!(here, own);
            }
        }
        // All places at once, as of a nation: adults may meet across schools, minors may not.
        let round = network.round(&places(), None, &[], today());
        for pair in &round.pairs {
            let (learner, tutor) = (round.learners[pair.learner as usize].person, pair.way.tutor);
            let (hers, theirs) = (standing(&rows, learner).expect("there"), standing(&rows, tutor).expect("there"));
            prop_assert!(may_pair(&hers, &theirs, apart(&rows, learner, tutor), None).is_ok());
            prop_assert_eq!(round.seats[pair.seat as usize].offer, pair.way.offer);
        }
        let distinct: BTreeSet<_> = round.pairs.iter().map(|pair| (pair.learner, pair.seat)).collect();
        prop_assert_eq!(distinct.len(), round.pairs.len());
        for learner in &round.learners {
            let chances = learner.wishes.iter().map(|wish| (wish.topic, wish.chance));
            for (topic, chance) in chances {
                let number = round.number(learner.person).expect("hers");
                let way = round.of(number).any(|at| round.pairs[at].way.topic == topic);
                prop_assert_eq!(way, chance == Chance::Somebody);
            }
        }
    }

    #[test]
    fn a_visit_adds_the_pairs_that_it_alone_allows_and_no_other(ground in ground(), bonds in bonds(), planned in visits()) {
        let rows: Vec<Row> = ground.into_iter().chain(bonds).collect();
        let network = network(&rows);
        let round = network.round(&places(), None, &planned, today());
        let before = network.round(&places(), None, &[], today());
        prop_assert_eq!(round.learners.iter().map(|one| one.person).collect::<Vec<_>>(), before.learners.iter().map(|one| one.person).collect::<Vec<_>>());
        let mut found = BTreeSet::new();
        let mut anyway = BTreeSet::new();
        for pair in &round.pairs {
            let learner = round.learners[pair.learner as usize].person;
            match pair.visit {
                Some(visit) => prop_assert!(found.insert((learner, pair.way.offer, visit))),
                None => prop_assert!(anyway.insert((learner, pair.way.offer))),
            }
        }
        let were: BTreeSet<_> = before.pairs.iter().map(|pair| (before.learners[pair.learner as usize].person, pair.way.offer)).collect();
        prop_assert_eq!(anyway, were);
        prop_assert_eq!(found, inside_visits(&rows, &round, &planned));
        for learner in &round.learners {
            for wish in &learner.wishes {
                let way = round.of(round.number(learner.person).expect("hers")).any(|at| round.pairs[at].way.topic == wish.topic);
                prop_assert_eq!(way, wish.chance == Chance::Somebody);
            }
        }
    }

    #[test]
    fn whatever_the_order_of_rows_the_round_and_the_plan_are_the_same(ground in ground(), bonds in bonds()) {
        let rows: Vec<Row> = ground.into_iter().chain(bonds).collect();
        let turned: Vec<Row> = rows.iter().rev().cloned().collect();
        let mut sorted = rows.clone();
        sorted.sort_unstable();
        let round = network(&rows).round(&places(), None, &[], today());
        for other in [turned, sorted] {
            let other = network(&other).round(&places(), None, &[], today());
            prop_assert_eq!(&round, &other);
            let settled = BTreeMap::new();
            prop_assert_eq!(plan(&round, &Weights::default(), &settled), plan(&other, &Weights::default(), &settled));
        }
    }

    #[test]
    fn what_is_said_of_places_is_what_a_full_solve_says(ground in ground(), bonds in bonds()) {
        let rows: Vec<Row> = ground.into_iter().chain(bonds).collect();
        let round = network(&rows).round(&places(), None, &[], today());
        let best = served(&round);
        let said = worth(&round, &Weights::default()).expect("an instance");
        let tutors: BTreeSet<PersonId> = round.seats.iter().map(|seat| seat.tutor).collect();
        for tutor in tutors {
            let told = said.iter().find(|worth| worth.tutor == tutor);
            prop_assert_eq!(told.map_or(0, |worth| worth.without), best - served(&without(&round, tutor)));
            for (number, seat) in (0_u32..).zip(&round.seats).filter(|(_, seat)| seat.tutor == tutor) {
                let mut more = round.clone();
                // Whatever of it was taken or promised, one place more than are free.
                let one_more = &mut more.seats[number as usize];
                (one_more.capacity, one_more.taken, one_more.promised) = (seat.free() + 1, 0, 0);
                let gains = served(&more) > best;
                prop_assert_eq!(told.is_some_and(|worth| worth.more.contains(&number)), gains);
            }
        }
    }

    #[test]
    fn around_what_is_settled_by_hand_everybody_else_is_served_as_well_as_can_be(ground in ground(), bonds in bonds(), which: prop::sample::Index) {
        let rows: Vec<Row> = ground.into_iter().chain(bonds).collect();
        let round = network(&rows).round(&places(), None, &[], today());
        let possible: Vec<usize> = (0..round.pairs.len()).filter(|at| round.seats[round.pairs[*at].seat as usize].free() > 0).collect();
        prop_assume!(!possible.is_empty());
        let chosen = *which.get(&possible);
        let pair = round.pairs[chosen];
        let by_hand = plan(&round, &Weights::default(), &BTreeMap::from([(pair.learner, Some(chosen))])).expect("proved");
        prop_assert_eq!(by_hand.pairs[pair.learner as usize], Some(chosen));
        prop_assert!(by_hand.overfull.is_empty() && by_hand.served() <= by_hand.best);
        // The same with that learner and that place taken out of the round itself.
        let mut rest = round.clone();
        rest.pairs.retain(|other| other.learner != pair.learner);
        rest.seats[pair.seat as usize].promised += 1;
        prop_assert_eq!(by_hand.served(), served(&rest) + 1);
        let nobody = plan(&round, &Weights::default(), &BTreeMap::from([(pair.learner, None)])).expect("proved");
        prop_assert!(nobody.pairs[pair.learner as usize].is_none());
        for plan in [by_hand, nobody] {
            let mut taken = vec![0_u32; round.seats.len()];
            plan.pairs.iter().flatten().for_each(|at| taken[round.pairs[*at].seat as usize] += 1);
            prop_assert!(taken.iter().zip(&round.seats).all(|(taken, seat)| *taken <= seat.free()));
        }
    }
}

fn day_before(days: u64) -> Day {
    today() - chrono::Days::new(days)
}

/// A school with a teacher (0), who offers topic 0 in two places, and pupils.
fn school(pupils: u8) -> Vec<Row> {
    let node = id(SCHOOL);
    let mut rows = vec![Row::Node { id: node, level: Level::School, parent: None, closed: None }];
    for topic in 0..5 {
        rows.push(Row::Topic { id: id(topic), language: "es".to_owned(), withdrawn: topic == 3 });
    }
    for person in 0..=pupils {
        let position = if person == 0 { Position::Teacher } else { Position::Student };
        rows.push(Row::Person { id: id(person), minor: person > 0, erased: false, language: None });
        rows.push(Row::Belongs { person: id(person), node, position, since: day_before(200), voucher: None, steward: false });
    }
    rows.extend(offers(0, 0, 2));
    rows
}

fn offers(person: u8, topic: u8, capacity: i32) -> [Row; 2] {
    let (who, about, school, opened) = (id(person), id(topic), id(SCHOOL), day_before(90));
    [
        Row::Masters { person: who, topic: about, school, via: Via::Founding, day: opened },
        Row::Offers { person: who, topic: about, school, offer: id(100 + person * 10 + topic), capacity, state: OfferState::Open, opened },
    ]
}

fn wants(person: u8, topic: u8, rank: i32, days: u64) -> Row {
    Row::Wants { person: id(person), topic: id(topic), school: id(SCHOOL), rank, since: day_before(days) }
}

#[test]
fn how_it_stands_with_each_wish_is_told_apart() {
    let mut rows = school(PEOPLE - 1);
    rows.extend([wants(1, 0, 1, 3), wants(1, 1, 2, 9), wants(1, 2, 3, 1), wants(1, 3, 4, 1), wants(1, 4, 5, 1)]);
    // Somebody masters the second topic and has paused it; a steward keeps the second pupil from the only tutor of the first.
    rows.push(Row::Masters { person: id(2), topic: id(1), school: id(SCHOOL), via: Via::Demonstration, day: day_before(9) });
    // For an uncle nobody has vouched: he may not meet a child.
    rows.push(Row::Person { id: id(12), minor: false, erased: false, language: None });
    let position = Position::Family;
    rows.push(Row::Belongs { person: id(12), node: id(SCHOOL), position, since: day_before(9), voucher: None, steward: false });
    rows.extend(offers(12, 4, 1));
    rows.extend([wants(2, 0, 1, 20), Row::Apart { one: id(0), other: id(2) }]);
    // The third learns; the fourth has asked for the first topic, which keeps a place.
    rows.extend([wants(3, 0, 1, 5), wants(4, 2, 1, 5)]);
    let learns = |learner, open, topic| Row::Learns { learner: id(learner), tutor: id(0), topic: id(topic), open, offer: Some(id(100)) };
    rows.extend([learns(3, true, 0), learns(4, false, 0)]);
    let round = network(&rows).round(&[id(SCHOOL)], None, &[], today());
    let who: Vec<PersonId> = round.learners.iter().map(|one| one.person).collect();
    assert_eq!(who, [id(2), id(1)], "the longest waiting first");
    let chances = |at: usize| round.learners[at].wishes.iter().map(|wish| wish.chance).collect::<Vec<_>>();
    assert_eq!(chances(1), [Chance::Somebody, Chance::NotOffered, Chance::NobodyMasters, Chance::Withdrawn, Chance::NobodyToMeet]);
    assert_eq!(chances(0), [Chance::NotOffered], "as if the one from whom she is kept did not offer it");
    assert_eq!((round.learning, round.asked), (1, 1));
    let [seat] = round.seats[..] else { panic!("one offer") };
    assert_eq!((seat.capacity, seat.taken, seat.promised, seat.free()), (2, 1, 1, 0));
    // Full: nobody begins, and one more place would let the one begin whom the tutor may meet.
    assert_eq!(served(&round), 0);
    let said = worth(&round, &Weights::default()).expect("an instance");
    assert_eq!(said.iter().map(|worth| (worth.tutor, worth.without, worth.more.len())).collect::<Vec<_>>(), [(id(0), 0, 1)]);
    // Only some of them are asked for.
    assert!(network(&rows).round(&[id(SCHOOL)], Some(&BTreeSet::from([id(9)])), &[], today()).learners.is_empty());
}

#[test]
fn most_begin_and_more_than_fit_are_told() {
    let mut rows = school(4);
    rows.extend(offers(4, 1, 1));
    // Three wish the first topic, which has two places; the first of them would take the second topic too.
    rows.extend([wants(1, 0, 1, 30), wants(1, 1, 2, 30), wants(2, 0, 1, 2), wants(3, 0, 1, 1)]);
    let round = network(&rows).round(&[id(SCHOOL)], None, &[], today());
    let best = plan(&round, &Weights::default(), &BTreeMap::new()).expect("proved");
    let topic = |plan: &relevo::actions::rounds::Plan, person| {
        let number = round.number(id(person)).expect("waits");
        plan.pairs[number as usize].map(|at| round.pairs[at].way.topic)
    };
    assert_eq!([1, 2, 3].map(|person| topic(&best, person)), [Some(id(1)), Some(id(0)), Some(id(0))], "nobody is left without");
    let pin = |person: u8| {
        let number = round.number(id(person)).expect("waits");
        (number, round.of(number).find(|at| round.pairs[*at].way.topic == id(0)))
    };
    let by_hand = plan(&round, &Weights::default(), &BTreeMap::from([pin(1)])).expect("proved");
    assert_eq!((by_hand.served(), by_hand.best, topic(&by_hand, 1)), (2, 3, Some(id(0))));
    let all = plan(&round, &Weights::default(), &BTreeMap::from([pin(1), pin(2), pin(3)])).expect("proved");
    assert_eq!((all.served(), all.overfull.len()), (3, 1));
    assert_eq!(network(&rows).below(id(SCHOOL)), [id(SCHOOL)]);
}

#[test]
fn who_goes_on_a_visit_may_learn_from_a_child_there_and_nowhere_else() {
    const COACH: u8 = 20;
    const ZONE: u8 = 2;
    let mut rows = school(3);
    rows.push(Row::Node { id: id(ZONE), level: Level::Zone, parent: None, closed: None });
    rows.push(Row::Person { id: id(COACH), minor: false, erased: false, language: None });
    let (position, since) = (Position::Coach, day_before(90));
    rows.push(Row::Belongs { person: id(COACH), node: id(ZONE), position, since, voucher: None, steward: false });
    rows.extend(offers(1, 1, 1));
    rows.push(Row::Wants { person: id(COACH), topic: id(1), school: id(ZONE), rank: 1, since: day_before(5) });
    let coming = |visit: u8, school: u8, visitor: u8| {
        let agreed = AgreedVisit { school: id(school), responsible: id(0), visitors: vec![id(visitor)] };
        Coming { visit: id(visit), agreed }
    };
    let pairs = |visits: &[Coming]| -> Vec<(PersonId, PersonId, Option<VisitId>)> {
        let round = network(&rows).round(&[id(ZONE), id(SCHOOL)], None, visits, today());
        round.pairs.iter().map(|pair| (round.learners[pair.learner as usize].person, pair.way.tutor, pair.visit)).collect()
    };
    assert_eq!(pairs(&[]), []);
    assert_eq!(pairs(&[coming(1, 5, COACH), coming(2, SCHOOL, 21)]), [], "to another school, and somebody else");
    let found = pairs(&[coming(3, SCHOOL, COACH), coming(4, SCHOOL, COACH)]);
    assert_eq!(found, [(id(COACH), id(1), Some(id(3)))], "once, inside the soonest");
}
