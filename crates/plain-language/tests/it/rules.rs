//! Every rule's examples: what stands in brackets is found, and nothing else by that rule.

use crate::pack::{checker, checker_of};
use plain_language::{Document, House, Language, Rule, Source, TextType, blocks_of};
use std::collections::BTreeSet;

const EXAMPLES_MIN: usize = 3;

/// The text of an example without its brackets, and what stood in them.
fn example(text: &str) -> (String, Vec<String>) {
    let mut plain = String::new();
    let mut marked = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        // "[tekst](adresse)" and the like are written with a backslash before them.
        if let Some(before) = before.strip_suffix('\\') {
            plain.push_str(before);
            plain.push('[');
            rest = after;
            continue;
        }
        let (inside, after) = after.split_once(']').expect("a bracket that is never closed");
        plain.push_str(before);
        plain.push_str(inside);
        marked.push(inside.to_owned());
        rest = after;
    }
    plain.push_str(rest);
    (plain.replace("\\]", "]"), marked)
}

/// What a rule finds in a text; an empty string for what is about the whole of it.
fn found(rule: &Rule, text: &str) -> Vec<String> {
    let source = if rule.examples.html { Source::html(text) } else { Source::plain(text) };
    let blocks = source.blocks();
    let kind = rule.examples.kind.unwrap_or(TextType::Letter);
    let document = Document { kind, blocks: &blocks };
    let report = checker_of(rule.languages[0]).check_marked(document, &source.marks(), &House::default());
    let own = report.findings.iter().filter(|finding| finding.rule == rule.id);
    own.map(|finding| {
        finding
            .block
            .map_or_else(String::new, |block| blocks[block].text[finding.start..finding.end].to_owned())
    })
    .collect()
}

/// Every rule once, by the language of its examples.
fn all() -> impl Iterator<Item = &'static Rule> {
    Language::ALL.into_iter().flat_map(|language| {
        checker_of(language).rules().all().iter().filter(move |rule| rule.languages[0] == language)
    })
}

