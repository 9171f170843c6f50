//! Why something was not done, as a value. The sentence is found by whoever shows it (`web` maps a problem to a message in the reader's
//! language), so that the same refusal reads well on a page, in the API and in a terminal.

use super::guard::Found;
use super::moment::Day;
use super::words::Level;

/// The form's own place for problems that belong to no single field.
pub const WHOLE: &str = "";

/// Why an action was refused. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is not there, or not for this reader: the two look the same from outside.
    NotFound,
    /// Something in the request has to be put right first.
    Invalid(Vec<FieldProblem>),
}

/// A problem and the field that it stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The form field's name, or [`WHOLE`].
    pub field: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was given.
    Missing,
    /// More than so many characters.
    TooLong(usize),
    /// More than so many were chosen.
    TooMany(usize),
    /// Fewer than so many characters.
    TooShort(usize),
    /// Not one of the choices.
    UnknownChoice,
    /// No topic here that could be meant.
    NoSuchTopic,
    /// The very topic that was asked about.
    TheTopicItself,
    /// Not a number, or outside these bounds.
    NotBetween(i64, i64),
    /// Not a date.
    NotADate,
    /// What a list would do is no longer what was shown of it.
    ListChanged,
    /// A spreadsheet made a date of what was typed.
    MadeADate,
    /// A date of another time: a year was mistyped. The years that can be.
    NotOurTime(i32, i32),
    /// The day has not come yet.
    InTheFuture,
    /// The day is more than a year ahead.
    TooFarAhead,
    /// Not the four digits of a PIN.
    NotAPin,
    /// Not the shape of a school's key.
    NotAKey,
    /// A sign-in name with other signs than letters, digits, dots and hyphens.
    NotAHandle,
    /// Nobody would be left to read this concern.
    NobodyReads,
    /// The day is past, where a coming one is meant.
    InThePast,
    /// The day lies before the thing that it belongs to began.
    BeforeItBegan,
    /// The day lies after the tutorial was stopped.
    AfterItStopped,
    /// A CURP was written into a text.
    Curp,
    /// An e-mail address was written into a text.
    Email,
    /// A phone number was written into a text.
    Phone,
    /// A name with more than tells two children apart.
    NotAName,
    /// A name with digits, or with signs that no name has.
    NameSigns,
    /// A place's name without letters, or with signs that no name has.
    NotAPlace,
    /// Someone else has this sign-in name.
    NameTaken,
    /// Somebody who would be of the school again has a name that somebody else has got there meanwhile.
    NameGoesBack,
    /// The learner was not of the school on that day, and is not today.
    NotOfTheSchoolThen,
    /// The sign-in name or the password does not match.
    WrongCredentials,
    /// Not the password that she has.
    WrongPassword,
    /// Shorter than so many characters, without the sign-in name that is in it.
    TooShortBesideName(usize),
    /// Too many tries; wait so many minutes.
    TooManyTries(u32),
    /// The code has been used, or is too old.
    CodeSpent,
    /// The card is good, and its school wants it used in an open classroom only.
    OnlyInClass,
    /// A card whose child's guardians have not said that it may open outside the classroom.
    CardNeedsConsent,
    /// Nothing is laid beside a child's record unless a guardian has said yes, and none no.
    PhotosNeedConsent,
    /// The two passwords differ.
    PasswordsDiffer,

    // ---- rules of the practice ----
    /// Nobody is her own tutor.
    OwnTutor,
    /// The tutor does not master the topic (on that day).
    TutorDoesNotMaster,
    /// The offer is paused or withdrawn.
    OfferClosed,
    /// All places of the offer are taken.
    OfferFull,
    /// The learner is in another tutorial.
    LearnerBusy,
    /// The same, said to somebody else than her.
    OtherLearnerBusy,
    /// There is a tutorial of this learner on this topic already.
    SameTutorialOpen,
    /// The learner masters the topic already.
    AlreadyMasters,
    /// The demonstration that gave the mastery was withdrawn, or ended otherwise.
    DemonstrationDoesNotStand,
    /// Two minors of different schools are not paired.
    CannotBePaired,
    /// An adult and a minor of different places meet only inside an agreed visit.
    NeedsVisit,
    /// Two of different places meet on the day of the visit, and not before.
    BeforeTheVisit,
    /// Who comes from elsewhere writes down only what happened on the day of a visit.
    OnlyInAVisit,
    /// Whoever would accept has no free place left.
    OwnOfferFull,
    /// Whoever would accept does not offer the topic now.
    OwnOfferClosed,
    /// A minor belongs to a school, and to nothing else.
    MinorsAreOfSchools,
    /// Schools other than the caller's offer the topic or are learning it.
    OthersOffer,
    /// Somebody entered as a minor would become an adult, and nobody has said so twice.
    AdultUnsure,
    /// Nobody was chosen.
    NobodyChosen,
    /// Signs that no group's name needs.
    OddGroup,
    /// Only adults hold this office.
    OfficeOfAdults,
    /// A password that is tried first by whoever guesses.
    CommonPassword,
    /// Somebody of the family or community needs a member of the school to vouch for her.
    NeedsVoucher,
    /// The tutorial has ended.
    TutorialEnded,
    /// The other side has still to agree.
    NotAgreedYet,
    /// At least one more person has to be present.
    NeedsWitness,
    /// The learner does not record her own promotion.
    NotByTheLearner,
    /// The responsible teacher cannot be one of the visitors.
    ResponsibleIsVisitor,
    /// Whoever answers for a visit works with one of its visitors on it.
    ResponsibleWorksThere,
    /// A tutorial has begun that leans on somebody's coming.
    VisitorHasBegun,
    /// The tutor does not master the topic as far as is known today.
    TutorMastersNotNow,
    /// To a child of another place one writes on the day of a visit.
    OnlyOnAVisit,
    /// A demonstration of a day on which it had not been rehearsed yet.
    BeforeItsRehearsal,
    /// Whoever is of another place says for herself that a tutorial goes on.
    SaysItThemselves,
    /// No visit brings the two together on that day.
    NoVisitThen,
    /// Minors do not come as visitors.
    VisitorIsMinor,
    /// The last steward of a node cannot leave it without one.
    LastSteward,
    /// Who administers a node cannot be a minor.
    StewardsAreAdults,
    /// She belongs to another place too, as an adult.
    AdultElsewhere,
    /// The mastery would be later than those that came from it.
    LaterThanWhatCame,
    /// It would begin after something that is written down of it.
    LaterThanWhatIsWritten,
    /// It would end, or come, before something that is written down already.
    EarlierThanWhatIsWritten,
    /// The day is more than a year ago.
    TooLongAgo,
    /// The learner does not belong to the school any more.
    LearnerHasLeft,
    /// A topic cannot come before itself.
    PrerequisiteLoop,
    /// Something else uses this now; it has to end first.
    StillInUse,
    /// The place is closed.
    PlaceClosed,
    /// People belong to the place, or other places hang under it.
    PlaceInUse,
    /// So many places are of a level that there would not be.
    LevelInUse(Level, i64),
    /// Not an office of that kind of place.
    OfficeElsewhere,
    /// A visit that was made, on which something began, is set right to another day that is past, and not to one that is to come.
    VisitHasBeen,
    /// The topic was withdrawn from the fund.
    TopicWithdrawn,
    /// Others have written under the licence already.
    LicenceTaken,
    /// No other version of the text would stand.
    LastVersion,
    /// The last version of the text has the highest number that there is.
    NoMoreVersions,
    /// The school's year turned a short time ago.
    YearTurned,
    /// She is on the way to another school already.
    OnTheWay,
    /// Whoever is on the way has another name.
    OtherName,
    /// Nobody there, or more than one, has that name in that grade.
    NobodySoCalled,
    /// The one tutored the other, directly or through others.
    OwnLineage,
    /// The two have met: they are two.
    TheyMet,
    /// A steward keeps the two apart.
    KeptApart,
    /// The reader, a steward, keeps the two apart since a day.
    KeptApartSince(Day),
    /// The one is a child, and the other is not.
    ChildAndAdult,
    /// One of the two also belongs to, or looks after, a place for which others answer.
    OthersAnswer,
    /// It has been too long to take it back.
    TooLate,
    /// The text has changed since the form was opened.
    ChangedMeanwhile,
    /// Neither a picture nor a document that is taken here, whatever it is called.
    NotAFile,
    /// It begins like a picture or a document, and cannot be read to its end.
    BrokenFile,
    /// A picture of more than so many million points.
    TooManyPoints(u32),
    /// A document of more than so many megabytes.
    HeavyFile(u32),
    /// A document that opens with a password alone.
    LockedDocument,
    /// Somebody was asked meanwhile, and nobody has said yes or no.
    AskedMeanwhile,
    /// No pair was chosen that could be proposed.
    NoPairChosen,
    /// The record has room for so many pictures and documents.
    FilesFull(usize),
}

