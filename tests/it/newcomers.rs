//! What people stumble on who open Relevo for the first time: where a form was wrong, in which language a topic is called, where to begin.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use scraper::{Html, Selector};

use super::support::town::*;

/// The words of every element that a selector finds.
fn all(page: &Page, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let html = Html::parse_document(&page.body);
    html.select(&selector).map(|one| one.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")).collect()
}

/// Pi gets a title in English.
async fn pi_in_english(town: &Town) {
    town.under(|tx| {
        tx.record(TopicWritten {
            topic: PI,
            version: 2,
            author: Some(ELVIA),
            day: day("2026-01-12"),
            title: "¿De dónde viene pi?".to_owned(),
            subject: "matematicas".to_owned(),
            challenge: "Mide.".to_owned(),
            why: String::new(),
            questions: vec![],
            sources: vec![],
            prerequisites: vec![],
            title_en: Some("Where does pi come from?".to_owned()),
        })
    })
    .await;
}

async fn wants(town: &Town, learner: PersonId, topic: TopicId) {
    let interest = InterestStated { interest: fresh(), learner, topic, school: AGUA_ZARCA, rank: 1, day: day("2026-11-20") };
    town.under(move |tx| tx.record(interest)).await;
}

#[actix_web::test]
async fn the_summary_of_errors_names_each_field_and_leads_to_it() {
    let town = Town::new().await;
    let (elvia, id) = (town.browser_of(ELVIA).await, fresh::<Person>().to_string());
    let form = [("id", id.as_str()), ("name", ""), ("position", "family"), ("minor", "no"), ("grade", "40")];
    let page = elvia.post(&format!("/nodes/{AGUA_ZARCA}/people/new"), &form).await.is(422);
    let said = all(&page, ".errors a");
    assert_eq!(said[0], "Nombre: Falta este dato.");
    assert!(said.contains(&"Grado: Escribe un número entre 1 y 12.".to_owned()), "{said:?}");
    assert!(said.iter().all(|line| line.contains(": ") || line.contains("? ")), "{said:?}");
    let hrefs = Selector::parse(".errors a").expect("a selector");
    for link in Html::parse_document(&page.body).select(&hrefs) {
        assert_eq!(page.count(link.value().attr("href").expect("an address")), 1, "{:?} leads somewhere", link.value().attr("href"));
    }

    // Where a form has several parts alike, the part is named too; the message at the field need not repeat it.
    let week = format!("/nodes/{AGUA_ZARCA}/paper");
    let sheets = [("learner-1", "Ximena"), ("learner-3", "Mateo"), ("day-3", "mañana"), ("id-1", &id), ("tutorial-1", &id)];
    let sheets = [&sheets[..], &[("id-3", id.as_str()), ("tutorial-3", &id)]].concat();
    let page = elvia.post(&week, &sheets).await.is(422);
    let said = all(&page, ".errors a");
    assert!(said.contains(&"Hoja 3, Día de la demostración: No es una fecha. Escribe día, mes y año.".to_owned()), "{said:?}");
    assert_eq!(all(&page, "#day-3-error"), ["No es una fecha. Escribe día, mes y año."]);
}

#[actix_web::test]
async fn a_topic_is_called_in_its_readers_language() {
    let town = Town::new().await;
    pi_in_english(&town).await;
    wants(&town, MATEO, PI).await;
    let (spanish, english) = ("¿De dónde viene pi?", "Where does pi come from?");
    let nodes = [format!("/nodes/{AGUA_ZARCA}/catalog"), "/topics".to_owned(), format!("/people/{ELVIA}/catalog")];
    let pages = [&nodes[..], &["/".to_owned(), format!("/topics/{PI}/lineage"), format!("/nodes/{AGUA_ZARCA}/poster")]].concat();
    for path in pages {
        let elvia = town.browser_of(ELVIA).await;
        elvia.get(&path).await.is(200).says(spanish).hides(english);
        elvia.reading("en").get(&path).await.is(200).says(english).hides(spanish);
    }
    // The other topics have no title in English: theirs is read out in Spanish.
    let elvia = town.browser_of(ELVIA).await.reading("en");
    let list = elvia.get("/topics").await;
    let arch = format!("a[href='/topics/{ARCH}']");
    assert_eq!(list.attribute(&arch, "lang").as_deref(), Some("es"));
    assert_eq!(list.attribute(&format!("a[href='/topics/{PI}']"), "lang"), None);
    // On the topic's own page the original stands beside it.
    let page = elvia.get(&format!("/topics/{PI}")).await.is(200);
    assert_eq!(all(&page, "h1"), [english]);
    assert_eq!(page.attribute("h1 + p", "lang").as_deref(), Some("es"));
    assert_eq!(all(&page, "h1 + p"), [spanish]);
    // Who copies a sheet may write either.
    let id = fresh::<Person>().to_string();
    let (ximena, elvia_id, luis) = (XIMENA.to_string(), ELVIA.to_string(), LUIS.to_string());
    let sheet = [("id-1", id.as_str()), ("tutorial-1", &id), ("learner-1", &ximena), ("topic-1", english), ("tutor-1", &elvia_id)];
    let sheet = [&sheet[..], &[("day-1", "2026-11-20"), ("present-1", luis.as_str()), ("outcome-1", "ready")]].concat();
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/paper"), &sheet).await.is(200).says("Ximena").says(english);
}

#[actix_web::test]
async fn each_door_of_the_entrance_has_one_form() {
    let town = Town::new().await;
    let stranger = town.visitor();
    let doors = stranger.get("/sign-in").await.is(200);
    assert_eq!(doors.count("main form"), 0);
    let child = doors.link("Estoy en clase").expect("a door for children");
    let adult = doors.link("Soy una persona adulta").expect("a door for adults");
    let child = stranger.get(&child).await.is(200);
    assert_eq!((child.count("main form"), child.count("#code"), child.count("#password")), (1, 1, 0));
    let adult = stranger.get(&adult).await.is(200);
    assert_eq!((adult.count("main form"), adult.count("#code"), adult.count("#password")), (1, 0, 1));
    let wrong = stranger.post("/sign-in", &[("handle", "nadie"), ("password", "no lo sé")]).await.is(422);
    assert_eq!((wrong.count("main form"), wrong.field("handle").as_deref()), (1, Some("nadie")));
}

#[actix_web::test]
async fn the_board_leads_to_the_thing_itself_and_says_the_year_of_long_ago() {
    let town = Town::new().await;
    wants(&town, MATEO, MOON).await;
    town.under(|tx| {
        let (mastery, demonstration) = (fresh(), None);
        let (person, topic, school, day) = (LUIS, PI, AGUA_ZARCA, day("2025-11-12"));
        let via = Via::Demonstration;
        tx.record(MasteryGranted {
            mastery,
            person,
            topic,
            school,
            via,
            day,
            parent: Some(ELVIA_PI),
            generation: 2,
            demonstration,
            voucher: None,
        })
    })
    .await;
    let berta = town.browser_of(BERTA).await;
    let board = berta.get(&format!("/nodes/{AGUA_ZARCA}/board")).await.is(200).says("desde el 12 nov 2025");
    assert_eq!(board.link("Ver el tema"), Some(format!("/topics/{MOON}")));
    let (id, celia, me) = (fresh::<Visit>().to_string(), CELIA.to_string(), BERTA.to_string());
    let visit = [("id", id.as_str()), ("day", "2026-11-25"), ("visitors", &celia), ("responsible", &me)];
    berta.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &visit).await.is(200);
    let board = berta.get(&format!("/nodes/{AGUA_ZARCA}/board")).await.is(200);
    let there = board.link("Visita de Celia Montes; responde Maestra Berta").expect("the visit");
    let (path, place) = there.split_once('#').expect("a place on the page");
    assert_eq!(berta.get(path).await.is(200).count(&format!("#{place}")), 1);
    // Another school's teacher sees nothing of it.
    town.browser_of(JULIAN).await.get(&format!("/nodes/{AGUA_ZARCA}/board")).await.is(404).hides("Mateo");
}

