//! Stories of those who must not: names that stay in their school, children who belong to one, a block that nobody learns of, a lone teacher's
//! figures, and what is said twice.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::Error;
use relevo::store::queries::{masteries, people, visits};

use super::support::town::*;

#[actix_web::test]
async fn whoever_stands_above_a_school_does_not_let_herself_in() {
    let town = Town::new().await;
    let tomasa = town.browser_of(TOMASA).await;
    let people_page = format!("/nodes/{AGUA_ZARCA}/people");
    tomasa.get(&people_page).await.is(404);
    for person in [TOMASA, CELIA] {
        tomasa.post(&format!("/nodes/{AGUA_ZARCA}/stewards"), &[("person", &person.to_string())]).await.is(404);
    }
    tomasa.get(&people_page).await.is(404).hides("Ximena");
    // She gives the school to somebody who is of it; and the school's own steward may let the coach in.
    tomasa.post(&format!("/nodes/{AGUA_ZARCA}/stewards"), &[("person", &BERTA.to_string())]).await.is(200);
    let berta = town.browser_of(BERTA).await;
    berta.post(&format!("/nodes/{AGUA_ZARCA}/stewards"), &[("person", &CELIA.to_string())]).await.is(200);
    town.browser_of(CELIA).await.get(&people_page).await.is(200).says("Ximena");
}

#[actix_web::test]
async fn a_child_belongs_to_a_school_and_to_nothing_else() {
    let town = Town::new().await;
    let tomasa = town.browser_of(TOMASA).await;
    let page = tomasa.get(&format!("/nodes/{ZONE}/people/new")).await.is(200);
    let id = page.field("id").expect("an id");
    let person = [("id", id.as_str()), ("name", "Iker"), ("position", "student"), ("minor", "yes")];
    tomasa.post(&format!("/nodes/{ZONE}/people/new"), &person).await.is(422).says("se anota en su escuela");
    let ids = id.parse().expect("an id");
    assert!(town.under(move |tx| people::by_id(tx, ids)).await.is_none());
    // An office is an adult's, and the form says so at its field.
    let elvia = town.browser_of(ELVIA).await;
    let office = [("id", id.as_str()), ("name", "Maestro Saúl"), ("position", "teacher"), ("minor", "yes")];
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/new"), &office).await.is(422).says("Esa función es de personas adultas");
}

#[actix_web::test]
async fn who_is_an_adult_of_another_place_is_not_made_a_child_by_a_school() {
    let town = Town::new().await;
    town.under(|tx| {
        for (person, node, voucher) in [(CELIA, AGUA_ZARCA, ELVIA), (BERTA, LA_NORIA, JULIAN)] {
            let (position, minor, since, voucher) = (Position::Community, false, day("2026-01-10"), Some(voucher));
            tx.record(PersonJoined { person, node, position, minor, since, voucher })?;
        }
        Ok(())
    })
    .await;
    for (steward, person, node, name) in [(ELVIA, CELIA, AGUA_ZARCA, "Celia Montes"), (JULIAN, BERTA, LA_NORIA, "Maestra Berta")] {
        let (browser, node) = (town.browser_of(steward).await, node.to_string());
        let form = |minor: &'static str| {
            [("node", node.clone()), ("name", name.to_owned()), ("position", "student".to_owned()), ("minor", minor.to_owned())]
        };
        let send = async |minor: &'static str| {
            let form = form(minor);
            let fields: Vec<(&str, &str)> = form.iter().map(|(field, value)| (*field, value.as_str())).collect();
            browser.post(&format!("/people/{person}/edit"), &fields).await
        };
        send("yes").await.is(422).says("También pertenece a otro lugar");
        assert_eq!(town.under(move |tx| people::by_id(tx, person)).await.map(|row| row.minor), Some(false));
        // As an adult she learns there.
        send("no").await.is(200);
    }
    town.browser_of(BERTA).await.get(&format!("/nodes/{AGUA_ZARCA}/board")).await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_block_does_not_show_in_any_list() {
    let town = Town::new().await;
    let (elvia, maricruz) = (town.browser_of(ELVIA).await, town.browser_of(MARICRUZ).await);
    let inviting = format!("/tutorials/new?offer={MARICRUZ_OFFERS_ARCH}");
    maricruz.get(&inviting).await.is(200).says("Mateo").says("Ximena");
    let block = [("id", &fresh::<Block>().to_string()[..]), ("other", &MATEO.to_string())];
    elvia.post(&format!("/people/{MARICRUZ}/blocks"), &block).await.is(200);
    maricruz.get(&inviting).await.is(200).hides("Mateo").says("Ximena");
    elvia.get(&format!("/tutorials/new?learner={MATEO}&topic={ARCH}")).await.is(200).hides("Maricruz ·");
}

