//! The practice's rules where several things meet: a day set right, a sheet entered late, a form sent again, somebody who comes back.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{demonstrations, masteries, people, tutorials};

use super::support::town::*;
use super::tutorials_pages::agreed;

fn record<'a>(id: &'a str, day: &'a str, outcome: &'a str, present: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("id", id), ("day", day), ("outcome", outcome), ("present", present), ("reason", "Le falta decir por qué.")]
}

/// A record that is set right: it was ready, on that day.
fn set_right(day: &str) -> [(&str, &str); 3] {
    [("day", day), ("outcome", "ready"), ("families", "3")]
}

async fn mastery(town: &Town, person: PersonId, topic: TopicId) -> Option<relevo::store::rows::MasteryRow> {
    town.under(move |tx| masteries::live(tx, person, topic)).await
}

async fn tutorial(town: &Town, id: TutorialId) -> relevo::store::rows::TutorialRow {
    town.under(move |tx| tutorials::by_id(tx, id)).await.expect("the tutorial")
}

/// Elvia copies a sheet of paper: learner, tutor, topic, day, outcome.
pub async fn copies(
    elvia: &Browser,
    ids: &(String, String),
    (learner, tutor): (PersonId, PersonId),
    topic: &str,
    day: &str,
    outcome: &str,
) -> Page {
    let (learner, tutor) = (learner.to_string(), tutor.to_string());
    let fields = [
        ("tutorial-1", ids.0.as_str()),
        ("id-1", ids.1.as_str()),
        ("learner-1", &learner),
        ("tutor-1", &tutor),
        ("topic-1", topic),
        ("day-1", day),
        ("outcome-1", outcome),
        ("families-1", "3"),
        ("reason-1", "Le falta decir por qué."),
    ];
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/paper"), &fields).await
}

pub fn ids() -> (String, String) {
    (fresh::<Tutorial>().to_string(), fresh::<Demonstration>().to_string())
}

const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";
#[actix_web::test]
async fn two_sheets_of_one_tutorial_tell_the_same_in_either_order() {
    let mut told = Vec::new();
    for order in [[("2026-04-10", "not_yet"), ("2026-05-20", "ready")], [("2026-05-20", "ready"), ("2026-04-10", "not_yet")]] {
        let town = Town::new().await;
        let elvia = town.browser_of(ELVIA).await;
        for (on, outcome) in order {
            copies(&elvia, &ids(), (XIMENA, MARICRUZ), THE_ARCH, on, outcome).await.is(200);
        }
        let any = relevo::domain::words::TutorialState::ALL;
        let rows = town.under(move |tx| relevo::store::queries::tutorials::of_learner(tx, XIMENA, any)).await;
        told.push(rows.into_iter().map(|row| (row.state, row.agreed, row.ended)).collect::<Vec<_>>());
        town.is_sound().await;
    }
    assert_eq!(told[0].len(), 1, "{told:?}");
    assert_eq!(told[0], told[1]);
}

const THE_MOON: &str = "¿Por qué la luna nos enseña siempre la misma cara?";

#[actix_web::test]
async fn nobody_is_promoted_beside_a_tutorial_that_is_still_open() {
    let town = Town::new().await;
    let open = agreed(&town).await;
    let (celia, elvia, maricruz) = (town.browser_of(CELIA).await, town.browser_of(ELVIA).await, town.browser_of(MARICRUZ).await);
    let (luis, arch) = (LUIS.to_string(), ARCH.to_string());
    let id = fresh::<Mastery>().to_string();
    let vouch = [("id", id.as_str()), ("topic", &arch), ("reason", "La vi explicarlo.")];
    celia.post(&format!("/people/{XIMENA}/masteries"), &vouch).await.is(404);
    elvia.post(&format!("/people/{XIMENA}/masteries"), &vouch).await.is(422).says("Ya hay una relación tutora abierta");
    let alone = fresh::<Demonstration>().to_string();
    let mut studied = record(&alone, TODAY, "ready", &luis);
    studied.extend([("topic", THE_ARCH), ("path", "self_study")]);
    elvia.post(&format!("/people/{XIMENA}/demonstration"), &studied).await.is(422);
    assert!(mastery(&town, XIMENA, ARCH).await.is_none());
    // What the two had open ends as it should, once.
    let id = fresh::<Demonstration>().to_string();
    maricruz.post(&format!("/tutorials/{open}/record"), &record(&id, TODAY, "ready", &luis)).await.is(200);
    assert_eq!(tutorial(&town, open).await.state, TutorialState::Demonstrated);
    assert_eq!(mastery(&town, XIMENA, ARCH).await.and_then(|row| row.parent), Some(MARICRUZ_ARCH));
    town.is_sound().await;
}

