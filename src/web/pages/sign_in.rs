//! Signing in and out: adults with a name and a password; children, one step a page, with the code on the board, their name, and a PIN.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::StatusCode;
use actix_web::web;
use actix_web::{HttpResponse, HttpResponseBuilder};
use serde::{Deserialize, Serialize};

use super::people::keys::PictureView;
use super::people::{Group, grouped};
use crate::actions::accounts::{self, SignedIn, classrooms, pictures, sign_in};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::refusal::{Problem, Refusal};
use crate::domain::words::Picture;
use crate::store::Conn;
use crate::store::accounts::{Classroom, ClassroomName};
use crate::store::queries::nodes;
use crate::web::answer::{flash, local};
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::given_back::nothing_wanted;
use crate::web::here::stamp;
use crate::web::templates;
use crate::web::visitor::SESSION;
use crate::web::{Answer, App, Error, Here, Visitor, problems, see_other};

/// How long a browser keeps an adult's cookie. The session itself ends in the data.
const ADULT_DAYS: i64 = 30;

/// Lets somebody in at this browser, by whichever door she came, and leads her where she wanted to go, else home. What was open in it ends,
/// since she has it now.
///
/// # Errors
/// The database refuses.
pub async fn let_in(app: &App, visitor: &Visitor, session: &SignedIn) -> Result<HttpResponseBuilder, Error> {
    end_former(app, visitor).await?;
    let mut answer = see_other(visitor.wanted.as_deref().map_or("/", local));
    answer.cookie(session_cookie(app, session));
    if visitor.wanted.is_some() {
        answer.cookie(nothing_wanted());
    }
    Ok(answer)
}

/// The cookie of a session. On a machine that others use it lives no longer than the browser.
pub(super) fn session_cookie(app: &App, session: &SignedIn) -> Cookie<'static> {
    let cookie =
        Cookie::build(SESSION, session.token.text().to_owned()).path("/").http_only(true).same_site(SameSite::Lax).secure(app.secure());
    if session.shared { cookie.finish() } else { cookie.max_age(Duration::days(ADULT_DAYS)).finish() }
}

/// Takes the cookie away.
fn no_session(app: &App) -> Cookie<'static> {
    let mut cookie = Cookie::build(SESSION, "").path("/").http_only(true).same_site(SameSite::Lax).secure(app.secure()).finish();
    cookie.make_removal();
    cookie
}

/// Ends what this browser had open, since somebody else has it now.
async fn end_former(app: &App, visitor: &Visitor) -> Result<(), Error> {
    match visitor.token.clone() {
        Some(token) => Ok(app.db.write(move |tx| accounts::end_session(tx, &token)).await?),
        None => Ok(()),
    }
}

/// Which door somebody has chosen.
#[derive(Deserialize)]
pub struct Door {
    #[serde(default, rename = "as")]
    who: String,
}

#[derive(Serialize)]
struct SignIn {
    /// Behind the adults' door, where there is one form; else the two doors are shown, and no form.
    adult: bool,
    handle: String,
    shared: bool,
    /// Whether the page before left by itself.
    left: bool,
}

fn sign_in_view(here: &Here, adult: bool, typed: Password) -> View<SignIn> {
    let Password { handle, shared, .. } = typed;
    View { title: here.text("sign-in-title", &[]), view: SignIn { adult, handle, shared: !shared.is_empty(), left: false } }
}

/// Two doors, one for children in class and one for adults; behind each a single form.
pub async fn choose(app: web::Data<App>, mut visitor: Visitor, door: web::Query<Door>) -> Answer {
    let (adult, left) = (door.who == "adult", door.who == "left");
    if left {
        // A page that nobody sat at has come here by itself: that is no use of a session which another window may still hold, nor to be shown.
        visitor.token = None;
    }
    app.page(visitor, "pages/sign_in.html", move |_, here| {
        let mut page = sign_in_view(here, adult, Password::default());
        page.view.left = left;
        Ok(page)
    })
    .await
}

/// An adult's name and password, and whether others use the machine.
#[derive(Default, Deserialize)]
pub struct Password {
    #[serde(default)]
    handle: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    shared: String,
}

/// Signs an adult in.
pub async fn with_password(app: web::Data<App>, visitor: Visitor, form: Form<Password>) -> Answer {
    let Form(typed) = form;
    match sign_in::with_password(&app.db, &typed.handle, &typed.password, visitor.address, !typed.shared.is_empty()).await {
        Ok(session) => Ok(let_in(&app, &visitor, &session).await?.finish()),
        Err(error) => app.again(visitor, error.into(), "pages/sign_in.html", move |_, here| Ok(sign_in_view(here, true, typed))).await,
    }
}

