//! A CSV file as rows of named cells: the encoding, the separator and the header are found out.

use super::{FILE_BYTES_MAX, Kind, Problem, ROWS_MAX};
use encoding_rs::{Encoding, WINDOWS_1252};
use web::Refusal;

/// The separators that are looked for, the likeliest first.
const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];

/// A column: its name in Danish and in English, and whether it must be there.
pub(super) type Column = (&'static str, &'static str, bool);

/// The columns of units, in the order of `cells`.
const UNIT_COLUMNS: [Column; 7] = [
    ("nøgle", "key", true),
    ("overenhed", "parent_key", true),
    ("navn", "name", true),
    ("niveau", "level", true),
    ("emner", "topics", false),
    ("telefon", "phone", false),
    ("e-mail", "email", false),
];

/// The columns of people.
const PERSON_COLUMNS: [Column; 6] = [
    ("nøgle", "key", true),
    ("enhed", "unit_key", true),
    ("funktion", "function", true),
    ("e-mail", "email", false),
    ("telefon", "phone", false),
    ("hverv", "duties", false),
];

/// A file taken apart.
pub(super) struct Table {
    /// The known columns that it has: the English name, and what the file calls it.
    titles: Vec<(&'static str, String, usize)>,
    /// The rows: number in the file, and cells.
    pub(super) rows: Vec<(u64, Vec<String>)>,
    /// What is wrong with the header.
    pub(super) problems: Vec<Problem>,
}

impl Table {
    /// Takes a file apart.
    pub(super) fn read(kind: Kind, bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > FILE_BYTES_MAX {
            return Err(Refusal::new("people-import-too-large").with("n", FILE_BYTES_MAX / 1_000_000));
        }
        // The reader would count `\r\n` between rows as a line of the row after.
        let text = markup::typed(&decode(bytes));
        let first = text.lines().next().unwrap_or_default();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(first))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let header: Vec<String> = reader
            .headers()
            .map_err(|_| Refusal::new("people-import-unreadable"))?
            .iter()
            .map(str::to_owned)
            .collect();
        let (titles, problems) = titles(kind, &header);
        if titles.is_empty() {
            return Err(Refusal::new("people-import-no-header"));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|_| Refusal::new("people-import-unreadable"))?;
            if record.iter().all(str::is_empty) {
                continue;
            }
            if rows.len() >= ROWS_MAX {
                return Err(Refusal::new("people-import-too-many").with("n", ROWS_MAX));
            }
            let line = record.position().map_or(0, csv::Position::line);
            rows.push((line, record.iter().map(str::to_owned).collect()));
        }
        Ok(Self { titles, rows, problems })
    }

    /// What the file calls a column; the English name where it has none.
    pub(super) fn title(&self, name: &str) -> String {
        self.titles
            .iter()
            .find(|title| title.0 == name)
            .map_or_else(|| name.to_owned(), |title| title.1.clone())
    }

    /// A cell of a row; nothing when the file has no such column.
    pub(super) fn cell<'a>(&self, cells: &'a [String], name: &str) -> Option<&'a str> {
        let place = self.titles.iter().find(|title| title.0 == name)?.2;
        Some(cells.get(place).map_or("", String::as_str))
    }
}

/// UTF-8 or UTF-16 by its mark, UTF-8 where it can be, and otherwise what older Windows writes,
/// which holds ISO-8859-1 within it.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn separator(header: &str) -> u8 {
    let count = |separator: u8| header.bytes().filter(|byte| *byte == separator).count();
    let most = SEPARATORS.map(count).into_iter().max().unwrap_or(0);
    SEPARATORS.into_iter().find(|separator| count(*separator) == most).unwrap_or(b';')
}

type Titles = (Vec<(&'static str, String, usize)>, Vec<Problem>);

fn titles(kind: Kind, header: &[String]) -> Titles {
    let columns: &[Column] = match kind {
        Kind::Units => &UNIT_COLUMNS,
        Kind::People => &PERSON_COLUMNS,
    };
    let mut titles: Vec<(&'static str, String, usize)> = Vec::new();
    let mut problems = Vec::new();
    let problem = |title: &str, key, suggestion: Option<&str>| Problem {
        row: 1,
        column: title.to_owned(),
        value: title.to_owned(),
        key,
        suggestion: suggestion.map(str::to_owned),
    };
    for (place, title) in header.iter().enumerate() {
        let folded = title.to_lowercase();
        let Some(column) = columns.iter().find(|column| column.0 == folded || column.1 == folded) else {
            continue;
        };
        if titles.iter().any(|known| known.0 == column.1) {
            problems.push(problem(title, "people-import-column-twice", None));
        } else {
            titles.push((column.1, title.clone(), place));
        }
    }
    for column in columns.iter().filter(|column| titles.iter().all(|title| title.0 != column.1)) {
        let unused = header.iter().filter(|title| titles.iter().all(|known| known.1 != **title));
        let unused: Vec<&str> = unused.map(String::as_str).collect();
        let close = strategy::nearest(column.0, unused.iter().copied())
            .or_else(|| strategy::nearest(column.1, unused.iter().copied()));
        match close {
            Some(title) => problems.push(problem(title, "people-import-column-unknown", Some(column.0))),
            None if column.2 => problems.push(problem(column.0, "people-import-column-missing", None)),
            None => {}
        }
    }
    (titles, problems)
}
