//! The reader against tables of files: each problem, each encoding, and five bad rows of 5,000.

use super::{Kind, Known, Parsed, Rows, read};
use std::fmt::Write;

fn known() -> Known {
    Known {
        levels: vec!["centres".to_owned(), "institutions".to_owned()],
        duties: vec!["head".to_owned(), "communications".to_owned()],
        units: [("board", ""), ("roads", "board")].map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
        emails: [("hand@x.dk", ""), ("taken@x.dk", "p9")].map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
        people: ["p9".to_owned(), "p8".to_owned()].into(),
    }
}

fn parsed(kind: Kind, text: &str) -> Parsed {
    read(kind, text.as_bytes(), &known()).unwrap()
}

#[test]
fn each_problem_of_units_has_its_place_and_suggestion() {
    let long = "x".repeat(201);
    let cases: [(&str, &str, &str, Option<&str>); 11] = [
        (";board;Vej;centres;", "key", "people-import-missing", None),
        ("a;board;Vej;centres;\na;board;Vej;centres;", "key", "people-import-key-twice", Some("2")),
        ("a;rods;Vej;centres;", "parent_key", "people-import-parent", Some("roads")),
        ("a;a;Vej;centres;", "parent_key", "people-import-ring", None),
        ("board;roads;Vej;centres;", "parent_key", "people-import-ring", None),
        ("a;;Vej;centre;", "level", "people-import-level", Some("centres")),
        ("a;;Vej;managers;", "level", "people-import-level", Some("centres, institutions")),
        ("a;;;centres;", "name", "people-import-missing", None),
        ("a;;Vej;;", "level", "people-import-missing", None),
        ("a;;Vej;centres;vej at x.dk", "email", "people-import-email", None),
        (&format!("a;;{long};centres;"), "name", "people-import-too-long", None),
    ];
    for (rows, column, key, suggestion) in cases {
        let found = parsed(Kind::Units, &format!("key;parent_key;name;level;email\n{rows}\n")).problems;
        let found: Vec<_> =
            found.iter().map(|one| (one.column.as_str(), one.key, one.suggestion.as_deref())).collect();
        assert_eq!(found, [(column, key, suggestion)], "{rows}");
    }
}

#[test]
fn each_problem_of_people_has_its_place_and_suggestion() {
    let cases: [(&str, &str, &str, Option<&str>); 9] = [
        (";roads;vejmand;;", "nøgle", "people-import-missing", None),
        ("a;rods;vejmand;;", "enhed", "people-import-unit", Some("roads")),
        ("a;roads;;;", "funktion", "people-import-missing", None),
        ("a;roads;vejmand;x@;", "e-mail", "people-import-email", None),
        ("a;roads;b;A@x.dk;\nb;roads;b;a@x.dk;", "e-mail", "people-import-email-twice", Some("2")),
        ("a;roads;b;taken@x.dk;", "e-mail", "people-import-email-taken", None),
        ("p8;roads;b;hand@x.dk;", "e-mail", "people-import-email-taken", None),
        ("a;roads;b;;hed", "hverv", "people-import-duty", Some("head")),
        ("a;roads;b;;head@bord", "hverv", "people-import-unit", Some("board")),
    ];
    for (rows, column, key, suggestion) in cases {
        let found = parsed(Kind::People, &format!("Nøgle;Enhed;Funktion;E-mail;Hverv\n{rows}\n")).problems;
        let found: Vec<_> =
            found.iter().map(|one| (one.column.to_lowercase(), one.key, one.suggestion.as_deref())).collect();
        assert_eq!(found, [(column.to_owned(), key, suggestion)], "{rows}");
    }
}

#[test]
fn an_address_may_move_between_people_of_the_file_and_to_somebody_registered_by_hand() {
    let text =
        "key;unit_key;function;email\np9;roads;b;new@x.dk\na;roads;b;taken@x.dk\nb;roads;c;hand@x.dk\n";
    assert_eq!(parsed(Kind::People, text).problems, []);
}

