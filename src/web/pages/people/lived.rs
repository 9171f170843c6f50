//! What somebody is in now and what is over, on her page: for herself, for her teachers, and for whoever was in it with her. Others find
//! there what she has demonstrated, and nothing of this.
//!
//! What she wishes is told with its why to herself and to her teachers (DOMAIN.md §3.11). What stopped is said without blame, and so is not
//! counted.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::actions::{found_again, names};
use crate::domain::id::{PersonId, TutorialId};
use crate::domain::policy::{Relations, Verb, may};
use crate::domain::words::{DemonstrationState, TutorialState};
use crate::store::Conn;
use crate::store::queries::{demonstrations, interests};
use crate::store::rows::{DemonstrationRow, TutorialRow};
use crate::web::locale::Day as DayStyle;
use crate::web::pages::topics::{Title, Titles};
use crate::web::{Error, Here};

/// So many that are over are seen; the others are folded under them.
const SEEN: usize = 6;

/// What the page shows of it.
#[derive(Serialize)]
pub struct Lived {
    /// Whether the reader is told what she is in now; on one's own page that stands at home.
    tells_now: bool,
    now: Vec<Row>,
    wishes: Vec<Wish>,
    over: Vec<Row>,
    folded: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    topic: Title,
    /// With whom, and how it stands.
    said: String,
    /// The record of it; none where she learned alone.
    record: Option<String>,
    /// The act of its demonstration.
    act: Option<String>,
}

#[derive(Serialize)]
struct Wish {
    topic: Title,
    ago: String,
    why: Option<String>,
    /// Where whoever may takes it off the list.
    end: Option<String>,
}

/// What of it this reader may know, who stands to her in these relations; without what her threads have `told`.
///
/// # Errors
/// The database cannot be read.
pub fn of(conn: &mut Conn, here: &Here, person: PersonId, relations: Relations, told: &HashSet<TutorialId>) -> Result<Lived, Error> {
    let own = here.caller.is(person);
    let rows = found_again::tutorials_of(conn, &here.caller, person)?;
    let wishes = if may(Verb::ReadWaiting, relations) && !own { interests::of_learner(conn, person)? } else { Vec::new() };
    let alone = demonstrations::of_learner(conn, person, DemonstrationState::NotYet)?.into_iter().filter(|row| row.tutorial.is_none());
    let alone = found_again::acts(conn, &here.caller, alone.collect())?;

    let ids: Vec<TutorialId> = rows.iter().map(|row| row.id).collect();
    let acts = demonstrations::last_of(conn, &ids, DemonstrationState::Ready)?;
    let met: Vec<PersonId> = rows.iter().flat_map(|row| [row.learner, row.tutor]).collect();
    let names = names::lasting(conn, &here.caller, &met)?;
    let mut about: Vec<_> = rows.iter().map(|row| row.topic).chain(wishes.iter().map(|wish| wish.topic)).collect();
    about.extend(alone.iter().map(|act| act.row.topic));
    let titles = Titles::load(conn, here, &about)?;

    let say = Say { here, person, names: &names, titles: &titles, acts: &acts };
    let going = |row: &TutorialRow| matches!(row.state, TutorialState::Open | TutorialState::Proposed);
    let now = rows.iter().filter(|row| going(row) && !own).map(|row| say.row(row)).collect();
    let mut over: Vec<Row> = rows.iter().filter(|row| !going(row) && !told.contains(&row.id)).map(|row| say.row(row)).collect();
    over.extend(alone.iter().map(|act| Row {
        topic: titles.of(act.row.topic),
        said: here.text("person-lived-not-yet", &[("day", here.day(act.row.day, DayStyle::Date).into())]),
        record: None,
        act: Some(format!("/demonstrations/{}", act.row.id)),
    }));
    let folded = if over.len() > SEEN + 1 { over.split_off(SEEN) } else { Vec::new() };
    let (whys, ends) = (may(Verb::ReadWhy, relations), may(Verb::StateInterest, relations));
    let wish = |row: crate::store::rows::InterestRow| Wish {
        topic: titles.of(row.topic),
        ago: here.ago(row.stated),
        why: row.why.filter(|why| whys && !why.is_empty()),
        end: ends.then(|| format!("/interests/{}/end", row.id)),
    };
    let wishes = wishes.into_iter().map(wish).collect();
    Ok(Lived { tells_now: may(Verb::ReadWaiting, relations) && !own, now, wishes, over, folded })
}

struct Say<'a> {
    here: &'a Here,
    person: PersonId,
    names: &'a HashMap<PersonId, String>,
    titles: &'a Titles,
    acts: &'a HashMap<TutorialId, DemonstrationRow>,
}

impl Say<'_> {
    fn row(&self, row: &TutorialRow) -> Row {
        Row {
            topic: self.titles.of(row.topic),
            said: self.said(row),
            record: Some(format!("/tutorials/{}", row.id)),
            act: self.acts.get(&row.id).map(|act| format!("/demonstrations/{}", act.id)),
        }
    }

    /// As what she was in it, with whom, and how it stands: two short sentences.
    fn said(&self, row: &TutorialRow) -> String {
        let tutors = row.tutor == self.person;
        let other = if tutors { row.learner } else { row.tutor };
        let name = self.names.get(&other).cloned().unwrap_or_else(|| self.here.text("words-someone", &[]));
        let with = self.here.text(if tutors { "person-lived-tutored" } else { "person-lived-learned" }, &[("name", name.into())]);
        let (key, day) = match row.state {
            TutorialState::Proposed => ("person-lived-proposed", row.proposed),
            TutorialState::Stopped => ("person-lived-stopped", row.ended.unwrap_or(row.proposed)),
            TutorialState::Demonstrated => ("person-lived-shown", row.ended.unwrap_or(row.proposed)),
            _ => match (row.rehearsed, row.rehearsal_asked) {
                (Some(day), _) => ("person-lived-rehearsed", day),
                (None, Some(day)) => ("person-lived-asked", day),
                _ => ("person-lived-open", row.agreed.unwrap_or(row.proposed)),
            },
        };
        format!("{with} {}", self.here.text(key, &[("day", self.here.day(day, DayStyle::Date).into())]))
    }
}
