//! What an act did, told once on the page that it leads to. It travels in a cookie that the next
//! page takes away, so that a page that is loaded again or passed on claims nothing. It holds the key of a
//! text and its particulars, never what the text is worth: rows say what is so.

use crate::{Cookie, Ctx, Page, ctx::cookie, redirect, with_cookie};
use axum::http::HeaderMap;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The cookie.
pub(crate) const COOKIE: &str = "traad_done";
/// How long the next page may be in coming, in seconds.
const AGE_S: u32 = 120;
/// The longest cookie that is read, in bytes.
const COOKIE_MAX: usize = 2_000;
/// How the keys of such texts end, so that no other text can be shown this way.
const ENDING: &str = "-done";

/// What was done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Done {
    key: String,
    args: BTreeMap<String, String>,
}

/// Goes on to another page after an act and says there what was done. `key` ends in `-done`.
///
/// # Errors
/// Never; it has the type of a page.
pub fn done(ctx: &Ctx, target: impl AsRef<str>, key: &str, args: &[(&str, &str)]) -> Page {
    let args = args.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let what = Done { key: key.to_owned(), args };
    let value = serde_json::to_vec(&what).map(|bytes| URL_SAFE_NO_PAD.encode(bytes)).unwrap_or_default();
    Ok(with_cookie(redirect(target.as_ref()), holding(ctx, &value, Some(AGE_S))))
}

fn holding<'a>(ctx: &Ctx, value: &'a str, age_s: Option<u32>) -> Cookie<'a> {
    Cookie { name: COOKIE, value, age_s, secure: ctx.config().base_url.starts_with("https://") }
}

impl Done {
    /// What a request brings along.
    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        let value = cookie(headers, COOKIE).filter(|value| value.len() <= COOKIE_MAX)?;
        let what: Self = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()?;
        what.key.ends_with(ENDING).then_some(what)
    }

    /// What it says to this reader; nothing where there is no such text.
    pub(crate) fn text(&self, ctx: &Ctx) -> Option<String> {
        if !ctx.site().texts.has(ctx.lang(), &self.key) {
            return None;
        }
        let args: Vec<(&str, &str)> =
            self.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Some(ctx.fill(&self.key, &args))
    }

    /// The cookie that takes it away.
    pub(crate) fn taken<'a>(ctx: &Ctx) -> Cookie<'a> {
        holding(ctx, "", None)
    }
}
