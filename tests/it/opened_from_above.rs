//! Stories of places that are begun from above: whoever adds a place brings in its first people from the pages that she is led to, whatever she
//! leaves half done can be taken up again, and once somebody there can act the place is theirs.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;

use super::support::town::*;

/// The address in which a page's only form with these letters ends.
fn form_to(page: &Page, end: &str) -> Option<String> {
    page.attributes("form", "action").into_iter().find(|action| action.ends_with(end))
}

#[actix_web::test]
async fn who_adds_a_school_brings_in_its_first_person_and_takes_up_again_what_she_left() {
    let town = Town::new().await;
    let (school, rosa): (NodeId, PersonId) = (fresh(), fresh());
    let tomasa = town.browser_of(TOMASA).await;
    let id = school.to_string();
    let fields = [("id", id.as_str()), ("level", "school"), ("name", "Telesecundaria El Mezquite"), ("cct", "")];
    let page =
        tomasa.post(&format!("/nodes/{ZONE}/new"), &fields).await.is(200).says("Aquí todavía no hay nadie que responda por este lugar");
    let add = page.link("Agregar a su primera persona").expect("a way on");
    // It stands there later too, and for nobody else: not for a coach, who accompanies it, nor for another school's steward.
    let home = format!("/nodes/{school}");
    assert_eq!(tomasa.get(&home).await.is(200).link("Agregar a su primera persona"), Some(add.clone()));
    for other in [CELIA, ELVIA] {
        let other = town.browser_of(other).await;
        other.get(&home).await.is(200).hides("Quién empieza aquí");
        other.get(&add).await.is(404);
    }
    town.visitor().get(&home).await.is(200).hides("Quién empieza aquí");

    let person = rosa.to_string();
    let rosas = [("id", person.as_str()), ("name", "Rosa Ávila"), ("position", "teacher"), ("minor", "no")];
    tomasa.post(&add, &rosas).await.is(200);
    // She leaves the page at once: what comes next is on the school's own.
    let page = tomasa.get(&home).await.is(200).says("Quién empieza aquí").says("Rosa Ávila");
    let (invite, name) = (form_to(&page, "/invitation").expect("an invitation"), form_to(&page, "/stewards").expect("a steward"));
    assert_eq!(page.link("Agregar a alguien más"), Some(add.clone()));
    town.browser_of(CELIA).await.get(&home).await.is(200).hides("Rosa");
    town.visitor().get(&home).await.is(200).hides("Rosa");
    // Named first, she is to be invited still.
    let page = tomasa.post(&name, &[("person", &person)]).await.is(200).says("Rosa Ávila").says("Responsable del lugar; todavía no entra");
    assert_eq!((form_to(&page, "/invitation"), form_to(&page, "/stewards")), (Some(invite.clone()), None));
    page.hides("Agregar a alguien más");
    tomasa.get(&add).await.is(404);
    let card = tomasa.post(&invite, &[]).await.is(200);
    let secret = scraper::Selector::parse(".secret").expect("a selector");
    let code: String = scraper::Html::parse_document(&card.body).select(&secret).next().expect("a code").text().collect();
    let account = [("handle", "rosa.avila"), ("password", "tres cerros azules"), ("again", "tres cerros azules")];
    let rosa = town.visitor();
    rosa.post(&format!("/welcome/{}", code.trim()), &account).await.is(200).says("El Mezquite");

    // From now on the place is hers, and her name is not for those above.
    tomasa.get(&home).await.is(200).hides("Quién empieza aquí").hides("Rosa");
    rosa.get(&home).await.is(200).hides("Quién empieza aquí");
    rosa.get(&format!("/nodes/{school}/people")).await.is(200).says("Rosa Ávila");
}

