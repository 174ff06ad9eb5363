//! The editor's form: what was typed, exactly as typed, and the content that it makes. What
//! cannot be content is shown beside the field; nothing typed is ever thrown away.

use crate::guess::guess;
use db::Id;
use markup::Doc;
use message::{Contact, Content, Decision, Side};
use std::collections::BTreeMap;
use strategy::{Strategy, words::Character};
use web::{Fields, Lang, Refusal};

/// How many characters a field takes. A title or main point that is longer than readers bear is a
/// finding; these limits only keep the row small.
const TITLE_MAX: usize = 400;
const MAIN_POINT_MAX: usize = 2_000;
const INTERNAL_MAX: usize = 5_000;
const VARIANT_MAX: usize = 10_000;
const FUNCTION_MAX: usize = 200;
const PHONE_MAX: usize = 40;
/// The longest e-mail address (RFC 5321 section 4.5.3.1, as corrected by erratum 1690).
const EMAIL_MAX: usize = 254;
const DECISION_MAX: usize = 2_000;
const LEGAL_BASIS_MAX: usize = 500;
/// How many entries a list of choices takes.
const CHOICES_MAX: usize = 100;

/// What was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed {
    /// The key of a form that begins a message.
    pub(crate) once: String,
    pub(crate) language: String,
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
    pub(crate) affected: Vec<String>,
    pub(crate) audiences: Vec<String>,
    pub(crate) is_decision: bool,
    pub(crate) decision: Decision,
}

impl Typed {
    /// The form of a content.
    pub(crate) fn of(content: &Content) -> Self {
        Self {
            once: String::new(),
            language: content.language.tag().to_owned(),
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
            affected: content.affected_units.iter().map(Id::to_string).collect(),
            audiences: content.audiences.iter().map(Id::to_string).collect(),
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
            once: text("once"),
            language: text("language"),
            title: fields.line("title"),
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
                function: fields.line("contact-function"),
                phone: fields.line("contact-phone"),
                email: fields.line("contact-email"),
            },
            target_groups: list("target-groups"),
            topics: list("topics"),
            channels: list("channels"),
            affected: list("affected"),
            audiences: list("audiences"),
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
                is_in_full: fields.has("decision-in-full"),
            },
        }
    }

    /// The content, with guesses where the author left the choice to the program; ids of blocks
    /// that did not change are kept from `before`.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub(crate) fn content(&self, strategy: &Strategy, before: Option<&Doc>) -> Result<Content, Vec<Refusal>> {
        let mut wrong = self.too_long();
        let unit = self.unit.parse::<Id>().map_err(|_| Refusal::new("compose-unit-missing").at("unit"));
        let empty = Doc::default();
        let body = Doc::from_markdown_keeping(before.unwrap_or(&empty), &self.body)
            .map_err(|_| Refusal::new("compose-body-too-long").at("body"));
        let (unit, body) = match (unit, body) {
            (Ok(unit), Ok(body)) if wrong.is_empty() => (unit, body),
            (unit, body) => {
                wrong.extend(unit.err());
                wrong.extend(body.err());
                return Err(wrong);
            }
        };
        if let Some(refusal) = self.not_text(strategy) {
            return Err(vec![refusal]);
        }
        let guess = guess(strategy, &format!("{} {} {}", self.title, self.main_point, self.body));
        let side = if self.side == "internal" { Side::Internal } else { Side::External };
        let known = |list: &[String], ids: &dyn Fn(&str) -> bool| -> Vec<String> {
            list.iter().filter(|id| ids(id)).cloned().collect()
        };
        let channels = self.channels_in(strategy);
        let chosen = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Ok(Content {
            language: Lang::of_tag(&self.language).unwrap_or_default(),
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
            affected_units: self.affected.iter().filter_map(|id| id.parse().ok()).collect(),
            audiences: self.audiences.iter().filter_map(|id| id.parse().ok()).collect(),
            decision: self.is_decision.then(|| self.decision.clone()),
        })
    }
}

impl Typed {
    /// The chosen channels that the strategy has, in its order.
    fn channels_in(&self, strategy: &Strategy) -> Vec<String> {
        let chosen = strategy.channels.iter().filter(|channel| self.channels.contains(&channel.id));
        chosen.map(|channel| channel.id.clone()).collect()
    }

    /// What is needed to show the channels with their texts again where the form makes no content.
    pub(crate) fn choices(&self, strategy: &Strategy) -> Content {
        Content {
            main_point: self.main_point.clone(),
            role: Some(self.role.clone()).filter(|role| !role.is_empty()),
            target_groups: self.target_groups.clone(),
            channels: self.channels_in(strategy),
            variants: self.variants.clone(),
            ..Content::new(Id::at(0))
        }
    }

    /// Says where a channel's own text cannot be a document: too many blocks, nested too deep.
    fn not_text(&self, strategy: &Strategy) -> Option<Refusal> {
        let is_document = |id: &str| strategy.channel(id).is_some_and(|channel| channel.kind.is_document());
        let mut own = self.variants.iter().filter(|(id, _)| is_document(id));
        let broken = own.any(|(_, text)| Doc::from_markdown(text).is_err());
        broken.then(|| Refusal::new("compose-body-too-long").at("channels"))
    }

    /// The fields that hold more than they may.
    fn too_long(&self) -> Vec<Refusal> {
        let variant = self.variants.values().map(String::as_str).max_by_key(|text| text.chars().count());
        let texts = [
            ("title", self.title.as_str(), TITLE_MAX),
            ("main-point", &self.main_point, MAIN_POINT_MAX),
            ("internal-text", &self.internal_text, INTERNAL_MAX),
            ("channels", variant.unwrap_or_default(), VARIANT_MAX),
            ("contact-function", &self.contact.function, FUNCTION_MAX),
            ("contact-phone", &self.contact.phone, PHONE_MAX),
            ("contact-email", &self.contact.email, EMAIL_MAX),
            ("decision-decision", &self.decision.decision, DECISION_MAX),
            ("decision-reason", &self.decision.reason, DECISION_MAX),
            ("decision-intention", &self.decision.intention, DECISION_MAX),
            ("decision-legal-basis", &self.decision.legal_basis, LEGAL_BASIS_MAX),
        ];
        let lists = [
            ("topics", self.topics.len()),
            ("target-groups", self.target_groups.len()),
            ("affected", self.affected.len()),
            ("audiences", self.audiences.len()),
            ("channels", self.channels.len().max(self.variants.len())),
        ];
        let long = texts.into_iter().filter(|(_, text, max)| text.chars().count() > *max);
        let many = lists.into_iter().filter(|(_, count)| *count > CHOICES_MAX);
        long.map(|(field, _, max)| Refusal::new("compose-too-long").with("max", max).at(field))
            .chain(many.map(|(field, _)| Refusal::new("compose-too-many").with("max", CHOICES_MAX).at(field)))
            .collect()
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
