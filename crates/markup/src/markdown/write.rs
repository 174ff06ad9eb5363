//! Writes blocks as Markdown that the reader takes back unchanged.
//! Escapes more than a person would where that is the only safe way, and nothing in ordinary prose.

use crate::block::{Block, Content, Image, Item, List};
use crate::inline::{Inline, Span};

use super::{DECORATIVE, MEDIA_SCHEME};

/// Writes all blocks, a blank line between them.
pub(super) fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut twin_lists = 0;
    let mut before: Option<&Content> = None;
    for Block { content, .. } in blocks {
        if before.is_some() {
            out.push('\n');
        }
        // Two lists in a row would become one, so their markers alternate.
        twin_lists = if are_twins(before, content) { twin_lists + 1 } else { 0 };
        write_block(&mut out, content, twin_lists % 2 == 1);
        before = Some(content);
    }
    out
}

fn are_twins(before: Option<&Content>, content: &Content) -> bool {
    matches!((before, content), (Some(Content::List(a)), Content::List(b)) if a.ordered == b.ordered)
}

fn write_block(out: &mut String, content: &Content, other_marker: bool) {
    match content {
        Content::Heading { level, inlines } => {
            let marks = "#".repeat(usize::from(level.number()));
            out.push_str(&format!("{marks} {}\n", guarded_end(inner(inlines))));
        }
        Content::Paragraph { inlines } => push_lines(out, &inner(inlines), "", ""),
        Content::Quote { inlines, by } => {
            push_lines(out, &inner(inlines), "> ", "> ");
            if let Some(by) = by {
                out.push_str(&format!(">\n> — {}\n", inner(&[Inline::plain(by)])));
            }
        }
        Content::Image(image) => write_image(out, image),
        Content::List(list) => write_list(out, list, "", other_marker),
    }
}

fn write_image(out: &mut String, image: &Image) {
    let decorative = if image.decorative { DECORATIVE } else { "" };
    out.push_str(&format!("![{}]({MEDIA_SCHEME}{}{decorative}", escaped(&image.alt), image.media.as_str()));
    if !image.caption.is_empty() {
        out.push_str(&format!(" \"{}\"", escaped(&image.caption).replace('"', "\\\"")));
    }
    out.push_str(")\n");
}

fn write_list(out: &mut String, list: &List, indent: &str, other_marker: bool) {
    for (Item { inlines, sublist }, number) in list.items.iter().zip(list.start..) {
        let marker = match (list.ordered, other_marker) {
            (true, false) => format!("{number}. "),
            (true, true) => format!("{number}) "),
            (false, false) => "- ".to_owned(),
            (false, true) => "* ".to_owned(),
        };
        let below = format!("{indent}{}", " ".repeat(marker.len()));
        push_lines(out, &inner(inlines), &format!("{indent}{marker}"), &below);
        if let Some(sublist) = sublist {
            if sublist.ordered && sublist.start != 1 {
                // Only a list from 1 may follow text directly.
                out.push('\n');
            }
            write_list(out, sublist, &below, false);
        }
    }
}

fn push_lines(out: &mut String, text: &str, first: &str, rest: &str) {
    for (index, line) in text.lines().enumerate() {
        out.push_str(if index == 0 { first } else { rest });
        out.push_str(line);
        out.push('\n');
    }
}

/// The inner text of a block; line breaks are two spaces and a line end.
fn inner(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for line in inlines.split(|inline| *inline == Inline::Break) {
        if !out.is_empty() {
            out.push_str("  \n");
        }
        out.push_str(&guarded_start(line_of(line)));
    }
    out
}

/// One line. Marks end before a link and begin again in it, which is how the normal form has them.
fn line_of(inlines: &[Inline]) -> String {
    let mut line = Line::default();
    for (index, inline) in inlines.iter().enumerate() {
        match inline {
            Inline::Text(span) => {
                let rest = inlines[index + 1..].iter().map_while(as_text);
                line.span(span, rest);
            }
            Inline::Link { href, spans } => {
                line.close_all();
                line.guard_bang();
                line.out.push('[');
                for (at, span) in spans.iter().enumerate() {
                    line.span(span, spans[at + 1..].iter());
                }
                line.close_all();
                line.out.push_str(&format!("]({})", address(href.as_str())));
            }
            Inline::Break => {}
        }
    }
    line.close_all();
    line.out
}

fn as_text(inline: &Inline) -> Option<&Span> {
    if let Inline::Text(span) = inline { Some(span) } else { None }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Strong,
    Emphasis,
}

