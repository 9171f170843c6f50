//! Stories of what families are told and what they say: a paper opens a door, a no closes it, and nobody else reads or writes one.

use diesel::prelude::*;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::schema::{consents, guardians, notices};
use scraper::{Html, Selector};

use super::files::{Bytes, a_tutorial, a_tutorial_without_a_paper, kept, parts, photo};
use super::support::town::*;

/// A teacher enters a paper on a child's page.
async fn enter(teacher: &Browser, child: PersonId, fields: &[(&str, &str)]) -> Page {
    let at = format!("/people/{child}/consents");
    let id = teacher.get(&at).await.is(200).field("id").expect("an id");
    let fields: Vec<(&str, &str)> = [("id", id.as_str())].into_iter().chain(fields.iter().copied()).collect();
    teacher.post(&at, &fields).await
}

/// What is sent by the option with this label.
fn choice(page: &Page, label: &str) -> String {
    let html = Html::parse_document(&page.body);
    let options = Selector::parse("select[name=who] option").expect("a selector");
    let found = html.select(&options).find(|option| option.text().collect::<String>() == label);
    found.and_then(|option| option.value().attr("value")).expect("somebody is called so").to_owned()
}

/// How many notices, guardians, and answers there are.
async fn written(town: &Town) -> (i64, i64, i64) {
    town.under(|tx| {
        let (told, people) = (notices::table.count().get_result(&mut **tx)?, guardians::table.count().get_result(&mut **tx)?);
        Ok((told, people, consents::table.count().get_result(&mut **tx)?))
    })
    .await
}

#[actix_web::test]
async fn photos_wait_for_a_yes_and_are_shown_to_nobody_after_a_no() {
    let town = Town::new().await;
    let tutorial = a_tutorial_without_a_paper(&town).await;
    let (record, at) = (format!("/tutorials/{tutorial}"), format!("/tutorials/{tutorial}/files"));
    let (ximena, berta) = (town.browser_of(XIMENA).await, town.browser_of(BERTA).await);
    // Closed: said on the record, on the form, and to who sends all the same.
    ximena.get(&record).await.is(200).says("Pide la hoja en tu escuela").hides("Poner una foto del trabajo");
    assert_eq!(ximena.get(&at).await.is(200).says("Pide la hoja en tu escuela").count("input[type=file]"), 0);
    berta.get(&record).await.is(200).says("Imprime la hoja").says("Permisos de su familia");
    let (file, entry) = (fresh::<()>().to_string(), fresh::<()>().to_string());
    let body = parts(&[("id", &file), ("entry", &entry), ("text", "Mi arco")], "arco.jpg", &photo());
    let hers = Bytes::of(&town, XIMENA).await;
    for sender in [&hers, &Bytes::of(&town, BERTA).await] {
        let (status, page) = sender.send(&at, body.clone()).await;
        assert!(status == 422 && page.contains("Falta el permiso de la familia"), "{status}");
    }
    assert_eq!(kept(&town).await, (0, 0, 0));

    let page = enter(&berta, XIMENA, &[("guardian", "Aurelia Montes"), ("day", "2026-11-20"), ("photos", "yes")]).await.is(200);
    page.says("Quedó anotado").says("Aurelia Montes dijo que sí").says("Tiene el aviso desde el 20 de noviembre");
    assert_eq!(hers.send(&at, body.clone()).await.0, 303);
    let path = format!("/files/{file}");
    let maricruz = Bytes::of(&town, MARICRUZ).await;
    assert_eq!(maricruz.fetch(&path).await.0, 200);

    // The other parent disagrees, on another day: one no is enough, and for everybody at once.
    let no = enter(&berta, XIMENA, &[("guardian", "Tomás"), ("day", "2026-11-19"), ("photos", "no")]).await.is(200);
    no.says("ya no se muestra a nadie").says("Tomás dijo que no").says("Aurelia Montes dijo que sí");
    for reader in [XIMENA, MARICRUZ, BERTA, ELVIA] {
        for small in ["", "?small=1"] {
            assert_eq!(Bytes::of(&town, reader).await.fetch(&format!("{path}{small}")).await.0, 404);
        }
    }
    let shown = ximena.get(&record).await.is(200).says("No se muestra: falta el permiso").says("Mi arco");
    assert_eq!(shown.count(".laid img"), 0);
    let (again, page) = (fresh::<()>().to_string(), fresh::<()>().to_string());
    assert_eq!(hers.send(&at, parts(&[("id", &again), ("entry", &page)], "b.jpg", &photo())).await.0, 422);
    // He thinks better of it: nothing was lost.
    let tomas = choice(&berta.get(&format!("/people/{XIMENA}/consents")).await.is(200), "Tomás");
    enter(&berta, XIMENA, &[("who", &tomas), ("photos", "yes")]).await.is(200).hides("ya no se muestra").says("Tomás dijo que sí");
    assert_eq!(maricruz.fetch(&path).await.0, 200);
    // Taken back by the one who had given it; the teacher takes the photo away.
    enter(&berta, XIMENA, &[("guardian", "aurelia  montes"), ("photos", "no")]).await.is(200).says("Aurelia Montes dijo que no");
    assert_eq!(written(&town).await.1, 2, "a name that is known is the same person");
    berta.get(&format!("/people/{XIMENA}/files")).await.is(200).says("No se muestra").says("Quitar");
    berta.post(&format!("/files/{file}/end"), &[("list", "1")]).await.is(200).says("se borró");
    assert_eq!(kept(&town).await.1, 0);
    town.is_sound().await;
}

