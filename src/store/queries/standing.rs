//! Which schools a month counts, where some close, are joined or move.
//!
//! A month's schools are those that stand on its last day (today, in the current one) and hang in the area on it. A school stands from the day
//! on which it was entered, or from the first of which something is recorded there, until it closes.
//!
//! What happened in a school that closed counts, in counts of schools, for the school in which it goes on (through every later joining), if that
//! one hangs in the area on that day; where it goes on in none, for none. A school that moved counts where it hangs on that day, for what it did
//! while it hung there. So of no month more schools are told to practise than there were. Events are counted elsewhere (`figures`), at the
//! place of their day.
//!
//! Most schools neither close nor move in a year, and no other goes on in them: the database counts these ([`Steady`]). The others are few, and
//! what happened there is read and judged one by one.

use std::collections::{BTreeSet, HashMap};

use diesel::dsl::min;
use diesel::prelude::*;

use super::figures::HELD;
use super::past::{CHUNK, Span, begun_at, held_at, meet};
use crate::domain::id::{NodeId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{Level, TutorialState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::BEGINNING;
use crate::store::schema::{demonstrations, node_ancestors, node_pasts, nodes, tutorials};

/// The last day of the current month, as far as schools are concerned: what stands and hangs now, whichever day it is where it is.
pub(super) const NOW: Day = match Day::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => Day::MAX,
};

diesel::alias!(nodes as steady: SteadyNodes);

/// The schools of an area that the database counts.
pub(super) enum Steady {
    Named(Vec<NodeId>),
    /// The open ones that have hung under a node since a day, but for some.
    Under {
        node: NodeId,
        since: Day,
        but: Vec<NodeId>,
    },
}

/// The rows of a query whose column is one of these schools.
macro_rules! of_steady {
    ($query:expr, $column:expr, $steady:expr) => {{
        let query = $query.into_boxed();
        match $steady {
            Steady::Named(ids) => query.filter($column.eq_any(ids)),
            Steady::Under { node, since, but } => query.filter(
                $column.eq_any(
                    node_ancestors::table
                        .inner_join(steady.on(steady.field(nodes::id).eq(node_ancestors::node)))
                        .filter(node_ancestors::ancestor.eq(*node).and(node_ancestors::since.le(*since)))
                        .filter(steady.field(nodes::level).eq(Level::School).and(steady.field(nodes::closed).is_null()))
                        .filter(node_ancestors::node.ne_all(but))
                        .select(node_ancestors::node),
                ),
            ),
        }
    }};
}
pub(super) use of_steady;

/// What was recorded at schools before they were entered: of each that was entered after a day the day on which it was, and the first day of
/// which something is recorded.
pub(super) fn copied(conn: &mut Conn, schools: &Steady, after: Day) -> Result<HashMap<NodeId, (Day, Day)>, Error> {
    let held = demonstrations::table
        .inner_join(nodes::table.on(nodes::id.eq(demonstrations::school)))
        .filter(nodes::since.gt(after).and(demonstrations::day.lt(nodes::since)).and(demonstrations::state.eq_any(HELD)))
        .group_by(demonstrations::school)
        .select((demonstrations::school, min(nodes::since), min(demonstrations::day)));
    let begun = tutorials::table
        .inner_join(nodes::table.on(nodes::id.eq(tutorials::school)))
        .filter(nodes::since.gt(after).and(tutorials::agreed.lt(nodes::since.nullable())))
        .filter(tutorials::contested.eq(false).and(tutorials::state.ne(TutorialState::NeverBegan)))
        .group_by(tutorials::school)
        .select((tutorials::school, min(nodes::since), min(tutorials::agreed)));
    let mut rows: Vec<(NodeId, Option<Day>, Option<Day>)> = of_steady!(held, demonstrations::school, schools).load(conn)?;
    rows.extend(of_steady!(begun, tutorials::school, schools).load::<(NodeId, Option<Day>, Option<Day>)>(conn)?);
    let mut found: HashMap<NodeId, (Day, Day)> = HashMap::new();
    for (school, entered, first) in rows {
        let (Some(entered), Some(first)) = (entered, first) else { continue };
        let known = found.entry(school).or_insert((entered, first));
        known.1 = known.1.min(first);
    }
    Ok(found)
}

/// A school, from when and until when it stands.
#[derive(Debug, Clone, Copy)]
struct School {
    first: Day,
    closed: Option<Day>,
    goes_on_in: Option<NodeId>,
}

/// Something that happened in a school that is judged by itself.
pub(super) struct Deed {
    school: NodeId,
    pub topic: TopicId,
    /// Its first and last day.
    days: (Day, Day),
    pub what: What,
}

/// What it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Demonstration,
    /// And whether its tutor had learned the topic by demonstration herself.
    Tutorial {
        promoted: bool,
    },
}

/// A month: its first and last day, and the day on which its schools stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Month {
    pub from: Day,
    pub to: Day,
    pub stand: Day,
}

