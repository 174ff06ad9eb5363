//! Numbers that are and are not CPR numbers, as people and programs write them.

use super::*;
use proptest::prelude::*;
use tables::{HITS, OTHERS};

mod tables;

#[test]
fn numbers_in_every_dress_are_found() {
    let missed: Vec<_> = HITS.iter().filter(|text| cpr_numbers(text).is_empty()).collect();
    assert!(missed.is_empty(), "{missed:#?}");
    for text in HITS {
        let sentence = format!("Å, se her: {text}");
        for range in cpr_numbers(&sentence) {
            let found = sentence.get(range).unwrap();
            assert!(found.chars().next().is_some_and(|c| c.is_numeric() || "%&".contains(c)), "{found:?}");
        }
    }
    assert!(HITS.len() >= 60, "{}", HITS.len());
}

#[test]
fn other_numbers_are_left_alone() {
    let false_alarms: Vec<_> = OTHERS.iter().filter(|text| !cpr_numbers(text).is_empty()).collect();
    assert!(false_alarms.is_empty(), "{false_alarms:#?}");
    assert!(OTHERS.len() >= 40, "{}", OTHERS.len());
}

#[test]
fn two_numbers_are_two() {
    let text = "Ida 010190\u{2011}1234, Bo 0202904321.";
    let found: Vec<_> = cpr_numbers(text).into_iter().map(|range| &text[range]).collect();
    assert_eq!(found, ["010190\u{2011}1234", "0202904321"]);
}

#[test]
fn a_number_may_be_parted_by_the_end_of_a_paragraph() {
    for (before, after, wanted) in [
        (&["Ida 010190-"][..], &["1234 har"][..], true),
        (&["010190"], &["-1234"], true),
        (&["Ida har cpr 010190"], &["1234"], true),
        (&["010190"], &["1234"], true),
        (&["Navn", "010190"], &["1234", "Vejen 1"], true),
        (&["1200", "120500"], &["1234"], false),
        (&["120500"], &["1234", "1300"], false),
        (&["Vi var 120500"], &["1234 kom"], false),
        (&["Den 01.01.90"], &["1234 borgere kom"], false),
        (&["Ida 010190-1234"], &["har"], false),
        (&[], &["1234"], false),
    ] {
        assert_eq!(cpr_number_is_parted(before, after), wanted, "{before:?} {after:?}");
    }
}

proptest! {
    /// A number is found whatever unseen characters, hyphen and space it is written with.
    #[test]
    fn any_dress_is_seen_through(
        day in 1_u32..=28, month in 1_u32..=12, year in 0_u32..100, serial in 0_u32..10_000,
        unseen in "[\u{ad}\u{200b}-\u{200f}\u{2060}\u{feff}\u{fe0f}]{0,2}",
        space in "[ \u{a0}\u{2002}-\u{200a}\u{202f}\u{3000}]?",
        hyphen in "[-\u{2010}-\u{2015}\u{2212}\u{fe63}\u{ff0d}]",
        is_wide in any::<bool>(),
    ) {
        let digits = format!("{day:02}{month:02}{year:02}");
        let number = format!("{}{unseen}{}{space}{hyphen}{space}{serial:04}", &digits[..3], &digits[3..]);
        let wide = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0xff10 + digit)).unwrap_or(c);
        let number: String = if is_wide { number.chars().map(wide).collect() } else { number };
        let text = format!("Borgeren {number} har fået svar.");
        let found: Vec<_> = cpr_numbers(&text).into_iter().map(|range| text[range].to_owned()).collect();
        prop_assert_eq!(found, vec![number]);
    }

    /// No text makes it fall, and what it finds is a piece of the text.
    #[test]
    fn any_text_can_be_looked_at(text in "([0-9]{2,6}|[ .,/|-]|\\PC)*") {
        for range in cpr_numbers(&text) {
            prop_assert!(text.get(range).is_some());
        }
    }
}
