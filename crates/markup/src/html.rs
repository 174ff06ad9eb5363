//! HTML of a document, made whenever it is shown and never stored; and reading pasted HTML.
//! Everything that reaches the output is written here with its own escaping: there is no way for raw HTML through.

mod elements;
mod paste;
mod tokens;
mod word;

use crate::block::{Block, Content, Image, Level, List};
use crate::doc::Doc;
use crate::href::Href;
use crate::inline::{Inline, Span};

/// How HTML is to be written.
#[derive(Clone, Copy)]
pub struct HtmlOptions<'a> {
    /// Gives the address of a media reference; `None` leaves the picture out and keeps its caption.
    pub media: &'a dyn Fn(&str) -> Option<String>,
    /// Gives the width and height of a media reference in pixels, so that a page leaves room for it.
    pub size: &'a dyn Fn(&str) -> Option<(u32, u32)>,
    /// Puts the block ids into `data-block`, and media references into `data-media`, for the editor.
    pub block_ids: bool,
    /// Gives headings an `id` of this prefix and the block id, to link to.
    pub heading_ids: Option<&'a str>,
    /// Our own host: links to it are not external.
    pub own_host: Option<&'a str>,
    /// Our own address, for HTML that is read outside the house: links and pictures have whole addresses.
    pub base: Option<&'a str>,
}

impl Default for HtmlOptions<'_> {
    /// No pictures, no ids, every host external.
    fn default() -> Self {
        Self {
            media: &|_| None,
            size: &|_| None,
            block_ids: false,
            heading_ids: None,
            own_host: None,
            base: None,
        }
    }
}

impl Doc {
    /// The document as HTML without a title, page or style around it.
    pub fn to_html(&self, options: &HtmlOptions<'_>) -> String {
        let mut writer = Writer { out: String::new(), options };
        self.blocks().iter().for_each(|block| writer.block(block));
        writer.out
    }
}

/// Escapes text for use as HTML content and within quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

struct Writer<'a> {
    out: String,
    options: &'a HtmlOptions<'a>,
}

impl Writer<'_> {
    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn open(&mut self, tag: &str, block: &Block) {
        self.push(&format!("<{tag}"));
        if let (Content::Heading { .. }, Some(prefix)) = (&block.content, self.options.heading_ids) {
            self.push(&format!(" id=\"{}{}\"", escape(prefix), escape(block.id.as_str())));
        }
        if self.options.block_ids {
            self.push(&format!(" data-block=\"{}\"", escape(block.id.as_str())));
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.content {
            Content::Heading { level, inlines } => {
                let tag = if *level == Level::Two { "h2" } else { "h3" };
                self.open(tag, block);
                self.push(">");
                self.inlines(inlines);
                self.push(&format!("</{tag}>\n"));
            }
            Content::Paragraph { inlines } => {
                self.open("p", block);
                self.push(">");
                self.inlines(inlines);
                self.push("</p>\n");
            }
            Content::List(list) => {
                self.open(if list.ordered { "ol" } else { "ul" }, block);
                self.list_after_name(list);
                self.push("\n");
            }
            Content::Quote { inlines, by } => self.quote(block, inlines, by.as_deref()),
            Content::Image(image) => self.image(block, image),
        }
    }

    fn list_after_name(&mut self, list: &List) {
        if list.ordered && list.start != 1 {
            self.push(&format!(" start=\"{}\"", list.start));
        }
        self.push(">");
        for item in &list.items {
            self.push("<li>");
            self.inlines(&item.inlines);
            if let Some(sublist) = &item.sublist {
                self.push(if sublist.ordered { "<ol" } else { "<ul" });
                self.list_after_name(sublist);
            }
            self.push("</li>");
        }
        self.push(if list.ordered { "</ol>" } else { "</ul>" });
    }

    fn quote(&mut self, block: &Block, inlines: &[Inline], by: Option<&str>) {
        self.open("figure", block);
        self.push("><blockquote><p>");
        self.inlines(inlines);
        self.push("</p></blockquote>");
        if let Some(by) = by {
            self.push(&format!("<figcaption>— {}</figcaption>", escape(by)));
        }
        self.push("</figure>\n");
    }

    fn image(&mut self, block: &Block, image: &Image) {
        let source = (self.options.media)(image.media.as_str()).filter(|url| is_picture_address(url));
        if source.is_none() && image.caption.is_empty() && !self.options.block_ids {
            return;
        }
        self.open("figure", block);
        if self.options.block_ids {
            self.push(&format!(" data-media=\"{}\"", escape(image.media.as_str())));
            self.push(if image.decorative { " data-decorative" } else { "" });
        }
        self.push(">");
        if let Some(source) = source {
            let size = (self.options.size)(image.media.as_str());
            let room = size
                .map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\" loading=\"lazy\""));
            let base = self.options.base.filter(|_| source.starts_with('/')).unwrap_or_default();
            let source = format!("{base}{source}");
            let (source, alt, room) = (escape(&source), escape(&image.alt), room.unwrap_or_default());
            self.push(&format!("<img src=\"{source}\" alt=\"{alt}\"{room}>"));
        }
        if !image.caption.is_empty() {
            self.push(&format!("<figcaption>{}</figcaption>", escape(&image.caption)));
        }
        self.push("</figure>\n");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(span) => self.span(span),
                Inline::Break => self.push("<br>"),
                Inline::Link { href, spans } => {
                    let rel = if self.is_external(href) { " rel=\"noopener\"" } else { "" };
                    self.push(&format!("<a href=\"{}\"{rel}>", escape(&href.absolute(self.options.base))));
                    spans.iter().for_each(|span| self.span(span));
                    self.push("</a>");
                }
            }
        }
    }

    fn is_external(&self, href: &Href) -> bool {
        href.host()
            .is_some_and(|host| self.options.own_host.is_none_or(|own| !host.eq_ignore_ascii_case(own)))
    }

    fn span(&mut self, span: &Span) {
        let marks = [(span.strong, "strong"), (span.emphasis, "em")];
        let on = marks.iter().filter(|(is_on, _)| *is_on);
        on.clone().for_each(|(_, tag)| self.push(&format!("<{tag}>")));
        self.push(&escape(&span.text));
        on.rev().for_each(|(_, tag)| self.push(&format!("</{tag}>")));
    }
}

/// Pictures come from the web, from us or as a part of the mail itself, whatever the caller answers.
fn is_picture_address(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let from_web = lower.starts_with("https:") || lower.starts_with("http:") || lower.starts_with("cid:");
    from_web || (url.starts_with('/') && !url.starts_with("//") && !url.starts_with("/\\"))
}

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod tests;
