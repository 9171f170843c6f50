//! A small but complete history, told with named people: every kind of fact happens in it at least once.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::moment::Day;
use relevo::domain::words::*;
use relevo::store::queries::files;
use relevo::store::{Db, Error, Tx};
use sha2::{Digest, Sha256};

/// Ximena's name and words. Nothing of it may be left once she is erased.
pub const HERS: [&str; 5] = ["Ximena Quetzalli", "porque mi abuela teje", "me atoré con los tercios", "bajo el tejocote", "rehilete"];
/// Words of others, which stay.
pub const THEIRS: [&str; 3] = ["Mateo Axayácatl", "Elvia", "el agua de la presa"];

/// Who and what the story is about.
pub struct Story {
    pub school: NodeId,
    pub zone: NodeId,
    pub ximena: PersonId,
    pub mateo: PersonId,
    pub elvia: PersonId,
    pub fractions: TopicId,
    pub elvias: MasteryId,
    pub ximenas: MasteryId,
    pub ximenas_tutorial: TutorialId,
    pub ximenas_demonstration: DemonstrationId,
    pub mateos_entry: EntryId,
}

pub fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

/// Tells the story, in one transaction.
pub fn tell(db: &Db) -> Story {
    db.write_now(told).expect("the story is told")
}

fn join(tx: &mut Tx<'_>, node: NodeId, position: Position, name: Option<&str>) -> Result<PersonId, Error> {
    let (person, minor) = (tx.new_id(), position == Position::Student);
    let since = day("2026-08-31");
    tx.record(PersonJoined { person, node, position, minor, since, voucher: None })?;
    if let Some(name) = name {
        let (grade, group) = (minor.then_some(3), minor.then(|| "3-Colibrí".to_owned()));
        tx.record(PersonNamed { person, name: name.to_owned(), grade, group, language: None })?;
    }
    Ok(person)
}

