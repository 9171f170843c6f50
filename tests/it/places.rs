//! Stories of places that change: moved, joined, divided, closed; who may, what is shown before, and that the past stays where it was.

use diesel::prelude::*;
use relevo::actions::figures::{self, Reader};
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{nodes, people};
use relevo::store::schema::{journal, offers, tutorials};

use crate::support::town::*;

#[path = "places/growth.rs"]
mod growth;

/// The second zone in the room, its steward, and the one who looks after the state.
const ZONE_2: NodeId = NodeId::from_bytes([2; 16]);
const INES: PersonId = PersonId::from_bytes([3; 16]);
const OLGA: PersonId = PersonId::from_bytes([4; 16]);

/// A town with a second zone. Agua Zarca has held a demonstration in October and one in November.
async fn two_zones() -> Town {
    let town = Town::new().await;
    town.under(|tx| {
        let since = day("2025-08-25");
        tx.record(NodeFounded {
            node: ZONE_2,
            level: Level::Zone,
            name: "Zona 2, La Sierra".to_owned(),
            parent: Some(STATE),
            since,
            cct: None,
            shift: None,
            time_zone: None,
            latitude: None,
            longitude: None,
        })?;
        for (person, node, name) in [(INES, ZONE_2, "Inés Prado"), (OLGA, STATE, "Olga Vera")] {
            tx.record(PersonJoined { person, node, position: Position::Supervisor, minor: false, since, voucher: None })?;
            tx.record(PersonNamed { person, name: name.to_owned(), grade: None, group: None, language: None })?;
            tx.record(StewardNamed { person, node, since })?;
        }
        for held in ["2026-10-15", "2026-11-05", "2026-11-18"] {
            let demonstration = fresh();
            let (learner, topic, school, day) = (MATEO, PI, AGUA_ZARCA, day(held));
            tx.record(DemonstrationHeld {
                demonstration,
                learner,
                topic,
                school,
                path: Path::Elsewhere,
                day,
                outcome: Outcome::NotYet,
                witnesses: vec![BERTA],
                audience: vec![],
                recorded_by: ELVIA,
                tutorial: None,
                tutor: None,
            })?;
        }
        Ok(())
    })
    .await;
    town
}

/// The demonstrations of a node by month: September, October, November.
async fn held(town: &Town, node: NodeId) -> Vec<i64> {
    town.under(move |tx| {
        let row = nodes::by_id(tx, node)?.expect("a node");
        let reader = Reader { inside: true, own: true };
        let staff = figures::Staff::of(tx, &row, day(TODAY)).unwrap_or_else(|_| panic!("staff"));
        let told = figures::of(tx, reader, &row, &staff, day(TODAY)).expect("figures").expect("told");
        Ok(told.months.iter().rev().take(3).rev().map(|month| month.demonstrations).collect())
    })
    .await
}

async fn lines(town: &Town) -> i64 {
    town.under(|tx| Ok(journal::table.count().get_result::<i64>(&mut **tx)?)).await
}

