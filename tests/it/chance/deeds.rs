//! What somebody does, drawn from numbers: mostly things that are there and people who may, sometimes others.

use diesel::prelude::*;
use relevo::actions::demonstrations::{Plan, Record};
use relevo::actions::paper::Paper;
use relevo::actions::people::Person;
use relevo::actions::tutorials::{Propose, Write};
use relevo::actions::visits::Visit;
use relevo::actions::{self, Error};
use relevo::domain::id::*;
use relevo::domain::moment::{Day, Moment};
use relevo::domain::policy::Caller;
use relevo::domain::words::*;
use relevo::store::queries::nodes;
use relevo::store::rows::{PersonRow, TutorialRow};
use relevo::store::schema::*;
use relevo::store::{Conn, Tx, accounts};

use super::undone::Undone;
use crate::support::town::*;

/// What happens, who does it, and to whom or what.
pub type Throw = (u8, u8, u8, u8, u8, u8);

/// Something that somebody does, with everything that it needs.
#[derive(Debug, Clone)]
pub struct Deed {
    by: PersonId,
    act: Act,
}

/// What is done.
#[derive(Debug, Clone)]
pub enum Act {
    Publish(TopicId, Vec<TopicId>),
    Improve(TopicId, i32, Vec<TopicId>),
    TopicStands(TopicId, bool),
    VersionStands(TopicId, i32, bool),
    Vouch(MasteryId, PersonId, TopicId, Option<Day>),
    WithdrawMastery(MasteryId),
    RestoreMastery(MasteryId),
    Offer(OfferId, MasteryId, i64),
    ChangeOffer(OfferId, i64, OfferState),
    Want(InterestId, PersonId, TopicId),
    Raise(InterestId, InterestId),
    Unwant(InterestId),
    Propose(Propose),
    Agree(TutorialId),
    Decline(TutorialId),
    AskRehearsal(TutorialId),
    Rehearse(TutorialId),
    Stop(TutorialId),
    WithdrawTutorial(TutorialId),
    Enter(Write),
    CorrectEntry(EntryId),
    WithdrawEntry(EntryId),
    Note(NoteId, TutorialId),
    Plan(Plan),
    Cancel(DemonstrationId),
    Hold(DemonstrationId, TutorialId, Record),
    HoldAlone(DemonstrationId, (PersonId, NodeId), TopicId, Path, Record),
    Correct(DemonstrationId, Record),
    WithdrawDemonstration(DemonstrationId),
    Paper(Paper),
    Add(Person),
    Edit(Person),
    Leave(PersonId, NodeId),
    Erase(PersonId),
    Merge(PersonId, PersonId),
    Block(BlockId, PersonId, PersonId),
    Unblock(PersonId, BlockId),
    Visit(Visit),
    WithdrawVisit(VisitId),
    Undone(Undone),
}

/// What there is to choose from, and the numbers that choose.
pub struct Hand {
    /// Numbers still to be used, in turn.
    numbers: [u8; 5],
    used: usize,
    made: usize,
    today: Day,
    people: Vec<PersonRow>,
    topics: Vec<TopicId>,
}

impl Hand {
    pub fn number(&mut self) -> usize {
        let number = self.numbers[self.used % 5];
        // A sixth draw is another number than the first.
        let turn = u8::try_from(self.used / 5).unwrap_or(0);
        self.used += 1;
        usize::from(number.rotate_left(u32::from(turn) * 3).wrapping_add(turn))
    }

