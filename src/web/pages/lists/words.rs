//! Why a row is asked about, refused or doubted, and why a file cannot be read, in the reader's language.

use crate::domain::cct::CctError;
use crate::exchange::bring_people::Likeness;
use crate::exchange::bring_schools::{Again, Change, Unfit};
use crate::exchange::lists::{Reason, Unread};
use crate::exchange::oneroster::{Flaw, FlawKind, PackageError};
use crate::exchange::package::{ItemRefusal, Unreadable};
use crate::exchange::people::{PersonDoubt, PersonRefusal};
use crate::exchange::schools::{SchoolRefusal, SchoolWarning};
use crate::exchange::table::TableError;
use crate::exchange::topics::pairs::PairRefusal;
use crate::exchange::topics::{TopicRefusal, TopicWarning};
use crate::web::locale::{Arg, Catalog, Language};
use crate::web::problems;

/// Why a row.
pub fn reason(catalog: &Catalog, language: Language, reason: &Reason) -> String {
    let text = |key: &str, args: &[(&str, Arg)]| catalog.text(language, key, args);
    let row = |key: &str, row: u64| text(key, &[("row", Arg::from(usize::try_from(row).unwrap_or(usize::MAX)))]);
    let plain = |key: &str| text(key, &[]);
    let ragged = |cells: usize| text("lists-ragged", &[("cells", cells.into())]);
    match reason {
        Reason::Person(PersonRefusal::Ragged { cells })
        | Reason::School(SchoolRefusal::Ragged { cells })
        | Reason::Topic(TopicRefusal::Ragged { cells })
        | Reason::Pair(PairRefusal::Ragged { cells })
        | Reason::Near(PairRefusal::Ragged { cells }) => ragged(*cells),
        Reason::Person(PersonRefusal::NeedsVoucher) => plain("lists-needs-voucher"),
        Reason::Person(PersonRefusal::At(field, fault)) => {
            let field = plain(&format!("lists-field-{}", field.word()));
            text("lists-at", &[("field", field.into()), ("problem", problems::message(catalog, language, *fault).into())])
        }
        Reason::PersonDoubt(PersonDoubt::Language) => plain("lists-person-language"),
        Reason::Person(PersonRefusal::Gone(None)) => plain("lists-gone"),
        Reason::Person(PersonRefusal::Gone(Some(name))) => text("lists-gone-here", &[("name", name.clone().into())]),
        Reason::Alike(Likeness::There(_)) => plain("lists-like-there"),
        Reason::Alike(Likeness::Member(_)) => plain("lists-like-member"),
        Reason::Alike(Likeness::Row(first)) => row("lists-like-row", *first),
        Reason::School(SchoolRefusal::Cct(CctError::Empty)) => plain("lists-cct-empty"),
        Reason::School(SchoolRefusal::Cct(_)) => plain("lists-cct-shape"),
        Reason::School(SchoolRefusal::Duplicate { first_row }) => row("lists-same-school", *first_row),
        Reason::School(SchoolRefusal::PersonalData(_)) | Reason::Topic(TopicRefusal::PersonalData(_)) => plain("lists-personal"),
        Reason::SchoolDoubt(doubt) => match doubt {
            SchoolWarning::CheckLetter { expected } => text("lists-check-letter", &[("letter", expected.to_string().into())]),
            SchoolWarning::OtherShape => plain("lists-other-shape"),
            SchoolWarning::UnknownState => plain("lists-unknown-state"),
            SchoolWarning::CutOff => plain("lists-cut-off"),
            SchoolWarning::ShiftUnstated => plain("lists-no-shift"),
            SchoolWarning::NameBlank => plain("lists-no-name"),
            SchoolWarning::CoordinatesSwapped => plain("lists-point-swapped"),
            SchoolWarning::CoordinatesOutside => plain("lists-point-outside"),
            SchoolWarning::CoordinatesElsewhere => plain("lists-point-elsewhere"),
            SchoolWarning::CoordinatesUnreadable => plain("lists-point-unreadable"),
            SchoolWarning::PupilsUnreadable => plain("lists-pupils-unreadable"),
            SchoolWarning::Damaged => plain("lists-damaged"),
        },
        Reason::SchoolUnfit(Unfit::State) => plain("lists-other-state"),
        Reason::SchoolUnfit(Unfit::Place) => plain("lists-other-place"),
        Reason::SchoolUnfit(Unfit::Shift) => plain("lists-which-shift"),
        Reason::SchoolByKey => plain("lists-by-key"),
        Reason::SchoolAgain(school) => again(catalog, language, school),
        Reason::Topic(TopicRefusal::EmptyTitle) => plain("lists-no-title"),
        Reason::Topic(TopicRefusal::TooLong { limit, .. }) => text("lists-text-long", &[("count", (*limit).into())]),
        Reason::Topic(TopicRefusal::Duplicate { first_row }) => row("lists-same-row", *first_row),
        Reason::Topic(TopicRefusal::DamagedTitle) => plain("lists-damaged-title"),
        Reason::TopicDoubt(doubt) => match doubt {
            TopicWarning::Damaged => plain("lists-damaged"),
            TopicWarning::DoubtfulMark => plain("lists-mark"),
            TopicWarning::GradeUnreadable => plain("lists-grade"),
            TopicWarning::LanguageUnknown => plain("lists-language"),
        },
        Reason::Item(refusal) => plain(match refusal {
            ItemRefusal::Shape => "lists-item-shape",
            ItemRefusal::EmptyTitle => "lists-no-title",
            ItemRefusal::Number => "lists-item-number",
            ItemRefusal::TooLong => "lists-item-long",
            ItemRefusal::Damaged => "lists-damaged",
            ItemRefusal::PersonalData => "lists-personal",
            ItemRefusal::Duplicate => "lists-item-twice",
            ItemRefusal::Elsewhere => "lists-item-elsewhere",
            ItemRefusal::Itself => "lists-item-itself",
        }),
        Reason::Near(PairRefusal::Empty) => plain("lists-near-empty"),
        Reason::Near(PairRefusal::Itself { name }) => text("lists-near-itself", &[("name", name.clone().into())]),
        Reason::Near(PairRefusal::Unknown { name }) => text("lists-near-unknown", &[("name", name.clone().into())]),
        Reason::Pair(PairRefusal::Empty) => plain("lists-pair-empty"),
        Reason::Pair(PairRefusal::Damaged) | Reason::Near(PairRefusal::Damaged) => plain("lists-damaged"),
        Reason::Pair(PairRefusal::Itself { name }) => text("lists-pair-itself", &[("name", name.clone().into())]),
        Reason::Pair(PairRefusal::Unknown { name }) => text("lists-pair-unknown", &[("name", name.clone().into())]),
        Reason::Pair(PairRefusal::Twice { name }) | Reason::Near(PairRefusal::Twice { name }) => {
            text("lists-pair-twice", &[("name", name.clone().into())])
        }
        Reason::Pair(PairRefusal::Duplicate { first_row }) | Reason::Near(PairRefusal::Duplicate { first_row }) => {
            row("lists-same-row", *first_row)
        }
        Reason::Pair(PairRefusal::InCircle { first, then }) | Reason::Near(PairRefusal::InCircle { first, then }) => {
            text("lists-pair-circle", &[("first", first.clone().into()), ("then", then.clone().into())])
        }
    }
}

