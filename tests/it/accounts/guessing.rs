//! Guessing: how often, from where, and what the time taken tells.

use relevo::actions::accounts::secret::Secret;
use relevo::actions::accounts::sign_in::{self, Outcome};
use relevo::domain::refusal::{Problem, Refusal};

use super::world::*;
use super::{HOME, MINUTE, SPENT, WRONG};

#[test]
fn five_failures_make_an_account_wait_wherever_they_come_from_and_no_other() {
    for world in worlds() {
        world.account(TEACHER, "elvia");
        world.account(HEAD, "tomas");
        for handle in ["elvia", "nadie"] {
            for number in 1..=5 {
                assert_eq!(problem(world.sign_in(handle, "otra cosa", &format!("10.0.1.{number}"))), WRONG);
            }
            let wait = ("", Problem::TooManyTries(1));
            assert_eq!(problem(world.sign_in(handle, PASSWORD, "10.0.1.6")), wait, "whether {handle} exists is not told");
        }
        assert!(world.sign_in("tomas", PASSWORD, "10.0.1.1").is_ok(), "others are not held up");
        world.pass(MINUTE);
        assert_eq!(problem(world.sign_in("elvia", "otra cosa", HOME)), WRONG);
        assert_eq!(problem(world.sign_in("elvia", PASSWORD, HOME)), ("", Problem::TooManyTries(2)));
        world.pass(2 * MINUTE);
        assert!(world.sign_in("elvia", PASSWORD, HOME).is_ok());
        for _ in 0..4 {
            assert_eq!(problem(world.sign_in("elvia", "otra cosa", HOME)), WRONG);
        }
        assert!(world.sign_in("elvia", PASSWORD, HOME).is_ok(), "a success forgets");
        for _ in 0..4 {
            assert_eq!(problem(world.sign_in("elvia", "otra cosa", HOME)), WRONG);
        }
        world.pass(15 * MINUTE);
        assert_eq!(problem(world.sign_in("elvia", "otra cosa", HOME)), WRONG);
        assert_eq!(problem(world.sign_in("elvia", PASSWORD, HOME)), ("", Problem::TooManyTries(1)), "who waits begins no new count");
        world.pass(8 * 60 * MINUTE);
        assert_eq!(problem(world.sign_in("elvia", "otra cosa", HOME)), WRONG);
        assert!(world.sign_in("elvia", PASSWORD, HOME).is_ok(), "a quiet school day forgets");
    }
}

#[test]
fn tries_at_once_are_worth_no_more_than_one_after_another() {
    for world in worlds() {
        let pin = world.pin(TEACHER, XIMENA).expect("a PIN");
        let code = world.open(TEACHER, SCHOOL, 50).expect("open");
        let load = |pin: &str| {
            let (now, code, pin) = (world.db.now(), code.clone(), Secret::new(pin));
            world.db.read_now(move |conn| sign_in::load_pin(conn, &code, XIMENA, pin, address(HOME), now)).expect("loaded").verify()
        };
        let wrong: Vec<_> = (0..5).map(|_| load(another(&pin))).collect();
        let right = load(&pin);
        for verified in wrong {
            let outcome = world.write(|tx| Ok(sign_in::finish(tx, verified)?)).expect("an answer");
            assert_eq!(outcome, Outcome::Refused(Refusal::whole(Problem::WrongCredentials)));
        }
        let outcome = world.write(|tx| Ok(sign_in::finish(tx, right)?)).expect("an answer");
        assert_eq!(outcome, Outcome::Refused(Refusal::whole(Problem::TooManyTries(1))), "the right one among them is not told");
    }
}

#[test]
fn an_address_may_fail_thirty_times_in_a_quarter_of_an_hour() {
    for world in worlds() {
        world.account(TEACHER, "elvia");
        let code = world.open(TEACHER, SCHOOL, 480).expect("open");
        for _ in 0..29 {
            assert_eq!(problem(world.enter("BBBBBB", HOME)), SPENT);
        }
        assert!(world.sign_in("elvia", PASSWORD, HOME).is_ok());
        let guess = world.sign_in_child("BBBBBB", XIMENA, "4071", HOME);
        assert_eq!(problem(guess), SPENT, "a success does not forget an address, and a code beside a PIN is a guess too");
        let wait = ("", Problem::TooManyTries(15));
        assert_eq!(problem(world.enter(&code, HOME)), wait);
        assert_eq!(problem(world.sign_in("elvia", PASSWORD, HOME)), wait);
        assert!(world.enter(&code, "10.0.0.2").is_ok(), "another address is not held up");
        world.pass(15 * MINUTE);
        assert!(world.enter(&code, HOME).is_ok());
    }
}
