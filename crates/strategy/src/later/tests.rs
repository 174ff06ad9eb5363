//! Every key of the format and every word of its vocabularies is read by code outside this crate,
//! is there to be read by people, or stands in the list of what takes effect later.

mod read;

use super::{LATER, is_later, waiting, way};
use crate::spec::{Kind, Section, Shape, Vocabulary, sections};
use read::{ITEM, OTHERS, READ, SHOWN, TYPES};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The keys that each item has besides its own; `name` is the title that is shown for it.
const OF_ITEMS: &[&str] = &["id", "text", "source", "force", "name"];

/// The code of every other crate, without comments and tests, by its path below `crates`.
fn code() -> BTreeMap<String, String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders: Vec<PathBuf> = vec![crates.clone()];
    let mut found = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let below = path.strip_prefix(&crates).unwrap().to_str().unwrap().to_owned();
            let is_other =
                !below.starts_with("strategy") && !below.contains("tests") && !below.contains("/target");
            if path.is_dir() && is_other {
                folders.push(path);
            } else if below.ends_with(".rs") && is_other {
                found.insert(below, stripped(&std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// Code alone: comments go, and everything from the tests at the end.
fn stripped(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether these words stand there as themselves and not as a part of others.
fn stands(text: &str, words: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let starts_with_dot = words.starts_with('.');
        (starts_with_dot || !joins(before)) && !joins(text[at + words.len()..].chars().next())
    })
}

/// What is wrong with a key: nothing when it is read, shown or told to take effect later.
fn fault(key: &str, code: &BTreeMap<String, String>) -> Option<String> {
    let reads: Vec<_> = READ.iter().filter(|(own, ..)| *own == key).collect();
    let (is_shown, is_later) = (SHOWN.contains(&key), is_later(key));
    if let [(_, file, words)] = reads[..] {
        let last = words.rsplit(['.', ':']).next().unwrap_or_default();
        if !code.get(*file).is_some_and(|text| stands(text, words)) {
            return Some(format!("{key}: {words} does not stand in {file}"));
        }
        let by_function = ["quiet_hours", "channels_for", "Preferred"].contains(&last);
        let key_last = key.rsplit('.').next().unwrap_or_default();
        if !by_function && !last.starts_with(key_last.trim_end_matches('y')) {
            return Some(format!("{key}: {words} is another key"));
        }
    }
    // What is listed for later may have code that knows it and acts on nothing, as with prices.
    match (reads.len(), is_shown, is_later) {
        (1, false, false) | (0, true, false) | (0, false, true) => None,
        (0, false, false) => {
            Some(format!("{key}: nothing reads it, and it is not told to take effect later"))
        }
        _ => Some(format!("{key}: stands in more than one list")),
    }
}

fn word_fault(vocabulary: &Vocabulary, word: &str, code: &BTreeMap<String, String>) -> Option<String> {
    let key = format!("{}:{word}", vocabulary.name);
    if is_later(&key) {
        return None;
    }
    if let Some((_, file, words)) = OTHERS.iter().find(|(own, ..)| *own == key) {
        let fine = code.get(*file).is_some_and(|text| stands(text, words));
        return (!fine).then(|| format!("{key}: {words} does not stand in {file}"));
    }
    let variant: String = word.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect();
    let Some((_, name)) = TYPES.iter().find(|(own, _)| *own == vocabulary.name) else {
        return Some(format!("{key}: the vocabulary has no type here"));
    };
    // A crate may know a type by another name.
    let others: &[&str] = match *name {
        "Check" => &["Check", "Word"],
        "Audience" => &["Audience", "Outside", "Reach"],
        _ => &[],
    };
    let names = others.iter().chain(std::iter::once(name));
    let mut variants = names.map(|name| format!("{name}::{variant}"));
    let is_read = variants.any(|words| code.values().any(|text| stands(text, &words)));
    (!is_read).then(|| format!("{key}: no code names it, and it is not told to take effect later"))
}

/// Every key of every table, by its way; those that all items have are one matter.
fn keys() -> Vec<(String, Kind)> {
    let own = |section: &'static Section| {
        let is_item = section.shape != Shape::Plain;
        let fields = section.fields.iter().filter(move |field| !(is_item && OF_ITEMS.contains(&field.name)));
        fields.map(|field| (way(section.path, field), field.kind))
    };
    sections().into_iter().flat_map(own).collect()
}

/// The vocabularies of keys that act now: a word of any other acts no earlier than its key.
fn vocabularies() -> Vec<&'static Vocabulary> {
    let mut found: Vec<&Vocabulary> = vec![&crate::spec::words::FORCE];
    for (key, kind) in keys() {
        let kind = if let Kind::List(inner) = kind { *inner } else { kind };
        if let Kind::OneOf(vocabulary) = kind
            && !is_later(&key)
            && !SHOWN.contains(&key.as_str())
            && !found.iter().any(|known| known.name == vocabulary.name)
        {
            found.push(vocabulary);
        }
    }
    found
}

