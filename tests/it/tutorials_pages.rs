//! From choosing to passing on: tutorials, records, demonstrations and paper, as people live them through their pages.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::queries::{demonstrations, masteries, tutorials};

use super::support::town::*;

/// Luis wants to know why the arch stands.
pub async fn luis_waits(town: &Town) {
    town.under(|tx| {
        tx.record(InterestStated { interest: fresh(), learner: LUIS, topic: ARCH, school: AGUA_ZARCA, rank: 1, day: day("2026-11-17") })?;
        Ok(())
    })
    .await;
}

/// Ximena and Maricruz have agreed on the arch.
pub async fn agreed(town: &Town) -> TutorialId {
    let tutorial = fresh();
    town.under(move |tx| {
        tx.record(TutorialProposed {
            tutorial,
            learner: XIMENA,
            tutor: MARICRUZ,
            topic: ARCH,
            school: AGUA_ZARCA,
            proposed_by: XIMENA,
            day: day("2026-11-03"),
            offer: Some(MARICRUZ_OFFERS_ARCH),
            visit: None,
        })?;
        tx.record(TutorialAgreed { tutorial, day: day("2026-11-04"), how: Agreement::Here })?;
        Ok(())
    })
    .await;
    tutorial
}

async fn masters(town: &Town, person: PersonId, topic: TopicId) -> bool {
    town.under(move |tx| masteries::live(tx, person, topic)).await.is_some()
}

async fn tutorials_of(town: &Town, learner: PersonId) -> usize {
    town.under(move |tx| tutorials::of_learner(tx, learner, TutorialState::ALL)).await.len()
}

