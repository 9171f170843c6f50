//! What was noted of a tutorial's course by mistake is set right: the day on which it began, a rehearsal, that it was stopped.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::tutorials;
use relevo::store::rows::TutorialRow;

use super::practice::{copies, ids};
use super::support::town::*;
use super::tutorials_pages::agreed;

async fn row(town: &Town, tutorial: TutorialId) -> TutorialRow {
    town.under(move |tx| tutorials::by_id(tx, tutorial)).await.expect("it is there")
}

#[actix_web::test]
async fn the_day_on_which_it_began_is_set_right_but_not_past_what_happened() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    // From paper, with the year mistaken for the one before.
    let (tutorial, demonstration) = (fresh::<Tutorial>().to_string(), fresh::<Demonstration>().to_string());
    let (luis, maricruz, present) = (LUIS.to_string(), MARICRUZ.to_string(), ELVIA.to_string());
    let sheet = [
        ("tutorial-1", tutorial.as_str()),
        ("id-1", &demonstration),
        ("learner-1", &luis),
        ("topic-1", "¿Por qué no se cae un arco de piedra?"),
        ("tutor-1", &maricruz),
        ("agreed-1", "2025-11-10"),
        ("day-1", "2026-11-20"),
        ("present-1", &present),
        ("outcome-1", "ready"),
    ];
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/paper"), &sheet).await.is(200).says("El acta quedó guardada");
    let (page, way) = (format!("/tutorials/{tutorial}"), format!("/tutorials/{tutorial}/beginning"));
    elvia.get(&page).await.is(200).says("desde el 10 de noviembre de 2025");

    let refused = elvia.post(&way, &[("began", "")]).await.is(422).says("Falta este dato");
    assert_eq!(refused.count("#began-error"), 1);
    let refused = elvia.post(&way, &[("began", "2026-11-21")]).await.is(422).says("Ya hay algo escrito de un día anterior");
    assert_eq!((refused.field("began").as_deref(), refused.count("#began-error")), (Some("2026-11-21"), 1));
    elvia.post(&way, &[("began", "2026-12-24")]).await.is(422).says("Ese día todavía no llega");
    let id: TutorialId = tutorial.parse().expect("an id");
    assert_eq!(row(&town, id).await.agreed, Some(day("2025-11-10")));
    // Neither the two nor another school's teacher decides when it was.
    for (person, status) in [(LUIS, 404), (MARICRUZ, 404), (JULIAN, 404)] {
        town.browser_of(person).await.post(&way, &[("began", "2026-11-10")]).await.is(status);
    }
    elvia.post(&way, &[("began", "2026-11-10")]).await.is(200).says("El día quedó corregido").says("desde el 10 de noviembre");
    let kept = row(&town, id).await;
    assert_eq!((kept.agreed, kept.state, kept.agreement), (Some(day("2026-11-10")), TutorialState::Demonstrated, Some(Agreement::Paper)));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_rehearsal_noted_by_mistake_is_taken_back_and_the_request_stays() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (ximena, maricruz, berta) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await, town.browser_of(BERTA).await);
    let at = |end: &str| format!("/tutorials/{tutorial}/{end}");
    ximena.get(&format!("/tutorials/{tutorial}")).await.is(200).hides("Quitar la petición");
    ximena.post(&at("rehearsal-request"), &[]).await.is(200).says("Quitar la petición de ensayo");
    maricruz.post(&at("rehearsal"), &[("rehearsed", "")]).await.is(200).says("Quitar el ensayo anotado");
    let (held, asked) = ([("noted", "held")], [("noted", "asked")]);
    let page = maricruz.get(&format!("/tutorials/{tutorial}")).await.is(200);
    assert_eq!(page.count("button[name=noted][value=held]"), 1);
    town.browser_of(LUIS).await.post(&at("rehearsal/withdrawal"), &held).await.is(404);
    town.browser_of(JULIAN).await.post(&at("rehearsal/withdrawal"), &held).await.is(404);
    let noted = async || {
        let kept = row(&town, tutorial).await;
        (kept.rehearsal_asked, kept.rehearsed)
    };
    assert_eq!(noted().await, (Some(day(TODAY)), Some(day(TODAY))));
    // The button is pressed twice: what it takes back is gone, and no more.
    for _ in 0..2 {
        maricruz.post(&at("rehearsal/withdrawal"), &held).await.is(200).says("Quedó quitado");
        assert_eq!(noted().await, (Some(day(TODAY)), None));
    }
    let page = ximena.get(&format!("/tutorials/{tutorial}")).await.is(200);
    assert_eq!(page.count("button[name=noted][value=asked]"), 1);
    // On a page of before they rehearsed, the request alone is taken back.
    maricruz.post(&at("rehearsal"), &[("rehearsed", "")]).await.is(200);
    ximena.post(&at("rehearsal/withdrawal"), &asked).await.is(200);
    assert_eq!(noted().await, (None, Some(day(TODAY))));
    maricruz.post(&at("rehearsal/withdrawal"), &held).await.is(200);
    assert_eq!(noted().await, (None, None));
    // What says nothing of what it takes back takes nothing back; and of what has ended only those who set a course right do.
    ximena.post(&at("rehearsal-request"), &[]).await.is(200);
    ximena.post(&at("rehearsal/withdrawal"), &[]).await.is(400);
    assert_eq!(noted().await, (Some(day(TODAY)), None));
    berta.post(&at("stop"), &[("reason", "")]).await.is(200);
    ximena.post(&at("rehearsal/withdrawal"), &asked).await.is(422);
    berta.post(&at("rehearsal/withdrawal"), &asked).await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn what_was_stopped_by_mistake_goes_on_if_it_still_can() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let at = |end: &str| format!("/tutorials/{tutorial}/{end}");
    let page = format!("/tutorials/{tutorial}");
    elvia.post(&at("stop"), &[("reason", "Cambió de grupo.")]).await.is(200).says("Cambió de grupo").says("Se dejó por error: que siga");
    // The two begin anew if they both want to; only who teaches there takes back what was noted.
    for person in [XIMENA, MARICRUZ, JULIAN] {
        town.browser_of(person).await.post(&at("resumption"), &[]).await.is(404);
    }
    town.browser_of(XIMENA).await.get(&page).await.is(200).hides("Se dejó por error");
    elvia.post(&at("resumption"), &[]).await.is(200).says("Sigue como antes").hides("Cambió de grupo");
    let kept = row(&town, tutorial).await;
    assert_eq!((kept.state, kept.ended, kept.stop_reason), (TutorialState::Open, None, None));
    elvia.post(&at("resumption"), &[]).await.is(200);

    // Kept apart since, it does not.
    elvia.post(&at("stop"), &[("reason", "")]).await.is(200);
    town.under(|tx| {
        let (block, one, other) = (fresh(), XIMENA, MARICRUZ);
        tx.record(PairBlocked { block, school: AGUA_ZARCA, one, other, day: day(TODAY) }).map(drop)
    })
    .await;
    elvia.post(&at("resumption"), &[]).await.is(422);
    assert_eq!(row(&town, tutorial).await.state, TutorialState::Stopped);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_demonstration_dated_before_its_beginning_moves_nothing() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    let record =
        |on: &'static str| [("id", id.clone()), ("day", on.to_owned()), ("outcome", "ready".to_owned()), ("present", luis.clone())];
    let send = |path: String, fields: Vec<(&'static str, String)>| {
        let elvia = &elvia;
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            elvia.post(&path, &fields).await
        }
    };
    // June for November, say.
    let path = format!("/tutorials/{tutorial}/record");
    let page = send(path.clone(), record("2026-06-01").to_vec()).await.is(422).says("anterior al comienzo");
    assert_eq!((page.field("day").as_deref(), page.count("#day-error")), (Some("2026-06-01"), 1));
    assert_eq!(row(&town, tutorial).await.agreed, Some(day("2026-11-04")));
    send(path, record("2026-11-20").to_vec()).await.is(200).says("El acta quedó guardada");
    // Nor does a correction.
    send(format!("/demonstrations/{id}/edit"), record("2026-06-01").to_vec()).await.is(422).says("anterior al comienzo");
    assert_eq!(row(&town, tutorial).await.agreed, Some(day("2026-11-04")));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_sheet_without_a_beginning_begins_on_its_day_whichever_that_is() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let sheet = ids();
    copies(&elvia, &sheet, (LUIS, MARICRUZ), "¿Por qué no se cae un arco de piedra?", "2026-06-01", "ready").await.is(200);
    let (tutorial, luis): (TutorialId, String) = (sheet.0.parse().expect("an id"), XIMENA.to_string());
    for on in ["2026-11-20", "2026-11-10", "2026-11-12"] {
        let right = [("day", on), ("outcome", "ready"), ("present", luis.as_str())];
        elvia.post(&format!("/demonstrations/{}/edit", sheet.1), &right).await.is(200).says("La corrección quedó guardada");
        let kept = row(&town, tutorial).await;
        assert_eq!((kept.agreed, kept.ended, kept.state), (Some(day(on)), Some(day(on)), TutorialState::Demonstrated));
    }
    // Where the notebook has an earlier page, it began no later than that.
    let entry = fresh::<Entry>().to_string();
    elvia
        .post(&format!("/tutorials/{tutorial}/entries"), &[("id", &entry), ("text", "Juntamos piedras."), ("day", "2026-11-12")])
        .await
        .is(200);
    let right = [("day", "2026-11-22"), ("outcome", "ready"), ("present", luis.as_str())];
    elvia.post(&format!("/demonstrations/{}/edit", sheet.1), &right).await.is(200);
    assert_eq!(row(&town, tutorial).await.agreed, Some(day("2026-11-12")));
    town.is_sound().await;
}

