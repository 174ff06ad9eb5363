//! Numbers as readers are used to see them: dates, times, amounts, telephone numbers, shares.

use crate::block::Marks;
use crate::class::Class;
use crate::segment::MONTHS;
use crate::{Finding, Line, Reading, Rule};

/// How long the shortest date in figures is: "3/5-26".
const DATE_BYTES_MIN: usize = 6;
/// How many digits a Danish telephone number has.
const PHONE_DIGITS: usize = 8;
/// How amounts in kroner are marked, the stop left out.
pub(crate) const CURRENCIES: &[&str] = &["kr", "dkk"];
/// Words that say that a telephone number follows.
const PHONE_WORDS: &[&str] = &["tlf", "telefon", "telefonnummer", "mobil", "ring", "ringe", "ringer"];

/// Finds dates in figures: "03.05.2026", "3/5 2026", "3/5-2026".
pub(super) fn numeric_date(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    each_run(
        reading,
        rule,
        Marks::DIGIT,
        is_date_byte,
        |run| {
            if run.len() < DATE_BYTES_MIN {
                return None;
            }
            let parts: Vec<&str> = run.split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
            let [day, month, year] = parts.as_slice() else { return None };
            let (day, month): (usize, usize) = (day.parse().ok()?, month.parse().ok()?);
            let is_date = (1..=31).contains(&day) && (1..=12).contains(&month) && matches!(year.len(), 2 | 4);
            let has_mark = run.contains(['/', '-']) || year.len() == 4 && run.contains('.');
            let year = if year.len() == 2 { format!("20{year}") } else { (*year).to_owned() };
            (is_date && has_mark).then(|| format!("den {day}. {} {year}", MONTHS[month - 1]))
        },
        found,
    );
}

fn is_date_byte(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b'/' | b'-' | b' ')
}

/// Finds "kl. 14:30".
pub(super) fn clock(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    each_run(
        reading,
        rule,
        Marks::DIGIT.and(Marks::COLON),
        |byte| byte.is_ascii_digit() || byte == b':',
        |run| {
            let (hour, minute) = run.split_once(':')?;
            let is_time = minute.len() == 2 && hour.parse::<u32>().is_ok_and(|hour| hour < 25);
            (is_time && minute.parse::<u32>().is_ok_and(|minute| minute < 60))
                .then(|| format!("{hour}.{minute}"))
        },
        found,
    );
}

/// Finds amounts of four figures or more without a dot: "12500 kr.".
pub(super) fn amount(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    for at in line.places(Class::FIGURES) {
        let token = &line.tokens[at];
        let is_number = token.text.len() >= 4;
        let is_amount =
            || line.is_one_of(at + 1, &["kr", "kroner"]) || at > 0 && line.is_one_of(at - 1, &["kr"]);
        if is_number && is_amount() {
            let word = token.word();
            add(reading, rule, line.sentence.block, word.start, word.end, dotted(token.text), found);
        }
    }
}

/// A number with a dot between its thousands.
fn dotted(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    let mut out = String::new();
    for (at, digit) in digits.iter().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(*digit);
    }
    out
}

/// Finds "kr. 500": the amount comes first.
pub(super) fn currency_first(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    for at in line.places(Class::CURRENCY) {
        let Some(next) = line.tokens.get(at + 1) else { continue };
        let is_amount = next.text.starts_with(|c: char| c.is_ascii_digit());
        let is_after = at > 0 && line.text(at - 1).starts_with(|c: char| c.is_ascii_digit());
        if is_amount && !is_after {
            let (start, end) = (line.tokens[at].word().start, next.word().end);
            add(reading, rule, line.sentence.block, start, end, format!("{} kr.", next.text), found);
        }
    }
}

/// Finds telephone numbers of eight figures that are not in pairs.
pub(super) fn phone(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    for at in line.places(Class::FIGURES) {
        let token = &line.tokens[at];
        let is_number = token.text.len() == PHONE_DIGITS;
        let is_phone = || (at.saturating_sub(2)..at).any(|before| line.is_one_of(before, PHONE_WORDS));
        if is_number && is_phone() {
            let pairs: Vec<&str> = (0..4).map(|pair| &token.text[pair * 2..pair * 2 + 2]).collect();
            let word = token.word();
            add(reading, rule, line.sentence.block, word.start, word.end, pairs.join(" "), found);
        }
    }
}

/// Finds the second way of writing per cent in a text that uses both.
pub(super) fn per_cent(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let sign = reading.blocks_with(Marks::PER_CENT).find_map(|(at, block)| Some((at, block.text.find('%')?)));
    let Some(sign) = sign else { return };
    let mut blocks = reading.document.blocks.iter().enumerate();
    let Some(word) = blocks.find_map(|(at, block)| Some((at, block.text.find("pct.")?))) else { return };
    let (second, length) = if sign > word { (sign, 1) } else { (word, "pct.".len()) };
    found.extend(reading.finding(rule, second.0, second.1, second.1 + length));
}

/// Finds CPR numbers, however they are written.
pub(super) fn cpr(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (index, block) in reading.document.blocks.iter().enumerate() {
        for place in markup::cpr_numbers(block.text) {
            found.extend(reading.finding(rule, index, place.start, place.end));
        }
    }
}

/// Looks, in blocks with some marks, at every run of some characters that begins and ends with a digit, with what could stand there instead.
fn each_run(
    reading: &Reading<'_>,
    rule: &Rule,
    marks: Marks,
    belongs: impl Fn(u8) -> bool,
    instead: impl Fn(&str) -> Option<String>,
    found: &mut Vec<Finding>,
) {
    for (index, block) in reading.blocks_with(marks) {
        let bytes = block.text.as_bytes();
        let mut from = 0;
        while let Some(begin) = bytes[from..].iter().position(u8::is_ascii_digit) {
            let start = from + begin;
            let length = bytes[start..].iter().take_while(|byte| belongs(**byte)).count();
            let end = bytes[start..start + length].iter().rposition(u8::is_ascii_digit);
            let run = &block.text[start..=start + end.unwrap_or(0)];
            if let Some(better) = instead(run) {
                add(reading, rule, index, start, start + run.len(), better, found);
            }
            from = start + length.max(1);
        }
    }
}

fn add(
    reading: &Reading<'_>,
    rule: &Rule,
    block: usize,
    start: usize,
    end: usize,
    instead: String,
    found: &mut Vec<Finding>,
) {
    found.extend(reading.finding(rule, block, start, end).map(|mut finding| {
        finding.suggestions = vec![instead];
        finding
    }));
}
