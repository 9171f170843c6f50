//! Homes, the board and nodes: what each one finds first, and what nobody from outside may find.

use relevo::actions::accounts::{open_session, sessions};
use relevo::actions::{self, demonstrations, masteries, tutorials};
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::policy::Caller;
use relevo::domain::words::*;
use relevo::store::{Error, Tx};

use super::support::browser::{Options, axe, journey, screenshot};
use super::support::town::*;

const NAMES: [&str; 11] = ["Elvia", "Berta", "Ximena", "Mateo", "Maricruz", "Luis", "Doña Rosa", "Julián", "Nadia", "Celia", "Tomasa"];

/// Lets somebody do something.
async fn does<T: Send + 'static>(
    town: &Town,
    person: PersonId,
    work: impl FnOnce(&mut Tx<'_>, &Caller) -> Result<T, actions::Error> + Send + 'static,
) -> T {
    town.db
        .write(move |tx| {
            let (token, _) = open_session(tx, person, false)?;
            let now = tx.now();
            let (_, caller) = sessions::caller(tx, &token, now)?.expect("she has just signed in");
            work(tx, &caller)
        })
        .await
        .expect("it is allowed")
}

fn record(when: &str, witnesses: &[PersonId]) -> demonstrations::Record {
    demonstrations::Record {
        day: day(when),
        outcome: Outcome::Ready,
        witnesses: witnesses.to_vec(),
        audience: vec![],
        place: String::new(),
        shown: String::new(),
        asked: String::new(),
        reason: String::new(),
    }
}

async fn begins(town: &Town, learner: PersonId, offer: OfferId) -> TutorialId {
    let tutorial = fresh();
    let input = tutorials::Propose { tutorial, learner, offer, visit: None, aloud: true };
    does(town, ELVIA, move |tx, caller| tutorials::propose(tx, caller, &input)).await
}

/// What the stories below share: Ximena and Mateo learn pi with Elvia, Mateo has rehearsed and has a day; Rosa has demonstrated pi; Luis
/// asked Maricruz; Berta waits for the arch.
/// Where a lone teacher's figures are hers, her neighbours' are kept back with them: these stories are about schools where more than one teaches.
async fn two_teach_at_la_noria(town: &Town) {
    town.under(|tx| {
        let (person, since) = (fresh(), day("2025-08-25"));
        tx.record(PersonJoined { person, node: LA_NORIA, position: Position::Teacher, minor: false, since, voucher: None }).map(drop)
    })
    .await;
}

async fn a_lived_month(town: &Town) -> (TutorialId, TutorialId) {
    two_teach_at_la_noria(town).await;
    let (school, learner, topic, tutor) = (AGUA_ZARCA, ROSA, PI, ELVIA);
    let (tutorial, demonstration, agreed, record) = (fresh(), fresh(), Some(day("2026-11-05")), record("2026-11-12", &[BERTA]));
    let paper = relevo::actions::paper::Paper { school, tutorial, demonstration, learner, topic, tutor, agreed, record };
    does(town, ELVIA, move |tx, caller| relevo::actions::paper::enter(tx, caller, &paper)).await;
    let ximena = begins(town, XIMENA, ELVIA_OFFERS_PI).await;
    let mateo = begins(town, MATEO, ELVIA_OFFERS_PI).await;
    let page = tutorials::Write { entry: fresh(), tutorial: ximena, day: None, text: "Medí tres platos con un hilo.".to_owned() };
    does(town, XIMENA, move |tx, caller| tutorials::write_entry(tx, caller, &page)).await;
    does(town, MATEO, move |tx, caller| tutorials::rehearse(tx, caller, mateo, None)).await;
    let plan = demonstrations::Plan {
        demonstration: fresh(),
        tutorial: mateo,
        day: day("2026-11-28"),
        place: "La cancha techada".to_owned(),
        invited: vec![XIMENA],
    };
    does(town, MATEO, move |tx, caller| demonstrations::plan(tx, caller, &plan)).await;
    does(town, BERTA, |tx, caller| masteries::state_interest(tx, caller, fresh(), BERTA, ARCH, None, "Por mi puente secreto")).await;
    let ask = tutorials::Propose { tutorial: fresh(), learner: LUIS, offer: MARICRUZ_OFFERS_ARCH, visit: None, aloud: false };
    does(town, LUIS, move |tx, caller| tutorials::propose(tx, caller, &ask)).await;
    (ximena, mateo)
}

