//! Ximena takes out what is kept about her; so does Elvia, for her family; and nobody else. It names nobody whom Ximena does not know.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use serde_json::Value;

use super::files::{Bytes, a_tutorial, parts, photo};
use super::support::town::*;

/// What Ximena did: the arch with Maricruz, pi with Nadia of the other school whom she has never met, a wish, a concern.
async fn lived(town: &Town) -> FileId {
    let tutorial = a_tutorial(town).await;
    town.under(move |tx| {
        let on = day("2026-11-17");
        let (school, topic) = (AGUA_ZARCA, MOON);
        let (interest, note, entry, concern, met) = (tx.new_id(), tx.new_id(), tx.new_id(), tx.new_id(), tx.new_id());
        tx.record(InterestStated { interest, learner: XIMENA, topic, school, rank: 1, day: on })?;
        tx.record(InterestExplained { interest, learner: XIMENA, why: "porque mi abuela teje".to_owned() })?;
        tx.record(EntryWritten { entry, tutorial, learner: XIMENA, day: on, text: "me atoré en la clave".to_owned() })?;
        tx.record(NoteWritten { note, tutorial, tutor: MARICRUZ, learner: XIMENA, day: on, text: "Va muy bien.".to_owned() })?;
        tx.record(ConcernRaised { concern, school, reader: ConcernReader::School, day: on })?;
        tx.record(ConcernTold { concern, text: "alguien me quita mi lugar".to_owned(), people: vec![XIMENA, MATEO] })?;
        tx.record(ConcernNamed { concern, about: MATEO })?;
        tx.record(ConcernSigned { concern, by: XIMENA })?;
        // Proposed inside a visit that is still to come: the two have not met.
        let visit = tx.new_id();
        let (day, responsible, agreed_by) = (day("2026-12-10"), ELVIA, ELVIA);
        tx.record(VisitAgreed { visit, school, day, visitors: vec![NADIA], responsible, agreed_by })?;
        let (learner, tutor, topic, offer, visit) = (XIMENA, NADIA, PI, Some(NADIA_OFFERS_PI), Some(visit));
        tx.record(TutorialProposed { tutorial: met, learner, tutor, topic, school, offer, visit, proposed_by: learner, day: on })?;
        // Somebody else's, which is none of hers.
        let other = tx.new_id();
        let text = "lo de Mateo".to_owned();
        let (learner, tutor, topic, offer, visit) = (MATEO, MARICRUZ, ARCH, None, None);
        tx.record(TutorialProposed { tutorial: other, learner, tutor, topic, school, offer, visit, proposed_by: learner, day: on })?;
        tx.record(EntryWritten { entry: tx.new_id(), tutorial: other, learner: MATEO, day: on, text }).map(drop)
    })
    .await;
    let (file, entry): (FileId, EntryId) = (fresh(), fresh());
    let fields = [("id", &*file.to_string()), ("entry", &*entry.to_string()), ("text", "Mi arco, con las dovelas.")];
    let sent = Bytes::of(town, XIMENA).await.send(&format!("/tutorials/{tutorial}/files"), parts(&fields, "arco.jpg", &photo())).await;
    assert_eq!(sent.0, 303);
    file
}

pub(super) async fn parcel(town: &Town, person: PersonId, whose: PersonId, language: &str) -> BTreeMap<String, Vec<u8>> {
    let (status, headers, bytes) = Bytes::of(town, person).await.fetch_in(&format!("/people/{whose}/data.zip"), language).await;
    assert_eq!(status, 200);
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    assert_eq!((header("content-type"), header("cache-control")), ("application/zip".to_owned(), "private, no-store".to_owned()));
    assert!(header("content-disposition").starts_with("attachment; filename=\"relevo-2026-11-23"));
    let mut read = zip::ZipArchive::new(Cursor::new(bytes)).expect("a parcel");
    let mut files = BTreeMap::new();
    for at in 0..read.len() {
        let mut one = read.by_index(at).expect("a file");
        let name = one.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        one.read_to_end(&mut bytes).expect("its bytes");
        files.insert(name, bytes);
    }
    files
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", files.keys())).clone()).expect("text")
}

