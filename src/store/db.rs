//! The two doors to the data: [`Db::read`] and [`Db::write`]. Each runs its closure off the async workers, in one transaction, with a
//! bounded wait; who cannot be served soon gets [`Error::Busy`], never a hanging page.

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::TransactionManager;
use diesel::prelude::*;
use diesel::r2d2::{self, R2D2Connection};
use tokio::sync::Semaphore;

use super::conn::{Address, Conn};
use super::error::Error;
use super::network::Keeper;
use super::outcome::Outcome;
use super::schema::settings;
use super::writer::{Tx, Writer};
use crate::domain::id::InstallationId;
use crate::domain::moment::Moment;

/// Tells what time it is.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;
/// Fills bytes at random.
pub type Chance = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// How the data are opened.
#[derive(Clone)]
pub struct Options {
    /// Where they are.
    pub address: Address,
    /// How many may read at once.
    pub readers: u32,
    /// How many writes may wait before the next is told to come back later.
    pub queue: usize,
    /// What time it is. The program's clock; a test or the demonstration brings its own.
    pub clock: Clock,
    /// Where random bytes come from.
    pub chance: Chance,
}

impl Options {
    /// The system's clock and chance, and sizes that suit two cores.
    pub fn new(address: Address) -> Options {
        Options { address, readers: 3, queue: 1024, clock: Arc::new(system_clock), chance: Arc::new(system_chance) }
    }
}

fn system_clock() -> Moment {
    Moment::from_millis(chrono::Utc::now().timestamp_millis())
}

fn system_chance(bytes: &mut [u8]) {
    rand::fill(bytes);
}

/// How long a reader waits for her turn.
const TURN: Duration = Duration::from_secs(3);
/// How long a writer waits for the answer. Longer than any batch takes on a slow disk.
const ANSWER: Duration = Duration::from_secs(20);

/// The data.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    readers: r2d2::Pool<Manager>,
    turns: Arc<Semaphore>,
    writer: Writer,
    options: Options,
    installation: InstallationId,
    network: Arc<Keeper>,
}

/// Opens readers by the URL's scheme.
struct Manager(Address);

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = Error;

    fn connect(&self) -> Result<Conn, Error> {
        self.0.connect()
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), Error> {
        conn.ping().map_err(|error| Error::away(&error))
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || <Conn as Connection>::TransactionManager::is_broken_transaction_manager(conn)
    }
}

impl Db {
    /// Opens the data, brings the schema up to date, and starts the writer.
    ///
    /// # Errors
    /// The database cannot be reached or migrated.
    pub fn open(options: Options) -> Result<Db, Error> {
        let mut conn = options.address.connect()?;
        conn.migrate()?;
        let installation = installation(&mut conn, &options)?;
        drop(conn);
        let server = matches!(options.address, Address::Server(_));
        let readers = r2d2::Pool::builder()
            .max_size(options.readers)
            .min_idle(Some(1))
            .connection_timeout(Duration::from_secs(3))
            // A file is there or not; a server may have dropped the line since.
            .test_on_check_out(server)
            .build(Manager(options.address.clone()))
            .map_err(|error| Error::away(&error))?;
        let turns = Arc::new(Semaphore::new(options.readers as usize));
        let writer = Writer::start(options.clone(), installation)?;
        let network = Arc::new(Keeper::new(options.address.clone()));
        Ok(Db { inner: Arc::new(Inner { readers, turns, writer, options, installation, network }) })
    }

    /// The database that this is: written into every stream.
    pub fn installation(&self) -> InstallationId {
        self.inner.installation
    }

    /// The network in memory.
    pub fn network(&self) -> &Arc<Keeper> {
        &self.inner.network
    }

    /// Where the data are.
    pub fn address(&self) -> &Address {
        &self.inner.options.address
    }

    /// What time it is.
    pub fn now(&self) -> Moment {
        (self.inner.options.clock)()
    }

    /// Random bytes.
    pub fn chance(&self, bytes: &mut [u8]) {
        (self.inner.options.chance)(bytes);
    }