#[actix_web::test]
async fn a_topic_goes_from_maricruz_to_ximena_and_on_to_luis() {
    let town = Town::new().await;
    luis_waits(&town).await;
    let (ximena, maricruz) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await);

    // Ximena asks; asking twice is asking once.
    let page =
        ximena.get(&format!("/tutorials/new?offer={MARICRUZ_OFFERS_ARCH}")).await.is(200).says("Acompaña Maricruz").says("un lugar libre");
    let id = page.field("id").expect("an id");
    let asked =
        [("id", id.as_str()), ("offer", &page.field("offer").expect("an offer")), ("learner", &page.field("learner").expect("herself"))];
    let page = ximena.post("/tutorials", &asked).await.is(200).says("La propuesta está hecha").says("Retirar la propuesta");
    let tutorial = page.path.clone();
    assert_eq!(ximena.post("/tutorials", &asked).await.is(200).path, tutorial);
    assert_eq!(tutorials_of(&town, XIMENA).await, 1);

    // Maricruz says yes.
    maricruz.get(&tutorial).await.is(200).says("¿Trabajan este tema en relación tutora?").says("Sí, quiero");
    let page = maricruz.post(&format!("{tutorial}/agreement"), &[]).await.is(200).says("Quedó acordado").says("Explorando");
    assert_eq!(page.count(".button:not(.line)"), 1, "one next step");
    maricruz.post(&format!("{tutorial}/agreement"), &[]).await.is(200);

    // Ximena writes; Maricruz notes.
    let page = ximena.get(&tutorial).await.is(200).says("¿qué me sorprendió?");
    let entry = page.field("id").expect("an id");
    let written = [("id", entry.as_str()), ("text", "Pensé que las piedras iban pegadas.\nNo llevan nada.")];
    ximena
        .post(&format!("{tutorial}/entries"), &written)
        .await
        .is(200)
        .says("Pensé que las piedras iban pegadas.")
        .says("una página de registro");
    assert_eq!(ximena.post(&format!("{tutorial}/entries"), &written).await.is(200).count("article.entry"), 1);
    let note = maricruz.get(&tutorial).await.is(200).field("id").expect("an id");
    maricruz.post(&format!("{tutorial}/notes"), &[("id", &note), ("note", "Le pasé tres piedras.")]).await.is(200).says("Nota de Maricruz");
    ximena.get(&tutorial).await.is(200).says("Le pasé tres piedras.");

    // They rehearse.
    ximena.post(&format!("{tutorial}/rehearsal-request"), &[]).await.is(200).says("Pediste el ensayo");
    maricruz.get(&tutorial).await.is(200).says("Ximena pide ensayar").says("Ya ensayaron");
    maricruz.post(&format!("{tutorial}/rehearsal"), &[]).await.is(200).says("Sigue la demostración pública");

    // Ximena plans her demonstration; Luis is asked to come and sees it, the other school does not.
    let page = ximena.get(&format!("{tutorial}/demonstration")).await.is(200).says("Luis");
    let planned = page.field("id").expect("an id");
    let luis_id = LUIS.to_string();
    let plan = [("id", planned.as_str()), ("day", "2026-11-23"), ("place", "El patio"), ("invited", &luis_id)];
    ximena.post(&format!("{tutorial}/demonstration"), &plan).await.is(200).says("El plan quedó guardado");
    let demonstration = format!("/demonstrations/{planned}");
    let luis = town.browser_of(LUIS).await;
    luis.get(&demonstration).await.is(200).says("El patio").says("Luis");
    let nadia = town.browser_of(NADIA).await;
    nadia.get(&demonstration).await.is(404).hides("Ximena");
    nadia.get(&tutorial).await.is(404).hides("Ximena");
    luis.get(&tutorial).await.is(404);

    // Maricruz writes the record; the day's form is sent twice.
    let page = maricruz.get(&format!("{tutorial}/record")).await.is(200).says("Quién más estuvo");
    let id = page.field("id").expect("an id");
    let elvia = ELVIA.to_string();
    let record = [
        ("id", id.as_str()),
        ("day", "2026-11-23"),
        ("outcome", "ready"),
        ("present", &elvia),
        ("students", "11"),
        ("families", "5"),
        ("shown", "Armó un arco con cajas."),
        ("asked", "¿Y si falta la de en medio?"),
        ("place", "El patio"),
    ];
    let page = maricruz.post(&format!("{tutorial}/record"), &record).await.is(200).says("El acta quedó guardada");
    assert_eq!(page.path, demonstration);
    let page = maricruz.post(&format!("{tutorial}/record"), &record).await.is(200).says("ya estaba anotada");
    assert_eq!(page.path, demonstration);
    assert!(masters(&town, XIMENA, ARCH).await);
    let parent = town.under(|tx| masteries::live(tx, XIMENA, ARCH)).await.and_then(|row| row.parent);
    assert_eq!(parent, Some(MARICRUZ_ARCH));

    // The act says all of it, and that somebody waits, for Ximena. Who it is she is not told; she invites whom she likes.
    let page = ximena.get(&demonstration).await.is(200);
    let page = page
        .says("ya puedes acompañar en")
        .says("Una persona de tu escuela espera este tema")
        .says("lunes 23 de noviembre de 2026")
        .says("11 estudiantes y 5 familiares");
    let page = page.says("Armó un arco con cajas.").says("Estuvieron presentes: Maestra Elvia.");
    assert_eq!(page.count(".button"), 1);
    let form = ximena.get(&page.link("Elegir a quién invitar").expect("the way on")).await.is(200).says("Luis");
    let [id, offer] = ["id", "offer"].map(|name| form.field(name).expect("a field"));
    let invitation = [("id", id.as_str()), ("learner", &luis_id), ("offer", &offer)];
    let next = ximena.post("/tutorials", &invitation).await.is(200).says("La propuesta está hecha").path;
    luis.get(&next).await.is(200).says("Sí, quiero");
    luis.post(&format!("{next}/agreement"), &[]).await.is(200).says("Quedó acordado");
    ximena.get(&tutorial).await.is(200).says("ya acompañó a una persona").says("Luis");
    nadia.get(&demonstration).await.is(404).hides("Ximena");
    town.visitor().get(&demonstration).await.hides("Ximena");
}

#[actix_web::test]
async fn the_last_place_is_given_once_and_the_other_is_told() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let berta = town.browser_of(BERTA).await;
    let form = |learner: PersonId| {
        [
            ("id".to_owned(), fresh::<Tutorial>().to_string()),
            ("learner".to_owned(), learner.to_string()),
            ("offer".to_owned(), MARICRUZ_OFFERS_ARCH.to_string()),
            ("aloud".to_owned(), "yes".to_owned()),
        ]
    };
    let (one, other) = (form(XIMENA), form(LUIS));
    let fields = |form: &[(String, String); 4]| form.iter().map(|(name, value)| (name.clone(), value.clone())).collect::<Vec<_>>();
    let (one, other) = (fields(&one), fields(&other));
    let one: Vec<(&str, &str)> = one.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let other: Vec<(&str, &str)> = other.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let (first, second) = tokio::join!(elvia.post("/tutorials", &one), berta.post("/tutorials", &other));
    let (kept, refused) = if first.status == 200 { (first, second) } else { (second, first) };
    kept.is(200).says("Quedó acordado");
    refused.is(422).says("Ya no hay lugar: alguien llegó antes");
    assert_eq!(tutorials_of(&town, XIMENA).await + tutorials_of(&town, LUIS).await, 1);
}

