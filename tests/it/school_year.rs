//! The school year turns at Agua Zarca: who moves up, what would be lost, and the way back.

use relevo::domain::id::{Person, PersonId, SchoolYear};
use relevo::store::queries::{interests, masteries, people};
use relevo::store::{Db, Error};

use super::support::town::*;

const YEAR: &str = "/year";

fn path() -> String {
    format!("/nodes/{AGUA_ZARCA}{YEAR}")
}

async fn grade(db: &Db, person: PersonId) -> Option<i32> {
    db.read::<_, Error, _>(move |conn| Ok(people::name(conn, person)?.and_then(|row| row.grade))).await.expect("read")
}

async fn belongs(db: &Db, person: PersonId) -> bool {
    db.read::<_, Error, _>(move |conn| people::belongs_to(conn, person, AGUA_ZARCA)).await.expect("read")
}

#[actix_web::test]
async fn groups_move_up_the_last_grade_leaves_and_what_would_be_lost_is_seen_before() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let mateo = town.browser_of(MATEO).await;
    // Maricruz, of the last grade, alone masters the arch. Mateo wants it, and is told of to the steward.
    mateo.post(&format!("/topics/{ARCH}/interest"), &[("id", &fresh::<()>().to_string()), ("why", "")]).await;
    let people_page = elvia.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200);
    assert_eq!(people_page.link("Cambiar el ciclo escolar"), Some(path()));

    let preview = elvia.get(&path()).await.is(200);
    let preview =
        preview.says("1.º A → 2.º A").says("2.º A → 3.º A").says("3.º A → se despiden").says("Un tema ya no lo dominaría nadie aquí");
    preview.says("¿Por qué no se cae un arco de piedra?").says("Lo dominan: Maricruz").says("aprendiendo: Mateo");
    // In a school with six grades nobody leaves yet.
    elvia.get(&format!("{}?last=6", path())).await.is(200).says("3.º A → 4.º A").hides("→ se despiden").hides("ya no lo dominaría");
    assert_eq!(grade(&town.db, MATEO).await, Some(2), "looking changes nothing");

    // Not for a teacher who is no steward, nor for another school's steward, nor for those above.
    let id = fresh::<SchoolYear>().to_string();
    for person in [BERTA, XIMENA, ROSA, JULIAN, NADIA, CELIA, TOMASA] {
        let other = town.browser_of(person).await;
        other.get(&path()).await.is(404);
        other.post(&path(), &[("id", &id), ("last", "3")]).await.is(404);
    }
    for (last, says) in [("", "Falta este dato"), ("0", "entre 1 y 12"), ("99", "entre 1 y 12"), ("tres", "entre 1 y 12")] {
        let again = elvia.post(&path(), &[("id", &id), ("last", last), ("stays", &MATEO.to_string())]).await.is(422).says(says);
        assert_eq!(again.count(&format!("input[name=stays][value='{MATEO}'][checked]")), 1, "who was marked stays marked");
    }
    assert_eq!(grade(&town.db, XIMENA).await, Some(2));

    // Luis stays in the first grade. The form is sent twice.
    let form = [("id", id.as_str()), ("last", "3"), ("stays", &LUIS.to_string())];
    elvia.post(&path(), &form).await.is(200).says("El ciclo cambió");
    elvia.post(&path(), &form).await.is(200);
    assert_eq!((grade(&town.db, MATEO).await, grade(&town.db, XIMENA).await, grade(&town.db, LUIS).await), (Some(3), Some(3), Some(1)));
    assert!(!belongs(&town.db, MARICRUZ).await);
    // Nobody offers the arch any more; that Maricruz mastered it is not forgotten.
    mateo.get(&format!("/nodes/{AGUA_ZARCA}/catalog")).await.is(200).hides("arco de piedra");
    let kept = town.db.read::<_, Error, _>(|conn| masteries::by_id(conn, MARICRUZ_ARCH)).await.expect("read").expect("her mastery");
    assert_eq!(kept.withdrawn, None);
    let wish = town.db.read::<_, Error, _>(|conn| interests::open(conn, MATEO, ARCH)).await.expect("read");
    assert!(wish.is_some(), "who stays still wants it");
    // The other school's year is its own.
    let nadia = town.db.read::<_, Error, _>(|conn| people::name(conn, NADIA)).await.expect("read").expect("Nadia");
    assert_eq!(nadia.grade, Some(3));

    // Another form, by mistake, does not move everybody again.
    elvia.post(&path(), &[("id", &fresh::<SchoolYear>().to_string()), ("last", "3")]).await.is(422).says("hace poco");
    assert_eq!(grade(&town.db, XIMENA).await, Some(3));

    // It was a mistake. Only a steward of this school takes it back, and only this school's turn.
    let undo = format!("{}/{id}/withdrawal", path());
    town.browser_of(BERTA).await.post(&undo, &[]).await.is(404);
    town.browser_of(JULIAN).await.post(&format!("/nodes/{LA_NORIA}{YEAR}/{id}/withdrawal"), &[]).await.is(404);
    elvia.get(&path()).await.is(200).says("¿Fue un error?");
    for _ in 0..2 {
        elvia.post(&undo, &[]).await.is(200);
        assert_eq!((grade(&town.db, MATEO).await, grade(&town.db, LUIS).await), (Some(2), Some(1)));
        assert!(belongs(&town.db, MARICRUZ).await);
    }
    // Now it can be turned as it was meant; a year later it turns again.
    elvia.post(&path(), &[("id", &fresh::<SchoolYear>().to_string()), ("last", "3")]).await.is(200);
    assert_eq!(grade(&town.db, LUIS).await, Some(2));
    town.pass_days(365);
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&undo, &[]).await.is(200);
    elvia.post(&path(), &[("id", &fresh::<SchoolYear>().to_string()), ("last", "3")]).await.is(200);
    assert_eq!(grade(&town.db, LUIS).await, Some(3));
    assert!(!belongs(&town.db, XIMENA).await);
    town.is_sound().await;
}

