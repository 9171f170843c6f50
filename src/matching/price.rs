//! The numbers that prices are made of.
//!
//! "Serve the most learners, then the highest score" becomes plain integers by a bonus of [`Price::BIG`] for every learner served. 2²⁶ is
//! enough for whatever looks like the practice, and whether it was enough is checked: the answer must serve as many as the cover proves
//! possible. Where it was not, the same code runs again on 64 bits, whose bonus is above any sum of scores there can be.

use std::fmt::Debug;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// No learner, no tutor.
pub(super) const NONE: u32 = u32::MAX;

pub(super) trait Price:
    Copy + Ord + Debug + Send + Sync + From<u16> + Add<Output = Self> + Sub<Output = Self> + Neg<Output = Self> + AddAssign + SubAssign
{
    const ZERO: Self;
    /// The bonus for serving one more learner; going unserved costs as much.
    const BIG: Self;
    /// What a tutor who can take nobody costs: more than anybody pays.
    const WALL: Self;
    /// Below every value that an edge can have.
    const LOWEST: Self;
    /// Above every distance.
    const FAR: Self;

    fn wide(self) -> i64;
}

impl Price for i32 {
    const ZERO: i32 = 0;
    const BIG: i32 = 1 << 26;
    const WALL: i32 = 1 << 28;
    const LOWEST: i32 = -(1 << 30);
    const FAR: i32 = 1 << 30;

    fn wide(self) -> i64 {
        i64::from(self)
    }
}

impl Price for i64 {
    const ZERO: i64 = 0;
    /// Above [`super::instance::MOST`] learners times the highest score.
    const BIG: i64 = 1 << 50;
    const WALL: i64 = 1 << 52;
    const LOWEST: i64 = -(1 << 54);
    const FAR: i64 = 1 << 54;

    fn wide(self) -> i64 {
        self
    }
}
