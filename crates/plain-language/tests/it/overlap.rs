//! What is one mistake is found once.

use crate::pack::checker;
use plain_language::{Document, House, TextType, blocks_of};

#[test]
fn a_word_that_another_finding_mends_is_not_called_misspelt() {
    let found = |text: &str| {
        let blocks = blocks_of(text);
        let report = checker().check(Document { kind: TextType::Web, blocks: &blocks }, &House::default());
        report
            .findings
            .iter()
            .map(|one| (one.rule.to_string(), text[one.start..one.end].to_owned()))
            .collect::<Vec<_>>()
    };
    let of = |rule: &str, text: &str| (rule.to_owned(), text.to_owned());
    assert_eq!(found("Vi lukker børne haven i dag."), [of("split-compound", "børne haven")]);
    assert_eq!(found("Vi lukker børnne i dag."), [of("spelling", "børnne")]);
}
