//! Numbers that are and are not CPR numbers, as people and programs write them.

use super::*;
use proptest::prelude::*;

const HITS: &[&str] = &[
    "Borgeren med nummer 010190-1234 har fået svar.",
    "0101901234",
    "(311299 4321)",
    "nr. 010190–1234.",
    "CPR 010190 1234",
    "CPR010190-1234",
    "cpr-nr.: 0101901234",
    "Personnummer: 01 01 90 12 34",
    "cpr 010190, 1234",
    "cpr 0 1 0 1 9 0 1 2 3 4",
    "CPR: 01.01.1990 1234",
    "CPR-nummer 610190-1234",
    "cpr_nr=0101901234",
    "010190\u{2011}1234",
    "010190\u{2010}1234",
    "010190\u{2012}1234",
    "010190\u{2013}1234",
    "010190\u{2014}1234",
    "010190\u{2015}1234",
    "010190\u{2212}1234",
    "010190\u{fe63}1234",
    "010190\u{ff0d}1234",
    "010190\u{a0}1234",
    "010190\u{2009}1234",
    "010190\u{202f}1234",
    "010190\u{3000}1234",
    "010190 - 1234",
    "010190 – 1234",
    "010190 -1234",
    "010190- 1234",
    "010190-\n1234",
    "010190\n-1234",
    "010190\n1234",
    "010190\u{2028}1234",
    "010190\u{ad}-\u{ad}1234",
    "010190\u{200b}1234",
    "0101\u{200d}90-12\u{2060}34",
    "\u{202a}010190-1234\u{202c}",
    "010190\u{feff}-1234",
    "01 01 90 1234",
    "01 01 90-1234",
    "0101 90 1234",
    "0101 90-1234",
    "01.01.90-1234",
    "01.01.90 - 1234",
    "01/01/90-1234",
    "01/01-90-1234",
    "01-01-90-1234",
    "01. 01. 90-1234",
    "01.01.1990-1234",
    "1.1.90-1234",
    "01011990-1234",
    "010190/1234",
    "010190.1234",
    "010190_1234",
    "010190:1234",
    "010190+1234",
    "010190--1234",
    "nummer 01.01.90 1234 har fået svar",
    "01.01.90 1234",
    "Navn: Ida. 01.01.90 1234.",
    "０１０１９０-１２３４",
    "٠١٠١٩٠-١٢٣٤",
    "𝟎𝟏𝟎𝟏𝟗𝟎-𝟏𝟐𝟑𝟒",
    "0\u{fe0f}\u{20e3}10190-1234",
    "010190&#45;1234",
    "010190&nbsp;1234",
    "mailto:vej@sundby.example?subject=010190-1234",
    "https://x.dk/?q=010190%2D1234",
    "https://x.dk/?q=010190%E2%80%911234",
    "https://x.dk/?q=010190%20-%201234",
    "https://x.dk/?q=010190%252D1234",
    "https://x.dk/sag/0101901234#top",
    "https://x.dk/a#010190-1234",
    "%30%31%30%31%39%30%31%32%33%34",
    "| 010190 | 1234 |",
    "Ida | 010190 | 1234 | Vejen 1",
    "290200-1234",
    "brev-010190-1234.pdf",
    "scan_0101901234.pdf",
    "Konto og cpr: 0101901234",
    "Sag 010190-1234 og 020290-4321",
    "Ring til 0101901234",
    "Kravet fra 0101901234 er betalt",
    "Regionen skriver 010190 1234",
    "Kontoen tilhører borgeren 0101901234",
];

const OTHERS: &[&str] = &[
    "",
    "55 00 00 01",
    "Ring på 55 00 03 00.",
    "+45 12 10 20 30",
    "+4512102030",
    "0045 12 10 20 30",
    "+49 3012345678",
    "+49 30 1012345678",
    "Ring 12 10 20 30, 40 50 60 70 eller 20 10 20 30",
    "12 10 20 30 40 50 60 70",
    "12102030 40506070",
    "1210 2030 4050",
    "4512345678",
    "320190-1234",
    "011390-1234",
    "310290-1234",
    "290201-1234",
    "20260101-12345",
    "12345678901",
    "5790000123456",
    "EAN 5798 0090 1234 5",
    "GLN 5798009811578",
    "CVR 29189684",
    "CVR-nr. 29 18 96 84",
    "DK5000400440116243",
    "DK50 0040 0440 1162 43",
    "Reg.nr. 1234, konto 0101901234",
    "kontonummer 1234 0101901234",
    "1234-0101901234567",
    "Konto: 0101901234",
    "faktura 0101901234",
    "P-nummer 1003401234",
    "ISBN 0101901234",
    "sag 2026-010190",
    "sag 26/010190",
    "j.nr. 2026-0101-90",
    "den 01.01.90 1234 borgere",
    "Siden 01.01.90 1234 borgere har flyttet",
    "01.01.90 1234 borgere flyttede hertil",
    "01.01.2026 1430",
    "Den 01.01.26 1430",
    "01.01.26 14.30",
    "01.01.26 kl. 1430",
    "01.01.2026 2027",
    "mandag 01.01.26 0900-1600",
    "Fra 01.01.2026 til 31.12.2026",
    "01.01.26-31.12.26",
    "010126-311226",
    "01 01 26 - 31 12 26",
    "120500 1300 1200",
    "1100 120500 1300",
    "120500 kr. 1234",
    "Budget: 120500 1200 kr.",
    "| 120500 | 1300 | 1200 |",
    "55.010190, 12.3456",
    "12.0101901234",
    "3f010190-1234-4abc-8def-0123456789ab",
    "https://x.dk/style.css?v=1712345678",
    "https://x.dk/3fa0101901234bc",
    "version 10.10.22.1234",
    "010190, 1234 borgere",
    "Kode 010190. 1234 borgere",
    "xxxxxx-1234",
    "010190-xxxx",
    "CPR-kontoret: tlf. 12 10 20 30 eller 40 50 60 70",
    "cpr-nummer på 10 cifre",
    "§ 12, stk. 10, nr. 20, 2026",
];

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