#[actix_web::test]
async fn taking_a_year_back_leaves_alone_who_is_another_schools_by_now() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let year = fresh::<SchoolYear>().to_string();
    elvia.post(&path(), &[("id", &year), ("last", "3")]).await.is(200);
    let movement = fresh::<()>().to_string();
    let form = [("id", movement.as_str()), ("school", &AGUA_ZARCA.to_string()), ("receiver", &LA_NORIA.to_string())];
    elvia.post(&format!("/people/{XIMENA}/move"), &form).await.is(200);
    // La Noria says itself in which grade she is there.
    julian.post(&format!("/moves/{movement}"), &[("name", "Ximena"), ("grade", "2"), ("group", "A")]).await.is(200);
    elvia.post(&format!("{}/{year}/withdrawal", path()), &[]).await.is(200);
    assert_eq!((grade(&town.db, XIMENA).await, grade(&town.db, MATEO).await), (Some(2), Some(2)));
    assert!(belongs(&town.db, MARICRUZ).await);
    town.is_sound().await;
}

#[actix_web::test]
async fn who_would_be_back_under_a_name_that_is_taken_by_now_is_told_apart_first() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let year = fresh::<SchoolYear>().to_string();
    elvia.post(&path(), &[("id", &year), ("last", "3")]).await.is(200);
    let newcomer = fresh::<Person>().to_string();
    let form = [("id", newcomer.as_str()), ("name", "Maricruz"), ("position", "student"), ("minor", "yes"), ("grade", "1"), ("group", "")];
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/new"), &form).await.is(200);
    let back = format!("{}/{year}/withdrawal", path());
    elvia.post(&back, &[]).await.is(422).says("se llama igual que otra persona");
    assert_eq!(grade(&town.db, MATEO).await, Some(3), "all of it, or nothing");
    let node = AGUA_ZARCA.to_string();
    let apart = [("node", node.as_str()), ("name", "Maricruz T."), ("position", "student"), ("minor", "yes"), ("grade", "1")];
    elvia.post(&format!("/people/{newcomer}/edit"), &apart).await.is(200);
    elvia.post(&back, &[]).await.is(200);
    assert!(belongs(&town.db, MARICRUZ).await);
    town.is_sound().await;
}
