//! Where CPR numbers stand in a text, however they are written: a date and four digits with next to anything between.
//! Since 2007 they need not pass modulus 11 (cpr.dk), so it is the date that is tested, and the words around it.
//! A number that something else is named before (an account, an order) is not one, nor is a date with a time after it.

mod shape;
mod words;

use std::ops::Range;

use crate::plain::Plain;
use shape::{Date, Joint, Last, Number, Parts, loose_end};
use words::Around;

/// How few digits a CPR number may be written with: 1.1.90-1234.
const DIGITS_MIN: usize = 8;
/// A replacement number has this much added to the day.
const REPLACEMENT_DAY: u32 = 60;

/// Where CPR numbers stand in a text, in bytes of the text as it was given.
#[must_use]
pub fn cpr_numbers(text: &str) -> Vec<Range<usize>> {
    if !may_hold_one(text) {
        return Vec::new();
    }
    let plain = Plain::of(text);
    in_plain(plain.text()).iter().map(|range| plain.original(range)).collect()
}

/// Whether two pieces of text that stand below each other, such as two paragraphs or items of a list, are parted in the
/// middle of a CPR number. A column of numbers is none.
#[must_use]
pub fn cpr_number_is_parted(before: &[&str], after: &[&str]) -> bool {
    let (Some(last), Some(first)) = (before.last(), after.first()) else { return false };
    if !(may_hold_digits(last) && may_hold_digits(first)) {
        return false;
    }
    let (last, first) = (Plain::of(last), Plain::of(first));
    let (last, first) = (last.text().trim_end(), first.text().trim_start());
    let is_held = last.ends_with('-') || first.starts_with('-') || words::names_cpr(last);
    let is_number = |text: &str| !text.is_empty() && text.trim().bytes().all(|byte| byte.is_ascii_digit());
    let is_column = || {
        let neighbours =
            before.len().checked_sub(2).and_then(|at| before.get(at)).into_iter().chain(after.get(1));
        neighbours.into_iter().any(|text| is_number(Plain::of(text).text()))
    };
    let is_alone = || is_number(last) && is_number(first) && !is_column();
    if !is_held && !is_alone() {
        return false;
    }
    let together = format!("{last}\n{first}");
    in_plain(&together).iter().any(|range| range.start < last.len() && range.end > last.len())
}

/// A text with fewer digits than a number has needs no closer look; codes in addresses have digits too.
fn may_hold_one(text: &str) -> bool {
    digits_at_least(text, DIGITS_MIN)
}

fn may_hold_digits(text: &str) -> bool {
    digits_at_least(text, 1)
}

fn digits_at_least(text: &str, number: usize) -> bool {
    if text.is_ascii() {
        return text.bytes().filter(u8::is_ascii_digit).nth(number - 1).is_some();
    }
    text.chars().filter(|c| c.is_numeric()).nth(number - 1).is_some()
}

fn in_plain(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(start) = bytes[from..].iter().position(u8::is_ascii_digit).map(|at| from + at) {
        let start = after_country(text, start);
        let end = number_at(text, start);
        found.extend(end.map(|end| start..end));
        let run = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        from = end.unwrap_or(start + run);
    }
    found
}

/// The code of our country goes before eight digits, never before ten: what follows it is looked at for itself.
fn after_country(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let code = match text[..start].ends_with('+') {
        true => rest.starts_with("45").then_some(2),
        false => rest.starts_with("0045").then_some(4),
    };
    let Some(code) = code else { return start };
    let next = rest[code..].find(|c: char| c != ' ').map(|blanks| start + code + blanks);
    next.filter(|at| text[*at..].starts_with(|c: char| c.is_ascii_digit())).unwrap_or(start)
}

/// What stands before a number, without the code of our country.
fn before_country(before: &str) -> &str {
    let head = before.trim_end_matches(' ');
    head.strip_suffix("+45").or_else(|| head.strip_suffix("0045")).unwrap_or(before)
}

/// Where the CPR number ends that begins at a digit.
fn number_at(text: &str, start: usize) -> Option<usize> {
    let around = Around::of(text, start);
    if around.is_cpr {
        return loose_end(text, start);
    }
    Date::all_at(text, start).find_map(|date| {
        let number = Number::after(text, &date)?;
        let end = number.end;
        let (before, written, after) = (before_country(&text[..start]), &text[start..end], &text[end..]);
        Candidate { before, written, after, date, number, around: &around }.is_one().then_some(end)
    })
}

/// Whether more digits of the same number follow.
fn continues(bytes: &[u8], at: usize) -> bool {
    let next = bytes.get(at).copied().unwrap_or(b'.');
    next.is_ascii_digit() || next == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
}

fn is_date(day: u32, month: u32, year: u32) -> bool {
    let day = if day > REPLACEMENT_DAY { day - REPLACEMENT_DAY } else { day };
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// A date and four digits in a text.
struct Candidate<'a> {
    before: &'a str,
    written: &'a str,
    after: &'a str,
    date: Date,
    number: Number,
    around: &'a Around<'a>,
}

