//! Suggestions out of generated networks, without any database: whatever the order in which rows come, the answer is the same; nobody comes up
//! whom the rule of safety forbids, and everybody whom it allows does. The rule is asked apart, of the rows.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use relevo::domain::id::{Id, NodeId, OfferId, PersonId};
use relevo::domain::moment::Day;
use relevo::domain::rules::{Standing, may_pair};
use relevo::domain::words::{Level, OfferState, Position, Via};
use relevo::graph::network::{Network, Row};
use relevo::graph::score::{LEAST, MOST, Nearness, Weights, score};
use relevo::graph::suggest::rank;

use super::support::town::day;

pub(super) fn id<Of>(number: u8) -> Id<Of> {
    let mut bytes = [0; 16];
    bytes[15] = number;
    Id::from_bytes(bytes)
}

pub(super) const PEOPLE: u8 = 12;
const TOPICS: u8 = 5;
/// A nation, a state, two zones, three schools and one place that hangs nowhere.
const PLACES: [(u8, Level, Option<u8>); 8] = [
    (0, Level::Nation, None),
    (1, Level::State, Some(0)),
    (2, Level::Zone, Some(1)),
    (3, Level::Zone, Some(1)),
    (4, Level::School, Some(2)),
    (5, Level::School, Some(2)),
    (6, Level::School, Some(3)),
    (7, Level::School, None),
];

pub(super) fn today() -> Day {
    day("2026-11-23")
}

/// What belongs to nobody else: places, topics and people, some of whom have been erased.
pub(super) fn ground() -> impl Strategy<Value = Vec<Row>> {
    let people = vec((any::<bool>(), 0u8..12, 0usize..4), usize::from(PEOPLE));
    let closed = vec(0u8..9, PLACES.len());
    let topics = vec((0usize..3, 0u8..6), usize::from(TOPICS));
    (people, closed, topics).prop_map(|(people, closed, topics)| {
        let languages = ["es", "en", "nah"];
        let mut rows = Vec::new();
        for ((number, level, parent), closed) in PLACES.into_iter().zip(closed) {
            let closed = [Some(today()), Some(day("2027-01-01"))].get(usize::from(closed)).copied().flatten();
            rows.push(Row::Node { id: id(number), level, parent: parent.map(id), closed });
        }
        for (number, (language, withdrawn)) in (0..).zip(topics) {
            rows.push(Row::Topic { id: id(number), language: languages[language].to_owned(), withdrawn: withdrawn == 0 });
        }
        for (number, (minor, erased, language)) in (0..).zip(people) {
            let language = languages.get(language).map(|language| (*language).to_owned());
            rows.push(Row::Person { id: id(number), minor, erased: erased == 0, language });
        }
        rows
    })
}

/// What stands between them, in bytes that mean something only together.
pub(super) fn bonds() -> impl Strategy<Value = Vec<Row>> {
    let bond = (0u8..11, 0..PEOPLE, 0..PEOPLE, 0..TOPICS, 4u8..8, any::<u8>());
    vec(bond, 20..160).prop_map(|bonds| {
        let (mut rows, mut there) = (Vec::new(), BTreeSet::new());
        for (number, (what, one, other, topic, place, chance)) in (0u8..).zip(bonds) {
            // A person belongs once to a place, masters, offers and wants a topic once, as the tables have it.
            let once = match what {
                0..3 => (0, one, place),
                3 | 4 => (1, one, topic),
                5 | 6 => (2, one, topic),
                7 => (3, one, topic),
                8 => (4, one, topic),
                9 => (5 + number, 0, 0),
                _ => (4, one.min(other), 100 + one.max(other)),
            };
            if one == other || !there.insert(once) {
                continue;
            }
            let back = |days: u8| today() - chrono::Days::new(u64::from(days));
            let (person, school) = (id(one), id(place));
            rows.push(match what {
                0..3 => {
                    let position = Position::ALL[usize::from(chance) % Position::ALL.len()];
                    let voucher = chance.is_multiple_of(2).then(|| id(other));
                    Row::Belongs { person, node: school, position, since: back(chance), voucher, steward: chance % 7 == 3 }
                }
                3 | 4 => Row::Masters { person, topic: id(topic), school, via: Via::ALL[usize::from(chance) % 5], day: back(chance) },
                5 | 6 => {
                    let state = if chance.is_multiple_of(5) { OfferState::Paused } else { OfferState::Open };
                    let (offer, capacity) = (id(one * TOPICS + topic), i32::from(chance % 3) + 1);
                    Row::Offers { person, topic: id(topic), school, offer, capacity, state, opened: back(chance) }
                }
                7 => Row::Wants { person, topic: id(topic), school, rank: i32::from(chance % 4), since: back(chance) },
                8 => {
                    let offer = chance.is_multiple_of(2).then(|| id(other * TOPICS + topic));
                    Row::Learns { learner: person, tutor: id(other), topic: id(topic), open: !chance.is_multiple_of(3), offer }
                }
                9 => Row::Learned { learner: person, tutor: id(other), topic: id(topic), until: back(chance) },
                _ => Row::Apart { one: id(one.min(other)), other: id(one.max(other)) },
            });
        }
        rows
    })
}

