//! Files with every kind of fault, and what is said about them (W1): the words, the place and the help.

use strategy::read;
use strategy::words::Language;

/// A small valid strategy; each test breaks it.
const WHOLE: &str = r#"format = 1
title = "Prøve"
language = "da"
valid_from = 2026-01-01
valid_to = 2026-12-31
source_document = "Prøven"

[municipality]
name = "Sundby Kommune"
code = 999

[[stakeholder]]
id = "citizens"
name = "Borgere"
text = "Alle, der bor her."
side = "external"
source = "afsnit 1"
force = "should"

[[level]]
id = "centres"
name = "Centre"
text = "Centrene."
above = "board"
source = "afsnit 1"
force = "must"

[[level]]
id = "board"
name = "Direktion"
text = "Direktionen."
source = "afsnit 1"
force = "must"

[[goal]]
id = "clear"
name = "Klart"
text = "Alle forstår os."
scope = "role"
source = "afsnit 1"
force = "should"

[[platform]]
id = "letters"
name = "Breve"
text = "Breve på papir."
source = "afsnit 1"
force = "should"

[[role]]
id = "authority"
name = "Myndighed"
text = "Vi træffer afgørelser."
senders = ["centres"]
stakeholders = ["citizens"]
goal = "clear"
platforms = ["letters"]
source = "afsnit 1"
force = "usually"

[[channel]]
id = "letter"
name = "Brev"
text = "Brev på papir."
platform = "letters"
kind = "letter"
audience = "external"
source = "afsnit 1"
force = "usually"

[approval]
text = "To par øjne."
source = "municipal choice"
force = "must"

[[approval.rule]]
id = "external"
text = "Lederen siger ja."
when = { audience = "external" }
who = { by = "head-of-sender" }
source = "municipal choice"
force = "must"
"#;

/// The whole file with one text replaced.
fn broken(from: &str, to: &str) -> String {
    assert!(WHOLE.contains(from), "{from}");
    WHOLE.replacen(from, to, 1)
}

/// The report in Danish, or `gyldig`.
fn said(file: &str) -> String {
    in_language(file, Language::Da)
}

fn in_language(file: &str, language: Language) -> String {
    read(file.as_bytes(), "fil.toml").map_or_else(|report| report.to_text(language), |_| "gyldig".into())
}

#[test]
fn the_whole_file_is_valid() {
    assert_eq!(said(WHOLE), "gyldig");
}

