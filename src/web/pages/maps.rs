//! The map of a node: of a nation its states as tiles, of a large node its branches, of others their schools; and the same as a table.
//!
//! It is the same for everybody, so it is drawn once and kept until the next fact. What may be told has been decided in `actions::map` and
//! `actions::figures`; where a mark stands, in `spread::map`. Here it is put into words.

use std::collections::{BTreeMap, HashMap, HashSet};

use actix_web::web;
use serde::{Deserialize, Serialize};

use crate::actions::figures::{self, Staff};
use crate::actions::ground;
use crate::actions::map::{self, Count, Practice, School};
use crate::domain::id::NodeId;
use crate::domain::policy::{Caller, Verb};
use crate::domain::words::{Level, Preset};
use crate::exchange::schools::{state_name, state_number};
use crate::spread::map::{FEW, Manner, Map, Mark, Part, Site, draw, draw_over};
use crate::store::Conn;
use crate::store::queries::{self, nodes, tree};
use crate::store::rows::NodeRow;
use crate::web::app::View;
use crate::web::charts::map::{self as chart, Spot, Words};
use crate::web::charts::tiles::{self, Tile};
use crate::web::here::Here;
use crate::web::kept;
use crate::web::locale::{Arg, number};
use crate::web::{Answer, App, Error, Visitor, forms};

/// More states than any nation has here; what a nation's page lists at once.
const STATES: i64 = 100;
/// So few places are drawn on the node's own page; of more the map is a page of its own.
const ON_THE_PAGE: i64 = 24;

/// What the address asks for.
#[derive(Deserialize)]
pub struct Asked {
    /// A part of the map, by its digits.
    #[serde(default)]
    part: String,
    /// A school that is looked for.
    #[serde(default)]
    school: String,
}

/// What the template shows.
#[derive(Serialize)]
struct Drawn {
    chart: Chart,
}

/// A map, and the words around it.
#[derive(Serialize)]
struct Chart {
    node: String,
    svg: String,
    found: String,
    read: String,
    hints: Vec<String>,
    /// The words of the three shapes: disc, triangle, broken ring.
    legend: [String; 3],
    head: Vec<String>,
    rows: Vec<Row>,
    empty: bool,
    /// The part around this one, where it is not the whole.
    around: Option<String>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    href: Option<String>,
    /// "good", "near" or "none", as the part `mark` draws it.
    mark: &'static str,
    /// How a single school fares, or why of several no counts are told.
    how: Option<String>,
    cells: Vec<String>,
}

#[derive(Serialize)]
struct Page {
    id: String,
    name: String,
    part: kept::Part,
}

/// A map on a page of its own.
pub async fn show(app: web::Data<App>, visitor: Visitor, path: web::Path<String>, asked: web::Query<Asked>) -> Answer {
    let node: NodeId = forms::id(&path)?;
    let part = Part::read(&asked.part).ok_or(Error::NotFound)?;
    let sought: Option<NodeId> = asked.school.parse().ok();
    let parts = app.clone();
    app.page(visitor, "pages/map.html", move |conn, here| {
        // The same for everybody: what not everybody may read has no place in it.
        ground::allow_at(conn, &Caller::ANONYMOUS, Verb::ReadNode, node)?;
        let row = nodes::by_id(conn, node)?.filter(|row| row.level != Level::School).ok_or(Error::NotFound)?;
        let about = format!("{node} {part} {}", sought.map(|id| id.to_string()).unwrap_or_default());
        let drawn =
            parts.part(conn, here, "pages/map/beside.html", about, |conn| Ok(Drawn { chart: of(conn, here, &row, &part, sought)? }))?;
        let title = here.text("map-title", &[("node", (&row.name).into())]);
        Ok(View { title, view: Page { id: node.to_string(), name: row.name, part: drawn } })
    })
    .await
}

/// How a map appears on the page of its node.
#[derive(Serialize)]
pub struct OnPage {
    /// The drawing, where it is light.
    part: Option<kept::Part>,
    /// Whether there is a page of it.
    page: bool,
    /// Of a school: where it lies in words, and on whose map it can be seen.
    point: Option<String>,
    within: Option<(String, String)>,
}