#[actix_web::test]
async fn nothing_begun_yet_leads_to_the_beginning() {
    let town = Town::empty().await;
    assert_eq!(town.visitor().get("/").await.path, "/setup");
}

#[actix_web::test]
async fn a_stranger_sees_no_name_and_no_coming_meeting() {
    let town = Town::new().await;
    a_lived_month(&town).await;
    let stranger = town.visitor();
    for path in
        ["/".to_owned(), format!("/nodes/{STATE}"), format!("/nodes/{ZONE}"), format!("/nodes/{AGUA_ZARCA}"), format!("/nodes/{LA_NORIA}")]
    {
        let mut page = stranger.get(&path).await.is(200);
        for name in NAMES {
            page = page.hides(name);
        }
        page.hides("cancha").hides("28 de noviembre").hides("secreto").hides("/people").hides("/catalog");
    }
    stranger
        .get("/")
        .await
        .is(200)
        .says("En noviembre de 2026")
        .says("Hubo una demostración pública en una escuela")
        .says("¿De dónde viene pi?");
    assert_eq!(stranger.get(&format!("/nodes/{AGUA_ZARCA}/board")).await.path, "/sign-in");
}

#[actix_web::test]
async fn the_public_home_draws_a_real_thread() {
    let town = Town::new().await;
    assert_eq!(town.visitor().get("/").await.is(200).count("figure.heroic svg"), 0, "nothing was passed on yet");
    a_lived_month(&town).await;
    assert_eq!(town.visitor().get("/").await.is(200).count("figure.heroic svg"), 0, "so few people are not drawn for strangers");
    town.under(|tx| {
        for _ in 0..10 {
            let (person, since, day) = (fresh(), day("2025-08-25"), day("2026-06-12"));
            tx.record(PersonJoined { person, node: AGUA_ZARCA, position: Position::Student, minor: true, since, voucher: None })?;
            tx.record(MasteryGranted {
                mastery: fresh(),
                person,
                topic: ARCH,
                school: AGUA_ZARCA,
                via: Via::Demonstration,
                day,
                parent: Some(MARICRUZ_ARCH),
                generation: 2,
                demonstration: None,
                voucher: None,
            })?;
        }
        Ok(())
    })
    .await;
    let page = town.visitor().get("/").await.is(200);
    assert_eq!(page.count("figure.heroic svg"), 1);
    let page = town.visitor().reading("en").get("/").await.is(200).says("There was one public demonstration in one school.");
    assert_eq!(page.count("h1"), 1);
}

#[actix_web::test]
async fn a_learner_finds_her_next_step() {
    let town = Town::new().await;
    let luis = town.browser_of(LUIS).await;
    luis.get("/").await.is(200).says("Hola, Luis").says("No tienes un tema en curso").says("Te puede acompañar");
    let (ximena, mateo) = a_lived_month(&town).await;

    let page = town.browser_of(XIMENA).await.get("/").await.is(200).says("Te acompaña Maestra Elvia").says("una página en tu registro");
    assert_eq!(page.count(".button"), 1);
    assert_eq!(page.attribute(".sheet .button", "href"), Some(format!("/tutorials/{ximena}")));
    // She is invited to Mateo's demonstration; nobody else of the school finds it on her home.
    page.says("Te invita Mateo: sábado 28 de noviembre").says("La cancha techada");
    luis.get("/").await.is(200).hides("cancha");

    let page = town.browser_of(MATEO).await.get("/").await.is(200).says("Tu demostración es el sábado 28 de noviembre");
    // The same next step, in the same words, as on its own page.
    let own = town.browser_of(MATEO).await.get(&format!("/tutorials/{mateo}")).await.link("Ver la demostración");
    assert_eq!((page.attribute(".sheet .button", "href"), page.link("Ver la demostración")), (own.clone(), own));

    // Luis waits for Maricruz; she finds his question, and that someone else waits, without a name or a why.
    luis.get("/").await.is(200).says("Falta la respuesta de Maricruz");
    let maricruz = town.browser_of(MARICRUZ).await.get("/").await.is(200);
    maricruz.says("Luis quiere aprenderlo contigo").says("Una persona de tu escuela lo espera").hides("Berta").hides("secreto");

    // Rosa has demonstrated: her line names who accompanied her, for they know each other.
    let rosa = town.browser_of(ROSA).await.get("/").await.is(200);
    rosa.says("Mi línea").says("te acompañó en «¿De dónde viene pi?»").says("lo demostraste el 12 de noviembre de 2026").says("Mi escuela");
}

