//! Where CPR numbers stand in a text, however they are written: a date and four digits with next to anything between.
//! Since 2007 they need not pass modulus 11 (cpr.dk), so it is the date that is tested, and the words around it.
//! A number that something else is named before (an account, an order) is not one, nor is a date with a time after it.

mod words;

use std::ops::Range;

use crate::plain::Plain;
use words::Around;

/// How few digits a CPR number may be written with: 1.1.90-1234.
const DIGITS_MIN: usize = 8;
/// How many characters may stand between two digits where the text says that a CPR number follows.
const LOOSE_GAP_MAX: usize = 4;
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
        let end = number_at(text, start);
        found.extend(end.map(|end| start..end));
        let run = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        from = end.unwrap_or(start + run);
    }
    found
}

/// Where the CPR number ends that begins at a digit.
fn number_at(text: &str, start: usize) -> Option<usize> {
    let around = Around::of(text, start);
    if around.is_cpr {
        return loose_end(text.as_bytes(), start);
    }
    let long = Date::at(text.as_bytes(), start, 4);
    let short = Date::at(text.as_bytes(), start, 2);
    [short, long].into_iter().flatten().find_map(|date| {
        let number = Number::after(text.as_bytes(), &date)?;
        is_one(text, start, &date, &number, &around).then_some(number.end)
    })
}

/// Ten digits of which six are a date, whatever stands between them.
fn loose_end(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut digits, mut at, mut gap) = (Vec::new(), start, 0);
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            digits.push(u32::from(byte - b'0'));
            gap = 0;
        } else if byte.is_ascii_alphanumeric() || !byte.is_ascii() || gap == LOOSE_GAP_MAX {
            break;
        } else {
            gap += 1;
        }
        at += 1;
        if matches!(digits.len(), 10 | 12) && !continues(bytes, at) {
            let pair = |at: usize| digits[at] * 10 + digits[at + 1];
            let day = pair(0);
            let day = if day > REPLACEMENT_DAY { day - REPLACEMENT_DAY } else { day };
            let year = if digits.len() == 12 { pair(6) } else { pair(4) };
            let is_century = digits.len() == 10 || matches!(pair(4), 18..=20);
            return (is_date(day, pair(2), year) && is_century).then_some(at);
        }
        if digits.len() > 12 {
            break;
        }
    }
    None
}

/// Whether more digits of the same number follow.
fn continues(bytes: &[u8], at: usize) -> bool {
    let next = bytes.get(at).copied().unwrap_or(b'.');
    next.is_ascii_digit() || next == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
}

fn is_date(day: u32, month: u32, year: u32) -> bool {
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// How the parts of a date are held apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    /// 010190
    Joined,
    /// 01 01 90, 0101 90
    Spaced,
    /// 01.01.90, 01/01-90
    Marked,
}

struct Date {
    parts: Parts,
    /// The year has four digits.
    is_long: bool,
    /// A day or month has one digit alone.
    is_short: bool,
    end: usize,
}

impl Date {
    fn at(bytes: &[u8], start: usize, year_digits: usize) -> Option<Self> {
        let (day, after_day) = figures(bytes, start, 2)?;
        let (first, month_at) = part_mark(bytes, after_day);
        let (month, after_month) = figures(bytes, month_at, 2)?;
        let (second, year_at) = part_mark(bytes, after_month);
        let is_short = after_day - start < 2 || after_month - month_at < 2;
        let (year, end) = figures(bytes, year_at, year_digits)?;
        if end - year_at != year_digits || !is_date(day, month, year) || is_short && (first, second) != (2, 2)
        {
            return None;
        }
        let is_century = year_digits == 2 || (1858..2100).contains(&year);
        let parts = match first.max(second) {
            0 => Parts::Joined,
            1 => Parts::Spaced,
            _ => Parts::Marked,
        };
        is_century.then_some(Self { parts, is_long: year_digits == 4, is_short, end })
    }
}

