//! A node's small curve: what happened month by month, in up to three lines.
//!
//! Lines differ by pattern, weight and end mark as well as by colour, and each carries its name at its end, so the
//! drawing holds in the dark and on a grey printer. A month without a figure (not recorded, or hidden because it would
//! tell about few people) is a gap, never a zero.

use std::fmt::Write;

use serde::Serialize;

use super::svg::{N, Svg, escape, wrap};

/// At most this many months are drawn, the latest; the table has them too.
pub const MOST: usize = 24;

/// One month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// As written on the axis and in the table, such as `nov 2026`.
    pub label: String,
    /// One figure per line; `None` is a gap.
    pub counts: [Option<u32>; 3],
}

/// The words of the drawing.
pub struct Words<'a> {
    /// Begins every id within the drawing.
    pub prefix: &'a str,
    pub title: &'a str,
    pub desc: Option<&'a str>,
    /// Names of the lines, as table heads: dotted line, gold line, strong line.
    pub lines: [&'a str; 3],
    /// What stands at a line's end, from its index and its last figure, such as `5 demostraciones`.
    pub end: &'a dyn Fn(usize, u32) -> String,
    /// A number as this reader writes it.
    pub number: &'a dyn Fn(u32) -> String,
    /// What a gap is called in the table.
    pub gap: &'a str,
}

/// A row of the table twin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    pub month: String,
    pub cells: Vec<String>,
}

/// The curve for wide screens (`.onwide`) and phones (`.onphone`), and its table. A line without a single figure has no column: a column of
/// gaps says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Curve {
    pub wide: String,
    pub narrow: String,
    pub head: Vec<String>,
    pub rows: Vec<Row>,
}

/// Draws the curve; `None` when there is no month to draw.
pub fn draw(months: &[Month], words: &Words<'_>) -> Option<Curve> {
    let months = &months[months.len().saturating_sub(MOST)..];
    if months.is_empty() {
        return None;
    }
    let told: Vec<usize> = (0..LINES.len()).filter(|&line| months.iter().any(|month| month.counts[line].is_some())).collect();
    let cell = |count: Option<u32>| count.map_or_else(|| words.gap.to_owned(), words.number);
    let cells = |month: &Month| told.iter().map(|&line| cell(month.counts[line])).collect();
    Some(Curve {
        wide: one(months, words, &WIDE),
        narrow: one(months, words, &NARROW),
        head: told.iter().map(|&line| words.lines[line].to_owned()).collect(),
        rows: months.iter().map(|month| Row { month: month.label.clone(), cells: cells(month) }).collect(),
    })
}

/// Figures of the axis: from 0 in steps of 1, 2 or 5 times a power of ten, at most five of them, the last not below
/// `most`.
pub fn ticks(most: u32) -> Vec<u32> {
    let most = u64::from(most.max(1));
    let mut power = 1_u64;
    let step = loop {
        if let Some(step) = [1, 2, 5].into_iter().map(|n| n * power).find(|step| step * 4 >= most) {
            break step;
        }
        power *= 10;
    };
    let last = most.div_ceil(step);
    (0..=last).map(|n| u32::try_from(n * step).unwrap_or(u32::MAX)).collect()
}

struct Frame {
    suffix: &'static str,
    size: (f64, f64),
    top: f64,
    bottom: f64,
    right: f64,
    /// End names stand behind the ends, or, without room there, above them.
    behind: bool,
}

const WIDE: Frame = Frame { suffix: "w", size: (640.0, 270.0), top: 20.0, bottom: 240.0, right: 486.0, behind: true };
const NARROW: Frame = Frame { suffix: "n", size: (340.0, 352.0), top: 24.0, bottom: 250.0, right: 328.0, behind: false };

/// The look's three lines: classes from the lowest ply up, and the mark at the end.
const LINES: [(&[&str], &str); 3] = [(&["s1"], "open"), (&["ply2", "s2"], "me"), (&["s3"], "k")];

