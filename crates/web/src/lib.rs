//! The web ground: sessions, rights, forms, refusals, texts, layout, assets, notice mails and the
//! registration of slices. It holds no domain word; what a page is about belongs to its slice.

mod access;
pub mod api;
mod assets;
mod ctx;
mod done;
mod error_page;
mod fields;
mod frame;
mod headers;
mod kept;
mod links;
mod metrics;
pub mod notice;
mod page;
mod refused;
mod routes;
mod secret;
pub mod session;
mod site;
mod slice;
mod stop;
mod texts;
mod when;

pub use access::{Access, Object};
pub use ctx::{Ctx, Ip, cookie};
pub use done::done;
pub use fields::{Fields, Wrong};
pub use frame::{Frame, NavEntry, Place};
pub use headers::STATEMENTS;
pub use kept::Kept;
pub use links::{LINK_KEY, Links};
pub use metrics::Metrics;
pub use page::{
    Cache, Cookie, Page, api_json, download, framed, html, html_status, leave, redirect, see_other,
    with_cookie,
};
pub use refused::Refused;
pub use routes::{Method, RouteInfo, Routes};
pub use secret::no_cpr;
pub use site::{Actors, Because, Config, Explain, Found, Site, router};
pub use slice::{Nav, Sample, Slice, Tick, bar};
pub use stop::{Fault, Refusal, Stop, tell};
pub use texts::{Lang, Texts, grouped};
pub use when::{When, copenhagen, day_start, parse_local};

pub use askama;
pub use axum;
pub use futures::future::BoxFuture;
pub use openid;

/// The ground's own texts, Danish and English.
pub const TEXTS: (&str, &str) = (include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl"));

/// What a verb gives: the row, or why not.
pub type Outcome<T> = Result<T, Stop>;
