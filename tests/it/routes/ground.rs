//! A town in which there is one of everything, and one caller of every kind.

use std::collections::BTreeMap;
use std::path::PathBuf;

use relevo::actions::accounts::{self, FreshPin, open_session, sessions};
use relevo::actions::lists::{self, Received};
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::words::*;
use relevo::exchange::lists::Waiting;
use relevo::store::{Error, Tx};

use crate::support::town::*;

/// The kinds of callers by their letters in the table, and who stands for each.
pub const CALLERS: [(char, PersonId); 12] = [
    ('c', LUIS),
    ('l', XIMENA),
    ('t', MARICRUZ),
    ('f', ROSA),
    ('b', BERTA),
    ('e', ELVIA),
    ('n', NADIA),
    ('j', JULIAN),
    ('i', CHUY),
    ('k', CELIA),
    ('z', TOMASA),
    ('o', ROMAN),
];

macro_rules! more {
    ($($name:ident: $type:ident = $number:literal;)*) => {
        $(const $name: $type = $type::from_bytes([0x01, 0x90, 0, 0, 0, 0, 0x70, 1, 0x80, 0, 0, 0, 0, 0, 0, $number]);)*
    };
}

more! {
    CHUY: PersonId = 1;         // a neighbour of La Noria, invited to Ximena's demonstration
    ROMAN: PersonId = 2;        // an official of the state
    PACO: PersonId = 3;         // looks after Agua Zarca beside Elvia
    GONE: PersonId = 4;         // a child who left Agua Zarca in October
    OPEN: TutorialId = 11;      // Ximena learns the arch with Maricruz
    PROPOSED: TutorialId = 12;  // Maricruz would learn about the moon with Ximena
    DONE: TutorialId = 13;      // Mateo learned pi with Elvia
    PLANNED: DemonstrationId = 21;
    HELD: DemonstrationId = 22;
    ENTRY: EntryId = 31;
    NOTE: NoteId = 32;
    FILE_OF_XIMENA: FileId = 38;
    INTEREST: InterestId = 33;  // Luis wants to know about the moon
    BLOCK: BlockId = 34;
    VISIT: VisitId = 35;
    CONCERN: ConcernId = 36;
    YEAR: SchoolYearId = 37;
    ROUND: RoundId = 66;        // out of which Elvia proposed Ximena and Maricruz
    XIMENA_MOON: MasteryId = 41;
    MATEO_PI: MasteryId = 42;
    XIMENA_OFFERS_MOON: OfferId = 51;
    PIA: PersonId = 5;          // a child of La Noria, who comes to Agua Zarca
    LALO: PersonId = 6;         // one who came from there
    ARRIVAL: MoveId = 63;       // Pía's way
    ARRIVED: MoveId = 64;       // Lalo's
    TOKEN: TokenId = 61;        // Elvia's
    TIE: TieId = 62;            // the arch and the moon are near to one another
    MOTHER: GuardianId = 66;    // of Ximena
    PAPER: ConsentId = 67;      // hers: yes to everything
    LIST: ListId = 65;          // a list of Elvia's that waits, with a Luis of another grade
}

/// The town's data in a file, what its things are called, and everyone's session.
pub struct Lived {
    file: PathBuf,
    names: BTreeMap<&'static str, String>,
    tokens: BTreeMap<char, String>,
    _folder: tempfile::TempDir,
}

impl Lived {
    /// Lays it once; towns are then raised from its file.
    pub async fn lay() -> Lived {
        let town = Town::new().await;
        town.under(one_of_everything).await;
        let (code, invitation, calendar) = town.db.write(keys).await.expect("Elvia may");
        let mut tokens = BTreeMap::new();
        for (letter, person) in CALLERS {
            let minor = "cltn".contains(letter);
            let (token, _) = town.db.write(move |tx| open_session(tx, person, minor)).await.expect("a session");
            tokens.insert(letter, token.text().to_owned());
        }
        let mut names = BTreeMap::from([
            ("{FIRST}", "1".to_owned()),
            ("{MOVE}", "move".to_owned()),
            ("{CODE}", code),
            ("{INVITATION}", invitation),
            ("{CALENDAR}", calendar),
            ("{TOKEN}", TOKEN.to_string()),
            ("{FUND}", "topics.csv".to_owned()),
        ]);
        macro_rules! named {
            ($($name:ident)*) => { $(names.insert(concat!("{", stringify!($name), "}"), $name.to_string());)* };
        }
        named! {
            AGUA_ZARCA ZONE PACO GONE BERTA MATEO LUIS MARICRUZ PI ARCH OPEN PROPOSED PLANNED HELD ENTRY NOTE INTEREST BLOCK VISIT CONCERN YEAR
            ARRIVAL ARRIVED FILE_OF_XIMENA PAPER MARICRUZ_ARCH MARICRUZ_OFFERS_ARCH ELVIA_OFFERS_PI TIE LIST
        }
        let sheet = town.visitor().get("/about").await.attribute("link[rel=stylesheet]", "href").expect("a stylesheet");
        let mut parts = sheet.rsplit('/').map(str::to_owned);
        names.insert("{FILE}", parts.next().expect("a file"));
        names.insert("{HASH}", parts.next().expect("a digest"));
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("kept.db");
        town.keep(&file);
        Lived { file, names, tokens, _folder: folder }
    }

