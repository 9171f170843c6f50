//! Real registers, brought in whole, and the practice lived in one of their schools. Only where the shared data are; the people are invented.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::exchange::table::Table;
use relevo::exchange::{bring_schools, bring_topics, schools, topics};
use relevo::store::queries::{masteries, nodes};
use relevo::store::{Db, Error};

use super::support::shared::shared_data;
use super::support::town::*;

fn read(path: &std::path::Path) -> Table {
    Table::read(&std::fs::read(path).expect("the file")).expect("a table")
}

fn terms(origin: Origin, licence: &str) -> bring_topics::Terms {
    bring_topics::Terms { origin, licence: licence.to_owned(), language: "es".to_owned() }
}

/// Brings both files in; running it a second time changes nothing.
fn bring(db: &Db, data: &std::path::Path) {
    let file = schools::read_schools(&read(&data.join("guanajuato_schools/escuelas_guanajuato.csv"))).expect("a register");
    let plan = db.read_now(|conn| bring_schools::plan(conn, &file, None)).expect("a plan");
    assert_eq!((plan.new.len(), plan.unchanged.len(), file.refused.len()), (5829, 0, 0));
    assert_eq!(file.rows.iter().filter(|row| row.cct.is_telesecundaria()).count(), 1128);
    assert_eq!(bring_schools::carry_out(db, plan).expect("written"), 5829);
    let plan = db.read_now(|conn| bring_schools::plan(conn, &file, None)).expect("a plan");
    assert_eq!((plan.new.len(), plan.changed.len(), plan.unchanged.len()), (0, 0, 5829), "running it again changes nothing");

    let file = topics::read_topics(&read(&data.join("topics_sep/contenidos_pda_fase6.csv"))).expect("a list");
    let plan = db.read_now(|conn| bring_topics::plan(conn, &file, &bring_topics::Beside::default())).expect("a plan");
    assert_eq!((plan.new.len(), file.refused.len()), (316, 0));
    bring_topics::carry_out(db, plan, &terms(Origin::Curriculum, "CC-BY-SA-4.0")).expect("written");
    let plan = db.read_now(|conn| bring_topics::plan(conn, &file, &bring_topics::Beside::default())).expect("a plan");
    assert_eq!((plan.new.len(), plan.changed.len(), plan.unchanged.len()), (0, 0, 316), "running it again changes nothing");
}

#[actix_web::test]
async fn the_loop_is_lived_in_a_real_telesecundaria_with_its_real_topics() {
    let Some(data) = shared_data() else { return };
    let town = Town::new().await;
    let db = town.db.clone();
    tokio::task::spawn_blocking(move || bring(&db, &data)).await.expect("both files are brought in");

    // The tree stands: state, region, municipality, school.
    let (school, path) = town
        .under(|tx| {
            let school =
                nodes::with_keys(tx)?.into_iter().find(|node| node.cct.as_deref().is_some_and(|key| key.contains("TV"))).expect("one");
            let path = nodes::path(tx, school.id)?;
            Ok((school, path))
        })
        .await;
    let levels: Vec<Level> = path.iter().map(|node| node.level).collect();
    assert_eq!(levels, [Level::Municipality, Level::Region, Level::State]);
    assert_eq!(path[2].name, "Guanajuato");

    // Two invented people settle there.
    let (teacher, student, school_id) = (fresh::<Person>(), fresh::<Person>(), school.id);
    town.under(move |tx| {
        let since = day("2026-08-31");
        for (person, position, minor, name) in
            [(teacher, Position::Teacher, false, "Maestra Inés"), (student, Position::Student, true, "Itzel")]
        {
            tx.record(PersonJoined { person, node: school_id, position, minor, since, voucher: None })?;
            tx.record(PersonNamed { person, name: name.to_owned(), grade: None, group: None, language: None })?;
        }
        tx.record(StewardNamed { person: teacher, node: school_id, since })?;
        Ok::<_, Error>(())
    })
    .await;
    let (ines, itzel) = (town.browser_of(teacher).await, town.browser_of(student).await);

    // Inés finds a topic of the curriculum and says that she masters it; it stands in the school's catalog.
    let found = ines.get("/topics?q=lenguas+comunicacion&in=all").await.is(200);
    let topic = found.attribute("main a[href^='/topics/0']", "href").expect("a topic of the curriculum");
    let topic_id = topic.trim_start_matches("/topics/").to_owned();
    let form = ines.get(&format!("/people/{teacher}/masteries?topic={topic_id}")).await.is(200);
    let id = form.field("id").expect("an id");
    let vouch = [("id", id.as_str()), ("topic", topic_id.as_str()), ("reason", "Lo enseña desde hace años.")];
    ines.post(&format!("/people/{teacher}/masteries"), &vouch).await.is(200);
    itzel.get(&format!("/nodes/{school_id}/catalog")).await.is(200).says("Maestra Inés");

    // Itzel asks, Inés says yes; a page, a rehearsal, a demonstration.
    let topic_id: TopicId = topic_id.parse().expect("an id");
    let offer = town.under(move |tx| masteries::offers_of_topic(tx, topic_id, school_id)).await[0].id.to_string();
    let tutorial = fresh::<Tutorial>().to_string();
    let learner = student.to_string();
    itzel.post("/tutorials", &[("id", &tutorial), ("offer", &offer), ("learner", &learner)]).await.is(200);
    let at = |noun: &str| format!("/tutorials/{tutorial}/{noun}");
    ines.post(&at("agreement"), &[]).await.is(200);
    let entry = fresh::<Entry>().to_string();
    itzel.post(&at("entries"), &[("id", &entry), ("text", "Mi abuela habla otra lengua que yo entiendo a medias.")]).await.is(200);
    itzel.post(&at("rehearsal-request"), &[]).await.is(200);
    ines.post(&at("rehearsal"), &[]).await.is(200);
    let demonstration = fresh::<Demonstration>().to_string();
    let record = [("id", demonstration.as_str()), ("day", TODAY), ("outcome", "ready"), ("families", "4")];
    ines.post(&at("record"), &record).await.is(200);
    let hers = town.under(move |tx| masteries::live(tx, student, topic_id)).await.expect("Itzel masters it");
    assert_eq!((hers.generation, hers.via), (2, Via::Demonstration));

    // Another school's people, and nobody's, see no name of hers.
    town.browser_of(JULIAN).await.get(&at("")).await.is(404);
    town.visitor().get(&format!("/nodes/{school_id}")).await.is(200).hides("Itzel");
}

