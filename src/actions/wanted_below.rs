//! What is waited for in the schools under a place, unsigned and uncounted: in which school somebody waits for which topic, for whoever may read
//! that in each school's own list. It tells nobody more than the schools do one by one; it spares her to open each.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Error, ground};
use crate::domain::id::{NodeId, TopicId};
use crate::domain::policy::{Caller, Verb, may};
use crate::store::Conn;
use crate::store::queries::waits;

/// By topic the schools under a node where somebody waits for it: of all topics, or of some.
///
/// # Errors
/// The database cannot be read.
pub fn of(
    conn: &mut Conn,
    caller: &Caller,
    node: NodeId,
    topics: Option<&[TopicId]>,
) -> Result<BTreeMap<TopicId, BTreeSet<NodeId>>, Error> {
    let mut known: HashMap<NodeId, bool> = HashMap::new();
    let mut wanted: BTreeMap<TopicId, BTreeSet<NodeId>> = BTreeMap::new();
    for (topic, school) in waits::under(conn, node, topics)? {
        let reads = match known.get(&school) {
            Some(reads) => *reads,
            None => {
                let reads = may(Verb::ReadSchoolCatalog, caller.to_place(&ground::place(conn, school)?));
                known.insert(school, reads);
                reads
            }
        };
        if reads {
            wanted.entry(topic).or_default().insert(school);
        }
    }
    Ok(wanted)
}
