//! A content as a program sends it. What may be left out is guessed or empty, as in the editor;
//! a word that the strategy does not know is refused, since nobody looks at the result.

use crate::form::Typed;
use markup::Doc;
use message::{Contact, Content, Decision};
use serde::Deserialize;
use std::collections::BTreeMap;
use strategy::Strategy;
use web::api::{Field, Kind, Schema};
use web::{Lang, Outcome, Refusal};

/// A content as it is sent.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct ContentBody {
    language: Option<String>,
    title: String,
    main_point: Option<String>,
    body_markdown: Option<String>,
    side: Option<String>,
    unit_id: String,
    role: Option<String>,
    character: Option<String>,
    theme: Option<String>,
    goal: Option<String>,
    contact: Option<ContactBody>,
    target_groups: Option<Vec<String>>,
    topics: Option<Vec<String>>,
    channels: Option<Vec<String>>,
    variants: Option<BTreeMap<String, String>>,
    internal_text: Option<String>,
    affected_unit_ids: Option<Vec<String>>,
    audience_ids: Option<Vec<String>>,
    decision: Option<DecisionBody>,
}

#[derive(Deserialize)]
struct ContactBody {
    function: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

#[derive(Deserialize)]
struct DecisionBody {
    decision: String,
    reason: Option<String>,
    intention: Option<String>,
    legal_basis: Option<String>,
    is_in_full: Option<bool>,
}

/// Its shape.
pub(crate) const CONTENT: Schema = Schema {
    name: "ContentRequest",
    fields: &[
        Field::maybe("language", Kind::Text, "The language that it is written in: da or en; Danish where left out."),
        Field::new("title", Kind::Text, "One line.").max(400),
        Field::maybe("main_point", Kind::Text, "What the reader must know, in one or two sentences.")
            .max(2_000),
        Field::maybe("body_markdown", Kind::Text, "The text as Markdown.").max(200_000),
        Field::maybe("side", Kind::Text, "internal or external; external where it is left out."),
        Field::new("unit_id", Kind::Id, "The unit that sends it."),
        Field::maybe("role", Kind::Text, "The role of the strategy; guessed where it is left out."),
        Field::maybe("character", Kind::Text, "good, neutral or hard; guessed where it is left out."),
        Field::maybe(
            "theme",
            Kind::Text,
            "The theme of the core narrative, or none; guessed where left out.",
        ),
        Field::maybe("goal", Kind::Text, "The goal of the strategy that it serves."),
        Field::maybe("contact", Kind::Object(&CONTACT), "Whom readers can ask."),
        Field::maybe("target_groups", Kind::Texts, "Target groups of the strategy.").max(100),
        Field::maybe("topics", Kind::Texts, "Topics of the newsletter.").max(100),
        Field::maybe("channels", Kind::Texts, "Channels of the strategy.").max(100),
        Field::maybe(
            "variants",
            Kind::TextMap,
            "The text of a channel, where it is not to be made from the body; Markdown where the channel carries documents.",
        )
        .max(10_000),
        Field::maybe("internal_text", Kind::Text, "What staff read first.").max(5_000),
        Field::maybe(
            "affected_unit_ids",
            Kind::Texts,
            "Units whose staff it concerns besides the sender's own.",
        )
        .max(100),
        Field::maybe("audience_ids", Kind::Texts, "Audiences that get the mail.").max(100),
        Field::maybe("decision", Kind::Object(&DECISION), "Where the message conveys a decision."),
    ],
};

const CONTACT: Schema = Schema {
    name: "ContactRequest",
    fields: &[
        Field::maybe("function", Kind::Text, "What the person is.").max(200),
        Field::maybe("phone", Kind::Text, "Telephone.").max(40),
        Field::maybe("email", Kind::Text, "E-mail.").max(254),
    ],
};

const DECISION: Schema = Schema {
    name: "DecisionRequest",
    fields: &[
        Field::new("decision", Kind::Text, "What was decided, by whom.").max(2_000),
        Field::maybe("reason", Kind::Text, "Why.").max(2_000),
        Field::maybe("intention", Kind::Text, "What one wants to achieve with it.").max(2_000),
        Field::maybe("legal_basis", Kind::Text, "The law or the agenda item it rests on.").max(500),
        Field::maybe(
            "is_in_full",
            Kind::Flag,
            "Whether it gives those it is about everything they asked for.",
        ),
    ],
};

impl ContentBody {
    /// The content that it makes.
    ///
    /// # Errors
    /// What cannot be used, by field.
    pub(crate) fn content(self, strategy: &Strategy, before: Option<&Doc>) -> Outcome<Content> {
        let typed = self.typed();
        let content = typed.content(strategy, before).map_err(|mut wrong| wrong.swap_remove(0))?;
        unknown(&typed, &content, strategy).map_or(Ok(content), |refusal| Err(refusal.into()))
    }

