//! The browser itself, on pages so small that what it says about them is known.

use std::net::SocketAddr;

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};

use super::*;

const GOOD: &str = r#"<!doctype html><html lang="es"><head><title>Buena</title>
    <meta name="viewport" content="width=device-width"></head>
    <body><main><h1>Buena</h1><p>Texto.</p>
    <noscript><p id="without">Sin JavaScript</p></noscript>
    <p id="with"></p><script src="/script.js"></script></main></body></html>"#;

const BAD: &str = r#"<!doctype html><html><head><title>Mala</title></head>
    <body><main><h1>Mala</h1><img src="/x.png"><form><input id="nameless"></form>
    <p style="color:#ccc;background:#fff">Apenas se lee.</p></main></body></html>"#;

async fn serve() -> SocketAddr {
    async fn page(body: &'static str) -> HttpResponse {
        HttpResponse::Ok()
            .insert_header(("content-security-policy", "script-src 'self'"))
            .content_type("text/html; charset=utf-8")
            .body(body)
    }
    async fn languages(request: HttpRequest) -> String {
        let header = request.headers().get("accept-language");
        header.map_or_else(String::new, |value| String::from_utf8_lossy(value.as_bytes()).into())
    }
    let server = HttpServer::new(|| {
        App::new()
            .route("/good", web::get().to(|| page(GOOD)))
            .route("/bad", web::get().to(|| page(BAD)))
            .route("/languages", web::get().to(languages))
            .route("/tall", web::get().to(|| page("<!doctype html><p style='height:3000px'>alta")))
            .route("/script.js", web::get().to(async || "document.getElementById('with').textContent = 'Con';"))
    })
    .workers(1)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .expect("a free port");
    let address = server.addrs()[0];
    actix_web::rt::spawn(server.run());
    address
}

async fn viewport(driver: &WebDriver) -> WebDriverResult<Value> {
    let size = "return [innerWidth, innerHeight, document.documentElement.clientWidth]";
    Ok(driver.execute(size, vec![]).await?.json().clone())
}

#[actix_web::test]
async fn a_telephone_is_exactly_as_wide_as_asked_and_good_markup_passes() {
    let address = serve().await;
    journey(Options::PHONE, async |driver| {
        driver.goto(format!("http://{address}/good")).await?;
        assert_eq!(viewport(driver).await?, json!([360, 740, 360]));
        assert_eq!(driver.find(By::Id("with")).await?.text().await?, "Con");
        assert!(driver.find(By::Id("without")).await.is_err());
        assert_accessible(driver).await;
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn a_desktop_is_as_large_as_asked_and_axe_names_each_fault_of_bad_markup() {
    let address = serve().await;
    journey(Options::DESKTOP, async |driver| {
        driver.goto(format!("http://{address}/bad")).await?;
        assert_eq!(viewport(driver).await?, json!([1280, 800, 1280]));
        let violations = axe(driver).await;
        let ids: Vec<_> = violations.iter().map(|found| found.id.as_str()).collect();
        for expected in ["color-contrast", "html-has-lang", "image-alt", "label"] {
            assert!(ids.contains(&expected), "{expected} is not in {ids:?}");
        }
        let label = violations.iter().find(|found| found.id == "label").unwrap();
        let text = label.to_string();
        assert!(text.contains("at #nameless"), "{text}");
        assert!(text.contains(r#"<input id="nameless">"#), "{text}");
        assert!(text.contains("Fix any of the following"), "{text}");
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn without_javascript_the_noscript_part_shows_and_no_script_of_the_page_runs() {
    let address = serve().await;
    let options = Options::PHONE.without_javascript();
    journey(options, async |driver| {
        driver.goto(format!("http://{address}/good")).await?;
        let without = driver.find(By::Id("without")).await?;
        assert_eq!(without.text().await?, "Sin JavaScript");
        assert!(without.is_displayed().await?);
        assert_eq!(driver.find(By::Id("with")).await?.text().await?, "");
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn the_browser_asks_for_the_language_of_its_visitor() {
    let address = serve().await;
    journey(Options::PHONE.language("en-GB,en"), async |driver| {
        driver.goto(format!("http://{address}/languages")).await?;
        let header = driver.find(By::Tag("body")).await?.text().await?;
        assert!(header.starts_with("en-GB,en"), "{header}");
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn a_screenshot_holds_the_whole_page_and_leaves_the_viewport_as_it_was() {
    let address = serve().await;
    journey(Options::PHONE, async |driver| {
        driver.goto(format!("http://{address}/tall")).await?;
        let picture = screenshot(driver, "support-tall").await;
        let (width, height) = png_size(&std::fs::read(&picture)?);
        assert_eq!(width, 360);
        assert!(height > 3000, "only {height} pixels tall");
        assert_eq!(viewport(driver).await?, json!([360, 740, 360]));
        Ok(())
    })
    .await;
}

/// Width and height, from the header of a PNG file.
fn png_size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[actix_web::test]
async fn a_panic_in_a_journey_closes_the_browser_and_gets_through() {
    if super::super::goes_without("browser") {
        return;
    }
    let started = std::time::Instant::now();
    let outcome = catching_panics(journey(Options::PHONE, async |_| panic!("on purpose"))).await;
    let panic = outcome.expect_err("the panic gets through");
    assert_eq!(panic.downcast_ref(), Some(&"on purpose"));
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn the_port_is_read_from_what_chromedriver_says() {
    let line = "ChromeDriver was started successfully on port 40271.\n";
    assert_eq!(announced_port(line), Some(40271));
    assert_eq!(announced_port("Only local connections are allowed.\n"), None);
}
