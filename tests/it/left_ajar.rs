//! Doors that had been left ajar: a name that two have, a list that says that a child is an adult, what somebody takes along of a child from whom
//! she is kept apart, a program that lists what its owner may not open, and pages that offer what the next one refuses.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::moment::Moment;
use relevo::domain::words::*;
use relevo::exchange::own_data;
use relevo::store::queries::{masteries, people};

use super::api::program::Program;
use super::late_paper::moves;
use super::own_password;
use super::practice::ids;
use super::support::town::*;

const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";

/// Luis learns from Doña Rosa, who is of the school.
async fn luis_learns_from_rosa(town: &Town) -> TutorialId {
    let tutorial: TutorialId = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school, offer, visit, on) = (LUIS, ROSA, MOON, AGUA_ZARCA, None, None, day("2026-11-02"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    tutorial
}

/// Elvia keeps the two apart.
async fn keeps_them_apart(town: &Town) {
    let block = fresh::<Block>().to_string();
    let form = [("id", &*block), ("other", &ROSA.to_string())];
    town.browser_of(ELVIA).await.post(&format!("/people/{LUIS}/blocks"), &form).await.is(200);
}

/// What Rosa takes out of what is kept about her.
async fn own_data_of_rosa(town: &Town) -> String {
    let asked = own_data::Asked { now: Moment::noon_of(day(TODAY)), today: day(TODAY), readings_since: day("2026-11-01"), own: true };
    let data = town.db.read::<_, relevo::actions::Error, _>(move |conn| own_data::gather(conn, ROSA, asked)).await.expect("her data");
    String::from_utf8(own_data::json(&data)).expect("text")
}

#[actix_web::test]
async fn a_name_on_a_sheet_that_two_have_is_nobodys() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    moves(&elvia, &julian, (XIMENA, "Ximena")).await;
    // Another Ximena comes today.
    let other = fresh::<Person>();
    let text = other.to_string();
    let form = [("id", text.as_str()), ("name", "Ximena"), ("position", "student"), ("minor", "yes"), ("grade", "1"), ("group", "A")];
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/new"), &form).await.is(200);
    let (tutorial, id) = ids();
    let sheet = [
        ("tutorial-1", tutorial.as_str()),
        ("id-1", &id),
        ("learner-1", "Ximena"),
        ("tutor-1", "Maricruz"),
        ("topic-1", THE_ARCH),
        ("day-1", "2026-11-10"),
        ("outcome-1", "ready"),
        ("families-1", "3"),
    ];
    let page = elvia.post(&format!("/nodes/{AGUA_ZARCA}/paper"), &sheet).await;
    let wrong = town.under(move |tx| masteries::live(tx, other, ARCH)).await.is_some();
    assert!(!wrong, "status {}: a child who came today masters what another one demonstrated a fortnight ago", page.status);
}

