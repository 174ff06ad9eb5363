//! Reads pasted HTML, also from Word, Outlook and web pages, into clean blocks.
//! Takes text, headings, lists, quotes, links, strong and emphasis; never styles, scripts or hidden text.

use crate::block::{Content, Image, Item, List, MediaRef};
use crate::doc::{Doc, MAX_BLOCKS, MAX_LIST_DEPTH, MAX_TEXT_BYTES};
use crate::href::Href;
use crate::inline::{Inline, Span, meant_spans, plain_text};

use super::elements::{Element, Role, Shown};
use super::tokens::{Token, tokens};
use super::word;

/// The most HTML that is read, in bytes; Word wraps text in ten times its size.
const MAX_HTML_BYTES: usize = 4_000_000;
/// The most text that is kept, in bytes; the rest of what a document holds is for what is added to it.
const MAX_PASTED_BYTES: usize = MAX_TEXT_BYTES - 10_000;
/// The most elements that are open at once; what is nested deeper keeps its text and loses its meaning.
const MAX_OPEN: usize = 256;

impl Doc {
    /// Reads HTML, for example from the clipboard. Never fails: what is larger than a document is cut off.
    pub fn from_html(html: &str) -> Self {
        let mut paste = Paste::default();
        for token in tokens(&html[..html.floor_char_boundary(MAX_HTML_BYTES)]) {
            match token {
                Token::Text(text) => paste.text(&text),
                Token::Start { name, attributes } => {
                    let around = paste.shown();
                    paste.start(Element::new(name, &attributes, around));
                }
                Token::End(name) => paste.end(&name),
            }
        }
        paste.finish()
    }
}

#[derive(Default)]
struct Paste {
    out: Vec<Content>,
    open: Vec<Element>,
    lists: Vec<List>,
    /// The list that paragraphs shown as list items are put into.
    fake_list: Option<List>,
    quote: Option<Vec<Inline>>,
    run: Vec<Inline>,
    link: Option<(Href, Vec<Span>)>,
    /// Kept text and addresses so far.
    bytes: usize,
}

impl Paste {
    fn shown(&self) -> Shown {
        self.open.last().map_or(Shown::default(), |element| element.shown)
    }

    fn has_room_for(&mut self, text: &str) -> bool {
        self.bytes += text.split_whitespace().map(|word| word.len() + 1).sum::<usize>();
        self.bytes <= MAX_PASTED_BYTES
    }

    fn text(&mut self, text: &str) {
        let shown = self.shown();
        if shown.is_list_marker {
            return self.remember_marker(text);
        }
        if shown.hidden || !self.has_room_for(text) {
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 && shown.keeps_lines {
                self.line_break();
            } else if index > 0 {
                self.push(Span::plain(" "));
            }
            // Word fills lines with hard spaces; those that matter are for the author to set.
            let text = line.replace('\u{a0}', " ");
            self.push(Span { text, strong: shown.strong, emphasis: shown.emphasis });
        }
    }

    fn push(&mut self, span: Span) {
        let is_blank = span.text.trim().is_empty();
        match &mut self.link {
            // One space is as good as many, and a run of nothing but them would cost time again and again.
            None if is_blank && self.run.last().is_some_and(is_blank_text) => {}
            Some((_, spans)) => spans.push(span),
            None => self.run.push(Inline::Text(span)),
        }
    }

    fn line_break(&mut self) {
        match &mut self.link {
            Some((_, spans)) => spans.push(Span::plain(" ")),
            None => {
                self.run.pop_if(|last| is_blank_text(last));
                if self.run.last() != Some(&Inline::Break) {
                    self.run.push(Inline::Break);
                }
            }
        }
    }

    fn start(&mut self, element: Element) {
        if element.role == Role::Ignored {
            return;
        }
        let newly_hidden = element.shown.hidden && !self.shown().hidden;
        let is_too_deep = self.open.len() >= MAX_OPEN && !element.is_void && !newly_hidden;
        if is_too_deep {
            return if element.is_block() {
                self.flush()
            };
        }
        if !element.shown.hidden {
            self.begin(&element.role);
        }
        if !element.is_void {
            self.open.push(element);
        }
    }

