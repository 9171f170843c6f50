//! What becomes of a page that was wanted, and of a text that was written, by somebody whose session had ended or not begun; and of what a
//! browser sends again after it went back.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::people;

use crate::support::town::*;

/// Ximena learns pi with Elvia.
async fn tutorial(town: &Town) -> TutorialId {
    let tutorial = fresh();
    town.under(move |tx| {
        tx.record(TutorialProposed {
            tutorial,
            learner: XIMENA,
            tutor: ELVIA,
            topic: PI,
            school: AGUA_ZARCA,
            proposed_by: XIMENA,
            day: day("2026-11-20"),
            offer: Some(ELVIA_OFFERS_PI),
            visit: None,
        })?;
        tx.record(TutorialAgreed { tutorial, day: day("2026-11-20"), how: Agreement::Here })
    })
    .await;
    tutorial
}

#[tokio::test]
async fn what_a_child_wrote_while_her_session_ended_is_given_back_and_nothing_of_it_is_kept() {
    let town = Town::new().await;
    let tutorial = tutorial(&town).await;
    let (ximena, record) = (town.browser_of(XIMENA).await, format!("/tutorials/{tutorial}"));
    let entry = fresh::<Entry>().to_string();
    let fields = [("id", entry.as_str()), ("day", ""), ("text", "Medí tres platos.\nSiempre me dio tres y un poco.")];

    ximena.get(&record).await.is(200);
    town.pass_minutes(11);
    let back = ximena.post(&format!("{record}/entries"), &fields).await.is(401);
    let back = back.says("lo que escribiste sigue aquí").says("Siempre me dio tres y un poco.");
    assert_eq!(back.attribute("main form", "action").as_deref(), Some(format!("{record}/entries").as_str()));
    assert_eq!(back.attribute("main a[target=_blank]", "href").as_deref(), Some("/sign-in"));
    for (name, value) in fields {
        assert_eq!(back.field(name).as_deref(), Some(value), "{name} is in the page, to be sent again");
    }
    assert_eq!(back.headers["cache-control"], "private, no-store");
    town.browser_of(ELVIA).await.get(&record).await.is(200).hides("Siempre me dio");

    // Another child who sits down at the machine does not send it in her own name.
    town.browser_of(LUIS).await.post(&format!("{record}/entries"), &fields).await.is(404);
    town.browser_of(NADIA).await.post(&format!("{record}/entries"), &fields).await.is(404);
    // She herself does, as it stands there.
    let again = town.browser_of(XIMENA).await;
    again.post(&format!("{record}/entries"), &fields).await.is(200).says("Siempre me dio tres y un poco.");
    // In English too.
    town.visitor().reading("en").post(&format!("{record}/entries"), &fields).await.is(401).says("what you wrote is still here");
}

#[tokio::test]
async fn what_signs_people_in_is_never_given_back() {
    let town = Town::new().await;
    let tutorial = tutorial(&town).await;
    let entry = fresh::<Entry>().to_string();
    let fields = [("id", entry.as_str()), ("day", ""), ("password", "llueve en la noche"), ("text", "Otra cosa más.")];
    let page = town.visitor().post(&format!("/tutorials/{tutorial}/entries"), &fields).await;
    assert_eq!(page.path, "/sign-in");
    page.hides("llueve en la noche").hides("Otra cosa");
}

