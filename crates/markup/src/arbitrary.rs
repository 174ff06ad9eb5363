//! Arbitrary documents for property tests, rich in what Markdown and HTML take as their own.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::{Block, BlockId, Content, Doc, Href, Image, Inline, Item, Level, List, MediaRef, Span};

const PIECES: [&str; 64] = [
    "a",
    "ord",
    "æ",
    "Ø",
    "å",
    "é",
    " ",
    "  ",
    "\u{a0}",
    "*",
    "**",
    "_",
    "__",
    "[",
    "]",
    "(",
    ")",
    "#",
    "-",
    "---",
    "1.",
    "1)",
    "23.",
    ">",
    "\\",
    "!",
    "![",
    "](",
    "<",
    "<b>",
    "</p>",
    "<!--",
    "-->",
    "&",
    "&amp;",
    "&#97;",
    "`",
    "```",
    "~",
    "~~~",
    "|",
    "|-|",
    "+",
    "=",
    "===",
    ":",
    "\"",
    "'",
    "\n",
    "\t",
    "😀",
    "—",
    "— ",
    "„",
    "maj",
    "media:x",
    "http://x.dk",
    "<http://x.dk>",
    "[x]: /y",
    "\u{200b}",
    "\u{0}",
    "\u{301}",
    ".",
    "^1",
];
const HREFS: [&str; 10] = [
    "https://x.dk",
    "http://x.dk/a_b_*c*?d=1&copy=2#e",
    "/a(b)c",
    "/[x]!",
    "mailto:a@b.dk",
    "tel:+45 1",
    "/",
    "/a)b(",
    "/æ\\ø",
    "/a&amp;b~|`<>",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => vec(select(&PIECES[..]), 1..5).prop_map(|pieces| pieces.concat()), 1 => ".{0,6}"]
}

fn span() -> impl Strategy<Value = Span> {
    (text(), any::<bool>(), any::<bool>()).prop_map(|(text, strong, emphasis)| Span {
        text,
        strong,
        emphasis,
    })
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let href = select(&HREFS[..]).prop_map(|href| Href::parse(href).unwrap());
    let inline = prop_oneof![
        6 => span().prop_map(Inline::Text),
        2 => (href, vec(span(), 1..3)).prop_map(|(href, spans)| Inline::Link { href, spans }),
        1 => Just(Inline::Break),
    ];
    vec(inline, 1..5)
}

fn list(depth: u32) -> BoxedStrategy<List> {
    let sublist = if depth == 0 { Just(None).boxed() } else { option::of(list(depth - 1)).boxed() };
    let item = (inlines(), sublist).prop_map(|(inlines, sublist)| Item { inlines, sublist });
    let start = prop_oneof![Just(1_u32), Just(0), Just(9), any::<u32>()];
    (any::<bool>(), start, vec(item, 1..4))
        .prop_map(|(ordered, start, items)| List { ordered, start, items })
        .boxed()
}

fn content() -> impl Strategy<Value = Content> {
    let level = prop_oneof![Just(Level::Two), Just(Level::Three)];
    let image = (text(), any::<bool>(), text()).prop_map(|(alt, decorative, caption)| {
        Content::Image(Image { media: MediaRef::parse("x_1-2.jpg").unwrap(), alt, decorative, caption })
    });
    prop_oneof![
        2 => (level, inlines()).prop_map(|(level, inlines)| Content::Heading { level, inlines }),
        4 => inlines().prop_map(|inlines| Content::Paragraph { inlines }),
        4 => list(2).prop_map(Content::List),
        2 => (inlines(), option::of(text())).prop_map(|(inlines, by)| Content::Quote { inlines, by }),
        1 => image,
    ]
}

/// Any document, in normal form as all are.
pub(crate) fn doc() -> impl Strategy<Value = Doc> {
    vec(content(), 0..6).prop_map(|contents| {
        let blocks = contents.into_iter().zip(1..);
        let numbered = blocks.map(|(content, number)| Block { id: BlockId::numbered(number), content });
        Doc::new(numbered.collect()).unwrap()
    })
}
