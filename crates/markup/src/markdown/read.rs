//! Reads Markdown events into block contents. Flattens what is nested deeper than the model knows.
//! It makes no ids and keeps no limits; `Doc::numbered` does.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use crate::block::{Content, Image, Item, Level, List, MediaRef};
use crate::doc::MAX_LIST_DEPTH;
use crate::href::Href;
use crate::inline::{Inline, Span, meant_spans};
use crate::normal;

use super::{DECORATIVE, MEDIA_SCHEME};

/// Reads Markdown into contents.
pub(super) fn contents(markdown: &str) -> Vec<Content> {
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        reader.read(event, markdown.get(range).unwrap_or_default());
    }
    reader.flush();
    reader.out
}

#[derive(Default)]
struct Reader {
    out: Vec<Content>,
    lists: Vec<OpenList>,
    quote: Option<Vec<Vec<Inline>>>,
    /// How many lists deeper than we keep, or inside a quote, are open.
    flat_lists: usize,
    /// How many quotes inside a list or quote are open.
    flat_quotes: usize,
    heading: Option<Level>,
    run: Vec<Inline>,
    strong: usize,
    emphasis: usize,
    link: Option<(Href, Vec<Span>)>,
    image: Option<OpenImage>,
    cells: usize,
}

struct OpenList {
    ordered: bool,
    items: Vec<OpenItem>,
}

struct OpenItem {
    /// The marker as written: "-", "3." or "3)".
    marker: String,
    item: Item,
}

struct OpenImage {
    address: String,
    caption: String,
    alt: String,
    depth: usize,
}

impl Reader {
    fn read(&mut self, event: Event<'_>, source: &str) {
        match event {
            Event::Start(tag) => self.open(tag, source),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(),
            Event::Rule => self.flush(),
            // Extensions that are not switched on; their source is the readable form.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => self.text(source),
        }
    }

    fn open(&mut self, tag: Tag<'_>, source: &str) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(nearest(level));
            }
            Tag::BlockQuote(_) => self.open_quote(),
            Tag::List(start) => self.open_list(start.is_some()),
            Tag::Item => self.open_item(source),
            Tag::TableRow | Tag::TableHead => self.cells = 0,
            Tag::TableCell => {
                if self.cells > 0 {
                    self.text(" | ");
                }
                self.cells += 1;
            }
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { link_type, dest_url, .. } => self.open_link(link_type, &dest_url),
            Tag::Image { dest_url, title, .. } => self.open_image(&dest_url, &title),
            _ => self.flush(),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => self.close_quote(),
            TagEnd::List(_) => self.close_list(),
            TagEnd::TableRow | TagEnd::TableHead => self.line_break(),
            TagEnd::TableCell => {}
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.close_image(),
            _ => self.flush(),
        }
    }

    fn text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_break();
            }
            if let Some(image) = &mut self.image {
                image.alt.push_str(line);
                continue;
            }
            let span = Span { text: line.to_owned(), strong: self.strong > 0, emphasis: self.emphasis > 0 };
            match &mut self.link {
                Some((_, spans)) => spans.push(span),
                None => self.run.push(Inline::Text(span)),
            }
        }
    }

    fn line_break(&mut self) {
        match (&mut self.image, &mut self.link) {
            (Some(image), _) => image.alt.push(' '),
            (None, Some((_, spans))) => spans.push(Span::plain(" ")),
            (None, None) => self.run.push(Inline::Break),
        }
    }

    /// Ends the current run of inner text and puts it into the block it belongs to.
    fn flush(&mut self) {
        let heading = self.heading.take();
        let run = std::mem::take(&mut self.run);
        if run.is_empty() {
            return;
        }
        if let Some(entry) = self.lists.last_mut().and_then(|list| list.items.last_mut()) {
            entry.item.inlines.push(Inline::Break);
            entry.item.inlines.extend(run);
        } else if let Some(paragraphs) = &mut self.quote {
            paragraphs.push(run);
        } else {
            self.out.push(match heading {
                Some(level) => Content::Heading { level, inlines: run },
                None => Content::Paragraph { inlines: run },
            });
        }
    }

    fn open_quote(&mut self) {
        self.flush();
        if self.quote.is_some() || !self.lists.is_empty() {
            self.flat_quotes += 1;
        } else {
            self.quote = Some(Vec::new());
        }
    }

    fn close_quote(&mut self) {
        self.flush();
        if self.flat_quotes > 0 {
            self.flat_quotes -= 1;
            return;
        }
        let Some(mut paragraphs) = self.quote.take() else { return };
        let by = (paragraphs.len() > 1).then(|| paragraphs.last().and_then(|last| author(last))).flatten();
        if by.is_some() {
            paragraphs.pop();
        }
        self.out.push(Content::Quote { inlines: paragraphs.join(&Inline::Break), by });
    }

    fn open_list(&mut self, ordered: bool) {
        self.flush();
        if self.quote.is_some() || self.lists.len() >= MAX_LIST_DEPTH {
            self.flat_lists += 1;
        } else {
            self.lists.push(OpenList { ordered, items: Vec::new() });
        }
    }

    fn open_item(&mut self, source: &str) {
        self.flush();
        let marker = source.split_whitespace().next().unwrap_or("-").to_owned();
        match self.lists.last_mut() {
            Some(list) => list.items.push(OpenItem { marker, item: Item::default() }),
            None => self.text(&format!("{marker} ")),
        }
    }

    fn close_list(&mut self) {
        self.flush();
        if self.flat_lists > 0 {
            self.flat_lists -= 1;
            return;
        }
        let Some(closed) = self.lists.pop() else { return };
        match self.lists.last_mut().and_then(|list| list.items.last_mut()) {
            Some(parent) if closed.says_numbers_alone() => {
                for entry in closed.items {
                    parent.item.inlines.push(Inline::Break);
                    parent.item.inlines.extend(entry.marked().inlines);
                }
            }
            Some(parent) => attach(&mut parent.item, closed.nested()),
            None => closed.top_level(&mut self.out),
        }
    }

    fn open_link(&mut self, link_type: LinkType, address: &str) {
        let href = match link_type {
            LinkType::Email => Href::parse(&format!("mailto:{address}")),
            _ => Href::meant(address),
        };
        if self.image.is_none() {
            self.link = href.map(|href| (href, Vec::new()));
        }
    }

    fn close_link(&mut self) {
        if let Some((href, spans)) = self.link.take_if(|_| self.image.is_none()) {
            self.run.push(Inline::Link { href, spans: meant_spans(spans) });
        }
    }

    fn open_image(&mut self, address: &str, caption: &str) {
        if let Some(outer) = &mut self.image {
            outer.depth += 1;
            return;
        }
        let (address, caption, alt) = (address.to_owned(), caption.to_owned(), String::new());
        self.image = Some(OpenImage { address, caption, alt, depth: 0 });
    }

    fn close_image(&mut self) {
        let Some(open) = self.image.take() else { return };
        if open.depth > 0 {
            self.image = Some(OpenImage { depth: open.depth - 1, ..open });
            return;
        }
        let at_top = self.lists.is_empty() && self.quote.is_none() && self.heading.is_none();
        match media(&open.address) {
            Some((media, decorative)) if at_top && self.link.is_none() => {
                self.flush();
                let OpenImage { alt, caption, .. } = open;
                self.out.push(Content::Image(Image { media, alt, decorative, caption }));
            }
            _ => match Href::meant(&open.address) {
                Some(href) if self.link.is_none() => {
                    self.run.push(Inline::Link { href, spans: vec![Span::plain(open.alt)] });
                }
                _ => self.text(&open.alt),
            },
        }
    }
}

