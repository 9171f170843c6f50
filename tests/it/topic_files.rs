//! Stories of topics that come in by the pages: pairs that are laid beside a list, and packages; what is seen before anything is kept, and what
//! other schools keep of theirs.

use relevo::domain::id::*;
use relevo::store::Error;
use relevo::store::queries::{fund, topics};

use super::support::town::*;

/// Sends a file with topics, and comes to its page.
async fn send(browser: &Browser, node: NodeId, name: &str, bytes: &[u8]) -> Page {
    let id = fresh::<List>().to_string();
    browser.send_file(&format!("/nodes/{node}/lists"), &[("id", &id), ("kind", "topics")], name, bytes).await
}

/// Lays pairs of topics beside a list that waits.
async fn lay(browser: &Browser, list: &str, pairs: &str, text: &str) -> Page {
    browser.send_file(&format!("{list}/pairs"), &[("pairs", pairs)], "pares.csv", text.as_bytes()).await
}

#[actix_web::test]
async fn pairs_of_topics_are_laid_beside_a_list_and_seen_before_anything_is_kept() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let list = "id;titulo;desafio\nP1;Luz;¿De dónde viene?\nP2;Sombras;¿Por qué cambian?\nP3;Eclipses;¿Qué tapa al Sol?\nP4;Mareas;¿Quién mueve el mar?\n";
    let page = send(&elvia, AGUA_ZARCA, "temas.csv", list.as_bytes()).await.is(200).says("4 nuevas");
    let here = page.says("Cuáles van antes de cuáles").path;
    for refused in [lay(&julian, &here, "before", "from,to\nP1,P2\n").await, town.visitor().post(&format!("{here}/pairs"), &[]).await] {
        assert!(refused.status == 404 || refused.path == "/sign-in", "{}", refused.path);
    }
    lay(&elvia, &here, "before", "x,y\nP1,P2\n").await.is(422).says("dos columnas que nombren dos temas");
    lay(&elvia, &here, "before", "").await.is(422);
    lay(&elvia, &here, "siblings", "from,to\nP1,P2\n").await.is(422);
    elvia.get(&here).await.is(200).hides("Antecedentes que entran");

    // A good pair, one that points nowhere, one to itself, and a circle of two.
    let pairs = "antes,después\nP1,P2\nP2,P9\nP3,P3\nP3,P4\nP4,P3\n";
    let page = lay(&elvia, &here, "before", pairs).await.is(200).says("Se revisó con esos pares").says("Antecedentes que entran: 1.");
    let page = page.says("Antecedentes · Fila 3 Ningún tema se llama «P9»").says("«P3» no puede ser antecedente de sí mismo");
    page.says("P3 → P4 → P3").says("Guardar 4 temas");
    let page = lay(&elvia, &here, "near", "from,to\nP2,P3\nP3,P2\nP3,P8\n").await.is(200).says("Relaciones entre temas por guardar: 1.");
    page.says("Temas cercanos · Fila 4 Ningún tema se llama «P8»: este par no entra").says("Antecedentes que entran: 1.");
    let report = elvia.get(&format!("{here}/report.csv")).await.is(200);
    assert!(report.body.contains("3,no entra,Antecedentes,Ningún tema se llama «P9»"), "{}", report.body);
    elvia.get("/topics?q=eclipses&in=all").await.hides("Eclipses");

    elvia.confirm(&here).await.is(200).says("Se guardaron 5 filas");
    let shadows = elvia.get("/topics?q=sombras&in=all").await.is(200).link("Sombras").expect("the topic");
    elvia.get(&shadows).await.is(200).says("Luz").says("Eclipses");
    // The same again changes nothing; a pair more is all that there is to keep, and a list without its pairs takes none back.
    let page = send(&elvia, AGUA_ZARCA, "temas.csv", list.as_bytes()).await.is(200);
    let here = page.path;
    lay(&elvia, &here, "before", pairs).await.is(200).says("4 sin cambio");
    let page = lay(&elvia, &here, "near", "from,to\nP2,P3\nP1,P4\n").await.is(200).says("4 sin cambio").says("Guardar una relación");
    elvia.confirm(&page.path).await.is(200).says("Se guardó una fila");

    // What is another school's to relate is not Julián's: he has the same list, and nothing to keep.
    let page = send(&julian, LA_NORIA, "temas.csv", list.as_bytes()).await.is(200).says("4 sin cambio");
    let page = lay(&julian, &page.path, "near", "from,to\nP1,P3\n").await.is(200).says("No hay nada que guardar");
    lay(&julian, &page.path, "before", pairs).await.is(200).says("No hay nada que guardar");
    town.is_sound().await;
}

