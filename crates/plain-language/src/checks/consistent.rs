//! The same thing written in two ways.

use super::format;
use crate::segment::MONTHS;
use crate::{Finding, Reading, Rule};
use std::collections::HashMap;

/// The numbers that are written both ways.
const NUMBERS: [(&str, &str); 9] = [
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
    let has_name = reading.own_lines(rule).any(|line| {
        (1..line.tokens.len()).any(|at| line.is_one_of(at, &MONTHS) && is_day(line.text(at - 1)))
    });
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
    for line in reading.own_lines(rule).filter(|line| line.kind.is_running_text()) {
        for at in 0..line.tokens.len().saturating_sub(1) {
            let token = &line.tokens[at];
            let Some(next) = line.tokens.get(at + 1).filter(|next| next.word.letters > 2) else { continue };
            let number = NUMBERS.iter().find(|(figure, word)| *figure == token.text || *word == token.lower);
            let Some((figure, word)) = number else { continue };
            let block = reading.document.blocks[line.sentence.block].text;
            let is_gap = block[token.word.end..next.word.start].chars().all(char::is_whitespace);
            let is_small = next.text.starts_with(char::is_lowercase);
            if !is_gap || !is_small || MONTHS.contains(&next.lower.as_ref()) {
                continue;
            }
            let is_figure = *figure == token.text;
            if *seen.entry(next.text).or_insert(is_figure) != is_figure {
                let other = if is_figure { word } else { figure };
                let finding = reading.finding(rule, line.sentence.block, token.word.start, token.word.end);
                found.extend(finding.map(|mut finding| {
                    finding.suggestions = vec![(*other).to_owned()];
                    finding
                }));
            }
        }
    }
}