fn told(tx: &mut Tx<'_>) -> Result<Story, Error> {
    let (school, zone, state) = places(tx)?;
    let elvia = join(tx, school, Position::Teacher, Some("Elvia"))?;
    tx.set_actor(Some(elvia));
    let ximena = join(tx, school, Position::Student, Some("Ximena Quetzalli"))?;
    let mateo = join(tx, school, Position::Student, Some("Mateo Axayácatl"))?;
    let coach = join(tx, zone, Position::Coach, None)?;
    care(tx, school, state, [ximena, mateo, elvia, coach])?;

    let fractions = topic(tx, school, elvia, "Tercios y quintos", &[])?;
    let water = topic(tx, school, elvia, "El agua", &[fractions])?;
    // What is said of topics among each other, and taken back.
    let (one, same) = (topic(tx, school, elvia, "Las nubes", &[])?, topic(tx, school, elvia, "De qué son las nubes", &[])?);
    let (tie, mistaken) = (tx.new_id(), tx.new_id());
    tx.record(TopicTied { tie, kind: Tie::Same, topic: one, other: same, day: day("2026-08-26") })?;
    tx.record(TopicTied { tie: mistaken, kind: Tie::Near, topic: one, other: water, day: day("2026-08-26") })?;
    tx.record(TieWithdrawn { tie: mistaken, day: day("2026-08-27") })?;
    tx.record(TopicAdopted { school, topic: one, day: day("2026-08-26") })?;
    tx.record(TopicAdopted { school, topic: same, day: day("2026-08-26") })?;
    tx.record(AdoptionEnded { school, topic: same, day: day("2026-08-27") })?;
    let elvias = founding(tx, elvia, fractions, school, coach)?;
    let coachs = founding(tx, coach, water, school, elvia)?;
    let (offer, other_offer) = (tx.new_id(), tx.new_id());
    tx.record(OfferOpened { offer, mastery: elvias, person: elvia, topic: fractions, school, capacity: 2, day: day("2026-09-03") })?;
    tx.record(OfferChanged { offer, capacity: 3, state: OfferState::Open, day: day("2026-09-04") })?;
    // The topic is gone for a day: its offer closes with it, and is open again.
    tx.record(OfferRested { offer, day: day("2026-09-04") })?;
    tx.record(OfferChanged { offer, capacity: 3, state: OfferState::Open, day: day("2026-09-04") })?;
    // Its owner had left by mistake: the same.
    tx.record(OfferLeft { offer, day: day("2026-09-04") })?;
    tx.record(OfferChanged { offer, capacity: 3, state: OfferState::Open, day: day("2026-09-04") })?;
    tx.record(OfferOpened {
        offer: other_offer,
        mastery: coachs,
        person: coach,
        topic: water,
        school,
        capacity: 1,
        day: day("2026-09-03"),
    })?;

    let ximenas_tutorial = tutorial(tx, (ximena, elvia, fractions, school), Some(offer), "porque mi abuela teje")?;
    let (entry, second, note) = (tx.new_id(), tx.new_id(), tx.new_id());
    let on = day("2026-09-10");
    let words = "me atoré con los tercios";
    tx.record(EntryWritten { entry, tutorial: ximenas_tutorial, learner: ximena, day: on, text: words.to_owned() })?;
    tx.record(EntrySetRight { entry, learner: ximena, by: elvia, text: format!("{words}, como dice el cuaderno") })?;
    tx.record(EntryCorrected { entry, learner: ximena, text: format!("{words}, y salí con un dibujo") })?;
    tx.record(EntryWritten { entry: second, tutorial: ximenas_tutorial, learner: ximena, day: on, text: "un rehilete".to_owned() })?;
    tx.record(EntryWithdrawn { entry: second })?;
    for (number, kind) in [FileKind::Picture, FileKind::Document].into_iter().enumerate() {
        let (file, bytes) = (tx.new_id(), format!("un rehilete, {number}").into_bytes());
        let digest = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let (tutorial, learner, size) = (ximenas_tutorial, ximena, i64::try_from(bytes.len()).expect("few"));
        tx.record(FileAttached { file, entry, tutorial, learner, kind, size, digest })?;
        files::keep(tx, file, &bytes, None)?;
        if kind == FileKind::Document {
            tx.record(FileRemoved { file })?;
        }
    }
    papers(tx, school, ximena, mateo, elvia)?;
    tx.record(NoteWritten {
        note,
        tutorial: ximenas_tutorial,
        tutor: elvia,
        learner: ximena,
        day: on,
        text: "Dibuja un rehilete.".to_owned(),
    })?;
    let pair = ProposedPair { learner: ximena, tutor: elvia, topic: fractions, offer, tutorial: ximenas_tutorial, by_hand: false };
    let (round, weights) = (tx.new_id(), relevo::graph::score::Weights::default().to_string());
    tx.record(PairsProposed { round, school, by: elvia, day: day("2026-09-05"), weights, waiting: 3, best: 1, pairs: vec![pair] })?;
    let (ximenas_demonstration, ximenas) = promotion(tx, ximenas_tutorial, (ximena, elvia, fractions, school), elvias, mateo)?;

    let mateos_tutorial = tutorial(tx, (mateo, ximena, fractions, school), None, "el agua de la presa")?;
    let mateos_entry = tx.new_id();
    let text = "me atoré en el agua de la presa".to_owned();
    tx.record(EntryWritten { entry: mateos_entry, tutorial: mateos_tutorial, learner: mateo, day: day("2026-10-08"), text })?;
    endings(tx, (mateo, elvia, water, school), coachs)?;
    Ok(Story { school, zone, ximena, mateo, elvia, fractions, elvias, ximenas, ximenas_tutorial, ximenas_demonstration, mateos_entry })
}