#[test]
fn unknown_keys_get_a_suggestion() {
    let file = broken("valid_to", "vald_to")
        .replace("audience = \"external\" }", "audiense = \"external\", x = 1 }");
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:5:1: ukendt nøgle `vald_to` i filens top [unknown-key]
    5 | vald_to = 2026-12-31
      | ^^^^^^^
      hjælp: mente du `valid_to`?

    fil.toml:79:10: ukendt nøgle `audiense` i [approval.rule.when] [unknown-key]
    79 | when = { audiense = "external", x = 1 }
       |          ^^^^^^^^
      hjælp: mente du `audience`?

    fil.toml:79:33: ukendt nøgle `x` i [approval.rule.when] [unknown-key]
    79 | when = { audiense = "external", x = 1 }
       |                                 ^
      hjælp: nøgler her: roles, characters, topics, unit_levels, channels, recipients_over, recipients_at_most, during_election, audience

    3 fejl.
    "#);
    insta::assert_snapshot!(in_language(&file, Language::En), @r#"
    fil.toml:5:1: unknown key `vald_to` in the top of the file [unknown-key]
    5 | vald_to = 2026-12-31
      | ^^^^^^^
      help: did you mean `valid_to`?

    fil.toml:79:10: unknown key `audiense` in [approval.rule.when] [unknown-key]
    79 | when = { audiense = "external", x = 1 }
       |          ^^^^^^^^
      help: did you mean `audience`?

    fil.toml:79:33: unknown key `x` in [approval.rule.when] [unknown-key]
    79 | when = { audiense = "external", x = 1 }
       |                                 ^
      help: keys here: roles, characters, topics, unit_levels, channels, recipients_over, recipients_at_most, during_election, audience

    3 problems.
    "#);
}

#[test]
fn missing_keys_and_sources_are_reported_at_the_heading() {
    let file = broken("name = \"Breve\"\n", "").replace(
        "text = \"Alle forstår os.\"\nscope = \"role\"\nsource = \"afsnit 1\"",
        "text = \"Alle forstår os.\"\nscope = \"role\"",
    );
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:35:1: `source` (kilden) mangler i [[goal]] [missing-source]
    35 | [[goal]]
       | ^^^^^^^^
      hjælp: skriv dokumentets afsnit, eller source = "municipal choice", hvis kommunen selv har valgt det

    fil.toml:42:1: `name` mangler i [[platform]] [missing-key]
    42 | [[platform]]
       | ^^^^^^^^^^^^
      hjælp: skriv name = …; docs/strategy-format.md siger, hvad der skal stå

    2 fejl.
    "#);
}

#[test]
fn wrong_types_say_what_is_wanted() {
    let file = broken("code = 999", "code = \"999\"")
        .replace("senders = [\"centres\"]", "senders = \"centres\"")
        .replace("valid_from = 2026-01-01", "valid_from = \"2026-01-01\"")
        .replace("[[platform]]", "[platform]");
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:4:14: `valid_from` skal være en dato som 2026-01-31, men er en tekst [wrong-type]
    4 | valid_from = "2026-01-01"
      |              ^^^^^^^^^^^^
      hjælp: skriv datoer uden anførselstegn: 2026-01-31

    fil.toml:10:8: `code` skal være et helt tal fra 100 til 999, men er en tekst [wrong-type]
    10 | code = "999"
       |        ^^^^^

    fil.toml:43:1: `platform` skal være en liste af tabeller, men er en tabel [wrong-type]
    43 | [platform]
       | ^^^^^^^^^^
      hjælp: skriv `platform` med to klammer: [[platform]]

    fil.toml:54:11: `senders` skal være en liste, men er en tekst [wrong-type]
    54 | senders = "centres"
       |           ^^^^^^^^^
      hjælp: skriv lister i klammer: ["a", "b"]

    4 fejl.
    "#);
}

#[test]
fn words_outside_the_vocabulary_get_the_nearest() {
    let file = broken("kind = \"letter\"", "kind = \"lettr\"")
        .replace("force = \"usually\"\n\n[approval]", "force = \"skal\"\n\n[approval]");
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:66:8: `kind` kan ikke være "lettr" [not-in-vocabulary]
    66 | kind = "lettr"
       |        ^^^^^^^
      hjælp: mente du `letter`?

    fil.toml:69:9: `force` kan ikke være "skal" [not-in-vocabulary]
    69 | force = "skal"
       |         ^^^^^^
      hjælp: vælg en af: must, should, usually, example

    2 fejl.
    "#);
}

#[test]
fn duplicate_ids_and_dangling_references_are_found() {
    let file = broken("goal = \"clear\"", "goal = \"claer\"").replace("id = \"board\"", "id = \"centres\"");
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:24:9: `above` henviser til "board", som ikke findes under [[level]] [dangling-reference]
    24 | above = "board"
       |         ^^^^^^^

    fil.toml:29:6: `level.centres` findes allerede i linje 21 [duplicate-id]
    29 | id = "centres"
       |      ^^^^^^^^^

    fil.toml:56:8: `goal` henviser til "claer", som ikke findes under [[goal]] [dangling-reference]
    56 | goal = "claer"
       |        ^^^^^^^
      hjælp: mente du `clear`?

    3 fejl.
    "#);
}

#[test]
fn empty_and_ill_formed_values_are_found() {
    let file = broken("\"To par øjne.\"", "\"  \"")
        .replace("id = \"external\"", "id = \"Ekstern_1\"")
        .replace("code = 999", "code = 7")
        .replace("platforms = [\"letters\"]", "platforms = [\"letters\", \"letters\"]")
        + "\n[theme]\naccent = \"blå\"\n";
    insta::assert_snapshot!(said(&file), @r##"
    fil.toml:10:8: `code` skal være fra 100 til 999 [out-of-range]
    10 | code = 7
       |        ^

    fil.toml:57:25: "letters" står to gange i `platforms` [repeated-value]
    57 | platforms = ["letters", "letters"]
       |                         ^^^^^^^^^

    fil.toml:72:8: `text` er tom [empty-text]
    72 | text = "  "
       |        ^^^^

    fil.toml:77:6: `id` skal være små engelske bogstaver, tal og bindestreger, højst 60 [bad-form]
    77 | id = "Ekstern_1"
       |      ^^^^^^^^^^^

    fil.toml:85:10: `accent` skal være en farve som "#1d5c8a" [bad-form]
    85 | accent = "blå"
       |          ^^^^^

    5 fejl.
    "##);
}

/// A date that does not exist does not hide what else is wrong.
#[test]
fn dates_must_exist_and_be_in_order() {
    insta::assert_snapshot!(said(&broken("valid_to = 2026-12-31", "valid_to = 2026-02-30").replace("scope", "scop")), @r#"
    fil.toml:5:12: 2026-02-30 findes ikke i kalenderen [no-such-date]
    5 | valid_to = 2026-02-30
      |            ^^^^^^^^^^

    fil.toml:39:1: ukendt nøgle `scop` i [[goal]] [unknown-key]
    39 | scop = "role"
       | ^^^^
      hjælp: mente du `scope`?

    2 fejl.
    "#);
    insta::assert_snapshot!(said(&broken("2026-12-31", "2025-12-31")), @r#"
    fil.toml:5:12: `valid_to` ligger før `valid_from` [ends-before-start]
    5 | valid_to = 2025-12-31
      |            ^^^^^^^^^^

    1 fejl.
    "#);
}

#[test]
fn periods_may_not_overlap() {
    let file = format!(
        "{WHOLE}
[election]
text = \"Valg.\"
source = \"municipal choice\"
force = \"must\"
[[election.period]]
id = \"a\"
name = \"A\"
text = \"A\"
kind = \"municipal\"
from = 2026-10-01
to = 2026-11-20
source = \"municipal choice\"
force = \"must\"
[[election.period]]
id = \"b\"
name = \"B\"
text = \"B\"
kind = \"referendum\"
from = 2026-11-20
to = 2026-11-30
source = \"municipal choice\"
force = \"must\"
[load]
text = \"Ro.\"
source = \"municipal choice\"
force = \"must\"
[[load.quiet_hours]]
id = \"night\"
text = \"Nat\"
audience = \"internal\"
from = \"18:00\"
to = \"07:00\"
source = \"municipal choice\"
force = \"must\"
[[load.quiet_hours]]
id = \"morning\"
text = \"Morgen\"
audience = \"internal\"
from = \"06:30\"
to = \"08:00\"
source = \"municipal choice\"
force = \"must\"
"
    );
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:102:8: `election.b` overlapper `election.a` [overlap]
    102 | from = 2026-11-20
        |        ^^^^^^^^^^

    fil.toml:122:8: `load.morning` overlapper `load.night` [overlap]
    122 | from = "06:30"
        |        ^^^^^^^

    2 fejl.
    "#);
}

#[test]
fn rings_are_followed_to_their_end() {
    let file = broken("name = \"Direktion\"", "name = \"Direktion\"\nabove = \"centres\"");
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:24:9: `above` går i ring: centres -> board -> centres [cycle]
    24 | above = "board"
       |         ^^^^^^^
      hjælp: lad én af dem være den sidste, uden nøglen

    1 fejl.
    "#);
    insta::assert_snapshot!(said(&broken("above = \"board\"", "above = \"centres\"")), @r#"
    fil.toml:24:9: `above` går i ring: centres -> centres [cycle]
    24 | above = "centres"
       |         ^^^^^^^^^
      hjælp: lad én af dem være den sidste, uden nøglen

    1 fejl.
    "#);
}

#[test]
fn roles_need_senders_and_channels_a_platform() {
    let file = broken("senders = [\"centres\"]", "senders = []").replace("platform = \"letters\"\n", "");
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:54:11: rollen `authority` har ingen afsender [role-without-sender]
    54 | senders = []
       |           ^^
      hjælp: nævn mindst ét niveau i `senders`

    fil.toml:61:1: kanalen `letter` hører ikke til nogen platform [channel-without-platform]
    61 | [[channel]]
       | ^^^^^^^^^^^

    2 fejl.
    "#);
}

/// D1: a rule must be one that somebody can fulfil, and that sometimes applies.
#[test]
fn approval_rules_must_be_possible() {
    for (when, who) in [
        ("audience = \"external\"", "by = \"duty\""),
        ("audience = \"external\"", "by = \"level\", level = \"board\", duty = \"head\""),
        ("unit_levels = [\"board\"]", "by = \"head-above-sender\""),
        ("unit_levels = [\"board\"]", "by = \"level\", level = \"centres\""),
        ("audience = \"internal\", roles = [\"authority\"]", "by = \"head-of-sender\""),
        ("audience = \"internal\", channels = [\"letter\"]", "by = \"head-of-sender\""),
        ("recipients_over = 500, recipients_at_most = 500", "by = \"head-of-sender\""),
        ("during_election = true", "by = \"head-of-sender\""),
    ] {
        let file = broken("when = { audience = \"external\" }", &format!("when = {{ {when} }}"))
            .replace("who = { by = \"head-of-sender\" }", &format!("who = {{ {who} }}"));
        let report = read(file.as_bytes(), "fil.toml").unwrap_err();
        assert_eq!(report.total, 1, "{}", report.to_text(Language::En));
        let code = report.problems[0].code();
        assert!(
            matches!(code, "nobody-can-approve" | "never-applies" | "needs-another-key" | "contradiction"),
            "{code}"
        );
    }
    let two_heads =
        broken("who = { by = \"head-of-sender\" }", "who = { by = \"head-of-sender\" }\ncount = 2");
    insta::assert_snapshot!(said(&two_heads), @r#"
    fil.toml:81:9: ingen kan opfylde reglen `external`: en enhed har én leder, og der bliver bedt om flere [nobody-can-approve]
    81 | count = 2
       |         ^

    1 fejl.
    "#);
}

#[test]
fn rules_may_not_contradict() {
    let rule = WHOLE
        .split("[[approval.rule]]")
        .nth(1)
        .unwrap_or_default()
        .replace("external\"\ntext", "again\"\ntext");
    let file = broken("platforms = [\"letters\"]", "platforms = [\"letters\"]\npreferred_platforms = [\"oral\"]")
        .replace("[[role]]", "[[platform]]\nid = \"oral\"\nname = \"Tale\"\ntext = \"Tale.\"\nsource = \"1\"\nforce = \"should\"\n\n[[role]]")
        + "\n[[approval.rule]]" + &rule
        + "\n[approval.small_correction]\ntext = \"Småt.\"\nsource = \"1\"\nforce = \"must\"\nallowed = [\"spelling\", \"date\"]\nnever = [\"date\"]\n";
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:65:24: `authority` foretrækker `oral`, men trækker ikke på den [contradiction]
    65 | preferred_platforms = ["oral"]
       |                        ^^^^^^

    fil.toml:93:6: `approval.again` bestemmer det samme som `approval.external` [contradiction]
    93 | id = "again"
       |      ^^^^^^^

    fil.toml:104:24: `date` er både tilladt og forbudt i `approval.small-correction` [contradiction]
    104 | allowed = ["spelling", "date"]
        |                        ^^^^^^

    3 fejl.
    "#);
}

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
