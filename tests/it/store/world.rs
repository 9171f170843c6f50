//! Random but plausible histories: a small world that turns numbers into facts which an action could have recorded.
//!
//! It keeps to the rules of the practice, as actions do, and also brings what `apply` must take from elsewhere: clashes.

use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::moment::Day;
use relevo::domain::words::*;

use super::story::day;

mod tutoring;

/// One throw of the dice: what happens, and to whom.
pub type Throw = (u8, u8, u8, u8);

#[derive(Clone)]
struct Someone {
    id: PersonId,
    school: usize,
    minor: bool,
    /// Neither erased nor gone.
    here: bool,
    erased: bool,
}

struct Held {
    id: DemonstrationId,
    tutorial: usize,
    day: Day,
    outcome: Outcome,
    mastery: Option<usize>,
}

struct Mastered {
    id: MasteryId,
    person: usize,
    topic: usize,
    generation: i32,
    live: bool,
}

struct Tutored {
    id: TutorialId,
    learner: usize,
    tutor: usize,
    topic: usize,
    parent: usize,
    open: bool,
    plan: Option<DemonstrationId>,
}

pub struct World {
    made: u64,
    today: Day,
    zones: Vec<NodeId>,
    schools: Vec<NodeId>,
    people: Vec<Someone>,
    topics: Vec<(TopicId, i32)>,
    masteries: Vec<Mastered>,
    offers: Vec<(OfferId, usize)>,
    interests: Vec<(InterestId, usize, usize)>,
    tutorials: Vec<Tutored>,
    entries: Vec<(EntryId, usize)>,
    notes: Vec<NoteId>,
    held: Vec<Held>,
    blocks: Vec<(BlockId, usize, usize)>,
}

impl World {
    /// Three schools in two zones, and what founds them.
    pub fn new() -> (World, Vec<Fact>) {
        let mut world = World {
            made: 0,
            today: day("2026-09-01"),
            zones: vec![],
            schools: vec![],
            people: vec![],
            topics: vec![],
            masteries: vec![],
            offers: vec![],
            interests: vec![],
            tutorials: vec![],
            entries: vec![],
            notes: vec![],
            held: vec![],
            blocks: vec![],
        };
        let mut facts = vec![];
        let state = world.found(Level::State, None, &mut facts);
        for _ in 0..2 {
            let zone = world.found(Level::Zone, Some(state), &mut facts);
            world.zones.push(zone);
        }
        for number in 0..3 {
            let zone = world.zones[number % 2];
            let school = world.found(Level::School, Some(zone), &mut facts);
            world.schools.push(school);
        }
        for number in 0..9 {
            facts.extend(world.join(number, number));
        }
        for _ in 0..2 {
            facts.extend(world.publish(0));
        }
        (world, facts)
    }

    fn id<Of>(&mut self) -> Id<Of> {
        self.made += 1;
        let mut bytes = [0; 16];
        bytes[8..].copy_from_slice(&self.made.to_be_bytes());
        Id::from_bytes(bytes)
    }

    fn found(&mut self, level: Level, parent: Option<NodeId>, facts: &mut Vec<Fact>) -> NodeId {
        let (node, since) = (self.id(), self.today);
        let place = f64::from_bits(0x4030_ec6f_0000_0000 + self.made * 7_919_993);
        let (name, latitude) = (format!("Nodo {}", self.made), Some(place));
        let (cct, shift, time_zone, longitude) = (None, None, None, Some(-place * 5.7));
        facts.push(NodeFounded { node, level, name, parent, since, cct, shift, time_zone, latitude, longitude }.into());
        node
    }

    fn join(&mut self, school: u8, minor: u8) -> Vec<Fact> {
        let (person, school, minor) = (self.id(), usize::from(school) % 3, !minor.is_multiple_of(3));
        self.people.push(Someone { id: person, school, minor, here: true, erased: false });
        let (node, since) = (self.schools[school], self.today);
        let position = if minor { Position::Student } else { Position::Teacher };
        let name = format!("Persona {}", self.made);
        vec![
            PersonJoined { person, node, position, minor, since, voucher: None }.into(),
            PersonNamed { person, name, grade: None, group: None, language: None }.into(),
        ]
    }

