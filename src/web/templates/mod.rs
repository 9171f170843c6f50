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
//! let html = templates.render("pages/record.html", &view)?;
//! ```
//!
//! ```html
//! {% extends "base.html" %}
//! {% block main %}
//! <div class="opening"><h1>{{ t(key="record-heading", name=form.learner) }}</h1></div>
//! <form class="form narrow" method="post" action="/records" novalidate>
//! {{ <errors /> }}
//! {{ <field name="day" type="date" label={t(key="record-day")} value={form.day} required={true} /> }}
//! </form>
//! {% endblock main %}
//! ```
//!
//! Components live in `templates/parts/`, each with its parameters at the top of its file. A component
//! does not see the page: one that calls `t`, `rich`, `day`, `number` or `ago` declares `@lang`.
//!
//! Deliberately not known here: HTTP, who is reading, and what any page is about.

mod functions;
mod labels;

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
        tera.add_raw_templates(Embedded::texts("", ".html")).unwrap_or_else(|error| panic!("templates do not compile: {error}"));
        // What has just been compiled has room to grow, for as long as it lives; a copy has none.
        Self { tera: tera.clone() }
    }

    /// Renders a page, named by its path below `templates/`.
    pub fn render<V: Serialize + ?Sized>(&self, page: &str, view: &V) -> Result<String, RenderError> {
        self.fill(page, Context::from_serialize(view))
    }

    fn fill(&self, page: &str, context: tera::TeraResult<Context>) -> Result<String, RenderError> {
        let html = context.and_then(|context| self.tera.render(page, &context));
        html.map(labels::fill).map_err(|source| RenderError { page: page.to_owned(), source })
    }
}

#[cfg(test)]
mod tests;