/// What families were told, and what they said. Ximena's mother has her name; Mateo's is the teacher.
fn papers(tx: &mut Tx<'_>, school: NodeId, ximena: PersonId, mateo: PersonId, elvia: PersonId) -> Result<(), Error> {
    let on = day("2026-09-02");
    for (child, person, name) in [(ximena, None, Some(HERS[0].to_owned())), (mateo, Some(elvia), None)] {
        let (guardian, consent, mistaken) = (tx.new_id(), tx.new_id(), tx.new_id());
        tx.record(NoticeGiven { child, school, day: on })?;
        tx.record(NoticeGiven { child, school, day: day("2026-09-01") })?;
        tx.record(GuardianNamed { guardian, child, person, name })?;
        tx.record(ConsentAnswered {
            consent,
            child,
            school,
            guardian,
            day: on,
            answers: vec![(Purpose::Photos, true), (Purpose::Card, false)],
        })?;
        tx.record(ConsentAnswered { consent: mistaken, child, school, guardian, day: on, answers: vec![(Purpose::Poster, true)] })?;
        tx.record(ConsentWithdrawn { consent: mistaken, day: day("2026-09-03") })?;
    }
    Ok(())
}

fn places(tx: &mut Tx<'_>) -> Result<(NodeId, NodeId, NodeId), Error> {
    let since = day("2026-08-01");
    let found = |tx: &mut Tx<'_>, level, name: &str, parent| {
        let node = tx.new_id();
        // A school has a place, whose digits do not come back from JSON unless every one is kept.
        let place = (level == Level::School).then_some((16.923_728_347_982_347, -96.765_432_109_876_54));
        let cct = (level == Level::School).then(|| "20DTV0002T".to_owned());
        let (latitude, longitude) = place.unzip();
        let name = name.to_owned();
        let fact = NodeFounded { node, level, name, parent, since, cct, shift: None, time_zone: None, latitude, longitude };
        tx.record(fact).map(|_| node)
    };
    let state = found(tx, Level::State, "Oaxaca", None)?;
    let old_zone = found(tx, Level::Zone, "Zona 7", Some(state))?;
    let zone = found(tx, Level::Zone, "Zona 8", Some(state))?;
    let school = found(tx, Level::School, "Telesecundaria Juan Rulfo", Some(old_zone))?;
    tx.record(NodeRenamed { node: school, name: "Telesecundaria Elena Garro".to_owned() })?;
    tx.record(NodeMoved { node: school, parent: zone, since: day("2026-08-20") })?;
    let name = "Zona 8".to_owned();
    tx.record(NodeCorrected { node: zone, name, cct: None, time_zone: None, latitude: Some(16.9), longitude: Some(-96.7) })?;
    tx.record(NodeClosed { node: old_zone, since: day("2026-08-21") })?;
    tx.record(NodeReopened { node: old_zone })?;
    tx.record(ShiftStated { node: school, shift: "vespertino".to_owned() })?;
    tx.record(LevelsChosen { node: state, preset: Preset::Conafe })?;
    tx.record(NodeMerged { node: old_zone, into: zone, day: day("2026-08-22") })?;
    Ok((school, zone, state))
}

