//! What two places say without knowing of one another: it is taken, kept, and counts once.

use diesel::prelude::*;
use relevo::domain::fact::*;
use relevo::domain::id::{Id, MasteryId, NodeId, OfferId, PersonId, TopicId};
use relevo::domain::moment::Day;
use relevo::domain::words::*;
use relevo::store::queries::{interests, masteries, people, topics};
use relevo::store::rows::MembershipRow;
use relevo::store::schema::{interests as wishes, masteries as mastered, memberships, offers};
use relevo::store::{Conn, Db, Error};

use super::story::day;
use super::{Place, on_both_engines};

fn id<Of>(number: u8) -> Id<Of> {
    Id::from_bytes([number; 16])
}

const SCHOOL: u8 = 1;
const NAYELI: u8 = 2;
const EUSEBIO: u8 = 3;
const WEAVING: u8 = 4;
const CHELA: u8 = 5;

fn record(db: &Db, fact: impl Into<Fact>) {
    let fact = fact.into();
    let kind = fact.kind();
    db.write_now(move |tx| tx.record(fact)).unwrap_or_else(|error| panic!("{kind}: {error}"));
}

fn read<Found: Send + 'static>(db: &Db, query: impl Fn(&mut Conn) -> Result<Found, Error> + Send + 'static) -> Found {
    db.read_now(query).expect("read")
}

fn text(version: i32, title: &str) -> TopicWritten {
    TopicWritten {
        topic: id(WEAVING),
        version,
        author: None,
        day: day("2026-09-02"),
        title: title.to_owned(),
        title_en: None,
        subject: String::new(),
        challenge: String::new(),
        why: String::new(),
        questions: vec![],
        sources: vec![],
        prerequisites: vec![],
    }
}

fn joined(person: u8, position: Position, since: &str) -> PersonJoined {
    let minor = position == Position::Student;
    PersonJoined { person: id(person), node: id(SCHOOL), position, minor, since: day(since), voucher: None }
}

fn granted(mastery: u8, person: u8, on: &str) -> MasteryGranted {
    MasteryGranted {
        mastery: id(mastery),
        person: id(person),
        topic: id(WEAVING),
        school: id(SCHOOL),
        via: Via::Founding,
        day: day(on),
        parent: None,
        generation: 1,
        demonstration: None,
        voucher: Some(id(CHELA)),
    }
}

/// A school, Nayeli who learns, Eusebio who teaches, Chela who directs it, and how one weaves a palm leaf.
fn begin(place: &Place) -> Db {
    let db = place.open();
    let (cct, shift, time_zone, latitude, longitude) = (None, None, None, None, None);
    let (node, name, since) = (id(SCHOOL), "Telesecundaria 12".to_owned(), day("2026-08-31"));
    record(&db, NodeFounded { node, level: Level::School, name, parent: None, since, cct, shift, time_zone, latitude, longitude });
    record(&db, joined(NAYELI, Position::Student, "2026-08-31"));
    record(&db, joined(EUSEBIO, Position::Teacher, "2026-08-31"));
    record(&db, joined(CHELA, Position::Head, "2026-08-31"));
    let (language, licence) = ("es".to_owned(), "CC-BY-SA-4.0".to_owned());
    let (topic, origin, on) = (id(WEAVING), Origin::Own, day("2026-09-01"));
    record(&db, TopicPublished { topic, school: None, author: None, language, origin, licence, day: on, import_key: None });
    record(&db, text(1, "Tejer palma"));
    db
}

#[test]
fn a_wish_that_was_said_twice_is_one_wish() {
    on_both_engines(|place| {
        let db = begin(place);
        let (learner, topic): (PersonId, TopicId) = (id(NAYELI), id(WEAVING));
        let stated =
            |interest: u8| InterestStated { interest: id(interest), learner, topic, school: id(SCHOOL), rank: 1, day: day("2026-09-03") };
        let states =
            |db: &Db| -> Vec<InterestState> { read(db, |conn| Ok(wishes::table.order(wishes::id).select(wishes::state).load(conn)?)) };
        record(&db, stated(10));
        record(&db, stated(11));
        assert_eq!(states(&db), [InterestState::Open, InterestState::Contested]);
        assert_eq!(read(&db, move |conn| interests::of_learner(conn, learner)).len(), 1, "who waits is told once");
        // Whichever is taken back, she no longer waits.
        record(&db, InterestWithdrawn { interest: id(11), day: day("2026-09-04") });
        assert_eq!(states(&db), [InterestState::Withdrawn; 2]);
        // And where a tutorial begins, both are met.
        record(&db, stated(12));
        record(&db, stated(13));
        record(&db, granted(20, NAYELI, "2026-09-05"));
        assert_eq!(states(&db)[2..], [InterestState::Met; 2]);
        place.assert_sound();
    });
}

