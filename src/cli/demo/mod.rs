//! `relevo demo`: an invented network to look around in, and to try everything on.
//!
//! Three years of practice in eight small schools, lived through the same actions that people use, the same every time from one seed. The
//! people, places and sentences are ours and invented.

pub mod cast;
pub mod dice;
pub mod history;
mod papers;
pub mod words;

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use chrono::Datelike as _;

use crate::domain::moment::{DEFAULT_ZONE, Day, Moment};
use crate::store::{Address, Db, Options};
use cast::Cast;
use dice::Dice;
use words::Words;

/// From what everything follows.
pub const SEED: u64 = 2004;

/// How many weeks of history.
const WEEKS: u64 = 156;

/// Creates the network in an empty database.
///
/// # Errors
/// The database refuses, or an action that should have been possible was not.
pub fn create(address: Address, seed: u64, today: Day) -> anyhow::Result<Cast> {
    let words = Arc::new(Words::read().context("the demonstration's words")?);
    let bits = Arc::new(Mutex::new(Dice::new(seed ^ 0x0069_6473)));
    let mut options = Options::new(address);
    options.chance = Arc::new(move |bytes| bits.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes));
    options.clock = Arc::new(move || Moment::noon_of(today));
    let db = Db::open(options)?;
    let first = (today - chrono::Days::new(7 * WEEKS)).week(chrono::Weekday::Mon).first_day();
    let mut dice = Dice::new(seed);

    let mut cast = {
        let (words, mut own) = (Arc::clone(&words), dice.clone());
        dice.roll();
        db.write_now(move |tx| {
            crate::store::invented::mark(tx)?;
            tx.set_now(Moment::noon_of(first));
            cast::settle(tx, &words, &mut own, first, today)
        })?
    };
    let mut monday = first;
    while monday <= today {
        let turns = monday.month() == 8 && (25..=31).contains(&monday.day());
        for school in 0..cast.schools.len() {
            // The school that has only just begun has its four, and no past.
            if turns && cast.schools[school].began < monday {
                let (words, of, mut own) = (Arc::clone(&words), cast.schools[school].clone(), Dice::new(dice.roll()));
                cast.schools[school].students =
                    db.write_now(move |tx| history::turn_the_year(tx, &words, &mut own, &of, monday)).context("the school year turns")?;
            }
            let (words, cast, mut own) = (Arc::clone(&words), cast.clone(), Dice::new(dice.roll()));
            db.write_now(move |tx| history::live(tx, &words, &mut own, &cast, school, monday, today))
                .with_context(|| format!("the week of {monday} in school {school}"))?;
        }
        monday = monday + chrono::Days::new(7);
    }
    for school in 0..cast.schools.len() {
        let (words, of, mut own) = (Arc::clone(&words), cast.schools[school].clone(), Dice::new(dice.roll()));
        db.write_now(move |tx| {
            papers::come_back(tx, &words, &mut own, &of, today)?;
            if of.students.len() > 10 { history::ask(tx, &words, &mut own, &of, today) } else { Ok(()) }
        })
        .context("the families' papers come back, and somebody asks")?;
    }
    db.close();
    Ok(cast)
}

/// Today, as the demonstration's places count days.
pub fn today() -> Day {
    Moment::from_millis(chrono::Utc::now().timestamp_millis()).day_in(DEFAULT_ZONE)
}
