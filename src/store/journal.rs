//! The journal: the append-only record of every fact, and the only way to change the practice.
//!
//! [`record`] appends a fact and applies it to the tables, in the caller's transaction: both or neither. The order of lines is one per
//! database (`position`), under the single writer. Lines are numbered without gaps within a *stream*: the installation, an epoch of it
//! (random, opened at the first write after each start, so that a restored copy can never reuse a number), and the audience.
//!
//! **Chain.** Each stream has a running digest: H(chain so far ‖ fact ‖ sequence ‖ recorded ‖ actor ‖ kind ‖ version ‖ digest of the body).
//! Its newest value stands with the stream; `check` computes it again from the lines. The digest of a local body is salted and stored beside
//! it, so that the body can be blanked when a person is erased and the chain still holds. Bodies that outlive an erasure need neither.

use diesel::dsl::max;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::apply;
use super::conn::Conn;
use super::error::Error;
use super::schema::{journal, journal_subjects, streams};
use crate::domain::fact::Fact;
use crate::domain::id::{FactId, InstallationId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::words::Reach;

/// 32 bytes of SHA-256.
pub type Sum = [u8; 32];

/// A line of the journal as stored.
#[derive(Debug, Clone, Queryable)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct Line {
    pub position: i64,
    pub fact: FactId,
    pub stream: i32,
    pub sequence: i64,
    pub recorded: Moment,
    pub actor: Option<PersonId>,
    pub kind: String,
    pub version: i32,
    pub body: Option<String>,
    pub salt: Option<Vec<u8>>,
    pub digest: Option<Vec<u8>>,
}

/// A stream as stored.
#[derive(Debug, Clone, Queryable)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct StreamRow {
    pub stream: i32,
    pub origin: InstallationId,
    pub epoch: Vec<u8>,
    pub reach: Reach,
    pub head: i64,
    pub head_chain: Vec<u8>,
    pub closed: bool,
}

/// The end of a stream to which this process is writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head {
    stream: i32,
    sequence: i64,
    chain: Sum,
}

/// Where the next line goes. Held by the writer; copied before each job, so that a job that fails leaves it as it was.
#[derive(Debug, Clone)]
pub struct Heads {
    origin: InstallationId,
    epoch: [u8; 16],
    position: i64,
    streams: [Option<Head>; 3],
    touched: [bool; 3],
}

fn slot(reach: Reach) -> usize {
    match reach {
        Reach::Local => 0,
        Reach::Network => 1,
        Reach::Erasure => 2,
    }
}

/// The position of the newest line that this transaction sees; 0 where there is none. Two readers at the same end see the same practice.
///
/// # Errors
/// The database cannot be read.
pub fn end(conn: &mut Conn) -> Result<i64, Error> {
    Ok(journal::table.select(max(journal::position)).get_result::<Option<i64>>(conn)?.unwrap_or(0))
}

impl Heads {
    /// Heads of a process that has written nothing yet.
    pub fn new(origin: InstallationId, epoch: [u8; 16]) -> Heads {
        Heads { origin, epoch, position: 0, streams: [None; 3], touched: [false; 3] }
    }

    /// Reads where the journal ends now. At the start of every writing transaction: another process may have written.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn catch_up(&mut self, conn: &mut Conn) -> Result<(), Error> {
        self.position = end(conn)?;
        self.touched = [false; 3];
        Ok(())
    }

    /// Writes the streams' new ends. Once a transaction, before its commit.
    ///
    /// # Errors
    /// The database refuses.
    pub fn settle(&mut self, conn: &mut Conn) -> Result<(), Error> {
        for (head, touched) in self.streams.iter().zip(&mut self.touched) {
            if let (Some(head), true) = (head, *touched) {
                // Another program on the same database may have closed the stream when it opened its own; who writes on is not over.
                diesel::update(streams::table.find(head.stream))
                    .set((streams::head.eq(head.sequence), streams::head_chain.eq(&head.chain[..]), streams::closed.eq(false)))
                    .execute(conn)?;
                *touched = false;
            }
        }
        Ok(())
    }

    fn open(&mut self, conn: &mut Conn, reach: Reach) -> Result<Head, Error> {
        if let Some(head) = self.streams[slot(reach)] {
            return Ok(head);
        }
        // Older epochs of this installation are over: their last digest is all that they still have to prove.
        diesel::update(
            streams::table.filter(streams::origin.eq(self.origin).and(streams::epoch.ne(&self.epoch[..])).and(streams::reach.eq(reach))),
        )
        .set(streams::closed.eq(true))
        .execute(conn)?;
        let stream = streams::table.select(max(streams::stream)).get_result::<Option<i32>>(conn)?.unwrap_or(0) + 1;
        let chain = first_chain(self.origin, &self.epoch, reach);
        diesel::insert_into(streams::table)
            .values((
                streams::stream.eq(stream),
                streams::origin.eq(self.origin),
                streams::epoch.eq(&self.epoch[..]),
                streams::reach.eq(reach),
                streams::head.eq(0_i64),
                streams::head_chain.eq(&chain[..]),
                streams::closed.eq(false),
            ))
            .execute(conn)?;
        let head = Head { stream, sequence: 0, chain };
        self.streams[slot(reach)] = Some(head);
        Ok(head)
    }
}