    pub fn one_of<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        let number = self.number();
        number.checked_rem(of.len()).map(|place| of[place])
    }

    /// One of these; where there is none, an id that names nothing.
    pub fn id_of<Of>(&mut self, of: &[Id<Of>]) -> Id<Of> {
        self.one_of(of).unwrap_or_else(|| self.new_id())
    }

    /// A form's new id; sometimes one that another form had.
    pub fn form<Of>(&mut self, there: &[Id<Of>]) -> Id<Of> {
        if self.number().is_multiple_of(12) { self.id_of(there) } else { self.new_id() }
    }

    fn new_id<Of>(&mut self) -> Id<Of> {
        self.made += 1;
        let mut bits = [0; 10];
        bits[2..].copy_from_slice(&u64::try_from(self.made).expect("a number").to_be_bytes());
        Id::at(Moment::noon_of(self.today), bits)
    }

    /// Mostly somebody of the first school.
    pub fn person(&mut self) -> PersonId {
        if !self.number().is_multiple_of(4) {
            return self.one_of(&[XIMENA, MATEO, LUIS, MARICRUZ, ELVIA, BERTA, ROSA]).unwrap_or(LUIS);
        }
        self.anybody()
    }

    fn anybody(&mut self) -> PersonId {
        let number = self.number() % self.people.len();
        self.people[number].id
    }

    pub fn topic(&mut self) -> TopicId {
        let number = self.number() % self.topics.len();
        self.topics[number]
    }

    /// Mostly today or some days before; sometimes long ago, or to come.
    pub fn day(&mut self) -> Day {
        let days = |days: usize| chrono::Days::new(u64::try_from(days).expect("days"));
        match self.number() % 20 {
            0 => self.today + days(3),
            1 => self.today - days(400),
            back @ 2..10 => self.today - days(back),
            _ => self.today,
        }
    }

    fn record(&mut self) -> Record {
        let outcome = if self.number().is_multiple_of(3) { Outcome::NotYet } else { Outcome::Ready };
        let witness = self.one_of(&[BERTA, LUIS, JULIAN]).unwrap_or(BERTA);
        Record {
            day: self.day(),
            outcome,
            witnesses: vec![witness],
            audience: vec![(Audience::Families, i64::from(outcome == Outcome::Ready))],
            place: "El patio".to_owned(),
            shown: "Lo que midió.".to_owned(),
            asked: String::new(),
            reason: "Le falta decir por qué.".to_owned(),
        }
    }

    /// Who may do it, as a rule.
    fn fit(&self, act: &Act, tutored: &[TutorialRow]) -> Vec<PersonId> {
        let circle = |id: TutorialId| tutored.iter().find(|row| row.id == id).map(|row| (row.learner, row.tutor));
        match act {
            Act::Agree(id) | Act::Decline(id) | Act::AskRehearsal(id) | Act::Rehearse(id) | Act::Stop(id) => {
                circle(*id).map_or(vec![ELVIA], |(learner, tutor)| vec![learner, tutor, ELVIA])
            }
            Act::Enter(write) => circle(write.tutorial).map_or(vec![ELVIA], |(learner, _)| vec![learner, learner, ELVIA]),
            Act::Note(_, id) => circle(*id).map_or(vec![ELVIA], |(_, tutor)| vec![tutor]),
            Act::Plan(plan) => circle(plan.tutorial).map_or(vec![ELVIA], |(learner, tutor)| vec![learner, tutor, ELVIA]),
            Act::Hold(_, id, _) => circle(*id).map_or(vec![ELVIA], |(_, tutor)| vec![tutor, ELVIA, BERTA]),
            Act::Propose(input) if !input.aloud => vec![input.learner, ELVIA],
            Act::Want(_, learner, _) => vec![*learner],
            Act::Undone(undone) => undone.fit(),
            Act::Visit(visit) => vec![visit.responsible],
            Act::Vouch(..) => vec![CELIA, ELVIA, JULIAN],
            Act::Publish(..) => vec![XIMENA, BERTA, NADIA],
            Act::Edit(person) | Act::Add(person) if person.node == LA_NORIA => vec![JULIAN],
            Act::Edit(person) | Act::Add(person) if person.node == ZONE => vec![TOMASA],
            Act::Leave(_, node) if *node == LA_NORIA => vec![JULIAN],
            Act::Leave(_, node) if *node == ZONE => vec![TOMASA],
            _ => vec![ELVIA, ELVIA, ELVIA, JULIAN, BERTA],
        }
    }

    fn somebody(&mut self, person: PersonId) -> Person {
        let node = self.one_of(&[AGUA_ZARCA, AGUA_ZARCA, LA_NORIA, ZONE]).unwrap_or(ZONE);
        let position = self.one_of(Position::ALL).unwrap_or(Position::Student);
        let voucher = self.one_of(&[None, Some(ELVIA), Some(JULIAN), Some(XIMENA)]).flatten();
        let (minor, name) = (self.number().is_multiple_of(2), self.number() % 8);
        let name = format!("Persona {}", ["Uno", "Dos", "Tres", "Cuatro", "Cinco", "Seis", "Siete", "Ocho"][name]);
        Person { person, node, name, position, minor, grade: Some(2), group: "A".to_owned(), voucher }
    }
}

