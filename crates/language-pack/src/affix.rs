//! The `.aff` file: what the flags of words mean, and the endings and beginnings that they take.

use std::collections::{HashMap, HashSet};

/// Why a pack cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// A line that is not what it should be.
    #[error("line {line} of the {file} file cannot be read: {text}")]
    Line {
        /// `affix`, `word` or `register`.
        file: &'static str,
        /// Its number, from 1.
        line: usize,
        /// What it says.
        text: String,
    },
    /// The finished map could not be written.
    #[error("the map of words could not be made: {0}")]
    Map(String),
}

/// A flag of a word or ending. Numbers as they are; letters by their code.
pub(crate) type Flag = u32;

/// One way to change a word at its end or its beginning.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub strip: String,
    pub add: String,
    pub flags: Vec<Flag>,
    condition: Vec<Part>,
    /// What the dictionary says that the change makes, such as `PASSIV`.
    pub tags: Vec<String>,
}

/// One character of a condition.
#[derive(Debug, Clone)]
enum Part {
    Any,
    One(char),
    Of(Vec<char>),
    NotOf(Vec<char>),
}

impl Part {
    fn is(&self, c: char) -> bool {
        match self {
            Part::Any => true,
            Part::One(own) => *own == c,
            Part::Of(all) => all.contains(&c),
            Part::NotOf(none) => !none.contains(&c),
        }
    }
}

impl Change {
    /// The word with this ending, where it may take it.
    pub(crate) fn ended(&self, word: &str) -> Option<String> {
        let stem = word.strip_suffix(self.strip.as_str())?;
        let mut last = word.chars().rev();
        let fits = self.condition.iter().rev().all(|part| last.next().is_some_and(|c| part.is(c)));
        fits.then(|| format!("{stem}{}", self.add))
    }

    /// The word with this beginning, where it may take it.
    pub(crate) fn begun(&self, word: &str) -> Option<String> {
        let stem = word.strip_prefix(self.strip.as_str())?;
        let mut first = word.chars();
        let fits = self.condition.iter().all(|part| first.next().is_some_and(|c| part.is(c)));
        fits.then(|| format!("{}{stem}", self.add))
    }
}

/// The flags that mean something by themselves; nothing where the dictionary has none.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Special {
    pub forbidden: Option<Flag>,
    pub need_affix: Option<Flag>,
    pub begin: Option<Flag>,
    pub middle: Option<Flag>,
    pub end: Option<Flag>,
    pub only_in_compound: Option<Flag>,
    pub no_suggest: Option<Flag>,
}

/// What an `.aff` file says.
#[derive(Debug, Default)]
pub struct Affixes {
    pub(crate) endings: HashMap<Flag, Vec<Change>>,
    pub(crate) beginnings: HashMap<Flag, Vec<Change>>,
    /// Groups of endings and beginnings that go with none of the other kind.
    pub(crate) alone: HashSet<Flag>,
    pub(crate) special: Special,
    pub(crate) has_number_flags: bool,
    /// Common mistakes and what is meant, `^` and `$` for the ends of the word.
    pub(crate) replacements: Vec<(String, String)>,
    /// Letters in the order in which they are tried.
    pub(crate) letters: String,
}

impl Affixes {
    /// Reads an `.aff` file.
    ///
    /// # Errors
    /// When a line cannot be read.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let mut affixes =
            Self { has_number_flags: text.lines().any(|line| line.trim() == "FLAG num"), ..Self::default() };
        for (index, line) in text.lines().enumerate() {
            let words: Vec<&str> = line.split_whitespace().collect();
            affixes.line(&words).ok_or_else(|| Problem::Line {
                file: "affix",
                line: index + 1,
                text: line.to_owned(),
            })?;
        }
        Ok(affixes)
    }

    fn line(&mut self, words: &[&str]) -> Option<()> {
        match *words {
            ["FORBIDDENWORD", flag, ..] => self.special.forbidden = Some(self.flag(flag)?),
            ["NEEDAFFIX", flag, ..] => self.special.need_affix = Some(self.flag(flag)?),
            ["COMPOUNDBEGIN", flag, ..] => self.special.begin = Some(self.flag(flag)?),
            ["COMPOUNDMIDDLE", flag, ..] => self.special.middle = Some(self.flag(flag)?),
            ["COMPOUNDEND", flag, ..] => self.special.end = Some(self.flag(flag)?),
            ["ONLYINCOMPOUND", flag, ..] => self.special.only_in_compound = Some(self.flag(flag)?),
            ["NOSUGGEST", flag, ..] => self.special.no_suggest = Some(self.flag(flag)?),
            ["TRY", letters, ..] => self.letters = letters.to_owned(),
            // The first REP line is only how many there are.
            ["REP", from, to, ..] => self.replacements.push((from.to_owned(), to.replace('_', " "))),
            // So is the first line of a group: "SFX 3 Y 20". It says too whether the group goes with the other kind.
            ["SFX" | "PFX", flag, "N", count] if is_count("N", count) => {
                let flag = self.flag(flag)?;
                self.alone.insert(flag);
            }
            [kind @ ("SFX" | "PFX"), flag, strip, add, ref rest @ ..] if !is_count(strip, add) => {
                let change = self.change(strip, add, rest)?;
                let flag = self.flag(flag)?;
                let group = if kind == "SFX" { &mut self.endings } else { &mut self.beginnings };
                group.entry(flag).or_default().push(change);
            }
            _ => {}
        }
        Some(())
    }

    fn change(&self, strip: &str, add: &str, rest: &[&str]) -> Option<Change> {
        let nothing = |text: &str| if text == "0" { String::new() } else { text.to_owned() };
        let (add, flags) = add.split_once('/').unwrap_or((add, ""));
        let condition = rest.first().filter(|word| !word.starts_with('+') && !word.starts_with('#'));
        let tags = rest.iter().filter_map(|word| word.strip_prefix('+')).map(str::to_owned).collect();
        Some(Change {
            strip: nothing(strip),
            add: nothing(add),
            flags: self.flags(flags)?,
            condition: condition.map_or(Some(Vec::new()), |text| parts(text))?,
            tags,
        })
    }

    /// The flags of a list such as `10,4` or `AB`.
    pub(crate) fn flags(&self, text: &str) -> Option<Vec<Flag>> {
        if text.is_empty() {
            return Some(Vec::new());
        }
        if self.has_number_flags {
            return text.split(',').map(|number| number.parse().ok()).collect();
        }
        Some(text.chars().map(u32::from).collect())
    }

    fn flag(&self, text: &str) -> Option<Flag> {
        self.flags(text)?.first().copied()
    }
}

fn is_count(strip: &str, add: &str) -> bool {
    matches!(strip, "Y" | "N") && add.bytes().all(|byte| byte.is_ascii_digit())
}

/// The characters of a condition such as `[^aeiou]y`; `.` alone is none.
fn parts(text: &str) -> Option<Vec<Part>> {
    let mut found = Vec::new();
    if text == "." {
        return Some(found);
    }
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        found.push(match c {
            '.' => Part::Any,
            '[' => {
                let inside: Vec<char> = chars.by_ref().take_while(|c| *c != ']').collect();
                match inside.split_first()? {
                    ('^', none) => Part::NotOf(none.to_vec()),
                    _ => Part::Of(inside),
                }
            }
            c => Part::One(c),
        });
    }
    Some(found)
}
