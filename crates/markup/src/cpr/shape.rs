//! The shapes that a date and four digits take: how their digits are grouped, and what stands between them.

use super::{
    continues, is_date,
    words::{is_counted, is_year_or_time},
};

/// The longest stretch between two digits of one number, in characters.
const JOINT_MAX: usize = 12;
/// The most blanks that part two digits of one number.
const BLANKS_MAX: usize = 3;
/// The most marks that do.
const MARKS_MAX: usize = 3;
/// What makes an amount, a part of a law or a comparison of two numbers that stand beside each other.
const PARTING: &str = "%§€$£¤°<>≈×÷±‰@&";
/// Marks that are joints only where no blank stands on one side of them alone: such a one ends a clause.
const CLAUSE: &str = ".,:;!?*='´`";

/// The last year of which a date is taken for a birthday where four digits follow it.
const OLD_YEAR: u32 = 2014;

/// What stands between two digits of one number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Nothing,
    /// Blanks or a new line.
    Space,
    /// A mark, with or without blanks around.
    Mark(char),
    /// A full stop or a comma with a blank after it, as in "1. 1. 90".
    Pause(char),
    /// The border of a cell.
    Cell,
}

impl Joint {
    /// What stands from a place to the next digit, and where that is; nothing where words part them.
    pub(super) fn read(text: &str, at: usize) -> Option<(Self, usize)> {
        let rest = text.get(at..)?;
        let length = rest.char_indices().take(JOINT_MAX + 1).find(|(_, c)| c.is_ascii_digit())?.0;
        Some((Self::of(&rest[..length])?, at + length))
    }

    /// What a stretch between two digits is; nothing where words or amounts stand in it.
    pub(super) fn of(between: &str) -> Option<Self> {
        if between.chars().any(|c| c.is_alphanumeric() || PARTING.contains(c)) {
            return None;
        }
        let blank = [' ', '\n'];
        let mark = between.trim_matches(blank);
        let Some(first) = mark.chars().next() else {
            return match between.len() {
                0 => Some(Self::Nothing),
                1..=BLANKS_MAX => Some(Self::Space),
                _ => None,
            };
        };
        // A long row of the same hyphen is one all the same.
        let is_row = mark.chars().all(|c| c == '-');
        if !is_row && mark.chars().filter(|c| !blank.contains(c)).count() > MARKS_MAX {
            return None;
        }
        let is_one_sided = between.starts_with(blank) != between.ends_with(blank);
        match first {
            '|' => Some(Self::Cell),
            _ if CLAUSE.contains(first) && is_one_sided => Some(Self::Pause(first)),
            '*' | '=' if between.len() > mark.len() => Some(Self::Pause(first)),
            _ => Some(Self::Mark(first)),
        }
    }

    /// Whether it holds a number together as a hyphen does; what is in brackets or after a full stop may be another.
    pub(super) fn is_strong(self) -> bool {
        matches!(self, Self::Mark('-' | '/' | '+' | '~' | '_' | '\\'))
    }

    pub(super) fn is_hyphen(self) -> bool {
        self == Self::Mark('-')
    }

    /// Whether what stands on both sides of it may be one number.
    pub(super) fn joins(self) -> bool {
        !matches!(self, Self::Pause(_))
    }

    fn is_mark(self) -> bool {
        matches!(self, Self::Mark(_) | Self::Pause('.'))
    }
}

/// How the digits of a date are held apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// 010190
    Joined,
    /// 01 01 90, 0101 90
    Spaced,
    /// 01.01.90, 01/01-90
    Marked,
    /// 0 1 0 1 9 0
    Apart,
}

pub(super) struct Date {
    pub(super) parts: Parts,
    /// What stands before the year.
    pub(super) joint: Joint,
    /// Day, month and year each stand by themselves, held apart in the same way.
    pub(super) is_even: bool,
    /// Two of them stand together, and the third is held apart by a mark.
    pub(super) is_uneven: bool,
    /// The year has four digits.
    pub(super) is_long: bool,
    /// The year has four digits and is so far back that the date is a birthday, not a day that a message tells of.
    pub(super) is_old: bool,
    /// A day or month has one digit alone.
    pub(super) is_short: bool,
    pub(super) end: usize,
}

impl Date {
    /// The dates that the digits from a place may be.
    pub(super) fn all_at(text: &str, start: usize) -> impl Iterator<Item = Self> {
        let written = [
            Self::apart(text, start),
            Self::at(text, start, 2),
            Self::at(text, start, 4),
            Self::year_first(text, start),
            Self::year_joined(text, start),
            Self::named(text, start),
        ];
        written.into_iter().flatten()
    }

