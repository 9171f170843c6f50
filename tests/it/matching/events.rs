//! The resident solver: after each event as good as a full solve of what is there then, and proved.

use relevo::matching::{InTurn, Instance, Refused, Resident, certify, solve};

use super::{Chance, by_chance, instance, proved};

fn as_good_as_anew(resident: &Resident, what: &str) -> Instance {
    let instance = resident.instance().expect("within the bounds");
    let solution = resident.solution();
    let proof = certify(&instance, &solution.assignment, &solution.certificate).unwrap_or_else(|flaw| panic!("{what}: {flaw}"));
    assert_eq!(proof, proved(&instance).1, "{what}");
    assert_eq!(proof.served, resident.served(), "{what}");
    instance
}

#[test]
fn after_each_event_it_is_as_good_as_a_full_solve() {
    let mut chance = Chance(11);
    let mut served_more = 0;
    for round in 0..60 {
        let (learners, tutors) = (5 + chance.below(40), 3 + chance.below(20));
        let scores: &[u16] = if round % 2 == 0 { &[100, 200, 300] } else { &[0, 150, 333, 1010, 65_471] };
        let (capacity, list) = by_chance(&mut chance, learners, tutors, learners * 3, scores);
        let mut resident = Resident::new(&instance(learners, &capacity, &list), &InTurn, &()).expect("nobody stops it");
        let mut here: Vec<u32> = (0..learners as u32).collect();
        let mut tutors = tutors;
        for _ in 0..60 {
            let before = resident.served();
            let some = |chance: &mut Chance, of: &[u32]| -> Vec<(u32, u16)> {
                (0..chance.below(6)).map(|_| (of[chance.below(of.len())], scores[chance.below(scores.len())])).collect()
            };
            let at = chance.below(here.len());
            let (learner, tutor) = (here[at], chance.below(tutors) as u32);
            let what = match chance.below(6) {
                1 if here.len() == 1 => "the last one stays",
                0 => {
                    let row = some(&mut chance, &(0..tutors as u32).collect::<Vec<_>>());
                    here.push(resident.arrive(&row).expect("an arrival"));
                    "arrive"
                }
                1 => {
                    resident.leave(learner).expect("somebody who is there");
                    here.swap_remove(at);
                    "leave"
                }
                2 => {
                    let column = some(&mut chance, &here);
                    let capacity = chance.below(3) as u32;
                    tutors = resident.offer(capacity, &column).expect("an offer") as usize + 1;
                    "offer"
                }
                3 => {
                    resident.set_capacity(tutor, chance.below(5) as u32).expect("a tutor who is there");
                    "capacity"
                }
                4 => {
                    resident.set_pair(learner, tutor, scores[chance.below(scores.len())]).expect("both are there");
                    "pair"
                }
                _ => {
                    resident.remove_pair(learner, tutor).expect("both are there");
                    "no pair"
                }
            };
            as_good_as_anew(&resident, what);
            served_more += usize::from(resident.served() > before);
        }
    }
    assert!(served_more > 200, "events that never help anybody prove little");
}

#[test]
fn one_more_place_serves_one_more_and_can_be_taken_back() {
    let list = vec![(0, 0, 300), (1, 0, 200), (2, 0, 100), (2, 1, 50)];
    let mut resident = Resident::new(&instance(3, &[1, 1], &list), &InTurn, &()).expect("an answer");
    assert_eq!((resident.served(), resident.tutor_of(1), resident.tutor_of(2)), (2, None, Some(1)));
    resident.set_capacity(0, 2).expect("she is there");
    assert_eq!((resident.served(), resident.tutor_of(1)), (3, Some(0)));
    resident.set_capacity(0, 1).expect("she is there");
    assert_eq!((resident.served(), resident.tutor_of(0), resident.learners_of(0)), (2, Some(0), &[0][..]));
    assert_eq!(resident.capacity(0), 1);
    as_good_as_anew(&resident, "taken back");
}

#[test]
fn who_has_left_is_not_there_and_his_number_is_given_again() {
    let mut resident = Resident::new(&instance(2, &[1], &vec![(0, 0, 300), (1, 0, 200)]), &InTurn, &()).expect("an answer");
    resident.leave(0).expect("he is there");
    assert_eq!(resident.leave(0), Err(Refused::Learner(0)));
    assert_eq!(resident.set_pair(0, 0, 300), Err(Refused::Learner(0)), "nobody is tied to whoever has left");
    assert_eq!(resident.tutor_of(1), Some(0));
    assert_eq!(resident.arrive(&[(0, 900)]), Ok(0));
    assert_eq!((resident.tutor_of(0), resident.tutor_of(1)), (Some(0), None));
    assert_eq!(resident.arrive(&[]), Ok(2), "nobody else had left");
}

#[test]
fn a_refused_event_changes_nothing() {
    let start = instance(2, &[1, 1], &vec![(0, 0, 300), (1, 0, 200)]);
    let mut resident = Resident::new(&start, &InTurn, &()).expect("an answer");
    assert_eq!(resident.arrive(&[(0, 1), (2, 1)]), Err(Refused::Tutor(2)));
    assert_eq!(resident.offer(1, &[(0, 1), (2, 1)]), Err(Refused::Learner(2)));
    assert_eq!(resident.set_pair(0, 0, u16::MAX), Err(Refused::Score(u16::MAX)));
    assert_eq!(resident.leave(7), Err(Refused::Learner(7)));
    assert_eq!(resident.set_capacity(7, 1), Err(Refused::Tutor(7)));
    assert_eq!(resident.remove_pair(0, 7), Err(Refused::Tutor(7)));
    assert_eq!(resident.instance(), Ok(start));
}

#[test]
fn rows_that_come_and_go_for_long_do_not_fill_the_memory() {
    // What a row leaves behind when it grows is used again: thousands of events on a few people, still the best.
    let mut chance = Chance(12);
    let mut resident = Resident::new(&instance(6, &[1, 2, 1, 0], &vec![]), &InTurn, &()).expect("an answer");
    for round in 0..4_000 {
        let learner = resident.arrive(&[(chance.below(4) as u32, 100), (chance.below(4) as u32, 200)]).expect("an arrival");
        let tutor = chance.below(4) as u32;
        resident.set_pair(learner, tutor, 300).expect("both are there");
        if round % 3 > 0 {
            resident.leave(learner).expect("she has just come");
        }
        if round % 500 == 0 {
            as_good_as_anew(&resident, "after long");
        }
    }
    let instance = as_good_as_anew(&resident, "at the end");
    assert!(solve(&instance, &InTurn, &()).is_ok());
}
