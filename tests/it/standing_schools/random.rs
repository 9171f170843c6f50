//! Small trees under random changes: what the figures, and the list beside them, tell of every node and month is what an oracle finds that
//! walks from day to day and knows no database.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months};
use diesel::prelude::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use relevo::actions::figures::{self, Reader};
use relevo::domain::fact::*;
use relevo::domain::id::*;
use relevo::domain::moment::Day;
use relevo::domain::words::*;
use relevo::spread::lone;
use relevo::spread::suppress::personal;
use relevo::store::queries::neighbours::neighbours;
use relevo::store::queries::nodes;
use relevo::store::schema::memberships;
use relevo::store::{Conn, Error};

use crate::store::Place;
use crate::support::town::day;

/// When the first places are entered: before the twelve months that are told.
const BEGAN: &str = "2025-09-15";

/// A nation, two states, two zones in each, two schools in each of these; and one more. By the number of the parent.
const TREE: [(Level, usize); 16] = {
    use Level::*;
    [
        (Nation, 0),
        (State, 0),
        (State, 0),
        (Zone, 1),
        (Zone, 1),
        (Zone, 2),
        (Zone, 2),
        (School, 3),
        (School, 3),
        (School, 4),
        (School, 4),
        (School, 5),
        (School, 5),
        (School, 6),
        (School, 6),
        (School, 6),
    ]
};
const TUTOR: PersonId = PersonId::from_bytes([0xA1; 16]);
/// Who learned both topics by demonstration.
const PROMOTED: PersonId = PersonId::from_bytes([0xA2; 16]);
const TOPICS: [TopicId; 2] = [TopicId::from_bytes([0xB1; 16]), TopicId::from_bytes([0xB2; 16])];

fn id<Of>(kind: u8, number: usize) -> Id<Of> {
    let mut bytes = [kind; 16];
    bytes[14..].copy_from_slice(&u16::try_from(number).expect("few").to_be_bytes());
    Id::from_bytes(bytes)
}

fn place(number: usize) -> NodeId {
    id(7, number)
}

/// A place, as the oracle knows it.
struct Known {
    level: Level,
    since: Day,
    closed: Option<Day>,
    into: Option<usize>,
    /// Under which it came to hang on which day; it has always hung under the first.
    parents: Vec<(Day, usize)>,
}

/// What happened at a school.
struct Deed {
    school: usize,
    topic: usize,
    first: Day,
    last: Option<Day>,
    /// No tutorial.
    shown: bool,
    promoted: bool,
}

/// The world, its facts as far as they are written, and the day up to which it has come.
struct World {
    places: Vec<Known>,
    deeds: Vec<Deed>,
    facts: Vec<Fact>,
    today: Day,
    /// So many of the last places are schools in which nothing ever happens.
    quiet: usize,
    /// How many teach at each place in the end.
    teachers: Vec<i64>,
}

/// What is done, to whom, with whom, after so many days, how many days ago it was.
type Throw = (u8, usize, usize, u64, u64);

impl World {
    fn begin(quiet: usize) -> World {
        let mut world = World { places: vec![], deeds: vec![], facts: vec![], today: day(BEGAN), quiet: 0, teachers: vec![] };
        for (level, parent) in TREE {
            world.found(level, parent);
        }
        for person in [TUTOR, PROMOTED] {
            world.joins(person, 0, Position::Official);
        }
        for (number, topic) in TOPICS.into_iter().enumerate() {
            let (school, author, language, licence) = (None, None, "es".to_owned(), "CC-BY-SA-4.0".to_owned());
            let (origin, on, import_key) = (Origin::Own, world.today, None);
            world.facts.push(TopicPublished { topic, school, author, language, origin, licence, day: on, import_key }.into());
            let (via, parent, generation, demonstration, voucher) = (Via::Demonstration, None, 1, None, None);
            let (mastery, person, school) = (id(8, number), PROMOTED, place(0));
            world
                .facts
                .push(MasteryGranted { mastery, person, topic, school, via, day: on, parent, generation, demonstration, voucher }.into());
        }
        for _ in 0..quiet {
            world.found(Level::School, 3);
        }
        world.quiet = quiet;
        world
    }

    fn joins(&mut self, person: PersonId, node: usize, position: Position) {
        let minor = position == Position::Student;
        self.facts.push(PersonJoined { person, node: place(node), position, minor, since: self.today, voucher: None }.into());
    }