#[actix_web::test]
async fn who_was_erased_has_no_name_on_a_line() {
    let town = Town::new().await;
    a_lived_month(&town).await;
    town.under(|tx| tx.record(PersonErased { person: ELVIA }).map(drop)).await;
    town.browser_of(ROSA).await.get("/").await.is(200).says("Alguien").hides("Elvia");
}

#[actix_web::test]
async fn the_board_has_everyone_in_one_column() {
    let town = Town::new().await;
    let (ximena, mateo) = a_lived_month(&town).await;
    town.pass_days(2);
    let board = town.browser_of(ELVIA).await;
    let page = board.get("/").await.is(200).says("Una relación tutora va caminando. Una persona espera y una está por demostrar.");
    assert_eq!(column(&page, 0), ["Berta"], "waits");
    assert_eq!(column(&page, 1), ["Ximena"], "is in a tutorial");
    assert_eq!(column(&page, 2), ["Mateo"], "is ready");
    assert_eq!(column(&page, 3), ["Doña Rosa"], "has no learner yet");
    let page = page.says("Luis con Maricruz: falta la respuesta de Maricruz").says("Mateo demuestra «¿De dónde viene pi?»");
    assert_eq!(page.link("Ver el registro"), Some(format!("/tutorials/{ximena}")));
    assert_eq!(page.link("Buscar con quién"), Some(format!("/tutorials/new?learner={BERTA}&topic={ARCH}")));
    page.says("Dijo por qué: «Por mi puente secreto»").hides("Nadia").hides("Julián");

    // One group at a time; a group that is not there is the whole school.
    let path = format!("/nodes/{AGUA_ZARCA}/board");
    let page = board.get(&format!("{path}?group=2-A")).await.is(200).says("2.º A");
    assert_eq!([column(&page, 0).len(), column(&page, 1).len(), column(&page, 2).len(), column(&page, 3).len()], [0, 1, 1, 0]);
    assert_eq!(column(&board.get(&format!("{path}?group=9-Z")).await.is(200), 0), ["Berta"]);

    // The day has come: the board leads to writing down how it went.
    town.pass_days(3);
    assert_eq!(board.get(&path).await.is(200).link("Anotar cómo fue"), Some(format!("/tutorials/{mateo}/record")));
}

/// The first names in a column of the board.
fn column(page: &Page, number: usize) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.body);
    let (columns, names) =
        (scraper::Selector::parse(".board > details").expect("a selector"), scraper::Selector::parse(".ledger b").expect("a selector"));
    let column = html.select(&columns).nth(number).expect("a column");
    column.select(&names).map(|name| name.text().collect::<String>().replace("Maestra ", "")).collect()
}

#[actix_web::test]
async fn the_board_is_for_those_who_teach_there() {
    let town = Town::new().await;
    let path = format!("/nodes/{AGUA_ZARCA}/board");
    for person in [XIMENA, ROSA, JULIAN, CELIA, TOMASA] {
        town.browser_of(person).await.get(&path).await.is(404);
    }
    town.browser_of(BERTA).await.get(&path).await.is(200).hides("/concerns\"");
    town.browser_of(ELVIA).await.get(&path).await.is(200).says("Avisos");
    town.browser_of(ELVIA).await.get("/nodes/not-an-id/board").await.is(404);
}