fn one(months: &[Month], words: &Words<'_>, frame: &Frame) -> String {
    let most = months.iter().flat_map(|month| month.counts).flatten().max().unwrap_or(0);
    let ticks = ticks(most);
    let names: Vec<String> = ticks.iter().map(|&tick| (words.number)(tick)).collect();
    let left = 12.0 + 7.8 * names.iter().map(|name| name.chars().count()).max().unwrap_or(1) as f64;
    let top = f64::from(ticks.last().copied().unwrap_or(1).max(1));
    let y = |count: u32| frame.bottom - (frame.bottom - frame.top) * f64::from(count) / top;
    let wide = frame.right - left - 6.0;
    // A single month stands at the end of the axis, where its name is.
    let step = wide / (months.len().max(2) - 1) as f64;
    let x = |i: usize| frame.right - step * (months.len() - 1 - i) as f64;

    let id = format!("{}-{}", words.prefix, frame.suffix);
    let mut svg = Svg::open("draw", &id, frame.size.0, frame.size.1, words.title, words.desc);
    for (&tick, name) in ticks.iter().zip(&names) {
        svg.path(if tick == 0 { "axis" } else { "grid" }, &format!("M{} {}H{}", N(left), N(y(tick)), N(frame.right)));
        svg.text("", (0.0, y(tick) + 5.0), "start", name);
    }
    let mut labelled = vec![(0, "start"), (months.len() / 2, "middle"), (months.len() - 1, "end")];
    if months.len() < 5 {
        labelled.remove(1);
    }
    if months.len() == 1 {
        labelled.remove(0);
    }
    for (i, anchor) in labelled {
        svg.text("", (x(i), frame.bottom + 22.0), anchor, &months[i].label);
    }

    let mut ends: Vec<(usize, usize, u32)> = Vec::new();
    for (line, (classes, mark)) in LINES.iter().enumerate() {
        let points: Vec<Option<(f64, f64)>> =
            months.iter().enumerate().map(|(i, month)| month.counts[line].map(|count| (x(i), y(count)))).collect();
        let d = path(&points);
        classes.iter().for_each(|class| svg.path(class, &d));
        // A month between two gaps has no line; a small mark keeps it from vanishing.
        for (i, point) in points.iter().enumerate() {
            let alone = i.checked_sub(1).is_none_or(|before| points[before].is_none()) && points.get(i + 1).is_none_or(Option::is_none);
            if let Some(point) = point.filter(|_| alone) {
                svg.circle(mark, point, 4.0);
            }
        }
        // A line is named by its newest month. Where that is hidden, an older figure at the end would be taken for it.
        let newest = months.len() - 1;
        ends.extend(months[newest].counts[line].map(|count| (line, newest, count)));
    }
    // Where lines end together the larger mark lies below, so each still shows.
    for &(line, i, count) in &ends {
        svg.circle(LINES[line].1, (x(i), y(count)), [8.0, 6.5, 4.0][line]);
    }
    if frame.behind {
        behind(&mut svg, &ends, words, frame, &y)
    } else {
        legend(&mut svg, &ends, words, frame)
    }
    svg.close()
}

/// Straight lines between neighbouring months; a gap lifts the pen.
fn path(points: &[Option<(f64, f64)>]) -> String {
    let mut d = String::new();
    let mut down = false;
    for (i, point) in points.iter().enumerate() {
        let Some((x, y)) = point else {
            down = false;
            continue;
        };
        if down {
            let _ = write!(d, "L{} {}", N(*x), N(*y));
        } else if points.get(i + 1).is_some_and(Option::is_some) {
            let _ = write!(d, "M{} {}", N(*x), N(*y));
            down = true;
        }
    }
    d
}

/// Names behind the ends, moved apart where lines end close together.
fn behind(svg: &mut Svg, ends: &[(usize, usize, u32)], words: &Words<'_>, frame: &Frame, y: &dyn Fn(u32) -> f64) {
    let mut names: Vec<(f64, usize, Vec<String>)> =
        ends.iter().map(|&(line, _, count)| (y(count), line, wrap(&(words.end)(line, count), 18, 2))).collect();
    names.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let tall = |lines: &[String]| 16.0 * lines.len().max(1) as f64 + 5.0;
    let mut free = 4.0_f64;
    for (at, _, lines) in &mut names {
        *at = (*at - 8.0).max(free);
        free = *at + tall(lines);
    }
    let mut floor = frame.bottom + 12.0;
    for (at, _, lines) in names.iter_mut().rev() {
        *at = at.min(floor - tall(lines));
        floor = *at;
    }
    for (at, line, lines) in names {
        // A name that had to move away from its line's end repeats its mark.
        let end = ends.iter().find(|end| end.0 == line).map_or(0.0, |end| y(end.2));
        let moved = (at + 8.0 - end).abs() > 5.0;
        let x = frame.right + if moved { 32.0 } else { 18.0 };
        if moved {
            svg.circle(LINES[line].1, (frame.right + 20.0, at + 8.0), 4.5);
        }
        for (n, text) in lines.iter().enumerate() {
            svg.text("lbl", (x, at + 13.0 + 16.0 * n as f64), "start", text);
        }
    }
}

/// On a phone the names stand below the axis, each with a piece of its line.
fn legend(svg: &mut Svg, ends: &[(usize, usize, u32)], words: &Words<'_>, frame: &Frame) {
    for (n, &(line, _, count)) in ends.iter().enumerate() {
        let y = frame.bottom + 48.0 + 20.0 * n as f64;
        for class in LINES[line].0 {
            svg.path(class, &format!("M2 {}H34", N(y)));
        }
        svg.circle(LINES[line].1, (38.0, y), 5.0);
        svg.text("lbl", (54.0, y + 5.0), "start", &wrap(&(words.end)(line, count), 34, 1).concat());
    }
}

/// The table twin as HTML, for a page that has no template of its own for it.
pub fn table(curve: &Curve, caption: &str, month: &str) -> String {
    let mut html = format!(r#"<table><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th>"#, escape(caption), escape(month));
    for head in &curve.head {
        let _ = write!(html, r#"<th scope="col" class="n">{}</th>"#, escape(head));
    }
    html.push_str("</tr></thead><tbody>");
    for row in &curve.rows {
        let _ = write!(html, r#"<tr><th scope="row">{}</th>"#, escape(&row.month));
        for cell in &row.cells {
            let _ = write!(html, r#"<td class="n">{}</td>"#, escape(cell));
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
    html
}

#[cfg(test)]
mod tests;
