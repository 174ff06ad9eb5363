//! Small corrections, told from the difference itself and never from what the author says of it:
//! a spelling, a comma, a link on the same host, a picture's description. Never a date, an
//! amount, a name, a quote or a negation. In doubt it is not small, and the approvers are asked.

use markup::{Block, Content as BlockContent, Doc, Inline};
use message::Content;
use serde::{Deserialize, Serialize};
use strategy::{Strategy, words::SmallChange};

/// How many corrected words still make a small correction.
const WORDS_MAX: usize = 5;
/// How far a corrected word may be from the old one, in single edits.
const EDITS_MAX: usize = 2;
/// Shorter words carry too much meaning to be corrected unseen.
const LETTERS_MIN: usize = 5;

/// Words whose change changes what is said; also with an ending or a prefix.
const HEAVY: &[&str] = &[
    "ikke",
    "ingen",
    "intet",
    "aldrig",
    "uden",
    "hverken",
    "kun",
    "mindst",
    "højst",
    "skal",
    "må",
    "kan",
    "bør",
    "vil",
    "nul",
    "første",
    "anden",
    "tredje",
    "fjerde",
    "femte",
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
    "mandag",
    "tirsdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lørdag",
    "søndag",
    "fire",
    "fem",
    "seks",
    "syv",
    "otte",
    "tolv",
    "tyve",
    "hundrede",
    "tusind",
    "million",
    "milliard",
    "kroner",
    "procent",
    "halv",
    "hele",
];
/// Beginnings that turn a word into its opposite.
const NEGATING: &[&str] = &["u", "in", "im", "ir", "mis", "van", "ikke"];

/// What kind of small correction it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmallClass {
    /// A letter or two in a word.
    Spelling,
    /// A comma or a space.
    Punctuation,
    /// A link that still leads to the same host.
    SameHostLink,
    /// The description of a picture.
    ImageDescription,
}

impl SmallClass {
    fn allowed_by(self, strategy: &Strategy) -> bool {
        let Some(rule) = strategy.approval.as_ref().and_then(|approval| approval.small_correction.as_ref())
        else {
            return false;
        };
        let word = match self {
            SmallClass::Spelling => SmallChange::Spelling,
            SmallClass::Punctuation => SmallChange::Punctuation,
            SmallClass::SameHostLink => SmallChange::SameHostLink,
            SmallClass::ImageDescription => SmallChange::ImageDescription,
        };
        rule.allowed.contains(&word)
    }
}

/// The classes of the difference, if all of it is small and the strategy allows each of them.
#[must_use]
pub fn small_corrections(old: &Content, new: &Content, strategy: &Strategy) -> Option<Vec<SmallClass>> {
    let same_otherwise = {
        let mut like_old = new.clone();
        like_old.title.clone_from(&old.title);
        like_old.main_point.clone_from(&old.main_point);
        like_old.internal_text.clone_from(&old.internal_text);
        like_old.body.clone_from(&old.body);
        like_old == *old
    };
    if !same_otherwise {
        return None;
    }
    let mut classes = Vec::new();
    for (before, after) in [
        (&old.title, &new.title),
        (&old.main_point, &new.main_point),
        (&old.internal_text, &new.internal_text),
    ] {
        classes.extend(text_classes(before, after)?);
    }
    classes.extend(body_classes(&old.body, &new.body)?);
    let words = classes.iter().filter(|class| **class == SmallClass::Spelling).count();
    classes.dedup();
    let allowed = classes.iter().all(|class| class.allowed_by(strategy));
    (!classes.is_empty() && words <= WORDS_MAX && allowed).then_some(classes)
}

fn body_classes(old: &Doc, new: &Doc) -> Option<Vec<SmallClass>> {
    if old.blocks().len() != new.blocks().len() {
        return None;
    }
    let mut classes = Vec::new();
    for (before, after) in old.blocks().iter().zip(new.blocks()) {
        if before.content != after.content {
            classes.extend(block_classes(before, after)?);
        }
    }
    Some(classes)
}

fn block_classes(old: &Block, new: &Block) -> Option<Vec<SmallClass>> {
    match (&old.content, &new.content) {
        (BlockContent::Image(before), BlockContent::Image(after)) => {
            let mut like_old = after.clone();
            like_old.alt.clone_from(&before.alt);
            (like_old == *before && !after.alt.trim().is_empty()).then(|| vec![SmallClass::ImageDescription])
        }
        (BlockContent::Paragraph { .. }, BlockContent::Paragraph { .. })
        | (BlockContent::Heading { .. }, BlockContent::Heading { .. }) => {
            inline_classes(old.content.inlines(), new.content.inlines())
        }
        _ => None,
    }
}

fn inline_classes(old: &[Inline], new: &[Inline]) -> Option<Vec<SmallClass>> {
    if old.len() != new.len() {
        return None;
    }
    let mut classes = Vec::new();
    for (before, after) in old.iter().zip(new) {
        match (before, after) {
            (before, after) if before == after => {}
            (Inline::Text(before), Inline::Text(after)) => {
                let mut like_old = after.clone();
                like_old.text.clone_from(&before.text);
                if like_old != *before {
                    return None;
                }
                classes.extend(text_classes(&before.text, &after.text)?);
            }
            (Inline::Link { href: from, spans: before }, Inline::Link { href: to, spans: after }) => {
                let same_host = from.host() == to.host() && before == after;
                if !same_host {
                    return None;
                }
                classes.push(SmallClass::SameHostLink);
            }
            _ => return None,
        }
    }
    Some(classes)
}

