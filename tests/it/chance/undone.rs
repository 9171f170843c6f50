//! What is undone, set right or entered late, drawn as the other deeds are: a leaving and a coming back, a turn of the year, a move to another
//! school, a stop, a rehearsal, the day of a beginning, a sheet with a tutorial, a wish that was said before.

use diesel::prelude::*;
use relevo::actions::moves::{Offer, TakenIn};
use relevo::actions::paper_tutorials::Lived;
use relevo::actions::people::Return;
use relevo::actions::school_years::Turn;
use relevo::actions::{self, Error};
use relevo::domain::id::*;
use relevo::domain::moment::Day;
use relevo::domain::policy::Caller;
use relevo::domain::words::*;
use relevo::store::rows::MoveRow;
use relevo::store::schema::*;
use relevo::store::{Conn, Tx};

use super::deeds::Hand;
use crate::support::town::*;

/// What is undone, set right or entered late.
#[derive(Debug, Clone)]
pub enum Undone {
    ComeBack(PersonId, NodeId, Return),
    Turn(Turn),
    TurnBack(NodeId, SchoolYearId),
    HandOver(PersonId, Offer),
    TakeIn(TakenIn),
    GiveUpMove(MoveId),
    MoveBack(MoveId),
    GoOn(TutorialId),
    Begin(TutorialId, Day),
    Unrehearse(TutorialId),
    RehearseOn(TutorialId, Day),
    StopOn(TutorialId, Day),
    Sheet(Lived),
    WantSince(InterestId, PersonId, TopicId, Day),
}

impl Undone {
    /// How many kinds there are to draw.
    pub const KINDS: u8 = 14;

    /// Draws one from what there is now.
    pub fn draw(
        conn: &mut Conn,
        hand: &mut Hand,
        kind: u8,
        (tutorials, interests): (&[TutorialId], &[InterestId]),
    ) -> Result<Undone, relevo::store::Error> {
        let moved: Vec<MoveRow> = moves::table.order(moves::id).load(conn)?;
        let known: Vec<MoveId> = moved.iter().map(|row| row.id).collect();
        let waiting: Vec<MoveId> = moved.iter().filter(|row| row.state == MoveState::Waiting).map(|row| row.id).collect();
        let years: Vec<SchoolYearId> = school_years::table.order(school_years::id).select(school_years::id).load(conn)?;
        let gone: Vec<(PersonId, NodeId)> = memberships::table
            .filter(memberships::until.is_not_null())
            .order((memberships::person, memberships::node, memberships::since))
            .select((memberships::person, memberships::node))
            .load(conn)?;
        let school = hand.one_of(&[AGUA_ZARCA, AGUA_ZARCA, AGUA_ZARCA, LA_NORIA]).unwrap_or(LA_NORIA);
        Ok(match kind % Undone::KINDS {
            0 => {
                let (person, node) = hand.one_of(&gone).unwrap_or((LUIS, AGUA_ZARCA));
                Undone::ComeBack(person, node, hand.one_of(&[Return::Mistake, Return::Mistake, Return::Back]).unwrap_or(Return::Back))
            }
            1 => {
                let stays = vec![hand.person()];
                Undone::Turn(Turn { year: hand.form(&years), school, last: 2 + i32::try_from(hand.number() % 3).unwrap_or(0), stays })
            }
            2 => Undone::TurnBack(school, hand.id_of(&years)),
            3 => {
                let receiver = if school == LA_NORIA { AGUA_ZARCA } else { LA_NORIA };
                Undone::HandOver(hand.person(), Offer { movement: hand.form(&known), school, receiver })
            }
            4 => {
                let movement = hand.id_of(&waiting);
                let person = moved.iter().find(|row| row.id == movement).map(|row| row.person);
                let name: Option<String> = match person {
                    Some(person) => person_names::table.find(person).select(person_names::name).get_result(conn).optional()?,
                    None => None,
                };
                let name = name.unwrap_or_else(|| "Nadie".to_owned());
                Undone::TakeIn(TakenIn { movement, name, grade: Some(2), group: "A".to_owned() })
            }
            5 => Undone::GiveUpMove(hand.id_of(&waiting)),
            6 => Undone::MoveBack(hand.id_of(&known)),
            7 => Undone::GoOn(hand.id_of(tutorials)),
            8 => Undone::Begin(hand.id_of(tutorials), hand.day()),
            9 => Undone::Unrehearse(hand.id_of(tutorials)),
            10 => Undone::RehearseOn(hand.id_of(tutorials), hand.day()),
            11 => Undone::StopOn(hand.id_of(tutorials), hand.day()),
            12 => {
                let stopped = if hand.number().is_multiple_of(3) { None } else { Some(hand.day()) };
                let (tutorial, learner, topic) = (hand.form(tutorials), hand.person(), hand.topic());
                let (tutor, began, reason) = (hand.person(), hand.day(), "Empezó la cosecha.".to_owned());
                Undone::Sheet(Lived { school, tutorial, learner, topic, tutor, began, stopped, reason })
            }
            _ => Undone::WantSince(hand.form(interests), hand.person(), hand.topic(), hand.day()),
        })
    }

