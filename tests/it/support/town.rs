//! A town to tell stories in: one state, a zone, two schools, people with names, and browsers that they hold.
//!
//! The server is the one that ships, on a free port; people come in by the front door, with cookies and an `Origin`. Only the ground on
//! which a story stands (who is there, who masters the first topic) is laid by facts.

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use relevo::actions::accounts::invitations::NewAccount;
use relevo::actions::accounts::{accept, issue_invitation, open_session};
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::moment::{Day, Moment};
use relevo::domain::words::*;
use relevo::store::{Address, Db, Error, Options, Tx};
use relevo::web::assets::Assets;
use relevo::web::proxies::Proxies;
use relevo::web::{App, server};

pub use super::page::{Browser, Page};

/// The day on which stories begin, unless they say otherwise.
pub const TODAY: &str = "2026-11-23";

/// The password of whoever has an account (see [`Town::account_of`]).
pub const PASSWORD: &str = "tres cerros azules";

/// The town.
pub struct Town {
    pub db: Db,
    pub url: String,
    clock: Arc<AtomicI64>,
    stop: actix_web::dev::ServerHandle,
    _folder: tempfile::TempDir,
    pub(super) server: Option<super::postgres::FreshDatabase>,
}

/// How many writes may wait, as the program has it.
const QUEUE: usize = 1024;

/// What a town stands on.
#[derive(Clone, Copy)]
enum Ground<'a> {
    /// Nothing yet.
    Bare,
    /// The people whom every story knows.
    Settled,
    /// A file that another town left.
    Kept(&'a Path),
}

/// A day from its text.
pub fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

macro_rules! fixed {
    ($($name:ident: $type:ident = $number:literal;)*) => {
        $(pub const $name: $type = $type::from_bytes([0x01, 0x90, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, $number]);)*
    };
}

fixed! {
    STATE: NodeId = 1;
    ZONE: NodeId = 2;
    AGUA_ZARCA: NodeId = 3;
    LA_NORIA: NodeId = 4;
    // Agua Zarca.
    ELVIA: PersonId = 11;    // teacher and steward; masters pi
    BERTA: PersonId = 12;    // teacher, no steward
    XIMENA: PersonId = 13;
    MATEO: PersonId = 14;
    MARICRUZ: PersonId = 15; // student; masters the stone arch
    LUIS: PersonId = 16;
    ROSA: PersonId = 17;     // a mother, vouched for by Elvia
    // La Noria: the second school in the room.
    JULIAN: PersonId = 21;   // teacher and steward there
    NADIA: PersonId = 22;    // student there; masters pi
    // Above.
    CELIA: PersonId = 31;    // coach of the zone
    TOMASA: PersonId = 32;   // supervisor and steward of the zone
    PI: TopicId = 41;
    ARCH: TopicId = 42;
    MOON: TopicId = 43;      // nobody masters it
    ELVIA_PI: MasteryId = 51;
    MARICRUZ_ARCH: MasteryId = 52;
    NADIA_PI: MasteryId = 53;
    ELVIA_OFFERS_PI: OfferId = 61;      // two places
    MARICRUZ_OFFERS_ARCH: OfferId = 62; // one place
    NADIA_OFFERS_PI: OfferId = 63;
}

/// A new id, as a form would carry it.
pub fn fresh<Of>() -> Id<Of> {
    let mut bits = [0; 10];
    rand::fill(&mut bits);
    Id::at(Moment::noon_of(day(TODAY)), bits)
}

impl Town {
    /// A town: on SQLite, or on PostgreSQL where `RELEVO_TEST_STORIES` says `postgres`. `tests/run` tells the stories of the main loop
    /// once on each.
    pub async fn new() -> Town {
        let postgres = std::env::var("RELEVO_TEST_STORIES").is_ok_and(|engine| engine == "postgres");
        let server = postgres.then(|| super::postgres::fresh_database().expect("RELEVO_TEST_STORIES needs RELEVO_TEST_POSTGRES"));
        Town::build(server).await
    }

    /// A town on PostgreSQL, where the tests have a server.
    pub async fn on_postgres() -> Option<Town> {
        let server = super::postgres::fresh_database()?;
        Some(Town::build(Some(server)).await)
    }

