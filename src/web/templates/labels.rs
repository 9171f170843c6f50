//! What the summary of errors takes from the finished page: the names of the fields, and their order. The summary stands above the form, so it
//! is rendered before the labels that it repeats: it marks their places, and the finished page fills them. So a label is written once, where
//! its field is, and the lines come in the order in which whoever reads on meets the fields, whatever order the rules were asked in.

/// Stand around a field's id until the page is finished. From Unicode's private use area, like the marks of emphasis.
const PLACE: [char; 2] = ['\u{E002}', '\u{E003}'];

/// The place of a field's label.
pub(super) fn place(id: &str) -> String {
    format!("{}{}{}", PLACE[0], id.replace(PLACE, ""), PLACE[1])
}

/// The page with every place filled by the label of its field, or by nothing where there is none.
pub(super) fn fill(page: String) -> String {
    if !page.contains(PLACE[0]) {
        return page;
    }
    let page = in_order(&page).unwrap_or(page);
    let mut filled = String::with_capacity(page.len());
    let mut rest = page.as_str();
    while let Some((before, marked)) = rest.split_once(PLACE[0]) {
        let (id, after) = marked.split_once(PLACE[1]).unwrap_or(("", marked));
        filled.push_str(before);
        if let Some(label) = label(&page, id) {
            let said = label.ends_with(['?', ':', '.']);
            filled.push_str(&label);
            filled.push_str(if said { "" } else { ":" });
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The page with the lines of its summary in the order of the fields to which they lead: what concerns no field first, what would lead nowhere last and without a link.
/// Nothing where there is no summary.
fn in_order(page: &str) -> Option<String> {
    let (before, rest) = page.split_once("<div class=\"errors\"")?;
    let (heading, rest) = rest.split_once("<ul>")?;
    let (list, after) = rest.split_once("</ul>")?;
    let place = |line: &&str| match line.split_once("href=\"#").and_then(|(_, rest)| rest.split_once('"')) {
        None => 0,
        Some((field, _)) => after.find(&format!(" id=\"{field}\"")).map_or(usize::MAX, |at| at + 1),
    };
    let mut lines: Vec<&str> = list.split_inclusive("</li>").collect();
    lines.sort_by_key(place);
    let lines: Vec<String> = lines.iter().map(|line| if place(line) == usize::MAX { of_whole(line) } else { (*line).to_owned() }).collect();
    Some(format!("{before}<div class=\"errors\"{heading}<ul>{}</ul>{after}", lines.concat()))
}

/// A line that would lead to a field which the page does not have: it is said of the whole.
fn of_whole(line: &str) -> String {
    let said = line.split_once("</b> ").and_then(|(_, rest)| rest.split_once("</a>"));
    said.map_or_else(|| line.to_owned(), |(said, _)| format!("<li>{said}</li>"))
}

/// The words of a field's label, or of the legend of a group of fields, as they stand in the page.
fn label(page: &str, id: &str) -> Option<String> {
    let open = [format!(" for=\"{id}\">"), format!(" id=\"{id}-label\">")];
    let begin = open.iter().find_map(|open| page.find(open.as_str()).map(|at| at + open.len()))?;
    let label = page.get(begin..)?;
    let end = ["</label>", "</legend>", "</h2>", "</summary>", "<span class=\"muted\">", "<span class=\"help\""].iter();
    let end = end.filter_map(|end| label.find(end)).min()?;
    let mut words = String::new();
    let mut inside = false;
    for sign in label.get(..end)?.chars() {
        match sign {
            '<' => inside = true,
            '>' if inside => inside = false,
            sign if !inside && !PLACE.contains(&sign) => words.push(sign),
            _ => {}
        }
    }
    Some(words.trim().to_owned()).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_takes_the_words_of_its_label() {
        for (field, filled) in [
            ("<label for=\"day\">Día <span class=\"muted\">(si quieres)</span></label>", "Día:"),
            ("<label class=\"pick\" for=\"day\"><input id=\"day\" type=\"checkbox\">De acuerdo</label>", "De acuerdo:"),
            ("<fieldset><legend id=\"day-label\">¿Qué &amp; cuándo?</legend></fieldset>", "¿Qué &amp; cuándo?"),
            ("<h2 id=\"day\"><span id=\"day-label\">Los días</span></h2><label for=\"x\">X</label>", "Los días:"),
            ("<label for=\"days\">Otro</label>", ""),
            ("", ""),
        ] {
            let page = format!("<a>{}</a>{field}", place("day"));
            assert_eq!(fill(page), format!("<a>{filled}</a>{field}"), "{field}");
        }
    }

    #[test]
    fn the_lines_come_in_the_order_of_their_fields() {
        let line = |field: &str| format!("<li><a href=\"#{field}\"><b>{}</b> {field} falta</a></li>", place(field));
        let field = |id: &str| format!("<label for=\"{id}\">{id}</label><input id=\"{id}\">");
        let page = |lines: &str| {
            format!("<div class=\"errors\" role=\"alert\"><ul>{lines}</ul></div>{}{}{}", field("day"), field("who"), field("day-2"))
        };
        let sent = [line("gone"), line("day-2"), line("who"), "<li>Todo</li>".to_owned(), line("day")].concat();
        let read = fill(page(&sent));
        let order: Vec<usize> =
            ["<li>Todo", "#day\"", "#who\"", "#day-2\"", "<li>gone falta</li>"].iter().filter_map(|one| read.find(one)).collect();
        assert!(order.len() == 5 && order.is_sorted(), "{read}");
        assert_eq!(
            read.len(),
            fill(page(&[line("day"), line("who"), line("day-2"), line("gone"), "<li>Todo</li>".to_owned()].concat())).len()
        );
        // Without a summary nothing moves.
        assert_eq!(in_order("<ul><li>b</li><li>a</li></ul>"), None);
    }

    #[test]
    fn marks_that_somebody_typed_do_no_harm() {
        assert_eq!(fill("<p>\u{E002}day</p>".to_owned()), "<p>day</p>");
        assert_eq!(fill(format!("<p>{}</p>", place("a\u{E003}b"))), "<p></p>");
    }
}
