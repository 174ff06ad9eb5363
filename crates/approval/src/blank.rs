//! The blanks of a ready text: what stands in square brackets. What a blank is called says what is typed there:
//! a time that lies ahead, a telephone number, or words.

use db::Timestamp;

/// The longest text of a blank, in characters.
const BLANK_MAX: usize = 120;
/// A time of the clock that passed more recently than this is a mistake; one further back means tomorrow.
const PASSED_MINUTES: i32 = 12 * 60;
const DAY_MINUTES: i32 = 24 * 60;

/// What is typed in a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlankKind {
    /// Words on one line.
    Words,
    /// A time of the clock that lies ahead.
    Time,
    /// A telephone number.
    Phone,
}

/// What the name of a blank says of its kind. A strategy that says the kind itself will be asked first.
const NAMES: &[(BlankKind, &[&str])] = &[
    (BlankKind::Time, &["tid", "tidspunkt", "klokken", "klokkeslæt", "kl", "time", "sluttid", "starttid"]),
    (BlankKind::Phone, &["telefon", "telefonnummer", "tlf", "mobil", "mobilnummer", "phone", "telephone"]),
];

/// What is wrong with what was typed in a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadBlank {
    /// Its place in the order.
    pub number: usize,
    /// The key of the refusal.
    pub key: &'static str,
}

impl BadBlank {
    /// The field of the form.
    #[must_use]
    pub fn field(&self) -> &'static str {
        blank_field(self.number)
    }
}

const FIELDS: [&str; 8] =
    ["blank-0", "blank-1", "blank-2", "blank-3", "blank-4", "blank-5", "blank-6", "blank-7"];

/// The name of a blank's field; those after the eighth share the last one.
pub(crate) fn blank_field(number: usize) -> &'static str {
    FIELDS[number.min(FIELDS.len() - 1)]
}

/// What a blank of this name is.
#[must_use]
pub fn blank_kind(name: &str) -> BlankKind {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let found = NAMES.iter().find(|(_, names)| names.iter().any(|known| words.contains(known)));
    found.map_or(BlankKind::Words, |(kind, _)| *kind)
}

/// The blanks of a ready text, in order: what stands in square brackets.
#[must_use]
pub fn blanks(body: &str) -> Vec<&str> {
    body.split('[').skip(1).filter_map(|rest| rest.split_once(']').map(|(name, _)| name)).collect()
}

/// Fills the blanks; times and numbers come to stand as everywhere else.
///
/// # Errors
/// The first blank that is empty, too long, more than one line, or not what its name says.
pub fn fill_blanks(body: &str, values: &[&str], now: Timestamp) -> Result<String, BadBlank> {
    let mut out = String::new();
    let mut rest = body;
    let mut number = 0;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((name, tail)) = after.split_once(']') else { break };
        let value = values.get(number).map_or(String::new(), |value| markup::typed(value));
        let value = fit(blank_kind(name), value.trim(), now).map_err(|key| BadBlank { number, key })?;
        out.push_str(before);
        out.push_str(&value);
        rest = tail;
        number += 1;
    }
    out.push_str(rest);
    Ok(out)
}

fn fit(kind: BlankKind, value: &str, now: Timestamp) -> Result<String, &'static str> {
    let is_line = !value.is_empty()
        && value.chars().count() <= BLANK_MAX
        && !value.contains(|c: char| c.is_control() || matches!(c, '[' | ']' | '\u{2028}' | '\u{2029}'));
    if !is_line {
        return Err("approval-blank-missing");
    }
    match kind {
        BlankKind::Words => Ok(value.to_owned()),
        BlankKind::Time => {
            let clock = web::copenhagen(now);
            time(value, i32::from(clock.hour()) * 60 + i32::from(clock.minute()))
        }
        BlankKind::Phone => phone(value).ok_or("approval-blank-phone"),
    }
}

/// A time of the clock as it is written, "14.30". It lies later today, or so early that it must be tomorrow's;
/// whoever means tomorrow says so otherwise.
fn time(value: &str, now: i32) -> Result<String, &'static str> {
    let value = value.to_lowercase();
    let (tomorrow, rest) = ["i morgen", "tomorrow"]
        .iter()
        .find(|word| value.contains(*word))
        .map_or(("", value.clone()), |word| (*word, value.replacen(word, "", 1)));
    let minutes = clock(&rest).ok_or("approval-blank-time")?;
    let passed = now - minutes;
    if tomorrow.is_empty() && (0..=PASSED_MINUTES).contains(&passed) {
        return Err("approval-blank-past");
    }
    let written = format!("{:02}.{:02}", minutes / 60, minutes % 60);
    Ok(if tomorrow.is_empty() { written } else { format!("{written} {tomorrow}") })
}

/// Minutes since midnight: "14", "14.30", "14:30", "1430", "kl. 14".
fn clock(value: &str) -> Option<i32> {
    let value = value.trim();
    let value = ["klokken", "kl.", "kl"].iter().find_map(|word| value.strip_prefix(word)).unwrap_or(value);
    let value = value.trim().trim_end_matches('.');
    let (hours, minutes) = match value.split_once(['.', ':']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if value.len() == 4 && value.is_ascii() => value.split_at(2),
        None => (value, "00"),
    };
    let whole = |text: &str| {
        let fits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i32>().ok().filter(|_| fits)
    };
    let minutes = whole(hours).filter(|hours| *hours < 24)? * 60 + whole(minutes).filter(|m| *m < 60)?;
    (0..DAY_MINUTES).contains(&minutes).then_some(minutes)
}