#[actix_web::test]
async fn an_empty_school_says_where_to_begin() {
    let town = Town::empty().await;
    let elvia = town.visitor();
    let form = elvia.get("/setup").await.is(200);
    let (school, person) = (form.field("school").expect("an id"), form.field("person").expect("an id"));
    let fields =
        [("school", school.as_str()), ("person", &person), ("school_name", "Agua Zarca"), ("name", "Elvia"), ("position", "teacher")];
    let secret = [("handle", "elvia"), ("password", "tres tristes tigres"), ("again", "tres tristes tigres")];
    elvia.post("/setup", &[&fields[..], &secret].concat()).await;
    let board = elvia.get("/").await.is(200).says("Por dónde empezar");
    let steps = ["Agrega a tus estudiantes", "Propón un tema", "Anota quién lo domina ya", "Abre el salón"];
    for step in steps {
        elvia.get(&board.link(step).expect("a step")).await.is(200);
    }
    assert_eq!(all(&board, ".thread .now .step a"), [steps[0]]);
    let add = elvia.get(&board.link(steps[0]).expect("a step")).await;
    let child = [("id", add.field("id").expect("an id")), ("name", "Ximena".to_owned()), ("position", "student".to_owned())];
    let child: Vec<(&str, &str)> =
        child.iter().map(|(name, value)| (*name, value.as_str())).chain([("minor", "yes"), ("grade", "2")]).collect();
    elvia.post(&format!("/nodes/{school}/people/new"), &child).await.is(200);
    let board = elvia.get("/").await.is(200);
    assert_eq!(all(&board, ".thread .now .step a"), [steps[1]]);
    elvia.get(&format!("/nodes/{school}/interests")).await.is(200).says("Aquí nadie espera un tema ahora").hides("alguien lo ofrece");
    // Where something goes on, nobody is told how to begin.
    let settled = Town::new().await;
    wants(&settled, MATEO, MOON).await;
    settled.browser_of(ELVIA).await.get("/").await.is(200).hides("Por dónde empezar");
}