    /// Runs a closure that reads, in one snapshot.
    ///
    /// # Errors
    /// The closure's, or that no turn came soon enough.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    {
        let (place, outcome) = Outcome::pair();
        let ran = self.take_turn(Box::new(move |conn| place.leave(work(conn)))).await;
        outcome.after(ran)
    }

    /// The same, on the calling thread: for commands and tests.
    ///
    /// # Errors
    /// The closure's, or the database is away.
    pub fn read_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        E: From<Error>,
        F: FnOnce(&mut Conn) -> Result<T, E>,
    {
        let (place, outcome) = Outcome::pair();
        let mut job = Some(move |conn: &mut Conn| place.leave(work(conn)));
        let ran = self.in_snapshot(&mut |conn| job.take().is_some_and(|job| job(conn)));
        outcome.after(ran)
    }

    async fn take_turn(&self, job: Box<dyn FnOnce(&mut Conn) -> bool + Send>) -> Result<(), Error> {
        let turn = tokio::time::timeout(TURN, Arc::clone(&self.inner.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(Error::Busy) };
        let db = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let mut job = Some(job);
            db.in_snapshot(&mut |conn| job.take().is_some_and(|job| job(conn)))
        });
        done.await.unwrap_or_else(|panic| Err(Error::Broken(panic.to_string())))
    }

    fn in_snapshot(&self, job: &mut dyn FnMut(&mut Conn) -> bool) -> Result<(), Error> {
        let mut conn = self.inner.readers.get().map_err(|error| Error::away(&error))?;
        let ended = Connection::transaction(&mut *conn, |conn| {
            if let Conn::Pg(pg) = conn {
                // One page sees one snapshot, as it does on SQLite.
                diesel::sql_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(pg)?;
            }
            if job(conn) { Ok(()) } else { Err(diesel::result::Error::RollbackTransaction) }
        });
        match ended {
            Ok(()) | Err(diesel::result::Error::RollbackTransaction) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Runs a closure that writes. It shares its transaction with others that wait; its own part is undone alone if it fails. The answer
    /// comes after the commit.
    ///
    /// # Errors
    /// The closure's; that too many wait; or that the commit failed, in which case nothing was written.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (place, outcome) = Outcome::pair();
        let answer = self.inner.writer.submit(Box::new(move |tx| place.leave(work(tx))))?;
        match tokio::time::timeout(ANSWER, answer).await {
            Ok(Ok(ran)) => outcome.after(ran),
            Ok(Err(_)) => Err(Error::Away("the writer stopped".to_owned()).into()),
            // It may still be written: what it leaves is not looked at any more.
            Err(_) => Err(Error::Busy.into()),
        }
    }

    /// The same, waiting on the calling thread: for commands and tests. Must not be called on an async worker.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (place, outcome) = Outcome::pair();
        let answer = self.inner.writer.submit(Box::new(move |tx| place.leave(work(tx))))?;
        outcome.after(answer.blocking_recv().unwrap_or_else(|_| Err(Error::Away("the writer stopped".to_owned()))))
    }

    /// Takes what was erased out of the places where the database still keeps it until it needs the room: SQLite's log beside the file, and the
    /// rows that PostgreSQL has marked as dead. May take a while on a large database; others read and write meanwhile.
    ///
    /// # Errors
    /// The database cannot be reached, or somebody reads from before for so long that the log cannot be emptied.
    pub fn scrub(&self) -> Result<(), Error> {
        let mut conn = self.inner.options.address.connect()?;
        match conn {
            // That somebody still reads from before is no error of the statement's: it stands in its answer.
            Conn::Sqlite(ref mut conn) => {
                let done: Checkpoint = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(conn)?;
                if done.busy == 0 { Ok(()) } else { Err(Error::Busy) }
            }
            Conn::Pg(_) => {
                conn.execute_plain("SET statement_timeout = 0")?;
                let practice = super::tables::PRACTICE.iter().chain(super::tables::JOURNAL.iter().map(|(name, _)| name));
                // Of what is operational, what holds words or likenesses: pictures, lists that wait, sign-in names and what keys are called.
                let tables = practice.chain(&["file_bytes", "waiting_lists", "passwords", "api_tokens"]);
                tables.into_iter().try_for_each(|table| conn.execute_plain(&format!("VACUUM {table}")))
            }
        }
    }

    /// Gives back what reading has gathered in memory: to start, and to build the network, more was read than pages soon ask for.
    ///
    /// # Errors
    /// The database is away.
    pub fn give_back(&self) -> Result<(), Error> {
        let mut conn = self.inner.readers.get().map_err(|error| Error::away(&error))?;
        match *conn {
            Conn::Sqlite(_) => conn.execute_plain("PRAGMA shrink_memory"),
            Conn::Pg(_) => Ok(()),
        }
    }

    /// How many writes wait for their turn.
    pub fn waiting(&self) -> usize {
        self.inner.writer.waiting()
    }

    /// Waits until everything submitted is written, and stops the writer. Later writes fail.
    pub fn close(&self) {
        self.inner.writer.stop();
    }
}

/// What SQLite answers to a checkpoint.
#[derive(QueryableByName)]
struct Checkpoint {
    /// Not zero where somebody still read from before, so that the log was not emptied.
    #[diesel(sql_type = diesel::sql_types::Integer)]
    busy: i32,
}

/// Reads this database's own id, making it at the first start.
fn installation(conn: &mut Conn, options: &Options) -> Result<InstallationId, Error> {
    const NAME: &str = "installation";
    let unreadable = || Error::Broken("the installation's id cannot be read".to_owned());
    let known: Option<String> = settings::table.find(NAME).select(settings::value).get_result(conn).optional()?;
    if let Some(text) = known {
        return text.parse().map_err(|_| unreadable());
    }
    let mut bits = [0; 10];
    (options.chance)(&mut bits);
    let id = InstallationId::at((options.clock)(), bits);
    let row = (settings::name.eq(NAME), settings::value.eq(id.to_string()));
    match diesel::insert_into(settings::table).values(row).execute(conn) {
        Ok(_) => Ok(id),
        // Another program started at the same moment and was first: it is one database, so it has one id.
        Err(diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _)) => {
            let text: String = settings::table.find(NAME).select(settings::value).get_result(conn)?;
            text.parse().map_err(|_| unreadable())
        }
        Err(error) => Err(error.into()),
    }
}
