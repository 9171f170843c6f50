//! Three years of practice, week by week, through the actions that people use.

use super::cast::{Cast, School, caller};
use super::dice::Dice;
use super::words::Words;
use crate::actions::{Error, demonstrations, masteries, notes, people, tutorials, visits};
use crate::domain::id::{PersonId, TopicId};
use crate::domain::moment::{Day, Moment};
use crate::domain::words::{Audience, Outcome, Position, TutorialState};
use crate::store::Tx;
use crate::store::queries;
use crate::store::rows::TutorialRow;

/// Lives one week of one school.
pub fn live(tx: &mut Tx<'_>, words: &Words, dice: &mut Dice, cast: &Cast, school: usize, monday: Day, today: Day) -> Result<(), Error> {
    let school = &cast.schools[school];
    // What goes on happens from Monday to Thursday, what begins on Friday: nobody tutors before the day of her own demonstration.
    // Of the week that has only begun, what lies ahead has not happened.
    let weekday = |dice: &mut Dice| monday + chrono::Days::new(dice.below(4) as u64);
    let friday = monday + chrono::Days::new(4);
    if monday < school.began || on_holiday(monday) {
        return Ok(());
    }
    if monday < school.began + chrono::Days::new(7) {
        found(tx, words, dice, cast, school, monday)?;
    }
    for row in queries::tutorials::in_school(tx, school.node, &[TutorialState::Open])? {
        let day = weekday(dice);
        if day <= today {
            go_on(tx, words, dice, school, &row, day, today)?;
        }
    }
    if friday > today {
        return Ok(());
    }
    tidy(tx, dice, school, friday)?;
    wish(tx, words, dice, cast, school, friday)?;
    begin(tx, dice, school, friday)?;
    if dice.percent(12) && school.students.len() > 10 {
        visit(tx, words, dice, cast, school, friday)?;
    }
    Ok(())
}

fn on_holiday(monday: Day) -> bool {
    use chrono::Datelike;
    matches!((monday.month(), monday.day()), (7, 18..) | (8, ..=24) | (12, 20..) | (1, ..=6))
}

fn at(tx: &mut Tx<'_>, day: Day) {
    tx.set_now(Moment::noon_of(day).plus_seconds(6 * 3600));
}

/// A coach vouches for what the school's first teachers master.
fn found(tx: &mut Tx<'_>, words: &Words, dice: &mut Dice, cast: &Cast, school: &School, day: Day) -> Result<(), Error> {
    at(tx, day);
    let coach = caller(tx, cast.coaches[school.zone])?;
    let small = school.students.len() < 10;
    for (number, teacher) in school.teachers.iter().enumerate() {
        for _ in 0..if small { usize::from(number == 0) } else { 2 } {
            let topic = cast.topics[dice.below(cast.topics.len())];
            if queries::masteries::live(tx, *teacher, topic)?.is_none() {
                let mastery = tx.new_id();
                masteries::vouch(tx, &coach, mastery, *teacher, topic, None, &dice.text(&words.people.founding))?;
                let places = if small { 4 } else { 3 };
                widen(tx, *teacher, topic, places)?;
            }
        }
    }
    Ok(())
}

/// A teacher takes more than one learner at a time.
fn widen(tx: &mut Tx<'_>, person: PersonId, topic: TopicId, places: i64) -> Result<(), Error> {
    let hers = caller(tx, person)?;
    if let Some(mastery) = queries::masteries::live(tx, person, topic)?
        && let Some(offer) = queries::masteries::offer_of(tx, mastery.id)?
    {
        masteries::change_offer(tx, &hers, offer.id, places, offer.state)?;
    }
    Ok(())
}

