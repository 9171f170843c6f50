//! Stories of a photo of a notebook: taken in by its content, seen by the tutorial's circle, taken away by who may, gone with its learner.

use diesel::prelude::*;
use image::{Rgb, RgbImage};
use relevo::actions::accounts::open_session;
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::schema::{entries, file_bytes, files};

use super::support::town::*;

/// Ximena learns the arch with Maricruz, and her family has said yes to photos of it.
pub async fn a_tutorial(town: &Town) -> TutorialId {
    town.families_allow(&[XIMENA]).await;
    a_tutorial_without_a_paper(town).await
}

/// The same before her family was asked.
pub async fn a_tutorial_without_a_paper(town: &Town) -> TutorialId {
    let tutorial: TutorialId = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school, day) = (XIMENA, MARICRUZ, ARCH, AGUA_ZARCA, day("2026-11-16"));
        let offer = Some(MARICRUZ_OFFERS_ARCH);
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day, offer, visit: None })?;
        tx.record(TutorialAgreed { tutorial, day, how: Agreement::ALL[0] })?;
        Ok(())
    })
    .await;
    tutorial
}

/// A photo, as a telephone takes it.
pub fn photo() -> Vec<u8> {
    let picture = RgbImage::from_fn(2400, 1800, |x, y| if (x / 40 + y / 40) % 2 == 0 { Rgb([250, 250, 245]) } else { Rgb([40, 60, 90]) });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a JPEG");
    bytes.into_inner()
}

/// What a browser sends for a form with a file.
pub fn parts(fields: &[(&str, &str)], called: &str, file: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    let head = format!("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{called}\"\r\nContent-Type: image/jpeg\r\n\r\n");
    body.extend(head.into_bytes());
    body.extend(file);
    body.extend(b"\r\n--cut--\r\n");
    body
}

/// Somebody's browser, for bytes.
pub struct Bytes<'a> {
    town: &'a Town,
    token: String,
}

impl Bytes<'_> {
    pub async fn of(town: &Town, person: PersonId) -> Bytes<'_> {
        let minor = [XIMENA, MATEO, MARICRUZ, LUIS, NADIA].contains(&person);
        let (token, _) = town.db.write(move |tx| open_session(tx, person, minor)).await.expect("a session");
        Bytes { town, token: token.text().to_owned() }
    }

    fn client() -> reqwest::Client {
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().expect("a client")
    }

    pub async fn send(&self, path: &str, body: Vec<u8>) -> (u16, String) {
        let request = Bytes::client().post(format!("{}{path}", self.town.url)).header("Cookie", format!("relevo={}", self.token));
        let request = request.header("Origin", &self.town.url).header("Accept-Language", "es-MX");
        let answer = request.header("Content-Type", "multipart/form-data; boundary=cut").body(body).send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("words"))
    }

    pub async fn fetch(&self, path: &str) -> (u16, reqwest::header::HeaderMap, Vec<u8>) {
        self.fetch_in(path, "es-MX").await
    }

    pub async fn fetch_in(&self, path: &str, language: &str) -> (u16, reqwest::header::HeaderMap, Vec<u8>) {
        let request = Bytes::client().get(format!("{}{path}", self.town.url)).header("Cookie", format!("relevo={}", self.token));
        let answer = request.header("Accept-Language", language).send().await.expect("an answer");
        (answer.status().as_u16(), answer.headers().clone(), answer.bytes().await.expect("bytes").to_vec())
    }
}

pub async fn kept(town: &Town) -> (i64, i64, i64) {
    town.under(|tx| {
        let (rows, bytes) = (files::table.count().get_result(&mut **tx)?, file_bytes::table.count().get_result(&mut **tx)?);
        Ok((rows, bytes, entries::table.count().get_result(&mut **tx)?))
    })
    .await
}

