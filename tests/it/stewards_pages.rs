//! Stories of who looks after a place: whom she lets in, who stands in for her, and that no place is left without one.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::people;

use crate::support::town::*;

#[tokio::test]
async fn a_steward_above_leaves_the_adults_of_a_school_to_its_own_steward() {
    let town = Town::new().await;
    let (tomasa, elvia) = (town.browser_of(TOMASA).await, town.browser_of(ELVIA).await);
    tomasa.post(&format!("/people/{BERTA}/invitation"), &[]).await.is(404);
    let door = format!("/nodes/{AGUA_ZARCA}/people/new");
    tomasa.get(&door).await.is(404);
    let (id, fields) = (fresh::<Person>().to_string(), [("name", "Pilar"), ("position", "teacher"), ("minor", "no")]);
    tomasa.post(&door, &[&[("id", id.as_str())], &fields[..]].concat()).await.is(404);
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200).hides("Pilar");

    // Elvia has forgotten her password: nobody in the school could give her another.
    tomasa.post(&format!("/people/{ELVIA}/invitation"), &[]).await.is(200).hides("Elvia");
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/stewards"), &[("person", &BERTA.to_string())]).await.is(200);
    tomasa.post(&format!("/people/{ELVIA}/invitation"), &[]).await.is(404);

    // A school that has lost its stewards gets one again.
    town.under(|tx| tx.record(PersonLeft { person: JULIAN, node: LA_NORIA, until: day(TODAY) })).await;
    let door = format!("/nodes/{LA_NORIA}/people/new");
    tomasa.get(&door).await.is(200).says("La Noria").hides("Nadia");
    let child = [("name", "Chela"), ("position", "student"), ("minor", "yes")];
    tomasa.post(&door, &[&[("id", id.as_str())], &child[..]].concat()).await.is(404);
    tomasa.post(&door, &[&[("id", id.as_str())], &fields[..]].concat()).await.is(200).says("ya está en la lista");
    tomasa.post(&format!("/nodes/{LA_NORIA}/stewards"), &[("person", &id)]).await.is(200);
    tomasa.post(&format!("/people/{id}/invitation"), &[]).await.is(200);
    tomasa.get(&door).await.is(404);
}

#[tokio::test]
async fn no_door_leaves_a_place_without_a_steward_who_can_act() {
    let town = Town::new().await;
    let (elvia, tomasa) = (town.browser_of(ELVIA).await, town.browser_of(TOMASA).await);
    // Celia, of the zone, looks after La Noria too; Julián leaves, so she is the last.
    let since = day("2026-09-01");
    town.under(move |tx| {
        tx.record(StewardNamed { person: CELIA, node: LA_NORIA, since })?;
        tx.record(PersonLeft { person: JULIAN, node: LA_NORIA, until: day(TODAY) })
    })
    .await;
    let zone = ZONE.to_string();
    let last = "Es la única persona responsable";
    tomasa.post(&format!("/people/{CELIA}/departure"), &[("node", &zone)]).await.is(422).says(last);
    tomasa.post(&format!("/people/{CELIA}/erasure"), &[]).await.is(422).says(last);
    town.browser_of(CELIA).await.get(&format!("/nodes/{LA_NORIA}/people")).await.is(200);

    // Nor is a steward made a minor by a correction, though another would be left.
    town.under(move |tx| tx.record(StewardNamed { person: ROSA, node: AGUA_ZARCA, since })).await;
    let (node, voucher) = (AGUA_ZARCA.to_string(), ELVIA.to_string());
    let child = [("node", node.as_str()), ("name", "Rosa"), ("position", "student"), ("minor", "yes"), ("voucher", &voucher)];
    let form = elvia.post(&format!("/people/{ROSA}/edit"), &child).await.is(422).says("eso es cosa de personas adultas");
    assert_eq!(form.field("name").as_deref(), Some("Rosa"));
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/stewards/{ROSA}/end"), &[]).await.is(200);
    elvia.post(&format!("/people/{ROSA}/edit"), &child).await.is(200);
}

#[tokio::test]
async fn an_office_begins_on_the_day_that_it_is_at_its_place() {
    let town = Town::new().await;
    let (zone, school, pilar, since): (NodeId, NodeId, PersonId, _) = (fresh(), fresh(), fresh(), day("2026-09-01"));
    town.under(move |tx| {
        let node = |node, level, parent, time_zone| NodeFounded {
            node,
            level,
            name: "Isla".to_owned(),
            parent: Some(parent),
            since,
            cct: None,
            shift: None,
            time_zone,
            latitude: None,
            longitude: None,
        };
        tx.record(node(zone, Level::Zone, STATE, Some("Pacific/Kiritimati".to_owned())))?;
        tx.record(node(school, Level::School, zone, None))?;
        tx.record(PersonJoined { person: pilar, node: school, position: Position::Teacher, minor: false, since, voucher: None })?;
        tx.record(StewardNamed { person: CELIA, node: STATE, since })
    })
    .await;
    let celia = town.browser_of(CELIA).await;
    celia.post(&format!("/nodes/{school}/stewards"), &[("person", &pilar.to_string())]).await.is(200);
    let named = town.under(move |tx| people::stewards_of(tx, school)).await;
    assert_eq!(named[0].since, day("2026-11-24"), "the day has begun there");
}

#[tokio::test]
async fn nothing_is_founded_under_what_does_not_stand_above_it() {
    let town = Town::new().await;
    let tomasa = town.browser_of(TOMASA).await;
    let id = fresh::<Node>().to_string();
    for (parent, level) in [(ZONE, "state"), (ZONE, "zone"), (AGUA_ZARCA, "school"), (AGUA_ZARCA, "zone")] {
        let fields = [("id", id.as_str()), ("level", level), ("name", "Revés"), ("cct", "")];
        let page = tomasa.post(&format!("/nodes/{parent}/new"), &fields).await;
        assert!([404, 422].contains(&page.status), "{level}: {}", page.status);
        if parent == ZONE {
            assert_eq!(page.field("name").as_deref(), Some("Revés"));
            page.says("Elige una de las opciones");
        }
        tomasa.get(&format!("/nodes/{id}")).await.is(404);
    }
}