#[tokio::test]
async fn a_school_moves_and_its_past_stays_where_it_was() {
    let town = two_zones().await;
    // Somebody teaches in each, so that figures are nobody's own.
    town.under(|tx| {
        let since = day("2025-08-25");
        for (person, node) in [(fresh(), ZONE_2), (fresh(), ZONE_2), (fresh(), ZONE)] {
            tx.record(PersonJoined { person, node, position: Position::Teacher, minor: false, since, voucher: None })?;
        }
        Ok(())
    })
    .await;
    assert_eq!((held(&town, ZONE).await, held(&town, ZONE_2).await), (vec![0, 1, 2], vec![0, 0, 0]));
    let (elvia, tomasa) = (town.browser_of(ELVIA).await, town.browser_of(TOMASA).await);
    let (ines, olga) = (town.browser_of(INES).await, town.browser_of(OLGA).await);
    let door = format!("/nodes/{AGUA_ZARCA}/changes/move");
    let to = ZONE_2.to_string();
    let asked = [("to", to.as_str()), ("day", "2026-11-10")];
    let confirmed = [asked[0], asked[1], ("confirm", "yes")];

    // Not the school itself, nor the zone that would like to have it; and her own zone hands it to nobody who did not ask.
    for browser in [&elvia, &ines] {
        browser.get(&door).await.is(404);
        browser.post(&door, &confirmed).await.is(404);
    }
    tomasa.get(&door).await.is(200).hides("Zona 2");
    tomasa.post(&door, &confirmed).await.is(422).says("Elige una de las opciones");
    town.visitor().post(&door, &confirmed).await.says("Entrar");

    // What it touches is shown before anything is written; no child's name is in it.
    let before = lines(&town).await;
    olga.get(&door).await.is(200).says("Zona 2, La Sierra").hides("Zona 1, El Llano</");
    let page = olga.post(&door, &asked).await.is(200).says("Toca a una escuela").says("Toca a 7 personas");
    let page = page.says("Zona 1, El Llano (una persona responsable)").says("Zona 2, La Sierra (una persona responsable)");
    page.says("Todavía no se guarda nada").hides("Ximena");
    assert_eq!(lines(&town).await, before);
    for (to, on, problem) in [
        (ZONE_2.to_string(), "2025-08-01", "antes"),
        (ZONE_2.to_string(), "2026-12-01", "todavía no"),
        (LA_NORIA.to_string(), "2026-11-10", "Elige una de las opciones"),
        (AGUA_ZARCA.to_string(), "2026-11-10", "Elige una de las opciones"),
        (ZONE.to_string(), "2026-11-10", "Elige una de las opciones"),
        (String::new(), "2026-11-10", "Falta"),
    ] {
        olga.post(&door, &[("to", &to), ("day", on), ("confirm", "yes")]).await.is(422).says(problem);
    }
    // A zone does not go under a school, nor the state under its zone.
    olga.post(&format!("/nodes/{ZONE}/changes/move"), &[("to", &LA_NORIA.to_string()), ("day", TODAY), ("confirm", "yes")]).await.is(422);
    olga.post(&format!("/nodes/{STATE}/changes/move"), &[("to", &ZONE.to_string()), ("day", TODAY), ("confirm", "yes")]).await.is(422);
    assert_eq!(lines(&town).await, before);

    olga.post(&door, &confirmed).await.is(200).says("ya depende de otro lugar").says("Zona 2, La Sierra");
    olga.post(&door, &confirmed).await.is(200);
    assert_eq!(lines(&town).await, before + 1, "sent twice, it moved once");

    // October and the 5th of November happened under the first zone; the 18th under the second.
    assert_eq!((held(&town, ZONE).await, held(&town, ZONE_2).await), (vec![0, 1, 1], vec![0, 0, 1]));
    assert_eq!(held(&town, STATE).await, [0, 1, 2], "the state has them all, once");
    // Whoever accompanies it now does; whoever did no longer does.
    ines.get(&format!("/nodes/{AGUA_ZARCA}/catalog")).await.is(200);
    tomasa.get(&format!("/nodes/{AGUA_ZARCA}/catalog")).await.is(404);
    town.visitor().get(&format!("/nodes/{ZONE}")).await.is(200).hides("Agua Zarca");
    growth::assert_sound(&town);
}

#[tokio::test]
async fn a_school_goes_on_in_another_with_its_people_and_what_is_open() {
    let town = two_zones().await;
    let (tutorial, block): (TutorialId, BlockId) = (fresh(), fresh());
    town.under(move |tx| {
        let (learner, tutor, topic, school, on) = (XIMENA, ELVIA, PI, AGUA_ZARCA, day("2026-11-09"));
        let offer = Some(ELVIA_OFFERS_PI);
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit: None })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
        tx.record(PairBlocked { block, school, one: LUIS, other: MATEO, day: on })
    })
    .await;
    let (olga, julian, tomasa) = (town.browser_of(OLGA).await, town.browser_of(JULIAN).await, town.browser_of(TOMASA).await);
    julian.get(&format!("/tutorials/{tutorial}")).await.is(404);
    let door = format!("/nodes/{AGUA_ZARCA}/changes/merge");
    let into = LA_NORIA.to_string();
    julian.post(&door, &[("to", &into), ("confirm", "yes")]).await.is(404);
    town.browser_of(INES).await.post(&door, &[("to", &into), ("confirm", "yes")]).await.is(404);
    let before = lines(&town).await;
    let page = tomasa.post(&door, &[("to", &into)]).await.is(200).says("Hay una relación tutora abierta, que sigue");
    page.says("Hay 2 ofertas").says("La persona responsable de este lugar deja de serlo").hides("Ximena");
    tomasa.post(&door, &[("to", &ZONE.to_string()), ("confirm", "yes")]).await.is(422).says("Elige una de las opciones");
    assert_eq!(lines(&town).await, before);
    tomasa.post(&door, &[("to", &into), ("confirm", "yes")]).await.is(200).says("los dos lugares son uno").says("La Noria");
    tomasa.post(&door, &[("to", &into), ("confirm", "yes")]).await.is(200);
    assert_eq!(lines(&town).await, before + 1);

    // Its teacher is a teacher there; who looked after it looks after nothing.
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&format!("/nodes/{LA_NORIA}/board")).await.is(200).says("Ximena");
    elvia.get(&format!("/nodes/{LA_NORIA}/people/new")).await.is(404);
    julian.get(&format!("/tutorials/{tutorial}")).await.is(200);
    julian.get(&format!("/nodes/{LA_NORIA}/catalog")).await.is(200).says("Maricruz");
    town.browser_of(XIMENA).await.get(&format!("/tutorials/{tutorial}")).await.is(200);
    let follows = town
        .under(move |tx| {
            let school = tutorials::table.find(tutorial).select(tutorials::school).get_result::<NodeId>(&mut **tx)?;
            let offered = offers::table.find(ELVIA_OFFERS_PI).select(offers::school).get_result::<NodeId>(&mut **tx)?;
            let apart = people::block(tx, block)?.expect("still kept apart").school;
            Ok((school, offered, apart))
        })
        .await;
    assert_eq!(follows, (LA_NORIA, LA_NORIA, LA_NORIA));
    // What was held there stays there, and the place says where it went on. Nobody comes into it any more.
    town.visitor().get(&format!("/nodes/{AGUA_ZARCA}")).await.is(200).says("sigue en").says("La Noria");
    town.visitor().get(&format!("/nodes/{ZONE}")).await.is(200).hides("Agua Zarca");
    let id = fresh::<Person>().to_string();
    let fields = [("id", id.as_str()), ("name", "Pilar"), ("position", "teacher"), ("minor", "no")];
    tomasa.post(&format!("/nodes/{AGUA_ZARCA}/people/new"), &fields).await.is(422).says("Ese lugar está cerrado");
    olga.get(&format!("/nodes/{AGUA_ZARCA}/changes")).await.is(200).says("Volver a abrirlo").hides("Pasarlo");
    growth::assert_sound(&town);
}