#[actix_web::test]
async fn a_package_of_topics_comes_in_for_a_school_and_says_what_it_does_not_take() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let id = |last: u8| format!("0190a000-0000-7000-8000-0000000000{last:02x}");
    let (a, b, c) = (id(10), id(11), id(12));
    let moon = relevo::exchange::fund::uuid(MOON);
    let item = |id: &str, title: &str| serde_json::json!({ "identifier": id, "uri": "urn:x", "fullStatement": title, "lastChangeDateTime": "2026-01-02T00:00:00Z", "language": "es" });
    let said = |identifier: &str, kind: &str, from: &str, to: &str| {
        let end = |id: &str| serde_json::json!({ "title": "x", "identifier": id, "uri": "urn:x" });
        serde_json::json!({
            "identifier": identifier, "associationType": kind, "uri": "urn:x", "originNodeURI": end(from), "destinationNodeURI": end(to),
            "lastChangeDateTime": "2026-01-02T00:00:00Z",
        })
    };
    let package = serde_json::json!({
        "CFDocument": { "identifier": a, "uri": "urn:x", "creator": "c", "title": "t", "lastChangeDateTime": "2026-01-02T00:00:00Z" },
        "CFItems": [item(&a, "Palancas"), item(&b, "Poleas"), item(&c, "Escribe a ana@correo.mx"), item(&moon, "Otra luna")],
        "CFAssociations": [
            said(&id(20), "precedes", &a, &b), said(&id(21), "isRelatedTo", &a, &moon), said(&id(22), "precedes", &a, &id(99)),
            said(&id(23), "exemplar", &a, &b), said(&id(24), "precedes", &b, &b),
        ],
    });
    let bytes = serde_json::to_vec(&package).expect("JSON");
    let mut broken = package.clone();
    broken["CFItems"][0]["uri"] = serde_json::json!("no address");
    let broken = serde_json::to_vec(&broken).expect("JSON");
    send(&elvia, AGUA_ZARCA, "paquete.json", &bytes[..bytes.len() / 2]).await.is(422).says("El archivo no está completo");
    send(&elvia, AGUA_ZARCA, "paquete.json", &broken).await.is(422).says("CFItems[0].uri");

    let page = send(&elvia, AGUA_ZARCA, "paquete.json", &bytes).await.is(200).says("2 nuevas").says("1 no entra");
    let page = page
        .says("1 sin cambio")
        .hides("ana@correo")
        .says("Fila 3")
        .says("exemplar (1)")
        .says("Una relación nombra un tema que no está aquí");
    let page = page
        .says("CFAssociations · Fila 5 Nombra dos veces el mismo tema")
        .says("Antecedentes que entran: 1.")
        .hides("Qué dice cada columna");
    let page = page.says("Relaciones entre temas por guardar: 1.").hides("Cuáles van antes de cuáles").says("Guardar 2 temas");
    elvia.get("/topics?q=palancas&in=all").await.hides("Palancas");
    julian.confirm(&page.path).await.is(404);
    elvia.confirm(&page.path).await.is(200).says("Se guardaron 3 filas");
    let levers: TopicId = TopicId::from_bytes(*uuid::Uuid::parse_str(&a).expect("a uuid").as_bytes());
    let pulleys: TopicId = TopicId::from_bytes(*uuid::Uuid::parse_str(&b).expect("a uuid").as_bytes());
    elvia.get(&format!("/topics/{levers}")).await.is(200).says("Palancas").says("¿Por qué la luna");
    elvia.get(&format!("/topics/{pulleys}")).await.is(200).says("Poleas").says("Palancas");
    let row = town.db.read::<_, Error, _>(move |conn| topics::by_id(conn, levers)).await.expect("read").expect("the topic");
    assert_eq!(row.school, Some(AGUA_ZARCA));
    elvia.get(&format!("/topics/{MOON}")).await.is(200).hides("Otra luna");
    send(&elvia, AGUA_ZARCA, "paquete.json", &bytes).await.is(200).says("3 sin cambio").says("No hay nada que guardar");
    // Another school brings the same topics with other words: they are not its own to change.
    let other = serde_json::to_string(&package).expect("JSON").replace("Poleas", "Poleas y cuerdas");
    send(&julian, LA_NORIA, "paquete.json", other.as_bytes()).await.is(200).says("0 cambian").says("No hay nada que guardar");
    send(&elvia, AGUA_ZARCA, "paquete.json", other.as_bytes()).await.is(200).says("1 cambia");
    town.is_sound().await;
}

#[actix_web::test]
async fn each_school_numbers_its_topics_from_one_and_what_would_be_replaced_is_shown() {
    let town = Town::new().await;
    let (elvia, julian) = (town.browser_of(ELVIA).await, town.browser_of(JULIAN).await);
    let keep = async |browser: &Browser, page: &Page| browser.confirm(&page.path).await.is(200);
    let first = "id;titulo;desafio;antecedentes\n1;Agua de lluvia;¿Cuánta cae?;\n2;El papel;¿De qué está hecho?;1\n".as_bytes();
    let page = send(&elvia, AGUA_ZARCA, "uno.csv", first).await.is(200).says("2 nuevas");
    keep(&elvia, &page).await;
    // La Noria's one and two are others, and the pair is between its own.
    let second = "id;titulo;desafio;antecedentes\n1;El barro;¿Por qué se parte?;\n2;La milpa;¿Quién vive ahí?;1\n".as_bytes();
    let page = send(&julian, LA_NORIA, "dos.csv", second).await.is(200).says("2 nuevas").says("0 sin cambio");
    keep(&julian, &page).await;
    for title in ["Agua de lluvia", "El papel", "El barro", "La milpa"] {
        elvia.get(&format!("/topics?q={}&in=all", title.replace(' ', "+"))).await.is(200).says(title);
    }
    let (milpa, before) = town
        .under(|tx| {
            let milpa = fund::search(tx, &["milpa".to_owned()], 5, 0)?.0.remove(0);
            let before = topics::prerequisites(tx, milpa.id)?;
            Ok((milpa.school, before.into_iter().map(|row| row.title).collect::<Vec<_>>()))
        })
        .await;
    assert_eq!((milpa, before), (Some(LA_NORIA), vec!["El barro".to_owned()]));
    // Brought in again, nothing changes; numbered anew, it is shown which topic would be turned into which.
    send(&julian, LA_NORIA, "dos.csv", second).await.is(200).says("0 nuevas").says("2 sin cambio");
    let other = "id;titulo;desafio\n1;Globo de papel;¿Por qué sube?\n".as_bytes();
    send(&elvia, AGUA_ZARCA, "tres.csv", other).await.is(200).says("1 cambia").says("Agua de lluvia → Globo de papel");
    town.is_sound().await;
}