/// What the pairs of rounds in her parcel say: place, day, part, with, topic, what.
fn rounds(files: &BTreeMap<String, Vec<u8>>) -> Vec<[String; 6]> {
    let json: Value = serde_json::from_str(&text(files, "data.json")).expect("JSON");
    let cell = |row: &Value, column: &str| row[column].as_str().unwrap_or_default().to_owned();
    let rows = json["rounds"].as_array().expect("rounds").iter();
    rows.map(|row| ["place", "day", "part", "with", "topic", "what"].map(|column| cell(row, column))).collect()
}

#[actix_web::test]
async fn the_rounds_that_proposed_something_to_her_are_in_it_and_a_no_leaves_no_mark_for_others() {
    let town = Town::new().await;
    town.families_allow(&[XIMENA, MATEO, MARICRUZ]).await;
    let (begun, refused) = town
        .under(|tx| {
            let (on, school) = (day("2026-11-20"), AGUA_ZARCA);
            let (begun, refused): (TutorialId, TutorialId) = (tx.new_id(), tx.new_id());
            let pair = |learner, tutorial, by_hand| ProposedPair {
                learner,
                tutor: MARICRUZ,
                topic: ARCH,
                offer: MARICRUZ_OFFERS_ARCH,
                tutorial,
                by_hand,
            };
            for (learner, tutorial) in [(XIMENA, begun), (MATEO, refused)] {
                let (tutor, topic, offer, visit) = (MARICRUZ, ARCH, Some(MARICRUZ_OFFERS_ARCH), None);
                tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, offer, visit, proposed_by: ELVIA, day: on })?;
            }
            let pairs = vec![pair(XIMENA, begun, false), pair(MATEO, refused, true)];
            let round = tx.new_id();
            tx.record(PairsProposed { round, school, by: ELVIA, day: on, weights: "{}".to_owned(), waiting: 2, best: 2, pairs })?;
            Ok((begun, refused))
        })
        .await;
    let (ximena, maricruz) = (parcel(&town, XIMENA, XIMENA, "es").await, parcel(&town, MARICRUZ, MARICRUZ, "es").await);
    let place = "Telesecundaria de Agua Zarca";
    let arch = "¿Por qué no se cae un arco de piedra?";
    assert_eq!(rounds(&ximena), [[place, "2026-11-20", "learner", "Maricruz", arch, "best"].map(str::to_owned)]);
    assert!(
        text(&ximena, "index.html").contains("Parejas que propuso una ronda")
            && text(&ximena, "index.html").contains("la mejor repartición")
    );
    assert_eq!(
        rounds(&maricruz).iter().map(|row| (row[2].as_str(), row[3].as_str())).collect::<Vec<_>>(),
        [("tutor", "Ximena"), ("tutor", "Mateo")]
    );
    assert_eq!(rounds(&parcel(&town, ELVIA, ELVIA, "es").await)[0][2], "held");
    assert!(rounds(&parcel(&town, LUIS, LUIS, "es").await).is_empty(), "who was in none has none");

    // Maricruz says no to Mateo: what the school takes out for her family does not tell it.
    town.under(move |tx| tx.record(TutorialDeclined { tutorial: refused, day: day(TODAY) }).map(drop)).await;
    let of_family = rounds(&parcel(&town, ELVIA, MARICRUZ, "es").await);
    assert_eq!(of_family.iter().map(|row| row[3].as_str()).collect::<Vec<_>>(), ["Ximena"], "{begun}");
    town.is_sound().await;
}