#[actix_web::test]
async fn nobody_records_her_own_promotion() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let ximena = town.browser_of(XIMENA).await;
    ximena.get(&format!("/tutorials/{tutorial}")).await.is(200).hides("/record");
    ximena.get(&format!("/tutorials/{tutorial}/record")).await.is(404);
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis)];
    ximena.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(404);
    ximena.get(&format!("/nodes/{AGUA_ZARCA}/paper")).await.is(404);
    assert!(!masters(&town, XIMENA, ARCH).await);
    // Nor does anyone of the other school.
    let julian = town.browser_of(JULIAN).await;
    julian.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(404);
    julian.get(&format!("/tutorials/{tutorial}")).await.is(404).hides("Ximena");
    julian.get(&format!("/nodes/{AGUA_ZARCA}/paper")).await.is(404).hides("Ximena");
    julian.get(&format!("/nodes/{AGUA_ZARCA}/visits")).await.is(404);
    julian.get(&format!("/nodes/{AGUA_ZARCA}/concerns")).await.is(404);
    // The teacher may, and may set it right: the mastery goes with the decision.
    let elvia = town.browser_of(ELVIA).await;
    elvia.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200).says("El acta quedó guardada");
    assert!(masters(&town, XIMENA, ARCH).await);
    let edit = format!("/demonstrations/{id}/edit");
    ximena.get(&edit).await.is(404);
    let page = elvia.get(&edit).await.is(200);
    assert_eq!(page.field("day").as_deref(), Some(TODAY));
    let wrong = [("id", id.as_str()), ("day", TODAY), ("outcome", "not_yet"), ("present", &luis)];
    elvia.post(&edit, &wrong).await.is(422).says("Falta este dato");
    let right = [("id", id.as_str()), ("day", TODAY), ("outcome", "not_yet"), ("present", &luis), ("reason", "Falta decir por qué.")];
    elvia.post(&edit, &right).await.is(200).says("Todavía no").says("Falta decir por qué.");
    assert!(!masters(&town, XIMENA, ARCH).await);
}

#[actix_web::test]
async fn what_must_not_be_written_is_refused_and_kept_on_the_page() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (ximena, maricruz, elvia) = (town.browser_of(XIMENA).await, town.browser_of(MARICRUZ).await, town.browser_of(ELVIA).await);
    let at = |end: &str| format!("/tutorials/{tutorial}/{end}");
    let luis = LUIS.to_string();
    for (text, message) in [
        ("Mi clave es BOXW310820HNERXN09 y ya", "Parece una CURP"),
        ("Escríbeme a ximena@correo.mx", "Parece un correo"),
        ("Mi número es 951 123 4567", "Parece un número de teléfono"),
    ] {
        let id = fresh::<Entry>().to_string();
        let page = ximena.post(&at("entries"), &[("id", &id), ("text", text)]).await.is(422).says(message);
        assert_eq!(page.field("text").map(|kept| kept.trim().to_owned()).as_deref(), Some(text));
        let page = maricruz.post(&at("notes"), &[("id", &id), ("note", text)]).await.is(422).says(message);
        assert_eq!(page.field("note").map(|kept| kept.trim().to_owned()).as_deref(), Some(text));
        let page = ximena.post(&at("stop"), &[("reason", text)]).await.is(422).says(message);
        assert_eq!(page.field("reason").map(|kept| kept.trim().to_owned()).as_deref(), Some(text));
        let page = ximena.post(&at("demonstration"), &[("id", &id), ("day", "2026-11-27"), ("place", text)]).await.is(422).says(message);
        assert_eq!(page.field("place").as_deref(), Some(text));
        for field in ["place", "shown", "asked", "reason"] {
            let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis), (field, text)];
            let page = elvia.post(&at("record"), &record).await.is(422).says(message);
            assert_eq!(page.field(field).map(|kept| kept.trim().to_owned()).as_deref(), Some(text), "{field}");
            assert_eq!(page.field("day").as_deref(), Some(TODAY));
        }
    }
    assert_eq!(town.under(move |tx| demonstrations::of_tutorial(tx, tutorial)).await.len(), 0);
}

