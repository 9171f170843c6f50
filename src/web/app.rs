//! The application: the data, the templates and the languages, and the two ways in which a handler uses them.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use serde::Serialize;

use super::Error;
use super::answer::html;
use super::api::pace::Pace;
use super::assets::Assets;
use super::forgetting;
use super::here::{Here, Viewer};
use super::kept::{Kept, Key, Part};
use super::locale::{Catalog, Language};
use super::networks::Network;
use super::problems;
use super::proxies::Proxies;
use super::readings::{self, Readings};
use super::templates::{Problem, RenderError, Templates};
use super::visitor::Visitor;
use super::watch::Measures;
use crate::actions::accounts::sessions;
use crate::actions::retention::Periods;
use crate::actions::suggestions::{Finder, Weights};
use crate::actions::{care, ground};
use crate::domain::id::{Id, PersonId};
use crate::domain::policy::{Verb, may};
use crate::domain::words::Level;
use crate::store::queries::{nodes, people};
use crate::store::{Conn, Db, Tx, erased, journal};

/// What the program knows of itself while it serves.
pub struct App {
    /// The data.
    pub db: Db,
    /// The origin that people see (`https://red.example.mx`), where it is known: forms must come from it.
    pub origin: Option<String>,
    /// The servers of our own that stand before it; none unless it is told.
    pub proxies: Proxies,
    /// Where the source code of what runs here can be had, if that was told.
    pub source: Option<String>,
    /// Who may read the measures; nobody unless it is told.
    pub watchers: Vec<Network>,
    /// What is measured.
    pub measures: Measures,
    /// Where the list of the erased is kept; nowhere unless it is told.
    pub erased: Option<erased::List>,
    /// The messages.
    pub catalog: Arc<Catalog>,
    /// Who opened whose record, until it is written.
    pub readings: Readings,
    /// For how many days that is kept.
    pub keep_readings: u16,
    /// How long somebody is kept who has left.
    pub periods: Periods,
    /// How fast each program goes on.
    pub pace: Pace,
    /// What counts how much when somebody is suggested.
    pub weights: Weights,
    templates: Templates,
    kept: Kept,
}

/// What `base.html` needs on every page.
#[derive(Serialize)]
struct Shell<'a> {
    lang: &'static str,
    html_lang: &'static str,
    title: String,
    path: &'a str,
    viewer: Option<&'a Viewer>,
    nav: Vec<Nav>,
    flash: Option<Flash>,
    unanswered: Option<Unanswered>,
    my_place: String,
    your_place: String,
}

#[derive(Serialize)]
struct Nav {
    href: String,
    label: String,
    current: bool,
}

#[derive(Serialize)]
struct Flash {
    kind: &'static str,
    text: String,
}

/// Concerns that wait for the reader, told on her home.
#[derive(Serialize)]
struct Unanswered {
    href: String,
    count: usize,
}

impl Unanswered {
    fn of(conn: &mut Conn, visitor: &Visitor, here: &Here) -> Result<Option<Unanswered>, Error> {
        if visitor.path != "/" {
            return Ok(None);
        }
        let found = care::unanswered(conn, &here.caller)?;
        Ok(found.map(|(node, count)| Unanswered { href: format!("/nodes/{node}/concerns"), count }))
    }
}

#[derive(Serialize)]
struct Page<'a, V> {
    #[serde(flatten)]
    shell: Shell<'a>,
    problems: &'a [Problem],
    #[serde(flatten)]
    view: &'a V,
}

/// The shell's names, which a view must not have: it would hide them, and the form in the page's foot would lead elsewhere.
const SHELL: &[&str] =
    &["lang", "html_lang", "title", "path", "viewer", "nav", "flash", "unanswered", "problems", "my_place", "your_place", "main", "head"];

/// Whether a view has names of its own only. Asked in debug builds, so by every test that opens a page.
fn tells_apart<V: Serialize>(view: &V) -> bool {
    let value = serde_json::to_value(view).unwrap_or_default();
    value.as_object().is_none_or(|view| SHELL.iter().all(|name| !view.contains_key(*name)))
}

/// What a template draws that is a part of a page: the view, and the language for its messages.
#[derive(Serialize)]
struct Fragment<V> {
    lang: &'static str,
    #[serde(flatten)]
    view: V,
}

/// A page's title and what its template shows.
pub struct View<V> {
    /// Plain text, without the name of the site.
    pub title: String,
    /// What the template shows.
    pub view: V,
}

