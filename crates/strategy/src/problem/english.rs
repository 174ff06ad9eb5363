//! Problems in English.

use super::{Cause, Clash, Impossible, Never, Problem, SyntaxFault};
use crate::spec::{FORMAT, Kind, Section};

/// What is wrong.
pub(super) fn message(cause: &Cause) -> String {
    match cause {
        Cause::TooBig { bytes } => {
            format!("the file is {bytes} bytes; the limit is {} bytes", crate::FILE_BYTES_MAX)
        }
        Cause::NotUtf8 { byte, offset } => {
            format!("the file is not UTF-8: byte {byte:#04x} at position {offset}")
        }
        Cause::Syntax(fault) => format!("the file is not valid TOML here: {}", syntax(fault)),
        Cause::UnknownFormat { found } => {
            format!("format {found} is unknown; this program reads format {FORMAT}")
        }
        Cause::NoSuchDate { written } => format!("{written} is not in the calendar"),
        Cause::UnknownKey { key, section } => format!("unknown key `{key}` in {}", place(section)),
        Cause::MissingKey { key, section } => format!("`{key}` is missing in {}", place(section)),
        Cause::MissingSource { section } => format!("`source` is missing in {}", place(section)),
        Cause::WrongType { key, wanted, found } => {
            format!("`{key}` should be {}, but is {}", kind(wanted), article(found))
        }
        Cause::NotInVocabulary { key, word, .. } => format!("`{key}` cannot be \"{word}\""),
        Cause::UnknownRule { key, rule } => format!("`{key}`: the language check has no rule \"{rule}\""),
        Cause::OutOfRange { key, min, max } => format!("`{key}` should be from {min} to {max}"),
        Cause::BadForm { key, wanted } => format!("`{key}` should be {}", kind(wanted)),
        Cause::EmptyText { key } => format!("`{key}` is empty"),
        Cause::Repeated { key, value } => format!("\"{value}\" stands twice in `{key}`"),
        _ => relation(cause),
    }
}

/// What is wrong between parts of the file.
fn relation(cause: &Cause) -> String {
    match cause {
        Cause::DuplicateId { address, first_line } => {
            format!("`{address}` already stands in line {first_line}")
        }
        Cause::Dangling { key, id, section } => {
            format!("`{key}` refers to \"{id}\", which does not stand under [[{section}]]")
        }
        Cause::EndsBeforeStart { start, end } => format!("`{end}` is before `{start}`"),
        Cause::Overlap { first, second } => format!("`{second}` overlaps `{first}`"),
        Cause::Cycle { key, ring } => format!("`{key}` goes in a ring: {}", ring.join(" -> ")),
        Cause::RoleWithoutSender { role } => format!("nobody sends in the role `{role}`"),
        Cause::ChannelWithoutPlatform { channel } => {
            format!("the channel `{channel}` belongs to no platform")
        }
        Cause::NobodyCanApprove { rule, reason } => {
            format!("nobody can fulfil the rule `{rule}`: {}", impossible(*reason))
        }
        Cause::NeverApplies { rule, reason } => {
            format!("the rule `{rule}` never applies: {}", never(*reason))
        }
        Cause::Contradiction { first, second, clash } => contradiction(first, second, *clash),
        Cause::TooPale { contrast } => {
            format!(
                "white text cannot be read on the colour: its contrast is {contrast} and must be at least 4.5"
            )
        }
        Cause::NeedsAnother { given, needed } => {
            format!("{given} needs `{}`", needed.join("` or `"))
        }
        _ => String::new(),
    }
}

