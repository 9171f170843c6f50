//! The hand that chooses: mostly what is there and who may, sometimes others.

use diesel::prelude::*;
use relevo::actions::demonstrations::Record;
use relevo::actions::people::Person;
use relevo::actions::visits::Visit;
use relevo::domain::id::*;
use relevo::domain::moment::{Day, Moment};
use relevo::domain::words::*;
use relevo::store::queries::nodes;
use relevo::store::rows::PersonRow;
use relevo::store::schema::{people, topics};
use relevo::store::{Conn, Error};

use crate::support::town::*;

/// What there is to choose from, and the numbers that choose.
pub struct Hand {
    /// Numbers still to be used, in turn.
    numbers: [u8; 5],
    used: usize,
    made: usize,
    pub today: Day,
    people: Vec<PersonRow>,
    topics: Vec<TopicId>,
}

impl Hand {
    pub fn new(conn: &mut Conn, now: Moment, numbers: [u8; 5], turn: usize) -> Result<Hand, Error> {
        Ok(Hand {
            numbers,
            used: 0,
            made: turn * 100,
            today: nodes::today(conn, AGUA_ZARCA, now)?,
            people: people::table.order(people::id).load(conn)?,
            topics: topics::table.order(topics::id).select(topics::id).load(conn)?,
        })
    }

    pub fn number(&mut self) -> usize {
        let number = self.numbers[self.used % 5];
        // A sixth draw is another number than the first.
        let turn = u8::try_from(self.used / 5).unwrap_or(0);
        self.used += 1;
        usize::from(number.rotate_left(u32::from(turn) * 3).wrapping_add(turn))
    }

    pub fn one_of<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        let number = self.number();
        number.checked_rem(of.len()).map(|place| of[place])
    }

    /// One of these; where there is none, an id that names nothing.
    pub fn id_of<Of>(&mut self, of: &[Id<Of>]) -> Id<Of> {
        self.one_of(of).unwrap_or_else(|| self.new_id())
    }

    /// A form's new id; sometimes one that another form had.
    pub fn form<Of>(&mut self, there: &[Id<Of>]) -> Id<Of> {
        if self.number().is_multiple_of(12) { self.id_of(there) } else { self.new_id() }
    }

    pub fn new_id<Of>(&mut self) -> Id<Of> {
        self.made += 1;
        let mut bits = [0; 10];
        bits[2..].copy_from_slice(&u64::try_from(self.made).expect("a number").to_be_bytes());
        Id::at(Moment::noon_of(self.today), bits)
    }

    /// Mostly somebody of the first school.
    pub fn person(&mut self) -> PersonId {
        if !self.number().is_multiple_of(4) {
            return self.one_of(&[XIMENA, MATEO, LUIS, MARICRUZ, ELVIA, BERTA, ROSA]).unwrap_or(LUIS);
        }
        self.anybody()
    }

    pub fn anybody(&mut self) -> PersonId {
        let number = self.number() % self.people.len();
        self.people[number].id
    }

    pub fn topic(&mut self) -> TopicId {
        let number = self.number() % self.topics.len();
        self.topics[number]
    }

    /// Mostly today or some days before; sometimes long ago, or to come.
    pub fn day(&mut self) -> Day {
        let days = |days: usize| chrono::Days::new(u64::try_from(days).expect("days"));
        match self.number() % 20 {
            0 => self.today + days(3),
            1 => self.today - days(400),
            back @ 2..10 => self.today - days(back),
            _ => self.today,
        }
    }

    /// A day, or none where nothing is typed.
    pub fn some_day(&mut self) -> Option<Day> {
        if self.number().is_multiple_of(2) { None } else { Some(self.day()) }
    }

    /// Mostly the first school.
    pub fn school(&mut self) -> NodeId {
        self.one_of(&[AGUA_ZARCA, AGUA_ZARCA, AGUA_ZARCA, LA_NORIA]).unwrap_or(LA_NORIA)
    }

    /// Somebody comes to a school, and somebody answers for it.
    pub fn visit(&mut self, visit: VisitId) -> Visit {
        let (school, responsible) =
            self.one_of(&[(AGUA_ZARCA, ELVIA), (AGUA_ZARCA, BERTA), (LA_NORIA, JULIAN), (LA_NORIA, ELVIA)]).unwrap_or((LA_NORIA, ELVIA));
        let visitors = vec![self.one_of(&[CELIA, JULIAN, ELVIA, NADIA, TOMASA]).unwrap_or(CELIA)];
        Visit { visit, school, day: self.day(), visitors, responsible }
    }

    pub fn record(&mut self) -> Record {
        let outcome = if self.number().is_multiple_of(3) { Outcome::NotYet } else { Outcome::Ready };
        let witness = self.one_of(&[BERTA, LUIS, JULIAN]).unwrap_or(BERTA);
        Record {
            day: self.day(),
            outcome,
            witnesses: vec![witness],
            audience: vec![(Audience::Families, i64::from(outcome == Outcome::Ready))],
            place: "El patio".to_owned(),
            shown: "Lo que midió.".to_owned(),
            asked: String::new(),
            reason: "Le falta decir por qué.".to_owned(),
        }
    }

    pub fn somebody(&mut self, person: PersonId) -> Person {
        let node = self.one_of(&[AGUA_ZARCA, AGUA_ZARCA, LA_NORIA, ZONE]).unwrap_or(ZONE);
        let position = self.one_of(Position::ALL).unwrap_or(Position::Student);
        let voucher = self.one_of(&[None, Some(ELVIA), Some(JULIAN), Some(XIMENA)]).flatten();
        let (minor, name) = (self.number().is_multiple_of(2), self.number() % 8);
        let name = format!("Persona {}", ["Uno", "Dos", "Tres", "Cuatro", "Cinco", "Seis", "Siete", "Ocho"][name]);
        Person { person, node, name, position, minor, grade: Some(2), group: "A".to_owned(), voucher }
    }
}
