//! An assignment that is kept and stays the best while people come and go.
//!
//! Each event breaks the answer in one place: a free place with a price, or a learner whose value is more than he has. One or a few of the
//! searches that end a full solve mend it, exactly, without looking at the rest of the network. Which of equally good answers is kept depends
//! on the events before, so after a restart it may be another one; how many are served and the score cannot differ.

use super::certificate::Certificate;
use super::columns::Columns;
use super::instance::{Edges, HIGHEST_SCORE, Instance, MOST, Refused};
use super::pair::Pair;
use super::price::{NONE, Price};
use super::rows::Rows;
use super::search::{Own, Searches, State, Ties};
use super::solve::{Solution, exact};
use super::{Stopped, Watch};

/// The best assignment, kept.
pub struct Resident {
    ties: Both,
    state: State<i64>,
    searches: Searches<i64>,
    /// Learners who left; their numbers are given again.
    gone: Vec<u32>,
    /// By learner: whether she is there.
    here: Vec<bool>,
}

struct Both {
    rows: Rows,
    columns: Rows,
}

impl Ties for Both {
    #[inline]
    fn row(&self, learner: u32) -> (&[u32], &[u16]) {
        self.rows.of(learner)
    }

    #[inline]
    fn column(&self, tutor: u32) -> (&[u32], &[u16]) {
        self.columns.of(tutor)
    }
}

const EVERYBODY: Own = Own { learners: 0..NONE, tutors: 0..NONE };

impl Resident {
    /// Solves an instance and keeps the answer.
    ///
    /// # Errors
    /// It was stopped.
    pub fn new(instance: &Instance, pair: &dyn Pair, watch: &dyn Watch) -> Result<Resident, Stopped> {
        let narrow = match exact::<i32>(instance, pair, watch)? {
            Some((state, _)) => with_wide_bonus(state),
            None => None,
        };
        let state = match narrow {
            Some(state) => state,
            None => exact::<i64>(instance, pair, watch)?.expect("this bonus is above any sum of scores").0,
        };
        let columns = Columns::of(instance, pair);
        let columns = Rows::new(instance.tutors(), |tutor| columns.column(tutor));
        let rows = Rows::new(instance.learners(), |learner| instance.row(learner));
        let tutors = u32::try_from(instance.tutors()).expect("checked when it was made");
        let searches = Searches::new(0..tutors);
        Ok(Resident { ties: Both { rows, columns }, state, searches, gone: Vec::new(), here: vec![true; instance.learners()] })
    }

    /// How many learners are served.
    #[must_use]
    pub fn served(&self) -> usize {
        self.state.seats.served()
    }

    /// The tutor of a learner.
    #[must_use]
    pub fn tutor_of(&self, learner: u32) -> Option<u32> {
        self.state.seats.tutor.get(learner as usize).copied().filter(|&tutor| tutor != NONE)
    }

    /// The learners of a tutor, in no particular order.
    #[must_use]
    pub fn learners_of(&self, tutor: u32) -> &[u32] {
        self.state.seats.of(tutor)
    }

    /// How many learners a tutor can take.
    #[must_use]
    pub fn capacity(&self, tutor: u32) -> u32 {
        self.state.seats.capacity(tutor)
    }

    /// A learner arrives, with the tutors who could accompany her. Her number, which may be that of somebody who has left.
    ///
    /// # Errors
    /// An edge leads to nobody, or a bound is passed. Then nothing has changed.
    pub fn arrive(&mut self, row: &[(u32, u16)]) -> Result<u32, Refused> {
        row.iter().try_for_each(|&(tutor, score)| self.check(None, Some(tutor), score))?;
        let learner = match self.gone.pop() {
            Some(learner) => {
                self.here[learner as usize] = true;
                learner
            }
            None => {
                if self.state.value.len() >= MOST {
                    return Err(Refused::TooMany);
                }
                self.state.seats.add_learner();
                self.state.value.push(-i64::BIG);
                self.here.push(true);
                self.ties.rows.add()
            }
        };
        for &(tutor, score) in row {
            self.tie(learner, tutor, score);
        }
        self.settle(learner);
        Ok(learner)
    }

    /// A learner leaves: no edge of his is left, and nobody waits for him.
    ///
    /// # Errors
    /// There is no such learner, or not any more.
    pub fn leave(&mut self, learner: u32) -> Result<(), Refused> {
        self.check(Some(learner), None, 0)?;
        let tutor = self.state.seats.tutor[learner as usize];
        self.state.seats.leave(learner);
        self.state.value[learner as usize] = -i64::BIG;
        for &other in self.ties.rows.of(learner).0 {
            self.ties.columns.remove(other, learner);
        }
        self.ties.rows.clear(learner);
        self.here[learner as usize] = false;
        self.gone.push(learner);
        self.fill(tutor);
        Ok(())
    }

    /// A tutor arrives, with the learners whom she could accompany. Her number.
    ///
    /// # Errors
    /// An edge leads to nobody, or a bound is passed. Then nothing has changed.
    pub fn offer(&mut self, capacity: u32, column: &[(u32, u16)]) -> Result<u32, Refused> {
        column.iter().try_for_each(|&(learner, score)| self.check(Some(learner), None, score))?;
        if self.state.price.len() >= MOST {
            return Err(Refused::TooMany);
        }
        let tutor = self.ties.columns.add();
        self.state.seats.add_tutor(capacity);
        self.searches.add_tutor();
        // At first so dear that nobody would rather come, which leaves all others as right as they were.
        self.state.price.push(i64::WALL);
        for &(learner, score) in column {
            self.tie(learner, tutor, score);
        }
        self.fill(tutor);
        Ok(tutor)
    }