#[actix_web::test]
async fn an_old_record_that_is_set_right_promotes_nobody_twice() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (first, second) = (ids(), ids());
    copies(&elvia, &first, (LUIS, MARICRUZ), THE_ARCH, "2026-11-10", "not_yet").await.is(200);
    copies(&elvia, &second, (LUIS, MARICRUZ), THE_ARCH, "2026-11-20", "ready").await.is(200);
    elvia.post(&format!("/demonstrations/{}/edit", first.1), &set_right("2026-11-10")).await.is(422).says("Este tema ya lo domina");
    assert_eq!(mastery(&town, LUIS, ARCH).await.map(|row| row.day), Some(day("2026-11-20")));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_lineage_stays_ordered_in_time_when_a_day_is_set_right() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (hers, his) = (ids(), ids());
    copies(&elvia, &hers, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-10", "ready").await.is(200);
    copies(&elvia, &his, (LUIS, XIMENA), THE_ARCH, "2026-11-15", "ready").await.is(200);
    let (hers_path, his_path) = (format!("/demonstrations/{}/edit", hers.1), format!("/demonstrations/{}/edit", his.1));
    elvia.post(&hers_path, &set_right("2026-11-18")).await.is(422).says("Ese día ya había acompañado a alguien");
    elvia.post(&his_path, &set_right("2026-11-05")).await.is(422).says("todavía no dominaba este tema ese día");
    let julian = town.browser_of(JULIAN).await;
    julian.post(&his_path, &set_right("2026-11-20")).await.is(404);
    elvia.post(&his_path, &set_right("2026-11-20")).await.is(200);
    elvia.post(&hers_path, &set_right("2026-11-18")).await.is(200);
    let of = |row: Option<relevo::store::rows::MasteryRow>| row.map(|row| (row.parent, row.generation)).expect("a mastery");
    let ximenas = mastery(&town, XIMENA, ARCH).await.map(|row| row.id);
    assert_eq!(of(mastery(&town, LUIS, ARCH).await), (ximenas, 3));
    town.is_sound().await;
    // From elsewhere nothing is refused: then he stands at the top until the days fit again.
    let (tutorial, demonstration): (TutorialId, DemonstrationId) = (hers.0.parse().expect("an id"), hers.1.parse().expect("an id"));
    for (on, expected) in [("2026-11-22", (None, 1)), ("2026-11-12", (ximenas, 3))] {
        town.under(move |tx| {
            let (outcome, audience, how) = (Outcome::Ready, vec![(Audience::Families, 3)], Agreement::Paper);
            tx.record(TutorialAgreed { tutorial, day: day(on), how })?;
            tx.record(DemonstrationCorrected { demonstration, day: day(on), outcome, witnesses: vec![], audience })
        })
        .await;
        assert_eq!(of(mastery(&town, LUIS, ARCH).await), expected, "{on}");
        town.is_sound().await;
    }
}

