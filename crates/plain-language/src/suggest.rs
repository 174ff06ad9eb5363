//! Suggestions: words of the dictionary that are one change away, then two; the likeliest first.
//! The dictionary is walked once along the word, and each change tried from there: a beginning that no word has is
//! given up at its first letter (decisions/0042).

mod compound;
mod near;

use crate::{Dictionary, Flags};
use std::collections::HashMap;

/// Longer words get no suggestions; it bounds the work.
const LETTERS_MAX: usize = 40;
/// A second change is only tried for words of at most this many letters.
const TWICE_LETTERS_MAX: usize = 18;
/// What a second change costs.
const SECOND_COST: u32 = 50;
/// The first of two words that were run together has at least this many letters.
const PAIR_LETTERS_MIN: usize = 2;
/// Short words that are run together with the one before.
const SECOND_WORDS: [&str; 16] = [
    "for", "til", "med", "at", "fald", "af", "på", "om", "ud", "ind", "op", "ned", "hen", "hjem", "over",
    "som",
];
/// What two neighbours that changed places cost, and a common mistake of several letters.
const COMMON_COST: u32 = 10;

/// The best words for one that is not known.
#[must_use]
pub fn suggestions(dictionary: &Dictionary, word: &str, most: usize) -> Vec<String> {
    let letters = word.chars().count();
    if letters > LETTERS_MAX {
        return Vec::new();
    }
    let lower: Vec<char> = word.to_lowercase().chars().collect();
    let mut ranked = Ranked { letters: &lower, costs: HashMap::new() };
    near::once(dictionary, &mut ranked);
    if ranked.costs.is_empty() && letters <= TWICE_LETTERS_MAX {
        near::twice(dictionary, &mut ranked);
    }
    // A compound that nobody has written down is offered only where no word is near, and it is not two.
    if ranked.costs.is_empty() {
        each_pair(dictionary, &lower, |at| ranked.put_pair(at));
    }
    if ranked.costs.is_empty() {
        compound::once(dictionary, &mut ranked);
    }
    let mut ranked: Vec<(String, u32)> = ranked.costs.into_iter().collect();
    ranked.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
    ranked.truncate(most);
    let has_capital = word.starts_with(char::is_uppercase);
    ranked.into_iter().map(|(text, _)| if has_capital { capital(&text) } else { text }).collect()
}

/// A change of a word: the letters from one place to another give way to some others.
#[derive(Debug, Clone, Copy)]
struct Change<'a> {
    from: usize,
    to: usize,
    new: &'a [char],
    cost: u32,
}

impl Change<'_> {
    /// The word with the change.
    fn made(&self, letters: &[char]) -> Vec<char> {
        [letters.get(..self.from), Some(self.new), letters.get(self.to..)]
            .into_iter()
            .flatten()
            .flatten()
            .copied()
            .collect()
    }
}

/// Candidates that are words, each with the least that it costs.
struct Ranked<'a> {
    /// The word that is wrong.
    letters: &'a [char],
    costs: HashMap<String, u32>,
}

impl Ranked<'_> {
    /// One change away; the first letter is rarely wrong.
    fn offer(&mut self, change: &Change<'_>) {
        let made = change.made(self.letters);
        let is_first = made.first() != self.letters.first();
        self.put(&made, change.cost + if is_first { 8 } else { 0 });
    }

    /// Two words with a space between.
    fn put_pair(&mut self, at: usize) {
        let made: Vec<char> = [&self.letters[..at], &[' '], &self.letters[at..]].concat();
        self.put(&made, COMMON_COST);
    }

    fn put(&mut self, made: &[char], cost: u32) {
        let known = self.costs.entry(made.iter().collect()).or_insert(cost);
        *known = cost.min(*known);
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Letters that the dictionary's words have, which a change may put in.
fn alphabet(dictionary: &Dictionary) -> Vec<char> {
    let mut alphabet: Vec<char> = dictionary.header().letters.chars().filter(|c| c.is_lowercase()).collect();
    alphabet.sort_unstable();
    alphabet
}

/// Calls back with common mistakes of several letters, undone.
fn each_common(dictionary: &Dictionary, letters: &[char], mut found: impl FnMut(&Change<'_>)) {
    for (from, to) in &dictionary.header().replacements {
        let bare: Vec<char> = from.trim_start_matches('^').trim_end_matches('$').chars().collect();
        let new: Vec<char> = to.chars().collect();
        if bare.len() < 2 && new.len() < 2 {
            continue;
        }
        // As texts are searched: what was found is passed over.
        let mut at = 0;
        while at + bare.len() <= letters.len() {
            if letters[at..].starts_with(&bare) {
                found(&Change { from: at, to: at + bare.len(), new: &new, cost: COMMON_COST });
                at += bare.len().max(1);
            } else {
                at += 1;
            }
        }
    }
}

/// Calls back with the places where a word falls into two that are often run together: "stedetfor", "ihvertfald".
fn each_pair(dictionary: &Dictionary, letters: &[char], mut found: impl FnMut(usize)) {
    let is_word = |part: &[char]| {
        let text: String = part.iter().collect();
        dictionary.flags(&text).has(Flags::FORM)
    };
    for at in PAIR_LETTERS_MIN..letters.len().saturating_sub(1) {
        let (first, second) = letters.split_at(at);
        let text: String = second.iter().collect();
        if SECOND_WORDS.contains(&text.as_str()) && is_word(first) {
            found(at);
        }
    }
}

/// Calls back with neighbours that changed places, changed back.
fn each_swap(letters: &[char], mut found: impl FnMut(&Change<'_>)) {
    for (at, pair) in letters.windows(2).enumerate() {
        if let [a, b] = pair
            && a != b
        {
            found(&Change { from: at, to: at + 2, new: &[*b, *a], cost: COMMON_COST });
        }
    }
}

/// What it costs to take a letter away: one that stands twice is likely too much.
fn cost_without(letters: &[char], at: usize) -> u32 {
    if at > 0 && letters[at - 1] == letters[at] { 8 } else { 24 }
}

/// What it costs to put a letter in at a place.
fn cost_with(letters: &[char], at: usize, new: char) -> u32 {
    let is_double = at > 0 && letters[at - 1] == new || letters.get(at) == Some(&new);
    if is_double { 12 } else { 22 }
}

/// What it costs to write another letter.
fn cost_instead(old: char, new: char) -> u32 {
    // Whoever has the Danish letters at hand seldom writes them by mistake.
    let is_danish = |c: char| matches!(c, 'æ' | 'ø' | 'å');
    if are_alike(old, new) && (is_danish(new) || !is_danish(old)) { 14 } else { 24 }
}

/// Letters that sound or look alike in Danish, or lie side by side on the keyboard.
fn are_alike(a: char, b: char) -> bool {
    const GROUPS: &[&str] =
        &["aåæ", "oåø", "eæ", "yø", "ei", "iy", "dt", "bp", "gk", "vf", "sczx", "ckq", "mn", "gj", "vu"];
    const ROWS: &[&str] = &["qwertyuiopå", "asdfghjklæø", "zxcvbnm"];
    GROUPS.iter().any(|group| group.contains(a) && group.contains(b))
        || ROWS.iter().any(|row| {
            let place = |c: char| row.chars().position(|own| own == c);
            place(a).zip(place(b)).is_some_and(|(a, b)| a.abs_diff(b) == 1)
        })
}
