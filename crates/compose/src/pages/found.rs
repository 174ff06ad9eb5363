//! What the checks found, as the list beside the text shows it: what stops, then advice in groups, then the figures.

use check::{Figures, Finding, Waiver, Weight, examine, figures, figures_before, latest, waivers_of_edition};
use db::{AsConn, Id};
use message::{Content, Edition};
use people::Unit;
use plain_language::{Category, House};
use strategy::Strategy;
use web::{Outcome, Stop};

/// Texts besides the main one: the fields they are written in, and the text key that names them; in the order of the
/// list. A field that ends in a hyphen stands for all that begin so.
const TEXTS: &[(&str, &str)] = &[
    ("title", "compose-in-title"),
    ("main-point", "compose-in-main-point"),
    ("internal-text", "compose-in-internal-text"),
    ("decision-", "compose-in-decision"),
    (CHANNELS, "compose-in-channel"),
];
const CHANNELS: &str = "variant-";

/// What was found in a text.
#[derive(Default)]
pub(crate) struct Found {
    /// What stops a request for approval.
    pub(crate) must: Vec<Listed>,
    /// Advice: on the main text by what it is about, then on each of the other texts.
    pub(crate) groups: Vec<Group>,
    /// How many pieces of advice there are.
    pub(crate) advice: i64,
    /// How many stand with a reason.
    pub(crate) standing: i64,
    /// What the text is like, each figure with what it was in the edition before.
    pub(crate) figures: Vec<Figure>,
}

/// A finding as the list shows it.
pub(crate) struct Listed {
    pub(crate) finding: Finding,
    /// The text it is in, where neither the finding nor the heading above it says so.
    pub(crate) text: Option<Text>,
}

/// A text that is not the main one.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Text {
    /// Text key of its name.
    pub(crate) key: &'static str,
    /// The channel it is for; empty where it is for all.
    pub(crate) channel: String,
}

/// Advice of one kind, or on one text.
pub(crate) struct Group {
    /// Text key of its heading.
    pub(crate) key: String,
    /// The channel that the heading names, where it names one.
    pub(crate) channel: String,
    pub(crate) findings: Vec<Listed>,
}

/// A figure.
pub(crate) struct Figure {
    /// Text key of what it counts.
    pub(crate) key: &'static str,
    pub(crate) now: String,
    pub(crate) before: Option<String>,
}

impl Found {
    /// Runs the checks over what is being written. `base` is the edition that one writes on.
    pub(crate) async fn of(
        conn: &mut impl AsConn,
        around: (&Strategy, &Unit, &House),
        content: &Content,
        base: Option<Id>,
    ) -> Outcome<Self> {
        let (strategy, unit, house) = around;
        let (waived, before) = match base {
            Some(edition) => {
                (waivers_of_edition(conn, edition).await?, figures_to_compare(conn, edition).await?)
            }
            None => (Vec::new(), None),
        };
        let mut found = Self::sorted(examine(content, strategy, unit, house), &waived, strategy);
        if let Some(now) = figures(content, house) {
            found.figures = rows(&now, before.as_ref());
        }
        Ok(found)
    }

    fn sorted(findings: Vec<Finding>, waived: &[Waiver], strategy: &Strategy) -> Self {
        let (standing, open): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| waived.iter().any(|waiver| waiver.covers(finding)));
        let (must, advice): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|finding| finding.weight == Weight::Must);
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let (standing, number) = (count(standing.len()), count(advice.len()));
        let must = must.into_iter().map(|finding| Listed { text: named(&finding, strategy), finding });
        Self {
            must: must.collect(),
            groups: groups(advice, strategy),
            advice: number,
            standing,
            figures: Vec::new(),
        }
    }
}

/// Advice on the main text by what it is about, then on each of the other texts.
fn groups(advice: Vec<Finding>, strategy: &Strategy) -> Vec<Group> {
    let (mut rest, others): (Vec<_>, Vec<_>) =
        advice.into_iter().partition(|finding| text_of(&finding.place.field, strategy).is_none());
    let mut groups = Vec::new();
    for word in std::iter::once(None).chain(Category::ALL.iter().map(|category| Some(category.word()))) {
        let (here, later): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|finding| finding.category() == word);
        rest = later;
        if !here.is_empty() {
            let advice = || "compose-advice-strategy".to_owned();
            let key = word.map_or_else(advice, |word| format!("check-category-{word}"));
            groups.push(Group {
                key,
                channel: String::new(),
                findings: here.into_iter().map(listed).collect(),
            });
        }
    }
    let first_of_texts = groups.len();
    for finding in others {
        let Some(text) = text_of(&finding.place.field, strategy) else { continue };
        let is_its = |group: &&mut Group| group.key == text.key && group.channel == text.channel;
        match groups.iter_mut().skip(first_of_texts).find(is_its) {
            Some(group) => group.findings.push(listed(finding)),
            None => groups.push(Group {
                key: text.key.to_owned(),
                channel: text.channel,
                findings: vec![listed(finding)],
            }),
        }
    }
    // Stable: channels stay in the strategy's order, in which they were looked at.
    groups[first_of_texts..].sort_by_key(|group| TEXTS.iter().position(|(_, key)| *key == group.key));
    groups
}

fn listed(finding: Finding) -> Listed {
    Listed { finding, text: None }
}

/// The text that a field holds, where it is not the main one.
fn text_of(field: &str, strategy: &Strategy) -> Option<Text> {
    let is_in = |known: &str| field == known || (known.ends_with('-') && field.starts_with(known));
    let (_, key) = TEXTS.iter().find(|(known, _)| is_in(known))?;
    let channel = field.strip_prefix(CHANNELS).map_or_else(String::new, |id| {
        strategy.channel(id).map_or_else(|| id.to_owned(), |channel| channel.name.clone())
    });
    Some(Text { key, channel })
}

/// The text that a finding is in, where it does not name it itself, as »Skriv en overskrift« does.
fn named(finding: &Finding, strategy: &Strategy) -> Option<Text> {
    let field = &finding.place.field;
    let is_named = finding.rule.starts_with(field.as_str()) || finding.args.contains_key("channel");
    text_of(field, strategy).filter(|_| !is_named)
}

/// What the figures are measured against. The next save of a frozen edition makes a new one, so it is itself the one
/// before what is being written.
async fn figures_to_compare(conn: &mut impl AsConn, base: Id) -> Outcome<Option<Figures>> {
    let edition = match Edition::get(conn, base).await {
        Ok(edition) => edition,
        Err(Stop::Refusal(_)) => return Ok(None),
        Err(fault) => return Err(fault),
    };
    if edition.frozen_at.is_none() {
        return Ok(figures_before(conn, base).await?);
    }
    Ok(latest(conn, base).await?.and_then(|run| run.figures).map(|figures| figures.0))
}

/// The figures in the order of the list.
fn rows(now: &Figures, before: Option<&Figures>) -> Vec<Figure> {
    let row = |key, figure: fn(&Figures) -> String| Figure {
        key,
        now: figure(now),
        before: before.map(figure).filter(|before| *before != figure(now)),
    };
    vec![
        row("compose-figure-lix", |figures| figures.lix.to_string()),
        row("compose-figure-words", |figures| figures.words.to_string()),
        row("compose-figure-sentence-words", |figures| format!("{:.0}", figures.sentence_words)),
        row("compose-figure-long-sentences", |figures| figures.long_sentences.to_string()),
        row("compose-figure-passives", |figures| figures.passives.to_string()),
        row("compose-figure-nominalisations", |figures| figures.nominalisations.to_string()),
    ]
}
