//! A sheet of paper turns up when its learner or its tutor has left the school, or goes to another: it is entered all the same, where it
//! happened, and nowhere else.

use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{interests, masteries, tutorials};

use super::practice::{copies, ids};
use super::support::town::*;

const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";
const PI_ASKS: &str = "¿De dónde viene pi?";

/// What somebody masters of the arch: where it was granted, and whether she offers it.
async fn arch_of(town: &Town, person: PersonId) -> Option<(NodeId, bool)> {
    town.under(move |tx| {
        let Some(row) = masteries::live(tx, person, ARCH)? else { return Ok(None) };
        Ok(Some((row.school, masteries::offer_of(tx, row.id)?.is_some())))
    })
    .await
}

async fn leaves(elvia: &Browser, person: PersonId) {
    elvia.post(&format!("/people/{person}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
}

/// She goes from Agua Zarca to La Noria.
pub async fn moves(elvia: &Browser, julian: &Browser, (person, name): (PersonId, &str)) {
    let movement = fresh::<()>().to_string();
    let form = [("id", movement.as_str()), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())];
    elvia.post(&format!("/people/{person}/move"), &form).await.is(200);
    julian.post(&format!("/moves/{movement}"), &[("name", name), ("grade", "2"), ("group", "A")]).await.is(200);
}

#[actix_web::test]
async fn who_has_left_since_stands_in_the_lists_and_on_the_sheet() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    leaves(&elvia, XIMENA).await;
    leaves(&elvia, MARICRUZ).await;
    let path = format!("/nodes/{AGUA_ZARCA}/paper");
    let page = elvia.get(&path).await.is(200);
    for field in ["learner-1", "tutor-1", "present-1"] {
        let left = format!("select[name={field}] optgroup[label='Ya no están en la escuela'] option");
        assert_eq!(page.attributes(&left, "value"), [MARICRUZ.to_string(), XIMENA.to_string()], "{field}");
    }
    let named = elvia.get(&format!("{path}?rows=5")).await.is(200).attributes("#people option", "value");
    assert_eq!(named[named.len() - 2..], ["Maricruz · se fue", "Ximena · se fue"], "after those who are there: {named:?}");
    assert!(named.iter().all(|name| !name.contains("Nadia") && !name.starts_with("Mateo · se fue")), "{named:?}");
    // A day on which she was not there any more is none.
    town.pass_days(20);
    let elvia = town.browser_of(ELVIA).await;
    copies(&elvia, &ids(), (XIMENA, MARICRUZ), THE_ARCH, "2026-12-05", "ready").await.is(422).says("no era de esta escuela");
    let sheet = ids();
    for _ in 0..2 {
        copies(&elvia, &sheet, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-10", "ready").await.is(200).says("arco de piedra");
    }
    assert_eq!(arch_of(&town, XIMENA).await, Some((AGUA_ZARCA, false)), "who has left offers nothing");
    // A first try of Luis, who is here, with the tutor who is not: it is known, and goes on with nobody.
    copies(&elvia, &ids(), (LUIS, MARICRUZ), THE_ARCH, "2026-11-12", "not_yet").await.is(200);
    let his = town.under(|tx| tutorials::of_learner(tx, LUIS, TutorialState::ALL)).await;
    assert_eq!(his.into_iter().map(|row| row.state).collect::<Vec<_>>(), [TutorialState::Stopped]);
    // After two school years she is offered no more.
    town.pass_days(730);
    town.browser_of(BERTA).await.get(&path).await.is(200).hides("Ya no están en la escuela");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_sheet_of_one_who_goes_elsewhere_now_is_entered_where_it_happened() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let wish = fresh::<()>().to_string();
    moves(&elvia, &julian, (XIMENA, "Ximena")).await;
    let ximena = town.browser_of(XIMENA).await;
    ximena.post(&format!("/topics/{ARCH}/interest"), &[("id", &wish), ("why", "")]).await.is(200);
    // She is La Noria's to name: in no list here, and known to who has her sheet.
    let path = format!("/nodes/{AGUA_ZARCA}/paper");
    for path in [path.clone(), format!("{path}?rows=5")] {
        let page = elvia.get(&path).await.is(200);
        assert!(!page.body.contains("Ximena") && !page.body.contains(&XIMENA.to_string()));
    }
    let (tutorial, id) = ids();
    let named = |learner| {
        let who =
            [("tutorial-1", tutorial.as_str()), ("id-1", &id), ("learner-1", learner), ("tutor-1", "Maricruz"), ("topic-1", THE_ARCH)];
        [&who[..], &[("day-1", "2026-11-10"), ("outcome-1", "ready"), ("families-1", "3")]].concat()
    };
    elvia.post(&path, &named("Xime")).await.is(422);
    julian.post(&format!("/nodes/{LA_NORIA}/paper"), &named("Maricruz")).await.is(422);
    elvia.post(&path, &named("ximena")).await.is(200);
    assert_eq!(arch_of(&town, XIMENA).await, Some((AGUA_ZARCA, false)), "at La Noria she offers it herself, if she likes");
    assert!(town.under(|tx| interests::open(tx, XIMENA, ARCH)).await.is_none());
    // Where she is now it can be offered, and the sheets of there are that school's.
    enters(&julian, LA_NORIA, (XIMENA, NADIA), TODAY, PI_ASKS).await.is(200);
    copies(&elvia, &ids(), (XIMENA, MARICRUZ), THE_ARCH, TODAY, "ready").await.is(422).says("ya lo domina");
    town.is_sound().await;
}

/// Somebody copies another sheet onto a school's page.
async fn enters(browser: &Browser, school: NodeId, (learner, tutor): (PersonId, PersonId), day: &str, topic: &str) -> Page {
    let ((tutorial, id), (learner, tutor)) = (ids(), (learner.to_string(), tutor.to_string()));
    let named = [("tutorial-1", tutorial.as_str()), ("id-1", &id), ("learner-1", &learner), ("tutor-1", &tutor)];
    let told = [("topic-1", topic), ("day-1", day), ("outcome-1", "ready"), ("families-1", "3")];
    browser.post(&format!("/nodes/{school}/paper"), &[named, told].concat()).await
}

#[actix_web::test]
async fn nobody_enters_a_sheet_of_a_child_who_was_never_of_the_school_or_learns_that_she_is_there() {
    let town = Town::new().await;
    let julian = town.browser_of(JULIAN).await;
    let told = async |learner: PersonId| enters(&julian, LA_NORIA, (learner, NADIA), "2026-11-10", PI_ASKS).await.is(422).text();
    let luis = told(LUIS).await;
    assert!(luis.contains("Quién aprendió: "), "{luis}");
    assert_eq!(luis, told(fresh()).await, "as if there were no Luis");
    enters(&julian, AGUA_ZARCA, (LUIS, MARICRUZ), "2026-11-10", THE_ARCH).await.is(404);
    julian.get(&format!("/nodes/{LA_NORIA}/paper")).await.is(200).hides("Luis");
    assert_eq!(town.under(|tx| tutorials::of_learner(tx, LUIS, TutorialState::ALL)).await.len(), 0);
    // Nor for one who is here, of a day on which the two were of two schools.
    let elvia = town.browser_of(ELVIA).await;
    moves(&elvia, &julian, (LUIS, "Luis")).await;
    enters(&julian, LA_NORIA, (LUIS, NADIA), "2026-11-10", PI_ASKS).await.is(422);
    // A teacher who has gone to La Noria enters nothing at Agua Zarca any more.
    moves(&elvia, &julian, (BERTA, "Maestra Berta")).await;
    enters(&town.browser_of(BERTA).await, AGUA_ZARCA, (MATEO, MARICRUZ), "2026-11-10", THE_ARCH).await.is(404);
    town.is_sound().await;
}

#[actix_web::test]
async fn nothing_that_is_entered_later_hangs_under_a_record_that_was_a_mistake() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (mistaken, later) = (ids(), ids());
    copies(&elvia, &mistaken, (XIMENA, MARICRUZ), THE_ARCH, "2026-11-05", "ready").await.is(200);
    elvia.post(&format!("/demonstrations/{}/withdrawal", mistaken.1), &[]).await.is(200);
    // Somebody learned from her all the same: from whom she has it nobody knows yet.
    copies(&elvia, &later, (LUIS, XIMENA), THE_ARCH, "2026-11-10", "ready").await.is(200);
    let luis = async || town.under(|tx| masteries::live(tx, LUIS, ARCH)).await.map(|row| (row.parent, row.generation));
    assert_eq!(luis().await, Some((None, 1)));
    // When her own sheet turns up, he comes after her.
    copies(&elvia, &ids(), (XIMENA, MARICRUZ), THE_ARCH, "2026-11-06", "ready").await.is(200);
    let hers = town.under(|tx| masteries::live(tx, XIMENA, ARCH)).await.expect("her mastery");
    assert_eq!(luis().await, Some((Some(hers.id), hers.generation + 1)));
    town.is_sound().await;
}
