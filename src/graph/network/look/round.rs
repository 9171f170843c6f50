//! What a group's best assignment is looked for in, taken out of the network. Long work is done on what is taken out, never here.

use std::collections::BTreeMap;

use super::*;
use crate::domain::id::VisitId;
use crate::domain::rules::AgreedVisit;
use crate::graph::round::{Chance, Coming, Pair, Round, Seat, Waiting, Wished};

/// A learner's number, an offer's, what would begin, and the visit that it needs.
type Found = (u32, u32, Way, Option<VisitId>);

impl Network {
    /// A place, and every place below it, in the order of ids.
    pub fn below(&self, place: NodeId) -> Vec<NodeId> {
        let mut found: BTreeSet<Ix> = self.nodes.get(&place).copied().into_iter().collect();
        let mut next: Vec<Ix> = found.iter().copied().collect();
        while let Some(node) = next.pop() {
            let children = self.graph.edges(node).filter(|edge| matches!(edge.weight(), Edge::Contains)).map(|edge| edge.target());
            next.extend(children.filter(|child| found.insert(*child)));
        }
        let mut places: Vec<NodeId> = found.into_iter().map(|node| self.node_id(node)).collect();
        places.sort_unstable();
        places
    }

    /// The round of those who are at home in some places, or of some of them. Whom a learner could begin with follows the rule by which
    /// [`Network::ways`] finds hers, in any of the places, and beyond them inside the visits that are coming, the soonest of which stands first;
    /// she is left out while she learns something, or waits for an answer.
    pub fn round(&self, places: &[NodeId], among: Option<&BTreeSet<PersonId>>, visits: &[Coming], today: Day) -> Round {
        let places: BTreeSet<Ix> = places.iter().filter_map(|node| self.nodes.get(node).copied()).collect();
        let open: BTreeSet<Ix> = places.iter().copied().filter(|node| !self.is_closed(*node, today)).collect();
        let mastered = self.mastered_by_members(&open);
        let mut round = Round::default();
        let mut seekers: Vec<(NodeId, Day, PersonId, Seeker)> = Vec::new();
        for person in self.at_home_in(&places) {
            let id = self.person_id(person);
            if among.is_some_and(|among| !among.contains(&id)) {
                continue;
            }
            match self.is_busy(person) {
                Some(true) => round.learning += 1,
                Some(false) => round.asked += 1,
                None => {
                    let Some(seeker) = self.seeker(person) else { continue };
                    let unsettled = seeker.wishes.iter().filter(|(.., topic)| !seeker.settled.contains(topic));
                    let Some(since) = unsettled.map(|(_, since, _)| *since).min() else { continue };
                    let Some(home) = seeker.home else { continue };
                    seekers.push((self.node_id(home), since, id, seeker));
                }
            }
        }
        seekers.sort_unstable_by_key(|(home, since, person, _)| (*home, *since, *person));

        let mut found: Vec<Found> = Vec::new();
        for ((_, _, person, seeker), number) in seekers.iter().zip(0_u32..) {
            let mut wishes = Vec::new();
            for (_, since, topic) in seeker.wishes.iter().filter(|(.., topic)| !seeker.settled.contains(topic)) {
                let before = found.len();
                let mut offered = self.takeable(seeker, *topic, &open, today, |offer, way| found.push((number, offer, way, None)));
                for coming in visits {
                    let take = |offer, way| found.push((number, offer, way, Some(coming.visit)));
                    offered |= self.takeable_inside(seeker, *topic, &coming.agreed, today, take);
                }
                let chance = match self.graph[*topic] {
                    Vertex::Topic { stands: Stands::Withdrawn, .. } => Chance::Withdrawn,
                    _ if found.len() > before => Chance::Somebody,
                    _ if offered => Chance::NobodyToMeet,
                    _ if mastered.contains(topic) => Chance::NotOffered,
                    _ => Chance::NobodyMasters,
                };
                wishes.push(Wished { topic: self.topic_id(*topic), since: *since, chance });
            }
            round.learners.push(Waiting { person: *person, wishes });
        }
        self.number_seats(&mut round, found);
        round
    }

