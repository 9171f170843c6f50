//! Stories of lists that come in and go out by the pages: what a steward sees before anything is kept, what she decides, and what others do
//! not see of it. Every person in them is invented.

use relevo::domain::fact::{PersonJoined, PersonNamed};
use relevo::domain::id::*;
use relevo::domain::policy::Caller;
use relevo::domain::words::Position;
use relevo::exchange::lists::{Waiting, look, parts, write};
use relevo::store::queries::people;
use relevo::store::{Error, waiting};

use super::support::town::*;

fn lists(node: NodeId) -> String {
    format!("/nodes/{node}/lists")
}

/// Sends a list, and comes to its page.
async fn send(browser: &Browser, node: NodeId, kind: &str, name: &str, bytes: &[u8]) -> Page {
    browser.send_file(&lists(node), &[("id", &fresh::<List>().to_string()), ("kind", kind)], name, bytes).await
}

/// The names of a school's people.
async fn names(town: &Town, node: NodeId) -> Vec<String> {
    let mut names: Vec<String> =
        town.db.read::<_, Error, _>(move |conn| people::members(conn, node)).await.expect("read").into_iter().map(|row| row.name).collect();
    names.sort();
    names
}

async fn grade(town: &Town, person: PersonId) -> Option<i32> {
    town.db.read::<_, Error, _>(move |conn| Ok(people::name(conn, person)?.and_then(|row| row.grade))).await.expect("read")
}

const LIST: &str = "Nombre;Apellidos;Grado;Grupo;Función;Menor;CURP;Teléfono;Apodo\n\
    Itzel;Núñez Paz;2;A;;;BOXW310820HNERXN09;473 123 4567;\n\
    Ana;López;1;A;;;;;\n\
    Ana;Méndez;1;A;;;;;\n\
    Mateo;Ruiz;2;A;;;;;\n\
    Luis;Cano;3;B;;;;;\n\
    Ximena;;3;A;;;;;\n\
    Inés;;;;maestra;;;;\n\
    4731234567;;1;A;;;;;\n\
    Doña Lupe;;;;familia;no;;;vecina\n";

