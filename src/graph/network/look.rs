//! What is asked of the network. Every answer is in an order of its own, which follows from ids, days and numbers.

use petgraph::visit::EdgeRef;

use super::*;
use crate::domain::rules::{Standing, may_pair, may_vouch};
use crate::graph::score::{Nearness, Parts, Wish};
use crate::graph::suggest::Way;

mod round;

/// How a topic stands in one place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Balance {
    /// How many wait for it.
    pub waiting: i64,
    /// How many places are free.
    pub free: i64,
    /// Since when somebody waits.
    pub since: Option<Day>,
}

/// Somebody who looks for a tutor.
struct Seeker {
    person: Ix,
    standing: Standing,
    home: Option<Ix>,
    /// What she masters, has begun or asked for.
    settled: BTreeSet<Ix>,
    /// In her own order.
    wishes: Vec<(i32, Day, Ix)>,
    tongue: Tongue,
}

impl Network {
    /// Whether two may be tutor and learner where they are, without any visit: `domain::rules` asked of what the network knows.
    fn may_meet(&self, learner: Ix, standing: &Standing, tutor: Ix) -> bool {
        let Some(other) = self.stands(tutor) else { return false };
        may_pair(standing, &other, self.apart.contains(&(learner, tutor)), None).is_ok()
    }

    /// Somebody as safety sees her now; nothing of one who is not there or was erased.
    fn stands(&self, person: Ix) -> Option<Standing> {
        let minor = self.minor(person)?;
        let belongs = self.graph.edges(person).filter_map(|edge| match *edge.weight() {
            Edge::Belongs { position, voucher, .. } => {
                let node = edge.target();
                // Whoever vouched has to be there still, and to be one who may.
                let vouched = voucher != Ix::end() && self.minor(voucher) == Some(false) && self.vouches_at(voucher, node);
                Some((self.node_id(node), position, vouched))
            }
            _ => None,
        });
        let mut belongs: Vec<_> = belongs.collect();
        belongs.sort_unstable();
        Some(Standing { person: self.person_id(person), minor, belongs })
    }

    fn minor(&self, person: Ix) -> Option<bool> {
        match self.graph[person] {
            Vertex::Person { who: Who::Minor, .. } => Some(true),
            Vertex::Person { who: Who::Adult, .. } => Some(false),
            _ => None,
        }
    }

    fn vouches_at(&self, person: Ix, node: Ix) -> bool {
        self.graph.edges(person).filter(|edge| edge.target() == node).any(|edge| match *edge.weight() {
            Edge::Belongs { position, steward, .. } => may_vouch(position, steward),
            _ => false,
        })
    }

    /// The place where somebody is at home: her school, or where she has belonged longest.
    fn home(&self, person: Ix) -> Option<Ix> {
        let places = self.graph.edges(person).filter_map(|edge| match *edge.weight() {
            Edge::Belongs { since, .. } => Some((self.level(edge.target()) != Some(Level::School), since, edge.target())),
            _ => None,
        });
        places.min_by_key(|(above, since, node)| (*above, *since, self.node_id(*node))).map(|(.., node)| node)
    }

    fn level(&self, node: Ix) -> Option<Level> {
        match self.graph[node] {
            Vertex::Node { known, .. } => known,
            _ => None,
        }
    }

    /// How near two places are.
    pub fn nearness(&self, one: NodeId, other: NodeId) -> Nearness {
        match (self.nodes.get(&one), self.nodes.get(&other)) {
            (Some(one), Some(other)) => self.near(*one, *other),
            _ => Nearness::Far,
        }
    }

    fn near(&self, one: Ix, other: Ix) -> Nearness {
        if one == other {
            return Nearness::Here;
        }
        let above = self.way_up(one);
        let shared = self.way_up(other).into_iter().find(|place| above.contains(place));
        match shared.and_then(|place| self.level(place)) {
            Some(Level::School | Level::Zone | Level::Municipality) => Nearness::Zone,
            Some(Level::Sector | Level::Region) => Nearness::Region,
            Some(Level::State) => Nearness::State,
            Some(Level::Nation) | None => Nearness::Far,
        }
    }

