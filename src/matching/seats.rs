//! Who sits where: for every learner her tutor, for every tutor whom she has taken.

use super::price::NONE;

/// An assignment that can be asked from both sides.
#[derive(Debug, Clone)]
pub(super) struct Seats {
    /// By learner: her tutor.
    pub(super) tutor: Vec<u32>,
    capacity: Vec<u32>,
    taken: Vec<u32>,
    /// Where a tutor's learners stand in `who`, and for how many there is room. Room is no more than can come.
    start: Vec<u32>,
    room: Vec<u32>,
    who: Vec<u32>,
    served: usize,
}

impl Seats {
    /// Nobody sits. A tutor's room is what she can take, but no more than could come.
    pub(super) fn empty(learners: usize, capacity: Vec<u32>, first: &[u32]) -> Seats {
        let start: Vec<u32> = first[..capacity.len()].to_vec();
        let room: Vec<u32> = first.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let who = vec![NONE; first[capacity.len()] as usize];
        Seats { tutor: vec![NONE; learners], taken: vec![0; capacity.len()], capacity, start, room, who, served: 0 }
    }

    #[inline]
    pub(super) fn is_free(&self, tutor: u32) -> bool {
        self.taken[tutor as usize] < self.capacity[tutor as usize]
    }

    pub(super) fn capacity(&self, tutor: u32) -> u32 {
        self.capacity[tutor as usize]
    }

    pub(super) fn taken(&self, tutor: u32) -> u32 {
        self.taken[tutor as usize]
    }

    /// How many sit.
    pub(super) fn served(&self) -> usize {
        self.served
    }

    #[inline]
    pub(super) fn of(&self, tutor: u32) -> &[u32] {
        let start = self.start[tutor as usize] as usize;
        &self.who[start..start + self.taken[tutor as usize] as usize]
    }

    /// A learner who sits nowhere takes a place that is free.
    pub(super) fn sit(&mut self, learner: u32, tutor: u32) {
        let at = tutor as usize;
        if self.taken[at] == self.room[at] {
            self.widen(at);
        }
        self.who[(self.start[at] + self.taken[at]) as usize] = learner;
        self.taken[at] += 1;
        self.served += 1;
        self.tutor[learner as usize] = tutor;
    }

    /// A learner leaves her place, if she has one.
    pub(super) fn leave(&mut self, learner: u32) {
        let tutor = std::mem::replace(&mut self.tutor[learner as usize], NONE);
        if tutor == NONE {
            return;
        }
        let (start, taken) = (self.start[tutor as usize] as usize, self.taken[tutor as usize] as usize);
        let own = &mut self.who[start..start + taken];
        let at = own.iter().position(|&other| other == learner).expect("both sides say the same");
        own[at] = own[taken - 1];
        self.taken[tutor as usize] -= 1;
        self.served -= 1;
    }

    /// Takes from another what stands there about learners and tutors from these on. Neither may have been widened.
    pub(super) fn take_over(&mut self, other: &Seats, learner: u32, tutor: u32) {
        let (learner, tutor) = (learner as usize, tutor as usize);
        self.tutor[learner..].copy_from_slice(&other.tutor[learner..]);
        self.taken[tutor..].copy_from_slice(&other.taken[tutor..]);
        self.served = self.tutor.iter().filter(|&&tutor| tutor != NONE).count();
        if let Some(&start) = self.start.get(tutor) {
            self.who[start as usize..].copy_from_slice(&other.who[start as usize..]);
        }
    }

    pub(super) fn set_capacity(&mut self, tutor: u32, capacity: u32) {
        self.capacity[tutor as usize] = capacity;
    }

    pub(super) fn add_learner(&mut self) {
        self.tutor.push(NONE);
    }

    pub(super) fn add_tutor(&mut self, capacity: u32) {
        self.capacity.push(capacity);
        self.taken.push(0);
        self.start.push(0);
        self.room.push(0);
    }

    /// Moves a tutor's learners to where there is room for twice as many.
    fn widen(&mut self, at: usize) {
        let (start, taken) = (self.start[at] as usize, self.taken[at] as usize);
        self.start[at] = u32::try_from(self.who.len()).expect("fewer places than numbers");
        self.room[at] = (self.room[at] * 2).max(2);
        self.who.extend_from_within(start..start + taken);
        self.who.resize(self.start[at] as usize + self.room[at] as usize, NONE);
    }
}