    fn typed(self) -> Typed {
        let text = |value: Option<String>| value.unwrap_or_default().trim().to_owned();
        let list = Option::unwrap_or_default;
        let contact = self.contact.map(|contact| Contact {
            function: markup::line(&text(contact.function)),
            phone: markup::line(&text(contact.phone)),
            email: markup::line(&text(contact.email)),
        });
        let is_decision = self.decision.is_some();
        let decision = self.decision.map(|decision| Decision {
            decision: decision.decision.trim().to_owned(),
            reason: text(decision.reason),
            intention: text(decision.intention),
            legal_basis: text(decision.legal_basis),
            is_in_full: decision.is_in_full.unwrap_or_default(),
        });
        Typed {
            once: String::new(),
            language: text(self.language),
            title: markup::line(&self.title),
            main_point: text(self.main_point),
            body: text(self.body_markdown),
            internal_text: text(self.internal_text),
            side: text(self.side),
            role: text(self.role),
            character: text(self.character),
            theme: text(self.theme),
            goal: text(self.goal),
            unit: self.unit_id,
            contact: contact.unwrap_or_default(),
            target_groups: list(self.target_groups),
            topics: list(self.topics),
            channels: list(self.channels),
            variants: self.variants.unwrap_or_default(),
            affected: list(self.affected_unit_ids),
            audiences: list(self.audience_ids),
            is_decision,
            decision: decision.unwrap_or_default(),
        }
    }
}

/// The first word that was sent and that the strategy does not know; a form drops such a word,
/// because its choices come from the strategy.
fn unknown(typed: &Typed, content: &Content, strategy: &Strategy) -> Option<Refusal> {
    let refusal = |field: &'static str, word: &str| {
        let shown: String = word.chars().take(40).collect();
        Refusal::new("compose-api-unknown").with("field", field).with("word", shown).at(field)
    };
    let chosen = [
        ("language", &typed.language, typed.language.is_empty() || Lang::of_tag(&typed.language).is_some()),
        ("side", &typed.side, matches!(typed.side.as_str(), "" | "internal" | "external")),
        ("role", &typed.role, typed.role.is_empty() || strategy.role(&typed.role).is_some()),
        ("character", &typed.character, matches!(typed.character.as_str(), "" | "good" | "neutral" | "hard")),
        ("theme", &typed.theme, is_theme(&typed.theme, strategy)),
        ("goal", &typed.goal, typed.goal.is_empty() || content.goal.is_some()),
    ];
    if let Some(word) = typed.audiences.iter().find(|word| word.parse::<db::Id>().is_err()) {
        return Some(refusal("audience_ids", word));
    }
    if let Some(word) = typed.affected.iter().find(|word| word.parse::<db::Id>().is_err()) {
        return Some(refusal("affected_unit_ids", word));
    }
    if let Some((field, word, _)) = chosen.into_iter().find(|(_, _, is_known)| !is_known) {
        return Some(refusal(field, word));
    }
    let lists = [
        ("channels", &typed.channels, &content.channels),
        ("target_groups", &typed.target_groups, &content.target_groups),
    ];
    for (field, sent, kept) in lists {
        if let Some(word) = sent.iter().find(|word| !kept.contains(word)) {
            return Some(refusal(field, word));
        }
    }
    typed
        .variants
        .keys()
        .find(|word| !content.variants.contains_key(*word))
        .map(|word| refusal("variants", word))
}

fn is_theme(word: &str, strategy: &Strategy) -> bool {
    let themes = strategy.narrative.as_ref().map(|narrative| &narrative.themes);
    matches!(word, "" | "none") || themes.is_some_and(|themes| themes.iter().any(|theme| theme.id == word))
}
