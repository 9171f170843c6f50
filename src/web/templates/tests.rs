//! Every template compiles and says only what exists; the shell and the forms look as drawn.

use regex::Regex;
use scraper::{Html, Selector};
use serde_json::{Value, json};

use super::*;
use crate::web::locale::Language;

fn templates() -> Templates {
    Templates::embedded(Arc::new(Catalog::embedded()), &Assets::load())
}

fn shell(lang: Language) -> Value {
    json!({
        "lang": lang.code(), "html_lang": lang.html(), "title": "Mi hilo", "path": "/topics?q=pi&page=2",
        "viewer": {"id": "0190", "name": "Ximena <3", "stamp": "colibri"},
        "nav": [{"href": "/", "label": "Mi hilo", "current": true},
                {"href": "/topics", "label": "Temas", "current": false}],
        "flash": {"kind": "good", "text": "Guardado."},
    })
}

fn with(lang: Language, more: Value) -> Value {
    let mut context = shell(lang);
    if let (Some(all), Value::Object(more)) = (context.as_object_mut(), more) {
        all.extend(more);
    }
    context
}

/// Renders a fragment as a page.
fn fragment(body: &str, context: &Value) -> Html {
    let mut templates = templates();
    templates.tera.add_raw_template("pages/trial.html", body).unwrap();
    let html = templates.page("pages/trial.html", context);
    Html::parse_document(&html.unwrap_or_else(|error| panic!("{}", error.source)))
}

fn texts(page: &Html, css: &str) -> Vec<String> {
    let selector = Selector::parse(css).unwrap();
    page.select(&selector).map(|node| node.text().collect::<String>().trim().to_owned()).collect()
}

fn attribute(page: &Html, css: &str, name: &str) -> Option<String> {
    let selector = Selector::parse(css).unwrap();
    let node = page.select(&selector).next()?;
    node.value().attr(name).map(str::to_owned)
}

#[test]
fn the_shell_speaks_each_language() {
    for (lang, out, other) in [(Language::Spanish, "Salir", "Read in English"), (Language::English, "Sign out", "Leer en español")] {
        let page = fragment("<h1>Hola</h1>", &shell(lang));
        assert_eq!(attribute(&page, "html", "lang").as_deref(), Some(lang.html()));
        assert_eq!(texts(&page, "title"), ["Mi hilo · Relevo"]);
        assert_eq!(texts(&page, ".who a"), ["Ximena <3"]);
        assert_eq!(texts(&page, ".who form[method=post][action='/sign-out'] button"), [out]);
        assert_eq!(texts(&page, "nav [aria-current=page]"), ["Mi hilo"]);
        assert_eq!(texts(&page, ".flash[role=status]"), ["Guardado."]);
        assert_eq!(texts(&page, ".foot form[action='/language'] button"), [other]);
        let back = attribute(&page, ".foot input[name=back]", "value");
        assert_eq!(back.as_deref(), Some("/topics?q=pi&page=2"));
        let concern = attribute(&page, ".foot a[href^='/concerns']", "href");
        assert_eq!(concern.as_deref(), Some("/concerns/new?page=/topics%3Fq%3Dpi%26page%3D2"));
        let stamp = attribute(&page, ".who img", "src").unwrap();
        assert!(stamp.starts_with("/assets/") && stamp.ends_with("/stamps.svg#colibri"));
        assert_eq!(texts(&page, "main h1"), ["Hola"]);
    }
}

#[test]
fn a_visitor_is_offered_to_sign_in() {
    let context = with(Language::Spanish, json!({"viewer": null, "nav": [], "flash": null}));
    let page = fragment("", &context);
    assert_eq!(texts(&page, ".who"), ["Entrar"]);
    assert!(texts(&page, "nav").is_empty() && texts(&page, ".flash").is_empty());
}

