//! Instances that behave like the real thing, made from a seed: schools in zones in states, topics some of which everybody wants, tutors
//! with a few places each. The same seed makes the same instance on every machine.
//!
//! Who wants what follows Zipf's law; who masters what is flatter, so crowds form around a few tutors, as they do in schools. People are
//! numbered school by school, so most ties are between neighbours.

use std::ops::Range;

use relevo::matching::{Edges, Instance};

/// How big.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub name: &'static str,
    pub schools: usize,
}

/// A school, a zone, a state, a nation, three nations.
pub const SIZES: [Size; 5] = [
    Size { name: "S", schools: 1 },
    Size { name: "M", schools: 10 },
    Size { name: "L", schools: 273 },
    Size { name: "XL", schools: 9_000 },
    Size { name: "XXL", schools: 30_000 },
];

/// How many places there are for a hundred learners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regime {
    /// Half as many places as learners.
    Scarce,
    /// Two in a hundred more places than learners: the hardest, as nearly every place counts.
    Balanced,
    /// Half as many again.
    Ample,
}

pub const REGIMES: [Regime; 3] = [Regime::Scarce, Regime::Balanced, Regime::Ample];

impl Regime {
    pub fn name(self) -> &'static str {
        match self {
            Regime::Scarce => "scarce",
            Regime::Balanced => "balanced",
            Regime::Ample => "ample",
        }
    }

    fn places(self, learners: usize) -> usize {
        match self {
            Regime::Scarce => learners / 2,
            Regime::Balanced => learners + learners / 50,
            Regime::Ample => learners + learners / 2,
        }
    }
}

const TOPICS: usize = 400;
const ALIVE: usize = 30;
const SCHOOLS_OF_A_ZONE: usize = 10;
const SCHOOLS_OF_A_STATE: usize = 280;
const SCHOOLS_ASKED: usize = 2;
const MOST_PLACES: u32 = 3;

/// SplitMix64.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0xD134_2543_DE82_EF95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// One of the numbers below the bound.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    fn within(&mut self, range: Range<usize>) -> usize {
        range.start + self.below(range.len())
    }

    /// True so many times in a hundred.
    fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these, by their weights.
    fn weighted(&mut self, weights: &[f64]) -> usize {
        let sum: f64 = weights.iter().sum();
        let mut left = (self.next() >> 11) as f64 / (1_u64 << 53) as f64 * sum;
        weights
            .iter()
            .position(|weight| {
                left -= weight;
                left < 0.0
            })
            .unwrap_or(weights.len() - 1)
    }
}

/// Who masters which topic in a school.
struct School {
    learners: Range<usize>,
    tutors: Range<usize>,
    /// The topics alive in it, and who tutors each.
    alive: Vec<(usize, Vec<u32>)>,
}

impl School {
    fn new(chance: &mut Chance, first_learner: usize, first_tutor: usize, mastery: &[f64]) -> School {
        let learners = first_learner..first_learner + chance.within(100..121);
        let tutors = first_tutor..first_tutor + chance.within(60..77);
        let mut weights = mastery.to_vec();
        let mut alive: Vec<(usize, Vec<u32>)> = (0..ALIVE)
            .map(|_| {
                let topic = chance.weighted(&weights);
                weights[topic] = 0.0;
                (topic, Vec::new())
            })
            .collect();
        alive.sort_unstable_by_key(|(topic, _)| *topic);
        for tutor in tutors.clone() {
            for _ in 0..chance.within(1..5) {
                let who = &mut alive[chance.below(ALIVE)].1;
                if who.last() != Some(&(tutor as u32)) {
                    who.push(tutor as u32);
                }
            }
        }
        School { learners, tutors, alive }
    }

    fn who(&self, topic: usize) -> &[u32] {
        self.alive.binary_search_by_key(&topic, |(topic, _)| *topic).map_or(&[], |at| &self.alive[at].1)
    }
}

