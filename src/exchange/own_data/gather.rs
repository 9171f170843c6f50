//! Reads what is kept, and puts it in order.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Cell, OwnData, Section};
use crate::actions::readings::{self, Told};
use crate::actions::{Error, files, names};
use crate::domain::id::{FileId, NodeId, PersonId, TopicId, TutorialId};
use crate::domain::moment::{Day, Moment};
use crate::domain::policy::Caller;
use crate::domain::words::{FileKind, TutorialState};
use crate::store::queries::own_data::{self, Everything};
use crate::store::queries::{nodes, people, topics};
use crate::store::rows::{FileRow, GuardianRow};
use crate::store::{Conn, accounts};

/// When it is taken out, what day that is, since when readings are kept, and whether she takes it out herself.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "told by their names")]
pub struct Asked {
    pub now: Moment,
    pub today: Day,
    pub readings_since: Day,
    pub own: bool,
}

struct Known {
    person: PersonId,
    names: HashMap<PersonId, String>,
    topics: BTreeMap<TopicId, String>,
    places: HashMap<NodeId, String>,
    of: BTreeMap<TutorialId, TopicId>,
}

/// Everything that is kept about somebody. Whether the caller may have it was asked before.
///
/// # Errors
/// She is not there, or the database cannot be read.
pub fn gather(conn: &mut Conn, person: PersonId, asked: Asked) -> Result<OwnData, Error> {
    let row = people::by_id(conn, person)?.ok_or(Error::NOT_FOUND)?;
    let named = people::name(conn, person)?.ok_or(Error::NOT_FOUND)?;
    let mut all = own_data::everything(conn, person)?;
    // From whom she is kept apart, of that child she reads no more here than on a page.
    let apart = people::kept_from(conn, person)?;
    if !asked.own {
        // A no leaves no mark: neither hers nor another's.
        all.tutorials.retain(|row| row.state != TutorialState::NeverBegan);
        all.rounds.retain(|(pair, ..)| all.tutorials.iter().any(|row| row.id == pair.tutorial));
        // What her school takes out for her family is hers: not what she wrote about others, nor what they showed.
        all.notes.retain(|row| row.learner == person);
        for row in all.tutorials.iter_mut().filter(|row| row.learner != person) {
            row.stop_reason = None;
        }
        for row in all.demonstrations.iter_mut().filter(|row| row.learner != person) {
            (row.place, row.shown, row.asked, row.reason) = (None, None, None, None);
        }
    } else {
        for row in all.tutorials.iter_mut().filter(|row| row.tutor == person && apart.contains(&row.learner)) {
            row.stop_reason = None;
        }
        for row in all.demonstrations.iter_mut().filter(|row| row.tutor == Some(person) && apart.contains(&row.learner)) {
            (row.place, row.shown, row.asked, row.reason) = (None, None, None, None);
        }
    }
    let shown = shown(conn, &all)?;
    // What she may know of others, whoever asks for her.
    let herself = accounts::caller(conn, person)?.map_or(Caller::ANONYMOUS, Caller::member);
    let read = opened(conn, &herself, person, asked)?;
    let mut known = Known::load(conn, &herself, person, &all, &read, asked.today)?;
    let schoolmates = names::visible(conn, &herself, &apart.iter().copied().collect::<Vec<_>>())?;
    known.names.retain(|id, _| !apart.contains(id) || schoolmates.contains_key(id));
    let minor = if row.minor { "yes" } else { "no" };
    let handle: Cell = accounts::handle(conn, person)?.into();
    let about = vec![
        named.name.clone().into(),
        named.grade.into(),
        named.class.into(),
        named.language.into(),
        Cell::Word("minor", minor),
        row.joined.into(),
        handle,
    ];
    let columns = &["name", "grade", "group", "language", "minor", "since", "sign_in_name"];
    let mut sections = vec![Section { key: "about", columns, rows: vec![about] }];
    sections.extend(known.belonging(&all));
    sections.extend(known.family(&all));
    sections.extend(known.learning(&all));
    sections.extend(known.writing(&all, &shown));
    sections.extend(known.showing(&all));
    sections.push(Section { key: "readings", columns: &["day", "reader", "what", "times"], rows: known.readings(&read) });
    if asked.own {
        let concern = |row: &crate::store::rows::ConcernRow| {
            vec![row.raised.into(), row.text.clone().into(), Cell::Word("concern", row.state.word())]
        };
        sections.push(Section { key: "concerns", columns: &["day", "text", "state"], rows: all.concerns.iter().map(concern).collect() });
    }
    let sessions = all.sessions.iter().map(|(opened, seen, ends)| vec![(*opened).into(), (*seen).into(), (*ends).into()]);
    sections.push(Section { key: "sessions", columns: &["opened", "seen", "expires"], rows: sessions.collect() });
    let tokens = accounts::tokens::of_person(conn, person, asked.now)?.into_iter();
    let tokens = tokens.map(|row| vec![row.name.into(), row.scope.into(), row.made.into(), row.expires.into(), row.used.into()]);
    sections.push(Section { key: "keys", columns: &["name", "scope", "opened", "expires", "seen"], rows: tokens.collect() });
    let files = all.files.iter().filter(|row| shown.contains(&row.id)).map(|row| (file_name(row), row.id)).collect();
    Ok(OwnData { person, name: named.name, made: asked.now, sections, files })
}