#[actix_web::test]
async fn a_list_is_seen_decided_and_kept_once() {
    let town = Town::new().await;
    let (elvia, julian, berta, tomasa) =
        (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await, town.browser_of(BERTA).await, town.browser_of(TOMASA).await);
    let before = names(&town, AGUA_ZARCA).await;
    let people_page = elvia.get(&format!("/nodes/{AGUA_ZARCA}/people")).await.is(200);
    assert_eq!(people_page.link("Traer o llevar una lista"), Some(lists(AGUA_ZARCA)));
    elvia.get(&lists(AGUA_ZARCA)).await.is(200).says("Traer una lista").says("8 MB");

    let page = send(&elvia, AGUA_ZARCA, "people", "mi grupo.csv", LIST.as_bytes()).await.is(200);
    let here = page.path.clone();
    assert!(here.starts_with("/lists/"), "{here}");
    let page = page.says("mi grupo.csv").says("Todavía no se guarda nada").says("CURP, Teléfono");
    let page = page.says("4 nuevas").says("0 sin cambio").says("3 por decidir").says("2 no entran");
    let page = page.says("Fila 9").says("Parece un número de teléfono").says("Fila 10").says("responda por ella");
    let page = page.says("Fila 6: Luis").says("¿Es la misma persona?").says("Guardar a 4 personas");
    page.hides("Núñez").hides("BOXW310820HNERXN09").hides("473 123").hides("4731234567");
    assert_eq!(names(&town, AGUA_ZARCA).await, before, "looking keeps nothing");

    // Nobody else sees it: not a teacher of the school, not another school's steward, not those above.
    for other in [&julian, &berta, &tomasa] {
        other.get(&here).await.is(404).hides("Itzel");
        other.get(&format!("{here}/report.csv")).await.is(404);
        other.confirm(&here).await.is(404);
        other.get(&lists(AGUA_ZARCA)).await.is(404);
        send(other, AGUA_ZARCA, "people", "x.csv", LIST.as_bytes()).await.is(404);
    }
    let visitor = town.visitor();
    assert_eq!(visitor.get(&here).await.path, "/sign-in");
    assert_eq!(names(&town, AGUA_ZARCA).await, before);

    let report = elvia.get(&format!("{here}/report.csv")).await.is(200);
    assert!(report.headers["content-disposition"].to_str().expect("text").contains("attachment"));
    assert!(report.body.contains("9,no entra,,Nombre: Parece un número de teléfono"), "{}", report.body);
    assert!(report.body.contains("2,nueva,Itzel,") && report.body.contains("5,por decidir,Mateo,"), "{}", report.body);
    let english = town.browser_of(ELVIA).await.reading("en");
    english.get(&here).await.is(200).says("Is it the same person?").says("4 new");

    // Luis of 3 B is another one, but needs a name of his own; Ximena has moved up.
    let answers = format!("{here}/answers");
    let again = elvia.post(&answers, &[("as-6", "another"), ("name-6", "Luis"), ("as-7", "same")]).await.is(422);
    let again = again.says("Ya hay alguien con ese nombre");
    assert_eq!(again.field("name-6").as_deref(), Some("Luis"));
    assert_eq!(again.count("input[name=as-7][value=same][checked]"), 1, "what was chosen is kept");
    elvia.post(&answers, &[("as-6", "another"), ("name-6", "Luis BOXW310820HNERXN09")]).await.is(422).says("Parece una CURP");
    let decided = elvia
        .post(&answers, &[("as-6", "another"), ("name-6", "Luis C."), ("as-7", "same"), ("name-7", ""), ("as-5", "same")])
        .await
        .is(200);
    decided.says("5 nuevas").says("1 cambia").says("1 sin cambio").says("0 por decidir");
    assert_eq!(names(&town, AGUA_ZARCA).await, before, "deciding keeps nothing");

    let done = elvia.confirm(&here).await.is(200);
    done.says("La lista quedó guardada").says("Se guardaron 6 filas");
    let after = names(&town, AGUA_ZARCA).await;
    for name in ["Itzel", "Ana L.", "Ana M.", "Luis", "Luis C.", "Inés"] {
        assert!(after.contains(&name.to_owned()), "{name} is not there: {after:?}");
    }
    assert_eq!(after.len(), before.len() + 5);
    assert_eq!((grade(&town, XIMENA).await, grade(&town, LUIS).await), (Some(3), Some(1)));
    // Confirmed again, or sent again: nothing more happens.
    elvia.confirm(&here).await.is(200).says("Se guardaron 6 filas");
    elvia.get(&here).await.is(200).says("Se guardaron 6 filas").hides("Itzel");
    let again = send(&elvia, AGUA_ZARCA, "people", "mi grupo.csv", LIST.as_bytes()).await.is(200);
    // The school does not know her surname: whether the Itzel of the list is the one who is there is for a person to say; of all at once.
    let again = again.says("0 nuevas").says("0 cambian").says("3 sin cambio").says("4 por decidir").says("Son las mismas personas");
    let same = elvia.post(&format!("{}/answers", again.path), &[("all", "same")]).await.is(200);
    same.says("7 sin cambio").says("0 por decidir").says("No hay nada que guardar");
    assert_eq!(names(&town, AGUA_ZARCA).await, after);
    // The other school has seen none of it.
    julian.get(&format!("/nodes/{LA_NORIA}/people")).await.is(200).hides("Itzel");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_child_of_the_same_name_is_asked_about_and_not_lost() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let bring = async |name: &str, list: &str| send(&elvia, AGUA_ZARCA, "people", name, list.as_bytes()).await.is(200);
    let first = bring("una.csv", "nombre,grado,grupo\nDulce,1,A\n").await.says("1 nueva");
    elvia.confirm(&first.path).await.is(200).says("Se guardó una fila");
    // Another one may have come: the school knows no surname.
    let other = bring("otra.csv", "nombre,apellidos,grado,grupo\nDulce,Hernández,1,A\n").await.says("1 por decidir").says("0 sin cambio");
    let other = other.says("no se distinguen").says("Es Dulce, 1.º A").hides("con otro grado").hides("Son las mismas personas");
    elvia.post(&format!("{}/answers", other.path), &[("as-2", "another"), ("name-2", "Dulce H.")]).await.is(200).says("1 nueva");
    elvia.confirm(&other.path).await.is(200).says("Se guardó una fila");
    // Her initial tells her apart from then on; what does not change is counted and can be seen.
    let again =
        bring("otra vez.csv", "nombre,apellidos,grado,grupo\nDulce,Hernández,1,A\n").await.says("1 sin cambio").says("0 por decidir");
    assert!(again.text().contains("Sin cambio") && again.count("details.fold li") >= 1);
    // Two in one file, of whom either may be the one who is there: with the same grade and group.
    let two = bring("dos.csv", "nombre,apellidos,grado,grupo\nDulce,Ríos,1,A\nDulce,Salas,1,A\n").await.says("2 por decidir");
    two.says("no se distinguen").hides("con otro grado").hides("Son las mismas personas");
    // Who has left by the list does not come in; where somebody of that name is here, it says so.
    let gone = bring("bajas.csv", "nombre,grado,grupo,baja\nDulce,1,A,12/05/2026\nNayeli,1,A,sí\nItzel,1,A,no\n").await.says("1 nueva");
    gone.says("2 no entran").says("En la escuela está Dulce").says("ya se fue: no entra");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_language_that_relevo_does_not_speak_keeps_nobody_out() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let list = "nombre,funcion,menor,idioma\nXóchitl,,,náhuatl\nCitlali,,,nah\nMeztli,,,en\nRaúl,maestro,sí,\n";
    let page = send(&elvia, AGUA_ZARCA, "people", "lenguas.csv", list.as_bytes()).await.is(200).says("3 nuevas").says("1 no entra");
    let page = page.says("español o inglés").says("Menor de edad: Esa función es de personas adultas");
    elvia.confirm(&page.path).await.is(200).says("Se guardaron 3 filas");
    let members = town.db.read::<_, Error, _>(|conn| people::members_with_language(conn, AGUA_ZARCA)).await.expect("read");
    let reads = |name: &str| members.iter().find(|(row, _)| row.name == name).expect("she is there").1.clone();
    assert_eq!((reads("Xóchitl"), reads("Citlali"), reads("Meztli")), (None, None, Some("en".to_owned())));
}