#[actix_web::test]
async fn a_place_is_called_by_its_level_and_a_coach_finds_the_way_to_vouch() {
    let town = Town::new().await;
    let celia = town.browser_of(CELIA).await;
    celia.get("/").await.is(200).says("Mi zona").hides("Mi escuela");
    town.browser_of(XIMENA).await.get("/").await.is(200).says("Mi escuela");
    let school = celia.get(&format!("/nodes/{AGUA_ZARCA}")).await.is(200);
    let way = school.link("Dar mi aval").expect("the way");
    let whom = celia.get(&way).await.is(200).says("Maestra Berta").hides("Ximena").hides("Maricruz");
    let form = celia.get(&whom.link("Maestra Berta").expect("her")).await.is(200).says("Dar mi aval: Maestra Berta");
    let (id, moon) = (form.field("id").expect("an id"), MOON.to_string());
    let path = format!("/people/{BERTA}/masteries");
    celia.post(&path, &[("id", &id), ("topic", &moon), ("reason", "Lo mostró en el taller.")]).await.is(200).says("Tu aval quedó escrito");
    // Who a child of the school is, the coach does not know, so she does not vouch for one; and neither another school's teacher nor a child finds the list.
    celia.get(&format!("/people/{XIMENA}/masteries")).await.is(404);
    for person in [JULIAN, XIMENA] {
        town.browser_of(person).await.get(&way).await.is(404).hides("Berta");
    }
}

#[actix_web::test]
async fn a_week_of_paper_holds_each_name_once_a_list_and_takes_names() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let path = format!("/nodes/{AGUA_ZARCA}/paper");
    let week = elvia.get(&format!("{path}?rows=10")).await.is(200);
    assert_eq!(week.body.matches("Maricruz").count(), 1, "learners, tutors and witnesses are found in one list");
    let (id, tutorial) = (week.field("id-2").expect("an id"), week.field("tutorial-2").expect("an id"));
    let sheet = |learner: &str, tutor: &str| {
        let fields = [("id", id.as_str()), ("tutorial", &tutorial), ("learner", learner), ("tutor", tutor), ("present", "luis")];
        let more = [("topic", "arco de piedra"), ("day", "2026-11-20"), ("outcome", "ready")];
        let all = fields.into_iter().chain(more).map(|(name, value)| (format!("{name}-2"), value.to_owned()));
        all.collect::<Vec<_>>()
    };
    let send = async |sheet: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = sheet.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        elvia.post(&path, &fields).await
    };
    // Somebody of another school is nobody here.
    let page = send(sheet("Nadia", "Maricruz · 3.º A")).await.is(422);
    assert_eq!(page.field("learner-2").as_deref(), Some("Nadia"));
    assert_eq!(page.field("tutor-2").as_deref(), Some("Maricruz · 3.º A"));
    assert_eq!(all(&page, ".errors a"), ["Hoja 2, Quién aprendió: Elige una de las opciones."]);
    send(sheet(" ximena ", "Maricruz · 3.º A")).await.is(200).says("Ximena, con la compañía de Maricruz").says("Luis");
}

