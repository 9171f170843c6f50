//! Stories of topics, catalogs and wishes, told through the front door.

use relevo::domain::fact::*;

use crate::support::town::*;

#[tokio::test]
async fn a_visitor_reads_topics_and_no_names() {
    let town = Town::new().await;
    let visitor = town.visitor();
    visitor.get("/topics").await.is(200).says("¿De dónde viene pi?").says("La red tiene 3 temas");
    let page = visitor.get(&format!("/topics/{PI}")).await.is(200);
    let page = page.says("Mide, dibuja y di cómo lo sabes").says("Pregunta 1").says("Empezó en Telesecundaria de Agua Zarca");
    page.says("Lo dominan unas cuantas personas").says("Entra para saber").hides("Elvia").hides("Nadia").hides("Quiero este tema");
    visitor.get(&format!("/topics/{PI}/lineage")).await.is(200).says("De mano en mano").hides("Elvia").hides("Nadia");
    visitor.get(&format!("/topics/{PI}/versions")).await.is(200).says("Así empezó").hides("Elvia");
    visitor.get(&format!("/topics/{}", fresh::<relevo::domain::id::Topic>())).await.is(404);
    visitor.get("/topics/nonsense").await.is(404);
    for path in [format!("/nodes/{AGUA_ZARCA}/catalog"), "/interests".to_owned(), "/topics/new".to_owned()] {
        assert_eq!(visitor.get(&path).await.path, "/sign-in", "{path}");
    }
}

#[tokio::test]
async fn ximena_searches_without_accents_first_at_her_school() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    let page = ximena.get("/topics").await.is(200);
    page.says("2 temas").says("2 lugares libres").hides("la luna");
    ximena.get("/topics?q=LUNA").await.is(200).says("Nadie de tu escuela").says("toda la red");
    ximena.get("/topics?q=ensena&in=all").await.is(200).says("la luna nos enseña").hides("viene pi");
    ximena.get("/topics?q=%25").await.is(200).says("2 temas").hides("esas palabras");
    ximena.get("/topics?q=%22%27%3B--&in=all").await.is(200).says("La red tiene 3 temas").hides("esas palabras");
    ximena.get("/topics?page=99").await.is(200);
    ximena.get("/topics?page=x&in=").await.is(200);
}

#[tokio::test]
async fn ximena_sees_who_can_accompany_her_and_asks() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    let page = ximena.get(&format!("/topics/{PI}")).await.is(200);
    let ask = page.link("Pedir que me acompañe").expect("a way to ask");
    assert_eq!(ask, format!("/tutorials/new?learner={XIMENA}&offer={ELVIA_OFFERS_PI}"));
    let page = page.says("Maestra Elvia").says("2 lugares libres").says("Empezó aquí, con Maestra Elvia").says("en otro lugar de la red");
    page.says("visita acordada").hides("Nadia").hides("Mejorar este tema");

    town.under(|tx| {
        tx.record(PairBlocked { block: fresh(), school: AGUA_ZARCA, one: ELVIA, other: XIMENA, day: day(TODAY) })?;
        Ok(())
    })
    .await;
    // Whoever is kept apart does not come up, and the page does not say why.
    let page = ximena.get(&format!("/topics/{PI}")).await.is(200);
    assert_eq!(page.link("Pedir que me acompañe"), None);
    let page = ximena.get(&format!("/people/{ELVIA}/catalog")).await.is(200);
    assert_eq!(page.link("Pedir que me acompañe"), None);
}

