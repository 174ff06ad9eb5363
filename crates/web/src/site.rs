//! The site: everything a request or a job needs, and the router made from the slices.

use crate::{BoxFuture, Kept, Links, Metrics, Slice, Texts, ctx, headers, kept, routes::Routes};
use axum::{Router, extract::DefaultBodyLimit, middleware};
use channel::MailChannel;
use db::{Actor, Db, Id};
use openid::Provider;
use std::{net::IpAddr, path::PathBuf, sync::Arc, time::Duration};
use tower_http::{
    compression::{CompressionLayer, predicate::SizeAbove},
    timeout::TimeoutLayer,
};

/// How long a request may take.
const REQUEST_WAIT: Duration = Duration::from_secs(30);
/// Answers smaller than this are sent uncompressed, in bytes.
const COMPRESS_FROM: u64 = 1_024;

/// Settings of the installation.
#[derive(Clone, Debug)]
pub struct Config {
    /// The public address, without a slash at the end, such as `https://nyt.sundby.example`.
    pub base_url: String,
    /// The municipality's name as readers see it.
    pub municipality: String,
    /// Whether this is the demo, with one-click login; said on every page.
    pub demo: bool,
    /// The folder for files, keys and the embedded database.
    pub data: PathBuf,
    /// The address that mail comes from.
    pub mail_from: String,
    /// Whether anybody may have texts checked by `/v2/check`.
    pub language_open: bool,
    /// The reverse proxy whose word on where requests come from is believed.
    pub proxy: Option<IpAddr>,
}

/// An actor, or nobody.
pub type Found = BoxFuture<'static, db::Result<Option<Actor>>>;

/// Who is behind a session or a token; supplied by the slice that knows people.
#[derive(Clone, Copy)]
pub struct Actors {
    /// The actor of a signed-in person, with what the groups of their sign-in give.
    pub of_session: fn(Db, Id, Vec<String>) -> Found,
    /// The actor of an API token.
    pub of_token: fn(Db, String) -> Found,
}

/// What explains a strategy item; supplied by the slice that knows the strategy.
pub type Explain = fn(Db, String) -> BoxFuture<'static, db::Result<Option<Because>>>;

/// The sentence of the strategy that asks for something.
#[derive(Clone, Debug)]
pub struct Because {
    /// The sentence.
    pub text: String,
    /// Where it stands; empty where the municipality itself has chosen.
    pub source: String,
    /// The address on the strategy page.
    pub href: String,
}

/// Everything a request or a job needs.
pub struct Site {
    /// The database.
    pub db: Db,
    /// The texts.
    pub texts: Texts,
    /// The settings.
    pub config: Config,
    /// Where mail goes.
    pub mail: Arc<dyn MailChannel>,
    /// The slices, in the order data travels.
    pub slices: Vec<Slice>,
    /// Secret links.
    pub links: Links,
    /// Who acts.
    pub actors: Actors,
    /// Where people sign in, besides with us.
    pub sign_in: Option<Arc<Provider>>,
    /// Why.
    pub explain: Explain,
    /// Counts of answers.
    pub metrics: Metrics,
    /// Public pages in memory.
    pub kept: Kept,
}

impl Site {
    /// What groups of the identity provider give, as the settings say now.
    #[must_use]
    pub fn given(&self, groups: &[String]) -> Vec<String> {
        let mapped = self.sign_in.as_ref().map_or(&[][..], |provider| &provider.settings().groups);
        mapped.iter().filter(|one| groups.contains(&one.group)).map(|one| one.gives.clone()).collect()
    }
}

/// The router of the program.
pub fn router(site: &Arc<Site>) -> Router {
    let mut routes = Routes::new();
    for slice in &site.slices {
        routes = (slice.routes)(routes);
    }
    let compression = CompressionLayer::new().gzip(true).compress_when(SizeAbove::new(COMPRESS_FROM));
    let routes = routes
        .into_router()
        .route(crate::routes::ASSETS, axum::routing::get(crate::assets::serve))
        .fallback(ctx::nothing_here);
    let pages = routes.clone().with_state(site.clone());
    routes
        .layer(middleware::from_fn_with_state((site.clone(), pages), ctx::enter))
        .layer(DefaultBodyLimit::max(crate::fields::FORM_MAX))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::REQUEST_TIMEOUT, REQUEST_WAIT))
        .layer(middleware::from_fn_with_state(site.clone(), headers::log))
        .layer(compression)
        .layer(middleware::from_fn_with_state(site.clone(), kept::answer))
        .with_state(site.clone())
}
