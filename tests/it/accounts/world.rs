//! Two schools of one zone, a clock that the test turns, and the people who try to get in.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use relevo::actions::Error;
use relevo::actions::accounts::invitations::{self, NewAccount};
use relevo::actions::accounts::{self, FreshPin, SignedIn, classrooms, sign_in};
use relevo::domain::fact::*;
use relevo::domain::id::{NodeId, PersonId};
use relevo::domain::moment::{Day, Moment};
use relevo::domain::policy::Caller;
use relevo::domain::refusal::{FieldProblem, Problem, Refusal};
use relevo::domain::words::{Level, Position};
use relevo::store::{self, Address, Db, Options, Tx};

use crate::support::postgres;

pub const PASSWORD: &str = "tres tristes tigres";

pub const ZONE: NodeId = NodeId::from_bytes([10; 16]);
pub const SCHOOL: NodeId = NodeId::from_bytes([11; 16]);
pub const OTHER_SCHOOL: NodeId = NodeId::from_bytes([12; 16]);

const fn person(number: u8) -> PersonId {
    PersonId::from_bytes([number; 16])
}

/// Supervises the zone and administers it; also a member of the first school.
pub const SUPERVISOR: PersonId = person(1);
/// Directs and administers the first school.
pub const HEAD: PersonId = person(2);
/// Teaches at the first school.
pub const TEACHER: PersonId = person(3);
/// Directs and administers the other school.
pub const OTHER_HEAD: PersonId = person(4);
/// Teaches at the other school.
pub const OTHER_TEACHER: PersonId = person(5);
/// Children of the first school.
pub const XIMENA: PersonId = person(21);
pub const MATEO: PersonId = person(22);
/// A child of the other school.
pub const LUNA: PersonId = person(31);

pub struct World {
    pub db: Db,
    clock: Arc<AtomicI64>,
    runtime: tokio::runtime::Runtime,
    _home: Home,
}

/// What the database lives in; dropped after it.
enum Home {
    Folder(#[expect(dead_code, reason = "kept for its drop")] tempfile::TempDir),
    Server(#[expect(dead_code, reason = "kept for its drop")] postgres::FreshDatabase),
}

/// A world on each engine that there is.
pub fn worlds() -> Vec<World> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut worlds = vec![World::new(Address::File(folder.path().join("relevo.db")), Home::Folder(folder))];
    if let Some(database) = postgres::fresh_database() {
        worlds.push(World::new(Address::parse(database.url()), Home::Server(database)));
    }
    worlds
}

fn day() -> Day {
    "2026-09-01".parse().expect("a date")
}

fn node(node: NodeId, level: Level, name: &str, parent: Option<NodeId>) -> NodeFounded {
    let name = name.to_owned();
    NodeFounded { node, level, name, parent, since: day(), cct: None, shift: None, time_zone: None, latitude: None, longitude: None }
}

fn settle(tx: &mut Tx<'_>) -> Result<(), store::Error> {
    tx.record(node(ZONE, Level::Zone, "Zona 11", None))?;
    tx.record(node(SCHOOL, Level::School, "Benito Juárez", Some(ZONE)))?;
    tx.record(node(OTHER_SCHOOL, Level::School, "Ricardo Flores Magón", Some(ZONE)))?;
    let people = [
        (SUPERVISOR, ZONE, Position::Supervisor, "Rosa"),
        (HEAD, SCHOOL, Position::Head, "Tomás"),
        (TEACHER, SCHOOL, Position::Teacher, "Elvia"),
        (OTHER_HEAD, OTHER_SCHOOL, Position::Head, "Inés"),
        (OTHER_TEACHER, OTHER_SCHOOL, Position::Teacher, "Raúl"),
        (XIMENA, SCHOOL, Position::Student, "Ximena"),
        (MATEO, SCHOOL, Position::Student, "Mateo"),
        (LUNA, OTHER_SCHOOL, Position::Student, "Luna"),
    ];
    for (person, node, position, name) in people {
        let minor = position == Position::Student;
        tx.record(PersonJoined { person, node, position, minor, since: day(), voucher: None })?;
        let grade = minor.then_some(5);
        tx.record(PersonNamed { person, name: name.to_owned(), grade, group: None, language: None })?;
    }
    let joined = PersonJoined { person: SUPERVISOR, node: SCHOOL, position: Position::Coach, minor: false, since: day(), voucher: None };
    tx.record(joined)?;
    for (person, node) in [(SUPERVISOR, ZONE), (HEAD, SCHOOL), (OTHER_HEAD, OTHER_SCHOOL)] {
        tx.record(StewardNamed { person, node, since: day() })?;
    }
    Ok(())
}

impl World {
    fn new(address: Address, home: Home) -> World {
        let clock = Arc::new(AtomicI64::new(1_795_000_000_000));
        let mut options = Options::new(address);
        let hands = Arc::clone(&clock);
        options.clock = Arc::new(move || Moment::from_millis(hands.load(Ordering::SeqCst)));
        let db = Db::open(options).expect("a database");
        db.write_now(settle).expect("a network");
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        World { db, clock, runtime, _home: home }
    }

