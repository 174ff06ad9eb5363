//! Reading a file: every row, and every problem with its place and what was probably meant.

use super::table::Table;
use super::tree::{Way, walk};
use super::{Kind, Known, Parsed, PersonRow, Problem, Rows, UnitRow};
use channel::Mailbox;
use std::collections::{BTreeMap, HashMap, HashSet};
use web::Refusal;

/// The longest key, in characters.
const KEY_MAX: usize = 100;
/// The longest name or function, in characters.
const NAME_MAX: usize = 200;
/// The longest telephone, in characters.
const PHONE_MAX: usize = 40;
/// The longest list of topics or duties in a cell, in characters.
const LIST_MAX: usize = 2_000;
/// How many problems get a suggestion: looking for one takes time, and nobody reads more.
const SUGGESTED_MAX: usize = 200;

/// Reads a file and holds it against what is known.
///
/// # Errors
/// When it is too large, has too many rows, or is no table with a header.
pub fn read(kind: Kind, bytes: &[u8], known: &Known) -> Result<Parsed, Refusal> {
    let table = Table::read(kind, bytes)?;
    let mut reader = Reader { known, problems: table.problems.clone(), table };
    if !reader.problems.is_empty() {
        let rows = match kind {
            Kind::Units => Rows::Units(Vec::new()),
            Kind::People => Rows::People(Vec::new()),
        };
        return Ok(Parsed { rows, problems: reader.problems });
    }
    let rows = match kind {
        Kind::Units => Rows::Units(reader.units()),
        Kind::People => Rows::People(reader.people()),
    };
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.row);
    Ok(Parsed { rows, problems })
}

/// How many words are named where none is near.
const NAMED_MAX: usize = 12;
/// Shorter words are near to everything.
const SUGGESTED_MIN: usize = 3;