#[test]
fn the_header_says_what_is_missing_twice_or_misspelt() {
    let found = |header: &str| {
        let problems = parsed(Kind::Units, &format!("{header}\n")).problems;
        problems.into_iter().map(|one| (one.value, one.key)).collect::<Vec<_>>()
    };
    assert_eq!(found("key;parent_key;name"), [("niveau".to_owned(), "people-import-column-missing")]);
    assert_eq!(found("key;parent_key;name;levl"), [("levl".to_owned(), "people-import-column-unknown")]);
    assert_eq!(found("key;parent_key;name;level;navn"), [("navn".to_owned(), "people-import-column-twice")]);
    assert!(read(Kind::Units, b"", &known()).is_err());
    assert!(read(Kind::Units, b"\x00\x01\x02", &known()).is_err());
    assert!(read(Kind::Units, &vec![b'a'; super::FILE_BYTES_MAX + 1], &known()).is_err());
}

#[test]
fn encodings_and_separators_are_found_out() {
    let text = "Nøgle,Overenhed,Navn,Niveau,Emner\nå,,\"Vej, Park\",centres,veje|parker\n\n,,,,\n";
    let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let semicolons = text.replace(',', ";").replace("\"Vej; Park\"", "\"Vej, Park\"").replace('\n', "\r\n");
    for bytes in [text.as_bytes(), &marked, &windows, semicolons.as_bytes()] {
        let parsed = read(Kind::Units, bytes, &known()).unwrap();
        assert_eq!(parsed.problems, []);
        let Rows::Units(rows) = parsed.rows else { panic!("units") };
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].row, rows[0].key.as_str(), rows[0].name.as_str()), (2, "å", "Vej, Park"));
        assert_eq!(rows[0].topics.as_deref().unwrap(), ["veje", "parker"]);
        assert_eq!(rows[0].phone, None, "no such column");
    }
}

/// A key in two dresses is one key.
#[test]
fn letters_in_two_parts_are_one_letter() {
    let text = "key;unit_key;function\nBJÆ-å;roads;a\nBJÆ-a\u{30a};roads;b\n";
    let keys: Vec<_> = parsed(Kind::People, text).problems.iter().map(|one| one.key).collect();
    assert_eq!(keys, ["people-import-key-twice"]);
}

#[test]
fn a_cpr_number_is_a_problem_and_is_not_repeated() {
    for row in ["010190-1234;roads;a;", "p1;roads;chauffør (010190\u{2011}1234);", "p1;roads;a;01 01 90 1234"]
    {
        let problems = parsed(Kind::People, &format!("key;unit_key;function;phone\n{row}\n")).problems;
        let found: Vec<_> = problems.iter().map(|one| (one.key, one.value.as_str())).collect();
        assert_eq!(found, [("people-import-cpr", "")], "{row}");
    }
}

#[test]
fn five_bad_rows_of_five_thousand_are_found_and_no_others() {
    let mut text = "nøgle;enhed;funktion;e-mail;telefon;hverv\n".to_owned();
    for row in 2..=5_001 {
        let (unit, email, duty) = match row {
            17 => ("rods", format!("p{row}@x.dk"), ""),
            900 => ("roads", "p900 at x.dk".to_owned(), ""),
            2_500 => ("roads", "p2499@x.dk".to_owned(), ""),
            4_000 => ("roads", format!("p{row}@x.dk"), "chef"),
            _ => ("roads", format!("p{row}@x.dk"), "head@board"),
        };
        let key = if row == 5_001 { String::new() } else { format!("p-{row}") };
        let _ = writeln!(text, "{key};{unit};medarbejder;{email};55 00 00 00;{duty}");
    }
    let begun = std::time::Instant::now();
    let parsed = parsed(Kind::People, &text);
    assert!(begun.elapsed().as_secs() < 2, "{:?}", begun.elapsed());
    let found: Vec<_> = parsed.problems.iter().map(|one| (one.row, one.key)).collect();
    assert_eq!(
        found,
        [
            (17, "people-import-unit"),
            (900, "people-import-email"),
            (2_500, "people-import-email-twice"),
            (4_000, "people-import-duty"),
            (5_001, "people-import-missing"),
        ]
    );
    assert_eq!(parsed.problems[3].suggestion.as_deref(), Some("head"), "a Danish word for it");
}