#[test]
fn a_form_that_was_not_accepted_says_where_and_why() {
    let context = with(
        Language::Spanish,
        json!({
            "form": {"id": "0191", "day": "2026-11-30", "present": null, "tutor": "2", "outcome": "ready"},
            "tutors": [{"value": "1", "label": "Abril"}, {"value": "2", "label": "Maricruz"}],
            "outcomes": [{"value": "ready", "label": "Ya puede"},
                         {"value": "yet", "label": "Todavía no", "small": "y por qué"}],
            "problems": [Problem::new("day", "El 30 de noviembre todavía no llega."),
                         Problem::new("present", "Falta quién más estuvo presente.")],
        }),
    );
    let page = fragment(
        r#"{{ <errors /> }}{{ <hidden name="id" value={form.id} /> }}
        {{ <field name="day" type="date" class="short" label="Día" help="El de la hoja." value={form.day} required={true} /> }}
        {{ <field name="present" label={t(key="form-save")} value={form.present} optional={true} /> }}
        {{ <choice name="tutor" label="Quién" options={tutors} value={form.tutor} blank={t(key="form-choose")} /> }}
        {{ <picks name="outcome" legend="Qué se decidió" options={outcomes} value={form.outcome} required={true} /> }}
        {{ <check name="paper" label="Está en papel" checked={true} help="La hoja queda en la escuela." /> }}
        {{ <area name="shown" label="Qué mostró" value="<b>nada</b>" optional={true} /> }}"#,
        &context,
    );
    assert_eq!(texts(&page, ".errors h2"), ["Hay 2 cosas por arreglar"]);
    assert_eq!(attribute(&page, ".errors li:last-child a", "href").as_deref(), Some("#present"));
    let day = |name| attribute(&page, "input#day", name);
    assert_eq!(day("value").as_deref(), Some("2026-11-30"));
    assert_eq!(day("aria-invalid").as_deref(), Some("true"));
    assert_eq!(day("aria-describedby").as_deref(), Some("day-error day-help"));
    assert!(day("required").is_some());
    let order = Selector::parse(".field.bad:has(#day) > *").unwrap();
    let order: Vec<_> = page.select(&order).map(|node| node.value().name()).collect();
    assert_eq!(order, ["label", "span", "span", "input"]);
    assert_eq!(
        texts(&page, ".field.bad"),
        ["DíaEl de la hoja.El 30 de noviembre todavía no llega.", "Guardar (si quieres)Falta quién más estuvo presente.",]
    );
    assert_eq!(attribute(&page, "#present", "value"), None);
    assert_eq!(texts(&page, "option[selected]"), ["Maricruz"]);
    assert_eq!(texts(&page, "option[value='']"), ["Elige de la lista"]);
    assert_eq!(attribute(&page, "[type=radio][checked]", "value").as_deref(), Some("ready"));
    assert_eq!(attribute(&page, "#outcome", "type").as_deref(), Some("radio"));
    assert_eq!(attribute(&page, "#paper", "aria-describedby").as_deref(), Some("paper-help"));
    assert_eq!(texts(&page, "textarea"), ["<b>nada</b>"]);
    assert_eq!(attribute(&page, "[type=hidden][name=id]", "value").as_deref(), Some("0191"));
}

