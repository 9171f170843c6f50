//! What is printed: on as few sheets as fit, in black and white, with QR codes that a scanner reads.

use thirtyfour::prelude::*;

use crate::support::browser::{Options, journey};
use crate::support::paper::print;
use crate::support::town::*;
use relevo::domain::fact::{
    InterestExplained, InterestStated, MasteryGranted, PersonJoined, PersonNamed, TutorialAgreed, TutorialProposed,
};
use relevo::domain::id::{PersonId, TutorialId};
use relevo::domain::words::{Agreement, Position, Via};

/// Shows the browser a page as somebody who has signed in.
async fn open(driver: &WebDriver, town: &Town, person: PersonId, path: &str) -> WebDriverResult<()> {
    let token = town.browser_of(person).await.cookie("relevo").expect("a session");
    driver.goto(format!("{}/about", town.url)).await?;
    driver.add_cookie(Cookie::new("relevo", token)).await?;
    driver.goto(format!("{}{path}", town.url)).await
}

/// So many more children in a group of Agua Zarca; each wants to know about the moon, which nobody there masters.
async fn more_children(town: &Town, grade: i32, count: u32) {
    town.under(move |tx| {
        for number in 0..count {
            let person = fresh();
            let (node, since, position) = (AGUA_ZARCA, day("2026-08-25"), Position::Student);
            tx.record(PersonJoined { person, node, position, minor: true, since, voucher: None })?;
            let name = format!("María Guadalupe {}", char::from_u32(u32::from(b'A') + number % 26).unwrap_or('Z'));
            tx.record(PersonNamed { person, name, grade: Some(grade), group: Some("B".to_owned()), language: None })?;
            let (interest, learner, topic, school, day) = (fresh(), person, MOON, AGUA_ZARCA, day("2026-11-02"));
            tx.record(InterestStated { interest, learner, topic, school, rank: 1, day })?;
        }
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn nine_cards_fit_on_a_sheet_and_each_opens_its_account() {
    let town = Town::new().await;
    more_children(&town, 1, 9).await;
    let children = town.under(|tx| {
        let mut members = relevo::store::queries::people::members(tx, AGUA_ZARCA)?;
        members.retain(|row| row.minor);
        Ok(members.iter().map(|row| row.id).collect::<Vec<PersonId>>())
    });
    town.families_allow(&children.await).await;
    journey(Options::DESKTOP, async |driver| {
        open(driver, &town, BERTA, &format!("/nodes/{AGUA_ZARCA}/keys")).await?;
        driver.find(By::XPath("//form[.//button[contains(., '1.º B')]]//label[.//input[@name='group']]")).await?.click().await?;
        driver.find(By::XPath("//button[contains(., 'Hacer tarjetas') and contains(., '1.º B')]")).await?.click().await?;
        driver.query(By::Css(".badges")).first().await?;
        let sheet = print(driver, "printed-cards").await?;
        assert_eq!(sheet.sheets(), 1, "nine cards of 85.6 by 54 mm");
        let mut codes = Vec::new();
        for code in driver.find_all(By::Css(".badges .secret")).await? {
            codes.push(code.text().await?.replace('-', ""));
        }
        assert_eq!(codes.len(), 9);
        codes.sort();
        let expected: Vec<String> = codes.iter().map(|code| format!("{}/C/{code}", town.url).to_uppercase()).collect();
        assert_eq!(sheet.codes(), expected, "{} is scanned", sheet.name());
        let words = sheet.words();
        assert!(words.contains("Guadalupe I") && !words.contains("Salir"), "{words}");
        assert!(!words.contains("Agua Zarca"), "a card that is found does not say where its child is: {words}");

        // The whole school: nine on a sheet, and the other four on the next.
        open(driver, &town, BERTA, &format!("/nodes/{AGUA_ZARCA}/keys")).await?;
        driver.find(By::XPath("//summary[contains(., 'para toda la escuela')]")).await?.click().await?;
        driver.find(By::XPath("//button[contains(., 'Hacer tarjetas para todos')]")).await?.click().await?;
        driver.query(By::Css(".badges")).first().await?;
        let all = print(driver, "printed-cards-of-a-school").await?;
        assert_eq!((all.sheets(), all.codes().len()), (2, 13));
        let expected = all.codes();

        // Any of them opens its account.
        let phone = town.visitor();
        let path = expected[3].trim_start_matches(&town.url.to_uppercase()).to_owned();
        phone.get(&path).await.is(200).says("Tu tarjeta está leída");
        assert_eq!(phone.post("/card", &[]).await.is(200).path, "/");
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn the_pins_of_forty_children_fit_on_one_sheet() {
    let town = Town::new().await;
    more_children(&town, 1, 40).await;
    journey(Options::DESKTOP, async |driver| {
        open(driver, &town, BERTA, &format!("/nodes/{AGUA_ZARCA}/keys")).await?;
        driver.find(By::XPath("//form[.//button[contains(., '1.º B')]]//label[.//input[@name='group']]")).await?.click().await?;
        driver.find(By::XPath("//button[contains(., 'hoja de claves') and contains(., '1.º B')]")).await?.click().await?;
        driver.query(By::Css(".strips")).first().await?;
        let sheet = print(driver, "printed-pins").await?;
        assert_eq!(sheet.sheets(), 1);
        let words = sheet.words();
        let pins = driver.find_all(By::Css(".strips .secret")).await?;
        assert_eq!(pins.len(), 40);
        for pin in pins {
            let pin = pin.text().await?;
            assert!(words.contains(&pin), "{pin} is printed: {words}");
        }
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn blank_records_are_one_sheet_each_and_lead_to_where_they_are_entered() {
    let town = Town::new().await;
    let tutorial: TutorialId = fresh();
    town.under(move |tx| {
        let (learner, tutor, day, school) = (XIMENA, MARICRUZ, day("2026-11-03"), AGUA_ZARCA);
        let (topic, offer, proposed_by) = (ARCH, Some(MARICRUZ_OFFERS_ARCH), XIMENA);
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by, day, offer, visit: None })?;
        tx.record(TutorialAgreed { tutorial, day, how: Agreement::Here })
    })
    .await;
    journey(Options::DESKTOP, async |driver| {
        let (school, own) = (format!("/nodes/{AGUA_ZARCA}"), format!("/tutorials/{tutorial}"));
        for (name, path, leads, says, hides) in [
            ("blank-process", format!("{school}/sheets/process"), format!("{school}/paper"), "Dónde me atoré", "Ximena"),
            ("blank-demonstration", format!("{school}/sheets/demonstration"), format!("{school}/paper"), "Todavía no", "Ximena"),
            ("own-process", format!("{own}/sheets/process"), own.clone(), "Ximena", "Salir"),
            ("own-demonstration", format!("{own}/sheets/demonstration"), format!("{own}/record"), "¿Por qué no se cae un arco", "Salir"),
        ] {
            open(driver, &town, BERTA, &path).await?;
            let sheet = print(driver, &format!("printed-{name}")).await?;
            assert_eq!(sheet.sheets(), 1, "{name}");
            assert_eq!(sheet.codes(), [format!("{}{leads}", town.url)], "{name}");
            let words = sheet.words();
            assert!(words.contains(says) && !words.contains(hides), "{name}: {words}");
            assert!(words.contains("Telesecundaria de Agua Zarca"), "{name}: {words}");
            // The teacher who scans it finds the page; who is not signed in is asked to, and another school finds nothing.
            town.browser_of(BERTA).await.get(&leads).await.is(200);
            assert_eq!(town.visitor().get(&leads).await.path, "/sign-in", "{name}");
            town.browser_of(JULIAN).await.get(&leads).await.is(404);
            town.browser_of(JULIAN).await.get(&path).await.is(404);
        }
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn a_groups_board_is_one_sheet_for_its_teacher_without_the_whys() {
    let town = Town::new().await;
    more_children(&town, 1, 34).await;
    town.under(|tx| {
        let (person, since, position) = (fresh(), day("2026-08-25"), Position::Student);
        tx.record(PersonJoined { person, node: AGUA_ZARCA, position, minor: true, since, voucher: None })?;
        let (name, grade, group) = ("Renata".to_owned(), Some(1), Some("B".to_owned()));
        tx.record(PersonNamed { person, name, grade, group, language: None })?;
        let (interest, learner, topic, school, day) = (fresh(), person, MOON, AGUA_ZARCA, day("2026-11-02"));
        tx.record(InterestStated { interest, learner, topic, school, rank: 1, day })?;
        tx.record(InterestExplained { interest, learner, why: "Mi abuela la miraba conmigo.".to_owned() }).map(drop)
    })
    .await;
    journey(Options::DESKTOP, async |driver| {
        open(driver, &town, BERTA, &format!("/nodes/{AGUA_ZARCA}/board?group=1-B")).await?;
        let sheet = print(driver, "printed-board").await?;
        assert_eq!(sheet.sheets(), 1, "thirty-five who wait");
        let words = sheet.words();
        // Those who are folded on the screen stand on the paper too.
        assert_eq!(words.matches("21 días").count(), 35, "{words}");
        assert!(words.contains("Telesecundaria de Agua Zarca") && words.contains("23 de noviembre"), "{words}");
        assert!(!words.contains("Abrir el salón"), "{words}");
        // Her why is for her teacher and her tutor: on a screen, and on no paper that somebody could hang up.
        town.browser_of(BERTA).await.get(&format!("/nodes/{AGUA_ZARCA}/board?group=1-B")).await.is(200).says("Mi abuela la miraba");
        assert!(words.contains("Renata") && !words.contains("abuela"), "{words}");
        assert!(words.contains("no para la pared"), "{words}");
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn a_topics_lineage_is_one_sheet_and_so_is_the_catalog() {
    let town = Town::new().await;
    town.under(|tx| {
        let (mut parent, mut generation) = (ELVIA_PI, 2);
        for number in 0..40 {
            let (mastery, person, node, position) = (fresh(), fresh(), AGUA_ZARCA, Position::Student);
            let (day, since) = (day("2026-01-07") + chrono::Days::new(number * 7), day("2025-08-25"));
            tx.record(PersonJoined { person, node, position, minor: true, since, voucher: None })?;
            let (name, group) = (format!("Lucía {}", char::from(b'A' + (number % 26) as u8)), Some("A".to_owned()));
            tx.record(PersonNamed { person, name, grade: Some(3), group, language: None })?;
            tx.record(MasteryGranted {
                mastery,
                person,
                topic: PI,
                school: AGUA_ZARCA,
                via: Via::Demonstration,
                day,
                parent: Some(parent),
                generation,
                demonstration: None,
                voucher: None,
            })?;
            // Some lead on, most come from the same.
            if number % 9 == 0 {
                (parent, generation) = (mastery, generation + 1);
            }
        }
        Ok(())
    })
    .await;
    town.families_allow(&[MARICRUZ]).await;
    journey(Options::DESKTOP, async |driver| {
        for (name, path, says) in [
            ("lineage", format!("/topics/{PI}/lineage"), "¿De dónde viene pi?"),
            ("poster", format!("/nodes/{AGUA_ZARCA}/poster"), "Maricruz"),
        ] {
            open(driver, &town, BERTA, &path).await?;
            let sheet = print(driver, &format!("printed-{name}")).await?;
            assert_eq!(sheet.sheets(), 1, "{name}");
            let words = sheet.words();
            assert!(words.contains(says) && !words.contains("Salir"), "{name}: {words}");
        }
        Ok(())
    })
    .await;
}

#[actix_web::test]
async fn the_notice_is_one_sheet_a_family_and_leads_to_where_its_answer_is_entered() {
    let town = Town::new().await;
    journey(Options::DESKTOP, async |driver| {
        let (blank, entered) = (format!("/nodes/{AGUA_ZARCA}/sheets/notice"), format!("/nodes/{AGUA_ZARCA}/consents"));
        open(driver, &town, BERTA, &blank).await?;
        let sheet = print(driver, "printed-notice-blank").await?;
        assert_eq!(sheet.sheets(), 1);
        assert_eq!(sheet.codes(), [format!("{}{entered}", town.url)]);
        let words = sheet.words();
        assert!(words.contains("Telesecundaria de Agua Zarca") && words.contains("☐") && !words.contains("Ximena"), "{words}");

        open(driver, &town, BERTA, &format!("{blank}?group=2-A")).await?;
        let sheets = print(driver, "printed-notice-group").await?;
        assert_eq!(sheets.sheets(), 2, "Mateo and Ximena");
        let mut expected = [MATEO, XIMENA].map(|child| format!("{}/people/{child}/consents", town.url));
        expected.sort();
        assert_eq!(sheets.codes(), expected);
        let words = sheets.words();
        assert!(words.contains("Ximena") && words.contains("Mateo") && !words.contains("Luis") && !words.contains("Salir"), "{words}");
        // The teacher who scans it finds the page; nobody else does.
        let path = expected[0].trim_start_matches(&town.url).to_owned();
        town.browser_of(BERTA).await.get(&path).await.is(200);
        assert_eq!(town.visitor().get(&path).await.path, "/sign-in");
        town.browser_of(JULIAN).await.get(&path).await.is(404);
        Ok(())
    })
    .await;
}
