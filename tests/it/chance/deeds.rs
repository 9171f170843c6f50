//! What somebody does, and how it is done.

use relevo::actions::corrections::Rehearsal;
use relevo::actions::demonstrations::{Plan, Record};
use relevo::actions::moves;
use relevo::actions::paper::Paper;
use relevo::actions::paper_tutorials::Lived;
use relevo::actions::people::{Person, Return};
use relevo::actions::school_years::Turn;
use relevo::actions::tutorials::{Propose, Write};
use relevo::actions::visits::Visit;
use relevo::actions::{self, Error};
use relevo::domain::id::*;
use relevo::domain::moment::Day;
use relevo::domain::policy::Caller;
use relevo::domain::words::*;
use relevo::store::{Tx, accounts};

/// Something that somebody does, with everything that it needs.
#[derive(Debug, Clone)]
pub struct Deed {
    pub by: PersonId,
    pub act: Act,
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
    Want(InterestId, PersonId, TopicId, Option<Day>),
    Raise(InterestId, InterestId),
    Unwant(InterestId),
    Propose(Propose),
    Agree(TutorialId),
    Decline(TutorialId),
    AskRehearsal(TutorialId),
    Rehearse(TutorialId, Option<Day>),
    Unrehearse(TutorialId, Rehearsal),
    Stop(TutorialId, Option<Day>),
    Resume(TutorialId),
    BeginOn(TutorialId, Day),
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
    Lived(Lived),
    Add(Person),
    Edit(Person),
    Leave(PersonId, NodeId),
    ComeBack(PersonId, NodeId, Return, Option<PersonId>),
    HandOver(PersonId, moves::Offer),
    TakeIn(PersonId, moves::TakenIn),
    UndoMove(PersonId, MoveId),
    CloseMove(MoveId),
    TurnYear(Turn),
    UnturnYear(NodeId, SchoolYearId),
    Erase(PersonId),
    Merge(PersonId, PersonId),
    Block(BlockId, PersonId, PersonId),
    Unblock(PersonId, BlockId),
    Visit(Visit),
    CorrectVisit(Visit),
    AnswerVisit(VisitId),
    WithdrawVisit(VisitId),
}

impl Deed {
    /// Whether it carries the id of what it makes, so that it may be sent twice.
    pub fn is_a_form(&self) -> bool {
        use Act::*;
        // Who merges herself away is nobody when it is sent again; her session is the other's by then. And who has gone to another school is no
        // steward of the one that she left.
        if let Merge(_, other) | HandOver(other, _) | TakeIn(other, _) | UndoMove(other, _) = self.act
            && other != self.by
        {
            return true;
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
                | Unrehearse(..)
                | Stop(..)
                | Resume(..)
                | BeginOn(..)
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
                | Lived(..)
                | Add(..)
                | ComeBack(..)
                | CloseMove(..)
                | TurnYear(..)
                | UnturnYear(..)
                | Block(..)
                | Visit(..)
                | CorrectVisit(..)
                | AnswerVisit(..)
                | WithdrawVisit(..)
        )
    }

    /// What kind of thing is done.
    pub fn kind(&self) -> String {
        let told = format!("{:?}", self.act);
        told.split('(').next().unwrap_or_default().to_owned()
    }

    /// Does it.
    pub fn act(self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let caller = accounts::caller(tx, self.by)?.map_or(Caller::ANONYMOUS, Caller::member);
        perform(tx, &caller, self.act)
    }
}

fn perform(tx: &mut Tx<'_>, caller: &Caller, act: Act) -> Result<(), Error> {
    use actions::{corrections, demonstrations, masteries, notes, paper, paper_tutorials, people, school_years, topics, tutorials, visits};
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
        Act::Want(interest, learner, topic, day) => {
            masteries::state_interest(tx, caller, interest, learner, topic, day, "Por curiosidad").map(drop)
        }
        Act::Raise(interest, past) => masteries::raise_interest(tx, caller, interest, past),
        Act::Unwant(interest) => masteries::withdraw_interest(tx, caller, interest).map(drop),
        Act::Propose(input) => tutorials::propose(tx, caller, &input).map(drop),
        Act::Agree(tutorial) => tutorials::agree(tx, caller, tutorial),
        Act::Decline(tutorial) => tutorials::decline(tx, caller, tutorial),
        Act::AskRehearsal(tutorial) => tutorials::ask_rehearsal(tx, caller, tutorial),
        Act::Rehearse(tutorial, day) => tutorials::rehearse(tx, caller, tutorial, day),
        Act::Unrehearse(tutorial, noted) => corrections::unrehearse(tx, caller, tutorial, noted),
        Act::Stop(tutorial, day) => tutorials::stop(tx, caller, tutorial, day, "Empezó la cosecha."),
        Act::Resume(tutorial) => corrections::resume(tx, caller, tutorial),
        Act::BeginOn(tutorial, day) => corrections::begin_on(tx, caller, tutorial, day),
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
        Act::Lived(input) => paper_tutorials::enter(tx, caller, &input).map(drop),
        Act::Add(input) => people::add(tx, caller, &input).map(drop),
        Act::Edit(input) => people::edit(tx, caller, &input),
        Act::Leave(person, node) => people::leave(tx, caller, person, node),
        Act::ComeBack(person, node, how, voucher) => people::come_back(tx, caller, person, node, how, voucher),
        Act::HandOver(person, offer) => moves::hand_over(tx, caller, person, &offer),
        Act::TakeIn(_, input) => moves::take_in(tx, caller, &input).map(drop),
        Act::UndoMove(_, movement) => moves::undo(tx, caller, movement).map(drop),
        Act::CloseMove(movement) => moves::close(tx, caller, movement).map(drop),
        Act::TurnYear(input) => school_years::turn(tx, caller, &input),
        Act::UnturnYear(school, year) => school_years::withdraw(tx, caller, school, year),
        Act::Erase(person) => people::erase(tx, caller, person),
        Act::Merge(kept, other) => actions::same_person::merge(tx, caller, kept, other),
        Act::Block(block, one, other) => people::block(tx, caller, block, one, other),
        Act::Unblock(person, block) => people::unblock(tx, caller, person, block),
        Act::Visit(input) => visits::agree(tx, caller, &input).map(drop),
        Act::CorrectVisit(input) => visits::correct(tx, caller, &input),
        Act::AnswerVisit(visit) => visits::answer(tx, caller, visit).map(drop),
        Act::WithdrawVisit(visit) => visits::withdraw(tx, caller, visit).map(drop),
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