/// Reads lists of topics that exist, and tells what went in and what did not.
fn topics_of(
    db: &Db,
    list: &std::path::Path,
    pairs: Option<&std::path::Path>,
    related: Option<&std::path::Path>,
    tongue: &str,
) -> (topics::TopicFile, bring_topics::Plan, bring_topics::Plan) {
    let file = topics::read_topics_in(&read(list), tongue).expect("a list");
    let read_all =
        |path: Option<&std::path::Path>| path.map(|path| topics::pairs::read_pairs(&read(path)).expect("pairs")).unwrap_or_default();
    let beside = bring_topics::Beside { prerequisites: read_all(pairs), related: read_all(related) };
    let plan = || db.read_now(|conn| bring_topics::plan(conn, &file, &beside)).expect("a plan");
    let first = plan();
    bring_topics::carry_out(db, plan(), &terms(Origin::Curriculum, "CC0-1.0")).expect("written");
    let again = plan();
    (file, first, again)
}

fn assert_nothing_left(again: &bring_topics::Plan, unchanged: usize) {
    assert_eq!(
        (again.new.len(), again.changed.len(), again.unchanged.len(), again.near.len()),
        (0, 0, unchanged, 0),
        "running it again changes nothing"
    );
}

#[test]
fn the_coherence_map_comes_in_with_every_arrow() {
    let Some(data) = shared_data() else { return };
    let folder = data.join("topics_ccss");
    super::store::on_both_engines(|place| {
        let db = place.open();
        let (pairs, related) = (folder.join("prerequisites.csv"), folder.join("related.csv"));
        let (file, plan, again) = topics_of(&db, &folder.join("topics.csv"), Some(&pairs), Some(&related), "en");
        assert_eq!((file.rows.len(), file.refused.len()), (480, 0), "{:?}", file.refused);
        assert_eq!((plan.new.len(), plan.pairs, plan.near.len(), plan.circles.len()), (480, 757, 142, 0));
        assert_eq!((plan.in_pairs.len(), plan.in_near.len()), (0, 0), "{:?} {:?}", plan.in_pairs, plan.in_near);
        assert_nothing_left(&again, 480);
        let kept = db.read_now(relevo::store::queries::topics::prerequisite_pairs).expect("pairs");
        assert_eq!(kept.len(), 757);
        db.close();
        place.assert_sound();
    });
}

#[test]
fn junyis_exercises_come_in_but_for_what_cannot() {
    use topics::pairs::PairRefusal;
    let Some(data) = shared_data() else { return };
    let folder = data.join("topics_junyi");
    super::store::on_both_engines(|place| {
        let db = place.open();
        let pairs = folder.join("prerequisites.csv");
        let (file, plan, again) = topics_of(&db, &folder.join("junyi_Exercise_table.csv"), Some(&pairs), None, "zh-Hant");
        // 837 rows, two of them again; the marks that may stand for lost letters are doubts with their rows.
        let doubles = file.refused.iter().filter(|problem| matches!(problem.reason, topics::TopicRefusal::Duplicate { .. })).count();
        assert_eq!((file.rows.len(), doubles, file.refused.len()), (835, 2, 2), "{:?}", file.refused);
        let doubtful: Vec<u64> = file
            .warnings
            .iter()
            .filter(|problem| problem.reason == topics::TopicWarning::DoubtfulMark)
            .map(|problem| problem.row)
            .collect();
        assert_eq!(doubtful.first(), Some(&2), "the first exercise has lost a letter");
        // One circle, told whole; two that come before themselves; everything else goes in.
        assert_eq!(plan.circles.len(), 1);
        let mut circle = plan.circles[0].clone();
        circle.sort();
        assert_eq!(circle, ["adding_and_subtracting_radicals", "radical_multiplication_and_division", "simplifying_radicals"]);
        let itself = |list: &[relevo::exchange::Problem<PairRefusal>]| {
            list.iter().filter(|problem| matches!(problem.reason, PairRefusal::Itself { .. })).count()
        };
        assert_eq!(itself(&plan.in_list), 2, "{:?}", plan.in_list);
        let inside = plan.in_list.iter().filter(|problem| matches!(problem.reason, PairRefusal::InCircle { .. })).count();
        assert_eq!(inside, 3, "{:?}", plan.in_list);
        assert_eq!(plan.new.len(), 835);
        assert_nothing_left(&again, 835);
        let kept = db.read_now(relevo::store::queries::topics::prerequisite_pairs).expect("pairs");
        assert_eq!(kept.len(), plan.pairs);
        println!("junyi: {} pairs in, {:?} not, {:?} of the second list not", plan.pairs, plan.in_list, plan.in_pairs);
        db.close();
        place.assert_sound();
    });
}
