//! The strategy as a public document: parts, items and tables with the words a reader needs (W1, R2).
//!
//! A pure function of a strategy and the texts of the interface: no database and no request. Every
//! item of the strategy is in it once, under its own address.

mod approval;
mod channels;
mod crisis;
mod dialogue;
mod measuring;
mod parts;
mod people;
mod press;
mod principles;
mod release;
mod why;
mod words;

use crate::Strategy;
use askama::Template;
use parts::Part;
use web::{Lang, Texts};
use words::Words;

pub use words::{amount, date, word};

/// A strategy ready to be read by people.
#[derive(Template)]
#[template(path = "document/document.html")]
pub struct Document {
    contents: String,
    parts: Vec<Part>,
}

impl Document {
    /// The document of a strategy in a language; what the strategy does not have is left out.
    #[must_use]
    pub fn new(strategy: &Strategy, texts: &Texts, lang: Lang) -> Self {
        let words = Words::new(strategy, texts, lang);
        let parts = [
            why::purpose(&words),
            why::goals(&words),
            principles::principles(&words),
            principles::codex(&words),
            principles::narrative(&words),
            people::groups(&words),
            people::roles(&words),
            channels::channels(&words),
            people::levels(&words),
            why::planning(&words),
            measuring::plain_language(&words),
            approval::approval(&words),
            release::internal_first(&words),
            release::load(&words),
            dialogue::commitments(&words),
            dialogue::involvement(&words),
            dialogue::clocks(&words),
            dialogue::election(&words),
            press::press(&words),
            crisis::crisis(&words),
            measuring::measuring(&words),
            measuring::reputation(&words),
        ];
        Self { contents: words.t("contents"), parts: parts.into_iter().flatten().collect() }
    }

    /// The document as HTML, from its table of contents to its last part.
    ///
    /// # Errors
    /// When the template fails.
    pub fn to_html(&self) -> askama::Result<String> {
        self.render()
    }
}
