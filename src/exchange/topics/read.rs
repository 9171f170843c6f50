//! From the cells of a table to topics.

use super::{MAX_TEXT, MAX_TITLE, TopicFile, TopicLayout, TopicRefusal, TopicRow, TopicWarning};
use crate::domain::guard;
use crate::domain::search::fold;
use crate::exchange::table::{Table, TableError};
use crate::exchange::{Problem, is_damaged, stated};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

const TITLE: &[&str] =
    &["title", "titulo", "tema", "nombre", "desafio titulo", "pretty display name", "display name", "abbreviated statement"];
const STATEMENT: &[&str] = &["description", "descripcion", "full statement", "enunciado"];
const ID: &[&str] = &["id", "identifier", "identificador", "clave", "name"];
const CODE: &[&str] = &["code", "codigo", "human coding scheme"];
const CHALLENGE: &[&str] = &["challenge", "desafio", "reto", "pregunta inicial"];
const WHY: &[&str] = &["why", "por que", "por que importa", "importancia"];
const QUESTIONS: &[&str] = &["questions", "preguntas", "preguntas guia"];
const SOURCES: &[&str] = &["sources", "fuentes", "recursos", "referencias"];
const SUBJECT: &[&str] = &["subject", "disciplina", "asignatura", "materia", "area", "domain", "campo formativo"];
const LANGUAGE: &[&str] = &["language", "idioma", "lengua"];
const PREREQUISITES: &[&str] = &["prerequisites", "antecedentes", "prerrequisitos"];
const GRADE: &[&str] = &["grado", "grade"];
const CONTENT: &[&str] = &["contenido", "contenidos"];
const PROCESS: &[&str] = &["pda", "proceso", "proceso de desarrollo de aprendizaje"];
const PROCESS_NUMBER: &[&str] = &["pda n"];

/// Reads topics; the layout is told by the header.
///
/// # Errors
/// [`TableError::MissingColumn`] when no column holds the titles.
pub fn read_topics(table: &Table) -> Result<TopicFile, TableError> {
    read_topics_in(table, "es")
}

/// The same, of a list that is in another language where it does not say in which.
///
/// # Errors
/// As [`read_topics`].
pub fn read_topics_in(table: &Table, tongue: &str) -> Result<TopicFile, TableError> {
    let curriculum = column(table, CONTENT).zip(column(table, PROCESS));
    let title = column(table, TITLE).or(curriculum.map(|(content, _)| content)).or(column(table, STATEMENT)).or(column(table, &["name"]));
    let Some(title) = title else {
        return Err(TableError::MissingColumn { wanted: "title" });
    };
    let layout = if curriculum.is_some() && column(table, TITLE).is_none() { TopicLayout::Curriculum } else { TopicLayout::Plain };
    let all = [
        TITLE,
        STATEMENT,
        ID,
        CODE,
        CHALLENGE,
        WHY,
        QUESTIONS,
        SOURCES,
        SUBJECT,
        LANGUAGE,
        PREREQUISITES,
        GRADE,
        CONTENT,
        PROCESS,
        PROCESS_NUMBER,
    ];
    let read: Vec<usize> = all.iter().filter_map(|names| column(table, names)).collect();
    let unread = table.columns().iter().enumerate().filter(|(at, _)| !read.contains(at)).map(|(_, c)| c.header.clone());
    let mut file = TopicFile { layout, unread: unread.collect(), rows: Vec::new(), refused: Vec::new(), warnings: Vec::new() };
    for ragged in table.ragged() {
        file.refused.push(Problem { row: ragged.row, reason: TopicRefusal::Ragged { cells: ragged.cells } });
    }
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut processes = HashMap::new();
    for (row, cells) in table.rows() {
        let mut warnings = Vec::new();
        let taken = topic(table, row, cells, title, (layout, tongue), &mut warnings)
            .and_then(|topic| take(&mut file, &mut by_key, &mut processes, topic));
        match taken {
            Ok(()) => file.warnings.extend(warnings.into_iter().map(|reason| Problem { row, reason })),
            Err(reason) => file.refused.push(Problem { row, reason }),
        }
    }
    file.refused.sort_by_key(|problem| problem.row);
    Ok(file)
}

/// What a page lets a column mean, and by which name it is read then.
const MEANINGS: [(&str, &[&str]); 13] = [
    ("title", TITLE),
    ("challenge", CHALLENGE),
    ("why", WHY),
    ("questions", QUESTIONS),
    ("sources", SOURCES),
    ("subject", SUBJECT),
    ("topic-language", LANGUAGE),
    ("prerequisites", PREREQUISITES),
    ("topic-grade", GRADE),
    ("content", CONTENT),
    ("process", PROCESS),
    ("identifier", ID),
    ("code", CODE),
];