/// An open tutorial goes on: a page, perhaps a note, a rehearsal, a demonstration; now and then it stops.
fn go_on(tx: &mut Tx<'_>, words: &Words, dice: &mut Dice, school: &School, row: &TutorialRow, day: Day, today: Day) -> Result<(), Error> {
    let Some(agreed) = row.agreed.filter(|agreed| *agreed < day) else { return Ok(()) };
    at(tx, day);
    let weeks = (day - agreed).num_days() / 7;
    let learner = caller(tx, row.learner)?;
    let tutor = caller(tx, row.tutor)?;
    let entries = &words.people.entries;
    if dice.percent(65) {
        let text = match weeks {
            0 | 1 => format!("{}\n{}", dice.text(&entries.knew), dice.text(&entries.stuck)),
            2 => format!("{}\n{}", dice.text(&entries.stuck), dice.text(&entries.through)),
            _ => format!("{}\n{}", dice.text(&entries.found), dice.text(&entries.open)),
        };
        let input = tutorials::Write { entry: tx.new_id(), tutorial: row.id, day: Some(day), text };
        tutorials::write_entry(tx, &learner, &input)?;
    }
    if dice.percent(18) {
        let note = tx.new_id();
        notes::write(tx, &tutor, note, row.id, &dice.text(&words.people.notes))?;
    }
    if weeks >= 1 && dice.percent(2) {
        let reason = if dice.percent(50) { dice.text(&words.people.stop_reasons) } else { String::new() };
        return tutorials::stop(tx, &learner, row.id, None, &reason);
    }
    let last_week = (today - day).num_days() < 7;
    match row.rehearsed {
        None if weeks >= 2 && dice.percent(school.pace / 2) => {
            tutorials::ask_rehearsal(tx, &learner, row.id)?;
            if !(last_week && dice.percent(40)) {
                tutorials::rehearse(tx, &tutor, row.id, Some(day))?;
            }
            Ok(())
        }
        Some(rehearsed) if rehearsed < day && last_week && dice.percent(60) => {
            // It is still to come: planned for one of the next days.
            let plan = demonstrations::Plan {
                demonstration: tx.new_id(),
                tutorial: row.id,
                day: today + chrono::Days::new(1 + dice.below(9) as u64),
                place: dice.text(&words.people.places),
                invited: some_of(dice, &school.students, 3),
            };
            at(tx, today);
            demonstrations::plan(tx, &tutor, &plan)?;
            Ok(())
        }
        Some(rehearsed) if rehearsed < day && dice.percent(75) => demonstrate(tx, words, dice, school, row, day),
        _ => Ok(()),
    }
}

fn some_of(dice: &mut Dice, people: &[PersonId], most: usize) -> Vec<PersonId> {
    let wanted = 1 + dice.below(most);
    (0..wanted).filter_map(|_| dice.pick(people).copied()).collect()
}

fn demonstrate(tx: &mut Tx<'_>, words: &Words, dice: &mut Dice, school: &School, row: &TutorialRow, day: Day) -> Result<(), Error> {
    let ready = dice.percent(86);
    let teacher = caller(tx, school.teachers[0])?;
    // Who comes from elsewhere leaves it to the school to write down what happened when she was not there.
    let of_school = queries::people::belongs_to(tx, row.tutor, school.node)?;
    let own = school.teachers[0] == row.learner;
    let tutor_writes = dice.percent(50) || own;
    let recorder = if tutor_writes && (of_school || own) { caller(tx, row.tutor)? } else { teacher };
    let mut witnesses = some_of(dice, &school.students, 5);
    witnesses.retain(|person| *person != row.learner && *person != row.tutor);
    let mut audience = vec![(Audience::Students, 6 + dice.below(18) as i64)];
    if dice.percent(45) {
        audience.push((Audience::Families, 1 + dice.below(9) as i64));
    }
    if dice.percent(20) {
        audience.push((Audience::Community, 1 + dice.below(6) as i64));
    }
    let record = demonstrations::Record {
        day,
        outcome: if ready { Outcome::Ready } else { Outcome::NotYet },
        witnesses,
        audience,
        place: dice.text(&words.people.places),
        shown: dice.text(&words.people.shown),
        asked: format!("{}\n{}", dice.text(&words.people.asked), dice.text(&words.people.asked)),
        reason: if ready { String::new() } else { dice.text(&words.people.not_yet) },
    };
    let demonstration = tx.new_id();
    demonstrations::hold(tx, &recorder, demonstration, row.id, &record)?;
    if ready && school.teachers.contains(&row.learner) {
        widen(tx, row.learner, row.topic, 2)?;
    }
    Ok(())
}

/// A school year begins: the oldest leave, the others move up, and as many new ones come.
pub fn turn_the_year(tx: &mut Tx<'_>, words: &Words, dice: &mut Dice, school: &School, day: Day) -> Result<Vec<PersonId>, Error> {
    at(tx, day);
    let steward = caller(tx, school.teachers[0])?;
    let mut stay = Vec::new();
    for person in &school.students {
        let Some(name) = queries::people::name(tx, *person)? else { continue };
        let grade = name.grade.unwrap_or(1);
        if grade >= 3 {
            people::leave(tx, &steward, *person, school.node)?;
            continue;
        }
        let input = people::Person {
            person: *person,
            node: school.node,
            name: name.name,
            position: Position::Student,
            minor: true,
            grade: Some(i64::from(grade) + 1),
            group: name.class.unwrap_or_default(),
            voucher: None,
        };
        people::edit(tx, &steward, &input)?;
        stay.push(*person);
    }
    for _ in stay.len()..school.students.len() {
        let names = if dice.percent(50) { &words.people.girls } else { &words.people.boys };
        stay.push(super::cast::enrol(tx, &steward, school.node, &dice.text(names), 1)?);
    }
    Ok(stay)
}