#[actix_web::test]
async fn a_photo_of_a_notebook_is_for_the_circle_and_nobody_else() {
    let town = Town::new().await;
    let tutorial = a_tutorial(&town).await;
    let at = format!("/tutorials/{tutorial}/files");
    let ximena = town.browser_of(XIMENA).await;
    ximena.get(&format!("/tutorials/{tutorial}")).await.is(200).says("nunca caras");
    let form = ximena.get(&at).await.is(200).says("nunca caras");
    let (id, entry) = (form.field("id").expect("an id"), form.field("entry").expect("an id"));
    let fields = [("id", id.as_str()), ("entry", entry.as_str()), ("text", "Mi arco, con las dovelas.")];
    let body = parts(&fields, "IMG_0001.HEIC", &photo());
    // Whoever may not write there sends nothing; she herself may send twice, and it is there once.
    for other in [MARICRUZ, MATEO, JULIAN, NADIA, ROSA] {
        assert_eq!(Bytes::of(&town, other).await.send(&at, body.clone()).await.0, 404);
    }
    let hers = Bytes::of(&town, XIMENA).await;
    for _ in 0..2 {
        assert_eq!(hers.send(&at, body.clone()).await.0, 303);
    }
    assert_eq!(kept(&town).await, (1, 1, 1));
    let page = ximena.get(&format!("/tutorials/{tutorial}")).await.is(200).says("con las dovelas");
    assert_eq!(page.count(".laid img"), 1);

    let file = format!("/files/{id}");
    for reader in [XIMENA, MARICRUZ, BERTA, ELVIA] {
        let (status, headers, bytes) = Bytes::of(&town, reader).await.fetch(&file).await;
        assert_eq!(status, 200);
        assert_eq!(image::guess_format(&bytes).expect("a picture"), image::ImageFormat::Jpeg);
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        assert_eq!(header("content-type"), "image/jpeg");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("cache-control"), "private, no-store");
        assert!(header("content-security-policy").contains("sandbox"), "its own, not the page's");
    }
    let (_, _, small) = hers.fetch(&format!("{file}?small=1")).await;
    assert!(small.len() < 20_000, "{} bytes in a list", small.len());
    for other in [MATEO, LUIS, ROSA, JULIAN, NADIA, CELIA, TOMASA] {
        assert_eq!(Bytes::of(&town, other).await.fetch(&file).await.0, 404);
        assert_eq!(town.browser_of(other).await.post(&format!("{file}/end"), &[]).await.status, 404);
    }
    assert_eq!(town.visitor().get(&file).await.path, "/sign-in");
    town.is_sound().await;
}

#[actix_web::test]
async fn what_is_no_photo_is_refused_at_its_field_and_words_are_kept() {
    let town = Town::new().await;
    let at = format!("/tutorials/{}/files", a_tutorial(&town).await);
    let (id, entry) = (fresh::<()>().to_string(), fresh::<()>().to_string());
    let fields = [("id", id.as_str()), ("entry", entry.as_str()), ("text", "Se ve el arco")];
    let hers = Bytes::of(&town, XIMENA).await;
    for (file, says) in [
        (&b"<svg onload=alert(1)>"[..], "No es una foto ni un PDF"),
        (b"", "Falta este dato"),
        (b"%PDF-1.4\ntrailer <</Encrypt 5 0 R>>\n%%EOF", "contraseña"),
        (b"\x89PNG\r\n\x1a\n", "No se pudo leer"),
    ] {
        let (status, page) = hers.send(&at, parts(&fields, "foto.jpg", file)).await;
        assert_eq!(status, 422);
        assert!(page.contains(says) && page.contains("file-error") && page.contains("Se ve el arco"), "{says}");
    }
    assert_eq!(hers.send(&at, parts(&fields, "foto.jpg", &vec![0xff; 15 * 1024 * 1024 + 1])).await.0, 413);
    let personal = [("id", id.as_str()), ("entry", entry.as_str()), ("text", "Escríbeme a ximena@example.mx")];
    let (status, page) = hers.send(&at, parts(&personal, "foto.jpg", &photo())).await;
    assert!(status == 422 && page.contains("correo electrónico"));
    // What no database can keep, and more words than a form has room for.
    let (empty, long) = ("Se ve\0 el arco".to_owned(), "a".repeat(64 * 1024 + 1));
    for (text, expected) in [(&empty, 400), (&long, 413)] {
        let fields = [("id", id.as_str()), ("entry", entry.as_str()), ("text", text.as_str())];
        assert_eq!(hers.send(&at, parts(&fields, "foto.jpg", &photo())).await.0, expected);
    }
    assert_eq!(kept(&town).await, (0, 0, 0));
    // A document is for saving; it is kept without what it could do, who made it, and what lies behind its end.
    let document = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R/OpenAction<</S/#4aavaScript/#4aS(app.alert\\(1\\))>>>> endobj\n\
        2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>> endobj\n\
        4 0 obj <</Author(Karina)>> endobj\ntrailer <</Root 1 0 R/Info 4 0 R>>\n%%EOF\nPK\x03\x04evil.txt";
    assert_eq!(hers.send(&at, parts(&fields, "../../x.jpg", document)).await.0, 303);
    let (_, headers, bytes) = hers.fetch(&format!("/files/{id}")).await;
    let holds = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(bytes.starts_with(b"%PDF-") && holds(b"/MediaBox[0 0 200 200]"));
    for words in [&b"alert"[..], b"avaScript", b"Karina", b"evil.txt"] {
        assert!(!holds(words), "{}", String::from_utf8_lossy(words));
    }
    assert_eq!(headers["content-type"], "application/pdf");
    assert!(headers["content-disposition"].to_str().is_ok_and(|how| how.starts_with("attachment") && !how.contains("..")));
}