impl Mark {
    fn delimiter(self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Emphasis => "_",
        }
    }

    fn is_on(self, span: &Span) -> bool {
        match self {
            Self::Strong => span.strong,
            Self::Emphasis => span.emphasis,
        }
    }
}

/// A line being written, with the marks that are open.
#[derive(Default)]
struct Line {
    out: String,
    open: Vec<Mark>,
    /// The last thing written closes a mark, so a letter right after it must be written as a code.
    just_closed: bool,
    /// The last thing written opens a mark, so a space right after it must be written as a code.
    just_opened: bool,
}

impl Line {
    fn span<'a>(&mut self, span: &Span, rest: impl Iterator<Item = &'a Span> + Clone) {
        let goes_on = |mark: Mark| rest.clone().take_while(|next| mark.is_on(next)).count();
        if let Some(first_off) = self.open.iter().position(|mark| !mark.is_on(span)) {
            self.close_to(first_off);
        }
        let mut wanted = [Mark::Strong, Mark::Emphasis];
        if goes_on(Mark::Emphasis) > goes_on(Mark::Strong) {
            wanted.reverse();
        }
        let opening = wanted.map(|mark| mark.is_on(span) && !self.open.contains(&mark));
        // Asterisks between letters are no problem: "Rådhus**et**".
        // The first letter must stay one, while the last may yet have to become a code.
        let is_simple = !span.emphasis
            && span.text.starts_with(char::is_alphanumeric)
            && span.text.chars().nth(1).is_some();
        for (mark, opens) in wanted.into_iter().zip(opening) {
            if opens {
                if !is_simple {
                    self.guard_before();
                }
                self.out.push_str(mark.delimiter());
                self.open.push(mark);
                (self.just_closed, self.just_opened) = (false, true);
            }
        }
        self.text(&span.text);
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        let needs_code =
            |c: &char| self.just_closed && !is_safe_neighbour(*c) || self.just_opened && c.is_whitespace();
        if let Some(c) = text.chars().next().filter(needs_code) {
            self.out.push_str(&format!("&#{};", u32::from(c)));
            rest = &text[c.len_utf8()..];
        }
        self.out.push_str(&escaped(rest));
        (self.just_closed, self.just_opened) = (false, false);
    }

    fn close_all(&mut self) {
        self.close_to(0);
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(mark) = self.open.pop() {
                self.code_last(char::is_whitespace);
                self.just_closed = mark == Mark::Emphasis || !self.out.ends_with(char::is_alphanumeric);
                self.out.push_str(mark.delimiter());
            }
        }
    }

    /// A delimiter opens a mark for certain only after white space or punctuation, so what is in its way is
    /// written as a code, which ends in punctuation.
    fn guard_before(&mut self) {
        self.code_last(|c| !is_safe_neighbour(c));
    }

    fn code_last(&mut self, is_in_the_way: impl Fn(char) -> bool) {
        if let Some(c) = self.out.chars().next_back().filter(|c| is_in_the_way(*c)) {
            self.out.truncate(self.out.len() - c.len_utf8());
            self.out.push_str(&format!("&#{};", u32::from(c)));
        }
    }

    /// `!` before `[` would make an image.
    fn guard_bang(&mut self) {
        if self.out.ends_with('!') {
            self.out.truncate(self.out.len() - 1);
            self.out.push_str("\\!");
        }
        self.just_closed = false;
    }
}

fn is_safe_neighbour(c: char) -> bool {
    c == ' ' || c.is_ascii_punctuation()
}

/// Text without any character that Markdown would take as its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let special = match c {
            '\\' | '*' | '_' | '[' | ']' | '`' | '<' | '|' => true,
            '&' => next.is_none_or(|next| next.is_ascii_alphanumeric() || next == '#'),
            '!' => next == Some('['),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn address(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    for c in href.chars() {
        if matches!(c, '(' | ')' | '&' | '*' | '_') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes the number signs that would be taken for the end of a heading.
fn guarded_end(mut heading: String) -> String {
    let text = heading.trim_end_matches('#').len();
    if text < heading.len() && heading[..text].ends_with(' ') {
        heading.insert(text, '\\');
    }
    heading
}

/// Escapes what would make a line a heading, quote, list, rule or fence.
fn guarded_start(line: String) -> String {
    if line.starts_with(['#', '>', '-', '+', '=', '~']) {
        return format!("\\{line}");
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    line
}