#[tokio::test]
async fn a_wish_is_stated_once_ordered_and_taken_back_and_stays_unsigned() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    let path = format!("/topics/{MOON}");
    let id = ximena.get(&path).await.is(200).says("nadie ofrece este tema").field("id").expect("an id");
    let wish = [("id", id.as_str()), ("why", "Mi abuela me preguntó.")];
    ximena.post(&format!("{path}/interest"), &wish).await.is(200).says("Quedó anotado");
    ximena.post(&format!("{path}/interest"), &wish).await.is(200).says("Dijiste hoy que lo quieres");
    let page = ximena.get(&format!("/topics/{PI}")).await;
    ximena.post(&format!("/topics/{PI}/interest"), &[("id", &page.field("id").expect("an id"))]).await.is(200);

    let page =
        ximena.get("/interests").await.is(200).says("Mi abuela me preguntó").says("Nadie lo ofrece aquí todavía").says("2 lugares libres");
    let up = page.attribute("form[action$='/up']", "action").expect("one can move up");
    let past = page.field("past").expect("the one above it");
    // Sent twice, it has moved once; so has it where a third wish stands above both.
    let mut page = ximena.post(&up, &[("past", &past)]).await.is(200);
    for _ in 0..2 {
        let text = page.main();
        assert!(text.find("viene pi") < text.find("la luna"), "{text}");
        page = ximena.post(&up, &[("past", &past)]).await.is(200);
    }

    let mateo = town.browser_of(MATEO).await;
    mateo.get(&format!("/topics/{MOON}")).await.is(200).says("Espera una persona más, desde hoy").hides("Ximena").hides("abuela");
    mateo
        .get(&format!("/nodes/{AGUA_ZARCA}/interests"))
        .await
        .is(200)
        .says("la luna")
        .says("lo quiere una persona")
        .hides("Ximena")
        .hides("abuela");
    let above = town.browser_of(CELIA).await.get(&format!("/nodes/{AGUA_ZARCA}/interests")).await.is(200);
    above.says("alguien lo quiere").hides("una persona").hides("Ximena");
    mateo.post(&up, &[("past", &past)]).await.is(404);
    let end = page.attribute("form[action$='/end']", "action").expect("one can take back");
    mateo.post(&end, &[]).await.is(404);
    town.browser_of(NADIA).await.post(&end, &[]).await.is(404);
    for _ in 0..2 {
        ximena.post(&end, &[]).await.is(200).says("Ya no está").hides("viene pi");
    }

    let page = ximena.get(&format!("/topics/{ARCH}")).await;
    let bad = [("id", page.field("id").expect("an id")), ("why", "Escríbeme a xime@example.com".to_owned())];
    let bad: Vec<(&str, &str)> = bad.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = ximena.post(&format!("/topics/{ARCH}/interest"), &bad).await.is(422).says("correo electrónico");
    assert!(page.field("why").expect("the field").contains("Escríbeme"), "what was typed stays");
}

#[tokio::test]
async fn elvia_notes_a_wish_for_mateo_and_nobody_else_does() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let page = elvia.get(&format!("/topics/{MOON}")).await.is(200).says("Anotarlo para alguien de mi grupo");
    let id = page.field("id").expect("an id");
    let mateo = MATEO.to_string();
    let fields = [("id", id.as_str()), ("learner", mateo.as_str())];
    for stranger in [XIMENA, JULIAN, NADIA, CELIA] {
        town.browser_of(stranger).await.post(&format!("/topics/{MOON}/interest"), &fields).await.is(404);
    }
    elvia.post(&format!("/topics/{MOON}/interest"), &fields).await.is(200).says("Quedó anotado que lo quiere");
    town.browser_of(MATEO).await.get("/interests").await.is(200).says("la luna");
}

