//! Messages as the API gives them: a line in the list, and one with its latest edition's content.

use crate::{Contact, Content, Decision, Edition, Message, api::edition::EditionView};
use db::{Actor, AsConn, Id, Timestamp, row, run};
use markup::Doc;
use people::{READ, Unit};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use web::api::{self, Cursor, Endpoint, Field, Gives, Kind, List, Schema};
use web::axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use web::{Ctx, Outcome, Page, Refusal, api_json};

row! {
    struct Row {
        id: Id,
        title: String,
        side: String,
        role: String,
        unit_id: Id,
        unit_name: String,
        edition_id: Id,
        out_edition_id: Option<Id>,
        made_at: Timestamp,
        moved_at: Timestamp,
        corrects_id: Option<Id>,
    }
}

/// A message in the list.
#[derive(Serialize)]
struct Line {
    id: Id,
    title: String,
    side: String,
    role: Option<String>,
    unit_id: Id,
    unit_name: String,
    edition_id: Id,
    released_edition_id: Option<Id>,
    made_at: String,
    moved_at: String,
    corrects_id: Option<Id>,
}

/// One message with what its latest edition says.
#[derive(Serialize)]
pub struct View {
    #[serde(flatten)]
    line: Line,
    edition: EditionView,
    content: ContentView,
}

#[derive(Serialize)]
pub(crate) struct ContentView {
    language: web::Lang,
    main_point: String,
    body: Doc,
    body_markdown: String,
    character: strategy::words::Character,
    theme: Option<String>,
    goal: Option<String>,
    contact: Contact,
    target_groups: Vec<String>,
    topics: Vec<String>,
    channels: Vec<String>,
    variants: BTreeMap<String, String>,
    internal_text: String,
    affected_unit_ids: Vec<Id>,
    audience_ids: Vec<Id>,
    decision: Option<DecisionView>,
}

const LINE: Schema = Schema {
    name: "MessageLine",
    fields: &[
        Field::new("id", Kind::Id, "The message; also the id of its thread."),
        Field::new(
            "title",
            Kind::Text,
            "The title as it went out; of the latest edition while nothing is out.",
        ),
        Field::new("side", Kind::Text, "internal or external."),
        Field::maybe("role", Kind::Text, "The role of the strategy; null for internal messages."),
        Field::new("unit_id", Kind::Id, "The unit that sends it."),
        Field::new("unit_name", Kind::Text, "The name of that unit."),
        Field::new("edition_id", Kind::Id, "The latest edition."),
        Field::maybe("released_edition_id", Kind::Id, "The edition that is out; null while nothing is."),
        Field::new("made_at", Kind::Time, "When it was begun."),
        Field::new("moved_at", Kind::Time, "When a step of its thread last moved."),
        Field::maybe("corrects_id", Kind::Id, "The message that it corrects."),
    ],
};

/// Its shape.
pub const VIEW: Schema = Schema {
    name: "Message",
    fields: &[
        Field::new("id", Kind::Id, "The message; also the id of its thread."),
        Field::new("title", Kind::Text, "The title of the latest edition, as all that it says here."),
        Field::new("side", Kind::Text, "internal or external."),
        Field::maybe("role", Kind::Text, "The role of the strategy; null for internal messages."),
        Field::new("unit_id", Kind::Id, "The unit that sends it."),
        Field::new("unit_name", Kind::Text, "The name of that unit."),
        Field::new("edition_id", Kind::Id, "The latest edition."),
        Field::maybe("released_edition_id", Kind::Id, "The edition that is out; null while nothing is."),
        Field::new("made_at", Kind::Time, "When it was begun."),
        Field::new("moved_at", Kind::Time, "When a step of its thread last moved."),
        Field::maybe("corrects_id", Kind::Id, "The message that it corrects."),
        Field::new("edition", Kind::Object(&super::edition::EDITION), "The latest edition."),
        Field::new("content", Kind::Object(&CONTENT), "What the latest edition says."),
    ],
};

pub(crate) const CONTENT: Schema = Schema {
    name: "Content",
    fields: &[
        Field::new("language", Kind::Text, "The language that it is written in: da or en."),
        Field::new("main_point", Kind::Text, "What the reader must know, in one or two sentences."),
        Field::new("body", Kind::Free, "The text as blocks of the markup format."),
        Field::new("body_markdown", Kind::Text, "The same text as Markdown."),
        Field::new("character", Kind::Text, "good, neutral or hard news."),
        Field::maybe("theme", Kind::Text, "The theme of the core narrative."),
        Field::maybe("goal", Kind::Text, "The goal of the strategy that it serves."),
        Field::new("contact", Kind::Object(&CONTACT), "Whom readers can ask."),
        Field::new("target_groups", Kind::Texts, "Target groups of the strategy."),
        Field::new("topics", Kind::Texts, "Topics of the newsletter."),
        Field::new("channels", Kind::Texts, "Channels of the strategy."),
        Field::new(
            "variants",
            Kind::TextMap,
            "The text of a channel, where it is not made from the body; Markdown where the channel carries documents.",
        ),
        Field::new("internal_text", Kind::Text, "What staff read first."),
        Field::new(
            "affected_unit_ids",
            Kind::Texts,
            "Units whose staff it concerns besides the sender's own.",
        ),
        Field::new("audience_ids", Kind::Texts, "Audiences that get the mail."),
        Field::maybe("decision", Kind::Object(&DECISION), "Where the message conveys a decision."),
    ],
};