/// Who was asked answers within a fortnight, and a wish that nothing comes of is given up for another.
fn tidy(tx: &mut Tx<'_>, dice: &mut Dice, school: &School, day: Day) -> Result<(), Error> {
    at(tx, day);
    for row in queries::tutorials::in_school(tx, school.node, &[TutorialState::Proposed])? {
        if (day - row.proposed).num_days() >= 7 && dice.percent(70) {
            let asked = caller(tx, if row.learner_agreed { row.tutor } else { row.learner })?;
            // Meanwhile full, or busy with something else: then it is a no.
            if dice.percent(60) && tutorials::agree(tx, &asked, row.id).is_ok() {
                continue;
            }
            tutorials::decline(tx, &asked, row.id)?;
        }
    }
    for wish in queries::interests::in_school(tx, school.node)? {
        if (day - wish.stated).num_days() > 42 && dice.percent(40) {
            let hers = caller(tx, wish.learner)?;
            masteries::withdraw_interest(tx, &hers, wish.id)?;
        }
    }
    Ok(())
}

/// Who is free wishes for something: mostly from the catalog, sometimes what nobody here offers.
fn wish(tx: &mut Tx<'_>, words: &Words, dice: &mut Dice, cast: &Cast, school: &School, day: Day) -> Result<(), Error> {
    at(tx, day);
    let catalog = queries::masteries::catalog(tx, school.node)?;
    let everyone: Vec<PersonId> = school.students.iter().chain(&school.teachers).chain(&school.family).copied().collect();
    for person in everyone {
        let adult = !school.students.contains(&person);
        let eager = if adult { school.pace / 25 } else { school.pace / 9 };
        if !dice.percent(eager) || queries::tutorials::open_count(tx, person)? > 0 {
            continue;
        }
        if queries::interests::of_learner(tx, person)?.len() >= 2 {
            continue;
        }
        let topic = if dice.percent(85) { dice.pick(&catalog).map(|offer| offer.topic) } else { dice.pick(&cast.topics).copied() };
        let Some(topic) = topic else { continue };
        if queries::masteries::live(tx, person, topic)?.is_some() || queries::tutorials::open_on(tx, person, topic)?.is_some() {
            continue;
        }
        let hers = caller(tx, person)?;
        let why = if dice.percent(60) { dice.text(&words.people.whys) } else { String::new() };
        let interest = tx.new_id();
        masteries::state_interest(tx, &hers, interest, person, topic, None, &why)?;
    }
    Ok(())
}

