//! The page about the API, for those who are to connect another system: what there is, which
//! scope it asks for, and a call to begin with. It reads the same list as the document.

use crate::api::DOCUMENT_PATH;
use askama::Template;
use web::api::{Endpoint, Gives, LIMIT_MAX};
use web::{Cache, Ctx, Frame, Method, Page, Place, html};

/// How long the page may be kept: it changes with the program only.
const KEEP_SECONDS: u32 = 60;

/// A scope and the text that says what it opens.
struct Scope {
    name: &'static str,
    key: &'static str,
}

#[derive(Template)]
#[template(path = "pages/api.html")]
struct ApiPage {
    f: Frame,
    base: String,
    document: &'static str,
    scopes: Vec<Scope>,
    endpoints: Vec<Endpoint>,
    max: i64,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let page = ApiPage {
        f: ctx.frame(Place::Public, ctx.t("desk-api-title")),
        base: ctx.config().base_url.clone(),
        document: DOCUMENT_PATH,
        scopes: TEXTS.into_iter().map(|(name, key)| Scope { name, key }).collect(),
        endpoints: ctx.site().slices.iter().flat_map(|slice| slice.api).copied().collect(),
        max: LIMIT_MAX,
    };
    html(Cache::Seconds(KEEP_SECONDS), &page)
}

/// What each scope opens, as a text key.
const TEXTS: [(&str, &str); 11] = [
    (people::READ_STRATEGY, "desk-api-scope-strategy"),
    (people::READ_MESSAGES, "desk-api-scope-messages"),
    (people::READ_RELEASES, "desk-api-scope-releases"),
    (people::READ_DELIVERIES, "desk-api-scope-deliveries"),
    (people::READ_PLANS, "desk-api-scope-plans"),
    (people::WRITE_MESSAGES, "desk-api-scope-write-messages"),
    (people::WRITE_APPROVALS, "desk-api-scope-write-approvals"),
    (people::WRITE_RELEASES, "desk-api-scope-write-releases"),
    (people::WRITE_PLANS, "desk-api-scope-write-plans"),
    (people::WRITE_STRATEGY, "desk-api-scope-write-strategy"),
    (people::CHECK_LANGUAGE, "desk-api-scope-check-language"),
];

#[cfg(test)]
mod tests {
    use super::TEXTS;
    use std::collections::BTreeSet;

    #[test]
    fn every_scope_is_explained_in_words_of_its_own() {
        assert_eq!(TEXTS.map(|(scope, _)| scope), people::SCOPES);
        assert_eq!(TEXTS.iter().map(|(_, key)| key).collect::<BTreeSet<_>>().len(), TEXTS.len());
    }
}
