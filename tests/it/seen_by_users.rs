//! What people found who used it from outside: a page that said what was false, or offered what could not be done.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::TutorialState;
use relevo::store::queries::tutorials;

use super::practice::{copies, ids};
use super::support::town::*;
use super::tutorials_pages::agreed;

const SCHOOL: &str = "Telesecundaria de Agua Zarca";
const THE_ARCH: &str = "¿Por qué no se cae un arco de piedra?";

/// Tomasa, the zone's supervisor, comes to Agua Zarca on the 25th; Berta answers for it.
async fn tomasa_comes(town: &Town) -> String {
    let (id, tomasa, responsible) = (fresh::<Visit>().to_string(), TOMASA.to_string(), BERTA.to_string());
    let visit = [("id", id.as_str()), ("day", "2026-11-25"), ("visitors", &tomasa), ("responsible", &responsible)];
    town.browser_of(BERTA).await.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &visit).await.is(200);
    id
}

/// Sends the form of a page as it stands, with more.
async fn send(browser: &Browser, page: &Page, more: &[(&str, &str)]) -> Page {
    let field = |name: &str| page.field(name).unwrap_or_default();
    let (id, learner, offer, visit) = (field("id"), field("learner"), field("offer"), field("visit"));
    let fields = [("id", id.as_str()), ("learner", &learner), ("offer", &offer), ("visit", &visit)];
    let own: Vec<(&str, &str)> = fields.into_iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name)).collect();
    browser.post("/tutorials", &[&own[..], more].concat()).await
}