    /// A place and those above it. A circle, which only facts from elsewhere could close, is left where it closes.
    fn way_up(&self, node: Ix) -> Vec<Ix> {
        let mut way = vec![node];
        let mut at = node;
        while let Some(parent) = self.parent(at).filter(|parent| !way.contains(parent)) {
            way.push(parent);
            at = parent;
        }
        way
    }

    /// How many places of an offer are taken.
    fn taken(&self, tutor: Ix, offer: u32) -> i64 {
        let learners = self.graph.edges_directed(tutor, Incoming);
        let taken =
            learners.filter(|edge| matches!(edge.weight(), Edge::Learns { open: true, offer: taken, .. } if *taken == offer)).count();
        i64::try_from(taken).unwrap_or(i64::MAX)
    }

    /// The places that an open offer has free; none where its owner does not master the topic any more.
    fn free(&self, tutor: Ix, number: u32, topic: Ix) -> i64 {
        let offer = self.offers[number as usize];
        if offer.state != OfferState::Open || self.mastered(tutor, topic).is_none() {
            return 0;
        }
        (i64::from(offer.capacity) - self.taken(tutor, number)).max(0)
    }

    fn mastered(&self, person: Ix, topic: Ix) -> Option<(Via, Day)> {
        self.graph.edges(person).find_map(|edge| match (*edge.weight(), self.graph[edge.target()]) {
            (Edge::Masters { via, day }, Vertex::Shelf { topic: about, .. }) if about == topic => Some((via, day)),
            _ => None,
        })
    }

    /// What somebody could begin today in a place, with whom: every open offer there with a free place, of a topic that she neither masters
    /// nor has begun nor asked for, by somebody who may accompany her. In no particular order: see [`crate::graph::suggest::rank`].
    pub fn ways(&self, learner: PersonId, place: NodeId, today: Day) -> Vec<Way> {
        let (Some(person), Some(node)) = (self.people.get(&learner).copied(), self.nodes.get(&place).copied()) else { return Vec::new() };
        let Some(seeker) = self.seeker(person).filter(|_| !self.is_closed(node, today)) else { return Vec::new() };
        let near = seeker.home.map_or(Nearness::Far, |home| self.near(home, node));
        let mut ways = Vec::new();
        let mut offered: Vec<(Ix, u32, i64)> = Vec::new();
        for shelf in self.shelves_of(node) {
            let Vertex::Shelf { topic, .. } = self.graph[shelf] else { continue };
            if seeker.settled.contains(&topic) || !matches!(self.graph[topic], Vertex::Topic { stands: Stands::InTheFund, .. }) {
                continue;
            }
            offered.clear();
            let mut waiting = 0;
            // As for the balance: from whom she is kept, there is nothing for her.
            let edges = self.graph.edges_directed(shelf, Incoming);
            for edge in edges.filter(|edge| !self.apart.contains(&(person, edge.source()))) {
                match *edge.weight() {
                    Edge::Offers(number) => {
                        let free = self.free(edge.source(), number, topic);
                        if free > 0 {
                            offered.push((edge.source(), number, free));
                        }
                    }
                    Edge::Wants { .. } => waiting += i64::from(edge.source() != person),
                    _ => {}
                }
            }
            let free_in_all = offered.iter().map(|(.., free)| free).sum();
            for (tutor, number, _) in offered.drain(..) {
                // Safety comes before any score.
                if self.may_meet(person, &seeker.standing, tutor) {
                    ways.push(self.way(&seeker, (topic, near), (tutor, number), (free_in_all, waiting), today));
                }
            }
        }
        ways
    }

    fn is_closed(&self, node: Ix, today: Day) -> bool {
        matches!(self.graph[node], Vertex::Node { closed: Some(day), .. } if day <= today)
    }

    /// Somebody as one who looks for a tutor; nothing of one who is not there or was erased.
    fn seeker(&self, person: Ix) -> Option<Seeker> {
        let standing = self.stands(person)?;
        let (settled, wishes) = self.settled_and_wished(person);
        let tongue = match self.graph[person] {
            Vertex::Person { tongue, .. } => tongue,
            _ => UNKNOWN,
        };
        Some(Seeker { person, standing, home: self.home(person), settled, wishes, tongue })
    }