    /// A new place. Two teach there, so that its figures are nobody's own; but at every third school one.
    fn found(&mut self, level: Level, parent: usize) {
        let (number, since) = (self.places.len(), self.today);
        let (parent, name) = ((number > 0).then_some(parent), format!("Lugar {number}"));
        let (cct, shift, time_zone, latitude, longitude) = (None, None, None, None, None);
        let node = place(number);
        let founded = NodeFounded { node, level, name, parent: parent.map(place), since, cct, shift, time_zone, latitude, longitude };
        self.facts.push(founded.into());
        self.places.push(Known {
            level,
            since,
            closed: None,
            into: None,
            parents: parent.map(|parent| (since, parent)).into_iter().collect(),
        });
        for teacher in 0..if level == Level::School && number % 3 == 0 { 1 } else { 2 } {
            self.joins(id(9, number * 2 + teacher), number, Position::Teacher);
        }
    }

    /// The one that a number names among the places that may be changed: those with a level, the open ones or all.
    fn one(&self, number: usize, level: Level, open: bool) -> Option<usize> {
        let may = |at: &usize| self.places[*at].level == level && !(open && self.places[*at].closed.is_some());
        let all: Vec<usize> = (0..self.places.len()).filter(|at| *at < TREE.len() || *at >= TREE.len() + self.quiet).filter(may).collect();
        all.get(number.checked_rem(all.len())?).copied()
    }

    fn take(&mut self, (what, one, other, after, ago): Throw) -> Option<()> {
        self.today = self.today + Days::new(after);
        let today = self.today;
        let past = |closed: Option<Day>| closed.map_or(today, |closed| closed.pred_opt().unwrap_or(closed)) - Days::new(ago);
        match what % 12 {
            // Also in one that has closed, of a day before, and copied from a paper older than the place.
            0..=2 => {
                let school = self.one(one, Level::School, false)?;
                let (on, topic, number) = (past(self.places[school].closed), other % 2, self.deeds.len());
                self.deeds.push(Deed { school, topic, first: on, last: Some(on), shown: true, promoted: false });
                let (learner, recorded_by, topic) = (TUTOR, PROMOTED, TOPICS[topic]);
                let (demonstration, path, outcome) = (id(6, number), Path::Elsewhere, Outcome::NotYet);
                let (witnesses, audience, tutorial, tutor) = (vec![], vec![], None, None);
                let school = place(school);
                self.facts.push(
                    DemonstrationHeld {
                        demonstration,
                        learner,
                        topic,
                        school,
                        path,
                        day: on,
                        outcome,
                        witnesses,
                        audience,
                        recorded_by,
                        tutorial,
                        tutor,
                    }
                    .into(),
                );
            }
            3..=5 => {
                let school = self.one(one, Level::School, true)?;
                let (on, topic, promoted, number) = (past(None), other % 2, other % 3 == 0, self.deeds.len());
                self.deeds.push(Deed { school, topic, first: on, last: None, shown: false, promoted });
                let (tutorial, learner, tutor) = (id(5, number), id(4, number), if promoted { PROMOTED } else { TUTOR });
                self.joins(learner, 0, Position::Student);
                let (topic, school, proposed_by, offer, visit) = (TOPICS[topic], place(school), tutor, None, None);
                self.facts.push(TutorialProposed { tutorial, learner, tutor, topic, school, proposed_by, day: on, offer, visit }.into());
                self.facts.push(TutorialAgreed { tutorial, day: on, how: Agreement::Here }.into());
            }
            6 => {
                let open: Vec<usize> =
                    (0..self.deeds.len()).filter(|at| !self.deeds[*at].shown && self.deeds[*at].last.is_none()).collect();
                let number = *open.get(one.checked_rem(open.len())?)?;
                self.deeds[number].last = Some(today);
                self.facts.push(TutorialStopped { tutorial: id(5, number), day: today }.into());
            }
            7 => {
                let (node, to) = (self.one(one, Level::School, true)?, self.one(other, Level::Zone, true)?);
                self.moves(node, to);
            }
            8 => {
                let (node, to) = if one % 4 == 0 {
                    (self.one(one, Level::Zone, true)?, self.one(other, Level::State, true)?)
                } else {
                    (self.one(one, Level::School, true)?, self.one(other, Level::Zone, true)?)
                };
                self.moves(node, to);
            }
            9 => {
                let (node, into) = (self.one(one, Level::School, true)?, self.one(other, Level::School, true)?);
                if node != into {
                    self.places[node].closed = Some(today);
                    self.places[node].into = Some(into);
                    // What is open goes on there, whole.
                    self.deeds.iter_mut().filter(|deed| deed.school == node && deed.last.is_none()).for_each(|deed| deed.school = into);
                    self.facts.push(NodeMerged { node: place(node), into: place(into), day: today }.into());
                }
            }
            10 if other % 2 == 0 => {
                let node = self.one(one, Level::School, true)?;
                self.places[node].closed = Some(today);
                self.facts.push(NodeClosed { node: place(node), since: today }.into());
            }
            10 => {
                let node = self.one(one, Level::School, false)?;
                if self.places[node].closed.is_some() {
                    (self.places[node].closed, self.places[node].into) = (None, None);
                    self.facts.push(NodeReopened { node: place(node) }.into());
                }
            }
            _ => {
                let parent = self.one(one, Level::Zone, true)?;
                self.found(Level::School, parent);
            }
        }
        Some(())
    }