#[actix_web::test]
async fn columns_are_shown_and_can_be_told_by_hand() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let list = "quién;año;sección;apodo\nItzel;2;A;La Güera\n".as_bytes();
    let page = send(&elvia, AGUA_ZARCA, "people", "raro.csv", list).await.is(200);
    let page = page.says("Ninguna columna dice esto: Nombre").says("quién").says("Por ejemplo: Itzel");
    let here = page.path.clone();
    elvia.post(&format!("{here}/columns"), &[("column-0", "name"), ("column-1", "name")]).await.is(422).says("Dos columnas dicen lo mismo");
    elvia.post(&format!("{here}/columns"), &[("column-0", "cct")]).await.is(422);
    let page = elvia.post(&format!("{here}/columns"), &[("column-0", "name"), ("column-1", "grade")]).await.is(200);
    page.says("1 nueva").says("Guardar a una persona").says("Se revisó con esas columnas");
    elvia.confirm(&here).await.is(200).says("Se guardó una fila");
    let itzel = town
        .db
        .read::<_, Error, _>(|conn| people::members(conn, AGUA_ZARCA))
        .await
        .expect("read")
        .into_iter()
        .find(|row| row.name == "Itzel")
        .expect("Itzel");
    assert_eq!((itzel.grade, itzel.class.as_deref()), (Some(2), Some("A")), "the section was recognised by its name");
}