#[tokio::test]
async fn whoever_scans_a_sheet_comes_to_it_once_she_has_signed_in() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let invitation = elvia.post(&format!("/people/{BERTA}/invitation"), &[]).await.is(200);
    let code = scraper::Html::parse_document(&invitation.body);
    let code = code.select(&scraper::Selector::parse(".secret").expect("a selector")).next().expect("a code");
    let code: String = code.text().collect::<String>().split_whitespace().collect();
    let account = [("handle", "berta"), ("password", "llueve en la noche"), ("again", "llueve en la noche")];
    town.visitor().post(&format!("/welcome/{code}"), &account).await.is(200);

    let paper = format!("/nodes/{AGUA_ZARCA}/paper?sheets=2");
    let phone = town.visitor();
    assert_eq!(phone.get(&paper).await.path, "/sign-in");
    assert_eq!(phone.post("/sign-in", &account[..2]).await.is(200).path, paper, "she is where the sheet leads");
    phone.post("/sign-out", &[]).await;
    assert_eq!(phone.post("/sign-in", &account[..2]).await.is(200).path, "/", "once");

    // Who leaves the machine leaves nothing of where she wanted to go, and whose session has ended is told.
    phone.post("/sign-out", &[]).await;
    assert_eq!(phone.get(&paper).await.path, "/sign-in");
    phone.post("/sign-out", &[]).await;
    assert_eq!(phone.post("/sign-in", &account[..2]).await.is(200).path, "/");
    town.pass_days(31);
    phone.get(&paper).await.is(200).says("Tu sesión terminó");
    // It leads nowhere else.
    for elsewhere in ["//evil.example", "https://evil.example/", "/\\evil.example"] {
        let lured = Browser::new(&town.url, None).keeping("wanted", elsewhere);
        assert_eq!(lured.post("/sign-in", &account[..2]).await.is(200).path, "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn a_second_person_from_a_page_that_was_gone_back_to_is_added_too() {
    let town = Town::new().await;
    let (elvia, new) = (town.browser_of(ELVIA).await, format!("/nodes/{AGUA_ZARCA}/people/new"));
    let id = elvia.get(&new).await.is(200).field("id").expect("an id");
    let child = |name| [("id", id.as_str()), ("name", name), ("position", "student"), ("minor", "yes"), ("grade", "2")];
    elvia.post(&new, &child("Lola")).await.is(200).says("Lola ya está en la lista");
    elvia.post(&new, &child("Lola")).await.is(200).says("Lola ya está en la lista");
    // Back, another name, the same id.
    elvia.post(&new, &child("Memo")).await.is(200).says("Memo ya está en la lista");
    elvia.post(&new, &child("Memo")).await.is(200).says("Memo ya está en la lista");
    let members = town.under(|tx| people::members(tx, AGUA_ZARCA)).await;
    let many = |name| members.iter().filter(|row| row.name == name).count();
    assert_eq!((many("Lola"), many("Memo")), (1, 1), "each once");
    town.is_sound().await;
}

#[tokio::test]
async fn a_concern_does_not_wait_unseen() {
    let town = Town::new().await;
    let (tomasa, elvia) = (town.browser_of(TOMASA).await, town.browser_of(ELVIA).await);
    tomasa.get("/").await.is(200).hides("algo no está bien. Espera");
    let concern = fresh::<Concern>().to_string();
    let school = AGUA_ZARCA.to_string();
    let said = [("id", concern.as_str()), ("school", &school), ("reader", "above"), ("text", "Nos gritan en el recreo.")];
    town.browser_of(LUIS).await.post("/concerns/new", &said).await.is(200);
    let home = tomasa.get("/").await.is(200).says("Hay un aviso de que algo no está bien");
    assert_eq!(home.link("Hay un aviso").as_deref(), Some(format!("/nodes/{ZONE}/concerns").as_str()));
    // It went above: neither the school's steward nor the other school's hears of it.
    elvia.get("/").await.is(200).hides("Hay un aviso de que");
    town.browser_of(JULIAN).await.get("/").await.is(200).hides("Hay un aviso de que");
    tomasa.post(&format!("/concerns/{concern}/answer"), &[("node", &ZONE.to_string())]).await.is(200);
    tomasa.get("/").await.is(200).hides("Hay un aviso de que");
}

#[tokio::test]
async fn an_empty_pin_is_no_guess() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let secret = |page: &Page| {
        let html = scraper::Html::parse_document(&page.body);
        let found = html.select(&scraper::Selector::parse(".secret").expect("a selector")).next().expect("a secret");
        found.text().collect::<String>().split_whitespace().collect::<String>()
    };
    let pin = secret(&elvia.post(&format!("/people/{LUIS}/pin"), &[]).await.is(200));
    let code = secret(&elvia.post(&format!("/nodes/{AGUA_ZARCA}/classroom"), &[("minutes", "50")]).await.is(200));
    let (tablet, door) = (town.visitor(), format!("/classroom/{code}/{LUIS}"));
    for _ in 0..12 {
        tablet.post(&door, &[("pin", " ")]).await.is(422).says("Falta este dato").hides("Esos no son");
    }
    assert_eq!(tablet.post(&door, &[("pin", &pin)]).await.is(200).path, "/");
}
