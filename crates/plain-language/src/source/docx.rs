//! Word documents to blocks: the paragraphs of `word/document.xml` (ISO/IEC 29500, WordprocessingML).

use super::SourceBlock;
use crate::BlockKind;
use quick_xml::{Reader, events::Event};
use std::io::{Cursor, Read};

/// The most bytes of text with its markup, unpacked; a file that grows beyond is refused.
const XML_MAX: u64 = 50_000_000;

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DocxProblem {
    /// The bytes are no DOCX file, or a damaged one.
    #[error("this is not a Word document (DOCX): {0}")]
    NoDocument(String),
    /// The text is larger than is read.
    #[error("the document is larger than {} MB when it is unpacked", XML_MAX / 1_000_000)]
    TooLarge,
}

/// The blocks of a document.
pub(super) fn blocks(bytes: &[u8]) -> Result<Vec<SourceBlock>, DocxProblem> {
    let broken = |problem: &dyn std::fmt::Display| DocxProblem::NoDocument(problem.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let file = archive.by_name("word/document.xml").map_err(|error| broken(&error))?;
    let mut xml = String::new();
    file.take(XML_MAX + 1).read_to_string(&mut xml).map_err(|error| broken(&error))?;
    if u64::try_from(xml.len()).unwrap_or(u64::MAX) > XML_MAX {
        return Err(DocxProblem::TooLarge);
    }
    let mut reader = Reader::from_str(&xml);
    let mut document = Document::default();
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Start(tag) => document.start(tag.local_name().as_ref(), attribute(&tag).as_deref()),
            Event::Empty(tag) => {
                document.start(tag.local_name().as_ref(), attribute(&tag).as_deref());
                document.end(tag.local_name().as_ref());
            }
            Event::End(tag) => document.end(tag.local_name().as_ref()),
            Event::Text(text) => document.add(&text.xml10_content()),
            Event::GeneralRef(name) => document.add(&reference(&name)),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(document.blocks)
}

/// What a reference stands for: the five names of XML, and characters by number.
fn reference(name: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default().to_owned()
}

/// The value of `w:val`.
fn attribute(tag: &quick_xml::events::BytesStart<'_>) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val")?;
    Some(found.value.into_owned())
}

#[derive(Default)]
struct Document {
    blocks: Vec<SourceBlock>,
    text: String,
    kind: Option<BlockKind>,
    cells: usize,
    in_text: bool,
}

impl Document {
    fn start(&mut self, name: &str, value: Option<&str>) {
        match name {
            "tc" => self.cells += 1,
            "t" => self.in_text = true,
            "ta" | "br" | "cr" => self.text.push(' '),
            "numPr" => self.kind = Some(BlockKind::ListItem),
            // The built-in styles keep their English ids, save in documents from Danish programs.
            "pStyle" => {
                let style = value.unwrap_or_default().to_lowercase();
                let is_heading =
                    ["heading", "overskrift", "title", "titel"].iter().any(|word| style.starts_with(word));
                if is_heading {
                    self.kind = Some(BlockKind::Heading);
                } else if style.starts_with("quote") || style.starts_with("citat") {
                    self.kind = Some(BlockKind::Quote);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "tc" => self.cells = self.cells.saturating_sub(1),
            "t" => self.in_text = false,
            "p" => {
                let plain = if self.cells > 0 { BlockKind::TableCell } else { BlockKind::Paragraph };
                let kind = self.kind.take().unwrap_or(plain);
                let text = std::mem::take(&mut self.text).trim().to_owned();
                if !text.is_empty() {
                    self.blocks.push(SourceBlock { kind, text, pieces: Vec::new() });
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if self.in_text {
            self.text.push_str(text);
        }
    }
}
