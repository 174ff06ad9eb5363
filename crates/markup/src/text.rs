//! A document as plain text: for the text part of e-mails, for counting and for comparing.
//! It loses marks and, unless asked, where links lead; Markdown is the form that loses nothing.

use crate::block::{Content, List};
use crate::doc::Doc;
use crate::inline::{Inline, Span};

/// What plain text should hold besides the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextOptions<'a> {
    /// Puts the address of each link after it, in brackets.
    pub link_targets: bool,
    /// Our own address, for a text that is read outside the house: its links are whole addresses.
    pub base: Option<&'a str>,
}

/// With the address of each link, as it is stored.
pub(crate) const WITH_TARGETS: TextOptions<'static> = TextOptions { link_targets: true, base: None };

impl Doc {
    /// The document as plain text: blank lines between blocks, "- " or "1. " before list items.
    ///
    /// Images give their alternative text and caption. There is no line end at the end.
    pub fn to_text(&self, options: TextOptions<'_>) -> String {
        let texts = self.blocks().iter().map(|block| of_content(&block.content, options));
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
    }
}

/// The plain text of one block.
pub(crate) fn of_content(content: &Content, options: TextOptions<'_>) -> String {
    match content {
        Content::Heading { inlines, .. } | Content::Paragraph { inlines } => of_inlines(inlines, options),
        Content::Quote { inlines, by } => {
            let quote = of_inlines(inlines, options);
            by.as_ref().map_or(quote.clone(), |by| format!("{quote}\n— {by}"))
        }
        Content::Image(image) => {
            let parts = [image.alt.as_str(), image.caption.as_str()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
        }
        Content::List(list) => {
            let mut lines = Vec::new();
            push_items(&mut lines, list, 0, options);
            lines.join("\n")
        }
    }
}

fn push_items(lines: &mut Vec<String>, list: &List, indent: usize, options: TextOptions<'_>) {
    for (item, number) in list.items.iter().zip(list.start..) {
        let marker = if list.ordered { format!("{number}. ") } else { "- ".to_owned() };
        let below = indent + marker.len();
        for (index, line) in of_inlines(&item.inlines, options).lines().enumerate() {
            let start = if index == 0 { format!("{:indent$}{marker}", "") } else { " ".repeat(below) };
            lines.push(format!("{start}{line}"));
        }
        if let Some(sublist) = &item.sublist {
            push_items(lines, sublist, below, options);
        }
    }
}

fn of_inlines(inlines: &[Inline], options: TextOptions<'_>) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(span) => out.push_str(&span.text),
            Inline::Break => out.push('\n'),
            Inline::Link { href, spans } => {
                let shown = joined(spans);
                let target = href.absolute(options.base);
                let bare = target.split_once(':').map_or(&*target, |(_, rest)| rest);
                let is_shown = shown == target || shown == bare || shown == href.as_str();
                // A path tells nobody outside anything, and neither does "post@sundby.dk (mailto:post@sundby.dk)".
                out.push_str(if shown == href.as_str() { &target } else { &shown });
                if options.link_targets && !is_shown {
                    out.push_str(&format!(" ({target})"));
                }
            }
        }
    }
    out
}

fn joined(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// H2: the text part of an e-mail says the same as its HTML part.
    #[test]
    fn text_of_every_kind() {
        let doc = Doc::from_markdown(
            "## Ny *skole*\n\nSe [her](https://sundby.dk/a) eller <post@sundby.dk>.\nTak\n\n- a\n- b\n  1. c\n  2. d\n     e\n\n> Godt\n>\n> — Ida\n\n![Skolen](media:x \"Foto\")",
        )
        .unwrap();
        let with = doc.to_text(TextOptions { link_targets: true, base: None });
        assert_eq!(
            with,
            "Ny skole\n\nSe her (https://sundby.dk/a) eller post@sundby.dk.\nTak\n\n- a\n- b\n  1. c\n  2. d\n     e\n\nGodt\n— Ida\n\nSkolen\nFoto"
        );
        let inside = Doc::from_markdown("Se [siden](/archive), </news/a> og [x](https://x.dk).").unwrap();
        let whole = inside.to_text(TextOptions { link_targets: true, base: Some("https://nyt.sundby.dk") });
        assert_eq!(whole, "Se siden (https://nyt.sundby.dk/archive), </news/a> og x (https://x.dk).");
        assert!(doc.to_text(TextOptions::default()).contains("Se her eller"));
    }
}
