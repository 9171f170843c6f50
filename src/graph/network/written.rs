//! A network written out as rows: what two networks are compared by.

use petgraph::visit::EdgeRef;

use super::*;

impl Network {
    /// Everything that stands, as sorted rows: two networks that say the same have the same, however they came about.
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.graph.edge_count());
        for vertex in self.graph.node_indices() {
            match self.graph[vertex] {
                Vertex::Node { id, known: Some(level), closed } => {
                    rows.push(Row::Node { id, level, parent: self.parent(vertex).map(|parent| self.node_id(parent)), closed });
                }
                Vertex::Topic { id, stands, tongue } if stands != Stands::Unknown => {
                    rows.push(Row::Topic { id, language: self.language(tongue), withdrawn: stands == Stands::Withdrawn });
                }
                Vertex::Person { id, who, tongue } => {
                    let (minor, erased) = match who {
                        Who::Unknown => continue,
                        Who::Minor => (true, false),
                        Who::Adult => (false, false),
                        Who::Erased { minor } => (minor, true),
                    };
                    let language = (tongue != UNKNOWN).then(|| self.language(tongue));
                    rows.push(Row::Person { id, minor, erased, language });
                }
                Vertex::Node { .. } | Vertex::Topic { .. } | Vertex::Shelf { .. } => {}
            }
            rows.extend(self.graph.edges(vertex).filter_map(|edge| self.written(vertex, edge.target(), edge.weight())));
        }
        let pairs = self.apart.iter().map(|(one, other)| (self.person_id(*one), self.person_id(*other)));
        rows.extend(pairs.filter(|(one, other)| one < other).map(|(one, other)| Row::Apart { one, other }));
        rows.sort_unstable();
        rows
    }

    fn written(&self, from: Ix, to: Ix, edge: &Edge) -> Option<Row> {
        let on_shelf = || match self.graph[to] {
            Vertex::Shelf { node, topic } => Some((self.topic_id(topic), self.node_id(node))),
            _ => None,
        };
        Some(match *edge {
            Edge::Belongs { position, since, voucher, steward } => {
                let voucher = (voucher != Ix::end()).then(|| self.person_id(voucher));
                Row::Belongs { person: self.person_id(from), node: self.node_id(to), position, since, voucher, steward }
            }
            Edge::Masters { via, day } => {
                let (topic, school) = on_shelf()?;
                Row::Masters { person: self.person_id(from), topic, school, via, day }
            }
            Edge::Offers(number) => {
                let ((topic, school), offer) = (on_shelf()?, self.offers[number as usize]);
                let Offer { id, capacity, state, opened } = offer;
                Row::Offers { person: self.person_id(from), topic, school, offer: id, capacity, state, opened }
            }
            Edge::Wants { rank, since } => {
                let (topic, school) = on_shelf()?;
                Row::Wants { person: self.person_id(from), topic, school, rank, since }
            }
            Edge::Learns { open, topic, offer } => {
                let offer = (offer != NONE).then(|| self.offers[offer as usize].id);
                let (learner, tutor) = (self.person_id(from), self.person_id(to));
                Row::Learns { learner, tutor, topic: self.topic_id(topic), open, offer }
            }
            Edge::Learned { topic, until } => {
                Row::Learned { learner: self.person_id(from), tutor: self.person_id(to), topic: self.topic_id(topic), until }
            }
            Edge::Prerequisite => Row::Prerequisite { topic: self.topic_id(from), before: self.topic_id(to) },
            Edge::Contains | Edge::Keeps | Edge::About => return None,
        })
    }

    fn language(&self, tongue: Tongue) -> String {
        self.tongues.get(usize::from(tongue)).cloned().unwrap_or_default()
    }

    /// The place above, of the lowest id where two are said to be.
    pub(super) fn parent(&self, node: Ix) -> Option<Ix> {
        let above = self.graph.edges_directed(node, Incoming).filter(|edge| matches!(edge.weight(), Edge::Contains));
        above.map(|edge| edge.source()).min_by_key(|parent| self.node_id(*parent))
    }

    pub(super) fn person_id(&self, vertex: Ix) -> PersonId {
        match self.graph[vertex] {
            Vertex::Person { id, .. } => id,
            _ => PersonId::from_bytes([0; 16]),
        }
    }

    pub(super) fn topic_id(&self, vertex: Ix) -> TopicId {
        match self.graph[vertex] {
            Vertex::Topic { id, .. } => id,
            _ => TopicId::from_bytes([0; 16]),
        }
    }

    pub(super) fn node_id(&self, vertex: Ix) -> NodeId {
        match self.graph[vertex] {
            Vertex::Node { id, .. } => id,
            _ => NodeId::from_bytes([0; 16]),
        }
    }
}
