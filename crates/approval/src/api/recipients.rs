//! Whom a message that is asked about would reach, for programs that show it to an approver.

use crate::whom::whom;
use db::AsConn;
use message::{Edition, Names};
use people::Unit;
use serde::Serialize;
use web::Outcome;
use web::api::{Field, Kind, Schema};

/// Whom it goes to, by name.
#[derive(Serialize)]
pub(super) struct View {
    unit: String,
    side: &'static str,
    channels: Vec<ChannelView>,
    topics: Vec<String>,
    audiences: Vec<AudienceView>,
    affected_units: Vec<String>,
    target_groups: Vec<String>,
    role: Option<String>,
    character: serde_json::Value,
    goal: Option<String>,
    theme: Option<String>,
    staff: Option<i64>,
    readers: Option<i64>,
}

#[derive(Serialize)]
struct ChannelView {
    id: String,
    name: String,
    recipients: Option<i64>,
}

#[derive(Serialize)]
struct AudienceView {
    name: String,
    size: Option<i64>,
}

/// What it gives.
pub(super) const RECIPIENTS: Schema = Schema {
    name: "ApprovalRecipients",
    fields: &[
        Field::new("unit", Kind::Text, "The unit that sends, by name."),
        Field::new("side", Kind::Text, "internal or external."),
        Field::new("channels", Kind::Objects(&CHANNEL), "The channels it goes by."),
        Field::new("topics", Kind::Texts, "Its topics, by name."),
        Field::new("audiences", Kind::Objects(&AUDIENCE), "Audiences of the register."),
        Field::new("affected_units", Kind::Texts, "Units whose work or place changes, by name."),
        Field::new("target_groups", Kind::Texts, "Target groups of the strategy, by name."),
        Field::maybe("role", Kind::Text, "The role of the strategy, by name."),
        Field::new("character", Kind::Text, "good, neutral or hard."),
        Field::maybe("goal", Kind::Text, "The goal of the strategy, by name."),
        Field::maybe("theme", Kind::Text, "The theme of the core narrative, by name."),
        Field::maybe("staff", Kind::Number, "Staff it reaches; null where it goes to none."),
        Field::maybe("readers", Kind::Number, "Readers who get a mail; null where none goes out."),
    ],
};

const CHANNEL: Schema = Schema {
    name: "ApprovalChannel",
    fields: &[
        Field::new("id", Kind::Text, "The channel of the strategy."),
        Field::new("name", Kind::Text, "What the strategy calls it."),
        Field::maybe("recipients", Kind::Number, "How many, where that can be known."),
    ],
};

const AUDIENCE: Schema = Schema {
    name: "ApprovalAudience",
    fields: &[
        Field::new("name", Kind::Text, "Its name."),
        Field::maybe("size", Kind::Number, "How many are in it now; null for one that is retired."),
    ],
};

impl View {
    /// Whom an edition would reach now, under a strategy.
    pub(super) async fn of(
        conn: &mut impl AsConn,
        strategy: &strategy::Strategy,
        edition: &Edition,
    ) -> Outcome<Self> {
        let units = Unit::all(conn).await?;
        let content = &edition.content.0;
        let names = Names::of(conn, strategy, &units, &|key: &str| key.to_owned(), &[content]).await?;
        let found = whom(conn, strategy, content, &names).await?;
        let item = |section: &str, id: &Option<String>| id.as_deref().map(|id| names.item(section, id));
        Ok(Self {
            unit: names.unit(content.unit),
            side: content.side.word(),
            channels: found
                .channels
                .into_iter()
                .map(|one| ChannelView { id: one.id, name: one.name, recipients: one.number })
                .collect(),
            topics: content.topics.iter().map(|id| names.topic(id)).collect(),
            audiences: names
                .audiences
                .iter()
                .map(|(audience, size)| AudienceView {
                    name: audience.name.clone(),
                    size: size.map(|size| size.total),
                })
                .collect(),
            affected_units: content.affected_units.iter().map(|id| names.unit(*id)).collect(),
            target_groups: content.target_groups.iter().map(|id| names.item("target-group", id)).collect(),
            role: item("role", &content.role),
            character: serde_json::to_value(content.character).unwrap_or_default(),
            goal: item("goal", &content.goal),
            theme: item("narrative", &content.theme),
            staff: found.reach.staff.map(|staff| staff.total),
            readers: found.reach.readers,
        })
    }
}
