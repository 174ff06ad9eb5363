//! What checks look at: every piece of text with its place, and all links, images and headings.
//! Places are stable enough to point at from a finding: block id, path of items, UTF-16 range in the text.

use std::{fmt, ops::Range};

use crate::block::{Block, BlockId, Content, Image, Level, List};
use crate::doc::Doc;
use crate::href::Href;
use crate::inline::{Inline, Span, plain_text};

/// Where a piece of text stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place<'a> {
    /// The block.
    pub block: &'a BlockId,
    /// For list items the index of the item, then of the item in its sublist, and so on; else empty.
    pub path: Vec<usize>,
}

impl fmt::Display for Place<'_> {
    /// Writes `b4` or `b4.0.2`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.block)?;
        self.path.iter().try_for_each(|index| write!(out, ".{index}"))
    }
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// A heading.
    Heading(Level),
    /// A paragraph.
    Paragraph,
    /// One list item, without the list below it.
    ListItem,
    /// The words of a quote.
    Quote,
    /// Who said them.
    QuoteBy,
    /// The alternative text of an image.
    Alt,
    /// The caption of an image.
    Caption,
}

/// A piece of text without markup; line breaks are `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPart<'a> {
    /// Where it stands.
    pub place: Place<'a>,
    /// What it is.
    pub kind: PartKind,
    /// The text.
    pub text: String,
    /// Its links and important words, in reading order; a bold link is both.
    pub pieces: Vec<Piece<'a>>,
}

/// What markup says of a piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: PieceKind<'a>,
}

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind<'a> {
    /// A link to an address.
    Link(&'a Href),
    /// Shown as important (bold).
    Strong,
}

/// A link and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkAt<'a> {
    /// Where it stands.
    pub place: Place<'a>,
    /// Where it leads.
    pub href: &'a Href,
    /// What the reader sees.
    pub text: String,
}

/// An image and the block it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageAt<'a> {
    /// Its block.
    pub block: &'a BlockId,
    /// The image.
    pub image: &'a Image,
}

/// A heading and the block it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingAt<'a> {
    /// Its block.
    pub block: &'a BlockId,
    /// Its level.
    pub level: Level,
    /// Its text.
    pub text: String,
}

impl Doc {
    /// Every piece of text in reading order.
    pub fn blocks_text(&self) -> impl Iterator<Item = TextPart<'_>> {
        self.blocks().iter().flat_map(parts_of)
    }

    /// Every link in reading order.
    pub fn links(&self) -> impl Iterator<Item = LinkAt<'_>> {
        self.blocks().iter().flat_map(inner_texts).flat_map(|(place, inlines)| {
            inlines.iter().filter_map(move |inline| match inline {
                Inline::Link { href, .. } => {
                    let text = plain_text(std::slice::from_ref(inline));
                    Some(LinkAt { place: place.clone(), href, text })
                }
                _ => None,
            })
        })
    }

    /// Every image in reading order.
    pub fn images(&self) -> impl Iterator<Item = ImageAt<'_>> {
        self.blocks().iter().filter_map(|block| match &block.content {
            Content::Image(image) => Some(ImageAt { block: &block.id, image }),
            _ => None,
        })
    }

    /// Every heading in reading order.
    pub fn headings(&self) -> impl Iterator<Item = HeadingAt<'_>> {
        self.blocks().iter().filter_map(|block| match &block.content {
            Content::Heading { level, inlines } => {
                Some(HeadingAt { block: &block.id, level: *level, text: plain_text(inlines) })
            }
            _ => None,
        })
    }
}

fn parts_of(block: &Block) -> Vec<TextPart<'_>> {
    let part = |kind, text| {
        let place = Place { block: &block.id, path: Vec::new() };
        TextPart { place, kind, text, pieces: Vec::new() }
    };
    let kind = match &block.content {
        Content::Heading { level, .. } => PartKind::Heading(*level),
        Content::Paragraph { .. } => PartKind::Paragraph,
        Content::List(_) => PartKind::ListItem,
        Content::Quote { .. } => PartKind::Quote,
        Content::Image(image) => {
            let texts = [(PartKind::Alt, &image.alt), (PartKind::Caption, &image.caption)];
            let filled = texts.into_iter().filter(|(_, text)| !text.is_empty());
            return filled.map(|(kind, text)| part(kind, text.clone())).collect();
        }
    };
    let texts = inner_texts(block).into_iter();
    let filled = |(place, inlines)| {
        let text = plain_text(inlines);
        TextPart { place, kind, pieces: pieces_of(inlines, &text), text }
    };
    let mut parts: Vec<_> = texts.map(filled).collect();
    if let Content::Quote { by: Some(by), .. } = &block.content {
        parts.push(part(PartKind::QuoteBy, by.clone()));
    }
    parts
}

