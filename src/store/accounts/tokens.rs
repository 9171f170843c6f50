//! Keys of programs: one row for each key that somebody made. The row holds the digest of the secret, so that a copy of the database lets no
//! program in.

use diesel::prelude::*;

use crate::domain::id::{PersonId, TokenId};
use crate::domain::moment::Moment;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::schema::{api_tokens, people};

/// A key as stored, without its digest.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct TokenRow {
    pub id: TokenId,
    pub person: PersonId,
    pub name: String,
    pub scope: String,
    pub made: Moment,
    pub expires: Moment,
    pub used: Option<Moment>,
}

type Columns =
    (api_tokens::id, api_tokens::person, api_tokens::name, api_tokens::scope, api_tokens::made, api_tokens::expires, api_tokens::used);
const COLUMNS: Columns =
    (api_tokens::id, api_tokens::person, api_tokens::name, api_tokens::scope, api_tokens::made, api_tokens::expires, api_tokens::used);

/// The key with this digest, unless it has expired, or its owner was erased or counts as a minor.
///
/// # Errors
/// The database cannot be read.
pub fn find(conn: &mut Conn, digest: &[u8], now: Moment) -> Result<Option<TokenRow>, Error> {
    Ok(api_tokens::table
        .inner_join(people::table.on(people::id.eq(api_tokens::person)))
        .filter(api_tokens::digest.eq(digest).and(api_tokens::expires.gt(now)))
        .filter(people::erased.eq(false).and(people::minor.eq(false)))
        .select(COLUMNS)
        .get_result(conn)
        .optional()?)
}

/// A key by its id.
///
/// # Errors
/// The database cannot be read.
pub fn by_id(conn: &mut Conn, id: TokenId) -> Result<Option<TokenRow>, Error> {
    Ok(api_tokens::table.find(id).select(COLUMNS).get_result(conn).optional()?)
}

/// Somebody's keys that have not expired, newest first.
///
/// # Errors
/// The database cannot be read.
pub fn of_person(conn: &mut Conn, person: PersonId, now: Moment) -> Result<Vec<TokenRow>, Error> {
    Ok(api_tokens::table
        .filter(api_tokens::person.eq(person).and(api_tokens::expires.gt(now)))
        .order((api_tokens::made.desc(), api_tokens::id.desc()))
        .select(COLUMNS)
        .load(conn)?)
}

/// Keeps a new key.
///
/// # Errors
/// The database refuses.
pub fn insert(conn: &mut Conn, row: &TokenRow, digest: &[u8]) -> Result<(), Error> {
    diesel::insert_into(api_tokens::table)
        .values((
            api_tokens::id.eq(row.id),
            api_tokens::person.eq(row.person),
            api_tokens::name.eq(&row.name),
            api_tokens::digest.eq(digest),
            api_tokens::scope.eq(&row.scope),
            api_tokens::made.eq(row.made),
            api_tokens::expires.eq(row.expires),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that a key was used.
///
/// # Errors
/// The database refuses.
pub fn touch(conn: &mut Conn, id: TokenId, now: Moment) -> Result<(), Error> {
    diesel::update(api_tokens::table.find(id)).set(api_tokens::used.eq(Some(now))).execute(conn)?;
    Ok(())
}

/// Ends one key at this moment. Its row goes with the next sweep.
///
/// # Errors
/// The database refuses.
pub fn end(conn: &mut Conn, id: TokenId, now: Moment) -> Result<(), Error> {
    diesel::update(api_tokens::table.find(id).filter(api_tokens::expires.gt(now))).set(api_tokens::expires.eq(now)).execute(conn)?;
    Ok(())
}

/// Ends every key of a person.
///
/// # Errors
/// The database refuses.
pub fn end_all(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    diesel::delete(api_tokens::table.filter(api_tokens::person.eq(person))).execute(conn)?;
    Ok(())
}

/// Removes what has expired.
///
/// # Errors
/// The database refuses.
pub fn sweep(conn: &mut Conn, now: Moment) -> Result<(), Error> {
    diesel::delete(api_tokens::table.filter(api_tokens::expires.le(now))).execute(conn)?;
    Ok(())
}
