//! Signing in, and who may let whom in: every rule with somebody for whom it says no, on every engine that there is.

mod guessing;
mod world;

use relevo::actions::accounts::sign_in::{self, Outcome};
use relevo::actions::accounts::{self, Token, secret::Secret, sessions};
use relevo::domain::fact::{PersonErased, PersonLeft, PersonPlaced, StewardNamed};
use relevo::domain::policy::Caller;
use relevo::domain::refusal::{Problem, Refusal};
use relevo::domain::words::Position;
use relevo::store;
use relevo::store::queries::nodes;

use world::*;

const HOME: &str = "10.0.0.1";
const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;
const WRONG: (&str, Problem) = ("", Problem::WrongCredentials);
const SPENT: (&str, Problem) = ("code", Problem::CodeSpent);

/// Whether a token still opens a door, and whose.
fn holds(world: &World, token: &Token) -> bool {
    let (now, token) = (world.db.now(), token.clone());
    world.db.read_now(move |conn| sessions::caller(conn, &token, now)).expect("a read").is_some()
}

#[test]
fn an_invited_adult_chooses_a_name_and_signs_in() {
    for world in worlds() {
        let head = world.caller(HEAD);
        let code = world.write(move |tx| accounts::invite(tx, &head, TEACHER)).expect("an invitation").text();
        assert_eq!(problem(world.accept("0000-0000-0000", "elvia", PASSWORD)), SPENT);
        assert_eq!(world.accept(&code.to_lowercase(), "Elvia", PASSWORD).expect("an account").person, TEACHER);
        assert_eq!(problem(world.accept(&code, "elvia", PASSWORD)), SPENT, "a code is used once");

        let session = world.sign_in(" ELVIA ", PASSWORD, HOME).expect("in");
        assert_eq!((session.person, session.shared), (TEACHER, false));
        assert!(holds(&world, &session.token));
        assert_eq!(problem(world.sign_in("elvia", "tres tristes tigre", HOME)), WRONG);
        assert_eq!(problem(world.sign_in("nadie", PASSWORD, HOME)), WRONG, "an unknown name gets the same answer");
        assert_eq!(problem(world.sign_in("", "", HOME)), WRONG);

        let code = world.write(|tx| accounts::issue_invitation(tx, OTHER_TEACHER)).expect("an invitation").text();
        assert_eq!(problem(world.accept(&code, "elvia", PASSWORD)), ("handle", Problem::NameTaken));
        assert!(world.accept(&code, "raul", PASSWORD).is_ok(), "a refusal spends nothing");
    }
}

#[test]
fn a_new_invitation_voids_the_old_one_and_resets_the_password() {
    for world in worlds() {
        world.account(TEACHER, "elvia");
        let before = world.sign_in("elvia", PASSWORD, HOME).expect("in");
        let first = world.write(|tx| accounts::issue_invitation(tx, TEACHER)).expect("an invitation").text();
        let second = world.write(|tx| accounts::issue_invitation(tx, TEACHER)).expect("an invitation").text();
        assert_eq!(problem(world.accept(&first, "elvia", "cuatro gatos")), SPENT);
        assert!(holds(&world, &before.token), "an invitation alone changes nothing");
        assert!(world.accept(&second, "elvia", "cuatro gatos").is_ok());
        assert!(!holds(&world, &before.token), "whoever knew the old password is out");
        assert_eq!(problem(world.sign_in("elvia", PASSWORD, HOME)), WRONG);
        assert!(world.sign_in("elvia", "cuatro gatos", HOME).is_ok());

        let late = world.write(|tx| accounts::issue_invitation(tx, TEACHER)).expect("an invitation").text();
        world.pass(7 * DAY);
        assert_eq!(problem(world.accept(&late, "elvia", PASSWORD)), SPENT);
        let corrected = world.write(|tx| accounts::issue_invitation(tx, TEACHER)).expect("an invitation").text();
        let placed = PersonPlaced {
            person: TEACHER,
            node: SCHOOL,
            position: Position::Student,
            minor: true,
            since: "2026-10-01".parse().expect("a day"),
            voucher: None,
        };
        world.write(move |tx| Ok(tx.record(placed)?)).expect("put right");
        assert_eq!(problem(world.accept(&corrected, "elvia", PASSWORD)), SPENT, "she is a minor by now");
        assert_eq!(problem(world.sign_in("elvia", "cuatro gatos", HOME)), WRONG, "a minor has no password");
    }
}

