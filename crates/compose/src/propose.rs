//! Proposals: which channels suit the role and the readers, and because of which item (R3, C1).

use message::Content;
use strategy::{
    Fit, Strategy,
    words::{Audience, ConnectorKind},
};
use web::Because;

/// A channel as the editor shows it.
pub(crate) struct ChannelCard {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) is_internal: bool,
    pub(crate) chosen: bool,
    /// `preferred`, `possible` or `unusual`.
    pub(crate) fit: &'static str,
    pub(crate) because: Option<Because>,
    pub(crate) limit: Option<u32>,
    pub(crate) variant: String,
    /// Whether the program sends it itself, or makes a text to copy.
    pub(crate) is_automatic: bool,
    /// The text as the channel carries it, where it is one to copy.
    pub(crate) preview: String,
}

/// Every channel of the strategy, the best first, internal ones first of all.
pub(crate) fn cards(strategy: &Strategy, content: &Content) -> Vec<ChannelCard> {
    let role = content.role.as_deref().unwrap_or_default();
    let groups: Vec<&str> = content.target_groups.iter().map(String::as_str).collect();
    let proposals = strategy.channels_for(role, &groups);
    let mut cards: Vec<(u8, ChannelCard)> = strategy
        .channels
        .iter()
        .filter(|channel| channel.kind != ConnectorKind::Oral)
        .map(|channel| {
            let proposal = proposals.iter().find(|proposal| proposal.channel == channel.id);
            let is_internal = channel.audience == Audience::Internal;
            let fit = match proposal.map(|proposal| proposal.fit) {
                Some(Fit::Preferred) => "preferred",
                Some(Fit::Possible) => "possible",
                Some(Fit::Unusual) => "unusual",
                None if is_internal => "preferred",
                None => "possible",
            };
            let item = match proposal {
                Some(proposal) => proposal.because.clone(),
                None if is_internal => "internal-first".to_owned(),
                None => format!("channel.{}", channel.id),
            };
            let preview = if channel.kind.is_document() {
                String::new()
            } else {
                check::channel_text(content, channel)
            };
            let rank = match (is_internal, fit) {
                (true, _) => 0,
                (false, "preferred") => 1,
                (false, "possible") => 2,
                (false, _) => 3,
            };
            let card = ChannelCard {
                id: channel.id.clone(),
                name: channel.name.clone(),
                is_internal,
                chosen: content.has_channel(&channel.id),
                fit,
                because: strategy::because(strategy, &item),
                limit: channel.limits.as_ref().and_then(|limits| limits.max_characters),
                variant: content.variants.get(&channel.id).cloned().unwrap_or_default(),
                is_automatic: channel.kind.is_document(),
                preview,
            };
            (rank, card)
        })
        .collect();
    cards.sort_by_key(|(rank, _)| *rank);
    cards.into_iter().map(|(_, card)| card).collect()
}

/// The channels that a new message starts with: staff first, then the website.
pub(crate) fn first_channels(strategy: &Strategy) -> Vec<String> {
    strategy
        .channels
        .iter()
        .filter(|channel| {
            matches!(channel.kind, ConnectorKind::StaffFeed | ConnectorKind::Newsroom)
                || (channel.kind == ConnectorKind::Email && channel.audience == Audience::Internal)
        })
        .map(|channel| channel.id.clone())
        .collect()
}