macro_rules! ids {
    ($conn:expr, $table:ident) => {
        $table::table.order($table::id).select($table::id).load($conn)?
    };
}

impl Deed {
    /// Draws a deed from what there is now; sometimes nothing, and a day passes.
    pub fn draw(conn: &mut Conn, now: Moment, (what, a, b, c, d, e): Throw, number: usize) -> Result<Option<Deed>, relevo::store::Error> {
        let mut hand = Hand {
            numbers: [a, b, c, d, e],
            used: 0,
            made: number * 100,
            today: nodes::today(conn, AGUA_ZARCA, now)?,
            people: people::table.order(people::id).load(conn)?,
            topics: ids!(conn, topics),
        };
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
        // A tutorial that goes on, or any.
        let ongoing = |hand: &mut Hand| if hand.number().is_multiple_of(8) { hand.id_of(&tutorials) } else { hand.id_of(&going) };
        let act = match what % (50 + Undone::KINDS) {
            kind @ 50.. => Act::Undone(Undone::draw(conn, &mut hand, kind - 50, (&tutorials, &interests))?),
            0 | 1 => return Ok(None),
            2 => Act::Publish(hand.form(&[PI, ARCH]), vec![hand.topic()]),
            3 => Act::Improve(hand.topic(), i32::try_from(hand.number() % 3).unwrap_or(1), vec![hand.topic()]),
            4 | 5 => {
                let since = if hand.number().is_multiple_of(2) { None } else { Some(hand.day()) };
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
            9 => Act::Want(hand.form(&interests), hand.person(), hand.topic()),
            10 => Act::Raise(hand.id_of(&interests), hand.id_of(&interests)),
            11 => Act::Unwant(hand.id_of(&interests)),
            12..=17 => {
                let visit = if hand.number().is_multiple_of(3) { hand.one_of(&visits) } else { None };
                let aloud = hand.number().is_multiple_of(2);
                let learner =
                    if hand.number().is_multiple_of(4) { hand.person() } else { hand.one_of(&[XIMENA, MATEO, LUIS]).unwrap_or(LUIS) };
                Act::Propose(Propose { tutorial: hand.form(&tutorials), learner, offer: hand.id_of(&offers), visit, aloud })
            }
            18 | 19 => Act::Agree(ongoing(&mut hand)),
            20 => Act::Decline(ongoing(&mut hand)),
            21 => Act::AskRehearsal(ongoing(&mut hand)),
            22 => Act::Rehearse(ongoing(&mut hand)),
            23 => Act::Stop(ongoing(&mut hand)),
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
                let agreed = if hand.number().is_multiple_of(2) { None } else { Some(hand.day()) };
                let (tutorial, demonstration) = (hand.form(&tutorials), hand.form(&demonstrations));
                let (tutor, topic) = if hand.number().is_multiple_of(4) {
                    (hand.person(), hand.topic())
                } else {
                    hand.one_of(&mastered).unwrap_or((ELVIA, PI))
                };
                let school = hand.one_of(&[AGUA_ZARCA, AGUA_ZARCA, AGUA_ZARCA, LA_NORIA]).unwrap_or(LA_NORIA);
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
                let (school, responsible) = hand
                    .one_of(&[(AGUA_ZARCA, ELVIA), (AGUA_ZARCA, BERTA), (LA_NORIA, JULIAN), (LA_NORIA, ELVIA)])
                    .unwrap_or((LA_NORIA, ELVIA));
                let visitors = vec![hand.one_of(&[CELIA, JULIAN, ELVIA, NADIA, TOMASA]).unwrap_or(CELIA)];
                Act::Visit(Visit { visit, school, day: hand.day(), visitors, responsible })
            }
            45 => Act::WithdrawVisit(hand.id_of(&visits)),
            46 | 48 => {
                let other = if hand.number().is_multiple_of(3) { hand.person() } else { hand.anybody() };
                Act::Merge(hand.person(), other)
            }
            49 => Act::TopicStands(hand.topic(), !hand.number().is_multiple_of(3)),
            _ => {
                let version = i32::try_from(hand.number() % 3).unwrap_or(0) + 1;
                Act::VersionStands(hand.topic(), version, hand.number().is_multiple_of(2))
            }
        };
        let fit = hand.fit(&act, &tutored);
        let by = if hand.number().is_multiple_of(6) { hand.person() } else { hand.one_of(&fit).unwrap_or(ELVIA) };
        Ok(Some(Deed { by, act }))
    }

