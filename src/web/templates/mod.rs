//! The pages' templates: every `templates/**/*.html`, compiled once at start, and the functions that
//! they may call.
//!
//! A page's handler builds a view, a struct that serialises, and renders it; templates hold no rules
//! and ask nothing. Undefined variables, components and functions are errors. Names end in `.html`,
//! so everything is escaped.
//!
//! ```ignore
//! #[derive(Serialize)]
//! struct View<'a> {
//!     #[serde(flatten)]
//!     shell: &'a Shell,           // lang, html_lang, title, path, viewer, nav, flash: see base.html
//!     problems: &'a [Problem],    // read by the form components, may be left out
//!     form: RecordForm,
//! }
//! let html = templates.page("pages/record.html", &view)?;
//! ```
//!
//! ```html
//! <div class="opening"><h1>{{ t(key="record-heading", name=form.learner) }}</h1></div>
//! <form class="form narrow" method="post" action="/records" novalidate>
//! {{ <errors /> }}
//! {{ <field name="day" type="date" label={t(key="record-day")} value={form.day} required={true} /> }}
//! </form>
//! ```
//!
//! A page is drawn first, then the shell around it (`base.html`). Where templates extend one another instead, each compiled page is kept twice.
//!
//! Components live in `templates/parts/`, each with its parameters at the top of its file. A component
//! does not see the page: one that calls `t`, `rich`, `day`, `number` or `ago` declares `@lang`.
//!
//! Deliberately not known here: HTTP, who is reading, and what any page is about.

mod functions;
mod labels;

use std::collections::HashSet;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use super::assets::{Assets, Embedded};
use super::locale::Catalog;

/// What is wrong with one field of a form. Pages put a list of these into their context as `problems`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The field's name; `None` when the message concerns the form as a whole.
    pub field: Option<String>,
    /// What is wrong and what to do, in the reader's language.
    pub message: String,
    /// Which part of a form that has several alike, such as the third sheet of a week; said before the field's label.
    pub part: Option<String>,
}

impl Problem {
    /// A message for one field.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: Some(field.into()), message: message.into(), part: None }
    }

    /// A message for the form as a whole.
    pub fn overall(message: impl Into<String>) -> Self {
        Self { field: None, message: message.into(), part: None }
    }
}

/// A page that could not be rendered: a fault of the page or of its view, never of the reader.
#[derive(Debug, thiserror::Error)]
#[error("the page {page} cannot be rendered")]
pub struct RenderError {
    page: String,
    source: tera::Error,
}

/// Every template, compiled.
pub struct Templates {
    tera: Tera,
    /// The templates of what some pages' heads have more.
    heads: HashSet<String>,
}

impl Templates {
    /// Compiles the templates that travel inside the program.
    ///
    /// # Panics
    ///
    /// If one cannot be compiled: a fault of the program itself, which any test that starts it shows.
    pub fn embedded(catalog: Arc<Catalog>, assets: &Assets) -> Self {
        let mut tera = Tera::new();
        // Tera looks functions up when it compiles a template, so they come first.
        functions::register(&mut tera, catalog, assets);
        let texts = Embedded::texts("", ".html");
        let heads = texts.iter().map(|(name, _)| name).filter(|name| name.starts_with("heads/")).cloned().collect();
        tera.add_raw_templates(texts).unwrap_or_else(|error| panic!("templates do not compile: {error}"));
        // What has just been compiled has room to grow, for as long as it lives; a copy has none.
        Self { tera: tera.clone(), heads }
    }

    /// Renders a page within the shell, named by its path below `templates/`.
    ///
    /// # Errors
    /// Something is missing in the view, or the template asks for what is not there.
    pub fn page<V: Serialize + ?Sized>(&self, page: &str, view: &V) -> Result<String, RenderError> {
        let html = Context::from_serialize(view).and_then(|mut context| {
            let head = page.replacen("pages/", "heads/", 1);
            let head = if self.heads.contains(&head) { self.tera.render(&head, &context)? } else { String::new() };
            context.insert("main", &self.tera.render(page, &context)?);
            context.insert("head", &head);
            self.tera.render("base.html", &context)
        });
        html.map(labels::fill).map_err(|source| RenderError { page: page.to_owned(), source })
    }

    /// Renders what stands in no shell: a part of a page, or a sheet of its own.
    ///
    /// # Errors
    /// As [`Templates::page`].
    pub fn render<V: Serialize + ?Sized>(&self, template: &str, view: &V) -> Result<String, RenderError> {
        let html = Context::from_serialize(view).and_then(|context| self.tera.render(template, &context));
        html.map(labels::fill).map_err(|source| RenderError { page: template.to_owned(), source })
    }
}

#[cfg(test)]
mod tests;
