//! The pages of a tutorial as a browser draws them.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;

use super::support::browser::{Options, assert_accessible, dev_tools, journey, screenshot};
use super::support::town::*;
use super::tutorials_pages::{agreed, luis_waits};

/// The pages of a tutorial on a phone and on a school's computer: readable by everyone, and as wide as the screen.
#[actix_web::test]
async fn the_pages_are_for_every_reader() {
    let town = Town::new().await;
    luis_waits(&town).await;
    let tutorial = agreed(&town).await;
    let done: TutorialId = fresh();
    let act: DemonstrationId = fresh();
    town.under(move |tx| {
        let (learner, tutor, topic, school) = (MATEO, ELVIA, PI, AGUA_ZARCA);
        let began = day("2026-10-05");
        tx.record(EntryWritten {
            entry: fresh(),
            tutorial,
            learner: XIMENA,
            day: day("2026-11-09"),
            text: "Me atoré en la piedra de en medio.\nPensé que iba pegada. Maricruz me pidió quitarla, y se cayó todo.".to_owned(),
        })?;
        let text = "No le dije cuál. Le pasé las cajas.".to_owned();
        tx.record(NoteWritten { note: fresh(), tutorial, tutor: MARICRUZ, learner: XIMENA, day: day("2026-11-10"), text })?;
        tx.record(TutorialProposed {
            tutorial: done,
            learner,
            tutor,
            topic,
            school,
            proposed_by: tutor,
            day: began,
            offer: None,
            visit: None,
        })?;
        tx.record(TutorialAgreed { tutorial: done, day: began, how: Agreement::Aloud })?;
        tx.record(InterestStated { interest: fresh(), learner: LUIS, topic: PI, school, rank: 2, day: day("2026-11-19") })?;
        tx.record(InterestStated { interest: fresh(), learner: XIMENA, topic: PI, school, rank: 1, day: day("2026-11-21") })?;
        Ok(())
    })
    .await;
    let elvia = town.browser_of(ELVIA).await;
    let (id, luis) = (act.to_string(), LUIS.to_string());
    let record = [
        ("id", id.as_str()),
        ("day", "2026-11-20"),
        ("outcome", "ready"),
        ("present", &luis),
        ("students", "11"),
        ("shown", "Midió un comal, un vaso y una rueda con hilo.\nContó que al principio creía que el 3.14 era de memoria."),
        ("asked", "Si sirve para saber cuánta malla lleva un corral redondo."),
        ("place", "El patio"),
    ];
    elvia.post(&format!("/tutorials/{done}/record"), &record).await.is(200);
    let pages = [
        (
            XIMENA,
            vec![
                format!("/tutorials/{tutorial}"),
                format!("/tutorials/{tutorial}/stop"),
                format!("/tutorials/{tutorial}/demonstration"),
                "/concerns/new?page=/topics".to_owned(),
            ],
        ),
        (MARICRUZ, vec![format!("/tutorials/{tutorial}"), format!("/tutorials/{tutorial}/record")]),
        (MATEO, vec![format!("/tutorials/{done}"), format!("/demonstrations/{act}")]),
        (
            ELVIA,
            vec![
                format!("/tutorials/new?offer={ELVIA_OFFERS_PI}"),
                format!("/nodes/{AGUA_ZARCA}/paper"),
                format!("/nodes/{AGUA_ZARCA}/paper?rows=5"),
                format!("/nodes/{AGUA_ZARCA}/visits/new"),
                format!("/demonstrations/{act}/edit"),
                format!("/people/{MATEO}/demonstration"),
            ],
        ),
    ];
    for (size, name) in [(Options::PHONE, "phone"), (Options::DESKTOP, "desktop")] {
        for (person, paths) in &pages {
            let token = town.browser_of(*person).await.cookie("relevo").expect("a session");
            let url = town.url.clone();
            journey(size, async |driver| {
                driver.goto(format!("{url}/about")).await?;
                driver.add_cookie(thirtyfour::Cookie::new("relevo", token.as_str())).await?;
                for (number, path) in paths.iter().enumerate() {
                    driver.goto(format!("{url}{path}")).await?;
                    screenshot(driver, &format!("tutorials-{name}-{}-{number}", i32::from(person.bytes()[15]))).await;
                    assert_accessible(driver).await;
                    let wide = driver.execute("return document.documentElement.scrollWidth - window.innerWidth", vec![]).await?;
                    assert!(wide.json().as_i64().unwrap_or(0) <= 0, "{path} is wider than the {name}");
                }
                Ok(())
            })
            .await;
        }
    }
    // The act prints on one sheet: there is no second one to print.
    let token = town.browser_of(ELVIA).await.cookie("relevo").expect("a session");
    let url = town.url.clone();
    journey(Options::DESKTOP, async |driver| {
        driver.goto(format!("{url}/about")).await?;
        driver.add_cookie(thirtyfour::Cookie::new("relevo", token.as_str())).await?;
        driver.goto(format!("{url}/demonstrations/{act}")).await?;
        for (sheet, there) in [("1", true), ("2", false)] {
            let options = serde_json::json!({ "preferCSSPageSize": true, "pageRanges": sheet });
            assert_eq!(dev_tools(driver, "Page.printToPDF", options).await.is_ok(), there, "sheet {sheet}");
        }
        Ok(())
    })
    .await;
}
