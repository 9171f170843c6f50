//! An adult changes her own password, by the one that she has.

use relevo::actions::accounts::invitations::NewAccount;
use relevo::actions::accounts::{accept, issue_invitation};

use super::support::town::*;

pub const OLD: &str = "tres cerros azules";
const NEW: &str = "cuatro rios verdes";

/// Elvia has an account, and is signed in on a machine of her own.
pub async fn elvia(town: &Town) -> Browser {
    let account = NewAccount::read("elvia", OLD, OLD).expect("a good one").hash().expect("hashed");
    town.db
        .write(move |tx| {
            let code = issue_invitation(tx, ELVIA)?;
            accept(tx, &code.text(), &account)
        })
        .await
        .expect("she takes it up");
    let browser = town.visitor();
    browser.post("/sign-in", &[("handle", "elvia"), ("password", OLD)]).await.is(200);
    browser
}

async fn signs_in(town: &Town, password: &str) -> bool {
    let browser = town.visitor();
    browser.post("/sign-in", &[("handle", "elvia"), ("password", password)]).await;
    browser.cookie("relevo").is_some()
}

#[actix_web::test]
async fn she_changes_it_and_is_signed_out_everywhere_else() {
    let town = Town::new().await;
    let (here, other) = (elvia(&town).await, town.visitor());
    other.post("/sign-in", &[("handle", "elvia"), ("password", OLD)]).await.is(200).says("Elvia");
    assert!(here.get(&format!("/people/{ELVIA}")).await.is(200).attributes("a", "href").contains(&"/account/password".to_owned()));
    here.get("/account/password").await.is(200).says("Cambiar mi contraseña");

    let form = [("current", OLD), ("password", NEW), ("again", NEW)];
    let told = here.post("/account/password", &form).await.is(200).says("Tu contraseña quedó cambiada");
    assert_eq!(told.path, format!("/people/{ELVIA}"));
    here.get("/account/password").await.is(200);
    assert_eq!(other.get("/account/password").await.path, "/sign-in", "the other machine is signed out");
    assert!(!signs_in(&town, OLD).await && signs_in(&town, NEW).await);
}

#[actix_web::test]
async fn what_is_wrong_stands_at_its_field_and_changes_nothing() {
    let town = Town::new().await;
    let here = elvia(&town).await;
    for (current, password, again, field, says) in [
        ("", NEW, NEW, "current", "Falta este dato"),
        ("tres cerros rojos", NEW, NEW, "current", "no es la contraseña que tienes ahora"),
        (OLD, "", "", "password", "Falta este dato"),
        (OLD, "corta", "corta", "password", "hacen falta 8 letras."),
        (OLD, "elvia 123 elvia", "elvia 123 elvia", "password", "sin contar el nombre con el que entras"),
        (OLD, NEW, "cuatro rios rojos", "again", "no son iguales"),
    ] {
        let page = here.post("/account/password", &[("current", current), ("password", password), ("again", again)]).await;
        let page = page.is(422).says(says);
        assert_eq!(page.count(&format!("#{field}-error")), 1, "{field}: {says}");
        // Nothing of what was typed comes back.
        assert!([OLD, NEW, "cerros rojos"].iter().all(|typed| !page.body.contains(typed)));
    }
    assert!(signs_in(&town, OLD).await);
    here.get("/account/password").await.is(200);
}

#[actix_web::test]
async fn a_machine_left_open_does_not_guess_without_end() {
    let town = Town::new().await;
    let here = elvia(&town).await;
    let guess = [("current", "una que no es"), ("password", NEW), ("again", NEW)];
    for _ in 0..5 {
        here.post("/account/password", &guess).await.is(422);
    }
    here.post("/account/password", &[("current", OLD), ("password", NEW), ("again", NEW)]).await.is(422).says("Hubo muchos intentos");
    town.pass_minutes(2);
    assert!(signs_in(&town, OLD).await, "it is the old one still");
}

#[actix_web::test]
async fn who_has_none_finds_no_such_page() {
    let town = Town::new().await;
    for person in [XIMENA, BERTA] {
        let browser = town.browser_of(person).await;
        assert!(!browser.get(&format!("/people/{person}")).await.is(200).body.contains("/account/password"));
        browser.get("/account/password").await.is(404);
        browser.post("/account/password", &[("current", OLD), ("password", NEW), ("again", NEW)]).await.is(404);
    }
}

#[actix_web::test]
async fn an_invitation_that_waits_ends_with_the_change() {
    let town = Town::new().await;
    let here = elvia(&town).await;
    let code = town.db.write(|tx| issue_invitation(tx, ELVIA)).await.expect("an invitation");
    here.post("/account/password", &[("current", OLD), ("password", NEW), ("again", NEW)]).await.is(200);
    let account = NewAccount::read("elvia", "cinco nubes rojas", "cinco nubes rojas").expect("a good one").hash().expect("hashed");
    assert!(town.db.write(move |tx| accept(tx, &code.text(), &account)).await.is_err());
    assert!(signs_in(&town, NEW).await && !signs_in(&town, "cinco nubes rojas").await);
}