#[actix_web::test]
async fn who_learned_is_sought_among_those_who_study_first() {
    let town = Town::new().await;
    let page = town.browser_of(ELVIA).await.get(&format!("/nodes/{AGUA_ZARCA}/paper")).await.is(200);
    let headings = page.attributes("#learner-1 optgroup", "label");
    assert_eq!(headings, ["1.º A", "2.º A", "3.º A", "Docentes y dirección", "Familias y comunidad"]);
    assert_eq!(all(&page, "#learner-1 optgroup:nth-of-type(2) option"), ["Mateo", "Ximena"]);
    // The list that completes what is typed has no headings, and the same order: in it the grade tells two of one name apart.
    let week = town.browser_of(ELVIA).await.get(&format!("/nodes/{AGUA_ZARCA}/paper?rows=5")).await.is(200);
    let listed = week.attributes("#people option", "value");
    assert_eq!(listed[..4], ["Luis · 1.º A", "Mateo · 2.º A", "Ximena · 2.º A", "Maricruz · 3.º A"]);
    assert_eq!(listed[4..], ["Doña Rosa", "Maestra Berta", "Maestra Elvia"]);
}

#[actix_web::test]
async fn a_wrong_number_of_places_is_told_at_its_own_offer() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    town.under(|tx| {
        let (mastery, person, topic, school, via) = (fresh(), ELVIA, MOON, AGUA_ZARCA, Via::Founding);
        let (day, voucher) = (day("2026-02-02"), Some(ELVIA));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day, parent: None, generation: 1, demonstration: None, voucher })?;
        tx.record(OfferOpened { offer: fresh(), mastery, person, topic, school, capacity: 1, day })
    })
    .await;
    // Who vouched for herself has nobody else's word.
    elvia.get(&format!("/people/{ELVIA}/catalog")).await.is(200).says("con su propia palabra").says("con el aval de Celia Montes");
    for capacity in ["abc", "13", "-1"] {
        let page = elvia.post(&format!("/offers/{ELVIA_OFFERS_PI}"), &[("capacity", capacity), ("state", "open")]).await.is(422);
        assert_eq!(all(&page, ".errors a"), ["A cuántas personas a la vez: Escribe un número entre 1 y 12."]);
        assert_eq!((page.count(".field.bad"), page.count("details[open]")), (1, 1));
        assert_eq!(page.count(&format!("#capacity-{ELVIA_PI}-error")), 1);
    }
    // Another school's teacher changes nothing.
    let julian = town.browser_of(JULIAN).await;
    julian.post(&format!("/offers/{ELVIA_OFFERS_PI}"), &[("capacity", "3"), ("state", "open")]).await.is(404);
}