    fn publish(&mut self, before: u8) -> Vec<Fact> {
        let (topic, on) = (self.id(), self.today);
        let before = self.topics.get(usize::from(before)).map(|(before, _)| *before);
        self.topics.push((topic, 1));
        let (language, licence, import_key) = ("es".to_owned(), "CC-BY-SA-4.0".to_owned(), None);
        let published = TopicPublished { topic, school: None, author: None, language, origin: Origin::Own, licence, day: on, import_key };
        vec![published.into(), self.text(topic, 1, before)]
    }

    fn text(&self, topic: TopicId, version: i32, before: Option<TopicId>) -> Fact {
        // A list may name the same topic twice: people do.
        let prerequisites = before.into_iter().filter(|before| *before != topic).flat_map(|before| [before, before]).collect();
        TopicWritten {
            topic,
            version,
            author: None,
            day: self.today,
            title: format!("Tema {version}"),
            subject: String::new(),
            challenge: String::new(),
            why: String::new(),
            questions: vec![],
            sources: vec![],
            prerequisites,
            title_en: None,
        }
        .into()
    }

    fn masters(&self, person: usize, topic: usize) -> Option<usize> {
        self.masteries.iter().position(|mastery| mastery.live && mastery.person == person && mastery.topic == topic)
    }

    /// Somebody else, of whom something may be written; whoever comes first.
    fn neighbour(&self, person: usize) -> PersonId {
        let others = || self.people.iter().enumerate().filter(|(other, _)| *other != person);
        let here = others().find(|(_, other)| !other.erased).or_else(|| others().next());
        here.expect("nobody is alone here").1.id
    }

    fn school(&self, person: usize) -> NodeId {
        self.schools[self.people[person].school]
    }

    fn grant(&mut self, person: usize, topic: usize, parent: Option<usize>, held: Option<DemonstrationId>, live: bool) -> Fact {
        let generation = parent.map_or(1, |parent| self.masteries[parent].generation + 1);
        let mastery = self.id();
        self.masteries.push(Mastered { id: mastery, person, topic, generation, live });
        MasteryGranted {
            mastery,
            person: self.people[person].id,
            topic: self.topics[topic].0,
            school: self.school(person),
            via: if held.is_some() { Via::Demonstration } else { Via::Founding },
            day: self.today,
            parent: parent.map(|parent| self.masteries[parent].id),
            generation,
            demonstration: held,
            voucher: held.is_none().then(|| self.neighbour(person)),
        }
        .into()
    }

    fn withdraw(&mut self, mastery: usize) -> Fact {
        self.masteries[mastery].live = false;
        MasteryWithdrawn { mastery: self.masteries[mastery].id, day: self.today }.into()
    }

