//! What an HTML element means for a document, from its name, class and style; most mean nothing.
//! Styles are read only to find hidden text, weight, slant and Word's lists, and are never kept.

use crate::block::{Level, MediaRef};
use crate::href::Href;

/// An open element, with what its text inherits from the elements around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) shown: Shown,
    pub(super) is_void: bool,
}

/// How the text in an element is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) hidden: bool,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) keeps_lines: bool,
    /// It is the bullet or number Word writes as text in front of a list item.
    pub(super) is_list_marker: bool,
}

/// What an element is to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing at all, and its tag does not count.
    Ignored,
    /// Nothing but the text in it.
    Inline,
    Preformatted,
    Link(Option<Href>),
    LineBreak,
    Block,
    Heading(Level),
    List {
        ordered: bool,
        start: u32,
    },
    Item,
    /// A paragraph that Word shows as a list item.
    FakeItem {
        level: usize,
        marker: String,
    },
    Quote,
    By,
    Cell,
    /// A picture of the media library, as our own HTML for the editor has it.
    Media {
        media: MediaRef,
        decorative: bool,
    },
    /// The picture itself, with its alternative text; kept only within `Media`.
    Picture(String),
}

type Attributes<'a> = &'a [(String, String)];

impl Element {
    /// Reads a start tag within text shown as `around`; the name is in lower case.
    pub(super) fn new(name: String, attributes: Attributes<'_>, around: Shown) -> Self {
        let style = Style::new(attribute(attributes, "style").unwrap_or_default());
        let is_strong = || matches!(name.as_str(), "b" | "strong").then_some(true);
        let is_emphasis = || matches!(name.as_str(), "i" | "em" | "cite").then_some(true);
        let is_marker = style.get("mso-list").is_some_and(|list| list == "ignore");
        let hides = is_never_shown(&name) || style.hides() || attribute(attributes, "hidden").is_some();
        let shown = Shown {
            hidden: around.hidden || hides,
            strong: style.weight().or_else(is_strong).unwrap_or(around.strong),
            emphasis: style.slant().or_else(is_emphasis).unwrap_or(around.emphasis),
            keeps_lines: around.keeps_lines || name == "pre",
            is_list_marker: around.is_list_marker || is_marker,
        };
        Self { role: role(&name, attributes, &style), shown, is_void: is_void(&name), name }
    }

    /// Ends the text before it and after it.
    pub(super) fn is_block(&self) -> bool {
        !matches!(
            self.role,
            Role::Ignored | Role::Inline | Role::Link(_) | Role::LineBreak | Role::Cell | Role::Picture(_)
        )
    }
}

fn role(name: &str, attributes: Attributes<'_>, style: &Style) -> Role {
    match name {
        "p" | "div" if is_fake_item(attributes, style) => {
            let level = style.get("mso-list").and_then(|list| fake_level(&list)).unwrap_or(0);
            Role::FakeItem { level, marker: String::new() }
        }
        "img" => Role::Picture(attribute(attributes, "alt").unwrap_or_default().to_owned()),
        "br" => Role::LineBreak,
        "a" => Role::Link(attribute(attributes, "href").and_then(Href::meant)),
        "h1" | "h2" => Role::Heading(Level::Two),
        "h3" | "h4" | "h5" | "h6" => Role::Heading(Level::Three),
        "ul" | "menu" | "dir" => Role::List { ordered: false, start: 1 },
        "ol" => {
            let start = attribute(attributes, "start").and_then(|start| start.trim().parse().ok());
            Role::List { ordered: true, start: start.unwrap_or(1) }
        }
        "li" => Role::Item,
        "blockquote" => Role::Quote,
        "figcaption" => Role::By,
        "pre" => Role::Preformatted,
        "td" | "th" => Role::Cell,
        "figure" => match attribute(attributes, "data-media").and_then(MediaRef::parse) {
            Some(media) => {
                Role::Media { media, decorative: attribute(attributes, "data-decorative").is_some() }
            }
            None => Role::Block,
        },
        "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav" | "address"
        | "dl" | "dt" | "dd" | "table" | "caption" | "tr" | "thead" | "tbody" | "tfoot" | "hr" | "form"
        | "fieldset" | "legend" | "details" | "summary" | "center" | "body" | "hgroup" | "search" => {
            block(attributes)
        }
        _ if is_meaningless_void(name) => Role::Ignored,
        _ => Role::Inline,
    }
}