#[test]
fn only_stewards_of_all_her_places_invite_and_nobody_invites_a_child() {
    for world in worlds() {
        // The supervisor leaves a school's other adults to its own steward.
        for (by, whom) in
            [(TEACHER, HEAD), (OTHER_HEAD, TEACHER), (XIMENA, TEACHER), (HEAD, SUPERVISOR), (TEACHER, TEACHER), (SUPERVISOR, TEACHER)]
        {
            let caller = world.caller(by);
            not_found(world.write(move |tx| accounts::invite(tx, &caller, whom)));
        }
        not_found(world.write(|tx| accounts::invite(tx, &Caller::ANONYMOUS, TEACHER)));
        // The only steward of a school has nobody else who could let her in again.
        for (by, whom) in [(HEAD, TEACHER), (SUPERVISOR, HEAD), (SUPERVISOR, SUPERVISOR), (HEAD, HEAD)] {
            let caller = world.caller(by);
            assert!(world.write(move |tx| accounts::invite(tx, &caller, whom)).is_ok());
        }
        // An office elsewhere counts like a place: with her account would come what she administers.
        let since = "2026-11-01".parse().expect("a date");
        world.write(move |tx| Ok(tx.record(StewardNamed { person: TEACHER, node: ZONE, since })?)).expect("named");
        let head = world.caller(HEAD);
        not_found(world.write(move |tx| accounts::invite(tx, &head, TEACHER)));
        let head = world.caller(HEAD);
        assert_eq!(problem(world.write(move |tx| accounts::invite(tx, &head, XIMENA))), ("person", Problem::UnknownChoice));
        assert_eq!(problem(world.write(|tx| accounts::issue_invitation(tx, XIMENA))), ("person", Problem::UnknownChoice));
    }
}

#[test]
fn a_child_signs_in_with_her_pin_while_her_classroom_is_open() {
    for world in worlds() {
        let pin = world.pin(TEACHER, XIMENA).expect("a PIN");
        world.pin(OTHER_TEACHER, LUNA).expect("a PIN");
        let code = world.open(TEACHER, SCHOOL, 50).expect("open");
        let others = world.open(OTHER_TEACHER, OTHER_SCHOOL, 50).expect("open");

        // Mateo has no PIN, and the adults are on no list.
        assert_eq!(world.enter(&code.to_lowercase(), HOME).expect("a list"), ["Ximena"]);
        assert_eq!(world.enter(&others, HOME).expect("a list"), ["Luna"], "no code lists another school");
        let session = world.sign_in_child(&code, XIMENA, &format!(" {pin} "), HOME).expect("in");
        assert_eq!((session.person, session.shared), (XIMENA, true));

        assert_eq!(problem(world.sign_in_child(&code, XIMENA, another(&pin), HOME)), WRONG);
        assert_eq!(problem(world.sign_in_child(&code, MATEO, &pin, HOME)), WRONG, "she has no PIN");
        assert_eq!(problem(world.sign_in_child(&others, XIMENA, &pin, HOME)), WRONG, "that classroom is not hers");
        assert_eq!(problem(world.sign_in_child("BBBBBB", XIMENA, &pin, HOME)), SPENT);

        world.pass(50 * MINUTE);
        assert_eq!(problem(world.sign_in_child(&code, XIMENA, &pin, HOME)), SPENT, "its time is over");
        assert_eq!(problem(world.enter(&code, HOME)), SPENT);
    }
}

#[test]
fn a_classroom_is_its_teachers_to_open_and_close() {
    for world in worlds() {
        for by in [XIMENA, OTHER_TEACHER, SUPERVISOR] {
            not_found(world.open(by, SCHOOL, 50));
        }
        for minutes in [-1, 0, 4, 481, i64::MAX] {
            assert_eq!(problem(world.open(TEACHER, SCHOOL, minutes)), ("minutes", Problem::NotBetween(5, 480)));
        }
        let code = world.open(TEACHER, SCHOOL, 50).expect("open");
        assert_eq!(world.open(HEAD, SCHOOL, 5).expect("open"), code, "a colleague does not shut the group out");
        world.pass(49 * MINUTE);
        assert!(world.enter(&code, HOME).is_ok());

        let (stranger, colleague) = (world.caller(OTHER_TEACHER), world.caller(HEAD));
        not_found(world.write(move |tx| accounts::close_classroom(tx, &stranger, SCHOOL)));
        assert!(world.enter(&code, HOME).is_ok());
        world.write(move |tx| accounts::close_classroom(tx, &colleague, SCHOOL)).expect("closed");
        assert_eq!(problem(world.enter(&code, HOME)), SPENT);
        assert_ne!(world.open(TEACHER, SCHOOL, 50).expect("open"), code);
        assert_eq!(problem(world.enter(&code, HOME)), SPENT, "the old code stays closed");
    }
}

