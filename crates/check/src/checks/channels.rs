//! Channels: something is chosen, staff hear first, every channel's limits hold (H3, C1, C9).

use super::Check;
use crate::{Finding, Input, Weight};
use strategy::{
    model::{Channel, Limits as ChannelLimits},
    words::{Audience, ConnectorKind, Force},
};

/// What goes out is told to staff first.
pub(super) struct InternalFirst;

impl Check for InternalFirst {
    fn id(&self) -> &'static str {
        "internal-first"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let Some(rule) = input.strategy.internal_first.as_ref().filter(|_| input.is_external()) else {
            return;
        };
        let has_channel = input.channels().any(|channel| channel.audience == Audience::Internal);
        let weight = Input::weight(rule.force);
        if !has_channel {
            found
                .push(Finding::new("internal-channel-missing", weight, "channels").because("internal-first"));
        } else if input.content.internal_text.trim().is_empty() {
            found.push(
                Finding::new("internal-text-missing", weight, "internal-text").because("internal-first"),
            );
        }
    }
}

/// At least one channel, and one outside for an external message.
pub(super) struct ChannelChosen;

impl Check for ChannelChosen {
    fn id(&self) -> &'static str {
        "channel"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let wanted = if input.is_external() { Audience::External } else { Audience::Internal };
        if !input.channels().any(|channel| channel.audience == wanted) {
            found.push(Finding::new("channel-missing", Weight::Must, "channels"));
        }
    }
}

/// The text fits each channel.
pub(super) struct Limits;

impl Check for Limits {
    fn id(&self) -> &'static str {
        "limits"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        for channel in input.channels() {
            let Some(limits) = &channel.limits else { continue };
            found.extend(too_many_pictures(input, channel, limits));
            let text = crate::run::channel_text(input.content, channel);
            let length = text.chars().count();
            let over = |limit: Option<u32>| {
                limit.filter(|limit| length > usize::try_from(*limit).unwrap_or(usize::MAX))
            };
            let (rule, weight, limit) =
                match (over(limits.max_characters), over(limits.recommended_characters)) {
                    (Some(limit), _) => ("limit-exceeded", Weight::Must, limit),
                    (None, Some(limit)) if is_short_form(channel.kind) => {
                        ("limit-recommended", Weight::Advice, limit)
                    }
                    _ => continue,
                };
            found.push(
                Finding::new(rule, weight, &format!("variant-{}", channel.id))
                    .with("channel", &channel.name)
                    .with("length", length)
                    .with("limit", limit)
                    .because(format!("channel.{}", channel.id)),
            );
        }
    }
}

/// Pictures come with the body: a text of its own that is plain has none, and neither has a text message.
fn too_many_pictures(input: &Input<'_>, channel: &Channel, limits: &ChannelLimits) -> Option<Finding> {
    let limit = usize::try_from(limits.max_images?).unwrap_or(usize::MAX);
    let has_own = input.content.own_text(&channel.id).is_some();
    if channel.kind == ConnectorKind::Sms || (has_own && !channel.kind.is_document()) {
        return None;
    }
    let text = input.content.body_for(&channel.id);
    let number = text.images().count();
    let field = if has_own { format!("variant-{}", channel.id) } else { "body".to_owned() };
    (number > limit).then(|| {
        Finding::new("limit-images", Input::weight(channel.force), &field)
            .with("channel", &channel.name)
            .with("number", number)
            .with("limit", limit)
            .because(format!("channel.{}", channel.id))
            .waivable()
    })
}

fn is_short_form(kind: ConnectorKind) -> bool {
    matches!(kind, ConnectorKind::Sms | ConnectorKind::Facebook | ConnectorKind::Linkedin)
}

/// A newsletter has a topic, or nobody would get it.
pub(super) struct Readers;

impl Check for Readers {
    fn id(&self) -> &'static str {
        "readers"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let by_mail = input
            .channels()
            .any(|channel| channel.kind == ConnectorKind::Email && channel.audience == Audience::External);
        if by_mail && input.content.topics.is_empty() {
            found.push(Finding::new("topic-missing", Weight::Must, "topics"));
        }
        if input.is_external() && input.content.goal.is_none() && !input.strategy.goals.is_empty() {
            found.push(Finding::new("goal-missing", Input::weight(Force::Should), "goal"));
        }
    }
}