/// What becomes otherwise of a school.
fn again(catalog: &Catalog, language: Language, school: &Again) -> String {
    let text = |key: &str, args: &[(&str, Arg)]| catalog.text(language, key, args);
    let change = |change: &Change| match change {
        Change::Name { from } => text("lists-school-name", &[("from", from.clone().into()), ("to", school.row.name.clone().into())]),
        Change::Point { known: true } => text("lists-school-point", &[]),
        Change::Point { known: false } => text("lists-school-point-new", &[]),
        Change::Shift => text("lists-school-shift", &[("shift", school.row.shift.word().into())]),
    };
    let mut said: Vec<String> = school.changes.iter().map(change).collect();
    for step in school.steps() {
        let level: Arg = text(&format!("words-level-{}", step.level), &[]).into();
        said.push(match &step.from {
            Some(from) => text("lists-school-under", &[("level", level), ("from", from.clone().into()), ("to", step.to.clone().into())]),
            None => text("lists-school-under-new", &[("level", level), ("to", step.to.clone().into())]),
        });
    }
    said.join(" ")
}

/// Why a file as a whole cannot be read.
pub fn unread(catalog: &Catalog, language: Language, error: &Unread) -> String {
    match error {
        Unread::Table(error) => table(catalog, language, error),
        Unread::Roster(error) => package(catalog, language, error),
        Unread::Topics(Unreadable::NotJson(_)) => catalog.text(language, "lists-package-damaged", &[]),
        Unread::Topics(Unreadable::Format(format)) => catalog.text(language, "lists-package-format", &[("format", format.clone().into())]),
        Unread::Topics(Unreadable::Case(flaws)) => {
            let first = flaws.first().map(ToString::to_string).unwrap_or_default();
            catalog.text(language, "lists-package-flaws", &[("count", flaws.len().into()), ("first", first.into())])
        }
    }
}