/// What to do about it.
pub(super) fn help(problem: &Problem) -> Option<String> {
    if let Some(nearest) = &problem.suggestion {
        return Some(format!("did you mean `{nearest}`?"));
    }
    match &problem.cause {
        Cause::Dangling { .. } if !problem.known.is_empty() => {
            Some(format!("there are: {}", problem.known.join(", ")))
        }
        Cause::UnknownKey { section, .. } => Some(format!("keys here: {}", super::keys(section))),
        Cause::NotInVocabulary { vocabulary, .. } => Some(format!("one of: {}", super::words(vocabulary))),
        Cause::UnknownRule { .. } => Some("the page /language shows all rules with their ids".into()),
        Cause::MissingKey { key, section } => section.field(key).map(|field| format!("{key}: {}", field.doc)),
        Cause::MissingSource { .. } => {
            Some("name the section of the document, or write source = \"municipal choice\"".into())
        }
        Cause::WrongType { key, wanted: Kind::Tables(section), .. } if !section.path.is_empty() => {
            Some(format!("write `{key}` with two brackets: [[{}]]", section.path))
        }
        Cause::WrongType { wanted: Kind::Date, .. } => {
            Some("write dates without quotation marks: 2026-01-31".into())
        }
        Cause::WrongType { wanted: Kind::List(_), .. } => {
            Some("write lists in brackets: [\"a\", \"b\"]".into())
        }
        Cause::Cycle { .. } => Some("let one of them be the last, without the key".into()),
        Cause::NotUtf8 { .. } => Some("save the file as UTF-8".into()),
        Cause::TooBig { .. } => Some("a strategy is a few thousand lines; is this the right file?".into()),
        Cause::RoleWithoutSender { .. } => Some("name at least one level in `senders`".into()),
        Cause::Syntax(SyntaxFault::Unquoted) => Some("put quotation marks around text".into()),
        _ => None,
    }
}

fn place(section: &Section) -> String {
    match (section.path, section.shape) {
        ("", _) => "the top of the file".into(),
        (path, crate::spec::Shape::Many) => format!("[[{path}]]"),
        (path, _) => format!("[{path}]"),
    }
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text in quotation marks".into(),
        Kind::Id => "lower-case English letters, digits and hyphens, at most 60".into(),
        Kind::Link => "a web address that begins with https://".into(),
        Kind::Colour => "a colour such as \"#1d5c8a\"".into(),
        Kind::Ref(section) => format!("the id of an item under [[{section}]]"),
        Kind::OneOf(vocabulary) => format!("a word of the list {}", vocabulary.name),
        Kind::LanguageRule => "the id of a rule of the language check".into(),
        Kind::Date => "a date such as 2026-01-31".into(),
        Kind::Time => "a time such as \"21:30\"".into(),
        Kind::Integer { min, max } => format!("a whole number from {min} to {max}"),
        Kind::Bool => "true or false".into(),
        Kind::List(_) => "a list".into(),
        Kind::Table(_) => "a table".into(),
        Kind::Tables(_) => "a list of tables".into(),
    }
}

fn article(found: &str) -> &str {
    match found {
        "string" => "a text",
        "integer" => "a whole number",
        "float" => "a decimal number",
        "boolean" => "true or false",
        "datetime" => "a date or time",
        "array" => "a list",
        _ => "a table",
    }
}

fn syntax(fault: &SyntaxFault) -> &str {
    match fault {
        SyntaxFault::DuplicateKey => "the same key stands twice",
        SyntaxFault::Unquoted => "text without quotation marks",
        SyntaxFault::UnclosedText => "a text that is not closed",
        SyntaxFault::UnclosedBracket => "a bracket that is not closed",
        SyntaxFault::MissingComma => "a missing comma",
        SyntaxFault::NoValue => "a key without a value",
        SyntaxFault::KeyLetters => "keys have only the letters a-z, digits, - and _",
        SyntaxFault::AfterValue => "something stands after the value",
        SyntaxFault::TooDeep => "too many levels within one another",
        SyntaxFault::Other(words) => words,
    }
}

fn impossible(reason: Impossible) -> &'static str {
    match reason {
        Impossible::OneHeadOnly => "a unit has one head, and more are asked for",
        Impossible::NothingAbove => "nothing stands above these units",
        Impossible::LevelNotAbove => "the level is not above these units",
        Impossible::LevelLeadsNobody => "this level leads nobody",
    }
}

fn never(reason: Never) -> &'static str {
    match reason {
        Never::RolesAreExternal => "internal messages have no role",
        Never::ChannelsOnOtherSide => "none of its channels reach that audience",
        Never::NoSuchNumber => "no number is both over and at most",
        Never::NoElection => "the file has no [election]",
    }
}

fn contradiction(first: &str, second: &str, clash: Clash) -> String {
    match clash {
        Clash::SameTwice => format!("`{second}` decides the same as `{first}`"),
        Clash::AllowedAndForbidden => format!("`{first}` is both allowed and forbidden, in `{second}`"),
        Clash::PreferredNotDrawnOn => format!("`{first}` prefers `{second}` without drawing on it"),
        Clash::WrongSide => format!("`{first}` is a {second} channel on the wrong side"),
        Clash::RecommendedOverMaximum => format!("`{first}` recommends more than `{second}` allows"),
        Clash::NoUse => format!("`{first}` has no use together with `{second}`"),
    }
}
