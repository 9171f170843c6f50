//! What a throw of numbers means: a deed, drawn from what there is.

use chrono::Days;
use diesel::prelude::*;
use relevo::actions::corrections::Rehearsal;
use relevo::actions::demonstrations::Plan;
use relevo::actions::moves::{Offer, TakenIn};
use relevo::actions::paper::Paper;
use relevo::actions::paper_tutorials::Lived;
use relevo::actions::people::Return;
use relevo::actions::school_years::Turn;
use relevo::actions::tutorials::{Propose, Write};
use relevo::domain::id::*;
use relevo::domain::moment::Moment;
use relevo::domain::words::*;
use relevo::store::queries::people as names;
use relevo::store::rows::{MoveRow, TutorialRow};
use relevo::store::schema::*;
use relevo::store::{Conn, Error};

use super::deeds::{Act, Deed};
use super::hand::Hand;
use crate::support::town::*;

/// What happens, who does it, and to whom or what.
pub type Throw = (u8, u8, u8, u8, u8, u8);

/// How many days pass where nothing happens: mostly one, at times as many as leave a visit, or a term, behind.
pub fn days((_, a, b, ..): Throw) -> i64 {
    match a % 12 {
        0 => 200,
        1..4 => 2 + i64::from(b % 20),
        _ => 1,
    }
}

macro_rules! ids {
    ($conn:expr, $table:ident) => {
        $table::table.order($table::id).select($table::id).load($conn)?
    };
}