#[actix_web::test]
async fn a_name_is_made_of_letters_and_a_key_is_called_a_key() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let path = format!("/nodes/{AGUA_ZARCA}/people/new");
    for (name, said) in [
        ("BOXW310820HNERXN09", "Parece una CURP"),
        ("442 123 4567", "Parece un número de teléfono"),
        ("<b>Ana</b>", "Escribe el nombre solo con letras"),
        ("Ana/Eva", "Escribe el nombre solo con letras"),
        ("123", "Escribe el nombre solo con letras"),
        ("Ana María López Ruiz", "Escribe solo el nombre"),
    ] {
        let id = fresh::<Person>().to_string();
        let form = [("id", id.as_str()), ("name", name), ("position", "student"), ("minor", "yes")];
        let page = elvia.post(&path, &form).await.is(422).says(said);
        assert_eq!(page.field("name").as_deref(), Some(name), "what was typed is kept");
    }
    // An adult may have a long name, but not any sign.
    let id = fresh::<Person>().to_string();
    let adult = |name| [("id", id.as_str()), ("name", name), ("position", "teacher"), ("minor", "no")];
    elvia.post(&path, &adult("Ana María López <Ruiz>")).await.is(422).says("Escribe el nombre solo con letras");
    elvia.post(&path, &adult("Ana María López-Ruiz D'Luna")).await.is(200);
    for name in ["<i>x</i>", "12345"] {
        elvia.post(&format!("/nodes/{AGUA_ZARCA}/name"), &[("name", name)]).await.is(422).says("con letras");
    }
    elvia.post(&format!("/nodes/{AGUA_ZARCA}/name"), &[("name", "20 de Noviembre")]).await.is(200).says("20 de Noviembre");
}

#[actix_web::test]
async fn who_masters_a_topic_is_led_to_pass_it_on() {
    let town = Town::new().await;
    let maricruz = town.browser_of(MARICRUZ).await;
    let page = maricruz.get(&format!("/topics/{ARCH}")).await.is(200).says("Quién lo ofrece").hides("El siguiente nudo puede ser tuyo");
    assert_eq!(page.link("Invitar a alguien"), Some(format!("/tutorials/new?offer={MARICRUZ_OFFERS_ARCH}")));
    town.browser_of(XIMENA).await.get(&format!("/topics/{ARCH}")).await.is(200).says("Quién te puede acompañar").hides("Invitar a alguien");
    maricruz.post(&format!("/offers/{MARICRUZ_OFFERS_ARCH}"), &[("capacity", "1"), ("state", "paused")]).await.is(200);
    let page = maricruz.get(&format!("/topics/{ARCH}")).await.is(200);
    assert_eq!(page.link("Ofrecerlo en mi catálogo"), Some(format!("/people/{MARICRUZ}/catalog")));
}

#[actix_web::test]
async fn who_has_no_name_here_is_spoken_of_well() {
    let town = Town::new().await;
    // Celia offers the moon and comes on a visit: Ximena reads that somebody comes, and when.
    let (offer, mastery): (OfferId, MasteryId) = (fresh(), fresh());
    town.under(move |tx| {
        let (person, topic, school, via, day) = (CELIA, MOON, ZONE, Via::Founding, day("2026-01-10"));
        tx.record(MasteryGranted {
            mastery,
            person,
            topic,
            school,
            via,
            day,
            parent: None,
            generation: 1,
            demonstration: None,
            voucher: None,
        })?;
        tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 1, day })
    })
    .await;
    let berta = town.browser_of(BERTA).await;
    let (id, celia, me) = (fresh::<Visit>().to_string(), CELIA.to_string(), BERTA.to_string());
    let visit = [("id", id.as_str()), ("day", "2026-11-25"), ("visitors", &celia), ("responsible", &me)];
    berta.post(&format!("/nodes/{AGUA_ZARCA}/visits/new"), &visit).await.is(200);
    let ximena = town.browser_of(XIMENA).await;
    let topic = ximena
        .get(&format!("/topics/{MOON}"))
        .await
        .is(200)
        .says("Celia Montes , viene el miércoles 25 de noviembre")
        .hides("Alguien que viene");
    let ask = ximena.get(&topic.link("Pedir que me acompañe").expect("the way")).await.is(200);
    ask.says("Acompaña Celia Montes, que viene de visita el miércoles 25 de noviembre").hides("alguien");
    // An erased learner stands at the beginning of a sentence like any other word.
    let tutorial: TutorialId = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school, day) = (LUIS, MARICRUZ, ARCH, AGUA_ZARCA, day("2026-11-02"));
        let offer = Some(MARICRUZ_OFFERS_ARCH);
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: LUIS, day, offer, visit: None })?;
        tx.record(PersonErased { person: LUIS })
    })
    .await;
    let maricruz = town.browser_of(MARICRUZ).await;
    let page = maricruz.get(&format!("/tutorials/{tutorial}")).await.is(200);
    assert!(page.main().contains("Alguien con Maricruz"), "{}", page.main());
}