/// Who waits longest asks first; most who are asked say yes.
fn begin(tx: &mut Tx<'_>, dice: &mut Dice, school: &School, day: Day) -> Result<(), Error> {
    at(tx, day);
    let teacher = caller(tx, school.teachers[0])?;
    for wish in queries::interests::in_school(tx, school.node)? {
        if wish.stated > day || queries::tutorials::open_count(tx, wish.learner)? > 0 {
            continue;
        }
        let offers = queries::masteries::offers_of_topic(tx, wish.topic, school.node)?;
        for offer in offers {
            let free = i64::from(offer.capacity) - queries::masteries::taken(tx, offer.id)?;
            if free < 1 || offer.person == wish.learner || dice.percent(30) {
                continue;
            }
            let learner = caller(tx, wish.learner)?;
            let aloud = dice.percent(25);
            let input = tutorials::Propose { tutorial: tx.new_id(), learner: wish.learner, offer: offer.id, visit: None, aloud };
            let proposed = tutorials::propose(tx, if aloud { &teacher } else { &learner }, &input);
            match proposed {
                Ok(tutorial) if !aloud && dice.percent(92) => {
                    let tutor = caller(tx, offer.person)?;
                    tutorials::agree(tx, &tutor, tutorial)?;
                }
                // Asked, and not answered yet.
                Ok(_) | Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
            break;
        }
    }
    Ok(())
}

/// Today somebody asks for a topic, and waits for a yes: whatever day it is, in a school that has more than its first few there is one who does.
pub fn ask(tx: &mut Tx<'_>, words: &Words, dice: &mut Dice, school: &School, today: Day) -> Result<(), Error> {
    at(tx, today);
    let catalog = queries::masteries::catalog(tx, school.node)?;
    for learner in &school.students {
        if queries::tutorials::open_count(tx, *learner)? > 0 || !queries::people::belongs_to(tx, *learner, school.node)? {
            continue;
        }
        let hers = caller(tx, *learner)?;
        for offer in catalog.iter().filter(|offer| offer.person != *learner) {
            let full = queries::masteries::taken(tx, offer.id)? >= i64::from(offer.capacity);
            if full || queries::masteries::live(tx, *learner, offer.topic)?.is_some() {
                continue;
            }
            let (interest, tutorial) = (tx.new_id(), tx.new_id());
            masteries::state_interest(tx, &hers, interest, *learner, offer.topic, None, &dice.text(&words.people.whys))?;
            let input = tutorials::Propose { tutorial, learner: *learner, offer: offer.id, visit: None, aloud: false };
            tutorials::propose(tx, &hers, &input)?;
            return Ok(());
        }
    }
    Ok(())
}

/// The zone's coach comes for a day: she learns from a student, and brings what she masters to a teacher.
fn visit(tx: &mut Tx<'_>, words: &Words, dice: &mut Dice, cast: &Cast, school: &School, day: Day) -> Result<(), Error> {
    at(tx, day);
    let coach_id = cast.coaches[school.zone];
    let mut visitors = vec![coach_id];
    if dice.percent(20) {
        visitors.push(cast.supervisor);
    }
    if dice.percent(8) {
        visitors.push(cast.official);
    }
    let responsible = school.teachers[0];
    let teacher = caller(tx, responsible)?;
    let visit = tx.new_id();
    visits::agree(tx, &teacher, &visits::Visit { visit, school: school.node, day, visitors: visitors.clone(), responsible })?;
    for visitor in visitors {
        let hers = caller(tx, visitor)?;
        if queries::tutorials::open_count(tx, visitor)? > 0 {
            continue;
        }
        let catalog = queries::masteries::catalog(tx, school.node)?;
        let offers: Vec<_> = catalog.iter().filter(|offer| school.students.contains(&offer.person)).collect();
        let Some(offer) = dice.pick(&offers) else { continue };
        if queries::masteries::live(tx, visitor, offer.topic)?.is_some() {
            continue;
        }
        let input = tutorials::Propose { tutorial: tx.new_id(), learner: visitor, offer: offer.id, visit: Some(visit), aloud: false };
        let Ok(tutorial) = tutorials::propose(tx, &hers, &input) else { continue };
        let tutor = caller(tx, offer.person)?;
        if tutorials::agree(tx, &tutor, tutorial).is_err() {
            continue;
        }
        let text = format!("{}\n{}", dice.text(&words.people.entries.knew), dice.text(&words.people.entries.found));
        tutorials::write_entry(tx, &hers, &tutorials::Write { entry: tx.new_id(), tutorial, day: Some(day), text })?;
        tutorials::rehearse(tx, &tutor, tutorial, Some(day))?;
        if let Some(row) = queries::tutorials::by_id(tx, tutorial)? {
            let record = demonstrations::Record {
                day,
                outcome: Outcome::Ready,
                witnesses: vec![responsible],
                audience: vec![(Audience::Students, 12)],
                place: dice.text(&words.people.places),
                shown: dice.text(&words.people.shown),
                asked: dice.text(&words.people.asked),
                reason: String::new(),
            };
            let demonstration = tx.new_id();
            demonstrations::hold(tx, &tutor, demonstration, row.id, &record)?;
        }
    }
    carry(tx, dice, school, coach_id, day)
}

/// The coach brings a topic that nobody masters here yet to one of the teachers: so it crosses from school to school.
fn carry(tx: &mut Tx<'_>, dice: &mut Dice, school: &School, coach: PersonId, day: Day) -> Result<(), Error> {
    at(tx, day);
    for mastery in queries::masteries::of_person(tx, coach)? {
        let Some(offer) = queries::masteries::offer_of(tx, mastery.id)? else { continue };
        let known = queries::masteries::offers_of_topic(tx, mastery.topic, school.node)?;
        if !known.is_empty() {
            continue;
        }
        let Some(teacher) = dice.pick(&school.teachers).copied() else { continue };
        if queries::tutorials::open_count(tx, teacher)? > 0 || queries::masteries::live(tx, teacher, mastery.topic)?.is_some() {
            continue;
        }
        let hers = caller(tx, teacher)?;
        let input = tutorials::Propose { tutorial: tx.new_id(), learner: teacher, offer: offer.id, visit: None, aloud: false };
        if let Ok(tutorial) = tutorials::propose(tx, &hers, &input) {
            let coach = caller(tx, coach)?;
            // Full, or busy: then another day.
            match tutorials::agree(tx, &coach, tutorial) {
                Ok(()) | Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        break;
    }
    Ok(())
}