/// The fields that a page offers.
pub fn fields() -> impl Iterator<Item = &'static str> {
    MEANINGS.iter().map(|(word, _)| *word)
}

/// What each column of a list is read as.
pub fn meanings(table: &Table) -> Vec<Option<&'static str>> {
    let mut meanings = vec![None; table.columns().len()];
    for (word, names) in MEANINGS.iter().rev() {
        if let Some(at) = column(table, names) {
            meanings[at] = Some(*word);
        }
    }
    meanings
}

/// Lets a column mean what somebody says of it: a field's word, or nothing.
pub fn call(table: &mut Table, at: usize, word: &str) {
    let known = MEANINGS.iter().find(|(field, _)| *field == word).and_then(|(_, names)| names.first());
    table.call(at, known.copied().unwrap_or_default());
}

/// Adds a topic, or, in the curriculum, its process to the topic that is there already.
fn take(
    file: &mut TopicFile,
    by_key: &mut HashMap<String, usize>,
    processes: &mut HashMap<(usize, String), u64>,
    topic: TopicRow,
) -> Result<(), TopicRefusal> {
    let at = match by_key.entry(topic.key.clone()) {
        Entry::Vacant(vacant) => {
            let at = *vacant.insert(file.rows.len());
            for question in &topic.questions {
                processes.insert((at, fold(question)), topic.row);
            }
            file.rows.push(topic);
            return Ok(());
        }
        Entry::Occupied(occupied) => *occupied.get(),
    };
    let first = &mut file.rows[at];
    if file.layout == TopicLayout::Plain {
        return Err(TopicRefusal::Duplicate { first_row: first.row });
    }
    let length: usize = first.questions.iter().chain(&topic.questions).map(|q| q.chars().count()).sum();
    if length > MAX_TEXT {
        return Err(TopicRefusal::TooLong { found: length, limit: MAX_TEXT });
    }
    if topic.questions.is_empty() {
        return Err(TopicRefusal::Duplicate { first_row: first.row });
    }
    for question in topic.questions {
        match processes.entry((at, fold(&question))) {
            Entry::Occupied(earlier) => {
                return Err(TopicRefusal::Duplicate { first_row: *earlier.get() });
            }
            Entry::Vacant(vacant) => vacant.insert(topic.row),
        };
        first.questions.push(question);
    }
    Ok(())
}

fn topic(
    table: &Table,
    row: u64,
    cells: &[String],
    title: usize,
    (layout, tongue): (TopicLayout, &str),
    warnings: &mut Vec<TopicWarning>,
) -> Result<TopicRow, TopicRefusal> {
    let cell = |names: &[&str]| column(table, names).map_or("", |at| cells[at].as_str());
    let stating = column(table, STATEMENT);
    let names: Vec<String> = [ID, CODE].into_iter().filter_map(|column| stated(cell(column))).collect();
    let mut written = cells[title].split_whitespace().collect::<Vec<_>>().join(" ");
    // Some lists leave the title out where they have an id: it is called by that.
    if let (true, Some(name)) = (written.is_empty(), names.first()) {
        written.clone_from(name);
    }
    // A statement is no title: its beginning is, after the code by which people know it.
    let shortened = if stating == Some(title) && !fold(&written).is_empty() { Some(short(&written, &stated(cell(CODE)))) } else { None };
    // One full stop at the end goes; an ellipsis stays.
    let title = shortened.unwrap_or(written);
    let title = title.strip_suffix('.').filter(|t| !t.ends_with('.')).map_or(title.clone(), str::to_owned);
    let challenge = if column(table, CHALLENGE).is_some() { cell(CHALLENGE) } else { cell(STATEMENT) };
    let (why, subject) = (cell(WHY), stated(cell(SUBJECT)).unwrap_or_default());
    let (questions, sources, prerequisites) = match layout {
        TopicLayout::Curriculum => (stated(cell(PROCESS)).into_iter().collect(), Vec::new(), Vec::new()),
        TopicLayout::Plain => (list(cell(QUESTIONS)), list(cell(SOURCES)), prerequisites(cell(PREREQUISITES), !names.is_empty())),
    };
    if fold(&title).is_empty() {
        return Err(TopicRefusal::EmptyTitle);
    }
    within(title.chars().count(), MAX_TITLE)?;
    within(subject.chars().count(), MAX_TITLE)?;
    for text in [challenge, why] {
        within(text.chars().count(), MAX_TEXT)?;
    }
    for texts in [&questions, &sources, &prerequisites] {
        within(texts.iter().map(|t| t.chars().count()).sum(), MAX_TEXT)?;
    }
    if is_damaged(&title) {
        return Err(TopicRefusal::DamagedTitle);
    }
    let rest = [challenge, why, subject.as_str()].into_iter();
    let rest: Vec<&str> = rest.chain([&questions, &sources, &prerequisites].into_iter().flatten().map(String::as_str)).collect();
    for text in rest.iter().copied().chain([title.as_str()]) {
        if let Some(found) = guard::personal_data(text) {
            return Err(TopicRefusal::PersonalData(found.kind));
        }
    }
    if rest.iter().any(|text| is_damaged(text)) {
        warnings.push(TopicWarning::Damaged);
    }
    if has_doubtful_mark(&title) {
        warnings.push(TopicWarning::DoubtfulMark);
    }
    let grade = match stated(cell(GRADE)) {
        None => None,
        // Kindergarten and high school, where grades are counted through.
        Some(text) if matches!(text.as_str(), "K" | "HS") => None,
        Some(text) => grade(&text).or_else(|| {
            warnings.push(TopicWarning::GradeUnreadable);
            None
        }),
    };
    let language = match stated(cell(LANGUAGE)) {
        None => tongue.to_owned(),
        Some(text) => language(&text).unwrap_or_else(|| {
            warnings.push(TopicWarning::LanguageUnknown);
            "es".to_owned()
        }),
    };
    let grade_key = grade.map_or_else(String::new, |g| g.to_string());
    // A title may be put right; an id stays.
    let named = names.first().map_or_else(|| fold(&title), |id| format!("#{id}"));
    let key = [language.as_str(), &grade_key, &fold(&subject), &named].join("|");
    Ok(TopicRow {
        row,
        key,
        names,
        title,
        subject,
        grade,
        challenge: challenge.to_owned(),
        why: why.to_owned(),
        questions,
        sources,
        prerequisites,
        language,
    })
}

