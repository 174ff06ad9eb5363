//! Any bytes as a Word document, and any XML in one that is whole: read or refused, never stumbled over.
#![no_main]

use fuzz::{CHECKER, hold};
use libfuzzer_sys::fuzz_target;
use plain_language::{Source, TextType};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fuzz_target!(|data: &[u8]| {
    let [first, rest @ ..] = data else { return };
    // An odd first byte: the rest is the text with its markup. An even one: the rest is the whole file.
    let file = if first % 2 == 1 { document(rest) } else { Some(rest.to_vec()) };
    let Some(Ok((source, text))) = file.map(|file| Source::docx(&file)) else { return };
    hold(&CHECKER, &source, &text, TextType::Letter);
    for (index, block) in source.blocks().iter().enumerate() {
        let at = source.place(index, 0);
        assert!(text[at..].starts_with(block.text), "block {index} is not at {at}");
    }
});

/// A document whose text is this.
fn document(xml: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).ok()?;
    archive.write_all(xml).ok()?;
    Some(archive.finish().ok()?.into_inner())
}
