//! What the README claims of answers over a large network, measured: `cargo bench --bench answering`, or of another size,
//! `-- --people 100000`. As many as a state has take half a minute to be written, fact by fact; a million would take some twenty minutes
//! and seven gigabytes.
//!
//! An invented network (`network/invented.rs`) is written into a file of SQLite as facts, by the journal and its tables as everything is; opened,
//! read into memory and served. Then one connection asks, one page after another: each time of another learner, of another group, drawn from
//! the whole network. So pages come out of a file and a network of which hardly anything is still in a cache.
//!
//! What is invented here is poorer than life in two things: masteries stand for themselves, without the demonstrations behind them, and
//! nothing has ended.

#[path = "network/invented.rs"]
mod invented;
#[allow(dead_code, reason = "each benchmark uses its part of it")]
mod load;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use diesel::RunQueryDsl;
use invented::{Chance, Invented, today};
use load::Request;
use relevo::actions::accounts::open_session;
use relevo::actions::rounds::plan;
use relevo::domain::fact::*;
use relevo::domain::id::{MasteryId, NodeId, PersonId, TopicId};
use relevo::domain::moment::Moment;
use relevo::domain::words::{Agreement, Level, Origin, Position, Via};
use relevo::graph::network::Row;
use relevo::graph::score::Weights;
use relevo::store::{Address, Db, Error, Options, Tx};

/// How many pages of each kind are asked for.
const ASKED: usize = 1_000;
/// How many rows are written in one transaction.
const BATCH: usize = 20_000;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    // `cargo test --benches` asks for a list; there is nothing to test here.
    if arguments.iter().any(|argument| argument == "--list" || argument == "--test") {
        return;
    }
    let given = arguments.iter().position(|argument| argument == "--people").and_then(|at| arguments.get(at + 1));
    let people = given.map_or(30_000, |text| text.parse().expect("a number of people"));
    let folder = std::env::temp_dir().join(format!("relevo-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    measure(people, &folder);
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

fn row(figure: &str, measured: &str, beside: &str) {
    println!("{figure:<62} {measured:>34} {beside:>10}");
}

fn measure(people: usize, folder: &std::path::Path) {
    let file = folder.join("relevo.db");
    let noon = Moment::noon_of(today());
    let db = Db::open(Options { clock: std::sync::Arc::new(move || noon), ..Options::new(Address::File(file)) }).expect("the data open");
    let began = Instant::now();
    let written = write(&db, people);
    let took = began.elapsed().as_secs_f64();
    row("people written, facts", &format!("{}, {} in {took:.0} s", written.learners.len(), written.facts), "");

    let began = Instant::now();
    db.network().build_now().expect("the network is built");
    row("the network read from the file and built", &format!("{:.1} s", began.elapsed().as_secs_f64()), "");
    row("resident memory then", &format!("{} MB", resident() / 1024), "");

    state(&db, &written);
    pages(db, &written);
}

/// The best assignment of a whole state: taken out of the network, solved, and proved.
fn state(db: &Db, written: &Written) {
    let weights = Weights::default();
    let (mut takes, mut plans) = (Vec::new(), Vec::new());
    let mut told = String::new();
    for state in written.states.iter().take(5) {
        let began = Instant::now();
        let found = db.read_now(|conn| db.network().ask(conn, |network| network.round(&network.below(*state), None, &[], today())));
        let round = found.expect("the network is asked").expect("it is there");
        takes.push(began.elapsed());
        let began = Instant::now();
        let plan = plan::plan(&round, &weights, &plan::Settled::new()).expect("the assignment proves itself");
        plans.push(began.elapsed());
        told = format!("{} wait, {} pairs, {} begin", round.learners.len(), round.pairs.len(), plan.served());
    }
    row("a state", &told, "");
    let whole: Vec<Duration> = takes.iter().zip(&plans).map(|(take, plan)| *take + *plan).collect();
    row("  taken out of the network", &spread(takes), "");
    row("  solved and proved", &spread(plans), "");
    row("  both", &spread(whole), "≤ 1 s");
}

fn pages(db: Db, written: &Written) {
    let mut chance = Chance(9);
    let learners: Vec<Learner> = (0..ASKED).map(|_| written.learners[chance.below(written.learners.len())]).collect();
    let asked = learners.clone();
    let teachers: Vec<(NodeId, PersonId)> = learners.iter().map(|learner| (learner.school, written.teachers[&learner.school])).collect();
    let doors = teachers.clone();
    let (children, adults) = db
        .write_now(move |tx| {
            let mut open = |person, minor| open_session(tx, person, minor).map(|(token, _)| token.text().to_owned());
            let children: Result<Vec<String>, Error> = asked.iter().map(|learner| open(learner.person, true)).collect();
            let adults: Result<Vec<String>, Error> = doors.iter().map(|(_, teacher)| open(*teacher, false)).collect();
            Ok::<_, Error>((children?, adults?))
        })
        .expect("they sign in");
    let (address, stop) = load::serve(db);
    // The program that serves builds its own network, in a thread beside.
    std::thread::sleep(Duration::from_secs(5));
    let ask = |figure: &str, limit: &str, requests: Vec<Request>| {
        let (waits, bytes) = load::each(&address, &requests);
        row(figure, &format!("{}; {} bytes", spread(waits), bytes / requests.len()), limit);
    };
    let homes = children.iter().map(|token| Request::get(&address, "/", token, "gzip")).collect();
    ask("a learner's home, through HTTP", "≤ 15 ms", homes);
    let topics = learners.iter().zip(&children);
    let topics = topics.map(|(learner, token)| Request::get(&address, &format!("/topics/{}", learner.wish), token, "gzip")).collect();
    ask("a topic, and who could accompany this learner in it", "≤ 15 ms", topics);
    let groups = teachers.iter().zip(&adults).map(|((school, _), token)| {
        let grade = 1 + chance.below(3);
        Request::get(&address, &format!("/nodes/{school}/suggestions?group={grade}-"), token, "gzip")
    });
    ask("the best assignment of a group of some 37, through HTTP", "≤ 20 ms", groups.collect());
    drop(stop.stop(false));
}

fn spread(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() * share / 1000).min(times.len() - 1)].as_secs_f64() * 1e3;
    format!("p50 {:.1} ms, p99 {:.1} ms", at(500), at(990))
}

