//! Stories of the levels of a tree: one of CONAFE that a coach builds from nothing, one of schools beside it, and who must not change them.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::exchange::table::Table;
use relevo::exchange::{bring_schools, schools};
use relevo::store::schema::journal;
use relevo::store::{Error, Tx};

use diesel::prelude::*;

use super::api::program::{ALL, Program};
use super::support::town::*;

const OLGA: PersonId = PersonId::from_bytes([4; 16]);

async fn lines(town: &Town) -> i64 {
    town.under(|tx| Ok(journal::table.count().get_result::<i64>(&mut **tx)?)).await
}

fn founded(tx: &mut Tx<'_>, level: Level, name: &str, parent: Option<NodeId>) -> Result<NodeId, Error> {
    let (node, since, name) = (fresh(), day("2025-08-25"), name.to_owned());
    let (cct, shift, time_zone, latitude, longitude) = (None, None, None, None, None);
    tx.record(NodeFounded { node, level, name, parent, since, cct, shift, time_zone, latitude, longitude })?;
    Ok(node)
}

/// Opens a place as its steward does; answers with its id.
async fn opens(browser: &Browser, parent: &str, level: &str, name: &str) -> String {
    let door = format!("/nodes/{parent}/new");
    let id = browser.get(&door).await.is(200).field("id").expect("an id");
    browser.post(&door, &[("id", &id), ("level", level), ("name", name), ("cct", "")]).await.is(200).says(name);
    id
}

/// Celia, a coach, begins the network of her state.
async fn celia() -> (Town, Browser, String) {
    let town = Town::empty().await;
    let celia = town.visitor();
    let form = celia.get("/setup").await.is(200).says("Escuela / comunidad").says("Zona / microrregión");
    assert_eq!((form.field("level").is_some(), form.count("details[open]")), (true, 0), "most begin with a school and see no more");
    let (place, person) = (form.field("school").expect("an id"), form.field("person").expect("an id"));
    let secret = "el comal le dijo a la olla";
    let with = |level: &'static str, preset: &'static str, position: &'static str| {
        vec![
            ("school", place.clone()),
            ("person", person.clone()),
            ("school_name", "Guanajuato comunitario".to_owned()),
            ("name", "Celia Montes".to_owned()),
            ("position", position.to_owned()),
            ("handle", "celia.montes".to_owned()),
            ("password", secret.to_owned()),
            ("again", secret.to_owned()),
            ("level", level.to_owned()),
            ("preset", preset.to_owned()),
        ]
    };
    for (level, preset, position, problem) in [
        ("state", "conafe", "teacher", "Esa función no va con ese lugar"),
        ("school", "conafe", "coach", "Esa función no va con ese lugar"),
        ("galaxy", "conafe", "coach", "Elige una de las opciones"),
        ("sector", "conafe", "coach", "Elige una de las opciones"),
        ("state", "otra", "coach", "Elige una de las opciones"),
    ] {
        let fields = with(level, preset, position);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = celia.post("/setup", &fields).await.is(422).says(problem);
        assert_eq!((page.field("school_name").as_deref(), page.count("details[open]")), (Some("Guanajuato comunitario"), 1), "{level}");
    }
    let fields = with("state", "conafe", "coach");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    celia.post("/setup", &fields).await.is(200);
    (town, celia, place)
}

#[tokio::test]
async fn a_coach_builds_a_tree_of_conafe_from_nothing() {
    let (town, celia, state) = celia().await;
    celia.get("/").await.is(200).says("Mi estado");
    let new = format!("/nodes/{state}/new");
    let page = celia.get(&new).await.is(200).says("Región").says("Microrregión").says("Comunidad");
    page.hides("Sector").hides("Municipio").hides("Zona").hides("> Escuela");
    let region = opens(&celia, &state, "region", "Región Sierra Gorda").await;
    let micro = opens(&celia, &region, "zone", "Xichú norte").await;
    let community = opens(&celia, &micro, "school", "El Guamúchil").await;
    // A branch may be ragged: a community directly under the region.
    let other = opens(&celia, &region, "school", "La Laja").await;
    celia.get(&format!("/nodes/{micro}")).await.is(200).says("Microrregión.");
    celia.get(&format!("/nodes/{community}")).await.is(200).says("Comunidad.");
    let english = town.visitor();
    english.post("/language", &[("language", "en"), ("back", "/about")]).await;
    english.get(&format!("/nodes/{micro}")).await.is(200).says("Microregion.");
    // What its tree does not have is not opened, nor what may not hang there.
    let id = celia.get(&new).await.field("id").expect("an id");
    for (parent, level) in [(&state, "sector"), (&state, "municipality"), (&micro, "region"), (&region, "state")] {
        let fields = [("id", id.as_str()), ("level", level), ("name", "Otro lugar"), ("cct", "")];
        celia.post(&format!("/nodes/{parent}/new"), &fields).await.is(422).says("Elige una de las opciones");
    }
    celia.get(&format!("/nodes/{community}/new")).await.is(404);
    // Programs are told both: what it is for the practice, and what it is called.
    let place =
        [("name", "El Guamúchil"), ("cct", ""), ("time_zone", ""), ("latitude", "21.3"), ("longitude", "-100.05"), ("confirm", "yes")];
    celia.post(&format!("/nodes/{community}/correction"), &place).await.is(200);
    let file = town.visitor().get(&format!("/nodes/{state}/map.geojson")).await.is(200);
    let told: serde_json::Value = serde_json::from_str(&file.body).expect("JSON");
    let told = &told["features"][0]["properties"];
    assert_eq!((told["level"].as_str(), told["called"].as_str()), (Some("school"), Some("local")));

    // Whoever belongs to a community calls it so.
    let (teacher, school): (PersonId, NodeId) = (fresh(), other.parse().expect("an id"));
    town.under(move |tx| {
        let since = day("2026-01-05");
        tx.record(PersonJoined { person: teacher, node: school, position: Position::Teacher, minor: false, since, voucher: None })?;
        tx.record(PersonNamed { person: teacher, name: "Lidia Paz".to_owned(), grade: None, group: None, language: None })?;
        Ok(())
    })
    .await;
    let lidia = town.browser_of(teacher).await;
    lidia.get("/").await.is(200).says("Mi comunidad").hides("Mi escuela");
    // She teaches; the levels are not hers to choose.
    for door in [format!("/nodes/{other}/levels"), format!("/nodes/{state}/levels")] {
        lidia.get(&door).await.is(404);
        lidia.post(&door, &[("preset", "schools")]).await.is(404);
    }
    town.is_sound().await;
}

