//! An instance of the matching from outside, as plain text: whoever wants to check the optimiser, or to use it for something else, needs
//! neither schools nor a database.
//!
//! ```text
//! c a comment
//! p relevo LEARNERS TUTORS EDGES
//! t TUTOR CAPACITY
//! e LEARNER TUTOR SCORE
//! ```
//!
//! Numbers are whole and count from 0; a tutor without a `t` line has one place. The `p` line comes before all `t` and `e` lines, which may
//! come in any order; empty lines mean nothing. What is not understood is told with its line, and nothing is guessed.
//!
//! Text comes in pieces of any length, so a file of any size is read without being held. What is held is bounded by what was read, and by
//! [`MOST_PEOPLE`] for what the `p` line only promises.

use std::fmt;
use std::io::{self, Write};

use crate::matching::{Edges, HIGHEST_SCORE, Instance, MOST};

/// How many learners, and how many tutors, a file may speak of: it takes a line to say so many, and arrays to hold them.
pub const MOST_PEOPLE: u32 = 50_000_000;

/// What a line holds at most, comments aside.
const LONGEST_LINE: usize = 1_000;

/// The least that an edge takes in the file: `e 0 0 0` and the line's end.
const SHORTEST_EDGE: u64 = 8;

/// Where a text is no instance, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Lines count from 1.
    pub line: u64,
    pub reason: Reason,
}

/// Why a line, or the whole, is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A `t` or `e` line, or the end, comes before any `p` line.
    NoProblem,
    SecondProblem,
    /// The `p` line is of another kind of problem.
    OtherProblem,
    /// The line begins with something else than c, p, t or e.
    Unknown,
    TooLong,
    /// A number is not there.
    Missing(Field),
    /// Something else stands where a number should.
    NoNumber(Field),
    /// A number is too large for what it counts.
    TooLarge(Field, u32),
    /// More stands on the line than belongs there.
    TooMuch,
    /// The numbers of people end below this one.
    Nobody(Field, u32),
    SecondCapacity(u32),
    /// There are more edges than the `p` line says.
    MoreEdges(u32),
    /// There are fewer: what the `p` line says, and how many came.
    FewerEdges(u32, usize),
}