    /// What happens; nothing, where it could not have.
    pub fn happen(&mut self, (what, a, b, c): Throw) -> Vec<Fact> {
        if c.is_multiple_of(3) {
            self.today = self.today.succ_opt().unwrap_or(self.today);
        }
        let on = self.today;
        let (one, other) = (usize::from(a) % self.people.len(), usize::from(b) % self.people.len());
        let topic = usize::from(c) % self.topics.len();
        match what % 21 {
            0 => self.join(a, b),
            1 => self.publish(a),
            2 => {
                self.topics[topic].1 += 1;
                let before = self.topics.get(usize::from(a)).map(|(before, _)| *before);
                vec![self.text(self.topics[topic].0, self.topics[topic].1, before)]
            }
            3 => self.vouch(one, topic, b),
            4 => self.wish(one, topic, b),
            5 | 6 => self.pair(one, usize::from(b), false),
            7 => self.pair(one, usize::from(b), true),
            8 => self.write(a, b),
            9 | 10 => self.demonstrate(a, b),
            11 => self.correct(a, b),
            12 => self.end(a, b),
            13 if !self.masteries.is_empty() => {
                let mastery = usize::from(a) % self.masteries.len();
                if self.masteries[mastery].live { vec![self.withdraw(mastery)] } else { vec![] }
            }
            14 => self.block(one, other, c),
            15 if c.is_multiple_of(2) => {
                self.people[one].here = false;
                self.people[one].erased = true;
                self.blocks.retain(|(_, a, b)| *a != one && *b != one);
                vec![PersonErased { person: self.people[one].id }.into()]
            }
            16 => {
                let (node, parent) = (self.schools[usize::from(a) % 3], self.zones[usize::from(b) % 2]);
                vec![NodeMoved { node, parent, since: on }.into()]
            }
            17 if self.people[one].here && self.people[other].here => {
                let (concern, text) = (self.id(), format!("Preocupación {}", self.made));
                let (about, by) = (self.people[one].id, self.people[other].id);
                let (school, reader) = (self.school(one), ConcernReader::School);
                let raised = ConcernRaised { concern, school, reader, day: on };
                let told = ConcernTold { concern, text, people: vec![about, by] };
                let (named, signed) = (ConcernNamed { concern, about }, ConcernSigned { concern, by });
                vec![
                    raised.into(),
                    told.into(),
                    named.into(),
                    signed.into(),
                    ConcernAnswered { concern, by: self.people[other].id, day: on }.into(),
                ]
            }
            18 if self.people[one].here && c.is_multiple_of(4) => {
                self.people[one].here = false;
                vec![PersonLeft { person: self.people[one].id, node: self.school(one), until: on }.into()]
            }
            19 if self.people[one].here => {
                let (person, node, minor) = (self.people[one].id, self.school(one), self.people[one].minor);
                let (visit, visitors) = (self.id(), vec![self.people[other].id; 2]);
                let mut facts: Vec<Fact> = (!minor).then(|| StewardNamed { person, node, since: on }.into()).into_iter().collect();
                facts.extend([
                    PersonPlaced { person, node, position: Position::Student, minor, since: on, voucher: None }.into(),
                    VisitAgreed { visit, school: node, day: on, visitors, responsible: person, agreed_by: person }.into(),
                ]);
                facts
            }
            20 => self.elsewhere(one, a, b),
            _ => vec![],
        }
    }

    /// What somebody else said in another place, who did not know that it was said here.
    fn elsewhere(&mut self, person: usize, what: u8, which: u8) -> Vec<Fact> {
        let (on, which) = (self.today, usize::from(which));
        match what % 4 {
            0 if !self.interests.is_empty() => {
                let (_, person, topic) = self.interests[which % self.interests.len()];
                let (interest, learner, school) = (self.id(), self.people[person].id, self.school(person));
                vec![InterestStated { interest, learner, topic: self.topics[topic].0, school, rank: 2, day: on }.into()]
            }
            1 if !self.offers.is_empty() => {
                let (first, mastery) = self.offers[which % self.offers.len()];
                let (mastery, person, topic, live) = {
                    let row = &self.masteries[mastery];
                    (row.id, row.person, row.topic, row.live)
                };
                if !live {
                    return vec![];
                }
                let (offer, owner, school) = (self.id(), self.people[person].id, self.school(person));
                let again = OfferOpened { offer, mastery, person: owner, topic: self.topics[topic].0, school, capacity: 5, day: on };
                let state = if which.is_multiple_of(2) { OfferState::Paused } else { OfferState::Withdrawn };
                vec![
                    again.into(),
                    OfferChanged { offer: if which.is_multiple_of(3) { offer } else { first }, capacity: 1, state, day: on }.into(),
                ]
            }
            2 if self.people[person].here => {
                let someone = &self.people[person];
                let since = if which.is_multiple_of(2) { on } else { day("2026-08-20") };
                let position = if someone.minor { Position::Student } else { Position::Coach };
                vec![
                    PersonJoined { person: someone.id, node: self.school(person), position, minor: someone.minor, since, voucher: None }
                        .into(),
                ]
            }
            3 => {
                let (topic, version) = self.topics[which % self.topics.len()];
                vec![self.text(topic, version, None)]
            }
            _ => vec![],
        }
    }