/// The pictures and documents that are shown at all: after a guardian's no they are shown to nobody, and go out to nobody.
fn shown(conn: &mut Conn, all: &Everything) -> Result<BTreeSet<FileId>, Error> {
    let mut shown = BTreeSet::new();
    for row in &all.files {
        if let Some(tutorial) = all.tutorials.iter().find(|tutorial| tutorial.id == row.tutorial)
            && files::are_shown(conn, tutorial)?
        {
            shown.insert(row.id);
        }
    }
    Ok(shown)
}

/// Who opened her record, as she is told herself: day, reader where one is named, what, and how often.
type Opened = Vec<(Option<Day>, Option<PersonId>, &'static str, i32)>;

fn opened(conn: &mut Conn, herself: &Caller, person: PersonId, asked: Asked) -> Result<Opened, Error> {
    // Somebody who has left is told no more than that by a page; here nothing, since she stands in no relation any more.
    let told = match readings::of_person(conn, herself, person, asked.readings_since) {
        Ok(told) => told,
        Err(Error::Refused(_)) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    Ok(match told {
        Told::All(rows) => rows.iter().map(|row| (Some(row.day), Some(row.reader), row.kind.word(), row.times)).collect(),
        Told::Own(simply) => {
            let mut lines: Opened = simply.companions.iter().map(|(who, day)| (Some(*day), Some(*who), "any", 1)).collect();
            lines.extend(simply.adults.iter().map(|row| (Some(row.day), Some(row.reader), row.kind.word(), row.times)));
            lines.extend(simply.others.then_some((None, None, "any", 1)));
            lines
        }
    })
}

fn file_name(row: &FileRow) -> String {
    let kind = match row.kind {
        FileKind::Picture => "jpg",
        FileKind::Document => "pdf",
    };
    format!("files/{}.{kind}", row.id)
}

impl Known {
    fn load(conn: &mut Conn, herself: &Caller, person: PersonId, all: &Everything, read: &Opened, today: Day) -> Result<Known, Error> {
        let mut met: BTreeSet<PersonId> = all.tutorials.iter().flat_map(|row| [row.learner, row.tutor]).collect();
        met.extend(all.demonstrations.iter().flat_map(|row| [Some(row.learner), row.tutor]).flatten());
        met.extend(all.rounds.iter().flat_map(|(pair, ..)| [pair.learner, pair.tutor]));
        met.extend(all.masteries.iter().filter_map(|row| row.voucher));
        met.extend(read.iter().filter_map(|line| line.1));
        met.extend(all.guardians.iter().filter_map(|row| row.person));
        let met: Vec<PersonId> = met.into_iter().filter(|other| *other != person).collect();
        let mut wanted: BTreeSet<TopicId> = all.tutorials.iter().map(|row| row.topic).collect();
        wanted.extend(all.masteries.iter().map(|row| row.topic));
        wanted.extend(all.interests.iter().map(|row| row.topic));
        wanted.extend(all.offers.iter().map(|row| row.topic));
        wanted.extend(all.rounds.iter().map(|(pair, ..)| pair.topic));
        wanted.extend(all.demonstrations.iter().map(|row| row.topic));
        wanted.extend(all.presences.iter().map(|(row, _)| row.topic));
        let mut titles = BTreeMap::new();
        for topic in wanted {
            titles.extend(topics::by_id(conn, topic)?.map(|row| (topic, row.title)));
        }
        let mut places: Vec<NodeId> = all.memberships.iter().map(|row| row.node).collect();
        places.extend(all.visits.iter().map(|row| row.school));
        places.extend(all.moves.iter().flat_map(|row| [row.school, row.receiver]));
        places.extend(all.school_years.iter().map(|(school, ..)| *school));
        places.extend(all.rounds.iter().map(|(_, school, _)| *school).chain(all.held_rounds.iter().map(|(school, _)| *school)));
        places.extend(all.notices.iter().map(|row| row.school).chain(all.consents.iter().map(|row| row.school)));
        Ok(Known {
            person,
            names: names::known(conn, herself, &met, today)?,
            topics: titles,
            places: nodes::names(conn, &places)?,
            of: all.tutorials.iter().map(|row| (row.id, row.topic)).collect(),
        })
    }

    fn name(&self, person: PersonId) -> Cell {
        self.names.get(&person).cloned().into()
    }

    fn topic(&self, topic: TopicId) -> Cell {
        self.topics.get(&topic).cloned().into()
    }

    fn place(&self, node: NodeId) -> Cell {
        self.places.get(&node).cloned().into()
    }

    /// On which side of a pair she is, and who is on the other.
    fn part(&self, learner: PersonId, tutor: Option<PersonId>) -> [Cell; 2] {
        let learns = learner == self.person;
        let other = if learns { tutor } else { Some(learner) };
        [Cell::Word("part", if learns { "learner" } else { "tutor" }), other.map_or(Cell::Empty, |other| self.name(other))]
    }

    fn belonging(&self, all: &Everything) -> Vec<Section> {
        let places = all.memberships.iter();
        let places =
            places.map(|row| vec![self.place(row.node), Cell::Word("position", row.position.word()), row.since.into(), row.until.into()]);
        let moves = all.moves.iter();
        let moves =
            moves.map(|row| vec![self.place(row.school), self.place(row.receiver), row.day.into(), Cell::Word("move", row.state.word())]);
        let years = all
            .school_years
            .iter()
            .map(|(school, day, left)| vec![self.place(*school), (*day).into(), Cell::Word("year", if *left { "left" } else { "up" })]);
        let visits = all.visits.iter().map(|row| vec![self.place(row.school), row.day.into(), Cell::Word("visit", row.state.word())]);
        vec![
            Section { key: "places", columns: &["place", "position", "since", "until"], rows: places.collect() },
            Section { key: "moves", columns: &["place", "to", "day", "state"], rows: moves.collect() },
            Section { key: "school_years", columns: &["place", "day", "what"], rows: years.collect() },
            Section { key: "visits", columns: &["place", "day", "state"], rows: visits.collect() },
        ]
    }

    /// What her family was told, who answers for her, and what they said.
    fn family(&self, all: &Everything) -> Vec<Section> {
        let named = |id| all.guardians.iter().find(|row| row.id == id);
        let name = |row: &GuardianRow| row.person.map_or_else(|| row.name.clone().into(), |person| self.name(person));
        let notices = all.notices.iter().map(|row| vec![self.place(row.school), row.day.into()]);
        let guardians = all.guardians.iter().map(|row| vec![name(row)]);
        let consents = all.consents.iter().map(|row| {
            let said = Cell::Word("consent", if row.given { "yes" } else { "no" });
            let guardian = named(row.guardian).map_or(Cell::Empty, name);
            vec![self.place(row.school), row.day.into(), Cell::Word("purpose", row.purpose.word()), said, guardian, row.withdrawn.into()]
        });
        let columns = &["place", "day", "what", "said", "guardian", "withdrawn"];
        vec![
            Section { key: "notices", columns: &["place", "day"], rows: notices.collect() },
            Section { key: "guardians", columns: &["name"], rows: guardians.collect() },
            Section { key: "consents", columns, rows: consents.collect() },
        ]
    }

    fn learning(&self, all: &Everything) -> Vec<Section> {
        let masteries = all.masteries.iter().map(|row| {
            let voucher = row.voucher.map_or(Cell::Empty, |voucher| self.name(voucher));
            let via = Cell::Word("via", row.via.word());
            vec![
                self.topic(row.topic),
                row.day.into(),
                via,
                row.generation.into(),
                voucher,
                row.reason.clone().into(),
                row.withdrawn.into(),
            ]
        });
        let offers = all.offers.iter();
        let offers =
            offers.map(|row| vec![self.topic(row.topic), row.opened.into(), row.capacity.into(), Cell::Word("offer", row.state.word())]);
        let wishes = all.interests.iter().map(|row| {
            vec![
                self.topic(row.topic),
                row.stated.into(),
                row.rank.into(),
                row.why.clone().into(),
                Cell::Word("interest", row.state.word()),
            ]
        });
        let tutorials = all.tutorials.iter().map(|row| {
            let [part, with] = self.part(row.learner, Some(row.tutor));
            let state = Cell::Word("tutorial", row.state.word());
            let days: [Cell; 4] = [row.proposed.into(), row.agreed.into(), row.rehearsed.into(), row.ended.into()];
            let mut cells = vec![self.topic(row.topic), part, with, state];
            cells.extend(days);
            cells.push(row.stop_reason.clone().into());
            cells
        });
        let proposed = all.rounds.iter().map(|(pair, school, day)| {
            let [part, with] = self.part(pair.learner, Some(pair.tutor));
            let how = Cell::Word("round", if pair.by_hand { "by-hand" } else { "best" });
            vec![self.place(*school), (*day).into(), part, with, self.topic(pair.topic), how]
        });
        let held = all.held_rounds.iter().map(|(school, day)| {
            vec![self.place(*school), (*day).into(), Cell::Word("part", "held"), Cell::Empty, Cell::Empty, Cell::Empty]
        });
        let rounds = proposed.chain(held).collect();
        let columns = &["topic", "part", "with", "state", "proposed", "agreed", "rehearsed", "ended", "reason"];
        let mastered = &["topic", "day", "via", "generation", "voucher", "reason", "withdrawn"];
        vec![
            Section { key: "masteries", columns: mastered, rows: masteries.collect() },
            Section { key: "offers", columns: &["topic", "day", "capacity", "state"], rows: offers.collect() },
            Section { key: "wishes", columns: &["topic", "day", "rank", "why", "state"], rows: wishes.collect() },
            Section { key: "rounds", columns: &["place", "day", "part", "with", "topic", "what"], rows: rounds },
            Section { key: "tutorials", columns, rows: tutorials.collect() },
        ]
    }

    fn writing(&self, all: &Everything, shown: &BTreeSet<FileId>) -> Vec<Section> {
        let of = |tutorial: &TutorialId| self.of.get(tutorial).map_or(Cell::Empty, |topic| self.topic(*topic));
        let entries = all.entries.iter();
        let entries =
            entries.map(|row| vec![of(&row.tutorial), row.day.into(), row.text.clone().into(), row.recorded.into(), row.corrected.into()]);
        let files = all.files.iter();
        let name = |row: &FileRow| if shown.contains(&row.id) { file_name(row).into() } else { Cell::Empty };
        let files = files.map(|row: &FileRow| vec![of(&row.tutorial), row.recorded.into(), Cell::Word("file", row.kind.word()), name(row)]);
        let notes = all.notes.iter().map(|row| {
            let wrote = row.tutor == self.person;
            let other = if wrote { row.learner } else { row.tutor };
            let part = Cell::Word("note", if wrote { "written" } else { "about" });
            vec![of(&row.tutorial), row.day.into(), part, self.name(other), row.text.clone().into()]
        });
        let versions = all.versions.iter().map(|row| vec![row.title.clone().into(), row.written.into(), row.version.into()]);
        vec![
            Section { key: "entries", columns: &["topic", "day", "text", "recorded", "corrected"], rows: entries.collect() },
            Section { key: "files", columns: &["topic", "recorded", "what", "file"], rows: files.collect() },
            Section { key: "notes", columns: &["topic", "day", "what", "with", "text"], rows: notes.collect() },
            Section { key: "topics", columns: &["topic", "day", "version"], rows: versions.collect() },
        ]
    }

    fn showing(&self, all: &Everything) -> Vec<Section> {
        let held = all.demonstrations.iter().map(|row| {
            let [part, with] = self.part(row.learner, row.tutor);
            let state = Cell::Word("demonstration", row.state.word());
            let mut cells = vec![self.topic(row.topic), row.day.into(), part, with, state];
            cells.extend([&row.place, &row.shown, &row.asked, &row.reason].map(|text| Cell::from(text.clone())));
            cells
        });
        let came = all.presences.iter().map(|(row, came)| {
            let word = if *came { "witness" } else { "invited" };
            vec![self.topic(row.topic), row.day.into(), Cell::Word("presence", word)]
        });
        let columns = &["topic", "day", "part", "with", "state", "place", "shown", "asked", "reason"];
        vec![
            Section { key: "demonstrations", columns, rows: held.collect() },
            Section { key: "presences", columns: &["topic", "day", "what"], rows: came.collect() },
        ]
    }

    fn readings(&self, read: &Opened) -> Vec<Vec<Cell>> {
        let line = |(day, reader, what, times): &(Option<Day>, Option<PersonId>, &'static str, i32)| {
            vec![(*day).into(), reader.map_or(Cell::Empty, |reader| self.name(reader)), Cell::Word("seen", what), (*times).into()]
        };
        read.iter().map(line).collect()
    }
}