#[test]
fn the_classroom_must_still_be_open_when_the_pin_has_been_hashed() {
    for world in worlds() {
        let pin = world.pin(TEACHER, XIMENA).expect("a PIN");
        let code = world.open(TEACHER, SCHOOL, 5).expect("open");
        let load = |pin: &str| {
            let (now, code, pin) = (world.db.now(), code.clone(), Secret::new(pin));
            world.db.read_now(move |conn| sign_in::load_pin(conn, &code, XIMENA, pin, address(HOME), now)).expect("loaded").verify()
        };
        let (in_time, late, replaced) = (load(&pin), load(&pin), load(&pin));
        let finish = |verified| world.write(|tx| Ok(sign_in::finish(tx, verified)?)).expect("an answer");
        assert!(matches!(finish(in_time), Outcome::SignedIn(_)));
        world.pin(TEACHER, XIMENA).expect("another PIN");
        assert_eq!(finish(replaced), Outcome::Refused(Refusal::whole(Problem::WrongCredentials)), "the PIN is not hers any more");
        world.pass(5 * MINUTE);
        assert_eq!(finish(late), Outcome::Refused(Refusal::at("code", Problem::CodeSpent)));
    }
}

#[test]
fn pins_are_given_by_her_own_teachers_and_to_children_only() {
    for world in worlds() {
        for by in [OTHER_TEACHER, OTHER_HEAD, MATEO, XIMENA, SUPERVISOR] {
            not_found(world.pin(by, XIMENA));
        }
        assert_eq!(problem(world.pin(HEAD, TEACHER)), ("person", Problem::UnknownChoice));
        let pin = world.pin(HEAD, XIMENA).expect("a PIN");
        let code = world.open(TEACHER, SCHOOL, 480).expect("open");
        let session = world.sign_in_child(&code, XIMENA, &pin, HOME).expect("in");
        let next = world.pin(TEACHER, XIMENA).expect("a PIN");
        assert!(!holds(&world, &session.token), "a new PIN ends what the old one opened");

        // Put right as an adult: the row is still there, and no longer opens anything.
        let placed = PersonPlaced {
            person: XIMENA,
            node: SCHOOL,
            position: Position::Student,
            minor: false,
            since: "2026-10-01".parse().expect("a day"),
            voucher: None,
        };
        world.write(move |tx| Ok(tx.record(placed)?)).expect("put right");
        assert_eq!(problem(world.sign_in_child(&code, XIMENA, &next, HOME)), WRONG);
        assert_eq!(world.enter(&code, HOME).expect("a list"), Vec::<String>::new());

        // Gone from the school: the same.
        let pin = world.pin(TEACHER, MATEO).expect("a PIN");
        let left = PersonLeft { person: MATEO, node: SCHOOL, until: "2026-11-01".parse().expect("a date") };
        world.write(move |tx| Ok(tx.record(left)?)).expect("left");
        assert_eq!(problem(world.sign_in_child(&code, MATEO, &pin, HOME)), WRONG);
        assert_eq!(world.enter(&code, HOME).expect("a list"), Vec::<String>::new());
        not_found(world.pin(TEACHER, MATEO));
    }
}

#[test]
fn sessions_slide_and_end() {
    for world in worlds() {
        world.account(TEACHER, "elvia");
        let adult = world.sign_in("elvia", PASSWORD, HOME).expect("in").token;
        let pin = world.pin(TEACHER, XIMENA).expect("a PIN");
        let code = world.open(TEACHER, SCHOOL, 480).expect("open");
        let child = world.sign_in_child(&code, XIMENA, &pin, HOME).expect("in").token;
        let session = |token: &Token| {
            let (now, token) = (world.db.now(), token.clone());
            world.db.read_now(move |conn| sessions::find(conn, &token, now)).expect("a read")
        };
        let touch = |token: &Token| {
            let token = token.clone();
            world.write(move |tx| Ok(accounts::touch(tx, &token)?)).expect("touched");
        };
        world.pass(59);
        assert!(!accounts::needs_touch(&session(&child).expect("a session"), world.db.now()));
        world.pass(1);
        assert!(accounts::needs_touch(&session(&child).expect("a session"), world.db.now()));
        // 59 visits, eight minutes apart, carry her through the day, and no further.
        for _ in 0..59 {
            touch(&child);
            world.pass(8 * MINUTE);
            assert!(holds(&world, &child));
        }
        touch(&child);
        world.pass(7 * MINUTE);
        assert!(!holds(&world, &child), "eight hours end it");
        touch(&child);
        assert!(!holds(&world, &child), "what has ended stays ended");

        assert!(holds(&world, &adult));
        world.pass(29 * DAY);
        touch(&adult);
        world.pass(29 * DAY);
        assert!(holds(&world, &adult));
        world.pass(DAY);
        assert!(!holds(&world, &adult));
    }
}

