//! What an outside user stumbled over: a page that told what was not so, a way that led nowhere, a second press that looked like a loss.

use relevo::actions::retention::Periods;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::topics;

use super::support::town::*;

#[actix_web::test]
async fn families_are_told_for_how_long_it_is_kept_as_it_is_kept_there() {
    let (notice, sheet) = (format!("/nodes/{AGUA_ZARCA}/notice"), format!("/nodes/{AGUA_ZARCA}/sheets/notice"));
    let town = Town::new().await;
    town.visitor()
        .get(&notice)
        .await
        .is(200)
        .says("Un año después de haberse ido")
        .says("3 años después de haberse ido se borran su nombre");
    town.visitor().reading("en").get(&notice).await.is(200).says("One year after leaving").says("3 years after leaving, the name");
    town.browser_of(BERTA).await.get(&sheet).await.is(200).says("3 años después de haberse ido se borran su nombre");

    // Whoever runs the program has chosen otherwise.
    let town = Town::forgetting(Periods { archive: 100, erase: 2 * 365 }).await;
    town.visitor()
        .get(&notice)
        .await
        .is(200)
        .says("100 días después de haberse ido")
        .says("2 años después de haberse ido se borran su nombre")
        .hides("3 años");
    town.browser_of(BERTA).await.get(&sheet).await.is(200).says("100 días después").hides("3 años");
}

#[actix_web::test]
async fn a_telephone_number_is_refused_in_pairs_and_without_its_area_too() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    let (way, id) = (format!("/topics/{MOON}/interest"), fresh::<Interest>().to_string());
    for number in ["55 12 34 56 78", "tel. 123 4567", "443 12 34 567", "1 55 1234 5678"] {
        let why = format!("Para preguntar: {number}");
        let page = ximena.post(&way, &[("id", &id), ("why", &why)]).await.is(422).says("teléfono");
        assert_eq!(page.field("why").as_deref().map(str::trim), Some(why.as_str()), "what was typed stays");
    }
    for mathematics in ["Medí 35 42 51 48 39 y 36", "1 2 3 4 5 6 7 8 9 10", "De 2019 2020 2021", "12, 34, 56, 78, 90"] {
        let id = fresh::<Interest>().to_string();
        ximena.post(&way, &[("id", &id), ("why", mathematics)]).await.is(200).hides("teléfono");
    }
}

