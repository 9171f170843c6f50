//! Publishing a topic and improving it.

use actix_web::web;
use serde::{Deserialize, Serialize};

use super::{Title, Titles, lines};
use crate::actions::fund::publish_from;
use crate::actions::topics::{LICENCES, SUBJECTS, Terms, Text, improve, licence_is_ones_own, publish, relations, set_right};
use crate::domain::id::TopicId;
use crate::domain::policy::{Verb, may};
use crate::domain::refusal::Problem;
use crate::domain::words::{Origin, Tie};
use crate::store::Conn;
use crate::store::queries::{fund, topics};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::pages::choice::Choice;
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// How many topics the list of what comes before holds.
const MOST_CHOICES: i64 = 300;

/// The form as it arrives and as it is shown again.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Fields {
    id: String,
    /// The version that the writer had before her.
    seen: String,
    title: String,
    title_en: String,
    subject: String,
    language: String,
    origin: String,
    licence: String,
    challenge: String,
    why: String,
    questions: String,
    sources: String,
    prerequisites: Vec<String>,
    /// The topic that a new one is written from, and how: `adapted` or `translation`.
    from: String,
    #[serde(rename = "as")]
    how: String,
}

impl Fields {
    /// What is known of the topic beside its text, where the form asked for it.
    fn terms(&self) -> Result<Option<Terms>, Error> {
        if self.language.is_empty() && self.origin.is_empty() && self.licence.is_empty() {
            return Ok(None);
        }
        let origin = Some(self.origin.as_str()).filter(|word| !word.is_empty()).map(forms::choice).transpose();
        let origin = origin.map_err(|problem| crate::actions::Error::at("origin", problem))?;
        Ok(Some(Terms { language: self.language.clone(), origin, licence: self.licence.clone() }))
    }

    fn text(&self) -> Result<Text, Error> {
        let before: Result<Vec<TopicId>, Problem> = self.prerequisites.iter().map(|id| forms::choice(id)).collect();
        Ok(Text {
            title: self.title.clone(),
            title_en: self.title_en.clone(),
            subject: self.subject.clone(),
            challenge: self.challenge.clone(),
            why: self.why.clone(),
            questions: self.questions.clone(),
            sources: self.sources.clone(),
            prerequisites: before.map_err(|problem| crate::actions::Error::at("prerequisites", problem))?,
        })
    }
}

#[derive(Serialize)]
struct Writing {
    form: Fields,
    /// The topic that is improved; none for a new one.
    topic: Option<String>,
    /// The title of the newest version.
    newest: Option<String>,
    subjects: Vec<Choice>,
    origins: Vec<Choice>,
    licences: Vec<Choice>,
    languages: Vec<Choice>,
    before: Vec<Before>,
    /// The topic that it is written from.
    source: Option<Title>,
    /// Whether the reader may say its language and where it comes from.
    terms: bool,
    /// How it is shared, where that cannot be another way any more.
    shared: Option<String>,
}

#[derive(Serialize)]
struct Before {
    value: String,
    label: String,
    selected: bool,
}

const PAGE: &str = "pages/topics/write.html";

fn view(conn: &mut Conn, here: &Here, topic: Option<TopicId>, form: Fields) -> Result<View<Writing>, Error> {
    here.person()?;
    let (mut terms, mut shared) = (true, None);
    let newest = match topic {
        None => None,
        Some(id) => {
            let row = topics::by_id(conn, id)?.ok_or(Error::NotFound)?;
            let relations = relations(conn, &here.caller, id)?;
            if !may(Verb::ImproveTopic, relations) {
                return Err(Error::NotFound);
            }
            terms = may(Verb::WithdrawTopic, relations);
            if terms && !licence_is_ones_own(conn, &row)? {
                shared = Some(here.word("licence", &row.licence));
            }
            Some(Title::of(conn, here, id)?.title)
        }
    };
    let source = match written_from(&form)? {
        Some((_, from)) if topic.is_none() => Some(Titles::load(conn, here, &[from])?.get(from).ok_or(Error::NotFound)?),
        _ => None,
    };
    let (rows, _) = fund::search(conn, &[], MOST_CHOICES, 0)?;
    let choices =
        |list: &str, words: &[&str]| -> Vec<Choice> { words.iter().map(|word| Choice::new(word, here.word(list, word))).collect() };
    let origins: Vec<&str> = Origin::ALL.iter().map(|origin| origin.word()).collect();
    let titles = Titles::load(conn, here, &rows.iter().map(|row| row.id).collect::<Vec<_>>())?;
    let before = rows.into_iter().filter(|row| Some(row.id) != topic).map(|row| {
        let value = row.id.to_string();
        Before { selected: form.prerequisites.contains(&value), label: titles.text(row.id), value }
    });
    let view = Writing {
        before: before.collect(),
        topic: topic.map(|id| id.to_string()),
        subjects: choices("subject", SUBJECTS),
        origins: choices("origin", &origins),
        licences: choices("licence", LICENCES),
        languages: choices("language", &["es", "en"]),
        source,
        terms,
        shared,
        newest: newest.clone(),
        form,
    };
    Ok(View { title: newest.unwrap_or_else(|| here.text("topic-new-title", &[])), view })
}