/// Kilobytes that the process holds.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[derive(Clone, Copy)]
struct Learner {
    person: PersonId,
    school: NodeId,
    wish: TopicId,
}

/// What was written, and who can ask.
#[derive(Default)]
struct Written {
    facts: usize,
    states: Vec<NodeId>,
    /// A teacher of each school.
    teachers: HashMap<NodeId, PersonId>,
    learners: Vec<Learner>,
}

fn write(db: &Db, people: usize) -> Written {
    let mut written = Written::default();
    let mut facts: Vec<Fact> = Vec::with_capacity(BATCH * 2);
    let mut clerk = Clerk::default();
    Invented::of(people).tell(&mut |row| {
        clerk.facts(row, &mut facts, &mut written);
        if facts.len() >= BATCH {
            written.facts += facts.len();
            record(db, std::mem::take(&mut facts));
        }
    });
    written.facts += facts.len();
    record(db, facts);
    written
}

fn record(db: &Db, facts: Vec<Fact>) {
    db.write_now(move |tx: &mut Tx<'_>| {
        // So many in one transaction do not fit into what a page's write needs.
        diesel::sql_query("PRAGMA cache_size = -262144").execute(&mut **tx)?;
        facts.into_iter().try_for_each(|fact| tx.record(fact).map(drop))
    })
    .expect("the facts are written");
}

/// Turns rows into the facts that lead to them.
#[derive(Default)]
struct Clerk {
    chance: Option<Chance>,
    topics: usize,
    nodes: usize,
    /// The school whose people are being told of.
    school: Option<NodeId>,
    person: Option<(PersonId, bool, Option<String>)>,
    people: usize,
    mastery: Option<MasteryId>,
}