#[test]
fn a_form_without_problems_shows_none() {
    let page = fragment(r#"{{ <errors /> }}{{ <field name="q" label="Tema" type="search" /> }}"#, &shell(Language::English));
    assert!(texts(&page, ".errors, .bad, .error").is_empty());
    assert_eq!(attribute(&page, "#q", "aria-describedby"), None);
}

#[test]
fn a_thread_says_what_its_knots_show() {
    let context = with(
        Language::Spanish,
        json!({"steps": [
            {"label": "Elegido", "state": "tied", "small": "3 nov"},
            {"label": "Explorando", "state": "now", "small": null, "href": "/tutorials/1"},
            {"label": "Ensayado", "state": "ahead"},
            {"label": "Dulce", "fork": true},
        ]}),
    );
    let page = fragment(r#"{{ <thread steps={steps} label={t(key="form-back")} across={true} brief={true} /> }}"#, &context);
    assert_eq!(attribute(&page, "ol", "class").as_deref(), Some("thread across brief"));
    assert_eq!(texts(&page, "[aria-current=step] a"), ["Explorando"]);
    assert_eq!(texts(&page, ".ahead"), ["Ensayado, más adelante"]);
    assert_eq!(texts(&page, ".tied:not(.fork) small"), ["3 nov"]);
    assert_eq!(texts(&page, ".fork .bough"), [""]);
}

#[test]
fn small_parts_and_functions_work_inside_attributes_and_arguments() {
    let context = with(Language::Spanish, json!({"name": "<Luis>", "days": 6, "when": "2026-11-03"}));
    let page = fragment(
        r#"<p id="a" title="{{ day(value=when, style="month") }}">{{ ago(days=days) }} · {{ number(value=5829) }}</p>
        {{ <mark state="good" text={t(key="words-ago-days", days=days)} /> }}
        {{ <empty text={t(key="words-today")} href="/topics" action={t(key="about-see-topics")} /> }}
        <p id="b">{{ rich(key="words-day-short", strong="day", day=name, month="nov") }}</p>
        <p id="c">{{ t(key="words-day-short", day=name, month="nov") }}</p>"#,
        &context,
    );
    assert_eq!(attribute(&page, "#a", "title").as_deref(), Some("noviembre de 2026"));
    assert_eq!(texts(&page, "#a"), ["hace 6 días · 5,829"]);
    assert_eq!(texts(&page, ".mark.good"), ["hace 6 días"]);
    assert_eq!(texts(&page, "a.go"), ["Ver los temas"]);
    assert_eq!(texts(&page, "#b b"), ["<Luis>"]);
    assert_eq!(texts(&page, "#c"), ["<Luis> nov"]);
}

#[test]
fn nobody_types_markup_into_a_rich_message() {
    let context = with(Language::Spanish, json!({"name": "\u{E001}</b><i>Luis\u{E000}", "month": "\u{E000}nov"}));
    let page = fragment(r#"<p id="b">{{ rich(key="words-day-short", strong="day", day=name, month=month) }}</p>"#, &context);
    assert_eq!(texts(&page, "#b"), ["</b><i>Luis nov"]);
    assert_eq!(texts(&page, "#b *"), ["</b><i>Luis"]);
}

#[test]
fn one_of_each_serves_all_workers() {
    fn shared<T: Send + Sync>() {}
    shared::<Templates>();
    shared::<Catalog>();
    shared::<Assets>();
}

#[test]
fn the_pages_of_the_shell_render() {
    let templates = templates();
    for lang in Language::ALL {
        for page in ["pages/about.html", "pages/privacy.html"] {
            let html = templates.page(page, &shell(lang)).unwrap();
            assert_eq!(texts(&Html::parse_document(&html), "h1").len(), 1);
        }
        for status in [400, 404, 418, 429, 500, 502, 503] {
            let context = with(lang, json!({"status": status}));
            let html = templates.page("pages/error.html", &context).unwrap();
            assert!(!html.contains("errors-"), "{status}: {html}");
            assert!(html.contains(&status.to_string()));
        }
        let context = with(lang, json!({"status": 409, "heading": "Ya hay una", "advice": null}));
        let html = templates.page("pages/error.html", &context).unwrap();
        assert_eq!(texts(&Html::parse_document(&html), "h1"), ["Ya hay una"]);
    }
}

#[test]
fn a_page_without_a_language_is_refused() {
    let mut context = shell(Language::Spanish);
    context.as_object_mut().unwrap().remove("lang");
    assert!(templates().page("pages/about.html", &context).is_err());
}

/// The calls of a function in the templates: file and the text between the parentheses.
fn calls(function: &str) -> Vec<(String, String)> {
    let start = Regex::new(&format!(r"\b{function}\(")).unwrap();
    let comment = Regex::new(r"(?s)\{#.*?#\}").unwrap();
    let mut found = Vec::new();
    for (file, text) in Embedded::texts("", ".html") {
        let text = comment.replace_all(&text, "");
        for begin in start.find_iter(&text) {
            let (mut depth, mut quoted) = (1, false);
            let rest = &text[begin.end()..];
            let end = rest.find(|c| {
                match c {
                    '"' => quoted = !quoted,
                    '(' if !quoted => depth += 1,
                    ')' if !quoted => depth -= 1,
                    _ => {}
                }
                depth == 0
            });
            let call = rest[..end.expect("an open call")].to_owned();
            found.push((file.clone(), call));
        }
    }
    found
}

/// The names of the arguments of a call, without those of calls inside it.
fn argument_names(call: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut outer) = (0, false, String::new());
    for c in call.chars() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ if depth == 0 && !quoted => outer.push(c),
            _ => {}
        }
    }
    let name = Regex::new(r"(?:^|,)\s*([a-z_]+)\s*=").unwrap();
    name.captures_iter(&outer).map(|c| c[1].replace('_', "-")).collect()
}