    /// 1990-01-01, as machines write a birthday; later dates with four digits after them are names of files.
    fn year_first(text: &str, start: usize) -> Option<Self> {
        let (year, after_year) = figures(text, start, 4)?;
        let (first, month_at) = Joint::read(text, after_year)?;
        let (month, after_month) = figures(text, month_at, 2)?;
        let (second, day_at) = Joint::read(text, after_month)?;
        let (day, end) = figures(text, day_at, 2)?;
        let is_whole = after_year - start == 4 && after_month - month_at == 2 && end - day_at == 2;
        let is_held = first.is_hyphen() && second.is_hyphen();
        let is_one = is_whole && is_held && (1858..=OLD_YEAR).contains(&year) && is_date(day, month, year);
        is_one.then_some(Self {
            parts: Parts::Marked,
            joint: second,
            is_even: true,
            is_uneven: false,
            is_long: true,
            is_old: true,
            is_short: false,
            end,
        })
    }

    /// 19900101, as machines write a birthday too.
    fn year_joined(text: &str, start: usize) -> Option<Self> {
        let (year, month_at) = figures(text, start, 4)?;
        let (month, day_at) = figures(text, month_at, 2)?;
        let (day, end) = figures(text, day_at, 2)?;
        let is_one = end - start == 8 && (1858..=OLD_YEAR).contains(&year) && is_date(day, month, year);
        // A moment in the name of a file is none: 20121012-1430.
        let is_moment = || Number::after_place(text, end).is_some_and(|last| is_year_or_time(&last.digits));
        (is_one && !is_moment()).then_some(Self {
            parts: Parts::Joined,
            joint: Joint::Nothing,
            is_even: false,
            is_uneven: false,
            is_long: true,
            is_old: true,
            is_short: false,
            end,
        })
    }

    /// 7. juli 1961, 07 juli 61, with a hyphen before the four digits or as they stand after a birthday.
    fn named(text: &str, start: usize) -> Option<Self> {
        let (day, after_day) = figures(text, start, 2)?;
        let rest = text.get(after_day..)?;
        let name_at = after_day + (rest.len() - rest.trim_start_matches(['.', ' ', '-']).len());
        let name: String = text.get(name_at..)?.chars().take_while(|c| c.is_alphabetic()).collect();
        let month = month_of(&name.to_lowercase())?;
        let rest = text.get(name_at + name.len()..)?;
        let year_at = name_at + name.len() + (rest.len() - rest.trim_start_matches(['.', ' ', '-']).len());
        let length = run_length(text, year_at);
        let (year, end) = figures(text, year_at, length.min(4))?;
        let is_long = length == 4;
        let is_year = length == 2 || is_long && (1858..=OLD_YEAR).contains(&year);
        // A year, a time or a number of people after a day in a sentence is none.
        let is_other = |last: Number| is_year_or_time(&last.digits) || is_counted(&text[last.end..], false);
        let is_moment = || Number::after_place(text, end).is_some_and(is_other);
        (is_year && is_date(day, month, year) && !is_moment()).then_some(Self {
            parts: Parts::Marked,
            joint: Joint::Mark('.'),
            is_even: true,
            is_uneven: false,
            is_long,
            is_old: is_long,
            is_short: false,
            end,
        })
    }

    fn at(text: &str, start: usize, year_digits: usize) -> Option<Self> {
        let (day, after_day) = figures(text, start, 2)?;
        let (first, month_at) = Joint::read(text, after_day)?;
        let (month, after_month) = figures(text, month_at, 2)?;
        let (second, year_at) = Joint::read(text, after_month)?;
        let (year, end) = figures(text, year_at, year_digits)?;
        let is_short = after_day - start < 2 || after_month - month_at < 2;
        if end - year_at != year_digits || !is_date(day, month, year) {
            return None;
        }
        if is_short && !(first.is_mark() && second.is_mark()) {
            return None;
        }
        let is_century = year_digits == 2 || (1858..2100).contains(&year);
        let parts = match (first, second) {
            (Joint::Nothing, Joint::Nothing) => Parts::Joined,
            (Joint::Nothing | Joint::Space, Joint::Nothing | Joint::Space) => Parts::Spaced,
            _ if [first, second].iter().all(|joint| joint.is_mark() || is_blank(*joint)) => Parts::Marked,
            _ => return None,
        };
        let is_even = first == second && first != Joint::Nothing;
        let is_uneven = (first == Joint::Nothing) != (second == Joint::Nothing);
        is_century.then_some(Self {
            parts,
            joint: second,
            is_even,
            is_uneven,
            is_long: year_digits == 4,
            is_old: year_digits == 4 && year <= OLD_YEAR,
            is_short,
            end,
        })
    }

