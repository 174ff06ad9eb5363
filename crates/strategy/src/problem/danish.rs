//! Problems in Danish, the interface's first language.

use super::{Cause, Clash, Impossible, Never, Problem, SyntaxFault};
use crate::spec::{FORMAT, Kind, Section};

/// What is wrong.
pub(super) fn message(cause: &Cause) -> String {
    match cause {
        Cause::TooBig { bytes } => {
            format!("filen fylder {bytes} byte; grænsen er {} byte", crate::FILE_BYTES_MAX)
        }
        Cause::NotUtf8 { byte, offset } => {
            format!("filen er ikke UTF-8: byte {byte:#04x} på plads {offset}")
        }
        Cause::Syntax(fault) => format!("filen er ikke gyldig TOML her: {}", syntax(fault)),
        Cause::UnknownFormat { found } => {
            format!("format {found} er ukendt; programmet læser format {FORMAT}")
        }
        Cause::NoSuchDate { written } => format!("{written} findes ikke i kalenderen"),
        Cause::UnknownKey { key, section } => format!("ukendt nøgle `{key}` i {}", place(section)),
        Cause::MissingKey { key, section } => format!("`{key}` mangler i {}", place(section)),
        Cause::MissingSource { section } => format!("`source` (kilden) mangler i {}", place(section)),
        Cause::WrongType { key, wanted, found } => {
            format!("`{key}` skal være {}, men er {}", kind(wanted), article(found))
        }
        Cause::NotInVocabulary { key, word, .. } => format!("`{key}` kan ikke være \"{word}\""),
        Cause::UnknownRule { key, rule } => format!("`{key}`: sprogtjekket har ingen regel \"{rule}\""),
        Cause::OutOfRange { key, min, max } => format!("`{key}` skal være fra {min} til {max}"),
        Cause::BadForm { key, wanted } => format!("`{key}` skal være {}", kind(wanted)),
        Cause::EmptyText { key } => format!("`{key}` er tom"),
        Cause::Repeated { key, value } => format!("\"{value}\" står to gange i `{key}`"),
        _ => relation(cause),
    }
}

/// What is wrong between parts of the file.
fn relation(cause: &Cause) -> String {
    match cause {
        Cause::DuplicateId { address, first_line } => {
            format!("`{address}` findes allerede i linje {first_line}")
        }
        Cause::Dangling { key, id, section } => {
            format!("`{key}` henviser til \"{id}\", som ikke findes under [[{section}]]")
        }
        Cause::EndsBeforeStart { start, end } => format!("`{end}` ligger før `{start}`"),
        Cause::Overlap { first, second } => format!("`{second}` overlapper `{first}`"),
        Cause::Cycle { key, ring } => format!("`{key}` går i ring: {}", ring.join(" -> ")),
        Cause::RoleWithoutSender { role } => format!("rollen `{role}` har ingen afsender"),
        Cause::ChannelWithoutPlatform { channel } => {
            format!("kanalen `{channel}` hører ikke til nogen platform")
        }
        Cause::NobodyCanApprove { rule, reason } => {
            format!("ingen kan opfylde reglen `{rule}`: {}", impossible(*reason))
        }
        Cause::NeverApplies { rule, reason } => {
            format!("reglen `{rule}` kommer aldrig i brug: {}", never(*reason))
        }
        Cause::Contradiction { first, second, clash } => contradiction(first, second, *clash),
        Cause::TooPale { contrast } => {
            format!("farven er for lys til hvid tekst: kontrasten er {contrast} og skal være mindst 4.5")
        }
        Cause::NeedsAnother { given, needed } => {
            format!("{given} kræver `{}`", needed.join("` eller `"))
        }
        _ => String::new(),
    }
}

/// What to do about it.
pub(super) fn help(problem: &Problem) -> Option<String> {
    if let Some(nearest) = &problem.suggestion {
        return Some(format!("mente du `{nearest}`?"));
    }
    match &problem.cause {
        Cause::Dangling { .. } if !problem.known.is_empty() => {
            Some(format!("der findes: {}", problem.known.join(", ")))
        }
        Cause::UnknownKey { section, .. } => Some(format!("nøgler her: {}", super::keys(section))),
        Cause::NotInVocabulary { vocabulary, .. } => {
            Some(format!("vælg en af: {}", super::words(vocabulary)))
        }
        Cause::UnknownRule { .. } => Some("siden /language viser alle regler med deres id".into()),
        Cause::MissingKey { key, .. } => {
            Some(format!("skriv {key} = …; docs/strategy-format.md siger, hvad der skal stå"))
        }
        Cause::MissingSource { .. } => Some(
            "skriv dokumentets afsnit, eller source = \"municipal choice\", hvis kommunen selv har valgt det"
                .into(),
        ),
        Cause::WrongType { key, wanted: Kind::Tables(section), .. } if !section.path.is_empty() => {
            Some(format!("skriv `{key}` med to klammer: [[{}]]", section.path))
        }
        Cause::WrongType { wanted: Kind::Date, .. } => {
            Some("skriv datoer uden anførselstegn: 2026-01-31".into())
        }
        Cause::WrongType { wanted: Kind::List(_), .. } => {
            Some("skriv lister i klammer: [\"a\", \"b\"]".into())
        }
        Cause::Cycle { .. } => Some("lad én af dem være den sidste, uden nøglen".into()),
        Cause::NotUtf8 { .. } => Some("gem filen som UTF-8".into()),
        Cause::TooBig { .. } => Some("en strategi er nogle tusinde linjer; er det den rigtige fil?".into()),
        Cause::RoleWithoutSender { .. } => Some("nævn mindst ét niveau i `senders`".into()),
        Cause::Syntax(SyntaxFault::Unquoted) => Some("sæt anførselstegn om tekst".into()),
        _ => None,
    }
}

