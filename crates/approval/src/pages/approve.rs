//! Godkend, made for a phone: the text as its readers will see it, what changed since the last
//! yes, who else is asked and why. A link in a mail opens this page; only the button approves.

use crate::{
    Going, Need, Wave, approval,
    find::holds_one,
    going,
    pages::before::{Compared, check_people, compared, wrote},
    planned_at,
    queue::{self, Asked},
    request::{Request, Standing, Yes, standing},
    whom::{Whom, whom},
};
use askama::Template;
use check::{Finding, Waiver};
use db::{AsConn, Id};
use message::{Change, Edition, Names, Past, changes};
use people::Unit;
use std::collections::HashSet;
use strategy::Strategy;
use web::axum::extract::Path;
use web::{
    Because, Cache, Ctx, Fields, Frame, Outcome, Page, Place, Refusal, done, grouped, html, see_other,
};

/// A need as the page shows it.
struct NeedView {
    met: bool,
    who: String,
    because: Option<Because>,
}

/// What one channel carries instead of the body.
struct OwnText {
    name: String,
    /// As HTML, where the channel carries documents.
    html: Option<String>,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/approve.html")]
struct Approve {
    f: Frame,
    request: Request,
    edition: Edition,
    unit_name: String,
    body: String,
    past: Past,
    changes: Vec<Change>,
    /// Whether the changes are told from what the original says, and not from the last yes.
    is_from_original: bool,
    needs: Vec<NeedView>,
    yeses: Vec<Yes>,
    findings: Vec<Finding>,
    waivers: Vec<Waiver>,
    /// The text of each channel that does not carry the body.
    texts: Vec<OwnText>,
    lix: i64,
    channels: String,
    whom: Whom,
    /// When it goes out, and by which exemption: a yes is a yes to that too.
    going: Going,
    may_answer: bool,
    is_changed: bool,
    has_answered: bool,
    me: Id,
    now: i64,
    may_withdraw: bool,
    waits_for_others: bool,
    is_author: bool,
    is_closed: bool,
    others: Vec<Asked>,
    may_register: bool,
    ring: Option<(String, String)>,
    said: Said,
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut conn = ctx.db().read().await?;
    let conn = &mut conn;
    let request = Request::get(conn, id).await?;
    let person = ctx.actor().person().ok_or_else(Refusal::forbidden)?;
    let asked = queue::asked(conn, id).await?;
    let mine: Vec<String> =
        asked.iter().filter(|one| one.person_id == person).map(|one| one.rule.clone()).collect();
    if mine.is_empty() {
        // Not asked: whoever may see the message may see where it stands.
        message::Message::for_actor(conn, ctx.actor(), request.message_id).await?;
    }
    let edition = Edition::get(conn, request.edition_id).await?;
    let units = Unit::all(conn).await?;
    let unit = units.iter().find(|unit| unit.id == edition.content.unit).ok_or_else(Refusal::not_found)?;
    let standing = standing(conn, request.message_id).await?.ok_or_else(Refusal::not_found)?;
    let run = check::latest(conn, edition.id).await?;
    let waivers = check::waivers(conn, request.message_id).await?;
    let in_force = strategy::in_force(conn, ctx.db().memo()).await?;
    let Compared { past, before, is_from_original, has_written } =
        compared(conn, &in_force.strategy, &request, person).await?;
    let (changes, whom) = shown(&ctx, conn, &in_force.strategy, &units, (before.as_ref(), &edition)).await?;
    let needs = need_views(&in_force.strategy, &request, &standing, &asked);
    let mine_said = Said::of(&ctx, conn, &standing, (&request, person)).await?;
    let has_answered = standing.yeses.iter().any(|yes| yes.person_id == person);
    let open: Vec<&str> = standing.open_needs().iter().map(|need| need.rule.as_str()).collect();
    let is_closed = request.ended_at.is_some() || standing.request.id != id;
    // Nobody who wrote is asked, so only others need be looked for among the authors.
    let is_author = has_written || (mine.is_empty() && wrote(conn, &edition, person).await?);
    let may_now = mine.iter().any(|rule| open.contains(&rule.as_str()));
    let going = going(conn, request.message_id).await?;
    // Whoever can answer has no use for another's telephone.
    let may_register =
        !is_author && !is_closed && !may_now && may_register(&ctx, conn, &in_force.strategy).await?;
    let view = Approve {
        f: ctx.frame(Place::Desk, edition.content.title.clone()),
        body: edition.content.body.to_html(&message::html_options()),
        past,
        changes,
        is_from_original,
        whom,
        going,
        needs,
        texts: own_texts(&in_force.strategy, &edition),
        waivers,
        findings: run.as_ref().map(|run| run.findings.0.clone()).unwrap_or_default(),
        lix: run.map_or(0, |run| run.lix),
        channels: channel_names(&in_force.strategy, &edition),
        may_answer: !is_closed && !is_author && !has_answered && may_now && ctx.actor().may(people::APPROVE),
        is_changed: asked.iter().any(|one| one.person_id == person && one.is_changed),
        has_answered,
        me: person,
        now: ctx.now(),
        may_withdraw: standing.request.id == id && standing.is_live() && !mine_said.is_out,
        said: mine_said,
        waits_for_others: !is_closed && !has_answered && !mine.is_empty() && !may_now,
        is_author,
        is_closed,
        others: others(&asked, &standing, person, &open),
        may_register,
        ring: ring(unit),
        unit_name: unit.name.clone(),
        yeses: once_each(standing.yeses),
        request,
        edition,
    };
    html(Cache::Never, &view)
}

/// A yes that meets several needs is said once.
fn once_each(mut yeses: Vec<Yes>) -> Vec<Yes> {
    let mut seen = HashSet::new();
    yeses.retain(|yes| seen.insert((yes.person_id, yes.at)));
    yeses
}

/// The needs of a request with who may meet each and why.
fn need_views(strategy: &Strategy, request: &Request, standing: &Standing, asked: &[Asked]) -> Vec<NeedView> {
    let view = |need: &Need| NeedView {
        met: standing.is_met(need),
        who: names_of(asked, need),
        because: strategy::because(strategy, &need.item()),
    };
    request.needs.iter().map(view).collect()
}

/// What changed since the last yes, and whom it goes to, by name.
async fn shown(
    ctx: &Ctx,
    conn: &mut impl AsConn,
    strategy: &Strategy,
    units: &[Unit],
    (before, edition): (Option<&Edition>, &Edition),
) -> Outcome<(Vec<Change>, Whom)> {
    let text = |key: &str| ctx.t(key);
    let mut contents = vec![&edition.content.0];
    contents.extend(before.map(|old| &old.content.0));
    let names = Names::of(conn, strategy, units, &text, &contents).await?;
    let changed = before.map(|old| changes(&old.content, &edition.content, &names)).unwrap_or_default();
    let whom = whom(conn, strategy, &edition.content, &names).await?;
    Ok((changed, whom))
}

impl Approve {
    /// When a wave goes: a time that has passed waits for the yes, and readers are as long behind staff as planned.
    fn due(&self, wave: &Wave) -> String {
        let late = self.going.waves.iter().find(|one| one.due_at <= self.now);
        match late {
            _ if wave.due_at <= self.now => self.f.t("approval-going-at-once"),
            Some(first) => self.f.n("approval-going-after", &((wave.due_at - first.due_at) / 60_000)),
            None => self.f.when(&wave.due_at).short(),
        }
    }