    fn moves(&mut self, node: usize, to: usize) {
        let (parents, since) = (&mut self.places[node].parents, self.today);
        if parents.last().is_some_and(|(_, parent)| *parent != to) {
            parents.retain(|(day, _)| *day != since);
            parents.push((since, to));
            self.facts.push(NodeMoved { node: place(node), parent: place(to), since }.into());
        }
    }

    // ---- what is true ----

    /// Whether one place is or hangs under another on a day.
    fn in_area(&self, mut at: usize, area: usize, on: Day) -> bool {
        while at != area {
            let parents = &self.places[at].parents;
            let Some((_, parent)) = parents.iter().rev().find(|(since, _)| *since <= on).or(parents.first()) else { return false };
            at = *parent;
        }
        true
    }

    fn stands(&self, school: usize, on: Day) -> bool {
        let Known { level, since, closed, .. } = self.places[school];
        let there = || since <= on || self.deeds.iter().any(|deed| deed.school == school && deed.first <= on);
        level == Level::School && closed.is_none_or(|closed| on < closed) && there()
    }

    /// For which school of an area something counts in the month up to a day.
    fn counts_for(&self, deed: &Deed, area: usize, from: Day, to: Day) -> Option<usize> {
        let days =
            || from.iter_days().take_while(|on| *on <= to).filter(|on| deed.first <= *on && deed.last.is_none_or(|last| *on <= last));
        days().next()?;
        let mut school = deed.school;
        while !self.stands(school, to) {
            school = self.places[school].into?;
        }
        let did = school != deed.school || days().any(|on| self.in_area(school, area, on));
        (did && self.in_area(school, area, to)).then_some(school)
    }

    fn schools(&self, area: usize, (from, to): (Day, Day), fits: impl Fn(&Deed) -> bool) -> BTreeSet<usize> {
        self.deeds.iter().filter(|deed| fits(deed)).filter_map(|deed| self.counts_for(deed, area, from, to)).collect()
    }

    /// How many events of an area began in a month.
    fn events(&self, area: usize, (from, to): (Day, Day), shown: bool) -> usize {
        let there = |deed: &&Deed| deed.shown == shown && from <= deed.first && deed.first <= to;
        self.deeds.iter().filter(there).filter(|deed| self.in_area(deed.school, area, deed.first)).count()
    }

    /// Whether a place hung elsewhere since the first of the months that are told.
    fn moved(&self, at: usize) -> bool {
        let first = self.today.with_day(1).expect("a first") - Months::new(11);
        self.places[at].parents.iter().skip(1).any(|(since, _)| *since > first)
    }

    /// What stands above a place today, nearest first.
    fn above(&self, at: usize) -> Vec<usize> {
        let parent = |at: &usize| self.places[*at].parents.last().map(|(_, parent)| *parent);
        std::iter::successors(parent(&at), parent).collect()
    }

    /// Whether a school's figures are for its own people, or those of a place above it for theirs.
    fn kept_back(&self, school: usize) -> bool {
        let all: Vec<Vec<usize>> = (0..self.places.len()).map(|at| self.above(at)).collect();
        let teach =
            |at: usize| (0..all.len()).filter(|one| *one == at || all[*one].contains(&at)).map(|one| self.teachers[one]).sum::<i64>();
        let own = |at: &usize| {
            let near: Vec<(NodeId, i64)> = (0..all.len())
                .filter(|one| *one > 0 && all[*one].first() == all[*at].first())
                .map(|one| (place(one), teach(one)))
                .collect();
            personal(&near).contains(&place(*at))
        };
        std::iter::once(school).chain(all[school].clone()).filter(|at| *at > 0).any(|at| own(&at))
    }