#[actix_web::test]
async fn its_language_and_origin_are_set_right_by_whoever_answers_for_the_topic() {
    let town = Town::new().await;
    let topic: TopicId = fresh();
    let (path, edit) = (format!("/topics/{topic}"), format!("/topics/{topic}/edit"));
    let ximena = town.browser_of(XIMENA).await;
    let id = topic.to_string();
    let text = [("title", "¿Por qué se pica la masa?"), ("subject", "comunidad"), ("challenge", "Pregunta a quien lo sabe.")];
    let known = |language: &'static str, origin: &'static str, licence: &'static str| {
        [("seen", "1"), ("language", language), ("origin", origin), ("licence", licence)]
    };
    let made = [&text[..], &[("id", id.as_str())], &known("en", "own", "CC-BY-SA-4.0")[1..]].concat();
    ximena.post("/topics/new", &made).await.is(200).says("ya está en la red");

    let send = |known: &[(&'static str, &'static str)]| [&text[..], known].concat();
    // Somebody of the other school, and a classmate who masters nothing of it.
    for stranger in [JULIAN, MATEO] {
        town.browser_of(stranger).await.post(&edit, &send(&known("es", "community", "CC-BY-4.0"))).await.is(404);
    }
    let form = ximena.get(&edit).await.is(200);
    assert_eq!(form.attribute("input[name=language][checked]", "value").as_deref(), Some("en"));
    assert_eq!(form.attribute("input[name=origin][checked]", "value").as_deref(), Some("own"));
    ximena.post(&edit, &send(&known("fr", "community", "CC-BY-4.0"))).await.is(422).says("En qué lengua");
    for _ in 0..2 {
        let page = ximena.post(&edit, &send(&known("es", "community", "CC-BY-4.0"))).await.is(200);
        page.says("Quedó corregido").says("CC BY 4.0").says("Versión 1");
    }
    let row = town.under(move |tx| topics::by_id(tx, topic)).await.expect("it is there");
    assert_eq!((row.language.as_str(), row.origin, row.licence.as_str(), row.version), ("es", Origin::Community, "CC-BY-4.0", 1));

    // Once somebody else has written under its licence, it stays; the rest can still be set right, by her steward too.
    let elvia = town.browser_of(ELVIA).await;
    let improved = [&send(&known("es", "community", "CC-BY-4.0"))[..], &[("why", "Para no tirar la comida.")]].concat();
    elvia.post(&edit, &improved).await.is(200).says("versión nueva");
    let form = ximena.get(&edit).await.is(200).says("Ya no puede ser otra");
    assert_eq!(form.count("[name=licence]"), 0);
    let again = |licence: &'static str| {
        [&text[..], &[("seen", "2"), ("why", "Para no tirar la comida."), ("language", "es"), ("origin", "own"), ("licence", licence)]]
            .concat()
    };
    ximena.post(&edit, &again("CC0-1.0")).await.is(422).says("no puede ser otra");
    elvia.post(&edit, &again("")).await.is(200).says("Quedó corregido").says("Versión 2");
    let row = town.under(move |tx| topics::by_id(tx, topic)).await.expect("it is there");
    assert_eq!((row.origin, row.licence.as_str()), (Origin::Own, "CC-BY-4.0"));

    // Who masters it improves the text, and is not asked for the rest.
    town.under(move |tx| {
        let (mastery, via, day) = (fresh(), Via::Founding, day(TODAY));
        let (parent, demonstration, voucher) = (None, None, Some(ELVIA));
        let fact =
            MasteryGranted { mastery, person: MATEO, topic, school: AGUA_ZARCA, via, day, parent, generation: 1, demonstration, voucher };
        tx.record(fact).map(drop)
    })
    .await;
    let mateo = town.browser_of(MATEO).await;
    assert_eq!(mateo.get(&edit).await.is(200).count("main [name=language], main [name=licence]"), 0);
    mateo.post(&edit, &again("")).await.is(404);
    town.browser_of(CELIA).await.get(&path).await.is(200).says("Versión 2");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_list_that_is_confirmed_twice_comes_to_the_same_page() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let id = fresh::<List>().to_string();
    let fields = [("id", id.as_str()), ("kind", "people")];
    let list = "nombre;grado;grupo\nItzel;2;A\nJacinta;2;A\nGil;1;A\n";
    let seen = elvia.send_file(&format!("/nodes/{AGUA_ZARCA}/lists"), &fields, "grupo.csv", list.as_bytes()).await.is(200);
    let (here, way) = (seen.path.clone(), format!("{}/confirmation", seen.path));
    // At once, as a button is pressed twice, and once more later.
    let sign = seen.field("seen").expect("the sign of what is shown");
    let sent = [("seen", sign.as_str())];
    let (one, other) = tokio::join!(elvia.post(&way, &sent), elvia.post(&way, &sent));
    for page in [one, other, elvia.post(&way, &sent).await] {
        let page = page.is(200).says("Se guardaron 3 filas");
        assert_eq!(page.path, here);
    }
    for stranger in [BERTA, JULIAN, TOMASA] {
        town.browser_of(stranger).await.post(&way, &[]).await.is(404);
    }
    let there = town.under(|tx| relevo::store::queries::people::members(tx, AGUA_ZARCA)).await;
    assert_eq!(there.iter().filter(|member| member.name == "Jacinta").count(), 1);
    town.is_sound().await;
}