    /// Gives the offers that were found their numbers, and puts the pairs in order.
    fn number_seats(&self, round: &mut Round, found: Vec<Found>) {
        let mut offers: BTreeMap<u32, (PersonId, TopicId)> = BTreeMap::new();
        offers.extend(found.iter().map(|(_, offer, way, _)| (*offer, (way.tutor, way.topic))));
        let mut seats: Vec<(u32, Seat)> = offers
            .into_iter()
            .map(|(number, (tutor, topic))| {
                let Offer { id, capacity, .. } = self.offers[number as usize];
                let (taken, promised) = self.people.get(&tutor).map_or((0, 0), |tutor| self.held(*tutor, number));
                (number, Seat { offer: id, tutor, topic, capacity: u32::try_from(capacity).unwrap_or(0), taken, promised })
            })
            .collect();
        seats.sort_unstable_by_key(|(_, seat)| (seat.tutor, seat.topic, seat.offer));
        let numbers: BTreeMap<u32, u32> = seats.iter().map(|(offer, _)| *offer).zip(0..).collect();
        round.pairs = found.into_iter().map(|(learner, offer, way, visit)| Pair { learner, seat: numbers[&offer], way, visit }).collect();
        round.pairs.sort_by_key(|pair| (pair.learner, pair.seat, pair.way.parts.wish.map(|wish| wish.place), pair.visit.is_some()));
        // Who wishes the same topic at two schools is paired once, by the wish that she put first; who may meet anyway, without a visit; and who
        // needs one, inside the soonest.
        round.pairs.dedup_by_key(|pair| (pair.learner, pair.seat));
        round.seats = seats.into_iter().map(|(_, seat)| seat).collect();
    }

    /// The open offers of a topic that a learner could take up, and whether there is any at all, by whomever.
    fn takeable(&self, seeker: &Seeker, topic: Ix, places: &BTreeSet<Ix>, today: Day, mut take: impl FnMut(u32, Way)) -> bool {
        let mut offered = false;
        if !matches!(self.graph[topic], Vertex::Topic { stands: Stands::InTheFund, .. }) {
            return offered;
        }
        for shelf in self.shelves_for(seeker, topic, places) {
            let Vertex::Shelf { node, .. } = self.graph[shelf] else { continue };
            let near = seeker.home.map_or(Nearness::Far, |home| self.near(home, node));
            let balance = self.on_shelf(shelf, Some(seeker.person));
            for edge in self.graph.edges_directed(shelf, Incoming) {
                let Edge::Offers(number) = *edge.weight() else { continue };
                let tutor = edge.source();
                let stands = self.offers[number as usize].state == OfferState::Open && self.mastered(tutor, topic).is_some();
                // Who is kept apart from her does not offer it to her: why nobody can accompany her must not tell of it.
                if tutor == seeker.person || !stands || self.apart.contains(&(seeker.person, tutor)) {
                    continue;
                }
                offered = true;
                // Safety comes before any score.
                if self.may_meet(seeker.person, &seeker.standing, tutor) {
                    take(number, self.way(seeker, (topic, near), (tutor, number), (balance.free, balance.waiting), today));
                }
            }
        }
        offered
    }