fn care(tx: &mut Tx<'_>, school: NodeId, state: NodeId, [ximena, mateo, elvia, coach]: [PersonId; 4]) -> Result<(), Error> {
    let on = day("2026-09-01");
    tx.record(StewardNamed { person: elvia, node: school, since: on })?;
    tx.record(StewardNamed { person: coach, node: state, since: on })?;
    tx.record(StewardEnded { person: coach, node: state, until: on })?;
    tx.record(PersonPlaced { person: mateo, node: school, position: Position::Student, minor: true, since: on, voucher: None })?;
    let passing = join(tx, school, Position::Community, None)?;
    tx.record(PersonLeft { person: passing, node: school, until: on })?;
    tx.record(LeavingWithdrawn { person: passing, node: school })?;
    tx.record(PersonLeft { person: passing, node: school, until: day("2026-09-30") })?;
    // He was entered anew when he came by again.
    let again = join(tx, school, Position::Community, None)?;
    tx.record(PersonMerged { person: again, into: passing, day: day("2026-10-01") })?;
    let (block, lifted) = (tx.new_id(), tx.new_id());
    tx.record(PairBlocked { block, school, one: ximena, other: passing, day: on })?;
    tx.record(PairBlocked { block: lifted, school, one: mateo, other: passing, day: on })?;
    tx.record(PairUnblocked { block: lifted, one: mateo, other: passing })?;
    let (visit, given_up) = (tx.new_id(), tx.new_id());
    tx.record(VisitAgreed { visit, school, day: day("2026-09-15"), visitors: vec![coach], responsible: elvia, agreed_by: elvia })?;
    tx.record(VisitAgreed { visit: given_up, school, day: on, visitors: vec![coach], responsible: elvia, agreed_by: elvia })?;
    tx.record(VisitorAsked { visit, person: coach })?;
    tx.record(VisitorAnswered { visit, person: coach, day: on })?;
    tx.record(VisitorAsked { visit: given_up, person: coach })?;
    tx.record(VisitCorrected { visit: given_up, day: day("2026-09-16"), visitors: vec![coach], responsible: elvia })?;
    tx.record(VisitWithdrawn { visit: given_up })?;
    let (year, mistaken) = (tx.new_id(), tx.new_id());
    tx.record(SchoolYearTurned { year: mistaken, school, day: on, moved: vec![ximena], left: vec![mateo] })?;
    tx.record(SchoolYearWithdrawn { year: mistaken, day: on })?;
    tx.record(SchoolYearTurned { year, school, day: on, moved: vec![mateo, ximena], left: vec![passing] })?;
    moves(tx, school, mateo)?;
    let concern = tx.new_id();
    let text = "Ximena Quetzalli perdió su rehilete".to_owned();
    tx.record(ConcernRaised { concern, school, reader: ConcernReader::School, day: on })?;
    tx.record(ConcernTold { concern, text, people: vec![ximena, mateo] })?;
    tx.record(ConcernNamed { concern, about: ximena })?;
    tx.record(ConcernSigned { concern, by: mateo })?;
    tx.record(ConcernAnswered { concern, by: elvia, day: on })?;
    Ok(())
}

/// Mateo would have gone to another school; then he did, by mistake.
fn moves(tx: &mut Tx<'_>, school: NodeId, mateo: PersonId) -> Result<(), Error> {
    let (on, receiver, shift, name) = (day("2026-09-02"), tx.new_id(), None, "Telesecundaria Josefa Ortiz".to_owned());
    let (level, parent, cct, time_zone) = (Level::School, None, None, None);
    tx.record(NodeFounded { node: receiver, level, name, parent, since: on, cct, shift, time_zone, latitude: None, longitude: None })?;
    let (given_up, movement) = (tx.new_id(), tx.new_id());
    tx.record(MoveOffered { movement: given_up, person: mateo, school, receiver, day: on })?;
    tx.record(MoveClosed { movement: given_up, day: on })?;
    tx.record(MoveOffered { movement, person: mateo, school, receiver, day: on })?;
    tx.record(MoveMade { movement, day: on })?;
    tx.record(PersonLeft { person: mateo, node: school, until: on })?;
    let (position, since) = (Position::Student, on);
    tx.record(PersonJoined { person: mateo, node: receiver, position, minor: true, since, voucher: None })?;
    tx.record(PersonLeft { person: mateo, node: receiver, until: on })?;
    tx.record(LeavingWithdrawn { person: mateo, node: school })?;
    tx.record(MoveUndone { movement, day: on })?;
    Ok(())
}

