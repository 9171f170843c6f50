//! From an instance to its best assignment: the stages, one after the other.

use std::ops::Range;

use super::auction::{Place, order};
use super::certificate::Certificate;
use super::columns::Columns;
use super::cover::{Cover, cover};
use super::instance::Instance;
use super::pair::{InTurn, Pair};
use super::price::{NONE, Price};
use super::rounds::{Auction, Cut};
use super::search::{Own, Searches, State, Ties};
use super::seats::Seats;
use super::{Stage, Stopped, Watch};

/// With fewer edges a second thread takes longer to start than it saves.
const SMALL: usize = 50_000;

/// The best assignment, and what proves that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// By learner: her tutor, if she is served.
    pub assignment: Vec<Option<u32>>,
    /// For [`super::certify`].
    pub certificate: Certificate,
}

/// Serves the most learners, and among all assignments that do, reaches the highest sum of scores. The same instance gives the same answer,
/// whatever the pair does first.
///
/// # Errors
/// It was stopped.
pub fn solve(instance: &Instance, pair: &dyn Pair, watch: &dyn Watch) -> Result<Solution, Stopped> {
    let (state, cover, big) = match exact::<i32>(instance, pair, watch)? {
        Some((state, cover)) => (widen(state), cover, i32::BIG.wide()),
        None => {
            let (state, cover) = exact::<i64>(instance, pair, watch)?.expect("this bonus is above any sum of scores");
            (state, cover, i64::BIG)
        }
    };
    let assignment = state.seats.tutor.iter().map(|&tutor| (tutor != NONE).then_some(tutor)).collect();
    Ok(Solution { assignment, certificate: Certificate { big, price: state.price, crowded: cover.crowded } })
}

fn widen(state: State<i32>) -> State<i64> {
    let wide = |numbers: Vec<i32>| numbers.into_iter().map(i64::from).collect();
    State { seats: state.seats, value: wide(state.value), price: wide(state.price) }
}

impl Ties for (&Instance, &Columns) {
    #[inline]
    fn row(&self, learner: u32) -> (&[u32], &[u16]) {
        self.0.row(learner)
    }

    #[inline]
    fn column(&self, tutor: u32) -> (&[u32], &[u16]) {
        self.1.column(tutor)
    }
}

/// All stages with one kind of number. None if its bonus was too small.
pub(super) fn exact<P: Price>(instance: &Instance, pair: &dyn Pair, watch: &dyn Watch) -> Result<Option<(State<P>, Cover)>, Stopped> {
    let pair = if instance.edges() < SMALL { &InTurn } else { pair };
    watch.begins(Stage::Columns);
    let columns = Columns::of(instance, pair);
    let first = first_places(instance, &columns);
    watch.begins(Stage::Auction);
    let mut auction = open(instance, &columns, &first);
    let everybody: Vec<u32> = learners(instance).collect();
    auction.run(&everybody, P::ZERO, pair, watch)?;
    drop(everybody);
    watch.begins(Stage::Cover);
    let cover = cover(instance, &columns, seats(&auction), watch)?;
    watch.begins(Stage::Crowded);
    let waiting = lift(&mut auction, &cover, pair);
    auction.run(&waiting, -P::BIG, pair, watch)?;
    drop(waiting);
    watch.begins(Stage::Tight);
    let Cut { learner: middle, tutor: half } = auction.cut;
    let mut state = tight(auction, pair);
    drop(first);
    watch.begins(Stage::Fill);
    let ties = (instance, &columns);
    let left = fill_halves(&ties, &mut state, middle, half, pair, watch)?;
    watch.begins(Stage::FillLeft);
    let mut searches = Searches::new(tutors(instance));
    let all = Own { learners: 0..NONE, tutors: 0..NONE };
    for root in left {
        fill(&ties, &mut state, &mut searches, &all, root, watch)?;
    }
    watch.begins(Stage::Seat);
    for learner in learners(instance) {
        if state.seats.tutor[learner as usize] == NONE && state.value[learner as usize] > -P::BIG {
            if watch.is_stopped() {
                return Err(Stopped);
            }
            searches.seat(&ties, &mut state, learner);
        }
    }
    Ok((state.seats.served() == cover.served).then_some((state, cover)))
}

