//! The handbook of the language check, made from the rules themselves: what each finds and why.

use askama::Template;
use plain_language::{Category, Language, Rule, Severity, TextType, Wording};
use web::{Cache, Ctx, Frame, Page, Place, html};

/// The categories in the order of the page.
const CATEGORIES: [Category; 12] = [
    Category::Spelling,
    Category::Officialese,
    Category::Passive,
    Category::Nominal,
    Category::Sentence,
    Category::Words,
    Category::Tone,
    Category::Structure,
    Category::Format,
    Category::Accessibility,
    Category::Inclusive,
    Category::Channel,
];

struct Chapter {
    /// The word of the category in text keys.
    word: String,
    rules: Vec<RuleView>,
}

struct RuleView {
    id: String,
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
    let chapters = CATEGORIES.into_iter().filter_map(|category| {
        let rules: Vec<RuleView> =
            all.iter().filter(|rule| rule.category == category).map(|rule| view(rule, is_english)).collect();
        let word = serde_json::to_value(category).ok()?.as_str()?.to_owned();
        (!rules.is_empty()).then_some(Chapter { word, rules })
    });
    let chapters = chapters.collect();
    html(Cache::Seconds(60), &Rules { f, number: all.len(), chapters })
}

fn view(rule: &Rule, is_english: bool) -> RuleView {
    let kind = rule.examples.kind.unwrap_or(TextType::Letter);
    RuleView {
        id: rule.id.clone(),
        words: if is_english { rule.en.clone() } else { rule.da.clone() },
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