/// The schools of some areas that closed since a day, in which one of these goes on, or that came or went.
#[derive(Default)]
pub(super) struct Standing {
    /// By area and school, the days on which it hung there.
    hung: HashMap<(NodeId, NodeId), Vec<Span>>,
    schools: HashMap<NodeId, School>,
}

impl Standing {
    /// Those of some areas since a day.
    pub fn since(conn: &mut Conn, areas: &[NodeId], first: Day) -> Result<Standing, Error> {
        let mut ids = changed(conn, areas, first)?;
        joined(conn, areas, first, &mut ids)?;
        if ids.is_empty() {
            return Ok(Standing::default());
        }
        let mut standing = Standing { schools: schools(conn, ids, first)?, ..Standing::default() };
        standing.hang(conn, areas)?;
        // What neither hung in one of the areas nor goes on there is not theirs.
        let theirs: BTreeSet<NodeId> = standing.hung.keys().map(|(_, school)| *school).collect();
        let way =
            |id: &NodeId| std::iter::successors(Some(*id), |at| standing.schools.get(at)?.goes_on_in).take(standing.schools.len() + 1);
        let kept: BTreeSet<NodeId> = standing.schools.keys().copied().filter(|id| way(id).any(|at| theirs.contains(&at))).collect();
        standing.schools.retain(|id, _| kept.contains(id));
        Ok(standing)
    }

    /// Finds the days on which they hung in the areas.
    fn hang(&mut self, conn: &mut Conn, areas: &[NodeId]) -> Result<(), Error> {
        let ids = self.ids();
        for id in ids.iter().filter(|id| areas.contains(id)) {
            self.hung.insert((*id, *id), vec![(BEGINNING, None)]);
        }
        for chunk in ids.chunks(CHUNK) {
            let now: Vec<(NodeId, NodeId, Day)> = node_ancestors::table
                .filter(node_ancestors::node.eq_any(chunk).and(node_ancestors::ancestor.eq_any(areas)))
                .select((node_ancestors::ancestor, node_ancestors::node, node_ancestors::since))
                .load(conn)?;
            let before: Vec<(NodeId, NodeId, Day, Day)> = node_pasts::table
                .filter(node_pasts::node.eq_any(chunk).and(node_pasts::ancestor.eq_any(areas)))
                .select((node_pasts::ancestor, node_pasts::node, node_pasts::since, node_pasts::until))
                .load(conn)?;
            let now = now.into_iter().map(|(area, node, since)| (area, node, (since, None)));
            let before = before.into_iter().map(|(area, node, since, until)| (area, node, (since, Some(until))));
            now.chain(before).for_each(|(area, node, span)| self.hung.entry((area, node)).or_default().push(span));
        }
        Ok(())
    }

    fn ids(&self) -> Vec<NodeId> {
        let mut ids: Vec<NodeId> = self.schools.keys().copied().collect();
        ids.sort();
        ids
    }

    /// Whether a school is judged by itself.
    pub fn has(&self, id: NodeId) -> bool {
        self.schools.contains_key(&id)
    }

    /// Those that are open today.
    pub fn open(&self) -> Vec<NodeId> {
        self.ids().into_iter().filter(|id| self.schools[id].closed.is_none()).collect()
    }

    /// What happened in them in a period.
    pub fn deeds(&self, conn: &mut Conn, from: Day, to: Day) -> Result<Vec<Deed>, Error> {
        let ids = self.ids();
        let held = held_at(conn, &ids, from, to)?.into_iter();
        let held = held.map(|one| Deed { school: one.school, topic: one.topic, days: (one.day, one.day), what: What::Demonstration });
        let begun = begun_at(conn, &ids, from, to)?.into_iter().map(|one| Deed {
            school: one.school,
            topic: one.topic,
            days: (one.agreed, one.ended.unwrap_or(to)),
            what: What::Tutorial { promoted: one.promoted },
        });
        Ok(held.chain(begun).collect())
    }

    /// Which school stands for one of them on a day: itself, or that in which it goes on.
    fn stands_for(&self, id: NodeId, day: Day) -> Option<NodeId> {
        let mut at = id;
        // As many steps as there are schools: what is recorded elsewhere could lead round.
        for _ in 0..=self.schools.len() {
            let school = self.schools.get(&at)?;
            if school.closed.is_none_or(|closed| closed > day) {
                return (school.first <= day).then_some(at);
            }
            at = school.goes_on_in?;
        }
        None
    }

    fn hangs(&self, area: NodeId, school: NodeId, from: Day, to: Day) -> bool {
        self.hung.get(&(area, school)).is_some_and(|spans| meet(spans, from, to))
    }

    /// How many of them stand and hang in an area on a day.
    pub fn count(&self, area: NodeId, day: Day) -> i64 {
        let there = self.schools.keys().filter(|id| self.stands_for(**id, day) == Some(**id) && self.hangs(area, **id, day, day));
        i64::try_from(there.count()).unwrap_or(i64::MAX)
    }

