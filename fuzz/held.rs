//! What holds for every text, whatever it says: the judge that the fuzz targets share.

use plain_language::{Block, Checker, Dictionary, Document, Finding, House, Rules, Source, TextType, Unit};
use plain_language::{from_bytes, to_bytes};
use std::sync::LazyLock;

/// The engine with every rule and the dictionary that `bin/setup` made.
pub static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let share = std::env::var("TRAAD_SHARE").unwrap_or_else(|_| "share".to_owned());
    let pack = format!("{share}/language/da.words");
    let bytes = std::fs::read(&pack).unwrap_or_else(|error| panic!("{pack}: {error}. Run bin/setup."));
    Checker::new(Rules::built_in().expect("our rules"), Some(Dictionary::load(&bytes).expect("our pack")))
});

/// Checks a text and holds each finding against it.
pub fn hold(checker: &Checker, source: &Source, text: &str, kind: TextType) {
    let blocks = source.blocks();
    let house = House::default();
    let report = checker.check(Document { kind, blocks: &blocks }, &house);
    for finding in &report.findings {
        hold_finding(checker, source, text, &blocks, finding);
    }
    let again = checker.check(Document { kind, blocks: &blocks }, &house);
    assert_eq!(again.findings, report.findings, "the same text, another answer");
    assert_eq!(again.stats, report.stats);
}

fn hold_finding(checker: &Checker, source: &Source, text: &str, blocks: &[Block<'_>], finding: &Finding) {
    let rule = checker.rules().find(&finding.rule).expect("a finding has a rule");
    let _ = (finding.message(&rule.da.message), finding.message(&rule.en.message));
    let Some(block) = finding.block else {
        assert_eq!((finding.start, finding.end), (0, 0), "{finding:?}");
        return;
    };
    let own = blocks[block].text;
    let found = own.get(finding.start..finding.end).unwrap_or_else(|| panic!("no such place: {finding:?}"));
    assert!(!found.is_empty(), "{finding:?}");
    assert!(
        finding.suggestions.iter().all(|instead| instead != found),
        "suggests what is there: {finding:?}"
    );
    let (start, end) = (source.place(block, finding.start), source.place(block, finding.end));
    assert!(start <= end && end <= text.len(), "{finding:?} at {start} to {end} of {}", text.len());
    let places = [finding.start, finding.end];
    for unit in [Unit::Utf16, Unit::Chars] {
        assert_eq!(to_bytes(own, unit, &from_bytes(own, unit, &places)), places);
    }
}
