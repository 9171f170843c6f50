//! Stories of files that say again what is known already, or say it otherwise: a second register of the same schools, a curriculum that two
//! networks brought in, a group that a spreadsheet made a date, and a preview that is no longer true when it is confirmed.

use relevo::domain::fact::{NodeRenamed, PersonJoined, PersonNamed, StewardNamed};
use relevo::domain::id::*;
use relevo::domain::words::{Level, Origin, Position};
use relevo::store::queries::{nodes, people, topics};
use relevo::store::rows::NodeRow;
use relevo::store::{Address, Error};

use super::support::town::*;

/// Sends a list, and comes to its page.
async fn send(browser: &Browser, node: NodeId, kind: &str, name: &str, bytes: &[u8]) -> Page {
    let id = fresh::<List>().to_string();
    browser.send_file(&format!("/nodes/{node}/lists"), &[("id", &id), ("kind", kind)], name, bytes).await.is(200)
}

/// A town in Guanajuato, for whose state Tomasa answers.
async fn guanajuato() -> (Town, Browser) {
    let town = Town::new().await;
    town.under(|tx| {
        tx.record(NodeRenamed { node: STATE, name: "Guanajuato".to_owned() })?;
        tx.record(StewardNamed { person: TOMASA, node: STATE, since: day("2026-01-01") })?;
        Ok(())
    })
    .await;
    let tomasa = town.browser_of(TOMASA).await;
    (town, tomasa)
}

/// The schools with this key, and what stands above each, from below: level and name.
async fn with_key(town: &Town, key: &'static str) -> Vec<(NodeRow, Vec<(Level, String)>)> {
    let read = move |conn: &mut relevo::store::Conn| {
        let mut found = Vec::new();
        for node in nodes::with_keys(conn)?.into_iter().filter(|node| node.cct.as_deref() == Some(key)) {
            let above = nodes::path(conn, node.id)?.into_iter().map(|row| (row.level, row.name)).collect();
            found.push((node, above));
        }
        Ok(found)
    };
    town.db.read::<_, Error, _>(read).await.expect("read")
}

fn above(levels: &[(Level, &str)]) -> Vec<(Level, String)> {
    levels.iter().map(|(level, name)| (*level, (*name).to_owned())).collect()
}

const FIRST: &str = "CCT,Nombre,Turno,Municipio\n\
    11DTV0901S,Telesecundaria del Río,MATUTINO,Xichú\n\
    11DTV0902R,Telesecundaria del Cerro,MATUTINO,Xichú\n";

