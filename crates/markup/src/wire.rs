//! The stored JSON of a document, `{"v":1,"blocks":[...]}`: closed, so that unknown keys, kinds and versions
//! are refused instead of lost. Kept apart from the model so that neither bends to the other.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::block::{Block, BlockId, Content, Image, Item, Level, List, MediaRef};
use crate::doc::{Doc, VERSION};
use crate::href::Href;
use crate::inline::{Inline, Span};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireDoc {
    v: Version,
    blocks: Vec<WireBlock>,
}

struct Version;

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum WireBlock {
    Heading {
        id: BlockId,
        level: Level,
        inlines: Vec<WireInline>,
    },
    Paragraph {
        id: BlockId,
        inlines: Vec<WireInline>,
    },
    List {
        id: BlockId,
        ordered: bool,
        #[serde(default = "one", skip_serializing_if = "is_one")]
        start: u32,
        items: Vec<WireItem>,
    },
    Quote {
        id: BlockId,
        inlines: Vec<WireInline>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    Image {
        id: BlockId,
        media: MediaRef,
        #[serde(default)]
        alt: String,
        #[serde(default, skip_serializing_if = "is_false")]
        decorative: bool,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        caption: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireItem {
    inlines: Vec<WireInline>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    list: Option<WireList>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireList {
    ordered: bool,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    start: u32,
    items: Vec<WireItem>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum WireInline {
    Text {
        text: String,
        #[serde(default, skip_serializing_if = "is_false")]
        strong: bool,
        #[serde(default, skip_serializing_if = "is_false")]
        emphasis: bool,
    },
    Link {
        href: Href,
        spans: Vec<WireSpan>,
    },
    Break {},
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSpan {
    text: String,
    #[serde(default, skip_serializing_if = "is_false")]
    strong: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    emphasis: bool,
}

fn is_false(flag: &bool) -> bool {
    !*flag
}

fn is_one(number: &u32) -> bool {
    *number == 1
}

fn one() -> u32 {
    1
}

impl Serialize for Doc {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let blocks = self.blocks().iter().cloned().map(WireBlock::from).collect();
        WireDoc { v: Version, blocks }.serialize(out)
    }
}

impl<'de> Deserialize<'de> for Doc {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let wire = WireDoc::deserialize(input)?;
        Self::new(wire.blocks.into_iter().map(Block::from).collect()).map_err(D::Error::custom)
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_u64(VERSION)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        match u64::deserialize(input)? {
            VERSION => Ok(Self),
            other => {
                Err(D::Error::custom(format!("document version {other} is unknown, {VERSION} is known")))
            }
        }
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_u8(self.number())
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        match u8::deserialize(input)? {
            2 => Ok(Self::Two),
            3 => Ok(Self::Three),
            other => Err(D::Error::custom(format!("a heading has level 2 or 3, not {other}"))),
        }
    }
}

impl Serialize for BlockId {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for BlockId {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        checked(input, Self::parse, "block id")
    }
}

impl Serialize for MediaRef {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for MediaRef {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        checked(input, Self::parse, "media reference")
    }
}

impl Serialize for Href {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Href {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        checked(input, Self::parse, "link address")
    }
}

fn checked<'de, D: Deserializer<'de>, T>(
    input: D,
    parse: fn(&str) -> Option<T>,
    what: &str,
) -> Result<T, D::Error> {
    let raw = String::deserialize(input)?;
    parse(&raw).ok_or_else(|| D::Error::custom(format!("{raw:?} is not a valid {what}")))
}

impl From<Block> for WireBlock {
    fn from(Block { id, content }: Block) -> Self {
        match content {
            Content::Heading { level, inlines } => Self::Heading { id, level, inlines: wired(inlines) },
            Content::Paragraph { inlines } => Self::Paragraph { id, inlines: wired(inlines) },
            Content::Quote { inlines, by } => Self::Quote { id, inlines: wired(inlines), by },
            Content::List(List { ordered, start, items }) => {
                Self::List { id, ordered, start, items: wired(items) }
            }
            Content::Image(Image { media, alt, decorative, caption }) => {
                Self::Image { id, media, alt, decorative, caption }
            }
        }
    }
}

impl From<WireBlock> for Block {
    fn from(wire: WireBlock) -> Self {
        let (id, content) = match wire {
            WireBlock::Heading { id, level, inlines } => {
                (id, Content::Heading { level, inlines: wired(inlines) })
            }
            WireBlock::Paragraph { id, inlines } => (id, Content::Paragraph { inlines: wired(inlines) }),
            WireBlock::Quote { id, inlines, by } => (id, Content::Quote { inlines: wired(inlines), by }),
            WireBlock::List { id, ordered, start, items } => {
                (id, Content::List(List { ordered, start, items: wired(items) }))
            }
            WireBlock::Image { id, media, alt, decorative, caption } => {
                (id, Content::Image(Image { media, alt, decorative, caption }))
            }
        };
        Self { id, content }
    }
}

fn wired<A, B: From<A>>(from: Vec<A>) -> Vec<B> {
    from.into_iter().map(B::from).collect()
}

impl From<Item> for WireItem {
    fn from(item: Item) -> Self {
        let list = item.sublist.map(|List { ordered, start, items }| WireList {
            ordered,
            start,
            items: wired(items),
        });
        Self { inlines: wired(item.inlines), list }
    }
}

impl From<WireItem> for Item {
    fn from(wire: WireItem) -> Self {
        let sublist =
            wire.list.map(|WireList { ordered, start, items }| List { ordered, start, items: wired(items) });
        Self { inlines: wired(wire.inlines), sublist }
    }
}

impl From<Inline> for WireInline {
    fn from(inline: Inline) -> Self {
        match inline {
            Inline::Text(Span { text, strong, emphasis }) => Self::Text { text, strong, emphasis },
            Inline::Link { href, spans } => Self::Link { href, spans: wired(spans) },
            Inline::Break => Self::Break {},
        }
    }
}

impl From<WireInline> for Inline {
    fn from(wire: WireInline) -> Self {
        match wire {
            WireInline::Text { text, strong, emphasis } => Self::Text(Span { text, strong, emphasis }),
            WireInline::Link { href, spans } => Self::Link { href, spans: wired(spans) },
            WireInline::Break {} => Self::Break,
        }
    }
}

impl From<Span> for WireSpan {
    fn from(Span { text, strong, emphasis }: Span) -> Self {
        Self { text, strong, emphasis }
    }
}

impl From<WireSpan> for Span {
    fn from(WireSpan { text, strong, emphasis }: WireSpan) -> Self {
        Self { text, strong, emphasis }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &str = r#"{"v":1,"blocks":[
        {"kind":"heading","id":"b1","level":2,"inlines":[{"kind":"text","text":"Ny skole"}]},
        {"kind":"paragraph","id":"b2","inlines":[{"kind":"text","text":"Se ","strong":true},
            {"kind":"link","href":"https://sundby.dk/skole","spans":[{"text":"her","emphasis":true}]},
            {"kind":"break"},{"kind":"text","text":"Tak"}]},
        {"kind":"list","id":"x","ordered":true,"start":3,"items":[{"inlines":[{"kind":"text","text":"a"}]},
            {"inlines":[{"kind":"text","text":"b"}],"list":{"ordered":false,"items":[{"inlines":[{"kind":"text","text":"c"}]}]}}]},
        {"kind":"quote","id":"b4","inlines":[{"kind":"text","text":"Godt"}],"by":"Borgmesteren"},
        {"kind":"image","id":"b5","media":"skole.jpg","alt":"Skolen","caption":"Foto"}]}"#;

    #[test]
    fn json_comes_back_the_same() {
        let doc: Doc = serde_json::from_str(FULL).unwrap();
        assert_eq!(doc.blocks().len(), 5);
        let json = serde_json::to_string(&doc).unwrap();
        assert!(json.starts_with(r#"{"v":1,"blocks":[{"kind":"heading","id":"b1","level":2,"#), "{json}");
        assert_eq!(serde_json::from_str::<Doc>(&json).unwrap(), doc);
    }

    #[test]
    fn what_is_unknown_is_refused() {
        for (json, says) in [
            (r#"{"v":2,"blocks":[{"kind":"video"}]}"#, "version 2 is unknown"),
            (r#"{"blocks":[]}"#, "missing field `v`"),
            (r#"{"v":1,"blocks":[],"style":"x"}"#, "unknown field `style`"),
            (r#"{"v":1,"blocks":[{"kind":"video","id":"b1"}]}"#, "unknown variant `video`"),
            (
                r#"{"v":1,"blocks":[{"kind":"paragraph","id":"b1","inlines":[],"class":"x"}]}"#,
                "unknown field `class`",
            ),
            (r#"{"v":1,"blocks":[{"kind":"heading","id":"b1","level":1,"inlines":[]}]}"#, "level 2 or 3"),
            (r#"{"v":1,"blocks":[{"kind":"paragraph","id":"1 b","inlines":[]}]}"#, "not a valid block id"),
            (
                r#"{"v":1,"blocks":[{"kind":"image","id":"b1","media":"../x"}]}"#,
                "not a valid media reference",
            ),
            (
                r#"{"v":1,"blocks":[{"kind":"paragraph","id":"b","inlines":[{"kind":"link","href":"javascript:x","spans":[]}]}]}"#,
                "not a valid link address",
            ),
            (
                r#"{"v":1,"blocks":[{"kind":"paragraph","id":"b","inlines":[{"kind":"break","x":1}]}]}"#,
                "unknown field `x`",
            ),
        ] {
            let error = serde_json::from_str::<Doc>(json).unwrap_err().to_string();
            assert!(error.contains(says), "{json}: {error}");
        }
    }
}
