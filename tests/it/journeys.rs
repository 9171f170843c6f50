//! The practice as three people meet it, in a browser, from the door on.

use std::time::{Duration, Instant};

use relevo::actions::accounts::{self, FreshPin, open_session, sessions};
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::{Position, Via};
use relevo::store::Tx;
use thirtyfour::prelude::*;

use super::support::browser::{Options, journey};
use super::support::town::*;
use super::tutorials_pages::agreed;

/// The words of the page, as they are seen.
async fn words(driver: &WebDriver) -> WebDriverResult<String> {
    let text = driver.find(By::Tag("body")).await?.text().await?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// How long a page may take until it is there.
const PATIENCE: Duration = Duration::from_secs(10);

/// Tries again while the browser is between two pages.
async fn patiently<T>(mut step: impl AsyncFnMut() -> WebDriverResult<Option<T>>) -> WebDriverResult<Option<T>> {
    let start = Instant::now();
    loop {
        let outcome = step().await;
        match outcome {
            Ok(Some(value)) => return Ok(Some(value)),
            outcome if start.elapsed() > PATIENCE => return outcome,
            _ => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// All of this is to be seen.
async fn sees(driver: &WebDriver, all: &[&str]) -> WebDriverResult<()> {
    let found = patiently(async || {
        let text = words(driver).await?;
        Ok(all.iter().all(|expected| text.contains(expected)).then_some(()))
    });
    if found.await?.is_none() {
        let text = words(driver).await?;
        let missing: Vec<_> = all.iter().filter(|expected| !text.contains(**expected)).collect();
        panic!("{missing:?} is not to be seen: {text}");
    }
    Ok(())
}

/// Presses the button, link or fold of the page's own part, or of its foot, that says this.
async fn press(driver: &WebDriver, label: &str) -> WebDriverResult<()> {
    let holds = format!("[contains(normalize-space(.), \"{label}\")]");
    let path = format!("//main//button{holds} | //main//a{holds} | //main//summary{holds} | //footer//button{holds}");
    let pressed = patiently(async || {
        for found in driver.find_all(By::XPath(path.as_str())).await? {
            if found.is_displayed().await? {
                found.click().await?;
                return Ok(Some(()));
            }
        }
        Ok(None)
    });
    if pressed.await?.is_none() {
        panic!("nothing to press says {label:?}: {}", words(driver).await?);
    }
    Ok(())
}

/// Types into a field by its name, in place of what stands there.
async fn types(driver: &WebDriver, name: &str, text: &str) -> WebDriverResult<()> {
    let typed = patiently(async || {
        let field = driver.find(By::Css(format!("main [name='{name}']"))).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(Some(()))
    });
    typed.await.map(drop)
}

/// The path of the page at hand.
async fn path(driver: &WebDriver) -> WebDriverResult<String> {
    Ok(driver.current_url().await?.path().to_owned())
}

/// Elvia gives Luis a PIN and opens the classroom: his PIN and the code on the board.
fn classroom(tx: &mut Tx<'_>) -> Result<(String, String), relevo::actions::Error> {
    let (token, _) = open_session(tx, ELVIA, false)?;
    let now = tx.now();
    let (_, elvia) = sessions::caller(tx, &token, now)?.expect("she has just signed in");
    let pin = FreshPin::draw(|bytes| tx.chance(bytes))?;
    accounts::give_pin(tx, &elvia, LUIS, &pin)?;
    let code = accounts::open_classroom(tx, &elvia, AGUA_ZARCA, 60)?.code;
    Ok((pin.digits().to_owned(), code))
}

#[actix_web::test]
async fn a_child_comes_in_chooses_asks_and_writes_in_a_browser_without_javascript() {
    let town = Town::new().await;
    let (pin, code) = town.db.write(classroom).await.expect("Elvia may");
    journey(Options::PHONE.without_javascript(), async |driver| {
        // In: the code on the board, his name, his PIN; one that is not his first.
        driver.goto(format!("{}/", town.url)).await?;
        press(driver, "Entrar").await?;
        press(driver, "Estoy en clase").await?;
        types(driver, "code", &code.to_lowercase()).await?;
        press(driver, "Ver los nombres").await?;
        sees(driver, &["¿Quién eres?", "Telesecundaria de Agua Zarca"]).await?;
        assert!(!words(driver).await?.contains("Nadia"), "nobody of the other school is there");
        press(driver, "Luis").await?;
        types(driver, "pin", if pin == "4071" { "4072" } else { "4071" }).await?;
        press(driver, "Entrar").await?;
        sees(driver, &["Esos no son tus cuatro números"]).await?;
        types(driver, "pin", &pin).await?;
        press(driver, "Entrar").await?;
        sees(driver, &["Hola, Luis", "No tienes un tema en curso"]).await?;

        // He chooses a topic among those that he can begin, and asks.
        press(driver, "¿De dónde viene pi?").await?;
        sees(driver, &["Mide, dibuja y di cómo lo sabes.", "Maestra Elvia"]).await?;
        press(driver, "Pedir que me acompañe").await?;
        press(driver, "Pedir que me acompañe").await?;
        sees(driver, &["La propuesta está hecha"]).await?;
        let tutorial = path(driver).await?;
        assert!(tutorial.starts_with("/tutorials/"), "{tutorial}");

        // Elvia says yes; he writes a page of his record.
        town.browser_of(ELVIA).await.post(&format!("{tutorial}/agreement"), &[]).await.is(200);
        driver.goto(format!("{}/", town.url)).await?;
        sees(driver, &["Te acompaña Maestra Elvia"]).await?;
        driver.goto(format!("{}{tutorial}", town.url)).await?;
        types(driver, "text", "Rodeé la cubeta con un hilo.\nMe sobró un pedacito.").await?;
        press(driver, "Guardar en mi registro").await?;
        sees(driver, &["Rodeé la cubeta con un hilo.", "Me sobró un pedacito.", "una página de registro"]).await?;

        // His thread: where he is, and what comes.
        let thread = driver.find(By::Css("ol.thread")).await?;
        assert!(thread.is_displayed().await?);
        assert!(thread.find_all(By::Tag("li")).await?.len() >= 4, "{}", thread.text().await?);
        press(driver, "Read in English").await?;
        sees(driver, &["Leer en español", "Rodeé la cubeta con un hilo."]).await?;
        assert_eq!(driver.find(By::Tag("html")).await?.attr("lang").await?.as_deref(), Some("en"));
        assert_eq!(path(driver).await?, tutorial, "he stays where he was");
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn a_teacher_opens_her_classroom_records_and_finds_the_first_learner_in_a_browser() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let invitation = town
        .under(move |tx| {
            for (learner, topic) in [(MATEO, ARCH), (LUIS, PI)] {
                let interest = fresh();
                tx.record(InterestStated { interest, learner, topic, school: AGUA_ZARCA, rank: 1, day: day("2026-11-17") })?;
            }
            accounts::issue_invitation(tx, BERTA).map_err(|_| relevo::store::Error::Broken("no invitation".to_owned()))
        })
        .await
        .text();
    journey(Options::DESKTOP, async |driver| {
        // She takes up her invitation.
        driver.goto(format!("{}/sign-in", town.url)).await?;
        press(driver, "Tengo un código de invitación").await?;
        types(driver, "code", &invitation).await?;
        press(driver, "Seguir").await?;
        sees(driver, &["Hola, Maestra Berta"]).await?;
        types(driver, "handle", "berta").await?;
        types(driver, "password", "tres tristes tigres").await?;
        types(driver, "again", "tres tristes tigres").await?;
        press(driver, "Guardar y entrar").await?;
        sees(driver, &["Esperan", "Luis", "Mateo", "En relación tutora"]).await?;
        press(driver, "En relación tutora").await?;
        sees(driver, &["Ximena", "con Maricruz"]).await?;

        // She holds the classroom open, and closes it.
        press(driver, "Abrir el salón").await?;
        sees(driver, &["Abre el salón"]).await?;
        press(driver, "Abrir el salón").await?;
        sees(driver, &["El salón está abierto", "/classroom"]).await?;
        let code = driver.find(By::Css(".secret.huge")).await?.text().await?;
        assert_eq!(code.split_whitespace().collect::<String>().len(), 6, "{code}");
        press(driver, "Cerrar el salón").await?;
        sees(driver, &["El salón está cerrado."]).await?;

        // What Luis and Elvia said aloud: an agreement.
        driver.goto(format!("{}/", town.url)).await?;
        let luis = "//main//li[.//b[contains(., 'Luis')]]//a[contains(., 'Buscar con quién')]";
        driver.find(By::XPath(luis)).await?.click().await?;
        let offers = driver.find_all(By::Css("input[type=radio][name=offer]")).await?;
        if let Some(offer) = offers.first() {
            offer.click().await?;
        }
        driver.find(By::Css("label[for=aloud]")).await?.click().await?;
        press(driver, "Proponer").await?;
        sees(driver, &["Quedó acordado", "Luis", "Maestra Elvia"]).await?;

        // Ximena is ready: the act says so, and who waits for her is there at once.
        driver.goto(format!("{}/tutorials/{tutorial}", town.url)).await?;
        let record = format!("{}/tutorials/{tutorial}/record", town.url);
        driver.goto(&record).await?;
        press(driver, "Cuántas personas más").await?;
        types(driver, "families", "3").await?;
        driver.find(By::XPath("//main//label[.//input[@name='outcome' and @value='ready']]")).await?.click().await?;
        press(driver, "Guardar el acta").await?;
        sees(driver, &["El acta quedó guardada", "Ximena ya puede acompañar en", "Mateo"]).await?;
        press(driver, "Invitar a Mateo").await?;
        sees(driver, &["La propuesta está hecha", "Mateo", "Ximena"]).await?;
        driver.goto(format!("{}/", town.url)).await?;
        sees(driver, &["Mateo con Ximena"]).await
    })
    .await;
}

/// Ten more who have learned about the arch from Maricruz: of fewer, strangers are shown no drawing.
fn enough_to_be_drawn(tx: &mut Tx<'_>) -> Result<(), relevo::store::Error> {
    let (school, since) = (AGUA_ZARCA, day("2026-09-01"));
    for number in 0..10 {
        let (person, mastery) = (fresh(), fresh());
        tx.record(PersonJoined { person, node: school, position: Position::Student, minor: true, since, voucher: None })?;
        let name = format!("Aprendiz {}", char::from(b'A' + number));
        tx.record(PersonNamed { person, name, grade: Some(1), group: None, language: None })?;
        tx.record(MasteryGranted {
            mastery,
            person,
            topic: ARCH,
            school,
            via: Via::Demonstration,
            day: day("2026-10-01"),
            parent: Some(MARICRUZ_ARCH),
            generation: 2,
            demonstration: None,
            voucher: None,
        })?;
    }
    Ok(())
}

#[actix_web::test]
async fn a_visitor_reads_the_practice_in_her_language_in_a_browser() {
    let town = Town::new().await;
    let tutorial = agreed(&town).await;
    let (id, luis) = (fresh::<Demonstration>().to_string(), LUIS.to_string());
    let record = [("id", id.as_str()), ("day", TODAY), ("outcome", "ready"), ("present", &luis), ("shown", "Armó un arco con cajas.")];
    town.browser_of(ELVIA).await.post(&format!("/tutorials/{tutorial}/record"), &record).await.is(200);
    town.under(enough_to_be_drawn).await;
    let hidden = ["Ximena", "Maricruz", "Luis", "Elvia", "cajas", "Aprendiz"];
    journey(Options::PHONE, async |driver| {
        driver.goto(format!("{}/", town.url)).await?;
        sees(driver, &["Aprendo un tema con alguien que lo domina. Después lo paso.", "Hubo una demostración pública."]).await?;
        press(driver, "¿Por qué no se cae un arco de piedra?").await?;
        sees(driver, &["¿Por qué no se cae un arco de piedra?", "Mide, dibuja y di cómo lo sabes."]).await?;
        press(driver, "Ver la genealogía completa").await?;
        sees(driver, &["De mano en mano", "Los nombres se ven solo dentro de cada escuela."]).await?;
        let drawings = driver.find_all(By::Css("main .scroll svg")).await?;
        let mut shown = 0;
        for drawing in &drawings {
            shown += usize::from(drawing.is_displayed().await?);
        }
        assert_eq!(shown, 1, "one drawing is for this screen");
        // The same in words, unfolded.
        press(driver, "La genealogía completa, paso por paso").await?;
        sees(driver, &["Telesecundaria de Agua Zarca"]).await?;
        let spanish = driver.source().await?;
        assert!(hidden.iter().all(|name| !spanish.contains(name)), "a stranger reads a name: {spanish}");

        press(driver, "Read in English").await?;
        sees(driver, &["From hand to hand"]).await?;
        assert!(path(driver).await?.ends_with("/lineage"), "she stays where she was");
        driver.goto(format!("{}/", town.url)).await?;
        sees(driver, &["I learn a topic with someone who knows it well. Then I pass it on."]).await?;
        let english = driver.source().await?;
        assert!(hidden.iter().all(|name| !english.contains(name)), "a stranger reads a name: {english}");
        press(driver, "Leer en español").await?;
        sees(driver, &["Aprendo un tema con alguien que lo domina."]).await
    })
    .await;
}
