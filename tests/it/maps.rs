//! Stories of maps: what a stranger sees of where the practice lives, what no map tells, and that thousands of schools are a light page.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::{Error, Tx};

use super::support::browser::{Options, axe, journey};
use super::support::town::*;

fn lies(tx: &mut Tx<'_>, node: NodeId, name: &str, (latitude, longitude): (f64, f64)) -> Result<(), Error> {
    let (latitude, longitude) = (Some(latitude), Some(longitude));
    tx.record(NodeCorrected { node, name: name.to_owned(), cct: None, time_zone: None, latitude, longitude }).map(|_| ())
}

fn founded(tx: &mut Tx<'_>, level: Level, name: &str, parent: Option<NodeId>, point: Option<(f64, f64)>) -> Result<NodeId, Error> {
    let (node, (latitude, longitude)) = (fresh(), point.unzip());
    let (name, since) = (name.to_owned(), day("2025-08-25"));
    tx.record(NodeFounded { node, level, name, parent, since, cct: None, shift: None, time_zone: None, latitude, longitude })?;
    Ok(node)
}

fn teaches(tx: &mut Tx<'_>, node: NodeId) -> Result<(), Error> {
    let (position, since) = (Position::Teacher, day("2025-08-25"));
    tx.record(PersonJoined { person: fresh(), node, position, minor: false, since, voucher: None }).map(|_| ())
}

fn demonstrated(tx: &mut Tx<'_>, school: NodeId, on: &str) -> Result<(), Error> {
    tx.record(DemonstrationHeld {
        demonstration: fresh(),
        learner: MATEO,
        topic: PI,
        school,
        path: Path::Elsewhere,
        day: day(on),
        outcome: Outcome::NotYet,
        witnesses: vec![BERTA],
        audience: vec![],
        recorded_by: ELVIA,
        tutorial: None,
        tutor: None,
    })
    .map(|_| ())
}

/// Both schools lie at one point; Agua Zarca demonstrated this month, La Noria in spring.
async fn mapped() -> Town {
    let town = Town::new().await;
    town.under(|tx| {
        lies(tx, AGUA_ZARCA, "Telesecundaria de Agua Zarca", (20.912_96, -100.744_44))?;
        lies(tx, LA_NORIA, "Telesecundaria de La Noria", (20.913_04, -100.744))?;
        demonstrated(tx, AGUA_ZARCA, "2026-11-18")?;
        demonstrated(tx, LA_NORIA, "2026-03-05")
    })
    .await;
    town
}

/// The accessible names of a drawing's marks.
fn marks(page: &Page) -> Vec<String> {
    page.attributes("svg.map a", "aria-label")
}

#[tokio::test]
async fn a_map_tells_how_schools_fare_and_leads_to_each_but_nothing_of_a_lone_teacher() {
    let town = mapped().await;
    let map = format!("/nodes/{ZONE}/map");
    // Julián teaches alone at La Noria: what happens there is his own, and what happens beside it would tell it.
    for browser in [town.visitor(), town.browser_of(JULIAN).await, town.browser_of(TOMASA).await] {
        let page = browser.get(&map).await.is(200).says("Aquí hay 2 escuelas; el mapa no muestra actividad de este mes en ninguna.");
        assert!(marks(&page).iter().all(|mark| mark.ends_with("Todavía no, o no se dice")), "{:?}", marks(&page));
    }
    town.under(|tx| teaches(tx, LA_NORIA)).await;
    let page = town.visitor().get(&map).await.is(200);
    let page = page.says("Aquí hay 2 escuelas; el mapa muestra actividad de este mes en una, y de antes en una.");
    let mut said = marks(&page);
    said.sort();
    assert_eq!(said, ["Telesecundaria de Agua Zarca: Hay actividad este mes", "Telesecundaria de La Noria: Hubo actividad antes"]);
    // They lie in one place: the second mark stands beside it, tied to where it lies.
    let page = page.says("Donde hay varias en el mismo lugar");
    assert_eq!(page.count("svg.map .lead"), 1);
    // The table has the same, and both lead to the school.
    assert_eq!(page.count(".places tbody tr"), 2);
    let (drawn, listed) = (page.attributes("svg.map a", "href"), page.attributes(".places a", "href"));
    assert_eq!(drawn, listed, "in one order");
    assert!(drawn.contains(&format!("/nodes/{AGUA_ZARCA}")));
    town.visitor().get(&drawn[0]).await.is(200);
    // Nobody of the schools is in it.
    for name in ["Mateo", "Ximena", "Elvia", "Julián", "Maricruz"] {
        town.visitor().get(&map).await.hides(name);
    }
    // The zone's own page draws it too; in English as well.
    let page = town.visitor().get(&format!("/nodes/{ZONE}")).await.is(200).says("el mapa muestra actividad de este mes en una");
    assert_eq!(page.link("Ver el mapa"), Some(map.clone()));
    let english = town.visitor();
    english.post("/language", &[("language", "en"), ("back", "/about")]).await;
    english.get(&map).await.is(200).says("There are 2 schools here; the map shows activity this month in one, and earlier in one.");
}

