//! The optimiser, held against everything that can say whether it is right: trying all assignments, a slow solver of our own, its own
//! certificate, and the same instance given in another order.

#[path = "matching/command.rs"]
mod command;
#[path = "matching/events.rs"]
mod events;
#[path = "../../benches/matching/instances.rs"]
#[allow(dead_code, reason = "the benchmark uses all of it")]
mod instances;
#[path = "matching/limits.rs"]
mod limits;
#[path = "matching/oracle.rs"]
mod oracle;
#[path = "matching/shapes.rs"]
mod shapes;

use oracle::{Chance, best_of_all, shortest_paths};
use relevo::matching::{Certificate, Edges, Flaw, InTurn, Instance, Pair, Proof, SideBySide, Solution, certify, solve};

/// Edges as a list, for tests that change or reorder them.
pub type List = Vec<(u32, u32, u16)>;

pub fn instance(learners: usize, capacity: &[u32], list: &List) -> Instance {
    let mut edges = Edges::default();
    for &(learner, tutor, score) in list {
        edges.push(learner, tutor, score);
    }
    Instance::new(learners, capacity.to_vec(), edges).expect("within the bounds")
}

/// Solves and checks; what the checker says is what counts.
pub fn proved(instance: &Instance) -> (Solution, Proof) {
    let solution = solve(instance, &InTurn, &()).expect("nobody stops it");
    let proof = match certify(instance, &solution.assignment, &solution.certificate) {
        Ok(proof) => proof,
        Err(flaw) => panic!("{flaw}\n{instance:?}\n{solution:?}"),
    };
    (solution, proof)
}

/// Learners, capacities and edges by chance, parallel edges included.
fn by_chance(chance: &mut Chance, learners: usize, tutors: usize, edges: usize, scores: &[u16]) -> (Vec<u32>, List) {
    let capacity = (0..tutors).map(|_| chance.below(4) as u32).collect();
    let edge = |chance: &mut Chance| (chance.below(learners) as u32, chance.below(tutors) as u32, scores[chance.below(scores.len())]);
    (capacity, (0..edges).map(|_| edge(chance)).collect())
}

#[test]
fn small_instances_are_as_good_as_the_best_of_all_assignments() {
    let mut chance = Chance(1);
    let mut unserved = 0;
    for round in 0..4_000 {
        let (learners, tutors) = (1 + chance.below(6), 1 + chance.below(5));
        let edges = chance.below(learners * tutors + 3);
        let scores: &[u16] = match round % 4 {
            0 => &[0, 1, 2],
            1 => &[100, 400, 1010],
            2 => &[7],
            _ => &[0, 65_471],
        };
        let (capacity, list) = by_chance(&mut chance, learners, tutors, edges, scores);
        let instance = instance(learners, &capacity, &list);
        let (_, proof) = proved(&instance);
        assert_eq!((proof.served, proof.score), best_of_all(&instance), "{instance:?}");
        unserved += learners - proof.served;
    }
    assert!(unserved > 1_000, "instances in which everybody is served prove little");
}

#[test]
fn larger_instances_are_as_good_as_a_slow_solver_says() {
    let mut chance = Chance(2);
    for round in 0..60 {
        let (learners, tutors) = (50 + chance.below(150), 20 + chance.below(60));
        let scores: Vec<u16> = (0..if round % 3 == 0 { 5 } else { 900 }).map(|_| 100 + chance.below(911) as u16).collect();
        let edges = learners * (1 + round % 6);
        let (capacity, list) = by_chance(&mut chance, learners, tutors, edges, &scores);
        let instance = instance(learners, &capacity, &list);
        let (_, proof) = proved(&instance);
        assert_eq!((proof.served, proof.score), shortest_paths(&instance));
    }
}

#[test]
fn instances_like_the_real_thing_are_as_good_as_a_slow_solver_says() {
    for (seed, regime) in (1..8).flat_map(|seed| instances::REGIMES.map(|regime| (seed, regime))) {
        let instance = instances::instance(instances::SIZES[0], regime, seed);
        let (_, proof) = proved(&instance);
        assert_eq!((proof.served, proof.score), shortest_paths(&instance), "{regime:?}, seed {seed}");
    }
}

#[test]
fn edges_in_any_order_give_the_same_answer() {
    let mut chance = Chance(3);
    for _ in 0..200 {
        let (learners, tutors) = (20 + chance.below(40), 5 + chance.below(20));
        let (capacity, mut list) = by_chance(&mut chance, learners, tutors, learners * 4, &[100, 100, 100, 200, 300]);
        let first = proved(&instance(learners, &capacity, &list)).0;
        for _ in 0..3 {
            chance.shuffle(&mut list);
            assert_eq!(proved(&instance(learners, &capacity, &list)).0, first);
        }
    }
}

