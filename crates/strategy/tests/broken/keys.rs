//! Keys, types, words, ids and references.

use super::{WHOLE, broken, in_language, said};
use strategy::words::Language;

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
      hjælp: nøgler her: roles, characters, topics, unit_levels, channels, recipients_over, recipients_at_most, cost_over, during_election, audience

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
      help: keys here: roles, characters, topics, unit_levels, channels, recipients_over, recipients_at_most, cost_over, during_election, audience

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
      hjælp: mente du `must`?

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
      hjælp: der findes: centres

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

/// `approval.emergency` is the address of the section, so no rule may have it.
#[test]
fn an_item_may_not_take_a_sections_address() {
    let file = broken("id = \"external\"", "id = \"emergency\"")
        + "\n[approval.emergency]\ntext = \"Fare.\"\nduty = \"communications\"\nreview_minutes = 30\nsource = \"1\"\nforce = \"must\"\n";
    insta::assert_snapshot!(said(&file), @r#"
    fil.toml:84:1: `approval.emergency` findes allerede i linje 77 [duplicate-id]
    84 | [approval.emergency]
       | ^^^^^^^^^^^^^^^^^^^^

    1 fejl.
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