#[tokio::test]
async fn ximena_publishes_a_topic_and_two_writers_do_not_overwrite_each_other() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    let blank = ximena.get("/topics/new").await.is(200);
    let id = blank.field("id").expect("an id");
    let pi = PI.to_string();
    let fields = |title: &'static str| {
        vec![
            ("id", id.clone()),
            ("title", title.to_owned()),
            ("subject", "comunidad".to_owned()),
            ("language", "es".to_owned()),
            ("origin", "community".to_owned()),
            ("licence", "CC-BY-SA-4.0".to_owned()),
            ("challenge", "Pregunta a quien lo sabe.\n\nDespués hazlo tú.".to_owned()),
            ("questions", "¿Qué pasa si hace frío?\n\n¿Y si llueve?".to_owned()),
            ("prerequisites", pi.clone()),
        ]
    };
    let send = |fields: Vec<(&'static str, String)>| fields;
    let post = |fields: Vec<(&'static str, String)>| serde_html_form::to_string(&fields).expect("a form");
    let page = ximena.post_raw("/topics/new", post(send(fields("")))).await.is(422).says("Falta este dato");
    assert!(page.field("challenge").expect("kept").contains("Pregunta a quien"));
    assert_eq!(page.count("option[selected]"), 2, "subject and licence stay chosen");
    assert_eq!(page.values("prerequisites"), [PI.to_string()], "so does what comes before");
    let page = ximena.post_raw("/topics/new", post(fields("¿Por qué se pica la masa?"))).await.is(200).says("ya está en la red");
    let page = page.says("Pregunta 2").says("Ayuda haber visto antes");
    let path = page.path.clone();
    ximena.post_raw("/topics/new", post(fields("¿Por qué se pica la masa?"))).await.is(200);
    ximena.get("/topics?in=all").await.says("4 temas");

    let elvia = town.browser_of(ELVIA).await;
    let edit = format!("{path}/edit");
    let (hers, mine) = (elvia.get(&edit).await.is(200), ximena.get(&edit).await.is(200));
    let version = |page: &Page, why: &str| {
        let mut all: Vec<(&'static str, String)> = ["seen", "title", "title_en", "subject", "challenge", "questions", "sources"]
            .iter()
            .map(|name| (*name, page.field(name).unwrap_or_default().trim_start().to_owned()))
            .collect();
        all.push(("why", why.to_owned()));
        all
    };
    for _ in 0..2 {
        // The second time it is the same version, and not a clash with herself.
        elvia.post_raw(&edit, post(version(&hers, "Para no tirar la comida."))).await.is(200).says("versión nueva").says("Versión 2");
    }
    let page = ximena.post_raw(&edit, post(version(&mine, "Porque sabe agria."))).await.is(422).says("Alguien guardó otra versión");
    assert!(page.field("why").expect("kept").contains("agria"));
    elvia.get(&format!("{path}/versions")).await.is(200).says("Cambió: por qué importa.").says("Maestra Elvia").says("Ximena");
    let page = elvia.get(&format!("{path}/versions/2")).await.is(200).says("Cambió en esta versión").says("Para no tirar");
    page.hides("no es la versión más nueva");
    elvia.get(&format!("{path}/versions/1")).await.is(200).says("no es la versión más nueva").hides("Para no tirar");
    elvia.get(&format!("{path}/versions/3")).await.is(404);
    // Neither author, nor master, nor steward above.
    town.browser_of(MATEO).await.get(&edit).await.is(404);
    town.browser_of(MATEO).await.post_raw(&edit, post(version(&hers, "x"))).await.is(404);
}

#[tokio::test]
async fn a_catalog_shows_names_inside_and_none_to_those_above() {
    let town = Town::new().await;
    town.under(|tx| {
        let (tutorial, day) = (fresh(), day(TODAY));
        let (learner, tutor, offer) = (XIMENA, MARICRUZ, Some(MARICRUZ_OFFERS_ARCH));
        tx.record(TutorialProposed {
            tutorial,
            learner,
            tutor,
            topic: ARCH,
            school: AGUA_ZARCA,
            proposed_by: XIMENA,
            day,
            offer,
            visit: None,
        })?;
        tx.record(TutorialAgreed { tutorial, day, how: relevo::domain::words::Agreement::Aloud })?;
        Ok(())
    })
    .await;
    let path = format!("/nodes/{AGUA_ZARCA}/catalog");
    let mateo = town.browser_of(MATEO).await;
    let page = mateo.get(&path).await.is(200).says("Hay 2 temas. Hoy uno tiene lugar").says("Maestra Elvia").says("Maricruz");
    page.says("2 lugares libres").says("Sin lugar por ahora").hides("Ximena");
    for above in [CELIA, TOMASA] {
        town.browser_of(above).await.get(&path).await.is(200).says("viene pi").hides("Elvia").hides("Maricruz").hides("para la pared");
        town.browser_of(above).await.get(&format!("/nodes/{AGUA_ZARCA}/poster")).await.is(404);
    }
    for outside in [NADIA, JULIAN] {
        town.browser_of(outside).await.get(&path).await.is(404);
        town.browser_of(outside).await.get(&format!("/nodes/{AGUA_ZARCA}/interests")).await.is(404);
        town.browser_of(outside).await.get(&format!("/people/{MARICRUZ}/catalog")).await.is(404);
    }
    let poster = town.browser_of(ELVIA).await.get(&format!("/nodes/{AGUA_ZARCA}/poster")).await.is(200);
    // A child's name hangs where anybody passes only once her family has said yes.
    poster.says("2 de 2 temas").says("Elvia").hides("Maricruz").says("pregunta en la escuela").says("Un nombre no sale");
    town.families_allow(&[MARICRUZ]).await;
    let poster = town.browser_of(ELVIA).await.get(&format!("/nodes/{AGUA_ZARCA}/poster")).await.is(200);
    poster.says("2 de 2 temas").says("Maricruz").hides("Un nombre no sale").says("Telesecundaria de Agua Zarca");
    mateo.get(&format!("/topics/{ARCH}")).await.is(200).says("Sin lugar por ahora").says("Maricruz , tercer grado");
    mateo.get(&format!("/people/{MARICRUZ}/catalog")).await.is(200).says("Sin lugar por ahora").hides("Arreglar");
    // She is in one already, so nothing else can begin now.
    let page = town.browser_of(XIMENA).await.get(&format!("/topics/{PI}")).await.is(200).says("aprendiendo otro tema");
    assert_eq!(page.link("Pedir que me acompañe"), None);
    town.browser_of(XIMENA).await.get(&format!("/topics/{ARCH}")).await.is(200).says("Ya estás aprendiendo");
}

#[tokio::test]
async fn maricruz_arranges_her_offer() {
    let town = Town::new().await;
    let maricruz = town.browser_of(MARICRUZ).await;
    let path = format!("/offers/{MARICRUZ_OFFERS_ARCH}");
    maricruz
        .get(&format!("/people/{MARICRUZ}/catalog"))
        .await
        .is(200)
        .says("Mi catálogo")
        .says("Arreglar esta oferta")
        .hides("Retirar este dominio");
    maricruz.post(&path, &[("capacity", "3"), ("state", "open")]).await.is(200).says("3 lugares libres");
    maricruz.post(&path, &[("capacity", "40"), ("state", "open")]).await.is(422).says("entre 1 y 12");
    maricruz.post(&path, &[("capacity", "3"), ("state", "paused")]).await.is(200).says("en pausa").says("Volver a ofrecerlo");
    town.browser_of(MATEO).await.get(&format!("/nodes/{AGUA_ZARCA}/catalog")).await.is(200).hides("arco de piedra");
    for other in [MATEO, NADIA, CELIA] {
        town.browser_of(other).await.post(&path, &[("capacity", "1"), ("state", "withdrawn")]).await.is(404);
        town.browser_of(other).await.post(&format!("/masteries/{MARICRUZ_ARCH}/withdrawal"), &[]).await.is(404);
    }
    let page = maricruz.post(&path, &[("capacity", "3"), ("state", "withdrawn")]).await.is(200).says("Poner en el catálogo");
    let id = page.field("id").expect("an id");
    for _ in 0..2 {
        let fields = [("id", id.as_str()), ("capacity", "2")];
        maricruz.post(&format!("/masteries/{MARICRUZ_ARCH}/offer"), &fields).await.is(200).says("2 lugares libres");
    }
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&format!("/people/{MARICRUZ}/catalog")).await.is(200).says("Retirar este dominio");
    elvia.post(&format!("/masteries/{MARICRUZ_ARCH}/withdrawal"), &[]).await.is(200).says("Se retiró").says("Este catálogo está vacío");
    maricruz.get(&format!("/people/{MARICRUZ}/catalog")).await.is(200).says("Tu catálogo está vacío");
}

#[tokio::test]
async fn elvia_vouches_and_the_topic_enters_the_catalog_once() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let path = format!("/people/{LUIS}/masteries");
    let page = elvia.get(&format!("{path}?q=luna")).await.is(200).says("Dar mi aval: Luis").says("la luna").hides("viene pi");
    let (id, moon) = (page.field("id").expect("an id"), MOON.to_string());
    let page = elvia.post(&path, &[("id", &id), ("topic", ""), ("reason", "")]).await.is(422).says("Falta este dato");
    assert_eq!(page.field("id").as_ref(), Some(&id), "the form keeps its id");
    for _ in 0..2 {
        let fields = [("id", id.as_str()), ("topic", moon.as_str()), ("reason", "Lo mostró en el taller.")];
        elvia.post(&path, &fields).await.is(200).says("la luna").says("Un lugar libre");
    }
    let again = elvia.get(&path).await.is(200).field("id").expect("an id");
    elvia.post(&path, &[("id", &again), ("topic", &moon), ("reason", "Otra vez.")]).await.is(422).says("ya lo domina");
    // The coach of the zone vouches for the school's adults; its children she does not know.
    let celia = town.browser_of(CELIA).await;
    celia.get(&path).await.is(404);
    let berta = format!("/people/{BERTA}/masteries");
    let page = celia.get(&berta).await.is(200).says("Dar mi aval: Maestra Berta");
    let (id, arch) = (page.field("id").expect("an id"), ARCH.to_string());
    let fields = [("id", id.as_str()), ("topic", arch.as_str()), ("reason", "Lo vi.")];
    celia.post(&path, &fields).await.is(404);
    celia.post(&berta, &fields).await.is(200).says("Tu aval quedó escrito");
    for other in [XIMENA, LUIS, BERTA, JULIAN] {
        town.browser_of(other).await.get(&path).await.is(404);
    }
    town.browser_of(LUIS).await.get(&format!("/topics/{MOON}/lineage")).await.is(200).says("Luis").says("esto es tuyo");
    town.browser_of(NADIA).await.get(&format!("/topics/{MOON}/lineage")).await.is(200).says("Telesecundaria de Agua Zarca").hides("Luis");
}

