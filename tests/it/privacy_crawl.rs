//! Whoever has not signed in reads every page, feed and answer that can be reached, on the whole demonstration network, and meets nobody's name,
//! nobody's words, and no place or day of a coming meeting. Somebody of another school meets no child's name.
//!
//! Everybody is given a name that stands nowhere else, so that a hit is a leak. Links are followed, and every route of the program is tried with
//! what the network holds. A teacher of the school does meet her children's names by the same walk: it could find them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::OnceLock;

use diesel::prelude::*;
use relevo::actions::accounts::open_session;
use relevo::cli::demo;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::rows::*;
use relevo::store::schema::*;
use relevo::store::{Address, Conn, Db, Error, Options, Tx};
use relevo::web::routes;
use scraper::{Html, Selector};

use super::api::program::{ALL, Program};
use super::support::town::*;

/// How many addresses that differ only after the question mark are asked for.
const VARIANTS: usize = 4;
/// More than there are; a walk that gets so far has lost its way.
const MOST: usize = 6000;

/// What must not be met, and what it is.
type Secrets = Vec<(String, String)>;

/// The network's file, made once.
fn network() -> &'static std::path::Path {
    static FILE: OnceLock<(tempfile::TempDir, std::path::PathBuf)> = OnceLock::new();
    // On a thread of its own: the walk's own one drives what waits, and must not be blocked.
    let (_, file) = FILE.get_or_init(|| std::thread::spawn(made).join().expect("the network"));
    file
}

fn made() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("network.db");
    demo::create(Address::File(file.clone()), demo::SEED, day(TODAY)).expect("the network is created");
    let db = Db::open(Options::new(Address::File(file.clone()))).expect("the data open");
    db.write_now(mark).expect("everybody has a new name");
    db.scrub().expect("the log is emptied");
    db.close();
    (folder, file)
}

/// A word of letters that stands nowhere else.
fn word(stem: &str, number: usize) -> String {
    let letters = (0..4).map(|place| char::from(b'a' + u8::try_from(number / 26_usize.pow(place) % 26).expect("a letter")));
    format!("{stem}{}", letters.collect::<String>())
}

/// Gives everybody a name of her own, and every coming meeting a place and a day that stand nowhere else.
fn mark(tx: &mut Tx<'_>) -> Result<(), Error> {
    let named: Vec<PersonNameRow> = person_names::table.order(person_names::person).load(&mut **tx)?;
    for (number, row) in named.into_iter().enumerate() {
        let (person, name) = (row.person, word("Zaqui", number));
        tx.record(PersonNamed { person, name, grade: row.grade, group: row.class, language: row.language })?;
    }
    let open: Vec<TutorialRow> =
        tutorials::table.filter(tutorials::state.eq(TutorialState::Open)).order(tutorials::id).limit(12).load(&mut **tx)?;
    for (number, row) in open.iter().enumerate() {
        let (demonstration, day, place) = (tx.new_id(), day("2027-02-13"), word("Patio Xoru", number));
        let TutorialRow { id: tutorial, learner, tutor, topic, school, .. } = *row;
        tx.record(DemonstrationPlanned { demonstration, tutorial, learner, tutor, topic, school, day, place, invited: vec![] })?;
    }
    for school in nodes::table.filter(nodes::level.eq(Level::School)).select(nodes::id).load::<NodeId>(&mut **tx)? {
        let teachers = memberships::table.filter(memberships::node.eq(school).and(memberships::position.eq(Position::Teacher)));
        let teacher: Option<PersonId> =
            teachers.filter(memberships::until.is_null()).select(memberships::person).limit(1).load(&mut **tx)?.pop();
        let Some(teacher) = teacher else { continue };
        let (visit, day, visitors) = (tx.new_id(), day("2027-02-14"), vec![]);
        tx.record(VisitAgreed { visit, school, day, visitors, responsible: teacher, agreed_by: teacher })?;
    }
    Ok(())
}

/// Everybody's name, of whom `hidden` says so; and with them the words that children and their tutors wrote, and where they will meet.
fn secrets(conn: &mut Conn, hidden: impl Fn(PersonId, bool) -> bool, words: bool) -> Secrets {
    let named: Vec<(PersonId, String, bool)> = person_names::table
        .inner_join(people::table.on(people::id.eq(person_names::person)))
        .select((people::id, person_names::name, people::minor))
        .load(conn)
        .expect("names");
    let mut found: Secrets =
        named.into_iter().filter(|(id, _, minor)| hidden(*id, *minor)).map(|(_, name, _)| (name, "a name".to_owned())).collect();
    if words {
        let mut texts: Vec<String> = entries::table.select(entries::text).load(conn).expect("entries");
        texts.extend(notes::table.select(notes::text).load::<String>(conn).expect("notes"));
        let whys: Vec<Option<String>> = interests::table.select(interests::why).load(conn).expect("whys");
        texts.extend(whys.into_iter().flatten());
        let shown: Vec<Option<String>> = demonstrations::table.select(demonstrations::shown).load(conn).expect("what was shown");
        texts.extend(shown.into_iter().flatten());
        let texts: BTreeSet<String> = texts.into_iter().filter(|text| text.chars().count() > 12).collect();
        found.extend(texts.into_iter().map(|text| (text, "somebody's words".to_owned())));
        found.push(("Patio Xoru".to_owned(), "the place of a coming demonstration".to_owned()));
        for said in ["2027-02-1", "de 2027", ", 2027", "20270213", "20270214"] {
            found.push((said.to_owned(), "the day of a coming meeting".to_owned()));
        }
    }
    found
}