#[actix_web::test]
async fn paper_of_a_tutor_whose_own_mastery_is_missing_says_so_until_it_is_there() {
    let town = Town::new().await;
    let (elvia, luis) = (town.browser_of(ELVIA).await, town.browser_of(LUIS).await);
    let sheet = ids();
    // Nobody has written down yet that Mateo masters the moon.
    let page = copies(&elvia, &sheet, (LUIS, MATEO), "¿Por qué la luna nos enseña siempre la misma cara?", "2026-11-10", "ready").await;
    let page = page.is(200).says("Mateo no tiene anotado este tema");
    assert!(page.attributes("a", "href").contains(&format!("/people/{MATEO}")));
    luis.get(&format!("/demonstrations/{}", sheet.1)).await.is(200).hides("no tiene anotado");
    let hers = ids();
    // Of a later day than his learner's, the two days do not fit.
    copies(&elvia, &hers, (MATEO, ELVIA), "¿Por qué la luna nos enseña siempre la misma cara?", "2026-11-15", "ready").await.is(200);
    let act = format!("/demonstrations/{}", sheet.1);
    elvia.get(&act).await.is(200).says("desde un día posterior");
    let right = [("day", "2026-11-05"), ("outcome", "ready"), ("present", &LUIS.to_string())];
    elvia.post(&format!("/demonstrations/{}/edit", hers.1), &right).await.is(200);
    elvia.get(&act).await.is(200).hides("no tiene anotado").hides("desde un día posterior");
    town.is_sound().await;
}

