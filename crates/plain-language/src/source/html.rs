//! HTML to blocks.

use super::{SourceBlock, SourceMark};
use crate::{BlockKind, NO_ALT};
use html5gum::{Token, Tokenizer, emitters::default::DefaultEmitter, emitters::default::StartTag};

/// Elements whose text is not for reading.
const SILENT: [&str; 7] = ["script", "style", "noscript", "template", "code", "pre", "title"];

/// The blocks of an HTML text.
pub(super) fn blocks(text: &str) -> Vec<SourceBlock> {
    let mut reader = Reader {
        text,
        blocks: Vec::new(),
        open: None,
        silent: 0,
        quotes: 0,
        kinds: Vec::new(),
        spans: Vec::new(),
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        match token {
            Token::StartTag(tag) => reader.start(&String::from_utf8_lossy(&tag.name), &tag),
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => reader.add(&String::from_utf8_lossy(&words.value), words.span.start),
            _ => {}
        }
    }
    reader.close();
    reader.blocks
}

struct Reader<'a> {
    text: &'a str,
    blocks: Vec<SourceBlock>,
    open: Option<SourceBlock>,
    silent: usize,
    quotes: usize,
    /// The blocks that are open, the innermost last.
    kinds: Vec<(String, BlockKind)>,
    /// Where links and bold words that are open begin, the innermost last.
    spans: Vec<(String, usize, SourceMark)>,
}

/// An attribute of a tag and where its value stands.
fn attribute(tag: &StartTag<usize>, name: &str) -> Option<(String, usize)> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some((String::from_utf8_lossy(&value.value).into_owned(), value.span.start))
}

impl Reader<'_> {
    fn start(&mut self, name: &str, tag: &StartTag<usize>) {
        if name == "br" {
            self.add("\n", 0);
        } else if name == "img" {
            self.picture(tag);
        } else if let Some(mark) = mark(name, tag) {
            let here = self.open.as_ref().map_or(0, |block| block.text.len());
            self.spans.push((name.to_owned(), here, mark));
        } else if SILENT.contains(&name) && !tag.self_closing {
            self.silent += 1;
        } else if name == "blockquote" || name == "q" {
            self.quotes += 1;
            self.close();
        } else if let Some(kind) = kind(name) {
            self.close();
            self.kinds.push((name.to_owned(), kind));
        }
    }

    /// An empty alternative says that the picture only adorns the page.
    fn picture(&mut self, tag: &StartTag<usize>) {
        let is_hidden = attribute(tag, "aria-hidden").is_some_and(|(value, _)| value == "true")
            || attribute(tag, "role").is_some_and(|(value, _)| value == "presentation" || value == "none");
        let (alt, place) = attribute(tag, "alt").unwrap_or_else(|| (NO_ALT.to_owned(), tag.span.start));
        // The value stands behind the name, the sign and perhaps a quotation mark.
        let before = self
            .text
            .get(place..)
            .and_then(|rest| rest.split_once(alt.as_str()))
            .map_or(0, |(name, _)| if name.starts_with("alt") { name.len() } else { 0 });
        if self.silent == 0 && !is_hidden && !alt.trim().is_empty() {
            self.blocks.push(SourceBlock::picture(&alt, place + before));
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(at) = self.spans.iter().rposition(|(open, ..)| open == name) {
            let (_, start, mark) = self.spans.remove(at);
            if let Some(block) = &mut self.open {
                block.mark(start, mark);
            }
        } else if SILENT.contains(&name) {
            self.silent = self.silent.saturating_sub(1);
        } else if name == "blockquote" || name == "q" {
            self.close();
            self.quotes = self.quotes.saturating_sub(1);
        } else if kind(name).is_some() {
            self.close();
            if let Some(at) = self.kinds.iter().rposition(|(open, _)| open == name) {
                self.kinds.truncate(at);
            }
        }
    }

    fn add(&mut self, words: &str, from: usize) {
        if self.silent > 0 || self.open.is_none() && words.trim().is_empty() {
            return;
        }
        let kind = self.kinds.last().map_or(BlockKind::Paragraph, |(_, kind)| *kind);
        let kind = if self.quotes > 0 { BlockKind::Quote } else { kind };
        let block = self.open.get_or_insert_with(|| SourceBlock::new(kind));
        let mut at = from;
        let mut is_straight = false;
        for c in words.chars() {
            let source = self.text.get(at..).unwrap_or_default();
            if !is_straight {
                block.pieces.push((block.text.len(), at));
            }
            is_straight = source.starts_with(c);
            at += match source.find(';') {
                _ if is_straight => c.len_utf8(),
                // A reference such as "&aelig;" is one character.
                Some(end) if source.starts_with('&') => end + 1,
                _ => 0,
            };
            block.text.push(c);
        }
    }

    fn close(&mut self) {
        self.spans.clear();
        let level = self.kinds.last().and_then(|(name, _)| name.strip_prefix('h')?.parse::<u8>().ok());
        if let (Some(block), Some(level)) = (&mut self.open, level) {
            block.mark(0, SourceMark::Heading(level));
        }
        self.blocks.extend(self.open.take().filter(|block| !block.text.trim().is_empty()));
    }
}