#[tokio::test]
async fn a_school_says_where_it_lies_and_is_found_on_the_map_above() {
    let town = mapped().await;
    let page = town.visitor().get(&format!("/nodes/{AGUA_ZARCA}")).await.is(200).says("20.913° N, 100.744° O");
    let above = page.link("Verla en el mapa de Zona 1").expect("a link");
    let page = town.visitor().get(&above).await.is(200);
    assert_eq!(page.count("svg.map .sought"), 1);
    assert_eq!(town.visitor().get(&format!("/nodes/{ZONE}/map")).await.count("svg.map .sought"), 0);
    // A school has no map of its own; a part that is none, and a node that is none, are not found.
    for nothing in [format!("/nodes/{AGUA_ZARCA}/map"), format!("/nodes/{ZONE}/map?part=7"), format!("/nodes/{}/map", fresh::<Node>())] {
        town.visitor().get(&nothing).await.is(404);
    }
    // A school whose place is not known is counted, not drawn; one that closed is neither.
    town.under(|tx| founded(tx, Level::School, "Primaria sin lugar", Some(ZONE), None).map(|_| ())).await;
    let map = format!("/nodes/{ZONE}/map");
    town.visitor().get(&map).await.is(200).says("De una escuela no se sabe dónde está").hides("Primaria sin lugar");
    town.under(|tx| tx.record(NodeClosed { node: LA_NORIA, since: day(TODAY) })).await;
    town.visitor().get(&map).await.is(200).hides("La Noria").says("Aquí hay 2 escuelas");
}

#[tokio::test]
async fn thousands_of_schools_are_a_light_map_in_which_each_can_be_reached() {
    let town = mapped().await;
    let last = town
        .under(|tx| {
            let mut last = AGUA_ZARCA;
            for number in 0..1_500_u32 {
                let point = (20.0 + f64::from(number % 40) / 50.0, -101.5 + f64::from(number / 40) / 40.0);
                last = founded(tx, Level::School, &format!("Escuela {number}"), Some(ZONE), Some(point))?;
            }
            Ok(last)
        })
        .await;
    let packed = town.visitor().packed(&format!("/nodes/{ZONE}/map?school={last}")).await;
    assert!(packed.bytes <= 14 * 1024, "the map weighs {}", packed.bytes);
    let mut page = packed.page.is(200).says("Aquí hay 1,502 escuelas").says("Un círculo con número");
    let counted: u32 = page.attributes("svg.map a", "aria-label").iter().map(|says| schools(says)).sum();
    assert_eq!(counted, 1_502, "each school in one mark");
    // On the node's own page it is only linked.
    let node = town.visitor().get(&format!("/nodes/{ZONE}")).await;
    assert_eq!((node.count("svg.map"), node.link("Ver el mapa").is_some()), (0, true));
    // From part to part to the school that is looked for.
    for _ in 0..12 {
        let links = page.attributes("svg.map a:has(.sought)", "href");
        let [link] = &links[..] else { panic!("one mark is looked for: {links:?}") };
        if *link == format!("/nodes/{last}") {
            return;
        }
        page = town.visitor().get(&format!("{link}&school={last}")).await.is(200).says("Ver todo el mapa");
    }
    panic!("never reached");
}

/// How many schools a mark says that it stands for.
fn schools(says: &str) -> u32 {
    let count = says.split(": ").nth(1).and_then(|rest| rest.strip_suffix(" la hubo antes").map(|_| rest.split(' ').next()));
    count.flatten().map_or(1, |count| count.replace(',', "").parse().expect("a number"))
}

