//! Whatever moved, joined or closed: no figure below the limit is told, and none can be worked out of those that are.

use std::collections::BTreeSet;

use chrono::Days;
use proptest::prelude::*;

use super::*;

const LIMIT: u32 = 5;
/// The state, two sectors, four zones; the others are schools.
const TOPS: [(u8, u8); 6] = [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (6, 2)];
const SCHOOLS: std::ops::Range<u8> = 7..13;

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day")
}

fn on(day: u64) -> NaiveDate {
    first() + Days::new(day)
}

/// A place hangs elsewhere from a day on, or nowhere.
#[derive(Clone, Copy, Debug)]
struct Change {
    node: u8,
    to: Option<u8>,
    day: u64,
}

fn change() -> impl Strategy<Value = Change> {
    let school = (SCHOOLS, prop::option::weighted(0.8, 3..7u8), 0..90u64);
    let zone = (3..7u8, (1..3u8).prop_map(Some), 0..90u64);
    prop_oneof![3 => school, 1 => zone].prop_map(|(node, to, day)| Change { node, to, day })
}

fn branches(homes: &[u8], changes: &[Change]) -> Vec<Branch<u8>> {
    let begin = first() - Days::new(365);
    let homes = SCHOOLS.zip(homes.iter().copied());
    let mut all: Vec<Branch<u8>> =
        TOPS.into_iter().chain(homes).map(|(node, parent)| Branch { node, parent, since: begin, until: None }).collect();
    let mut changes = changes.to_vec();
    changes.sort_by_key(|change| change.day);
    for change in changes {
        // What was closed stays closed.
        let Some(last) = all.iter_mut().rfind(|one| one.node == change.node && one.until.is_none()) else { continue };
        if last.since >= on(change.day) {
            continue;
        }
        last.until = Some(on(change.day));
        all.extend(change.to.map(|parent| Branch { node: change.node, parent, since: on(change.day), until: None }));
    }
    all
}

/// Under what a place is counted in a month: asked of each of its days, from the last on.
fn counted_under(branches: &[Branch<u8>], node: u8, month: Period) -> Option<u8> {
    let mut day = month.to;
    while day >= month.from {
        let there = |one: &&Branch<u8>| one.node == node && one.since <= day && one.until.is_none_or(|until| day < until);
        if let Some(one) = branches.iter().find(there) {
            return Some(one.parent);
        }
        day = day - Days::new(1);
    }
    None
}

/// The places with people at or under a node, as bits.
fn under(branches: &[Branch<u8>], people: &[(u8, u32)], node: u8, month: Period) -> u32 {
    let is_under = |mut place: u8| loop {
        if place == node {
            return true;
        }
        match counted_under(branches, place, month) {
            Some(parent) => place = parent,
            None => return false,
        }
    };
    people.iter().enumerate().filter(|(_, (place, _))| is_under(*place)).fold(0, |bits, (at, _)| bits | 1 << at)
}

/// Whether a sum of unknowns follows from other sums of them: elimination over the remainders of a large prime.
fn follows(known: &[u32], asked: u32, unknowns: usize) -> bool {
    const PRIME: u64 = 1_000_000_007;
    let inverse = |value: u64| {
        (0..30).rev().fold(1, |power, bit| power * power % PRIME * if (PRIME - 2) >> bit & 1 == 1 { value } else { 1 } % PRIME)
    };
    let row = |bits: u32| (0..unknowns).map(|at| u64::from(bits >> at & 1)).collect::<Vec<u64>>();
    let mut basis: Vec<(usize, Vec<u64>)> = Vec::new();
    let reduce = |basis: &[(usize, Vec<u64>)], mut row: Vec<u64>| {
        for (pivot, by) in basis {
            let factor = row[*pivot];
            row.iter_mut().zip(by).for_each(|(one, by)| *one = (*one + (PRIME - factor) * by) % PRIME);
        }
        row
    };
    for bits in known {
        let mut rest = reduce(&basis, row(*bits));
        if let Some(pivot) = rest.iter().position(|one| *one > 0) {
            let by = inverse(rest[pivot]);
            rest.iter_mut().for_each(|one| *one = *one * by % PRIME);
            basis.push((pivot, rest));
        }
    }
    reduce(&basis, row(asked)).iter().all(|one| *one == 0)
}

proptest! {
    #[test]
    fn nobody_few_can_be_worked_out(
        homes in prop::collection::vec(3..7u8, SCHOOLS.len()),
        changes in prop::collection::vec(change(), 0..8),
        people in prop::collection::btree_map(0..13u8, 1..9u32, 0..8),
    ) {
        let branches = branches(&homes, &changes);
        for number in 0..3 {
            let month = Period::month(first() + chrono::Months::new(number));
            let tree = Tree::of(&branches, month);
            let all: Vec<(u8, u32)> = people.iter().map(|(place, count)| (*place, *count)).collect();
            let sum = |bits: u32| all.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, (_, count))| *count).sum::<u32>();
            let mut known = BTreeSet::new();
            // Of a school nobody outside is told. What is told as nobody is told.
            for node in 0..7 {
                let bits = under(&branches, &all, node, month);
                let (count, hidden) = tree.told(&people, node, LIMIT);
                prop_assert_eq!(count, sum(bits), "node {} of {:?}", node, branches);
                prop_assert!(hidden || count == 0 || count >= LIMIT);
                if !hidden {
                    known.insert(bits);
                }
            }
            let known: Vec<u32> = known.into_iter().collect();
            for asked in 1..1_u32 << all.len() {
                if (1..LIMIT).contains(&sum(asked)) {
                    prop_assert!(!follows(&known, asked, all.len()), "{:?} of {:?} follow in {:?}", asked, all, branches);
                }
            }
        }
    }
}

#[test]
fn a_place_counts_for_a_month_where_it_last_hung_in_it() {
    let month = Period::month(first());
    let branch = |node, parent, since, until: Option<u64>| Branch { node, parent, since: on(since), until: until.map(on) };
    // The school moved on the tenth, and closed on the twentieth.
    let branches = [branch(3, 0, 0, None), branch(4, 0, 0, None), branch(7, 3, 0, Some(9)), branch(7, 4, 9, Some(19))];
    let people = BTreeMap::from([(7, 6)]);
    let tree = Tree::of(&branches, month);
    assert_eq!([0, 3, 4].map(|node| tree.told(&people, node, LIMIT)), [(6, false), (0, false), (6, false)]);
    // A month later it is nowhere, and nobody was there to be counted above it.
    let tree = Tree::of(&branches, Period::month(on(31)));
    assert_eq!(tree.told(&people, 4, LIMIT), (0, false));
    // A zone's own team is a part of it: four there would follow from a zone of nine and its school of five.
    let branches = [branch(3, 0, 0, None), branch(7, 3, 0, None)];
    let tree = Tree::of(&branches, month);
    assert_eq!([0, 3].map(|node| tree.told(&BTreeMap::from([(0, 4), (7, 5)]), node, LIMIT)), [(9, false), (5, true)]);
}