#[actix_web::test]
async fn what_cannot_be_read_is_said_at_the_field() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let no_file = [("id", fresh::<List>().to_string()), ("kind", "people".to_owned())];
    let no_file: Vec<(&str, &str)> = no_file.iter().map(|(name, value)| (*name, value.as_str())).collect();
    elvia.post(&lists(AGUA_ZARCA), &no_file).await.is(422).says("Falta este dato");
    send(&elvia, AGUA_ZARCA, "people", "", b"").await.is(422).says("Falta este dato");
    send(&elvia, AGUA_ZARCA, "people", "foto.png", b"\x89PNG\r\n\x1a\n\0\0\0").await.is(422).says("No es una hoja de cálculo");
    send(&elvia, AGUA_ZARCA, "people", "roto.xlsx", b"PK\x03\x04nada").await.is(422).says("guárdalo otra vez");
    send(&elvia, AGUA_ZARCA, "people", "blanco.csv", b"\n\n").await.is(422).says("El archivo está vacío");
    send(&elvia, AGUA_ZARCA, "schools", "e.csv", b"cct\n11DTV0021K\n").await.is(422).says("Elige una de las opciones");
    send(&elvia, AGUA_ZARCA, "dragons", "e.csv", b"cct\n11DTV0021K\n").await.is(422).says("Elige una de las opciones");
    // Nine megabytes are more than fit; the page says how many do.
    let page = send(&elvia, AGUA_ZARCA, "people", "grande.csv", &vec![b'a'; 9 * 1024 * 1024]).await.is(413);
    page.says("El archivo es demasiado grande: caben 8 MB");
    // Rows: one more than fit.
    let long = format!("nombre\n{}", "Ana\n".repeat(20_001));
    send(&elvia, AGUA_ZARCA, "people", "larga.csv", long.as_bytes()).await.is(422).says("demasiadas filas");
    elvia.get(&lists(AGUA_ZARCA)).await.is(200).hides("Esperan aquí");
}

#[actix_web::test]
async fn a_list_waits_for_two_days_and_no_more_than_five_wait() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let mut paths = Vec::new();
    for number in 1..=6 {
        let page = send(&elvia, AGUA_ZARCA, "people", &format!("lista {number}.csv"), b"nombre\nItzel\n").await.is(200);
        paths.push(page.path.clone());
        town.pass_minutes(1);
    }
    elvia.get(&paths[0]).await.is(404);
    let page = elvia.get(&lists(AGUA_ZARCA)).await.is(200).says("lista 6.csv").says("lista 2.csv").says("Por revisar");
    page.hides("lista 1.csv");
    // The form sent twice keeps one list.
    let id = fresh::<List>().to_string();
    let form = [("id", id.as_str()), ("kind", "people")];
    for _ in 0..2 {
        let page = elvia.send_file(&lists(AGUA_ZARCA), &form, "dos veces.csv", b"nombre\nItzel\n").await.is(200);
        assert_eq!(page.path, format!("/lists/{id}"));
    }
    // Whoever knows its id cannot put another in its place.
    let julian = town.browser_of(JULIAN).await;
    julian.send_file(&lists(LA_NORIA), &form, "ajena.csv", b"nombre\nOtra\n").await.is(404);
    // Thrown away, it is gone.
    elvia.post(&format!("{}/end", paths[5]), &[]).await.is(200).says("El archivo se quitó");
    elvia.get(&paths[5]).await.is(404);
    town.pass_days(2);
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&format!("/lists/{id}")).await.is(404);
    elvia.get(&lists(AGUA_ZARCA)).await.is(200).hides("Esperan aquí");
}

#[actix_web::test]
async fn cut_off_in_the_middle_it_is_shown_as_unfinished_and_goes_on() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let rows: String = (0..450).map(|number| format!("{};2;A\n", invented(number))).collect();
    let list = format!("nombre;grado;grupo\n{rows}");
    let page = send(&elvia, AGUA_ZARCA, "people", "escuela.csv", list.as_bytes()).await.is(200).says("450 nuevas");
    let (here, id): (String, ListId) = (page.path.clone(), page.path.rsplit('/').next().expect("an id").parse().expect("an id"));
    // The first part is written, and then the program is killed.
    town.db
        .write::<_, relevo::actions::Error, _>(move |tx| {
            let now = tx.now();
            let caller = Caller::member(relevo::store::accounts::caller(tx, ELVIA)?.expect("Elvia"));
            relevo::actions::lists::begin(tx, &caller, id, "")?;
            let row = waiting::by_id(tx, id, now)?.expect("the list");
            let look = look(tx, &caller, &row, &Waiting::unpack(&row.body).expect("a list"))?;
            let first = parts(look).into_iter().next().expect("a part");
            write(tx, &caller, &row, first)?;
            Ok(())
        })
        .await
        .expect("written");
    let page = elvia.get(&here).await.is(200).says("Se quedó a medias: 200 filas están guardadas").says("Faltan 250 filas");
    assert_eq!(page.count("form[action$='/confirmation'] button"), 1);
    elvia.get(&lists(AGUA_ZARCA)).await.is(200).says("A medias");
    elvia.confirm(&here).await.is(200).says("Se guardaron 450 filas");
    assert_eq!(names(&town, AGUA_ZARCA).await.iter().filter(|name| name.starts_with("Zz")).count(), 450);
    town.is_sound().await;
}