fn nearest(level: HeadingLevel) -> Level {
    if level <= HeadingLevel::H2 { Level::Two } else { Level::Three }
}

fn media(address: &str) -> Option<(MediaRef, bool)> {
    let reference = address.strip_prefix(MEDIA_SCHEME)?;
    let plain = reference.strip_suffix(DECORATIVE);
    MediaRef::parse(plain.unwrap_or(reference)).map(|media| (media, plain.is_some()))
}

/// Who said it: the last paragraph of a quote when it begins with a dash.
fn author(paragraph: &[Inline]) -> Option<String> {
    let text = crate::inline::plain_text(&normal::one_line(paragraph.to_vec()));
    text.strip_prefix("— ").map(str::to_owned)
}

fn attach(parent: &mut Item, list: List) {
    match &mut parent.sublist {
        Some(before) => before.items.extend(list.items),
        None => parent.sublist = Some(list),
    }
}

impl OpenList {
    /// A list inside an item. Numbers that are no numbering ("3. maj", "17. juni") stay as text.
    fn nested(self) -> List {
        let (ordered, start) = match self.numbering() {
            Some(start) => (self.ordered, start),
            None => {
                return List {
                    ordered: false,
                    start: 1,
                    items: self.items.into_iter().map(OpenItem::marked).collect(),
                };
            }
        };
        List { ordered, start, items: self.items.into_iter().map(|entry| entry.item).collect() }
    }

    fn top_level(self, out: &mut Vec<Content>) {
        if self.numbering().is_some() {
            return out.push(Content::List(self.nested()));
        }
        for entry in self.items {
            let item = entry.marked();
            out.push(Content::Paragraph { inlines: item.inlines });
            out.extend(item.sublist.map(Content::List));
        }
    }

    /// Whether it is no list but numbers that stand on lines of their own: "1234."
    fn says_numbers_alone(&self) -> bool {
        self.ordered && self.items.iter().all(|entry| entry.item == Item::default())
    }

    /// The first number, when the numbers count upwards or are all 1; also 1 for lists without numbers.
    fn numbering(&self) -> Option<u32> {
        if !self.ordered {
            return Some(1);
        }
        if self.says_numbers_alone() {
            return None;
        }
        let numbers: Vec<u32> = self.items.iter().filter_map(OpenItem::number).collect();
        let first = *numbers.first()?;
        let counts = numbers.iter().zip(first..).all(|(number, expected)| *number == expected);
        (counts || numbers.iter().all(|number| *number == 1)).then_some(first)
    }
}

impl OpenItem {
    fn number(&self) -> Option<u32> {
        let digits: String = self.marker.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    }

    /// The item with its marker as part of its text.
    fn marked(self) -> Item {
        let mut inlines = vec![Inline::plain(format!("{} ", self.marker))];
        inlines.extend(self.item.inlines.into_iter().skip_while(|inline| *inline == Inline::Break));
        Item { inlines, sublist: self.item.sublist }
    }
}