#[actix_web::test]
async fn who_goes_on_a_visit_learns_from_a_child_whom_she_knows_once_the_child_has_said_yes() {
    let town = Town::new().await;
    let (tomasa, celia) = (town.browser_of(TOMASA).await, town.browser_of(CELIA).await);
    let topic = format!("/topics/{ARCH}");
    let asking = format!("/tutorials/new?learner={TOMASA}&offer={MARICRUZ_OFFERS_ARCH}");
    tomasa.get(&topic).await.is(200).hides("Pedir que me acompañe");
    tomasa.get(&asking).await.is(200).says("hace falta una visita acordada").hides("Maricruz");

    tomasa_comes(&town).await;
    let visits = tomasa.get(&format!("/nodes/{AGUA_ZARCA}/visits")).await.is(200).says("Hay 2 temas que podrías aprender ahí");
    assert_eq!(visits.hides("Maricruz").link("arco de piedra"), Some(topic.clone()));
    let page =
        tomasa.get(&topic).await.is(200).says(&format!("Alguien de {SCHOOL}")).says("25 de noviembre, en tu visita").hides("Maricruz");
    let ask = page.link("Pedir que me acompañe").expect("a way to ask");
    // Nobody else finds it: one of the zone who does not go, one of another school, a child there.
    celia.get(&topic).await.is(200).hides("Alguien de");
    let going = town.browser_of(TOMASA).await.reading("en");
    going.get(&topic).await.is(200).says(&format!("Someone of {SCHOOL}")).says("on your visit").hides("Maricruz");
    going.get(&ask).await.is(200).says(&format!("Someone of {SCHOOL} tutors")).hides("Maricruz").hides("none is coming");
    for other in [JULIAN, NADIA, XIMENA, CELIA] {
        town.browser_of(other).await.get(&ask).await.is(404);
    }
    let form =
        tomasa.get(&ask).await.is(200).says(&format!("Acompaña alguien de {SCHOOL}")).says("si dice que sí").hides("hace falta una visita");
    let tutorial = send(&tomasa, &form.hides("Maricruz"), &[]).await.is(200).says("La propuesta está hecha").hides("Maricruz").path;
    assert!(tutorial.starts_with("/tutorials/"), "{tutorial}");

    // The day comes, and the child has not answered: that she was asked is no reason for being known.
    town.pass_days(2);
    tomasa.get(&tutorial).await.is(200).hides("Maricruz");
    tomasa.get("/").await.is(200).hides("Maricruz");
    let maricruz = town.browser_of(MARICRUZ).await;
    maricruz.get(&tutorial).await.is(200).says("Tomasa Ríos");
    maricruz.post(&format!("{tutorial}/agreement"), &[]).await.is(200).says("Quedó acordado");
    tomasa.get(&tutorial).await.is(200).says("Maricruz");
    // It is a child of the school who tutors: her teachers accompany it, and nobody of another place.
    let berta = town.browser_of(BERTA).await;
    let page = berta.get(&tutorial).await.is(200).says("Maricruz").says("Tomasa Ríos");
    // What is written there by mistake they take back, too.
    assert!(page.attributes("main form", "action").contains(&format!("{tutorial}/withdrawal")));
    for other in [JULIAN, NADIA, XIMENA, CELIA] {
        town.browser_of(other).await.get(&tutorial).await.is(404);
    }
    let (id, families) = (fresh::<Demonstration>().to_string(), "5");
    let record = [("id", id.as_str()), ("day", "2026-11-25"), ("outcome", "ready"), ("families", families)];
    let held = berta.post(&format!("{tutorial}/record"), &record).await.is(200);
    assert_eq!(held.path, format!("/demonstrations/{id}"));
    let held = held.says("Tomasa Ríos").says("Maricruz");
    assert!(held.attributes("a", "href").contains(&format!("/demonstrations/{id}/edit")), "she sets right what she wrote");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_teacher_finds_a_guest_somebody_to_learn_from() {
    let town = Town::new().await;
    let (berta, maricruz, luis) = (town.browser_of(BERTA).await, town.browser_of(MARICRUZ).await, town.browser_of(LUIS).await);
    let of_tomasa = format!("/tutorials/new?learner={TOMASA}");
    berta.get(&of_tomasa).await.is(404);
    let visit = tomasa_comes(&town).await;
    let visits = berta.get(&format!("/nodes/{AGUA_ZARCA}/visits")).await.is(200);
    let find = visits.link("Buscarle con quién aprender").expect("a way to find somebody");
    assert_eq!(find, format!("{of_tomasa}&visit={visit}"));
    for other in [JULIAN, LUIS, CELIA] {
        town.browser_of(other).await.get(&find).await.is(404);
    }
    berta.get(&format!("/tutorials/new?learner={CELIA}")).await.is(404);
    let topics = berta.get(&find).await.is(200).says("Va a aprender Tomasa Ríos").says("Primero, el tema");
    let topic = topics.link("arco de piedra").expect("the topic");
    let form = berta.get(&topic).await.is(200).says("Va a aprender Tomasa Ríos").says("Viene de visita el").says("Maricruz");
    let offer = MARICRUZ_OFFERS_ARCH.to_string();
    assert_eq!(form.attributes("input[name=offer]", "value"), [offer.as_str()]);
    // A classmate brings nobody together, and on this visit comes nobody else.
    let (tomasa, celia) = (TOMASA.to_string(), CELIA.to_string());
    let with_visit = [("offer", offer.as_str()), ("visit", &visit)];
    for (browser, guest, fields) in
        [(&luis, &tomasa, &with_visit[..]), (&luis, &tomasa, &with_visit[..1]), (&berta, &celia, &with_visit[..])]
    {
        let id = fresh::<Tutorial>().to_string();
        browser.post("/tutorials", &[&[("id", id.as_str()), ("learner", guest)], fields].concat()).await.is(404);
    }
    let asked = town
        .under(|tx| {
            let mut asked = tutorials::of_learner(tx, TOMASA, TutorialState::ALL)?;
            asked.extend(tutorials::of_learner(tx, CELIA, TutorialState::ALL)?);
            Ok(asked)
        })
        .await;
    assert!(asked.is_empty(), "{asked:?}");
    // Nobody says yes for who is not there yet.
    send(&berta, &form, &[("offer", &offer), ("aloud", "yes")]).await.is(422).says("Va a aprender Tomasa Ríos");
    let tutorial = send(&berta, &form, &[("offer", &offer)]).await.is(200).says("La propuesta está hecha").path;
    assert!(tutorial.starts_with("/tutorials/"), "{tutorial}");
    // The tutor finds her too.
    for browser in [&maricruz, &berta] {
        let list = browser.get(&format!("/tutorials/new?offer={offer}")).await.is(200).says("Tomasa Ríos (viene de visita el");
        assert_eq!(list.count(&format!("option[value='{TOMASA}']")), 1);
        assert_eq!(list.count(&format!("option[value='{CELIA}']")), 0);
    }
    // On the day both are heard there.
    town.pass_days(2);
    let again = fresh::<Tutorial>().to_string();
    let said = [("id", again.as_str()), ("offer", &offer), ("aloud", "yes")];
    assert_eq!(send(&berta, &form, &said).await.is(200).path, tutorial);
    berta.get(&tutorial).await.is(200).says("Explorando");
    town.browser_of(TOMASA).await.get(&tutorial).await.is(200).says("Maricruz");
    town.is_sound().await;
}

#[actix_web::test]
async fn nobody_is_offered_who_could_not_begin() {
    let town = Town::new().await;
    let mine = format!("/tutorials/new?offer={ELVIA_OFFERS_PI}");
    let (elvia, berta) = (town.browser_of(ELVIA).await, town.browser_of(BERTA).await);
    let list = elvia.get(&mine).await.is(200).hides("va uno a la vez");
    assert_eq!(list.count(&format!("option[value='{XIMENA}']")), 1);
    agreed(&town).await;
    let list = elvia.get(&mine).await.is(200).says("Falta una persona de la escuela");
    assert_eq!((list.count(&format!("option[value='{XIMENA}']")), list.count(&format!("option[value='{MATEO}']"))), (0, 1));
    town.browser_of(ELVIA).await.reading("en").get(&mine).await.is(200).says("One person of the school is not here");
    // A form that was open before: the learner can be chosen anew, and the tutor stays.
    let (id, ximena, offer) = (fresh::<Tutorial>().to_string(), XIMENA.to_string(), ELVIA_OFFERS_PI.to_string());
    for browser in [&elvia, &berta] {
        let refused = browser.post("/tutorials", &[("id", &id), ("learner", &ximena), ("offer", &offer)]).await.is(422);
        assert_eq!((refused.count("select[name=learner]"), refused.count("input[type=radio][name=offer]")), (1, 0));
        assert_eq!((refused.count("#learner-error"), refused.field("offer").as_deref()), (1, Some(offer.as_str())));
    }

    // The topic comes first, and what has no place is not offered.
    let topics = berta.get("/tutorials/new").await.is(200).says("Primero, el tema").says("viene pi").hides("arco de piedra");
    assert_eq!(topics.count("select, form[action='/tutorials']"), 0);
    let of_pi = topics.link("viene pi").expect("a way on");
    assert_eq!(berta.get(&of_pi).await.is(200).says("Maestra Elvia").count("select[name=learner]"), 1);
    let full = berta.get(&format!("/tutorials/new?learner={MATEO}&topic={ARCH}")).await.is(200).says("no tienen lugar por ahora");
    assert_eq!(full.count("input[name=offer], .button"), 0);
    town.browser_of(BERTA).await.reading("en").get("/tutorials/new").await.is(200).says("First, the topic");
    // A choice that is left open says so at its field, and what was chosen is chosen still.
    let nothing = berta.post("/tutorials", &[("id", &id), ("learner", &MATEO.to_string()), ("topic", &PI.to_string())]).await.is(422);
    assert_eq!((nothing.count("#offer-error"), nothing.field("learner")), (1, Some(MATEO.to_string())));
}

#[actix_web::test]
async fn something_wrong_can_be_about_who_comes_on_visits_and_she_reads_it_nowhere() {
    let town = Town::new().await;
    town.under(|tx| tx.record(StewardNamed { person: CELIA, node: STATE, since: day("2026-09-01") })).await;
    let (ximena, nadia, tomasa) = (town.browser_of(XIMENA).await, town.browser_of(NADIA).await, town.browser_of(TOMASA).await);
    let about = TOMASA.to_string();
    let say = async |browser: &Browser, reader: &str, text: &str, about: &str| {
        let (id, school) = (fresh::<Concern>().to_string(), AGUA_ZARCA.to_string());
        let fields = [("id", id.as_str()), ("school", &school), ("text", text), ("reader", reader), ("about", about)];
        browser.post("/concerns/new", &fields).await
    };
    say(&ximena, "above", "Me habló feo.", &about).await.is(422).says("Elige una de las opciones");
    tomasa_comes(&town).await;
    let page = ximena.get("/concerns/new").await.is(200).says("Tomasa Ríos (viene de visita)").hides("Celia Montes");
    assert_eq!(page.count(&format!("option[value='{TOMASA}']")), 1);
    town.browser_of(XIMENA).await.reading("en").get("/concerns/new").await.is(200).says("Tomasa Ríos (comes on visits)");
    // Who does not know the school's people names nobody of them, nor whom it receives.
    town.visitor().get(&format!("/concerns/new?school={AGUA_ZARCA}")).await.is(200).hides("Tomasa");
    say(&nadia, "above", "Me habló feo.", &about).await.is(422);
    say(&ximena, "above", "Me habló feo.", &CELIA.to_string()).await.is(422);

    // The day is over, and she can still be named. It goes past her, to the next above.
    town.pass_days(5);
    let ximena = town.browser_of(XIMENA).await;
    say(&ximena, "above", "Me habló feo.", &about).await.is(200).says("Sierra Clara");
    say(&ximena, "school", "Y también aquí.", &about).await.is(200);
    tomasa.get(&format!("/nodes/{ZONE}/concerns")).await.is(200).hides("Me habló feo").hides("Y también");
    town.browser_of(CELIA).await.get(&format!("/nodes/{STATE}/concerns")).await.is(200).says("Me habló feo").says("Tomasa Ríos");
    town.browser_of(ELVIA).await.get(&format!("/nodes/{AGUA_ZARCA}/concerns")).await.is(200).says("Y también").hides("Me habló feo");
}

#[actix_web::test]
async fn of_whom_was_erased_no_form_is_offered_that_leads_nowhere() {
    let town = Town::new().await;
    let tutorial = format!("/tutorials/{}", agreed(&town).await);
    let (elvia, maricruz) = (town.browser_of(ELVIA).await, town.browser_of(MARICRUZ).await);
    let id = fresh::<Demonstration>().to_string();
    let record =
        [("id", id.as_str()), ("day", TODAY), ("outcome", "not_yet"), ("families", "5"), ("reason", "Le falta explicar la clave.")];
    maricruz.post(&format!("{tutorial}/record"), &record).await.is(200);
    let held = format!("/demonstrations/{id}");
    let ways = async |browser: &Browser| {
        let page = browser.get(&tutorial).await.is(200);
        page.attributes("main form", "action")
    };
    assert!(ways(&maricruz).await.contains(&format!("{tutorial}/notes")), "there is a form to lose");
    assert!(elvia.get(&held).await.is(200).attributes("a", "href").contains(&format!("{held}/edit")));
    elvia.post(&format!("/people/{XIMENA}/erasure"), &[("confirm", "yes")]).await.is(200);
    for browser in [&elvia, &maricruz] {
        for way in ways(browser).await {
            assert_ne!(browser.post(&way, &[]).await.status, 404, "{way}");
        }
        let left = ways(browser).await;
        for form in ["entries", "notes", "beginning", "resumption"] {
            assert!(!left.contains(&format!("{tutorial}/{form}")), "{form}");
        }
        let page = browser.get(&held).await.is(200);
        assert!(!page.attributes("a", "href").contains(&format!("{held}/edit")), "a link to what is not there");
    }
}

#[actix_web::test]
async fn a_steward_is_told_that_it_is_she_who_keeps_two_apart() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    town.under(|tx| {
        let (block, school, one, other) = (tx.new_id(), AGUA_ZARCA, MATEO, MARICRUZ);
        tx.record(PairBlocked { block, school, one, other, day: day("2026-11-10") }).map(drop)
    })
    .await;
    let told = copies(&elvia, &ids(), (MATEO, MARICRUZ), THE_ARCH, "2026-11-20", "ready").await.is(422);
    told.says("Desde el 10 de noviembre de 2026 están separadas").hides("ya no ofrece");
    let english = town.browser_of(ELVIA).await.reading("en");
    copies(&english, &ids(), (MATEO, MARICRUZ), THE_ARCH, "2026-11-20", "ready").await.is(422).says("They have been kept apart since");
    // Who teaches there and is no steward learns nothing of it, nor does she when she is one elsewhere.
    town.under(|tx| tx.record(StewardNamed { person: BERTA, node: LA_NORIA, since: day("2026-09-01") })).await;
    let other = copies(&town.browser_of(BERTA).await, &ids(), (MATEO, MARICRUZ), THE_ARCH, "2026-11-20", "ready").await.is(422);
    other.says("ya no ofrece el tema").hides("separadas");
    // What was before it can be entered.
    copies(&elvia, &ids(), (MATEO, MARICRUZ), THE_ARCH, "2026-11-09", "ready").await.is(200);
}