/// A name that nobody has.
fn invented(number: usize) -> String {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).expect("a letter"));
    format!("Zz{}{}", letter(number / 26), letter(number))
}

#[actix_web::test]
async fn the_list_of_a_school_comes_in_again_and_changes_nothing() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let list = "nombre,apellidos,grado,grupo,menor\nMaría del Carmen,Paz,2,-A,sí\nRamón,Paz,3,A,no\n".as_bytes();
    let page = send(&elvia, AGUA_ZARCA, "people", "dos.csv", list).await.is(200);
    elvia.confirm(&page.path).await.is(200);
    let all = names(&town, AGUA_ZARCA).await;
    let csv = elvia.get(&format!("/nodes/{AGUA_ZARCA}/people.csv")).await.is(200);
    for name in &all {
        assert!(csv.body.contains(name.as_str()), "{name}: {}", csv.body);
    }
    julian.get(&format!("/nodes/{AGUA_ZARCA}/people.csv")).await.is(404).hides("Ximena");
    town.browser_of(BERTA).await.get(&format!("/nodes/{AGUA_ZARCA}/people.csv")).await.is(404);
    town.browser_of(TOMASA).await.get(&format!("/nodes/{ZONE}/people.csv")).await.is(404);
    let again = send(&elvia, AGUA_ZARCA, "people", "otra vez.csv", csv.body.as_bytes()).await.is(200);
    again.says(&format!("{} sin cambio", all.len())).says("0 nuevas").says("0 por decidir").says("0 no entran");
}

#[actix_web::test]
async fn who_is_forgotten_waits_in_no_list() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let page = send(&elvia, AGUA_ZARCA, "people", "con mateo.csv", b"nombre,grado\nMateo,3\n").await.is(200).says("Mateo");
    let julian = town.browser_of(JULIAN).await;
    let other = send(&julian, LA_NORIA, "people", "noria.csv", b"nombre\nItzel\n").await.is(200);
    elvia.post(&format!("/people/{MATEO}/erasure"), &[]).await;
    elvia.get(&page.path).await.is(404);
    julian.get(&other.path).await.is(200).says("Itzel");
}

#[actix_web::test]
async fn who_answers_for_the_place_no_longer_loses_the_list_with_it() {
    let town = Town::new().await;
    let julian = town.browser_of(JULIAN).await;
    let page = send(&julian, LA_NORIA, "people", "noria.csv", b"nombre\nItzel\n").await.is(200);
    town.under(|tx| {
        tx.record(relevo::domain::fact::StewardEnded { person: JULIAN, node: LA_NORIA, until: day(TODAY) })?;
        Ok(())
    })
    .await;
    julian.get(&page.path).await.is(404);
    julian.confirm(&page.path).await.is(404);
    assert!(!names(&town, LA_NORIA).await.contains(&"Itzel".to_owned()));
}

