//! Stories of schools that are joined, close or move while a month runs: a page of what is above them never tells of more schools than there are,
//! names none that closed, and its list, its map and its figures tell the same.

use relevo::actions::figures::{self, Reader};
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::nodes;
use relevo::store::{Error, Tx};

use super::support::town::*;

#[path = "standing_schools/alone.rs"]
mod alone;
#[path = "standing_schools/random.rs"]
mod random;

const ZONE_2: NodeId = NodeId::from_bytes([0xC1; 16]);
const EL_SALTO: NodeId = NodeId::from_bytes([0xC2; 16]); // a third school of the zone
const LA_CUESTA: NodeId = NodeId::from_bytes([0xC3; 16]); // one of the second zone
const OLGA: PersonId = PersonId::from_bytes([0xC4; 16]); // looks after the state
const SARA: PersonId = PersonId::from_bytes([0xC5; 16]); // student of Agua Zarca, who learned about pi there and showed it

fn demonstrated(tx: &mut Tx<'_>, school: NodeId, on: &str) -> Result<(), Error> {
    let (demonstration, learner, topic, path, outcome) = (fresh(), MATEO, PI, Path::Elsewhere, Outcome::NotYet);
    let (day, witnesses, audience, recorded_by, tutorial, tutor) = (day(on), vec![BERTA], vec![], ELVIA, None, None);
    let held =
        DemonstrationHeld { demonstration, learner, topic, school, path, day, outcome, witnesses, audience, recorded_by, tutorial, tutor };
    tx.record(held).map(drop)
}

fn learned(tx: &mut Tx<'_>, school: NodeId, tutor: PersonId, agreed: &str, stopped: Option<&str>) -> Result<(), Error> {
    let (tutorial, learner, topic, on) = (fresh(), fresh(), PI, day(agreed));
    let (position, offer, visit) = (Position::Student, None, None);
    tx.record(PersonJoined { person: learner, node: school, position, minor: true, since: day("2025-08-25"), voucher: None })?;
    tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: tutor, day: on, offer, visit })?;
    tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
    stopped.map_or(Ok(()), |on| tx.record(TutorialStopped { tutorial, day: day(on) }).map(drop))
}

/// Two zones with two teachers in each of their schools, and two in the second zone's own team. At Agua Zarca there was a demonstration in
/// October and one in November, and a tutorial with Sara that ended in November; at El Salto a demonstration in October, and a tutorial that
/// goes on.
async fn two_zones() -> Town {
    let town = Town::new().await;
    town.under(|tx| {
        let since = day("2025-08-25");
        for (node, level, name, parent) in [
            (ZONE_2, Level::Zone, "Zona 2, La Sierra", STATE),
            (EL_SALTO, Level::School, "Telesecundaria de El Salto", ZONE),
            (LA_CUESTA, Level::School, "Telesecundaria de La Cuesta", ZONE_2),
        ] {
            let (parent, name, cct, shift, time_zone) = (Some(parent), name.to_owned(), None, None, None);
            tx.record(NodeFounded { node, level, name, parent, since, cct, shift, time_zone, latitude: None, longitude: None })?;
        }
        for (node, latitude) in [(AGUA_ZARCA, 20.91), (LA_NORIA, 20.95), (EL_SALTO, 20.99), (LA_CUESTA, 21.2)] {
            let row = nodes::by_id(tx, node)?.expect("a school");
            let (name, latitude, longitude) = (row.name, Some(latitude), Some(-100.7));
            tx.record(NodeCorrected { node, name, cct: None, time_zone: None, latitude, longitude })?;
        }
        // Nowhere does one teach alone.
        for node in [AGUA_ZARCA, LA_NORIA, EL_SALTO, EL_SALTO, LA_CUESTA, LA_CUESTA, ZONE_2, ZONE_2] {
            let (person, position) = (fresh(), Position::Teacher);
            tx.record(PersonJoined { person, node, position, minor: false, since, voucher: None })?;
        }
        tx.record(PersonJoined { person: OLGA, node: STATE, position: Position::Official, minor: false, since, voucher: None })?;
        tx.record(PersonNamed { person: OLGA, name: "Olga Vera".to_owned(), grade: None, group: None, language: None })?;
        tx.record(StewardNamed { person: OLGA, node: STATE, since })?;
        let (person, node, position) = (SARA, AGUA_ZARCA, Position::Student);
        tx.record(PersonJoined { person, node, position, minor: true, since, voucher: None })?;
        tx.record(MasteryGranted {
            mastery: fresh(),
            person: SARA,
            topic: PI,
            school: AGUA_ZARCA,
            via: Via::Demonstration,
            day: day("2026-09-10"),
            parent: Some(ELVIA_PI),
            generation: 2,
            demonstration: None,
            voucher: None,
        })?;
        for (school, on) in [(AGUA_ZARCA, "2026-10-05"), (EL_SALTO, "2026-10-07"), (AGUA_ZARCA, "2026-11-10")] {
            demonstrated(tx, school, on)?;
        }
        learned(tx, AGUA_ZARCA, SARA, "2026-11-03", Some("2026-11-12"))?;
        learned(tx, EL_SALTO, NADIA, "2026-11-02", None)
    })
    .await;
    town
}