#[tokio::test]
async fn a_zone_is_divided_closed_and_opened_again() {
    let town = two_zones().await;
    let (olga, tomasa, ines) = (town.browser_of(OLGA).await, town.browser_of(TOMASA).await, town.browser_of(INES).await);
    let door = format!("/nodes/{ZONE}/changes/split");
    let (new, child): (NodeId, String) = (fresh(), LA_NORIA.to_string());
    let id = new.to_string();
    let fields = [("id", id.as_str()), ("name", "Zona 3, El Río"), ("cct", ""), ("day", "2026-11-02"), ("child", child.as_str())];
    let confirmed = [&fields[..], &[("confirm", "yes")]].concat();
    tomasa.post(&door, &confirmed).await.is(404);
    ines.post(&door, &confirmed).await.is(404);
    olga.get(&door).await.is(200).says("Telesecundaria de La Noria").says("Telesecundaria de Agua Zarca");
    let page = olga.post(&door, &[fields[0], ("name", " "), fields[2], fields[3]]).await.is(422);
    page.says("Falta");
    let other = AGUA_ZARCA.to_string();
    let foreign = ZONE_2.to_string();
    olga.post(&door, &[fields[0], fields[1], fields[2], fields[3], ("child", &other), ("child", &foreign)]).await.is(422);
    // Where one person teaches, the numbers stay inside.
    olga.post(&door, &fields).await.is(200).says("Donde enseña una sola persona").says("todavía no tiene responsable");
    olga.get(&format!("/nodes/{new}")).await.is(404);
    olga.post(&door, &confirmed).await.is(200).says("este es el lugar nuevo").says("La Noria");
    olga.post(&door, &confirmed).await.is(200);
    tomasa.get(&format!("/nodes/{LA_NORIA}/catalog")).await.is(404);
    tomasa.get(&format!("/nodes/{AGUA_ZARCA}/catalog")).await.is(200);

    // What has something under it is not closed; once empty, it is, and may open again.
    let close = format!("/nodes/{new}/changes/close");
    olga.post(&close, &[("day", TODAY)]).await.is(422).says("lugares que dependen de él");
    let back = [("to", &*ZONE.to_string()), ("day", TODAY), ("confirm", "yes")];
    olga.post(&format!("/nodes/{LA_NORIA}/changes/move"), &back).await.is(200);
    ines.post(&close, &[("day", TODAY), ("confirm", "yes")]).await.is(404);
    olga.post(&close, &[("day", TODAY)]).await.is(200).says("está cerrado");
    olga.get(&format!("/nodes/{STATE}")).await.says("Zona 3");
    olga.post(&close, &[("day", TODAY), ("confirm", "yes")]).await.is(200).says("el lugar está cerrado");
    olga.get(&format!("/nodes/{STATE}")).await.hides("Zona 3");
    let to = [("to", id.as_str()), ("day", TODAY), ("confirm", "yes")];
    olga.post(&format!("/nodes/{LA_NORIA}/changes/move"), &to).await.is(422).says("Ese lugar está cerrado");
    olga.post(&format!("/nodes/{new}/changes/reopen"), &[("confirm", "yes")]).await.is(200).says("el lugar está abierto");
    olga.get(&format!("/nodes/{STATE}")).await.says("Zona 3");
    growth::assert_sound(&town);
}

