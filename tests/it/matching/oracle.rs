//! Slow and simple answers to the same question, and a small generator of chance.

use relevo::matching::Instance;

/// SplitMix64.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
    }
}

/// How many are served, and the score, of the best of all assignments there are.
pub fn best_of_all(instance: &Instance) -> (usize, u64) {
    fn from(instance: &Instance, learner: u32, free: &mut [u32]) -> (usize, u64) {
        if learner as usize == instance.learners() {
            return (0, 0);
        }
        let mut best = from(instance, learner + 1, free);
        let (row, scores) = instance.row(learner);
        for (&tutor, &score) in row.iter().zip(scores) {
            if free[tutor as usize] > 0 {
                free[tutor as usize] -= 1;
                let (served, sum) = from(instance, learner + 1, free);
                best = best.max((served + 1, sum + u64::from(score)));
                free[tutor as usize] += 1;
            }
        }
        best
    }
    from(instance, 0, &mut instance.capacities().to_vec())
}

/// The same by successive shortest paths: as long as one more can be served, along the path that costs least (Bellman–Ford, no prices).
pub fn shortest_paths(instance: &Instance) -> (usize, u64) {
    let (learners, tutors) = (instance.learners(), instance.tutors());
    let mut at: Vec<Option<usize>> = vec![None; learners];
    let mut load = vec![0; tutors];
    let edges: Vec<(usize, usize, i64)> = (0..learners)
        .flat_map(|learner| {
            let (row, scores) = instance.row(learner as u32);
            row.iter().zip(scores).map(move |(&tutor, &score)| (learner, tutor as usize, i64::from(score)))
        })
        .collect();
    const FAR: i64 = i64::MAX / 2;
    loop {
        let mut to_learner: Vec<i64> = at.iter().map(|tutor| if tutor.is_none() { 0 } else { FAR }).collect();
        let mut to_tutor = vec![FAR; tutors];
        let mut via = vec![usize::MAX; tutors];
        let mut changed = true;
        while changed {
            changed = false;
            for &(learner, tutor, score) in &edges {
                if at[learner] == Some(tutor) {
                    if to_tutor[tutor] + score < to_learner[learner] && to_tutor[tutor] < FAR {
                        to_learner[learner] = to_tutor[tutor] + score;
                        changed = true;
                    }
                } else if to_learner[learner] < FAR && to_learner[learner] - score < to_tutor[tutor] {
                    to_tutor[tutor] = to_learner[learner] - score;
                    via[tutor] = learner;
                    changed = true;
                }
            }
        }
        let open = (0..tutors).filter(|&tutor| load[tutor] < instance.capacity(tutor as u32) && to_tutor[tutor] < FAR);
        let Some(mut tutor) = open.min_by_key(|&tutor| to_tutor[tutor]) else {
            break;
        };
        load[tutor] += 1;
        while let Some(left) = at[via[tutor]].replace(tutor) {
            tutor = left;
            // The learner of this path who takes the place that was left.
            assert!(via[tutor] != usize::MAX);
        }
    }
    let score = |(learner, tutor): (usize, &Option<usize>)| {
        tutor.map(|tutor| u64::from(instance.score(learner as u32, tutor as u32).expect("an edge")))
    };
    (at.iter().flatten().count(), at.iter().enumerate().filter_map(score).sum())
}
