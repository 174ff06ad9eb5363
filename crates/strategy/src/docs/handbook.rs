//! The handbook page of the format, as Markdown with one sentence per line.

use crate::spec::{FORMAT, Field, Kind, MUNICIPAL_CHOICE, Section, Shape, sections, words};
use crate::strategy::FILE_BYTES_MAX;

/// The whole page.
#[must_use]
pub fn handbook() -> String {
    let mut page = introduction();
    for section in sections() {
        page.push_str(&section_part(section));
    }
    page.push_str("## Vocabularies\n\nA key takes only these words.\n");
    for vocabulary in words::ALL {
        page.push_str(&format!(
            "\n### {name}\n\n<a id=\"words-{name}\"></a>\n{doc}\n\n| word | meaning |\n| --- | --- |\n",
            name = vocabulary.name,
            doc = vocabulary.doc
        ));
        for (word, meaning) in vocabulary.words {
            page.push_str(&format!("| `{word}` | {meaning} |\n"));
        }
    }
    page
}

fn introduction() -> String {
    format!(
        "# The strategy file, format {FORMAT}

<!-- Generated from crates/strategy/src/spec. Write it anew with: UPDATE_DOCS=1 cargo test -p strategy -->

A municipality's communication strategy is one TOML file in UTF-8, at most {FILE_BYTES_MAX} bytes.
`traad strategy check file.toml` names everything that is wrong in it, with line and column.
Editors that know JSON Schema help while writing: put `#:schema ../docs/strategy.schema.json`, or the way to it, in the first line.

Every item has four keys.
`id` names it in lower-case English with hyphens, and its address is the section's name and the id, such as `approval.hard-news`.
`text` says what it says, in the municipality's own words.
`source` names the section or page of the source document, or says `{MUNICIPAL_CHOICE}` where the strategy is silent.
`force` is `must`, `should`, `usually` or `example`; only `must` stops anything.
A section that stands alone, such as `[narrative]`, is an item without `id`; its address is its own name.
An address is used once in the file, also across sections that share the first part.

Fixed in the program, so no key can change it:

- the author of a message never approves it;
- what people say to the press on their own behalf is never routed or logged (law 557 of 27 May 2025);
- what lies outside the matrix of roles is advised against, never refused.

"
    )
}

fn section_part(section: &Section) -> String {
    let heading = match (section.path, section.shape) {
        ("", _) => "## The top of the file".to_owned(),
        (path, Shape::Many) => format!("## `[[{path}]]` – {}", section.title_en),
        (path, _) => format!("## `[{path}]` – {}", section.title_en),
    };
    let address = match section.shape {
        Shape::Many => format!("Address: `{}.id`.\n", section.prefix),
        Shape::One => format!("Address: `{}`.\n", section.own_address().unwrap_or_default()),
        Shape::Plain => String::new(),
    };
    let shared = match section.shape {
        Shape::Many => "It also has `id`, `text`, `source` and `force`.\n",
        Shape::One => "It also has `text`, `source` and `force`.\n",
        Shape::Plain => "",
    };
    let mut part =
        format!("{heading}\n\n{}\nRequirements: {}.\n{address}{shared}\n", section.doc, section.requirements);
    if !section.fields.is_empty() {
        part.push_str("| key | value | needed | meaning |\n| --- | --- | --- | --- |\n");
        section.fields.iter().for_each(|field| part.push_str(&row(field)));
        part.push('\n');
    }
    part
}

fn row(field: &Field) -> String {
    let needed = if field.required { "yes" } else { "" };
    format!(
        "| `{}` | {} | {needed} | {} ({}) |\n",
        field.name,
        value(field.kind),
        field.doc,
        field.requirement
    )
}

fn value(kind: Kind) -> String {
    match kind {
        Kind::Text => "text".into(),
        Kind::Id => "id".into(),
        Kind::Link => "web address".into(),
        Kind::Colour => "colour `#rrggbb`".into(),
        Kind::Ref(section) => format!("id of a `[[{section}]]`"),
        Kind::OneOf(vocabulary) => format!("word of [{0}](#words-{0})", vocabulary.name),
        Kind::LanguageRule => "id of a rule of the language check, as the page `/language` lists them".into(),
        Kind::Date => "date".into(),
        Kind::Time => "time `\"HH:MM\"`".into(),
        Kind::Integer { min, max } => format!("whole number, {min} to {max}"),
        Kind::Bool => "`true` or `false`".into(),
        Kind::List(inner) => format!("list: {}", value(*inner)),
        Kind::Table(section) => format!("table `[{}]`", section.path),
        Kind::Tables(section) => format!("tables `[[{}]]`", section.path),
    }
}
