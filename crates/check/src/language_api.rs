//! `/api/v1/language/check`: everything that the language check finds in a text, for the programs of others. The text
//! is neither kept nor logged.

use people::CHECK_LANGUAGE;
use plain_language::{Document, Severity, Source, Stats, TextType, Unit, from_bytes};
use serde::{Deserialize, Serialize};
use web::api::{Endpoint, Field, Kind, Schema, Sent};
use web::axum::http::StatusCode;
use web::{Access, Ctx, Lang, Page, Refusal, Routes, api_json};

/// Where it is.
const PATH: &str = "/api/v1/language/check";
/// The most characters of one text.
const TEXT_MAX: usize = 100_000;

#[derive(Deserialize)]
struct Asked {
    text: String,
    language: Option<String>,
    format: Option<String>,
    r#type: Option<String>,
    min_severity: Option<String>,
    lang: Option<String>,
}

#[derive(Serialize)]
struct Told {
    stats: Stats,
    findings: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    rule: String,
    category: &'static str,
    severity: &'static str,
    start: Option<usize>,
    end: Option<usize>,
    start_utf16: Option<usize>,
    end_utf16: Option<usize>,
    text: Option<String>,
    message: String,
    why: String,
    suggestions: Vec<String>,
    source: String,
}

const ASKED: Schema = Schema {
    name: "LanguageCheckRequest",
    fields: &[
        Field::new("text", Kind::Text, "The text.").max(TEXT_MAX).as_sent(),
        Field::maybe(
            "language",
            Kind::Text,
            "The language of the text: da or en; Danish where nothing is said.",
        ),
        Field::maybe("format", Kind::Text, "plain, markdown or html; plain where nothing is said."),
        Field::maybe(
            "type",
            Kind::Text,
            "decision, letter, web, sms, post, press, newsletter, autoreply or internal; letter where nothing is said.",
        ),
        Field::maybe("min_severity", Kind::Text, "error, warning or hint: nothing lighter is told."),
        Field::maybe("lang", Kind::Text, "The language of the messages: da or en."),
    ],
};

const TOLD: Schema = Schema {
    name: "LanguageCheck",
    fields: &[
        Field::new("stats", Kind::Object(&STATS), "What the text is like: a signpost only."),
        Field::new("findings", Kind::Objects(&FOUND), "What was found, in reading order."),
    ],
};

const STATS: Schema = Schema {
    name: "LanguageStats",
    fields: &[
        Field::new("words", Kind::Number, "Words of running text."),
        Field::new("sentences", Kind::Number, "Sentences."),
        Field::new("long_words", Kind::Number, "Words of more than six letters."),
        Field::new("lix", Kind::Number, "Readability as LIX; 0 for a text without words."),
        Field::new("rix", Kind::Decimal, "Long words in a sentence."),
        Field::new("sentence_words", Kind::Decimal, "Words in a sentence, on average."),
        Field::new("sentence_words_p90", Kind::Number, "Words that nine sentences of ten do not exceed."),
        Field::new("sentences_over_20", Kind::Number, "Sentences of more than 20 words."),
        Field::new("sentences_over_25", Kind::Number, "Sentences of more than 25 words."),
        Field::new("s_passives", Kind::Number, "Passives in -s."),
        Field::new("blive_passives", Kind::Number, "Passives with blive."),
        Field::new("verbs", Kind::Number, "Forms that can only be verbs."),
        Field::new("nominalisations", Kind::Number, "Nouns that hide a verb."),
    ],
};