#[actix_web::test]
async fn what_is_common_property_is_not_one_schools_to_take_away() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    // Pi is Agua Zarca's, and Nadia of La Noria offers it.
    elvia.post(&format!("/topics/{PI}/withdrawal"), &[]).await.is(422).says("Otras escuelas ofrecen este tema");
    town.browser_of(NADIA).await.get(&format!("/nodes/{LA_NORIA}/catalog")).await.is(200).says("viene pi");
    let offer = town.under(|tx| masteries::offer(tx, NADIA_OFFERS_PI)).await.expect("her offer");
    assert_eq!(offer.state, OfferState::Open);
    // Nobody else has taken up the arch.
    elvia.post(&format!("/topics/{ARCH}/withdrawal"), &[]).await.is(200);
}

#[actix_web::test]
async fn who_only_looks_after_relevo_decides_on_nobodys_demonstration() {
    let town = Town::new().await;
    // Paco administers the school, and neither teaches there nor accompanied anybody.
    let paco: PersonId = fresh();
    town.under(move |tx| {
        let (node, since) = (AGUA_ZARCA, day("2025-08-25"));
        tx.record(PersonJoined { person: paco, node, position: Position::Family, minor: false, since, voucher: Some(ELVIA) })?;
        tx.record(PersonNamed { person: paco, name: "Don Paco".to_owned(), grade: None, group: None, language: None })?;
        tx.record(StewardNamed { person: paco, node, since })
    })
    .await;
    let (elvia, paco) = (town.browser_of(ELVIA).await, town.browser_of(paco).await);
    let id = fresh::<Demonstration>().to_string();
    let sheet = |outcome: &'static str| {
        let fields = [("id", id.clone()), ("tutorial", fresh::<Tutorial>().to_string()), ("learner", MATEO.to_string())];
        let more = [("tutor", MARICRUZ.to_string()), ("topic", "¿Por qué no se cae un arco de piedra?".to_owned())];
        let rest = [
            ("day", "2026-11-20".to_owned()),
            ("outcome", outcome.to_owned()),
            ("families", "3".to_owned()),
            ("reason", "Le falta.".to_owned()),
        ];
        fields.into_iter().chain(more).chain(rest).map(|(name, value)| (format!("{name}-1"), value)).collect::<Vec<_>>()
    };
    let send = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        elvia.post(&format!("/nodes/{AGUA_ZARCA}/paper"), &fields).await
    };
    send(sheet("not_yet")).await.is(200);
    let record = [("id", id.as_str()), ("day", "2026-11-20"), ("outcome", "ready"), ("families", "3")];
    paco.post(&format!("/demonstrations/{id}/edit"), &record).await.is(422).says("La decisión la anota quien acompañó");
    assert!(town.under(|tx| masteries::live(tx, MATEO, ARCH)).await.is_none());
    elvia.post(&format!("/demonstrations/{id}/edit"), &record).await.is(200);
    assert!(town.under(|tx| masteries::live(tx, MATEO, ARCH)).await.is_some());
    // The browser goes back to the sheet, another child is written on it: that is another record, and nothing is lost.
    let mut other = sheet("ready");
    other.iter_mut().filter(|(name, _)| name == "learner-1").for_each(|(_, value)| *value = XIMENA.to_string());
    send(other).await.is(200).says("Ximena");
    assert!(town.under(|tx| masteries::live(tx, XIMENA, ARCH)).await.is_some());
    town.is_sound().await;
}

