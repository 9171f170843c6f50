//! The teacher's side of the open classroom: for how long it is open, and the code for the board.

use actix_web::{HttpRequest, web};
use serde::{Deserialize, Serialize};

use super::choice::Choice;
use super::people::keys::address;
use crate::actions::accounts::classrooms::MINUTES;
use crate::actions::{accounts as actions, ground};
use crate::domain::id::{NodeId, PersonId};
use crate::domain::moment::Moment;
use crate::domain::policy::Verb;
use crate::domain::refusal::Check;
use crate::domain::words::Level;
use crate::store::Conn;
use crate::store::accounts::{classrooms, with_key};
use crate::store::queries::{nodes, people};
use crate::web::answer::flash;
use crate::web::app::View;
use crate::web::forms::{self, Form};
use crate::web::{Answer, App, Error, Here, Visitor, see_other};

/// One lesson, two, a morning.
const USUAL: [i64; 3] = [50, 120, 300];

#[derive(Serialize)]
struct Shown {
    id: String,
    name: String,
    address: String,
    open: Option<Open>,
    minutes: Vec<Choice>,
    chosen: String,
    /// How many children can come in, and how many have no PIN yet.
    ready: usize,
    without: usize,
}

#[derive(Serialize)]
struct Open {
    code: String,
    until: String,
}

fn view(conn: &mut Conn, here: &Here, school: NodeId, address: String, chosen: Option<String>) -> Result<View<Shown>, Error> {
    here.person()?;
    ground::allow_at(conn, &here.caller, Verb::OpenClassroom, school)?;
    let row = nodes::by_id(conn, school)?.filter(|row| row.level == Level::School).ok_or(Error::NotFound)?;
    let children: Vec<PersonId> = people::members(conn, school)?.into_iter().filter(|row| row.minor).map(|row| row.id).collect();
    let ready = with_key(conn, &children)?.len();
    let open = match classrooms::of_school(conn, school, here.now)? {
        Some(classroom) => {
            let (first, second) = classroom.code.split_at(classroom.code.len() / 2);
            Some(Open { code: format!("{first} {second}"), until: clock(conn, school, classroom.until)? })
        }
        None => None,
    };
    let minutes = USUAL.map(|minutes| Choice::new(minutes, here.text(&format!("open-minutes-{minutes}"), &[]))).into();
    let chosen = chosen.unwrap_or_else(|| USUAL[0].to_string());
    let without = children.len() - ready;
    let view = Shown { id: school.to_string(), name: row.name, address, open, minutes, chosen, ready, without };
    Ok(View { title: here.text("open-title", &[]), view })
}

/// The hour of a moment at a place.
fn clock(conn: &mut Conn, node: NodeId, moment: Moment) -> Result<String, Error> {
    Ok(moment.clock_in(nodes::zone(conn, node)?))
}

/// Whether the classroom is open, and its code.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, request: HttpRequest) -> Answer {
    let school = forms::id(&path)?;
    let address = address(&app, &request);
    app.page(visitor, "pages/classroom_open.html", move |conn, here| view(conn, here, school, address, None)).await
}

/// For how long.
#[derive(Deserialize)]
pub struct Minutes {
    #[serde(default)]
    minutes: String,
}

/// Opens the classroom, or holds it open for longer.
pub async fn open(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, form: Form<Minutes>, request: HttpRequest) -> Answer {
    let school: NodeId = forms::id(&path)?;
    let typed = form.0.minutes;
    let mut check = Check::new();
    let minutes = check.take("minutes", forms::number(&typed, MINUTES));
    let done = match (minutes, check.done()) {
        (Some(minutes), Ok(())) => {
            app.act(&visitor, move |tx, here| actions::open_classroom(tx, &here.caller, school, minutes).map(|_| ())).await
        }
        (_, refused) => Err(refused.err().map_or(Error::Malformed, Error::from)),
    };
    match done {
        Ok(()) => Ok(see_other(format!("/nodes/{school}/classroom")).finish()),
        Err(error) => {
            let address = address(&app, &request);
            app.again(visitor, error, "pages/classroom_open.html", move |conn, here| view(conn, here, school, address, Some(typed))).await
        }
    }
}

/// Closes it.
pub async fn close(app: web::Data<App>, visitor: Visitor, path: web::Path<String>) -> Answer {
    let school: NodeId = forms::id(&path)?;
    app.act(&visitor, move |tx, here| actions::close_classroom(tx, &here.caller, school)).await?;
    Ok(see_other(format!("/nodes/{school}/classroom")).cookie(flash("classroom-closed")).finish())
}