#[tokio::test]
async fn suggestions_follow_wishes_and_leave_out_who_is_kept_apart() {
    use relevo::actions::suggestions::{Finder, Nearness, Reason, Weights};
    use relevo::domain::policy::{Caller, Member};
    use relevo::domain::words::Position;
    let town = Town::new().await;
    let caller = |id, position| Caller::member(Member { id, minor: false, belongs: vec![(AGUA_ZARCA, position)], stewards: vec![] });
    let ximena = caller(XIMENA, Position::Student);
    let now = town.db.now();
    let finder = Finder { network: std::sync::Arc::clone(town.db.network()), weights: Weights::default() };
    let for_ximena = |caller: &Caller| town.db.read_now(|conn| finder.for_learner(conn, caller, XIMENA, now).map_err(store_error));
    let found = for_ximena(&ximena).expect("suggestions");
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|one| one.reasons.contains(&Reason::FirstLearner) && one.free > 0));
    assert!(found.iter().all(|one| one.reasons.contains(&Reason::Near(Nearness::Here))));

    town.under(|tx| {
        tx.record(InterestStated { interest: fresh(), learner: XIMENA, topic: ARCH, school: AGUA_ZARCA, rank: 1, day: day("2026-11-20") })?;
        tx.record(PairBlocked { block: fresh(), school: AGUA_ZARCA, one: ELVIA, other: XIMENA, day: day(TODAY) })?;
        Ok(())
    })
    .await;
    let found = for_ximena(&ximena).expect("suggestions");
    assert_eq!(found.iter().map(|one| (one.topic, one.tutor_name.as_str())).collect::<Vec<_>>(), [(ARCH, "Maricruz")]);
    assert_eq!(found[0].reasons[..2], [Reason::Wished { place: 1 }, Reason::Waited { days: 3 }]);
    for stranger in [caller(MATEO, Position::Student), Caller::ANONYMOUS] {
        assert!(for_ximena(&stranger).is_err());
    }
}

fn store_error(error: relevo::actions::Error) -> relevo::store::Error {
    relevo::store::Error::Broken(error.to_string())
}