#[actix_web::test]
async fn a_node_tells_what_was_counted_by_hand() {
    let town = Town::new().await;
    a_lived_month(&town).await;
    let page = town.browser_of(ELVIA).await.get(&format!("/nodes/{AGUA_ZARCA}")).await.is(200);
    // Rosa's has ended, Ximena's and Mateo's go on.
    let page = page.says("hay 3 relaciones tutoras en curso o recién terminadas y hubo una demostración pública");
    let page = page.says("Mateo demuestra «¿De dónde viene pi?»").says("Responde por este lugar Maestra Elvia");
    assert_eq!(row(&page, "nov 2026"), ["3", "1"]);
    assert_eq!(row(&page, "oct 2026"), ["0", "0"]);

    let page = town.browser_of(TOMASA).await.get(&format!("/nodes/{ZONE}")).await.is(200);
    let page =
        page.says("hay 2 escuelas. Este mes en una hay relaciones tutoras y una tuvo demostraciones").says("son una más que el mes pasado");
    let page = page.says("Una demostración este mes").hides("Mateo").hides("Ximena").hides("cancha");
    assert_eq!(row(&page, "nov 2026"), ["3", "1"]);
    town.visitor().get(&format!("/nodes/{STATE}")).await.is(200).says("De 2 escuelas, 1 con relaciones tutoras y 1 con demostraciones");
}

#[actix_web::test]
async fn the_figures_of_a_lone_teacher_are_her_schools() {
    let town = Town::new().await;
    let path = format!("/nodes/{LA_NORIA}");
    for browser in [town.visitor(), town.browser_of(TOMASA).await, town.browser_of(ELVIA).await] {
        let page = browser.get(&path).await.is(200).says("las cifras son solo de su escuela");
        assert_eq!(page.count("table"), 0);
        page.hides("Nadia");
    }
    town.browser_of(ELVIA).await.get(&path).await.is(200).hides("Julián");
    town.browser_of(NADIA).await.get(&path).await.is(200).says("Ver las cifras de doce meses").says("Este mes");
    town.browser_of(TOMASA).await.get(&format!("/nodes/{ZONE}")).await.is(200).says("Sus cifras son solo de su gente");
}

#[actix_web::test]
async fn few_people_are_not_counted_out() {
    let town = Town::new().await;
    two_teach_at_la_noria(&town).await;
    town.under(|tx| promote_many(tx, "2026-09-10", 6)).await;
    let path = format!("/nodes/{AGUA_ZARCA}");
    // Six may be told to the school, and of the zone to those inside it; in public they are too few. A second, smaller month takes the first
    // with it.
    let page = town.browser_of(BERTA).await.get(&path).await.is(200);
    assert_eq!(row(&page, "sep 2026")[1], "6");
    let page = town.browser_of(TOMASA).await.get(&format!("/nodes/{ZONE}")).await.is(200);
    assert_eq!(row(&page, "sep 2026")[1], "6");
    // The school's own number is told to nobody else: beside its zone's it would tell its neighbour's.
    for browser in [town.visitor(), town.browser_of(NADIA).await, town.browser_of(TOMASA).await] {
        let page = browser.get(&path).await.is(200);
        assert_eq!((row(&page, "sep 2026").len(), row(&page, "ago 2026").len()), (2, 2));
        page.says("no se dice cuántos hubo cada mes").hides("<td class=\"n\">no se dice").hides("6 personas demostraron");
    }
    town.under(|tx| promote_many(tx, "2026-10-10", 2)).await;
    // Beside a month that may be told, a hidden one is a gap.
    town.under(|tx| promote_many(tx, "2026-08-10", 7)).await;
    let page = town.browser_of(BERTA).await.get(&path).await.is(200).says("15 personas demostraron");
    assert_eq!(["ago 2026", "sep 2026", "oct 2026"].map(|month| row(&page, month)[1].clone()), ["7", "no se dice", "no se dice"]);
}

