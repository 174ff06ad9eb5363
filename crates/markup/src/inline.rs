//! The inner text of a block: spans with marks, links and line breaks. Nothing else can occur.

use crate::href::Href;
use crate::tracking::unwrapped;

/// A stretch of text with the same marks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The text itself; it holds no line breaks.
    pub text: String,
    /// Shown as important (bold).
    pub strong: bool,
    /// Shown as stressed (italic).
    pub emphasis: bool,
}

impl Span {
    /// A span without marks.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: false, emphasis: false }
    }
}

/// One piece of a block's inner text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Text with marks.
    Text(Span),
    /// A link; its inner text may have marks but neither links nor line breaks.
    Link {
        /// Where it leads.
        href: Href,
        /// What the reader sees.
        spans: Vec<Span>,
    },
    /// A new line within the same block.
    Break,
}

impl Inline {
    /// Text without marks.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text(Span::plain(text))
    }
}

/// What a reader sees of a link: an address is the one that was meant.
pub(crate) fn meant_spans(spans: Vec<Span>) -> Vec<Span> {
    let shown: String = spans.iter().map(|span| span.text.as_str()).collect();
    match unwrapped(&shown) {
        Some(meant) => {
            let first = spans.into_iter().next().unwrap_or_default();
            vec![Span { text: meant, ..first }]
        }
        None => spans,
    }
}

/// The text of some inlines as a reader sees it, a line break as `\n`.
pub(crate) fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(span) => out.push_str(&span.text),
            Inline::Link { spans, .. } => spans.iter().for_each(|span| out.push_str(&span.text)),
            Inline::Break => out.push('\n'),
        }
    }
    out
}
