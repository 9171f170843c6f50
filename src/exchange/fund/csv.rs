//! The fund as a table: one row a version, so that a spreadsheet shows how a topic grew.

use super::Fund;

const HEADER: [&str; 22] = [
    "id",
    "uuid",
    "version",
    "counts",
    "language",
    "origin",
    "licence",
    "published",
    "written",
    "title",
    "title_en",
    "subject",
    "challenge",
    "why",
    "questions",
    "sources",
    "prerequisites",
    "school",
    "adapted_from",
    "translation_of",
    "same_as",
    "school_id",
];

/// The table, in UTF-8 with commas. Lists are parted by line breaks.
///
/// # Errors
/// None in practice: it is written into memory.
pub fn table(fund: &Fund) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(HEADER)?;
    let from = |topic: &str, kind: &str| -> String {
        let others = fund.relations.iter().filter(|relation| relation.topic == topic && relation.kind == kind);
        others.map(|relation| relation.other.as_str()).collect::<Vec<_>>().join("\n")
    };
    let related: std::collections::BTreeSet<&str> = fund.relations.iter().map(|relation| relation.topic.as_str()).collect();
    for topic in &fund.topics {
        let (adapted, translated) = match related.contains(topic.id.as_str()) {
            true => (from(&topic.id, "adapted"), from(&topic.id, "translation")),
            false => (String::new(), String::new()),
        };
        for version in &topic.versions {
            let counts = version.version == topic.version;
            let (number, questions, sources) = (version.version.to_string(), version.questions.join("\n"), version.sources.join("\n"));
            let before = if counts { topic.prerequisites.join("\n") } else { String::new() };
            let row: [&str; HEADER.len()] = [
                &topic.id,
                &topic.uuid,
                &number,
                if counts { "yes" } else { "no" },
                &topic.language,
                &topic.origin,
                &topic.licence,
                &topic.published,
                &version.written,
                &version.title,
                version.title_en.as_deref().unwrap_or_default(),
                &version.subject,
                &version.challenge,
                &version.why,
                &questions,
                &sources,
                &before,
                topic.school.as_deref().unwrap_or_default(),
                &adapted,
                &translated,
                topic.same_as.as_deref().unwrap_or_default(),
                topic.school_id.as_deref().unwrap_or_default(),
            ];
            writer.write_record(row)?;
        }
    }
    writer.into_inner().map_err(|error| ::csv::Error::from(error.into_error()))
}