    /// Lets time pass.
    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// Runs a future on the world's runtime.
    pub fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// Writes.
    pub fn write<T: Send + 'static>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
        self.db.write_now(work)
    }

    /// This person, as policy sees her.
    pub fn caller(&self, person: PersonId) -> Caller {
        let member = self.db.read_now(|conn| store::accounts::caller(conn, person)).expect("a read");
        member.map_or(Caller::ANONYMOUS, Caller::member)
    }

    /// An adult's account with [`PASSWORD`].
    pub fn account(&self, person: PersonId, handle: &str) {
        let code = self.write(move |tx| accounts::issue_invitation(tx, person)).expect("an invitation").text();
        self.accept(&code, handle, PASSWORD).expect("an account");
    }

    /// Takes up an invitation.
    pub fn accept(&self, code: &str, handle: &str, password: &str) -> Result<SignedIn, Error> {
        let account = NewAccount::read(handle, password, password)?;
        self.wait(invitations::take_up(&self.db, code, account))
    }

    /// A child's PIN, given by this caller.
    pub fn pin(&self, by: PersonId, child: PersonId) -> Result<String, Error> {
        let (caller, pin) = (self.caller(by), FreshPin::draw(|bytes| self.db.chance(bytes))?);
        let digits = pin.digits().to_owned();
        self.write(move |tx| accounts::give_pin(tx, &caller, child, &pin)).map(|()| digits)
    }

    /// Opens a classroom and gives its code.
    pub fn open(&self, by: PersonId, school: NodeId, minutes: i64) -> Result<String, Error> {
        let caller = self.caller(by);
        self.write(move |tx| accounts::open_classroom(tx, &caller, school, minutes)).map(|classroom| classroom.code)
    }

    /// Signs an adult in from an address.
    pub fn sign_in(&self, handle: &str, password: &str, from: &str) -> Result<SignedIn, Error> {
        self.wait(sign_in::with_password(&self.db, handle, password, address(from), false))
    }

    /// Signs a child in from an address.
    pub fn sign_in_child(&self, code: &str, child: PersonId, pin: &str, from: &str) -> Result<SignedIn, Error> {
        self.wait(sign_in::with_pin(&self.db, code, child, pin, address(from)))
    }

    /// The names that a code shows.
    pub fn enter(&self, code: &str, from: &str) -> Result<Vec<String>, Error> {
        let (_, children) = self.wait(classrooms::enter(&self.db, code, address(from)))?;
        Ok(children.into_iter().map(|child| child.name).collect())
    }
}

pub fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

/// A PIN that is not this one.
pub fn another(pin: &str) -> &'static str {
    if pin == "4071" { "4072" } else { "4071" }
}

/// The one problem for which something was refused, and its field.
#[track_caller]
pub fn problem<T: std::fmt::Debug>(outcome: Result<T, Error>) -> (&'static str, Problem) {
    match outcome {
        Err(Error::Refused(Refusal::Invalid(problems))) if problems.len() == 1 => {
            let FieldProblem { field, problem } = problems[0];
            (field, problem)
        }
        other => panic!("expected one problem, found {other:?}"),
    }
}

/// Refused as if it were not there.
#[track_caller]
pub fn not_found<T: std::fmt::Debug>(outcome: Result<T, Error>) {
    assert!(matches!(outcome, Err(Error::Refused(Refusal::NotFound))), "{outcome:?}");
}