/// Draws a deed from what there is now; sometimes nothing, and a day passes.
pub fn draw(conn: &mut Conn, now: Moment, (what, a, b, c, d, e): Throw, number: usize) -> Result<Option<Deed>, Error> {
    let mut hand = Hand::new(conn, now, [a, b, c, d, e], number)?;
    let tutored: Vec<TutorialRow> = tutorials::table.order(tutorials::id).load(conn)?;
    let tutorials: Vec<TutorialId> = tutored.iter().map(|row| row.id).collect();
    let going: Vec<TutorialId> =
        tutored.iter().filter(|row| matches!(row.state, TutorialState::Proposed | TutorialState::Open)).map(|row| row.id).collect();
    let mastered: Vec<(PersonId, TopicId)> =
        masteries::table.order(masteries::id).select((masteries::person, masteries::topic)).load(conn)?;
    let demonstrations: Vec<DemonstrationId> = ids!(conn, demonstrations);
    let masteries: Vec<MasteryId> = ids!(conn, masteries);
    let offers: Vec<OfferId> = ids!(conn, offers);
    let interests: Vec<InterestId> = ids!(conn, interests);
    let entries: Vec<EntryId> = ids!(conn, entries);
    let visits: Vec<VisitId> = ids!(conn, visits);
    let blocks: Vec<BlockId> = ids!(conn, blocks);
    let turned: Vec<(SchoolYearId, NodeId)> =
        school_years::table.order(school_years::id).select((school_years::id, school_years::school)).load(conn)?;
    let years: Vec<SchoolYearId> = turned.iter().map(|(id, _)| *id).collect();
    let moved: Vec<MoveRow> = moves::table.order(moves::id).load(conn)?;
    let movements: Vec<MoveId> = moved.iter().map(|row| row.id).collect();
    let gone: Vec<(PersonId, NodeId)> = memberships::table
        .filter(memberships::until.is_not_null())
        .order((memberships::person, memberships::node))
        .select((memberships::person, memberships::node))
        .load(conn)?;
    // A tutorial that goes on, or any.
    let ongoing = |hand: &mut Hand| if hand.number().is_multiple_of(8) { hand.id_of(&tutorials) } else { hand.id_of(&going) };
    let act = match what % 74 {
        0 | 1 => return Ok(None),
        2 => Act::Publish(hand.form(&[PI, ARCH]), vec![hand.topic()]),
        3 => Act::Improve(hand.topic(), i32::try_from(hand.number() % 3).unwrap_or(1), vec![hand.topic()]),
        4 | 5 => {
            let since = hand.some_day();
            Act::Vouch(hand.form(&masteries), hand.person(), hand.topic(), since)
        }
        6 => {
            let mastery = hand.id_of(&masteries);
            if hand.number().is_multiple_of(2) { Act::WithdrawMastery(mastery) } else { Act::RestoreMastery(mastery) }
        }
        7 => Act::Offer(hand.form(&offers), hand.id_of(&masteries), i64::try_from(hand.number() % 14).unwrap_or(1)),
        8 => {
            let state = hand.one_of(OfferState::ALL).unwrap_or(OfferState::Open);
            Act::ChangeOffer(hand.id_of(&offers), i64::try_from(hand.number() % 4).unwrap_or(1), state)
        }
        9 => Act::Want(hand.form(&interests), hand.person(), hand.topic(), hand.some_day()),
        10 => Act::Raise(hand.id_of(&interests), hand.id_of(&interests)),
        11 => Act::Unwant(hand.id_of(&interests)),
        12..=17 => {
            let visit = if hand.number().is_multiple_of(3) { hand.one_of(&visits) } else { None };
            let aloud = hand.number().is_multiple_of(2);
            let learner = if hand.number().is_multiple_of(4) { hand.person() } else { hand.one_of(&[XIMENA, MATEO, LUIS]).unwrap_or(LUIS) };
            Act::Propose(Propose { tutorial: hand.form(&tutorials), learner, offer: hand.id_of(&offers), visit, aloud })
        }
        18 | 19 => Act::Agree(ongoing(&mut hand)),
        20 => Act::Decline(ongoing(&mut hand)),
        21 => Act::AskRehearsal(ongoing(&mut hand)),
        22 => Act::Rehearse(ongoing(&mut hand), hand.some_day()),
        23 => Act::Stop(ongoing(&mut hand), hand.some_day()),
        24 => Act::WithdrawTutorial(ongoing(&mut hand)),
        25 => Act::Enter(Write {
            entry: hand.form(&entries),
            tutorial: ongoing(&mut hand),
            day: Some(hand.day()),
            text: "Al principio no sabía por dónde.".to_owned(),
        }),
        26 if a.is_multiple_of(2) => Act::CorrectEntry(hand.id_of(&entries)),
        26 => Act::WithdrawEntry(hand.id_of(&entries)),
        27 => Act::Note(hand.new_id(), ongoing(&mut hand)),
        28 | 29 => Act::Plan(Plan {
            demonstration: hand.form(&demonstrations),
            tutorial: ongoing(&mut hand),
            day: hand.today + chrono::Days::new(2),
            place: "La cancha".to_owned(),
            invited: vec![hand.person()],
        }),
        30 => Act::Cancel(hand.id_of(&demonstrations)),
        31..=33 => Act::Hold(hand.form(&demonstrations), ongoing(&mut hand), hand.record()),
        34 => {
            let path = hand.one_of(Path::ALL).unwrap_or(Path::SelfStudy);
            let school = hand.one_of(&[AGUA_ZARCA, AGUA_ZARCA, AGUA_ZARCA, LA_NORIA]).unwrap_or(LA_NORIA);
            Act::HoldAlone(hand.form(&demonstrations), (hand.person(), school), hand.topic(), path, hand.record())
        }
        35 | 36 => Act::Correct(hand.id_of(&demonstrations), hand.record()),
        37 => Act::WithdrawDemonstration(hand.id_of(&demonstrations)),
        38 | 39 => {
            let record = hand.record();
            let agreed = hand.some_day();
            let (tutorial, demonstration) = (hand.form(&tutorials), hand.form(&demonstrations));
            let (tutor, topic) =
                if hand.number().is_multiple_of(4) { (hand.person(), hand.topic()) } else { hand.one_of(&mastered).unwrap_or((ELVIA, PI)) };
            let school = hand.school();
            Act::Paper(Paper { school, tutorial, demonstration, learner: hand.person(), topic, tutor, agreed, record })
        }
        40 => {
            let person = hand.new_id();
            Act::Add(hand.somebody(person))
        }
        41 => {
            let person = hand.person();
            Act::Edit(hand.somebody(person))
        }
        42 => Act::Leave(hand.person(), hand.one_of(&[AGUA_ZARCA, LA_NORIA, ZONE]).unwrap_or(ZONE)),
        43 if a.is_multiple_of(8) => Act::Erase(hand.person()),
        43 if a % 8 < 4 => Act::Unblock(hand.person(), hand.id_of(&blocks)),
        43 => Act::Block(hand.form(&blocks), hand.person(), hand.person()),
        44 => {
            let visit = hand.form(&visits);
            Act::Visit(hand.visit(visit))
        }
        45 => Act::WithdrawVisit(hand.id_of(&visits)),
        46 | 48 => {
            let other = if hand.number().is_multiple_of(3) { hand.person() } else { hand.anybody() };
            Act::Merge(hand.person(), other)
        }
        49 => Act::TopicStands(hand.topic(), !hand.number().is_multiple_of(3)),
        50..=53 => {
            let began = hand.day();
            let after = Days::new(u64::try_from(hand.number() % 12).unwrap_or(0));
            let stopped = if hand.number().is_multiple_of(3) { None } else { Some(began + after) };
            let (tutor, topic) =
                if hand.number().is_multiple_of(4) { (hand.person(), hand.topic()) } else { hand.one_of(&mastered).unwrap_or((ELVIA, PI)) };
            let reason = if stopped.is_some() { "Empezó la cosecha." } else { "" }.to_owned();
            let (school, tutorial) = (hand.school(), hand.form(&tutorials));
            Act::Lived(Lived { school, tutorial, learner: hand.person(), topic, tutor, began, stopped, reason })
        }
        54 | 55 => Act::BeginOn(hand.id_of(&tutorials), hand.day()),
        56 | 57 => Act::Resume(hand.id_of(&tutorials)),
        58 => {
            let noted = hand.one_of(&[Rehearsal::Asked, Rehearsal::Held]).unwrap_or(Rehearsal::Held);
            Act::Unrehearse(hand.id_of(&tutorials), noted)
        }
        59 => Act::Stop(hand.id_of(&tutorials), Some(hand.day())),
        60..=63 => {
            let how = hand.one_of(&[Return::Back, Return::Mistake]).unwrap_or(Return::Back);
            let (person, node) = hand.one_of(&gone).unwrap_or((MATEO, AGUA_ZARCA));
            Act::ComeBack(person, node, how, hand.one_of(&[None, Some(ELVIA), Some(ROSA)]).flatten())
        }
        64 => {
            let (school, receiver) = hand.one_of(&[(AGUA_ZARCA, LA_NORIA), (LA_NORIA, AGUA_ZARCA)]).unwrap_or((LA_NORIA, ZONE));
            Act::HandOver(hand.person(), Offer { movement: hand.form(&movements), school, receiver })
        }
        65 | 66 => {
            let movement = hand.id_of(&movements);
            let person = moved.iter().find(|row| row.id == movement).map_or(LUIS, |row| row.person);
            let name = if hand.number().is_multiple_of(6) { None } else { names::name(conn, person)? };
            let (name, grade) = name.map_or(("Fulana".to_owned(), None), |row| (row.name, row.grade));
            Act::TakeIn(person, TakenIn { movement, name, grade: grade.map(i64::from), group: String::new() })
        }
        67 => {
            // Mostly one that was made.
            let made: Vec<MoveId> = moved.iter().filter(|row| row.state == MoveState::Made).map(|row| row.id).collect();
            let movement = if hand.number().is_multiple_of(4) { hand.id_of(&movements) } else { hand.id_of(&made) };
            Act::UndoMove(moved.iter().find(|row| row.id == movement).map_or(LUIS, |row| row.person), movement)
        }
        68 if a.is_multiple_of(2) => Act::CloseMove(hand.id_of(&movements)),
        68 if a % 4 == 1 => {
            let stays = vec![hand.person()];
            Act::TurnYear(Turn { year: hand.form(&years), school: hand.school(), last: 3, stays })
        }
        68 | 69 => {
            let (year, school) = hand.one_of(&turned).unwrap_or((hand.new_id(), AGUA_ZARCA));
            Act::UnturnYear(if hand.number().is_multiple_of(6) { hand.school() } else { school }, year)
        }
        70 | 71 => {
            let visit = hand.id_of(&visits);
            Act::CorrectVisit(hand.visit(visit))
        }
        72 | 73 => Act::AnswerVisit(hand.id_of(&visits)),
        _ => {
            let version = i32::try_from(hand.number() % 3).unwrap_or(0) + 1;
            Act::VersionStands(hand.topic(), version, hand.number().is_multiple_of(2))
        }
    };
    let fit = fit(&act, &tutored, &moved);
    let by = if hand.number().is_multiple_of(6) { hand.person() } else { hand.one_of(&fit).unwrap_or(ELVIA) };
    Ok(Some(Deed { by, act }))
}