/// A paragraph, unless Word calls it a heading: `class="MsoHeading2"`, `MsoTitle`, or "Overskrift 1" as a style.
fn block(attributes: Attributes<'_>) -> Role {
    let class = attribute(attributes, "class").unwrap_or_default().to_ascii_lowercase();
    let role = attribute(attributes, "role").unwrap_or_default();
    if class.starts_with("msotitle") || class.starts_with("msoheading1") || class.starts_with("msoheading2") {
        return Role::Heading(Level::Two);
    }
    if class.starts_with("msoheading") {
        return Role::Heading(Level::Three);
    }
    if role.eq_ignore_ascii_case("heading") {
        let level = attribute(attributes, "aria-level").and_then(|level| level.parse().ok());
        return Role::Heading(Level::nearest(level.unwrap_or(2)));
    }
    Role::Block
}

fn is_fake_item(attributes: Attributes<'_>, style: &Style) -> bool {
    let class = attribute(attributes, "class").unwrap_or_default().to_ascii_lowercase();
    style.get("mso-list").is_some_and(|list| fake_level(&list).is_some())
        || class.starts_with("msolistparagraph")
}

/// The level in Word's `mso-list:l0 level1 lfo1`, from 0.
fn fake_level(list: &str) -> Option<usize> {
    let level = list.split_whitespace().find_map(|word| word.strip_prefix("level"))?;
    level.parse::<usize>().ok().map(|level| level.saturating_sub(1))
}

fn attribute<'a>(attributes: Attributes<'a>, name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn is_never_shown(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "title"
            | "style"
            | "script"
            | "noscript"
            | "template"
            | "iframe"
            | "object"
            | "embed"
            | "applet"
            | "svg"
            | "math"
            | "canvas"
            | "audio"
            | "video"
            | "select"
            | "datalist"
            | "button"
            | "textarea"
            | "noembed"
            | "noframes"
            | "xmp"
            | "plaintext"
            | "frameset"
            | "dialog"
            | "xml"
            | "rp"
            | "map"
    ) || name.starts_with("w:")
        || name.starts_with("v:")
        || name.starts_with("m:")
}

fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr") || is_meaningless_void(name)
}

fn is_meaningless_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "col"
            | "embed"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "basefont"
            | "bgsound"
            | "frame"
            | "keygen"
    )
}

/// The declarations of a `style` attribute, names and values in lower case.
struct Style(Vec<(String, String)>);

impl Style {
    fn new(css: &str) -> Self {
        let declarations = css.split(';').filter_map(|declaration| declaration.split_once(':'));
        let tidy = |text: &str| text.trim().to_lowercase();
        Self(declarations.map(|(name, value)| (tidy(name), tidy(value))).collect())
    }

    /// The last value of a property, as the browser takes it.
    fn get(&self, name: &str) -> Option<String> {
        let value = self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value);
        value.map(|value| value.trim_end_matches("!important").trim().to_owned())
    }

    fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|found| found == value)
    }

    fn hides(&self) -> bool {
        let is_zero =
            |name| self.get(name).is_some_and(|size| size.starts_with('0') && !size.starts_with("0."));
        self.is("display", "none")
            || self.is("visibility", "hidden")
            || self.is("mso-hide", "all")
            || is_zero("font-size")
            || is_zero("opacity")
    }

    fn weight(&self) -> Option<bool> {
        let weight = self.get("font-weight")?;
        match weight.as_str() {
            "bold" | "bolder" => Some(true),
            "normal" | "lighter" => Some(false),
            number => number.parse::<u32>().ok().map(|number| number >= 600),
        }
    }

    fn slant(&self) -> Option<bool> {
        match self.get("font-style")?.as_str() {
            "italic" | "oblique" => Some(true),
            "normal" => Some(false),
            _ => None,
        }
    }
}