#[actix_web::test]
async fn it_is_taken_away_by_who_may_and_goes_with_the_page_and_with_the_child() {
    let town = Town::new().await;
    let tutorial = a_tutorial(&town).await;
    let at = format!("/tutorials/{tutorial}/files");
    let hers = Bytes::of(&town, XIMENA).await;
    let lay = async |text: &str| {
        let (id, entry) = (fresh::<()>().to_string(), fresh::<()>().to_string());
        let fields = [("id", id.as_str()), ("entry", entry.as_str()), ("text", text)];
        assert_eq!(hers.send(&at, parts(&fields, "foto.jpg", &photo())).await.0, 303);
        (id, entry)
    };
    // A steward who does not teach sees that there is one, and takes it away unseen.
    town.under(|tx| {
        let (position, voucher, since) = (Position::Family, Some(BERTA), day(TODAY));
        tx.record(PersonPlaced { person: ELVIA, node: AGUA_ZARCA, position, minor: false, since, voucher })?;
        Ok(())
    })
    .await;
    let (id, _) = lay("").await;
    assert_eq!(Bytes::of(&town, ELVIA).await.fetch(&format!("/files/{id}")).await.0, 404);
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&format!("/people/{XIMENA}")).await.is(200).says("Fotos y documentos");
    elvia.get(&format!("/people/{XIMENA}/files")).await.is(200).says("Quitar").hides(&format!("src=\"/files/{id}"));
    elvia.post(&format!("/files/{id}/end"), &[("list", "1")]).await.is(200).says("se borró");
    assert_eq!(kept(&town).await, (0, 0, 0), "the page held nothing else");
    // The learner keeps her words when she takes the picture away; with a page goes what lies beside it.
    let ximena = town.browser_of(XIMENA).await;
    let (id, entry) = lay("Con palabras").await;
    ximena.post(&format!("/files/{id}/end"), &[]).await.is(200).says("Con palabras");
    assert_eq!(kept(&town).await, (0, 0, 1));
    ximena.post(&format!("/entries/{entry}/end"), &[]).await.is(200);
    let (_, entry) = lay("Otra").await;
    ximena.post(&format!("/entries/{entry}/end"), &[]).await.is(200);
    assert_eq!(kept(&town).await, (0, 0, 0));
    lay("La última").await;
    elvia.post(&format!("/people/{XIMENA}/erasure"), &[]).await.is(200);
    assert_eq!(kept(&town).await, (0, 0, 0));
    town.is_sound().await;
}
