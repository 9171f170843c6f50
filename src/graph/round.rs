//! What the best assignment of a group, a school or a zone is looked for in: who waits there, which places there are, and who could begin with whom.
//!
//! A *round* is one such look. Its lists are in an order of their own (place by place; the longest wait first, then by id), and everything else
//! names people by their number in them: so whatever the order in which the network came to know something, the round is the same. Who may be
//! paired with whom was asked before any score ([`super::network`]), by the same rule as for one learner's list.
//!
//! **A place belongs to an offer, not to a tutor.** Whoever offers two topics has said of each how many learners she takes in it, and that is
//! what is checked when a tutorial begins. So an assignment over offers is never refused for want of room, and two people have at most one way
//! to each offer. Places that are full stand here too, with the ways that lead to them: what one more place would change can then be asked.
//!
//! **Visits.** A child meets an adult of another place only where and when a visit was agreed on. Whoever takes out a round says which visits are
//! coming; a pair that only one of them allows says which.
//!
//! It deliberately does not know who solves it, nor what was decided in the end.

use crate::domain::id::{OfferId, PersonId, TopicId, VisitId};
use crate::domain::moment::Day;
use crate::domain::rules::AgreedVisit;
use crate::graph::suggest::Way;

/// Who waits, for what, and what there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// Those who wait and learn nothing now: by place, the longest waiting first.
    pub learners: Vec<Waiting>,
    /// Every open offer that somebody of them could take up, full or not.
    pub seats: Vec<Seat>,
    /// Who could begin with whom, by learner and seat.
    pub pairs: Vec<Pair>,
    /// How many of those asked for are in a tutorial now.
    pub learning: usize,
    /// How many have been asked, or have asked, and wait for a yes.
    pub asked: usize,
}

/// Somebody who waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Who.
    pub person: PersonId,
    /// What she wishes, in her own order.
    pub wishes: Vec<Wished>,
}

impl Waiting {
    /// Since when she waits.
    pub fn since(&self) -> Option<Day> {
        self.wishes.iter().map(|wish| wish.since).min()
    }
}

/// A wish, and how it stands with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wished {
    /// What she would learn.
    pub topic: TopicId,
    /// Since when.
    pub since: Day,
    /// Whether anybody could accompany her.
    pub chance: Chance,
}

/// Whether anybody could accompany a learner in a topic, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chance {
    /// Somebody who offers it may accompany her; she may be full.
    Somebody,
    /// It is offered, by nobody whom she may meet.
    NobodyToMeet,
    /// Somebody masters it and does not offer it now.
    NotOffered,
    /// Nobody masters it here.
    NobodyMasters,
    /// The topic was taken out of the fund.
    Withdrawn,
}

/// An open offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Which.
    pub offer: OfferId,
    /// Whose.
    pub tutor: PersonId,
    /// Of what.
    pub topic: TopicId,
    /// How many learners it takes.
    pub capacity: u32,
    /// How many have it.
    pub taken: u32,
    /// How many are asked for by proposals that wait for a yes. They count as taken: the next round must not promise them again.
    pub promised: u32,
}

impl Seat {
    /// How many places are left.
    pub fn free(&self) -> u32 {
        self.capacity.saturating_sub(self.taken).saturating_sub(self.promised)
    }
}

/// A learner could begin with an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Her number.
    pub learner: u32,
    /// The offer's number.
    pub seat: u32,
    /// What would begin, and what speaks for it.
    pub way: Way,
    /// The visit without which the two may not meet.
    pub visit: Option<VisitId>,
}

/// A visit that is coming, and stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// Which.
    pub visit: VisitId,
    /// Where, and between whom.
    pub agreed: AgreedVisit,
}

impl Round {
    /// The numbers of a learner's pairs, which stand together.
    pub fn of(&self, learner: u32) -> std::ops::Range<usize> {
        let from = self.pairs.partition_point(|pair| pair.learner < learner);
        let until = self.pairs.partition_point(|pair| pair.learner <= learner);
        from..until
    }

    /// The number of the pair of a learner and an offer.
    pub fn pair(&self, learner: PersonId, offer: OfferId) -> Option<usize> {
        let number = self.number(learner)?;
        self.of(number).find(|at| self.pairs[*at].way.offer == offer)
    }

    /// The number of a learner.
    pub fn number(&self, learner: PersonId) -> Option<u32> {
        let at = self.learners.iter().position(|one| one.person == learner)?;
        u32::try_from(at).ok()
    }
}
