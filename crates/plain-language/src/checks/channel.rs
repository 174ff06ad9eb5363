//! Limits of channels: text messages, posts, subjects, press releases, automatic answers.

use super::format;
use super::letter::{missing, says};
use crate::class::Class;
use crate::{BlockKind, Finding, Reading, Rule};

/// The characters of GSM 03.38 besides letters, figures and spaces that take one place.
const GSM: &str = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà\n\r";
/// Those that take two.
const GSM_TWO: &str = "^{}\\[~]|€";
/// Places in a message alone, and in each of several.
const ALONE: usize = 160;
const EACH: usize = 153;

/// Finds text messages of more than one part.
pub(super) fn sms_parts(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let text: String = text_of(reading);
    let is_gsm = text.chars().all(|c| places(c).is_some());
    let (length, alone, each) = if is_gsm {
        (text.chars().filter_map(places).sum::<usize>(), ALONE, EACH)
    } else {
        (text.encode_utf16().count(), 70, 67)
    };
    if length > alone {
        found.extend(reading.finding_about_all(rule).map(|mut finding| {
            finding.facts.push(("n", length.to_string()));
            finding.facts.push(("parts", length.div_ceil(each).to_string()));
            finding
        }));
    }
}

/// Finds characters that make a text message hold 70 characters instead of 160.
pub(super) fn sms_character(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    for (index, block) in reading.document.blocks.iter().enumerate() {
        for (at, c) in block.text.char_indices().filter(|(_, c)| places(*c).is_none()) {
            found.extend(reading.finding(rule, index, at, at + c.len_utf8()).map(|mut finding| {
                finding.suggestions = plain_for(c).map(str::to_owned).into_iter().collect();
                finding
            }));
        }
    }
}

fn places(c: char) -> Option<usize> {
    match c {
        c if c.is_ascii_alphanumeric() || c == ' ' || GSM.contains(c) => Some(1),
        c if GSM_TWO.contains(c) => Some(2),
        _ => None,
    }
}

/// What a text message can hold instead.
fn plain_for(c: char) -> Option<&'static str> {
    Some(match c {
        '”' | '“' | '„' | '»' | '«' => "\"",
        '’' | '‘' => "'",
        '–' | '—' => "-",
        '…' => "...",
        '\u{a0}' => " ",
        _ => return None,
    })
}

/// Finds more than `hashtags` hashtags.
pub(super) fn hashtags(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let number =
        text_of(reading).split_whitespace().filter(|word| word.len() > 1 && word.starts_with('#')).count();
    if number > rule.limit("hashtags") {
        found.extend(reading.finding_about_all(rule).map(|mut finding| {
            finding.facts.push(("n", number.to_string()));
            finding
        }));
    }
}

/// A press release without somebody to quote.
pub(super) fn press_quote(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let has_mark = text_of(reading).contains(['»', '”', '"', '“']);
    let has_quote = reading.document.blocks.iter().any(|block| block.kind == BlockKind::Quote);
    missing(reading, rule, has_mark || has_quote, found);
}

/// A press release that does not say when it was sent.
pub(super) fn press_date(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    let is_day = |text: &str| text.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    let has_name = reading
        .lines
        .iter()
        .any(|line| line.places(Class::MONTH).any(|at| at > 0 && is_day(line.text(at - 1))));
    let mut figures = Vec::new();
    format::numeric_date(reading, rule, &mut figures);
    missing(reading, rule, has_name || !figures.is_empty(), found);
}

/// A text message that does not say whom it is from.
pub(super) fn sms_sender(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    const SENDER: &[&str] = &["hilsen", "mvh", "kommune", "borgerservice", ".dk"];
    missing(reading, rule, says(reading.lowered(), SENDER), found);
}

/// An automatic answer that does not say when somebody is back.
pub(super) fn autoreply_date(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    const BACK: &[&str] =
        &["tilbage", "igen den", "til og med", "indtil", "mandag", "tirsdag", "onsdag", "torsdag", "fredag"];
    missing(reading, rule, says(reading.lowered(), BACK), found);
}

/// An automatic answer that names nobody who can help meanwhile.
pub(super) fn autoreply_colleague(reading: &Reading<'_>, rule: &Rule, found: &mut Vec<Finding>) {
    const HELP: &[&str] =
        &["kollega", "kolleger", "kontakt", "ring til", "skriv til", "hovednummer", "omstilling"];
    missing(reading, rule, says(reading.lowered(), HELP), found);
}

fn text_of(reading: &Reading<'_>) -> String {
    reading.document.blocks.iter().map(|block| block.text).collect::<Vec<_>>().join("\n")
}
