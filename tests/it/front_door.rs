//! What holds for every request: who may send it, in what language it is answered, what an error looks like.

use relevo::domain::id::Concern;

use super::support::town::*;

#[actix_web::test]
async fn forms_of_other_sites_change_nothing() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    let refused = ximena.post_from_elsewhere("/language", &[("language", "en"), ("back", "/about")]).await.is(403);
    refused.says("Esto no se pudo aceptar").says("llegó de otro sitio");
    ximena.get("/about").await.is(200).says("Qué es Relevo");
    ximena.post("/language", &[("language", "en"), ("back", "/about")]).await.is(200).says("What Relevo is");
}

#[actix_web::test]
async fn the_language_is_chosen_once_and_followed() {
    let town = Town::new().await;
    let visitor = town.visitor();
    assert_eq!(visitor.get("/about").await.is(200).attribute("html", "lang").as_deref(), Some("es-MX"));
    // The way back stays on this site, whatever a form says.
    for back in ["//evil.example", "http://evil.example", "/\\evil.example", "/\t/evil.example", ""] {
        let page = visitor.post("/language", &[("language", "en"), ("back", back)]).await;
        assert_eq!(page.path, "/", "{back:?} leads away");
    }
    assert_eq!(visitor.get("/privacy").await.is(200).attribute("html", "lang").as_deref(), Some("en"));
    visitor.post("/language", &[("language", "klingon"), ("back", "/")]).await.is(400);
}

#[actix_web::test]
async fn errors_are_pages_in_the_readers_language() {
    let town = Town::new().await;
    let visitor = town.visitor();
    let page = visitor.get("/no/such/page").await.is(404);
    assert!(page.body.contains("<html lang=\"es-MX\">"), "{}", page.body);
    let page = town.visitor().reading("en").get("/no/such/page").await.is(404);
    assert!(page.body.contains("<html lang=\"en\">"), "{}", page.body);
    visitor.post_raw("/language", "x".repeat(300_000)).await.is(413);
    visitor.post_raw("/language", "%%%=\u{0}".to_owned()).await.is(400);
}

#[actix_web::test]
async fn every_answer_forbids_what_no_page_needs() {
    let town = Town::new().await;
    for path in ["/about", "/no/such/page", "/healthz"] {
        let page = town.visitor().get(path).await;
        let header = |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("x-frame-options"), "DENY", "{path}");
    }
}

#[actix_web::test]
async fn measures_speak_of_routes_and_of_nobody() {
    let town = Town::watched().await;
    let elvia = town.browser_of(ELVIA).await;
    let answer = elvia.get(&format!("/people/{XIMENA}?q=Ximena")).await.is(200);
    let id = answer.headers["x-request-id"].to_str().expect("an id").to_owned();
    let other = elvia.get(&format!("/people/{XIMENA}")).await.is(200);
    assert!(id.len() == 16 && other.headers["x-request-id"] != id.as_str(), "each request has its own id");
    elvia.get("/no/such/page").await.is(404);
    elvia.get("/nor/this").await.is(404);
    let text = town.visitor().get("/metrics").await.is(200).body;
    let value = |line: &str| text.lines().find_map(|found| found.strip_prefix(line)?.trim().parse::<f64>().ok());
    assert_eq!(value("relevo_requests_total{route=\"/people/{id}\",method=\"Get\",status=\"200\"}"), Some(2.0), "{text}");
    assert_eq!(value("relevo_requests_total{route=\"none\",method=\"Get\",status=\"404\"}"), Some(2.0), "{text}");
    assert!(value("relevo_journal_position").is_some_and(|facts| facts > 20.0), "{text}");
    assert!(text.ends_with("# EOF\n"), "{text}");
    assert!(!text.contains("Ximena") && !text.contains(&XIMENA.to_string()), "{text}");
    // Unless a network was named, there is no such page; not from this machine either.
    Town::new().await.visitor().get("/metrics").await.is(404);
}

#[actix_web::test]
async fn the_files_of_the_pages_are_kept_for_ever_and_are_small() {
    let town = Town::new().await;
    let page = town.visitor().get("/about").await;
    let sheet = page.attribute("link[rel=stylesheet]", "href").expect("a stylesheet");
    let sheet = town.visitor().get(&sheet).await.is(200);
    assert!(sheet.headers["cache-control"].to_str().unwrap_or_default().contains("immutable"));
    town.visitor().get("/assets/000000000000/relevo.css").await.is(404);
}

#[actix_web::test]
async fn every_page_leads_to_the_source_code() {
    let town = Town::new().await;
    let visitor = town.visitor();
    let source = visitor.get("/no/such/page").await.link("Código").expect("a way, even from an error");
    visitor.get(&source).await.is(200).says("AGPL-3.0-or-later").says(env!("CARGO_PKG_VERSION")).says("pídeselo");
}

/// Says that something is wrong, from a device whose proxy writes this.
async fn say_as(town: &Town, forwarded_for: &str) -> u16 {
    let (id, school) = (fresh::<Concern>().to_string(), AGUA_ZARCA.to_string());
    let fields = [("id", id.as_str()), ("school", &school), ("text", "Algo"), ("reader", "school")];
    town.visitor().post_through(forwarded_for, "/concerns/new", &fields).await.status
}

#[actix_web::test]
async fn only_a_trusted_proxy_says_from_where_a_request_comes() {
    let town = Town::new().await;
    for number in 0..30 {
        assert_eq!(say_as(&town, &format!("198.51.100.{number}")).await, 200);
    }
    assert_eq!(say_as(&town, "198.51.100.99").await, 422, "whoever is not trusted is counted as herself, whatever she claims");

    let town = Town::behind_a_proxy().await;
    for number in 0..30 {
        assert_eq!(say_as(&town, &format!("192.0.2.{number}, 198.51.100.7")).await, 200);
    }
    assert_eq!(say_as(&town, "192.0.2.99, 198.51.100.7").await, 422, "what stands further left is a claim");
    assert_eq!(say_as(&town, "198.51.100.8").await, 200, "another behind the same proxy");
}
