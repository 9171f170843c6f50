//! Forms sent empty: what is wrong stands at a field that has a name, or over the whole form.

use scraper::{Html, Selector};

use super::ground::{CALLERS, Lived};
use super::table::Row;
use crate::support::town::*;

const FORM: &str = "application/x-www-form-urlencoded";

/// A form as its row has it, without what somebody would have typed or chosen: the ids that the page had put into it stay.
fn emptied(form: &str) -> String {
    let fields = form.split('&').map(|field| field.split_once('=').unwrap_or((field, "")));
    let kept = fields.map(|(name, value)| if value.contains("{FRESH}") { format!("{name}={value}") } else { format!("{name}=") });
    kept.collect::<Vec<_>>().join("&")
}

/// The lines of a page's summary of errors that lead to a field without a name, or to none that is there.
fn nameless(page: &Page) -> Vec<String> {
    let read = Html::parse_document(&page.body);
    let select = |selector: &str| Selector::parse(selector).expect("a selector");
    let (line, name) = (select(".errors li a"), select("b"));
    let wrong = read.select(&line).filter(|line| {
        let said: String = line.select(&name).flat_map(|name| name.text()).collect();
        let field = line.value().attr("href").unwrap_or_default().trim_start_matches('#');
        said.trim().trim_end_matches(':').is_empty() || read.select(&select(&format!("[id='{field}']"))).next().is_none()
    });
    wrong.map(|line| line.html()).collect()
}

#[actix_web::test]
async fn no_error_stands_at_a_field_without_a_name() {
    let lived = Lived::lay().await;
    let mut town = lived.town().await;
    let (mut wrong, mut summaries) = (Vec::new(), 0);
    for row in Row::all().into_iter().filter(|row| row.method == "POST" && !row.for_programs()) {
        let Some(form) = row.form else { continue };
        let Some((letter, _)) = CALLERS.iter().find(|(letter, _)| row.admits(*letter)) else { continue };
        for form in [form.to_owned(), emptied(form)] {
            let page = lived.browser(&town, *letter).once("POST", &lived.fill(row.path), Some((FORM, lived.fill(&form)))).await;
            summaries += page.count(".errors");
            wrong.extend(nameless(&page).into_iter().map(|line| format!("{} ({form}): {line}", row.path)));
            if page.status < 400 {
                town = lived.town().await;
            }
        }
    }
    assert!(summaries > 50, "only {summaries} forms were refused with a summary");
    assert!(wrong.is_empty(), "{} lines lead to no field with a name:\n{}", wrong.len(), wrong.join("\n"));
}
