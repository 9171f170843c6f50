//! Maricruz moves to La Noria: Agua Zarca hands her over, La Noria takes her in, and neither reads the other's children.

use relevo::domain::fact::StewardEnded;
use relevo::domain::id::{MoveId, NodeId, PersonId, TutorialId};
use relevo::domain::words::{MoveState, OfferState, TutorialState};
use relevo::store::queries::{interests, masteries, moves, people, tutorials};
use relevo::store::{Db, Error};

use super::support::town::*;

async fn belongs(db: &Db, person: PersonId, node: NodeId) -> bool {
    db.read::<_, Error, _>(move |conn| people::belongs_to(conn, person, node)).await.expect("read")
}

async fn waiting(town: &Town) -> Vec<MoveId> {
    let rows = town.db.read::<_, Error, _>(|conn| moves::of_school(conn, LA_NORIA, day("2000-01-01"))).await.expect("read");
    rows.into_iter().filter(|row| row.state == MoveState::Waiting).map(|row| row.id).collect()
}

/// Ximena learns the arch with Maricruz, who wants to know about the moon.
async fn lived(town: &Town) -> TutorialId {
    let (ximena, maricruz) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await);
    let tutorial: TutorialId = fresh();
    let form = [("id", tutorial.to_string()), ("learner", XIMENA.to_string()), ("offer", MARICRUZ_OFFERS_ARCH.to_string())];
    ximena.post("/tutorials", &form.each_ref().map(|(name, value)| (*name, value.as_str()))).await.is(200);
    maricruz.post(&format!("/tutorials/{tutorial}/agreement"), &[]).await.is(200);
    maricruz.post(&format!("/topics/{MOON}/interest"), &[("id", &fresh::<()>().to_string()), ("why", "")]).await.is(200);
    tutorial
}