#[test]
fn every_key_acts_or_is_told_to_take_effect_later() {
    let code = code();
    assert!(stands(&code[ITEM.0], ITEM.1), "what every item has is shown where it is named");
    let faults: Vec<String> = keys().iter().filter_map(|(key, _)| fault(key, &code)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_word_acts_or_is_told_to_take_effect_later() {
    let code = code();
    let mut faults = Vec::new();
    for vocabulary in vocabularies() {
        faults.extend(vocabulary.words.iter().filter_map(|(word, _)| word_fault(vocabulary, word, &code)));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The controls: a key that nothing reads, one whose code is gone, and a word without code are told.
#[test]
fn the_test_can_fail() {
    let code = code();
    assert!(fault("approval.rule.when.moon_phase", &code).is_some(), "a made-up key");
    assert!(fault("channel.may_publish", &code).is_none());
    let without: BTreeMap<String, String> = code
        .iter()
        .filter(|(file, _)| !file.starts_with("release"))
        .map(|(a, b)| (a.clone(), b.clone()))
        .collect();
    assert!(fault("channel.may_publish", &without).is_some(), "a key whose code is gone");
    let mut commented = code.clone();
    let file = commented.get_mut("approval/src/never.rs").unwrap();
    *file = stripped(&file.replace("rule.never", "// rule.never"));
    assert!(fault("approval.small_correction.never", &commented).is_some(), "a comment reads nothing");
    let check = &crate::spec::words::CHECK;
    assert!(word_fault(check, "moon-phase", &code).is_some(), "a made-up word");
    assert!(word_fault(check, "balance", &code).is_none());
    let bare: BTreeMap<String, String> = code
        .iter()
        .filter(|(file, _)| !file.starts_with("check"))
        .map(|(a, b)| (a.clone(), b.clone()))
        .collect();
    assert!(word_fault(check, "balance", &bare).is_some(), "a word whose code is gone");
}

#[test]
fn the_lists_name_only_what_there_is() {
    let known: BTreeSet<String> = keys().into_iter().map(|(key, _)| key).collect();
    let words: BTreeSet<String> = keys()
        .into_iter()
        .filter_map(|(_, kind)| match if let Kind::List(inner) = kind { *inner } else { kind } {
            Kind::OneOf(vocabulary) => Some(vocabulary),
            _ => None,
        })
        .chain([&crate::spec::words::FORCE])
        .flat_map(|vocabulary| vocabulary.words.iter().map(|(word, _)| format!("{}:{word}", vocabulary.name)))
        .collect();
    for key in READ.iter().map(|(key, ..)| *key).chain(SHOWN.iter().copied()) {
        assert!(known.contains(key) || key.ends_with(".name"), "{key} is no key");
    }
    for key in LATER.iter().flat_map(|later| later.keys).chain(OTHERS.iter().map(|(key, ..)| key)) {
        assert!(known.contains(*key) || words.contains(*key), "{key} is neither key nor word");
    }
}

#[test]
fn a_file_is_told_only_of_what_it_uses() {
    let load = |name: &str| {
        let path = format!("{}/../../strategies/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        crate::testing::load(&std::fs::read(&path).unwrap(), name)
    };
    let used = |name: &str| -> Vec<String> {
        waiting(&load(name)).into_iter().flat_map(|waiting| waiting.used).collect()
    };
    let sundby = used("sundby");
    for key in ["internal_first.told_before_all", "check:early-enough", "press", "crisis.level"] {
        assert!(sundby.iter().any(|used| used == key), "{key} of {sundby:?}");
    }
    assert!(!sundby.iter().any(|used| used == "approval.rule.when.cost_over"), "no rule is about a price");
    let slagelse = used("slagelse-2023");
    assert!(!slagelse.iter().any(|used| used == "internal_first.told_before_all"), "{slagelse:?}");
}