#[test]
fn every_message_that_a_template_asks_for_exists_and_gets_its_variables() {
    let catalog = Catalog::embedded();
    let literal = Regex::new(r#"^\s*key="([^"]*)"\s*(~?)"#).unwrap();
    let unfilled = Regex::new(r"\{\$([a-z-]+)\}").unwrap();
    let mut seen = 0;
    for (file, call) in calls("t").into_iter().chain(calls("rich")) {
        let Some(found) = literal.captures(&call) else {
            continue;
        };
        let key = &found[1];
        if &found[2] == "~" {
            // The key is put together; what can be known is that the beginning is not a slip.
            assert!(catalog.has_prefix(key), "{file}: no message begins with {key}");
            continue;
        }
        seen += 1;
        assert!(catalog.has(Language::Spanish, key), "{file}: {key}");
        let given = argument_names(&call);
        for lang in Language::ALL {
            let bare = catalog.text(lang, key, &[]);
            for variable in unfilled.captures_iter(&bare) {
                assert!(given.iter().any(|g| *g == variable[1]), "{file}: {key} lacks {}", &variable[1]);
            }
        }
    }
    assert!(seen > 50, "only {seen} calls found: has their form changed?");
}

#[test]
fn every_message_that_the_code_asks_for_exists() {
    let catalog = Catalog::embedded();
    let asked = Regex::new(r#"\.text\(\s*[^,()"]+(?:\(\))?,\s*"([^"]+)""#).unwrap();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|suffix| suffix == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for key in asked.captures_iter(&text).filter(|c| &c[1] != "no-such-key") {
                    assert!(catalog.has(Language::Spanish, &key[1]), "{path:?}: {}", &key[1]);
                }
            }
        }
    }
}

#[test]
fn every_static_file_that_a_template_asks_for_exists() {
    let assets = Assets::load();
    let literal = Regex::new(r#"name="([^"]+)""#).unwrap();
    for (file, call) in calls("asset") {
        let name = literal.captures(&call).expect("a literal name");
        assert!(assets.url(&name[1]).is_some(), "{file}: {}", &name[1]);
    }
}

#[test]
fn nothing_is_styled_or_scripted_inline() {
    let inline = Regex::new(r#"(?i)<style|<script(?:>|\s[^>]*>[^<])|\s(?:style|on[a-z]+)="|javascript:"#).unwrap();
    for (file, text) in Embedded::texts("", ".html") {
        let found = inline.find(&text);
        assert!(found.is_none(), "{file}: {found:?}");
    }
}

#[test]
fn every_part_lists_its_parameters_and_nothing_else_defines_one() {
    let templates = templates();
    for (file, text) in Embedded::texts("parts/", ".html") {
        let name = file.trim_end_matches(".html");
        assert!(text.starts_with(&format!("{{#-\n{name}:")), "{file} opens with its name");
        let part = templates.tera.get_component_definition(name);
        let part = part.unwrap_or_else(|| panic!("{file} defines {name}"));
        let comment = text.split("-#}").next().unwrap_or_default();
        for argument in part.args().iter().filter(|a| !a.is_implicit()) {
            assert!(comment.contains(argument.name()), "{file} tells of {}", argument.name());
        }
    }
}