/// Of a node, so many months ago: how many schools there were, how many were active, practised, had a tutor who was a learner.
async fn month(town: &Town, node: NodeId, back: usize) -> [i64; 4] {
    town.under(move |tx| {
        let row = nodes::by_id(tx, node)?.expect("the node");
        let now = tx.now();
        let today = nodes::today(tx, node, now)?;
        let staff = figures::Staff::of(tx, &row, today).unwrap_or_else(|_| panic!("staff"));
        let told = figures::of(tx, Reader { inside: true, own: true }, &row, &staff, today).expect("figures").expect("not one person's");
        let month = &told.months[told.months.len() - 1 - back];
        assert!(back > 0 || month.schools == told.schools, "this month has the schools of today");
        Ok([month.schools, month.active, month.practising, month.promoted])
    })
    .await
}

async fn change(town: &Town, by: PersonId, node: NodeId, what: &str, form: &[(&str, &str)]) -> Page {
    let form = [form, &[("confirm", "yes")]].concat();
    town.browser_of(by).await.post(&format!("/nodes/{node}/changes/{what}"), &form).await
}

async fn join(town: &Town, by: PersonId, node: NodeId, into: NodeId) -> Page {
    change(town, by, node, "merge", &[("to", &*into.to_string())]).await
}

/// What the list on a node's page says of each school under it.
fn list(page: &Page) -> Vec<String> {
    let rows = scraper::Selector::parse("ul.under li").expect("a selector");
    let html = scraper::Html::parse_document(&page.body);
    html.select(&rows).map(|row| row.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")).collect()
}

/// What the map of a node says of each school.
async fn marks(town: &Town, node: NodeId) -> Vec<String> {
    let mut marks = town.visitor().get(&format!("/nodes/{node}/map")).await.is(200).attributes("svg.map a", "aria-label");
    marks.sort();
    marks
}

const JOINED: &str = "Con demostraciones este mes, en una escuela que se unió a esta";

#[actix_web::test]
async fn a_school_that_was_joined_counts_as_the_one_in_which_it_goes_on() {
    let town = two_zones().await;
    let page = format!("/nodes/{ZONE}");
    town.visitor().get(&page).await.is(200).says("Aquí hay 3 escuelas. Este mes en 2 hay relaciones tutoras y una tuvo");
    assert_eq!([month(&town, ZONE, 0).await, month(&town, ZONE, 1).await], [[3, 2, 1, 1], [3, 0, 2, 0]]);
    join(&town, JULIAN, AGUA_ZARCA, LA_NORIA).await.is(404);
    join(&town, TOMASA, AGUA_ZARCA, LA_NORIA).await.is(200);

    let told = town.visitor().get(&page).await.is(200);
    let told = told.says("Aquí hay 2 escuelas. Este mes en 2 hay relaciones tutoras y una tuvo").hides("Agua Zarca");
    let told = told.says("En su mejor mes, octubre de 2026, tuvieron demostraciones 2 de 3 escuelas.");
    let told = told.says("Este mes en una escuela acompaña alguien que aprendió su tema");
    assert!(list(&told).iter().any(|one| one.contains("La Noria") && one.contains(JOINED)), "{:?}", list(&told));
    assert_eq!([month(&town, ZONE, 0).await, month(&town, ZONE, 1).await], [[2, 2, 1, 1], [3, 0, 2, 0]]);
    assert_eq!(month(&town, STATE, 0).await, [3, 2, 1, 1]);
    assert_eq!((month(&town, LA_NORIA, 0).await, month(&town, LA_NORIA, 1).await), ([1, 1, 1, 1], [1, 0, 0, 0]));
    // The map of each place above says of it what its list says. What closed is on none.
    for node in [ZONE, STATE] {
        let said = marks(&town, node).await;
        assert!(said.contains(&"Telesecundaria de La Noria: Hay actividad este mes".to_owned()), "{said:?}");
        assert!(!said.iter().any(|mark| mark.contains("Agua Zarca")), "{said:?}");
    }
    // Nor does the network's own page name it.
    let home = town.visitor().get("/").await.is(200).says("Hubo una demostración pública en una escuela.");
    home.says("Telesecundaria de La Noria").hides("Agua Zarca");
    let english = town.visitor().reading("en").get(&page).await.is(200);
    english
        .says("in a school that was joined to it")
        .says("In its best month, October 2026, 2 of 3 schools had demonstrations.")
        .hides("Agua Zarca");
}

#[actix_web::test]
async fn a_month_later_it_still_counts_there_once_and_undone_it_never_was() {
    let town = two_zones().await;
    join(&town, TOMASA, AGUA_ZARCA, LA_NORIA).await.is(200);
    town.pass_days(20);
    let page = town.visitor().get(&format!("/nodes/{ZONE}")).await.is(200);
    let page = page.says("Aquí hay 2 escuelas. Este mes en una hay relaciones tutoras y ninguna tuvo demostraciones públicas.");
    assert!(!list(&page).iter().any(|one| one.contains(JOINED)), "{:?}", list(&page));
    assert_eq!([month(&town, ZONE, 1).await, month(&town, ZONE, 2).await], [[2, 2, 1, 1], [3, 0, 2, 0]]);
    assert!(marks(&town, ZONE).await.contains(&"Telesecundaria de La Noria: Hubo actividad antes".to_owned()));

    change(&town, JULIAN, AGUA_ZARCA, "reopen", &[]).await.is(404);
    change(&town, TOMASA, AGUA_ZARCA, "reopen", &[]).await.is(200);
    town.visitor().get(&format!("/nodes/{ZONE}")).await.is(200).says("Aquí hay 3 escuelas.").says("Agua Zarca");
    // Until somebody teaches there again it is counted as little as where one teaches alone.
    assert_eq!([month(&town, ZONE, 1).await, month(&town, ZONE, 2).await], [[3, 0, 0, 0], [3, 0, 0, 0]]);
    town.under(|tx| {
        for person in [fresh(), fresh()] {
            let (node, position, since) = (AGUA_ZARCA, Position::Teacher, day("2026-12-01"));
            tx.record(PersonJoined { person, node, position, minor: false, since, voucher: None })?;
        }
        Ok(())
    })
    .await;
    assert_eq!([month(&town, ZONE, 1).await, month(&town, ZONE, 2).await], [[3, 2, 1, 1], [3, 0, 2, 0]]);
    assert_eq!(month(&town, LA_NORIA, 1).await, [1, 0, 0, 0]);
    assert!(!marks(&town, ZONE).await.contains(&"Telesecundaria de La Noria: Hubo actividad antes".to_owned()));
}

#[actix_web::test]
async fn joined_into_another_zone_it_counts_there_and_through_every_later_joining() {
    let town = two_zones().await;
    join(&town, TOMASA, AGUA_ZARCA, LA_CUESTA).await.is(422);
    join(&town, OLGA, AGUA_ZARCA, LA_CUESTA).await.is(200);
    // What was held under the first zone stays an event of it; none of its schools held it.
    let page = town.visitor().get(&format!("/nodes/{ZONE}")).await.is(200);
    page.says("Aquí hay 2 escuelas. Este mes en una hay relaciones tutoras y ninguna tuvo demostraciones públicas.").hides("Agua Zarca");
    assert_eq!([month(&town, ZONE, 0).await, month(&town, ZONE, 1).await], [[2, 1, 0, 0], [3, 0, 2, 0]]);
    let page = town.visitor().get(&format!("/nodes/{ZONE_2}")).await.is(200);
    let page = page.says("Aquí hay una escuela. Este mes en una hay relaciones tutoras y una tuvo demostraciones públicas.");
    assert!(list(&page).iter().any(|one| one.contains("La Cuesta") && one.contains(JOINED)), "{:?}", list(&page));
    assert_eq!([month(&town, ZONE_2, 0).await, month(&town, ZONE_2, 1).await], [[1, 1, 1, 1], [1, 0, 0, 0]]);
    assert_eq!(marks(&town, ZONE_2).await, ["Telesecundaria de La Cuesta: Hay actividad este mes"]);
    let page = town.visitor().get(&format!("/nodes/{STATE}")).await.is(200);
    let zones = list(&page);
    assert!(
        zones.iter().any(|one| one.contains("Zona 2") && one.contains("De una escuela, 1 con relaciones tutoras y 1 con")),
        "{zones:?}"
    );
    assert!(zones.iter().any(|one| one.contains("Zona 1") && one.contains("De 2 escuelas, 1 con relaciones tutoras y 0 con")), "{zones:?}");

    join(&town, OLGA, LA_CUESTA, EL_SALTO).await.is(200);
    assert_eq!([month(&town, ZONE, 0).await, month(&town, ZONE_2, 1).await], [[2, 1, 1, 1], [1, 0, 0, 0]]);
    assert_eq!(month(&town, STATE, 0).await, [2, 1, 1, 1]);
    assert!(marks(&town, STATE).await.contains(&"Telesecundaria de El Salto: Hay actividad este mes".to_owned()));
}

#[actix_web::test]
async fn a_school_that_moved_counts_where_it_hangs_for_what_it_did_there() {
    let town = two_zones().await;
    change(&town, TOMASA, AGUA_ZARCA, "move", &[("to", &*ZONE_2.to_string()), ("day", "2026-11-11")]).await.is(422);
    change(&town, OLGA, AGUA_ZARCA, "move", &[("to", &*ZONE_2.to_string()), ("day", "2026-11-11")]).await.is(200);
    // The demonstration of the 10th was before it came; the tutorial was open until the 12th.
    assert_eq!([month(&town, ZONE, 0).await, month(&town, ZONE_2, 0).await], [[2, 1, 0, 0], [2, 1, 0, 1]]);
    assert_eq!([month(&town, ZONE, 1).await, month(&town, ZONE_2, 1).await], [[3, 0, 2, 0], [1, 0, 0, 0]]);
    assert_eq!(month(&town, STATE, 0).await, [4, 2, 1, 1]);
    let page = town.visitor().get(&format!("/nodes/{STATE}")).await.is(200);
    let zones = list(&page);
    assert!(zones.iter().any(|one| one.contains("Zona 2") && one.contains("De 2 escuelas, 1 con relaciones tutoras y 0 con")), "{zones:?}");
    assert!(zones.iter().any(|one| one.contains("Zona 1") && one.contains("De 2 escuelas, 1 con relaciones tutoras y 0 con")), "{zones:?}");
}

#[actix_web::test]
async fn what_happened_in_a_school_that_closed_counts_for_none() {
    let town = two_zones().await;
    let gone: NodeId = fresh();
    town.under(move |tx| {
        let (level, name, parent, since) = (Level::School, "Telesecundaria de El Paso".to_owned(), Some(ZONE), day("2026-10-20"));
        let (cct, shift, time_zone, latitude, longitude) = (None, None, None, None, None);
        tx.record(NodeFounded { node: gone, level, name, parent, since, cct, shift, time_zone, latitude, longitude })?;
        // The first was copied from paper: the school stood before it was entered.
        demonstrated(tx, gone, "2026-09-03")?;
        demonstrated(tx, gone, "2026-11-04")
    })
    .await;
    assert_eq!([month(&town, ZONE, 0).await, month(&town, ZONE, 1).await], [[4, 2, 2, 1], [4, 0, 2, 0]]);
    assert_eq!([month(&town, ZONE, 2).await, month(&town, ZONE, 3).await], [[4, 0, 1, 0], [3, 0, 0, 0]]);
    change(&town, JULIAN, gone, "close", &[("day", TODAY)]).await.is(404);
    change(&town, TOMASA, gone, "close", &[("day", TODAY)]).await.is(200);
    assert_eq!([month(&town, ZONE, 0).await, month(&town, ZONE, 1).await], [[3, 2, 1, 1], [4, 0, 2, 0]]);
    let page = town.visitor().get(&format!("/nodes/{ZONE}")).await.is(200).hides("El Paso");
    page.says("Aquí hay 3 escuelas. Este mes en 2 hay relaciones tutoras y una tuvo demostraciones públicas.");
    // Two demonstrations happened, one of them in a school that still is one.
    town.visitor().get("/").await.is(200).says("Hubo 2 demostraciones públicas en una escuela.").hides("El Paso");
}
