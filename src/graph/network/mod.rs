//! The network as a graph: people, topics, places, and what stands between them today.
//!
//! ```text
//!   place ──contains──▶ place        topic ──prerequisite──▶ topic
//!     │                                ▲
//!     └──keeps──▶ shelf ──about────────┘
//!                  ▲ masters · offers · wants
//!                person ──belongs──▶ place
//!                person ──learns · learned──▶ person (the tutor)
//! ```
//!
//! A *shelf* is what one place has to do with one topic: who there masters it, offers it, waits for it. It stands between people and topics
//! because nearly every question is about one school, and because a topic of a whole nation would otherwise have a million edges, of which
//! taking one away means walking along the others.
//!
//! **Built from rows, kept right by facts.** [`Network::add`] takes rows in any order. A fact says where something changed
//! ([`Touched::note`]); [`Network::forget`] lets go of what stood there, and the rows that stand there now are added again. Each edge belongs
//! to one end (a tutorial to its learner, a branch of the tree to the lower place), so that what a person, a place or a topic has is
//! forgotten and learned again as a whole. Which of two clashing facts counts is therefore decided once, where facts become rows.
//!
//! It knows ids, days and numbers. It deliberately does not know names and titles, where rows are kept, what day it is, plans, visits (whoever
//! asks says which are coming), or who is asking. Ids stand outside: within, everything has a number of 32 bits. No answer depends on the order of a hash map or of the edges.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::domain::id::{NodeId, OfferId, PersonId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{Level, OfferState, Position, Via};

mod look;
mod rows;
mod written;

pub use look::Balance;
pub use rows::{Row, Touched};

/// A vertex's number.
type Ix = NodeIndex<u32>;

/// A language's number; the first is "not known".
type Tongue = u16;
const UNKNOWN: Tongue = 0;

#[derive(Debug, Clone, Copy)]
enum Vertex {
    Person { id: PersonId, who: Who, tongue: Tongue },
    Topic { id: TopicId, stands: Stands, tongue: Tongue },
    Node { id: NodeId, known: Option<Level>, closed: Option<Day> },
    Shelf { node: Ix, topic: Ix },
}

/// What is known of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// Others' rows name her, and no row of hers is here: she is nobody's tutor and nobody's learner.
    Unknown,
    Minor,
    Adult,
    /// The shape of the graph stays. What she was belongs to it.
    Erased {
        minor: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Unknown,
    InTheFund,
    Withdrawn,
}

#[derive(Debug, Clone, Copy)]
enum Edge {
    /// Of a person.
    Belongs {
        position: Position,
        since: Day,
        voucher: Ix,
        steward: bool,
    },
    Masters {
        via: Via,
        day: Day,
    },
    /// The offer's number.
    Offers(u32),
    Wants {
        rank: i32,
        since: Day,
    },
    /// Of a learner, to her tutor.
    Learns {
        open: bool,
        topic: Ix,
        offer: u32,
    },
    Learned {
        topic: Ix,
        until: Day,
    },
    /// Of the lower place, from the one above it.
    Contains,
    /// Of a shelf.
    Keeps,
    About,
    /// Of a topic, to the one that helps to come before it.
    Prerequisite,
}

/// No offer, or nobody.
const NONE: u32 = u32::MAX;

/// What is known of an offer. It is reached only through its owner's edge: an offer that no longer stands has none.
#[derive(Debug, Clone, Copy)]
struct Offer {
    id: OfferId,
    capacity: i32,
    state: OfferState,
    opened: Day,
}

/// The network as it stands at one position of the journal.
#[derive(Debug, Default)]
pub struct Network {
    graph: DiGraph<Vertex, Edge>,
    people: HashMap<PersonId, Ix>,
    topics: HashMap<TopicId, Ix>,
    nodes: HashMap<NodeId, Ix>,
    shelves: HashMap<(Ix, Ix), Ix>,
    offers: Vec<Offer>,
    offer_numbers: HashMap<OfferId, u32>,
    apart: BTreeSet<(Ix, Ix)>,
    tongues: Vec<String>,
    position: i64,
}

/// How much is coming, so that room is made once.
#[derive(Debug, Clone, Copy, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Size {
    pub people: usize,
    pub edges: usize,
    pub offers: usize,
}

impl Network {
    /// An empty one, with room.
    pub fn with_room(size: Size) -> Network {
        Network {
            // A shelf or two for three people, by the networks that were measured.
            graph: DiGraph::with_capacity(size.people + size.people / 2, size.edges),
            people: HashMap::with_capacity(size.people),
            offers: Vec::with_capacity(size.offers),
            offer_numbers: HashMap::with_capacity(size.offers),
            ..Network::default()
        }
    }

