//! The proposals that wait for a yes, on a learner's home: whose yes is missing, and whether it could be said now. What cannot be said is asked of
//! nobody.

use std::collections::HashMap;

use serde::Serialize;

use super::Who;
use crate::actions::prospects::{self, Prospect};
use crate::domain::id::{PersonId, TutorialId};
use crate::store::Conn;
use crate::store::rows::TutorialRow;
use crate::web::here::stamp;
use crate::web::pages::meeting;
use crate::web::pages::other_tutors::{self, Others};
use crate::web::pages::topics::Titles;
use crate::web::{Error, Here};

/// One of them.
#[derive(Serialize)]
pub struct Asked {
    tutorial: String,
    topic: crate::web::pages::topics::Title,
    who: Who,
    /// Whether she can say the yes that is missing.
    pub(super) answers: bool,
    /// Whether another's yes is missing, who could say it.
    pub(super) awaits: bool,
    /// How it stands, for her.
    said: String,
    /// How they would meet, where they are not of one place.
    meeting: Option<String>,
    /// Who else has room for her.
    others: Option<Others>,
}

/// All of them, those that she can answer first.
pub fn of<'a>(
    conn: &mut Conn,
    here: &Here,
    me: PersonId,
    proposed: impl Iterator<Item = &'a TutorialRow>,
    names: &HashMap<PersonId, String>,
    titles: &Titles,
    meets: &HashMap<TutorialId, meeting::Told>,
) -> Result<Vec<Asked>, Error> {
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_else(|| here.text("words-someone", &[]));
    let mut asked = Vec::new();
    for row in proposed {
        let as_tutor = row.tutor == me;
        let (mine, theirs) = if as_tutor { (row.tutor_agreed, row.learner_agreed) } else { (row.learner_agreed, row.tutor_agreed) };
        let other = if as_tutor { row.learner } else { row.tutor };
        let stands = prospects::of(conn, row)?;
        let key = match (stands, mine, as_tutor) {
            (Prospect::Gone, ..) => "home-asked-gone",
            (Prospect::Busy, _, true) => "home-asked-busy",
            (Prospect::Busy, _, false) => "home-asked-busy-own",
            (_, false, true) if !theirs => "home-asked-both-tutor",
            (_, false, false) if !theirs => "home-asked-both-learner",
            (_, false, true) => "home-asked-of-tutor",
            (_, false, false) => "home-asked-of-learner",
            (Prospect::Full, true, false) => "home-asked-full",
            _ => "home-asked-waits",
        };
        let possible = matches!(stands, Prospect::Good | Prospect::Full);
        asked.push(Asked {
            tutorial: row.id.to_string(),
            topic: titles.of(row.topic),
            said: here.text(key, &[("name", name(other).into()), ("by", name(row.proposed_by).into())]),
            who: Who { id: other.to_string(), name: name(other), stamp: stamp(other) },
            others: if as_tutor { None } else { other_tutors::of(conn, here, row)? },
            answers: possible && !mine,
            awaits: possible && mine,
            meeting: meets.get(&row.id).filter(|_| stands != Prospect::Gone).map(|told| told.words.clone()),
        });
    }
    asked.sort_by_key(|one| !one.answers);
    Ok(asked)
}