    /// The schools that the counts of a place leave out: the rule is held against an oracle of its own, and who is meant by it here.
    fn left_out(&self, area: usize) -> BTreeSet<usize> {
        let below: Vec<usize> = (0..self.places.len()).filter(|at| self.above(*at).contains(&area)).collect();
        let first = self.today.with_day(1).expect("a first") - Months::new(11);
        let as_one = |at: &usize| lone::Place {
            id: *at,
            parent: self.above(*at)[0],
            teachers: self.teachers[*at],
            school: self.places[*at].level == Level::School && self.places[*at].closed.is_none_or(|closed| closed > first),
            settled: !self.moved(*at) && self.places[*at].closed.is_none(),
        };
        let mut out = lone::left_out(area, &below.iter().map(as_one).collect::<Vec<_>>(), 10).remove(&area).unwrap_or_default();
        let was_here = |at: &usize| {
            let mut days = first.iter_days().take_while(|on| *on <= self.today);
            !below.contains(at) && days.any(|on| self.in_area(*at, area, on))
        };
        let gone = (0..self.places.len()).filter(|at| self.places[*at].level == Level::School);
        out.extend(gone.filter(|at| area != *at && self.moved_or_above(*at)).filter(was_here).filter(|at| self.kept_back(*at)));
        out
    }

    /// Whether a place, or one above it, has moved: most have not.
    fn moved_or_above(&self, at: usize) -> bool {
        self.moved(at) || self.above(at).into_iter().any(|at| self.moved(at))
    }

    // ---- what is told ----

