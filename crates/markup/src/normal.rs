//! The one form a document is kept in, so that equal documents are equal values and Markdown loses nothing:
//! no empty blocks, single spaces, no space at the edge of a line, mark or link, no control characters.

use crate::block::{Content, Image, Item, List};
use crate::href::Href;
use crate::inline::{Inline, Span, plain_text};
use crate::plain::composed;

/// The highest number a list may start at; CommonMark has no numbers of more than nine digits.
pub(crate) const MAX_START: u32 = 900_000_000;
/// Danish month names: a line such as "3. maj" is a date and no list.
const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// Tidies a block; `None` when nothing of it is left.
pub(crate) fn content(raw: Content) -> Option<Content> {
    match raw {
        Content::Heading { level, inlines } => {
            let inlines = one_line(inlines);
            (!inlines.is_empty()).then_some(Content::Heading { level, inlines })
        }
        Content::Paragraph { inlines } => paragraph(inlines),
        Content::Quote { inlines, by } => quote(lines(inlines), by.map(|by| line(&by))),
        Content::Image(image) => Some(Content::Image(Image {
            alt: if image.decorative { String::new() } else { line(&image.alt) },
            caption: line(&image.caption),
            ..image
        })),
        Content::List(raw) => {
            let mut list = list(raw)?;
            match date_of(&mut list) {
                Some(inlines) => paragraph(inlines),
                None => Some(Content::List(list)),
            }
        }
    }
}

/// Text on one line: single spaces, none at the ends, no control characters.
pub(crate) fn line(raw: &str) -> String {
    plain_text(&one_line(vec![Inline::plain(raw)]))
}

fn paragraph(inlines: Vec<Inline>) -> Option<Content> {
    let inlines = lines(inlines);
    (!inlines.is_empty()).then_some(Content::Paragraph { inlines })
}

fn quote(inlines: Vec<Inline>, by: Option<String>) -> Option<Content> {
    let by = by.filter(|by| !by.is_empty());
    match (inlines.is_empty(), by) {
        (true, None) => None,
        (true, Some(by)) => {
            Some(Content::Quote { inlines: vec![Inline::plain(format!("— {by}"))], by: None })
        }
        (false, by) => Some(Content::Quote { inlines, by }),
    }
}

fn list(raw: List) -> Option<List> {
    let start = if raw.ordered { raw.start.min(MAX_START) } else { 1 };
    let mut items: Vec<Item> = Vec::with_capacity(raw.items.len());
    for raw_item in raw.items {
        let mut inlines = lines(raw_item.inlines);
        let mut sublist = raw_item.sublist.and_then(list);
        if let Some(date) = sublist.as_mut().and_then(date_of) {
            inlines.push(Inline::Break);
            inlines.extend(date);
            inlines = lines(inlines);
            sublist = None;
        }
        match (inlines.is_empty(), sublist) {
            (true, None) => {}
            (true, Some(below)) => adopt(&mut items, below),
            (false, sublist) => items.push(Item { inlines, sublist }),
        }
    }
    (!items.is_empty()).then_some(List { ordered: raw.ordered, start, items })
}

/// Puts the list of an item without text where a reader would see it: under the item before, else one level up.
fn adopt(items: &mut Vec<Item>, below: List) {
    match items.last_mut() {
        None => items.extend(below.items),
        Some(Item { sublist: Some(list), .. }) => list.items.extend(below.items),
        Some(item) => item.sublist = Some(below),
    }
}

/// The text of a "list" of one numbered item that is really a line beginning with a number or a date.
fn date_of(list: &mut List) -> Option<Vec<Inline>> {
    let [item] = list.items.as_mut_slice() else { return None };
    if !list.ordered || item.sublist.is_some() {
        return None;
    }
    if list.start == 1 && !begins_with_month(&plain_text(&item.inlines)) {
        return None;
    }
    let mut inlines = vec![Inline::plain(format!("{}. ", list.start))];
    inlines.append(&mut item.inlines);
    Some(lines(inlines))
}

fn begins_with_month(text: &str) -> bool {
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    MONTHS.contains(&word.to_lowercase().as_str())
}

/// Tidies inner text that may have line breaks.
pub(crate) fn lines(inlines: Vec<Inline>) -> Vec<Inline> {
    tidy(inlines, Atom::Break)
}

/// Tidies inner text whose line breaks become spaces.
pub(crate) fn one_line(inlines: Vec<Inline>) -> Vec<Inline> {
    tidy(inlines, Atom::Char(' ', Look::default()))
}

/// The marks of a character and the link it lies in, by number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Look {
    strong: bool,
    emphasis: bool,
    link: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Atom {
    Char(char, Look),
    Break,
}

fn tidy(inlines: Vec<Inline>, line_break: Atom) -> Vec<Inline> {
    let mut hrefs = Vec::new();
    let atoms = atoms(inlines, line_break, &mut hrefs);
    rebuild(&single_spaced(&atoms), &hrefs)
}

fn atoms(inlines: Vec<Inline>, line_break: Atom, hrefs: &mut Vec<Href>) -> Vec<Atom> {
    let mut out = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Break => out.push(line_break),
            Inline::Text(span) => push_chars(&mut out, &span, None),
            Inline::Link { href, spans } => {
                let link = Some(hrefs.len());
                let blank = spans.iter().all(|span| cleaned(&span.text).all(char::is_whitespace));
                let shown = if blank { vec![Span::plain(href.as_str())] } else { spans };
                shown.iter().for_each(|span| push_chars(&mut out, span, link));
                hrefs.push(href);
            }
        }
    }
    out
}