/// Which of the secrets an answer tells.
fn leaks<'a>(secrets: &'a Secrets, body: &str) -> Vec<&'a (String, String)> {
    // As a reader sees it, who does not know how a quote is written.
    let mut said = body.to_owned();
    for (written, sign) in [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")] {
        said = said.replace(written, sign);
    }
    secrets.iter().filter(|(secret, _)| said.contains(secret.as_str())).collect()
}

/// Every address that a route could have here: with a few things of each kind.
fn addresses(conn: &mut Conn) -> Vec<String> {
    macro_rules! some {
        ($table:ident, $few:literal) => {{
            let ids: Vec<Vec<u8>> = $table::table.order($table::id).select($table::id).load(conn).expect("ids");
            let step = (ids.len() / $few).max(1);
            ids.iter()
                .step_by(step)
                .map(|id| Id::<()>::from_bytes(id.as_slice().try_into().expect("16 bytes")).to_string())
                .collect::<Vec<_>>()
        }};
    }
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    kinds.insert("people", some!(people, 12));
    kinds.insert("nodes", some!(nodes, 100));
    kinds.insert("places", some!(nodes, 6));
    kinds.insert("topics", some!(topics, 3));
    kinds.insert("tutorials", some!(tutorials, 6));
    kinds.insert("masteries", some!(masteries, 3));
    kinds.insert("offers", some!(offers, 3));
    kinds.insert("interests", some!(interests, 3));
    kinds.insert("entries", some!(entries, 3));
    let mut meetings = some!(demonstrations, 6);
    let planned = demonstrations::table.filter(demonstrations::state.eq(DemonstrationState::Planned)).select(demonstrations::id);
    meetings.extend(planned.load::<DemonstrationId>(conn).expect("plans").iter().map(ToString::to_string));
    kinds.insert("demonstrations", meetings);
    let mut all = Vec::new();
    for (route, methods) in routes::ALL {
        if !methods.contains(&"get") || route.contains("{file") || route.contains("{hash") {
            continue;
        }
        let kind = route.trim_start_matches("/api/v1").split('/').nth(1).unwrap_or_default();
        let Some(open) = route.find('{') else {
            all.push((*route).to_owned());
            continue;
        };
        for id in kinds.get(kind).unwrap_or(&kinds["people"]) {
            let mut address = format!("{}{id}{}", &route[..open], &route[open + route[open..].find('}').expect("closed") + 1..]);
            // What else it names: the first version, or nobody.
            while let Some((open, close)) = address.find('{').zip(address.find('}')) {
                let other = if address[open..].starts_with("{n}") { "1".to_owned() } else { kinds["people"][0].clone() };
                address.replace_range(open..=close, &other);
            }
            all.push(address);
        }
    }
    all
}

/// The links of a page that stay on the site.
fn links(body: &str) -> Vec<String> {
    let html = Html::parse_document(body);
    let mut found = Vec::new();
    for (selector, name) in [("a[href]", "href"), ("link[href]", "href"), ("form[method=get]", "action"), ("[src]", "src")] {
        let selector = Selector::parse(selector).expect("a selector");
        found.extend(html.select(&selector).filter_map(|element| element.value().attr(name)).map(str::to_owned));
    }
    let ours = found.into_iter().filter_map(|link| link.split('#').next().map(str::to_owned));
    ours.filter(|link| link.starts_with('/') && !link.starts_with("//")).collect()
}

/// Walks everything; what was found where, and how many answers were read.
async fn walk(browser: &Browser, seeds: Vec<String>, secrets: &Secrets) -> (Vec<String>, usize) {
    let mut waiting: VecDeque<String> = seeds.into();
    let (mut seen, mut variants): (BTreeSet<String>, BTreeMap<String, usize>) = (BTreeSet::new(), BTreeMap::new());
    let (mut found, mut read) = (Vec::new(), 0);
    while let Some(address) = waiting.pop_front() {
        let path = address.split('?').next().unwrap_or_default().to_owned();
        if !seen.insert(address.clone()) || path.starts_with("/assets/") {
            continue;
        }
        let asked = variants.entry(path).or_default();
        *asked += 1;
        if *asked > VARIANTS {
            continue;
        }
        assert!(seen.len() < MOST, "the walk has lost its way: {address}");
        let page = browser.once("GET", &address, None).await;
        waiting.extend(page.location());
        if page.status != 200 {
            continue;
        }
        read += 1;
        for (secret, what) in leaks(secrets, &page.body) {
            found.push(format!("{address}: {what}, {secret}"));
        }
        if page.header("content-type").starts_with("text/html") {
            waiting.extend(links(&page.body));
        }
    }
    (found, read)
}

