//! What one writes about others stays true: no visit opens a record to strangers, paper begins nothing that nobody agreed to, days keep their
//! order, and what two people enter about one thing is one thing.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{interests, tutorials};

use super::practice::{copies, ids};
use super::support::town::*;
use super::visits_corrected::{masters, on_a_visit, row, visit};

const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";
const THE_MOON: &str = "¿Por qué la luna nos enseña siempre la misma cara?";

#[actix_web::test]
async fn a_visit_to_another_school_opens_no_record_of_two_children_to_its_teachers() {
    let town = Town::new().await;
    let elsewhere = fresh::<Visit>();
    let (text, celia, julian) = (elsewhere.to_string(), CELIA.to_string(), JULIAN.to_string());
    let fields = [("id", text.as_str()), ("day", "2026-11-25"), ("visitors", &celia), ("responsible", &julian)];
    town.browser_of(JULIAN).await.post(&format!("/nodes/{LA_NORIA}/visits/new"), &fields).await.is(200);
    // A link that names it makes no form with it, for the child nor for her teacher.
    let link = format!("/tutorials/new?offer={MARICRUZ_OFFERS_ARCH}&visit={elsewhere}");
    let page = town.browser_of(XIMENA).await.get(&link).await.is(200);
    assert_eq!(page.field("visit").as_deref(), Some(""));
    let page = town.browser_of(BERTA).await.get(&format!("{link}&learner={XIMENA}")).await.is(200);
    assert_eq!(page.field("visit").as_deref(), Some(""));
    // Nor does a proposal lean on it.
    let (id, offer) = (fresh::<Tutorial>().to_string(), MARICRUZ_OFFERS_ARCH.to_string());
    town.browser_of(XIMENA).await.post("/tutorials", &[("id", &id), ("offer", &offer), ("visit", &text)]).await.is(422);
    // One that does, from before this was asked, is read by nobody there.
    let tutorial = fresh::<Tutorial>();
    town.under(move |tx| {
        let (learner, tutor, topic, school, on) = (XIMENA, MARICRUZ, ARCH, AGUA_ZARCA, day("2026-11-20"));
        let (offer, visit) = (Some(MARICRUZ_OFFERS_ARCH), Some(elsewhere));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    let julian = town.browser_of(JULIAN).await;
    julian.get(&format!("/tutorials/{tutorial}")).await.is(404);
    let entry = fresh::<Entry>().to_string();
    julian.post(&format!("/tutorials/{tutorial}/entries"), &[("id", &entry), ("text", "Yo escribo.")]).await.is(404);
    julian.post(&format!("/tutorials/{tutorial}/stop"), &[("reason", "")]).await.is(404);
    town.browser_of(ELVIA).await.get(&format!("/tutorials/{tutorial}")).await.is(200);
}

#[actix_web::test]
async fn paper_opens_nothing_that_nobody_has_agreed_to() {
    let town = Town::new().await;
    let (elvia, way) = (town.browser_of(ELVIA).await, format!("/nodes/{AGUA_ZARCA}/paper/tutorials"));
    let enter = async |learner: PersonId, topic: &str, tutor: PersonId, began: &str| {
        let (id, learner, tutor) = (fresh::<Tutorial>().to_string(), learner.to_string(), tutor.to_string());
        elvia.post(&way, &[("id", &id), ("learner", &learner), ("topic", topic), ("tutor", &tutor), ("began", began)]).await
    };
    // Nobody of another place, who did not come; nor whoever masters nothing of it; today or by yesterday.
    masters(&town, JULIAN, MOON, LA_NORIA).await;
    for began in [TODAY, "2026-11-20"] {
        enter(BERTA, THE_MOON, JULIAN, began).await.is(422).says("Es de otro lugar");
        enter(LUIS, THE_MOON, MATEO, began).await.is(422).says("Aún no está anotado que quien acompaña domine");
    }
    // Nor with whom somebody says that he came once, and who was not asked.
    let (text, julian, berta) = (fresh::<Visit>().to_string(), JULIAN.to_string(), BERTA.to_string());
    let came = [("id", text.as_str()), ("day", "2026-11-22"), ("visitors", &julian), ("responsible", &berta)];
    town.browser_of(BERTA).await.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &came).await.is(200);
    enter(XIMENA, THE_MOON, JULIAN, "2026-11-22").await.is(422).says("Es de otro lugar");
    // What begins today is offered today.
    let maricruz = town.browser_of(MARICRUZ).await;
    maricruz.post(&format!("/offers/{MARICRUZ_OFFERS_ARCH}"), &[("capacity", "1"), ("state", "paused")]).await.is(200);
    enter(XIMENA, THE_ARCH, MARICRUZ, TODAY).await.is(422);
    // What went on already is copied as it is.
    enter(XIMENA, THE_ARCH, MARICRUZ, "2026-11-20").await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_teacher_enters_what_she_learned_herself() {
    let town = Town::new().await;
    let (elvia, way) = (town.browser_of(ELVIA).await, format!("/nodes/{AGUA_ZARCA}/paper/tutorials"));
    let (id, elvias, maricruz) = (fresh::<Tutorial>().to_string(), ELVIA.to_string(), MARICRUZ.to_string());
    let sheet = [
        ("id", id.as_str()),
        ("learner", &elvias),
        ("topic", THE_ARCH),
        ("tutor", &maricruz),
        ("began", "2026-11-10"),
        ("stopped", "2026-11-12"),
    ];
    elvia.post(&way, &sheet).await.is(200);
    // Her own demonstration somebody else writes down.
    copies(&elvia, &ids(), (ELVIA, MARICRUZ), THE_ARCH, "2026-11-20", "ready").await.is(422).says("no quien demostró");
}

#[actix_web::test]
async fn nobody_masters_a_topic_after_she_began_to_tutor_it() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let hers = ids();
    copies(&elvia, &hers, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-02", "ready").await.is(200);
    let tutorial = fresh::<Tutorial>();
    town.under(move |tx| {
        let (learner, tutor, topic, school, on) = (LUIS, XIMENA, ARCH, AGUA_ZARCA, day("2026-11-10"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer: None, visit: None })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    let edit = format!("/demonstrations/{}/edit", hers.1);
    let on = |day| [("day", day), ("outcome", "ready"), ("families", "3")];
    elvia.post(&edit, &on("2026-11-11")).await.is(422).says("ya había acompañado a alguien");
    elvia.post(&edit, &on("2026-11-10")).await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn tries_come_before_the_demonstration_that_ended_it() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (first, second) = (ids(), ids());
    copies(&elvia, &first, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-05", "not_yet").await.is(200);
    copies(&elvia, &second, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-10", "ready").await.is(200);
    let edit = async |id: &str, day: &str, outcome: &str| {
        let fields = [("day", day), ("outcome", outcome), ("families", "3"), ("reason", "Le falta decir por qué.")];
        elvia.post(&format!("/demonstrations/{id}/edit"), &fields).await
    };
    edit(&first.1, "2026-11-11", "not_yet").await.is(422);
    edit(&first.1, "2026-11-10", "not_yet").await.is(200);
    edit(&second.1, "2026-11-09", "ready").await.is(422);
    edit(&second.1, "2026-11-12", "ready").await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn nobody_lets_go_on_what_a_guest_has_stopped() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = on_a_visit(&town, visit).await;
    town.browser_of(CELIA).await.post(&format!("/tutorials/{tutorial}/stop"), &[("reason", "")]).await.is(200);
    let (berta, resumption) = (town.browser_of(BERTA).await, format!("/tutorials/{tutorial}/resumption"));
    let offers = async |browser: &Browser| {
        browser.get(&format!("/tutorials/{tutorial}")).await.is(200).attributes("form", "action").contains(&resumption)
    };
    assert!(!offers(&berta).await);
    berta.post(&resumption, &[]).await.is(422);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Stopped);
    // When she is there, she can have said so.
    town.pass_days(2);
    let berta = town.browser_of(BERTA).await;
    assert!(offers(&berta).await);
    berta.post(&resumption, &[]).await.is(200);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Open);
}

#[actix_web::test]
async fn when_and_why_something_was_left_is_set_right() {
    let town = Town::new().await;
    let (elvia, maricruz) = (town.browser_of(ELVIA).await, town.browser_of(MARICRUZ).await);
    let tutorial = super::tutorials_pages::agreed(&town).await;
    let way = format!("/tutorials/{tutorial}/stop");
    elvia.post(&way, &[("day", "2026-11-20"), ("reason", "Viajó.")]).await.is(200).says("Se dejó el viernes 20 de noviembre");
    // A second asking without words changes nothing.
    maricruz.post(&way, &[("day", ""), ("reason", "")]).await.is(200).says("Viajó.");
    let page = maricruz.get(&way).await.is(200).says("Cuándo y por qué se dejó");
    assert_eq!((page.field("day").as_deref(), page.field("reason").as_deref()), (Some("2026-11-20"), Some("Viajó.")));
    let refused = elvia.post(&way, &[("day", "2027-01-01"), ("reason", "Viajó a la capital.")]).await.is(422);
    assert_eq!((refused.count("#day-error"), refused.field("reason").as_deref()), (1, Some("Viajó a la capital.")));
    elvia
        .post(&way, &[("day", "2026-11-22"), ("reason", "Viajó a la capital.")])
        .await
        .is(200)
        .says("22 de noviembre")
        .says("a la capital");
    let kept = row(&town, tutorial).await;
    assert_eq!((kept.state, kept.ended), (TutorialState::Stopped, Some(day("2026-11-22"))));
    for person in [MATEO, JULIAN] {
        town.browser_of(person).await.post(&way, &[("day", "2026-11-21"), ("reason", "")]).await.is(404);
    }
    town.is_sound().await;
}

#[actix_web::test]
async fn what_two_live_after_a_sheet_outlives_the_sheet() {
    let town = Town::new().await;
    let (elvia, maricruz) = (town.browser_of(ELVIA).await, town.browser_of(MARICRUZ).await);
    let sheet = ids();
    copies(&elvia, &sheet, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-10", "not_yet").await.is(200);
    maricruz.post(&format!("/tutorials/{}/rehearsal", sheet.0), &[("day", "2026-11-20")]).await.is(200);
    elvia.post(&format!("/demonstrations/{}/withdrawal", sheet.1), &[]).await.is(200);
    assert_eq!(row(&town, sheet.0.parse().expect("an id")).await.state, TutorialState::Open);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_guest_writes_to_a_child_on_the_days_of_visits() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = on_a_visit(&town, visit).await;
    let way = format!("/tutorials/{tutorial}/notes");
    let write = async |status: u16| {
        let (celia, note) = (town.browser_of(CELIA).await, fresh::<Note>().to_string());
        let offered = celia.get(&format!("/tutorials/{tutorial}")).await.is(200).attributes("form", "action").contains(&way);
        assert_eq!(offered, status == 200, "no form that is always refused");
        celia.post(&way, &[("id", &note), ("note", "Nos vemos pronto.")]).await.is(status);
    };
    write(422).await;
    town.pass_days(2);
    write(200).await;
    town.pass_days(1);
    write(422).await;
}

#[actix_web::test]
async fn a_guest_and_a_child_are_together_on_the_days_of_visits_alone() {
    let town = Town::new().await;
    let first = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = on_a_visit(&town, first).await;
    town.pass_days(7);
    visit(&town, "2026-12-04", CELIA).await;
    let (celia, elvia) = (town.browser_of(CELIA).await, town.browser_of(ELVIA).await);
    let rehearse = format!("/tutorials/{tutorial}/rehearsal");
    celia.post(&rehearse, &[("rehearsed", "2026-11-28")]).await.is(422).says("no los junta ninguna visita");
    elvia.post(&rehearse, &[("rehearsed", "2026-11-28")]).await.is(422);
    celia.post(&rehearse, &[("rehearsed", "2026-11-25")]).await.is(200);
    let plan = async |browser: &Browser, on: &str, status: u16| {
        let id = fresh::<Demonstration>().to_string();
        browser.post(&format!("/tutorials/{tutorial}/demonstration"), &[("id", &id), ("day", on), ("place", "El patio")]).await.is(status)
    };
    // Where and when she likes it is nobody's to plan but the school's.
    plan(&celia, "2026-12-20", 422).await.says("no los junta ninguna visita");
    plan(&town.browser_of(XIMENA).await, "2026-12-20", 422).await;
    plan(&celia, "2026-12-04", 200).await;
    plan(&elvia, "2026-12-18", 200).await;
    town.is_sound().await;
}

#[actix_web::test]
async fn what_was_shown_had_been_rehearsed_before() {
    let town = Town::new().await;
    let tutorial = super::tutorials_pages::agreed(&town).await;
    let (elvia, maricruz) = (town.browser_of(ELVIA).await, town.browser_of(MARICRUZ).await);
    maricruz.post(&format!("/tutorials/{tutorial}/rehearsal"), &[("rehearsed", "2026-11-20")]).await.is(200);
    let held = fresh::<Demonstration>().to_string();
    let record = async |on: &str| {
        let fields = [("id", held.as_str()), ("day", on), ("outcome", "ready"), ("families", "5")];
        elvia.post(&format!("/tutorials/{tutorial}/record"), &fields).await
    };
    let refused = record("2026-11-19").await.is(422).says("un ensayo de un día posterior");
    assert_eq!(refused.count("#day-error"), 1);
    record("2026-11-21").await.is(200);
    let edit = [("day", "2026-11-18"), ("outcome", "ready"), ("families", "5")];
    elvia.post(&format!("/demonstrations/{held}/edit"), &edit).await.is(422);
    // The rehearsal was noted wrong: afterwards, too, it can be taken back by who sets the course right, and by no child.
    let back = format!("/tutorials/{tutorial}/rehearsal/withdrawal");
    let offered = elvia.get(&format!("/tutorials/{tutorial}")).await.is(200).attributes("form", "action");
    assert!(offered.contains(&back));
    maricruz.post(&back, &[("noted", "held")]).await.is(422);
    town.browser_of(JULIAN).await.post(&back, &[("noted", "held")]).await.is(404);
    elvia.post(&back, &[("noted", "held")]).await.is(200);
    elvia.post(&format!("/demonstrations/{held}/edit"), &edit).await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_sheet_of_two_who_agreed_before_the_visit_completes_what_is_open() {
    let town = Town::new().await;
    let visit = visit(&town, "2026-11-25", CELIA).await;
    let tutorial = on_a_visit(&town, visit).await;
    town.pass_days(5);
    let (elvia, sheet, ximena, celia) = (town.browser_of(ELVIA).await, ids(), XIMENA.to_string(), CELIA.to_string());
    let enter = async |on: &str| {
        let who =
            [("tutorial-1", sheet.0.as_str()), ("id-1", &sheet.1), ("learner-1", &ximena), ("tutor-1", &celia), ("topic-1", THE_MOON)];
        let told = [("agreed-1", TODAY), ("day-1", on), ("outcome-1", "ready"), ("families-1", "3")];
        elvia.post(&format!("/nodes/{AGUA_ZARCA}/paper"), &[&who[..], &told].concat()).await
    };
    let refused = enter("2026-11-24").await.is(422);
    assert_eq!((refused.count("#tutor-1-error"), refused.count("#agreed-1-error")), (1, 0));
    enter("2026-11-25").await.is(200);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Demonstrated);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_wish_comes_back_when_what_met_it_was_a_mistake() {
    let town = Town::new().await;
    super::tutorials_pages::luis_waits(&town).await;
    let waits = async || town.under(|tx| interests::open(tx, LUIS, ARCH)).await.map(|wish| wish.stated);
    let since = waits().await;
    assert!(since.is_some());
    let (elvia, luis, offer) = (town.browser_of(ELVIA).await, LUIS.to_string(), MARICRUZ_OFFERS_ARCH.to_string());
    let begin = async || {
        let id = fresh::<Tutorial>().to_string();
        elvia.post("/tutorials", &[("id", &id), ("offer", &offer), ("learner", &luis), ("aloud", "yes")]).await.is(200);
        id
    };
    let mistaken = begin().await;
    assert_eq!(waits().await, None);
    elvia.post(&format!("/tutorials/{mistaken}/withdrawal"), &[]).await.is(200);
    assert_eq!(waits().await, since);
    // What another one met stays met.
    let lived = begin().await;
    elvia.post(&format!("/tutorials/{lived}/stop"), &[("reason", "")]).await.is(200);
    let again = begin().await;
    elvia.post(&format!("/tutorials/{again}/withdrawal"), &[]).await.is(200);
    assert_eq!(waits().await, None);
    town.is_sound().await;
}

#[actix_web::test]
async fn one_sheet_that_two_teachers_enter_is_one_tutorial() {
    let town = Town::new().await;
    let way = format!("/nodes/{AGUA_ZARCA}/paper/tutorials");
    let (luis, maricruz) = (LUIS.to_string(), MARICRUZ.to_string());
    for teacher in [ELVIA, BERTA] {
        let id = fresh::<Tutorial>().to_string();
        let sheet = [
            ("id", id.as_str()),
            ("learner", &luis),
            ("topic", THE_ARCH),
            ("tutor", &maricruz),
            ("began", "2026-11-02"),
            ("stopped", "2026-11-12"),
        ];
        town.browser_of(teacher).await.post(&way, &sheet).await.is(200);
    }
    assert_eq!(town.under(|tx| tutorials::of_learner(tx, LUIS, TutorialState::ALL)).await.len(), 1);
}

#[actix_web::test]
async fn a_page_with_the_id_of_anothers_is_not_lost() {
    let town = Town::new().await;
    let open = super::tutorials_pages::agreed(&town).await;
    let other = town
        .under(|tx| {
            let tutorial = fresh();
            let (learner, tutor, topic, school, on) = (LUIS, ELVIA, PI, AGUA_ZARCA, day("2026-11-20"));
            let (offer, visit) = (Some(ELVIA_OFFERS_PI), None);
            tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
            tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
            Ok(tutorial)
        })
        .await;
    let (berta, id) = (town.browser_of(BERTA).await, fresh::<Entry>().to_string());
    for tutorial in [open, other, other] {
        berta.post(&format!("/tutorials/{tutorial}/entries"), &[("id", &id), ("text", "Hoy medí tres arcos.")]).await.is(200);
    }
    assert_eq!(town.under(move |tx| tutorials::entries(tx, other)).await.len(), 1);
}