/// What the page of a node shows of where its schools lie; nothing where that is not known of any.
pub fn on_page(app: &App, conn: &mut Conn, here: &Here, row: &NodeRow) -> Result<Option<OnPage>, Error> {
    if row.level == Level::School {
        let Some((latitude, longitude)) = row.latitude.zip(row.longitude) else { return Ok(None) };
        let above = nodes::path(conn, row.id)?.into_iter().next().filter(|_| row.closed.is_none());
        let within = above.map(|above| (above.id.to_string(), above.name));
        return Ok(Some(OnPage { part: None, page: false, point: Some(point(here, latitude, longitude)), within }));
    }
    let places = tree::placed(conn, row.id, 1)?.1;
    let states = row.level == Level::Nation && has_tiles(conn, row)?;
    if places == 0 && !states {
        return Ok(None);
    }
    let part = if states || places <= ON_THE_PAGE {
        let about = row.id.to_string();
        Some(
            app.part(conn, here, "pages/map/folded.html", about, |conn| Ok(Drawn { chart: of(conn, here, row, &Part::default(), None)? }))?,
        )
    } else {
        None
    };
    Ok(Some(OnPage { part, page: true, point: None, within: None }))
}

/// A point in words, to a hundred metres.
fn point(here: &Here, latitude: f64, longitude: f64) -> String {
    let words = |degrees: f64, ways: [&str; 2]| {
        let degrees = map::rounded(degrees);
        here.text(ways[usize::from(degrees < 0.0)], &[("degrees", format!("{:.3}", degrees.abs()).into())])
    };
    let latitude = words(latitude, ["map-north", "map-south"]);
    let longitude = words(longitude, ["map-east", "map-west"]);
    here.text("map-point", &[("latitude", latitude.into()), ("longitude", longitude.into())])
}

fn of(conn: &mut Conn, here: &Here, row: &NodeRow, part: &Part, sought: Option<NodeId>) -> Result<Chart, Error> {
    if row.level == Level::Nation && has_tiles(conn, row)? {
        return nation(conn, here, row);
    }
    let today = nodes::today(conn, row.id, here.now)?;
    let schools = map::schools(conn, row, today)?;
    let sites: Vec<Site<NodeId>> = schools.iter().filter_map(School::site).collect();
    let drawing = Drawing { here, row, schools: schools.iter().map(|school| (school.id, school)).collect(), part, sought };
    if part.is_whole() && sites.len() > FEW {
        let branches = drawing.branches();
        if (2..=FEW).contains(&branches.len()) && branches.iter().any(|branch| !drawing.schools.contains_key(&branch.key)) {
            let names = nodes::names(conn, &branches.iter().map(|branch| branch.key).collect::<Vec<_>>())?;
            let map = draw_over(&sites, &branches, part, Manner::Alone).ok_or(Error::NotFound)?;
            let told = map.marks.iter().map(|mark| drawing.branch(mark, &names)).collect();
            return Ok(drawing.chart(&map, "map-read-branches", told));
        }
    }
    let map = draw(&sites, part, Manner::Alone).ok_or(Error::NotFound)?;
    let read = if map.marks.iter().any(|mark| mark.places.len() > 1) { "map-read-gathered" } else { "map-read-alone" };
    let told = map.marks.iter().map(|mark| drawing.school(mark)).collect();
    Ok(drawing.chart(&map, read, told))
}

/// A mark in words.
struct Told {
    spot: Spot,
    /// What it is called in the table.
    name: String,
    count: Count,
}

struct Drawing<'a> {
    here: &'a Here,
    row: &'a NodeRow,
    schools: BTreeMap<NodeId, &'a School>,
    part: &'a Part,
    sought: Option<NodeId>,
}