#[actix_web::test]
async fn one_school_hands_over_and_the_other_takes_in() {
    let town = Town::new().await;
    let tutorial = lived(&town).await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let path = format!("/people/{MARICRUZ}/move");
    let person = elvia.get(&format!("/people/{MARICRUZ}")).await.is(200);
    assert_eq!(person.link("Cambia de escuela"), Some(path.clone()));

    // What would change, before it does; the own school is no choice.
    let preview = elvia.get(&path).await.is(200).says("Sale del catálogo de aquí: ¿Por qué no se cae un arco de piedra?");
    preview.says("Deja de acompañar a Ximena: ¿Por qué no se cae un arco de piedra?").says("Un deseo se quita").says("La Noria");
    elvia.get(&format!("{path}?q=noria")).await.is(200).says("Telesecundaria de La Noria");
    elvia.get(&format!("{path}?q=ningunaparte")).await.is(200).says("Ninguna escuela se llama así");

    // Not by a teacher who is no steward, nor by the other school, nor by those above.
    let id = fresh::<()>().to_string();
    let form = [("id", id.as_str()), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())];
    for person in [BERTA, MARICRUZ, ROSA, JULIAN, NADIA, CELIA, TOMASA] {
        let other = town.browser_of(person).await;
        other.get(&path).await.is(404);
        other.post(&path, &form).await.is(404);
        other.get(&format!("/nodes/{AGUA_ZARCA}/moves")).await.is(404);
    }
    for wrong in ["", "x", &AGUA_ZARCA.to_string(), &ZONE.to_string(), &fresh::<()>().to_string()] {
        let form = [("id", id.as_str()), ("school", &AGUA_ZARCA.to_string()), ("receiver", wrong)];
        elvia.post(&path, &form).await.is(422).says("¿A cuál va?");
    }
    for _ in 0..2 {
        elvia.post(&path, &form).await.is(200).says("Maricruz").says("Va a Telesecundaria de La Noria");
    }
    let again = [("id", &*fresh::<()>().to_string()), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())];
    elvia.post(&path, &again).await.is(422).says("Ya va en camino");
    assert!(belongs(&town.db, MARICRUZ, AGUA_ZARCA).await, "nothing has changed yet");

    // La Noria sees that somebody comes, and no name: the family gives it.
    let id = waiting(&town).await[0];
    let arrival = format!("/moves/{id}");
    julian.get(&format!("/nodes/{LA_NORIA}/people")).await.is(200).says("Alguien viene de otra escuela");
    let list = julian.get(&format!("/nodes/{LA_NORIA}/moves")).await.is(200).says("Estudiante, 3.º").says("Agua Zarca");
    list.hides("Maricruz").hides(&MARICRUZ.to_string());
    julian.get(&arrival).await.is(200).hides("Maricruz");
    for path in [format!("/people/{MARICRUZ}"), format!("/people/{MARICRUZ}/catalog"), format!("/nodes/{AGUA_ZARCA}/people")] {
        julian.get(&path).await.is(404);
    }
    for person in [ELVIA, NADIA, TOMASA, MARICRUZ] {
        town.browser_of(person).await.get(&arrival).await.is(404);
        town.browser_of(person).await.post(&arrival, &[("name", "Maricruz")]).await.is(404);
    }
    for (name, grade, says) in [
        ("", "3", "Falta este dato"),
        ("Teresa", "3", "no se llama así"),
        ("Nadia", "3", "no se llama así"),
        ("Maricruz", "13", "entre 1 y 12"),
        ("maricruz 4721234567", "3", "teléfono"),
    ] {
        let again = julian.post(&arrival, &[("name", name), ("grade", grade)]).await.is(422).says(says);
        assert_eq!(again.attribute("#grade", "value").as_deref(), Some(grade), "what was typed is kept");
    }
    let session = town.browser_of(MARICRUZ).await;
    session.get(&format!("/nodes/{AGUA_ZARCA}/catalog")).await.is(200);
    let taken = [("name", "Maricruz O"), ("grade", "3"), ("group", "B")];
    julian.post(&arrival, &taken).await.is(200).says("Maricruz O").says("3.º B").says("¿Por qué no se cae un arco de piedra?");
    julian.post(&arrival, &taken).await.is(200);

    // She belongs to La Noria; what was open at Agua Zarca is closed, what she masters is hers.
    assert!(belongs(&town.db, MARICRUZ, LA_NORIA).await && !belongs(&town.db, MARICRUZ, AGUA_ZARCA).await);
    let (offer, state, wishes, kept) = town
        .db
        .read::<_, Error, _>(move |conn| {
            let offer = masteries::offer(conn, MARICRUZ_OFFERS_ARCH)?.expect("the offer").state;
            let state = tutorials::by_id(conn, tutorial)?.expect("the tutorial").state;
            let kept = masteries::by_id(conn, MARICRUZ_ARCH)?.expect("the mastery");
            Ok((offer, state, interests::of_learner(conn, MARICRUZ)?.len(), kept))
        })
        .await
        .expect("read");
    assert_eq!((offer, state, wishes), (OfferState::Withdrawn, TutorialState::Stopped, 0));
    assert_eq!((kept.withdrawn, kept.school), (None, AGUA_ZARCA));
    // Her keys of the old school are no good any more.
    assert_eq!(session.get("/interests").await.path, "/sign-in");
    // La Noria does not read what was written at Agua Zarca; Agua Zarca does not read her any more, nor fetch her back by another door.
    julian.get(&format!("/tutorials/{tutorial}")).await.is(404);
    elvia.get(&format!("/tutorials/{tutorial}")).await.is(200).hides("Maricruz O");
    elvia.get(&format!("/people/{MARICRUZ}")).await.is(404);
    elvia.get(&format!("/people/{MARICRUZ}/erasure")).await.is(404);
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200).hides("Maricruz");
    let back = format!("/nodes/{AGUA_ZARCA}/people/{MARICRUZ}/return");
    elvia.get(&back).await.is(404);
    elvia.post(&back, &[("how", "mistake")]).await.is(404);
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/moves")).await.is(200).says("Alguien de aquí está en").hides("Maricruz");
    // She opens her offer anew where she is.
    let maricruz = town.browser_of(MARICRUZ).await;
    let offer = [("id", &*fresh::<()>().to_string()), ("capacity", "1")];
    maricruz.post(&format!("/masteries/{MARICRUZ_ARCH}/offer"), &offer).await.is(200);
    julian.get(&format!("/nodes/{LA_NORIA}/catalog")).await.is(200).says("arco de piedra");
    town.is_sound().await;
}

