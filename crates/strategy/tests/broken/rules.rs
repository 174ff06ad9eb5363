//! Times, rings and rules.

use super::{WHOLE, broken, said};
use strategy::read;
use strategy::words::Language;

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
fn the_accent_colour_must_carry_white_text() {
    let pale = format!("{WHOLE}\n[theme]\naccent = \"#ffd166\"\n");
    insta::assert_snapshot!(said(&pale), @r##"
    fil.toml:85:10: farven er for lys til hvid tekst: kontrasten er 1.4 og skal være mindst 4.5 [too-pale]
    85 | accent = "#ffd166"
       |          ^^^^^^^^^

    1 fejl.
    "##);
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