/// Twenty more of Agua Zarca who master the arch and offer it; the fifth of them accompanies somebody already.
async fn twenty_offer_the_arch(town: &Town) {
    town.under(|tx| {
        let (school, since) = (AGUA_ZARCA, day("2026-08-31"));
        for number in 1..=20 {
            let (person, mastery, offer) = (tx.new_id(), tx.new_id(), tx.new_id());
            tx.record(PersonJoined { person, node: school, position: Position::Student, minor: true, since, voucher: None })?;
            tx.record(PersonNamed { person, name: format!("Estudiante {number}"), grade: Some(2), group: None, language: None })?;
            let (topic, via, parent, demonstration) = (ARCH, Via::Founding, None, None);
            let voucher = Some(ELVIA);
            let day = day("2026-09-10");
            tx.record(MasteryGranted { mastery, person, topic, school, via, day, parent, generation: 1, demonstration, voucher })?;
            tx.record(OfferOpened { offer, mastery, person, topic, school, capacity: 2, day })?;
            if number == 5 {
                let (tutorial, learner, tutor) = (tx.new_id(), LUIS, person);
                let (offer, visit, proposed_by) = (Some(offer), None, person);
                tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer, visit, proposed_by, day })?;
                tx.record(TutorialAgreed { tutorial, day, how: Agreement::Aloud })?;
            }
        }
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn many_who_can_accompany_stand_in_an_order_that_is_told_a_handful_in_sight() {
    let town = Town::new().await;
    twenty_offer_the_arch(&town).await;
    let topic = format!("/topics/{ARCH}");
    let page = town.browser_of(XIMENA).await.get(&topic).await.is(200).says("Primero, quienes todavía no han acompañado a nadie");
    page.says("Sería su primera vez de acompañar").says("Ver a otras 17 personas");
    let page = town.browser_of(XIMENA).await.get(&topic).await.is(200);
    assert_eq!((page.count("ul.rows.act-end > li"), page.count("details ul.rows.act-end > li")), (21, 17));
    // Whoever accompanies somebody stands last.
    let text = page.main();
    let (last, others) = (text.find("Estudiante 5 ").expect("the fifth"), (6..=20).map(|number| format!("Estudiante {number} ")));
    for other in others {
        assert!(text.find(&other).expect("each is listed") < last, "{other} comes before: {text}");
    }
    page.says("Hoy ya acompaña a una persona");
    // Each learner finds equals in an order of her own, and the same one every time.
    let order = async |person| {
        let page = town.browser_of(person).await.get(&topic).await.is(200);
        page.main().split("Estudiante ").skip(1).map(|name| name.split(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(order(XIMENA).await, order(XIMENA).await);
    assert_ne!(order(XIMENA).await, order(MATEO).await);

    let elvia = town.browser_of(ELVIA).await;
    // So it is where a teacher looks for somebody for her.
    let choose = elvia.get(&format!("/tutorials/new?learner={XIMENA}&topic={ARCH}")).await.is(200);
    let choose = choose.says("Primero, quienes todavía no han acompañado a nadie").says("Ver a otras 17 personas");
    assert_eq!((choose.count("input[name=offer]"), choose.count("details input[name=offer]")), (21, 17));
    assert_eq!(choose.says("Hoy ya acompaña a una persona").count("select[name=offer]"), 0);
    // The other school's teacher finds nobody of them.
    town.browser_of(JULIAN).await.get(&format!("/tutorials/new?learner={XIMENA}&topic={ARCH}")).await.is(404);
    town.browser_of(NADIA).await.get(&topic).await.is(200).hides("Estudiante");
}

#[actix_web::test]
async fn an_offer_of_another_school_says_at_once_that_a_visit_is_missing() {
    let town = Town::new().await;
    let offered: OfferId = fresh();
    town.under(move |tx| {
        let (mastery, person, topic, school, day) = (fresh(), JULIAN, MOON, LA_NORIA, day("2026-09-10"));
        let (via, parent, demonstration, voucher) = (Via::Founding, None, None, Some(TOMASA));
        tx.record(MasteryGranted { mastery, person, topic, school, via, day, parent, generation: 1, demonstration, voucher })?;
        tx.record(OfferOpened { offer: offered, mastery, person, topic, school, capacity: 2, day }).map(drop)
    })
    .await;
    let elvia = town.browser_of(ELVIA).await;
    let offered = offered.to_string();
    // A child there accompanies nobody here, visit or not; a teacher there, the children on a visit.
    for (offer, says) in [(NADIA_OFFERS_PI.to_string(), "no puede acompañar a nadie"), (offered.clone(), "hace falta una visita acordada")]
    {
        let page = elvia.get(&format!("/tutorials/new?offer={offer}&learner={MATEO}")).await.is(200);
        let page = page.says("Esta oferta es de otra escuela").says(says).hides("Nadia").hides("Julián");
        assert_eq!((page.count("main form button"), page.count("[name=learner], [name=aloud]")), (0, 0));
        let visits = page.link("Ver las visitas");
        assert_eq!(visits, (offer == offered).then(|| format!("/nodes/{AGUA_ZARCA}/visits")));
        // A form that was open before says what is true, also where she says that both agreed.
        let (id, mateo) = (fresh::<Tutorial>().to_string(), MATEO.to_string());
        let true_words = if offer == offered { "Son de lugares distintos" } else { "no pueden trabajar juntas" };
        for aloud in ["", "yes"] {
            let sent = [("id", id.as_str()), ("learner", &mateo), ("offer", &offer), ("aloud", aloud)];
            elvia.post("/tutorials", &sent).await.is(422).says(true_words).hides("Falta que la otra persona");
        }
    }
    // Adults need no visit: where nobody is chosen yet, they alone can be.
    let choose = elvia.get(&format!("/tutorials/new?offer={offered}")).await.is(200).says("Maestra Berta").hides("de otra escuela");
    assert_eq!(choose.count(&format!("option[value='{MATEO}']")), 0);
    // Her own school's offers are asked for as ever.
    let own = elvia.get(&format!("/tutorials/new?offer={MARICRUZ_OFFERS_ARCH}")).await.is(200).hides("de otra escuela");
    assert_eq!(own.count("[name=aloud]"), 1);
}

#[actix_web::test]
async fn a_child_becomes_an_adult_only_when_it_is_said_twice() {
    let town = Town::new().await;
    let (elvia, way) = (town.browser_of(ELVIA).await, format!("/people/{MATEO}/edit"));
    let node = AGUA_ZARCA.to_string();
    let typed = [("node", node.as_str()), ("name", "Mateo"), ("position", "teacher"), ("minor", "no"), ("grade", "2"), ("group", "A")];
    let minor = async || town.under(|tx| relevo::store::queries::people::by_id(tx, MATEO)).await.is_some_and(|row| row.minor);
    assert_eq!(elvia.get(&way).await.is(200).count("[name=adult]"), 0, "asked only where it matters");
    let asked = elvia.post(&way, &typed).await.is(422).says("Está anotada como menor de edad").says("Sí, Mateo es una persona adulta");
    assert_eq!(asked.count("input[name=adult][checked]"), 0);
    assert!(minor().await, "nothing was written");
    for stranger in [BERTA, JULIAN, TOMASA] {
        town.browser_of(stranger).await.post(&way, &[&typed[..], &[("adult", "yes")]].concat()).await.is(404);
    }
    elvia.post(&way, &[&typed[..], &[("adult", "yes")]].concat()).await.is(200).says("Mateo").hides("2.º A");
    assert!(!minor().await);
    // Grade and group went with the office of a student.
    let named = town.under(|tx| relevo::store::queries::people::name(tx, MATEO)).await.expect("his name");
    assert_eq!((named.grade, named.class), (None, None));
    // Whoever is an adult already is not asked.
    elvia.post(&way, &typed).await.is(200);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_group_is_not_called_by_odd_signs() {
    let town = Town::new().await;
    let (elvia, way, node) = (town.browser_of(ELVIA).await, format!("/people/{MATEO}/edit"), AGUA_ZARCA.to_string());
    let typed = |group: &'static str| {
        [
            ("node", node.clone()),
            ("name", "Mateo".into()),
            ("position", "student".into()),
            ("minor", "yes".into()),
            ("grade", "2".into()),
            ("group", group.to_owned()),
        ]
    };
    for (group, status) in [("<b>", 422), ("=1+1", 422), ("2-Colibrí", 200), ("A", 200)] {
        let typed = typed(group);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = elvia.post(&way, &typed).await.is(status);
        if status == 422 {
            assert_eq!(page.says("letras, números, espacios o guiones").field("group").as_deref(), Some(group));
        }
    }
    let id = fresh::<List>().to_string();
    let sent = [("id", id.as_str()), ("kind", "people")];
    let list = "nombre;grado;grupo\nItzel;2;<b>\nJacinta;2;A\n";
    let seen = elvia.send_file(&format!("/nodes/{AGUA_ZARCA}/lists"), &sent, "grupo.csv", list.as_bytes()).await.is(200);
    seen.says("1 nueva").says("Grupo: El nombre de un grupo lleva letras");
}

#[actix_web::test]
async fn cards_and_pins_are_made_for_whom_they_were_asked() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let (keys, ximena, mateo) = (format!("/nodes/{AGUA_ZARCA}/keys"), XIMENA.to_string(), MATEO.to_string());
    for kind in ["cards", "pins"] {
        let way = format!("/nodes/{AGUA_ZARCA}/{kind}");
        elvia.post(&way, &[("person", &ximena)]).await.is(200).says("Ximena").hides("Mateo");
        // Nobody marked: nothing is made, and what she has still works.
        for way in [way.clone(), format!("{way}/end")] {
            let page = elvia.post(&way, &[]).await.is(422).says("Elige a quién, o marca todo el grupo");
            assert_eq!(page.count(".picks .help"), 1);
        }
        let whole =
            elvia.get(&keys).await.is(200).attribute("input[type=checkbox][name=group][value='2-A']", "value").expect("a way for all");
        elvia.post(&way, &[("group", &whole), ("person", &mateo)]).await.is(200).says("Ximena").says("Mateo").hides("Luis");
        elvia.post(&format!("{way}/end"), &[("group", "all")]).await.is(200);
    }
    // Nothing on the page makes them for all unasked.
    let page = elvia.get(&keys).await.is(200);
    assert_eq!(page.count("input[type=hidden][name=group]:not([value=all])"), page.count("form[action$='/ways']"));
}

#[actix_web::test]
async fn what_is_wrong_is_told_in_the_order_of_the_page() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let id = fresh::<Demonstration>().to_string();
    let sent = [("id", id.as_str()), ("topic", ""), ("path", ""), ("day", ""), ("outcome", ""), ("students", "x")];
    let page = elvia.post(&format!("/people/{MATEO}/demonstration"), &sent).await.is(422);
    let lines = page.attributes(".errors a", "href");
    let fields: Vec<&str> = lines.iter().map(|line| line.trim_start_matches('#')).collect();
    assert_eq!(fields, ["topic", "path", "day", "students", "outcome"]);
    page.says("Al menos una persona además de quien aprendió.").hides("quien acompañó");
}

#[actix_web::test]
async fn nobody_is_told_what_is_not_so_of_her_thread() {
    let town = Town::new().await;
    let (elvia, ximena) = (town.browser_of(ELVIA).await, town.browser_of(XIMENA).await);
    assert!(ximena.get("/").await.is(200).main().contains("Puedo elegir"));
    // Whoever has something to finish is told so before she chooses.
    let (tutorial, learner, tutor, topic, school) = (fresh::<Tutorial>(), XIMENA, MARICRUZ, ARCH, AGUA_ZARCA);
    town.under(move |tx| {
        let (offer, visit, day) = (Some(MARICRUZ_OFFERS_ARCH), None, day("2026-11-10"));
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day, offer, visit })?;
        tx.record(TutorialAgreed { tutorial, day, how: Agreement::Aloud }).map(drop)
    })
    .await;
    let home = ximena.get("/").await.is(200).says("Para después").says("Primero terminas").says("Paso 3 de 6: Explorando");
    home.hides("Puedo elegir").hides("Hoy hay");

    // She shows it without having rehearsed: the thread goes by that knot, and does not call it done.
    let (id, present) = (fresh::<Demonstration>().to_string(), BERTA.to_string());
    let record = [("id", id.as_str()), ("day", "2026-11-20"), ("outcome", "ready"), ("present", &present)];
    elvia.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200).says("El acta quedó guardada");
    let thread = ximena.get(&format!("/tutorials/{tutorial}")).await.is(200).says("Ensayado , no se anotó").hides("Ensayado, hecho");
    assert_eq!(thread.count(".thread .passed"), 1);
    // Who masters it is not invited to learn it.
    let invite = town.browser_of(MARICRUZ).await.get(&format!("/tutorials/new?offer={MARICRUZ_OFFERS_ARCH}")).await.is(200);
    assert_eq!((invite.count(&format!("option[value='{XIMENA}']")), invite.count(&format!("option[value='{MATEO}']"))), (0, 1));

    // The record was a mistake: her catalog is empty, and her home does not promise what is not in it.
    assert!(ximena.get("/").await.is(200).main().contains("A quién acompaño"));
    elvia.post(&format!("/demonstrations/{id}/withdrawal"), &[]).await.is(200);
    ximena.get("/").await.is(200).hides("Lo que dominas está en tu catálogo");
    town.is_sound().await;
}