    /// The reader's own yes by telephone that waits to be confirmed.
    fn to_confirm(&self) -> Option<&Yes> {
        self.yeses.iter().find(|yes| yes.person_id == self.me && yes.is_unconfirmed())
    }

    /// What was typed into an answer that came too late, so that it is not lost with its form.
    fn unsent(&self) -> &str {
        let typed = [("return", "comment"), ("", "comment"), ("telephone", "note")];
        let found = typed.map(|(form, field)| self.f.typed(form, field));
        found.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// How a channel brings it to how many.
    fn way(&self, channel: &crate::whom::ByChannel) -> String {
        let one = if channel.number == Some(1) { "-one" } else { "" };
        let number = grouped(channel.number.unwrap_or(0), self.f.lang());
        self.f.t1(format!("approval-whom-{}{one}", channel.way), "n", &number)
    }

    /// How many are concerned whom a mail does not reach.
    fn without(&self, channel: &crate::whom::ByChannel) -> String {
        self.f.t1("approval-whom-without", "n", &grouped(channel.without, self.f.lang()))
    }
}

/// What goes out by channels that do not carry the body: an own text, or one made for a post.
fn own_texts(strategy: &strategy::Strategy, edition: &Edition) -> Vec<OwnText> {
    let content = &edition.content;
    let is_own = |channel: &&strategy::model::Channel| {
        let has_own = content.own_text(&channel.id).is_some();
        content.has_channel(&channel.id) && (has_own || !channel.kind.is_document())
    };
    let text = |channel: &strategy::model::Channel| {
        let name = channel.name.clone();
        if channel.kind.is_document() {
            let html = content.body_for(&channel.id).to_html(&message::html_options());
            return OwnText { name, html: Some(html), text: String::new() };
        }
        OwnText { name, html: None, text: check::channel_text(content, channel) }
    };
    strategy.channels.iter().filter(is_own).map(text).collect()
}

/// The channels of an edition, as the strategy calls them.
fn channel_names(strategy: &strategy::Strategy, edition: &Edition) -> String {
    let chosen = strategy.channels.iter().filter(|channel| edition.content.has_channel(&channel.id));
    chosen.map(|channel| channel.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// What the reader has answered to this request, and what taking it back would do.
#[derive(Default)]
struct Said {
    /// Their answer, as they read it afterwards.
    thanks: Option<String>,
    /// What taking a yes back would do.
    withdrawal: String,
    /// Whether everybody has the message already.
    is_out: bool,
}

impl Said {
    async fn of(
        ctx: &Ctx,
        conn: &mut impl AsConn,
        standing: &Standing,
        (request, person): (&Request, Id),
    ) -> Outcome<Self> {
        let mine = standing.yeses.iter().find(|yes| yes.person_id == person);
        let Some(yes) = mine.filter(|_| standing.request.id == request.id) else {
            let at = match request.ended_at {
                Some(_) => returned_at(conn, request.id, person).await?,
                None => None,
            };
            let back = withdrawn_at(conn, request.id, person).await?;
            let said = at.map(|at| (at, "approval-thanks-return"));
            // Of an earlier question it bears on nothing any more.
            let key = match standing.request.id == request.id {
                true => "approval-thanks-withdrawn",
                false => "approval-thanks-withdrawn-earlier",
            };
            let said = said.or(back.map(|at| (at, key)));
            let thanks = said.map(|(at, key)| ctx.fill(key, &[("when", &ctx.when(at).short())]));
            return Ok(Self { thanks, ..Self::default() });
        };
        let withdrawal = match planned_at(conn, request.message_id).await? {
            Some(at) => ctx.fill("approval-withdraw-plan", &[("when", &ctx.when(at).short())]),
            None => ctx.t("approval-withdraw-none"),
        };
        let is_out = message::Message::get(conn, request.message_id).await?.all_out_at.is_some();
        Ok(Self { thanks: Some(thanks_for_yes(ctx, yes)), withdrawal, is_out })
    }
}

fn thanks_for_yes(ctx: &Ctx, yes: &Yes) -> String {
    let when = ctx.when(yes.at);
    if yes.is_unconfirmed() {
        return ctx.fill("approval-thanks-unconfirmed", &[("when", &when.short())]);
    }
    match web::day_start(yes.at) == web::day_start(ctx.now()) {
        true => ctx.fill("approval-thanks-yes", &[("clock", &when.clock())]),
        false => ctx.fill("approval-thanks-yes-day", &[("when", &when.short())]),
    }
}

/// When somebody sent the text back.
async fn returned_at(conn: &mut impl AsConn, request: Id, person: Id) -> db::Result<Option<i64>> {
    db::run!(
        conn,
        scalar i64,
        "select at from approval_return where request_id = $1 and person_id = $2",
        [request, person] => fetch_optional
    )
}

/// When somebody took their yes back.
async fn withdrawn_at(conn: &mut impl AsConn, request: Id, person: Id) -> db::Result<Option<i64>> {
    db::run!(
        conn,
        scalar Option<i64>,
        "select max(withdrawn_at) from approval where request_id = $1 and person_id = $2",
        [request, person] => fetch_one
    )
}

/// Who is asked to meet a need, by function.
fn names_of(asked: &[Asked], need: &Need) -> String {
    let people = asked.iter().filter(|asked| asked.rule == need.rule);
    people.map(|asked| asked.function.as_str()).collect::<Vec<_>>().join(", ")
}

fn others(asked: &[Asked], standing: &Standing, me: Id, open: &[&str]) -> Vec<Asked> {
    let answered = |person: Id| standing.yeses.iter().any(|yes| yes.person_id == person);
    let mut others: Vec<Asked> = asked
        .iter()
        .filter(|one| one.person_id != me && open.contains(&one.rule.as_str()) && !answered(one.person_id))
        .cloned()
        .collect();
    others.sort_by_key(|one| one.person_id);
    others.dedup_by_key(|one| one.person_id);
    others
}

/// Whether the reader holds a duty that may write down a yes from the telephone.
async fn may_register(ctx: &Ctx, conn: &mut impl AsConn, strategy: &Strategy) -> Outcome<bool> {
    let (Some(person), Some(telephone)) =
        (ctx.actor().person(), strategy.approval.as_ref().and_then(|approval| approval.telephone.as_ref()))
    else {
        return Ok(false);
    };
    Ok(holds_one(conn, person, &telephone.who_may_register, ctx.now()).await?)
}

fn ring(unit: &Unit) -> Option<(String, String)> {
    let digits: String = unit.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    (!digits.is_empty()).then(|| (unit.name.clone(), digits))
}

pub(crate) async fn approve(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    check_people(&mut tx, id, fields.get("people")).await?;
    approval::approve(&mut tx, ctx.actor(), id, fields.get("note"), fields.get("plan")).await?;
    tx.commit().await?;
    see_other(format!("/approvals/{id}"))
}

pub(crate) async fn give_back(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    approval::give_back(&mut tx, ctx.actor(), id, fields.get("comment")).await?;
    tx.commit().await?;
    see_other(format!("/approvals/{id}"))
}

pub(crate) async fn withdraw(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    approval::withdraw(&mut tx, ctx.actor(), id, fields.get("reason")).await?;
    tx.commit().await?;
    done(&ctx, format!("/approvals/{id}"), "approval-withdrawn-done", &[])
}

pub(crate) async fn confirm(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let mut tx = ctx.db().begin().await?;
    crate::confirm(&mut tx, ctx.actor(), id, fields.get("plan")).await?;
    tx.commit().await?;
    see_other(format!("/approvals/{id}"))
}

pub(crate) async fn telephone(ctx: Ctx, Path(id): Path<Id>, fields: Fields) -> Page {
    let person: Id = fields.get("person").parse().map_err(|_| Refusal::new("approval-not-yours"))?;
    let mut tx = ctx.db().begin().await?;
    approval::register_by_telephone(&mut tx, ctx.actor(), id, person, fields.get("note")).await?;
    let who = people::Person::get(&mut tx, person).await?.function;
    tx.commit().await?;
    done(&ctx, format!("/approvals/{id}"), "approval-telephone-done", &[("who", &who)])
}

pub(crate) async fn review(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    let message = crate::review(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, format!("/messages/{message}"), "approval-review-done", &[])
}