    /// Whether it carries the id of what it makes, so that it may be sent twice.
    pub fn is_a_form(&self) -> bool {
        use Act::*;
        // Who merges herself away is nobody when it is sent again; her session is the other's by then.
        if matches!(self.act, Merge(_, other) if other != self.by) {
            return true;
        }
        if let Undone(undone) = &self.act {
            return undone.is_a_form();
        }
        matches!(
            self.act,
            Publish(..)
                | Improve(..)
                | TopicStands(..)
                | VersionStands(..)
                | Vouch(..)
                | Offer(..)
                | Want(..)
                | Raise(..)
                | Unwant(..)
                | Unblock(..)
                | Propose(..)
                | Agree(..)
                | Decline(..)
                | AskRehearsal(..)
                | Rehearse(..)
                | Stop(..)
                | WithdrawTutorial(..)
                | WithdrawMastery(..)
                | RestoreMastery(..)
                | ChangeOffer(..)
                | Enter(..)
                | Note(..)
                | Hold(..)
                | HoldAlone(..)
                | WithdrawDemonstration(..)
                | Paper(..)
                | Add(..)
                | Block(..)
                | Visit(..)
                | WithdrawVisit(..)
        )
    }

    /// Does it.
    pub fn act(self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let caller = accounts::caller(tx, self.by)?.map_or(Caller::ANONYMOUS, Caller::member);
        perform(tx, &caller, self.act)
    }
}

