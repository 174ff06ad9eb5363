//! Small corrections, told from the difference itself and never from what the author says of it:
//! a word that was misspelt, a full stop, a link on the same host, a picture's description. Never a date, an
//! amount, a name, a quote or a negation. In doubt it is not small, and the approvers are asked (decisions/0052).

use crate::wording::{CALENDAR, bare, begins_sentence, begins_with, is_capital};
use markup::{Block, Content as BlockContent, Doc, Inline};
use message::Content;
use plain_language::{BlockKind, Checker, Document, House, TextType, suggestions};
use serde::{Deserialize, Serialize};
use strategy::{Strategy, words::SmallChange};
use web::Lang;

/// How many corrected words still make a small correction.
const WORDS_MAX: usize = 5;
/// How far a corrected word may be from the old one, in single edits.
const EDITS_MAX: usize = 2;
/// Shorter words carry too much meaning to be corrected unseen.
const LETTERS_MIN: usize = 5;

/// How many words near to a misspelling are looked at; where more are near, nobody knows which was meant.
const NEAR_MAX: usize = 20;

/// The rule of the language check that finds words that are no words.
const SPELLING: &str = "spelling";
/// Marks of what somebody said.
const QUOTES: [char; 12] = ['"', '»', '«', '”', '“', '„', '›', '‹', '’', '‘', '‚', '\''];

/// English words whose change changes what is said.
const HEAVY_ENGLISH: &[&str] = &[
    "never", "without", "neither", "nobody", "nothing", "least", "must", "shall", "should", "could", "would",
    "might", "first", "second", "third", "fourth", "fifth", "three", "seven", "eight", "twelve", "twenty",
    "hundred", "thousand", "million", "billion", "pounds", "kroner", "percent", "before", "after", "until",
    "above", "below", "under", "more", "less", "fewer",
];

/// Words whose change changes what is said; also with an ending or a prefix.
const HEAVY: &[&str] = &[
    "ikke", "ingen", "intet", "aldrig", "uden", "hverken", "kun", "mindst", "højst", "skal", "må", "kan",
    "bør", "vil", "nul", "første", "anden", "tredje", "fjerde", "femte", "fire", "fem", "seks", "syv",
    "otte", "tolv", "tyve", "hundrede", "tusind", "million", "milliard", "kroner", "procent", "halv", "hele",
];
/// Beginnings that turn a word into its opposite.
const NEGATING: &[&str] = &["u", "in", "im", "ir", "il", "mis", "van", "ikke", "un", "dis", "non", "a"];

/// A text that is a whole paragraph.
const WHOLE: (bool, bool) = (true, true);

/// What kind of small correction it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmallClass {
    /// A letter or two in a word.
    Spelling,
    /// The full stop at the end of a text. A comma can turn a sentence round.
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
pub fn small_corrections(
    old: &Content,
    new: &Content,
    strategy: &Strategy,
    house: &House,
) -> Option<Vec<SmallClass>> {
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
    let words = Words { checker: check::checker(old.language), house };
    // What staff read first is Danish, whatever the message is.
    let danish = Words { checker: check::checker(Lang::Da), house };
    let mut classes = words.text_classes(&old.title, &new.title, WHOLE)?;
    classes.extend(words.text_classes(&old.main_point, &new.main_point, WHOLE)?);
    classes.extend(danish.text_classes(&old.internal_text, &new.internal_text, WHOLE)?);
    classes.extend(words.body_classes(&old.body, &new.body)?);
    let spelled = classes.iter().filter(|class| **class == SmallClass::Spelling).count();
    classes.dedup();
    let allowed = classes.iter().all(|class| class.allowed_by(strategy));
    (!classes.is_empty() && spelled <= WORDS_MAX && allowed).then_some(classes)
}

/// What knows which words are right.
struct Words<'a> {
    checker: &'a Checker,
    house: &'a House,
}

/// A word that became another.
struct Changed<'a> {
    old: &'a str,
    new: &'a str,
    /// It stands where a sentence begins.
    may_be_capital: bool,
}

/// A word that is no word, and what was probably meant, the likeliest first.
struct Mistake {
    word: String,
    meant: Vec<String>,
}