#[test]
fn every_rule_finds_its_hits_and_leaves_its_misses() {
    let mut wrong = Vec::new();
    for rule in all() {
        for hit in &rule.examples.hits {
            let (text, marked) = example(hit);
            let found = found(rule, &text);
            let fits = if marked.is_empty() { found.len() == 1 } else { found == marked };
            if !fits {
                wrong.push(format!("{}: {text:?}: found {found:?}, not {marked:?}", rule.id));
            }
        }
        for miss in &rule.examples.misses {
            let found = found(rule, &example(miss).0);
            if !found.is_empty() {
                wrong.push(format!("{}: {miss:?}: found {found:?}", rule.id));
            }
        }
        if rule.examples.hits.len() < EXAMPLES_MIN || rule.examples.misses.len() < EXAMPLES_MIN {
            wrong.push(format!("{}: {EXAMPLES_MIN} hits and {EXAMPLES_MIN} misses are asked for", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each phrase of each pair is found where it stands alone in a sentence, with its own suggestion.
#[test]
fn every_phrase_is_found() {
    let mut wrong = Vec::new();
    for rule in all() {
        let phrases = rule.pairs.iter().flat_map(|pair| pair.avoid.split(',').map(str::trim));
        for phrase in phrases {
            let kind = TextType::ALL.into_iter().find(|kind| rule.severity(*kind).is_some());
            let Some(kind) = kind else { continue };
            let text = format!("Her står {phrase} i en sætning.");
            let blocks = blocks_of(&text);
            let checker = checker_of(rule.languages[0]);
            let report = checker.check(Document { kind, blocks: &blocks }, &House::default());
            if !report.findings.iter().any(|finding| finding.rule == rule.id) {
                wrong.push(format!("{}: {phrase}", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "phrases that another one hides, or that nothing finds:\n{}", wrong.join("\n"));
}

/// A message that tells what to write has something to tell for each phrase.
#[test]
fn what_to_write_instead_is_never_empty() {
    let mut wrong = Vec::new();
    for rule in all() {
        let tells = [&rule.da.message, &rule.en.message].map(|message| message.contains("{use}"));
        if !rule.pairs.is_empty() && tells[0] != tells[1] {
            wrong.push(format!("{}: one language tells what to write and the other does not", rule.id));
        }
        let empty =
            rule.pairs.iter().filter(|pair| pair.instead.split(',').any(|text| text.trim().is_empty()));
        if tells[0] {
            wrong.extend(empty.map(|pair| format!("{}: nothing to write for {}", rule.id, pair.avoid)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_list_is_the_folder() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let files =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = files.collect();
    files.sort_by_key(|file| file.trim_end_matches(".toml").to_owned());
    let mut listed: Vec<String> = all().map(|rule| format!("{}.toml", rule.id)).collect();
    listed.sort_by_key(|file| file.trim_end_matches(".toml").to_owned());
    assert_eq!(listed, files);
}

#[test]
fn a_broken_rule_says_file_and_line() {
    for (text, line, said) in [
        ("id = \"x\"\nversion = \"one\"\n", 2, "invalid type"),
        ("id = \"y\"\n", 1, "missing field"),
        ("id = \"x\"\nbad\n", 2, ""),
    ] {
        let problem = Rule::parse("x.toml", text).unwrap_err();
        assert_eq!((problem.file.as_str(), problem.line), ("x.toml", line), "{problem}");
        assert!(problem.what.contains(said), "{problem}");
    }
}

/// A suggestion changes something: fuzzing wrote a rule that offered the very words it found.
#[test]
fn what_is_avoided_is_not_offered() {
    let text =
        include_str!("../../rules/heavy-adverbs.toml").replace("use = \"især\"", "use = \"i særdeleshed\"");
    let problem = Rule::parse("heavy-adverbs.toml", &text).unwrap_err();
    assert!(problem.line > 1 && problem.what.contains("i særdeleshed"), "{problem}");
}

/// Somebody's own rule may forget the numbers that its check goes by: then it finds too much, and stumbles over nothing.
#[test]
fn a_rule_without_its_numbers_is_read() {
    for rule in checker().rules().all().iter().filter(|rule| rule.code.is_some()) {
        let bare = Rule { limits: Default::default(), words: Vec::new(), ..rule.clone() };
        let own = plain_language::Checker::new(plain_language::Rules::new(vec![bare]).expect("rules"), None);
        for text in rule.examples.hits.iter().chain(&rule.examples.misses) {
            let blocks = blocks_of(text);
            for kind in TextType::ALL {
                let _ = own.check(Document { kind, blocks: &blocks }, &House::default());
            }
        }
    }
}

/// Phrases are found by their first word, so each has one.
#[test]
fn a_phrase_begins_with_a_word() {
    let text = include_str!("../../rules/heavy-adverbs.toml")
        .replace("avoid = \"navnlig\"", "avoid = \"- navnlig\"");
    let problem = Rule::parse("heavy-adverbs.toml", &text).unwrap_err();
    assert!(problem.what.contains("\"- navnlig\""), "{problem}");
}

/// A phrase that goes on inside a word, or is off in this kind of text, hides no other.
#[test]
fn a_phrase_that_does_not_count_hides_no_other() {
    let rule = |id: &str, level: &str, avoid: &str| {
        let text = format!(
            "id = \"{id}\"\nversion = 1\ncategory = \"words\"\nlevel = \"{level}\"\nsource = \"test\"\n\
             [da]\nname = \"n\"\nmessage = \"m\"\nwhy = \"w\"\n[en]\nname = \"n\"\nmessage = \"m\"\nwhy = \"w\"\n\
             [[pairs]]\navoid = \"{avoid}\"\n[examples]\nhits = []\nmisses = []\n"
        );
        Rule::parse(&format!("{id}.toml"), &text).expect("a rule")
    };
    let rules = vec![
        rule("short", "hint", "i medfør"),
        rule("long", "hint", "i medfør af lov"),
        rule("off", "off", "i medfør af"),
    ];
    let checker = plain_language::Checker::new(plain_language::Rules::new(rules).expect("rules"), None);
    let found = |text: &str| {
        let blocks = blocks_of(text);
        let report = checker.check(Document { kind: TextType::Letter, blocks: &blocks }, &House::default());
        report.findings.iter().map(|finding| finding.rule.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found("Det sker i medfør af lov om skoler."), ["long"]);
    assert_eq!(found("Det sker i medfør af lovens regler."), ["short"]);
}

/// English is checked with its own dictionary and its own rules, and Danish with none of them.
#[test]
fn each_language_has_its_own_rules() {
    let text = "In order to apply, you dont have to utilise the the form. Don\u{2019}t call the council\u{2019}s office.";
    let blocks = blocks_of(text);
    let found = |language| {
        let document = Document { kind: TextType::Web, blocks: &blocks };
        let report = checker_of(language).check(document, &House::default());
        let of = |finding: &plain_language::Finding| {
            (finding.rule.to_string(), text[finding.start..finding.end].to_owned())
        };
        report.findings.iter().map(of).collect::<Vec<_>>()
    };
    let expected = [
        ("en-wordy-phrases", "In order to"),
        ("spelling", "dont"),
        ("en-plain-words", "utilise"),
        ("doubled-word", "the the"),
    ];
    let expected = expected.map(|(rule, text)| (rule.to_owned(), text.to_owned()));
    assert_eq!(found(Language::En), expected);
    assert!(found(Language::Da).iter().all(|(rule, _)| !rule.starts_with("en-")));
    assert!(checker().rules().find("paper-words").is_some());
    assert!(checker_of(Language::En).rules().find("paper-words").is_none());
}

/// What the pages that English is measured with showed to be wrong.
#[test]
fn english_that_is_right_is_left_alone() {
    for text in [
        "Check that the radio is turned on on the device.",
        "Click To to choose a contact.",
        "The file may be a BMP, GIF, JPG or PNG.",
        "Write the time as HH:MM:SS.",
        "Read https://council.example/parks or http://x.",
    ] {
        let blocks = blocks_of(text);
        let document = Document { kind: TextType::Web, blocks: &blocks };
        let report = checker_of(Language::En).check(document, &House::default());
        let found: Vec<_> = report.findings.iter().map(|finding| &*finding.rule).collect();
        let about = ["doubled-word", "capitals", "spelling"];
        assert!(!found.iter().any(|rule| about.contains(rule)), "{text}: {found:?}");
    }
}

/// In the handbook each rule is a section that is told by its name.
#[test]
fn no_two_rules_have_one_name() {
    for name in [|rule: &Rule| rule.da.name.clone(), |rule: &Rule| rule.en.name.clone()] {
        let rules = [Language::Da, Language::En].map(|language| checker_of(language).rules().all());
        let mut names: Vec<(String, &str)> =
            rules.into_iter().flatten().map(|rule| (name(rule), &*rule.id)).collect();
        names.sort();
        names.dedup();
        for pair in names.windows(2) {
            assert_ne!(pair[0].0, pair[1].0, "{} and {}", pair[0].1, pair[1].1);
        }
    }
}

/// A strategy that was adopted may name a rule, so none is ever taken away (decisions/0047).
#[test]
fn no_rule_was_taken_away() {
    let kept = include_str!("../../evaluation/ids.txt").lines().filter(|line| !line.starts_with('#'));
    let kept: BTreeSet<&str> = kept.collect();
    let there: BTreeSet<&str> = plain_language::Rules::ids().collect();
    assert!(kept.is_subset(&there), "taken away: {:?}", kept.difference(&there).collect::<Vec<_>>());
    assert_eq!(there.difference(&kept).next(), None, "add it to evaluation/ids.txt");
}
