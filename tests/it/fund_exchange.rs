//! The fund on its way out and back: what is exported and brought into an empty database is exported the same; on both engines.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::exchange::bring_topics::Terms;
use relevo::exchange::package::{Package, bring};
use relevo::exchange::{case, fund};
use relevo::store::queries::fund::{Sought, find};
use relevo::store::{Db, Error};

use crate::store::{Place, on_both_engines};
use crate::support::town::*;

/// A topic as chance makes it: texts, a subject, a licence, an origin, a title in English.
type Thrown = (String, String, String, Vec<String>, usize, bool);

fn id(number: usize) -> TopicId {
    TopicId::from_bytes([0x01, 0x90, 0, 0, 0, 0, 0x70, 5, 0x80, 0, 0, 0, 0, 0, (number >> 8) as u8, number as u8])
}

fn write(db: &Db, topics: Vec<Thrown>, pairs: Vec<(usize, usize)>, ties: Vec<(usize, usize, usize)>) {
    db.write_now(move |tx| {
        let count = topics.len();
        for (number, (title, challenge, why, questions, dice, english)) in topics.into_iter().enumerate() {
            tx.record(TopicPublished {
                topic: id(number),
                school: None,
                author: None,
                language: ["es", "en", "nah"][dice % 3].to_owned(),
                origin: Origin::ALL[dice % 3],
                licence: ["CC-BY-SA-4.0", "CC-BY-4.0", "CC0-1.0"][dice % 3].to_owned(),
                day: day("2026-02-03"),
                import_key: english.then(|| format!("key-{number}")),
            })?;
            // Only what is earlier comes before: no circles.
            let before = pairs.iter().filter(|(_, after)| after % count == number).map(|(first, _)| first % count);
            let prerequisites: std::collections::BTreeSet<TopicId> = before.filter(|first| *first < number).map(id).collect();
            tx.record(TopicWritten {
                topic: id(number),
                version: 1,
                author: None,
                day: day("2026-04-05"),
                title,
                subject: ["ciencias", "otro", "lengua"][dice % 3].to_owned(),
                challenge,
                why,
                sources: questions.iter().rev().cloned().collect(),
                questions,
                prerequisites: prerequisites.into_iter().collect(),
                title_en: english.then(|| "A title".to_owned()),
            })?;
        }
        for (number, (one, other, dice)) in ties.into_iter().enumerate() {
            let (topic, other) = (id(one % count), id(other % count));
            let kind = [Tie::Same, Tie::Translation, Tie::Adapted, Tie::Near, Tie::Apart][dice % 5];
            let tie = TieId::from_bytes([0x01, 0x90, 0, 0, 0, 0, 0x70, 6, 0x80, 0, 0, 0, 0, 0, 0, number as u8]);
            if topic != other {
                tx.record(TopicTied { tie, kind, topic, other, day: day("2026-06-07") })?;
            }
        }
        Ok::<_, Error>(())
    })
    .expect("written");
}

fn exported(db: &Db) -> serde_json::Value {
    case::package(&db.read_now(fund::load).expect("the fund"), None)
}

fn bring(db: &Db, package: &Package) -> bring::Plan {
    let plan = || db.read_now(|conn| bring::plan(conn, package)).expect("a plan");
    let first = plan();
    let terms = Terms { origin: Origin::Own, licence: "CC-BY-SA-4.0".to_owned(), language: "es".to_owned() };
    bring::carry_out(db, plan(), &terms).expect("brought in");
    let again = plan();
    assert_eq!((again.new.len(), again.changed.len(), again.ties.len()), (0, 0, 0), "running it again changes nothing");
    first
}

/// What is said twice of two topics is said once where it is brought in: chance says it once.
fn once(ties: Vec<(usize, usize, usize)>, count: usize) -> Vec<(usize, usize, usize)> {
    let mut seen = std::collections::BTreeSet::new();
    ties.into_iter().filter(|(a, b, kind)| seen.insert(((a % count).min(b % count), (a % count).max(b % count), kind % 5))).collect()
}

fn goes_out_and_back(cases: u32, place: impl Fn() -> Place) {
    let text = "[A-Za-zñáéíóú¿?,. \u{4e00}-\u{4e10}]{0,30}[a-zé]";
    let topic = (
        text,
        prop_oneof![Just(String::new()), text.prop_map(|text| text)],
        prop_oneof![Just(String::new()), text.prop_map(|text| text)],
        proptest::collection::vec(text, 0..3),
        0usize..9,
        any::<bool>(),
    );
    let all = (
        proptest::collection::vec(topic, 1..9),
        proptest::collection::vec((0usize..9, 0usize..9), 0..12),
        proptest::collection::vec((0usize..9, 0usize..9, 0usize..5), 0..8),
    );
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&all, |(topics, pairs, ties)| {
        let count = topics.len();
        let (one, other) = (place(), place());
        let (here, there) = (one.open(), other.open());
        write(&here, topics, pairs, once(ties, count));
        let out = exported(&here);
        prop_assert_eq!(case::check(&out), vec![]);
        let package = case::read(&out);
        prop_assert_eq!(&package.refused, &vec![]);
        bring(&there, &package);
        let back = exported(&there);
        prop_assert_eq!(&out, &back);
        here.close();
        there.close();
        Ok(())
    });
    assert!(outcome.is_ok(), "{}", outcome.expect_err("a failure"));
}