const FOUND: Schema = Schema {
    name: "LanguageFinding",
    fields: &[
        Field::new("rule", Kind::Text, "The rule, as the handbook at /language names it."),
        Field::new("category", Kind::Text, "What the rule is about."),
        Field::new("severity", Kind::Text, "error, warning or hint."),
        Field::maybe("start", Kind::Number, "Where it begins, in bytes of UTF-8; null for the whole text."),
        Field::maybe("end", Kind::Number, "Where it ends."),
        Field::maybe("start_utf16", Kind::Number, "Where it begins, in UTF-16 units."),
        Field::maybe("end_utf16", Kind::Number, "Where it ends."),
        Field::maybe("text", Kind::Text, "What stands there."),
        Field::new("message", Kind::Text, "What is said of it."),
        Field::new("why", Kind::Text, "Why one should care."),
        Field::new("suggestions", Kind::Texts, "What could stand there instead, the best first."),
        Field::new("source", Kind::Text, "Where the rule comes from."),
    ],
};

/// What the route gives.
pub(crate) const ENDPOINT: Endpoint =
    Endpoint::question(PATH, CHECK_LANGUAGE, "check-api-language", &ASKED, &TOLD);

/// The route.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes.post(PATH, Access::Token(CHECK_LANGUAGE), check)
}

async fn check(ctx: Ctx, sent: Sent) -> Page {
    let asked: Asked = sent.read(&ASKED)?;
    let source = match asked.format.as_deref().unwrap_or("plain") {
        "plain" => Source::plain(&asked.text),
        "markdown" => Source::markdown(&asked.text),
        "html" => Source::html(&asked.text),
        _ => return Err(choice("format", "plain, markdown, html")),
    };
    let kind = match asked.r#type.as_deref() {
        None => TextType::Letter,
        Some(word) => {
            let known = TextType::ALL.map(TextType::word).join(", ");
            TextType::parse(word).ok_or_else(|| choice("type", &known))?
        }
    };
    let least = match asked.min_severity.as_deref().unwrap_or("hint") {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        "hint" => Severity::Hint,
        _ => return Err(choice("min_severity", "error, warning, hint")),
    };
    let lang = |field, word: Option<&str>, otherwise| {
        word.map_or(Ok(otherwise), |word| Lang::of_tag(word).ok_or_else(|| choice(field, "da, en")))
    };
    let is_english = lang("lang", asked.lang.as_deref(), ctx.lang())? == Lang::En;
    let checker = crate::checker(lang("language", asked.language.as_deref(), Lang::Da)?);
    let house = crate::house(&mut ctx.db().read().await?).await?;
    let report = checker.check(Document { kind, blocks: &source.blocks() }, &house);
    let findings = report.findings.iter().filter(|one| one.severity <= least).filter_map(|one| {
        let rule = checker.rules().find(&one.rule)?;
        let words = if is_english { &rule.en } else { &rule.da };
        let range = one.block.map(|block| (source.place(block, one.start), source.place(block, one.end)));
        Some(Found {
            rule: rule.id.to_string(),
            category: rule.category.word(),
            severity: one.severity.word(),
            start: range.map(|range| range.0),
            end: range.map(|range| range.1),
            start_utf16: None,
            end_utf16: None,
            text: range.and_then(|(start, end)| asked.text.get(start..end)).map(str::to_owned),
            message: one.message(&words.message),
            why: words.why.clone(),
            suggestions: one.suggestions.clone(),
            source: rule.source.clone(),
        })
    });
    let mut findings: Vec<Found> = findings.collect();
    let places: Vec<usize> =
        findings.iter().flat_map(|one| [one.start.unwrap_or(0), one.end.unwrap_or(0)]).collect();
    let units = from_bytes(&asked.text, Unit::Utf16, &places);
    for (one, at) in findings.iter_mut().zip(units.chunks(2)) {
        one.start_utf16 = one.start.and(at.first().copied());
        one.end_utf16 = one.end.and(at.get(1).copied());
    }
    api_json(StatusCode::OK, &Told { stats: report.stats, findings })
}

/// A word that is none of those that a field knows.
fn choice(field: &'static str, known: &str) -> web::Stop {
    Refusal::new("check-api-choice").with("field", field).with("known", known).at(field).into()
}