const CONTACT: Schema = Schema {
    name: "Contact",
    fields: &[
        Field::new("function", Kind::Text, "What the person is."),
        Field::new("phone", Kind::Text, "Telephone."),
        Field::new("email", Kind::Text, "E-mail."),
    ],
};

const DECISION: Schema = Schema {
    name: "Decision",
    fields: &[
        Field::new("decision", Kind::Text, "What was decided, by whom."),
        Field::new("reason", Kind::Text, "Why."),
        Field::new("intention", Kind::Text, "What one wants to achieve with it."),
        Field::new("legal_basis", Kind::Text, "The law or the agenda item it rests on."),
        Field::new("is_in_full", Kind::Flag, "Whether it gives those it is about everything they asked for."),
    ],
};

/// A decision.
#[derive(Serialize)]
struct DecisionView {
    decision: String,
    reason: String,
    intention: String,
    legal_basis: String,
    is_in_full: bool,
}

impl DecisionView {
    fn of(decision: Decision) -> Self {
        let Decision { decision, reason, intention, legal_basis, is_in_full } = decision;
        Self { decision, reason, intention, legal_basis, is_in_full }
    }
}

/// The list.
pub(crate) const LIST: Endpoint =
    Endpoint::get("/api/v1/messages", people::READ_MESSAGES, "message-api-list", Gives::Paged(&LINE));

/// One message.
pub(crate) const ONE: Endpoint =
    Endpoint::get("/api/v1/messages/{id}", people::READ_MESSAGES, "message-api-one", Gives::One(&VIEW));

pub(crate) async fn list(ctx: Ctx, Query(query): Query<BTreeMap<String, String>>) -> Page {
    let cursor = Cursor::read(&query)?;
    let mut conn = ctx.db().read().await?;
    let mut rows = page(&mut conn, ctx.actor(), cursor).await?;
    let limit = usize::try_from(cursor.limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().map(|row| row.id).filter(|_| more);
    api_json(StatusCode::OK, &List { items: rows.into_iter().map(Line::of).collect(), next })
}

pub(crate) async fn one(ctx: Ctx, Path(id): Path<String>) -> Page {
    let id = api::id(&id)?;
    let mut conn = ctx.db().read().await?;
    Message::for_actor(&mut conn, ctx.actor(), id).await?;
    api_json(StatusCode::OK, &View::get(&mut conn, id).await?)
}

impl View {
    /// A message as the API gives it; whether it may be seen is asked before.
    ///
    /// # Errors
    /// When it does not exist.
    pub async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let row = row_of(conn, id).await?;
        let edition = Edition::get(conn, row.edition_id).await?;
        let described = EditionView::get(conn, edition.id).await?;
        let unit = Unit::get(conn, edition.content.unit).await?;
        let content = &edition.content;
        let line = Line {
            title: content.title.clone(),
            side: content.side.word().to_owned(),
            role: content.role.clone(),
            unit_id: unit.id,
            unit_name: unit.name,
            ..Line::of(row)
        };
        Ok(Self { line, edition: described, content: ContentView::of(edition.content.0) })
    }
}

/// A page of messages and one more, newest first; ids sort by when the message was begun.
async fn page(conn: &mut impl AsConn, actor: &Actor, cursor: Cursor) -> db::Result<Vec<Row>> {
    run!(
        conn,
        Row,
        "select m.id, m.title, m.side, m.role, m.unit_id, u.name as unit_name, m.edition_id, m.out_edition_id, m.made_at, t.moved_at, m.corrects_id
         from message m join thread t on t.id = m.id join unit u on u.id = m.unit_id
         where (m.id < $1 or $1 is null) and (m.made_by = $3
           or exists (select 1 from {texts $4} g where substr(m.unit_path, 1, length(g.x)) = g.x))
         order by m.id desc limit $2",
        [cursor.after, cursor.limit + 1, actor.person(), json!(actor.paths(READ)).to_string()] => fetch_all
    )
}

async fn row_of(conn: &mut impl AsConn, id: Id) -> Outcome<Row> {
    let found = run!(
        conn,
        Row,
        "select m.id, m.title, m.side, m.role, m.unit_id, u.name as unit_name, m.edition_id, m.out_edition_id, m.made_at, t.moved_at, m.corrects_id
         from message m join thread t on t.id = m.id join unit u on u.id = m.unit_id where m.id = $1",
        [id] => fetch_optional
    )?;
    found.ok_or_else(|| Refusal::not_found().into())
}

impl Line {
    fn of(row: Row) -> Self {
        Self {
            id: row.id,
            title: row.title,
            side: row.side,
            role: Some(row.role).filter(|role| !role.is_empty()),
            unit_id: row.unit_id,
            unit_name: row.unit_name,
            edition_id: row.edition_id,
            released_edition_id: row.out_edition_id,
            made_at: api::time(row.made_at),
            moved_at: api::time(row.moved_at),
            corrects_id: row.corrects_id,
        }
    }
}

impl ContentView {
    pub(crate) fn of(content: Content) -> Self {
        Self {
            language: content.language,
            main_point: content.main_point,
            body_markdown: content.body.to_markdown(),
            body: content.body,
            character: content.character,
            theme: content.theme,
            goal: content.goal,
            contact: content.contact,
            target_groups: content.target_groups,
            topics: content.topics,
            channels: content.channels,
            variants: content.variants,
            internal_text: content.internal_text,
            affected_unit_ids: content.affected_units,
            audience_ids: content.audiences,
            decision: content.decision.map(DecisionView::of),
        }
    }
}