impl Words<'_> {
    fn body_classes(&self, old: &Doc, new: &Doc) -> Option<Vec<SmallClass>> {
        if old.blocks().len() != new.blocks().len() {
            return None;
        }
        let mut classes = Vec::new();
        for (at, (before, after)) in old.blocks().iter().zip(new.blocks()).enumerate() {
            if before.content == after.content {
                continue;
            }
            let found = self.block_classes(before, after)?;
            // "You must not", and below it "drive": a stop between them says something else.
            if found.contains(&SmallClass::Punctuation)
                && !new.blocks().get(at + 1).is_none_or(|next| begins_anew(&next.content))
            {
                return None;
            }
            classes.extend(found);
        }
        Some(classes)
    }

    fn block_classes(&self, old: &Block, new: &Block) -> Option<Vec<SmallClass>> {
        match (&old.content, &new.content) {
            (BlockContent::Image(before), BlockContent::Image(after)) => {
                let mut like_old = after.clone();
                like_old.alt.clone_from(&before.alt);
                let is_described = like_old == *before && !after.alt.trim().is_empty();
                is_described.then(|| vec![SmallClass::ImageDescription])
            }
            (BlockContent::Heading { level: before, .. }, BlockContent::Heading { level: after, .. })
                if before != after =>
            {
                None
            }
            (BlockContent::Paragraph { .. }, BlockContent::Paragraph { .. })
            | (BlockContent::Heading { .. }, BlockContent::Heading { .. }) => {
                self.inline_classes(old.content.inlines(), new.content.inlines())
            }
            _ => None,
        }
    }

    fn inline_classes(&self, old: &[Inline], new: &[Inline]) -> Option<Vec<SmallClass>> {
        if old.len() != new.len() {
            return None;
        }
        let mut classes = Vec::new();
        for (at, (before, after)) in old.iter().zip(new).enumerate() {
            match (before, after) {
                (before, after) if before == after => {}
                (Inline::Text(before), Inline::Text(after)) => {
                    let mut like_old = after.clone();
                    like_old.text.clone_from(&before.text);
                    if like_old != *before {
                        return None;
                    }
                    let stands = (at == 0, at + 1 == old.len());
                    classes.extend(self.text_classes(&before.text, &after.text, stands)?);
                }
                (Inline::Link { href: from, spans: before }, Inline::Link { href: to, spans: after }) => {
                    if !from.is_beside(to) || before != after {
                        return None;
                    }
                    classes.push(SmallClass::SameHostLink);
                }
                _ => return None,
            }
        }
        Some(classes)
    }

    /// The classes of the difference between two texts that stand at the start, at the end, of their paragraph.
    fn text_classes(
        &self,
        old: &str,
        new: &str,
        (is_start, is_end): (bool, bool),
    ) -> Option<Vec<SmallClass>> {
        if old == new {
            return Some(Vec::new());
        }
        // A text in quotation marks is somebody's words.
        if old.contains(QUOTES) || new.contains(QUOTES) {
            return None;
        }
        if is_end && differs_by_stop(old, new) {
            return Some(vec![SmallClass::Punctuation]);
        }
        let (before, after): (Vec<&str>, Vec<&str>) =
            (old.split_whitespace().collect(), new.split_whitespace().collect());
        if before.len() != after.len() {
            return None;
        }
        let (wrong, still_wrong) = (self.mistakes(old), self.mistakes(new));
        let changed = before.iter().zip(&after).enumerate().filter(|(_, (before, after))| before != after);
        changed
            .map(|(at, (old, new))| {
                // Elsewhere a capital makes a name.
                let may_be_capital = is_start && begins_sentence(&before, at);
                let changed = Changed { old, new, may_be_capital };
                self.word_class(&changed, &wrong, &still_wrong)
            })
            .collect()
    }

    /// The words of a text that are misspelt, to the language check.
    fn mistakes(&self, text: &str) -> Vec<Mistake> {
        let blocks = [plain_language::Block { kind: BlockKind::Paragraph, text }];
        let report = self.checker.check(Document { kind: TextType::Web, blocks: &blocks }, self.house);
        let spelling = report.findings.into_iter().filter(|finding| &*finding.rule == SPELLING);
        spelling
            .filter_map(|finding| {
                Some(Mistake {
                    word: text.get(finding.start..finding.end)?.to_owned(),
                    meant: finding.suggestions,
                })
            })
            .collect()
    }

    fn is_right(&self, word: &str) -> bool {
        self.house.has(word) || self.checker.dictionary().is_some_and(|dictionary| dictionary.accepts(word))
    }

    fn word_class(
        &self,
        changed: &Changed<'_>,
        wrong: &[Mistake],
        still_wrong: &[Mistake],
    ) -> Option<SmallClass> {
        let Changed { old, new, may_be_capital } = *changed;
        if [old, new].iter().any(|word| word.chars().any(char::is_numeric)) {
            return None;
        }
        let (before, after) = (bare(old, char::is_alphabetic), bare(new, char::is_alphabetic));
        // What stands around the word stays: a comma can turn a sentence round.
        if old.split_once(before) != new.split_once(after) || is_heavy(before) || is_heavy(after) {
            return None;
        }
        let mistake = wrong.iter().find(|mistake| mistake.word == before)?;
        let is_mended = self.is_right(after) && still_wrong.iter().all(|mistake| mistake.word != after);
        let is_capital = may_be_capital && is_capital(before) && is_capital(after);
        let (before, after) = (before.to_lowercase(), after.to_lowercase());
        let is_plain = is_capital && self.is_right(&after) || old.contains(&*before) && new.contains(&*after);
        let is_small = is_plain && is_long(&before) && is_long(&after) && is_near(&before, &after);
        let is_meant =
            mistake.must_mean(&after) && (!differs_at_end(&before, &after) || self.is_only(&before, &after));
        (is_mended && is_small && is_meant && !negates(&before, &after)).then_some(SmallClass::Spelling)
    }

    /// Whether a word is the only one that is one edit away: an ending can be mended to more than one.
    fn is_only(&self, wrong: &str, right: &str) -> bool {
        let Some(dictionary) = self.checker.dictionary() else { return false };
        let near = suggestions(dictionary, wrong, NEAR_MAX);
        let mut nearest = near.iter().filter(|word| edits(wrong, word) == 1);
        near.len() < NEAR_MAX && nearest.next().is_some_and(|word| word == right) && nearest.next().is_none()
    }
}