fn column(table: &Table, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| table.column(name))
}

fn within(found: usize, limit: usize) -> Result<(), TopicRefusal> {
    if found > limit { Err(TopicRefusal::TooLong { found, limit }) } else { Ok(()) }
}

/// Several texts in one cell: a line each, or parted by `|` or `;`.
fn list(cell: &str) -> Vec<String> {
    cell.split(['\n', '\r', '|', ';']).filter_map(stated).collect()
}

/// Names of topics in one cell: by their ids, where the file has them, commas part them too.
fn prerequisites(cell: &str, by_id: bool) -> Vec<String> {
    cell.split(|sign: char| matches!(sign, '\n' | '\r' | '|' | ';') || (by_id && sign == ',')).filter_map(stated).collect()
}

/// How long the beginning of a statement is that stands for its title.
const SHORT: usize = 110;

/// The beginning of a statement, whole words of it, after its code.
fn short(statement: &str, code: &Option<String>) -> String {
    let mut short = code.clone().unwrap_or_default();
    let budget = SHORT + short.chars().count();
    for word in statement.split(' ') {
        if short.chars().count() + 1 + word.chars().count() > budget {
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

/// A question mark right before a letter: older programs put one in place of a letter that they could not write.
fn has_doubtful_mark(text: &str) -> bool {
    text.chars().zip(text.chars().skip(1)).any(|(mark, next)| mark == '?' && next.is_alphabetic())
}

/// `Primer grado`, `Tercer Grado`, `2°`, `3er grado`, `1`.
fn grade(text: &str) -> Option<u8> {
    const ORDINALS: &[&str] = &["prim", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven"];
    let folded = fold(text);
    let first = folded.split(' ').next()?;
    let digits: String = first.chars().take_while(char::is_ascii_digit).collect();
    let number = if digits.is_empty() {
        let at = ORDINALS.iter().position(|stem| first.starts_with(stem) && first.len() <= stem.len() + 2)?;
        u8::try_from(at + 1).ok()?
    } else {
        digits.parse().ok()?
    };
    (1..=12).contains(&number).then_some(number)
}

/// A language tag, or a language's Spanish or English name.
fn language(text: &str) -> Option<String> {
    const NAMES: &[(&str, &str)] = &[
        ("espanol", "es"),
        ("castellano", "es"),
        ("spanish", "es"),
        ("ingles", "en"),
        ("english", "en"),
        ("nahuatl", "nah"),
        ("maya", "yua"),
        ("mixteco", "mix"),
        ("zapoteco", "zap"),
        ("otomi", "oto"),
        ("frances", "fr"),
    ];
    let folded = fold(text);
    if let Some((_, tag)) = NAMES.iter().find(|(name, _)| *name == folded) {
        return Some((*tag).to_owned());
    }
    let mut parts = text.split('-');
    let first = parts.next()?;
    let main = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    let others = parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    (main && others).then(|| text.replacen(first, &first.to_ascii_lowercase(), 1))
}
