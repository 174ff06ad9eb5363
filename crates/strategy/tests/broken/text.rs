//! Syntax, encoding, size and the rendering of reports.

use super::{WHOLE, broken, said};
use strategy::read;
use strategy::words::Language;

#[test]
fn syntax_errors_are_problems_too() {
    let file = broken("language = \"da\"", "language = da")
        .replace("name = \"Borgere\"", "name = \"Borgere")
        .replace("scope = \"role\"", "scope = \"rol\"");
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:3:12: filen er ikke gyldig TOML her: tekst uden anførselstegn [syntax]
    3 | language = da
      |            ^^
      hjælp: sæt anførselstegn om tekst

    fil.toml:14:16: filen er ikke gyldig TOML her: en tekst er ikke lukket [syntax]
    14 | name = "Borgere
       |                ^

    fil.toml:39:9: `scope` kan ikke være "rol" [not-in-vocabulary]
    39 | scope = "rol"
       |         ^^^^^
      hjælp: mente du `role`?

    3 fejl.
    "#);
    insta::assert_snapshot!(said("format = 1\ntitle = [1, 2\nlanguage = \"da\"\n"), @r#"
    fil.toml:3:1: filen er ikke gyldig TOML her: der mangler et komma [syntax]
    3 | language = "da"
      | ^

    1 fejl.
    "#);
}

#[test]
fn tabs_and_danish_letters_are_underlined_in_place() {
    let file = broken("text = \"Breve på papir.\"", "\ttext = \"Blåbærgrød\"\t# æøå\n\tstørrelse = 1");
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:47:4: filen er ikke gyldig TOML her: nøgler har kun bogstaverne a-z, tal, - og _ [syntax]
    47 | 	størrelse = 1
       | 	  ^

    1 fejl.
    "#);
    let file = broken("when = { audience", "when = { topics = [\"skole\", \"ældre\"], audiance");
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:79:39: ukendt nøgle `audiance` i [approval.rule.when] [unknown-key]
    79 | when = { topics = ["skole", "ældre"], audiance = "external" }
       |                                       ^^^^^^^^
      hjælp: mente du `audience`?

    1 fejl.
    "#);
}

#[test]
fn a_file_in_another_encoding_names_its_first_bad_byte() {
    let mut bytes = b"format = 1\ntitle = \"Pr".to_vec();
    bytes.push(0xf8);
    bytes.extend_from_slice(b"ve\"\n");
    let report = read(&bytes, "fil.toml").unwrap_err();
    assert!(report.unreadable());
    insta::assert_snapshot!(report.to_text(Language::Da), @r#"
    fil.toml:2:12: filen er ikke UTF-8: byte 0xf8 på plads 22 [not-utf8]
    2 | title = "Pr�ve"
      |            ^
      hjælp: gem filen som UTF-8

    1 fejl.
    "#);
}

#[test]
fn a_file_over_the_limit_is_refused() {
    let report = read(&vec![b'#'; 10_000_000], "fil.toml").unwrap_err();
    assert!(report.unreadable());
    insta::assert_snapshot!(report.to_text(Language::Da), @r#"
    fil.toml:1:1: filen fylder 10000000 byte; grænsen er 1000000 byte [too-big]
      hjælp: en strategi er nogle tusinde linjer; er det den rigtige fil?

    1 fejl.
    "#);
}

#[test]
fn a_newer_format_is_named_alone() {
    insta::assert_snapshot!(said("format = 2\nhejsa = 1\n"), @r#"
    fil.toml:1:10: format 2 er ukendt; programmet læser format 1 [unknown-format]
    1 | format = 2
      |          ^

    1 fejl.
    "#);
}

#[test]
fn the_first_hundred_are_shown_and_all_are_counted() {
    let many: String = (0..250).map(|n| format!("ukendt{n} = 1\n")).collect();
    let report = read(format!("{many}{WHOLE}").as_bytes(), "fil.toml").unwrap_err();
    assert_eq!((report.problems.len(), report.total), (100, 250));
    assert!(report.to_text(Language::Da).ends_with("250 fejl; de første 100 er vist.\n"));
    assert_eq!(report.to_json(Language::En)["shown"], 100);
}

/// Hostile files come to an end, and soon: depth, rings, and a megabyte of faults.
#[test]
fn hostile_files_end() {
    let levels: String = (0..9_000)
        .map(|n| {
            format!(
                "[[level]]\nid = \"l{n}\"\nabove = \"l{}\"\nsource = \"1\"\nforce = \"mus\"\n",
                (n + 1) % 9_000
            )
        })
        .collect();
    for file in [
        "a.".repeat(400_000) + "a = 1",
        format!("[{}a]", "a.".repeat(400_000)),
        format!("a = {}", "[".repeat(900_000)),
        format!("a = {}", "{a=".repeat(300_000)),
        "x=1\n".repeat(200_000),
        "\"".repeat(900_000),
        "[[role]]\n".repeat(100_000),
        format!("[[role]]\nsenders = [{}]\n", "\"x\",".repeat(200_000)),
        format!("[approval.small_correction]\nallowed = [{0}]\nnever = [{0}]\n", "\"date\",".repeat(60_000)),
        levels,
    ] {
        let report = read(&file.as_bytes()[..file.len().min(999_999)], "fil.toml").unwrap_err();
        assert!(report.total > 0 && report.problems.len() <= 100);
    }
}

#[test]
fn the_json_report_is_stable() {
    let report = read(broken("kind = \"letter\"", "kind = \"lettr\"").as_bytes(), "fil.toml").unwrap_err();
    let expected = serde_json::json!({
        "file": "fil.toml", "valid": false, "total": 1, "shown": 1,
        "problems": [{
            "line": 66, "column": 8, "end_column": 15, "code": "not-in-vocabulary",
            "message": "`kind` kan ikke være \"lettr\"", "help": "mente du `letter`?",
            "source_line": "kind = \"lettr\"",
        }],
    });
    assert_eq!(report.to_json(Language::Da), expected);
}
