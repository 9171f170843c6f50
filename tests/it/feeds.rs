//! Calendars and feeds: what is to come for oneself alone, by a secret address and without a name; what was held for everybody, by month.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::store::{Error, Tx};

use super::support::town::*;

/// Maricruz accompanies Ximena in the arch; a demonstration is planned, to which Celia of the zone is invited.
fn planned(tx: &mut Tx<'_>, tutorial: TutorialId, demonstration: DemonstrationId) -> Result<(), Error> {
    let (learner, tutor, topic, school, on) = (XIMENA, MARICRUZ, ARCH, AGUA_ZARCA, day("2026-11-20"));
    let offer = Some(MARICRUZ_OFFERS_ARCH);
    tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit: None })?;
    tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Here })?;
    let (day, place, invited) = (day("2026-11-27"), "En la cancha".to_owned(), vec![CELIA]);
    tx.record(DemonstrationPlanned { demonstration, tutorial, learner, tutor, topic, school, day, place, invited })?;
    Ok(())
}

/// Makes an address on the page, and gives its path.
async fn address(browser: &Browser) -> String {
    let page = browser.post("/calendar", &[]).await.is(200).says("Solo se muestra esta vez");
    let address = page.text().split_whitespace().find(|word| word.contains("/calendar/")).expect("an address").to_owned();
    address[address.find("/calendar/").expect("a path")..].to_owned()
}

#[actix_web::test]
async fn a_calendar_tells_ones_own_coming_days_and_no_name() {
    let town = Town::new().await;
    let (tutorial, demonstration): (TutorialId, DemonstrationId) = (fresh(), fresh());
    town.under(move |tx| planned(tx, tutorial, demonstration)).await;
    let (ximena, celia, julian) = (town.browser_of(XIMENA).await, town.browser_of(CELIA).await, town.browser_of(JULIAN).await);
    let (hers, coach, other) = (address(&ximena).await, address(&celia).await, address(&julian).await);
    let visitor = town.visitor();

    let calendar = visitor.get(&coach).await.is(200);
    assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
    for line in ["BEGIN:VCALENDAR\r\n", "DTSTART;VALUE=DATE:20261127\r\n", "SEQUENCE:0\r\n", "STATUS:CONFIRMED\r\n"] {
        assert!(calendar.body.contains(line), "{line:?} is not in {}", calendar.body);
    }
    assert!(calendar.body.contains(&format!("UID:{demonstration}@relevo\r\n")) && calendar.body.contains("LOCATION:En la cancha"));
    // A child's own calendar may lie about on a shared telephone: it says the day and the topic, not the place.
    let child = visitor.get(&hers).await.is(200);
    assert!(child.body.contains("DTSTART;VALUE=DATE:20261127") && !child.body.contains("cancha"), "{}", child.body);
    for page in [&calendar, &child] {
        for name in ["Ximena", "Maricruz", "Celia"] {
            assert!(!page.body.contains(name), "{name} is named: {}", page.body);
        }
    }
    let nothing = visitor.get(&other).await.is(200);
    assert!(!nothing.body.contains("BEGIN:VEVENT"), "another school's teacher is told of nothing");

    // Moved, it is the same event, changed once; given up, it says so to the two; a guest no longer hears of it.
    let maricruz = town.browser_of(MARICRUZ).await;
    let plan = [
        ("id", demonstration.to_string()),
        ("day", "2026-11-30".to_owned()),
        ("place", "En el salón".to_owned()),
        ("invited", CELIA.to_string()),
    ];
    let plan: Vec<(&str, &str)> = plan.iter().map(|(name, value)| (*name, value.as_str())).collect();
    maricruz.post(&format!("/tutorials/{tutorial}/demonstration"), &plan).await.is(200);
    let moved = visitor.get(&coach).await.is(200).body;
    assert!(
        moved.contains("VALUE=DATE:20261130") && moved.contains("SEQUENCE:1") && moved.contains(&format!("UID:{demonstration}@")),
        "{moved}"
    );
    maricruz.post(&format!("/demonstrations/{demonstration}/cancellation"), &[]).await.is(200);
    let gone = visitor.get(&hers).await.is(200).body;
    assert!(gone.contains("STATUS:CANCELLED") && gone.contains("SEQUENCE:2"), "{gone}");
    assert!(!visitor.get(&coach).await.is(200).body.contains("BEGIN:VEVENT"));

    // A new address makes the old one worthless, and so does taking it away.
    let newer = address(&celia).await;
    visitor.get(&coach).await.is(404);
    visitor.get(&newer).await.is(200);
    celia.get("/calendar").await.is(200).says("tiene dirección desde").hides(&newer);
    celia.post("/calendar/end", &[]).await.is(200);
    visitor.get(&newer).await.is(404);
    visitor.get("/calendar/no-es-nada").await.is(404);
}

