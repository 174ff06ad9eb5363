//! The editor's form: what was typed, exactly as typed, and the content that it makes. What
//! cannot be content is shown beside the field; nothing typed is ever thrown away.

use crate::guess::guess;
use db::Id;
use markup::Doc;
use message::{Contact, Content, Decision, Side};
use std::collections::BTreeMap;
use strategy::{Strategy, words::Character};
use web::{Ctx, Fields, Wrong};

/// What was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed {
    pub(crate) title: String,
    pub(crate) main_point: String,
    pub(crate) body: String,
    pub(crate) internal_text: String,
    pub(crate) side: String,
    pub(crate) role: String,
    pub(crate) character: String,
    pub(crate) theme: String,
    pub(crate) goal: String,
    pub(crate) unit: String,
    pub(crate) contact: Contact,
    pub(crate) target_groups: Vec<String>,
    pub(crate) topics: Vec<String>,
    pub(crate) channels: Vec<String>,
    pub(crate) variants: BTreeMap<String, String>,
    pub(crate) is_decision: bool,
    pub(crate) decision: Decision,
}

impl Typed {
    /// The form of a content.
    pub(crate) fn of(content: &Content) -> Self {
        Self {
            title: content.title.clone(),
            main_point: content.main_point.clone(),
            body: content.body.to_markdown(),
            internal_text: content.internal_text.clone(),
            side: content.side.word().to_owned(),
            role: content.role.clone().unwrap_or_default(),
            character: character_word(content.character).to_owned(),
            theme: content.theme.clone().unwrap_or_default(),
            goal: content.goal.clone().unwrap_or_default(),
            unit: content.unit.to_string(),
            contact: content.contact.clone(),
            target_groups: content.target_groups.clone(),
            topics: content.topics.clone(),
            channels: content.channels.clone(),
            variants: content.variants.clone(),
            is_decision: content.decision.is_some(),
            decision: content.decision.clone().unwrap_or_default(),
        }
    }

    /// The form as it was sent.
    pub(crate) fn read(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let list = |name: &str| -> Vec<String> {
            fields.all(name).filter(|value| !value.is_empty()).map(str::to_owned).collect()
        };
        Self {
            title: text("title").split_whitespace().collect::<Vec<_>>().join(" "),
            main_point: text("main-point"),
            body: text("body"),
            internal_text: text("internal-text"),
            side: text("side"),
            role: text("role"),
            character: text("character"),
            theme: text("theme"),
            goal: text("goal"),
            unit: text("unit"),
            contact: Contact {
                function: text("contact-function"),
                phone: text("contact-phone"),
                email: text("contact-email"),
            },
            target_groups: list("target-groups"),
            topics: list("topics"),
            channels: list("channels"),
            variants: fields
                .pairs()
                .filter_map(|(name, value)| Some((name.strip_prefix("variant-")?, value)))
                .filter(|(_, value)| !value.is_empty())
                .map(|(channel, value)| (channel.to_owned(), value.to_owned()))
                .collect(),
            is_decision: fields.has("is-decision"),
            decision: Decision {
                decision: text("decision-decision"),
                reason: text("decision-reason"),
                intention: text("decision-intention"),
                legal_basis: text("decision-legal-basis"),
            },
        }
    }

    /// The content, with guesses where the author left the choice to the program; ids of blocks
    /// that did not change are kept from `before`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub(crate) fn content(
        &self,
        ctx: &Ctx,
        strategy: &Strategy,
        before: Option<&Doc>,
    ) -> Result<Content, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let unit =
            self.unit.parse::<Id>().map_err(|_| Wrong { field: "unit", text: ctx.t("compose-unit-missing") });
        let empty = Doc::default();
        let body = Doc::from_markdown_keeping(before.unwrap_or(&empty), &self.body)
            .map_err(|_| Wrong { field: "body", text: ctx.t("compose-body-too-long") });
        let (unit, body) = match (unit, body) {
            (Ok(unit), Ok(body)) => (unit, body),
            (unit, body) => {
                wrong.extend(unit.err());
                wrong.extend(body.err());
                return Err(wrong);
            }
        };
        let guess = guess(strategy, &format!("{} {} {}", self.title, self.main_point, self.body));
        let side = if self.side == "internal" { Side::Internal } else { Side::External };
        let known = |list: &[String], ids: &dyn Fn(&str) -> bool| -> Vec<String> {
            list.iter().filter(|id| ids(id)).cloned().collect()
        };
        let channels: Vec<String> = strategy
            .channels
            .iter()
            .filter(|channel| self.channels.contains(&channel.id))
            .map(|channel| channel.id.clone())
            .collect();
        let chosen = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Ok(Content {
            title: self.title.clone(),
            main_point: self.main_point.clone(),
            body,
            side,
            role: match side {
                Side::Internal => None,
                Side::External => chosen(&self.role).filter(|id| strategy.role(id).is_some()).or(guess.role),
            },
            character: parse_character(&self.character).or(guess.character).unwrap_or(Character::Neutral),
            theme: chosen(&self.theme).or(guess.theme).filter(|theme| theme != "none"),
            goal: chosen(&self.goal).filter(|id| strategy.goals.iter().any(|goal| goal.id == *id)),
            unit,
            contact: self.contact.clone(),
            target_groups: known(&self.target_groups, &|id| {
                strategy.target_groups.iter().any(|group| group.id == id)
            }),
            topics: self.topics.clone(),
            variants: self
                .variants
                .iter()
                .filter(|(id, _)| channels.contains(id))
                .map(|(id, text)| (id.clone(), text.clone()))
                .collect(),
            channels,
            internal_text: self.internal_text.clone(),
            decision: self.is_decision.then(|| self.decision.clone()),
        })
    }
}

/// The word of a news character in forms and text keys.
pub(crate) fn character_word(character: Character) -> &'static str {
    match character {
        Character::Good => "good",
        Character::Neutral => "neutral",
        Character::Hard => "hard",
    }
}

fn parse_character(word: &str) -> Option<Character> {
    [Character::Good, Character::Neutral, Character::Hard]
        .into_iter()
        .find(|character| character_word(*character) == word)
}
