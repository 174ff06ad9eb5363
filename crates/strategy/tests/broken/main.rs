//! Files with every kind of fault, and what is said about them (W1): the words, the place and the help.

mod keys;
mod rules;
mod text;

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
