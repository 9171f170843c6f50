//! Shapes that have broken solvers before: nothing, ties, stars, chains, the bounds.

use relevo::matching::{Edges, HIGHEST_SCORE, Instance, Refused};

use super::{List, instance, proved};

#[test]
fn nothing_is_served_where_there_is_nothing() {
    for (learners, capacity) in [(0, vec![]), (3, vec![]), (0, vec![2, 0]), (2, vec![1, 1])] {
        let (solution, proof) = proved(&instance(learners, &capacity, &List::new()));
        assert_eq!((proof.served, proof.score), (0, 0));
        assert_eq!(solution.assignment, vec![None; learners]);
    }
}

#[test]
fn tutors_without_places_take_nobody() {
    let list = vec![(0, 0, 1000), (0, 1, 100), (1, 0, 1000), (2, 2, 500)];
    let (solution, proof) = proved(&instance(3, &[0, 1, 0], &list));
    assert_eq!(solution.assignment, [Some(1), None, None]);
    assert_eq!(proof.score, 100);
}

#[test]
fn of_parallel_edges_the_best_counts() {
    let (_, proof) = proved(&instance(1, &[1], &vec![(0, 0, 300), (0, 0, 900), (0, 0, 200)]));
    assert_eq!(proof.score, 900);
}

#[test]
fn more_are_served_at_a_lower_score() {
    let list = vec![(0, 0, 1010), (0, 1, 0), (1, 0, 0)];
    let (solution, proof) = proved(&instance(2, &[1, 1], &list));
    assert_eq!(solution.assignment, [Some(1), Some(0)]);
    assert_eq!((proof.served, proof.score), (2, 0));
}

#[test]
fn ties_everywhere() {
    for (learners, tutors, places, served) in [(60_u32, 60_u32, 1, 60), (90, 30, 2, 60), (40, 10, 7, 40)] {
        let list = (0..learners).flat_map(|learner| (0..tutors).map(move |tutor| (learner, tutor, 500))).collect();
        let (_, proof) = proved(&instance(learners as usize, &vec![places; tutors as usize], &list));
        assert_eq!((proof.served, proof.score), (served, served as u64 * 500));
    }
}

#[test]
fn a_hundred_thousand_learners_for_one_tutor() {
    let learners = 100_000_u32;
    let list: List = (0..learners).map(|learner| (learner, 0, (learner % 1000) as u16)).collect();
    for (places, score) in [(1, 999), (100, 99_900), (50_000, (500..1000).map(|score| score * 100).sum::<u64>()), (u32::MAX, 49_950_000)] {
        let (_, proof) = proved(&instance(learners as usize, &[places], &list));
        assert_eq!((proof.served, proof.score), (places.min(learners) as usize, score));
    }
}

#[test]
fn two_stars_among_whom_everybody_could_choose() {
    let learners = 4_000_u32;
    for scores in [[500, 500], [500, 501]] {
        let list = (0..learners).flat_map(|learner| [(learner, 0, scores[0]), (learner, 1, scores[1])]).collect();
        let (_, proof) = proved(&instance(learners as usize, &[1_900, 1_900], &list));
        assert_eq!((proof.served, proof.score), (3_800, 1_900 * u64::from(scores[0] + scores[1])));
    }
}

#[test]
fn a_long_chain_moves_on_by_one() {
    // Everybody has to leave the tutor whom he likes, because the last one has no other.
    let length = 30_000_u32;
    let mut list: List = (0..length).flat_map(|at| [(at, at, 900), (at, at + 1, 100)]).collect();
    list.push((length, 0, 100));
    let places = length as usize + 1;
    let (solution, proof) = proved(&instance(places, &vec![1; places], &list));
    assert_eq!((proof.served, proof.score), (places, 100 * places as u64));
    assert_eq!(solution.assignment[7], Some(8));
}

#[test]
fn scores_at_the_bounds() {
    let list = vec![(0, 0, HIGHEST_SCORE), (0, 1, 0), (1, 0, HIGHEST_SCORE), (1, 1, HIGHEST_SCORE), (2, 1, HIGHEST_SCORE)];
    let (_, proof) = proved(&instance(3, &[1, 1], &list));
    assert_eq!((proof.served, proof.score), (2, 2 * u64::from(HIGHEST_SCORE)));
}

#[test]
fn what_is_out_of_bounds_is_refused() {
    let refused = |learner, tutor, score| {
        let mut edges = Edges::default();
        edges.push(0, 0, 1);
        edges.push(learner, tutor, score);
        Instance::new(2, vec![1, 1], edges).expect_err("out of bounds")
    };
    assert_eq!(refused(2, 0, 1), Refused::Learner(2));
    assert_eq!(refused(0, 2, 1), Refused::Tutor(2));
    assert_eq!(refused(0, 0, HIGHEST_SCORE + 1), Refused::Score(HIGHEST_SCORE + 1));
    assert_eq!(refused(0, 2, 1).to_string(), "there is no tutor 2");
}