    /// Who may do it, as a rule.
    pub fn fit(&self) -> Vec<PersonId> {
        match self {
            Undone::TakeIn(_) | Undone::MoveBack(_) => vec![JULIAN, JULIAN, ELVIA],
            Undone::ComeBack(_, node, _) if *node == ZONE => vec![TOMASA],
            Undone::ComeBack(_, node, _) | Undone::TurnBack(node, _) if *node == LA_NORIA => vec![JULIAN],
            Undone::Turn(turn) if turn.school == LA_NORIA => vec![JULIAN],
            Undone::HandOver(_, offer) if offer.school == LA_NORIA => vec![JULIAN],
            Undone::Sheet(lived) if lived.school == LA_NORIA => vec![JULIAN],
            _ => vec![ELVIA, ELVIA, BERTA],
        }
    }

    /// Whether it may be sent twice. A name that is not hers is counted against whoever tried it.
    pub fn is_a_form(&self) -> bool {
        !matches!(self, Undone::TakeIn(_))
    }

    /// Does it.
    pub fn perform(self, tx: &mut Tx<'_>, caller: &Caller) -> Result<(), Error> {
        use actions::{corrections, masteries, moves, paper_tutorials, people, school_years, tutorials};
        match self {
            Undone::ComeBack(person, node, how) => people::come_back(tx, caller, person, node, how, None),
            Undone::Turn(turn) => school_years::turn(tx, caller, &turn),
            Undone::TurnBack(school, year) => school_years::withdraw(tx, caller, school, year),
            Undone::HandOver(person, offer) => moves::hand_over(tx, caller, person, &offer),
            Undone::TakeIn(input) => moves::take_in(tx, caller, &input).map(drop),
            Undone::GiveUpMove(movement) => moves::close(tx, caller, movement).map(drop),
            Undone::MoveBack(movement) => moves::undo(tx, caller, movement).map(drop),
            Undone::GoOn(tutorial) => corrections::resume(tx, caller, tutorial),
            Undone::Begin(tutorial, day) => corrections::begin_on(tx, caller, tutorial, day),
            Undone::Unrehearse(tutorial) => corrections::unrehearse(tx, caller, tutorial),
            Undone::RehearseOn(tutorial, day) => tutorials::rehearse(tx, caller, tutorial, Some(day)),
            Undone::StopOn(tutorial, day) => tutorials::stop(tx, caller, tutorial, Some(day), "Se fue a la ciudad."),
            Undone::Sheet(lived) => paper_tutorials::enter(tx, caller, &lived).map(drop),
            Undone::WantSince(interest, learner, topic, day) => {
                masteries::state_interest(tx, caller, interest, learner, topic, Some(day), "Lo dijo en clase.").map(drop)
            }
        }
    }
}