    /// A town where all of it is as it was laid.
    pub async fn town(&self) -> Town {
        Town::like(&self.file).await
    }

    /// A caller's session; nobody's letter has none.
    pub fn token(&self, letter: char) -> Option<&str> {
        self.tokens.get(&letter).map(String::as_str)
    }

    /// Her browser.
    pub fn browser(&self, town: &Town, letter: char) -> Browser {
        town.browser_with(self.token(letter))
    }

    /// A path or a form with what its names stand for. Every `{FRESH}` is another new id.
    pub fn fill(&self, text: &str) -> String {
        self.fill_with(text, |name| self.names.get(name).unwrap_or_else(|| panic!("{name} is not laid")).clone())
    }

    /// The same with something else for each name.
    pub fn fill_with(&self, text: &str, value: impl Fn(&str) -> String) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').expect("names are in braces");
            let value = if name == "FRESH" { fresh::<()>().to_string() } else { value(&format!("{{{name}}}")) };
            filled.push_str(before);
            filled.push_str(&value);
            rest = after;
        }
        filled + rest
    }
}

/// Elvia holds the classroom open, Luis has a PIN, Berta a password that nobody knows and an invitation.
fn keys(tx: &mut Tx<'_>) -> Result<(String, String, String), relevo::actions::Error> {
    let (token, _) = open_session(tx, ELVIA, false)?;
    let now = tx.now();
    let (_, elvia) = sessions::caller(tx, &token, now)?.expect("she has just signed in");
    let pin = FreshPin::draw(|bytes| tx.chance(bytes))?;
    accounts::give_pin(tx, &elvia, LUIS, &pin)?;
    let code = accounts::open_classroom(tx, &elvia, AGUA_ZARCA, 120)?.code;
    relevo::store::accounts::set_password(tx, BERTA, "berta", "of nothing")?;
    let invitation = accounts::invite(tx, &elvia, BERTA)?.text();
    let scope = "topics:read".parse().expect("a scope");
    accounts::tokens::make(tx, &elvia, &accounts::tokens::Make { id: TOKEN, name: "Lista".to_owned(), scope, days: 30 })?;
    let body = Waiting::of(ListKind::People, b"nombre,grado\nLuis,3\nItzel,2\n").expect("a list").pack().expect("packed");
    lists::receive(tx, &elvia, Received { list: LIST, node: AGUA_ZARCA, kind: ListKind::People, name: "lista.csv".to_owned(), body })?;
    let calendar = accounts::calendars::open(tx, &elvia)?.text().to_owned();
    Ok((code, invitation, calendar))
}

