//! The frame of a page: what the layout needs to draw head, navigation and foot. Every page
//! template has one as its field `f`, and asks it for texts: `{{ f.t("approval-title") }}`.

use crate::{Ctx, Lang, Refused, When, ctx};
use db::Timestamp;
use std::collections::BTreeMap;

/// Which of the four places a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Communications staff, centres, managers.
    Desk,
    /// Every employee.
    Staff,
    /// Citizens, companies, journalists.
    Public,
    /// Executive board and politicians.
    Board,
}

/// One entry of the navigation.
#[derive(Clone, Debug)]
pub struct NavEntry {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: &'static str,
    /// Whether the reader is there.
    pub here: bool,
}

/// The frame of a page.
#[derive(Clone)]
pub struct Frame {
    ctx: Ctx,
    /// Which place.
    pub place: Place,
    /// The page's title, also its first heading unless the page says otherwise.
    pub title: String,
    /// One sentence for search engines and previews.
    pub description: String,
    /// The navigation.
    pub nav: Vec<NavEntry>,
    /// Whether nothing may run in it.
    is_still: bool,
}

impl Frame {
    pub(crate) fn new(ctx: &Ctx, place: Place, title: String) -> Self {
        let nav = if place == Place::Public { Vec::new() } else { navigation(ctx) };
        Self { ctx: ctx.clone(), place, title, description: String::new(), nav, is_still: false }
    }

    /// Adds one sentence for search engines and previews.
    #[must_use]
    pub fn describe(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// The page stands inside another of ours, where nothing runs: it asks for no scripts.
    #[must_use]
    pub fn still(mut self) -> Self {
        self.is_still = true;
        self
    }

    /// Whether the page has scripts: those behind the log-in do, unless they stand inside another.
    #[must_use]
    pub fn has_scripts(&self) -> bool {
        !self.is_public() && !self.is_still
    }

    /// Whether there is such a text.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.ctx.site().texts.has(self.ctx.lang(), key)
    }