impl Drawing<'_> {
    /// The children of the node in the middle of their schools.
    fn branches(&self) -> Vec<Site<NodeId>> {
        let mut points: BTreeMap<NodeId, Vec<(f64, f64)>> = BTreeMap::new();
        for school in self.schools.values() {
            points.entry(school.branch).or_default().extend(school.point);
        }
        let mean = |points: &[(f64, f64)], of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / points.len() as f64;
        points
            .into_iter()
            .filter(|(_, points)| !points.is_empty())
            .map(|(key, points)| Site { key, latitude: mean(&points, |point| point.0), longitude: mean(&points, |point| point.1) })
            .collect()
    }

    fn branch(&self, mark: &Mark<NodeId>, names: &HashMap<NodeId, String>) -> Told {
        let within = || self.schools.values().copied().filter(|school| mark.places.contains(&school.branch));
        let count = Count::of(within());
        let name: Vec<&str> = mark.places.iter().filter_map(|id| names.get(id).map(String::as_str)).collect();
        let href = match &mark.places[..] {
            [one] => Some(format!("/nodes/{one}")),
            _ => mark.part.as_ref().map(|part| self.link(part)),
        };
        let alone = mark.places.len() == 1 && self.schools.contains_key(&mark.places[0]);
        let sought = within().any(|school| Some(school.id) == self.sought);
        self.told(name.join(", "), href, count, !alone, sought)
    }

    fn school(&self, mark: &Mark<NodeId>) -> Told {
        let within: Vec<&School> = mark.places.iter().filter_map(|id| self.schools.get(id).copied()).collect();
        let count = Count::of(within.iter().copied());
        let sought = within.iter().any(|school| Some(school.id) == self.sought);
        match &within[..] {
            [one] => self.told(one.name.clone(), Some(format!("/nodes/{}", one.id)), count, false, sought),
            // A place is known by the first school of it that practises, or else by the first.
            _ => {
                let known = within.iter().min_by_key(|school| (school.practice, school.id)).map_or("", |school| &school.name);
                let name = self.here.text("map-near", &[("name", known.into())]);
                let mut told = self.told(name, mark.part.as_ref().map(|part| self.link(part)), count, true, sought);
                // Beside the mark, the name of one of many would be taken for the name of all.
                told.spot.name.clear();
                told
            }
        }
    }

    fn link(&self, part: &Part) -> String {
        format!("/nodes/{}/map?part={part}", self.row.id)
    }

    fn told(&self, name: String, href: Option<String>, count: Count, several: bool, sought: bool) -> Told {
        let practice = count.practice();
        let says = if several {
            let counts = [("schools", count.schools.into()), ("today", count.today.into()), ("once", count.once.into())];
            let args: Vec<(&str, Arg)> = [("name", (&name).into())].into_iter().chain(counts).collect();
            self.here.text("map-says-many", &args)
        } else {
            self.here.text("map-says", &[("name", (&name).into()), ("how", self.here.text(state(practice), &[]).into())])
        };
        let spot = Spot { href, says, name: name.clone(), practice, number: several.then(|| whole(self.here, count.schools)), sought };
        Told { spot, name, count }
    }

    fn chart(&self, map: &Map<NodeId>, read: &str, told: Vec<Told>) -> Chart {
        let here = self.here;
        let whole_map = self.part.is_whole();
        let seen: HashSet<NodeId> = map.marks.iter().flat_map(|mark| mark.places.iter().copied()).collect();
        let shown = |school: &&School| whole_map || seen.contains(&school.id);
        let all = Count::of(self.schools.values().copied().filter(shown));
        let found = [("schools", all.schools.into()), ("today", all.today.into()), ("once", all.once.into())];
        let found = here.text("map-found", &found);
        let title = here.text("map-title", &[("node", (&self.row.name).into())]);
        let many = told.iter().any(|told| told.spot.number.is_some());
        let words = Words { prefix: "map", title: &title, desc: &found, scale: &|kilometres| scale(here, kilometres) };
        let count = |count: usize| whole(here, count);
        let rows = told.iter().map(|Told { spot, name, count: of }| Row {
            name: name.clone(),
            href: spot.href.clone(),
            mark: drawn(spot.practice),
            how: (!many).then(|| here.text(state(spot.practice), &[])),
            cells: if many { [of.schools, of.today, of.once].map(count).to_vec() } else { Vec::new() },
        });
        let rows = rows.collect();
        let spots: Vec<Spot> = told.into_iter().map(|told| told.spot).collect();
        let svg = chart::draw(map, &spots, read != "map-read-alone", &words);
        let mut hints = Vec::new();
        if map.marks.iter().any(|mark| mark.from.is_some()) && !many {
            hints.push(here.text("map-moved", &[]));
        }
        hints.push(here.text("map-practice-is", &[]));
        let unplaced = self.schools.values().filter(|school| school.point.is_none()).count();
        if !whole_map {
            hints.insert(0, here.text("map-part", &[]));
        } else if unplaced > 0 {
            hints.push(here.text("map-unplaced", &[("count", unplaced.into())]));
        }
        let head: &[&str] =
            if many { &["map-col-place", "map-col-schools", "map-col-today", "map-col-once"] } else { &["map-col-school", "map-col-how"] };
        Chart {
            node: self.row.id.to_string(),
            svg,
            found,
            read: here.text(read, &[]),
            hints,
            legend: [Practice::Today, Practice::Once, Practice::Untold].map(|practice| here.text(state(practice), &[])),
            head: head.iter().map(|key| here.text(key, &[])).collect(),
            empty: map.marks.is_empty(),
            around: self.part.around().map(|part| part.to_string()),
            rows,
        }
    }
}

