//! Every form of every word, with what the dictionary says of it.

use crate::affix::{Affixes, Change, Flag, Problem};
use crate::allomorph::verb_forms;
use crate::entry::Entry;
use plain_language::Flags;
use std::collections::{BTreeMap, HashSet};

/// The forms of a dictionary, in the order of their bytes.
#[derive(Debug, Default)]
pub struct Forms {
    /// Each form with all that it may be.
    pub by_word: BTreeMap<String, Flags>,
}

/// A form on its way: what it carries on to the next ending.
struct Derived<'a> {
    word: String,
    flags: &'a [Flag],
    what: Flags,
}

impl Forms {
    /// Works all forms out.
    ///
    /// # Errors
    /// When a line of the words cannot be read.
    pub fn of(affixes: &Affixes, words: &str) -> Result<Self, Problem> {
        let mut forms = Self::default();
        let mut forbidden = HashSet::new();
        // The first line is only how many there are.
        for (index, line) in words.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()) {
            let entry = Entry::parse(line, affixes).ok_or_else(|| Problem::Line {
                file: "word",
                line: index + 1,
                text: line.to_owned(),
            })?;
            if holds(&entry.flags, affixes.special.forbidden) {
                forbidden.insert(entry.word);
                continue;
            }
            forms.add_all(affixes, &entry);
        }
        for word in &forbidden {
            if let Some(flags) = forms.by_word.get_mut(word) {
                *flags = flags.without(Flags::FORM);
            }
        }
        forms.by_word.retain(|_, flags| flags.is_useful());
        Ok(forms)
    }

    fn add_all(&mut self, affixes: &Affixes, entry: &Entry<'_>) {
        let kind = kind_of(affixes, entry);
        let stem = Derived { word: entry.word.clone(), flags: &entry.flags, what: kind };
        self.add(affixes, &stem);
        let beginnings: Vec<&Change> =
            entry.flags.iter().filter_map(|flag| affixes.beginnings.get(flag)).flatten().collect();
        for first in ended(affixes, &stem, &entry.flags) {
            self.add(affixes, &first);
            for second in ended(affixes, &first, first.flags) {
                self.add(affixes, &second);
            }
        }
        // A beginning and an ending at once: "un-it-s".
        let crossing: Vec<Flag> =
            entry.flags.iter().copied().filter(|flag| !affixes.alone.contains(flag)).collect();
        for first in ended(affixes, &stem, &crossing) {
            let begun = crossing.iter().filter_map(|flag| affixes.beginnings.get(flag)).flatten();
            for word in begun.filter_map(|change| change.begun(&first.word)) {
                self.add(affixes, &Derived { word, flags: first.flags, what: first.what });
            }
        }
        for change in &beginnings {
            if let Some(word) = change.begun(&entry.word) {
                self.add(affixes, &Derived { word, flags: &change.flags, what: kind });
            }
        }
        for (form, flags) in verb_forms(&entry.word, &entry.allomorphs) {
            self.mark(form, flags);
            if flags.has(Flags::PRESENT) || flags.has(Flags::PASSIVE) {
                self.mark(&entry.word, Flags::INFINITIVE);
            }
        }
    }

    fn add(&mut self, affixes: &Affixes, form: &Derived<'_>) {
        let special = &affixes.special;
        let has = |flag| holds(form.flags, flag);
        if has(special.need_affix) {
            return;
        }
        let mut flags = form.what;
        for (flag, role) in
            [(special.begin, Flags::BEGIN), (special.middle, Flags::MIDDLE), (special.end, Flags::END)]
        {
            if has(flag) {
                flags |= role;
            }
        }
        if !has(special.only_in_compound) {
            flags |= Flags::FORM;
        }
        if has(special.no_suggest) {
            flags |= Flags::NO_SUGGEST;
        }
        self.mark(form.word.trim(), flags);
    }

    fn mark(&mut self, word: &str, flags: Flags) {
        *self.by_word.entry(word.to_owned()).or_default() |= flags;
    }
}

fn holds(flags: &[Flag], wanted: Option<Flag>) -> bool {
    wanted.is_some_and(|flag| flags.contains(&flag))
}

/// What all forms of an entry are: nouns have a definite form of their own, verbs a present.
fn kind_of(affixes: &Affixes, entry: &Entry<'_>) -> Flags {
    let changes = || entry.flags.iter().filter_map(|flag| affixes.endings.get(flag)).flatten();
    let makes = |tag: &str| changes().any(|change| change.tags.iter().any(|own| own == tag));
    // The neuter of an adjective is tagged as a definite form too; it ends in -t, that of a noun in -n or -et.
    let is_definite = |change: &Change| {
        change.tags.iter().any(|tag| tag == "BESTEMT_ENTAL")
            && (change.add.ends_with('n') || change.add.ends_with("et"))
    };
    let mut kind = Flags::NONE;
    if changes().any(is_definite) {
        kind |= Flags::NOUN;
    }
    if makes("NUTID") {
        kind |= Flags::VERB;
    }
    if entry.word.starts_with(char::is_uppercase) {
        kind |= Flags::NAME;
    }
    kind
}

/// The forms that a form takes by its endings.
fn ended<'a>(affixes: &'a Affixes, from: &Derived<'_>, flags: &[Flag]) -> Vec<Derived<'a>> {
    let changes = flags.iter().filter_map(|flag| affixes.endings.get(flag)).flatten();
    changes
        .filter_map(|change| {
            let word = change.ended(&from.word)?;
            let what = from.what | tagged(change);
            // A participle takes the ending of the passive as its genitive: "de behandledes".
            let is_participle = what.any(Flags::PARTICIPLE | Flags::PRESENT_PARTICIPLE);
            let what = if is_participle { what.without(Flags::PASSIVE) } else { what };
            Some(Derived { word, flags: &change.flags, what })
        })
        .collect()
}

fn tagged(change: &Change) -> Flags {
    let mut flags = Flags::NONE;
    for tag in &change.tags {
        flags |= match tag.as_str() {
            "PASSIV" => Flags::PASSIVE,
            "PERF_PART" => Flags::PARTICIPLE,
            "PRÆSENS_PART" => Flags::PRESENT_PARTICIPLE,
            "NUTID" => Flags::PRESENT,
            "DATID" => Flags::PAST,
            "IMPERATIV" => Flags::IMPERATIVE,
            "GENITIV" => Flags::GENITIVE,
            _ => Flags::NONE,
        };
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_and_an_ending_go_together_where_their_groups_allow_it() {
        let affixes = "PFX U Y 1\nPFX U 0 un .\nPFX P N 1\nPFX P 0 pre .\nSFX S Y 1\nSFX S 0 s .\n\
                       SFX T N 1\nSFX T 0 t .\n";
        let forms = Forms::of(&Affixes::parse(affixes).unwrap(), "1\nit/UPST\n").unwrap();
        let found: Vec<&str> = forms.by_word.keys().map(String::as_str).collect();
        assert_eq!(found, ["it", "its", "itt", "preit", "unit", "units"]);
    }
}