/// What a stream's chain starts from.
pub fn first_chain(origin: InstallationId, epoch: &[u8], reach: Reach) -> Sum {
    let mut hash = Sha256::new();
    hash.update(origin.bytes());
    hash.update(epoch);
    hash.update(reach.word().as_bytes());
    hash.finalize().into()
}

/// The digest of a body: salted where it can be blanked.
pub fn digest(salt: Option<&[u8]>, body: &str) -> Sum {
    let mut hash = Sha256::new();
    hash.update(salt.unwrap_or_default());
    hash.update(body.as_bytes());
    hash.finalize().into()
}

/// What the chain covers of a line.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the columns are described in the migration")]
pub struct Link<'a> {
    pub fact: FactId,
    pub sequence: i64,
    pub recorded: Moment,
    pub actor: Option<PersonId>,
    pub kind: &'a str,
    pub version: i32,
    pub digest: Sum,
}

/// The chain after one more line.
pub fn next_chain(chain: &Sum, link: &Link<'_>) -> Sum {
    let mut hash = Sha256::new();
    hash.update(chain);
    hash.update(link.fact.bytes());
    hash.update(link.sequence.to_be_bytes());
    hash.update(link.recorded.millis().to_be_bytes());
    hash.update(link.actor.as_ref().map_or(&[0; 16], |actor| actor.bytes()));
    hash.update(link.version.to_be_bytes());
    hash.update(link.digest);
    hash.update(link.kind.as_bytes());
    hash.finalize().into()
}

/// Who records, when, and with which ids and chances: handed in, so that a demonstration network is the same from the same seed.
pub struct Stamp<'a> {
    /// When the line is recorded.
    pub now: Moment,
    /// Who did it; none for what the program does by itself.
    pub actor: Option<PersonId>,
    /// Source of ids and salts.
    pub chance: &'a mut dyn FnMut(&mut [u8]),
}

/// Appends a fact to the journal and applies it to the tables. Everything that happens in the practice goes through here.
///
/// # Errors
/// The database refuses, or the fact contradicts a constraint.
pub fn record(conn: &mut Conn, heads: &mut Heads, stamp: &mut Stamp<'_>, fact: &Fact) -> Result<FactId, Error> {
    let reach = fact.reach();
    let head = heads.open(conn, reach)?;
    let body = fact.body()?;
    let mut bits = [0; 10];
    (stamp.chance)(&mut bits);
    let id = FactId::at(stamp.now, bits);
    let salt = (reach == Reach::Local).then(|| {
        let mut salt = [0; 16];
        (stamp.chance)(&mut salt);
        salt
    });
    let sum = digest(salt.as_ref().map(|salt| &salt[..]), &body);
    let position = heads.position + 1;
    let sequence = head.sequence + 1;
    diesel::insert_into(journal::table)
        .values((
            journal::position.eq(position),
            journal::fact.eq(id),
            journal::stream.eq(head.stream),
            journal::sequence.eq(sequence),
            journal::recorded.eq(stamp.now),
            journal::actor.eq(stamp.actor),
            journal::kind.eq(fact.kind()),
            journal::version.eq(fact.version()),
            journal::body.eq(&body),
            journal::salt.eq(salt.as_ref().map(|salt| &salt[..])),
            journal::digest.eq(salt.is_some().then_some(&sum[..])),
        ))
        .execute(conn)?;
    let mut about = fact.about();
    about.sort_unstable();
    about.dedup();
    for person in about {
        diesel::insert_into(journal_subjects::table)
            .values((journal_subjects::person.eq(person), journal_subjects::position.eq(position)))
            .execute(conn)?;
    }
    let link =
        Link { fact: id, sequence, recorded: stamp.now, actor: stamp.actor, kind: fact.kind(), version: fact.version(), digest: sum };
    heads.streams[slot(reach)] = Some(Head { stream: head.stream, sequence, chain: next_chain(&head.chain, &link) });
    heads.touched[slot(reach)] = true;
    heads.position = position;
    if let Fact::PersonErased(erased) = fact {
        blank(conn, erased.person)?;
    }
    apply::apply(conn, fact, stamp.now)?;
    Ok(id)
}

/// Blanks the bodies and salts of every line about a person, in each entry that she has. The digests stay, so the chain holds; nothing can be guessed back from them.
fn blank(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    let entries = apply::same_person::entries_of(conn, person)?;
    let positions: Vec<i64> =
        journal_subjects::table.filter(journal_subjects::person.eq_any(entries)).select(journal_subjects::position).load(conn)?;
    for chunk in positions.chunks(500) {
        diesel::update(journal::table.filter(journal::position.eq_any(chunk)))
            .set((journal::body.eq(None::<String>), journal::salt.eq(None::<Vec<u8>>)))
            .execute(conn)?;
    }
    Ok(())
}
