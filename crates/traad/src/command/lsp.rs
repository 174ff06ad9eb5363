//! `traad lsp`: the plain-language engine for editors, over standard input and output. Exit codes: 0 the editor said
//! goodbye as the protocol asks for, 1 it did not, 2 an option cannot be read.

use super::check;
use crate::{Settings, language};
use clap::Args;
use language_server::{Options, connect, serve};
use plain_language::{Language, TextType};
use std::path::PathBuf;

/// How to check until the editor says otherwise.
#[derive(Args)]
pub(super) struct Lsp {
    /// What the texts are for.
    #[arg(long = "type", default_value = "letter", value_parser = check::text_type)]
    kind: TextType,
    /// Words of the house, one a line.
    #[arg(long, value_name = "WORDLIST")]
    house: Option<PathBuf>,
    /// Language of the texts: da or en.
    #[arg(long, default_value = "da", value_parser = check::language_of)]
    language: Language,
    /// Language of what is said: da or en.
    #[arg(long, default_value = "da")]
    lang: String,
}

/// Runs the command.
pub(super) fn run(settings: &Settings, lsp: &Lsp) -> Result<u8, String> {
    let checker = language::checker(settings.share.as_deref(), lsp.language)?;
    if checker.dictionary().is_none() {
        super::warn(check::NO_PACK);
    }
    let options = Options {
        kind: lsp.kind,
        house: lsp.house.as_deref().map_or_else(|| Ok(String::new()), check::words_of)?,
        is_english: lsp.lang == "en",
        ..Options::default()
    };
    let (connection, writer) = connect();
    let is_well = serve(connection, &checker, options);
    let is_written = writer.join().is_ok_and(|written| written.is_ok());
    Ok(u8::from(!(is_well && is_written)))
}