fn text_classes(old: &str, new: &str) -> Option<Vec<SmallClass>> {
    if old == new {
        return Some(Vec::new());
    }
    // A text in quotation marks is somebody's words.
    let quoted = |text: &str| text.contains(['"', '»', '”', '“', '«']);
    let (before, after): (Vec<&str>, Vec<&str>) =
        (old.split_whitespace().collect(), new.split_whitespace().collect());
    if before.len() != after.len() || quoted(old) || quoted(new) {
        return None;
    }
    before
        .iter()
        .zip(&after)
        .filter(|(before, after)| before != after)
        .map(|(old, new)| word_class(old, new))
        .collect()
}

fn word_class(old: &str, new: &str) -> Option<SmallClass> {
    let letters = |word: &str| word.trim_matches([',', '.', ';', ':']).to_owned();
    let (before, after) = (letters(old), letters(new));
    let has_digit = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    if has_digit(old) || has_digit(new) {
        return None;
    }
    if before == after {
        return Some(SmallClass::Punctuation);
    }
    let heavy = |word: &str| HEAVY.iter().any(|heavy| word.to_lowercase().starts_with(heavy));
    let plain = |word: &str| word.chars().all(|c| c.is_lowercase()) && word.chars().count() >= LETTERS_MIN;
    if heavy(&before) || heavy(&after) || !plain(&before) || !plain(&after) || negates(&before, &after) {
        return None;
    }
    let first = |word: &str| word.chars().next();
    let ending_only = {
        let common = before.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
        common + 2 >= before.chars().count().min(after.chars().count())
    };
    let near = strategy_edits(&before, &after) <= EDITS_MAX;
    (first(&before) == first(&after) && near && !ending_only).then_some(SmallClass::Spelling)
}

fn negates(old: &str, new: &str) -> bool {
    let (short, long) = if old.len() < new.len() { (old, new) } else { (new, old) };
    NEGATING.iter().any(|prefix| long.strip_prefix(prefix) == Some(short))
}

/// Single edits between two words (Levenshtein, with swaps of neighbours counted as one).
fn strategy_edits(old: &str, new: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let mut rows = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use db::Id;

    fn classes(old: &str, new: &str) -> Option<Vec<SmallClass>> {
        let strategy =
            strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap();
        let content = |text: &str| {
            let mut content = Content::new(Id::fixed(1, [0; 10]));
            content.body = Doc::from_markdown(text).unwrap();
            content
        };
        small_corrections(&content(old), &content(new), &strategy)
    }

    #[test]
    fn what_is_small() {
        use SmallClass::{ImageDescription, Punctuation, SameHostLink, Spelling};
        let cases = [
            ("Komunens borgere.", "Kommunens borgere.", None),
            ("Vi har en komunal plan.", "Vi har en kommunal plan.", Some(vec![Spelling])),
            ("Vejen er lukekt i dag", "Vejen er lukekt, i dag", Some(vec![Punctuation])),
            ("[Læs planen](https://x.dk/a)", "[Læs planen](https://x.dk/b)", Some(vec![SameHostLink])),
            ("[Læs planen](https://x.dk/a)", "[Læs planen](https://y.dk/a)", None),
            ("![En vej](media:abc)", "![En vej i regn](media:abc)", Some(vec![ImageDescription])),
        ];
        for (old, new, wanted) in cases {
            assert_eq!(classes(old, new), wanted, "{old} -> {new}");
        }
    }

    #[test]
    fn what_is_never_small() {
        let cases = [
            ("Vejen er lukket 9. maj.", "Vejen er lukket 8. maj."),
            ("Det koster 100 kr.", "Det koster 1000 kr."),
            ("Det er lovligt at parkere.", "Det er ulovligt at parkere."),
            ("Du må ikke parkere.", "Du må parkere."),
            ("Du kan parkere.", "Du skal parkere."),
            ("Vejen åbner mandag.", "Vejen åbner tirsdag."),
            ("Han hedder Jensen.", "Han hedder Jansen."),
            ("Chefen siger: »Vi lytter til naboerne.«", "Chefen siger: »Vi lytter til naboernne.«"),
            ("> Vi har en komunal plan.", "> Vi har en kommunal plan."),
            ("Vejen bliver lukket.", "Vejen bliver lukker."),
            ("Ordningen er gratis.", "Ordningen er dyr."),
            ("Vi ses.", "Vi ses.\n\nHusk kaffe."),
            ("Tekst her.", "**Tekst her.**"),
            ("Gebyret er halvtreds kroner.", "Gebyret er halvfems kroner."),
        ];
        for (old, new) in cases {
            assert_eq!(classes(old, new), None, "{old} -> {new}");
        }
    }

    #[test]
    fn another_field_is_never_small() {
        let strategy =
            strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap();
        let old = Content::new(Id::at(1));
        let mut new = old.clone();
        new.contact.phone = "55 00 00 01".to_owned();
        assert_eq!(small_corrections(&old, &new, &strategy), None);
    }
}
