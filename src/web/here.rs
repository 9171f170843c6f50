//! Who asks, in which language, where and when: loaded first in the transaction of every page and every change.

use std::cell::RefCell;
use std::sync::Arc;

use serde::Serialize;

use super::locale::{Arg, Catalog, Day as DayStyle, Language};
use super::visitor::Visitor;
use crate::actions::accounts::{needs_touch, sessions};
use crate::actions::readings::Reading;
use crate::domain::id::{Id, NodeId, PersonId};
use crate::domain::moment::{DEFAULT_ZONE, Day, Moment};
use crate::domain::policy::Caller;
use crate::domain::words::{Level, Position, Seen};
use crate::store::queries::{nodes, people};
use crate::store::{self, Conn};

/// The sixteen drawn stamps, in the order of the sheet.
pub const STAMPS: [&str; 16] = [
    "sol", "luna", "nopal", "maiz", "colibri", "rio", "jarro", "papel", "cerro", "maguey", "mariposa", "pez", "flor", "caracol",
    "guitarra", "semilla",
];

/// A person's stamp: fixed by her id, so that nobody has to choose or store one.
pub fn stamp(person: PersonId) -> &'static str {
    let sum: u32 = person.bytes().iter().map(|byte| u32::from(*byte)).sum();
    STAMPS[sum as usize % STAMPS.len()]
}

/// Someone who has signed in, as the shell shows her.
#[derive(Debug, Clone, Serialize)]
pub struct Viewer {
    /// Her id.
    pub id: String,
    /// What her school calls her.
    pub name: String,
    /// Her stamp.
    pub stamp: &'static str,
}

/// Where and for whom a request is answered.
pub struct Here {
    /// Who asks, as policy sees her.
    pub caller: Caller,
    /// How the shell shows her, if she has signed in.
    pub viewer: Option<Viewer>,
    /// The node where she is at home, and her office there.
    pub home: Option<(NodeId, Position)>,
    /// The level of that node.
    pub level: Option<Level>,
    /// What that level is called there.
    pub called: &'static str,
    /// The instant.
    pub now: Moment,
    /// The day at her node.
    pub today: Day,
    /// The language in which she reads.
    pub language: Language,
    /// Whether her session should be noted as used.
    pub touch: bool,
    /// Whether others use the machine at which she sits, as far as is known: every child's session says so.
    pub shared: bool,
    catalog: Arc<Catalog>,
    opened: RefCell<Vec<Reading>>,
}

impl Here {
    /// Loads who asks.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn load(conn: &mut Conn, visitor: &Visitor, now: Moment, catalog: Arc<Catalog>) -> Result<Here, store::Error> {
        let known = match &visitor.token {
            Some(token) => sessions::caller(conn, token, now)?,
            None => None,
        };
        let Some((session, caller)) = known else { return Here::of(conn, Caller::ANONYMOUS, visitor.language, now, catalog) };
        let here = Here::of(conn, caller, visitor.language, now, catalog)?;
        Ok(Here { touch: needs_touch(&session, now), shared: session.shared, ..here })
    }

    /// Where somebody is who is known already, by whatever means.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn of(conn: &mut Conn, caller: Caller, language: Language, now: Moment, catalog: Arc<Catalog>) -> Result<Here, store::Error> {
        let mut here = Here {
            caller: Caller::ANONYMOUS,
            viewer: None,
            home: None,
            level: None,
            called: Level::School.word(),
            now,
            today: now.day_in(DEFAULT_ZONE),
            language,
            touch: false,
            shared: false,
            catalog,
            opened: RefCell::default(),
        };
        if let Some(member) = caller.known() {
            let name = people::name(conn, member.id)?;
            here.viewer = name.map(|row| Viewer { id: member.id.to_string(), name: row.name, stamp: stamp(member.id) });
            here.home = member.belongs.first().copied();
        }
        if let Some((home, _)) = here.home {
            here.today = nodes::today(conn, home, now)?;
            here.level = nodes::by_id(conn, home)?.map(|row| row.level);
            here.called = nodes::preset(conn, home)?.call(here.level.unwrap_or(Level::School));
        }
        here.caller = caller;
        Ok(here)
    }

    /// The person who asks.
    ///
    /// # Errors
    /// Nobody has signed in: she is asked to.
    pub fn person(&self) -> Result<PersonId, super::Error> {
        self.caller.id().ok_or(super::Error::SignIn)
    }

    /// Notes that she opens something of somebody's record. Her own she may open unnoted.
    pub fn opens<Of>(&self, whose: PersonId, kind: Seen, thing: Id<Of>) {
        self.notes(whose, kind, thing, 1);
    }

    /// Notes that she is shown a part of what she opened: it is no time of its own, and is noted all the same where it was fetched by itself.
    pub fn glimpses<Of>(&self, whose: PersonId, kind: Seen, thing: Id<Of>) {
        self.notes(whose, kind, thing, 0);
    }

    fn notes<Of>(&self, whose: PersonId, kind: Seen, thing: Id<Of>, times: i32) {
        let Some(reader) = self.caller.id().filter(|reader| *reader != whose) else { return };
        let reading = Reading { person: whose, day: self.today, thing: thing.cast(), reader, kind, times, last: self.now };
        self.opened.borrow_mut().push(reading);
    }

    /// What she has opened, once.
    pub fn opened(&self) -> Vec<Reading> {
        self.opened.take()
    }

    /// Whether she teaches at her node.
    pub fn teaches(&self) -> bool {
        self.home.is_some_and(|(_, position)| matches!(position, Position::Teacher | Position::Head))
    }

    /// The place where she is at home as she calls it: "mi escuela", "mi zona".
    pub fn my_place(&self) -> String {
        self.text(&format!("words-my-place-{}", self.called), &[])
    }

    /// The same as it is told to her: "tu escuela", "tu zona".
    pub fn your_place(&self) -> String {
        self.text(&format!("words-your-place-{}", self.called), &[])
    }

    /// All messages, for what finds its own words.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// A message in her language.
    pub fn text(&self, key: &str, args: &[(&str, Arg)]) -> String {
        self.catalog.text(self.language, key, args)
    }

    /// A word of the practice in her language: `words-<list>-<word>`.
    pub fn word(&self, list: &str, word: &str) -> String {
        self.text(&format!("words-{list}-{}", word.to_lowercase().replace(['_', '.'], "-")), &[])
    }

    /// A day in her language: without its year only while that is this one.
    pub fn day(&self, day: Day, style: DayStyle) -> String {
        self.catalog.day(self.language, day, style.read_on(day, self.today))
    }

    /// A day as short as it can be said.
    pub fn short(&self, day: Day) -> String {
        self.day(day, DayStyle::Short)
    }

    /// How long ago a day is, in words.
    pub fn ago(&self, day: Day) -> String {
        self.catalog.relative_days(self.language, (self.today - day).num_days())
    }
}