/// The code as somebody typed it.
#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    pub(super) code: String,
}

/// The page that asks for one.
#[derive(Serialize)]
pub(super) struct CodeView {
    code: String,
}

/// Asks for a code, under a title; with what was typed.
pub(super) fn asking(here: &Here, title: &str, code: String) -> View<CodeView> {
    View { title: here.text(title, &[]), view: CodeView { code } }
}

fn code_view(here: &Here, code: String) -> View<CodeView> {
    asking(here, "sign-in-classroom-title", code)
}

#[derive(Serialize)]
struct NamesView {
    school: String,
    code: String,
    groups: Vec<Group<NameView>>,
}

#[derive(Serialize)]
struct NameView {
    id: String,
    name: String,
    stamp: &'static str,
    /// Whether she signs in with pictures.
    pictures: bool,
}

/// The first step asks for the code, the second shows the names behind it.
pub async fn classroom(app: web::Data<App>, visitor: Visitor, query: web::Query<Code>) -> Answer {
    let typed = query.into_inner().code;
    if typed.trim().is_empty() {
        return app.page(visitor, "pages/classroom_code.html", |_, here| Ok(code_view(here, String::new()))).await;
    }
    match classrooms::enter(&app.db, &typed, visitor.address).await {
        Ok((classroom, names)) => {
            app.page(visitor, "pages/classroom_names.html", move |conn, here| {
                let groups = grouped(here, names.into_iter().map(|row| (row.grade, row.group.clone(), name_view(row))));
                let view = NamesView { school: school_name(conn, classroom.school)?, code: classroom.code, groups };
                Ok(View { title: here.text("sign-in-who-title", &[]), view })
            })
            .await
        }
        Err(error) => ask_code_again(&app, visitor, error, typed).await,
    }
}

async fn ask_code_again(app: &App, visitor: Visitor, error: impl Into<Error>, typed: String) -> Answer {
    let refusal = match error.into() {
        Error::Refused(refusal) => refusal,
        error => return Err(error),
    };
    let said = if refusal == Refusal::at("code", Problem::CodeSpent) {
        vec![templates::Problem::new("code", app.catalog.text(visitor.language, "sign-in-code-wrong", &[]))]
    } else {
        problems::messages(&app.catalog, visitor.language, &refusal)
    };
    let again = move |_: &mut Conn, here: &Here| Ok(code_view(here, typed));
    app.page_with(visitor, "pages/classroom_code.html", StatusCode::UNPROCESSABLE_ENTITY, said, again).await
}

fn name_view(row: ClassroomName) -> NameView {
    NameView { id: row.person.to_string(), name: row.name, stamp: stamp(row.person), pictures: row.pictures }
}

fn school_name(conn: &mut Conn, school: NodeId) -> Result<String, Error> {
    Ok(nodes::by_id(conn, school)?.map(|row| row.name).unwrap_or_default())
}

#[derive(Serialize)]
struct PinView {
    school: String,
    code: String,
    person: NameView,
    /// The twelve to choose from, where she signs in with pictures; and what the three steps are called.
    pictures: Vec<PictureView>,
    steps: Vec<Step>,
}

/// One of the three choices.
#[derive(Serialize)]
struct Step {
    field: &'static str,
    legend: String,
}

/// The fields of the three choices, in their order.
const STEPS: [&str; pictures::LENGTH] = ["first", "second", "third"];

fn pin_view(conn: &mut Conn, here: &Here, classroom: Classroom, child: ClassroomName) -> Result<View<PinView>, Error> {
    let title = here.text("sign-in-pin-title", &[("name", child.name.clone().into())]);
    let with_pictures = child.pictures;
    let view = PinView {
        school: school_name(conn, classroom.school)?,
        code: classroom.code,
        person: name_view(child),
        pictures: if with_pictures { PictureView::row(here, Picture::ALL) } else { Vec::new() },
        steps: STEPS.map(|field| Step { field, legend: here.text(&format!("sign-in-picture-{field}"), &[]) }).into(),
    };
    Ok(View { title, view })
}

fn on_list(found: (Classroom, Vec<ClassroomName>), person: PersonId) -> Result<(Classroom, ClassroomName), Error> {
    let (classroom, names) = found;
    let child = names.into_iter().find(|row| row.person == person).ok_or(Error::NotFound)?;
    Ok((classroom, child))
}

/// The third step: the four digits of the child who was chosen.
pub async fn pin(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>) -> Answer {
    let (code, person) = path.into_inner();
    let person = forms::id(&person)?;
    match classrooms::enter(&app.db, &code, visitor.address).await {
        Ok(found) => {
            let (classroom, child) = on_list(found, person)?;
            app.page(visitor, "pages/classroom_pin.html", move |conn, here| pin_view(conn, here, classroom, child)).await
        }
        Err(error) => ask_code_again(&app, visitor, error, code).await,
    }
}