impl Mistake {
    /// Whether readers took it for this word: the likeliest one, or nearer than all others.
    fn must_mean(&self, word: &str) -> bool {
        let wrong = self.word.to_lowercase();
        let edits = edits(&wrong, word);
        let mut meant = self.meant.iter().map(|other| other.to_lowercase());
        let is_first = self.meant.first().is_some_and(|first| first.to_lowercase() == word);
        is_first || meant.all(|other| other == word || edits < self::edits(&wrong, &other))
    }
}

/// Whether a full stop at the very end came or went, and nothing else.
fn differs_by_stop(old: &str, new: &str) -> bool {
    let (short, long) = if old.len() < new.len() { (old, new) } else { (new, old) };
    long.strip_suffix('.') == Some(short) && short.ends_with(char::is_lowercase)
}

/// Whether a block says something of its own, and does not go on with the sentence above it.
fn begins_anew(block: &BlockContent) -> bool {
    match block {
        BlockContent::Heading { .. } | BlockContent::Image(_) => true,
        BlockContent::Paragraph { .. } => match block.inlines().first() {
            Some(Inline::Text(span)) => !span.text.trim_start().starts_with(char::is_lowercase),
            _ => false,
        },
        _ => false,
    }
}

fn is_heavy(word: &str) -> bool {
    let lower = word.to_lowercase();
    begins_with(word, HEAVY) || begins_with(word, CALENDAR) || HEAVY_ENGLISH.contains(&lower.as_str())
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= LETTERS_MIN
}

/// Whether two words begin alike and are few edits apart.
fn is_near(old: &str, new: &str) -> bool {
    old.chars().next() == new.chars().next() && edits(old, new) <= EDITS_MAX
}

/// Whether two words are alike but for their last two letters.
fn differs_at_end(old: &str, new: &str) -> bool {
    let common = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    common + 2 >= old.chars().count().min(new.chars().count())
}

fn negates(old: &str, new: &str) -> bool {
    let (short, long) = if old.len() < new.len() { (old, new) } else { (new, old) };
    NEGATING.iter().any(|prefix| long.strip_prefix(prefix) == Some(short))
}

/// Single edits between two words (Levenshtein, with swaps of neighbours counted as one).
fn edits(old: &str, new: &str) -> usize {
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
mod tests;