/// Renders a view that has been read, inside the shell.
type Drawn = Box<dyn FnOnce(&Templates, Shell<'_>, &[Problem]) -> Result<String, RenderError> + Send>;
/// Reads what a page shows: its title, and what renders it.
type Draw = Box<dyn FnOnce(&mut Conn, &Here) -> Result<(String, Drawn), Error> + Send>;

/// Forgets the types of a page: what is done around each is then in the program once, and not once for every page.
fn draw<V, F>(template: &'static str, work: F) -> Draw
where
    V: Serialize + Send + 'static,
    F: FnOnce(&mut Conn, &Here) -> Result<View<V>, Error> + Send + 'static,
{
    Box::new(move |conn, here| {
        let View { title, view } = work(conn, here)?;
        let drawn: Drawn = Box::new(move |templates, shell, problems| {
            debug_assert!(tells_apart(&view), "{template}: its view has a name that the shell has too");
            templates.page(template, &Page { shell, problems, view: &view })
        });
        Ok((title, drawn))
    })
}

/// After how many seconds a page at which somebody writes leaves by itself: a text may take long, and is not to be lost.
const WRITING_SECONDS: i64 = 60 * 60;

/// A page on a machine that others use does not stay on its screen when its session has ended: the browser goes to the door by itself.
fn leaving(body: &str) -> HeaderValue {
    let seconds = if body.contains("<textarea") { WRITING_SECONDS } else { sessions::SHARED_IDLE_SECONDS + 5 };
    HeaderValue::from_str(&format!("{seconds}; url=/sign-in?as=left")).unwrap_or(HeaderValue::from_static("600; url=/sign-in?as=left"))
}

impl App {
    /// Compiles templates and languages once, and begins to build the network in memory.
    pub fn new(db: Db, origin: Option<String>, assets: &Assets) -> Result<App, Error> {
        let catalog = Arc::new(Catalog::embedded());
        let templates = Templates::embedded(Arc::clone(&catalog), assets);
        db.network().start();
        Ok(App {
            db,
            origin,
            proxies: Proxies::default(),
            source: None,
            watchers: Vec::new(),
            measures: Measures::default(),
            erased: None,
            catalog,
            readings: Readings::default(),
            keep_readings: readings::KEPT,
            periods: Periods::default(),
            pace: Pace::default(),
            weights: Weights::default(),
            templates,
            kept: Kept::default(),
        })
    }

    /// What finds suggestions.
    pub fn finder(&self) -> Finder {
        Finder { network: Arc::clone(self.db.network()), weights: self.weights }
    }

    /// Whether cookies may travel only over https.
    pub fn secure(&self) -> bool {
        self.origin.as_deref().is_some_and(|origin| origin.starts_with("https://"))
    }

    /// Reads in one snapshot and shows a page.
    ///
    /// # Errors
    /// The closure's; the database's; or that nobody has signed in where the closure asks for somebody.
    pub fn page<V, F>(&self, visitor: Visitor, template: &'static str, work: F) -> impl Future<Output = Result<HttpResponse, Error>>
    where
        V: Serialize + Send + 'static,
        F: FnOnce(&mut Conn, &Here) -> Result<View<V>, Error> + Send + 'static,
    {
        self.show(visitor, StatusCode::OK, Vec::new(), draw(template, work))
    }

    /// Reads in one snapshot what is answered by something else than a page, and notes what was opened.
    ///
    /// # Errors
    /// As [`App::page`].
    pub async fn snapshot<T, F>(&self, visitor: &Visitor, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn, &Here) -> Result<T, Error> + Send + 'static,
    {
        let (asked, now, catalog) = (visitor.clone(), self.db.now(), Arc::clone(&self.catalog));
        let (answer, opened) = self
            .db
            .read(move |conn| {
                let here = Here::load(conn, &asked, now, catalog)?;
                let answer = work(conn, &here)?;
                Ok::<_, Error>((answer, here.opened()))
            })
            .await?;
        self.readings.gather(&self.db, self.keep_readings, opened);
        Ok(answer)
    }

    /// Draws a page that stands for itself, outside the site.
    ///
    /// # Errors
    /// The template's.
    pub fn draw<V: Serialize>(&self, template: &str, view: &V) -> Result<String, Error> {
        Ok(self.templates.render(template, view)?)
    }

    /// Shows a form again after a refusal: 422, the values kept by the closure's view, each problem at its field. Other errors pass.
    ///
    /// # Errors
    /// The error itself, where it is no refusal; else as [`App::page`].
    pub fn again<V, F>(
        &self,
        visitor: Visitor,
        error: Error,
        template: &'static str,
        work: F,
    ) -> impl Future<Output = Result<HttpResponse, Error>>
    where
        V: Serialize + Send + 'static,
        F: FnOnce(&mut Conn, &Here) -> Result<View<V>, Error> + Send + 'static,
    {
        self.show_again(visitor, error, draw(template, work))
    }

    /// The same with problems that are already in words: for pages whose fields have numbers.
    ///
    /// # Errors
    /// As [`App::page`].
    pub fn page_with<V, F>(
        &self,
        visitor: Visitor,
        template: &'static str,
        status: StatusCode,
        problems: Vec<Problem>,
        work: F,
    ) -> impl Future<Output = Result<HttpResponse, Error>>
    where
        V: Serialize + Send + 'static,
        F: FnOnce(&mut Conn, &Here) -> Result<View<V>, Error> + Send + 'static,
    {
        self.show(visitor, status, problems, draw(template, work))
    }

    async fn show_again(&self, visitor: Visitor, error: Error, draw: Draw) -> Result<HttpResponse, Error> {
        let Error::Refused(refusal) = error else { return Err(error) };
        let problems = problems::messages(&self.catalog, visitor.language, &refusal);
        self.show(visitor, StatusCode::UNPROCESSABLE_ENTITY, problems, draw).await
    }

    async fn show(&self, visitor: Visitor, status: StatusCode, problems: Vec<Problem>, draw: Draw) -> Result<HttpResponse, Error> {
        let now = self.db.now();
        let catalog = Arc::clone(&self.catalog);
        let asked = visitor.clone();
        let (here, unanswered, title, drawn) = self
            .db
            .read(move |conn| {
                let here = Here::load(conn, &asked, now, catalog)?;
                let (title, drawn) = draw(conn, &here)?;
                let unanswered = Unanswered::of(conn, &asked, &here)?;
                Ok::<_, Error>((here, unanswered, title, drawn))
            })
            .await?;
        self.readings.gather(&self.db, self.keep_readings, here.opened());
        if here.touch
            && let Some(token) = visitor.token.clone()
        {
            // Noting that a session was used must not keep its owner waiting, nor fail her page.
            let db = self.db.clone();
            actix_web::rt::spawn(async move {
                if let Err(error) = db.write(move |tx| sessions::touch(tx, &token)).await {
                    tracing::warn!(%error, "a session could not be noted as used");
                }
            });
        }
        let shell = Shell { unanswered, ..self.shell(&visitor, &here, title) };
        let body = drawn(&self.templates, shell, &problems)?;
        let leaves = here.shared.then(|| leaving(&body));
        let mut answer = html(status, body);
        if let Some(leaves) = leaves {
            answer.headers_mut().insert(header::REFRESH, leaves);
        }
        if visitor.flash.is_some() {
            let mut gone = actix_web::cookie::Cookie::build(super::visitor::FLASH, "").path("/").finish();
            gone.make_removal();
            answer.add_cookie(&gone).map_err(|error| Error::Fault(error.to_string()))?;
        }
        Ok(answer)
    }

    /// A part of a page that is the same for everybody who may read it: kept, or made and kept. `about` says all that the part depends on
    /// beside the journal, the language and the day; its template sees the view and `lang`, and nothing of the reader.
    ///
    /// # Errors
    /// The closure's; the database's; or the template's.
    pub fn part<V, F>(&self, conn: &mut Conn, here: &Here, template: &'static str, about: String, make: F) -> Result<Part, Error>
    where
        V: Serialize,
        F: FnOnce(&mut Conn) -> Result<V, Error>,
    {
        let position = journal::end(conn)?;
        let key = Key { template, language: here.language, day: here.today, about };
        if let Some(part) = self.kept.find(position, &key) {
            return Ok(part);
        }
        let view = make(conn)?;
        let part = Part::from(self.templates.render(template, &Fragment { lang: here.language.code(), view })?);
        self.kept.keep(position, key, &part);
        Ok(part)
    }

    /// A new id for what a form is going to create.
    pub fn new_id<Of>(&self) -> Id<Of> {
        let mut chance = [0; 10];
        self.db.chance(&mut chance);
        Id::at(self.db.now(), chance)
    }

    /// Changes something, in one transaction, as whoever asks. Where nothing is found for somebody who has not signed in, she is asked to:
    /// her session may have ended while she wrote. What is not there asks her the same, so she learns nothing by it.
    ///
    /// # Errors
    /// The closure's, or the database's. Nothing is written then.
    pub async fn act<T, E, F>(&self, visitor: &Visitor, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        E: Into<Error> + 'static,
        F: FnOnce(&mut Tx<'_>, &Here) -> Result<T, E> + Send + 'static,
    {
        let catalog = Arc::clone(&self.catalog);
        let asked = visitor.clone();
        self.db
            .write(move |tx| {
                let now = tx.now();
                let here = Here::load(tx, &asked, now, catalog)?;
                work(tx, &here).map_err(|error| match error.into() {
                    Error::NotFound if here.caller.id().is_none() => Error::SignIn,
                    error => error,
                })
            })
            .await
    }

    /// What an erasure asks for beside the data.
    pub async fn list_erased(&self) {
        forgetting::tidy_up(&self.db, self.erased.as_ref()).await;
    }

    fn shell<'a>(&self, visitor: &'a Visitor, here: &'a Here, title: String) -> Shell<'a> {
        let flash = visitor.flash.as_deref().map(|key| format!("flash-{key}"));
        let flash = flash.filter(|key| self.catalog.has(visitor.language, key));
        Shell {
            lang: visitor.language.code(),
            html_lang: visitor.language.html(),
            title,
            path: &visitor.path,
            viewer: here.viewer.as_ref(),
            nav: self.nav(visitor, here),
            flash: flash.map(|key| Flash { kind: "good", text: self.catalog.text(visitor.language, &key, &[]) }),
            unanswered: None,
            my_place: here.my_place(),
            your_place: here.your_place(),
        }
    }

    fn nav(&self, visitor: &Visitor, here: &Here) -> Vec<Nav> {
        let text = |key: &str| self.catalog.text(visitor.language, key, &[]);
        let mut items = vec![("/topics".to_owned(), text("nav-topics"))];
        if let Some((home, _)) = here.home {
            items.insert(0, ("/".to_owned(), text(if here.teaches() { "nav-group" } else { "nav-thread" })));
            items.push((format!("/nodes/{home}"), text(&format!("nav-node-{}", here.called))));
        }
        let path = visitor.path.split('?').next().unwrap_or("/");
        items.into_iter().map(|(href, label)| Nav { label, current: path == href, href }).collect()
    }

    /// The page of an error: with the reader's name and way out where the data can tell, and without where they are what failed.
    pub async fn error_page<V: Serialize>(&self, visitor: &Visitor, status: StatusCode, view: &V) -> String {
        self.bare_page(visitor, status, "pages/error.html", status.as_u16().to_string(), view).await
    }

    /// A page that asks nothing of the data but who reads it.
    pub async fn bare_page<V: Serialize>(&self, visitor: &Visitor, status: StatusCode, template: &str, title: String, view: &V) -> String {
        let asked = visitor.clone();
        let (now, catalog) = (self.db.now(), Arc::clone(&self.catalog));
        let here = match status.is_server_error() {
            true => None,
            false => self.db.read(move |conn| Here::load(conn, &asked, now, catalog)).await.ok(),
        };
        let shell = Shell {
            lang: visitor.language.code(),
            html_lang: visitor.language.html(),
            title,
            path: "/",
            viewer: here.as_ref().and_then(|here| here.viewer.as_ref()),
            nav: here.as_ref().map(|here| self.nav(visitor, here)).unwrap_or_default(),
            flash: None,
            unanswered: None,
            my_place: here.as_ref().map(Here::my_place).unwrap_or_default(),
            your_place: here.as_ref().map(Here::your_place).unwrap_or_default(),
        };
        self.templates.page(template, &Page { shell, problems: &[], view }).unwrap_or_else(|error| {
            tracing::error!(%error, "the page {template} failed");
            format!("<!doctype html><title>{status}</title><h1>{status}</h1>")
        })
    }

    /// Where somebody is read who had been entered twice, for an address that names the entry of which nothing is left: another address is
    /// as good to whoever may read her, and says nothing to anybody else.
    pub async fn other_entry(&self, visitor: &Visitor) -> Option<String> {
        let person: PersonId = visitor.path.strip_prefix("/people/")?.split(['/', '?']).next()?.parse().ok()?;
        let (asked, now, catalog) = (visitor.clone(), self.db.now(), Arc::clone(&self.catalog));
        let kept = self.db.read(move |conn| {
            let Some(kept) = people::goes_on_in(conn, person)? else { return Ok(None) };
            let here = Here::load(conn, &asked, now, catalog)?;
            let relations = ground::to_person(conn, &here.caller, kept)?;
            Ok::<_, Error>(may(Verb::ReadPerson, relations).then_some(kept))
        });
        kept.await.ok().flatten().map(|kept| format!("/people/{kept}"))
    }

    /// What a level of the tree is called.
    pub fn level(&self, language: Language, level: Level) -> String {
        self.catalog.text(language, &format!("words-level-{level}"), &[])
    }

    /// Whether there is anything yet: a new installation leads its first visitor through the beginning.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn begun(&self) -> Result<bool, Error> {
        self.db.read(|conn| nodes::any(conn).map_err(Error::from)).await
    }
}
