//! The role matrix: what lies outside it is advised against, never refused (R2).

use super::Check;
use crate::{Finding, Input, Weight, around::Ask};
use strategy::words::{Audience, Check as Word};

/// An external message has a role, and its channels lie on platforms that the role draws on.
pub(super) struct RoleMatrix;

impl Check for RoleMatrix {
    fn id(&self) -> &'static str {
        "role"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        // A strategy without roles asks for none.
        if !input.is_external() || input.strategy.roles.is_empty() {
            return;
        }
        let Some(role) = input.role() else {
            found.push(Finding::new("role-missing", Weight::Must, "role"));
            return;
        };
        for channel in input.channels().filter(|channel| channel.audience == Audience::External) {
            if !role.platforms.contains(&channel.platform) {
                found.push(
                    Finding::new("role-channel", Weight::Advice, "channels")
                        .with("role", &role.name)
                        .with("channel", &channel.name)
                        .because(format!("role.{}", role.id)),
                );
            }
        }
    }
}

/// The unit that sends is at a level that speaks in this role.
pub(super) struct Senders;

impl Check for Senders {
    fn id(&self) -> &'static str {
        "senders"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let Some(role) = input.role().filter(|_| input.is_external()) else { return };
        if !role.senders.contains(&input.unit.level) {
            found.push(
                Finding::new("role-sender", Weight::Advice, "unit")
                    .with("role", &role.name)
                    .with("unit", &input.unit.name)
                    .because(format!("role.{}", role.id)),
            );
        }
    }
}

/// A message carries a theme of the core narrative, where the strategy asks for it.
pub(super) struct Theme;

impl Check for Theme {
    fn id(&self) -> &'static str {
        "theme"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let mut themes = input.strategy.narrative.iter().flat_map(|narrative| &narrative.themes);
        let Some(ask) = Ask::of(input, Word::Theme).filter(|_| themes.next().is_some()) else { return };
        if input.content.theme.is_none() {
            found.push(ask.finding(Finding::new("theme-missing", Weight::Advice, "theme")));
        }
    }
}