fn mark(name: &str, tag: &StartTag<usize>) -> Option<SourceMark> {
    match name {
        "a" => Some(SourceMark::Link(attribute(tag, "href")?.0)),
        "b" | "strong" => Some(SourceMark::Bold),
        _ => None,
    }
}

fn kind(name: &str) -> Option<BlockKind> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" | "dd" | "dt" => BlockKind::ListItem,
        "td" | "th" => BlockKind::TableCell,
        "address" => BlockKind::Address,
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "nav" | "aside" | "figure"
        | "figcaption" | "ul" | "ol" | "dl" | "table" | "tr" | "form" | "body" | "html" => {
            BlockKind::Paragraph
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, MarkKind, NO_ALT, Source};

    #[test]
    fn blocks_know_where_they_stand() {
        let text = "<title>x</title><h1>Vejen &aelig;ndres</h1><script>if (a < b) {}</script>\n<p>Ring <b>i</b> dag<br>eller kom.</p><ul><li>Mandag</ul><blockquote>Tak!</blockquote>";
        let source = Source::html(text);
        let blocks = source.blocks();
        let read: Vec<_> = blocks.iter().map(|block| (block.kind, block.text)).collect();
        assert_eq!(
            read,
            [
                (BlockKind::Heading, "Vejen ændres"),
                (BlockKind::Paragraph, "Ring i dag\neller kom."),
                (BlockKind::ListItem, "Mandag"),
                (BlockKind::Quote, "Tak!"),
            ]
        );
        for (block, word) in [(0, "Vejen"), (0, "ndres"), (1, "dag"), (1, "eller"), (2, "Mandag")] {
            let at = source.place(block, blocks[block].text.find(word).unwrap());
            assert!(text[at..].starts_with(word), "{word}: {}", &text[at..]);
        }
    }

    #[test]
    fn headings_links_bold_words_and_pictures_are_known() {
        let text = "<h3>Veje <i>i år</i></h3><p>Se <a href='/plan.pdf'>planen</a> nu. <img src=a alt='Et kort'></p><p><strong>Husk pas</strong></p><img alt=''><img src=b><img role=none src=c>";
        let source = Source::html(text);
        let blocks = source.blocks();
        let marks = source.marks();
        let marked: Vec<_> =
            marks.iter().map(|mark| (&blocks[mark.block].text[mark.start..mark.end], mark.kind)).collect();
        assert_eq!(
            marked,
            [
                ("Veje i år", MarkKind::Heading(3)),
                ("planen", MarkKind::Link("/plan.pdf")),
                ("Husk pas", MarkKind::Bold),
            ]
        );
        let pictures = blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Alt);
        let pictures: Vec<_> =
            pictures.map(|(at, block)| (block.text, text[source.place(at, 0)..].get(..5).unwrap())).collect();
        assert_eq!(pictures, [("Et kort", "Et ko"), (NO_ALT, "<img ")]);
    }
}
