//! Word documents to blocks: the paragraphs of `word/document.xml` (ISO/IEC 29500, WordprocessingML).

use super::{SourceBlock, SourceMark};
use crate::BlockKind;
use quick_xml::{Reader, events::Event};
use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

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
    let links =
        part(&mut archive, "word/_rels/document.xml.rels").map(|xml| addresses(&xml)).unwrap_or_default();
    let xml = part(&mut archive, "word/document.xml")?;
    let mut reader = Reader::from_str(&xml);
    let mut document = Document { links, ..Document::default() };
    loop {
        match reader.read_event().map_err(|error| broken(&error))? {
            Event::Start(tag) => document.start(tag.local_name().as_ref(), &tag),
            Event::Empty(tag) => {
                document.start(tag.local_name().as_ref(), &tag);
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

/// A file of the archive.
fn part(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, DocxProblem> {
    let broken = |problem: &dyn std::fmt::Display| DocxProblem::NoDocument(problem.to_string());
    let file = archive.by_name(name).map_err(|error| broken(&error))?;
    let mut xml = String::new();
    file.take(XML_MAX + 1).read_to_string(&mut xml).map_err(|error| broken(&error))?;
    if u64::try_from(xml.len()).unwrap_or(u64::MAX) > XML_MAX {
        return Err(DocxProblem::TooLarge);
    }
    Ok(xml)
}

/// The addresses of links by their ids; a document without any, or with a damaged list, has none.
fn addresses(xml: &str) -> HashMap<String, String> {
    let mut reader = Reader::from_str(xml);
    let mut found = HashMap::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Empty(tag) | Event::Start(tag) => {
                found.extend(attribute(&tag, "Id").zip(attribute(&tag, "Target")));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// What a reference stands for: the five names of XML, and characters by number.
fn reference(name: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default().to_owned()
}

/// The value of an attribute, whatever stands before its colon.
fn attribute(tag: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

#[derive(Default)]
struct Document {
    blocks: Vec<SourceBlock>,
    links: HashMap<String, String>,
    block: Option<SourceBlock>,
    kind: Option<BlockKind>,
    level: Option<u8>,
    cells: usize,
    in_text: bool,
    /// Where the link that is open begins, and its address.
    link: Option<(usize, String)>,
    /// Whether a run is open, and whether it is bold.
    run: Option<bool>,
    /// Whether anything in the paragraph is bold, and whether anything is not.
    bold: (bool, bool),
    /// What stands for the drawing that is open.
    alt: Option<String>,
}

impl Document {
    fn start(&mut self, name: &str, tag: &quick_xml::events::BytesStart<'_>) {
        let value = || attribute(tag, "val").unwrap_or_default();
        match name {
            "tc" => self.cells += 1,
            "t" => self.in_text = true,
            "tab" | "br" | "cr" if self.block().text.is_empty() => {}
            "tab" | "br" | "cr" => self.block().text.push(' '),
            "numPr" => self.kind = Some(BlockKind::ListItem),
            "pStyle" => self.style(&value().to_lowercase()),
            "r" => self.run = Some(false),
            "b" if self.run.is_some() => self.run = Some(!matches!(value().as_str(), "0" | "false")),
            "hyperlink" => {
                let address = attribute(tag, "id").and_then(|id| self.links.get(&id).cloned());
                let here = self.block().text.len();
                self.link = address.map(|address| (here, address));
            }
            "docPr" => self.alt = attribute(tag, "descr"),
            "pic" => {
                let alt = self.alt.take().unwrap_or_default();
                self.blocks.push(SourceBlock::picture(&alt, 0));
            }
            _ => {}
        }
    }

    /// The built-in styles keep their English ids, save in documents from Danish programs.
    fn style(&mut self, style: &str) {
        let begins = |words: &[&str]| words.iter().any(|word| style.starts_with(word));
        if begins(&["heading", "overskrift"]) {
            self.kind = Some(BlockKind::Heading);
            self.level =
                style.chars().last().and_then(|c| c.to_digit(10)).and_then(|level| level.try_into().ok());
        } else if begins(&["title", "titel"]) {
            self.kind = Some(BlockKind::Heading);
        } else if begins(&["quote", "citat"]) {
            self.kind = Some(BlockKind::Quote);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "tc" => self.cells = self.cells.saturating_sub(1),
            "t" => self.in_text = false,
            "r" => self.run = None,
            "hyperlink" => {
                if let Some((start, address)) = self.link.take() {
                    self.block().mark(start, SourceMark::Link(address));
                }
            }
            "p" => self.close(),
            _ => {}
        }
    }

    fn block(&mut self) -> &mut SourceBlock {
        self.block.get_or_insert_with(|| SourceBlock::new(BlockKind::Paragraph))
    }

    fn close(&mut self) {
        let plain = if self.cells > 0 { BlockKind::TableCell } else { BlockKind::Paragraph };
        let (kind, level, bold) =
            (self.kind.take().unwrap_or(plain), self.level.take(), std::mem::take(&mut self.bold));
        let Some(mut block) = self.block.take().filter(|block| !block.text.trim().is_empty()) else { return };
        block.kind = kind;
        let length = block.text.trim_end().len();
        block.text.truncate(length);
        block.marks.iter_mut().for_each(|(piece, _)| piece.end = piece.end.min(length));
        if bold == (true, false) {
            block.mark(0, SourceMark::Bold);
        }
        if let Some(level) = level {
            block.mark(0, SourceMark::Heading(level));
        }
        self.blocks.push(block);
    }

    fn add(&mut self, text: &str) {
        if !self.in_text {
            return;
        }
        if !text.trim().is_empty() {
            let is_bold = self.run == Some(true);
            self.bold.0 |= is_bold;
            self.bold.1 |= !is_bold;
        }
        let block = self.block();
        block.text.push_str(if block.text.is_empty() { text.trim_start() } else { text });
    }
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, MarkKind, NO_ALT, Source};
    use std::io::{Cursor, Write};

    /// A document of paragraphs, with one link.
    fn docx(paragraphs: &str) -> Vec<u8> {
        let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let links =
            r#"<Relationships><Relationship Id="r1" Target="https://x.example/a.pdf"/></Relationships>"#;
        let body = format!("<w:document><w:body>{paragraphs}</w:body></w:document>");
        for (name, xml) in [("word/_rels/document.xml.rels", links), ("word/document.xml", &body)] {
            file.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            file.write_all(xml.as_bytes()).unwrap();
        }
        file.finish().unwrap().into_inner()
    }

    #[test]
    fn headings_links_bold_words_and_pictures_are_known() {
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let bold = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
        let picture = |alt: &str| {
            format!("<w:p><w:r><w:drawing><wp:docPr id='1' {alt}/><pic:pic/></w:drawing></w:r></w:p>")
        };
        let text = [
            format!("<w:p><w:pPr><w:pStyle w:val='Overskrift2'/></w:pPr>{}</w:p>", run(" Veje")),
            format!("<w:p>{}<w:hyperlink r:id='r1'>{}</w:hyperlink></w:p>", run("Se "), run("planen ")),
            format!("<w:p>{}{}</w:p>", bold("Husk"), bold(" pas")),
            format!("<w:p>{}<w:r><w:tab/></w:r>{}</w:p>", bold("Husk"), run("visum")),
            picture("descr='Et kort'"),
            picture(""),
        ];
        let bytes = docx(&text.concat());
        let (source, _) = Source::docx(&bytes).unwrap();
        let blocks = source.blocks();
        let read: Vec<_> = blocks.iter().map(|block| (block.kind, block.text)).collect();
        assert_eq!(
            read,
            [
                (BlockKind::Heading, "Veje"),
                (BlockKind::Paragraph, "Se planen"),
                (BlockKind::Paragraph, "Husk pas"),
                (BlockKind::Paragraph, "Husk visum"),
                (BlockKind::Alt, "Et kort"),
                (BlockKind::Alt, NO_ALT),
            ]
        );
        let marks = source.marks();
        let marked: Vec<_> =
            marks.iter().map(|mark| (&blocks[mark.block].text[mark.start..mark.end], mark.kind)).collect();
        assert_eq!(
            marked,
            [
                ("Veje", MarkKind::Heading(2)),
                ("planen", MarkKind::Link("https://x.example/a.pdf")),
                ("Husk pas", MarkKind::Bold),
            ]
        );
    }
}