struct Reader<'a> {
    known: &'a Known,
    table: Table,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn note(&mut self, row: u64, column: &'static str, value: &str, key: &'static str) {
        let column = self.table.title(column);
        self.problems.push(Problem { row, column, value: value.to_owned(), key, suggestion: None });
    }

    fn suggest<'b>(&mut self, value: &str, candidates: impl Iterator<Item = &'b str>) {
        if self.problems.len() > SUGGESTED_MAX || value.chars().count() < SUGGESTED_MIN {
            return;
        }
        let found = strategy::nearest(value, candidates).map(str::to_owned);
        if let Some(problem) = self.problems.last_mut() {
            problem.suggestion = found;
        }
    }

    /// Names every word there is where none is near and they are few.
    fn suggest_all(&mut self, words: &[String]) {
        if let Some(problem) = self.problems.last_mut().filter(|problem| problem.suggestion.is_none())
            && words.len() <= NAMED_MAX
        {
            problem.suggestion = Some(words.join(", "));
        }
    }

    /// A cell that may not be too long; nothing when the file has no such column.
    fn cell(&mut self, row: u64, cells: &[String], name: &'static str, most: usize) -> Option<String> {
        let value = self.table.cell(cells, name)?.to_owned();
        if value.chars().count() > most {
            self.note(row, name, &value.chars().take(most).collect::<String>(), "people-import-too-long");
        }
        if !markup::cpr_numbers(&value).is_empty() {
            // The report of problems is kept and shown; the number is not to stand in it.
            self.note(row, name, "", "people-import-cpr");
        }
        Some(value)
    }

    /// A cell that must be filled in.
    fn needed(&mut self, row: u64, cells: &[String], name: &'static str, most: usize) -> String {
        let value = self.cell(row, cells, name, most).unwrap_or_default();
        if value.is_empty() {
            self.note(row, name, "", "people-import-missing");
        }
        value
    }

    fn email(&mut self, row: u64, cells: &[String]) -> Option<String> {
        let value = self.table.cell(cells, "email")?.to_lowercase();
        if !markup::cpr_numbers(&value).is_empty() {
            self.note(row, "email", "", "people-import-cpr");
        } else if !value.is_empty() && Mailbox::parse(&value).is_err() {
            self.note(row, "email", &value, "people-import-email");
        }
        Some(value)
    }

    /// Notes keys that stand in two rows, and leaves out rows without a key.
    fn once<T>(&mut self, rows: Vec<T>, key: impl Fn(&T) -> (u64, String)) -> Vec<T> {
        let mut seen: HashMap<String, u64> = HashMap::new();
        let mut kept = Vec::with_capacity(rows.len());
        for one in rows {
            let (row, key) = key(&one);
            if key.is_empty() {
                continue;
            }
            if let Some(first) = seen.get(&key) {
                let first = first.to_string();
                self.note(row, "key", &key, "people-import-key-twice");
                if let Some(problem) = self.problems.last_mut() {
                    problem.suggestion = Some(first);
                }
                continue;
            }
            seen.insert(key, row);
            kept.push(one);
        }
        kept
    }

    fn units(&mut self) -> Vec<UnitRow> {
        let mut rows = Vec::with_capacity(self.table.rows.len());
        for (row, cells) in std::mem::take(&mut self.table.rows) {
            let unit = UnitRow {
                row,
                key: self.needed(row, &cells, "key", KEY_MAX),
                parent: self.cell(row, &cells, "parent_key", KEY_MAX).unwrap_or_default(),
                name: self.needed(row, &cells, "name", NAME_MAX),
                level: self.needed(row, &cells, "level", KEY_MAX),
                topics: self.cell(row, &cells, "topics", LIST_MAX).map(|text| list(&text)),
                phone: self.cell(row, &cells, "phone", PHONE_MAX),
                email: self.email(row, &cells),
            };
            if !unit.level.is_empty() && !self.known.levels.contains(&unit.level) {
                self.note(row, "level", &unit.level, "people-import-level");
                let known = self.known;
                self.suggest(&unit.level, known.levels.iter().map(String::as_str));
                self.suggest_all(&known.levels);
            }
            rows.push(unit);
        }
        let rows = self.once(rows, |unit| (unit.row, unit.key.clone()));
        self.tree(&rows);
        rows
    }

    /// Units above that nobody knows, rings, and trees that are too deep.
    fn tree(&mut self, rows: &[UnitRow]) {
        let known = self.known;
        let mut above: HashMap<&str, &str> =
            known.units.iter().map(|(key, above)| (key.as_str(), above.as_str())).collect();
        above.extend(rows.iter().map(|unit| (unit.key.as_str(), unit.parent.as_str())));
        for unit in rows.iter().filter(|unit| !unit.parent.is_empty()) {
            if !above.contains_key(unit.parent.as_str()) {
                self.note(unit.row, "parent_key", &unit.parent, "people-import-parent");
                self.suggest(&unit.parent, above.keys().copied().filter(|key| *key != unit.key));
                continue;
            }
            match walk(&unit.key, &above) {
                Way::Fine => {}
                Way::Ring => self.note(unit.row, "parent_key", &unit.parent, "people-import-ring"),
                Way::Deep => self.note(unit.row, "parent_key", &unit.parent, "people-import-deep"),
            }
        }
    }

    fn people(&mut self) -> Vec<PersonRow> {
        let mut rows = Vec::with_capacity(self.table.rows.len());
        for (row, cells) in std::mem::take(&mut self.table.rows) {
            let key = self.needed(row, &cells, "key", KEY_MAX);
            let unit = self.needed(row, &cells, "unit_key", KEY_MAX);
            if !unit.is_empty() && !self.known.units.contains_key(&unit) {
                self.unknown_unit(row, "unit_key", &unit);
            }
            let function = self.needed(row, &cells, "function", NAME_MAX);
            let email = self.email(row, &cells);
            let phone = self.cell(row, &cells, "phone", PHONE_MAX);
            let duties = self.cell(row, &cells, "duties", LIST_MAX);
            let duties = duties.map(|text| self.duties(row, &text, &unit));
            rows.push(PersonRow { row, key, unit, function, email, phone, duties });
        }
        let rows = self.once(rows, |person| (person.row, person.key.clone()));
        self.emails(&rows);
        rows
    }

    fn unknown_unit(&mut self, row: u64, column: &'static str, unit: &str) {
        self.note(row, column, unit, "people-import-unit");
        let known = self.known;
        self.suggest(unit, known.units.keys().map(String::as_str));
    }

    /// `head|communications@UNITKEY`; a duty without a unit is held over the person's own.
    fn duties(&mut self, row: u64, text: &str, own: &str) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        for one in list(text) {
            let (duty, unit) =
                one.split_once('@').map_or((one.as_str(), own), |(duty, unit)| (duty.trim(), unit.trim()));
            if !self.known.duties.iter().any(|known| known == duty) {
                self.note(row, "duties", duty, "people-import-duty");
                let known = self.known;
                self.suggest(duty, known.duties.iter().map(String::as_str));
            } else if unit != own && !self.known.units.contains_key(unit) {
                self.unknown_unit(row, "duties", unit);
            } else if found.iter().all(|(known, over)| known != duty || over != unit) {
                found.push((duty.to_owned(), unit.to_owned()));
            }
        }
        found
    }

    /// E-mails that two rows share, or that belong to somebody who is not in the file.
    fn emails(&mut self, rows: &[PersonRow]) {
        let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
        let keys: HashSet<&str> = rows.iter().map(|person| person.key.as_str()).collect();
        for person in rows {
            let Some(email) = person.email.as_deref().filter(|email| !email.is_empty()) else { continue };
            if let Some(first) = seen.insert(email, person.row) {
                self.note(person.row, "email", email, "people-import-email-twice");
                if let Some(problem) = self.problems.last_mut() {
                    problem.suggestion = Some(first.to_string());
                }
                continue;
            }
            let taken = self.known.emails.get(email).is_some_and(|owner| match owner.as_str() {
                "" => self.known.people.contains(&person.key),
                owner => owner != person.key && !keys.contains(owner),
            });
            if taken {
                self.note(person.row, "email", email, "people-import-email-taken");
            }
        }
    }
}

fn list(text: &str) -> Vec<String> {
    text.split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