    /// A text.
    #[must_use]
    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.ctx.t(key.as_ref())
    }

    /// A text with one particular.
    #[must_use]
    pub fn t1(&self, key: impl AsRef<str>, name: &str, value: &impl ToString) -> String {
        self.ctx.fill(key.as_ref(), &[(name, &value.to_string())])
    }

    /// A text with two particulars.
    #[must_use]
    pub fn t2(
        &self,
        key: impl AsRef<str>,
        name: &str,
        value: &impl ToString,
        name2: &str,
        value2: &impl ToString,
    ) -> String {
        self.ctx.fill(key.as_ref(), &[(name, &value.to_string()), (name2, &value2.to_string())])
    }

    /// A text whose particulars stand in a map, such as a finding or a note.
    #[must_use]
    pub fn finding(&self, key: impl AsRef<str>, args: &BTreeMap<String, String>) -> String {
        // Rules of language bring their words with them.
        let lang = if self.ctx.lang() == Lang::En { "en" } else { "da" };
        if let Some(said) = args.get(lang) {
            return said.clone();
        }
        let args: Vec<(&str, &str)> =
            args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.ctx.fill(key.as_ref(), &args)
    }

    /// A text that counts.
    #[must_use]
    pub fn n(&self, key: &str, n: &i64) -> String {
        self.ctx.count(key, *n)
    }

    /// A text with particulars; whole numbers choose the plural.
    #[must_use]
    pub fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.ctx.fill(key, args)
    }

    /// A moment.
    #[must_use]
    pub fn when(&self, at: &Timestamp) -> When {
        self.ctx.when(*at)
    }

    /// The address of an asset.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        ctx::asset(name)
    }

    /// The language tag.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.ctx.lang().tag()
    }

    /// The attribute that tells the language of what people wrote, where it is not that of the page (WCAG 2.2, 3.1.2).
    /// It goes into a page as it is; a tag that is none of ours gives nothing.
    #[must_use]
    pub fn lang_attr(&self, tag: &str) -> String {
        let other = Lang::of_tag(tag).filter(|lang| *lang != self.ctx.lang());
        other.map_or_else(String::new, |lang| format!(" lang=\"{}\"", lang.tag()))
    }

    /// The tag of the other language.
    #[must_use]
    pub fn other_lang(&self) -> &'static str {
        if self.ctx.lang() == Lang::Da { "en" } else { "da" }
    }

    /// The path of the page.
    #[must_use]
    pub fn path(&self) -> &str {
        self.ctx.path()
    }

    /// The public address of the page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}", self.ctx.config().base_url, self.ctx.path())
    }

    /// The municipality's name.
    #[must_use]
    pub fn municipality(&self) -> &str {
        &self.ctx.config().municipality
    }

    /// Whether this is the demo.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.ctx.config().demo
    }

    /// The signed-in person's function, or nothing.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.ctx.actor().name
    }

    /// The signed-in person's id, so that what a browser keeps belongs to somebody; empty for nobody.
    #[must_use]
    pub fn person(&self) -> String {
        self.ctx.actor().person().map_or_else(String::new, |id| id.to_string())
    }

    /// Whether somebody is signed in, as the page shows it: a public page inside another stands as
    /// its readers will see it.
    #[must_use]
    pub fn is_signed_in(&self) -> bool {
        let as_readers = self.is_still && self.is_public();
        self.ctx.actor().person().is_some() && !as_readers
    }

    /// What was refused of a form on this page, just now.
    #[must_use]
    pub fn refused(&self) -> Option<&Refused> {
        self.ctx.refused()
    }

    /// What the act did that led to this page; told once.
    #[must_use]
    pub fn done(&self) -> Option<String> {
        self.ctx.done().filter(|_| !self.is_still)
    }

    /// Whether this form was refused, so that it stands open.
    #[must_use]
    pub fn is_refused(&self, form: impl AsRef<str>) -> bool {
        self.refused().is_some_and(|refused| refused.is(form.as_ref()))
    }

    /// What was typed into a field of a form that was refused; nothing otherwise.
    #[must_use]
    pub fn typed(&self, form: impl AsRef<str>, field: &str) -> &str {
        self.refused().filter(|refused| refused.is(form.as_ref())).map_or("", |refused| refused.typed(field))
    }

    /// What is wrong with a field of a form.
    #[must_use]
    pub fn wrong(&self, form: impl AsRef<str>, field: &str) -> Option<&str> {
        let refused = self.refused().filter(|refused| refused.is(form.as_ref()))?;
        refused.is_about(field).then_some(refused.beside.as_str())
    }

    /// The nonce for the page's own scripts.
    #[must_use]
    pub fn nonce(&self) -> &str {
        self.ctx.nonce()
    }

    /// The place as a CSS class.
    #[must_use]
    pub fn place_word(&self) -> &'static str {
        match self.place {
            Place::Desk => "desk",
            Place::Staff => "staff",
            Place::Public => "public",
            Place::Board => "board",
        }
    }

    /// Whether the page is the public site's.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.place == Place::Public
    }
}

fn navigation(ctx: &Ctx) -> Vec<NavEntry> {
    let mut entries: Vec<_> = ctx
        .site()
        .slices
        .iter()
        .flat_map(|slice| slice.nav)
        .filter(|nav| ctx.actor().person().is_some() && nav.right.is_none_or(|right| ctx.actor().may(right)))
        .collect();
    entries.sort_by_key(|nav| nav.order);
    let here = |href: &str| {
        ctx.path() == href || ctx.path().strip_prefix(href).is_some_and(|rest| rest.starts_with('/'))
    };
    let best = entries.iter().map(|nav| nav.href).filter(|href| here(href)).max_by_key(|href| href.len());
    entries
        .iter()
        .map(|nav| NavEntry { label: ctx.t(nav.key), href: nav.href, here: best == Some(nav.href) })
        .collect()
}