fn topic(tx: &mut Tx<'_>, school: NodeId, author: PersonId, title: &str, before: &[TopicId]) -> Result<TopicId, Error> {
    let (topic, on) = (tx.new_id(), day("2026-09-01"));
    let (language, licence) = ("es".to_owned(), "CC-BY-SA-4.0".to_owned());
    let (school, author) = (Some(school), Some(author));
    tx.record(TopicPublished { topic, school, author, language, origin: Origin::Own, licence, day: on, import_key: None })?;
    tx.record(TopicWritten {
        topic,
        version: 1,
        author,
        day: on,
        title: title.to_owned(),
        subject: "Matemáticas".to_owned(),
        challenge: "¿Cuál es mayor?".to_owned(),
        why: "Se reparte todos los días.".to_owned(),
        questions: vec!["¿Cómo lo sabes?".to_owned()],
        sources: vec![],
        prerequisites: before.to_vec(),
        title_en: None,
    })?;
    tx.record(TopicCorrected { topic, language: "es".to_owned(), origin: Origin::Community, licence: "CC-BY-4.0".to_owned() })?;
    // Taken out by mistake, the topic and its only text, and put back.
    tx.record(TopicWithdrawn { topic, day: on })?;
    tx.record(TopicRestored { topic })?;
    tx.record(VersionWithdrawn { topic, version: 1, day: on })?;
    tx.record(VersionRestored { topic, version: 1 })?;
    Ok(topic)
}

fn founding(tx: &mut Tx<'_>, person: PersonId, topic: TopicId, school: NodeId, voucher: PersonId) -> Result<MasteryId, Error> {
    let (mastery, on) = (tx.new_id(), day("2026-09-02"));
    let (parent, demonstration) = (None, None);
    let fact = MasteryGranted {
        mastery,
        person,
        topic,
        school,
        via: Via::Founding,
        day: on,
        parent,
        generation: 1,
        demonstration,
        voucher: Some(voucher),
    };
    tx.record(fact)?;
    tx.record(MasteryVouched { mastery, person, voucher, reason: "Lo enseñó en un taller.".to_owned() })?;
    Ok(mastery)
}

/// Learner, tutor, topic and school.
type Pair = (PersonId, PersonId, TopicId, NodeId);

fn tutorial(tx: &mut Tx<'_>, pair: Pair, offer: Option<OfferId>, why: &str) -> Result<TutorialId, Error> {
    let (learner, tutor, topic, school) = pair;
    let (interest, tutorial, on) = (tx.new_id(), tx.new_id(), day("2026-09-08"));
    tx.record(InterestStated { interest, learner, topic, school, rank: 2, day: on })?;
    tx.record(InterestExplained { interest, learner, why: why.to_owned() })?;
    tx.record(InterestRanked { interest, rank: 1 })?;
    tx.record(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: learner, day: on, offer, visit: None })?;
    tx.record(TutorialAccepted { tutorial, person: learner, day: on })?;
    tx.record(TutorialAgreed { tutorial, day: on, how: Agreement::Aloud })?;
    Ok(tutorial)
}

fn promotion(
    tx: &mut Tx<'_>,
    tutorial: TutorialId,
    pair: Pair,
    parent: MasteryId,
    witness: PersonId,
) -> Result<(DemonstrationId, MasteryId), Error> {
    let (learner, tutor, topic, school) = pair;
    let (demonstration, mastery) = (tx.new_id(), tx.new_id());
    let (rehearsed, on) = (day("2026-09-28"), day("2026-10-02"));
    tx.record(RehearsalAsked { tutorial, day: rehearsed })?;
    tx.record(RehearsalWithdrawn { tutorial })?;
    tx.record(RehearsalAsked { tutorial, day: rehearsed })?;
    tx.record(RehearsalHeld { tutorial, day: rehearsed })?;
    let (place, invited) = ("bajo el tejocote".to_owned(), vec![witness]);
    tx.record(DemonstrationPlanned { demonstration, tutorial, learner, tutor, topic, school, day: rehearsed, place, invited })?;
    let (witnesses, audience) = (vec![witness], vec![(Audience::Families, 4)]);
    tx.record(DemonstrationHeld {
        demonstration,
        learner,
        topic,
        school,
        path: Path::Tutorial,
        day: rehearsed,
        outcome: Outcome::Ready,
        witnesses: witnesses.clone(),
        audience: audience.clone(),
        recorded_by: tutor,
        tutorial: Some(tutorial),
        tutor: Some(tutor),
    })?;
    tx.record(DemonstrationTold {
        demonstration,
        learner,
        tutor: Some(tutor),
        place: "bajo el tejocote".to_owned(),
        shown: "Un rehilete en quintos.".to_owned(),
        asked: "¿Y si son séptimos?".to_owned(),
        reason: String::new(),
    })?;
    tx.record(DemonstrationCorrected { demonstration, day: on, outcome: Outcome::Ready, witnesses, audience })?;
    let (via, parent, voucher) = (Via::Demonstration, Some(parent), None);
    let demonstrated = Some(demonstration);
    let generation = 2;
    tx.record(MasteryGranted {
        mastery,
        person: learner,
        topic,
        school,
        via,
        day: on,
        parent,
        generation,
        demonstration: demonstrated,
        voucher,
    })?;
    Ok((demonstration, mastery))
}