fn place(section: &Section) -> String {
    match (section.path, section.shape) {
        ("", _) => "filens top".into(),
        (path, crate::spec::Shape::Many) => format!("[[{path}]]"),
        (path, _) => format!("[{path}]"),
    }
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Text => "tekst i anførselstegn".into(),
        Kind::Id => "små engelske bogstaver, tal og bindestreger, højst 60".into(),
        Kind::Link => "en webadresse, der begynder med https://".into(),
        Kind::Colour => "en farve som \"#1d5c8a\"".into(),
        Kind::Ref(section) => format!("id på noget under [[{section}]]"),
        Kind::OneOf(vocabulary) => format!("et ord fra listen {}", vocabulary.name),
        Kind::LanguageRule => "id på en regel i sprogtjekket".into(),
        Kind::Date => "en dato som 2026-01-31".into(),
        Kind::Time => "et klokkeslæt som \"21:30\"".into(),
        Kind::Integer { min, max } => format!("et helt tal fra {min} til {max}"),
        Kind::Bool => "true eller false".into(),
        Kind::List(_) => "en liste".into(),
        Kind::Table(_) => "en tabel".into(),
        Kind::Tables(_) => "en liste af tabeller".into(),
    }
}

fn article(found: &str) -> &str {
    match found {
        "string" => "en tekst",
        "integer" => "et helt tal",
        "float" => "et decimaltal",
        "boolean" => "true eller false",
        "datetime" => "en dato eller et klokkeslæt",
        "array" => "en liste",
        _ => "en tabel",
    }
}

fn syntax(fault: &SyntaxFault) -> &str {
    match fault {
        SyntaxFault::DuplicateKey => "den samme nøgle står to gange",
        SyntaxFault::Unquoted => "tekst uden anførselstegn",
        SyntaxFault::UnclosedText => "en tekst er ikke lukket",
        SyntaxFault::UnclosedBracket => "en klamme er ikke lukket",
        SyntaxFault::MissingComma => "der mangler et komma",
        SyntaxFault::NoValue => "en nøgle uden værdi",
        SyntaxFault::KeyLetters => "nøgler har kun bogstaverne a-z, tal, - og _",
        SyntaxFault::AfterValue => "der står noget efter værdien",
        SyntaxFault::TooDeep => "for mange niveauer inden i hinanden",
        SyntaxFault::Other(words) => words,
    }
}

fn impossible(reason: Impossible) -> &'static str {
    match reason {
        Impossible::OneHeadOnly => "en enhed har én leder, og der bliver bedt om flere",
        Impossible::NothingAbove => "der er ikke noget over disse enheder",
        Impossible::LevelNotAbove => "niveauet ligger ikke over disse enheder",
        Impossible::LevelLeadsNobody => "niveauet leder ingen",
    }
}

fn never(reason: Never) -> &'static str {
    match reason {
        Never::RolesAreExternal => "interne beskeder har ingen rolle",
        Never::ChannelsOnOtherSide => "ingen af kanalerne når de modtagere",
        Never::NoSuchNumber => "intet tal er både over og højst",
        Never::NoElection => "filen har ikke noget [election]",
    }
}

fn contradiction(first: &str, second: &str, clash: Clash) -> String {
    match clash {
        Clash::SameTwice => format!("`{second}` bestemmer det samme som `{first}`"),
        Clash::AllowedAndForbidden => format!("`{first}` er både tilladt og forbudt i `{second}`"),
        Clash::PreferredNotDrawnOn => format!("`{first}` foretrækker `{second}`, men trækker ikke på den"),
        Clash::WrongSide => format!("`{first}` er en {second}-kanal, og den når ikke de modtagere"),
        Clash::RecommendedOverMaximum => format!("`{first}` anbefaler mere, end `{second}` tillader"),
        Clash::NoUse => format!("`{first}` bruges ikke sammen med `{second}`"),
    }
}
