//! The same thing written in two ways.

use super::format;
use crate::class::Class;
use crate::{Finding, Reading, Rule};
use std::collections::HashMap;

/// The numbers that are written both ways.
pub(crate) const NUMBERS: [(&str, &str); 9] = [
    ("2", "to"),
    ("3", "tre"),
    ("4", "fire"),
    ("5", "fem"),
    ("6", "seks"),
    ("7", "syv"),
    ("8", "otte"),
    ("9", "ni"),
    ("10", "ti"),
];

/// Finds the first date in figures in a text that has dates with the name of the month too.
pub(super) fn mixed_dates(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let is_day = |text: &str| text.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let has_name = reading
        .own_lines_with(rule, Class::MONTH)
        .any(|line| line.places(Class::MONTH).any(|at| at > 0 && is_day(line.text(at - 1))));
    if has_name {
        let mut figures = Vec::new();
        format::numeric_date(reading, rule, &mut figures);
        found.extend(figures.into_iter().next());
    }
}

/// Finds a number before a word that has it in figures elsewhere and in letters here, or the other way round.
pub(super) fn mixed_numbers(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    // Which way came first for each word.
    let mut seen: HashMap<&str, bool> = HashMap::new();
    for line in reading.own_lines_with(rule, Class::SMALL_NUMBER).filter(|line| line.kind.is_running_text()) {
        for at in line.places(Class::SMALL_NUMBER) {
            let token = &line.tokens[at];
            let Some(next) = line.tokens.get(at + 1).filter(|next| next.word().letters > 2) else { continue };
            let number = NUMBERS.iter().find(|(figure, word)| *figure == token.text || token.is(word));
            let Some((figure, word)) = number else { continue };
            let block = reading.document.blocks[line.sentence.block].text;
            let is_gap = block[token.word().end..next.word().start].chars().all(char::is_whitespace);
            let is_small = next.text.starts_with(char::is_lowercase);
            if !is_gap || !is_small || line.is(at + 1, Class::MONTH) {
                continue;
            }
            let is_figure = *figure == token.text;
            if *seen.entry(next.text).or_insert(is_figure) != is_figure {
                let other = if is_figure { word } else { figure };
                let finding =
                    reading.finding(rule, line.sentence.block, token.word().start, token.word().end);
                found.extend(finding.map(|mut finding| {
                    finding.suggestions = vec![(*other).to_owned()];
                    finding
                }));
            }
        }
    }
}
