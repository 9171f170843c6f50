//! Children's sign-in cards, found by the slow hash of the code that stands on them; and what a school says of its cards.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::Moment;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{card_rules, cards, memberships, people};

/// Whose a card is, and which school made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Card {
    /// The child.
    pub person: PersonId,
    /// The school; she belongs to it today.
    pub school: NodeId,
}

/// The card of this hash. One of an adult, of somebody erased, or of somebody who has left the school that made it is none.
///
/// # Errors
/// The database cannot be read.
pub fn find(conn: &mut Conn, hash: &[u8]) -> Result<Option<Card>, Error> {
    let found: Option<(PersonId, NodeId)> = cards::table
        .inner_join(people::table.on(people::id.eq(cards::person)))
        .inner_join(memberships::table.on(memberships::person.eq(cards::person).and(memberships::node.eq(cards::school))))
        .filter(cards::hash.eq(hash).and(people::minor.eq(true)).and(people::erased.eq(false)).and(memberships::until.is_null()))
        .select((cards::person, cards::school))
        .get_result(conn)
        .optional()?;
    Ok(found.map(|(person, school)| Card { person, school }))
}

/// Gives a child a card in place of the one that she had.
///
/// # Errors
/// The database refuses.
pub fn set(conn: &mut Conn, card: Card, hash: &[u8], now: Moment) -> Result<(), Error> {
    end(conn, card.person)?;
    diesel::insert_into(cards::table)
        .values((cards::person.eq(card.person), cards::school.eq(card.school), cards::hash.eq(hash), cards::made.eq(now)))
        .execute(conn)?;
    Ok(())
}

/// Voids somebody's card.
///
/// # Errors
/// The database refuses.
pub fn end(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    diesel::delete(cards::table.find(person)).execute(conn)?;
    Ok(())
}

/// Who has a card of this school.
///
/// # Errors
/// The database cannot be read.
pub fn holders(conn: &mut Conn, school: NodeId) -> Result<HashSet<PersonId>, Error> {
    Ok(cards::table.filter(cards::school.eq(school)).select(cards::person).load::<PersonId>(conn)?.into_iter().collect())
}

/// Whether a school's cards work only while its classroom is open.
///
/// # Errors
/// The database cannot be read.
pub fn in_class_only(conn: &mut Conn, school: NodeId) -> Result<bool, Error> {
    let found: Option<bool> = card_rules::table.find(school).select(card_rules::in_class_only).get_result(conn).optional()?;
    Ok(found.unwrap_or(false))
}

/// Says when a school's cards work.
///
/// # Errors
/// The database refuses.
pub fn set_rule(conn: &mut Conn, school: NodeId, in_class_only: bool) -> Result<(), Error> {
    diesel::delete(card_rules::table.find(school)).execute(conn)?;
    diesel::insert_into(card_rules::table)
        .values((card_rules::school.eq(school), card_rules::in_class_only.eq(in_class_only)))
        .execute(conn)?;
    Ok(())
}