/// A nation: Guanajuato with the town's zone under it, Puebla without anything, and a place that no tile is for.
async fn nation() -> (Town, NodeId) {
    let town = mapped().await;
    let nation = town
        .under(|tx| {
            let nation = founded(tx, Level::Nation, "México", None, None)?;
            let name = "Guanajuato".to_owned();
            tx.record(NodeCorrected { node: STATE, name, cct: None, time_zone: None, latitude: None, longitude: None })?;
            tx.record(NodeMoved { node: STATE, parent: nation, since: day("2025-09-01") })?;
            for (level, name) in [(Level::State, "PUEBLA"), (Level::State, "Sierra Clara")] {
                let node = founded(tx, level, name, Some(nation), None)?;
                let school = founded(tx, Level::School, "Una escuela", Some(node), None)?;
                teaches(tx, school)?;
                teaches(tx, school)?;
            }
            teaches(tx, LA_NORIA)?;
            Ok(nation)
        })
        .await;
    (town, nation)
}

#[tokio::test]
async fn a_nation_is_drawn_as_tiles_that_lead_to_its_states() {
    let (town, nation) = nation().await;
    for path in [format!("/nodes/{nation}"), format!("/nodes/{nation}/map")] {
        let page = town.visitor().get(&path).await.is(200).says("Un lugar no tiene cuadro").says("Oaxaca: todavía no está en la red");
        let mut said = marks(&page);
        said.sort();
        assert_eq!(
            said,
            [
                "Guanajuato: De 2 escuelas, 0 con relaciones tutoras y 1 con demostraciones",
                "PUEBLA: De una escuela, 0 con relaciones tutoras y 0 con demostraciones"
            ]
        );
        assert_eq!(page.count("svg.map .tile"), 32);
        assert_eq!(page.attributes("svg.map a", "href").iter().filter(|href| **href == format!("/nodes/{STATE}")).count(), 1);
        assert_eq!(page.count(".places tbody tr"), 3, "the table has the place without a tile too");
    }
}

#[tokio::test]
async fn a_state_whose_figures_are_kept_back_is_a_tile_without_any() {
    let (town, nation) = nation().await;
    // In Oaxaca one person teaches: what happens there is hers.
    town.under(move |tx| {
        let lone = founded(tx, Level::State, "Oaxaca", Some(nation), None)?;
        let school = founded(tx, Level::School, "La de Oaxaca", Some(lone), None)?;
        teaches(tx, school)?;
        demonstrated(tx, school, "2026-11-10")
    })
    .await;
    let page = town.visitor().get(&format!("/nodes/{nation}/map")).await.is(200);
    assert!(marks(&page).contains(&"Oaxaca: Una escuela; sus cifras son solo de su gente".to_owned()), "{:?}", marks(&page));
    page.says("Una escuela; sus cifras son solo de su gente");
    // Nor does its own map tell it.
    let (state, _) = town.under(move |tx| relevo::store::queries::figures::children(tx, nation, 9, 0)).await;
    let oaxaca = state.iter().find(|row| row.name == "Oaxaca").expect("there").id;
    town.visitor().get(&format!("/nodes/{oaxaca}/map")).await.is(404);
    town.under(move |tx| {
        let school = relevo::store::queries::map::schools(tx, oaxaca)?[0].id;
        lies(tx, school, "La de Oaxaca", (17.0, -96.7))
    })
    .await;
    let page = town.visitor().get(&format!("/nodes/{oaxaca}/map")).await.is(200);
    assert_eq!(marks(&page), ["La de Oaxaca: Todavía no, o no se dice"]);
}

#[actix_web::test]
async fn maps_are_read_by_everybody() {
    let (town, nation) = nation().await;
    for path in [format!("/nodes/{nation}/map"), format!("/nodes/{ZONE}/map"), format!("/nodes/{ZONE}")] {
        for options in [Options::PHONE, Options::DESKTOP] {
            let address = format!("{}{path}", town.url);
            journey(options, async move |driver| {
                driver.goto(&address).await?;
                let wide = driver.execute("return document.documentElement.scrollWidth", vec![]).await?;
                assert!(wide.json().as_u64() <= Some(u64::from(options.width)), "{address} is wider than {}", options.width);
                let found = axe(driver).await;
                assert!(found.is_empty(), "{address}: {}", found.iter().map(ToString::to_string).collect::<String>());
                Ok(())
            })
            .await;
        }
    }
}