    /// Six digits that each stand alone.
    fn apart(text: &str, start: usize) -> Option<Self> {
        let (digits, end) = alone(text, start, 6)?;
        let pair = |at: usize| digits[at] * 10 + digits[at + 1];
        let is_one = is_date(pair(0), pair(2), pair(4));
        let joint = Joint::read(text, start + 1)?.0;
        is_one.then_some(Self {
            parts: Parts::Apart,
            joint,
            is_even: true,
            is_uneven: false,
            is_long: false,
            is_old: false,
            is_short: false,
            end,
        })
    }
}

/// The number of a month by its Danish or English name, or the beginning of it.
fn month_of(name: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["januar", "jan", "january"],
        &["februar", "feb", "february"],
        &["marts", "mar", "march"],
        &["april", "apr"],
        &["maj", "may"],
        &["juni", "jun", "june"],
        &["juli", "jul", "july"],
        &["august", "aug"],
        &["september", "sep", "sept"],
        &["oktober", "okt", "october", "oct"],
        &["november", "nov"],
        &["december", "dec"],
    ];
    let place = NAMES.iter().position(|names| names.contains(&name))?;
    u32::try_from(place + 1).ok()
}

fn is_blank(joint: Joint) -> bool {
    matches!(joint, Joint::Nothing | Joint::Space)
}

/// A number of at most some digits, and where it ends.
fn figures(text: &str, start: usize, most: usize) -> Option<(u32, usize)> {
    let digits = text.as_bytes().get(start..)?.iter().take(most).take_while(|byte| byte.is_ascii_digit());
    let (value, length) =
        digits.fold((0, 0), |(value, length), byte| (value * 10 + u32::from(byte - b'0'), length + 1));
    (length > 0).then_some((value, start + length))
}

/// Some digits of which each stands alone, held apart by blanks or marks, and where the last ends.
fn alone(text: &str, start: usize, number: usize) -> Option<(Vec<u32>, usize)> {
    let (mut digits, mut at) = (Vec::new(), start);
    loop {
        if run_length(text, at) != 1 {
            return None;
        }
        digits.push(figures(text, at, 1)?.0);
        if digits.len() == number {
            return Some((digits, at + 1));
        }
        let (joint, next) = Joint::read(text, at + 1)?;
        if joint == Joint::Cell || text[at + 1..next].contains('\n') {
            return None;
        }
        at = next;
    }
}

fn run_length(text: &str, at: usize) -> usize {
    text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// How the last four digits are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// 1234
    Whole,
    /// 12 34
    Pairs(Joint),
    /// 1 2 3 4
    Apart,
}

/// The four digits after a date.
pub(super) struct Number {
    /// What stands between them and the date.
    pub(super) gap: Joint,
    pub(super) last: Last,
    /// The four digits.
    pub(super) digits: String,
    pub(super) end: usize,
}

impl Number {
    pub(super) fn after(text: &str, date: &Date) -> Option<Self> {
        Self::after_place(text, date.end)
    }

    fn after_place(text: &str, place: usize) -> Option<Self> {
        let (gap, start) = Joint::read(text, place)?;
        let (last, end) = match run_length(text, start) {
            4 => (Last::Whole, start + 4),
            2 if gap != Joint::Nothing => {
                let (joint, second) = Joint::read(text, start + 2)?;
                (run_length(text, second) == 2).then_some((Last::Pairs(joint), second + 2))?
            }
            1 if gap != Joint::Nothing => (Last::Apart, alone(text, start, 4)?.1),
            _ => return None,
        };
        let digits = text[start..end].chars().filter(char::is_ascii_digit).collect();
        gap.joins().then_some(Self { gap, last, digits, end })
    }
}

/// How many characters may stand between two digits where the text says that a CPR number follows.
const LOOSE_GAP_MAX: usize = 4;

/// Where ten digits end of which six are a date, whatever stands between them.
pub(super) fn loose_end(text: &str, start: usize) -> Option<usize> {
    let (mut digits, mut gap) = (Vec::new(), 0);
    for (at, c) in text.get(start..)?.char_indices() {
        let Some(digit) = c.to_digit(10) else {
            gap += 1;
            if c.is_alphanumeric() || gap > LOOSE_GAP_MAX {
                return None;
            }
            continue;
        };
        digits.push(digit);
        gap = 0;
        let end = start + at + 1;
        if matches!(digits.len(), 10 | 12) && !continues(text.as_bytes(), end) {
            let pair = |at: usize| digits[at] * 10 + digits[at + 1];
            let year = if digits.len() == 12 { pair(6) } else { pair(4) };
            let is_century = digits.len() == 10 || matches!(pair(4), 18..=20);
            return (is_date(pair(0), pair(2), year) && is_century).then_some(end);
        }
        if digits.len() > 12 {
            return None;
        }
    }
    None
}
