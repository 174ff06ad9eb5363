//! What a slice registers. Everything that looks over all slices (router, worker, navigation,
//! status page, tests that render every page) reads this and nothing else.

use crate::{BoxFuture, Ctx, Outcome, Routes, Site, api::Endpoint};
use db::{EventKind, job::JobKind};
use std::sync::Arc;

/// Makes what stands above a public page.
pub(crate) type Bar = fn(Ctx) -> BoxFuture<'static, Outcome<String>>;

/// A capability of the program.
pub struct Slice {
    /// The crate's name.
    pub name: &'static str,
    /// Its pages, acts and API.
    pub routes: fn(Routes) -> Routes,
    /// What its part of the API gives.
    pub api: &'static [Endpoint],
    /// Its kinds of jobs.
    pub jobs: &'static [JobKind<Arc<Site>>],
    /// Its kinds of events.
    pub events: &'static [EventKind],
    /// What it does as time passes.
    pub ticks: &'static [Tick],
    /// Its texts, Danish and English.
    pub texts: (&'static str, &'static str),
    /// Its entries in the navigation.
    pub nav: &'static [Nav],
    /// What it sets above public pages of other slices, as HTML; nothing on most days.
    pub bar: Option<Bar>,
    /// Every mail filled with example content, for the tests that render them all.
    pub samples: fn(&Ctx) -> Vec<Sample>,
}

impl Slice {
    /// A slice that registers nothing yet; fill in with struct update syntax.
    #[must_use]
    pub const fn empty(name: &'static str) -> Self {
        Self {
            name,
            routes: |routes| routes,
            api: &[],
            jobs: &[],
            events: &[],
            ticks: &[],
            texts: ("", ""),
            nav: &[],
            bar: None,
            samples: |_| Vec::new(),
        }
    }
}

/// What stands above a public page, whichever slice it belongs to: a danger is to be seen from everywhere.
///
/// # Errors
/// When the database fails.
pub async fn bar(ctx: &Ctx) -> Outcome<String> {
    let mut all = String::new();
    for bar in ctx.site().slices.iter().filter_map(|slice| slice.bar) {
        all.push_str(&bar(ctx.clone()).await?);
    }
    Ok(all)
}

/// Work that time brings; claimed once across nodes.
pub struct Tick {
    /// Name, unique.
    pub name: &'static str,
    /// Pause between two runs, in milliseconds.
    pub every_ms: i64,
    /// The work.
    pub run: fn(Arc<Site>) -> BoxFuture<'static, Outcome<()>>,
}

/// An entry in the desk's navigation.
#[derive(Clone, Copy, Debug)]
pub struct Nav {
    /// Text key.
    pub key: &'static str,
    /// Address.
    pub href: &'static str,
    /// Place in the order.
    pub order: u8,
    /// The right without which it is not shown.
    pub right: Option<&'static str>,
}

/// A mail with example content, as the tests look at it in both languages.
pub struct Sample {
    /// Name, such as `approval/asked`.
    pub name: &'static str,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
}

impl Sample {
    /// A mail; nothing where it could not be made, which the tests notice.
    #[must_use]
    pub fn mail(name: &'static str, mail: Option<channel::Mail>) -> Self {
        let (subject, text, html) = mail.map(|mail| (mail.subject, mail.text, mail.html)).unwrap_or_default();
        Self { name, subject, text, html }
    }

    /// A notice as the mail that it becomes.
    #[must_use]
    pub fn notice(ctx: &Ctx, name: &'static str, notice: &crate::notice::Notice) -> Self {
        Self::mail(name, crate::notice::mail(ctx.config(), notice, name))
    }
}
