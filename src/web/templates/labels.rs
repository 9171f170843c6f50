//! The names of fields in the summary of errors. The summary stands above the form, so it is rendered before the labels that it repeats:
//! it marks their places, and the finished page fills them. So a label is written once, where its field is; and the lines of the summary come in
//! the order in which the fields stand, whatever the order in which the rules were asked.

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
    let page = ordered(&page).unwrap_or(page);
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

/// The page with the lines of its summary in the order of their fields. Lines that concern none come first.
fn ordered(page: &str) -> Option<String> {
    let summary = page.find("<div class=\"errors\"")?;
    let begin = summary + page.get(summary..)?.find("<ul>")? + "<ul>".len();
    let end = begin + page.get(begin..)?.find("</ul>")?;
    let mut lines: Vec<&str> = page.get(begin..end)?.split_inclusive("</li>").collect();
    lines.sort_by_cached_key(|line| {
        let id = line.split_once(PLACE[0]).and_then(|(_, marked)| marked.split_once(PLACE[1])).map(|(id, _)| id);
        id.and_then(|id| page.find(&format!(" for=\"{id}\"")).or_else(|| page.find(&format!(" id=\"{id}\""))))
    });
    Some([page.get(..begin)?, &lines.concat(), page.get(end..)?].concat())
}

/// The words of a field's label, or of the legend of a group of fields, as they stand in the page.
fn label(page: &str, id: &str) -> Option<String> {
    let open = [format!(" for=\"{id}\">"), format!(" id=\"{id}-label\">")];
    let begin = open.iter().find_map(|open| page.find(open.as_str()).map(|at| at + open.len()))?;
    let label = page.get(begin..)?;
    let end = ["</label>", "</legend>", "</summary>", "<span class=\"muted\">", "<span class=\"help\""].iter();
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
            ("<label for=\"days\">Otro</label>", ""),
            ("", ""),
        ] {
            let page = format!("<a>{}</a>{field}", place("day"));
            assert_eq!(fill(page), format!("<a>{filled}</a>{field}"), "{field}");
        }
    }

    #[test]
    fn the_summary_comes_in_the_order_of_the_fields() {
        let line = |id: &str| format!("<li><a>{}</a></li>", place(id));
        let fields = "<label for=\"one\">Uno</label><fieldset id=\"two\"></fieldset><label for=\"three\">Tres</label>";
        let summary =
            |lines: [String; 4]| format!("<div class=\"errors\"><ul>{}</ul></div><ul><li>z</li><li>a</li></ul>{fields}", lines.concat());
        let whole = || "<li>De todo.</li>".to_owned();
        let filled = fill(summary([line("three"), line("two"), whole(), line("one")]));
        assert_eq!(filled, fill(summary([whole(), line("one"), line("two"), line("three")])));
        assert!(filled.find("Uno").expect("the first") < filled.find("Tres").expect("the last"));
    }

    #[test]
    fn marks_that_somebody_typed_do_no_harm() {
        assert_eq!(fill("<p>\u{E002}day</p>".to_owned()), "<p>day</p>");
        assert_eq!(fill(format!("<p>{}</p>", place("a\u{E003}b"))), "<p></p>");
    }
}
