//! Forløb, the thread page: one vertical line from the strategy's goal to what came of it, with
//! state, person, time and reason at every step, and the next thing to do.

use crate::{
    next::{Situation, is_covered},
    pages::{
        aside::{Aside, taken_down},
        refused::Unreached,
        story::Story,
    },
};
use approval::{Forecast, Need, Quotation, Quote, Standing, forecast, quotations, quotes_in, standing};
use askama::Template;
use check::{CheckRun, Finding, Waiver, Weight};
use db::{AsConn, EventRow, Id};
use dispatch::{Counts, counts_of_message, is_lost};
use message::{Edition, Message};
use people::{RELEASE, WRITE};
use publish::Article;
use release::{
    Exemption, Quiet, ScheduleRow, Scope, asked_under, channels_of, closed_channels, exemption_of,
    open_schedules, quiet,
};
use std::sync::Arc;
use strategy::{Strategy, words::Audience};
use thread::{State, Step};
use web::axum::extract::Path;
use web::{Because, Cache, Ctx, Frame, Outcome, Page, Place, html};

/// One node of the thread.
struct Node {
    step: Step,
    state: State,
    note: String,
    who: String,
    at: Option<i64>,
    because: Option<Because>,
}

/// An exemption that the strategy offers.
struct Offer {
    kind: String,
    name: String,
}

/// A quotation in the text, and what the person who is quoted said.
struct QuoteView {
    quote: Quote,
    asked: Option<Quotation>,
}

impl QuoteView {
    /// The last part of the text key of its state.
    fn state(&self) -> &'static str {
        match self.asked.as_ref().map(|asked| asked.is_yes) {
            None => "none",
            Some(None) => "asked",
            Some(Some(true)) => "yes",
            Some(Some(false)) => "no",
        }
    }
}

#[derive(Template)]
#[template(path = "pages/thread.html")]
struct ThreadPage {
    f: Frame,
    message: Message,
    edition: Edition,
    unit_name: String,
    role_name: String,
    theme_name: String,
    channels: Vec<String>,
    strategy: Arc<Strategy>,
    nodes: Vec<Node>,
    standing: Option<Standing>,
    unreached: Unreached,
    quotes: Vec<QuoteView>,
    forecasts: Vec<Forecast>,
    must: Vec<Finding>,
    advice: Vec<Finding>,
    stands: Vec<(Finding, String)>,
    quiet: Option<Quiet>,
    /// Channels that the reader may not publish by.
    closed: Vec<String>,
    schedules: Vec<ScheduleRow>,
    exemption: Option<Exemption>,
    offers: Vec<Offer>,
    counts: Vec<Counts>,
    aside: Aside,
    article: Option<Article>,
    story: Story,
    next: &'static str,
    may_resend: bool,
    may_write: bool,
    may_release: bool,
    version: i64,
}

impl ThreadPage {
    /// What the strategy calls a rule.
    fn rule_name(&self, need: &Need) -> String {
        let item = self.strategy.item(&need.item());
        item.map_or_else(|| self.f.t("approval-rule-fallback"), |item| item.title.clone())
    }

    fn grouped(&self, number: &i64) -> String {
        web::grouped(*number, self.f.lang())
    }

    /// What an event says: for a plan also the times that were chosen.
    fn said(&self, event: &EventRow) -> String {
        let number = |state: &str| event.particulars[state].as_i64().unwrap_or(0);
        if event.name == "dispatch-finished"
            && ["failed", "expired", "unknown"].iter().any(|state| number(state) > 0)
        {
            let states = ["accepted", "failed", "expired", "unknown"];
            let args = states.map(|state| (state, number(state).to_string()));
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            return self.f.fill("event-dispatch-finished-lost", &args);
        }
        let time = |scope: &str| {
            let at = event.particulars[scope].as_i64()?;
            let to = self.f.t(format!("desk-scope-{scope}"));
            Some(format!("{to} {}", self.f.when(&at).short()))
        };
        let times: Vec<String> = ["internal", "external"].into_iter().filter_map(time).collect();
        let times = match times.is_empty() {
            true => String::new(),
            false => format!(": {}", times.join(", ")),
        };
        self.f.t1(format!("event-{}", event.name), "times", &times)
    }

    /// Whether mails may be sent again that stand so.
    fn is_lost(&self, count: &Counts) -> bool {
        self.message.down_at.is_none() && is_lost(&self.counts, count)
    }

    /// Whether a part of what is out waits yet, by a plan or by mails.
    fn has_rest(&self) -> bool {
        let waits = |count: &Counts| matches!(count.state.as_str(), "queued" | "held");
        !self.schedules.is_empty() || self.counts.iter().any(waits)
    }

    /// When the rest goes out, in words.
    fn rest(&self) -> String {
        let by_mail = || self.f.t(self.aside.rest_by_mail());
        self.schedules.first().map_or_else(by_mail, |row| self.f.when(&row.due_at).short())
    }