impl From<Found> for Problem {
    fn from(found: Found) -> Self {
        match found {
            Found::Curp => Problem::Curp,
            Found::Email => Problem::Email,
            Found::Phone => Problem::Phone,
        }
    }
}

impl Refusal {
    /// One problem at one field.
    pub fn at(field: &'static str, problem: Problem) -> Refusal {
        Refusal::Invalid(vec![FieldProblem { field, problem }])
    }

    /// One problem of the whole request.
    pub fn whole(problem: Problem) -> Refusal {
        Refusal::at(WHOLE, problem)
    }

    /// Both at once. What is not there for this reader tells her nothing more.
    #[must_use]
    pub fn and(self, other: Refusal) -> Refusal {
        match (self, other) {
            (Refusal::Invalid(mut first), Refusal::Invalid(second)) => {
                first.extend(second);
                Refusal::Invalid(first)
            }
            (Refusal::NotFound, _) | (_, Refusal::NotFound) => Refusal::NotFound,
        }
    }
}

/// Collects every problem of a form, so that the reader sees them all at once and not one a try.
#[derive(Debug, Default)]
pub struct Check(Vec<FieldProblem>);

impl Check {
    /// No problem so far.
    pub fn new() -> Check {
        Check::default()
    }

    /// Notes a problem.
    pub fn add(&mut self, field: &'static str, problem: Problem) {
        self.0.push(FieldProblem { field, problem });
    }

    /// Notes the problem of a failed step and gives its value otherwise.
    pub fn take<T>(&mut self, field: &'static str, step: Result<T, Problem>) -> Option<T> {
        step.map_err(|problem| self.add(field, problem)).ok()
    }

    /// Notes a problem unless the condition holds.
    pub fn require(&mut self, holds: bool, field: &'static str, problem: Problem) {
        if !holds {
            self.add(field, problem);
        }
    }

    /// Notes a problem if the condition holds.
    pub fn forbid(&mut self, holds: bool, field: &'static str, problem: Problem) {
        self.require(!holds, field, problem);
    }

    /// # Errors
    /// All the problems that were noted.
    pub fn done(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.0)) }
    }
}
