//! What a page may weigh on its way to a prepaid telephone. Weighed with gzip, which is what a browser gets without https.

use std::collections::BTreeSet;

use relevo::domain::fact::*;
use relevo::domain::words::*;
use relevo::store::{Error, Tx};

use super::support::town::*;

const KB: usize = 1024;

/// A hundred topics that Elvia masters and offers.
fn a_hundred_offers(tx: &mut Tx<'_>) -> Result<(), Error> {
    for number in 0..100 {
        let (topic, mastery, day) = (fresh(), fresh(), day("2026-09-01"));
        tx.record(TopicPublished {
            topic,
            school: Some(AGUA_ZARCA),
            author: Some(ELVIA),
            language: "es".to_owned(),
            origin: Origin::Own,
            licence: "CC-BY-SA-4.0".to_owned(),
            day,
            import_key: None,
        })?;
        tx.record(TopicWritten {
            topic,
            version: 1,
            author: Some(ELVIA),
            day,
            title: format!("¿Por qué hay {number} maneras de {} lo que ya se sabe?", ["medir", "contar", "dibujar", "decir"][number % 4]),
            subject: ["matematicas", "ciencias", "historia"][number % 3].to_owned(),
            challenge: "Mide, dibuja y di cómo lo sabes.".to_owned(),
            why: String::new(),
            questions: vec![],
            sources: vec![],
            prerequisites: vec![],
            title_en: None,
        })?;
        tx.record(MasteryGranted {
            mastery,
            person: ELVIA,
            topic,
            school: AGUA_ZARCA,
            via: Via::Founding,
            day,
            parent: None,
            generation: 1,
            demonstration: None,
            voucher: Some(CELIA),
        })?;
        tx.record(OfferOpened { offer: fresh(), mastery, person: ELVIA, topic, school: AGUA_ZARCA, capacity: 2, day })?;
    }
    Ok(())
}

#[actix_web::test]
async fn a_first_visit_and_the_pages_of_every_day_are_light() {
    let town = Town::new().await;
    town.under(a_hundred_offers).await;

    // What a stranger's browser fetches at first: the page, and everything that it names.
    let home = town.visitor().packed("/").await;
    assert_eq!(home.encoding, "gzip");
    let files: BTreeSet<String> = home.page.fetched().into_iter().collect();
    assert!(files.iter().any(|file| file.ends_with(".css")) && files.iter().any(|file| file.contains("favicon")), "{files:?}");
    assert_eq!(files.iter().filter(|file| file.ends_with(".css")).count(), 1, "one stylesheet: {files:?}");
    let mut all = home.bytes;
    for file in &files {
        let answer = town.visitor().packed(file).await;
        assert_eq!(answer.page.status, 200, "{file}");
        if file.ends_with(".css") {
            assert!(answer.bytes <= 12 * KB, "{file} weighs {}", answer.bytes);
            assert!(!answer.page.body.contains("://") && !answer.page.body.contains("@import"), "{file} fetches from elsewhere");
        }
        all += answer.bytes;
    }
    assert!(all <= 60 * KB, "a first visit weighs {all}: {files:?}");

    for (name, person, path) in [
        ("the home of a learner", XIMENA, "/".to_owned()),
        ("the board", ELVIA, "/".to_owned()),
        ("the catalog of a hundred offers", XIMENA, format!("/nodes/{AGUA_ZARCA}/catalog")),
    ] {
        let answer = town.browser_of(person).await.packed(&path).await;
        assert_eq!((answer.page.status, answer.encoding.as_str()), (200, "gzip"), "{name}");
        assert!(answer.bytes <= 14 * KB, "{name} weighs {}", answer.bytes);
    }
    assert!(home.bytes <= 14 * KB, "the public home weighs {}", home.bytes);
    let catalog = town.browser_of(XIMENA).await.get(&format!("/nodes/{AGUA_ZARCA}/catalog")).await;
    assert!(catalog.body.matches("maneras de").count() >= 100, "all hundred are there");
}