#[actix_web::test]
async fn it_is_given_up_or_taken_back() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let path = format!("/people/{XIMENA}/move");
    let hand_over = || async {
        let id = fresh::<()>().to_string();
        elvia.post(&path, &[("id", &*id), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())]).await.is(200);
        waiting(&town).await[0]
    };
    // Either school may think better of it; nobody else.
    let first = hand_over().await;
    for person in [BERTA, XIMENA, NADIA, CELIA, TOMASA] {
        town.browser_of(person).await.post(&format!("/moves/{first}/end"), &[]).await.is(404);
    }
    for _ in 0..2 {
        elvia.post(&format!("/moves/{first}/end"), &[]).await.is(200).says("El aviso se quitó");
    }
    julian.post(&format!("/moves/{first}"), &[("name", "Ximena")]).await.is(404);
    let second = hand_over().await;
    julian.post(&format!("/moves/{second}/end"), &[]).await.is(200);
    // Who leaves in another way is not on the way any more.
    let third = hand_over().await;
    elvia.post(&format!("/people/{XIMENA}/departure"), &[("node", &AGUA_ZARCA.to_string())]).await.is(200);
    assert_eq!(waiting(&town).await, []);
    julian.post(&format!("/moves/{third}"), &[("name", "Ximena")]).await.is(404);
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/{XIMENA}/return"), &[("how", "mistake")]).await.is(200);

    // Made, and it was a mistake.
    let fourth = hand_over().await;
    julian.post(&format!("/moves/{fourth}"), &[("name", "Ximena"), ("grade", "2")]).await.is(200);
    let undo = format!("/moves/{fourth}/undo");
    for person in [ELVIA, BERTA, NADIA, CELIA, TOMASA] {
        town.browser_of(person).await.post(&undo, &[]).await.is(404);
    }
    julian.get(&format!("/nodes/{LA_NORIA}/moves")).await.is(200).says("¿Fue un error?").says("Ximena");
    for _ in 0..2 {
        julian.post(&undo, &[]).await.is(200).says("Volvió a su escuela");
        assert!(belongs(&town.db, XIMENA, AGUA_ZARCA).await && !belongs(&town.db, XIMENA, LA_NORIA).await);
    }
    julian.get(&format!("/people/{XIMENA}")).await.is(404);
    elvia.get(&format!("/people/{XIMENA}")).await.is(200);
    // On the thirtieth day it can still be taken back; on the next a new move is needed.
    for (days, status, school) in [(30, 200, AGUA_ZARCA), (31, 422, LA_NORIA)] {
        let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
        let id = fresh::<()>().to_string();
        elvia.post(&path, &[("id", &*id), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())]).await.is(200);
        let id = waiting(&town).await[0];
        julian.post(&format!("/moves/{id}"), &[("name", "Ximena"), ("grade", "2")]).await.is(200);
        town.pass_days(days);
        let page = town.browser_of(JULIAN).await.post(&format!("/moves/{id}/undo"), &[]).await.is(status);
        page.says(if status == 200 { "Volvió a su escuela" } else { "Ya pasó mucho tiempo" });
        assert!(belongs(&town.db, XIMENA, school).await, "after {days} days");
    }
    town.is_sound().await;
}