    fn begin(&mut self, role: &Role) {
        match role {
            Role::LineBreak => self.begin_line(),
            Role::Link(href) => {
                self.close_link();
                let href = href.clone().filter(|href| self.has_room_for(href.as_str()));
                self.link = href.map(|href| (href, Vec::new()));
            }
            Role::List { ordered, start } => {
                self.begin_block();
                self.lists.push(List { ordered: *ordered, start: *start, items: Vec::new() });
            }
            Role::Item => {
                self.begin_block();
                self.close_item();
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(Item::default());
                }
            }
            Role::Quote => {
                self.begin_block();
                self.quote.get_or_insert_default();
            }
            Role::Cell if has_text(&self.run) => self.push(Span::plain(" | ")),
            Role::Media { media, decorative } => self.picture(media, *decorative),
            Role::Picture(alt) => self.describe(alt),
            Role::Cell | Role::Inline | Role::Ignored => {}
            Role::Heading(_) | Role::Block | Role::FakeItem { .. } | Role::Preformatted | Role::By => {
                self.begin_block();
            }
        }
    }

    /// A line break; two in a row are how mail programs end a paragraph.
    fn begin_line(&mut self) {
        self.run.pop_if(|last| is_blank_text(last));
        if self.run.last() == Some(&Inline::Break) && self.lists.is_empty() && self.quote.is_none() {
            self.flush();
        } else {
            self.line_break();
        }
    }

    /// A block begins: the text before it ends, and an open paragraph with it, as in a browser.
    fn begin_block(&mut self) {
        self.flush();
        while self.open.last().is_some_and(|element| element.name == "p") {
            self.open.pop();
        }
    }

    /// An item begins: one of the same list that was never closed ends.
    fn close_item(&mut self) {
        let at = self.open.iter().rposition(|element| matches!(element.role, Role::Item | Role::List { .. }));
        if let Some(at) = at.filter(|at| self.open[*at].role == Role::Item) {
            self.open.truncate(at);
        }
    }

    fn end(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|element| element.name == name) else { return };
        // A stray end tag of an inline element must not end the blocks around it.
        if !self.open[at].is_block() && self.open[at + 1..].iter().any(Element::is_block) {
            let closed = self.open.remove(at);
            let around = at.checked_sub(1).map_or(Shown::default(), |below| self.open[below].shown);
            for element in &mut self.open[at..] {
                element.shown.strong &= around.strong;
                element.shown.emphasis &= around.emphasis;
            }
            return self.ended(&closed);
        }
        while self.open.len() > at {
            self.end_last();
        }
    }

    fn end_last(&mut self) {
        if let Some(closed) = self.open.last().cloned() {
            self.ended(&closed);
            self.open.pop();
        }
    }

    /// What the end of an element means; it is still open.
    fn ended(&mut self, element: &Element) {
        match &element.role {
            _ if element.shown.hidden => {}
            Role::Link(_) => self.close_link(),
            Role::List { .. } => self.close_list(),
            Role::By => self.close_by(),
            Role::Quote => {
                self.flush();
                if let Some(inlines) = self.quote.take() {
                    self.emit(Content::Quote { inlines, by: None });
                }
            }
            _ if element.is_block() => self.flush(),
            _ => {}
        }
    }

    fn close_link(&mut self) {
        if let Some((href, spans)) = self.link.take() {
            let is_blank = spans.iter().all(|span| span.text.trim().is_empty());
            self.run.push(if is_blank {
                Inline::plain(" ")
            } else {
                Inline::Link { href, spans: meant_spans(spans) }
            });
        }
    }

    fn emit(&mut self, content: Content) {
        self.out.extend(self.fake_list.take().map(Content::List));
        self.out.push(content);
    }

    /// Ends the current run of inner text and puts it into the block it belongs to.
    fn flush(&mut self) {
        self.close_link();
        let inlines = std::mem::take(&mut self.run);
        if !has_text(&inlines) {
            return;
        }
        if let Some(item) = self.lists.last_mut().and_then(|list| list.items.last_mut()) {
            item.inlines.push(Inline::Break);
            return item.inlines.extend(inlines);
        }
        if let Some(quote) = &mut self.quote {
            quote.push(Inline::Break);
            return quote.extend(inlines);
        }
        let block =
            self.open.iter().rev().find(|element| element.is_block()).map(|element| element.role.clone());
        match block {
            Some(Role::Heading(level)) => self.emit(Content::Heading { level, inlines }),
            Some(Role::FakeItem { level, marker }) => self.fake_item(level, marker, inlines),
            _ => self.emit(Content::Paragraph { inlines }),
        }
    }

    fn fake_item(&mut self, level: usize, written: String, mut inlines: Vec<Inline>) {
        let marker = if written.is_empty() { word::take_marker(&mut inlines) } else { Some(written) };
        match marker {
            Some(marker) => {
                let finished = word::push_item(&mut self.fake_list, level, &marker, inlines);
                self.out.extend(finished);
            }
            None => self.emit(Content::Paragraph { inlines }),
        }
    }

    fn remember_marker(&mut self, text: &str) {
        let fake = self.open.iter_mut().rev().find_map(|element| match &mut element.role {
            Role::FakeItem { marker, .. } => Some(marker),
            _ => None,
        });
        if let Some(marker) = fake {
            marker.push_str(text.trim());
        }
    }

    fn close_list(&mut self) {
        self.flush();
        let Some(closed) = self.lists.pop() else { return };
        let depth = self.lists.len();
        match (self.lists.last_mut(), &mut self.quote) {
            (Some(parent), _) if depth >= MAX_LIST_DEPTH => parent.items.extend(closed.items),
            (Some(parent), _) => word::attach(parent, closed),
            (None, Some(quote)) => quote.extend(flat(&closed)),
            (None, None) => self.emit(Content::List(closed)),
        }
    }

    fn close_by(&mut self) {
        self.close_link();
        let text = crate::normal::line(&plain_text(&std::mem::take(&mut self.run)));
        match self.out.last_mut() {
            _ if text.is_empty() => {}
            Some(Content::Quote { by: by @ None, .. }) => {
                *by = Some(text.trim_start_matches("— ").to_owned())
            }
            Some(Content::Image(image)) if image.caption.is_empty() => image.caption = text,
            _ => self.emit(Content::Paragraph { inlines: vec![Inline::plain(text)] }),
        }
    }

    fn picture(&mut self, media: &MediaRef, decorative: bool) {
        self.begin_block();
        if self.lists.is_empty() && self.quote.is_none() {
            let (alt, caption) = (String::new(), String::new());
            self.emit(Content::Image(Image { media: media.clone(), alt, decorative, caption }));
        }
    }

    fn describe(&mut self, alt: &str) {
        let in_picture = self.open.last().is_some_and(|element| matches!(element.role, Role::Media { .. }));
        let has_room = in_picture && self.has_room_for(alt);
        if let Some(Content::Image(image)) = self.out.last_mut().filter(|_| has_room) {
            image.alt = alt.to_owned();
        }
    }

    fn finish(mut self) -> Doc {
        while !self.open.is_empty() {
            self.end_last();
        }
        self.flush();
        self.out.extend(self.fake_list.take().map(Content::List));
        let mut contents = self.out;
        contents.truncate(MAX_BLOCKS);
        loop {
            match Doc::numbered(contents.clone()) {
                Ok(doc) => return doc,
                // List numbers that became text can add a little more than was counted.
                Err(_) => contents.truncate(contents.len() * 3 / 4),
            }
        }
    }
}

fn has_text(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| *inline != Inline::Break && !is_blank_text(inline))
}

fn is_blank_text(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(span) if span.text.trim().is_empty())
}

/// A list inside a quote, as lines.
fn flat(list: &List) -> Vec<Inline> {
    let mut out = Vec::new();
    for item in &list.items {
        out.extend([Inline::Break, Inline::plain("- ")]);
        out.extend(item.inlines.iter().skip_while(|inline| **inline == Inline::Break).cloned());
        out.extend(item.sublist.iter().flat_map(flat));
    }
    out
}