fn learners(instance: &Instance) -> std::ops::Range<u32> {
    0..u32::try_from(instance.learners()).expect("checked when it was made")
}

fn tutors(instance: &Instance) -> std::ops::Range<u32> {
    0..u32::try_from(instance.tutors()).expect("checked when it was made")
}

/// Where each tutor's places begin. She has one more than learners could come, if she has so many, so that it stays empty and free of charge.
fn first_places(instance: &Instance, columns: &Columns) -> Vec<u32> {
    let mut first = Vec::with_capacity(instance.tutors() + 1);
    let mut sum = 0_u32;
    first.push(sum);
    for tutor in tutors(instance) {
        let could_come = u32::try_from(columns.column(tutor).0.len()).expect("no more than edges");
        sum += instance.capacity(tutor).min(could_come + 1);
        first.push(sum);
    }
    first
}

fn open<'a, P: Price>(instance: &'a Instance, columns: &Columns, first: &'a [u32]) -> Auction<'a, P> {
    let price = instance.capacities().iter().map(|&capacity| if capacity == 0 { P::WALL } else { P::ZERO }).collect();
    let places = vec![Place { learner: NONE, bid: P::ZERO }; first[instance.tutors()] as usize];
    let cut = Cut::of(instance.starts(), columns.starts());
    Auction { instance, cut, first, price, places, made: vec![0; instance.learners()] }
}

fn seats<P: Price>(auction: &Auction<'_, P>) -> Seats {
    let mut seats = Seats::empty(auction.instance.learners(), auction.instance.capacities().to_vec(), auction.first);
    for tutor in tutors(auction.instance) {
        let places = auction.first[tutor as usize] as usize..auction.first[tutor as usize + 1] as usize;
        for place in &auction.places[places] {
            if place.learner != NONE {
                seats.sit(place.learner, tutor);
            }
        }
    }
    seats
}

/// Makes crowded tutors dear by the bonus, so that only learners without another choice come to them: "the most learners" becomes a matter
/// of prices. Who has another choice leaves them. Answers with everybody who has no place now.
fn lift<P: Price>(auction: &mut Auction<'_, P>, cover: &Cover, pair: &dyn Pair) -> Vec<u32> {
    let (instance, first, half) = (auction.instance, auction.first, auction.cut.tutor);
    let part = |tutors: Range<u32>, places: &mut [Place<P>], price: &mut [P]| {
        let base = first[tutors.start as usize];
        for (tutor, price) in tutors.zip(price).filter(|(tutor, _)| cover.crowded[*tutor as usize] && instance.capacity(*tutor) > 0) {
            let places = &mut places[(first[tutor as usize] - base) as usize..(first[tutor as usize + 1] - base) as usize];
            for place in &mut *places {
                place.bid += P::BIG;
                if place.learner != NONE && instance.row(place.learner).0.iter().any(|&other| !cover.crowded[other as usize]) {
                    *place = Place { learner: NONE, bid: P::BIG };
                }
            }
            order(places);
            *price = places.first().map_or(P::ZERO, |place| place.bid);
        }
    };
    let (near, far) = auction.places.split_at_mut(first[half as usize] as usize);
    let (price_near, price_far) = auction.price.split_at_mut(half as usize);
    pair.both(&mut || part(0..half, near, price_near), &mut || part(half..tutors(instance).end, far, price_far));
    let mut waits = vec![true; instance.learners()];
    for place in &auction.places {
        if place.learner != NONE {
            waits[place.learner as usize] = false;
        }
    }
    learners(instance).filter(|&learner| waits[learner as usize]).collect()
}

