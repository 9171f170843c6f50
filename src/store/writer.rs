//! The one writer: a thread that takes waiting jobs, up to [`BATCH`] at a time, into one transaction with a savepoint each, and answers
//! them after the commit.
//!
//! One writer gives the journal its single order, spares SQLite its busy errors, and pays one flush to disk for many writes. If the commit
//! fails, every job of the batch is told so, the connection is thrown away, and a new epoch begins: whether the lost commit reached the
//! disk or not, no number is used twice.

use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use diesel::RunQueryDsl;
use tokio::sync::{mpsc, oneshot};

use super::conn::{Conn, WRITER_LOCK};
use super::db::Options;
use super::error::Error;
use super::journal::{self, Heads, Stamp};
use crate::domain::fact::Fact;
use crate::domain::id::{FactId, Id, InstallationId, PersonId};
use crate::domain::moment::Moment;

/// How many jobs share a commit at most.
pub const BATCH: usize = 64;

/// A writing transaction: the connection, the end of the journal, and who acts when.
pub struct Tx<'a> {
    conn: &'a mut Conn,
    heads: &'a mut Heads,
    options: &'a Options,
    now: Moment,
    actor: Option<PersonId>,
}

impl Tx<'_> {
    /// When this happens.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Sets the moment: for histories that are written afterwards, such as the demonstration network's.
    pub fn set_now(&mut self, now: Moment) {
        self.now = now;
    }

    /// Sets who does what follows.
    pub fn set_actor(&mut self, actor: Option<PersonId>) {
        self.actor = actor;
    }

    /// Appends a fact to the journal and applies it.
    ///
    /// # Errors
    /// The database refuses.
    pub fn record(&mut self, fact: impl Into<Fact>) -> Result<FactId, Error> {
        let mut chance = |bytes: &mut [u8]| (self.options.chance)(bytes);
        let mut stamp = Stamp { now: self.now, actor: self.actor, chance: &mut chance };
        journal::record(self.conn, self.heads, &mut stamp, &fact.into())
    }

    /// A new id.
    pub fn new_id<Of>(&self) -> Id<Of> {
        let mut bits = [0; 10];
        self.chance(&mut bits);
        Id::at(self.now, bits)
    }

    /// Random bytes.
    pub fn chance(&self, bytes: &mut [u8]) {
        (self.options.chance)(bytes);
    }
}

impl Deref for Tx<'_> {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        self.conn
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        self.conn
    }
}

/// Does the work of a job, and says whether its part of the transaction stands.
pub(super) type Work = Box<dyn FnOnce(&mut Tx<'_>) -> bool + Send>;

/// A job that waits.
struct Job {
    work: Option<Work>,
    panicked: bool,
    answer: oneshot::Sender<Result<(), Error>>,
}

impl Job {
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let Some(work) = self.work.take() else { return false };
        let outcome = catch_unwind(AssertUnwindSafe(|| work(tx)));
        self.panicked = outcome.is_err();
        outcome.unwrap_or(false)
    }

    /// Answers, with what became of the commit.
    fn answer(self, commit: Result<(), &str>) {
        let ran = match commit {
            _ if self.panicked => Err(Error::Broken("a writing job panicked".to_owned())),
            commit => commit.map_err(|why| Error::Away(why.to_owned())),
        };
        // Whoever asked may have gone; what was committed stays so.
        let _ = self.answer.send(ran);
    }
}

/// The writer's handle.
pub struct Writer {
    queue: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<std::thread::JoinHandle<()>>>,
}

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// The database cannot be reached, or the system gives no thread.
    pub fn start(options: Options, installation: InstallationId) -> Result<Writer, Error> {
        let conn = options.address.connect()?;
        let (queue, jobs) = mpsc::channel(options.queue);
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || Loop { heads: fresh_heads(&options, installation), conn: Some(conn), options, installation }.run(jobs))
            .map_err(|error| Error::away(&error))?;
        Ok(Writer { queue: Mutex::new(Some(queue)), thread: Mutex::new(Some(thread)) })
    }

    /// Puts a job in the queue.
    ///
    /// # Errors
    /// [`Error::Busy`] where the queue is full, [`Error::Away`] after [`Writer::stop`].
    pub(super) fn submit(&self, work: Work) -> Result<oneshot::Receiver<Result<(), Error>>, Error> {
        let (answer, receiver) = oneshot::channel();
        let job = Job { work: Some(work), panicked: false, answer };
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(queue) = queue.as_ref() else { return Err(Error::Away("the writer has stopped".to_owned())) };
        match queue.try_send(job) {
            Ok(()) => Ok(receiver),
            Err(mpsc::error::TrySendError::Full(_)) => Err(Error::Busy),
            Err(mpsc::error::TrySendError::Closed(_)) => Err(Error::Away("the writer has stopped".to_owned())),
        }
    }

    /// How many jobs wait. None, once it has stopped.
    pub fn waiting(&self) -> usize {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.as_ref().map_or(0, |queue| queue.max_capacity() - queue.capacity())
    }

    /// Finishes what waits and ends the thread.
    pub fn stop(&self) {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // A panic of the thread has been answered to each job already.
            let _ = thread.join();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn fresh_heads(options: &Options, installation: InstallationId) -> Heads {
    let mut epoch = [0; 16];
    (options.chance)(&mut epoch);
    Heads::new(installation, epoch)
}

struct Loop {
    options: Options,
    installation: InstallationId,
    conn: Option<Conn>,
    heads: Heads,
}

impl Loop {
    fn run(mut self, mut jobs: mpsc::Receiver<Job>) {
        while let Some(first) = jobs.blocking_recv() {
            let mut batch = vec![first];
            while batch.len() < BATCH {
                match jobs.try_recv() {
                    Ok(job) => batch.push(job),
                    Err(_) => break,
                }
            }
            let commit = self.write(&mut batch);
            if let Err(error) = &commit {
                tracing::error!(%error, jobs = batch.len(), "a batch of writes failed");
                // Nothing about this connection, nor the numbers that it was about to give out, is certain any more.
                self.conn = None;
                self.heads = fresh_heads(&self.options, self.installation);
            }
            let commit = commit.map_err(|error| error.to_string());
            for job in batch {
                job.answer(commit.as_ref().copied().map_err(String::as_str));
            }
        }
    }

    fn write(&mut self, batch: &mut [Job]) -> Result<(), Error> {
        let conn = match &mut self.conn {
            Some(conn) => conn,
            empty => empty.insert(self.options.address.connect()?),
        };
        match conn {
            Conn::Sqlite(_) => conn.execute_plain("BEGIN IMMEDIATE")?,
            Conn::Pg(_) => conn.execute_plain(&format!("BEGIN; SELECT pg_advisory_xact_lock({WRITER_LOCK})"))?,
        }
        self.heads.catch_up(conn)?;
        for job in batch {
            let before = self.heads.clone();
            savepoint(conn, "SAVEPOINT job")?;
            let now = (self.options.clock)();
            let mut tx = Tx { conn, heads: &mut self.heads, options: &self.options, now, actor: None };
            if job.run(&mut tx) {
                savepoint(conn, "RELEASE SAVEPOINT job")?;
            } else {
                savepoint(conn, "ROLLBACK TO SAVEPOINT job")?;
                self.heads = before;
            }
        }
        self.heads.settle(conn)?;
        conn.execute_plain("COMMIT")
    }
}

/// The three statements that stand around every job: prepared once.
fn savepoint(conn: &mut Conn, sql: &str) -> Result<(), Error> {
    diesel::sql_query(sql).execute(conn)?;
    Ok(())
}
