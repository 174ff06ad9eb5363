//! What the engine remembers from text to text changes no answer.

use crate::pack;
use plain_language::{Block, BlockKind, Checker, Dictionary, Document, House, Rules, TextType};

/// The second text of a process is checked with words that are known already.
#[test]
fn a_text_is_checked_as_before() {
    let pack = pack::bytes();
    let checker = || Checker::new(Rules::built_in().unwrap(), Some(Dictionary::load(&pack).unwrap()));
    let text = "Skolebestyrelsesvalget bliver afholdt såfremt Hr. Jørn Ulfeldsen er rask. Vi har modtagett \
                dit brev om børne- og ungeområdet. SKOLEBESTYRELSESVALGET behandles. Modtagett igen.";
    let blocks = [Block { kind: BlockKind::Paragraph, text }];
    let house = House::default();
    let found = |checker: &Checker| {
        checker.check(Document { kind: TextType::Letter, blocks: &blocks }, &house).findings
    };
    let known = checker();
    let first = found(&known);
    assert!(first.iter().any(|finding| &*finding.rule == "spelling"), "{first:?}");
    assert_eq!(found(&known), first);
    assert_eq!(found(&checker()), first);
}