/// One sheet's fields.
fn sheet(
    row: usize,
    learner: PersonId,
    topic: &str,
    tutor: PersonId,
    day: &str,
    present: PersonId,
    outcome: &str,
) -> Vec<(String, String)> {
    [
        ("tutorial", fresh::<Tutorial>().to_string()),
        ("id", fresh::<Demonstration>().to_string()),
        ("learner", learner.to_string()),
        ("topic", topic.to_owned()),
        ("tutor", tutor.to_string()),
        ("day", day.to_owned()),
        ("present", present.to_string()),
        ("outcome", outcome.to_owned()),
    ]
    .into_iter()
    .map(|(name, value)| (format!("{name}-{row}"), value))
    .collect()
}

async fn send(browser: &Browser, path: &str, sheets: &[Vec<(String, String)>]) -> Page {
    let fields: Vec<(&str, &str)> = sheets.iter().flatten().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

#[actix_web::test]
async fn a_sheet_of_paper_needs_six_things_and_a_week_is_kept_whole_or_not_at_all() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let path = format!("/nodes/{AGUA_ZARCA}/paper");
    let page = elvia.get(&path).await.is(200).says("Con seis datos alcanza");
    // Six things: five fields, and the two radios of one decision.
    assert_eq!(page.count("input[required]") + page.count("select[required]"), 7);

    let arch = "¿Por qué no se cae un arco de piedra?";
    // One sheet, sent twice, is one.
    let one = [sheet(1, LUIS, "por que no se cae un arco de piedra", MARICRUZ, "2026-11-20", ELVIA, "ready")];
    let page = send(&elvia, &path, &one).await.is(200).says("El acta quedó guardada").says("viernes 20 de noviembre de 2026");
    assert_eq!(send(&elvia, &path, &one).await.is(200).says("ya estaba anotada").path, page.path);
    assert!(masters(&town, LUIS, ARCH).await);
    assert_eq!(tutorials_of(&town, LUIS).await, 1);

    // A week with a wrong day and a missing word: nothing is kept, each error stands at its row, what was written stays.
    let week = elvia.get(&format!("{path}?rows=5")).await.is(200);
    assert_eq!(week.count("fieldset.paper-row"), 5);
    let good = sheet(1, XIMENA, arch, MARICRUZ, "2026-11-19", ELVIA, "ready");
    let mut late = sheet(3, MATEO, "¿De dónde viene pi?", ELVIA, "2026-12-24", LUIS, "");
    late.push(("shown-3".to_owned(), "Midió tres comales.".to_owned()));
    let page = send(&elvia, &path, &[good.clone(), late]).await.is(422);
    let page = page.says("Hoja 3, Día de la demostración: Ese día todavía no llega").says("Hoja 3, Qué se decidió: Falta este dato");
    assert_eq!(page.field("day-3").as_deref(), Some("2026-12-24"));
    assert_eq!(page.field("learner-1").as_deref(), Some("Ximena · 2.º A"));
    assert_eq!(page.field("shown-3").map(|text| text.trim().to_owned()).as_deref(), Some("Midió tres comales."));
    assert!(!masters(&town, XIMENA, ARCH).await);
    let late = sheet(3, MATEO, "¿De dónde viene pi?", ELVIA, "2026-11-18", LUIS, "ready");
    send(&elvia, &path, &[good, late]).await;
    assert!(masters(&town, XIMENA, ARCH).await && masters(&town, MATEO, PI).await);

    // A topic that is not there, and nothing at all.
    send(&elvia, &path, &[sheet(1, XIMENA, "¿Qué es el ruido?", ELVIA, TODAY, LUIS, "ready")])
        .await
        .is(422)
        .says("Elige una de las opciones");
    let page = send(&elvia, &path, &[sheet(1, XIMENA, "", ELVIA, "", LUIS, "")]).await.is(422);
    assert_eq!(page.count(".errors li"), 3);
}

