//! What the checks found, as the list beside the text shows it: what stops, then advice in groups, then the figures.

use check::{Figures, Finding, Waiver, Weight, examine, figures, figures_before, waivers_of_edition};
use db::{AsConn, Id};
use message::Content;
use people::Unit;
use plain_language::{Category, House};
use strategy::Strategy;

/// What was found in a text.
#[derive(Default)]
pub(crate) struct Found {
    /// What stops a request for approval.
    pub(crate) must: Vec<Finding>,
    /// Advice by what it is about.
    pub(crate) groups: Vec<Group>,
    /// How many pieces of advice there are.
    pub(crate) advice: i64,
    /// How many stand with a reason.
    pub(crate) standing: i64,
    /// What the text is like, each figure with what it was in the edition before.
    pub(crate) figures: Vec<Figure>,
}

/// Advice of one kind.
pub(crate) struct Group {
    /// Text key of its heading.
    pub(crate) key: String,
    pub(crate) findings: Vec<Finding>,
}

/// A figure.
pub(crate) struct Figure {
    /// Text key of what it counts.
    pub(crate) key: &'static str,
    pub(crate) now: String,
    pub(crate) before: Option<String>,
}

impl Found {
    /// Runs the checks over what is being written.
    pub(crate) async fn of(
        conn: &mut impl AsConn,
        around: (&Strategy, &Unit, &House),
        content: &Content,
        base: Option<Id>,
    ) -> db::Result<Self> {
        let (strategy, unit, house) = around;
        let (waived, before) = match base {
            Some(edition) => (waivers_of_edition(conn, edition).await?, figures_before(conn, edition).await?),
            None => (Vec::new(), None),
        };
        let mut found = Self::sorted(examine(content, strategy, unit, house), &waived);
        if let Some(now) = figures(content, house) {
            found.figures = rows(&now, before.as_ref());
        }
        Ok(found)
    }

    fn sorted(findings: Vec<Finding>, waived: &[Waiver]) -> Self {
        let (standing, open): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| waived.iter().any(|waiver| waiver.covers(finding)));
        let (must, advice): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|finding| finding.weight == Weight::Must);
        let count = |list: &[Finding]| i64::try_from(list.len()).unwrap_or(i64::MAX);
        let mut found = Self { standing: count(&standing), advice: count(&advice), must, ..Self::default() };
        let mut rest = advice;
        let words = std::iter::once(None).chain(Category::ALL.iter().map(|category| Some(category.word())));
        for word in words {
            let (findings, others): (Vec<_>, Vec<_>) =
                rest.into_iter().partition(|finding| finding.category() == word);
            rest = others;
            if !findings.is_empty() {
                let key = word.map_or_else(
                    || "compose-advice-strategy".to_owned(),
                    |word| format!("check-category-{word}"),
                );
                found.groups.push(Group { key, findings });
            }
        }
        found
    }
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
