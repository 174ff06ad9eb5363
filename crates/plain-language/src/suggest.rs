//! Suggestions: words of the dictionary that are one change away, then two; the likeliest first.

use crate::Dictionary;
use std::collections::HashMap;

/// Longer words get no suggestions; it bounds the work.
const LETTERS_MAX: usize = 40;
/// A second change is only tried for words of at most this many letters.
const TWICE_LETTERS_MAX: usize = 18;

/// What a second change costs.
const SECOND_COST: u32 = 50;

/// The best words for one that is not known.
#[must_use]
pub fn suggestions(dictionary: &Dictionary, word: &str, most: usize) -> Vec<String> {
    let letters = word.chars().count();
    if letters > LETTERS_MAX {
        return Vec::new();
    }
    let lower = word.to_lowercase();
    let mut ranked = Ranked { dictionary, costs: HashMap::new() };
    let once = changes(dictionary, &lower);
    for (candidate, cost) in &once {
        ranked.offer(candidate, *cost, Dictionary::is_listed);
    }
    if ranked.costs.is_empty() && letters <= TWICE_LETTERS_MAX {
        for (changed, first) in swaps_and_doubles(&lower) {
            for (candidate, second) in swaps_and_doubles(&changed) {
                ranked.offer(&candidate, SECOND_COST + first + second, Dictionary::is_listed);
            }
        }
    }
    // A compound that nobody has written down is offered only where no word is near.
    if ranked.costs.is_empty() {
        for (candidate, cost) in &once {
            ranked.offer(candidate, *cost, Dictionary::is_compound);
        }
    }
    let mut ranked: Vec<(String, u32)> = ranked.costs.into_iter().collect();
    ranked.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
    ranked.truncate(most);
    let has_capital = word.starts_with(char::is_uppercase);
    ranked.into_iter().map(|(text, _)| if has_capital { capital(&text) } else { text }).collect()
}

/// Candidates that are words, each with the least that it costs.
struct Ranked<'a> {
    dictionary: &'a Dictionary,
    costs: HashMap<String, u32>,
}

impl Ranked<'_> {
    fn offer(&mut self, candidate: &str, cost: u32, is_word: fn(&Dictionary, &str) -> bool) {
        if !is_word(self.dictionary, candidate) {
            return;
        }
        match self.costs.get_mut(candidate) {
            Some(known) => *known = cost.min(*known),
            None => {
                self.costs.insert(candidate.to_owned(), cost);
            }
        }
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Everything one change away, with what the change costs: common slips are cheap.
fn changes(dictionary: &Dictionary, word: &str) -> Vec<(String, u32)> {
    let chars: Vec<char> = word.chars().collect();
    let mut found = swaps_and_doubles(word);
    for (from, to) in &dictionary.header().replacements {
        let bare = from.trim_start_matches('^').trim_end_matches('$');
        if bare.chars().count() > 1 || to.chars().count() > 1 {
            found.extend(
                word.match_indices(bare)
                    .map(|(at, _)| (format!("{}{to}{}", &word[..at], &word[at + bare.len()..]), 10)),
            );
        }
    }
    let alphabet: Vec<char> = dictionary.header().letters.chars().filter(|c| c.is_lowercase()).collect();
    for at in 0..=chars.len() {
        for c in &alphabet {
            let is_double = at > 0 && chars[at - 1] == *c || chars.get(at) == Some(c);
            found.push((put(&chars, at, at, Some(*c)), if is_double { 12 } else { 22 }));
            if at < chars.len() && chars[at] != *c {
                let cost = if are_alike(chars[at], *c) { 14 } else { 24 };
                found.push((put(&chars, at, at + 1, Some(*c)), cost));
            }
        }
    }
    // The first letter is rarely wrong.
    for (candidate, cost) in &mut found {
        if candidate.chars().next() != chars.first().copied() {
            *cost += 8;
        }
    }
    found
}

/// Letters left out that stand twice, left out elsewhere, and neighbours that changed places.
fn swaps_and_doubles(word: &str) -> Vec<(String, u32)> {
    let chars: Vec<char> = word.chars().collect();
    let mut found = Vec::new();
    for at in 0..chars.len() {
        let is_double = at > 0 && chars[at - 1] == chars[at];
        found.push((put(&chars, at, at + 1, None), if is_double { 8 } else { 24 }));
        if at + 1 < chars.len() && chars[at] != chars[at + 1] {
            let mut swapped = chars.clone();
            swapped.swap(at, at + 1);
            found.push((swapped.into_iter().collect(), 10));
        }
    }
    found
}

fn put(chars: &[char], from: usize, to: usize, new: Option<char>) -> String {
    chars[..from].iter().chain(new.iter()).chain(&chars[to..]).collect()
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