fn package(catalog: &Catalog, language: Language, error: &PackageError) -> String {
    let text = |key: &str, args: &[(&str, Arg)]| catalog.text(language, key, args);
    let of = |key: &str, file: &str| text(key, &[("file", format!("{file}.csv").into())]);
    match error {
        PackageError::NotAnArchive => text("roster-damaged", &[]),
        PackageError::TooLarge => text("lists-file-unpacks", &[]),
        PackageError::Version(version) if version.is_empty() => text("roster-no-version", &[]),
        PackageError::Version(version) => text("roster-version", &[("version", version.clone().into())]),
        PackageError::NoFile(file) => of("roster-no-file", file),
        PackageError::ChangesOnly(file) => of("roster-changes", file),
        PackageError::NoColumn { file, column } => {
            text("roster-no-column", &[("file", format!("{file}.csv").into()), ("column", (*column).into())])
        }
        PackageError::Table { file, error } => {
            text("roster-table", &[("file", format!("{file}.csv").into()), ("problem", table(catalog, language, error).into())])
        }
        PackageError::OtherSchool(names) => text("roster-other", &[("count", names.len().into()), ("schools", names.join(", ").into())]),
    }
}

/// What is wrong with a row of a package.
pub fn flaw(catalog: &Catalog, language: Language, flaw: &Flaw) -> String {
    let text = |key: &str, column: &str| {
        let named: &[(&str, Arg)] = if column.is_empty() { &[] } else { &[("column", column.into())] };
        catalog.text(language, key, named)
    };
    match &flaw.what {
        FlawKind::Ragged => text("roster-ragged", ""),
        FlawKind::Blank(column) => text("roster-blank", column),
        FlawKind::Twice => text("roster-twice", ""),
        FlawKind::Dangling(column) => text("roster-dangling", column),
        FlawKind::UnknownWord(column) => text("roster-word", column),
    }
}

fn table(catalog: &Catalog, language: Language, error: &TableError) -> String {
    let text = |key: &str, args: &[(&str, Arg)]| catalog.text(language, key, args);
    match error {
        TableError::TooLarge { .. } => text("lists-file-unpacks", &[]),
        TableError::TooManyColumns { .. } => text("lists-file-columns", &[]),
        TableError::TooManyRows { most } => text("lists-file-rows", &[("count", (*most).into())]),
        TableError::Empty => text("lists-file-empty", &[]),
        TableError::NotText => text("lists-file-not-text", &[]),
        TableError::NotAWorkbook => text("lists-file-not-workbook", &[]),
        TableError::NoSheet { .. } => text("lists-file-not-workbook", &[]),
        TableError::OpenQuote { row } => text("lists-file-quote", &[("row", usize::try_from(*row).unwrap_or_default().into())]),
        TableError::MissingColumn { wanted: "from" } => text("lists-pairs-columns", &[]),
        TableError::MissingColumn { wanted } => text("lists-missing", &[("field", text(&format!("lists-field-{wanted}"), &[]).into())]),
    }
}
