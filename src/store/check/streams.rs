//! The journal by itself: numbers without gaps, chains that end where the streams say, and lines that were blanked only for an erasure.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::Checked;
use crate::domain::fact::Fact;
use crate::domain::id::PersonId;
use crate::domain::words::Reach;
use crate::store::conn::Conn;
use crate::store::error::Error;
use crate::store::journal::{self, Line, Link, StreamRow, Sum};
use crate::store::schema::{journal as lines, journal_subjects, streams};

/// How many lines are held in memory at once.
pub(super) const CHUNK: i64 = 2000;

/// The next lines after a position, in order.
pub(super) fn lines_after(conn: &mut Conn, position: i64) -> Result<Vec<Line>, Error> {
    Ok(lines::table.filter(lines::position.gt(position)).order(lines::position).limit(CHUNK).load(conn)?)
}

/// How far a stream has been followed.
struct Walk {
    row: StreamRow,
    sequence: i64,
    chain: Sum,
    first: Option<i64>,
    last: Option<i64>,
}

struct Findings {
    positions: Checked,
    sequences: Checked,
    readable: Checked,
    digests: Checked,
    blanked: Checked,
    subjects: Checked,
}

pub(super) fn check(conn: &mut Conn) -> Result<Vec<Checked>, Error> {
    let mut found = Findings {
        positions: Checked::new("positions are gapless from 1"),
        sequences: Checked::new("sequences of each stream are gapless from 1, in the order of positions"),
        readable: Checked::new("every line can be read and stands in a stream of its reach"),
        digests: Checked::new("bodies that can be blanked match their salted digest"),
        blanked: Checked::new("lines are blanked whole, and exactly those about erased people"),
        subjects: Checked::new("every line knows whom it is about"),
    };
    let erased = erased(conn)?;
    let mut walks: BTreeMap<i32, Walk> = BTreeMap::new();
    for row in streams::table.load::<StreamRow>(conn)? {
        let chain = journal::first_chain(row.origin, &row.epoch, row.reach);
        walks.insert(row.stream, Walk { row, sequence: 0, chain, first: None, last: None });
    }
    let mut position = 0;
    loop {
        let chunk = lines_after(conn, position)?;
        let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { break };
        let mut subjects: BTreeMap<i64, BTreeSet<PersonId>> = BTreeMap::new();
        let known: Vec<(i64, PersonId)> = journal_subjects::table
            .filter(journal_subjects::position.between(first.position, last.position))
            .select((journal_subjects::position, journal_subjects::person))
            .load(conn)?;
        for (line, person) in known {
            subjects.entry(line).or_default().insert(person);
        }
        for line in &chunk {
            found.positions.require(line.position == position + 1, || format!("position {} follows {position}", line.position));
            position = line.position;
            let subjects = subjects.remove(&line.position).unwrap_or_default();
            examine(line, &subjects, &erased, walks.get_mut(&line.stream), &mut found);
        }
    }
    let mut report = vec![found.positions, found.sequences, found.readable, found.digests, found.blanked, found.subjects];
    report.extend(ends(&walks));
    Ok(report)
}

/// Everybody whose erasure is in the journal.
fn erased(conn: &mut Conn) -> Result<BTreeSet<PersonId>, Error> {
    let kind = "PersonErased";
    let bodies: Vec<(i32, Option<String>)> = lines::table.filter(lines::kind.eq(kind)).select((lines::version, lines::body)).load(conn)?;
    // One that cannot be read is reported where every line is read.
    let facts = bodies.iter().filter_map(|(version, body)| Fact::read(kind, *version, body.as_deref()?).ok());
    let mut erased: BTreeSet<PersonId> =
        facts.filter_map(|fact| if let Fact::PersonErased(fact) = fact { Some(fact.person) } else { None }).collect();
    // Who had been entered twice is erased in both entries.
    let kind = "PersonMerged";
    let bodies: Vec<(i32, Option<String>)> = lines::table.filter(lines::kind.eq(kind)).select((lines::version, lines::body)).load(conn)?;
    let merges: Vec<[PersonId; 2]> = bodies
        .iter()
        .filter_map(|(version, body)| match Fact::read(kind, *version, body.as_deref()?).ok()? {
            Fact::PersonMerged(fact) => Some([fact.person, fact.into]),
            _ => None,
        })
        .collect();
    let mut known = 0;
    while known < erased.len() {
        known = erased.len();
        for pair in merges.iter().filter(|pair| pair.iter().any(|person| erased.contains(person))).copied().collect::<Vec<_>>() {
            erased.extend(pair);
        }
    }
    Ok(erased)
}