    /// A town on each engine that there is, where only so many writes may wait.
    pub async fn on_each_engine_with_a_queue_of(queue: usize) -> Vec<Town> {
        let mut towns = vec![Town::raise(None, Ground::Settled, queue, Proxies::default()).await];
        if let Some(server) = super::postgres::fresh_database() {
            towns.push(Town::raise(Some(server), Ground::Settled, queue, Proxies::default()).await);
        }
        towns
    }

    /// A data folder with nothing in it: the very first visit.
    pub async fn empty() -> Town {
        Town::raise(None, Ground::Bare, QUEUE, Proxies::default()).await
    }

    /// A town whose server trusts a proxy on its own machine, from where every browser of a story comes.
    pub async fn behind_a_proxy() -> Town {
        Town::raise(None, Ground::Settled, QUEUE, Proxies::trusted(&[IpAddr::from(Ipv4Addr::LOCALHOST).into()])).await
    }

    /// A town whose measures may be read from its own machine.
    pub async fn watched() -> Town {
        Town::raise_with(None, Ground::Settled, QUEUE, Town::watch).await
    }

    fn watch(app: &mut App) {
        app.watchers = vec![IpAddr::from(Ipv4Addr::LOCALHOST).into()];
    }

    /// A town that lists whom it erases.
    pub async fn with_list(list: relevo::store::erased::List) -> Town {
        Town::raise_with(None, Ground::Settled, QUEUE, move |app| app.erased = Some(list)).await
    }

    /// A town that keeps those who left for so long.
    pub async fn forgetting(periods: relevo::actions::retention::Periods) -> Town {
        Town::raise_with(None, Ground::Settled, QUEUE, move |app| app.periods = periods).await
    }

    /// A town on SQLite as another one was when it was kept (see [`Town::keep`]). Who had signed in there is signed in here; and its measures
    /// may be read, so that a walk finds every page.
    pub async fn like(kept: &Path) -> Town {
        Town::raise_with(None, Ground::Kept(kept), QUEUE, Town::watch).await
    }

    /// The same at another moment: for what programs with the system's clock have left.
    pub async fn like_at(kept: &Path, millis: i64) -> Town {
        let town = Town::like(kept).await;
        town.clock.store(millis, Ordering::SeqCst);
        town
    }

    /// Writes the town's data, on SQLite, into a file from which others can be raised.
    pub fn keep(&self, file: &Path) {
        let Address::File(data) = self.db.address() else { panic!("only a town on SQLite is one file") };
        let mut conn = SqliteConnection::establish(&data.display().to_string()).expect("the data open");
        conn.batch_execute(&format!("VACUUM INTO '{}'", file.display())).expect("the data are copied");
    }

    async fn build(postgres: Option<super::postgres::FreshDatabase>) -> Town {
        Town::raise(postgres, Ground::Settled, QUEUE, Proxies::default()).await
    }

    async fn raise(postgres: Option<super::postgres::FreshDatabase>, ground: Ground<'_>, queue: usize, proxies: Proxies) -> Town {
        Town::raise_with(postgres, ground, queue, move |app| app.proxies = proxies).await
    }

    async fn raise_with(
        postgres: Option<super::postgres::FreshDatabase>,
        ground: Ground<'_>,
        queue: usize,
        set_up: impl FnOnce(&mut App) + Send + 'static,
    ) -> Town {
        let folder = tempfile::tempdir().expect("a folder");
        if let Ground::Kept(file) = ground {
            std::fs::copy(file, folder.path().join("relevo.db")).expect("the data are copied");
        }
        let address = match &postgres {
            Some(server) => Address::parse(server.url()),
            None => Address::File(folder.path().join("relevo.db")),
        };
        let clock = Arc::new(AtomicI64::new(Moment::noon_of(day(TODAY)).plus_seconds(6 * 3600).millis()));
        let db = Town::open(address, &clock, queue);
        if matches!(ground, Ground::Settled) {
            db.write(people_of_the_town).await.expect("the town is settled");
        }
        let (url, stop) = Town::serve(&db, set_up);
        Town { db, url, clock, stop, _folder: folder, server: postgres }
    }

    /// Another program that serves the same data by the same clock. It knows of this one only by what stands in the database.
    pub fn another_program(&self) -> Town {
        let db = Town::open(self.db.address().clone(), &self.clock, QUEUE);
        let (url, stop) = Town::serve(&db, |_| ());
        Town { db, url, clock: Arc::clone(&self.clock), stop, _folder: tempfile::tempdir().expect("a folder"), server: None }
    }

