//! One line of the `.dic` file: a word, its flags, and what else is known of it.

use crate::affix::{Affixes, Flag};

/// A word of the dictionary.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry<'a> {
    pub word: String,
    pub flags: Vec<Flag>,
    /// Forms that no ending makes: `al:` of Hunspell.
    pub allomorphs: Vec<&'a str>,
}

impl<'a> Entry<'a> {
    /// Reads a line; nothing where it is none.
    pub(crate) fn parse(line: &'a str, affixes: &Affixes) -> Option<Self> {
        let head = line.split([' ', '\t']).next()?;
        let allomorphs = line.split_whitespace().filter_map(|field| field.strip_prefix("al:")).collect();
        let slash = slash(head);
        let (word, flags) = match slash {
            Some(at) => (&head[..at], &head[at + 1..]),
            None => (head, ""),
        };
        let word = word.replace("\\/", "/");
        (!word.is_empty()).then_some(())?;
        Some(Self { word, flags: affixes.flags(flags)?, allomorphs })
    }
}

/// Where the flags begin: the first slash that is not part of the word.
fn slash(head: &str) -> Option<usize> {
    head.match_indices('/').map(|(at, _)| at).find(|at| *at > 0 && !head[..*at].ends_with('\\'))
}
