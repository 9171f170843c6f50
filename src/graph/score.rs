//! How well a way to begin suits a learner: one number made of stated parts, the same for one child's list and for the assignment of a nation.
//!
//! | part | counts in full | why it counts, and why so much |
//! |---|---|---|
//! | rank of the wish | for the first of her wishes | Learners choose by interest: no other part alone outweighs a first wish against a second. |
//! | time waited | after eight weeks | Waiting is what kills tutoring by volunteers. It grows by the day, so that nobody waits for ever. |
//! | nearness | in the same place | A tutorial is face to face. Each step up the tree makes it harder. |
//! | first learner | for a tutor who has accompanied nobody | Each demonstration is to make a tutor: a promotion that leads to nobody fades. |
//! | load carried | for a tutor who accompanies nobody now | One to one, by dialogue: whoever has several learners has less for each. |
//! | language | where the topic is in hers, or hers is not known | It can be learned in another one, with more effort. |
//!
//! A score lies between [`LEAST`] and [`MOST`], so that adding scores never makes up for a learner left without anybody. Whether two people may be
//! paired at all is decided before, never here. Nothing about a person is in it: no grades, no number of topics, nobody's opinion.

use std::fmt;
use std::str::FromStr;

/// The score of a way that has nothing for it but that it is possible.
pub const LEAST: u16 = 100;
/// The highest score.
pub const MOST: u16 = 1010;

/// A learner's wish for a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Its place among her wishes, from 1.
    pub place: usize,
    /// Days since she stated it.
    pub days: i64,
}

/// How near to each other two places are: the level of the lowest place that holds both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// No place below the nation holds both.
    Far,
    /// The same state.
    State,
    /// The same region or sector.
    Region,
    /// The same zone or municipality.
    Zone,
    /// The same place.
    Here,
}

/// What a way's score is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Her wish for the topic, if she stated one.
    pub wish: Option<Wish>,
    /// How near the tutor is.
    pub near: Nearness,
    /// The topic is in her language, or hers is not known.
    pub own_language: bool,
    /// The tutor has not accompanied anybody yet.
    pub first_learner: bool,
    /// How many the tutor accompanies now.
    pub load: usize,
}

/// A part by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The rank of the wish.
    Rank,
    /// The time waited.
    Waited,
    /// Nearness.
    Near,
    /// A first learner for a new tutor.
    FirstLearner,
    /// The load carried.
    Load,
    /// Language.
    Language,
}

impl Part {
    /// Every part, the heaviest first by default.
    pub const ALL: [Part; 6] = [Part::Rank, Part::Waited, Part::Near, Part::FirstLearner, Part::Load, Part::Language];

    /// The word by which it is configured.
    pub const fn word(self) -> &'static str {
        match self {
            Part::Rank => "rank",
            Part::Waited => "waited",
            Part::Near => "near",
            Part::FirstLearner => "first-learner",
            Part::Load => "load",
            Part::Language => "language",
        }
    }
}

/// How many points each part brings in full, in the order of [`Part::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights([u16; 6]);

impl Default for Weights {
    fn default() -> Weights {
        Weights([400, 160, 130, 90, 80, 50])
    }
}

impl Weights {
    /// What a part brings in full.
    pub const fn of(&self, part: Part) -> u16 {
        self.0[part as usize]
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = Part::ALL.iter().map(|part| format!("{}={}", part.word(), self.of(*part))).collect();
        f.write_str(&parts.join(","))
    }
}

/// The text gives no weights.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoWeights {
    /// Not `part=number`, parted by commas.
    #[error("{0:?} is not a part with its points; the default is {default}", default = Weights::default())]
    Unreadable(String),
    /// Together more than a score can hold.
    #[error("the parts bring {0} points together; at most {most} fit into a score", most = MOST - LEAST)]
    TooMany(u32),
}

impl FromStr for Weights {
    type Err = NoWeights;

    /// Parts that are not named keep their default.
    fn from_str(text: &str) -> Result<Weights, NoWeights> {
        let mut weights = Weights::default();
        for piece in text.split(',').map(str::trim).filter(|piece| !piece.is_empty()) {
            let unreadable = || NoWeights::Unreadable(piece.to_owned());
            let (word, points) = piece.split_once('=').ok_or_else(unreadable)?;
            let part = Part::ALL.into_iter().find(|part| part.word() == word.trim()).ok_or_else(unreadable)?;
            weights.0[part as usize] = points.trim().parse().map_err(|_| unreadable())?;
        }
        let together = weights.0.iter().map(|points| u32::from(*points)).sum();
        if together > u32::from(MOST - LEAST) { Err(NoWeights::TooMany(together)) } else { Ok(weights) }
    }
}