#[test]
fn two_offers_of_one_mastery_count_as_the_first() {
    on_both_engines(|place| {
        let db = begin(place);
        let (mastery, first): (MasteryId, OfferId) = (id(20), id(30));
        let opened = |offer: u8, capacity: i32| OfferOpened {
            offer: id(offer),
            mastery,
            person: id(EUSEBIO),
            topic: id(WEAVING),
            school: id(SCHOOL),
            capacity,
            day: day("2026-09-03"),
        };
        let states =
            |db: &Db| -> Vec<OfferState> { read(db, |conn| Ok(offers::table.order(offers::id).select(offers::state).load(conn)?)) };
        let counts = |db: &Db| read(db, move |conn| masteries::offer_of(conn, mastery)).map(|row| (row.id, row.capacity));
        record(&db, granted(20, EUSEBIO, "2026-09-02"));
        record(&db, opened(30, 2));
        record(&db, opened(31, 9));
        assert_eq!(states(&db), [OfferState::Open, OfferState::Contested]);
        assert_eq!(counts(&db), Some((first, 2)));
        // What is said of the one that does not count changes nothing.
        record(&db, OfferChanged { offer: id(31), capacity: 7, state: OfferState::Open, day: day("2026-09-04") });
        assert_eq!(states(&db), [OfferState::Open, OfferState::Contested]);
        record(&db, OfferChanged { offer: id(30), capacity: 2, state: OfferState::Withdrawn, day: day("2026-09-05") });
        assert_eq!(states(&db), [OfferState::Withdrawn; 2]);
        assert_eq!(counts(&db), None);
        record(&db, opened(32, 3));
        assert_eq!(states(&db)[2], OfferState::Open);
        place.assert_sound();
    });
}

#[test]
fn a_mastery_that_clashed_counts_once_the_other_is_withdrawn() {
    on_both_engines(|place| {
        let db = begin(place);
        let contested = |db: &Db| -> Vec<(bool, Option<Day>)> {
            read(db, |conn| Ok(mastered::table.order(mastered::id).select((mastered::contested, mastered::withdrawn)).load(conn)?))
        };
        for (mastery, on) in [(20, "2026-09-02"), (21, "2026-09-03"), (22, "2026-09-01")] {
            record(&db, granted(mastery, EUSEBIO, on));
        }
        assert_eq!(contested(&db), [(false, None), (true, None), (true, None)]);
        let opened = OfferOpened {
            offer: id(30),
            mastery: id(22),
            person: id(EUSEBIO),
            topic: id(WEAVING),
            school: id(SCHOOL),
            capacity: 2,
            day: day("2026-09-04"),
        };
        record(&db, opened);
        let offer = |db: &Db| read(db, |conn| masteries::offer(conn, id(30))).map(|row| row.state);
        assert_eq!(offer(&db), Some(OfferState::Contested), "what may not count offers nothing");
        // That a contested one is withdrawn frees nothing.
        record(&db, MasteryWithdrawn { mastery: id(21), day: day("2026-09-05") });
        assert_eq!(contested(&db), [(false, None), (true, Some(day("2026-09-05"))), (true, None)]);
        record(&db, MasteryWithdrawn { mastery: id(20), day: day("2026-09-06") });
        assert_eq!(contested(&db)[2], (false, None), "it stands alone now");
        assert_eq!(offer(&db), Some(OfferState::Open));
        place.assert_sound();
    });
}