#[tokio::test]
async fn trees_of_both_kinds_stand_in_one_program_and_keep_their_words() {
    let (town, celia, conafe) = celia().await;
    let state = town
        .under(|tx| {
            let state = founded(tx, Level::State, "Sierra Clara", None)?;
            let sector = founded(tx, Level::Sector, "Sector 4", Some(state))?;
            founded(tx, Level::Zone, "Zona 12", Some(state))?;
            founded(tx, Level::School, "Primaria Benito Juárez", Some(sector))?;
            let since = day("2025-08-25");
            tx.record(PersonJoined { person: OLGA, node: state, position: Position::Official, minor: false, since, voucher: None })?;
            tx.record(PersonNamed { person: OLGA, name: "Olga Vera".to_owned(), grade: None, group: None, language: None })?;
            tx.record(StewardNamed { person: OLGA, node: state, since })?;
            Ok(state)
        })
        .await;
    let olga = town.browser_of(OLGA).await;
    olga.get(&format!("/nodes/{state}/new")).await.is(200).says("Sector").says("Municipio").says("Zona").hides("Microrregión");
    celia.get(&format!("/nodes/{conafe}/new")).await.is(200).says("Microrregión").hides("Sector");
    // Each looks after her own.
    let (hers, other) = (format!("/nodes/{state}/levels"), format!("/nodes/{conafe}/levels"));
    for (browser, door) in [(&olga, &other), (&celia, &hers)] {
        browser.get(door).await.is(404);
        browser.post(door, &[("preset", "schools")]).await.is(404);
    }
    town.visitor().post(&hers, &[("preset", "conafe")]).await.says("Entrar");

    // What stands in the way is said; what was chosen stays chosen.
    let before = lines(&town).await;
    olga.get(&hers).await.is(200).says("escuela, municipio, zona, sector, región, estado, nación");
    let page = olga.post(&hers, &[("preset", "conafe")]).await.is(422).says("Aquí hay un sector, y esa red no tiene ese nivel");
    assert_eq!(page.attribute("input[checked]", "value").as_deref(), Some("conafe"));
    olga.post(&hers, &[("preset", "")]).await.is(422);
    olga.post(&hers, &[("preset", "galaxia")]).await.is(422).says("Elige una de las opciones");
    assert_eq!(lines(&town).await, before);
    let (sector, school) = town
        .under(move |tx| {
            use relevo::store::queries::nodes;
            let sector = nodes::child_named(tx, Some(state), Level::Sector, "Sector 4")?.expect("there");
            Ok((sector, nodes::child_named(tx, Some(sector), Level::School, "Primaria Benito Juárez")?.expect("there")))
        })
        .await;
    let up = [("to", &*state.to_string()), ("day", TODAY), ("confirm", "yes")];
    olga.post(&format!("/nodes/{school}/changes/move"), &up).await.is(200);
    olga.post(&format!("/nodes/{sector}/changes/close"), &[("day", TODAY), ("confirm", "yes")]).await.is(200);
    olga.post(&hers, &[("preset", "conafe")]).await.is(200).says("los niveles están guardados");
    let after = lines(&town).await;
    olga.post(&hers, &[("preset", "conafe")]).await.is(200);
    assert_eq!(lines(&town).await, after, "sent twice, it chose once");
    olga.get(&format!("/nodes/{school}")).await.is(200).says("Comunidad.");
    // The sector that closed does not come back into a tree that has none.
    olga.post(&format!("/nodes/{sector}/changes/reopen"), &[("confirm", "yes")]).await.is(422).says("Aquí hay un sector");
    town.is_sound().await;
    olga.post(&hers, &[("preset", "schools")]).await.is(200);
    olga.get(&format!("/nodes/{school}")).await.is(200).says("Escuela.");
    olga.post(&format!("/nodes/{sector}/changes/reopen"), &[("confirm", "yes")]).await.is(200);
    town.is_sound().await;
}