#[actix_web::test]
async fn a_number_that_cannot_be_stands_at_its_own_field() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let elvia = town.browser_of(ELVIA).await;
    let paper = format!("/nodes/{AGUA_ZARCA}/paper");
    for kind in Audience::ALL.iter().map(|kind| kind.word()) {
        let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
        let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis), (kind, "2001")];
        let page = elvia.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(422).says("Escribe un número entre 0 y 2,000");
        // On paper, the fold in which the field stands is open.
        let mut one = sheet(1, LUIS, "arco", MARICRUZ, "2026-11-20", ELVIA, "ready");
        one.push((format!("{kind}-1"), "2001".to_owned()));
        let sheet = send(&elvia, &paper, &[one]).await.is(422);
        assert_eq!(sheet.count("details.fold[open]"), 1);
        for (page, field) in [(page, kind.to_owned()), (sheet, format!("{kind}-1"))] {
            assert_eq!((page.count(".errors li"), page.count(".bad input[type=number]")), (1, 1), "{field}");
            assert_eq!(page.count(&format!("#{field}-error")), 1, "{field}");
            assert_eq!(page.attribute(".errors a", "href"), Some(format!("#{field}")));
            assert_eq!(page.field(&field).as_deref(), Some("2001"));
        }
    }
    assert_eq!(town.under(move |tx| demonstrations::of_tutorial(tx, tutorial)).await.len(), 0);
}

#[actix_web::test]
async fn stopping_leaves_no_mark_and_gives_the_place_back() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (ximena, elvia) = (town.browser_of(XIMENA).await, town.browser_of(ELVIA).await);
    ximena.get(&format!("/tutorials/{tutorial}/stop")).await.is(200).says("A veces no es el momento");
    let stop = format!("/tutorials/{tutorial}/stop");
    ximena.post(&stop, &[("reason", "Quiero otro tema primero.")]).await.is(200).says("Lo aprendido se queda contigo");
    ximena.post(&stop, &[("reason", "")]).await.is(200);
    elvia.get(&format!("/tutorials/{tutorial}")).await.is(200).says("Quiero otro tema primero.");
    // The place is free again.
    let luis = town.browser_of(LUIS).await;
    luis.get(&format!("/tutorials/new?offer={MARICRUZ_OFFERS_ARCH}")).await.is(200).says("un lugar libre");
}

#[actix_web::test]
async fn who_learned_alone_demonstrates_too() {
    let town = Town::new().await;
    let (elvia, mateo) = (town.browser_of(ELVIA).await, town.browser_of(MATEO).await);
    let path = format!("/people/{MATEO}/demonstration");
    mateo.get(&path).await.is(404);
    town.browser_of(JULIAN).await.get(&path).await.is(404).hides("Mateo");
    let page = elvia.get(&path).await.is(200).says("Mateo");
    let (id, luis) = (page.field("id").expect("an id"), LUIS.to_string());
    let mut record = vec![("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", luis.as_str()), ("path", "self_study")];
    elvia.post(&path, &record).await.is(422).says("Falta este dato");
    record.push(("topic", "¿Por qué la luna nos enseña siempre la misma cara?"));
    elvia.post(&path, &record).await.is(200).says("por su cuenta").says("ya puede acompañar");
    assert!(masters(&town, MATEO, MOON).await);
}

#[actix_web::test]
async fn a_record_written_by_mistake_is_withdrawn_once_and_the_plan_can_be_given_up() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (ximena, elvia) = (town.browser_of(XIMENA).await, town.browser_of(ELVIA).await);
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    let plan = format!("/tutorials/{tutorial}/demonstration");
    ximena.post(&plan, &[("id", &id), ("day", "2026-11-20")]).await.is(422).says("Ese día ya pasó");
    ximena.post(&plan, &[("id", &id), ("day", "")]).await.is(422).says("Falta este dato");
    ximena.post(&plan, &[("id", &id), ("day", "2026-11-27")]).await.is(200).says("La demostración es el viernes 27 de noviembre");
    ximena.post(&format!("/demonstrations/{id}/cancellation"), &[]).await.is(200).says("El plan se quitó");
    let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", luis.as_str())];
    let alone = [("id", id.as_str()), ("day", "2026-12-24"), ("outcome", ""), ("students", "muchos")];
    let page = elvia.post(&format!("/tutorials/{tutorial}/record"), &alone).await.is(422);
    assert_eq!(page.says("Ese día todavía no llega").says("Escribe un número").count(".errors li"), 3);
    elvia.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200);
    ximena.post(&format!("/demonstrations/{id}/withdrawal"), &[]).await.is(404);
    elvia.post(&format!("/demonstrations/{id}/withdrawal"), &[]).await.is(200).says("El acta se retiró");
    elvia.post(&format!("/demonstrations/{id}/withdrawal"), &[]).await.is(200);
    assert!(!masters(&town, XIMENA, ARCH).await);
}