impl Clerk {
    fn facts(&mut self, row: Row, facts: &mut Vec<Fact>, written: &mut Written) {
        let since = today();
        let chance = self.chance.get_or_insert(Chance(3));
        match row {
            Row::Topic { id: topic, language, .. } => {
                self.topics += 1;
                let licence = "CC-BY-SA-4.0".to_owned();
                let published = TopicPublished {
                    topic,
                    school: None,
                    author: None,
                    language,
                    origin: Origin::Own,
                    licence,
                    day: since,
                    import_key: None,
                };
                facts.push(published.into());
                let written = TopicWritten {
                    topic,
                    version: 1,
                    author: None,
                    day: since,
                    title: format!("¿Por qué no se cae el arco número {}?", self.topics),
                    subject: "construction".to_owned(),
                    challenge: "Construye uno que te sostenga, y di por qué no se cae.".to_owned(),
                    why: "Hay arcos en todo el pueblo.".to_owned(),
                    questions: vec!["¿Hacia dónde empuja cada piedra?".to_owned()],
                    sources: vec![],
                    prerequisites: vec![],
                    title_en: None,
                };
                facts.push(written.into());
            }
            Row::Node { id: node, level, parent, .. } => {
                self.nodes += 1;
                match level {
                    Level::State => written.states.push(node),
                    Level::School => self.school = Some(node),
                    _ => {}
                }
                let name = format!("Lugar {}", self.nodes);
                let (cct, shift, time_zone, latitude, longitude) = (None, None, None, None, None);
                facts.push(NodeFounded { node, level, name, parent, since, cct, shift, time_zone, latitude, longitude }.into());
            }
            Row::Person { id, minor, language, .. } => self.person = Some((id, minor, language)),
            Row::Belongs { person, node, position, since, .. } => {
                let Some((id, minor, language)) = self.person.take() else { return };
                assert_eq!(id, person, "somebody's place follows her");
                facts.push(PersonJoined { person, node, position, minor, since, voucher: None }.into());
                let (name, grade) = (format!("Persona {}", self.people), minor.then_some(1 + (self.people % 3) as i32));
                self.people += 1;
                facts.push(PersonNamed { person, name, grade, group: None, language }.into());
                if position == Position::Teacher {
                    written.teachers.insert(node, person);
                }
            }
            Row::Masters { person, topic, school, day, .. } => {
                let mastery = chance.id();
                self.mastery = Some(mastery);
                let (parent, demonstration, voucher) = (None, None, None);
                facts.push(
                    MasteryGranted {
                        mastery,
                        person,
                        topic,
                        school,
                        via: Via::Founding,
                        day,
                        parent,
                        generation: 1,
                        demonstration,
                        voucher,
                    }
                    .into(),
                );
            }
            Row::Offers { person, topic, school, offer, capacity, opened: day, .. } => {
                let Some(mastery) = self.mastery else { return };
                facts.push(OfferOpened { offer, mastery, person, topic, school, capacity, day }.into());
            }
            Row::Wants { person: learner, topic, school, rank, since: day } => {
                if rank == 1 {
                    written.learners.push(Learner { person: learner, school, wish: topic });
                }
                facts.push(InterestStated { interest: chance.id(), learner, topic, school, rank, day }.into());
            }
            Row::Learns { learner, tutor, topic, offer, .. } => {
                let Some(school) = self.school else { return };
                let tutorial = chance.id();
                facts.push(
                    TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: since, offer, visit: None }
                        .into(),
                );
                facts.push(TutorialAgreed { tutorial, day: since, how: Agreement::Here }.into());
            }
            Row::Apart { one, other } => {
                let Some(school) = self.school else { return };
                let block = chance.id();
                facts.push(PairBlocked { block, school, one, other, day: since }.into());
            }
            Row::Prerequisite { .. } | Row::Learned { .. } => {}
        }
    }
}
