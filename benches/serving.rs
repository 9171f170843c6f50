//! What the README claims of serving, measured: `cargo bench --bench serving`.
//!
//! Each figure stands beside its limit or a peer, from the same run on the same machine, with the load generator on the same cores:
//! the catalog page of 100 offers (beside a bare Tera page of the same size), durable process entries by 32 clients (beside the number of
//! rows that are really there afterwards), memory and start on the demonstration network, and bytes a fact.

#[allow(dead_code, reason = "each benchmark uses its part of it")]
mod load;

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use load::{Outcome, Request};
use relevo::actions::accounts::open_session;
use relevo::cli::demo;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::moment::Day;
use relevo::domain::words::*;
use relevo::store::{Address, Db, Error, Options, Tx};

const CONNECTIONS: usize = 32;
const SECONDS: u64 = 5;

fn main() {
    // `cargo test --benches` asks for a list; there is nothing to test here.
    if std::env::args().any(|argument| argument == "--list" || argument == "--test") {
        return;
    }
    // The log is written as the program writes it, to where nobody reads.
    tracing_subscriber::fmt().with_max_level(tracing::Level::INFO).with_writer(std::io::sink).init();
    // Served as the program serves.
    relevo::cli::memory::share_one_heap();
    let folder = std::env::temp_dir().join(format!("relevo-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    println!("{:<58} {:>12} {:>14}", "figure", "measured", "limit or peer");
    catalog_and_entries(&folder);
    demonstration(&folder);
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

fn row(figure: &str, measured: &str, beside: &str) {
    println!("{figure:<58} {measured:>12} {beside:>14}");
}

/// A school with 100 offers, 32 open tutorials, and somebody who has signed in.
struct School {
    node: NodeId,
    reader: String,
    writers: Vec<(TutorialId, String)>,
}

fn school(tx: &mut Tx<'_>) -> Result<School, Error> {
    let since: Day = "2025-09-01".parse().expect("a date");
    let node = tx.new_id();
    tx.record(NodeFounded {
        node,
        level: Level::School,
        name: "Telesecundaria de la Medida".to_owned(),
        parent: None,
        since,
        cct: None,
        shift: None,
        time_zone: None,
        latitude: None,
        longitude: None,
    })?;
    let words = demo::words::Words::read().map_err(Error::Json)?;
    let mut people = Vec::new();
    for number in 0..132 {
        let person = tx.new_id();
        let names = &words.people.girls;
        let name = format!("{} {}", names[number % names.len()], char::from(b'A' + u8::try_from(number / names.len()).unwrap_or(0)));
        tx.record(PersonJoined { person, node, position: Position::Student, minor: true, since, voucher: None })?;
        tx.record(PersonNamed { person, name, grade: Some(1 + i32::try_from(number % 3).unwrap_or(0)), group: None, language: None })?;
        people.push(person);
    }
    let mut offers = Vec::new();
    for (number, owner) in people.iter().take(100).enumerate() {
        let topic = tx.new_id();
        let text = &words.topics[number % words.topics.len()];
        let (language, licence) = ("es".to_owned(), "CC-BY-SA-4.0".to_owned());
        tx.record(TopicPublished {
            topic,
            school: Some(node),
            author: None,
            language,
            origin: Origin::Own,
            licence,
            day: since,
            import_key: None,
        })?;
        tx.record(TopicWritten {
            topic,
            version: 1,
            author: None,
            day: since,
            title: text.title.clone(),
            subject: text.subject.clone(),
            challenge: text.challenge.clone(),
            why: text.why.clone(),
            questions: text.questions.clone(),
            sources: text.sources.clone(),
            prerequisites: vec![],
            title_en: None,
        })?;
        let (mastery, offer, person) = (tx.new_id(), tx.new_id(), *owner);
        tx.record(MasteryGranted {
            mastery,
            person,
            topic,
            school: node,
            via: Via::Founding,
            day: since,
            parent: None,
            generation: 1,
            demonstration: None,
            voucher: None,
        })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school: node, capacity: 2, day: since })?;
        offers.push((offer, person, topic));
    }
    let mut writers = Vec::new();
    for (number, learner) in people[100..].iter().enumerate() {
        let (offer, tutor, topic) = offers[number];
        let tutorial = tx.new_id();
        let (learner, offer) = (*learner, Some(offer));
        tx.record(TutorialProposed {
            tutorial,
            learner,
            tutor,
            topic,
            school: node,
            proposed_by: learner,
            day: since,
            offer,
            visit: None,
        })?;
        tx.record(TutorialAgreed { tutorial, day: since, how: Agreement::Here })?;
        let (token, _) = open_session(tx, learner, true)?;
        writers.push((tutorial, token.text().to_owned()));
    }
    let (token, _) = open_session(tx, people[0], true)?;
    Ok(School { node, reader: token.text().to_owned(), writers })
}

/// The peer: a page of the same size from a Tera template alone, without data, languages or layers.
fn bare(bytes: usize) -> (String, actix_web::dev::ServerHandle) {
    use actix_web::{App, HttpResponse, HttpServer, web};
    let mut tera = tera::Tera::new();
    tera.add_raw_templates([(
        "bare.html",
        "<ul>{% for row in rows %}<li><b>{{ row.title }}</b><p>{{ row.text }}</p></li>{% endfor %}</ul>",
    )])
    .expect("the template");
    let filler = "¿Por qué no se cae un arco de piedra? ";
    let rows: Vec<_> = (0..100)
        .map(
            |number| serde_json::json!({ "title": format!("{filler}{number}"), "text": filler.repeat(1 + bytes / 100 / filler.len() - 2) }),
        )
        .collect();
    let mut context = tera::Context::new();
    context.insert("rows", &rows);
    let shared = web::Data::new((tera, context));
    let (told, telling) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = HttpServer::new(move || {
                App::new().app_data(shared.clone()).route(
                    "/",
                    web::get().to(|shared: web::Data<(tera::Tera, tera::Context)>| async move {
                        let body = shared.0.render("bare.html", &shared.1).expect("the page");
                        HttpResponse::Ok().content_type("text/html").body(body)
                    }),
                )
            })
            .workers(2)
            .bind("127.0.0.1:0")
            .expect("a free port");
            let address = server.addrs()[0].to_string();
            let server = server.run();
            told.send((address, server.handle())).expect("somebody waits");
            server.await.expect("the server runs");
        });
    });
    telling.recv().expect("the peer starts")
}