#[actix_web::test]
async fn a_paper_that_was_entered_by_mistake_no_longer_counts_and_stays_in_sight() {
    let town = Town::new().await;
    let tutorial = a_tutorial_without_a_paper(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let rosa = format!("member {ROSA}");
    let page = enter(&elvia, XIMENA, &[("who", &rosa), ("photos", "yes"), ("card", "no")]).await.is(200);
    page.says("Doña Rosa dijo que sí").says("Doña Rosa dijo que no");
    town.browser_of(XIMENA).await.get(&format!("/tutorials/{tutorial}")).await.is(200).says("Poner una foto del trabajo");
    let paper: ConsentId = town.under(|tx| Ok(consents::table.select(consents::id).get_result(&mut **tx)?)).await;
    let away = format!("/consents/{paper}/withdrawal");
    for stranger in [JULIAN, NADIA, XIMENA, ROSA, CELIA, TOMASA] {
        town.browser_of(stranger).await.post(&away, &[]).await.is(404);
    }
    for _ in 0..2 {
        elvia.post(&away, &[]).await.is(200).says("Ya no cuenta.").says("sin respuesta").says("Doña Rosa");
    }
    town.browser_of(XIMENA).await.get(&format!("/tutorials/{tutorial}")).await.is(200).says("Pide la hoja en tu escuela");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_whole_group_is_entered_at_once_or_not_at_all() {
    let town = Town::new().await;
    let berta = town.browser_of(BERTA).await;
    let at = format!("/nodes/{AGUA_ZARCA}/consents");
    berta.get(&at).await.is(200).says("2.º A").says("Con aviso: 0").hides("Ximena");
    let page = berta.get(&format!("{at}?group=2-A")).await.is(200).says("Ximena").says("Mateo").hides("Luis").says("Todavía sin aviso");
    berta.get(&format!("{at}?group=9-Z")).await.is(404);
    let ids = [MATEO, XIMENA].map(|child| page.field(&format!("id-{child}")).expect("an id"));
    let given = berta.post(&format!("/nodes/{AGUA_ZARCA}/notices"), &[("group", "2-A")]).await.is(200);
    given.says("tiene el aviso").hides("Todavía sin aviso");
    assert_eq!(written(&town).await, (2, 0, 0));

    let name = |field: &str, child: PersonId| format!("{field}-{child}");
    let send = async |mother: &str, day: &str| {
        let fields = [
            ("group".to_owned(), "2-A"),
            ("day".to_owned(), day),
            (name("id", MATEO), ids[0].as_str()),
            (name("guardian", MATEO), mother),
            (name("photos", MATEO), "yes"),
            (name("poster", MATEO), "no"),
            (name("id", XIMENA), ids[1].as_str()),
            (name("guardian", XIMENA), "Aurelia Montes"),
            (name("photos", XIMENA), "no"),
            (name("card", XIMENA), ""),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        berta.post(&at, &fields).await
    };
    for (mother, day, field) in [
        ("", "2026-11-20", name("guardian", MATEO)),
        ("MOLM850312MGTRPR08", "2026-11-20", name("guardian", MATEO)),
        ("Lucía", "2026-12-20", "day".to_owned()),
    ] {
        let page = send(mother, day).await.is(422);
        assert!(page.body.contains(&format!("id=\"{field}-error\"")), "{field}");
        assert_eq!(page.field(&name("guardian", XIMENA)).as_deref(), Some("Aurelia Montes"), "what was typed is kept");
        assert_eq!(page.attribute(&format!("#poster-{MATEO} option[selected]"), "value").as_deref(), Some("no"));
        assert_eq!(written(&town).await, (2, 0, 0), "all or none");
    }
    // Nothing at all says what a row needs; sent twice, it is there once.
    berta.post(&at, &[("group", "2-A"), (name("guardian", MATEO).as_str(), "")]).await.is(422).says("Falta este dato");
    for _ in 0..2 {
        send("Lucía", "2026-11-20").await.is(200).says("Quedaron anotadas").says("Ya firmó: Lucía");
        assert_eq!(written(&town).await, (2, 2, 3));
    }
    town.is_sound().await;
}

#[actix_web::test]
async fn nobody_else_reads_or_writes_what_families_say() {
    let town = Town::new().await;
    let (child, group) = (format!("/people/{XIMENA}/consents"), format!("/nodes/{AGUA_ZARCA}/consents"));
    let id = fresh::<()>().to_string();
    let paper = [("id", id.as_str()), ("guardian", "Aurelia"), ("photos", "yes")];
    let (row, own) = (format!("guardian-{XIMENA}"), format!("id-{XIMENA}"));
    let rows = [(own.as_str(), id.as_str()), (row.as_str(), "Aurelia"), ("photos", "yes")];
    for stranger in [JULIAN, NADIA, XIMENA, MATEO, ROSA, CELIA, TOMASA] {
        let browser = town.browser_of(stranger).await;
        browser.get(&child).await.is(404).hides("Quién firmó");
        browser.post(&child, &paper).await.is(404);
        browser.get(&group).await.is(404);
        browser.post(&group, &rows).await.is(404);
        browser.post(&format!("/nodes/{AGUA_ZARCA}/notices"), &[("group", "2-A")]).await.is(404);
        browser.get(&format!("/nodes/{AGUA_ZARCA}/sheets/notice?group=2-A")).await.is(404);
    }
    // By her own school's door a teacher of another reaches no child of this one.
    town.browser_of(JULIAN).await.post(&format!("/nodes/{LA_NORIA}/consents"), &rows).await.is(404);
    assert_eq!(town.visitor().get(&child).await.path, "/sign-in");
    // Whoever is grown up answers for herself: there is no such page of hers.
    town.browser_of(ELVIA).await.get(&format!("/people/{ROSA}/consents")).await.is(404);
    assert_eq!(written(&town).await, (0, 0, 0));
    // The notice itself is for everybody, in the school's name and nobody else's.
    let notice = town.visitor().get(&format!("/nodes/{AGUA_ZARCA}/notice")).await.is(200);
    notice.says("Telesecundaria de Agua Zarca usa Relevo").says("Basta que una").hides("Ximena").hides("Elvia");
    town.visitor().get(&format!("/nodes/{ZONE}/notice")).await.is(404);
    town.visitor().get(&format!("/nodes/{AGUA_ZARCA}")).await.is(200).says("Aviso para las familias");
}

#[actix_web::test]
async fn a_paper_is_refused_at_its_field() {
    let town = Town::new().await;
    let berta = town.browser_of(BERTA).await;
    let (julian, stranger) = (format!("member {JULIAN}"), format!("guardian {}", fresh::<()>()));
    for (fields, wrong) in [
        (vec![("guardian", ""), ("photos", "yes")], "guardian"),
        (vec![("guardian", "aurelia@example.mx"), ("photos", "yes")], "guardian"),
        (vec![("guardian", "Aurelia"), ("who", julian.as_str()), ("photos", "yes")], "guardian"),
        (vec![("who", julian.as_str()), ("photos", "yes")], "guardian"),
        (vec![("who", stranger.as_str()), ("photos", "yes")], "guardian"),
        (vec![("guardian", "Aurelia"), ("photos", "yes"), ("day", "2026-11-24")], "day"),
        (vec![("guardian", "Aurelia"), ("photos", "quizá")], "photos"),
    ] {
        let page = enter(&berta, XIMENA, &fields).await.is(422);
        assert!(page.body.contains(&format!("id=\"{wrong}-error\"")), "{wrong}: {fields:?}");
    }
    enter(&berta, XIMENA, &[("guardian", "Aurelia")]).await.is(422).says("Qué contestó");
    assert_eq!(written(&town).await, (0, 0, 0));
    berta.post(&format!("/people/{XIMENA}/consents"), &[("id", "nada"), ("guardian", "A"), ("photos", "yes")]).await.is(400);
}

#[actix_web::test]
async fn a_yes_is_told_to_one_school_and_a_no_goes_with_the_child() {
    let town = Town::new().await;
    let berta = town.browser_of(BERTA).await;
    enter(&berta, XIMENA, &[("guardian", "Aurelia"), ("photos", "yes"), ("card", "no")]).await.is(200);
    town.under(|tx| {
        let (until, node) = (day("2026-11-22"), AGUA_ZARCA);
        tx.record(PersonLeft { person: XIMENA, node, until })?;
        let (position, minor, voucher) = (Position::Student, true, None);
        tx.record(PersonJoined { person: XIMENA, node: LA_NORIA, position, minor, since: until, voucher })
    })
    .await;
    berta.get(&format!("/people/{XIMENA}/consents")).await.is(404);
    let julian = town.browser_of(JULIAN).await;
    let page = julian.get(&format!("/people/{XIMENA}/consents")).await.is(200);
    page.says("Fotos de su trabajo: sin respuesta").says("Tarjeta para entrar fuera del salón: no").says("Telesecundaria de Agua Zarca");
    enter(&julian, XIMENA, &[("guardian", "Aurelia"), ("photos", "yes")]).await.is(200).says("Fotos de su trabajo: sí");
    town.is_sound().await;
}

#[actix_web::test]
async fn with_a_child_goes_what_her_guardians_said_and_with_a_guardian_only_her_name() {
    let town = Town::new().await;
    let tutorial = a_tutorial(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let rosa = format!("member {ROSA}");
    enter(&elvia, XIMENA, &[("who", &rosa), ("photos", "no")]).await.is(200);
    enter(&elvia, MATEO, &[("guardian", "Lucía Ortiz"), ("photos", "yes")]).await.is(200);
    elvia.post(&format!("/people/{ROSA}/erasure"), &[]).await.is(200);
    let page = elvia.get(&format!("/people/{XIMENA}/consents")).await.is(200);
    page.says("Alguien cuyo nombre se borró dijo que no").hides("Doña Rosa");
    town.browser_of(XIMENA).await.get(&format!("/tutorials/{tutorial}")).await.is(200).says("Pide la hoja");
    elvia.post(&format!("/people/{MATEO}/erasure"), &[]).await.is(200);
    let names: Vec<Option<String>> = town.under(|tx| Ok(guardians::table.select(guardians::name).load(&mut **tx)?)).await;
    assert_eq!(names, [Some("Quien responde".to_owned())]);
    let lines: i64 = town
        .under(|tx| {
            let journal = relevo::store::schema::journal::table;
            Ok(journal.filter(relevo::store::schema::journal::body.like("%Lucía%")).count().get_result(&mut **tx)?)
        })
        .await;
    assert_eq!(lines, 0, "the journal has forgotten it too");
    // Whoever has grown up answers for herself: what her family refused stays so until she has.
    let grown =
        [("node", AGUA_ZARCA.to_string()), ("name", "Ximena".to_owned()), ("position", "student".to_owned()), ("minor", "no".to_owned())];
    let mut grown: Vec<(&str, &str)> = grown.iter().map(|(name, value)| (*name, value.as_str())).collect();
    grown.push(("adult", "yes"));
    elvia.post(&format!("/people/{XIMENA}/edit"), &grown).await.is(200);
    let ximena = town.browser_of(XIMENA).await;
    let page = ximena.get(&format!("/tutorials/{tutorial}")).await.is(200).says("Ahora lo decides tú").hides("Poner una foto del trabajo");
    assert_eq!(page.count(&format!("a[href='/people/{XIMENA}/files']")), 1);
    let page = elvia.get(&format!("/tutorials/{tutorial}")).await.is(200).says("lo decide en su página");
    assert_eq!(page.count(&format!("a[href='/people/{XIMENA}/consents']")), 0, "no paper is asked for any more");
    let id = ximena.get(&format!("/people/{XIMENA}/files")).await.is(200).field("id").expect("the form");
    ximena.post(&format!("/people/{XIMENA}/consents"), &[("id", &id), ("photos", "yes")]).await.is(200);
    ximena.get(&format!("/tutorials/{tutorial}")).await.is(200).says("Poner una foto del trabajo");
    town.is_sound().await;
}