    fn vouch(&mut self, person: usize, topic: usize, clash: u8) -> Vec<Fact> {
        let known = self.masters(person, topic).is_some();
        if !self.people[person].here || (known && !clash.is_multiple_of(4)) {
            return vec![];
        }
        let granted = self.grant(person, topic, None, None, !known);
        let mastery = self.masteries[self.masteries.len() - 1].id;
        let offer = self.id();
        self.offers.push((offer, self.masteries.len() - 1));
        let owner = self.people[person].id;
        let (reason, school) = ("Lo enseñó.".to_owned(), self.school(person));
        let topic = self.topics[topic].0;
        vec![
            granted,
            MasteryVouched { mastery, person: owner, voucher: self.neighbour(person), reason }.into(),
            OfferOpened { offer, mastery, person: owner, topic, school, capacity: 2, day: self.today }.into(),
        ]
    }

    fn wish(&mut self, person: usize, topic: usize, change: u8) -> Vec<Fact> {
        if let Some(known) = self.interests.iter().position(|(_, learner, wanted)| (*learner, *wanted) == (person, topic)) {
            let (interest, ..) = self.interests[known];
            if change.is_multiple_of(2) {
                return vec![InterestRanked { interest, rank: i32::from(change) }.into()];
            }
            self.interests.remove(known);
            return vec![InterestWithdrawn { interest, day: self.today }.into()];
        }
        if !self.people[person].here || self.masters(person, topic).is_some() {
            return vec![];
        }
        let (interest, learner) = (self.id(), self.people[person].id);
        self.interests.push((interest, person, topic));
        let (school, topic) = (self.school(person), self.topics[topic].0);
        let why = format!("Porque {}", self.made);
        vec![
            InterestStated { interest, learner, topic, school, rank: 1, day: self.today }.into(),
            InterestExplained { interest, learner, why }.into(),
        ]
    }

    /// A tutorial; from elsewhere, there may be one open already.
    fn pair(&mut self, learner: usize, which: usize, elsewhere: bool) -> Vec<Fact> {
        let Some(parent) = which.checked_rem(self.masteries.len()) else { return vec![] };
        let (tutor, topic, live) = (self.masteries[parent].person, self.masteries[parent].topic, self.masteries[parent].live);
        let (one, other) = (&self.people[learner], &self.people[tutor]);
        let fit = live && learner != tutor && one.here && other.here && one.school == other.school;
        let open = self.tutorials.iter().any(|known| known.open && known.learner == learner && known.topic == topic);
        let apart = self.blocks.iter().any(|(_, a, b)| [(*a, *b), (*b, *a)].contains(&(learner, tutor)));
        if !fit || apart || self.masters(learner, topic).is_some() || (open && !elsewhere) {
            return vec![];
        }
        self.interests.retain(|(_, person, wanted)| (*person, *wanted) != (learner, topic));
        let tutorial = self.id();
        self.tutorials.push(Tutored { id: tutorial, learner, tutor, topic, parent, open: true, plan: None });
        let (school, topic, on) = (self.school(learner), self.topics[topic].0, self.today);
        let (learner, tutor) = (self.people[learner].id, self.people[tutor].id);
        let (proposed_by, offer, visit) = (learner, None, None);
        vec![
            TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by, day: on, offer, visit }.into(),
            TutorialAgreed { tutorial, day: on, how: Agreement::Paper }.into(),
        ]
    }

    fn block(&mut self, one: usize, other: usize, lift: u8) -> Vec<Fact> {
        if lift.is_multiple_of(2) {
            let lifted = self.blocks.pop();
            let ids = lifted.map(|(block, one, other)| (block, self.people[one].id, self.people[other].id));
            return ids.map(|(block, one, other)| PairUnblocked { block, one, other }.into()).into_iter().collect();
        }
        if one == other || self.people[one].erased || self.people[other].erased {
            return vec![];
        }
        let (block, school) = (self.id(), self.school(one));
        self.blocks.push((block, one, other));
        vec![PairBlocked { block, school, one: self.people[one].id, other: self.people[other].id, day: self.today }.into()]
    }
}
