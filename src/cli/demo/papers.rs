//! What the demonstration's families were told, and what they said: most have the notice, many have sent it back, and not all say yes.

use std::collections::BTreeMap;

use super::cast::{School, caller};
use super::dice::Dice;
use super::words::Words;
use crate::actions::Error;
use crate::actions::consents::{Paper, Signer, enter, give_notice};
use crate::domain::moment::{Day, Moment};
use crate::domain::words::Purpose;
use crate::store::Tx;

/// In a hundred: families that have the notice, and of those that have sent it back with a yes to each thing.
const NOTICED: usize = 88;
const BACK: usize = 80;
const YES: [(Purpose, usize); 3] = [(Purpose::Photos, 85), (Purpose::Card, 60), (Purpose::Poster, 90)];

/// A teacher hands the notice out, and enters what comes back.
pub fn come_back(tx: &mut Tx<'_>, words: &Words, dice: &mut Dice, school: &School, today: Day) -> Result<(), Error> {
    tx.set_now(Moment::noon_of(today).plus_seconds(6 * 3600));
    let teacher = caller(tx, school.teachers[0])?;
    let adults: Vec<&str> = words
        .people
        .adults
        .iter()
        .filter(|adult| matches!(adult.kind.as_str(), "mother" | "father"))
        .map(|adult| adult.name.as_str())
        .collect();
    for (number, child) in school.students.iter().enumerate() {
        if !dice.percent(NOTICED) {
            continue;
        }
        let day = today - chrono::Days::new(12 + dice.below(20) as u64);
        give_notice(tx, &teacher, school.node, &[*child], Some(day))?;
        if !dice.percent(BACK) {
            continue;
        }
        let signer = match school.family.get(number) {
            Some(member) => Signer::Member(*member),
            None => Signer::Written(dice.pick(&adults).map(|name| (*name).to_owned()).unwrap_or_default()),
        };
        let answers = YES.iter().map(|(purpose, percent)| (*purpose, dice.percent(*percent))).collect();
        let back = Some(day + chrono::Days::new(1 + dice.below(6) as u64));
        enter(tx, &teacher, &Paper { consent: tx.new_id(), child: *child, signer, day: back, answers })?;
        // Here and there the other parent thinks differently, and then nothing is shown.
        if dice.percent(6) {
            let other = dice.text(&words.people.girls);
            let paper = Paper {
                consent: tx.new_id(),
                child: *child,
                signer: Signer::Written(other),
                day: back,
                answers: BTreeMap::from([(Purpose::Photos, false)]),
            };
            enter(tx, &teacher, &paper)?;
        }
    }
    Ok(())
}