#[test]
fn whoever_was_entered_twice_belongs_once() {
    on_both_engines(|place| {
        let db = begin(place);
        let eusebio: PersonId = id(EUSEBIO);
        let rows = move |db: &Db| -> Vec<(Day, Option<Day>, Position)> {
            read(db, move |conn| {
                let hers = memberships::table.filter(memberships::person.eq(eusebio));
                let rows: Vec<MembershipRow> = hers.order((memberships::since, memberships::position)).load(conn)?;
                Ok(rows.into_iter().map(|row| (row.since, row.until, row.position)).collect())
            })
        };
        // Later, as something else; earlier, as something else; and the very same.
        record(&db, joined(EUSEBIO, Position::Head, "2026-09-07"));
        record(&db, joined(EUSEBIO, Position::Community, "2026-08-01"));
        record(&db, joined(EUSEBIO, Position::Head, "2026-09-07"));
        let (first, began, later) = (day("2026-08-01"), day("2026-08-31"), day("2026-09-07"));
        assert_eq!(
            rows(&db),
            [(first, Some(later), Position::Community), (began, Some(later), Position::Teacher), (later, None, Position::Head)]
        );
        let node: NodeId = id(SCHOOL);
        assert!(read(&db, move |conn| people::belongs_to(conn, id(EUSEBIO), node)));
        place.assert_sound();
    });
}

#[test]
fn two_texts_of_one_number_are_both_kept() {
    on_both_engines(|place| {
        let db = begin(place);
        record(&db, text(2, "Tejer palma en diagonal"));
        record(&db, text(2, "Tejer palma en espiral"));
        let titles = read(&db, |conn| topics::versions(conn, id(WEAVING)));
        let titles: Vec<(i32, &str)> = titles.iter().map(|row| (row.version, row.title.as_str())).collect();
        assert_eq!(titles, [(3, "Tejer palma en espiral"), (2, "Tejer palma en diagonal"), (1, "Tejer palma")]);
        let now = read(&db, |conn| topics::by_id(conn, id(WEAVING))).expect("the topic");
        assert_eq!(now.title, "Tejer palma en espiral");
        place.assert_sound();
    });
}

#[test]
fn a_day_that_is_set_right_hangs_nothing_under_what_was_withdrawn() {
    on_both_engines(|place| {
        let db = begin(place);
        // Eusebio's first mastery was a mistake and taken back; he has another since.
        record(&db, granted(20, EUSEBIO, "2026-09-02"));
        record(&db, MasteryWithdrawn { mastery: id(20), day: day("2026-09-10") });
        record(&db, granted(21, EUSEBIO, "2026-09-20"));
        let (learner, topic, school) = (id(NAYELI), id(WEAVING), id(SCHOOL));
        let held = DemonstrationHeld {
            demonstration: id(40),
            tutorial: None,
            learner,
            tutor: Some(id(EUSEBIO)),
            topic,
            school,
            path: Path::SelfStudy,
            day: day("2026-10-01"),
            outcome: Outcome::Ready,
            witnesses: vec![],
            audience: vec![(Audience::Families, 3)],
            recorded_by: id(CHELA),
        };
        record(&db, held);
        let (person, via, on, parent) = (learner, Via::SelfStudy, day("2026-10-01"), Some(id(21)));
        let (mastery, demonstration, voucher) = (id(22), Some(id(40)), None);
        record(&db, MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation: 2, demonstration, voucher });
        let hers = |db: &Db| read(db, |conn| masteries::by_id(conn, id(22))).map(|row| (row.parent, row.generation, row.day));
        let set_right = |on: &str| DemonstrationCorrected {
            demonstration: id(40),
            day: day(on),
            outcome: Outcome::Ready,
            witnesses: vec![],
            audience: vec![(Audience::Families, 3)],
        };
        record(&db, set_right("2026-09-15"));
        assert_eq!(hers(&db), Some((None, 1, day("2026-09-15"))), "on that day he had none");
        record(&db, set_right("2026-09-05"));
        assert_eq!(hers(&db), Some((Some(id(20)), 2, day("2026-09-05"))), "on that one he had his first");
        record(&db, set_right("2026-09-25"));
        assert_eq!(hers(&db).map(|(parent, ..)| parent), Some(Some(id(21))), "and then his second");
        place.assert_sound();
    });
}
