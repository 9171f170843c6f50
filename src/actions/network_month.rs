//! What the whole network demonstrated in a month, as anybody may know it (DOMAIN.md §3.10): events are all counted, schools whose figures are for
//! their own people alone are named nowhere, and counted only where they are enough together. Where one person teaches in the whole network, its
//! months are hers.

use std::collections::BTreeSet;

use super::Error;
use super::figures::{LEAST_IN_PUBLIC, nameable};
use crate::domain::id::NodeId;
use crate::spread::month::Period;
use crate::store::Conn;
use crate::store::queries::network_month::{Demonstrated, demonstrated, schools_demonstrating, teaching};

/// A month of the network.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkMonth {
    /// How many demonstrations there were.
    pub times: i64,
    /// How many of them were among the teams that accompany schools.
    pub outside: i64,
    /// In how many schools, where all of them may be counted.
    pub schools: Option<usize>,
    /// Those that may be named, by name.
    pub named: Vec<(NodeId, String)>,
    /// What was demonstrated where it may be counted, most often first.
    pub topics: Vec<Demonstrated>,
}

impl NetworkMonth {
    /// What may be told of a month; nothing where nothing may, or nothing was.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn of(conn: &mut Conn, month: Period) -> Result<Option<NetworkMonth>, Error> {
        let all = schools_demonstrating(conn, month.from, month.to)?;
        let ids: Vec<NodeId> = all.iter().map(|(id, _)| *id).collect();
        let may_be_named = nameable(conn, &ids)?;
        let kept: BTreeSet<NodeId> = ids.into_iter().filter(|id| !may_be_named.contains(id)).collect();
        let left_out = if kept.len() < LEAST_IN_PUBLIC as usize { kept } else { BTreeSet::new() };
        let schools = left_out.is_empty().then_some(all.len());
        let some_told = all.len() > left_out.len();
        let named = all.into_iter().filter(|(id, _)| may_be_named.contains(id)).collect();
        let mut topics = demonstrated(conn, month.from, month.to, &left_out)?;
        let (times, inside) = topics.iter().fold((0, 0), |(times, inside), row| (times + row.times, inside + row.in_schools));
        topics.retain(|row| row.schools > 0 || row.teams > 0);
        let outside = times - inside;
        let told = times > 0 && (some_told || outside > 0 || teaching(conn)? > 1);
        Ok(told.then_some(NetworkMonth { times, outside, schools, named, topics }))
    }
}