#[actix_web::test]
async fn what_comes_too_late_is_told_as_it_stands() {
    let town = Town::new().await;
    // A no after the other has said yes.
    let tutorial = agreed(&town).await;
    let ximena = town.browser_of(XIMENA).await;
    ximena
        .post(&format!("/tutorials/{tutorial}/refusal"), &[])
        .await
        .is(200)
        .says("Ya estaba acordado, y sigue")
        .hides("Quedó en que ahora no");
    // Two teachers decide otherwise: the second is told whose decision stands.
    let (elvia, berta, luis) = (town.browser_of(ELVIA).await, town.browser_of(BERTA).await, LUIS.to_string());
    let path = format!("/tutorials/{tutorial}/record");
    let (one, other) = (fresh::<Demonstration>().to_string(), fresh::<Demonstration>().to_string());
    elvia
        .post(&path, &[("id", one.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis)])
        .await
        .is(200)
        .says("quedó guardada");
    let late = [("id", other.as_str()), ("day", TODAY), ("outcome", "not_yet"), ("present", &luis), ("reason", "Le falta la clave.")];
    berta.post(&path, &late).await.is(200).says("ya estaba anotada, con otra decisión");
    let same = [("id", other.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis)];
    berta.post(&path, &same).await.is(200).says("ya estaba anotada. Aquí está");
}

#[actix_web::test]
async fn a_wish_that_a_teacher_noted_for_the_wrong_child_is_taken_off() {
    let town = Town::new().await;
    let (elvia, luis) = (town.browser_of(ELVIA).await, town.browser_of(LUIS).await);
    let id = fresh::<Interest>().to_string();
    elvia.post(&format!("/topics/{MOON}/interest"), &[("id", &id), ("learner", &LUIS.to_string()), ("why", "")]).await.is(200);
    let (page, way) = (format!("/people/{LUIS}"), format!("/interests/{id}/end"));
    assert!(elvia.get(&page).await.is(200).attributes("form", "action").contains(&way));
    // Another school's teacher, and a classmate, do not.
    for person in [JULIAN, MATEO] {
        town.browser_of(person).await.post(&way, &[]).await.is(404);
    }
    let after = elvia.post(&way, &[]).await.is(200).says("Quedó quitado de la lista");
    assert_eq!(after.path, page);
    assert!(!after.attributes("form", "action").contains(&way));
    luis.get("/interests").await.is(200).hides(&way);
}