    /// The open offers of a topic that only a visit lets a learner take up, and whether any visitor, or anybody whom she visits, has one. Where
    /// neither is of the visit there is none.
    fn takeable_inside(&self, seeker: &Seeker, topic: Ix, visit: &AgreedVisit, today: Day, mut take: impl FnMut(u32, Way)) -> bool {
        let Some(school) = self.nodes.get(&visit.school).copied() else { return false };
        let in_the_fund = matches!(self.graph[topic], Vertex::Topic { stands: Stands::InTheFund, .. });
        if !in_the_fund || self.is_closed(school, today) {
            return false;
        }
        let at_home = seeker.standing.belongs.iter().any(|(node, ..)| *node == visit.school);
        let comes = visit.visitors.contains(&seeker.standing.person);
        let mut tutors: BTreeSet<Ix> = BTreeSet::new();
        if at_home {
            tutors.extend(visit.visitors.iter().filter_map(|person| self.people.get(person)));
        }
        if comes {
            tutors.extend(self.members(school));
        }
        let mut offered = false;
        for tutor in tutors.into_iter().filter(|tutor| *tutor != seeker.person && !self.apart.contains(&(seeker.person, *tutor))) {
            for edge in self.graph.edges(tutor) {
                let (Edge::Offers(number), Vertex::Shelf { node, topic: about }) = (*edge.weight(), self.graph[edge.target()]) else {
                    continue;
                };
                if about != topic || self.offers[number as usize].state != OfferState::Open || self.mastered(tutor, topic).is_none() {
                    continue;
                }
                let Some(other) = self.stands(tutor) else { continue };
                // Whom she may meet without it is found without it, if he is of these places: a visit makes nobody nearer.
                if may_pair(&seeker.standing, &other, false, None).is_ok() {
                    continue;
                }
                offered = true;
                if may_pair(&seeker.standing, &other, false, Some(visit)).is_ok() {
                    let near = seeker.home.map_or(Nearness::Far, |home| self.near(home, node));
                    let balance = self.on_shelf(edge.target(), Some(seeker.person));
                    take(number, self.way(seeker, (topic, near), (tutor, number), (balance.free, balance.waiting), today));
                }
            }
        }
        offered
    }

    /// What these places have to do with a topic, as far as it can concern somebody: a minor meets nobody beyond the places where she belongs,
    /// unless at a gathering, so that the others need not be walked through.
    fn shelves_for(&self, seeker: &Seeker, topic: Ix, places: &BTreeSet<Ix>) -> Vec<Ix> {
        if seeker.standing.minor {
            let hers = seeker.standing.belongs.iter().filter_map(|(node, ..)| self.nodes.get(node));
            let hers: BTreeSet<Ix> = hers.copied().filter(|node| places.contains(node)).collect();
            return hers.into_iter().filter_map(|node| self.shelves.get(&(node, topic)).copied()).collect();
        }
        let about = self.graph.edges_directed(topic, Incoming).filter(|edge| matches!(edge.weight(), Edge::About));
        let about = about.map(|edge| edge.source());
        about.filter(|shelf| matches!(self.graph[*shelf], Vertex::Shelf { node, .. } if places.contains(&node))).collect()
    }

    /// Everybody whose home is one of these places.
    fn at_home_in(&self, places: &BTreeSet<Ix>) -> BTreeSet<Ix> {
        let members = places.iter().flat_map(|node| self.members(*node));
        members.filter(|person| self.home(*person).is_some_and(|home| places.contains(&home))).collect()
    }

    fn members(&self, node: Ix) -> impl Iterator<Item = Ix> {
        let edges = self.graph.edges_directed(node, Incoming).filter(|edge| matches!(edge.weight(), Edge::Belongs { .. }));
        edges.map(|edge| edge.source())
    }

    /// What somebody who belongs to one of these places masters.
    fn mastered_by_members(&self, places: &BTreeSet<Ix>) -> BTreeSet<Ix> {
        let members: BTreeSet<Ix> = places.iter().flat_map(|node| self.members(*node)).collect();
        let there = members.into_iter().filter(|person| self.minor(*person).is_some());
        let edges = there.flat_map(|person| self.graph.edges(person));
        edges
            .filter_map(|edge| match (edge.weight(), self.graph[edge.target()]) {
                (Edge::Masters { .. }, Vertex::Shelf { topic, .. }) => Some(topic),
                _ => None,
            })
            .collect()
    }

    /// Whether somebody learns something now (true), or a proposal of hers waits for a yes (false).
    fn is_busy(&self, person: Ix) -> Option<bool> {
        let learns = self.graph.edges(person).filter_map(|edge| match edge.weight() {
            Edge::Learns { open, .. } => Some(*open),
            _ => None,
        });
        learns.max()
    }

    /// How many places of an offer are taken, and how many are promised to whoever has not said yes.
    fn held(&self, tutor: Ix, offer: u32) -> (u32, u32) {
        self.graph.edges_directed(tutor, Incoming).fold((0, 0), |(taken, promised), edge| match *edge.weight() {
            Edge::Learns { open: true, offer: held, .. } if held == offer => (taken + 1, promised),
            Edge::Learns { open: false, offer: held, .. } if held == offer => (taken, promised + 1),
            _ => (taken, promised),
        })
    }
}