fn held(tx: &mut Tx<'_>, school: NodeId, learner: PersonId, on: &str) -> Result<(), Error> {
    tx.record(DemonstrationHeld {
        demonstration: fresh(),
        learner,
        topic: MOON,
        school,
        path: Path::SelfStudy,
        day: day(on),
        outcome: Outcome::NotYet,
        witnesses: vec![],
        audience: vec![],
        recorded_by: if school == AGUA_ZARCA { ELVIA } else { JULIAN },
        tutorial: None,
        tutor: None,
    })?;
    Ok(())
}

/// The titles and texts of a feed's entries, and that the feed has what RFC 4287 asks for.
fn entries(feed: &Page) -> Vec<(String, String)> {
    const ATOM: &str = "http://www.w3.org/2005/Atom";
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    let document = roxmltree::Document::parse(&feed.body).expect("XML");
    let root = document.root_element();
    assert!(root.has_tag_name((ATOM, "feed")));
    let text = |of: roxmltree::Node<'_, '_>, name: &str| -> String {
        let found: Vec<_> = of.children().filter(|node| node.has_tag_name((ATOM, name))).collect();
        assert_eq!(found.len(), 1, "one {name}: {}", feed.body);
        found[0].text().unwrap_or_default().to_owned()
    };
    let links: Vec<_> = root.children().filter(|node| node.has_tag_name((ATOM, "link"))).filter_map(|node| node.attribute("rel")).collect();
    assert_eq!(links, ["self", "alternate"]);
    assert!(root.children().any(|node| node.has_tag_name((ATOM, "author"))));
    let all: Vec<_> = root.children().filter(|node| node.has_tag_name((ATOM, "entry"))).collect();
    let mut ids: Vec<String> = all.iter().map(|entry| text(*entry, "id")).collect();
    ids.push(text(root, "id"));
    assert!(ids.iter().all(|id| id.starts_with("urn:uuid:")));
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all.len() + 1, "each has a name of its own");
    for updated in all.iter().copied().chain([root]).map(|node| text(node, "updated")) {
        assert!(updated.len() == 20 && updated.ends_with("T00:00:00Z"), "{updated}");
    }
    all.into_iter().map(|entry| (text(entry, "title"), text(entry, "content"))).collect()
}

#[actix_web::test]
async fn a_feed_tells_the_months_that_are_over_in_numbers() {
    let town = Town::new().await;
    town.under(|tx| {
        for on in ["2026-10-05", "2026-10-06", "2026-09-08", "2026-11-20"] {
            held(tx, AGUA_ZARCA, XIMENA, on)?;
        }
        held(tx, LA_NORIA, NADIA, "2026-10-09")?;
        // A third school, smaller than Agua Zarca: it is the one that keeps its figures back with the lone teacher's of La Noria.
        let (sauz, since): (NodeId, _) = (fresh(), day("2025-08-25"));
        let (name, parent) = ("Telesecundaria El Sauz".to_owned(), Some(ZONE));
        let (cct, shift, time_zone, latitude, longitude) = (None, None, None, None, None);
        tx.record(NodeFounded { node: sauz, level: Level::School, name, parent, since, cct, shift, time_zone, latitude, longitude })?;
        for node in [sauz, sauz, AGUA_ZARCA] {
            tx.record(PersonJoined { person: fresh(), node, position: Position::Teacher, minor: false, since, voucher: None })?;
        }
        Ok(())
    })
    .await;
    let visitor = town.visitor();
    let home = visitor.get("/").await.is(200).attribute("link[type='application/atom+xml']", "href").expect("a way to the feed");
    let network = visitor.get(&home).await.is(200);
    let told = entries(&network);
    assert_eq!(told.len(), 2, "this month is not over: {told:?}");
    // Events are all told; in how many schools would tell of the lone teacher's.
    assert_eq!(told[0].1, "3 demostraciones públicas.");
    assert_eq!(told[1].1, "Una demostración pública. La hubo en una escuela.");
    for name in ["Ximena", "Nadia", "Elvia", "Julián", "2026-10-05"] {
        assert!(!network.body.contains(name), "{name}");
    }
    let page = visitor.get(&format!("/nodes/{AGUA_ZARCA}")).await.is(200);
    let own = page.attribute("link[type='application/atom+xml']", "href").expect("a way to the feed");
    assert_eq!(entries(&visitor.get(&own).await.is(200)).first().map(|entry| entry.1.as_str()), Some("2 demostraciones públicas."));
    // Where one person teaches, the numbers are hers, and no feed tells them, not even to herself.
    let lone = format!("/nodes/{LA_NORIA}/demonstrations.atom");
    assert!(entries(&visitor.get(&lone).await.is(200)).is_empty());
    assert!(entries(&town.browser_of(JULIAN).await.get(&lone).await.is(200)).is_empty());
    visitor.get(&format!("/nodes/{}/demonstrations.atom", fresh::<Node>())).await.is(404);
}
