//! The handbook of the language check, made from the rules themselves: what each finds and why.

use crate::codex;
use askama::Template;
use plain_language::{Category, Language, Rule, Severity, TextType, Wording};
use serde::Serialize;
use strategy::{model::CodexItem, words::CheckedBy};
use web::{Cache, Ctx, Frame, Page, Place, html};

struct Chapter {
    /// The word of the category in text keys.
    word: &'static str,
    rules: Vec<RuleView>,
}

struct RuleView {
    id: String,
    /// The language of its examples.
    lang: &'static str,
    words: Wording,
    /// Text key of what it weighs, or that it is off.
    level: &'static str,
    source: String,
    hits: Vec<Vec<(bool, String)>>,
    misses: Vec<String>,
    pairs: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/rules.html")]
struct Rules {
    f: Frame,
    number: usize,
    chapters: Vec<Chapter>,
    codex: Vec<CodexView>,
}

/// An item of the codex, with what carries it.
struct CodexView {
    id: String,
    name: String,
    /// Text key of what a finding does.
    severity: String,
    /// The categories whose rules carry it, each with how many.
    rules: Vec<(&'static str, usize)>,
    /// The rules that it names itself: id and name.
    named: Vec<(String, String)>,
    /// Whether the program looks for it in other ways.
    is_looked_for: bool,
    /// Text key of who sees to it.
    seen_to_by: String,
    /// Whether the strategy leaves it to people.
    is_left_to_people: bool,
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    let f = ctx.frame(Place::Public, ctx.t("check-rules-title"));
    let on_english = crate::english().rules().all().iter();
    let all: Vec<&Rule> = crate::language()
        .rules()
        .all()
        .iter()
        .chain(on_english.filter(|rule| !rule.languages.contains(&Language::Da)))
        .collect();
    let is_english = f.lang() == "en";
    let chapters = Category::ALL.into_iter().filter_map(|category| {
        let rules: Vec<RuleView> =
            all.iter().filter(|rule| rule.category == category).map(|rule| view(rule, is_english)).collect();
        (!rules.is_empty()).then_some(Chapter { word: category.word(), rules })
    });
    let chapters = chapters.collect();
    let in_force = strategy::in_force(&mut ctx.db().read().await?, ctx.db().memo()).await?;
    let codex = in_force.strategy.codex.iter().map(|item| codex_view(item, is_english)).collect();
    html(Cache::Seconds(60), &Rules { f, number: all.len(), chapters, codex })
}

fn codex_view(item: &CodexItem, is_english: bool) -> CodexView {
    let carriers = codex::rules_of(item);
    let of = |category: Category| carriers.iter().filter(|rule| rule.category == category).count();
    let rules = Category::ALL.into_iter().map(|category| (category.word(), of(category)));
    CodexView {
        id: item.id.clone(),
        name: item.name.clone().unwrap_or_else(|| item.text.clone()),
        severity: format!("check-codex-{}", word(&item.severity)),
        named: codex::named_by(item)
            .into_iter()
            .map(|rule| (rule.id.to_string(), words(rule, is_english).name.clone()))
            .collect(),
        rules: rules.filter(|(_, number)| *number > 0).collect(),
        is_looked_for: item.checks.iter().any(|check| codex::is_carried(*check)),
        seen_to_by: format!("check-seen-to-by-{}", word(&item.checked_by)),
        is_left_to_people: item.checked_by != CheckedBy::Program,
    }
}

/// The word of the strategy's vocabulary.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn words(rule: &Rule, is_english: bool) -> &Wording {
    if is_english { &rule.en } else { &rule.da }
}

fn view(rule: &Rule, is_english: bool) -> RuleView {
    let kind = rule.examples.kind.unwrap_or(TextType::Letter);
    RuleView {
        id: rule.id.to_string(),
        lang: if rule.languages.contains(&Language::Da) { "da" } else { "en" },
        words: words(rule, is_english).clone(),
        level: rule.severity(kind).map_or("off", Severity::word),
        source: rule.source.clone(),
        hits: rule.examples.hits.iter().map(|text| pieces(text)).collect(),
        misses: rule.examples.misses.clone(),
        pairs: rule.pairs.iter().map(|pair| (pair.avoid.clone(), pair.instead.replace('|', " / "))).collect(),
    }
}

/// An example in pieces: plain, and what is found, which stands in brackets.
fn pieces(text: &str) -> Vec<(bool, String)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((inside, after)) = after.split_once(']') else { break };
        pieces.push((false, before.to_owned()));
        pieces.push((true, inside.to_owned()));
        rest = after;
    }
    pieces.push((false, rest.to_owned()));
    pieces
}
