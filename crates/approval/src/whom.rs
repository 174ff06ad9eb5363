//! Whom a message goes to, as the approver reads it: by which channel and how many, and all else
//! that is approved with the text, by name.

use db::AsConn;
use message::{Content, Names, Reach, reach_with};
use people::audience::Audience;
use strategy::{
    Strategy,
    model::Channel,
    words::{Audience as Outside, ConnectorKind},
};
use web::Outcome;

/// One channel and whom it brings the message to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByChannel {
    /// The channel of the strategy.
    pub id: String,
    /// What the strategy calls it.
    pub name: String,
    /// The last part of the text key that says how.
    pub way: &'static str,
    /// How many, where that can be known.
    pub number: Option<i64>,
    /// Staff who are concerned and have no address, where it goes by mail.
    pub without: i64,
}

/// Whom a content goes to, and what is approved with it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Whom {
    /// The channels, in the strategy's order.
    pub(crate) channels: Vec<ByChannel>,
    /// Text keys with what to say, by name.
    pub(crate) facts: Vec<(&'static str, String)>,
    /// How many people in all.
    pub(crate) reach: Reach,
}

/// Works it out as it would be now.
pub(crate) async fn whom(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    content: &Content,
    names: &Names<'_>,
) -> Outcome<Whom> {
    let audiences: Vec<Audience> = names.audiences.iter().map(|(audience, _)| audience.clone()).collect();
    let reach = reach_with(conn, strategy, names.units, &audiences, content).await?;
    let chosen = strategy.channels.iter().filter(|channel| content.has_channel(&channel.id));
    Ok(Whom {
        channels: chosen.map(|channel| by_channel(channel, &reach)).collect(),
        facts: facts(content, names),
        reach,
    })
}

/// How a channel brings a message to how many.
#[must_use]
pub fn by_channel(channel: &Channel, reach: &Reach) -> ByChannel {
    let staff = reach.staff.unwrap_or_default();
    let (way, number, without) = match (channel.kind, channel.audience) {
        (ConnectorKind::Email, Outside::Internal) => {
            ("staff-mail", Some(staff.reached), staff.without_email())
        }
        (ConnectorKind::StaffFeed, _) => ("staff", Some(staff.total), 0),
        (ConnectorKind::Email, Outside::External) => ("readers", reach.readers, 0),
        (ConnectorKind::Newsroom, _) => ("everybody", None, 0),
        _ => ("by-hand", None, 0),
    };
    ByChannel { id: channel.id.clone(), name: channel.name.clone(), way, number, without }
}

/// What is approved besides the text and the channels; what says nothing is left out.
fn facts(content: &Content, names: &Names<'_>) -> Vec<(&'static str, String)> {
    let item = |section: &str, id: &Option<String>| {
        id.as_deref().map(|id| names.item(section, id)).unwrap_or_default()
    };
    let units = content.affected_units.iter().map(|id| names.unit(*id));
    let topics = content.topics.iter().map(|id| names.topic(id));
    let audiences = content.audiences.iter().map(|id| names.audience(*id));
    let groups = content.target_groups.iter().map(|id| names.item("target-group", id));
    let character = serde_json::to_value(content.character).ok();
    let character = character.as_ref().and_then(|word| word.as_str()).unwrap_or_default();
    let all = [
        ("message-field-side", names.word(&format!("message-side-{}", content.side.word()))),
        ("message-field-unit", names.unit(content.unit)),
        ("message-field-topics", list(topics)),
        ("message-field-audiences", list(audiences)),
        ("message-field-affected", list(units)),
        ("message-field-target-groups", list(groups)),
        ("message-field-role", item("role", &content.role)),
        ("message-field-character", names.word(&format!("message-character-{character}"))),
        ("message-field-goal", item("goal", &content.goal)),
        ("message-field-theme", item("narrative", &content.theme)),
        ("message-field-language", names.word(&format!("message-language-{}", content.language.tag()))),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn list(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