#[test]
fn the_fund_goes_out_and_comes_back_the_same_on_a_file() {
    goes_out_and_back(24, Place::file);
}

#[test]
fn the_fund_goes_out_and_comes_back_the_same_on_a_server() {
    if Place::server().is_some() {
        goes_out_and_back(3, || Place::server().expect("a server"));
    }
}

#[test]
fn a_circle_in_a_package_is_told_and_the_rest_goes_in() {
    on_both_engines(|place| {
        let db = place.open();
        let (a, b, c) =
            ("0190a000-0000-7000-8000-00000000000a", "0190a000-0000-7000-8000-00000000000b", "0190a000-0000-7000-8000-00000000000c");
        let item = |id: &str, title: &str| serde_json::json!({ "identifier": id, "uri": "urn:x", "fullStatement": title, "lastChangeDateTime": "2026-01-02T00:00:00Z" });
        let link = |id: &str| serde_json::json!({ "title": "x", "identifier": id, "uri": "urn:x" });
        let before = |one: &str, two: &str| {
            serde_json::json!({
                "identifier": a, "associationType": "precedes", "uri": "urn:x", "originNodeURI": link(one), "destinationNodeURI": link(two), "lastChangeDateTime": "2026-01-02T00:00:00Z",
            })
        };
        let elsewhere = "0190a000-0000-7000-8000-0000000000ff";
        let value = serde_json::json!({
            "CFDocument": { "identifier": a, "uri": "urn:x", "creator": "c", "title": "t", "lastChangeDateTime": "2026-01-02T00:00:00Z" },
            "CFItems": [item(a, "Uno"), item(b, "Dos"), item(c, "Tres")],
            "CFAssociations": [before(a, b), before(b, a), before(a, c), before(elsewhere, c)],
        });
        assert_eq!(case::check(&value), []);
        let plan = bring(&db, &case::read(&value));
        assert_eq!((plan.new.len(), plan.pairs, plan.dangling), (3, 1, 1));
        assert_eq!(plan.circles, [["Uno", "Dos"]]);
        db.close();
        place.assert_sound();
    });
}

#[test]
fn a_search_finds_the_same_in_the_same_order_on_both_engines_and_soon() {
    // Ten thousand are measured with RELEVO_TEST_TOPICS=10000; to write them takes longer than to find them.
    let count: usize = std::env::var("RELEVO_TEST_TOPICS").ok().and_then(|count| count.parse().ok()).unwrap_or(1_000);
    let last = (count - 1).to_string();
    let found = std::cell::RefCell::new(Vec::new());
    on_both_engines(|place| {
        let db = place.open();
        let words = ["agua", "árbol", "Arco", "ñandú", "el", "de la", "Ébano", "zanja", "¿por qué?", "b"];
        db.write_now(move |tx| {
            for number in 0..count {
                let title: Vec<&str> = (0..4).map(|place| words[number / 10usize.pow(place) % 10]).collect();
                let (topic, language) = (id(number), if number % 3 == 0 { "en" } else { "es" }.to_owned());
                let licence = "CC0-1.0".to_owned();
                tx.record(TopicPublished {
                    topic,
                    school: None,
                    author: None,
                    language,
                    origin: Origin::Own,
                    licence,
                    day: day(TODAY),
                    import_key: None,
                })?;
                tx.record(TopicWritten {
                    topic,
                    version: 1,
                    author: None,
                    day: day(TODAY),
                    title: format!("{} {number}", title.join(" ")),
                    subject: "otro".to_owned(),
                    challenge: "x".repeat(200),
                    why: String::new(),
                    questions: vec![],
                    sources: vec![],
                    prerequisites: vec![],
                    title_en: None,
                })?;
            }
            Ok::<_, Error>(())
        })
        .expect("topics");
        let mut all = Vec::new();
        for (typed, language, offset) in [
            ("", None, 0),
            ("", None, 500),
            ("arb", None, 0),
            ("agu eb", None, 50),
            ("nandu zanj por", Some("en"), 0),
            (last.as_str(), None, 0),
            ("gua", None, 0),
        ] {
            let sought = Sought { language: language.map(str::to_owned), ..Sought::words(relevo::domain::search::words(typed)) };
            let begun = std::time::Instant::now();
            let (rows, total) = db.read_now(|conn| find(conn, &sought, 50, offset)).expect("a search");
            println!("{typed:?} among {count} topics: {total} in {:?}", begun.elapsed());
            all.push((typed.to_owned(), total, rows.into_iter().map(|row| row.id).collect::<Vec<_>>()));
        }
        assert_eq!((all[0].1, all[2].1 > 100, all[5].1, all[6].1), (count as i64, true, 1, 0));
        db.close();
        found.borrow_mut().push(all);
    });
    let found = found.into_inner();
    assert!(found.windows(2).all(|pair| pair[0] == pair[1]), "the engines differ");
}