#[actix_web::test]
async fn she_takes_out_everything_that_is_kept_about_her() {
    let town = Town::new().await;
    let file = lived(&town).await;
    let ximena = town.browser_of(XIMENA).await;
    let path = format!("/people/{XIMENA}/data");
    assert_eq!(ximena.get(&format!("/people/{XIMENA}")).await.is(200).link("Llevarme lo que se guarda de mí"), Some(path.clone()));
    assert_eq!(ximena.get(&path).await.is(200).link("Bajar el archivo"), Some(format!("{path}.zip")));

    let files = parcel(&town, XIMENA, XIMENA, "es").await;
    let json: Value = serde_json::from_str(&text(&files, "data.json")).expect("JSON");
    assert_eq!((&json["format"], &json["about"][0]["name"]), (&"relevo-own-data/1".into(), &"Ximena".into()));
    assert_eq!(json["wishes"][0]["why"], "porque mi abuela teje");
    assert_eq!(json["entries"].as_array().map(Vec::len), Some(2));
    assert_eq!((&json["notes"][0]["with"], &json["notes"][0]["text"]), (&"Maricruz".into(), &"Va muy bien.".into()));
    assert_eq!(json["concerns"][0]["text"], "alguien me quita mi lugar");
    let photo = format!("files/{file}.jpg");
    assert_eq!(json["files"][0]["file"], photo.as_str());
    assert_eq!(image::guess_format(&files[&photo]).expect("a picture"), image::ImageFormat::Jpeg);
    // The tables and the pages say the same, in her language.
    assert!(text(&files, "entries.csv").contains("me atoré en la clave"));
    let page = text(&files, "index.html");
    for said in ["<html lang=\"es", "Relaciones tutoras", "me atoré en la clave", &photo, "23 de noviembre de 2026"] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("<script") && !page.contains("http"), "nothing is fetched from anywhere");
    // Nothing of Mateo's, and not the name of whom she has not met.
    for (name, bytes) in files.iter().filter(|(name, _)| !name.starts_with("files/")) {
        let said = String::from_utf8_lossy(bytes);
        assert!(!said.contains("Mateo") && !said.contains("lo de"), "{name} tells of Mateo");
        assert!(!said.contains("Nadia"), "{name} names Nadia");
    }
    assert!(json["tutorials"].as_array().expect("tutorials").iter().any(|row| row["with"].is_null()), "somebody whom she has not met");
    ximena.get(&format!("/people/{XIMENA}/readings")).await.is(200).hides("una copia");
    let english = text(&parcel(&town, XIMENA, XIMENA, "en").await, "index.html");
    assert!(english.contains("<html lang=\"en") && english.contains("me atoré en la clave"));
}

#[actix_web::test]
async fn her_school_takes_it_out_for_her_family_and_it_is_noted() {
    let town = Town::new().await;
    lived(&town).await;
    let path = format!("/people/{XIMENA}/data");
    for person in [MATEO, MARICRUZ, ROSA, JULIAN, NADIA, CELIA, TOMASA] {
        let other = town.browser_of(person).await;
        other.get(&path).await.is(404);
        other.get(&format!("{path}.zip")).await.is(404);
    }
    assert_eq!(town.visitor().get(&path).await.path, "/sign-in");
    // An adult's is hers alone; and the other school's steward has no door to any.
    let elvia = town.browser_of(ELVIA).await;
    elvia.get(&format!("/people/{BERTA}/data.zip")).await.is(404);
    town.browser_of(BERTA).await.get(&format!("/people/{BERTA}/data")).await.is(200);
    elvia.get(&format!("/people/{NADIA}/data.zip")).await.is(404);

    let person = elvia.get(&format!("/people/{XIMENA}")).await.is(200);
    assert_eq!(person.link("Sacar lo que se guarda, si la familia lo pide"), Some(path.clone()));
    elvia.get(&path).await.is(200).says("Queda anotado quién lo sacó");
    for reader in [ELVIA, BERTA] {
        let files = parcel(&town, reader, XIMENA, "es").await;
        let json: Value = serde_json::from_str(&text(&files, "data.json")).expect("JSON");
        assert_eq!(json["entries"].as_array().map(Vec::len), Some(2));
        assert!(json["concerns"].is_null(), "what she said is wrong is not for her school's table");
        assert!(!text(&files, "index.html").contains("me quita mi lugar") && !text(&files, "index.html").contains("Nadia"));
    }
    // Each copy is a line of its own, beside the page that was opened before.
    let told = elvia.get(&format!("/people/{XIMENA}/readings")).await.is(200);
    told.says("se llevó una copia de todo").says("Maestra Berta");
    town.browser_of(XIMENA).await.get(&format!("/people/{XIMENA}/readings")).await.is(200).says("Elvia");
}