/// In hundredths, what the first, second, third … wish brings. She may have more; they bring as much as the last of these.
const BY_PLACE: [u32; 8] = [100, 70, 50, 35, 25, 18, 13, 10];
/// After so many days a wait counts in full.
const LONG: i64 = 56;
/// Whoever accompanies so many has no more to give.
const FULL_LOAD: usize = 3;

/// What a part brings to a way, of what it brings in full.
pub fn points(part: Part, of: &Parts, weights: &Weights) -> u16 {
    let share = |share: u32, whole: u32| {
        let points = u32::from(weights.of(part)) * share / whole;
        u16::try_from(points).unwrap_or(0)
    };
    match part {
        Part::Rank => of.wish.map_or(0, |wish| share(BY_PLACE[wish.place.clamp(1, BY_PLACE.len()) - 1], 100)),
        Part::Waited => of.wish.map_or(0, |wish| share(u32::try_from(wish.days.clamp(0, LONG)).unwrap_or(0), 56)),
        Part::Near => share(of.near as u32, Nearness::Here as u32),
        Part::FirstLearner => share(u32::from(of.first_learner), 1),
        Part::Load => share(u32::try_from(FULL_LOAD.saturating_sub(of.load)).unwrap_or(0), 3),
        Part::Language => share(u32::from(of.own_language), 1),
    }
}

/// The score: [`LEAST`] and what each part brings.
pub fn score(of: &Parts, weights: &Weights) -> u16 {
    LEAST + Part::ALL.iter().map(|part| points(*part, of, weights)).sum::<u16>()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Parts = Parts { wish: None, near: Nearness::Far, own_language: false, first_learner: false, load: 9 };
    const BEST: Parts =
        Parts { wish: Some(Wish { place: 1, days: 400 }), near: Nearness::Here, own_language: true, first_learner: true, load: 0 };

    #[test]
    fn scores_fill_their_range() {
        assert_eq!((score(&PLAIN, &Weights::default()), score(&BEST, &Weights::default())), (LEAST, MOST));
    }

    #[test]
    fn each_part_brings_what_its_weight_says() {
        let with = |parts: Parts| score(&parts, &Weights::default()) - LEAST;
        let wish = |place, days| Parts { wish: Some(Wish { place, days }), ..PLAIN };
        assert_eq!([1, 2, 3, 8, 30].map(|place| with(wish(place, 0))), [400, 280, 200, 40, 40]);
        assert_eq!([7, 28, 56, 999, -3].map(|days| with(wish(1, days)) - 400), [20, 80, 160, 160, 0]);
        let near = |near| with(Parts { near, ..PLAIN });
        assert_eq!([Nearness::Far, Nearness::State, Nearness::Region, Nearness::Zone, Nearness::Here].map(near), [0, 32, 65, 97, 130]);
        assert_eq!([0, 1, 2, 3, 4].map(|load| with(Parts { load, ..PLAIN })), [80, 53, 26, 0, 0]);
        assert_eq!(with(Parts { first_learner: true, ..PLAIN }), 90);
        assert_eq!(with(Parts { own_language: true, ..PLAIN }), 50);
    }

    #[test]
    fn no_other_part_alone_outweighs_a_first_wish_against_a_second() {
        let weights = Weights::default();
        let step =
            points(Part::Rank, &BEST, &weights) - points(Part::Rank, &Parts { wish: Some(Wish { place: 2, days: 0 }), ..BEST }, &weights);
        for part in [Part::FirstLearner, Part::Load, Part::Language] {
            assert!(weights.of(part) < step, "{part:?}");
        }
    }

    #[test]
    fn weights_are_read_as_they_are_shown() {
        let default = Weights::default();
        assert_eq!(default.to_string(), "rank=400,waited=160,near=130,first-learner=90,load=80,language=50");
        assert_eq!(default.to_string().parse(), Ok(default));
        assert_eq!("".parse(), Ok(default));
        let other: Weights = "rank=0, waited=500".parse().expect("weights");
        assert_eq!((other.of(Part::Rank), other.of(Part::Waited), other.of(Part::Near)), (0, 500, 130));
        for text in ["rank", "rank=", "rank=-1", "fame=3", "rank=65536"] {
            assert_eq!(text.parse::<Weights>(), Err(NoWeights::Unreadable(text.to_owned())));
        }
        assert_eq!("waited=161".parse::<Weights>(), Err(NoWeights::TooMany(911)));
    }
}