#[actix_web::test]
async fn a_register_comes_in_for_whoever_answers_for_the_state() {
    let town = Town::new().await;
    town.under(|tx| {
        tx.record(relevo::domain::fact::NodeRenamed { node: STATE, name: "Guanajuato".to_owned() })?;
        tx.record(relevo::domain::fact::StewardNamed { person: TOMASA, node: STATE, since: day("2026-01-01") })?;
        Ok(())
    })
    .await;
    let (tomasa, elvia) = (town.browser_of(TOMASA).await, town.browser_of(ELVIA).await);
    let register = "CCT,Nombre,Turno,Zona,Director\n\
        11DTV0901M,TELESECUNDARIA DEL RIO,MATUTINO,77,Juan Secreto\n\
        14DES0085Q,DE OTRO ESTADO,MATUTINO,1,\n\
        11XX,SIN CLAVE,MATUTINO,77,\n"
        .as_bytes();
    // The zone takes no register, and a school none either.
    send(&tomasa, ZONE, "schools", "r.csv", register).await.is(422).says("Elige una de las opciones");
    send(&elvia, AGUA_ZARCA, "schools", "r.csv", register).await.is(422);
    send(&elvia, STATE, "schools", "r.csv", register).await.is(404);
    let page = send(&tomasa, STATE, "schools", "registro.csv", register).await.is(200);
    let page = page
        .says("1 nueva")
        .says("2 no entran")
        .says("La clave es de otro estado")
        .says("No es una clave")
        .says("Director")
        .says("debería ser S");
    let page = page.hides("Juan Secreto");
    let here = page.path.clone();
    elvia.get(&here).await.is(404);
    // Read as people read it: the digest in the address of a style sheet may have any number in it.
    assert!(!elvia.get(&format!("/nodes/{STATE}")).await.is(200).text().contains("77"));
    tomasa.confirm(&here).await.is(200).says("Se guardó una fila");
    let row = town
        .db
        .read::<_, Error, _>(|conn| relevo::store::queries::nodes::by_key(conn, "11DTV0901M", Some("matutino")))
        .await
        .expect("read")
        .expect("the school");
    let above = town.db.read::<_, Error, _>(move |conn| relevo::store::queries::nodes::path(conn, row.id)).await.expect("read");
    assert_eq!(above.iter().map(|node| node.name.as_str()).collect::<Vec<_>>()[0], "77");
    assert_eq!(above.last().map(|node| node.id), Some(STATE), "it hangs under the state that is there");
    send(&tomasa, STATE, "schools", "registro.csv", register).await.is(200).says("0 nuevas").says("1 sin cambio");
    town.is_sound().await;
}

#[actix_web::test]
async fn topics_come_in_for_a_school_and_another_schools_stay_as_they_are() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let list = "id;titulo;desafio;antecedentes\nA1;Sombras;¿Por qué cambian?;A2\nA2;Luz;¿De dónde viene?;\nA3;;Sin título;A9\n".as_bytes();
    let page = send(&elvia, AGUA_ZARCA, "topics", "temas.csv", list).await.is(200).says("3 nuevas").says("Ningún tema se llama «A9»");
    elvia.confirm(&page.path).await.is(200).says("Se guardaron 3 filas");
    elvia.get("/topics?q=sombras&in=all").await.is(200).says("Sombras");
    send(&elvia, AGUA_ZARCA, "topics", "temas.csv", list).await.is(200).says("0 nuevas").says("3 sin cambio");
    // Another school's list with other words under the same ids changes nothing of Elvia's.
    let other = "id;titulo;desafio;antecedentes\nA1;Sombras;Otra cosa;\n".as_bytes();
    send(&julian, LA_NORIA, "topics", "otros.csv", other).await.is(200).says("0 cambian").says("1 sin cambio");
    send(&elvia, AGUA_ZARCA, "topics", "otros.csv", other).await.is(200).says("1 cambia");
    town.is_sound().await;
}