    /// A tutor can take more learners, or fewer.
    ///
    /// # Errors
    /// There is no such tutor.
    pub fn set_capacity(&mut self, tutor: u32, capacity: u32) -> Result<(), Refused> {
        self.check(None, Some(tutor), 0)?;
        self.state.seats.set_capacity(tutor, capacity);
        while self.state.seats.taken(tutor) > capacity {
            let learner = *self.state.seats.of(tutor).last().expect("there are more than fit");
            self.state.seats.leave(learner);
            self.seat(learner);
        }
        self.fill(tutor);
        Ok(())
    }

    /// A pair becomes possible, or has another score than before.
    ///
    /// # Errors
    /// An end is nobody, or the score too high. Then nothing has changed.
    pub fn set_pair(&mut self, learner: u32, tutor: u32, score: u16) -> Result<(), Refused> {
        self.check(Some(learner), Some(tutor), score)?;
        self.ties.columns.remove(tutor, learner);
        self.ties.rows.remove(learner, tutor);
        self.tie(learner, tutor, score);
        self.settle(learner);
        Ok(())
    }

    /// A pair is no longer possible.
    ///
    /// # Errors
    /// An end is nobody.
    pub fn remove_pair(&mut self, learner: u32, tutor: u32) -> Result<(), Refused> {
        self.check(Some(learner), Some(tutor), 0)?;
        self.ties.columns.remove(tutor, learner);
        self.ties.rows.remove(learner, tutor);
        self.settle(learner);
        Ok(())
    }

    /// What is being matched now, in canonical form.
    ///
    /// # Errors
    /// Never, as all of it was checked when it came.
    pub fn instance(&self) -> Result<Instance, Refused> {
        let mut edges = Edges::default();
        let learners = self.state.value.len();
        for learner in (0_u32..).take(learners) {
            let (row, scores) = self.ties.rows.of(learner);
            row.iter().zip(scores).for_each(|(&tutor, &score)| edges.push(learner, tutor, score));
        }
        let capacity = (0_u32..).take(self.state.price.len()).map(|tutor| self.state.seats.capacity(tutor)).collect();
        Instance::new(learners, capacity, edges)
    }

    /// The assignment as it is, with its proof.
    #[must_use]
    pub fn solution(&self) -> Solution {
        let crowded = |(tutor, &price): (u32, &i64)| price >= i64::BIG / 2 || self.state.seats.capacity(tutor) == 0;
        let assignment = self.state.seats.tutor.iter().map(|&tutor| (tutor != NONE).then_some(tutor)).collect();
        let crowded = (0_u32..).zip(&self.state.price).map(crowded).collect();
        Solution { assignment, certificate: Certificate { big: i64::BIG, price: self.state.price.clone(), crowded } }
    }

    fn check(&self, learner: Option<u32>, tutor: Option<u32>, score: u16) -> Result<(), Refused> {
        if let Some(learner) = learner.filter(|&learner| !self.here.get(learner as usize).is_some_and(|&here| here)) {
            return Err(Refused::Learner(learner));
        }
        if let Some(tutor) = tutor.filter(|&tutor| tutor as usize >= self.state.price.len()) {
            return Err(Refused::Tutor(tutor));
        }
        if score > HIGHEST_SCORE { Err(Refused::Score(score)) } else { Ok(()) }
    }

    /// A new edge; of parallel ones the best is kept.
    fn tie(&mut self, learner: u32, tutor: u32, score: u16) {
        self.ties.rows.push(learner, tutor, score);
        self.ties.columns.push(tutor, learner, score);
    }

    /// After a learner's row has changed: gives her the value of the best in it, and mends what that breaks.
    fn settle(&mut self, learner: u32) {
        let (row, scores) = self.ties.rows.of(learner);
        let current = self.state.seats.tutor[learner as usize];
        let (mut best, mut own) = (-i64::BIG, i64::LOWEST);
        for (&tutor, &score) in row.iter().zip(scores) {
            let worth = i64::from(score) - self.state.price[tutor as usize];
            best = best.max(worth);
            if tutor == current {
                own = worth;
            }
        }
        self.state.value[learner as usize] = best;
        if current != NONE && own == best {
            return;
        }
        self.state.seats.leave(learner);
        self.fill(current);
        self.seat(learner);
    }

    fn fill(&mut self, tutor: u32) {
        while tutor != NONE && self.state.seats.is_free(tutor) && self.state.price[tutor as usize] > 0 {
            let done = self.searches.fill(&self.ties, &mut self.state, &EVERYBODY, tutor);
            assert!(done, "nobody is beyond a border here");
        }
    }

    fn seat(&mut self, learner: u32) {
        if self.state.seats.tutor[learner as usize] == NONE && self.state.value[learner as usize] > -i64::BIG {
            self.searches.seat(&self.ties, &mut self.state, learner);
        }
    }
}

/// The same state under the wide bonus, where it is clear which numbers hold the narrow one.
fn with_wide_bonus(state: State<i32>) -> Option<State<i64>> {
    const NARROW: i64 = 1 << 26;
    let wide = |number: i32| {
        let number = i64::from(number);
        let bonuses = (number + NARROW / 2).div_euclid(NARROW);
        let rest = number - bonuses * NARROW;
        ((-1..=1).contains(&bonuses) && rest.abs() < NARROW / 4).then_some(rest + bonuses * i64::BIG)
    };
    let price = state.price.into_iter().map(|price| if price == i32::WALL { Some(i64::WALL) } else { wide(price) });
    let price = price.collect::<Option<Vec<i64>>>()?;
    let value = state.value.into_iter().map(wide).collect::<Option<Vec<i64>>>()?;
    Some(State { seats: state.seats, value, price })
}