#[test]
fn what_is_told_is_found() {
    let secrets: Secrets = vec![("Zaquiaaab".to_owned(), "a name".to_owned())];
    assert_eq!(leaks(&secrets, "<p>Quien espera es Zaquiaaab.</p>").len(), 1);
    assert!(leaks(&secrets, "<p>Alguien espera.</p>").is_empty());
    assert_eq!(links("<a href='/a#b'>a</a> <a href='//elsewhere'>b</a> <form method='get' action='/c'></form>"), ["/a", "/c"]);
    assert_ne!(word("Zaqui", 1), word("Zaqui", 26));
}

#[actix_web::test]
async fn who_has_not_signed_in_meets_nobody() {
    let town = Town::like(network()).await;
    let (secrets, seeds) = town.under(|tx| Ok((secrets(tx, |_, _| true, true), addresses(tx)))).await;
    assert!(secrets.len() > 400, "{} secrets", secrets.len());
    let (found, read) = walk(&town.visitor(), seeds, &secrets).await;
    assert!(read > 150, "only {read} answers were read");
    println!("{read} answers read, {} secrets", secrets.len());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Where each belongs today.
fn belongs(conn: &mut Conn) -> BTreeMap<PersonId, NodeId> {
    let rows: Vec<(PersonId, NodeId)> =
        memberships::table.filter(memberships::until.is_null()).select((memberships::person, memberships::node)).load(conn).expect("rows");
    rows.into_iter().collect()
}

/// Schools of the network, those with the most people first, each with a teacher and a child.
fn schools(conn: &mut Conn) -> Vec<(NodeId, PersonId, PersonId)> {
    let of = |conn: &mut Conn, node: NodeId, position: Position| -> Vec<PersonId> {
        let there = memberships::node.eq(node).and(memberships::position.eq(position)).and(memberships::until.is_null());
        memberships::table.filter(there).order(memberships::person).select(memberships::person).load(conn).expect("people")
    };
    let nodes: Vec<NodeId> =
        nodes::table.filter(nodes::level.eq(Level::School)).order(nodes::id).select(nodes::id).load(conn).expect("nodes");
    let mut found = Vec::new();
    for node in nodes {
        let (teachers, children) = (of(conn, node, Position::Teacher), of(conn, node, Position::Student));
        if let (Some(teacher), Some(child)) = (teachers.first(), children.first()) {
            found.push((children.len(), (node, *teacher, *child)));
        }
    }
    found.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    found.into_iter().map(|(_, school)| school).collect()
}

async fn browser(town: &Town, person: PersonId, minor: bool) -> Browser {
    let (token, _) = town.db.write(move |tx| open_session(tx, person, minor)).await.expect("a session");
    town.browser_with(Some(token.text()))
}

#[actix_web::test]
async fn somebody_of_another_school_meets_no_child_of_this_one() {
    let town = Town::like(network()).await;
    let (of, schools, seeds) = town.under(|tx| Ok((belongs(tx), schools(tx), addresses(tx)))).await;
    let (first, last) = (schools[0], schools[schools.len() - 1]);
    assert_ne!(first.0, last.0, "a second school in the room");
    for (node, person, minor) in [(last.0, last.1, false), (last.0, last.2, true)] {
        let homes = of.clone();
        let hidden = town.under(move |tx| Ok(secrets(tx, |id, minor| minor && homes.get(&id) != Some(&node), false))).await;
        assert!(hidden.len() > 150, "{} children of other schools", hidden.len());
        let (found, read) = walk(&browser(&town, person, minor).await, seeds.clone(), &hidden).await;
        assert!(read > 150, "only {read} answers were read");
        println!("{read} answers read");
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
    // By her program neither.
    let homes = of.clone();
    let hidden = town.under(move |tx| Ok(secrets(tx, |id, minor| minor && homes.get(&id) != Some(&last.0), false))).await;
    let program = Program::of(&town, last.1, ALL).await;
    let mut read = 0;
    for address in seeds.iter().filter_map(|address| address.strip_prefix("/api/v1")) {
        let answer = program.get(address).await;
        read += usize::from(answer.status == 200);
        let told = answer.text.clone();
        let found = leaks(&hidden, &told);
        assert!(found.is_empty(), "/api/v1{address}: {found:?}");
    }
    assert!(read > 10, "only {read} answers of the interface were read");
    // The same walk does find them where they may be read.
    let homes = of;
    let own = town.under(move |tx| Ok(secrets(tx, |id, minor| minor && homes.get(&id) == Some(&first.0), false))).await;
    let board = vec![format!("/nodes/{}/board", first.0), format!("/nodes/{}/people", first.0)];
    let page = browser(&town, first.1, false).await;
    let mut met = BTreeSet::new();
    for address in board {
        met.extend(leaks(&own, &page.get(&address).await.body).into_iter().map(|(name, _)| name.clone()));
    }
    assert_eq!(met.len(), own.len(), "her teacher reads every name");
}