#[actix_web::test]
async fn a_second_concern_on_the_same_page_is_not_lost_and_may_hold_a_phone_number() {
    let town = Town::new().await;
    let nobody = town.visitor();
    let id = fresh::<Concern>().to_string();
    let say = async |text: &str| {
        let fields = [("id", id.as_str()), ("school", &AGUA_ZARCA.to_string()), ("text", text), ("reader", "school")];
        nobody.post("/concerns/new", &fields).await.is(200).says("Gracias por decirlo");
    };
    say("Llamen a mi tía al 477 123 4567.").await;
    say("Llamen a mi tía al 477 123 4567.").await;
    say("También me quitaron el cuaderno.").await;
    let page = town.browser_of(ELVIA).await.get(&format!("/nodes/{AGUA_ZARCA}/concerns")).await.is(200);
    assert_eq!(page.count("article.entry"), 2, "what was sent twice is there once, what was said besides is there too");
    page.says("477 123 4567").says("el cuaderno");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_concern_does_not_lie_unread_when_its_reader_loses_her_office() {
    let town = Town::new().await;
    town.under(|tx| tx.record(StewardNamed { person: BERTA, node: AGUA_ZARCA, since: day("2025-08-25") }).map(drop)).await;
    let concern: ConcernId = fresh();
    town.under(move |tx| {
        tx.record(ConcernRaised { concern, school: AGUA_ZARCA, reader: ConcernReader::School, day: day(TODAY) })?;
        tx.record(ConcernTold { concern, text: "La maestra Elvia grita.".to_owned(), people: vec![ELVIA] })?;
        tx.record(ConcernNamed { concern, about: ELVIA })
    })
    .await;
    let (school, zone) = (format!("/nodes/{AGUA_ZARCA}/concerns"), format!("/nodes/{ZONE}/concerns"));
    let (berta, tomasa, elvia) = (town.browser_of(BERTA).await, town.browser_of(TOMASA).await, town.browser_of(ELVIA).await);
    berta.get(&school).await.is(200).says("grita");
    tomasa.get(&zone).await.is(200).hides("grita");
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/stewards/{BERTA}/end"), &[]).await.is(200);
    elvia.get(&school).await.is(200).hides("grita");
    tomasa.get(&zone).await.is(200).says("grita");
}

#[actix_web::test]
async fn a_lone_teachers_figures_cannot_be_worked_out_from_her_neighbours() {
    let town = Town::new().await;
    // La Noria has one teacher; Agua Zarca two; a third school, El Sauz, three.
    let sauz: NodeId = fresh();
    town.under(move |tx| {
        let since = day("2025-08-25");
        let (name, parent) = ("Telesecundaria El Sauz".to_owned(), Some(ZONE));
        let (cct, shift, time_zone, latitude, longitude) = (None, None, None, None, None);
        tx.record(NodeFounded { node: sauz, level: Level::School, name, parent, since, cct, shift, time_zone, latitude, longitude })?;
        for _ in 0..3 {
            let person = fresh();
            tx.record(PersonJoined { person, node: sauz, position: Position::Teacher, minor: false, since, voucher: None })?;
        }
        Ok::<_, Error>(())
    })
    .await;
    let (visitor, nadia, berta) = (town.visitor(), town.browser_of(NADIA).await, town.browser_of(BERTA).await);
    let hidden = "las cifras son solo de su escuela";
    for reader in [&visitor, &berta] {
        reader.get(&format!("/nodes/{LA_NORIA}")).await.is(200).says(hidden);
    }
    nadia.get(&format!("/nodes/{LA_NORIA}")).await.is(200).hides(hidden);
    berta.get(&format!("/nodes/{AGUA_ZARCA}")).await.is(200).hides(hidden);
    // The zone's are told, so the smaller of the two others keeps hers back on its own page too: else the rest would be La Noria's.
    visitor.get(&format!("/nodes/{ZONE}")).await.is(200).hides(hidden);
    visitor.get(&format!("/nodes/{AGUA_ZARCA}")).await.is(200).says(hidden);
    visitor.get(&format!("/nodes/{sauz}")).await.is(200).hides(hidden);
}

#[actix_web::test]
async fn an_erasure_leaves_nothing_in_the_databases_log() {
    let town = Town::new().await;
    let relevo::store::Address::File(file) = town.db.address().clone() else { return };
    let ximena = town.browser_of(XIMENA).await;
    let id = fresh::<Tutorial>().to_string();
    ximena.post("/tutorials", &[("id", &id), ("offer", &MARICRUZ_OFFERS_ARCH.to_string())]).await.is(200);
    town.browser_of(MARICRUZ).await.post(&format!("/tutorials/{id}/agreement"), &[]).await.is(200);
    let entry = fresh::<Entry>().to_string();
    let text = "Quetzalli escribió sobre las dovelas";
    ximena.post(&format!("/tutorials/{id}/entries"), &[("id", &entry), ("day", ""), ("text", text)]).await.is(200);
    let holds = |suffix: &str| {
        let path = format!("{}{suffix}", file.display());
        std::fs::read(&path).is_ok_and(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
    };
    assert!(holds("") || holds("-wal"), "it has to be there for this story to mean anything");
    town.browser_of(ELVIA).await.post(&format!("/people/{XIMENA}/erasure"), &[]).await.is(200);
    assert!(!holds("") && !holds("-wal"), "the text is gone from the file and from the log beside it");
}

#[actix_web::test]
async fn another_visit_on_the_same_page_is_another_visit() {
    let town = Town::new().await;
    let berta = town.browser_of(BERTA).await;
    let (id, celia, responsible) = (fresh::<Visit>().to_string(), CELIA.to_string(), BERTA.to_string());
    for day in ["2026-11-25", "2026-11-25", "2026-12-02"] {
        let visit = [("id", id.as_str()), ("day", day), ("visitors", &celia), ("responsible", &responsible)];
        berta.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &visit).await.is(200);
    }
    assert_eq!(town.under(|tx| visits::in_school(tx, AGUA_ZARCA, day(TODAY))).await.len(), 2);
}

#[actix_web::test]
async fn what_is_out_of_the_fund_is_not_waited_for() {
    let town = Town::new().await;
    let id = fresh::<Interest>().to_string();
    town.browser_of(XIMENA).await.post(&format!("/topics/{MOON}/interest"), &[("id", &id), ("why", "")]).await.is(200);
    let wishes = async || town.under(|tx| relevo::store::queries::interests::of_learner(tx, XIMENA)).await.len();
    assert_eq!(wishes().await, 1);
    town.browser_of(JULIAN).await.post(&format!("/topics/{MOON}/withdrawal"), &[]).await.is(404);
    assert_eq!(wishes().await, 1);
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/topics/{MOON}/withdrawal"), &[]).await.is(200);
    assert_eq!(wishes().await, 0);
    // Put back, nobody is said to want it who has not said so again.
    elvia.post(&format!("/topics/{MOON}/restoration"), &[]).await.is(200);
    assert_eq!(wishes().await, 0);
}