fn pieces_of<'a>(inlines: &'a [Inline], text: &str) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for inline in inlines {
        match inline {
            Inline::Text(span) => at = push_span(&mut pieces, span, text, at),
            Inline::Link { href, spans } => {
                let length: usize = spans.iter().map(|span| span.text.len()).sum();
                pieces.push(Piece { range: at..at + length, kind: PieceKind::Link(href) });
                at = spans.iter().fold(at, |at, span| push_span(&mut pieces, span, text, at));
            }
            Inline::Break => at += 1,
        }
    }
    pieces
}

/// Adds a stretch where it is important, to the one before where no word stands between; says where the next begins.
fn push_span(pieces: &mut Vec<Piece<'_>>, span: &Span, text: &str, at: usize) -> usize {
    let end = at + span.text.len();
    if span.strong {
        let before = pieces.iter_mut().rfind(|piece| piece.kind == PieceKind::Strong);
        match before.filter(|before| text[before.range.end..at].trim().is_empty()) {
            Some(before) => before.range.end = end,
            None => pieces.push(Piece { range: at..end, kind: PieceKind::Strong }),
        }
    }
    end
}

fn inner_texts(block: &Block) -> Vec<(Place<'_>, &[Inline])> {
    let mut found = Vec::new();
    match &block.content {
        Content::List(list) => push_items(&mut found, &block.id, list, &[]),
        content => found.push((Place { block: &block.id, path: Vec::new() }, content.inlines())),
    }
    found
}

fn push_items<'a>(
    found: &mut Vec<(Place<'a>, &'a [Inline])>,
    block: &'a BlockId,
    list: &'a List,
    above: &[usize],
) {
    for (index, item) in list.items.iter().enumerate() {
        let path = [above, &[index]].concat();
        found.push((Place { block, path: path.clone() }, &item.inlines));
        if let Some(sublist) = &item.sublist {
            push_items(found, block, sublist, &path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "### H\n\nSe **[her](/a)**\n\n- a\n  - b [c](/d)\n\n> q\n>\n> — n\n\n![](media:m \"cap\")";

    /// H2: a finding can point at any text a reader meets.
    #[test]
    fn places_and_kinds() {
        let doc = Doc::from_markdown(TEXT).unwrap();
        let parts: Vec<_> =
            doc.blocks_text().map(|part| format!("{} {:?} {}", part.place, part.kind, part.text)).collect();
        assert_eq!(
            parts,
            [
                "b1 Heading(Three) H",
                "b2 Paragraph Se her",
                "b3.0 ListItem a",
                "b3.0.0 ListItem b c",
                "b4 Quote q",
                "b4 QuoteBy n",
                "b5 Caption cap",
            ]
        );
    }

    #[test]
    fn pieces_stand_where_their_text_does() {
        let doc = Doc::from_markdown("Åbn **nu *og* [her](/a)** i [dag](/b)\n\n**Husk**").unwrap();
        let pieces: Vec<_> = doc
            .blocks_text()
            .flat_map(|part| {
                let text = part.text.clone();
                part.pieces.into_iter().map(move |piece| match piece.kind {
                    PieceKind::Link(href) => format!("{href} {}", &text[piece.range]),
                    PieceKind::Strong => format!("! {}", &text[piece.range]),
                })
            })
            .collect();
        assert_eq!(pieces, ["! nu og her", "/a her", "/b dag", "! Husk"]);
    }

    #[test]
    fn links_images_and_headings() {
        let doc = Doc::from_markdown(TEXT).unwrap();
        let links: Vec<_> =
            doc.links().map(|link| format!("{} {} {}", link.place, link.href, link.text)).collect();
        assert_eq!(links, ["b2 /a her", "b3.0.0 /d c"]);
        assert_eq!(doc.images().map(|at| at.image.media.as_str()).collect::<Vec<_>>(), ["m"]);
        assert_eq!(doc.headings().map(|at| at.text).collect::<Vec<_>>(), ["H"]);
    }
}