/// Gives each learner the value of the best tutor at today's prices, and takes the seat from whoever has not the best.
fn tight<P: Price>(auction: Auction<'_, P>, pair: &dyn Pair) -> State<P> {
    let mut seats = seats(&auction);
    let Auction { instance, price, cut, .. } = auction;
    let middle = cut.learner;
    let mut value = vec![P::ZERO; instance.learners()];
    let mut leave = [Vec::new(), Vec::new()];
    let part = |from: u32, values: &mut [P], leave: &mut Vec<u32>| {
        for (learner, value) in (from..).zip(values) {
            let (row, scores) = instance.row(learner);
            let current = seats.tutor[learner as usize];
            let (mut best, mut own) = (-P::BIG, P::LOWEST);
            for (&tutor, &score) in row.iter().zip(scores) {
                let worth = P::from(score) - price[tutor as usize];
                best = best.max(worth);
                if tutor == current {
                    own = worth;
                }
            }
            *value = best;
            if current != NONE && own != best {
                leave.push(learner);
            }
        }
    };
    let (near, far) = value.split_at_mut(middle as usize);
    let [leave_near, leave_far] = &mut leave;
    pair.both(&mut || part(0, near, leave_near), &mut || part(middle, far, leave_far));
    for learner in leave.into_iter().flatten() {
        seats.leave(learner);
    }
    State { seats, value, price }
}

/// Fills the free places of one tutor until they are right. False if that is not possible within `own`.
fn fill<P: Price>(
    ties: &impl Ties,
    state: &mut State<P>,
    searches: &mut Searches<P>,
    own: &Own,
    root: u32,
    watch: &dyn Watch,
) -> Result<bool, Stopped> {
    while state.seats.is_free(root) && state.price[root as usize] > P::ZERO && state.seats.capacity(root) > 0 {
        if watch.is_stopped() {
            return Err(Stopped);
        }
        if !searches.fill(ties, state, own, root) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Fills free places, each half by itself and on its own copy. Answers with the tutors for whom that was not possible.
///
/// Here values only rise and prices only fall. So what a half knows of the other is at worst too good, and a search that ends before it comes
/// to the border of its half is right whatever happens beyond.
fn fill_halves<P: Price>(
    ties: &impl Ties,
    state: &mut State<P>,
    middle: u32,
    half: u32,
    pair: &dyn Pair,
    watch: &dyn Watch,
) -> Result<Vec<u32>, Stopped> {
    let mut other = state.clone();
    let end = u32::try_from(state.price.len()).expect("a number of people");
    let run = |state: &mut State<P>, own: Own| {
        let mut searches = Searches::new(own.tutors.clone());
        let mut left = Vec::new();
        for root in own.tutors.clone() {
            if !fill(ties, state, &mut searches, &own, root, watch)? {
                left.push(root);
            }
        }
        Ok(left)
    };
    let (mut near, mut far) = (Ok(Vec::new()), Ok(Vec::new()));
    pair.both(&mut || near = run(state, Own { learners: 0..middle, tutors: 0..half }), &mut || {
        far = run(&mut other, Own { learners: middle..NONE, tutors: half..end });
    });
    let mut left = near?;
    left.extend(far?);
    state.value[middle as usize..].copy_from_slice(&other.value[middle as usize..]);
    state.price[half as usize..].copy_from_slice(&other.price[half as usize..]);
    state.seats.take_over(&other.seats, middle, half);
    Ok(left)
}

#[cfg(test)]
mod tests {
    use super::super::certify;
    use super::super::instance::Edges;
    use super::*;

    /// Everybody has a tutor of his own whom he likes, and somebody who only wants the first of them, so that all must move on by one.
    fn chain(length: u32) -> Instance {
        let mut edges = Edges::default();
        edges.push(0, 0, 0);
        for at in 0..length {
            edges.push(at + 1, at, 65_471);
            edges.push(at + 1, at + 1, 0);
        }
        let places = length as usize + 1;
        Instance::new(places, vec![1; places], edges).expect("within the bounds")
    }

    #[test]
    fn a_bonus_that_is_too_small_is_found_out_and_the_wide_numbers_serve_everybody() {
        let short = chain(900);
        assert!(exact::<i32>(&short, &InTurn, &()).expect("an answer").is_some(), "900 moves cost less than the bonus");
        let long = chain(1_100);
        assert!(exact::<i32>(&long, &InTurn, &()).expect("an answer").is_none(), "1,100 moves cost more than the bonus");
        for instance in [short, long] {
            let solution = solve(&instance, &InTurn, &()).expect("an answer");
            let proof = certify(&instance, &solution.assignment, &solution.certificate).expect("a proof");
            assert_eq!((proof.served, proof.score), (instance.learners(), 0));
        }
    }
}
