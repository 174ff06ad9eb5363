//! Sentences of Danish as authorities write it, and that no text at all makes the engine stumble.

use proptest::prelude::*;

use super::*;
use crate::block::BlockKind;
use crate::plain_text::blocks_of;

fn sentences(text: &str) -> Vec<&str> {
    let blocks = [Block { kind: BlockKind::Paragraph, text }];
    segment(&blocks).into_iter().map(|sentence| &text[sentence.start..sentence.end]).collect()
}

/// H2: `|` marks where a sentence ends.
#[test]
fn sentence_ends() {
    for marked in [
        "Vi åbner. |Du er velkommen! |Nej",
        "Kom nu! |Hvorfor? |Fordi.",
        "Kom nu!? |Ja…  |Nej... |Måske.",
        "Han tøvede ... og gik.",
        "Mødet er kl. 14.30 i Sundby.",
        "Vi holder fx møde den 3. maj 2023.",
        "Fristen er den 3. Maj er for sent.",
        "Det var i 1998. |Siden er alt nyt.",
        "Vi blev nr. 2. |Det var flot.",
        "Frederik 10. er konge.",
        "Det kræver jf. § 4, stk. 2, nr. 3, en aftale.",
        "Prisen er 10 kr. |Du betaler nu.",
        "Prisen er ca. 10 mio. kr. i alt.",
        "Vi har stole, borde m.v. |De er nye.",
        "Vi har stole m.fl. (se listen).",
        "Skriv til hr. Hansen eller fru A. B. Jensen.",
        "»Kom nu!« sagde hun.",
        "»Kom nu.« |Hun gik.",
        "Han sagde: \"Kom nu.\" |Hun gik. |(Det var sent.) |Så kom de.",
        "Husk: |Du skal svare.",
        "Husk: tøj, mad og penge.",
        "Hun sagde: »Nej.«",
        "Se www.sundby.dk. |Eller ring på tlf. 12 34 56 78.",
        "Temperaturen var 12.5 grader. |5 dage efter faldt den.",
        "Vi mødes på f.eks. Rådhuset eller bl.a. Torvet.",
        "Vi fik ros. |– Det var godt.",
        "Overskrift\n|Tekst under den",
        "Vi mødes kl.\n|Husk madpakke",
        "En linje der er delt\nmidt i sætningen.",
        "Ring til os,\nHelle og Ida.",
        "Vores lange linje er delt af et program, som ikke ved hvor sætningen ender, i\nNæstved Kommune.",
        "DR. Jensen bor her. |NR. 5 er lukket.",
    ] {
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        let text = marked.replace('|', "");
        assert_eq!(sentences(&text), expected, "{marked}");
    }
}

#[test]
fn text_without_words_is_no_sentence() {
    for text in ["", " ", "...", "– – –", "§ : !", "\n\n", "😀"] {
        assert!(sentences(text).is_empty(), "{text}");
    }
    assert_eq!(sentences("Ja. … Nej."), ["Ja.", "Nej."]);
}

#[test]
fn blocks_end_sentences() {
    let blocks = [
        Block { kind: BlockKind::Heading, text: "Ny skole" },
        Block { kind: BlockKind::ListItem, text: "pas" },
        Block { kind: BlockKind::ListItem, text: "billet" },
    ];
    let found: Vec<_> =
        segment(&blocks).iter().map(|sentence| (sentence.block, sentence.words.len())).collect();
    assert_eq!(found, [(0, 2), (1, 1), (2, 1)]);
}

/// Quotation marks in thousands and one endless line end quickly.
#[test]
fn large_texts() {
    for text in [
        "a. ".repeat(100_000),
        ".".repeat(300_000),
        "A:\n".repeat(100_000),
        "a".repeat(300_000),
        "\n".repeat(300_000) + "a",
    ] {
        segment(&blocks_of(&text));
        segment(&[Block { kind: BlockKind::Paragraph, text: &text }]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_are_in_order_and_on_characters(text in "([.!?…:,\n\r\t »«”'()0-9A-Ca-cæØå#*-]|kr\\.|maj|hej|mvh|.){0,60}") {
        let blocks = blocks_of(&text);
        let whole = [Block { kind: BlockKind::Paragraph, text: text.as_str() }];
        for blocks in [&blocks[..], &whole[..]] {
            let mut last = (0, 0);
            for sentence in segment(blocks) {
                let block = blocks[sentence.block].text;
                prop_assert!((sentence.block, sentence.start) >= last);
                prop_assert!(block.get(sentence.start..sentence.end).is_some_and(|text| !text.is_empty()));
                let mut at = sentence.start;
                prop_assert!(!sentence.words.is_empty());
                for word in &sentence.words {
                    prop_assert!(at <= word.start && word.start < word.end && word.end <= sentence.end);
                    prop_assert!(block.get(word.start..word.end).is_some());
                    at = word.end;
                }
                last = (sentence.block, sentence.end);
            }
        }
    }
}
