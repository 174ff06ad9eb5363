//! Udgiv, the page that asks before it fires: to whom and how many, by which channel and when, why staff are ahead, who
//! does not get it, and a trial to oneself. The heading and the button say the same.

use crate::taken_down::reached;
use approval::{ByChannel, Going, by_channel, covers, going, standing};
use askama::Template;
use db::Id;
use dispatch::{Trial, last_trial, try_out};
use message::{Edition, Message, Past, Reach, reach};
use people::{RELEASE, Unit};
use release::{
    CrisisStop, Load, Quiet, Relative, Scope, Times, asked_under, channels_of, crisis_stop, family, held_by,
    loads, quiet, times,
};
use strategy::{Strategy, words::Audience};
use web::axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use web::{Because, Cache, Ctx, Frame, Page, Place, Refusal, done, grouped, html_status, parse_local};

/// One wave: when, to whom, by which channels.
struct Wave {
    scope: &'static str,
    /// What the heading of the page says of when.
    when: String,
    number: Option<i64>,
    channels: Vec<ByChannel>,
}

#[derive(Template)]
#[template(path = "pages/send.html")]
struct Send {
    f: Frame,
    message: Message,
    past: Past,
    /// The corrections of it that somebody works on.
    corrections: Vec<Relative>,
    /// How many have had it before, by mail.
    had_before: i64,
    waves: Vec<Wave>,
    /// How long staff are ahead, in whole minutes.
    lead_minutes: i64,
    because: Option<Because>,
    quiet: Option<Quiet>,
    stop: Option<CrisisStop>,
    trial: Option<Trial>,
    /// Whether the text has changed since the trial.
    is_old_trial: bool,
    approved_by: String,
    number: i64,
    /// The time that was chosen, as the form's field has it.
    at: String,
    /// What is wrong with that time.
    wrong: Option<String>,
    /// What the page shows, so that it sends nothing else: the text, and how the message goes out.
    text: String,
    people: u32,
    going: Going,
    has_yes: bool,
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
    /// When a wave goes, at the beginning of a heading.
    fn begin(&self, wave: &Wave) -> String {
        let mut letters = wave.when.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

/// When.
#[derive(serde::Deserialize)]
pub(crate) struct Asked {
    at: Option<String>,
}

/// The time that was asked about, and what is wrong with it: one that was refused stays in its field.
fn asked_for(ctx: &Ctx, asked: &Asked) -> (String, Option<i64>, Option<String>) {
    let text = match ctx.refused() {
        Some(_) => ctx.frame(Place::Desk, "").typed("send", "at").to_owned(),
        None => asked.at.clone().unwrap_or_default(),
    };
    let at = parse_local(&text).filter(|at| release::may_choose(*at, ctx.now()));
    let is_wrong = !text.is_empty() && at.is_none() && ctx.refused().is_none();
    (text, at, is_wrong.then(|| ctx.t("release-time-wrong")))
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>, Query(asked): Query<Asked>) -> Page {
    let (typed, at, wrong) = asked_for(&ctx, &asked);
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
    let asked = standing(conn, id).await?;
    let strategy = match asked_under(conn, ctx.db().memo(), asked.as_ref()).await? {
        Some(strategy) => strategy,
        None => strategy::in_force(conn, ctx.db().memo()).await?.strategy,
    };
    let times = times(conn, (&strategy, &edition.content), id, (at, ctx.now())).await?;
    let units = Unit::all(conn).await?;
    let reach = reach(conn, &strategy, &units, &edition.content).await?;
    let at_last = times.external.or(times.internal).unwrap_or(ctx.now());
    let loads = loads(conn, &strategy, &edition.content, &message.unit_path, Some(id), at_last).await?;
    let standing = asked.filter(|standing| standing.is_live() && standing.is_complete());
    let has_yes = match &standing {
        Some(standing) => covers(conn, &standing.request, edition.id).await?,
        None => false,
    };
    let trial = last_trial(conn, id, person).await?;
    let going = going(conn, id).await?;
    let stop = crisis_stop(conn).await?;
    let past = Past::of(conn, &strategy, &message).await?;
    let corrections = match message.is_followed {
        true => family(conn, id).await?.into_iter().filter(Relative::is_on_its_way).collect(),
        false => Vec::new(),
    };
    let had_before = match past.retraction {
        Some(_) => reached(conn, &strategy, &message).await?.had.iter().filter_map(|had| had.number).sum(),
        None => 0,
    };
    // What the law wants out goes past the stop.
    let is_held = stop.is_some() && held_by(conn, id).await?.is_some();
    let people = reach.people();
    let waves = waves(&ctx, &strategy, &edition, (times, has_yes, is_held), reach);
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = Send {
        f: ctx.frame(Place::Desk, heading(&ctx, &waves)),
        because: strategy::because(&strategy, "internal-first").filter(|_| times.lead_ms > 0),
        lead_minutes: times.lead_ms / 60_000,
        quiet: quiet_at(&strategy, &edition, times),
        is_old_trial: trial.as_ref().is_some_and(|trial| trial.edition_id != edition.id),
        approved_by: standing.filter(|_| has_yes).map(|standing| who(&standing)).unwrap_or_default(),
        number: edition.number,
        at: typed,
        wrong,
        text: edition.hash.clone(),
        people,
        without: waves.iter().flat_map(|wave| &wave.channels).map(|one| one.without).max().unwrap_or(0),
        loads,
        waves,
        going,
        has_yes,
        stop,
        trial,
        past,
        corrections,
        had_before,
        message,
    };
    html_status(status, Cache::Never, &view)
}

fn who(standing: &approval::Standing) -> String {
    let mut names: Vec<&str> = standing.yeses.iter().map(|yes| yes.function.as_str()).collect();
    names.dedup();
    names.join(", ")
}

fn waves(
    ctx: &Ctx,
    strategy: &Strategy,
    edition: &Edition,
    (times, has_yes, is_held): (Times, bool, bool),
    reach: Reach,
) -> Vec<Wave> {
    let starts_now = times.internal.or(times.external).is_some_and(|at| at <= ctx.now());
    let when = |at: i64| match (at <= ctx.now(), has_yes) {
        (true, true) if is_held => ctx.t("desk-send-when-open"),
        (true, true) => ctx.t("desk-send-now"),
        (true, false) => ctx.t("desk-send-when-yes"),
        // Nobody knows when the yes comes, or when the stop is lifted, and readers are as long behind.
        (false, _) if starts_now && (is_held || !has_yes) => {
            ctx.count("desk-send-after", times.lead_ms / 60_000)
        }
        (false, _) => ctx.when(at).short(),
    };
    let wave = |scope: Scope, at: Option<i64>| {
        let at = at?;
        let ids = channels_of(strategy, &edition.content, scope);
        let chosen = strategy.channels.iter().filter(|channel| ids.contains(&channel.id));
        Some(Wave {
            scope: scope.word(),
            when: when(at),
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
        format!("{to} {}", wave.when)
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