fn show(figure: &str, outcome: &Outcome, beside: &str) {
    row(figure, &format!("{:.0}/s", outcome.per_second), beside);
    row(&format!("{figure}: p99"), &format!("{:.1} ms", outcome.p99.as_secs_f64() * 1e3), "≤ 40 ms");
    assert_eq!(outcome.failed, 0, "{figure}: some requests failed");
}

fn catalog_and_entries(folder: &std::path::Path) {
    let db = Db::open(Options::new(Address::File(folder.join("school.db")))).expect("the data open");
    let school = db.write_now(school).expect("the school is there");
    let (address, stop) = load::serve(db.clone());
    let duration = Duration::from_secs(SECONDS);

    let path = format!("/nodes/{}/catalog", school.node);
    let plain = Request::get(&address, &path, &school.reader, "identity");
    let first = load::once(&address, &plain);
    assert_eq!(first.status, 200, "the catalog is served");
    let outcome = load::run(&address, &[plain], CONNECTIONS, duration);
    let (peer, stop_peer) = bare(first.bytes);
    let beside = load::run(&peer, &[Request::get(&peer, "/", "", "identity")], CONNECTIONS, duration);
    drop(stop_peer.stop(false));
    row("catalog of 100 offers, signed in: bytes", &first.bytes.to_string(), "");
    show("catalog of 100 offers, signed in, uncompressed", &outcome, "≥ 3,000/s");
    row(
        "  a bare Tera page of the same size",
        &format!("{:.0}/s", beside.per_second),
        &format!("ratio {:.2}", outcome.per_second / beside.per_second),
    );
    let squeezed = Request::get(&address, &path, &school.reader, "gzip");
    row("catalog, gzip: bytes", &load::once(&address, &squeezed).bytes.to_string(), "≤ 14,336");
    show("catalog of 100 offers, signed in, gzip", &load::run(&address, &[squeezed], CONNECTIONS, duration), "≥ 1,500/s");

    let busy = Writing::start(db.clone(), school.node);
    let plain = Request::get(&address, &path, &school.reader, "identity");
    let outcome = load::run(&address, &[plain], CONNECTIONS, duration);
    let facts = busy.stop();
    row(
        "  the same uncompressed, while facts are recorded",
        &format!("{:.0}/s", outcome.per_second),
        &format!("{:.0} facts/s", facts as f64 / SECONDS as f64),
    );
    assert_eq!(outcome.failed, 0, "some catalogs failed while facts were recorded");

    let before = entries(&db);
    let requests: Vec<Request> = school
        .writers
        .iter()
        .map(|(tutorial, token)| Request::form(&address, &format!("/tutorials/{tutorial}/entries"), token, Arc::new(entry_form)))
        .collect();
    let outcome = load::run(&address, &requests, CONNECTIONS, duration);
    let written = entries(&db) - before;
    row("durable process entries by 32 clients", &format!("{:.0}/s", outcome.per_second), "≥ 3,000/s");
    row("durable process entries: p99", &format!("{:.1} ms", outcome.p99.as_secs_f64() * 1e3), "");
    row("  acknowledged, and really there", &outcome.answered.to_string(), &written.to_string());
    assert_eq!(outcome.failed, 0, "some entries were refused");
    assert!(written >= outcome.answered, "an acknowledged entry was lost");
    drop(stop.stop(false));
    db.close();
}