#[actix_web::test]
async fn a_second_register_fills_in_what_was_not_known_and_takes_nothing_away() {
    let (town, tomasa) = guanajuato().await;
    let page = send(&tomasa, STATE, "schools", "primero.csv", FIRST.as_bytes()).await.says("2 nuevas");
    tomasa.confirm(&page.path).await.is(200).says("Se guardaron 2 filas");
    let river = with_key(&town, "11DTV0901S").await.remove(0);
    assert_eq!((river.0.latitude, &river.1), (None, &above(&[(Level::Municipality, "Xichú"), (Level::State, "Guanajuato")])));

    // The second knows where they lie and their zones; of the hill it says no point, and another name.
    let second = "CCT,Nombre,Turno,Sector,Zona,Latitud,Longitud\n\
        11DTV0901S,Telesecundaria del Río,MATUTINO,3,016,21.30,-100.05\n\
        11DTV0902R,Telesecundaria La Cuesta,MATUTINO,3,016,,\n";
    let page = send(&tomasa, STATE, "schools", "segundo.csv", second.as_bytes()).await;
    let page = page.says("0 nuevas").says("2 cambian").says("Se agrega el lugar donde está en el mapa.");
    let page =
        page.says("Nombre: Telesecundaria del Cerro → Telesecundaria La Cuesta.").says("Se agrega su sector: 3. Se agrega su zona: 016.");
    let report = tomasa.get(&format!("{}/report.csv", page.path)).await.is(200);
    assert!(report.body.contains("Se agrega su zona: 016."), "{}", report.body);
    town.browser_of(TOMASA)
        .await
        .reading("en")
        .get(&page.path)
        .await
        .says("Its zone is added: 016.")
        .says("Where it is on the map is added.");
    assert_eq!(with_key(&town, "11DTV0901S").await[0], river, "looking keeps nothing");
    // Who answers for a school of the state does not see it, nor write it.
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&page.path).await.is(404);
    elvia.confirm(&page.path).await.is(404);

    tomasa.confirm(&page.path).await.is(200).says("Se guardaron 2 filas");
    let placed = above(&[(Level::Zone, "016"), (Level::Sector, "3"), (Level::State, "Guanajuato")]);
    let river = with_key(&town, "11DTV0901S").await;
    assert_eq!((river.len(), river[0].0.latitude, river[0].0.longitude, &river[0].1), (1, Some(21.30), Some(-100.05), &placed));
    let hill = with_key(&town, "11DTV0902R").await;
    assert_eq!((hill[0].0.name.as_str(), hill[0].0.latitude, &hill[0].1), ("Telesecundaria La Cuesta", None, &placed));
    // The same again changes nothing; and what a third list does not know stays.
    send(&tomasa, STATE, "schools", "segundo.csv", second.as_bytes())
        .await
        .says("0 cambian")
        .says("2 sin cambio")
        .says("No hay nada que guardar");
    let third = FIRST.replace("del Cerro", "La Cuesta");
    send(&tomasa, STATE, "schools", "tercero.csv", third.as_bytes()).await.says("0 cambian").says("2 sin cambio");

    // What differs is shown before it is followed: another zone, another point. A zone is the same however its number is written.
    let fourth = "CCT,Nombre,Turno,Zona,Latitud,Longitud\n\
        11DTV0901S,Telesecundaria del Río,MATUTINO,17,21.31,-100.06\n\
        11DTV0902R,Telesecundaria La Cuesta,MATUTINO,Zona 16,,\n";
    let page = send(&tomasa, STATE, "schools", "cuarto.csv", fourth.as_bytes()).await.says("1 cambia").says("1 sin cambio");
    let page = page.says("Cambia de zona: 016 → 17.").says("Cambia el lugar donde está en el mapa.");
    tomasa.confirm(&page.path).await.is(200);
    let river = with_key(&town, "11DTV0901S").await;
    let placed = above(&[(Level::Zone, "17"), (Level::Sector, "3"), (Level::State, "Guanajuato")]);
    assert_eq!((river[0].0.latitude, &river[0].1), (Some(21.31), &placed), "the sector that it did not say stays");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_sector_that_comes_to_be_known_takes_the_zone_along_and_not_its_schools_from_it() {
    let (town, tomasa) = guanajuato().await;
    let first = "CCT,Nombre,Turno,Zona\n11DTV0901S,Del Río,MATUTINO,16\n11DTV0902R,Del Cerro,MATUTINO,16\n";
    let page = send(&tomasa, STATE, "schools", "primero.csv", first.as_bytes()).await;
    tomasa.confirm(&page.path).await.is(200);
    let zone = town
        .db
        .read::<_, Error, _>(|conn| nodes::child_named(conn, Some(STATE), Level::Zone, "16"))
        .await
        .expect("read")
        .expect("the zone");
    // Only one of the two stands in the second list: the other goes along with the zone and its team.
    let second = "CCT,Nombre,Turno,Sector,Zona\n11DTV0901S,Del Río,MATUTINO,3,016\n";
    let page = send(&tomasa, STATE, "schools", "segundo.csv", second.as_bytes()).await.says("1 cambia").says("Se agrega su sector: 3.");
    tomasa.confirm(&page.path).await.is(200);
    for key in ["11DTV0901S", "11DTV0902R"] {
        let (school, path) = with_key(&town, key).await.remove(0);
        assert_eq!(path, above(&[(Level::Zone, "16"), (Level::Sector, "3"), (Level::State, "Guanajuato")]), "{key}");
        let hangs = town.db.read::<_, Error, _>(move |conn| nodes::ancestors(conn, school.id)).await.expect("read");
        assert_eq!(hangs[0], zone, "{key} stays in the zone that it was in");
    }
    // Rows that would hang one zone under two sectors tell nothing of it.
    let torn = "CCT,Nombre,Turno,Sector,Zona\n11DTV0901S,Del Río,MATUTINO,4,16\n11DTV0902R,Del Cerro,MATUTINO,3,16\n";
    send(&tomasa, STATE, "schools", "tercero.csv", torn.as_bytes()).await.says("2 sin cambio").says("No hay nada que guardar");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_register_without_shifts_finds_the_only_school_with_the_key_and_refuses_to_guess_among_several() {
    let (town, tomasa) = guanajuato().await;
    let first = "CCT,Nombre,Turno\n11DTV0901S,Del Río,MATUTINO\n11DTV0902R,Del Cerro,MATUTINO\n11DTV0902R,Del Cerro,VESPERTINO\n";
    let page = send(&tomasa, STATE, "schools", "primero.csv", first.as_bytes()).await.says("3 nuevas");
    tomasa.confirm(&page.path).await.is(200).says("Se guardaron 3 filas");

    let second =
        "CCT,Nombre,Latitud,Longitud\n11DTV0901S,Del Río,21.30,-100.05\n11DTV0902R,Del Cerro,21.40,-100.10\n11DTV0903Q,Del Llano,,\n";
    let page = send(&tomasa, STATE, "schools", "sin turno.csv", second.as_bytes()).await;
    let page = page.says("1 nueva").says("1 cambia").says("1 no entra");
    let page = page.says("es la única, aunque el turno no está en las dos partes").says("Varias escuelas comparten esta clave");
    tomasa.confirm(&page.path).await.is(200).says("Se guardaron 2 filas");
    let river = with_key(&town, "11DTV0901S").await;
    assert_eq!((river.len(), river[0].0.shift.as_deref(), river[0].0.latitude), (1, Some("matutino"), Some(21.30)));
    assert_eq!(with_key(&town, "11DTV0902R").await.len(), 2);
    send(&tomasa, STATE, "schools", "sin turno.csv", second.as_bytes()).await.says("0 nuevas").says("2 sin cambio").says("1 no entra");

    // The other way round: a list that knows the shift of the plain, and one that knows two of it.
    let two = "CCT,Nombre,Turno\n11DTV0903Q,Del Llano,MATUTINO\n11DTV0903Q,Del Llano,VESPERTINO\n";
    send(&tomasa, STATE, "schools", "dos turnos.csv", two.as_bytes())
        .await
        .says("2 no entran")
        .says("Varias escuelas comparten esta clave");
    let third = "CCT,Nombre,Turno\n11DTV0903Q,Del Llano,VESPERTINO\n";
    let page =
        send(&tomasa, STATE, "schools", "con turno.csv", third.as_bytes()).await.says("0 nuevas").says("Se agrega su turno: vespertino.");
    tomasa.confirm(&page.path).await.is(200);
    let plain = with_key(&town, "11DTV0903Q").await;
    assert_eq!((plain.len(), plain[0].0.shift.as_deref()), (1, Some("vespertino")));
    // By now a morning shift is one more school.
    send(&tomasa, STATE, "schools", "dos turnos.csv", two.as_bytes()).await.says("1 nueva").says("1 sin cambio");
    town.is_sound().await;
}

#[test]
fn the_command_line_says_the_same_of_a_second_register() {
    let folder = tempfile::tempdir().expect("a folder");
    let import = |text: &str, words: &[&str]| {
        let file = folder.path().join("register.csv");
        std::fs::write(&file, text).expect("a file");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relevo"));
        command.args(["import", "schools"]).arg(&file).args(words).arg("--data").arg(folder.path().join("data"));
        let run = command.output().expect("the program runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).expect("text")
    };
    assert!(import(FIRST, &["--yes"]).contains("written: 2"));
    let second = "CCT,Nombre,Zona,Latitud,Longitud\n11DTV0901S,Telesecundaria del Río,016,21.30,-100.05\n";
    let report = folder.path().join("report.csv");
    let printed = import(second, &["--report", report.to_str().expect("a path")]);
    assert!(printed.contains("new: 0, changed: 1, unchanged: 0"), "{printed}");
    assert!(printed.contains("row 2: where it lies is filled in; zone: \"016\" is filled in"), "{printed}");
    assert!(printed.contains("no other school here has this key"), "{printed}");
    let report = std::fs::read_to_string(report).expect("the report");
    assert!(report.contains("2,changed,11DTV0901S,,Telesecundaria del Río,\"where it lies is filled in;"), "{report}");
    assert!(import(second, &["--yes"]).contains("written: 1"));
    assert!(import(second, &[]).contains("new: 0, changed: 0, unchanged: 1"));
    assert!(import(FIRST, &[]).contains("new: 0, changed: 0, unchanged: 2"));
}

#[actix_web::test]
async fn what_is_confirmed_is_what_was_shown() {
    let (town, tomasa) = guanajuato().await;
    let page = send(&tomasa, STATE, "schools", "primero.csv", FIRST.as_bytes()).await.says("2 nuevas");
    let way = format!("{}/confirmation", page.path);
    // Nothing is written without a preview, nor by the sign of another one.
    for sent in [&[][..], &[("seen", "")], &[("seen", "0123456789abcdef")]] {
        tomasa.post(&way, sent).await.is(422).says("No se guardó nada: revísala otra vez").says("2 nuevas");
    }
    assert!(with_key(&town, "11DTV0901S").await.is_empty());
    // Another window brings one of the two in meanwhile.
    let old = page.field("seen").expect("the sign");
    let one = FIRST.lines().take(2).collect::<Vec<_>>().join("\n");
    let other = send(&tomasa, STATE, "schools", "uno.csv", one.as_bytes()).await.says("1 nueva");
    tomasa.confirm(&other.path).await.is(200);
    let again =
        tomasa.post(&way, &[("seen", &old)]).await.is(422).says("cambió lo que haría la lista").says("1 nueva").says("1 sin cambio");
    assert!(with_key(&town, "11DTV0902R").await.is_empty(), "nothing was written");
    let seen = again.field("seen").expect("the sign of what is shown now");
    tomasa.post(&way, &[("seen", &seen)]).await.is(200).says("Se guardó una fila");
    assert_eq!(with_key(&town, "11DTV0902R").await.len(), 1);

    // The same of people: somebody of that name has joined since.
    let elvia = town.browser_of(ELVIA).await.reading("en");
    let page = send(&elvia, AGUA_ZARCA, "people", "grupo.csv", b"nombre,grado\nItzel,2\nGil,1\n").await.says("2 new");
    town.under(|tx| {
        let (person, node, since) = (fresh(), AGUA_ZARCA, day(TODAY));
        tx.record(PersonJoined { person, node, position: Position::Student, minor: true, since, voucher: None })?;
        tx.record(PersonNamed { person, name: "Itzel".to_owned(), grade: Some(2), group: None, language: None })?;
        Ok(())
    })
    .await;
    let seen = page.field("seen").expect("the sign");
    let again = elvia.post(&format!("{}/confirmation", page.path), &[("seen", &seen)]).await.is(422);
    again.says("Nothing was kept: look at it again").says("1 new");
    let names = town.db.read::<_, Error, _>(|conn| people::members(conn, AGUA_ZARCA)).await.expect("read");
    assert!(names.iter().all(|row| row.name != "Gil"), "nothing was written");
    town.is_sound().await;
}

#[actix_web::test]
async fn two_networks_that_brought_in_the_same_curriculum_exchange_it_without_a_second_copy() {
    let (town, _) = guanajuato().await;
    let other = Town::new().await;
    let list = "grado,disciplina,contenido,pda_n,pda\n\
        Primer grado,Física,Palancas y poleas,1,Explica cómo una palanca levanta un peso.\n\
        Primer grado,Física,La luz y la sombra,1,Explica por qué cambia una sombra.\n";
    let mut out = String::new();
    for (at, network) in [&town, &other].into_iter().enumerate() {
        let elvia = network.browser_of(ELVIA).await;
        let page = send(&elvia, AGUA_ZARCA, "topics", "programa.csv", list.as_bytes()).await.says("2 nuevas");
        elvia.confirm(&page.path).await.is(200);
        if at == 1 {
            out = elvia.get("/fund/case.json").await.is(200).body;
        }
    }
    let curriculum = |conn: &mut relevo::store::Conn| {
        topics::known_at(conn, AGUA_ZARCA, 100).map(|rows| rows.into_iter().filter(|row| row.origin == Origin::Curriculum).count())
    };
    assert_eq!(town.db.read::<_, Error, _>(curriculum).await.expect("read"), 2);
    let elvia = town.browser_of(ELVIA).await;
    let page = send(&elvia, AGUA_ZARCA, "topics", "otra red.json", out.as_bytes()).await.says("0 nuevas");
    elvia.confirm(&page.path).await;
    assert_eq!(town.db.read::<_, Error, _>(curriculum).await.expect("read"), 2, "each is there once");
    elvia.get("/topics?q=palancas&in=all").await.is(200).says("Palancas y poleas");
    town.is_sound().await;
}

/// A workbook of one sheet: these rows, where a cell that begins with `=` is a day, kept as a number that is shown as a date.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let mut data = String::new();
    for (at, cells) in rows.iter().enumerate() {
        let row = at + 1;
        data += &format!("<row r=\"{row}\">");
        for (cell, column) in cells.iter().zip('A'..) {
            data += &match cell.strip_prefix('=') {
                Some(number) => format!("<c r=\"{column}{row}\" s=\"1\"><v>{number}</v></c>"),
                None => format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            };
        }
        data += "</row>";
    }
    let relation =
        |number: u8, kind: &str, target: &str| format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    let relations = |inside: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inside}</Relationships>");
    let files = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{PACKAGE}/content-types\"/>")),
        ("_rels/.rels", relations(&relation(1, "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"Grupo\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&(relation(1, "worksheet", "worksheets/sheet1.xml") + relation(2, "styles", "styles.xml").as_str())),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"16\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData></worksheet>")),
    ];
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    archive(&files)
}

