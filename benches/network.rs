//! What the README claims of the network in memory, measured: `cargo bench --bench network`.
//!
//! Invented networks of a thousand, a hundred thousand and a million people, the same at every run: schools of 100 to 120 learners and six
//! adults, zones of ten schools, states of three hundred; 400 topics, of which 30 live in a school, some much loved (Zipf) and others less; each
//! learner waits for three to six of them; each living topic is mastered by some ten people of the school and offered by three, with one to
//! three places each; a quarter of the learners are in a tutorial; one in five hundred is kept apart from somebody.
//!
//! For each size: the time to build it and what it holds in memory; how long one learner's ranked suggestions take, asked of learners drawn from
//! the whole network, so that hardly any of it is still in the processor's cache; and how long it takes to follow a fact, once its rows are read.

use std::time::{Duration, Instant};

use relevo::domain::id::{Id, NodeId, OfferId, PersonId, TopicId};
use relevo::domain::moment::{Day, Moment};
use relevo::domain::words::{Level, OfferState, Position, Via};
use relevo::graph::network::{Network, Row, Size};
use relevo::graph::score::Weights;
use relevo::graph::suggest::rank;

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];
const TOPICS: usize = 400;
const ALIVE: usize = 30;
const ADULTS: usize = 6;
/// How many learners are asked for.
const ASKED: usize = 50_000;

fn main() {
    // `cargo test --benches` asks for a list; there is nothing to test here.
    if std::env::args().any(|argument| argument == "--list" || argument == "--test") {
        return;
    }
    for people in SIZES {
        measure(people);
    }
}

fn measure(people: usize) {
    let before = resident();
    // What inventing it costs is not what building it costs: the same rows are made once for nothing.
    let began = Instant::now();
    let (mut rows, mut edges, mut offers) = (0_usize, 0, 0);
    Invented::of(people).tell(&mut |row| {
        rows += 1;
        edges += usize::from(!matches!(row, Row::Person { .. } | Row::Topic { .. }));
        offers += usize::from(matches!(row, Row::Offers { .. }));
        std::hint::black_box(&row);
    });
    let inventing = began.elapsed();
    let began = Instant::now();
    let mut network = Network::with_room(Size { people, edges: edges + people, offers });
    let mut learners: Vec<(PersonId, NodeId)> = Vec::with_capacity(people);
    Invented::of(people).tell(&mut |row| {
        if let Row::Belongs { person, node, position: Position::Student, .. } = row {
            learners.push((person, node));
        }
        network.add(row);
    });
    let building = began.elapsed().saturating_sub(inventing);
    let (vertices, edges) = network.size();
    println!("{people} people: {rows} rows, {vertices} vertices, {edges} edges");
    line("built in", format!("{:.2} s", building.as_secs_f64()));
    line(
        "holds",
        format!(
            "{:.1} MB ({:.1} MB of the process)",
            network.bytes() as f64 / 1048576.0,
            resident().saturating_sub(before) as f64 / 1024.0
        ),
    );

    let (mut chance, today, weights) = (Chance(77), today(), Weights::default());
    let mut found = 0;
    let mut times: Vec<Duration> = (0..ASKED)
        .map(|_| {
            let (learner, school) = learners[chance.below(learners.len())];
            let began = Instant::now();
            let ways = rank(learner, network.ways(learner, school, today), &weights);
            let took = began.elapsed();
            found += ways.len();
            took
        })
        .collect();
    assert!(found > ASKED, "too little is found to mean anything: {found}");
    line("suggestions for one learner", percentiles(&mut times));
    line("ways found for each, on average", format!("{:.1}", found as f64 / ASKED as f64));

    // A wish, stated: everything that is hers is forgotten and learned again.
    let stars = stars(people, &learners, &mut chance);
    let mut times: Vec<Duration> = stars
        .into_iter()
        .map(|(person, rows)| {
            let began = Instant::now();
            network.forget(&[person], &[], &[]);
            rows.into_iter().for_each(|row| network.add(row));
            began.elapsed()
        })
        .collect();
    line("a fact followed, its rows read", percentiles(&mut times));
}

/// All that belongs to some people, as their rows would be read.
fn stars(people: usize, learners: &[(PersonId, NodeId)], chance: &mut Chance) -> Vec<(PersonId, Vec<Row>)> {
    let mut stars: std::collections::BTreeMap<PersonId, Vec<Row>> =
        (0..2000.min(learners.len())).map(|_| (learners[chance.below(learners.len())].0, Vec::new())).collect();
    Invented::of(people).tell(&mut |row| {
        let owner = match &row {
            Row::Person { id, .. } => *id,
            Row::Belongs { person, .. } | Row::Masters { person, .. } | Row::Offers { person, .. } | Row::Wants { person, .. } => *person,
            Row::Learns { learner, .. } | Row::Learned { learner, .. } => *learner,
            _ => return,
        };
        if let Some(rows) = stars.get_mut(&owner) {
            rows.push(row);
        }
    });
    stars.into_iter().collect()
}

fn line(what: &str, measured: String) {
    println!("  {what:<38} {measured}");
}

fn percentiles(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 1000).min(times.len() - 1)].as_secs_f64() * 1e6;
    format!("p50 {:.0} µs, p99 {:.0} µs, p99.9 {:.0} µs", at(500), at(990), at(999))
}

/// Kilobytes that the process holds.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn today() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

/// Numbers that look random and are always the same (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn id<Of>(&mut self) -> Id<Of> {
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
struct Invented {
    people: usize,
    chance: Chance,
    topics: Vec<TopicId>,
    loved: Vec<f64>,
    mastered: Vec<f64>,
}

impl Invented {
    fn of(people: usize) -> Invented {
        let mut chance = Chance(1);
        let topics = (0..TOPICS).map(|_| chance.id()).collect();
        Invented { people, chance, topics, loved: zipf_sums(ALIVE, 1.0), mastered: zipf_sums(TOPICS, 0.6) }
    }

    fn tell(&mut self, take: &mut dyn FnMut(Row)) {
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
            take(Row::Belongs { person, node: school, position, since: self.chance.day(900), voucher: None });
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
