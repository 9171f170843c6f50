//! A problem's sentence in the reader's language: what happened, and what to do. One message a problem, `problem-<name>`.

use super::locale::{Arg, Catalog, Day as Style, Language};
use super::templates;
use crate::domain::refusal::{FieldProblem, Problem, Refusal, WHOLE};

/// The messages of a refusal, for the summary and the fields of a form.
pub fn messages(catalog: &Catalog, language: Language, refusal: &Refusal) -> Vec<templates::Problem> {
    let Refusal::Invalid(problems) = refusal else { return Vec::new() };
    problems
        .iter()
        .map(|FieldProblem { field, problem }| {
            let text = message(catalog, language, *problem);
            if *field == WHOLE { templates::Problem::overall(text) } else { templates::Problem::new(*field, text) }
        })
        .collect()
}

/// The sentence for one problem.
pub fn message(catalog: &Catalog, language: Language, problem: Problem) -> String {
    let number = |count: usize| vec![("count", Arg::from(count))];
    let (key, args): (&str, Vec<(&str, Arg)>) = match problem {
        Problem::Missing => ("problem-missing", vec![]),
        Problem::TooLong(most) => ("problem-too-long", number(most)),
        Problem::TooMany(most) => ("problem-too-many", number(most)),
        Problem::TooShort(least) => ("problem-too-short", number(least)),
        Problem::TooShortBesideName(least) => ("problem-too-short-beside-name", number(least)),
        Problem::UnknownChoice => ("problem-unknown-choice", vec![]),
        Problem::NoSuchTopic => ("problem-no-such-topic", vec![]),
        Problem::TheTopicItself => ("problem-the-topic-itself", vec![]),
        Problem::NotBetween(least, most) => ("problem-not-between", vec![("least", least.into()), ("most", most.into())]),
        Problem::NotADate => ("problem-not-a-date", vec![]),
        Problem::NotOurTime(from, until) => {
            ("problem-not-our-time", vec![("from", from.to_string().into()), ("until", until.to_string().into())])
        }
        Problem::InTheFuture => ("problem-in-the-future", vec![]),
        Problem::TooFarAhead => ("problem-too-far-ahead", vec![]),
        Problem::NotAKey => ("problem-not-a-key", vec![]),
        Problem::NotAHandle => ("problem-not-a-handle", vec![]),
        Problem::NobodyReads => ("problem-nobody-reads", vec![]),
        Problem::InThePast => ("problem-in-the-past", vec![]),
        Problem::AfterItStopped => ("problem-after-it-stopped", vec![]),
        Problem::BeforeItBegan => ("problem-before-it-began", vec![]),
        Problem::Curp => ("problem-curp", vec![]),
        Problem::Email => ("problem-email", vec![]),
        Problem::Phone => ("problem-phone", vec![]),
        Problem::NotAPlace => ("problem-not-a-place", vec![]),
        Problem::ListChanged => ("problem-list-changed", vec![]),
        Problem::MadeADate => ("problem-made-a-date", vec![]),
        Problem::NameSigns => ("problem-name-signs", vec![]),
        Problem::NotAName => ("problem-not-a-name", vec![]),
        Problem::NameTaken => ("problem-name-taken", vec![]),
        Problem::NotOfTheSchoolThen => ("problem-not-of-the-school-then", vec![]),
        Problem::NameGoesBack => ("problem-name-goes-back", vec![]),
        Problem::WrongPassword => ("problem-wrong-password", vec![]),
        Problem::WrongCredentials => ("problem-wrong-credentials", vec![]),
        Problem::TooManyTries(minutes) => ("problem-too-many-tries", vec![("minutes", minutes.into())]),
        Problem::CodeSpent => ("problem-code-spent", vec![]),
        Problem::OnlyInClass => ("problem-only-in-class", vec![]),
        Problem::CardNeedsConsent => ("problem-card-needs-consent", vec![]),
        Problem::PhotosNeedConsent => ("problem-photos-need-consent", vec![]),
        Problem::PasswordsDiffer => ("problem-passwords-differ", vec![]),
        Problem::OwnTutor => ("problem-own-tutor", vec![]),
        Problem::TutorDoesNotMaster => ("problem-tutor-does-not-master", vec![]),
        Problem::OfferClosed => ("problem-offer-closed", vec![]),
        Problem::OfferFull => ("problem-offer-full", vec![]),
        Problem::LearnerBusy => ("problem-learner-busy", vec![]),
        Problem::OtherLearnerBusy => ("problem-other-learner-busy", vec![]),
        Problem::SameTutorialOpen => ("problem-same-tutorial-open", vec![]),
        Problem::AlreadyMasters => ("problem-already-masters", vec![]),
        Problem::DemonstrationDoesNotStand => ("problem-demonstration-does-not-stand", vec![]),
        Problem::CannotBePaired => ("problem-cannot-be-paired", vec![]),
        Problem::NeedsVisit => ("problem-needs-visit", vec![]),
        Problem::BeforeTheVisit => ("problem-before-the-visit", vec![]),
        Problem::OnlyInAVisit => ("problem-only-in-a-visit", vec![]),
        Problem::OwnOfferFull => ("problem-own-offer-full", vec![]),
        Problem::OwnOfferClosed => ("problem-own-offer-closed", vec![]),
        Problem::MinorsAreOfSchools => ("problem-minors-are-of-schools", vec![]),
        Problem::OthersOffer => ("problem-others-offer", vec![]),
        Problem::AdultUnsure => ("problem-adult-unsure", vec![]),
        Problem::NobodyChosen => ("problem-nobody-chosen", vec![]),
        Problem::OddGroup => ("problem-odd-group", vec![]),
        Problem::OfficeOfAdults => ("problem-office-of-adults", vec![]),
        Problem::CommonPassword => ("problem-common-password", vec![]),
        Problem::NeedsVoucher => ("problem-needs-voucher", vec![]),
        Problem::TutorialEnded => ("problem-tutorial-ended", vec![]),
        Problem::NotAgreedYet => ("problem-not-agreed-yet", vec![]),
        Problem::NeedsWitness => ("problem-needs-witness", vec![]),
        Problem::NotByTheLearner => ("problem-not-by-the-learner", vec![]),
        Problem::ResponsibleWorksThere => ("problem-responsible-works-there", vec![]),
        Problem::TutorMastersNotNow => ("problem-tutor-masters-not-now", vec![]),
        Problem::BeforeItsRehearsal => ("problem-before-its-rehearsal", vec![]),
        Problem::SaysItThemselves => ("problem-says-it-themselves", vec![]),
        Problem::NoVisitThen => ("problem-no-visit-then", vec![]),
        Problem::OnlyOnAVisit => ("problem-only-on-a-visit", vec![]),
        Problem::VisitorHasBegun => ("problem-visitor-has-begun", vec![]),
        Problem::ResponsibleIsVisitor => ("problem-responsible-is-visitor", vec![]),
        Problem::VisitorIsMinor => ("problem-visitor-is-minor", vec![]),
        Problem::LastSteward => ("problem-last-steward", vec![]),
        Problem::StewardsAreAdults => ("problem-stewards-are-adults", vec![]),
        Problem::AdultElsewhere => ("problem-adult-elsewhere", vec![]),
        Problem::LaterThanWhatIsWritten => ("problem-later-than-what-is-written", vec![]),
        Problem::EarlierThanWhatIsWritten => ("problem-earlier-than-what-is-written", vec![]),
        Problem::TooLongAgo => ("problem-too-long-ago", vec![]),
        Problem::LearnerHasLeft => ("problem-learner-has-left", vec![]),
        Problem::NotAPin => ("problem-not-a-pin", vec![]),
        Problem::LaterThanWhatCame => ("problem-later-than-what-came", vec![]),
        Problem::PrerequisiteLoop => ("problem-prerequisite-loop", vec![]),
        Problem::StillInUse => ("problem-still-in-use", vec![]),
        Problem::PlaceClosed => ("problem-place-closed", vec![]),
        Problem::LevelInUse(level, count) => ("problem-level-in-use", vec![("level", level.word().into()), ("count", count.into())]),
        Problem::OfficeElsewhere => ("problem-office-elsewhere", vec![]),
        Problem::VisitHasBeen => ("problem-visit-has-been", vec![]),
        Problem::PlaceInUse => ("problem-place-in-use", vec![]),
        Problem::TopicWithdrawn => ("problem-topic-withdrawn", vec![]),
        Problem::LicenceTaken => ("problem-licence-taken", vec![]),
        Problem::LastVersion => ("problem-last-version", vec![]),
        Problem::NoMoreVersions => ("problem-no-more-versions", vec![]),
        Problem::YearTurned => ("problem-year-turned", vec![]),
        Problem::OnTheWay => ("problem-on-the-way", vec![]),
        Problem::OtherName => ("problem-other-name", vec![]),
        Problem::NobodySoCalled => ("problem-nobody-so-called", vec![]),
        Problem::OwnLineage => ("problem-own-lineage", vec![]),
        Problem::TheyMet => ("problem-they-met", vec![]),
        Problem::KeptApart => ("problem-kept-apart", vec![]),
        Problem::KeptApartSince(day) => ("problem-kept-apart-since", vec![("day", catalog.day(language, day, Style::Date).into())]),
        Problem::ChildAndAdult => ("problem-child-and-adult", vec![]),
        Problem::OthersAnswer => ("problem-others-answer", vec![]),
        Problem::TooLate => ("problem-too-late", vec![]),
        Problem::ChangedMeanwhile => ("problem-changed-meanwhile", vec![]),
        Problem::NotAFile => ("problem-not-a-file", vec![]),
        Problem::BrokenFile => ("problem-broken-file", vec![]),
        Problem::TooManyPoints(most) => ("problem-too-many-points", vec![("most", most.into())]),
        Problem::HeavyFile(most) => ("problem-heavy-file", vec![("most", most.into())]),
        Problem::LockedDocument => ("problem-locked-document", vec![]),
        Problem::AskedMeanwhile => ("problem-asked-meanwhile", vec![]),
        Problem::NoPairChosen => ("problem-no-pair-chosen", vec![]),
        Problem::FilesFull(most) => ("problem-files-full", number(most)),
    };
    catalog.text(language, key, &args)
}
