//! The edges as the tutors see them: who could come to each.

use std::ops::Range;

use super::instance::Instance;
use super::pair::Pair;

/// By tutor, the learners who could come to her, by their numbers.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    starts: Vec<u32>,
    from: Vec<u32>,
    score: Vec<u16>,
}

impl Columns {
    /// A counting sort, in two halves: each counts half of the edges, and then fills the columns of half of the tutors.
    pub(super) fn of(instance: &Instance, pair: &dyn Pair) -> Columns {
        let edges = instance.edges();
        let (mut starts, mut others) = (vec![0_u32; instance.tutors() + 1], vec![0_u32; instance.tutors() + 1]);
        let count = |edges: &[u32], counts: &mut [u32]| edges.iter().for_each(|&tutor| counts[tutor as usize + 1] += 1);
        let (one, two) = instance.to().split_at(edges / 2);
        pair.both(&mut || count(one, &mut starts), &mut || count(two, &mut others));
        let mut sum = 0;
        for (start, other) in starts.iter_mut().zip(&others) {
            sum += *start + other;
            *start = sum;
        }
        // Where the next edge of each column goes.
        let mut next = others;
        next.copy_from_slice(&starts);
        let half = starts.partition_point(|&start| (start as usize) < edges / 2).min(instance.tutors());
        let middle = starts[half] as usize;
        let (mut from, mut score) = (vec![0; edges], vec![0; edges]);
        let (next_near, next_far) = next.split_at_mut(half);
        let (from_near, from_far) = from.split_at_mut(middle);
        let (score_near, score_far) = score.split_at_mut(middle);
        let number = |at: usize| u32::try_from(at).expect("checked when it was made");
        let (cut, end) = (number(half), number(instance.tutors()));
        pair.both(&mut || fill(instance, 0..cut, next_near, from_near, score_near), &mut || {
            fill(instance, cut..end, next_far, from_far, score_far);
        });
        Columns { starts, from, score }
    }

    #[inline]
    pub(super) fn column(&self, tutor: u32) -> (&[u32], &[u16]) {
        let (from, until) = (self.starts[tutor as usize] as usize, self.starts[tutor as usize + 1] as usize);
        (&self.from[from..until], &self.score[from..until])
    }

    pub(super) fn starts(&self) -> &[u32] {
        &self.starts
    }
}

/// Fills the columns of some tutors. `next` says where each continues.
fn fill(instance: &Instance, tutors: Range<u32>, next: &mut [u32], from: &mut [u32], score: &mut [u16]) {
    let base = next.first().copied().unwrap_or(0);
    for learner in (0_u32..).take(instance.learners()) {
        let (row, scores) = instance.row(learner);
        // Rows are in order, and most are on one side as a whole.
        let begin =
            if row.first().is_some_and(|&first| first < tutors.start) { row.partition_point(|&tutor| tutor < tutors.start) } else { 0 };
        let end =
            if row.last().is_some_and(|&last| last >= tutors.end) { row.partition_point(|&tutor| tutor < tutors.end) } else { row.len() };
        for (&tutor, &value) in row[begin..end].iter().zip(&scores[begin..end]) {
            let place = &mut next[(tutor - tutors.start) as usize];
            let at = (*place - base) as usize;
            (from[at], score[at]) = (learner, value);
            *place += 1;
        }
    }
}