impl Candidate<'_> {
    /// Whether they are a CPR number to somebody who reads them.
    fn is_one(&self) -> bool {
        let (date, gap) = (&self.date, self.number.gap);
        if self.around.is_in_code(self.before, self.after) {
            return false;
        }
        match self.number.last {
            Last::Pairs(joint) if date.parts != Parts::Apart => self.is_in_pairs(joint),
            Last::Whole if date.is_short || date.is_long && date.parts != Parts::Marked => {
                gap.is_hyphen() || (self.around.is_number || self.is_birthday()) && gap != Joint::Nothing
            }
            Last::Whole if date.parts != Parts::Apart => self.is_whole(),
            // Nobody writes anything else in digits that each stand alone, but for rows of figures.
            _ => !self.around.is_other && !self.around.is_phone && !self.goes_on(),
        }
    }

    /// A date of long ago with marks between its parts, and four digits that are neither a year nor a time nor a count.
    fn is_birthday(&self) -> bool {
        let Self { after, date, number, .. } = self;
        let is_count = words::is_counted(after, false) || self.is_in_row();
        date.is_old && date.parts == Parts::Marked && !words::is_year_or_time(&number.digits) && !is_count
    }

    /// The last four digits stand together.
    fn is_whole(&self) -> bool {
        let Self { before, after, date, number, around, .. } = self;
        let is_hyphen = number.gap.is_hyphen();
        match (date.parts, number.gap) {
            (Parts::Joined, Joint::Nothing) => around.is_whole(before, after) && !around.is_other,
            // "10.1101/2020" names a paper, and so do its like.
            (Parts::Marked, _) if date.is_uneven && !is_hyphen => false,
            (Parts::Marked, gap) if gap.is_strong() => (!date.is_long || is_hyphen) && !around.is_version,
            (_, gap) if gap.is_strong() => !self.follows() || is_hyphen,
            (Parts::Marked, Joint::Cell) => around.is_number,
            (_, Joint::Cell) => !self.is_in_row(),
            (Parts::Marked, _) => {
                let is_moment = around.is_dated && !date.is_old || words::is_year_or_time(&number.digits);
                let is_date = is_moment || words::is_counted(after, date.is_old) || self.is_in_row();
                !around.is_version && (around.is_number || (!date.is_long || date.is_old) && !is_date)
            }
            (_, gap) => {
                let is_apart = gap == Joint::Space || gap == Joint::Nothing;
                // A mark in the middle makes no sum of two numbers, whatever is said to be counted after them; a bracket
                // begins another.
                let is_counted = match gap {
                    Joint::Mark('(') => words::is_counted(after, false),
                    _ => is_apart && words::is_money(after),
                };
                let is_sum = around.is_other || after.starts_with(char::is_alphabetic) || is_counted;
                !is_sum && !self.is_in_row() && (is_apart || !self.follows())
            }
        }
    }

    /// The last four digits stand two and two, as those of a telephone number, a moment or the end of a span do.
    fn is_in_pairs(&self, joint: Joint) -> bool {
        let Self { before, written, after, date, number, around } = self;
        let is_other =
            around.is_other || around.is_phone || around.is_version || words::follows_country(before);
        if is_other || date.is_short || date.is_long || self.goes_on() {
            return false;
        }
        let is_held = number.gap.is_hyphen() && joint == Joint::Space;
        let is_moment = around.is_dated || words::is_money(after);
        match (date.parts, number.gap) {
            (_, Joint::Cell) => false,
            (Parts::Joined, Joint::Space) => joint == Joint::Space && !is_moment,
            (Parts::Joined, _) => is_held || joint.is_strong() || !words::is_year_or_time(&number.digits),
            (_, gap) if date.is_even && gap == joint && gap == date.joint => {
                !is_moment && !words::is_ascending(written)
            }
            _ => is_held || around.is_number,
        }
    }

    /// Whether it stands in a row of numbers, or in a column where its own parts stand below each other.
    fn is_in_row(&self) -> bool {
        let blank = if self.written.contains('\n') { [' ', '|', '\n'] } else { [' ', '|', ' '] };
        words::is_in_row(self.before, self.after, blank)
    }

    /// Whether more digits stand beside it on the line.
    fn goes_on(&self) -> bool {
        let next = self.after.find(|c: char| c.is_ascii_digit());
        self.follows() || next.is_some_and(|at| is_joint(&self.after[..at]))
    }

    /// Whether it goes on from digits before it on the line.
    fn follows(&self) -> bool {
        let last = self.before.rfind(|c: char| c.is_ascii_digit());
        last.is_some_and(|at| is_joint(&self.before[at + 1..]))
    }
}

/// Whether what stands on both sides of a stretch may be one number.
fn is_joint(between: &str) -> bool {
    !between.contains('\n') && Joint::of(between).is_some_and(Joint::joins)
}

#[cfg(test)]
mod tests;
