//! A round in words: why a pair is suggested, why somebody begins with nobody today, what a tutor's places mean, what became of past proposals.

use crate::actions::rounds::{Opening, Past};
use crate::domain::words::TutorialState;
use crate::graph::round::{Chance, Round, Wished};
use crate::graph::score::{Part, Weights};
use crate::graph::suggest::{Reason, Way};
use crate::store::rows::TutorialRow;
use crate::web::Here;
use crate::web::locale::{Arg, Day as Style, capital};

/// Why a pair is suggested, strongest first. `free` places are left, those that are promised not counted.
pub(super) fn reasons(here: &Here, way: &Way, free: u32, (learner, tutor): (&str, &str)) -> Vec<String> {
    let names: [(&str, Arg<'_>); 2] = [("learner", learner.into()), ("tutor", tutor.into())];
    let say = |key: &str, of: &[(&'static str, Arg<'_>)]| capital(&here.text(key, &[&names[..], of].concat()));
    let mut said: Vec<String> = Vec::new();
    for reason in way.reasons() {
        match reason {
            Reason::Wished { place } => said.push(say("round-reason-wished", &[("place", place.into())])),
            Reason::Waited { days } => said.push(say("round-reason-waited", &[("days", days.into())])),
            Reason::JustPromoted => said.push(say("round-reason-just", &[])),
            Reason::FirstLearner => said.push(say("round-reason-first", &[])),
            Reason::Free { .. } if free > 0 => said.push(say("round-reason-free", &[("places", free.into())])),
            // Everybody here is of one place; and that nobody else waits is no reason for a group.
            Reason::Free { .. } | Reason::Near(_) | Reason::NobodyWaits => {}
        }
    }
    if way.parts.load > 0 {
        said.push(say("round-reason-load", &[("count", way.parts.load.into())]));
    }
    if !way.parts.own_language {
        said.push(say("round-reason-language", &[]));
    }
    said
}

/// Why somebody does not begin with a topic that she wishes.
pub(super) fn hindrance(here: &Here, round: &Round, number: u32, wish: &Wished) -> String {
    let key = match wish.chance {
        Chance::Somebody => {
            let seats = round.of(number).map(|at| &round.pairs[at]).filter(|pair| pair.way.topic == wish.topic);
            let room = seats.map(|pair| &round.seats[pair.seat as usize]).any(|seat| seat.free() > 0);
            if room { "round-left-given" } else { "round-left-full" }
        }
        Chance::NobodyToMeet => "round-left-apart",
        Chance::NotOffered => "round-left-not-offered",
        Chance::NobodyMasters => "round-left-nobody",
        Chance::Withdrawn => "round-left-withdrawn",
    };
    here.text(key, &[])
}

/// What would open a place.
pub(super) fn opening(here: &Here, opening: &Opening, name: &str, topic: &str) -> String {
    let (name, topic) = (("name", name.into()), ("topic", topic.into()));
    match opening.day {
        Some(day) => here.text("round-opens-on", &[name, topic, ("day", here.day(day, Style::Weekday).into())]),
        None => here.text("round-opens", &[name, topic]),
    }
}

/// What counted how much, by the words of each part.
pub(super) fn weights(here: &Here, text: &str) -> String {
    let Ok(weights) = text.parse::<Weights>() else { return String::new() };
    let parts = Part::ALL.map(|part| {
        let name = here.text(&format!("round-part-{}", part.word()), &[]);
        format!("{name} {}", weights.of(part))
    });
    parts.join(" · ")
}

/// What became of what was proposed in a past round. Who said no is not counted: declining leaves no mark.
pub(super) fn became(here: &Here, past: &Past) -> Vec<String> {
    let count = |is: fn(&TutorialRow) -> bool| past.pairs.iter().filter(|(_, row)| row.as_ref().is_some_and(is)).count();
    let kinds: [(&str, usize); 4] = [
        ("round-became-demonstrated", count(|row| row.state == TutorialState::Demonstrated)),
        ("round-became-open", count(|row| row.state == TutorialState::Open)),
        ("round-became-asked", count(|row| row.state == TutorialState::Proposed)),
        ("round-became-stopped", count(|row| row.state == TutorialState::Stopped)),
    ];
    kinds.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| here.text(key, &[("count", count.into())])).collect()
}
