//! A page that the browser goes back to still carries the ids with which it was sent. Sent again as it was, it has been done; with other words
//! it is something else, and nothing of it is lost.

use relevo::domain::id::*;
use relevo::store::queries::{interests, people, topics};

use super::support::town::*;

/// A topic's form as it is sent.
fn written<'a>(id: &'a str, title: &'a str, why: &'a str) -> [(&'a str, &'a str); 11] {
    [
        ("id", id),
        ("title", title),
        ("title_en", ""),
        ("subject", "ciencias"),
        ("language", "es"),
        ("origin", "own"),
        ("licence", "CC-BY-SA-4.0"),
        ("challenge", "Míralo y di por qué."),
        ("why", why),
        ("questions", ""),
        ("sources", ""),
    ]
}

async fn topics_called(town: &Town, word: &'static str) -> usize {
    town.under(move |tx| Ok(relevo::store::queries::fund::search(tx, &[word.to_owned()], 50, 0)?.0.len())).await
}

#[actix_web::test]
async fn a_second_topic_is_not_lost_and_the_same_one_is_published_once() {
    let town = Town::new().await;
    let (ximena, mateo) = (town.browser_of(XIMENA).await, town.browser_of(MATEO).await);
    let id = fresh::<Topic>().to_string();
    for _ in 0..2 {
        let boat = ximena.post("/topics/new", &written(&id, "¿Por qué flota un barco?", "")).await.is(200);
        assert_eq!(boat.path, format!("/topics/{id}"));
    }
    for _ in 0..2 {
        let kite = ximena.post("/topics/new", &written(&id, "¿Por qué vuela un papalote?", "")).await.is(200).says("papalote");
        assert_ne!(kite.path, format!("/topics/{id}"), "she is led to what she has written now");
    }
    assert_eq!((topics_called(&town, "barco").await, topics_called(&town, "papalote").await), (1, 1));
    // Another why is another text; and what somebody else writes is hers, whatever its id.
    ximena.post("/topics/new", &written(&id, "¿Por qué flota un barco?", "Para cruzar el río.")).await.is(200);
    mateo.post("/topics/new", &written(&id, "¿Por qué flota un barco?", "")).await.is(200);
    assert_eq!(topics_called(&town, "barco").await, 3);
    let author = town.under(move |tx| topics::by_id(tx, id.parse().expect("an id"))).await.and_then(|row| row.author);
    assert_eq!(author, Some(XIMENA));
    town.is_sound().await;
}

#[actix_web::test]
async fn a_wish_is_stated_again_after_it_was_taken_back_and_for_another_topic_it_is_another() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    let id = fresh::<Interest>().to_string();
    let wants = async |topic: TopicId| ximena.post(&format!("/topics/{topic}/interest"), &[("id", &id), ("why", "")]).await.is(200);
    let open = async |topic: TopicId| town.under(move |tx| interests::open(tx, XIMENA, topic)).await.map(|row| row.id.to_string());
    wants(MOON).await;
    wants(PI).await;
    assert_eq!(open(MOON).await, Some(id.clone()));
    let other = open(PI).await.expect("another wish");
    wants(PI).await;
    assert_eq!(open(PI).await, Some(other), "sent twice, it is one");
    for _ in 0..2 {
        let wish = open(MOON).await.expect("a wish");
        ximena.post(&format!("/interests/{wish}/end"), &[]).await.is(200);
        assert_eq!(open(MOON).await, None);
        wants(MOON).await;
    }
    assert!(open(MOON).await.is_some());
    town.is_sound().await;
}

#[actix_web::test]
async fn a_form_that_carries_the_id_of_another_schools_child_adds_ones_own() {
    let town = Town::new().await;
    let (julian, elvia) = (town.browser_of(JULIAN).await, town.browser_of(ELVIA).await);
    let luis = LUIS.to_string();
    let form = [("id", luis.as_str()), ("name", "Luis"), ("position", "student"), ("minor", "yes"), ("grade", "1"), ("group", "A")];
    let called = async |node: NodeId| {
        let members = town.under(move |tx| people::members(tx, node)).await;
        members.into_iter().filter(|member| member.name == "Luis").map(|member| member.id).collect::<Vec<_>>()
    };
    for _ in 0..2 {
        julian.post(&format!("/nodes/{LA_NORIA}/people/new"), &form).await.is(200);
        assert_eq!(called(LA_NORIA).await.len(), 1, "told that he is there, and he is");
    }
    assert_ne!(called(LA_NORIA).await, [LUIS]);
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/new"), &form).await.is(200);
    assert_eq!(called(AGUA_ZARCA).await, [LUIS], "at home it is the form sent twice");
    town.is_sound().await;
}