/// What a number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Learners,
    Tutors,
    Edges,
    Learner,
    Tutor,
    Capacity,
    Score,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Field::Learners => "number of learners",
            Field::Tutors => "number of tutors",
            Field::Edges => "number of edges",
            Field::Learner => "learner",
            Field::Tutor => "tutor",
            Field::Capacity => "capacity",
            Field::Score => "score",
        })
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NoProblem => write!(f, "the line `p relevo LEARNERS TUTORS EDGES` has to come first"),
            Reason::SecondProblem => write!(f, "a second `p` line"),
            Reason::OtherProblem => write!(f, "the `p` line does not begin with `p relevo`"),
            Reason::Unknown => write!(f, "the line begins with none of `c`, `p`, `t` and `e`"),
            Reason::TooLong => write!(f, "the line is longer than {LONGEST_LINE} bytes"),
            Reason::Missing(field) => write!(f, "the {field} is missing"),
            Reason::NoNumber(field) => write!(f, "the {field} is not a whole number of 0 or more"),
            Reason::TooLarge(field, most) => write!(f, "the {field} is above {most}"),
            Reason::TooMuch => write!(f, "there is more on the line than belongs there"),
            Reason::Nobody(field, number) => write!(f, "there is no {field} {number}: they count from 0"),
            Reason::SecondCapacity(tutor) => write!(f, "tutor {tutor} has a capacity already"),
            Reason::MoreEdges(said) => write!(f, "more edges than the {said} of the `p` line"),
            Reason::FewerEdges(said, found) => write!(f, "the `p` line says {said} edges, and there are {found}"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for Fault {}

/// Reads an instance piece by piece.
#[derive(Debug)]
pub struct Reading {
    bytes: u64,
    line: u64,
    /// The beginning of a line whose end has not come yet.
    begun: Vec<u8>,
    /// Within a comment that has not ended yet; it is not kept.
    comment: bool,
    problem: Option<Problem>,
}

#[derive(Debug)]
struct Problem {
    line: u64,
    learners: u32,
    said: u32,
    capacity: Vec<u32>,
    /// By tutor: whether a line has said her capacity.
    has_line: Vec<bool>,
    edges: Edges,
}

impl Reading {
    /// Nothing has been read. Whoever knows how many bytes will come spares the memory of a wrong guess; a wrong number does no harm.
    #[must_use]
    pub fn new(bytes: u64) -> Reading {
        Reading { bytes, line: 1, begun: Vec::new(), comment: false, problem: None }
    }

    /// Reads the next piece of the text.
    ///
    /// # Errors
    /// A line is not understood. Nothing more should be read then.
    pub fn take(&mut self, mut piece: &[u8]) -> Result<(), Fault> {
        if !self.begun.is_empty() || self.comment {
            let Some(end) = line_end(piece) else {
                return self.keep(piece);
            };
            self.keep(&piece[..end])?;
            let line = std::mem::take(&mut self.begun);
            self.read(&line)?;
            self.comment = false;
            self.line += 1;
            piece = &piece[end + 1..];
        }
        while let Some(end) = line_end(piece) {
            self.read(&piece[..end])?;
            self.line += 1;
            piece = &piece[end + 1..];
        }
        self.keep(piece)
    }

    /// The text has ended.
    ///
    /// # Errors
    /// The last line is not understood, or what the `p` line promises did not come.
    pub fn finish(mut self) -> Result<Instance, Fault> {
        let line = std::mem::take(&mut self.begun);
        self.read(&line)?;
        let Some(problem) = self.problem else {
            return Err(Fault { line: self.line, reason: Reason::NoProblem });
        };
        let Problem { line, learners, said, capacity, has_line, edges } = problem;
        drop(has_line);
        if edges.len() != said as usize {
            return Err(Fault { line, reason: Reason::FewerEdges(said, edges.len()) });
        }
        Ok(Instance::new(learners as usize, capacity, edges).expect("each line was checked when it came"))
    }

    /// Keeps the beginning of a line until its end comes.
    fn keep(&mut self, begin: &[u8]) -> Result<(), Fault> {
        self.comment |= self.begun.is_empty() && begin.first() == Some(&b'c');
        if self.comment {
            return Ok(());
        }
        if self.begun.len() + begin.len() > LONGEST_LINE {
            return Err(self.fault(Reason::TooLong));
        }
        self.begun.extend_from_slice(begin);
        Ok(())
    }

    fn fault(&self, reason: Reason) -> Fault {
        Fault { line: self.line, reason }
    }

    #[inline]
    fn read(&mut self, line: &[u8]) -> Result<(), Fault> {
        let done = match (line, &mut self.problem) {
            ([b'e', rest @ ..], Some(problem)) if line.len() <= LONGEST_LINE => problem.edge(Rest(rest)),
            (line, _) => self.read_other(line),
        };
        done.map_err(|reason| self.fault(reason))
    }

    fn read_other(&mut self, line: &[u8]) -> Result<(), Reason> {
        match (line, &mut self.problem) {
            ([] | [b'\r'] | [b'c', ..], _) => Ok(()),
            (line, _) if line.len() > LONGEST_LINE => Err(Reason::TooLong),
            ([b't', rest @ ..], Some(problem)) => problem.tutor(Rest(rest)),
            ([b'p', ..], Some(_)) => Err(Reason::SecondProblem),
            ([b'p', rest @ ..], None) => {
                self.problem = Some(Problem::read(Rest(rest), self.line, self.bytes)?);
                Ok(())
            }
            ([b't' | b'e', ..], None) => Err(Reason::NoProblem),
            _ => Err(Reason::Unknown),
        }
    }
}

fn line_end(piece: &[u8]) -> Option<usize> {
    piece.iter().position(|&byte| byte == b'\n')
}

impl Problem {
    fn read(mut rest: Rest<'_>, line: u64, bytes: u64) -> Result<Problem, Reason> {
        if !rest.word(b"relevo") {
            return Err(Reason::OtherProblem);
        }
        let learners = rest.number(Field::Learners, MOST_PEOPLE)?;
        let tutors = rest.number(Field::Tutors, MOST_PEOPLE)?;
        let said = rest.number(Field::Edges, u32::try_from(MOST).unwrap_or(u32::MAX))?;
        rest.end()?;
        // Room for no more edges than the file has bytes for, whatever it promises.
        let room = u64::from(said).min(bytes / SHORTEST_EDGE + 1);
        Ok(Problem {
            line,
            learners,
            said,
            capacity: vec![1; tutors as usize],
            has_line: vec![false; tutors as usize],
            edges: Edges::with_room(usize::try_from(room).unwrap_or(0)),
        })
    }

    fn tutor(&mut self, mut rest: Rest<'_>) -> Result<(), Reason> {
        let tutor = rest.below(Field::Tutor, self.capacity.len())?;
        let capacity = rest.number(Field::Capacity, u32::MAX)?;
        rest.end()?;
        if std::mem::replace(&mut self.has_line[tutor as usize], true) {
            return Err(Reason::SecondCapacity(tutor));
        }
        self.capacity[tutor as usize] = capacity;
        Ok(())
    }

    #[inline]
    fn edge(&mut self, mut rest: Rest<'_>) -> Result<(), Reason> {
        let learner = rest.below(Field::Learner, self.learners as usize)?;
        let tutor = rest.below(Field::Tutor, self.capacity.len())?;
        let score = rest.number(Field::Score, u32::from(HIGHEST_SCORE))?;
        rest.end()?;
        if self.edges.len() == self.said as usize {
            return Err(Reason::MoreEdges(self.said));
        }
        self.edges.push(learner, tutor, u16::try_from(score).expect("below the highest score"));
        Ok(())
    }
}

/// What is left of a line.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    /// Goes over the blanks before the next word. Whether there are any.
    #[inline]
    fn blanks(&mut self) -> bool {
        let before = self.0.len();
        while let [b' ' | b'\t', rest @ ..] = self.0 {
            self.0 = rest;
        }
        self.0.len() < before
    }

    fn is_at_end(&self) -> bool {
        matches!(self.0, [] | [b'\r'])
    }

    fn word(&mut self, word: &[u8]) -> bool {
        let found = self.blanks().then(|| self.0.strip_prefix(word)).flatten();
        self.0 = found.unwrap_or(self.0);
        found.is_some()
    }

    #[inline]
    fn number(&mut self, field: Field, most: u32) -> Result<u32, Reason> {
        let apart = self.blanks();
        if self.is_at_end() {
            return Err(Reason::Missing(field));
        }
        let digits = self.0.len();
        let mut number = 0_u64;
        while let [digit @ b'0'..=b'9', rest @ ..] = self.0 {
            // Far above every limit and far below where it would overflow.
            number = (number * 10 + u64::from(digit - b'0')).min(1 << 40);
            self.0 = rest;
        }
        let ends = matches!(self.0, [] | [b' ' | b'\t' | b'\r', ..]);
        if !apart || !ends || self.0.len() == digits {
            return Err(Reason::NoNumber(field));
        }
        u32::try_from(number).ok().filter(|&number| number <= most).ok_or(Reason::TooLarge(field, most))
    }

    /// The number of somebody.
    #[inline]
    fn below(&mut self, field: Field, many: usize) -> Result<u32, Reason> {
        let number = self.number(field, u32::MAX)?;
        if (number as usize) < many { Ok(number) } else { Err(Reason::Nobody(field, number)) }
    }

    #[inline]
    fn end(&mut self) -> Result<(), Reason> {
        self.blanks();
        if self.is_at_end() { Ok(()) } else { Err(Reason::TooMuch) }
    }
}