#[tokio::test]
async fn the_fund_is_open_data_without_names() {
    let town = Town::new().await;
    let visitor = town.visitor();
    visitor.get("/topics").await.is(200).says("Llevarse el acervo entero");
    visitor.get("/fund").await.is(200).says("3 temas").says("paquete CASE").hides("Elvia");
    for file in ["topics.json", "topics.csv", "case.json"] {
        let page = visitor.get(&format!("/fund/{file}")).await;
        assert_eq!(page.status, 200, "{file}");
        for name in ["Elvia", "Maricruz", "Nadia", "Berta", "Julián"] {
            assert!(!page.body.contains(name), "{file} names {name}");
        }
        assert!(page.body.contains("viene pi"), "{file}");
        assert!(page.body.contains(&AGUA_ZARCA.to_string()), "{file} says by its permanent id which school brought a topic in");
        let tag = page.header("etag").to_owned();
        let again =
            reqwest::Client::new().get(format!("{}/fund/{file}", town.url)).header("if-none-match", &tag).send().await.expect("an answer");
        assert_eq!(again.status().as_u16(), 304, "{file}");
        assert_eq!(again.headers().get("etag").and_then(|tag| tag.to_str().ok()), Some(tag.as_str()));
    }
    let before = visitor.get("/fund/topics.json").await.header("etag").to_owned();
    town.under(|tx| tx.record(TopicWithdrawn { topic: MOON, day: day(TODAY) }).map(drop)).await;
    let page = visitor.get("/fund/topics.json").await;
    assert_ne!(page.header("etag"), before, "something happened");
    assert!(!page.body.contains("la luna"), "what was withdrawn is not in the fund");
    let fund: serde_json::Value = serde_json::from_str(&page.body).expect("JSON");
    assert_eq!(fund["topics"].as_array().map(Vec::len), Some(2));
    assert_eq!(fund["topics"][0]["id"], PI.to_string());
    visitor.get("/fund/other.json").await.is(404);
}

#[tokio::test]
async fn who_answers_for_the_whole_withdraws_what_was_imported() {
    let town = Town::new().await;
    town.under(|tx| tx.record(StewardNamed { person: CELIA, node: STATE, since: day("2026-09-01") }).map(drop)).await;
    let topic = fresh::<Topic>();
    town.under(move |tx| {
        let licence = "CC0-1.0".to_owned();
        tx.record(TopicPublished {
            topic,
            school: None,
            author: None,
            language: "es".to_owned(),
            origin: Origin::Curriculum,
            licence,
            day: day(TODAY),
            import_key: None,
        })?;
        tx.record(TopicWritten {
            topic,
            version: 1,
            author: None,
            day: day(TODAY),
            title: "Un contenido del programa".to_owned(),
            subject: "otro".to_owned(),
            challenge: String::new(),
            why: String::new(),
            questions: vec![],
            sources: vec![],
            prerequisites: vec![],
            title_en: None,
        })?;
        Ok(())
    })
    .await;
    let path = format!("/topics/{topic}");
    for other in [TOMASA, ELVIA, JULIAN] {
        let browser = town.browser_of(other).await;
        browser.get(&path).await.is(200).hides("Retirar este tema");
        browser.post(&format!("{path}/withdrawal"), &[]).await.is(404);
    }
    let celia = town.browser_of(CELIA).await;
    celia.get(&path).await.is(200).says("Retirar este tema");
    celia.post(&format!("{path}/withdrawal"), &[]).await.is(200).says("El tema se retiró");
    celia.post(&format!("{path}/restoration"), &[]).await.is(200).says("otra vez en el acervo");
}

#[test]
fn what_was_written_before_is_found_as_what_is_written_now() {
    on_both_engines(|place| {
        let db = place.open();
        let topic = |title: &str, english| (title.to_owned(), String::new(), String::new(), vec![], 4, english);
        write(
            &db,
            vec![topic("¿De dónde viene pi? De la O'Reilly 10/3", true), topic("圓與弧 ñandú\u{1f600}", false), topic("¿?", false)],
            vec![],
            vec![],
        );
        db.close();
        let mut conn = place.connect();
        let words = |conn: &mut relevo::store::Conn| -> Vec<(Vec<u8>, TopicId)> {
            use diesel::prelude::*;
            use relevo::store::schema::topic_words::dsl::*;
            topic_words.select((word, topic)).order((word, topic)).load(conn).expect("words")
        };
        let now = words(&mut conn);
        assert!(now.len() > 12, "{now:?}");
        let engine = if place.is_file() { "sqlite" } else { "postgres" };
        let file = format!("{}/migrations/{engine}/2026-11-25-000030_fund/up.sql", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(file).expect("the migration");
        let begins = text.find("INSERT INTO topic_words").expect("what takes the words of what is there");
        let statement = &text[begins..=begins + text[begins..].find(';').expect("its end")];
        conn.execute_plain(&format!("DELETE FROM topic_words; {statement}")).expect("taken");
        assert_eq!(words(&mut conn), now);
    });
}
