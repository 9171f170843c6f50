//! What she has learned, on her home: her newest acts, with the way back to her own record, where she rereads it. All of them stand on her page.

use serde::Serialize;

use crate::actions::{found_again, names};
use crate::domain::id::PersonId;
use crate::store::Conn;
use crate::web::locale::Day as DayStyle;
use crate::web::pages::topics::{Title, Titles};
use crate::web::{Error, Here};

/// How many stand on a home.
const SHOWN: usize = 3;

/// One of them.
#[derive(Serialize)]
pub struct Learned {
    topic: Title,
    said: String,
    /// Her record; none where she learned alone or elsewhere.
    record: Option<String>,
    act: String,
}

/// The newest, and whether there are more.
pub fn of(conn: &mut Conn, here: &Here, me: PersonId) -> Result<(Vec<Learned>, bool), Error> {
    let mut acts = found_again::learned(conn, &here.caller, me)?;
    let more = acts.len() > SHOWN;
    acts.truncate(SHOWN);
    let tutors: Vec<PersonId> = acts.iter().filter_map(|act| act.row.tutor).collect();
    let names = names::lasting(conn, &here.caller, &tutors)?;
    let titles = Titles::load(conn, here, &acts.iter().map(|act| act.row.topic).collect::<Vec<_>>())?;
    let learned = acts.iter().map(|act| {
        let day = here.day(act.row.day, DayStyle::Date).into();
        let said = match act.row.tutor {
            Some(tutor) => {
                let tutor = names.get(&tutor).cloned().unwrap_or_else(|| here.text("words-someone", &[]));
                here.text("home-learned-with", &[("tutor", tutor.into()), ("day", day)])
            }
            None => here.text("home-learned-alone", &[("day", day)]),
        };
        Learned {
            topic: titles.of(act.row.topic),
            said,
            record: act.record.map(|id| format!("/tutorials/{id}")),
            act: format!("/demonstrations/{}", act.row.id),
        }
    });
    Ok((learned.collect(), more))
}