#[test]
fn a_session_ends_alone_with_all_and_by_idleness() {
    for world in worlds() {
        world.account(TEACHER, "elvia");
        let [one, two, three] = [(); 3].map(|()| world.sign_in("elvia", PASSWORD, HOME).expect("in").token);
        let gone = one.clone();
        world.write(move |tx| Ok(accounts::end_session(tx, &gone)?)).expect("out");
        assert_eq!([&one, &two, &three].map(|token| holds(&world, token)), [false, true, true]);
        world.write(|tx| Ok(accounts::end_all(tx, TEACHER)?)).expect("out");
        assert_eq!([&one, &two, &three].map(|token| holds(&world, token)), [false, false, false]);
        assert!(!holds(&world, &Token::parse(&"7".repeat(52)).expect("a token")));

        let pin = world.pin(TEACHER, XIMENA).expect("a PIN");
        let code = world.open(TEACHER, SCHOOL, 50).expect("open");
        let child = world.sign_in_child(&code, XIMENA, &pin, HOME).expect("in").token;
        world.pass(10 * MINUTE - 1);
        assert!(holds(&world, &child));
        world.pass(1);
        assert!(!holds(&world, &child), "ten idle minutes on a shared machine");
    }
}

#[test]
fn whoever_is_erased_or_has_left_is_nobody() {
    for world in worlds() {
        world.account(TEACHER, "elvia");
        world.account(OTHER_TEACHER, "raul");
        let erased = world.sign_in("elvia", PASSWORD, HOME).expect("in").token;
        let left = world.sign_in("raul", PASSWORD, HOME).expect("in").token;
        let code = world.write(|tx| accounts::issue_invitation(tx, TEACHER)).expect("an invitation").text();
        let classroom = world.open(TEACHER, SCHOOL, 50).expect("open");

        let until = "2026-11-01".parse().expect("a date");
        world.write(move |tx| Ok(tx.record(PersonLeft { person: OTHER_TEACHER, node: OTHER_SCHOOL, until })?)).expect("left");
        assert!(!holds(&world, &left));
        assert_eq!(problem(world.sign_in("raul", PASSWORD, HOME)), WRONG);

        // Nobody signs in as an erased person, even before her credentials are removed.
        world.write(|tx| Ok(tx.record(PersonErased { person: TEACHER })?)).expect("erased");
        assert!(!holds(&world, &erased));
        assert_eq!(problem(world.sign_in("elvia", PASSWORD, HOME)), WRONG);
        assert_eq!(problem(world.accept(&code, "elvia", PASSWORD)), SPENT);
        world.write(|tx| Ok(accounts::forget(tx, TEACHER)?)).expect("forgotten");
        assert_eq!(world.db.read_now(|conn| store::accounts::handle(conn, TEACHER)).expect("a read"), None);
        assert_eq!(problem(world.enter(&classroom, HOME)), SPENT);
        assert_eq!(world.db.read_now(|conn| store::accounts::handle(conn, OTHER_TEACHER)).expect("a read").as_deref(), Some("raul"));
    }
}

#[test]
fn stewards_are_named_by_stewards_and_never_run_out() {
    for world in worlds() {
        let name = |by, node, whom| {
            let caller = world.caller(by);
            world.write(move |tx| accounts::name_steward(tx, &caller, node, whom))
        };
        let end = |by, node, whom| {
            let caller = world.caller(by);
            world.write(move |tx| accounts::end_steward(tx, &caller, node, whom))
        };
        for (by, node, whom) in
            [(TEACHER, SCHOOL, TEACHER), (OTHER_HEAD, SCHOOL, TEACHER), (HEAD, ZONE, HEAD), (HEAD, SCHOOL, OTHER_TEACHER)]
        {
            not_found(name(by, node, whom));
        }
        assert_eq!(problem(name(HEAD, SCHOOL, XIMENA)), ("person", Problem::UnknownChoice));
        assert_eq!(problem(end(HEAD, SCHOOL, HEAD)), ("", Problem::LastSteward));
        for _ in 0..2 {
            name(HEAD, SCHOOL, TEACHER).expect("named, however often");
        }
        assert_eq!(world.caller(TEACHER).known().expect("a member").stewards, [SCHOOL]);
        not_found(end(OTHER_HEAD, SCHOOL, HEAD));
        for _ in 0..2 {
            end(SUPERVISOR, SCHOOL, HEAD).expect("ended, however often");
        }
        assert!(world.caller(HEAD).known().expect("a member").stewards.is_empty());
        not_found(name(HEAD, SCHOOL, HEAD));
        assert_eq!(problem(end(TEACHER, SCHOOL, TEACHER)), ("", Problem::LastSteward));
    }
}

#[test]
fn a_place_knows_what_stands_above_it() {
    for world in worlds() {
        let place = |node| world.db.read_now(move |conn| nodes::place(conn, node)).expect("a read");
        assert_eq!(place(SCHOOL).expect("a place").above, [ZONE]);
        assert_eq!(place(ZONE).expect("a place").above, []);
        assert_eq!(place(relevo::domain::id::NodeId::from_bytes([99; 16])), None);
    }
}
