//! The strategy in force as a public page, and its file as it was adopted (W1, R2).

use crate::later::{self, Waiting};
use crate::words::Language;
use crate::{Document, InForce, document, version};
use askama::Template;
use web::{Cache, Ctx, Frame, Page, Place, download, html};

#[derive(Template)]
#[template(path = "pages/strategy.html")]
struct StrategyPage {
    f: Frame,
    /// The urgent notices that run.
    bar: String,
    now: InForce,
    valid: String,
    /// Whether its last day has passed.
    is_past: bool,
    adopted_on: String,
    may_adopt: bool,
    document: String,
    later: Vec<Waiting>,
}

impl StrategyPage {
    /// Why something takes effect later, in the reader's language.
    fn why(&self, waiting: &Waiting) -> &'static str {
        waiting.later.why(if self.f.lang() == "en" { Language::En } else { Language::Da })
    }
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let now = version::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let place = if ctx.actor().person().is_some() { Place::Desk } else { Place::Public };
    let strategy = &now.strategy;
    let from = document::date(strategy.valid_from, ctx.lang());
    let valid = match strategy.valid_to {
        Some(last) => {
            ctx.fill("strategy-valid-to", &[("from", &from), ("to", &document::date(last, ctx.lang()))])
        }
        None => ctx.fill("strategy-valid-from", &[("from", &from)]),
    };
    let bar = web::bar(&ctx).await?;
    let view = StrategyPage {
        bar,
        f: ctx.frame(place, strategy.title.clone()).describe(ctx.t("strategy-description")),
        valid,
        is_past: strategy.valid_to.is_some_and(|last| last < web::copenhagen(ctx.now()).date()),
        adopted_on: strategy.adopted_on.map(|day| document::date(day, ctx.lang())).unwrap_or_default(),
        may_adopt: ctx.actor().may_at(crate::ADOPT, ""),
        later: later::waiting(strategy),
        document: Document::new(strategy, &ctx.site().texts, ctx.lang()).to_html()?,
        now,
    };
    html(Cache::Never, &view)
}

/// The adopted bytes, unchanged.
pub(crate) async fn file(ctx: Ctx) -> Page {
    let mut conn = ctx.db().read().await?;
    let now = version::in_force(&mut conn, ctx.db().memo()).await?;
    let source = version::source(&mut conn, now.version_id).await?;
    download(Cache::Never, "text/plain; charset=utf-8", source)
}