/// Writes an instance so that [`Reading`] reads the same.
///
/// # Errors
/// The writer fails.
pub fn write(instance: &Instance, to: &mut impl Write) -> io::Result<()> {
    writeln!(to, "p relevo {} {} {}", instance.learners(), instance.tutors(), instance.edges())?;
    for (tutor, &capacity) in instance.capacities().iter().enumerate().filter(|(_, capacity)| **capacity != 1) {
        writeln!(to, "t {tutor} {capacity}")?;
    }
    for learner in (0_u32..).take(instance.learners()) {
        let (row, scores) = instance.row(learner);
        for (tutor, score) in row.iter().zip(scores) {
            writeln!(to, "e {learner} {tutor} {score}")?;
        }
    }
    Ok(())
}

/// Writes who is with whom: `s MATCHED SCORE`, then `m LEARNER TUTOR SCORE` for each pair, by the learners' numbers.
///
/// # Errors
/// The writer fails.
pub fn write_pairs(instance: &Instance, assignment: &[Option<u32>], to: &mut impl Write) -> io::Result<()> {
    let pairs = || {
        let served = (0_u32..).zip(assignment).filter_map(|(learner, tutor)| Some((learner, (*tutor)?)));
        served.filter_map(|(learner, tutor)| Some((learner, tutor, instance.score(learner, tutor)?)))
    };
    writeln!(to, "s {} {}", pairs().count(), pairs().map(|(_, _, score)| u64::from(score)).sum::<u64>())?;
    for (learner, tutor, score) in pairs() {
        writeln!(to, "m {learner} {tutor} {score}")?;
    }
    Ok(())
}