#[actix_web::test]
async fn those_above_act_only_for_a_school_that_nobody_looks_after() {
    let town = Town::new().await;
    let tomasa = town.browser_of(TOMASA).await;
    let path = format!("/nodes/{AGUA_ZARCA}/moves");
    let id = fresh::<()>().to_string();
    let form = |name: &'static str, grade: &'static str| {
        [("id", id.clone()), ("name", name.to_owned()), ("grade", grade.to_owned()), ("receiver", LA_NORIA.to_string())]
    };
    let send = |fields: [(&'static str, String); 4]| {
        let (tomasa, path) = (&tomasa, &path);
        async move { tomasa.post(path, &fields.each_ref().map(|(name, value)| (*name, value.as_str()))).await }
    };
    send(form("Luis", "1")).await.is(404);
    town.under(|tx| tx.record(StewardEnded { person: ELVIA, node: AGUA_ZARCA, until: day(TODAY) }).map(drop)).await;
    tomasa.get(&path).await.is(200).says("no tiene ahora responsable").hides("Luis");
    // She names who goes; no list tells her who is there.
    send(form("Ximena", "1")).await.is(422).says("una sola persona con ese nombre").hides("Luis");
    send(form("Pedro", "1")).await.is(422).says("una sola persona con ese nombre");
    // Nor does she guess them all; and what is wrong beside a name does not tell whether it is anybody's.
    let nowhere =
        |name: &'static str| [("id", id.clone()), ("name", name.to_owned()), ("grade", "1".to_owned()), ("receiver", "x".to_owned())];
    for name in ["Luis", "Pedro"] {
        send(nowhere(name)).await.is(422).hides("una sola persona con ese nombre");
    }
    for name in ["Ana", "Bety", "Carmen"] {
        send(form(name, "1")).await.is(422).says("una sola persona con ese nombre");
    }
    send(form("luis", "1")).await.is(422).says("Espera 1 minuto");
    town.pass_minutes(1);
    send(form("luis", "1")).await.is(200).hides("Luis");
    tomasa.get(&format!("/people/{LUIS}")).await.is(404);
    let julian = town.browser_of(JULIAN).await;
    let movement = waiting(&town).await[0];
    julian.post(&format!("/moves/{movement}"), &[("name", "Luis"), ("grade", "1")]).await.is(200);
    assert!(belongs(&town.db, LUIS, LA_NORIA).await);
    town.is_sound().await;
}

#[actix_web::test]
async fn the_name_of_who_comes_is_not_guessed_at_without_end() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    for person in [XIMENA, LUIS] {
        let id = fresh::<()>().to_string();
        let form = [("id", &*id), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())];
        elvia.post(&format!("/people/{person}/move"), &form).await.is(200);
    }
    let julian = town.browser_of(JULIAN).await;
    let ways = waiting(&town).await;
    // Which of the two ways is hers is what the first right name tells.
    let guess = |way: MoveId, name: &'static str, grade: &'static str| {
        let julian = &julian;
        async move { julian.post(&format!("/moves/{way}"), &[("name", name), ("grade", grade)]).await }
    };
    // A grade that cannot be read hides no guess from the count.
    for (name, grade) in [("Ana", "1"), ("Bety", "primero"), ("Carmen", "1"), ("Diana", "1"), ("Elena", "1")] {
        guess(ways[0], name, grade).await.is(422).says("no se llama así");
    }
    for name in ["Ximena", "Luis"] {
        guess(ways[0], name, "1").await.is(422).says("Espera 1 minuto");
    }
    // The other one waits for nobody; nor does this one when the time is over, and each further guess costs more of it.
    guess(ways[1], "Fabiola", "1").await.is(422).says("no se llama así");
    let mut taken = false;
    for name in ["Ximena", "Luis"] {
        town.pass_minutes(2);
        // Which of the two it is only the ids say; once she is there, she is, whatever name is sent.
        taken = taken || guess(ways[0], name, "1").await.status == 200;
    }
    assert!(taken);
    town.is_sound().await;
}

#[actix_web::test]
async fn who_comes_stands_on_the_board_of_those_who_take_her_in_and_without_a_name() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let board = format!("/nodes/{LA_NORIA}/board");
    let news = "Alguien viene de otra escuela";
    julian.get(&board).await.is(200).hides(news);
    let movement = fresh::<()>().to_string();
    let form = [("id", movement.as_str()), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())];
    elvia.post(&format!("/people/{MARICRUZ}/move"), &form).await.is(200);

    for path in [board.as_str(), "/"] {
        let page = julian.get(path).await.is(200).says(news).says("Viene de Telesecundaria de Agua Zarca").hides("Maricruz");
        assert_eq!(page.count(&format!("a[href='/moves/{movement}']")), 1, "{path}");
    }
    // The school that she leaves has nothing to take in, and who may not take her in is told nothing.
    elvia.get(&format!("/nodes/{AGUA_ZARCA}/board")).await.is(200).hides(news);
    for above in [TOMASA, ROSA, CELIA] {
        let page = town.browser_of(above).await.get(&board).await;
        assert!(page.status == 404 || page.status == 200, "{}", page.status);
        page.hides(news).hides("Maricruz");
    }
    julian.get(&format!("/moves/{movement}")).await.is(200);
    julian.post(&format!("/moves/{movement}/end"), &[]).await.is(200);
    julian.get(&board).await.is(200).hides(news);
    town.is_sound().await;
}