/// Everything that can end without a promotion.
fn endings(tx: &mut Tx<'_>, pair: Pair, coachs: MasteryId) -> Result<(), Error> {
    let (learner, tutor, topic, school) = pair;
    let on = day("2026-11-02");
    let interest = tx.new_id();
    tx.record(InterestStated { interest, learner, topic, school, rank: 1, day: on })?;
    tx.record(InterestWithdrawn { interest, day: on })?;
    tx.record(InterestReopened { interest, day: on })?;
    let propose = |tx: &mut Tx<'_>| {
        let tutorial = tx.new_id();
        let fact = TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by: tutor, day: on, offer: None, visit: None };
        tx.record(fact).map(|_| tutorial)
    };
    let declined = propose(tx)?;
    tx.record(TutorialDeclined { tutorial: declined, day: on })?;
    let mistaken = propose(tx)?;
    tx.record(TutorialAgreed { tutorial: mistaken, day: on, how: Agreement::Paper })?;
    tx.record(TutorialWithdrawn { tutorial: mistaken, day: on })?;
    let stopped = propose(tx)?;
    tx.record(TutorialAgreed { tutorial: stopped, day: on, how: Agreement::Here })?;
    let (note, plan, held) = (tx.new_id(), tx.new_id(), tx.new_id());
    let text = "Hablar de el agua de la presa.".to_owned();
    tx.record(NoteWritten { note, tutorial: stopped, tutor, learner, day: on, text })?;
    tx.record(NoteWithdrawn { note })?;
    let (place, invited) = ("salón".to_owned(), vec![]);
    tx.record(DemonstrationPlanned { demonstration: plan, tutorial: stopped, learner, tutor, topic, school, day: on, place, invited })?;
    tx.record(DemonstrationCancelled { demonstration: plan })?;
    tx.record(DemonstrationHeld {
        demonstration: held,
        learner,
        topic,
        school,
        path: Path::Tutorial,
        day: on,
        outcome: Outcome::NotYet,
        witnesses: vec![],
        audience: vec![(Audience::Students, 12)],
        recorded_by: tutor,
        tutorial: Some(stopped),
        tutor: Some(tutor),
    })?;
    tx.record(DemonstrationWithdrawn { demonstration: held, day: on })?;
    tx.record(TutorialStopped { tutorial: stopped, day: on })?;
    tx.record(TutorialStopExplained { tutorial: stopped, learner, tutor, reason: "Fue otro quien se fue.".to_owned() })?;
    tx.record(TutorialResumed { tutorial: stopped })?;
    tx.record(TutorialStopped { tutorial: stopped, day: on })?;
    tx.record(TutorialStopExplained { tutorial: stopped, learner, tutor, reason: "Se cambió de turno.".to_owned() })?;
    tx.record(MasteryWithdrawn { mastery: coachs, day: on })?;
    tx.record(MasteryRestored { mastery: coachs, day: on })?;
    tx.record(MasteryWithdrawn { mastery: coachs, day: on })?;
    let leaver = join(tx, school, Position::Family, Some("Nadie"))?;
    tx.record(PersonErased { person: leaver })?;
    Ok(())
}