pub(super) fn network(rows: &[Row]) -> Network {
    let mut network = Network::default();
    rows.iter().for_each(|row| network.add(row.clone()));
    network
}

/// Somebody as safety sees her, straight from the rows.
pub(super) fn standing(rows: &[Row], person: PersonId) -> Option<Standing> {
    let minor = |who: PersonId| {
        rows.iter().find_map(|row| match row {
            Row::Person { id, minor, erased: false, .. } if *id == who => Some(*minor),
            _ => None,
        })
    };
    // Whoever answers for others holds an office of the place or looks after it.
    let answers = |who: PersonId, place: NodeId| {
        use Position::{Coach, Head, Official, Supervisor, Teacher};
        rows.iter().any(|row| match row {
            Row::Belongs { person, node, position: Teacher | Coach | Head | Supervisor | Official, .. } => (*person, *node) == (who, place),
            Row::Belongs { person, node, steward, .. } => *steward && (*person, *node) == (who, place),
            _ => false,
        })
    };
    let belongs = rows.iter().filter_map(|row| match row {
        Row::Belongs { person: who, node, position, voucher, .. } if *who == person => {
            Some((*node, *position, voucher.is_some_and(|voucher| minor(voucher) == Some(false) && answers(voucher, *node))))
        }
        _ => None,
    });
    Some(Standing { person, minor: minor(person)?, belongs: belongs.collect() })
}

