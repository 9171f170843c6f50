//! Brings the topics of a file into the fund: as a plan, then in chunks. A topic is recognised by what identified it in the file; one that
//! people have improved since is left alone.

use super::topics::{TopicFile, TopicRow};
use crate::domain::fact::{TopicPublished, TopicWritten};
use crate::domain::id::TopicId;
use crate::domain::moment::DEFAULT_ZONE;
use crate::domain::search::fold;
use crate::domain::words::Origin;
use crate::store::queries::topics;
use crate::store::{Conn, Db, Error};

/// How many topics share a transaction.
const CHUNK: usize = 100;

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Topics that are not there yet.
    pub new: Vec<TopicRow>,
    /// Topics whose text in the file is another, and which nobody has touched here.
    pub changed: Vec<(TopicId, i32, TopicRow)>,
    /// Topics that are there as the file has them, or that people have improved since.
    pub unchanged: usize,
}

/// Compares a file with what is there.
///
/// # Errors
/// The database cannot be read.
pub fn plan(conn: &mut Conn, file: &TopicFile) -> Result<Plan, Error> {
    let mut plan = Plan::default();
    for row in &file.rows {
        match topics::by_import_key(conn, &row.key)? {
            None => plan.new.push(row.clone()),
            Some(topic) => {
                let version = topics::version(conn, topic.id, topic.version)?;
                let untouched = version.as_ref().is_some_and(|version| version.author.is_none());
                let questions = serde_json::to_string(&row.questions)?;
                let same = version.is_some_and(|version| {
                    version.title == row.title
                        && version.challenge == row.challenge
                        && version.why == row.why
                        && version.questions == questions
                });
                if same || !untouched {
                    plan.unchanged += 1;
                } else {
                    // A withdrawn version keeps its number.
                    plan.changed.push((topic.id, topics::last_version(conn, topic.id)?, row.clone()));
                }
            }
        }
    }
    Ok(plan)
}

/// Carries a plan out. Cut off in the middle, a new plan holds just what is left.
///
/// # Errors
/// The database refuses. The chunks before stay.
pub fn carry_out(db: &Db, plan: Plan, origin: Origin) -> Result<usize, Error> {
    let mut work: Vec<(Option<(TopicId, i32)>, TopicRow)> = plan.new.into_iter().map(|row| (None, row)).collect();
    work.extend(plan.changed.into_iter().map(|(topic, version, row)| (Some((topic, version)), row)));
    let written = work.len();
    for chunk in work.chunks(CHUNK) {
        let chunk = chunk.to_vec();
        db.write_now(move |tx| {
            tx.set_actor(None);
            let day = tx.now().day_in(DEFAULT_ZONE);
            for (known, row) in chunk {
                let (topic, version) = match known {
                    Some((topic, version)) => (topic, version + 1),
                    None => {
                        let topic = tx.new_id();
                        let (language, licence) = (row.language.clone(), "CC-BY-SA-4.0".to_owned());
                        let import_key = Some(row.key.clone());
                        tx.record(TopicPublished { topic, school: None, author: None, language, origin, licence, day, import_key })?;
                        (topic, 1)
                    }
                };
                tx.record(TopicWritten {
                    topic,
                    version,
                    author: None,
                    day,
                    title: row.title,
                    subject: subject(&row.subject).to_owned(),
                    challenge: row.challenge,
                    why: row.why,
                    questions: row.questions,
                    sources: row.sources,
                    prerequisites: Vec::new(),
                    title_en: None,
                })?;
            }
            Ok::<_, Error>(())
        })?;
    }
    Ok(written)
}

/// The subject's word for what a file calls it.
fn subject(written: &str) -> &'static str {
    let folded = fold(written);
    let rules: [(&str, &'static str); 21] = [
        ("matematica", "matematicas"),
        ("math", "matematicas"),
        ("espanol", "lengua"),
        ("lengua", "lengua"),
        ("ingles", "lengua"),
        ("language", "lengua"),
        ("fisica", "ciencias"),
        ("quimica", "ciencias"),
        ("biologia", "ciencias"),
        ("ciencia", "ciencias"),
        ("science", "ciencias"),
        ("historia", "historia"),
        ("history", "historia"),
        ("geografia", "geografia"),
        ("geography", "geografia"),
        ("civica", "civica"),
        ("etica", "civica"),
        ("arte", "artes"),
        ("tecnologia", "oficios"),
        ("oficio", "oficios"),
        ("comunidad", "comunidad"),
    ];
    // "Educación Física" is no natural science.
    if folded.contains("educacion fisica") {
        return "otro";
    }
    rules.iter().find(|(part, _)| folded.contains(part)).map_or("otro", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    #[test]
    fn subjects_of_files_find_their_word() {
        for (written, word) in [
            ("Matemáticas", "matematicas"),
            ("Español", "lengua"),
            ("Lengua Extranjera. Inglés", "lengua"),
            ("Educación Física", "otro"),
            ("Física", "ciencias"),
            ("Formación Cívica y Ética", "civica"),
            ("", "otro"),
        ] {
            assert_eq!(super::subject(written), word, "{written}");
        }
    }
}