/// Four digits, or three pictures.
#[derive(Deserialize)]
pub struct Pin {
    #[serde(default)]
    pin: String,
    #[serde(default)]
    first: String,
    #[serde(default)]
    second: String,
    #[serde(default)]
    third: String,
}

impl Pin {
    /// What cannot be anybody's: it is no guess, and is counted as none.
    fn unread(&self) -> Option<(&'static str, Problem)> {
        let row = [&self.first, &self.second, &self.third];
        if row.iter().any(|one| !one.is_empty()) {
            return STEPS.into_iter().zip(row).find_map(|(field, typed)| typed.is_empty().then_some((field, Problem::Missing)));
        }
        match self.pin.trim() {
            "" => Some(("pin", Problem::Missing)),
            pin if pin.len() == 4 && pin.bytes().all(|sign| sign.is_ascii_digit()) => None,
            _ => Some(("pin", Problem::NotAPin)),
        }
    }

    /// What is compared. What is no picture is a wrong one.
    fn secret(&self) -> String {
        let row = [&self.first, &self.second, &self.third];
        if row.iter().all(|one| one.is_empty()) { self.pin.clone() } else { row.map(String::as_str).join(" ") }
    }
}

/// Signs a child in.
pub async fn with_pin(app: web::Data<App>, visitor: Visitor, path: web::Path<(String, String)>, form: Form<Pin>) -> Answer {
    let (code, person) = path.into_inner();
    let person = forms::id(&person)?;
    let error = match form.0.unread() {
        Some((field, problem)) => Refusal::at(field, problem).into(),
        None => match sign_in::with_pin(&app.db, &code, person, &form.0.secret(), visitor.address).await {
            Ok(session) => return Ok(let_in(&app, &visitor, &session).await?.finish()),
            Err(error) => Error::from(error),
        },
    };
    let Error::Refused(refusal) = error else { return Err(error) };
    // Whoever has to wait is shown no name either, or a code could be tried out here without end.
    let (now, address, typed) = (app.db.now(), visitor.address, code.clone());
    let found = app.db.read(move |conn| classrooms::look(conn, &typed, address, now)).await.map_err(Error::from);
    match found {
        Ok(Some(found)) => {
            let (classroom, child) = on_list(found, person)?;
            let said = pin_problems(&app, &visitor, &refusal, child.pictures);
            let again = move |conn: &mut Conn, here: &Here| pin_view(conn, here, classroom, child);
            app.page_with(visitor, "pages/classroom_pin.html", StatusCode::UNPROCESSABLE_ENTITY, said, again).await
        }
        Ok(None) | Err(Error::Refused(_)) => ask_code_again(&app, visitor, Error::Refused(refusal), code).await,
        Err(error) => Err(error),
    }
}

fn pin_problems(app: &App, visitor: &Visitor, refusal: &Refusal, with_pictures: bool) -> Vec<templates::Problem> {
    if *refusal == Refusal::whole(Problem::WrongCredentials) && with_pictures {
        return vec![templates::Problem::new(STEPS[0], app.catalog.text(visitor.language, "sign-in-pictures-wrong", &[]))];
    }
    if *refusal == Refusal::whole(Problem::WrongCredentials) {
        return vec![templates::Problem::new("pin", app.catalog.text(visitor.language, "sign-in-pin-wrong", &[]))];
    }
    if *refusal == Refusal::at("pin", Problem::Missing) && with_pictures {
        return problems::messages(&app.catalog, visitor.language, &Refusal::at(STEPS[0], Problem::Missing));
    }
    problems::messages(&app.catalog, visitor.language, refusal)
}

/// Signs out of this browser.
pub async fn sign_out(app: web::Data<App>, visitor: Visitor) -> Answer {
    end_former(&app, &visitor).await?;
    Ok(gone(&app, "/", "signed-out"))
}

/// Signs out of every browser.
pub async fn end_sessions(app: web::Data<App>, visitor: Visitor) -> Answer {
    app.act(&visitor, |tx, here| {
        let person = here.person()?;
        accounts::end_all(tx, person).map_err(Error::from)
    })
    .await?;
    Ok(gone(&app, "/sign-in", "signed-out-everywhere"))
}

fn gone(app: &App, to: &str, said: &'static str) -> HttpResponse {
    see_other(to).cookie(no_session(app)).cookie(nothing_wanted()).cookie(flash(said)).finish()
}