    /// The position of the journal up to which it holds everything.
    pub fn position(&self) -> i64 {
        self.position
    }

    /// Says up to which position it holds everything.
    pub fn stands_at(&mut self, position: i64) {
        self.position = position;
    }

    /// How many vertices and edges there are.
    pub fn size(&self) -> (usize, usize) {
        (self.graph.node_count(), self.graph.edge_count())
    }

    /// About how many bytes it holds.
    pub fn bytes(&self) -> usize {
        fn table<K, V>(map: &HashMap<K, V>) -> usize {
            // A table keeps an eighth of its room free, and one byte beside each place.
            map.capacity() * 8 / 7 * (size_of::<(K, V)>() + 1)
        }
        let (vertices, edges) = self.graph.capacity();
        vertices * size_of::<petgraph::graph::Node<Vertex>>()
            + edges * size_of::<petgraph::graph::Edge<Edge>>()
            + self.offers.capacity() * size_of::<Offer>()
            + table(&self.people)
            + table(&self.topics)
            + table(&self.nodes)
            + table(&self.shelves)
            + table(&self.offer_numbers)
    }

    /// Adds what stands. Said twice, a thing is there twice: whoever says it anew forgets it first.
    pub fn add(&mut self, row: Row) {
        match row {
            Row::Node { id, level, parent, closed } => {
                let node = self.node(id);
                self.graph[node] = Vertex::Node { id, known: Some(level), closed };
                if let Some(parent) = parent {
                    let parent = self.node(parent);
                    self.graph.add_edge(parent, node, Edge::Contains);
                }
            }
            Row::Topic { id, language, withdrawn } => {
                let (topic, tongue) = (self.topic(id), self.tongue(&language));
                let stands = if withdrawn { Stands::Withdrawn } else { Stands::InTheFund };
                self.graph[topic] = Vertex::Topic { id, stands, tongue };
            }
            Row::Prerequisite { topic, before } => {
                let (topic, before) = (self.topic(topic), self.topic(before));
                self.graph.add_edge(topic, before, Edge::Prerequisite);
            }
            Row::Person { id, minor, erased, language } => {
                let person = self.person(id);
                let tongue = language.map_or(UNKNOWN, |language| self.tongue(&language));
                let who = match (erased, minor) {
                    (true, minor) => Who::Erased { minor },
                    (false, true) => Who::Minor,
                    (false, false) => Who::Adult,
                };
                self.graph[person] = Vertex::Person { id, who, tongue };
            }
            Row::Belongs { person, node, position, since, voucher, steward } => {
                let (person, node) = (self.person(person), self.node(node));
                let voucher = voucher.map_or(Ix::end(), |voucher| self.person(voucher));
                self.graph.add_edge(person, node, Edge::Belongs { position, since, voucher, steward });
            }
            Row::Masters { person, topic, school, via, day } => {
                let (person, shelf) = (self.person(person), self.shelf(school, topic));
                self.graph.add_edge(person, shelf, Edge::Masters { via, day });
            }
            Row::Offers { person, topic, school, offer, capacity, state, opened } => {
                let (person, shelf, number) = (self.person(person), self.shelf(school, topic), self.offer(offer));
                self.offers[number as usize] = Offer { id: offer, capacity, state, opened };
                self.graph.add_edge(person, shelf, Edge::Offers(number));
            }
            Row::Wants { person, topic, school, rank, since } => {
                let (person, shelf) = (self.person(person), self.shelf(school, topic));
                self.graph.add_edge(person, shelf, Edge::Wants { rank, since });
            }
            Row::Learns { learner, tutor, topic, open, offer } => {
                let (learner, tutor, topic) = (self.person(learner), self.person(tutor), self.topic(topic));
                let offer = offer.map_or(NONE, |offer| self.offer(offer));
                self.graph.add_edge(learner, tutor, Edge::Learns { open, topic, offer });
            }
            Row::Learned { learner, tutor, topic, until } => {
                let (learner, tutor, topic) = (self.person(learner), self.person(tutor), self.topic(topic));
                self.graph.add_edge(learner, tutor, Edge::Learned { topic, until });
            }
            Row::Apart { one, other } => {
                let (one, other) = (self.person(one), self.person(other));
                self.apart.extend([(one, other), (other, one)]);
            }
        }
    }