fn push_chars(out: &mut Vec<Atom>, span: &Span, link: Option<usize>) {
    let look = Look { strong: span.strong, emphasis: span.emphasis, link };
    out.extend(cleaned(&span.text).map(|c| Atom::Char(c, look)));
}

/// Leaves out what cannot be seen or turns text around, and makes every kind of line end a space.
fn cleaned(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter_map(|c| match c {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        _ if c.is_control() => None,
        _ => Some(c),
    })
}

/// Makes one space of each run of white space and drops those at the ends of lines.
fn single_spaced(atoms: &[Atom]) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    let mut gap: Option<char> = None;
    let mut pending_break = false;
    for atom in atoms {
        match *atom {
            Atom::Break => {
                pending_break = !out.is_empty();
                gap = None;
            }
            Atom::Char(c, _) if c.is_whitespace() => gap = Some(if c == ' ' { c } else { gap.unwrap_or(c) }),
            Atom::Char(c, look) => {
                if pending_break {
                    out.push(Atom::Break);
                } else if let (Some(space), Some(Atom::Char(_, before))) = (gap, out.last().copied()) {
                    out.push(Atom::Char(space, shared(before, look)));
                }
                (pending_break, gap) = (false, None);
                out.push(Atom::Char(c, look));
            }
        }
    }
    out
}

/// A space has a mark only when the words on both sides have it, and lies in a link only between its words.
fn shared(before: Look, after: Look) -> Look {
    if before.link != after.link {
        return Look::default();
    }
    Look {
        strong: before.strong && after.strong,
        emphasis: before.emphasis && after.emphasis,
        link: before.link,
    }
}

fn rebuild(atoms: &[Atom], hrefs: &[Href]) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut last: Option<Look> = None;
    for atom in atoms {
        let Atom::Char(c, look) = *atom else {
            out.push(Inline::Break);
            last = None;
            continue;
        };
        match (last, out.last_mut()) {
            (Some(before), Some(Inline::Text(span))) if before == look => span.text.push(c),
            (Some(before), Some(Inline::Link { spans, .. })) if before.link == look.link => {
                match spans.last_mut() {
                    Some(span) if before == look => span.text.push(c),
                    _ => spans.push(span_of(c, look)),
                }
            }
            _ => out.push(begin(c, look, hrefs)),
        }
        last = Some(look);
    }
    out.iter_mut().for_each(compose);
    out
}

/// Puts letters that came in two parts together, within a stretch of the same look.
fn compose(inline: &mut Inline) {
    let spans = match inline {
        Inline::Text(span) => std::slice::from_mut(span),
        Inline::Link { spans, .. } => spans,
        Inline::Break => return,
    };
    spans.iter_mut().filter(|span| !span.text.is_ascii()).for_each(|span| span.text = composed(&span.text));
}

fn begin(c: char, look: Look, hrefs: &[Href]) -> Inline {
    match look.link.and_then(|link| hrefs.get(link)) {
        Some(href) => Inline::Link { href: href.clone(), spans: vec![span_of(c, look)] },
        None => Inline::Text(span_of(c, look)),
    }
}

fn span_of(c: char, look: Look) -> Span {
    Span { text: c.to_string(), strong: look.strong, emphasis: look.emphasis }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(text: &str) -> Inline {
        Inline::Text(Span { text: text.into(), strong: true, emphasis: false })
    }

    #[test]
    fn spaces_leave_marks_and_line_ends() {
        let raw = vec![strong(" Husk "), Inline::plain("\tat  ringe "), Inline::Break, Inline::Break];
        let tidy = lines(raw);
        assert_eq!(tidy, vec![strong("Husk"), Inline::plain(" at ringe")]);
        assert_eq!(lines(tidy.clone()), tidy);
    }

    #[test]
    fn invisible_characters_are_left_out() {
        assert_eq!(line("a\u{0}b\u{202e}c\u{ad}d\u{200b}e\u{feff}"), "abcde");
        assert_eq!(line("§\u{a0}4"), "§\u{a0}4");
        assert_eq!(line("\u{a0}x\r\ny\u{2028}"), "x y");
    }

    #[test]
    fn a_blank_link_shows_its_address() {
        let href = Href::parse("/x").unwrap();
        let link = Inline::Link { href: href.clone(), spans: vec![Span::plain(" ")] };
        assert_eq!(lines(vec![link]), vec![Inline::Link { href, spans: vec![Span::plain("/x")] }]);
    }

    /// H9: an agreed date must not turn into item 1 of a list.
    #[test]
    fn a_date_is_no_list() {
        let list = |start, text: &str| {
            let items = vec![Item { inlines: vec![Inline::plain(text)], sublist: None }];
            content(Content::List(List { ordered: true, start, items }))
        };
        let shown = |start, text| list(start, text).map(|content| plain_text(content.inlines()));
        assert_eq!(shown(3, "maj er fridag").as_deref(), Some("3. maj er fridag"));
        assert_eq!(shown(1, "Maj").as_deref(), Some("1. Maj"));
        assert_eq!(shown(2026, "x").as_deref(), Some("2026. x"));
        assert!(matches!(list(1, "majestæt"), Some(Content::List(_))));
    }
}