    /// What is to be done about mails that did not arrive, if any did not.
    fn lost(&self) -> Option<&'static str> {
        let has_lost = self.counts.iter().any(|count| self.is_lost(count));
        has_lost.then_some(if self.may_resend { "desk-mails-lost" } else { "desk-mails-lost-others" })
    }

    /// What the strategy calls a channel.
    fn channel_name(&self, id: &str) -> String {
        self.strategy.channel(id).map_or_else(|| id.to_owned(), |channel| channel.name.clone())
    }
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let conn = &mut ctx.db().read().await?;
    let message = Message::for_actor(conn, ctx.actor(), id).await?;
    let edition = Edition::get(conn, message.edition_id).await?;
    let in_force = strategy::in_force(conn, ctx.db().memo()).await?;
    let standing = standing(conn, id).await?;
    let strategy = asked_under(conn, ctx.db().memo(), standing.as_ref()).await?;
    let strategy = strategy.unwrap_or_else(|| in_force.strategy.clone());
    let releases = release::of_message(conn, id).await?;
    let schedules = open_schedules(conn, id).await?;
    let waived = check::waivers(conn, id).await?;
    // What is out is past its checks, and what is not has nothing that was sent.
    let is_out = !releases.is_empty();
    let (run, must, advice) = findings(conn, edition.id, is_out, &waived).await?;
    let may_write = ctx.actor().may_at(WRITE, &message.unit_path);
    let is_covered = is_covered(conn, &strategy, standing.as_ref(), (&message, &edition)).await?;
    let covering = standing.as_ref().filter(|_| is_covered);
    let is_carried = is_carried(conn, &message).await?;
    let steps = thread::steps(conn, &[id]).await?;
    let retraction = taken_down(conn, &message).await?;
    let is_erased = steps.iter().any(|step| step.note == "release-note-erased");
    let next = Situation {
        message: &message,
        covering,
        has_faults: !must.is_empty(),
        is_planned: !schedules.is_empty(),
        is_carried,
        is_erased,
    }
    .next();
    let forecasts = match next {
        "ask" => forecast_for(&ctx, conn, &in_force.strategy, &edition).await?,
        _ => Vec::new(),
    };
    let quotes = quotes(conn, &edition).await?;
    let counts = if is_out { counts_of_message(conn, id).await? } else { Vec::new() };
    let aside = Aside::of(&ctx, conn, (&message, &steps), (next, &counts, retraction)).await?;
    let view = ThreadPage {
        quotes,
        aside,
        advice,
        closed: closed(&ctx, conn, &strategy, (&edition, &message), next).await?,
        quiet: quiet_now(&strategy, &edition, ctx.now()).filter(|_| next == "plan"),
        f: ctx.frame(Place::Desk, title(&ctx, &message)),
        nodes: nodes(&ctx, &strategy, &steps),
        role_name: strategy.role(&message.role).map(|role| role.name.clone()).unwrap_or_default(),
        theme_name: theme_name(&strategy, &edition),
        channels: channel_names(&strategy, &edition),
        unit_name: message.unit_name.clone(),
        exemption: exemption_of(conn, id).await?,
        offers: offers(&strategy),
        counts,
        article: if is_out { publish::of_message(conn, id).await? } else { None },
        stands: stands(run, waived),
        story: Story::of(conn, id).await?,
        may_resend: ctx.actor().may(people::OPERATE) || ctx.actor().may_at(RELEASE, &message.unit_path),
        may_write,
        may_release: ctx.actor().may_at(RELEASE, &message.unit_path),
        version: in_force.number,
        strategy,
        next,
        unreached: Unreached::of(conn, covering).await?,
        standing: standing.filter(|_| is_covered),
        forecasts,
        must,
        schedules,
        message,
        edition,
    };
    html(Cache::Never, &view)
}

/// The latest check of an edition, what of it stops, and what it advises.
async fn findings(
    conn: &mut impl AsConn,
    edition: Id,
    is_out: bool,
    waived: &[Waiver],
) -> db::Result<(Option<CheckRun>, Vec<Finding>, Vec<Finding>)> {
    let run = if is_out && waived.is_empty() { None } else { check::latest(conn, edition).await? };
    let (must, advice) = match &run {
        Some(run) if !is_out => (run.stopping(waived).cloned().collect(), advice(run, waived)),
        _ => (Vec::new(), Vec::new()),
    };
    Ok((run, must, advice))
}

/// Whether only small corrections lie above what is out.
async fn is_carried(conn: &mut impl AsConn, message: &Message) -> db::Result<bool> {
    match message.out_edition_id.filter(|out| *out != message.edition_id) {
        Some(out) => approval::is_carried(conn, message.id, out, message.edition_id).await,
        None => Ok(false),
    }
}

/// The channels, by name, that somebody who may set a time may not publish by.
async fn closed(
    ctx: &Ctx,
    conn: &mut impl AsConn,
    strategy: &Strategy,
    (edition, message): (&Edition, &Message),
    next: &str,
) -> db::Result<Vec<String>> {
    let Some(person) = ctx.actor().person().filter(|_| next == "plan") else { return Ok(Vec::new()) };
    let (chosen, who) = (&edition.content.channels, (person, message.unit_path.as_str()));
    let closed = closed_channels(conn, strategy, chosen, who, ctx.now()).await?;
    Ok(closed.into_iter().map(|channel| channel.name.clone()).collect())
}