    /// What somebody would begin with an offer, and what speaks for it. Whether the two may meet was asked before.
    fn way(
        &self,
        seeker: &Seeker,
        (topic, near): (Ix, Nearness),
        (tutor, number): (Ix, u32),
        (free_in_all, waiting): (i64, i64),
        today: Day,
    ) -> Way {
        let wish = seeker.wishes.iter().position(|(_, _, wanted)| *wanted == topic);
        let wish = wish.map(|index| Wish { place: index + 1, days: (today - seeker.wishes[index].1).num_days().max(0) });
        let spoken = match self.graph[topic] {
            Vertex::Topic { tongue, .. } => tongue,
            _ => UNKNOWN,
        };
        let parts = Parts {
            wish,
            near,
            own_language: seeker.tongue == UNKNOWN || seeker.tongue == spoken,
            first_learner: !self.has_accompanied(tutor),
            load: self.load(tutor),
        };
        let promoted = match self.mastered(tutor, topic) {
            Some((Via::Demonstration, day)) => Some((today - day).num_days().max(0)),
            _ => None,
        };
        let free = self.free(tutor, number, topic);
        let (offer, topic, tutor) = (self.offers[number as usize].id, self.topic_id(topic), self.person_id(tutor));
        Way { topic, offer, tutor, parts, promoted, free, free_in_all, waiting }
    }

    /// The topics that somebody masters, has begun or asked for; and her wishes in her own order.
    fn settled_and_wished(&self, person: Ix) -> (BTreeSet<Ix>, Vec<(i32, Day, Ix)>) {
        let (mut settled, mut wishes) = (BTreeSet::new(), Vec::new());
        for edge in self.graph.edges(person) {
            match (*edge.weight(), self.graph[edge.target()]) {
                (Edge::Masters { .. }, Vertex::Shelf { topic, .. }) | (Edge::Learns { topic, .. }, _) => {
                    settled.insert(topic);
                }
                (Edge::Wants { rank, since }, Vertex::Shelf { topic, .. }) => wishes.push((rank, since, topic)),
                _ => {}
            }
        }
        wishes.sort_by_key(|(rank, since, topic)| (*rank, *since, self.topic_id(*topic)));
        (settled, wishes)
    }

    fn shelves_of(&self, node: Ix) -> impl Iterator<Item = Ix> {
        self.graph.edges(node).filter(|edge| matches!(edge.weight(), Edge::Keeps)).map(|edge| edge.target())
    }

    /// Whether somebody has ever accompanied anybody, or does.
    fn has_accompanied(&self, tutor: Ix) -> bool {
        let mut learners = self.graph.edges_directed(tutor, Incoming);
        learners.any(|edge| matches!(edge.weight(), Edge::Learned { .. } | Edge::Learns { open: true, .. }))
    }

    /// How many somebody accompanies now.
    fn load(&self, tutor: Ix) -> usize {
        self.graph.edges_directed(tutor, Incoming).filter(|edge| matches!(edge.weight(), Edge::Learns { open: true, .. })).count()
    }

    /// How a topic stands in a place: who waits, besides one person, and what is free. Whom she is kept from plays no part in either: a place
    /// that is none for her is not counted to her, and of who waits those whom she may accompany.
    pub fn balance(&self, place: NodeId, topic: TopicId, besides: Option<PersonId>) -> Balance {
        let besides = besides.and_then(|person| self.people.get(&person).copied());
        let shelf = match (self.nodes.get(&place), self.topics.get(&topic)) {
            (Some(node), Some(topic)) => self.shelves.get(&(*node, *topic)).copied(),
            _ => None,
        };
        shelf.map(|shelf| self.on_shelf(shelf, besides)).unwrap_or_default()
    }

    fn on_shelf(&self, shelf: Ix, besides: Option<Ix>) -> Balance {
        let Vertex::Shelf { topic, .. } = self.graph[shelf] else { return Balance::default() };
        let mut balance = Balance::default();
        let apart = |other: Ix| besides.is_some_and(|one| self.apart.contains(&(one, other)));
        for edge in self.graph.edges_directed(shelf, Incoming).filter(|edge| !apart(edge.source())) {
            match *edge.weight() {
                Edge::Offers(number) => balance.free += self.free(edge.source(), number, topic),
                Edge::Wants { since, .. } if Some(edge.source()) != besides => {
                    balance.waiting += 1;
                    balance.since = Some(balance.since.map_or(since, |known| known.min(since)));
                }
                _ => {}
            }
        }
        balance
    }
}
