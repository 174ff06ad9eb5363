//! Turns HTML into a flat run of tags and text by the tokenizer of html5ever. There is no tree: nothing nested
//! deeply can exhaust the stack, and scripts, styles and other raw text never come through as text.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, Rawtext, Rcdata};
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token as Raw, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A piece of HTML, its names in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Start { name: String, attributes: Vec<(String, String)> },
    End(String),
    Text(String),
}

/// Reads HTML. Comments (also conditional ones), doctypes and processing instructions are left out.
pub(super) fn tokens(html: &str) -> Vec<Token> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    // Feeding stops early only for scripts, and this sink never asks for that.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.found.take()
}

#[derive(Default)]
struct Sink {
    found: RefCell<Vec<Token>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Raw, _line: u64) -> TokenSinkResult<()> {
        match token {
            Raw::CharacterTokens(text) => self.push_text(&text),
            Raw::TagToken(tag) => return self.push_tag(&tag),
            Raw::DoctypeToken(_)
            | Raw::CommentToken(_)
            | Raw::NullCharacterToken
            | Raw::EOFToken
            | Raw::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl Sink {
    fn push_text(&self, text: &str) {
        let mut found = self.found.borrow_mut();
        match found.last_mut() {
            Some(Token::Text(before)) => before.push_str(text),
            _ => found.push(Token::Text(text.to_owned())),
        }
    }

    fn push_tag(&self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.to_ascii_lowercase().to_string();
        let raw = raw_kind(&name);
        let token = match tag.kind {
            TagKind::EndTag => Token::End(name),
            TagKind::StartTag => {
                let attribute = |attribute: &html5ever::Attribute| {
                    (attribute.name.local.to_string(), attribute.value.to_string())
                };
                Token::Start { name, attributes: tag.attrs.iter().map(attribute).collect() }
            }
        };
        self.found.borrow_mut().push(token);
        match raw {
            Some(kind) if tag.kind == TagKind::StartTag => TokenSinkResult::RawData(kind),
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Elements whose content is no HTML, as a browser reads it.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "title" | "textarea" => Some(Rcdata),
        "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" | "plaintext" => {
            Some(Rawtext)
        }
        _ => None,
    }
}