    /// The school of an area for which something counts in a month.
    pub fn counts_for(&self, area: NodeId, deed: &Deed, month: Month) -> Option<NodeId> {
        let (from, to) = (deed.days.0.max(month.from), deed.days.1.min(month.to));
        let school = self.stands_for(deed.school, month.stand).filter(|_| from <= to)?;
        let there = self.hangs(area, school, month.stand, month.stand);
        (there && (school != deed.school || self.hangs(area, school, from, to))).then_some(school)
    }

    /// How many schools of an area, but for some, something of these counts for in a month.
    pub fn counted(&self, area: NodeId, deeds: &[Deed], month: Month, but: &BTreeSet<NodeId>, fits: impl Fn(What) -> bool) -> i64 {
        let schools: BTreeSet<NodeId> =
            deeds.iter().filter(|deed| fits(deed.what)).filter_map(|deed| self.counts_for(area, deed, month)).collect();
        i64::try_from(schools.difference(but).count()).unwrap_or(i64::MAX)
    }
}

/// The schools at and under some areas that closed, came or went since a day.
fn changed(conn: &mut Conn, areas: &[NodeId], first: Day) -> Result<BTreeSet<NodeId>, Error> {
    let school = || nodes::level.eq(Level::School);
    let mut ids: BTreeSet<NodeId> = BTreeSet::new();
    let there = node_ancestors::table
        .inner_join(nodes::table.on(nodes::id.eq(node_ancestors::node)))
        .filter(node_ancestors::ancestor.eq_any(areas).and(school()))
        .filter(node_ancestors::since.gt(first).or(nodes::closed.ge(first)));
    ids.extend(there.select(node_ancestors::node).load::<NodeId>(conn)?);
    let went = node_pasts::table
        .inner_join(nodes::table.on(nodes::id.eq(node_pasts::node)))
        .filter(node_pasts::ancestor.eq_any(areas).and(node_pasts::until.gt(first)).and(school()));
    ids.extend(went.select(node_pasts::node).load::<NodeId>(conn)?);
    let own = nodes::table.filter(nodes::id.eq_any(areas).and(school()).and(nodes::closed.ge(first)));
    ids.extend(own.select(nodes::id).load::<NodeId>(conn)?);
    Ok(ids)
}

/// Adds those that were joined since a day to one that is known or of the areas, and to those.
fn joined(conn: &mut Conn, areas: &[NodeId], first: Day, ids: &mut BTreeSet<NodeId>) -> Result<(), Error> {
    let under = node_ancestors::table.filter(node_ancestors::ancestor.eq_any(areas)).select(node_ancestors::node);
    let under = nodes::table.filter(nodes::merged_into.assume_not_null().eq_any(under).and(nodes::closed.ge(first)));
    let mut next: Vec<NodeId> = under.select(nodes::id).load(conn)?;
    next.extend(ids.iter().chain(areas));
    let mut asked: BTreeSet<NodeId> = next.iter().copied().collect();
    ids.extend(next.iter().copied().filter(|id| !areas.contains(id)));
    while !next.is_empty() {
        let mut found: Vec<NodeId> = Vec::new();
        for chunk in next.chunks(CHUNK) {
            let into = nodes::table.filter(nodes::merged_into.assume_not_null().eq_any(chunk).and(nodes::closed.ge(first)));
            found.extend(into.select(nodes::id).load::<NodeId>(conn)?);
        }
        ids.extend(found.iter().copied());
        next = found.into_iter().filter(|id| asked.insert(*id)).collect();
    }
    Ok(())
}

/// Those of some places that are schools, and those in which they go on.
fn schools(conn: &mut Conn, ids: BTreeSet<NodeId>, first: Day) -> Result<HashMap<NodeId, School>, Error> {
    let mut all: HashMap<NodeId, School> = HashMap::new();
    let mut next: Vec<NodeId> = ids.iter().copied().collect();
    let mut asked = ids;
    while !next.is_empty() {
        let mut into: Vec<NodeId> = Vec::new();
        for chunk in next.chunks(CHUNK) {
            let these = nodes::table.filter(nodes::id.eq_any(chunk).and(nodes::level.eq(Level::School)));
            let rows: Vec<(NodeId, Day, Option<Day>, Option<NodeId>)> =
                these.select((nodes::id, nodes::since, nodes::closed, nodes::merged_into)).load(conn)?;
            let copied = copied(conn, &Steady::Named(chunk.to_vec()), first)?;
            for (id, since, closed, goes_on_in) in rows {
                into.extend(goes_on_in);
                all.insert(id, School { first: copied.get(&id).map_or(since, |(_, first)| *first), closed, goes_on_in });
            }
        }
        next = into.into_iter().filter(|id| asked.insert(*id)).collect();
    }
    Ok(all)
}
