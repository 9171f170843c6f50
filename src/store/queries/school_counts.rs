//! Counts of schools: how many there are in a month, and in how many of them what happened. Which ones these are is said in `standing`.

use std::collections::BTreeSet;

use diesel::dsl::{case_when, count, not};
use diesel::prelude::*;

use super::figures::{Area, HELD, held, meets};
use super::past::CHUNK;
use super::standing::{Deed, Month, NOW, Standing, Steady, What, copied, of_steady, steady};
use crate::domain::id::{NodeId, TopicId};
use crate::domain::moment::Day;
use crate::domain::words::{Level, TutorialState, Via};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{demonstrations, masteries, node_ancestors, nodes, tutorials};

/// Twelve periods, by their first and last days, oldest first.
pub type Periods = [(Day, Day); 12];

/// The schools of an area in twelve months, of which the last is the current one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// How many there were.
    pub schools: [i64; 12],
    /// How many had a tutorial open, or ended.
    pub active: [i64; 12],
    /// How many had a demonstration.
    pub practising: [i64; 12],
    /// In how many somebody accompanied others in a topic that she had learned by demonstration herself.
    pub promoted: [i64; 12],
    /// Which these are in the current month.
    pub promoted_now: Vec<NodeId>,
    /// Which topics are worked on in which of the schools in the current month: each pair once or more often.
    pub topics: Vec<(TopicId, NodeId)>,
}

impl Spread {
    /// Takes some of its schools out of the months.
    fn leave_out(&mut self, some: Spread) {
        for (counts, less) in
            [(&mut self.active, some.active), (&mut self.practising, some.practising), (&mut self.promoted, some.promoted)]
        {
            counts.iter_mut().zip(less).for_each(|(count, less)| *count -= less);
        }
    }
}

/// The counts of twelve periods in one query: in each, the distinct values of a column where the period's condition holds.
macro_rules! twelve {
    ($column:expr, $periods:expr, |$from:ident, $to:ident| $holds:expr) => {{
        let of = |(first, last): (Day, Day)| {
            let ($from, $to) = (first, last);
            count(case_when($holds, $column)).aggregate_distinct()
        };
        let [a, b, c, d, e, f, g, h, i, j, k, l] = $periods.map(of);
        (a, b, c, d, e, f, g, h, i, j, k, l)
    }};
}

/// What twelve counts are loaded as.
type Twelve = (i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64, i64);

/// Tutorials of a period whose tutor had learned the topic by demonstration herself.
macro_rules! by_promoted_tutors {
    ($from:expr, $to:expr) => {
        tutorials::table
            .inner_join(masteries::table.on(masteries::person.eq(tutorials::tutor).and(masteries::topic.eq(tutorials::topic))))
            .filter(meets!($from, $to))
            .filter(masteries::via.eq(Via::Demonstration))
            .filter(masteries::withdrawn.is_null().and(not(masteries::contested)))
    };
}

/// The schools of an area in twelve months. Some are left out: they are among the schools, and in nothing else.
///
/// # Errors
/// The database cannot be read.
pub fn spread(conn: &mut Conn, area: &Area, periods: Periods, left_out: &BTreeSet<NodeId>) -> Result<Spread, Error> {
    let (first, last) = (periods[0].0, periods[11].1);
    let standing = Standing::since(conn, &[area.node], first)?;
    let deeds = standing.deeds(conn, first, last)?;
    let these = match &area.few {
        Some(few) => Steady::Named(few.schools.iter().copied().filter(|id| !standing.has(*id)).collect()),
        None => Steady::Under { node: area.node, since: first, but: standing.open() },
    };
    let mut months = periods.map(|(from, to)| Month { from, to, stand: to });
    months[11].stand = NOW;

    let mut spread = of_the_steady(conn, &these, periods)?;
    let left: Vec<NodeId> = left_out.iter().copied().filter(|id| !standing.has(*id)).collect();
    for chunk in left.chunks(CHUNK) {
        spread.leave_out(of_the_steady(conn, &Steady::Named(chunk.to_vec()), periods)?);
    }
    spread.topics.retain(|(_, school)| !left_out.contains(school));
    spread.promoted_now.retain(|school| !left_out.contains(school));
    spread.schools = count_steady(conn, &these, first, months)?;
    for (at, month) in months.into_iter().enumerate() {
        let counted = |fits: fn(What) -> bool| standing.counted(area.node, &deeds, month, left_out, fits);
        spread.schools[at] += standing.count(area.node, month.stand);
        spread.active[at] += counted(|what| what != What::Demonstration);
        spread.practising[at] += counted(|what| what == What::Demonstration);
        spread.promoted[at] += counted(|what| what == What::Tutorial { promoted: true });
    }
    let now = |deed: &Deed| standing.counts_for(area.node, deed, months[11]).filter(|school| !left_out.contains(school));
    spread.topics.extend(deeds.iter().filter_map(|deed| Some((deed.topic, now(deed)?))));
    spread.promoted_now.extend(deeds.iter().filter(|deed| deed.what == What::Tutorial { promoted: true }).filter_map(now));
    spread.promoted_now.sort();
    spread.promoted_now.dedup();
    Ok(spread)
}

/// What happened in the schools that neither closed nor moved, by months; how many they are is not counted here.
fn of_the_steady(conn: &mut Conn, these: &Steady, periods: Periods) -> Result<Spread, Error> {
    let ((first, last), (from, to)) = ((periods[0].0, periods[11].1), periods[11]);
    let query = tutorials::table.filter(meets!(first, last)).select(twelve!(tutorials::school, periods, |from, to| meets!(from, to)));
    let active: Twelve = of_steady!(query, tutorials::school, these).get_result(conn)?;
    let query = held!(first, last).select(twelve!(demonstrations::school, periods, |from, to| demonstrations::day.between(from, to)));
    let practising: Twelve = of_steady!(query, demonstrations::school, these).get_result(conn)?;
    let query = by_promoted_tutors!(first, last).select(twelve!(tutorials::school, periods, |from, to| meets!(from, to)));
    let promoted: Twelve = of_steady!(query, tutorials::school, these).get_result(conn)?;

    let query = by_promoted_tutors!(from, to).select(tutorials::school).distinct();
    let promoted_now: Vec<NodeId> = of_steady!(query, tutorials::school, these).load(conn)?;
    let learned = tutorials::table.select((tutorials::topic, tutorials::school)).distinct().filter(meets!(from, to));
    let mut topics: Vec<(TopicId, NodeId)> = of_steady!(learned, tutorials::school, these).load(conn)?;
    let shown = held!(from, to).select((demonstrations::topic, demonstrations::school)).distinct();
    topics.extend(of_steady!(shown, demonstrations::school, these).load::<(TopicId, NodeId)>(conn)?);
    let (active, practising, promoted) = (active.into(), practising.into(), promoted.into());
    Ok(Spread { schools: [0; 12], active, practising, promoted, promoted_now, topics })
}

/// How many of them stood in each month.
fn count_steady(conn: &mut Conn, these: &Steady, first: Day, months: [Month; 12]) -> Result<[i64; 12], Error> {
    let days = months.map(|month| (month.from, month.stand));
    let query = nodes::table.select(twelve!(nodes::id, days, |_from, day| nodes::since.le(day)));
    let entered: Twelve = of_steady!(query, nodes::id, these).get_result(conn)?;
    let mut counts: [i64; 12] = entered.into();
    for (entered, recorded) in copied(conn, these, first)?.into_values() {
        for (count, month) in counts.iter_mut().zip(months) {
            *count += i64::from(recorded <= month.stand && month.stand < entered);
        }
    }
    Ok(counts)
}