    fn open(address: Address, clock: &Arc<AtomicI64>, queue: usize) -> Db {
        let hand = Arc::clone(clock);
        let mut options = Options { queue, ..Options::new(address) };
        options.clock = Arc::new(move || Moment::from_millis(hand.load(Ordering::SeqCst)));
        Db::open(options).expect("the data open")
    }

    fn serve(db: &Db, set_up: impl FnOnce(&mut App) + Send + 'static) -> (String, actix_web::dev::ServerHandle) {
        let (told, telling) = std::sync::mpsc::channel();
        let served = db.clone();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let assets = Assets::load();
                let mut app = App::new(served, None, &assets).expect("the app");
                set_up(&mut app);
                let running = server::bind(app, assets, "127.0.0.1:0", 2).expect("a free port");
                told.send((running.addresses[0], running.handle())).expect("somebody waits");
                running.run().await.expect("the server runs");
            });
        });
        let (address, stop) = telling.recv().expect("the server has started");
        (format!("http://{address}"), stop)
    }

    /// That the families of these children of Agua Zarca have said yes to whatever they are asked.
    pub async fn families_allow(&self, children: &[PersonId]) {
        let children = children.to_vec();
        self.under(move |tx| {
            for child in children {
                let (guardian, consent, day) = (fresh(), fresh(), day("2026-09-01"));
                tx.record(GuardianNamed { guardian, child, person: None, name: Some("Quien responde".to_owned()) })?;
                let answers = Purpose::ALL.iter().map(|purpose| (*purpose, true)).collect();
                tx.record(ConsentAnswered { consent, child, school: AGUA_ZARCA, guardian, day, answers })?;
            }
            Ok(())
        })
        .await;
    }

    /// Lets time pass.
    pub fn pass_days(&self, days: i64) {
        self.clock.fetch_add(days * 86_400_000, Ordering::SeqCst);
    }

    /// Lets minutes pass.
    pub fn pass_minutes(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000, Ordering::SeqCst);
    }

    /// A browser of someone who has not signed in.
    pub fn visitor(&self) -> Browser {
        Browser::new(&self.url, None)
    }

    /// A browser that holds a session already, or none.
    pub fn browser_with(&self, token: Option<&str>) -> Browser {
        Browser::new(&self.url, token)
    }

    /// A browser of someone who has signed in. (How one signs in has stories of its own.)
    pub async fn browser_of(&self, person: PersonId) -> Browser {
        let minor = [XIMENA, MATEO, MARICRUZ, LUIS, NADIA].contains(&person);
        let (token, _) = self.db.write(move |tx| open_session(tx, person, minor)).await.expect("a session");
        Browser::new(&self.url, Some(token.text()))
    }

    /// Gives an adult an account, unless she has one. Her password is [`PASSWORD`], and her sign-in name what is answered.
    pub async fn account_of(&self, person: PersonId) -> String {
        let there = self.under(move |tx| relevo::store::accounts::handle(tx, person)).await;
        if let Some(handle) = there {
            return handle;
        }
        let handle = format!("persona{}", person.bytes()[15]);
        let account = NewAccount::read(&handle, PASSWORD, PASSWORD).expect("a good one").hash().expect("hashed");
        let accepted = self.db.write::<_, relevo::actions::Error, _>(move |tx| {
            let code = issue_invitation(tx, person)?;
            accept(tx, &code.text(), &account)
        });
        accepted.await.expect("she takes it up");
        handle
    }

    /// That `relevo check` finds nothing wrong with its data.
    pub async fn is_sound(&self) {
        let place = crate::store::Place::file();
        let mut scratch = place.connect();
        scratch.migrate().expect("a schema");
        let report = self.db.read(move |conn| relevo::store::check::check(conn, &mut scratch)).await.expect("a report");
        assert!(report.is_sound(), "{}", crate::store::problems(&report).join("\n"));
    }

    /// Runs something on the data, for laying the ground of a story or looking under it.
    pub async fn under<T: Send + 'static>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static) -> T {
        self.db.write(work).await.expect("the ground holds")
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        let stopping = self.stop.stop(false);
        // The server's own thread does the stopping; nobody has to wait for it.
        drop(stopping);
        self.db.close();
    }
}