fn state(practice: Practice) -> &'static str {
    match practice {
        Practice::Today => "map-state-today",
        Practice::Once => "map-state-once",
        Practice::Untold => "map-state-untold",
    }
}

/// The mark of a list that says the same.
fn drawn(practice: Practice) -> &'static str {
    match practice {
        Practice::Today => "good",
        Practice::Once => "near",
        Practice::Untold => "none",
    }
}

fn whole(here: &Here, count: usize) -> String {
    number(here.language, i64::try_from(count).unwrap_or(i64::MAX))
}

fn scale(here: &Here, kilometres: f64) -> String {
    let (key, length) = if kilometres < 1.0 { ("map-scale-m", kilometres * 1000.0) } else { ("map-scale-km", kilometres) };
    here.text(key, &[("length", (length.round() as i64).into())])
}

/// The tile of a place under a nation, by its number.
fn tile_of(place: &NodeRow) -> Option<u8> {
    state_number(&place.name).filter(|_| place.level == Level::State)
}

/// Whether a nation has states that have a tile: another than this grid's has none.
fn has_tiles(conn: &mut Conn, row: &NodeRow) -> Result<bool, Error> {
    Ok(queries::figures::children(conn, row.id, STATES, 0)?.0.iter().any(|place| tile_of(place).is_some()))
}

/// The nation as tiles, with the figures that its page lists.
fn nation(conn: &mut Conn, here: &Here, row: &NodeRow) -> Result<Chart, Error> {
    let today = nodes::today(conn, row.id, here.now)?;
    let staff = Staff::of(conn, row, today)?;
    let (children, _) = figures::children(conn, row.id, &staff, today, STATES, 0)?;
    let states: Vec<(Option<u8>, figures::Child)> = children.into_iter().map(|child| (tile_of(&child.node), child)).collect();
    let figures = figures::of(conn, figures::Reader { inside: false, own: false }, row, &staff, today)?;
    let found = super::node_figures::lead(here, row, figures.as_ref(), figures::schools(conn, row)?, today);
    let (mut tiles, mut rows) = (Vec::new(), Vec::new());
    for (at, child) in &states {
        let (name, href) = (&child.node.name, format!("/nodes/{}", child.node.id));
        let fares = super::node::under(here, Preset::Schools, child.clone());
        let practice = match fares.state {
            "good" => Practice::Today,
            "near" => Practice::Once,
            _ => Practice::Untold,
        };
        if let Some(number) = at {
            tiles.push(Tile {
                number: *number,
                says: here.text("map-says", &[("name", name.into()), ("how", (&fares.fares).into())]),
                href: href.clone(),
                practice,
                count: child.fares.map(|fares| fares.active.to_string()).unwrap_or_default(),
                share: child.fares.map_or(0.0, |fares| fares.active as f64 / fares.schools.max(1) as f64),
            });
        }
        let cells = child.fares.map(|told| [told.schools, told.active, told.practising].map(|count| number(here.language, count)).to_vec());
        let how = cells.is_none().then_some(fares.fares);
        rows.push(Row { name: name.clone(), href: Some(href), mark: fares.state, how, cells: cells.unwrap_or_default() });
    }
    let title = here.text("map-title", &[("node", (&row.name).into())]);
    let absent = |number| here.text("map-tile-absent", &[("state", state_name(number).unwrap_or_default().into())]);
    let elsewhere = states.len() - tiles.len();
    Ok(Chart {
        node: row.id.to_string(),
        svg: tiles::draw(&tiles, "map", &title, &found, &absent),
        found,
        read: here.text("map-tiles-read", &[]),
        hints: (elsewhere > 0).then(|| here.text("map-tiles-else", &[("count", elsewhere.into())])).into_iter().collect(),
        legend: ["node-mark-good", "node-mark-near", "node-mark-none"].map(|key| here.text(key, &[])),
        head: ["map-col-place", "map-col-schools", "map-col-active", "map-col-practising"].map(|key| here.text(key, &[])).to_vec(),
        rows,
        empty: false,
        around: None,
    })
}