/// An archive of these files, as they are.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let small = |number: usize| u16::try_from(number).expect("small").to_le_bytes();
    let long = |number: usize| u32::try_from(number).expect("not so long").to_le_bytes();
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let mut sum = flate2::Crc::new();
        sum.update(text);
        let sizes = [sum.sum().to_le_bytes(), long(text.len()), long(text.len())].concat();
        let begins = long(bytes.len());
        let head = [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x28][..], &sizes, &small(name.len()), &[0, 0]].concat();
        bytes.extend([&b"PK\x03\x04"[..], &head, name.as_bytes(), text].concat());
        directory.extend([&b"PK\x01\x02\x14\x00"[..], &head, &[0; 10], &begins, name.as_bytes()].concat());
    }
    let count = small(files.len());
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &long(directory.len()), &long(bytes.len()), &[0, 0]].concat();
    [bytes, directory, end].concat()
}

#[actix_web::test]
async fn a_group_that_a_spreadsheet_made_a_date_does_not_come_in_as_a_number_of_days() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    // 46054 is the first of February 2026: what becomes of "1-2". A day is well where a day is meant.
    let sheet = workbook(&[
        &["Nombre", "Grado", "Grupo", "Baja"],
        &["Itzel", "1", "=46054", ""],
        &["Gil", "=46054", "A", ""],
        &["Jacinta", "1", "1-2", ""],
        &["Ramiro", "1", "A", "=46054"],
    ]);
    let page = send(&elvia, AGUA_ZARCA, "people", "grupo.xlsx", &sheet).await.says("1 nueva").says("3 no entran").hides("46054");
    let page =
        page.says("Fila 2").says("Grupo: La hoja de cálculo hizo una fecha de lo que se escribió").says("Fila 3").says("Grado: La hoja");
    town.browser_of(ELVIA).await.reading("en").get(&page.path).await.says("Group: The spreadsheet made a date of what was typed");
    elvia.confirm(&page.path).await.is(200);
    let members = town.db.read::<_, Error, _>(|conn| people::members(conn, AGUA_ZARCA)).await.expect("read");
    let groups: Vec<Option<&str>> = members.iter().map(|row| row.class.as_deref()).collect();
    assert!(
        groups.contains(&Some("1-2")) && !groups.iter().flatten().any(|group| group.contains("46054") || group.contains("2026")),
        "{groups:?}"
    );
    // Saved as text, the date is a word: no group either.
    let text = "Nombre,Grado,Grupo\nItzel,1,01-feb\nGil,1,2026-02-01\n";
    send(&elvia, AGUA_ZARCA, "people", "grupo.csv", text.as_bytes()).await.says("0 nuevas").says("2 no entran").says("hizo una fecha");
    // The command line says it too.
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("grupo.xlsx"), &sheet).expect("a file");
    std::fs::write(folder.path().join("register.csv"), FIRST).expect("a file");
    let import = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relevo"));
        let run = command.arg("import").args(words).args(["--data", "data"]).current_dir(folder.path()).output().expect("the program runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).expect("text")
    };
    import(&["schools", "register.csv", "--yes"]);
    let printed = import(&["people", "grupo.xlsx", "--school", "11DTV0901S"]);
    assert!(printed.contains("row 2: the group is a date that a spreadsheet made"), "{printed}");
}