/// A telephone number: eight digits, a short number such as 112, or one with its country.
fn phone(value: &str) -> Option<String> {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let plain =
        value.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '-' | '.'));
    let has_country = value.starts_with('+') && !value[1..].contains('+');
    if !plain || (value.contains('+') && !has_country) {
        return None;
    }
    match digits.len() {
        8..=15 if has_country => Some(value.split_whitespace().collect::<Vec<_>>().join(" ")),
        8 if !digits.starts_with(['0', '1']) => {
            Some([&digits[..2], &digits[2..4], &digits[4..6], &digits[6..]].join(" "))
        }
        3..=6 if !has_country && digits.starts_with('1') => Some(digits),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nine in the morning in Copenhagen.
    fn nine() -> Timestamp {
        web::parse_local("2026-05-06T09:00").unwrap()
    }

    #[test]
    fn blanks_are_filled_in_order_or_refused() {
        let fill = |body, values: &[&str]| fill_blanks(body, values, nine());
        let bad = |number, key| Err(BadBlank { number, key });
        let body = "Kog vandet i [område]. Næste nyt klokken [tid].";
        assert_eq!(blanks(body), ["område", "tid"]);
        assert_eq!(
            fill(body, &["Sundby Nord", "14"]).unwrap(),
            "Kog vandet i Sundby Nord. Næste nyt klokken 14.00."
        );
        assert_eq!(fill(body, &["Sundby Nord", " "]), bad(1, "approval-blank-missing"));
        assert_eq!(fill(body, &["a\nb", "14"]), bad(0, "approval-blank-missing"));
        assert_eq!(fill(body, &[&"x".repeat(121), "14"]), bad(0, "approval-blank-missing"));
        assert_eq!(fill(body, &["Sundby Nord", "snart"]), bad(1, "approval-blank-time"));
        assert_eq!(fill("Ingen huller", &[]).unwrap(), "Ingen huller");
    }

    #[test]
    fn the_name_tells_what_is_typed() {
        for (name, kind) in [
            ("tid", BlankKind::Time),
            ("Tidspunkt", BlankKind::Time),
            ("kl.", BlankKind::Time),
            ("klokken (ca.)", BlankKind::Time),
            ("time", BlankKind::Time),
            ("telefon", BlankKind::Phone),
            ("tlf. til vagten", BlankKind::Phone),
            ("Telefonnummer", BlankKind::Phone),
            ("område", BlankKind::Words),
            ("sted", BlankKind::Words),
            ("hvad er sket", BlankKind::Words),
            ("fritidshjem", BlankKind::Words),
            ("System", BlankKind::Words),
        ] {
            assert_eq!(blank_kind(name), kind, "{name}");
        }
    }

    #[test]
    fn a_time_is_a_time_that_lies_ahead() {
        let (nine, late) = (9 * 60, 23 * 60);
        for (typed, now, written) in [
            ("14", nine, "14.00"),
            ("14.30", nine, "14.30"),
            ("14:30", nine, "14.30"),
            ("1430", nine, "14.30"),
            ("kl. 14", nine, "14.00"),
            ("Kl 9.05", nine, "09.05"),
            ("klokken 10.", nine, "10.00"),
            ("23.59", nine, "23.59"),
            ("8", late, "08.00"),
            ("10.59", late, "10.59"),
            ("i morgen kl. 8", nine, "08.00 i morgen"),
            ("8.30 i morgen", nine, "08.30 i morgen"),
        ] {
            assert_eq!(time(typed, now), Ok(written.to_owned()), "{typed}");
        }
        for typed in [
            "25.00",
            "24",
            "14.60",
            "snart",
            "",
            "14.3",
            "14.300",
            "-1",
            "+4",
            "14 til 15",
            "kl.",
            "i morgen",
            "2.5.2026",
            "١٤",
        ] {
            assert_eq!(time(typed, nine), Err("approval-blank-time"), "{typed}");
        }
        for (typed, now) in [("9", nine), ("8.59", nine), ("0.01", nine), ("22.59", late), ("11", late)] {
            assert_eq!(time(typed, now), Err("approval-blank-past"), "{typed}");
        }
    }

    #[test]
    fn a_number_is_a_number_that_can_be_rung() {
        for (typed, written) in [
            ("55000000", "55 00 00 00"),
            ("55 00 00 00", "55 00 00 00"),
            ("55-00-00-00", "55 00 00 00"),
            ("112", "112"),
            ("1813", "1813"),
            ("+45 55 00 00 00", "+45 55 00 00 00"),
            ("+46 8 123 456", "+46 8 123 456"),
        ] {
            assert_eq!(phone(typed).as_deref(), Some(written), "{typed}");
        }
        for typed in [
            "",
            "ring",
            "5500000",
            "550000000",
            "0101901234",
            "55 00 00 00 eller 112",
            "+",
            "55+000000",
            "12345678",
            "++4555000000",
        ] {
            assert_eq!(phone(typed), None, "{typed}");
        }
    }
}