/// A nation of schools, with Sierra Clara and a state of CONAFE in it; Olga looks after all.
async fn nation() -> (Town, NodeId) {
    let town = Town::new().await;
    let conafe = town
        .under(|tx| {
            let nation = founded(tx, Level::Nation, "México", None)?;
            tx.record(NodeMoved { node: STATE, parent: nation, since: day("2025-09-01") })?;
            let conafe = founded(tx, Level::State, "Guanajuato", Some(nation))?;
            tx.record(LevelsChosen { node: conafe, preset: Preset::Conafe })?;
            let since = day("2025-08-25");
            tx.record(PersonJoined { person: OLGA, node: nation, position: Position::Official, minor: false, since, voucher: None })?;
            tx.record(PersonNamed { person: OLGA, name: "Olga Vera".to_owned(), grade: None, group: None, language: None })?;
            tx.record(StewardNamed { person: OLGA, node: nation, since })?;
            Ok(conafe)
        })
        .await;
    (town, conafe)
}

#[tokio::test]
async fn what_moves_takes_the_words_of_where_it_goes_and_brings_no_level_along() {
    let (town, conafe) = nation().await;
    let sector = town.under(|tx| founded(tx, Level::Sector, "Sector 4", Some(STATE))).await;
    let olga = town.browser_of(OLGA).await;
    let to = conafe.to_string();
    let moved = [("to", to.as_str()), ("day", TODAY), ("confirm", "yes")];
    olga.post(&format!("/nodes/{sector}/changes/move"), &moved).await.is(422).says("Aquí hay un sector, y esa red no tiene ese nivel");
    // A zone that holds one does not come either.
    olga.get(&format!("/nodes/{AGUA_ZARCA}")).await.is(200).says("Escuela.");
    olga.post(&format!("/nodes/{ZONE}/changes/move"), &moved).await.is(200);
    olga.get(&format!("/nodes/{ZONE}")).await.is(200).says("Microrregión.");
    olga.get(&format!("/nodes/{AGUA_ZARCA}")).await.is(200).says("Comunidad.");
    town.browser_of(XIMENA).await.get("/").await.is(200).says("Mi comunidad");
    // A program is told both words, and opens by the level.
    let program = Program::of(&town, OLGA, ALL).await;
    let told = program.get(&format!("/places/{AGUA_ZARCA}")).await.is(200);
    assert_eq!((told.text("/level"), told.text("/called")), ("school".to_owned(), "local".to_owned()));
    let body = serde_json::json!({"parent": to, "level": "sector", "name": "Sector 9"});
    program.post("/places", body).await.is(422);
    let told = program.post("/places", serde_json::json!({"parent": to, "level": "zone", "name": "Xichú sur"})).await.is(201);
    assert_eq!(told.text("/called"), "microregion");
    // The nation above keeps its own.
    let page = olga.get(&format!("/nodes/{STATE}/new")).await.is(200);
    page.says("Sector").hides("Microrregión");
    town.is_sound().await;
}

#[tokio::test]
async fn a_register_that_knows_more_levels_than_the_tree_hangs_its_schools_higher() {
    let (town, conafe) = nation().await;
    let list = "CCT,Nombre,Turno,Municipio,Sector,Zona\n11KPR0001A,El Guamúchil,MATUTINO,Xichú,4,12\n11KPR0002Z,La Laja,MATUTINO,Xichú,,\n";
    let file = schools::read_schools(&Table::read(list.as_bytes()).expect("a table")).expect("a register");
    assert_eq!(file.rows.len(), 2, "{:?}", file.refused);
    let paths = town
        .under(move |tx| {
            use relevo::store::queries::nodes;
            assert_eq!(bring_schools::found(tx, &file.rows, Some((conafe, Level::State)))?, 2);
            let mut paths = Vec::new();
            for node in nodes::with_keys(tx)?.into_iter().filter(|row| row.cct.as_deref().is_some_and(|cct| cct.starts_with("11KPR"))) {
                let mut path: Vec<Level> = nodes::path(tx, node.id)?.into_iter().map(|row| row.level).collect();
                path.reverse();
                paths.push((node.name, path));
            }
            paths.sort();
            Ok(paths)
        })
        .await;
    let (nation, state) = (Level::Nation, Level::State);
    assert_eq!(paths, [("El Guamúchil".to_owned(), vec![nation, state, Level::Zone]), ("La Laja".to_owned(), vec![nation, state])]);
    town.is_sound().await;
}
