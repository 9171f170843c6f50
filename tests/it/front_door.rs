//! What holds for every request: who may send it, in what language it is answered, what an error looks like.

use super::support::town::*;

#[actix_web::test]
async fn forms_of_other_sites_change_nothing() {
    let town = Town::new().await;
    let ximena = town.browser_of(XIMENA).await;
    ximena.post_from_elsewhere("/language", &[("language", "en"), ("back", "/about")]).await.is(403);
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
async fn the_files_of_the_pages_are_kept_for_ever_and_are_small() {
    let town = Town::new().await;
    let page = town.visitor().get("/about").await;
    let sheet = page.attribute("link[rel=stylesheet]", "href").expect("a stylesheet");
    let sheet = town.visitor().get(&sheet).await.is(200);
    assert!(sheet.headers["cache-control"].to_str().unwrap_or_default().contains("immutable"));
    town.visitor().get("/assets/000000000000/relevo.css").await.is(404);
}