#[actix_web::test]
async fn a_state_with_many_schools_is_counted_as_a_school_is() {
    for town in [Some(Town::new().await), Town::on_postgres().await].into_iter().flatten() {
        a_lived_month(&town).await;
        // More places than are named to the database one by one.
        town.under(|tx| {
            for number in 0..310 {
                tx.record(NodeFounded {
                    node: fresh(),
                    level: Level::School,
                    name: format!("Escuela {number:03}"),
                    parent: Some(ZONE),
                    since: day("2025-08-25"),
                    cct: None,
                    shift: None,
                    time_zone: None,
                    latitude: None,
                    longitude: None,
                })?;
            }
            Ok(())
        })
        .await;
        let tomasa = town.browser_of(TOMASA).await;
        let path = format!("/nodes/{ZONE}");
        let page = tomasa.get(&path).await.is(200).says("Aquí hay 312 escuelas. Este mes en una hay relaciones tutoras y una tuvo");
        assert_eq!(row(&page, "nov 2026"), ["3", "1"]);
        assert_eq!(page.count(".under > li"), 100);
        assert_eq!(page.link("Siguientes"), Some(format!("{path}?page=2")));
        let page = tomasa.get(&format!("{path}?page=4")).await.is(200).says("Telesecundaria de La Noria");
        assert_eq!(page.count(".under > li"), 12);
        town.visitor()
            .get(&format!("/nodes/{STATE}"))
            .await
            .is(200)
            .says("De 312 escuelas, 1 con relaciones tutoras y 1 con demostraciones");
        town.visitor().get("/").await.is(200).says("Hubo una demostración pública en una escuela");
        town.browser_of(ELVIA).await.get("/").await.is(200).says("Una relación tutora va caminando");
        town.browser_of(XIMENA).await.get("/").await.is(200).says("Te acompaña Maestra Elvia");
        town.browser_of(ELVIA).await.get(&format!("/nodes/{AGUA_ZARCA}")).await.is(200);
    }
}

/// So many students who come, learn pi and demonstrate it on a day.
fn promote_many(tx: &mut Tx<'_>, when: &str, many: usize) -> Result<(), Error> {
    for number in 0..many {
        let (person, tutorial, demonstration) = (fresh(), fresh(), fresh());
        let (since, day) = (day("2026-08-25"), day(when));
        tx.record(PersonJoined { person, node: AGUA_ZARCA, position: Position::Student, minor: true, since, voucher: None })?;
        let name = format!("Alumna {when} {number}");
        tx.record(PersonNamed { person, name, grade: Some(2), group: Some("B".to_owned()), language: None })?;
        tx.record(TutorialProposed {
            tutorial,
            learner: person,
            tutor: ELVIA,
            topic: PI,
            school: AGUA_ZARCA,
            proposed_by: ELVIA,
            day,
            offer: None,
            visit: None,
        })?;
        tx.record(TutorialAgreed { tutorial, day, how: Agreement::Paper })?;
        tx.record(DemonstrationHeld {
            demonstration,
            learner: person,
            topic: PI,
            school: AGUA_ZARCA,
            path: Path::Tutorial,
            day,
            outcome: Outcome::Ready,
            witnesses: vec![BERTA],
            audience: vec![],
            recorded_by: ELVIA,
            tutorial: Some(tutorial),
            tutor: Some(ELVIA),
        })?;
        tx.record(MasteryGranted {
            mastery: fresh(),
            person,
            topic: PI,
            school: AGUA_ZARCA,
            via: Via::Demonstration,
            day,
            parent: Some(ELVIA_PI),
            generation: 2,
            demonstration: Some(demonstration),
            voucher: None,
        })?;
    }
    Ok(())
}

/// The cells of a month's row in the first table of a page.
fn row(page: &Page, month: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(&page.body);
    let (table, rows) = (scraper::Selector::parse("table").expect("a selector"), scraper::Selector::parse("tr").expect("a selector"));
    let (head, cells) = (scraper::Selector::parse("th").expect("a selector"), scraper::Selector::parse("td").expect("a selector"));
    let text = |element: scraper::ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    let table = html.select(&table).next().unwrap_or_else(|| panic!("{} has no table: {}", page.path, page.text()));
    let found = table.select(&rows).find(|row| row.select(&head).next().is_some_and(|head| text(head) == month));
    found.map(|row| row.select(&cells).map(text).collect()).unwrap_or_else(|| panic!("no row {month}: {}", page.text()))
}