#[actix_web::test]
async fn a_list_makes_no_adult_of_a_child() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let fields = [("id", fresh::<List>().to_string()), ("kind", "people".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let list = "nombre,grado,grupo,menor\nLuis,1,A,no\n".as_bytes();
    let page = elvia.send_file(&format!("/nodes/{AGUA_ZARCA}/lists"), &fields, "l.csv", list).await.is(200);
    let here = page.path.clone();
    elvia.post(&format!("{here}/answers"), &[("as-2", "same")]).await.is(200);
    elvia.confirm(&here).await.is(200);
    let minor = town.under(|tx| people::by_id(tx, LUIS)).await.expect("Luis").minor;
    assert!(minor, "Luis is an adult, and nobody has said so twice");
}

#[actix_web::test]
async fn who_is_kept_apart_takes_nothing_of_the_childs_along() {
    let town = Town::new().await;
    let tutorial = luis_learns_from_rosa(&town).await;
    let luis = town.browser_of(LUIS).await;
    luis.post(&format!("/tutorials/{tutorial}/stop"), &[("reason", "Me pide que vaya a su casa.")]).await.is(200);
    assert!(own_data_of_rosa(&town).await.contains("vaya a su casa"), "as long as she may read it on the page");
    keeps_them_apart(&town).await;
    town.browser_of(ROSA).await.get(&format!("/tutorials/{tutorial}")).await.is(404);
    assert!(!own_data_of_rosa(&town).await.contains("vaya a su casa"));
}

#[actix_web::test]
async fn a_program_lists_no_more_than_its_owner_may_open() {
    let town = Town::new().await;
    let tutorial = luis_learns_from_rosa(&town).await;
    let program = Program::of(&town, ROSA, "tutorials:read").await;
    assert!(program.get("/tutorials").await.is(200).text.contains(&tutorial.to_string()));
    keeps_them_apart(&town).await;
    program.get(&format!("/tutorials/{tutorial}")).await.is(404);
    assert!(!program.get("/tutorials").await.is(200).text.contains(&tutorial.to_string()));
}

#[actix_web::test]
async fn no_list_holds_who_left_longer_than_the_families_were_told() {
    let town = Town::forgetting(relevo::actions::retention::Periods { archive: 100, erase: 2 * 365 }).await;
    let elvia = town.browser_of(ELVIA).await;
    let told = elvia.get(&format!("/nodes/{AGUA_ZARCA}/notice")).await.is(200);
    assert!(told.text().contains("ya no aparece en ninguna lista"), "{}", told.text());
    elvia.post(&format!("/people/{XIMENA}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    town.pass_days(150);
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200).hides("Ximena");
    // A teacher who is no steward, too.
    let berta = town.browser_of(BERTA).await;
    berta.get(&format!("/nodes/{AGUA_ZARCA}/paper")).await.is(200).hides("Ximena");
}

#[actix_web::test]
async fn grade_and_group_are_a_students_in_a_list_too() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let id = fresh::<List>().to_string();
    let fields = [("id", id.as_str()), ("kind", "people")];
    let list = "nombre,grado,grupo,funcion\nInés,2,A,maestra\n".as_bytes();
    let page = elvia.send_file(&format!("/nodes/{AGUA_ZARCA}/lists"), &fields, "l.csv", list).await.is(200);
    elvia.confirm(&page.path).await.is(200);
    let members = town.under(|tx| people::members(tx, AGUA_ZARCA)).await;
    let ines = members.into_iter().find(|row| row.name == "Inés").expect("Inés");
    assert_eq!((ines.grade, ines.class), (None, None));
}

#[actix_web::test]
async fn nobody_is_asked_to_confirm_what_would_be_refused() {
    let town = Town::new().await;
    town.under(|tx| {
        let (person, node, minor, since, voucher) = (CELIA, AGUA_ZARCA, false, day("2026-01-10"), Some(ELVIA));
        tx.record(PersonJoined { person, node, position: Position::Community, minor, since, voucher }).map(drop)
    })
    .await;
    let elvia = town.browser_of(ELVIA).await;
    let way = format!("/people/{CELIA}/erasure");
    let (asked, done) = (elvia.get(&way).await.status, elvia.post(&way, &[("confirm", "yes")]).await.status);
    assert_eq!(asked, done, "the page asks to confirm, and the button finds nothing");
    // Who looks after the zone alone forgets no child of a school in it, whose steward is there.
    let (tomasa, way) = (town.browser_of(TOMASA).await, format!("/people/{XIMENA}/erasure"));
    tomasa.get(&way).await.is(404);
    tomasa.post(&way, &[("confirm", "yes")]).await.is(404);
    assert!(town.under(|tx| people::by_id(tx, XIMENA)).await.is_some());
}

#[actix_web::test]
async fn a_week_of_a_school_that_closed_leads_somewhere() {
    let town = Town::new().await;
    let form = [("to", &*LA_NORIA.to_string()), ("confirm", "yes")];
    town.browser_of(TOMASA).await.post(&format!("/nodes/{AGUA_ZARCA}/changes/merge"), &form).await.is(200);
    let elvia = town.browser_of(ELVIA).await;
    let (one, two) = (ids(), ids());
    let (luis, ximena, maricruz, arch) = (LUIS.to_string(), XIMENA.to_string(), MARICRUZ.to_string(), ARCH.to_string());
    let sheets = [
        ("tutorial-1", one.0.as_str()),
        ("id-1", &one.1),
        ("learner-1", &luis),
        ("tutor-1", &maricruz),
        ("topic-1", &arch),
        ("day-1", "2026-11-10"),
        ("outcome-1", "ready"),
        ("families-1", "3"),
        ("tutorial-2", two.0.as_str()),
        ("id-2", &two.1),
        ("learner-2", &ximena),
        ("tutor-2", &maricruz),
        ("topic-2", &arch),
        ("day-2", "2026-11-11"),
        ("outcome-2", "ready"),
        ("families-2", "3"),
    ];
    let page = elvia.post(&format!("/nodes/{AGUA_ZARCA}/paper"), &sheets).await;
    let kept = town.under(|tx| masteries::live(tx, LUIS, ARCH)).await.is_some();
    assert_eq!((kept, page.status), (true, 200), "{} {}", page.path, page.text());
}

#[actix_web::test]
async fn a_program_reads_nothing_after_the_password_was_changed() {
    let town = Town::new().await;
    let elvia = own_password::elvia(&town).await;
    let program = Program::of(&town, ELVIA, "tutorials:read").await;
    program.get("/tutorials").await.is(200);
    let form = [("current", own_password::OLD), ("password", "cuatro gatos pardos"), ("again", "cuatro gatos pardos")];
    elvia.post("/account/password", &form).await.is(200);
    program.get("/tutorials").await.is(401);
}

#[actix_web::test]
async fn a_proposal_that_leads_nowhere_says_so_to_both() {
    let town = Town::new().await;
    let (ximena, maricruz) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await);
    let (id, offer) = (fresh::<Tutorial>().to_string(), MARICRUZ_OFFERS_ARCH.to_string());
    ximena.post("/tutorials", &[("id", &id), ("offer", &offer)]).await.is(200).says("Falta que la otra persona diga que sí");
    let page = format!("/tutorials/{id}");
    // Somebody else begins on the one place that there is.
    let other: TutorialId = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school, visit, proposed_by, on) = (LUIS, MARICRUZ, ARCH, AGUA_ZARCA, None, LUIS, day(TODAY));
        let offer = Some(MARICRUZ_OFFERS_ARCH);
        tx.record(TutorialProposed { tutorial: other, learner, tutor, topic, school, proposed_by, day: on, offer, visit })?;
        tx.record(TutorialAgreed { tutorial: other, day: on, how: Agreement::Here }).map(drop)
    })
    .await;
    ximena.get(&page).await.is(200).says("no tiene lugar libre").says("elegir a alguien más");
    ximena.get("/").await.is(200).says("no tiene hoy lugar libre");
    maricruz.post(&format!("{page}/agreement"), &[]).await.is(422).says("Tus lugares para este tema están ocupados");
    // And then she offers it no more: neither is asked for a yes.
    town.under(|tx| {
        let (offer, capacity, state) = (MARICRUZ_OFFERS_ARCH, 1, OfferState::Withdrawn);
        tx.record(OfferChanged { offer, capacity, state, day: day(TODAY) }).map(drop)
    })
    .await;
    for (browser, home) in [(&ximena, "lo que se ofrecía se cerró"), (&maricruz, "lo que se ofrecía se cerró")] {
        browser.get("/").await.is(200).says(home);
        browser.get(&page).await.is(200).says("ya no se puede aceptar").hides("Sí, quiero");
    }
    maricruz.post(&format!("{page}/agreement"), &[]).await.is(422).says("Hoy no ofreces este tema").hides("Mira quién más");
    ximena.post(&format!("{page}/refusal"), &[]).await.is(200);
    ximena.get("/").await.is(200).hides("lo que se ofrecía");
    town.is_sound().await;
}