#[test]
fn people_in_any_order_are_served_as_well() {
    let mut chance = Chance(4);
    for _ in 0..200 {
        let (learners, tutors) = (20 + chance.below(40), 5 + chance.below(20));
        let (capacity, list) = by_chance(&mut chance, learners, tutors, learners * 4, &[100, 150, 200, 300]);
        let (_, proof) = proved(&instance(learners, &capacity, &list));
        let mut others: Vec<u32> = (0..learners as u32).collect();
        chance.shuffle(&mut others);
        let mut turned: Vec<u32> = (0..tutors as u32).collect();
        chance.shuffle(&mut turned);
        let renamed = list.iter().map(|&(l, t, score)| (others[l as usize], turned[t as usize], score)).collect();
        let mut places = vec![0; tutors];
        for (tutor, &capacity) in capacity.iter().enumerate() {
            places[turned[tutor] as usize] = capacity;
        }
        assert_eq!(proved(&instance(learners, &places, &renamed)).1, proof);
    }
}

/// The second piece first.
struct Backwards;

impl Pair for Backwards {
    fn both(&self, one: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)) {
        other();
        one();
    }
}

#[test]
fn one_core_and_two_give_the_same_answer_whichever_half_is_faster() {
    let mut chance = Chance(5);
    for places in [1, 2] {
        // Enough people that the halves do meet, most of them at home in one half and some not.
        let (learners, tutors) = (12_000, 8_000);
        let mut list = List::new();
        for learner in 0..learners as u32 {
            for _ in 0..5 {
                let near = (learner as usize * tutors / learners + chance.below(60)) % tutors;
                let tutor = if chance.below(20) == 0 { chance.below(tutors) } else { near };
                list.push((learner, tutor as u32, 100 + chance.below(900) as u16));
            }
        }
        let instance = instance(learners, &vec![places; tutors], &list);
        let (first, proof) = proved(&instance);
        assert!(proof.served > 7_000);
        assert_eq!(solve(&instance, &SideBySide, &()).expect("an answer"), first);
        assert_eq!(solve(&instance, &Backwards, &()).expect("an answer"), first);
    }
}

#[test]
fn a_certificate_that_was_touched_is_no_proof() {
    let mut chance = Chance(6);
    let mut refused = 0;
    for _ in 0..200 {
        let (learners, tutors) = (8 + chance.below(20), 4 + chance.below(8));
        let (capacity, list) = by_chance(&mut chance, learners, tutors, learners * 3, &[100, 170, 260, 400]);
        let instance = instance(learners, &capacity, &list);
        let (solution, proof) = proved(&instance);
        let check = |solution: &Solution| certify(&instance, &solution.assignment, &solution.certificate);
        // Whatever is done to it, it proves the truth or nothing.
        for _ in 0..20 {
            let mut other = solution.clone();
            let Certificate { big, price, crowded } = &mut other.certificate;
            match chance.below(4) {
                0 => *big = chance.below(1 << 30) as i64,
                1 => price[chance.below(tutors)] = chance.below(1 << 28) as i64,
                2 => crowded[chance.below(tutors)] ^= true,
                _ => other.assignment[chance.below(learners)] = Some(chance.below(tutors) as u32),
            }
            match check(&other) {
                Ok(other) => assert_eq!(other, proof),
                Err(_) => refused += 1,
            }
        }
        // Somebody served goes without: never the best.
        if let Some(learner) = solution.assignment.iter().position(Option::is_some) {
            let mut other = solution.clone();
            other.assignment[learner] = None;
            assert!(matches!(check(&other), Err(Flaw::Served { .. })));
        }
        let mut other = solution.clone();
        other.certificate.price[0] = -1;
        assert_eq!(check(&other), Err(Flaw::Price { tutor: 0 }));
        other.certificate.price.pop();
        assert_eq!(check(&other), Err(Flaw::Shape));
    }
    assert!(refused > 1_000, "most of what was touched has to be refused");
}

#[test]
fn a_worse_assignment_of_as_many_is_refused_by_its_score() {
    let instance = instance(2, &[1, 1], &vec![(0, 0, 300), (0, 1, 200), (1, 0, 200), (1, 1, 300)]);
    let (mut solution, proof) = proved(&instance);
    assert_eq!((proof.served, proof.score), (2, 600));
    solution.assignment = vec![Some(1), Some(0)];
    assert_eq!(certify(&instance, &solution.assignment, &solution.certificate), Err(Flaw::Score { missing: 200 }));
    solution.assignment = vec![Some(0), Some(0)];
    assert_eq!(certify(&instance, &solution.assignment, &solution.certificate), Err(Flaw::Overfull { tutor: 0 }));
    let pairs = Instance::new(1, vec![1], Edges::default()).expect("an instance without edges");
    let nobody = Certificate { big: 1, price: vec![0], crowded: vec![false] };
    assert_eq!(certify(&pairs, &[Some(0)], &nobody), Err(Flaw::NoPair { learner: 0, tutor: 0 }));
}