    fn agrees(&self, conn: &mut Conn, area: usize) -> Result<(), String> {
        let row = nodes::by_id(conn, place(area)).map_err(|error| error.to_string())?.ok_or("a node")?;
        let staff = figures::Staff::of(conn, &row, self.today).map_err(|_| "staff")?;
        let told = figures::of(conn, Reader { inside: true, own: true }, &row, &staff, self.today).map_err(|_| "figures")?;
        let told = told.ok_or_else(|| format!("place {area} tells nothing"))?;
        let this = self.today.with_day(1).expect("a first");
        let left = if self.places[area].level == Level::School { BTreeSet::new() } else { self.left_out(area) };
        let places: BTreeSet<NodeId> = left.iter().copied().map(place).collect();
        if *staff.left_out(row.id) != places || told.some_left_out == places.is_empty() {
            return Err(format!("place {area} leaves out {:?}, and is to leave out {places:?}", staff.left_out(row.id)));
        }
        let of = |area: usize, left: &BTreeSet<usize>, days: (Day, Day), fits: &dyn Fn(&Deed) -> bool| {
            self.schools(area, days, fits).difference(left).copied().collect::<BTreeSet<usize>>()
        };
        let mut wrong = Vec::new();
        let mut same = |what: &str, told: usize, is: usize| {
            if told != is {
                wrong.push(format!("place {area}: {what}: {told} are told, {is} there are"));
            }
        };
        let number = |count: i64| usize::try_from(count).expect("a count");
        for (back, month) in told.months.iter().rev().enumerate() {
            let first = this - Months::new(u32::try_from(back).expect("few"));
            assert_eq!(month.first, first);
            let days = (first, (first + Months::new(1) - Days::new(1)).min(self.today));
            let there = (0..self.places.len()).filter(|at| self.stands(*at, days.1) && self.in_area(*at, area, days.1)).count();
            for (what, told, is) in [
                ("schools", month.schools, there),
                ("active", month.active, of(area, &left, days, &|deed| !deed.shown).len()),
                ("practising", month.practising, of(area, &left, days, &|deed| deed.shown).len()),
                ("promoted", month.promoted, of(area, &left, days, &|deed| deed.promoted).len()),
                ("begun", month.begun, self.events(area, days, false)),
                ("demonstrations", month.demonstrations, self.events(area, days, true)),
            ] {
                same(&format!("{what} of {}-{:02}", first.year(), first.month()), number(told), is);
            }
            assert!(month.promoted <= month.active && month.active <= month.schools && month.practising <= month.schools);
        }
        let now = (this, self.today);
        same("schools today", number(told.schools), number(told.months.last().expect("this month").schools));
        same("promoted now", told.promoted.0, of(area, &left, now, &|deed| deed.promoted).len());
        for (number, topic) in TOPICS.into_iter().enumerate() {
            let alive = told.topics.iter().find(|alive| alive.topic == topic);
            let schools = of(area, &left, now, &|deed| deed.topic == number);
            same("schools of a topic", alive.map_or(0, |alive| alive.schools), schools.len());
            let named: BTreeSet<NodeId> = alive.into_iter().flat_map(|alive| alive.named.iter().copied()).collect();
            assert!(named.is_subset(&schools.into_iter().map(place).collect()), "others are named");
        }
        // The list of what hangs under a node tells of each what its own page tells.
        let hangs = |at: &usize| self.places[*at].closed.is_none() && self.places[*at].parents.last().is_some_and(|(_, to)| *to == area);
        let children: Vec<usize> =
            (0..self.places.len()).filter(hangs).filter(|at| *at < TREE.len() || *at >= TREE.len() + self.quiet).collect();
        let ids: Vec<NodeId> = children.iter().map(|at| place(*at)).collect();
        let to = this + Months::new(1) - Days::new(1);
        let list = neighbours(conn, &ids, (this, to), |id| staff.left_out(id)).map_err(|error| error.to_string())?;
        for child in children {
            let row = list[&place(child)];
            let there = (0..self.places.len()).filter(|at| self.stands(*at, self.today) && self.in_area(*at, child, self.today)).count();
            same("listed schools", number(row.schools), there);
            let left = if self.places[child].level == Level::School { BTreeSet::new() } else { self.left_out(child) };
            same("listed as active", number(row.active), of(child, &left, now, &|deed| !deed.shown).len());
            same("listed as practising", number(row.practising), of(child, &left, now, &|deed| deed.shown).len());
            if self.places[child].level == Level::School {
                same("listed demonstrations", number(row.demonstrations), self.events(child, now, true));
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
    }
}

/// Lives through some throws and compares what every place tells at the end.
fn lived(home: &Place, throws: Vec<Throw>, quiet: usize) -> Result<BTreeMap<&'static str, usize>, TestCaseError> {
    let mut world = World::begin(quiet);
    for throw in throws {
        world.take(throw);
    }
    let db = home.open();
    let facts = std::mem::take(&mut world.facts);
    db.write_now(move |tx| -> Result<(), Error> { facts.into_iter().try_for_each(|fact| tx.record(fact).map(drop)) }).expect("written");
    let taught: Result<Vec<(NodeId, Option<Day>)>, Error> = db.read_now(|conn| {
        let taught = memberships::table.filter(memberships::position.eq(Position::Teacher));
        Ok(taught.select((memberships::node, memberships::until)).load(conn)?)
    });
    let taught = taught.expect("read");
    // Who teaches there; where it has closed, who did on its last day.
    let teaches = |until: &Option<Day>, closed: &Option<Day>| until.is_none_or(|until| closed.is_some_and(|closed| until >= closed));
    let teach =
        |(at, known): (usize, &Known)| taught.iter().filter(|(node, until)| *node == place(at) && teaches(until, &known.closed)).count();
    world.teachers = world.places.iter().enumerate().map(teach).map(|count| i64::try_from(count).expect("few")).collect();
    for area in (0..world.places.len()).filter(|at| *at < TREE.len() || *at >= TREE.len() + quiet) {
        let found: Result<Result<(), String>, Error> = db.read_now(|conn| Ok(world.agrees(conn, area)));
        found.expect("read").map_err(TestCaseError::fail)?;
    }
    let joined = world.places.iter().filter(|place| place.into.is_some()).count();
    let chained = world.places.iter().filter(|place| place.into.is_some_and(|into| world.places[into].into.is_some())).count();
    let moved = world.places.iter().filter(|place| place.parents.len() > 1).count();
    Ok(BTreeMap::from([("joined", joined), ("chained", chained), ("moved", moved)]))
}

fn run(cases: u32, quiet: usize) {
    let throw = (any::<u8>(), 0_usize..64, 0_usize..64, 0_u64..14, prop_oneof![4 => 0_u64..12, 1 => 0_u64..150]);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let seen = std::cell::RefCell::new(BTreeMap::<&str, usize>::new());
    // In few cases enough has to happen in each.
    let least = if quiet > 0 { 60 } else { 1 };
    let run = runner.run(&proptest::collection::vec(throw, least..90), |throws| {
        // So many places at once are few cases: these are told on both engines.
        if let Some(server) = Place::server().filter(|_| quiet > 0) {
            lived(&server, throws.clone(), quiet)?;
        }
        for (what, count) in lived(&Place::file(), throws, quiet)? {
            *seen.borrow_mut().entry(what).or_default() += count;
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    let happened = |(what, count): (&&str, &usize)| *count > 0 || quiet > 0 && *what == "chained";
    assert!(seen.borrow().iter().all(happened), "all of it happened: {seen:?}");
}

#[test]
fn figures_and_lists_tell_what_happened_day_by_day() {
    run(40, 0);
}

#[test]
fn they_do_where_places_are_too_many_to_be_named() {
    run(3, 320);
}
