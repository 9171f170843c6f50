//! Lists that somebody has sent and not yet confirmed: one row a list, which goes when it is too old, when it is confirmed, or when somebody
//! whom it may name is forgotten. Deliberately does not know what stands in a list, nor who may see it.

use diesel::prelude::*;

use super::conn::Conn;
use super::error::Error;
use super::schema::{memberships, waiting_lists};
use crate::domain::id::{ListId, NodeId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::words::{ListKind, ListState};

/// A list that waits.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = waiting_lists)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct ListRow {
    pub id: ListId,
    pub person: PersonId,
    pub node: NodeId,
    pub kind: ListKind,
    pub name: String,
    pub state: ListState,
    pub expires: Moment,
    pub answers: String,
    pub written: i32,
    pub body: Vec<u8>,
    pub shown: Option<String>,
}

/// A list by its id, unless it is too old.
///
/// # Errors
/// The database cannot be read.
pub fn by_id(conn: &mut Conn, id: ListId, now: Moment) -> Result<Option<ListRow>, Error> {
    Ok(waiting_lists::table.find(id).filter(waiting_lists::expires.gt(now)).get_result(conn).optional()?)
}

/// What somebody has waiting, newest first, without what stands in it.
///
/// # Errors
/// The database cannot be read.
pub fn of_person(conn: &mut Conn, person: PersonId, now: Moment) -> Result<Vec<ListRow>, Error> {
    use waiting_lists as w;
    type Shown = (ListId, NodeId, ListKind, String, ListState, Moment, i32);
    let rows: Vec<Shown> = w::table
        .filter(w::person.eq(person).and(w::expires.gt(now)))
        .order((w::expires.desc(), w::id.desc()))
        .select((w::id, w::node, w::kind, w::name, w::state, w::expires, w::written))
        .load(conn)?;
    let (answers, body) = (String::new(), Vec::new());
    let row = |(id, node, kind, name, state, expires, written)| ListRow {
        id,
        person,
        node,
        kind,
        name,
        state,
        expires,
        answers: answers.clone(),
        written,
        body: body.clone(),
        shown: None,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Keeps a list.
///
/// # Errors
/// The database refuses.
pub fn insert(conn: &mut Conn, row: &ListRow) -> Result<(), Error> {
    diesel::insert_into(waiting_lists::table).values(row).execute(conn)?;
    Ok(())
}

/// Puts other rows in its place: its columns mean something else. What was decided row by row was about other rows.
///
/// # Errors
/// The database refuses.
pub fn set_body(conn: &mut Conn, id: ListId, body: &[u8]) -> Result<(), Error> {
    use waiting_lists as w;
    diesel::update(w::table.find(id)).set((w::body.eq(body), w::answers.eq("{}"), w::shown.eq(None::<&str>))).execute(conn)?;
    Ok(())
}

/// Says what was decided row by row.
///
/// # Errors
/// The database refuses.
pub fn set_answers(conn: &mut Conn, id: ListId, answers: &str) -> Result<(), Error> {
    diesel::update(waiting_lists::table.find(id)).set(waiting_lists::answers.eq(answers)).execute(conn)?;
    Ok(())
}

/// It begins to be written, as a preview of this sign had it.
///
/// # Errors
/// The database refuses.
pub fn begin(conn: &mut Conn, id: ListId, shown: &str) -> Result<(), Error> {
    use waiting_lists as w;
    diesel::update(w::table.find(id)).set((w::state.eq(ListState::Begun), w::shown.eq(Some(shown)))).execute(conn)?;
    Ok(())
}

/// Says how far it is, and that so many more rows are written.
///
/// # Errors
/// The database refuses.
pub fn advance(conn: &mut Conn, id: ListId, state: ListState, more: i32) -> Result<(), Error> {
    use waiting_lists as w;
    diesel::update(w::table.find(id)).set((w::state.eq(state), w::written.eq(w::written + more))).execute(conn)?;
    Ok(())
}

/// All of it is written: what stood in it goes.
///
/// # Errors
/// The database refuses.
pub fn finish(conn: &mut Conn, id: ListId) -> Result<(), Error> {
    use waiting_lists as w;
    let empty: &[u8] = &[];
    let done = (w::state.eq(ListState::Done), w::answers.eq("{}"), w::body.eq(empty));
    diesel::update(w::table.find(id)).set(done).execute(conn)?;
    Ok(())
}

/// Removes a list.
///
/// # Errors
/// The database refuses.
pub fn remove(conn: &mut Conn, id: ListId) -> Result<(), Error> {
    diesel::delete(waiting_lists::table.find(id)).execute(conn)?;
    Ok(())
}

/// Removes what somebody sent, and every list of a place where she is or was: her name may stand in it.
///
/// # Errors
/// The database refuses.
pub fn forget(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    let hers = memberships::table.filter(memberships::person.eq(person)).select(memberships::node);
    diesel::delete(waiting_lists::table.filter(waiting_lists::person.eq(person).or(waiting_lists::node.eq_any(hers)))).execute(conn)?;
    Ok(())
}

/// Removes what is too old.
///
/// # Errors
/// The database refuses.
pub fn sweep(conn: &mut Conn, now: Moment) -> Result<usize, Error> {
    Ok(diesel::delete(waiting_lists::table.filter(waiting_lists::expires.le(now))).execute(conn)?)
}
