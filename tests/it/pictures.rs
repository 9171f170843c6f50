//! Stories of children who do not read yet: three pictures behind the open classroom, and nowhere else.

use relevo::domain::words::Picture;
use scraper::{Html, Selector};

use crate::support::town::*;
use relevo::domain::id::PersonId;

/// The group of Ximena and Mateo signs in with pictures.
async fn with_pictures(teacher: &Browser) {
    let page = teacher.post(&format!("/nodes/{AGUA_ZARCA}/ways"), &[("group", "2-A"), ("way", "pictures")]).await.is(200);
    page.says("Quedó guardado").says("son de tres dibujos");
}

/// The row of pictures that a page shows once, by the words of the drawings.
fn row(page: &Page) -> Vec<String> {
    let html = Html::parse_document(&page.body);
    let selector = Selector::parse(".row-of-pictures img").expect("a selector");
    html.select(&selector).map(|picture| picture.attr("src").and_then(|src| src.split_once('#')).expect("a drawing").1.to_owned()).collect()
}

async fn open_classroom(teacher: &Browser) -> String {
    let page = teacher.post(&format!("/nodes/{AGUA_ZARCA}/classroom"), &[("minutes", "50")]).await.is(200);
    let html = Html::parse_document(&page.body);
    let code = html.select(&Selector::parse(".secret.huge").expect("a selector")).next().expect("a code").text().collect::<String>();
    code.replace(' ', "")
}

async fn touch(tablet: &Browser, code: &str, child: PersonId, row: &[String]) -> Page {
    let fields = [("first", row[0].as_str()), ("second", row[1].as_str()), ("third", row[2].as_str())];
    tablet.post(&format!("/classroom/{code}/{child}"), &fields).await
}

#[tokio::test]
async fn a_child_who_does_not_read_signs_in_with_three_pictures() {
    let town = Town::new().await;
    let berta = town.browser_of(BERTA).await;
    with_pictures(&berta).await;
    let given = berta.post(&format!("/people/{XIMENA}/pin"), &[]).await.is(200).says("Tus tres dibujos");
    let hers = row(&given);
    assert_eq!(hers.len(), 3);
    // Shown once; a child of another group has digits.
    assert!(row(&berta.get(&format!("/people/{XIMENA}/pin")).await).is_empty());
    assert!(row(&berta.post(&format!("/people/{LUIS}/pin"), &[]).await.is(200)).is_empty());

    let tablet = town.visitor();
    touch(&tablet, "BBBBBB", XIMENA, &hers).await.is(422).hides("Ximena");
    let code = open_classroom(&berta).await;
    tablet.get(&format!("/classroom?code={code}")).await.is(200).says("Ximena").says("Luis").hides("Mateo");
    let page = tablet.get(&format!("/classroom/{code}/{XIMENA}")).await.is(200).says("Primer dibujo").says("paraguas");
    assert_eq!((page.count(".pictures input[type=radio]"), page.count("input[name=pin]")), (36, 0));
    assert_eq!(tablet.get(&format!("/classroom/{code}/{LUIS}")).await.is(200).count(".pictures input"), 0);
    // In another order they are others; words in place of the pictures are none.
    let turned = [hers[1].clone(), hers[2].clone(), hers[0].clone()];
    touch(&tablet, &code, XIMENA, &turned).await.is(422).says("en ese orden").says("Primer dibujo");
    touch(&tablet, &code, XIMENA, &["x".to_owned(), String::new(), "sol".to_owned()]).await.is(422);
    tablet.post(&format!("/classroom/{code}/{XIMENA}"), &[]).await.is(422);
    assert_eq!(touch(&tablet, &code, XIMENA, &hers).await.is(200).path, "/");
    // Only while the classroom is open.
    berta.post(&format!("/nodes/{AGUA_ZARCA}/classroom/end"), &[]).await.is(200);
    touch(&town.visitor(), &code, XIMENA, &hers).await.is(422).hides("Ximena");
}

#[tokio::test]
async fn a_groups_pictures_are_printed_once_voided_and_made_anew() {
    let town = Town::new().await;
    let (elvia, path) = (town.browser_of(ELVIA).await, format!("/nodes/{AGUA_ZARCA}/pins"));
    with_pictures(&elvia).await;
    let sheet = elvia.post(&path, &[("group", "all")]).await.is(200).says("tus tres dibujos, en orden").says("tus cuatro números");
    assert_eq!((row(&sheet).len(), sheet.count(".strips .secret")), (6, 2), "Mateo and Ximena; Luis and Maricruz");
    let hers = row(&sheet)[3..].to_vec();
    let code = open_classroom(&elvia).await;
    assert_eq!(touch(&town.visitor(), &code, XIMENA, &hers).await.path, "/");
    // A choice for later voids nothing that was handed out; making anew does.
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/ways"), &[("group", "2-A"), ("way", "digits")]).await.is(200);
    assert_eq!(touch(&town.visitor(), &code, XIMENA, &hers).await.path, "/");
    assert!(row(&elvia.post(&path, &[("person", &XIMENA.to_string())]).await.is(200)).is_empty());
    touch(&town.visitor(), &code, XIMENA, &hers).await.is(422);
    elvia.post(&format!("{path}/end"), &[("group", "all")]).await.is(200);
    town.visitor().get(&format!("/classroom?code={code}")).await.is(200).hides("Mateo").hides("Ximena");
    town.is_sound().await;
}

#[tokio::test]
async fn whoever_guesses_at_pictures_waits_as_for_digits() {
    let town = Town::new().await;
    let berta = town.browser_of(BERTA).await;
    with_pictures(&berta).await;
    let hers = row(&berta.post(&format!("/people/{XIMENA}/pin"), &[]).await.is(200));
    let code = open_classroom(&berta).await;
    let (tablet, other) = (town.visitor(), Picture::ALL.iter().find(|picture| picture.word() != hers[0]).expect("another").word());
    let wrong = [other.to_owned(), hers[1].clone(), hers[2].clone()];
    for _ in 0..5 {
        touch(&tablet, &code, XIMENA, &wrong).await.is(422).says("en ese orden");
    }
    // Then the right ones are not told either.
    touch(&tablet, &code, XIMENA, &hers).await.is(422).says("Espera");
    assert_eq!(tablet.cookie("relevo"), None);
    town.pass_minutes(2);
    assert_eq!(touch(&tablet, &code, XIMENA, &hers).await.is(200).path, "/");
}

#[tokio::test]
async fn no_adult_has_pictures_and_no_other_school_chooses() {
    let town = Town::new().await;
    let ways = format!("/nodes/{AGUA_ZARCA}/ways");
    for stranger in [JULIAN, NADIA, XIMENA, ROSA, CELIA, TOMASA] {
        town.browser_of(stranger).await.post(&ways, &[("group", "2-A"), ("way", "pictures")]).await.is(404);
    }
    let elvia = town.browser_of(ELVIA).await;
    for (group, way) in [("2-A", ""), ("2-A", "huellas"), ("9-Z", "pictures"), ("", "pictures")] {
        elvia.post(&ways, &[("group", group), ("way", way)]).await.is(422);
    }
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/keys")).await.is(200).hides("son de tres dibujos");
    with_pictures(&elvia).await;
    elvia.post(&format!("/people/{BERTA}/pin"), &[]).await.is(404);
    assert!(
        elvia.post(&format!("/nodes/{AGUA_ZARCA}/pins"), &[("person", &BERTA.to_string())]).await.is(422).count(".row-of-pictures") == 0
    );
}