#[tokio::test]
async fn what_is_known_of_a_place_is_set_right() {
    let town = two_zones().await;
    let (elvia, tomasa) = (town.browser_of(ELVIA).await, town.browser_of(TOMASA).await);
    let door = format!("/nodes/{AGUA_ZARCA}/correction");
    for person in [BERTA, JULIAN, INES] {
        town.browser_of(person).await.get(&door).await.is(404);
    }
    let good = [("name", "Telesecundaria 33"), ("cct", "11etv0033q"), ("time_zone", ""), ("latitude", "20,913"), ("longitude", "-100.744")];
    elvia.get(&door).await.is(200);
    let page = elvia.post(&door, &good).await.is(200).says("Todavía no se guarda nada").says("20,913");
    page.says("Telesecundaria de Agua Zarca → Telesecundaria 33");
    town.visitor().get(&format!("/nodes/{AGUA_ZARCA}")).await.hides("Telesecundaria 33");
    for (at, value, problem) in [
        (0, " ", "Falta"),
        (1, "33", "clave"),
        (2, "Marte/Olimpo", "opciones"),
        (3, "91", "−90"),
        (3, "veinte", "−90"),
        (3, "", "Falta"),
        (4, "", "Falta"),
    ] {
        let mut bad = good;
        bad[at].1 = value;
        let page = tomasa.post(&door, &[&bad[..], &[("confirm", "yes")]].concat()).await.is(422).says(problem);
        assert_eq!(page.field("name").as_deref(), Some(bad[0].1), "what was typed is kept");
    }
    elvia.post(&door, &[&good[..], &[("confirm", "yes")]].concat()).await.is(200).says("Telesecundaria 33").says("11ETV0033Q");
    let before = lines(&town).await;
    elvia.post(&door, &[&good[..], &[("confirm", "yes")]].concat()).await.is(200);
    assert_eq!(lines(&town).await, before);
    growth::assert_sound(&town);
}

#[tokio::test]
async fn places_can_be_drawn_on_a_map_without_anybody_in_it() {
    let town = two_zones().await;
    let page = town.visitor().get(&format!("/nodes/{ZONE}")).await.is(200);
    assert_eq!(page.link("Descargar los lugares"), None, "nobody knows where anything lies");
    for (node, name, place) in [(AGUA_ZARCA, "Agua \"Zarca\"", Some((20.912_96, -100.744_44))), (LA_NORIA, "La Noria", None)] {
        let (latitude, longitude) = place.unzip();
        let fact = NodeCorrected { node, name: name.to_owned(), cct: None, time_zone: None, latitude, longitude };
        town.under(move |tx| tx.record(fact)).await;
    }
    let page = town.visitor().get(&format!("/nodes/{ZONE}")).await.is(200);
    let file = page.link("Descargar los lugares").expect("a link");
    let answer = town.visitor().get(&file).await.is(200);
    let told: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    let expected = serde_json::json!({"type": "FeatureCollection", "left_out": 0, "features": [{
        "type": "Feature", "id": AGUA_ZARCA.to_string(),
        "geometry": {"type": "Point", "coordinates": [-100.744, 20.913]},
        "properties": {"name": "Agua \"Zarca\"", "level": "school", "called": "school", "cct": null, "shift": null},
    }]});
    assert_eq!(told, expected, "east before north, to three decimals, and not the place that nobody knows");
    town.visitor().get(&format!("/nodes/{}/map.geojson", fresh::<Node>())).await.is(404);
    // A place that is closed is no longer on it; what moved is on the map of where it hangs.
    town.under(|tx| tx.record(NodeMoved { node: AGUA_ZARCA, parent: ZONE_2, since: day(TODAY) })).await;
    assert!(!town.visitor().get(&file).await.body.contains("Zarca"));
    let other = town.visitor().get(&format!("/nodes/{ZONE_2}/map.geojson")).await.is(200);
    assert!(other.body.contains("Zarca"));
    town.under(|tx| tx.record(NodeClosed { node: AGUA_ZARCA, since: day(TODAY) })).await;
    assert!(!town.visitor().get(&format!("/nodes/{ZONE_2}/map.geojson")).await.body.contains("Zarca"));
}
