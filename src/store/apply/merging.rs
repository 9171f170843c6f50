//! A node that goes on in another: who and what follows, and what stays.

use diesel::prelude::*;

use crate::domain::fact::NodeMerged;
use crate::domain::id::PersonId;
use crate::domain::words::{DemonstrationState, InterestState, OfferState, TutorialState};
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::rows::MembershipRow;
use crate::store::schema::{blocks, demonstrations, interests, memberships, nodes, offers, stewards, tutorials};

pub fn merged(conn: &mut Conn, fact: &NodeMerged) -> Result<(), Error> {
    let NodeMerged { node, into, day } = *fact;
    diesel::update(nodes::table.find(node)).set((nodes::closed.eq(Some(day)), nodes::merged_into.eq(Some(into)))).execute(conn)?;

    let open = memberships::node.eq(node).and(memberships::until.is_null());
    let members: Vec<MembershipRow> = memberships::table.filter(open).order(memberships::person).load(conn)?;
    let there = memberships::node.eq(into).and(memberships::until.is_null());
    let there: Vec<PersonId> = memberships::table.filter(there).select(memberships::person).load(conn)?;
    diesel::update(memberships::table.filter(open)).set(memberships::until.eq(Some(day))).execute(conn)?;
    for member in members {
        // Who belonged to both belongs there already.
        if !there.contains(&member.person) {
            super::people::begin_membership(conn, &MembershipRow { node: into, since: day, until: None, ..member })?;
        }
    }
    // Who looked after the one does not therefore look after the other: with that come the names of its children.
    diesel::delete(stewards::table.filter(stewards::node.eq(node))).execute(conn)?;

    // What is open goes on there, whole; what had ended stays where it happened. A visit stays with the place that agreed to
    // it: a tutorial may stand on it.
    let offered = offers::school.eq(node).and(offers::state.eq_any(OfferState::STANDING).or(offers::rests.is_not_null()));
    diesel::update(offers::table.filter(offered)).set(offers::school.eq(into)).execute(conn)?;
    let wished = interests::school.eq(node).and(interests::state.eq(InterestState::Open));
    diesel::update(interests::table.filter(wished)).set(interests::school.eq(into)).execute(conn)?;
    let live = tutorials::school.eq(node).and(tutorials::state.eq_any([TutorialState::Proposed, TutorialState::Open]));
    diesel::update(tutorials::table.filter(live)).set(tutorials::school.eq(into)).execute(conn)?;
    let planned = demonstrations::school.eq(node).and(demonstrations::state.eq(DemonstrationState::Planned));
    diesel::update(demonstrations::table.filter(planned)).set(demonstrations::school.eq(into)).execute(conn)?;
    // Who was on the way here, or from here, begins anew from where she is now.
    super::moves::node_merged(conn, node, day)?;
    // Whoever was kept apart stays so, and the stewards there can see it.
    diesel::update(blocks::table.filter(blocks::school.eq(node))).set(blocks::school.eq(into)).execute(conn)?;
    Ok(())
}