/// Lays the ground: who is there and who masters what.
pub fn people_of_the_town(tx: &mut Tx<'_>) -> Result<(), Error> {
    let since = day("2025-08-25");
    let node = |node, level, name: &str, parent| NodeFounded {
        node,
        level,
        name: name.to_owned(),
        parent,
        since,
        cct: None,
        shift: None,
        time_zone: None,
        latitude: None,
        longitude: None,
    };
    tx.record(node(STATE, Level::State, "Sierra Clara", None))?;
    tx.record(node(ZONE, Level::Zone, "Zona 1, El Llano", Some(STATE)))?;
    tx.record(node(AGUA_ZARCA, Level::School, "Telesecundaria de Agua Zarca", Some(ZONE)))?;
    tx.record(node(LA_NORIA, Level::School, "Telesecundaria de La Noria", Some(ZONE)))?;
    for (person, node, position, minor, name, grade, voucher) in [
        (ELVIA, AGUA_ZARCA, Position::Teacher, false, "Maestra Elvia", None, None),
        (BERTA, AGUA_ZARCA, Position::Teacher, false, "Maestra Berta", None, None),
        (XIMENA, AGUA_ZARCA, Position::Student, true, "Ximena", Some(2), None),
        (MATEO, AGUA_ZARCA, Position::Student, true, "Mateo", Some(2), None),
        (MARICRUZ, AGUA_ZARCA, Position::Student, true, "Maricruz", Some(3), None),
        (LUIS, AGUA_ZARCA, Position::Student, true, "Luis", Some(1), None),
        (ROSA, AGUA_ZARCA, Position::Family, false, "Doña Rosa", None, Some(ELVIA)),
        (JULIAN, LA_NORIA, Position::Teacher, false, "Maestro Julián", None, None),
        (NADIA, LA_NORIA, Position::Student, true, "Nadia", Some(3), None),
        (CELIA, ZONE, Position::Coach, false, "Celia Montes", None, None),
        (TOMASA, ZONE, Position::Supervisor, false, "Tomasa Ríos", None, None),
    ] {
        tx.record(PersonJoined { person, node, position, minor, since, voucher })?;
        let group = grade.map(|_| "A".to_owned());
        tx.record(PersonNamed { person, name: name.to_owned(), grade, group, language: None })?;
    }
    tx.record(StewardNamed { person: ELVIA, node: AGUA_ZARCA, since })?;
    tx.record(StewardNamed { person: JULIAN, node: LA_NORIA, since })?;
    tx.record(StewardNamed { person: TOMASA, node: ZONE, since })?;
    for (topic, title, subject) in [
        (PI, "¿De dónde viene pi?", "matematicas"),
        (ARCH, "¿Por qué no se cae un arco de piedra?", "ciencias"),
        (MOON, "¿Por qué la luna nos enseña siempre la misma cara?", "ciencias"),
    ] {
        tx.record(TopicPublished {
            topic,
            school: Some(AGUA_ZARCA),
            author: Some(ELVIA),
            language: "es".to_owned(),
            origin: Origin::Own,
            licence: "CC-BY-SA-4.0".to_owned(),
            day: since,
            import_key: None,
        })?;
        tx.record(TopicWritten {
            topic,
            version: 1,
            author: Some(ELVIA),
            day: since,
            title: title.to_owned(),
            subject: subject.to_owned(),
            challenge: "Mide, dibuja y di cómo lo sabes.\n\nCuando termines, explícalo sin mirar tus notas.".to_owned(),
            why: "Porque casi nadie sabe decir por qué.".to_owned(),
            questions: vec!["¿Qué te dicen y qué te falta?".to_owned(), "¿Cómo lo comprobarías?".to_owned()],
            sources: vec!["Un hilo, una regla y tres cosas redondas.".to_owned()],
            prerequisites: vec![],
            title_en: None,
        })?;
    }
    let founded = day("2025-10-01");
    for (mastery, offer, person, topic, school, capacity) in [
        (ELVIA_PI, ELVIA_OFFERS_PI, ELVIA, PI, AGUA_ZARCA, 2),
        (MARICRUZ_ARCH, MARICRUZ_OFFERS_ARCH, MARICRUZ, ARCH, AGUA_ZARCA, 1),
        (NADIA_PI, NADIA_OFFERS_PI, NADIA, PI, LA_NORIA, 1),
    ] {
        tx.record(MasteryGranted {
            mastery,
            person,
            topic,
            school,
            via: Via::Founding,
            day: founded,
            parent: None,
            generation: 1,
            demonstration: None,
            voucher: Some(CELIA),
        })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity, day: founded })?;
    }
    Ok(())
}