async fn quotes(conn: &mut impl AsConn, edition: &Edition) -> db::Result<Vec<QuoteView>> {
    let found = quotes_in(&edition.content);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let asked = quotations(conn, edition.message_id).await?;
    let view = |quote: Quote| QuoteView {
        asked: asked.iter().find(|one| one.words_hash == quote.hash).cloned(),
        quote,
    };
    Ok(found.into_iter().map(view).collect())
}

/// What was found, does not stop, and may stand with a reason that the approver reads.
fn advice(run: &CheckRun, waived: &[Waiver]) -> Vec<Finding> {
    let is_open = |finding: &&Finding| {
        finding.waivable
            && finding.weight == Weight::Advice
            && !waived.iter().any(|waiver| waiver.covers(finding))
    };
    let mut found: Vec<Finding> = run.findings.iter().filter(is_open).cloned().collect();
    // One reason stands for everything that a rule found.
    found.dedup_by(|one, other| one.rule == other.rule);
    found
}

/// Whether the strategy would like quiet now, for staff or for readers; the later of the two.
fn quiet_now(strategy: &Strategy, edition: &Edition, now: i64) -> Option<Quiet> {
    [(Scope::Internal, Audience::Internal), (Scope::External, Audience::External)]
        .into_iter()
        .filter_map(|(scope, audience)| {
            quiet(strategy, &channels_of(strategy, &edition.content, scope), audience, now)
        })
        .max_by_key(|quiet| quiet.until)
}

/// What was found and may stand, with the reason.
fn stands(run: Option<CheckRun>, waived: Vec<Waiver>) -> Vec<(Finding, String)> {
    let findings = run.map(|run| run.findings.0).unwrap_or_default();
    let found = |waiver: &Waiver| findings.iter().find(|finding| waiver.covers(finding)).cloned();
    waived.into_iter().filter_map(|waiver| Some((found(&waiver)?, waiver.reason))).collect()
}

fn title(ctx: &Ctx, message: &Message) -> String {
    if message.title.is_empty() { ctx.t("compose-untitled") } else { message.title.clone() }
}

async fn forecast_for(
    ctx: &Ctx,
    conn: &mut impl AsConn,
    strategy: &Arc<Strategy>,
    edition: &Edition,
) -> Outcome<Vec<Forecast>> {
    let authors = Edition::authors(conn, edition.message_id, edition.number).await?;
    forecast(conn, strategy, &edition.content, &authors, ctx.now()).await
}

fn nodes(ctx: &Ctx, strategy: &Strategy, rows: &[thread::StepRow]) -> Vec<Node> {
    let texts = |key: &str, row: &thread::StepRow| {
        let args: Vec<(&str, String)> = row
            .args
            .iter()
            .map(|(name, value)| match (name.as_str(), value.parse::<i64>()) {
                ("at", Ok(at)) => ("at", ctx.when(at).short()),
                _ => (name.as_str(), value.clone()),
            })
            .collect();
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        // A refusal's heading has no full stop, and here who did it stands after it.
        let text = ctx.fill(key, &args);
        if text.ends_with(char::is_alphanumeric) { format!("{text}.") } else { text }
    };
    Step::ALL
        .into_iter()
        .map(|step| match rows.iter().find(|row| row.step == step.word()) {
            Some(row) => Node {
                step,
                state: State::parse(&row.state),
                note: texts(&row.note, row),
                who: row.who.clone(),
                at: Some(row.at),
                because: strategy::because(strategy, &row.item),
            },
            None => Node {
                step,
                state: State::Missing,
                note: ctx.t(&format!("desk-step-{}", step.word())),
                who: String::new(),
                at: None,
                because: None,
            },
        })
        .collect()
}

fn channel_names(strategy: &Strategy, edition: &Edition) -> Vec<String> {
    strategy
        .channels
        .iter()
        .filter(|channel| edition.content.has_channel(&channel.id))
        .map(|channel| channel.name.clone())
        .collect()
}

fn theme_name(strategy: &Strategy, edition: &Edition) -> String {
    let theme = edition.content.theme.as_deref().unwrap_or_default();
    let themes = strategy.narrative.iter().flat_map(|narrative| &narrative.themes);
    themes.into_iter().find(|known| known.id == theme).map(|known| known.name.clone()).unwrap_or_default()
}

fn offers(strategy: &Strategy) -> Vec<Offer> {
    let Some(rule) = &strategy.internal_first else { return Vec::new() };
    rule.exemptions
        .iter()
        .map(|exemption| Offer {
            kind: serde_json::to_value(exemption.kind)
                .ok()
                .and_then(|value| value.as_str().map(str::to_owned))
                .unwrap_or_default(),
            name: exemption.name.clone(),
        })
        .collect()
}