    /// Lets go of everything that belongs to these people, topics and places. What others have with them stays, and so do their numbers.
    pub fn forget(&mut self, people: &[PersonId], topics: &[TopicId], nodes: &[NodeId]) {
        for id in people {
            let Some(person) = self.people.get(id).copied() else { continue };
            self.graph[person] = Vertex::Person { id: *id, who: Who::Unknown, tongue: UNKNOWN };
            self.cut(person);
            let pairs: Vec<Ix> = self.kept_from(person).collect();
            for other in pairs {
                self.apart.remove(&(person, other));
                self.apart.remove(&(other, person));
            }
        }
        for id in topics {
            let Some(topic) = self.topics.get(id).copied() else { continue };
            self.graph[topic] = Vertex::Topic { id: *id, stands: Stands::Unknown, tongue: UNKNOWN };
            self.cut(topic);
        }
        for id in nodes {
            let Some(node) = self.nodes.get(id).copied() else { continue };
            self.graph[node] = Vertex::Node { id: *id, known: None, closed: None };
            while let Some(branch) = self.graph.edges_directed(node, Incoming).find(|edge| matches!(edge.weight(), Edge::Contains)) {
                self.graph.remove_edge(branch.id());
            }
        }
    }

    /// Whoever belongs to a place, offers there, or waits there: for a place that goes on in another.
    pub fn around(&self, node: NodeId) -> Vec<PersonId> {
        let Some(node) = self.nodes.get(&node).copied() else { return Vec::new() };
        let shelves = self.graph.edges(node).filter(|edge| matches!(edge.weight(), Edge::Keeps)).map(|edge| edge.target());
        let mut people: Vec<PersonId> = shelves
            .chain([node])
            .flat_map(|place| self.graph.neighbors_directed(place, Incoming))
            .filter_map(|vertex| match self.graph[vertex] {
                Vertex::Person { id, .. } => Some(id),
                _ => None,
            })
            .collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Takes away everything that leads out. Nobody has many.
    fn cut(&mut self, from: Ix) {
        while let Some(edge) = self.graph.first_edge(from, Outgoing) {
            self.graph.remove_edge(edge);
        }
    }

    fn kept_from(&self, person: Ix) -> impl Iterator<Item = Ix> {
        self.apart.range((person, Ix::new(0))..=(person, Ix::end())).map(|(_, other)| *other)
    }

    fn tongue(&mut self, language: &str) -> Tongue {
        if self.tongues.is_empty() {
            self.tongues.push(String::new());
        }
        let known = self.tongues.iter().position(|known| known == language).unwrap_or_else(|| {
            self.tongues.push(language.to_owned());
            self.tongues.len() - 1
        });
        // More languages than there are: those beyond count as not known.
        Tongue::try_from(known).unwrap_or(UNKNOWN)
    }

    fn offer(&mut self, id: OfferId) -> u32 {
        let next = u32::try_from(self.offers.len()).unwrap_or(NONE);
        *self.offer_numbers.entry(id).or_insert_with(|| {
            self.offers.push(Offer { id, capacity: 0, state: OfferState::Withdrawn, opened: Day::MIN });
            next
        })
    }

    fn person(&mut self, id: PersonId) -> Ix {
        vertex(&mut self.graph, &mut self.people, id, || Vertex::Person { id, who: Who::Unknown, tongue: UNKNOWN })
    }

    fn topic(&mut self, id: TopicId) -> Ix {
        vertex(&mut self.graph, &mut self.topics, id, || Vertex::Topic { id, stands: Stands::Unknown, tongue: UNKNOWN })
    }

    fn node(&mut self, id: NodeId) -> Ix {
        vertex(&mut self.graph, &mut self.nodes, id, || Vertex::Node { id, known: None, closed: None })
    }

    fn shelf(&mut self, node: NodeId, topic: TopicId) -> Ix {
        let (node, topic) = (self.node(node), self.topic(topic));
        if let Some(shelf) = self.shelves.get(&(node, topic)) {
            return *shelf;
        }
        let shelf = self.graph.add_node(Vertex::Shelf { node, topic });
        self.graph.add_edge(node, shelf, Edge::Keeps);
        self.graph.add_edge(shelf, topic, Edge::About);
        self.shelves.insert((node, topic), shelf);
        shelf
    }
}

/// The number of an id, given when it is first named.
fn vertex<K: Eq + Hash>(graph: &mut DiGraph<Vertex, Edge>, known: &mut HashMap<K, Ix>, id: K, new: impl FnOnce() -> Vertex) -> Ix {
    *known.entry(id).or_insert_with(|| graph.add_node(new()))
}