fn one_of_everything(tx: &mut Tx<'_>) -> Result<(), Error> {
    let (school, since, then, today) = (AGUA_ZARCA, day("2025-08-25"), day("2026-11-03"), day(TODAY));
    for (person, node, position, name, voucher) in [
        (CHUY, LA_NORIA, Position::Family, "Don Chuy", Some(JULIAN)),
        (ROMAN, STATE, Position::Official, "Román Paz", None),
        (PACO, AGUA_ZARCA, Position::Family, "Don Paco", Some(ELVIA)),
    ] {
        tx.record(PersonJoined { person, node, position, minor: false, since, voucher })?;
        tx.record(PersonNamed { person, name: name.to_owned(), grade: None, group: None, language: None })?;
    }
    tx.record(StewardNamed { person: PACO, node: AGUA_ZARCA, since })?;
    tx.record(PersonJoined { person: GONE, node: school, position: Position::Student, minor: true, since, voucher: None })?;
    tx.record(PersonNamed { person: GONE, name: "Tadeo".to_owned(), grade: Some(2), group: None, language: None })?;
    tx.record(PersonLeft { person: GONE, node: school, until: day("2026-10-15") })?;
    let (name, latitude, longitude) = ("Telesecundaria de La Noria".to_owned(), Some(20.9), Some(-100.7));
    tx.record(NodeCorrected { node: LA_NORIA, name, cct: None, time_zone: None, latitude, longitude })?;
    // From school to school: one on the way, one who came.
    let (position, receiver) = (Position::Student, school);
    for (movement, person, name) in [(ARRIVAL, PIA, "Pía"), (ARRIVED, LALO, "Lalo")] {
        tx.record(PersonJoined { person, node: LA_NORIA, position, minor: true, since, voucher: None })?;
        tx.record(PersonNamed { person, name: name.to_owned(), grade: Some(1), group: None, language: None })?;
        tx.record(MoveOffered { movement, person, school: LA_NORIA, receiver, day: then })?;
    }
    tx.record(MoveMade { movement: ARRIVED, day: then })?;
    tx.record(PersonLeft { person: LALO, node: LA_NORIA, until: then })?;
    tx.record(PersonJoined { person: LALO, node: school, position, minor: true, since: then, voucher: None })?;
    // Tutorials: one in course, one asked for, one that has ended.
    let founded = MasteryGranted {
        mastery: XIMENA_MOON,
        person: XIMENA,
        topic: MOON,
        school,
        via: Via::Founding,
        day: since,
        parent: None,
        generation: 1,
        demonstration: None,
        voucher: Some(CELIA),
    };
    tx.record(founded.clone())?;
    let (offer, mastery, person) = (XIMENA_OFFERS_MOON, XIMENA_MOON, XIMENA);
    tx.record(OfferOpened { offer, mastery, person, topic: MOON, school, capacity: 1, day: since })?;
    for (tutorial, learner, tutor, topic, offer, proposed_by) in [
        (OPEN, XIMENA, MARICRUZ, ARCH, Some(MARICRUZ_OFFERS_ARCH), XIMENA),
        (PROPOSED, MARICRUZ, XIMENA, MOON, Some(XIMENA_OFFERS_MOON), MARICRUZ),
        (DONE, MATEO, ELVIA, PI, Some(ELVIA_OFFERS_PI), MATEO),
    ] {
        tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by, day: then, offer, visit: None })?;
        if tutorial != PROPOSED {
            tx.record(TutorialAgreed { tutorial, day: then, how: Agreement::Here })?;
        }
    }
    let text = "Pensé que las piedras iban pegadas.".to_owned();
    tx.record(EntryWritten { entry: ENTRY, tutorial: OPEN, learner: XIMENA, day: day("2026-11-09"), text })?;
    tx.record(GuardianNamed { guardian: MOTHER, child: XIMENA, person: Some(ROSA), name: None })?;
    let answers = Purpose::ALL.iter().map(|purpose| (*purpose, true)).collect();
    tx.record(ConsentAnswered { consent: PAPER, child: XIMENA, school, guardian: MOTHER, day: then, answers })?;
    let (size, digest) = (3, "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed".to_owned());
    tx.record(FileAttached { file: FILE_OF_XIMENA, entry: ENTRY, tutorial: OPEN, learner: XIMENA, kind: FileKind::Picture, size, digest })?;
    relevo::store::queries::files::keep(tx, FILE_OF_XIMENA, b"one", None)?;
    let text = "Le pasé tres piedras.".to_owned();
    tx.record(NoteWritten { note: NOTE, tutorial: OPEN, tutor: MARICRUZ, learner: XIMENA, day: day("2026-11-10"), text })?;
    tx.record(DemonstrationPlanned {
        demonstration: PLANNED,
        tutorial: OPEN,
        learner: XIMENA,
        tutor: MARICRUZ,
        topic: ARCH,
        school,
        day: day("2026-11-27"),
        place: "La cancha techada".to_owned(),
        invited: vec![CHUY],
    })?;
    tx.record(DemonstrationHeld {
        demonstration: HELD,
        learner: MATEO,
        topic: PI,
        school,
        path: Path::Tutorial,
        day: day("2026-11-20"),
        outcome: Outcome::Ready,
        witnesses: vec![BERTA],
        audience: vec![(Audience::Families, 4)],
        recorded_by: ELVIA,
        tutorial: Some(DONE),
        tutor: Some(ELVIA),
    })?;
    let (demonstration, parent, generation) = (Some(HELD), Some(ELVIA_PI), 2);
    let (mastery, person, via) = (MATEO_PI, MATEO, Via::Demonstration);
    tx.record(MasteryGranted {
        mastery,
        person,
        topic: PI,
        via,
        day: day("2026-11-20"),
        parent,
        generation,
        demonstration,
        voucher: None,
        ..founded
    })?;
    // What the fund has: two topics near to one another, and one that both schools have adopted.
    tx.record(TopicTied { tie: TIE, kind: Tie::Near, topic: ARCH, other: MOON, day: then })?;
    // What else a school has.
    tx.record(InterestStated { interest: INTEREST, learner: LUIS, topic: MOON, school, rank: 1, day: then })?;
    tx.record(PairBlocked { block: BLOCK, school, one: MATEO, other: ROSA, day: then })?;
    let (visitors, responsible, agreed_by) = (vec![CELIA], BERTA, BERTA);
    tx.record(VisitAgreed { visit: VISIT, school, day: day("2026-11-25"), visitors, responsible, agreed_by })?;
    tx.record(SchoolYearTurned { year: YEAR, school, day: day("2026-08-24"), moved: vec![], left: vec![] })?;
    let pair = ProposedPair { learner: XIMENA, tutor: MARICRUZ, topic: ARCH, offer: MARICRUZ_OFFERS_ARCH, tutorial: OPEN, by_hand: true };
    let weights = relevo::graph::score::Weights::default().to_string();
    tx.record(PairsProposed { round: ROUND, school, by: ELVIA, day: then, weights, waiting: 2, best: 1, pairs: vec![pair] })?;
    let text = "Falta agua en la escuela.".to_owned();
    tx.record(ConcernRaised { concern: CONCERN, school, reader: ConcernReader::School, day: today })?;
    tx.record(ConcernTold { concern: CONCERN, text, people: vec![] })?;
    Ok(())
}