#[actix_web::test]
async fn after_a_no_no_picture_goes_out_either() {
    let town = Town::new().await;
    lived(&town).await;
    let pictures = |parcel: BTreeMap<String, Vec<u8>>| parcel.keys().filter(|name| name.ends_with(".jpg")).count();
    assert_eq!(pictures(parcel(&town, XIMENA, XIMENA, "es-MX").await), 1);
    town.under(|tx| {
        let (guardian, consent, on, school) = (fresh(), fresh(), day("2026-11-20"), AGUA_ZARCA);
        tx.record(GuardianNamed { guardian, child: XIMENA, person: None, name: Some("Otra".to_owned()) })?;
        let answers = vec![(Purpose::Photos, false)];
        tx.record(ConsentAnswered { consent, child: XIMENA, school, guardian, day: on, answers }).map(drop)
    })
    .await;
    for who in [XIMENA, ELVIA] {
        assert_eq!(pictures(parcel(&town, who, XIMENA, "es-MX").await), 0);
    }
}

#[actix_web::test]
async fn what_a_child_wrote_about_others_goes_out_to_herself_alone() {
    let town = Town::new().await;
    let tutorial = a_tutorial(&town).await;
    town.under(move |tx| {
        let (learner, tutor, topic, school, day) = (XIMENA, MARICRUZ, ARCH, AGUA_ZARCA, day("2026-11-18"));
        tx.record(NoteWritten { note: fresh(), tutorial, tutor, learner, day, text: "Se apura demasiado.".to_owned() })?;
        let (demonstration, outcome, path) = (fresh(), Outcome::NotYet, Path::Tutorial);
        let (witnesses, audience, recorded_by, tutor) = (vec![BERTA], vec![], ELVIA, Some(tutor));
        let tutorial = Some(tutorial);
        tx.record(DemonstrationHeld {
            demonstration,
            learner,
            topic,
            school,
            path,
            day,
            outcome,
            witnesses,
            audience,
            recorded_by,
            tutorial,
            tutor,
        })?;
        let [place, shown, asked, reason] = ["El patio", "Un arco de cartón", "¿Y la clave?", "Falta la clave"].map(str::to_owned);
        tx.record(DemonstrationTold { demonstration, learner, tutor, place, shown, asked, reason }).map(drop)
    })
    .await;
    town.under(move |tx| {
        tx.record(TutorialStopped { tutorial, day: day("2026-11-19") })?;
        let reason = "Se fue a la pizca.".to_owned();
        tx.record(TutorialStopExplained { tutorial, learner: XIMENA, tutor: MARICRUZ, reason }).map(drop)
    })
    .await;
    let words = ["Se apura demasiado", "El patio", "Un arco de cartón", "¿Y la clave?", "Falta la clave", "Se fue a la pizca"];
    let told = |files: &BTreeMap<String, Vec<u8>>| words.map(|word| text(files, "data.json").contains(word));
    assert_eq!(told(&parcel(&town, MARICRUZ, MARICRUZ, "es").await), [true; 6], "she wrote it, and it is hers to take along");
    // For Maricruz's family her school takes out what is hers; of Ximena it says that they worked together, and no more.
    let files = parcel(&town, ELVIA, MARICRUZ, "es").await;
    assert_eq!(told(&files), [false; 6]);
    let json: Value = serde_json::from_str(&text(&files, "data.json")).expect("JSON");
    assert_eq!((&json["tutorials"][0]["part"], &json["tutorials"][0]["with"]), (&"tutor".into(), &"Ximena".into()));
    // For Ximena's it does take out what was said of her.
    assert_eq!(told(&parcel(&town, ELVIA, XIMENA, "es").await), [true; 6]);
}