/// The offers that a learner could take up in a place.
fn possible(rows: &[Row], learner: PersonId, place: NodeId) -> Vec<(OfferId, i64)> {
    let mut possible = Vec::new();
    let closed = rows.iter().any(|row| matches!(row, Row::Node { id, closed: Some(day), .. } if *id == place && *day <= today()));
    let Some(hers) = standing(rows, learner).filter(|_| !closed) else { return possible };
    for row in rows {
        let Row::Offers { person, topic, school, offer, capacity, state: OfferState::Open, .. } = row else { continue };
        let masters = |who: PersonId| {
            rows.iter().any(|row| matches!(row, Row::Masters { person, topic: about, .. } if (*person, about) == (who, topic)))
        };
        let begun =
            rows.iter().any(|row| matches!(row, Row::Learns { learner: who, topic: about, .. } if (*who, about) == (learner, topic)));
        let in_fund = rows.iter().any(|row| matches!(row, Row::Topic { id, withdrawn: false, .. } if id == topic));
        let taken = rows
            .iter()
            .filter(|row| matches!(row, Row::Learns { tutor, open: true, offer: Some(taken), .. } if (tutor, taken) == (person, offer)))
            .count();
        let apart = rows
            .iter()
            .any(|row| matches!(row, Row::Apart { one, other } if [(*one, *other), (*other, *one)].contains(&(learner, *person))));
        let fit = standing(rows, *person).is_some_and(|theirs| may_pair(&hers, &theirs, apart, None).is_ok());
        let free = i64::from(*capacity) - i64::try_from(taken).expect("few");
        if *school == place && masters(*person) && !masters(learner) && !begun && in_fund && fit && free > 0 {
            possible.push((*offer, free));
        }
    }
    possible.sort_unstable();
    possible
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_comes_up_may_be_met_and_whoever_may_be_met_comes_up(ground in ground(), bonds in bonds()) {
        let rows: Vec<Row> = ground.into_iter().chain(bonds).collect();
        let network = network(&rows);
        for learner in (0..PEOPLE).map(id) {
            for place in (4..8).map(id) {
                let ways = network.ways(learner, place, today());
                let mut found: Vec<_> = ways.iter().map(|way| (way.offer, way.free)).collect();
                found.sort_unstable();
                prop_assert_eq!(found, possible(&rows, learner, place));
                let ranked = rank(learner, ways, &Weights::default());
                prop_assert!(ranked.iter().all(|way| (LEAST..=MOST).contains(&score(&way.parts, &Weights::default()))));
            }
        }
    }

    #[test]
    fn the_order_in_which_rows_come_changes_nothing(ground in ground(), bonds in bonds(), seed: u64) {
        let rows: Vec<Row> = ground.into_iter().chain(bonds).collect();
        let mut turned = rows.clone();
        // Fisher and Yates, by a generator of our own: the same turn for the same seed.
        let mut state = seed | 1;
        for at in (1..turned.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            turned.swap(at, (state >> 33) as usize % (at + 1));
        }
        let (one, other) = (network(&rows), network(&turned));
        let mut sorted = rows.clone();
        sorted.sort_unstable();
        prop_assert_eq!(one.rows(), sorted);
        prop_assert_eq!(one.rows(), other.rows());
        for learner in (0..PEOPLE).map(id) {
            for place in (4..8).map(id) {
                let ranked = |network: &Network| rank(learner, network.ways(learner, place, today()), &Weights::default());
                prop_assert_eq!(ranked(&one), ranked(&other));
            }
        }
    }

    #[test]
    fn what_is_forgotten_and_learned_again_stands_as_if_built_so(ground in ground(), before in bonds(), after in bonds(), people in vec(0..PEOPLE, 0..6)) {
        let people: BTreeSet<PersonId> = people.into_iter().map(id).collect();
        let owner = |row: &Row| match row {
            Row::Belongs { person, .. } | Row::Masters { person, .. } | Row::Offers { person, .. } | Row::Wants { person, .. } => Some(*person),
            Row::Person { id, .. } => Some(*id),
            Row::Learns { learner, .. } | Row::Learned { learner, .. } => Some(*learner),
            _ => None,
        };
        let hers = |row: &Row| match row {
            Row::Apart { one, other } => people.contains(one) || people.contains(other),
            row => owner(row).is_some_and(|owner| people.contains(&owner)),
        };
        let mut changed = network(&ground.iter().chain(&before).cloned().collect::<Vec<_>>());
        changed.forget(&people.iter().copied().collect::<Vec<_>>(), &[], &[]);
        ground.iter().chain(&after).filter(|row| hers(row)).for_each(|row| changed.add(row.clone()));
        let rows: Vec<Row> = ground.iter().cloned()
            .chain(before.iter().filter(|row| !hers(row)).cloned())
            .chain(after.iter().filter(|row| hers(row)).cloned())
            .collect();
        let built = network(&rows);
        prop_assert_eq!(changed.rows(), built.rows());
        for learner in (0..PEOPLE).map(id) {
            let ranked = |network: &Network| rank(learner, network.ways(learner, id(4), today()), &Weights::default());
            prop_assert_eq!(ranked(&changed), ranked(&built));
        }
    }
}

#[test]
fn how_near_two_places_are_follows_the_tree() {
    let mut rows: Vec<Row> = PLACES
        .iter()
        .map(|(number, level, parent)| Row::Node { id: id(*number), level: *level, parent: parent.map(id), closed: None })
        .collect();
    let near = |rows: &[Row], one, other| network(rows).nearness(id(one), id(other));
    let cases = [
        (4, 4, Nearness::Here),
        (4, 5, Nearness::Zone),
        (4, 2, Nearness::Zone),
        (4, 6, Nearness::State),
        (4, 7, Nearness::Far),
        (4, 99, Nearness::Far),
    ];
    for (one, other, expected) in cases {
        assert_eq!((near(&rows, one, other), near(&rows, other, one)), (expected, expected), "{one} and {other}");
    }
    // The zone of the third school moves into a region beside it, and a circle that somebody closed elsewhere ends the walk.
    rows.push(Row::Node { id: id(8), level: Level::Region, parent: Some(id(1)), closed: None });
    for row in &mut rows {
        if let Row::Node { id: node, parent, .. } = row
            && [id(2), id(3)].contains(node)
        {
            *parent = Some(id(8));
        }
    }
    assert_eq!(near(&rows, 4, 6), Nearness::Region);
    rows.push(Row::Node { id: id(9), level: Level::Zone, parent: Some(id(10)), closed: None });
    rows.push(Row::Node { id: id(10), level: Level::Zone, parent: Some(id(9)), closed: None });
    assert_eq!(near(&rows, 9, 4), Nearness::Far);
}
