//! What a check looks at: the content, the strategy in force, and who sends.

use markup::Doc;
use message::{Content, Side};
use people::Unit;
use plain_language::House;
use std::borrow::Cow;
use strategy::{Strategy, words::Force};

/// What a check looks at.
pub struct Input<'a> {
    /// The content.
    pub content: &'a Content,
    /// The strategy in force.
    pub strategy: &'a Strategy,
    /// The unit that sends.
    pub unit: &'a Unit,
    /// The words that are right in this house.
    pub house: &'a House,
}

impl Input<'_> {
    /// Whether it goes to readers outside.
    #[must_use]
    pub fn is_external(&self) -> bool {
        self.content.side == Side::External
    }

    /// The role that the message has, if it is one of the strategy's.
    #[must_use]
    pub fn role(&self) -> Option<&strategy::model::Role> {
        let id = self.content.role.as_deref()?;
        self.strategy.roles.iter().find(|role| role.id == id)
    }

    /// The kind of text that it is, as the strategy names it: by its role; news for readers outside where the role
    /// says nothing, news for staff inside.
    #[must_use]
    pub fn text_type(&self) -> Option<&strategy::model::TextType> {
        let usual = if self.is_external() { "news" } else { "staff-news" };
        let wanted = self.role().and_then(|role| role.text_type.as_deref()).unwrap_or(usual);
        self.strategy.plain_language.as_ref()?.text_types.iter().find(|kind| kind.id == wanted)
    }

    /// The channels of the strategy that the message goes to.
    pub fn channels(&self) -> impl Iterator<Item = &strategy::model::Channel> {
        self.strategy.channels.iter().filter(|channel| self.content.has_channel(&channel.id))
    }

    /// The texts that readers get as documents, with the field each was written in: the body, and
    /// the own texts of channels.
    #[must_use]
    pub fn documents(&self) -> Vec<(String, Cow<'_, Doc>)> {
        let own = self
            .channels()
            .filter(|channel| channel.kind.is_document() && self.content.own_text(&channel.id).is_some());
        std::iter::once(("body".to_owned(), Cow::Borrowed(&self.content.body)))
            .chain(own.map(|channel| (format!("variant-{}", channel.id), self.content.body_for(&channel.id))))
            .collect()
    }

    /// Whether an item stops or advises: only `must` stops anything.
    #[must_use]
    pub fn weight(force: Force) -> crate::Weight {
        if force == Force::Must { crate::Weight::Must } else { crate::Weight::Advice }
    }
}