#[actix_web::test]
async fn paper_obeys_its_own_day() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    // Berta left yesterday; what she did last week still happened.
    elvia.post(&format!("/people/{BERTA}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    town.pass_days(2);
    copies(&elvia, &ids(), (LUIS, BERTA), THE_MOON, "2026-11-17", "ready").await.is(200);
    copies(&elvia, &ids(), (XIMENA, BERTA), THE_MOON, "2026-11-25", "ready").await.is(422).says("Son de lugares distintos");
    // Julián came on one day, with Elvia responsible; on another he did not.
    town.under(|tx| {
        let (school, visitors) = (AGUA_ZARCA, vec![JULIAN]);
        tx.record(VisitAgreed { visit: fresh(), school, day: day("2026-11-20"), visitors, responsible: ELVIA, agreed_by: ELVIA })
    })
    .await;
    copies(&elvia, &ids(), (MATEO, JULIAN), THE_MOON, "2026-11-19", "ready").await.is(422).says("Son de lugares distintos");
    copies(&elvia, &ids(), (MATEO, JULIAN), THE_MOON, "2026-11-20", "ready").await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_founding_mastery_has_its_own_day_and_older_paper_hangs_from_it() {
    let town = Town::new().await;
    let (elvia, berta) = (town.browser_of(ELVIA).await, town.browser_of(BERTA).await);
    let (id, moon) = (fresh::<Mastery>().to_string(), MOON.to_string());
    let vouch = |day| vec![("id", id.as_str()), ("topic", moon.as_str()), ("day", day), ("reason", "Lo mostró en el taller.")];
    let path = format!("/people/{BERTA}/masteries");
    elvia.post(&path, &vouch("2026-12-01")).await.is(422).says("Ese día todavía no llega");
    elvia.post(&path, &vouch("ayer")).await.is(422).says("No es una fecha");
    berta.post(&path, &vouch("2026-09-01")).await.is(404);
    elvia.post(&path, &vouch("2026-09-01")).await.is(200);
    copies(&elvia, &ids(), (LUIS, BERTA), THE_MOON, "2026-08-28", "ready").await.is(422).says("todavía no dominaba");
    copies(&elvia, &ids(), (LUIS, BERTA), THE_MOON, "2026-10-10", "ready").await.is(200);
    let founding = mastery(&town, BERTA, MOON).await.expect("hers");
    assert_eq!(founding.day, day("2026-09-01"));
    assert_eq!(mastery(&town, LUIS, MOON).await.and_then(|row| row.parent), Some(founding.id));
    town.is_sound().await;
}

#[actix_web::test]
async fn somebody_who_left_can_come_back_or_was_never_gone() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let node = AGUA_ZARCA.to_string();
    let leaves = format!("/people/{MATEO}/departure");
    let path = format!("/nodes/{AGUA_ZARCA}/people/{MATEO}/return");
    elvia.get(&path).await.is(404);
    elvia.post(&leaves, &[("node", &node)]).await.is(200).says("Se fueron este año");
    town.pass_days(3);
    julian.get(&path).await.is(404).hides("Mateo");
    julian.post(&path, &[("how", "back")]).await.is(404);
    elvia.get(&path).await.is(200).says("Mateo");
    elvia.post(&path, &[("how", "")]).await.is(422).says("Falta este dato");
    elvia.post(&path, &[("how", "back")]).await.is(200).says("Está de nuevo en la lista");
    let stays = || town.under(|tx| people::belongs(tx, MATEO));
    assert_eq!(stays().await.iter().map(|row| row.since).collect::<Vec<_>>(), [day("2026-11-26")]);
    elvia.post(&path, &[("how", "back")]).await.is(200);
    assert_eq!(stays().await.len(), 1);
    // The same day he is taken off the list by mistake.
    elvia.post(&leaves, &[("node", &node)]).await.is(200);
    elvia.post(&path, &[("how", "mistake")]).await.is(200).says("Telesecundaria de Agua Zarca");
    assert_eq!(stays().await.iter().map(|row| row.since).collect::<Vec<_>>(), [day("2026-11-26")]);
    town.is_sound().await;
}

#[actix_web::test]
async fn who_vouches_for_a_mother_can_be_changed() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let (node, berta, ximena) = (AGUA_ZARCA.to_string(), BERTA.to_string(), XIMENA.to_string());
    let path = format!("/people/{ROSA}/edit");
    assert_eq!(elvia.get(&path).await.is(200).field("voucher"), Some(ELVIA.to_string()));
    let kept = |voucher| [("node", node.as_str()), ("name", "Doña Rosa"), ("position", "family"), ("minor", "no"), ("voucher", voucher)];
    julian.post(&path, &kept(&berta)).await.is(404);
    elvia.post(&path, &kept(&ximena)).await.is(422).says("Elige una de las opciones");
    elvia.post(&path, &kept(&berta)).await.is(200);
    assert_eq!(town.under(|tx| people::voucher(tx, ROSA, AGUA_ZARCA)).await, Some(BERTA));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_sheet_that_was_a_mistake_leaves_no_tutorial_behind() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    for outcome in ["ready", "not_yet"] {
        let sheet = ids();
        copies(&elvia, &sheet, (LUIS, MARICRUZ), THE_ARCH, "2026-11-20", outcome).await.is(200);
        elvia.post(&format!("/demonstrations/{}/withdrawal", sheet.1), &[]).await.is(200);
        elvia.post(&format!("/demonstrations/{}/withdrawal", sheet.1), &[]).await.is(200);
        let id = sheet.0.parse().expect("an id");
        assert_eq!(tutorial(&town, id).await.state, TutorialState::NeverBegan, "{outcome}");
    }
    // He is free to begin.
    let luis = town.browser_of(LUIS).await;
    let id = fresh::<Tutorial>().to_string();
    luis.post("/tutorials", &[("id", &id), ("offer", &MARICRUZ_OFFERS_ARCH.to_string())]).await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn forms_that_are_sent_again_change_nothing() {
    let town = Town::new().await;
    let (maricruz, ximena) = (town.browser_of(MARICRUZ).await, town.browser_of(XIMENA).await);
    // An offer that was withdrawn meanwhile.
    maricruz.post(&format!("/offers/{MARICRUZ_OFFERS_ARCH}"), &[("capacity", "1"), ("state", "withdrawn")]).await.is(200);
    let id = fresh::<Offer>().to_string();
    let anew = [("id", id.as_str()), ("capacity", "2")];
    let path = format!("/masteries/{MARICRUZ_ARCH}/offer");
    maricruz.post(&path, &anew).await.is(200);
    maricruz.post(&format!("/offers/{id}"), &[("capacity", "2"), ("state", "withdrawn")]).await.is(200);
    maricruz.post(&path, &anew).await.is(200);
    assert!(town.under(|tx| masteries::offer_of(tx, MARICRUZ_ARCH)).await.is_none());
    // A record whose form was open before there was a plan.
    let open = agreed(&town).await;
    let record_path = format!("/tutorials/{open}/record");
    let form = maricruz.get(&record_path).await.is(200).field("id").expect("an id");
    let plan = fresh::<Demonstration>().to_string();
    ximena.post(&format!("/tutorials/{open}/demonstration"), &[("id", &plan), ("day", "2026-11-30"), ("place", "El patio")]).await.is(200);
    let luis = LUIS.to_string();
    for _ in 0..2 {
        maricruz.post(&record_path, &record(&form, TODAY, "not_yet", &luis)).await.is(200);
    }
    assert_eq!(town.under(move |tx| demonstrations::of_tutorial(tx, open)).await.len(), 1);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_form_names_no_more_people_than_a_school_has() {
    let town = Town::new().await;
    let open = agreed(&town).await;
    let ximena = town.browser_of(XIMENA).await;
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    let mut plan = vec![("id", id.as_str()), ("day", "2026-11-30"), ("place", "El patio")];
    plan.extend(std::iter::repeat_n(("invited", luis.as_str()), 301));
    ximena.post(&format!("/tutorials/{open}/demonstration"), &plan).await.is(422).says("elige 300 o menos");
    let text = [("title", "¿Cuántas teselas caben?"), ("subject", "matematicas"), ("challenge", "Mide."), ("origin", "own")];
    let (id, before): (String, Vec<String>) = (fresh::<Topic>().to_string(), (0..13).map(|_| fresh::<Topic>().to_string()).collect());
    let mut topic = vec![("id", id.as_str()), ("language", "es"), ("licence", "CC0-1.0")];
    topic.extend(text);
    topic.extend(before.iter().map(|before| ("prerequisites", before.as_str())));
    ximena.post("/topics/new", &topic).await.is(422).says("elige 12 o menos");
}

#[actix_web::test]
async fn what_two_adults_agreed_stands_when_one_turns_out_to_be_a_minor_and_goes_no_further() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let sheet = ids();
    copies(&elvia, &sheet, (ROSA, JULIAN), THE_MOON, "2026-11-10", "not_yet").await.is(200);
    let id = sheet.0.parse().expect("an id");
    assert_eq!(tutorial(&town, id).await.state, TutorialState::Open);
    let node = AGUA_ZARCA.to_string();
    let kept = [("node", node.as_str()), ("name", "Rosa"), ("position", "family"), ("minor", "yes")];
    elvia.post(&format!("/people/{ROSA}/edit"), &kept).await.is(200);
    assert_eq!(tutorial(&town, id).await.state, TutorialState::Stopped);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_topic_that_was_a_mistake_leaves_the_fund_and_can_come_back() {
    let town = Town::new().await;
    let open = agreed(&town).await;
    let (elvia, ximena, julian) = (town.browser_of(ELVIA).await, town.browser_of(XIMENA).await, town.browser_of(JULIAN).await);
    let path = format!("/topics/{ARCH}");
    for other in [&ximena, &julian] {
        other.get(&path).await.is(200).hides("Retirar este tema");
        other.post(&format!("{path}/withdrawal"), &[]).await.is(404);
    }
    for _ in 0..2 {
        elvia.post(&format!("{path}/withdrawal"), &[]).await.is(200).says("se retiró del acervo").says("Regresar el tema");
    }
    // Nobody finds, offers or wants it; what was open goes on, and the lineage stands.
    ximena.get("/topics?in=all").await.is(200).hides("arco de piedra").says("la luna nos enseña");
    ximena.get(&format!("/nodes/{AGUA_ZARCA}/catalog")).await.is(200).hides("arco de piedra");
    let wish = fresh::<Interest>().to_string();
    ximena.post(&format!("/topics/{ARCH}/interest"), &[("id", &wish)]).await.is(422).says("Este tema se retiró");
    let maricruz = town.browser_of(MARICRUZ).await;
    let offer = fresh::<Offer>().to_string();
    let anew = [("id", offer.as_str()), ("capacity", "1")];
    maricruz.post(&format!("/masteries/{MARICRUZ_ARCH}/offer"), &anew).await.is(422).says("Este tema se retiró");
    assert_eq!(tutorial(&town, open).await.state, TutorialState::Open);
    ximena.get(&format!("{path}/lineage")).await.is(200).says("Maricruz");
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    maricruz.post(&format!("/tutorials/{open}/record"), &record(&id, TODAY, "ready", &luis)).await.is(200);
    let hers = mastery(&town, XIMENA, ARCH).await.expect("hers").id;
    assert!(town.under(move |tx| masteries::offer_of(tx, hers)).await.is_none());
    // It was no mistake after all.
    julian.post(&format!("{path}/restoration"), &[]).await.is(404);
    elvia.post(&format!("{path}/restoration"), &[]).await.is(200).says("otra vez en el acervo").hides("se retiró del acervo");
    maricruz.post(&format!("/masteries/{MARICRUZ_ARCH}/offer"), &anew).await.is(200);
    ximena.get("/topics?in=all").await.is(200).says("arco de piedra");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_version_that_was_a_mistake_gives_way_to_the_one_before() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let path = format!("/topics/{MOON}");
    let text = [("subject", "ciencias"), ("challenge", "Mírala un mes."), ("seen", "1"), ("title", "La cara de la luna")];
    elvia.post(&format!("{path}/edit"), &text).await.is(200).says("La cara de la luna");
    julian.post(&format!("{path}/versions/2/withdrawal"), &[]).await.is(404);
    elvia.post(&format!("{path}/versions/2/withdrawal"), &[]).await.is(200).says("Retirada el");
    julian.get(&path).await.is(200).says("¿Por qué la luna nos enseña siempre la misma cara?");
    elvia.post(&format!("{path}/versions/1/withdrawal"), &[]).await.is(422).says("No queda otra versión en pie");
    elvia.post(&format!("{path}/versions/9/withdrawal"), &[]).await.is(404);
    // The next one has a number of its own.
    let again = [("subject", "ciencias"), ("challenge", "Mírala dos meses."), ("seen", "1"), ("title", "Dos meses de luna")];
    elvia.post(&format!("{path}/edit"), &again).await.is(200).says("Dos meses de luna");
    elvia.post(&format!("{path}/versions/3/withdrawal"), &[]).await.is(200);
    elvia.post(&format!("{path}/versions/2/restoration"), &[]).await.is(200);
    julian.get(&path).await.is(200).says("La cara de la luna");
    town.is_sound().await;
}