/// Makes an instance.
pub fn instance(size: Size, regime: Regime, seed: u64) -> Instance {
    let mut chance = Chance::new(seed);
    let zipf = |power: f64| -> Vec<f64> { (1..=TOPICS).map(|rank| (rank as f64).powf(-power)).collect() };
    let (interest, mastery) = (zipf(1.0), zipf(0.6));
    let mut schools: Vec<School> = Vec::with_capacity(size.schools);
    for _ in 0..size.schools {
        let (learners, tutors) = schools.last().map_or((0, 0), |before| (before.learners.end, before.tutors.end));
        schools.push(School::new(&mut chance, learners, tutors, &mastery));
    }
    let (learners, tutors) = schools.last().map_or((0, 0), |last| (last.learners.end, last.tutors.end));
    let capacity = capacities(&mut chance, tutors, regime.places(learners));
    let mut edges = Edges::with_room(learners * 15);
    let mut row = Vec::new();
    for at in 0..schools.len() {
        for learner in schools[at].learners.clone() {
            row.clear();
            wishes(&mut chance, &schools, at, &interest, &mut row);
            // In order, so that the instance need not be sorted.
            row.sort_unstable_by_key(|&(tutor, score)| (tutor, std::cmp::Reverse(score)));
            row.dedup_by_key(|&mut (tutor, _)| tutor);
            row.iter().for_each(|&(tutor, score)| edges.push(learner as u32, tutor, score));
        }
    }
    Instance::new(learners, capacity, edges).expect("within the bounds")
}

/// One to three places a tutor, then places are taken away or added here and there until there are as many as wanted.
fn capacities(chance: &mut Chance, tutors: usize, places: usize) -> Vec<u32> {
    let mut capacity: Vec<u32> = (0..tutors).map(|_| 1 + chance.below(MOST_PLACES as usize) as u32).collect();
    let mut sum = capacity.iter().sum::<u32>() as usize;
    while sum != places {
        let one = &mut capacity[chance.below(tutors)];
        if sum > places && *one > 0 {
            *one -= 1;
            sum -= 1;
        } else if sum < places && *one < MOST_PLACES {
            *one += 1;
            sum += 1;
        }
    }
    capacity
}

/// What a learner wants, and who could accompany her: three in the school a topic, now and then one further away.
fn wishes(chance: &mut Chance, schools: &[School], at: usize, interest: &[f64], row: &mut Vec<(u32, u16)>) {
    let around = |group: usize| (at / group * group)..((at / group + 1) * group).min(schools.len());
    let own = &schools[at];
    let mut weights: Vec<f64> = own.alive.iter().map(|(topic, _)| interest[*topic]).collect();
    let waited = chance.below(201);
    for rank in 0..chance.within(3..7) {
        let chosen = chance.weighted(&weights);
        weights[chosen] = 0.0;
        let (topic, who) = &own.alive[chosen];
        // By rank of the wish, days waited, nearness, and what each pair has of its own.
        let mut add = |chance: &mut Chance, tutor: u32, nearness: usize| {
            row.push((tutor, (100 + (5 - rank) * 70 + waited + nearness + chance.below(61)) as u16));
        };
        let first = chance.below(who.len().max(1));
        for step in 0..who.len().min(3) {
            add(chance, who[(first + step) % who.len()], 299);
        }
        for (percent, group, nearness) in [(50, SCHOOLS_OF_A_ZONE, 200), (20, SCHOOLS_OF_A_STATE, 100), (5, schools.len(), 0)] {
            if !chance.percent(percent) {
                continue;
            }
            // The topic is not alive everywhere: a few schools are asked.
            let asked = (0..SCHOOLS_ASKED).map(|_| chance.within(around(group)));
            let found = asked.filter(|&other| other != at).map(|other| schools[other].who(*topic)).find(|who| !who.is_empty());
            if let Some(who) = found {
                let tutor = who[chance.below(who.len())];
                add(chance, tutor, nearness);
            }
        }
    }
}