/// What a new topic is written from, if from anything.
fn written_from(form: &Fields) -> Result<Option<(Tie, TopicId)>, Error> {
    if form.from.is_empty() {
        return Ok(None);
    }
    let from: TopicId = forms::id(&form.from)?;
    match form.how.parse() {
        Ok(kind @ (Tie::Adapted | Tie::Translation)) => Ok(Some((kind, from))),
        _ => Err(Error::NotFound),
    }
}

/// What the address of a new topic says it is written from.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct From {
    from: String,
    #[serde(rename = "as")]
    how: String,
}

/// The form of a new topic; written from another, with that one's text in it.
pub async fn blank(app: web::Data<App>, visitor: Visitor, query: web::Query<From>) -> Answer {
    let id: TopicId = app.new_id();
    let From { from, how } = query.into_inner();
    app.page(visitor, PAGE, move |conn, here| {
        let mut form = Fields {
            id: id.to_string(),
            language: here.language.code().to_owned(),
            origin: Origin::Own.word().to_owned(),
            licence: LICENCES[0].to_owned(),
            from,
            how,
            ..Fields::default()
        };
        if let Some((kind, source)) = written_from(&form)? {
            let row = topics::by_id(conn, source)?.filter(|row| row.withdrawn.is_none()).ok_or(Error::NotFound)?;
            let text = topics::version(conn, source, row.version)?.ok_or(Error::NotFound)?;
            let before = topics::prerequisites(conn, source)?;
            form.title = text.title;
            form.title_en = text.title_en.unwrap_or_default();
            form.subject = text.subject;
            form.challenge = text.challenge;
            form.why = text.why;
            form.questions = lines(&text.questions).join("\n");
            form.sources = lines(&text.sources).join("\n");
            form.prerequisites = before.iter().map(|row| row.id.to_string()).collect();
            form.origin = row.origin.word().to_owned();
            // What comes from it stays under its licence.
            form.licence = row.licence;
            form.language = match kind {
                Tie::Translation if row.language == "es" => "en".to_owned(),
                Tie::Translation => "es".to_owned(),
                _ => row.language,
            };
        }
        view(conn, here, None, form)
    })
    .await
}

/// Publishes it.
pub async fn create(app: web::Data<App>, visitor: Visitor, form: Form<Fields>) -> Answer {
    let Form(form) = form;
    let id: TopicId = form.id.parse().map_err(|_| Error::Malformed)?;
    let typed = form.clone();
    let done = app
        .act(&visitor, move |tx, here| -> Result<TopicId, Error> {
            here.person()?;
            let origin = forms::choice(&typed.origin).map_err(|problem| crate::actions::Error::at("origin", problem))?;
            let text = typed.text()?;
            Ok(match written_from(&typed)? {
                Some(source) => publish_from(tx, &here.caller, source, id, &typed.language, origin, &typed.licence, &text)?,
                None => publish(tx, &here.caller, id, &typed.language, origin, &typed.licence, &text)?,
            })
        })
        .await;
    match done {
        // Not always the form's: see `publish`.
        Ok(id) => Ok(see_other(format!("/topics/{id}")).cookie(flash("topic-published")).finish()),
        Err(error) => app.again(visitor, error, PAGE, move |conn, here| view(conn, here, None, form)).await,
    }
}

/// The form of a better version.
pub async fn edit(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let id: TopicId = forms::id(&path)?;
    app.page(visitor, PAGE, move |conn, here| {
        here.person()?;
        let row = topics::by_id(conn, id)?.ok_or(Error::NotFound)?;
        let text = topics::version(conn, id, row.version)?.ok_or(Error::NotFound)?;
        let before = topics::prerequisites(conn, id)?;
        let form = Fields {
            seen: row.version.to_string(),
            title: text.title,
            title_en: text.title_en.unwrap_or_else(String::new),
            subject: text.subject,
            challenge: text.challenge,
            why: text.why,
            questions: lines(&text.questions).join("\n"),
            sources: lines(&text.sources).join("\n"),
            prerequisites: before.iter().map(|row| row.id.to_string()).collect(),
            language: row.language,
            origin: row.origin.word().to_owned(),
            licence: row.licence,
            ..Fields::default()
        };
        view(conn, here, Some(id), form)
    })
    .await
}

/// Writes the better version.
pub async fn update(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Fields>) -> Answer {
    let id: TopicId = forms::id(&path)?;
    let Form(form) = form;
    let seen: i32 = form.seen.parse().map_err(|_| Error::Malformed)?;
    let typed = form.clone();
    let done = app
        .act(&visitor, move |tx, here| -> Result<bool, Error> {
            here.person()?;
            let version = improve(tx, &here.caller, id, seen, &typed.text()?)?;
            // Whoever only improves the text is not asked for the rest.
            if let Some(terms) = typed.terms()? {
                set_right(tx, &here.caller, id, &terms)?;
            }
            Ok(version > seen)
        })
        .await;
    match done {
        Ok(written) => {
            let told = flash(if written { "topic-improved" } else { "topic-corrected" });
            Ok(see_other(format!("/topics/{id}")).cookie(told).finish())
        }
        Err(error) => app.again(visitor, error, PAGE, move |conn, here| view(conn, here, Some(id), form)).await,
    }
}