/// A number of at most some digits, and where it ends.
fn figures(bytes: &[u8], start: usize, most: usize) -> Option<(u32, usize)> {
    let digits = bytes.get(start..)?.iter().take(most).take_while(|byte| byte.is_ascii_digit());
    let (value, length) =
        digits.fold((0, 0), |(value, length), byte| (value * 10 + u32::from(byte - b'0'), length + 1));
    (length > 0).then_some((value, start + length))
}

/// What stands between two parts of a date: nothing (0), a space (1) or a mark (2), and where the next part begins.
fn part_mark(bytes: &[u8], at: usize) -> (u8, usize) {
    let spaces = |at: usize| {
        at + bytes[at.min(bytes.len())..].iter().take(2).take_while(|byte| **byte == b' ').count()
    };
    let before = spaces(at);
    if bytes.get(before).is_some_and(|byte| matches!(byte, b'.' | b'/' | b'-' | b'_' | b':')) {
        return (2, spaces(before + 1));
    }
    (u8::from(before > at), before)
}

/// What stands between the date and the last four digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    /// Spaces or a new line.
    Space,
    /// A hyphen or another mark that joins; with spaces only around a hyphen or a stroke.
    Mark,
    /// The border of a cell.
    Cell,
}

struct Number {
    gap: Gap,
    is_hyphen: bool,
    end: usize,
}

impl Number {
    /// The four digits after a date.
    fn after(bytes: &[u8], date: &Date) -> Option<Self> {
        let rest = bytes.get(date.end..)?;
        let length = rest.iter().take_while(|byte| !byte.is_ascii_digit()).count();
        let between = std::str::from_utf8(&rest[..length]).ok()?;
        let mark = between.trim_matches([' ', '\n']);
        let gap = match mark {
            "" if between.is_empty() => Gap::Nothing,
            "" if between.len() <= 3 => Gap::Space,
            "-" | "--" | "/" | "+" | "~" | "_" | "\\" if between.len() <= 6 => Gap::Mark,
            "." | "," | ":" | "*" | "=" | "'" if between == mark => Gap::Mark,
            "|" if between.len() <= 6 => Gap::Cell,
            _ => return None,
        };
        let start = date.end + length;
        let digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        (digits == 4).then_some(Self { gap, is_hyphen: mark.starts_with('-'), end: start + 4 })
    }
}

/// Whether a date and four digits are a CPR number to somebody who reads them.
fn is_one(text: &str, start: usize, date: &Date, number: &Number, around: &Around<'_>) -> bool {
    let (before, after) = (&text[..start], &text[number.end..]);
    if around.is_in_code(before, after) {
        return false;
    }
    if date.is_short || date.is_long && date.parts != Parts::Marked {
        return number.is_hyphen || around.is_number && number.gap != Gap::Nothing;
    }
    match (date.parts, number.gap) {
        (Parts::Joined, Gap::Nothing) => around.is_whole(before, after) && !around.is_other,
        (Parts::Joined | Parts::Spaced, Gap::Mark) => !words::follows_digits(before) || number.is_hyphen,
        (Parts::Joined | Parts::Spaced, Gap::Space | Gap::Nothing) => {
            !around.is_other && !words::is_in_row(before, after) && !words::is_counted(after, true)
        }
        (Parts::Joined | Parts::Spaced, Gap::Cell) => !words::is_in_row(before, after),
        (Parts::Marked, Gap::Mark) => (!date.is_long || number.is_hyphen) && !around.is_version,
        (Parts::Marked, Gap::Cell) => around.is_number,
        (Parts::Marked, Gap::Space | Gap::Nothing) => {
            let last = &text[number.end - 4..number.end];
            let is_moment =
                around.is_dated || words::is_year_or_time(last) || words::is_counted(after, false);
            around.is_number || !date.is_long && !is_moment && !words::is_in_row(before, after)
        }
    }
}

#[cfg(test)]
mod tests;
