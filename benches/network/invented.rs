//! An invented network of any size, row by row, the same at every run: see the benchmark that tells it.

use relevo::domain::id::{Id, NodeId, OfferId, PersonId, TopicId};
use relevo::domain::moment::{Day, Moment};
use relevo::domain::words::{Level, OfferState, Position, Via};
use relevo::graph::network::Row;

const TOPICS: usize = 400;
const ALIVE: usize = 30;
const ADULTS: usize = 6;

/// The day of all that is measured.
pub fn today() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

/// Numbers that look random and are always the same (SplitMix64).
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of the numbers below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// A new id.
    pub fn id<Of>(&mut self) -> Id<Of> {
        let mut bits = [0; 10];
        bits[..8].copy_from_slice(&self.next().to_be_bytes());
        Id::at(Moment::noon_of(today()), bits)
    }

    fn day(&mut self, within: usize) -> Day {
        today() - chrono::Days::new(self.below(within) as u64)
    }

    /// One of so many, the first ones more often: as 1 / place^power.
    fn zipf(&mut self, sums: &[f64]) -> usize {
        let whole = sums.last().copied().unwrap_or(1.0);
        let thrown = (self.next() >> 11) as f64 / (1_u64 << 53) as f64 * whole;
        sums.partition_point(|sum| *sum < thrown).min(sums.len() - 1)
    }
}

fn zipf_sums(of: usize, power: f64) -> Vec<f64> {
    let mut sum = 0.0;
    (1..=of)
        .map(|place| {
            sum += (place as f64).powf(-power);
            sum
        })
        .collect()
}

/// Somebody who masters a topic, and what she offers of it.
type Master = (PersonId, Option<OfferId>);

/// An invented network.
pub struct Invented {
    people: usize,
    chance: Chance,
    topics: Vec<TopicId>,
    loved: Vec<f64>,
    mastered: Vec<f64>,
}

impl Invented {
    /// Of so many people, give or take a school.
    pub fn of(people: usize) -> Invented {
        let mut chance = Chance(1);
        let topics = (0..TOPICS).map(|_| chance.id()).collect();
        Invented { people, chance, topics, loved: zipf_sums(ALIVE, 1.0), mastered: zipf_sums(TOPICS, 0.6) }
    }

    /// Tells all of it: topics, places from above, and school by school its people with all that is theirs.
    pub fn tell(&mut self, take: &mut dyn FnMut(Row)) {
        for (number, topic) in self.topics.clone().into_iter().enumerate() {
            let language = if number % 25 == 24 { "nah" } else { "es" }.to_owned();
            take(Row::Topic { id: topic, language, withdrawn: false });
            if number > 0 {
                take(Row::Prerequisite { topic, before: self.topics[self.chance.below(number)] });
            }
        }
        let nation = self.node(Level::Nation, None, take);
        let (mut told, mut school) = (0, 0);
        let (mut state, mut zone) = (nation, nation);
        while told < self.people {
            if school % 300 == 0 {
                state = self.node(Level::State, Some(nation), take);
            }
            if school % 10 == 0 {
                zone = self.node(Level::Zone, Some(state), take);
            }
            let learners = (100 + self.chance.below(21)).min(self.people - told);
            told += self.school(zone, learners, take);
            school += 1;
        }
    }

    fn node(&mut self, level: Level, parent: Option<NodeId>, take: &mut dyn FnMut(Row)) -> NodeId {
        let id = self.chance.id();
        take(Row::Node { id, level, parent, closed: None });
        id
    }

    fn school(&mut self, zone: NodeId, learners: usize, take: &mut dyn FnMut(Row)) -> usize {
        let school = self.node(Level::School, Some(zone), take);
        let mut here: Vec<PersonId> = Vec::with_capacity(learners + ADULTS);
        for number in 0..learners + ADULTS {
            let (person, minor) = (self.chance.id(), number < learners);
            let language = (number % 9 == 0).then(|| if number % 90 == 0 { "nah" } else { "es" }.to_owned());
            take(Row::Person { id: person, minor, erased: false, language });
            let position = if minor { Position::Student } else { Position::Teacher };
            take(Row::Belongs { person, node: school, position, since: self.chance.day(900), voucher: None, steward: false });
            here.push(person);
        }
        let mut alive: Vec<TopicId> = Vec::with_capacity(ALIVE);
        while alive.len() < ALIVE {
            let topic = self.topics[self.chance.zipf(&self.mastered)];
            if !alive.contains(&topic) {
                alive.push(topic);
            }
        }
        // Who masters what, place by place among the living topics.
        let mut masters: Vec<Vec<Master>> = Vec::with_capacity(ALIVE);
        for topic in alive.clone() {
            let many = 5 + self.chance.below(12);
            let mut known: Vec<Master> = Vec::with_capacity(many);
            while known.len() < many.min(here.len()) {
                let person = here[self.chance.below(here.len())];
                if known.iter().any(|(other, _)| *other == person) {
                    continue;
                }
                let day = self.chance.day(800);
                let via = if known.is_empty() { Via::Founding } else { Via::Demonstration };
                take(Row::Masters { person, topic, school, via, day });
                if let Some((tutor, _)) = known.last() {
                    take(Row::Learned { learner: person, tutor: *tutor, topic, until: day });
                }
                let offered: Option<OfferId> = (known.len() < 3).then(|| self.chance.id());
                if let Some(offer) = offered {
                    let capacity = 1 + self.chance.below(3) as i32;
                    take(Row::Offers { person, topic, school, offer, capacity, state: OfferState::Open, opened: day });
                }
                known.push((person, offered));
            }
            masters.push(known);
        }
        for learner in &here[..learners] {
            self.wishes(*learner, school, &alive, &masters, take);
            if self.chance.below(500) == 0 {
                let other = here[self.chance.below(here.len())];
                take(Row::Apart { one: (*learner).min(other), other: other.max(*learner) });
            }
        }
        learners + ADULTS
    }

    fn wishes(&mut self, learner: PersonId, school: NodeId, alive: &[TopicId], masters: &[Vec<Master>], take: &mut dyn FnMut(Row)) {
        let mut wished: Vec<usize> = Vec::new();
        for _ in 0..3 + self.chance.below(4) {
            let place = self.chance.zipf(&self.loved);
            if !wished.contains(&place) && !masters[place].iter().any(|(person, _)| *person == learner) {
                wished.push(place);
            }
        }
        let mut rank = 0;
        for (number, place) in wished.into_iter().enumerate() {
            let begun = number == 0 && self.chance.below(4) == 0;
            let tutor = masters[place].iter().find_map(|(tutor, offered)| offered.map(|offer| (*tutor, offer)));
            match tutor {
                Some((tutor, offer)) if begun => {
                    take(Row::Learns { learner, tutor, topic: alive[place], open: true, offer: Some(offer) });
                }
                _ => {
                    rank += 1;
                    take(Row::Wants { person: learner, topic: alive[place], school, rank, since: self.chance.day(120) });
                }
            }
        }
    }
}
