//! Udgiv, the page that asks before it fires: to whom and how many, by which channel and when, why staff are ahead, who
//! does not get it, and a trial to oneself. The heading and the button say the same.

use crate::taken_down::reached;
use approval::{ByChannel, by_channel, standing};
use askama::Template;
use db::Id;
use dispatch::{Trial, last_trial, try_out};
use message::{Edition, Message, Past, Reach, reach};
use people::{RELEASE, Unit};
use release::{
    CrisisStop, Exemption, Load, Quiet, Scope, Times, channels_of, crisis_stop, exemption_of, loads, quiet,
    times,
};
use strategy::{Strategy, words::Audience};
use web::axum::extract::{Path, Query};
use web::{Because, Cache, Ctx, Frame, Page, Place, Refusal, done, grouped, html, parse_local};

/// One wave: when, to whom, by which channels.
struct Wave {
    scope: &'static str,
    at: i64,
    is_now: bool,
    number: Option<i64>,
    channels: Vec<ByChannel>,
}

#[derive(Template)]
#[template(path = "pages/send.html")]
struct Send {
    f: Frame,
    message: Message,
    past: Past,
    /// How many have had it before, by mail.
    had_before: i64,
    waves: Vec<Wave>,
    /// How long staff are ahead, in whole minutes.
    lead_minutes: i64,
    because: Option<Because>,
    exemption: Option<Exemption>,
    quiet: Option<Quiet>,
    stop: Option<CrisisStop>,
    trial: Option<Trial>,
    /// Whether the text has changed since the trial.
    is_old_trial: bool,
    approved_by: String,
    number: i64,
    /// The time that was chosen, as the form's field has it.
    at: String,
    without: i64,
    /// How much the same people get.
    loads: Vec<Load>,
}

impl Send {
    /// How a channel brings it to how many.
    fn way(&self, channel: &ByChannel) -> String {
        let one = if channel.number == Some(1) { "-one" } else { "" };
        let number = grouped(channel.number.unwrap_or(0), self.f.lang());
        self.f.t1(format!("approval-whom-{}{one}", channel.way), "n", &number)
    }
}

impl Send {
    /// A moment at the beginning of a heading.
    fn begin(&self, at: &i64) -> String {
        let text = self.f.when(at).short();
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

/// When.
#[derive(serde::Deserialize)]
pub(crate) struct Asked {
    at: Option<String>,
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>, Query(asked): Query<Asked>) -> Page {
    let at = match asked.at.as_deref().unwrap_or_default() {
        "" => None,
        text => Some(parse_local(text).ok_or_else(|| Refusal::new("release-time-wrong").at("at"))?),
    };
    let person = ctx.actor().person().ok_or_else(Refusal::forbidden)?;
    let mut conn = ctx.db().read().await?;
    let conn = &mut conn;
    let message = Message::for_actor(conn, ctx.actor(), id).await?;
    if !ctx.actor().may_at(RELEASE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    if message.all_out_at.is_some() {
        return Err(Refusal::conflict("release-is-out").into());
    }
    let edition = Edition::get(conn, message.edition_id).await?;
    let strategy = strategy::in_force(conn, ctx.db().memo()).await?.strategy;
    let times = times(conn, (&strategy, &edition.content), id, (at, ctx.now())).await?;
    let units = Unit::all(conn).await?;
    let reach = reach(conn, &strategy, &units, &edition.content).await?;
    let at_last = times.external.or(times.internal).unwrap_or(ctx.now());
    let loads = loads(conn, &strategy, &edition.content, &message.unit_path, Some(id), at_last).await?;
    let standing = standing(conn, id).await?;
    let trial = last_trial(conn, id, person).await?;
    let exemption = exemption_of(conn, id).await?;
    let stop = crisis_stop(conn).await?;
    let past = Past::of(conn, &strategy, &message).await?;
    let had_before = match past.retraction {
        Some(_) => reached(conn, &strategy, &message).await?.had.iter().filter_map(|had| had.number).sum(),
        None => 0,
    };
    let waves = waves(&ctx, &strategy, &edition, times, reach);
    let view = Send {
        f: ctx.frame(Place::Desk, heading(&ctx, &waves)),
        because: strategy::because(&strategy, "internal-first").filter(|_| times.lead_ms > 0),
        lead_minutes: times.lead_ms / 60_000,
        quiet: quiet_at(&strategy, &edition, times),
        is_old_trial: trial.as_ref().is_some_and(|trial| trial.edition_id != edition.id),
        approved_by: standing.map(|standing| who(&standing)).unwrap_or_default(),
        number: edition.number,
        at: asked.at.unwrap_or_default(),
        without: waves.iter().flat_map(|wave| &wave.channels).map(|one| one.without).max().unwrap_or(0),
        loads,
        waves,
        exemption,
        stop,
        trial,
        past,
        had_before,
        message,
    };
    html(Cache::Never, &view)
}

fn who(standing: &approval::Standing) -> String {
    let mut names: Vec<&str> = standing.yeses.iter().map(|yes| yes.function.as_str()).collect();
    names.dedup();
    if standing.is_live() && standing.is_complete() { names.join(", ") } else { String::new() }
}

fn waves(ctx: &Ctx, strategy: &Strategy, edition: &Edition, times: Times, reach: Reach) -> Vec<Wave> {
    let wave = |scope: Scope, at: Option<i64>| {
        let at = at?;
        let ids = channels_of(strategy, &edition.content, scope);
        let chosen = strategy.channels.iter().filter(|channel| ids.contains(&channel.id));
        Some(Wave {
            scope: scope.word(),
            at,
            is_now: at <= ctx.now(),
            number: if scope == Scope::Internal {
                reach.staff.map(|staff| staff.total)
            } else {
                reach.readers
            },
            channels: chosen.map(|channel| by_channel(channel, &reach)).collect(),
        })
    };
    [wave(Scope::Internal, times.internal), wave(Scope::External, times.external)]
        .into_iter()
        .flatten()
        .collect()
}

/// What the heading and the button say: to whom, how many, when.
fn heading(ctx: &Ctx, waves: &[Wave]) -> String {
    let part = |wave: &Wave| {
        let lang = ctx.lang().tag();
        let number = wave.number.map_or_else(String::new, |number| grouped(number, lang));
        let known = if wave.number.is_some() { wave.scope } else { "everybody" };
        let one = if wave.number == Some(1) { "-one" } else { "" };
        let to = ctx.fill(&format!("desk-send-to-{known}{one}"), &[("number", &number)]);
        let when = if wave.is_now { ctx.t("desk-send-now") } else { ctx.when(wave.at).short() };
        format!("{to} {when}")
    };
    let parts: Vec<String> = waves.iter().map(part).collect();
    ctx.fill("desk-send-title", &[("what", &parts.join(&format!(" {} ", ctx.t("desk-send-and"))))])
}

/// Whether the strategy would like quiet when a wave goes; the later of the two.
fn quiet_at(strategy: &Strategy, edition: &Edition, times: Times) -> Option<Quiet> {
    [
        (Scope::Internal, Audience::Internal, times.internal),
        (Scope::External, Audience::External, times.external),
    ]
    .into_iter()
    .filter_map(|(scope, audience, at)| {
        quiet(strategy, &channels_of(strategy, &edition.content, scope), audience, at?)
    })
    .max_by_key(|quiet| quiet.until)
}

pub(crate) async fn trial(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    try_out(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{id}/release"), "desk-trial-done", &[])
}