fn perform(tx: &mut Tx<'_>, caller: &Caller, act: Act) -> Result<(), Error> {
    use actions::{corrections, demonstrations, masteries, notes, paper, people, topics, tutorials, visits};
    match act {
        Act::Publish(topic, before) => topics::publish(tx, caller, topic, "es", Origin::Own, "CC0-1.0", &text(before)).map(drop),
        Act::Improve(topic, seen, before) => topics::improve(tx, caller, topic, seen, &text(before)).map(drop),
        Act::TopicStands(topic, stands) => topics::set_standing(tx, caller, topic, stands),
        Act::VersionStands(topic, version, stands) => topics::set_version_standing(tx, caller, topic, version, stands),
        Act::Vouch(mastery, person, topic, day) => masteries::vouch(tx, caller, mastery, person, topic, day, "Lo enseñó.").map(drop),
        Act::WithdrawMastery(mastery) => masteries::withdraw(tx, caller, mastery),
        Act::RestoreMastery(mastery) => masteries::restore(tx, caller, mastery),
        Act::Offer(offer, mastery, places) => masteries::offer(tx, caller, offer, mastery, places).map(drop),
        Act::ChangeOffer(offer, places, state) => masteries::change_offer(tx, caller, offer, places, state),
        Act::Want(interest, learner, topic) => {
            masteries::state_interest(tx, caller, interest, learner, topic, None, "Por curiosidad").map(drop)
        }
        Act::Raise(interest, past) => masteries::raise_interest(tx, caller, interest, past),
        Act::Unwant(interest) => masteries::withdraw_interest(tx, caller, interest).map(drop),
        Act::Propose(input) => tutorials::propose(tx, caller, &input).map(drop),
        Act::Agree(tutorial) => tutorials::agree(tx, caller, tutorial),
        Act::Decline(tutorial) => tutorials::decline(tx, caller, tutorial),
        Act::AskRehearsal(tutorial) => tutorials::ask_rehearsal(tx, caller, tutorial),
        Act::Rehearse(tutorial) => tutorials::rehearse(tx, caller, tutorial, None),
        Act::Stop(tutorial) => tutorials::stop(tx, caller, tutorial, None, "Empezó la cosecha."),
        Act::WithdrawTutorial(tutorial) => tutorials::withdraw(tx, caller, tutorial),
        Act::Enter(input) => tutorials::write_entry(tx, caller, &input).map(drop),
        Act::CorrectEntry(entry) => tutorials::correct_entry(tx, caller, entry, "Corregido.").map(drop),
        Act::WithdrawEntry(entry) => tutorials::withdraw_entry(tx, caller, entry).map(drop),
        Act::Note(note, tutorial) => notes::write(tx, caller, note, tutorial, "Va bien.").map(drop),
        Act::Plan(input) => demonstrations::plan(tx, caller, &input).map(drop),
        Act::Cancel(demonstration) => demonstrations::cancel(tx, caller, demonstration).map(drop),
        Act::Hold(demonstration, tutorial, record) => demonstrations::hold(tx, caller, demonstration, tutorial, &record).map(drop),
        Act::HoldAlone(demonstration, whose, topic, path, record) => {
            demonstrations::hold_without_tutor(tx, caller, demonstration, whose, topic, path, &record).map(drop)
        }
        Act::Correct(demonstration, record) => corrections::correct(tx, caller, demonstration, &record),
        Act::WithdrawDemonstration(demonstration) => corrections::withdraw(tx, caller, demonstration),
        Act::Paper(input) => paper::enter(tx, caller, &input).map(drop),
        Act::Add(input) => people::add(tx, caller, &input).map(drop),
        Act::Edit(input) => people::edit(tx, caller, &input),
        Act::Leave(person, node) => people::leave(tx, caller, person, node),
        Act::Erase(person) => people::erase(tx, caller, person),
        Act::Merge(kept, other) => actions::same_person::merge(tx, caller, kept, other),
        Act::Block(block, one, other) => people::block(tx, caller, block, one, other),
        Act::Unblock(person, block) => people::unblock(tx, caller, person, block),
        Act::Visit(input) => visits::agree(tx, caller, &input).map(drop),
        Act::WithdrawVisit(visit) => visits::withdraw(tx, caller, visit).map(drop),
        Act::Undone(undone) => undone.perform(tx, caller),
    }
}

fn text(prerequisites: Vec<TopicId>) -> actions::topics::Text {
    actions::topics::Text {
        title: "¿Cuántas teselas caben?".to_owned(),
        title_en: String::new(),
        subject: "matematicas".to_owned(),
        challenge: "Mide y explica.".to_owned(),
        why: String::new(),
        questions: "¿Qué te dicen?".to_owned(),
        sources: String::new(),
        prerequisites,
    }
}