#[actix_web::test]
async fn a_list_on_the_command_line_does_not_turn_a_schools_topic_into_another() {
    let town = Town::new().await;
    // The command line opens a file; what PostgreSQL keeps is told above.
    let Address::File(_) = town.db.address() else { return };
    let elvia = town.browser_of(ELVIA).await;
    let page = send(&elvia, AGUA_ZARCA, "topics", "uno.csv", "id;titulo;desafio\n1;Agua de lluvia;¿Cuánta cae?\n".as_bytes()).await;
    elvia.confirm(&page.path).await.is(200).says("Se guardó una fila");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("relevo.db");
    town.keep(&file);
    let list = folder.path().join("temas.csv");
    std::fs::write(&list, "id;titulo;desafio\n1;Globo de papel;¿Por qué sube?\n").expect("a file");
    let import = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relevo"));
        command.args(["import", "topics"]).arg(&list).args(words).arg("--data").arg(folder.path());
        let run = command.output().expect("the program runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).expect("text")
    };
    assert!(import(&["--yes"]).contains("new: 1, changed: 0, unchanged: 0"));
    assert!(import(&[]).contains("new: 0, changed: 0, unchanged: 1"));
    let after = Town::like(&file).await;
    for title in ["Agua de lluvia", "Globo de papel"] {
        after.visitor().get(&format!("/topics?q={}&in=all", title.replace(' ', "+"))).await.is(200).says(title);
    }
}