#[actix_web::test]
async fn homes_hold_for_everyone() {
    let town = Town::new().await;
    a_lived_month(&town).await;
    town.under(|tx| promote_many(tx, "2026-09-10", 9)).await;
    town.under(|tx| promote_many(tx, "2026-10-10", 7)).await;
    town.pass_days(2);
    let zone = format!("/nodes/{ZONE}");
    let school = format!("/nodes/{AGUA_ZARCA}");
    let state = format!("/nodes/{STATE}");
    for (name, person, path) in [
        ("home-public", None, "/"),
        ("home-learner", Some(XIMENA), "/"),
        ("home-tutor", Some(MARICRUZ), "/"),
        ("home-coach", Some(CELIA), "/"),
        ("board", Some(ELVIA), "/"),
        ("node-zone", Some(TOMASA), zone.as_str()),
        ("node-state", None, state.as_str()),
        ("node-school", Some(ELVIA), school.as_str()),
    ] {
        let token = match person {
            Some(person) => town.browser_of(person).await.cookie("relevo"),
            None => None,
        };
        for (size, options) in [("360", Options::PHONE), ("1280", Options::DESKTOP)] {
            let (url, path, token) = (town.url.clone(), path.to_owned(), token.clone());
            journey(options, async move |driver| {
                driver.goto(format!("{url}/healthz")).await?;
                if let Some(token) = token {
                    driver.add_cookie(thirtyfour::Cookie::new("relevo", token)).await?;
                }
                driver.goto(format!("{url}{path}")).await?;
                assert!(!driver.title().await?.starts_with("500"), "{name} failed");
                screenshot(driver, &format!("{name}-{size}")).await;
                let wide = driver.execute("return document.documentElement.scrollWidth", vec![]).await?;
                assert!(wide.json().as_u64() <= Some(u64::from(options.width)), "{name} is wider than {size}");
                let found = axe(driver).await;
                assert!(found.is_empty(), "{name} at {size}: {}", found.iter().map(ToString::to_string).collect::<String>());
                Ok(())
            })
            .await;
        }
    }
}

#[actix_web::test]
async fn two_zones_tell_nothing_of_each_other_by_what_the_state_tells() {
    use relevo::actions::figures;
    let town = Town::new().await;
    let (zone, school): (NodeId, NodeId) = (fresh(), fresh());
    town.under(move |tx| {
        let (cct, shift, time_zone, latitude, longitude, since) = (None, None, None, None, None, day("2025-08-25"));
        for (node, level, name, parent) in
            [(zone, Level::Zone, "Zona 2", STATE), (school, Level::School, "Telesecundaria de El Salto", zone)]
        {
            let (name, parent, cct, shift, time_zone): (_, _, Option<String>, Option<String>, Option<String>) =
                (name.to_owned(), Some(parent), cct.clone(), shift.clone(), time_zone.clone());
            tx.record(NodeFounded { node, level, name, parent, since, cct, shift, time_zone, latitude, longitude })?;
        }
        for _ in 0..2 {
            let (person, position, minor, voucher) = (fresh(), Position::Teacher, false, None);
            tx.record(PersonJoined { person, node: school, position, minor, since, voucher })?;
        }
        promote_many(tx, "2026-10-10", 12)?;
        for _ in 0..6 {
            let (person, topic, via, on) = (fresh(), PI, Via::Demonstration, day("2026-10-12"));
            let (parent, generation, demonstration, voucher) = (Some(ELVIA_PI), 2, None, None);
            tx.record(PersonJoined { person, node: school, position: Position::Student, minor: true, since, voucher })?;
            tx.record(MasteryGranted {
                mastery: fresh(),
                person,
                topic,
                school,
                via,
                day: on,
                parent,
                generation,
                demonstration,
                voucher,
            })?;
        }
        Ok(())
    })
    .await;
    let told = async |node: NodeId, inside: bool| {
        town.under(move |tx| {
            let row = relevo::store::queries::nodes::by_id(tx, node)?.expect("the node");
            let staff = figures::Staff::of(tx, &row, day(TODAY)).unwrap_or_else(|_| panic!("staff"));
            let told = figures::of(tx, figures::Reader { inside, own: false }, &row, &staff, day(TODAY));
            let told = told.unwrap_or_else(|_| panic!("figures")).expect("not one person's");
            let month = told.months.iter().find(|month| month.first == day("2026-10-01")).map(|month| month.new_tutors);
            Ok((month.expect("October"), told.new_tutors))
        })
        .await
    };
    // Twelve and six: with the eighteen of the state, the one would tell the other.
    assert_eq!(told(STATE, false).await, (Some(18), Some(18)));
    assert_eq!(told(ZONE, false).await, (None, None));
    assert_eq!(told(zone, false).await, (None, None));
    // Those who accompany them from above may be told both.
    assert_eq!([told(ZONE, true).await, told(zone, true).await], [(Some(12), Some(12)), (Some(6), Some(6))]);
}