/// A package of one school in the tables that a roster needs.
fn roster(orgs: &str, users: &str, roles: &str) -> Vec<u8> {
    let manifest = "propertyName,value\noneroster.version,1.2\nfile.orgs,bulk\nfile.users,bulk\nfile.roles,bulk\nfile.demographics,bulk\n";
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in
        [("manifest", manifest), ("orgs", orgs), ("users", users), ("roles", roles), ("demographics", "sourcedId,birthDate\n")]
    {
        archive.start_file(format!("{name}.csv"), zip::write::SimpleFileOptions::default()).expect("a file");
        std::io::Write::write_all(&mut archive, text.as_bytes()).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

const ROSTER_ORG: &str = "sourcedId,name,type,identifier\ns,Agua Zarca,school,\n";
const ROSTER_USERS: &str = "sourcedId,enabledUser,username,givenName,familyName,email,grades\n\
    1,true,x,Yareli,Núñez Paz,yareli@example.mx,02\n2,true,y,Óscar,Luna,,01\n3,true,z,Inés,Roa,,\n4,true,w,Amalia,Roa,,\n";
const ROSTER_ROLES: &str = "sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n\
    a,1,primary,student,,,s\nb,2,primary,student,,,s\nc,3,primary,teacher,,,s\nd,4,primary,parent,,,s\ne,9,primary,student,,,s\n";

#[actix_web::test]
async fn a_roster_of_another_program_comes_in_as_the_list_of_its_school() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let before = names(&town, AGUA_ZARCA).await;
    let package = roster(ROSTER_ORG, ROSTER_USERS, ROSTER_ROLES);
    let page = send(&elvia, AGUA_ZARCA, "people", "padrón.zip", &package).await.is(200);
    let page = page.says("3 nuevas").says("Yareli").says("Óscar").says("Inés").hides("Núñez").hides("yareli@");
    let page =
        page.says("roles.csv").says("Lo que nombra userSourcedId no está en el paquete").says("demographics.csv").says("users: email");
    // Amalia is somebody's mother, for whom somebody vouches by name.
    let page = page.says("1 no entra").hides("Amalia Roa");
    assert_eq!(names(&town, AGUA_ZARCA).await, before, "nothing is written yet");
    julian.get(&page.path).await.is(404);
    let report = elvia.get(&format!("{}/report.csv", page.path)).await.is(200);
    assert!(report.body.contains("roles.csv"), "{}", report.body);
    elvia.confirm(&page.path).await.is(200).says("Se guardaron 3 filas");
    let after = names(&town, AGUA_ZARCA).await;
    assert_eq!(after.len(), before.len() + 3);
    assert!(after.iter().any(|name| name == "Yareli"));
    // Brought again, it changes nothing.
    send(&elvia, AGUA_ZARCA, "people", "padrón.zip", &package).await.is(200).says("0 nuevas").says("3 por decidir");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_package_that_cannot_be_trusted_says_why_at_the_file() {
    let town = Town::new().await;
    let elvia = town.browser_of(ELVIA).await;
    let other = "sourcedId,name,type,identifier\ns,La Noria,school,11DTV0002B\nt,El Salto,school,11DTV0003C\n";
    for (package, why) in [
        (roster(other, ROSTER_USERS, ROSTER_ROLES), "Ninguna escuela del paquete tiene la clave de esta: La Noria, El Salto."),
        (roster(ROSTER_ORG, "sourcedId,givenName\n1,Ana\n", ROSTER_ROLES), "A users.csv le falta la columna familyName."),
        (roster("", ROSTER_USERS, ROSTER_ROLES), "orgs.csv:"),
    ] {
        let page = send(&elvia, AGUA_ZARCA, "people", "padrón.zip", &package).await.is(422).says(why);
        assert_eq!(page.count(".field.bad input[type=file]"), 1, "{why}");
    }
    // Topics are no people, and a package is no workbook.
    send(&elvia, AGUA_ZARCA, "topics", "padrón.zip", &roster(ROSTER_ORG, ROSTER_USERS, ROSTER_ROLES)).await.is(422);
    elvia.get(&lists(AGUA_ZARCA)).await.is(200).hides("padrón.zip");
}

#[actix_web::test]
async fn the_roster_of_a_school_comes_in_again_and_changes_nothing() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    // Adults' names are theirs to choose, whatever their office.
    town.under(|tx| {
        for (name, position) in [
            ("Doña Chabela Martínez", Position::Family),
            ("María de los Ángeles Ruiz y Ruiz", Position::Teacher),
            ("José Luis del Río Paz", Position::Student),
        ] {
            let (person, since, voucher) = (tx.new_id(), day(TODAY), (position == Position::Family).then_some(ELVIA));
            tx.record(PersonJoined { person, node: AGUA_ZARCA, position, minor: false, since, voucher })?;
            tx.record(PersonNamed { person, name: name.to_owned(), grade: None, group: None, language: None })?;
        }
        Ok(())
    })
    .await;
    let all = names(&town, AGUA_ZARCA).await.len();
    let package = elvia.get(&format!("/nodes/{AGUA_ZARCA}/people.zip")).await.is(200);
    assert_eq!(package.headers.get("content-type").and_then(|kind| kind.to_str().ok()), Some("application/zip"));
    let page = send(&elvia, AGUA_ZARCA, "people", "otra vez.zip", &package.bytes).await.is(200);
    page.says(&format!("{all} sin cambio")).says("0 nuevas").says("0 por decidir").says("0 no entran").hides("Filas del paquete");
    for (browser, node) in [(&julian, AGUA_ZARCA), (&town.browser_of(BERTA).await, AGUA_ZARCA), (&town.browser_of(TOMASA).await, ZONE)] {
        let page = browser.get(&format!("/nodes/{node}/people.zip")).await.is(404);
        assert!(!page.bytes.starts_with(b"PK"));
    }
}