/// Somebody who records a hundred facts a second, so that no page finds for long what the one before it has left.
struct Writing {
    over: Arc<AtomicBool>,
    thread: JoinHandle<u64>,
}

impl Writing {
    fn start(db: Db, node: NodeId) -> Writing {
        let over = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&over);
        let thread = std::thread::spawn(move || {
            let mut facts = 0;
            while !seen.load(Ordering::Relaxed) {
                db.write_now(move |tx| {
                    let since = "2025-09-01".parse().expect("a date");
                    let person = tx.new_id();
                    tx.record(PersonJoined { person, node, position: Position::Student, minor: true, since, voucher: None })
                })
                .expect("the fact is recorded");
                facts += 1;
                std::thread::sleep(Duration::from_millis(10));
            }
            facts
        });
        Writing { over, thread }
    }

    fn stop(self) -> u64 {
        self.over.store(true, Ordering::Relaxed);
        self.thread.join().expect("the writer ends")
    }
}

/// A form with an id of its own, as the page would have made it.
fn entry_form(number: u64) -> String {
    let mut bits = [0; 16];
    bits[..8].copy_from_slice(&number.to_be_bytes());
    bits[8..].copy_from_slice(&rand::random::<[u8; 8]>());
    let id = EntryId::from_bytes(bits);
    format!("id={id}&day=&text=Me+ator%C3%A9+en+el+radio+de+los+chicos+y+los+un%C3%AD+por+los+centros.")
}

fn entries(db: &Db) -> u64 {
    use relevo::store::queries::tutorials;
    db.read_now(tutorials::entry_count).map(|count| u64::try_from(count).unwrap_or(0)).expect("the entries are counted")
}

fn demonstration(folder: &std::path::Path) {
    let data = folder.join("demo");
    std::fs::create_dir_all(&data).expect("a folder");
    let file = data.join("relevo.db");
    let started = Instant::now();
    demo::create(Address::File(file.clone()), demo::SEED, demo::today()).expect("the network is created");
    row("creating the demonstration network", &format!("{:.1} s", started.elapsed().as_secs_f64()), "≤ 10 s");

    let db = Db::open(Options::new(Address::File(file.clone()))).expect("the data open");
    let sizes = db.read_now(relevo::store::size::of).expect("the sizes are read");
    db.close();
    row("facts of the demonstration network", &sizes.facts.to_string(), "");
    row("bytes a fact, journal", &format!("{:.0}", sizes.journal as f64 / sizes.facts as f64), "");
    row("bytes a fact, tables of the practice", &format!("{:.0}", sizes.tables as f64 / sizes.facts as f64), "");

    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port();
    let address = format!("127.0.0.1:{port}");
    let mut best = Duration::MAX;
    let mut memory = 0;
    for _ in 0..3 {
        let started = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_relevo"))
            .args(["serve", "--listen", &address, "--data"])
            .arg(&data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let home = Request::get(&address, "/", "", "identity");
        while !load::answers(&address, &home) {
            std::thread::sleep(Duration::from_millis(2));
            assert!(started.elapsed() < Duration::from_secs(20), "the program does not answer");
        }
        best = best.min(started.elapsed());
        std::thread::sleep(Duration::from_millis(500));
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap_or_default();
        memory = memory.max(line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0));
        child.kill().expect("the program is stopped");
        child.wait().expect("the program ends");
    }
    row("start to the first page, best of 3", &format!("{:.0} ms", best.as_secs_f64() * 1e3), "≤ 300 ms");
    row("memory when idle (resident, largest of 3)", &format!("{:.1} MB", memory as f64 / 1024.0), "≤ 30 MB");
}