/// Who may do it, as a rule.
fn fit(act: &Act, tutored: &[TutorialRow], moved: &[MoveRow]) -> Vec<PersonId> {
    let circle = |id: TutorialId| tutored.iter().find(|row| row.id == id).map(|row| (row.learner, row.tutor));
    match act {
        Act::Agree(id) | Act::Decline(id) | Act::AskRehearsal(id) | Act::Rehearse(id, _) | Act::Unrehearse(id, _) | Act::Stop(id, _) => {
            circle(*id).map_or(vec![ELVIA], |(learner, tutor)| vec![learner, tutor, ELVIA])
        }
        Act::Enter(write) => circle(write.tutorial).map_or(vec![ELVIA], |(learner, _)| vec![learner, learner, ELVIA]),
        Act::Note(_, id) => circle(*id).map_or(vec![ELVIA], |(_, tutor)| vec![tutor]),
        Act::Plan(plan) => circle(plan.tutorial).map_or(vec![ELVIA], |(learner, tutor)| vec![learner, tutor, ELVIA]),
        Act::Hold(_, id, _) => circle(*id).map_or(vec![ELVIA], |(_, tutor)| vec![tutor, ELVIA, BERTA]),
        Act::Propose(input) if !input.aloud => vec![input.learner, ELVIA],
        Act::Want(_, learner, ..) => vec![*learner],
        Act::Visit(visit) | Act::CorrectVisit(visit) => vec![visit.responsible],
        Act::AnswerVisit(_) => vec![CELIA, JULIAN, ELVIA, TOMASA],
        Act::Vouch(..) => vec![CELIA, ELVIA, JULIAN],
        Act::Publish(..) => vec![XIMENA, BERTA, NADIA],
        Act::Edit(person) | Act::Add(person) if person.node == LA_NORIA => vec![JULIAN],
        Act::Edit(person) | Act::Add(person) if person.node == ZONE => vec![TOMASA],
        Act::Leave(_, node) | Act::ComeBack(_, node, ..) | Act::UnturnYear(node, _) => steward(*node),
        Act::TurnYear(turn) => steward(turn.school),
        Act::HandOver(_, offer) => steward(offer.school),
        Act::TakeIn(_, TakenIn { movement, .. }) | Act::UndoMove(_, movement) | Act::CloseMove(movement) => {
            moved.iter().find(|row| row.id == *movement).map_or(vec![JULIAN], |row| steward(row.receiver))
        }
        _ => vec![ELVIA, ELVIA, ELVIA, JULIAN, BERTA],
    }
}

/// Who keeps the register of a place.
fn steward(node: NodeId) -> Vec<PersonId> {
    if node == LA_NORIA {
        vec![JULIAN]
    } else if node == ZONE {
        vec![TOMASA]
    } else {
        vec![ELVIA]
    }
}