fn examine(line: &Line, subjects: &BTreeSet<PersonId>, erased: &BTreeSet<PersonId>, walk: Option<&mut Walk>, found: &mut Findings) {
    let at = line.position;
    let fact = line.body.as_deref().map(|body| Fact::read(&line.kind, line.version, body));
    let Some(walk) = walk else {
        return found.readable.require(false, || format!("position {at} stands in no stream"));
    };
    let blankable = walk.row.reach == Reach::Local;
    found.readable.require(!matches!(fact, Some(Err(_))), || format!("position {at} ({} v{}) cannot be read", line.kind, line.version));
    if let Some(Ok(fact)) = &fact {
        found.readable.forbid(fact.reach() != walk.row.reach, || format!("position {at} is {} in a stream that is not", fact.reach()));
        let about: BTreeSet<PersonId> = fact.about().into_iter().collect();
        found.subjects.require(about == *subjects, || format!("position {at} is about others than it says"));
    }

    if let Some(body) = line.body.as_deref().filter(|_| blankable) {
        let sum = journal::digest(line.salt.as_deref(), body);
        let matches = line.salt.is_some() && line.digest.as_deref() == Some(&sum[..]);
        found.digests.require(matches, || format!("position {at} does not match its digest"));
    }
    let whole = if blankable { line.body.is_some() == line.salt.is_some() } else { line.body.is_some() && line.salt.is_none() };
    found.blanked.require(whole, || format!("position {at} is blanked by half, or cannot be blanked"));
    let hers = !subjects.is_disjoint(erased);
    found.blanked.forbid(line.body.is_none() && !hers, || format!("position {at} is blanked, and nobody whom it is about was erased"));
    found.blanked.forbid(line.body.is_some() && hers, || format!("position {at} is about somebody erased, and is not blanked"));

    found.sequences.require(line.sequence == walk.sequence + 1, || {
        format!("position {at} has number {} of stream {}, after {}", line.sequence, walk.row.stream, walk.sequence)
    });
    walk.sequence = line.sequence;
    walk.first = walk.first.or(Some(at));
    walk.last = Some(at);
    // The digest of what can be blanked is stored; that of the rest follows from the body.
    let digest = match (&line.digest, &line.body) {
        (Some(stored), _) => Sum::try_from(stored.as_slice()).unwrap_or_default(),
        (None, Some(body)) => journal::digest(None, body),
        (None, None) => Sum::default(),
    };
    let link = Link {
        fact: line.fact,
        sequence: line.sequence,
        recorded: line.recorded,
        actor: line.actor,
        kind: &line.kind,
        version: line.version,
        digest,
    };
    walk.chain = journal::next_chain(&walk.chain, &link);
}

fn ends(walks: &BTreeMap<i32, Walk>) -> [Checked; 2] {
    let mut chains = Checked::new("every stream's chain, computed again, ends in what the stream says");
    let mut closed = Checked::new("no stream has grown since it was closed");
    for (stream, walk) in walks {
        let ends = walk.sequence == walk.row.head && walk.row.head_chain == walk.chain;
        chains.require(ends, || format!("stream {stream} does not end where it says, number {}", walk.row.head));
        if !walk.row.closed {
            continue;
        }
        // What closes a stream is the opening of a later one of the same origin and reach; who writes on after that opens it again.
        let closing = walks.values().rfind(|other| other.row.origin == walk.row.origin && other.row.reach == walk.row.reach);
        let opened = closing.filter(|other| other.row.stream != *stream).and_then(|other| other.first);
        let before = matches!((walk.last, opened), (Some(last), Some(opened)) if last < opened);
        closed.require(before, || format!("stream {stream} is closed, and has lines after that"));
    }
    [chains, closed]
}