#[actix_web::test]
async fn who_begins_above_schools_is_told_where_to_begin() {
    let town = Town::new().await;
    let (olga, since): (PersonId, _) = (fresh(), day("2026-11-20"));
    let state: NodeId = fresh();
    town.under(move |tx| {
        let (level, name, parent, cct, shift, time_zone) = (Level::State, "Sierra Alta".to_owned(), None, None, None, None);
        tx.record(NodeFounded { node: state, level, name, parent, since, cct, shift, time_zone, latitude: None, longitude: None })?;
        tx.record(PersonJoined { person: olga, node: state, position: Position::Official, minor: false, since, voucher: None })?;
        tx.record(PersonNamed { person: olga, name: "Olga Vera".to_owned(), grade: None, group: None, language: None })?;
        tx.record(StewardNamed { person: olga, node: state, since })
    })
    .await;
    let browser = town.browser_of(olga).await;
    let home = browser.get("/").await.is(200).says("Por dónde empezar");
    let ways = ["Agrega los lugares", "Abre la puerta de cada lugar", "Agrega a tu equipo"].map(|way| home.link(way).expect("a way on"));
    browser.get(&ways[2]).await.is(200);
    let zone: NodeId = fresh();
    let fields = [("id", &*zone.to_string()), ("level", "zone"), ("name", "Zona 7"), ("cct", "")];
    browser.post(&ways[0], &fields).await.is(200).says("Agregar a su primera persona");
    assert!(browser.get(&ways[1]).await.is(200).link("Zona 7").is_some());
    browser.get("/").await.is(200).says("Por dónde empezar");
    // Once somebody answers for a place under hers, she has begun; a coach, who administers nothing, has nothing to begin.
    let (person, node) = (fresh(), zone);
    town.under(move |tx| {
        tx.record(PersonJoined { person, node, position: Position::Supervisor, minor: false, since, voucher: None })?;
        tx.record(StewardNamed { person, node, since })
    })
    .await;
    browser.get("/").await.is(200).hides("Por dónde empezar");
    for who in [CELIA, TOMASA, XIMENA] {
        town.browser_of(who).await.get("/").await.is(200).hides("Por dónde empezar");
    }
}

#[actix_web::test]
async fn who_accompanies_schools_is_told_what_is_waited_for_in_them() {
    let town = Town::new().await;
    let (offer, mastery, since): (OfferId, MasteryId, _) = (fresh(), fresh(), day("2026-11-02"));
    town.under(move |tx| {
        let (person, topic, school, via, voucher) = (CELIA, MOON, ZONE, Via::Founding, Some(TOMASA));
        let (parent, generation, demonstration) = (None, 1, None);
        tx.record(MasteryGranted { mastery, person, topic, school, via, day: since, parent, generation, demonstration, voucher })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day: since })?;
        let (interest, learner, stated, rank) = (fresh(), NADIA, since, 1);
        tx.record(InterestStated { interest, learner, topic, school: LA_NORIA, day: stated, rank })?;
        tx.record(InterestExplained { interest, learner, why: "Para mi abuela".to_owned() })
    })
    .await;
    let celia = town.browser_of(CELIA).await;
    let home = celia.get("/").await.is(200).says("En una escuela de tu zona alguien lo espera.").hides("Nadia").hides("abuela");
    let see = home.link("Ver qué se espera y dónde").expect("a way on");
    let page = celia.get(&see).await.is(200).says("En las escuelas alguien espera").says("¿Por qué la luna").hides("Nadia").hides("abuela");
    let there = page.link("Telesecundaria de La Noria").expect("the school's own list");
    celia.get(&there).await.is(200).hides("Nadia");
    // Of the state's own people, who accompany it too; not for who belongs to a school of the zone, nor for a stranger.
    town.browser_of(TOMASA).await.get(&see).await.is(200).says("Telesecundaria de La Noria");
    for other in [JULIAN, XIMENA, ROSA] {
        town.browser_of(other).await.get(&see).await.is(404);
    }
    assert_eq!(town.visitor().get(&see).await.path, "/sign-in");
    // Once nobody waits, nothing is made up.
    let ends = town.under(|tx| Ok(relevo::store::queries::interests::of_learner(tx, NADIA)?[0].id)).await;
    town.browser_of(NADIA).await.post(&format!("/interests/{ends}/end"), &[]).await.is(200);
    celia.get("/").await.is(200).says("Hoy nadie lo espera en tu equipo ni en las escuelas de tu zona.");
    celia.reading("en").get(&see).await.is(200).says("Nobody is waiting for a topic today in the schools that you support.");
}
