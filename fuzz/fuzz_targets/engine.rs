//! Any text, as plain text, Markdown or HTML, in every kind of text: the engine never stumbles, and what it finds is
//! there.
#![no_main]

use fuzz::{CHECKER, hold};
use libfuzzer_sys::fuzz_target;
use plain_language::{Source, TextType};

fuzz_target!(|data: &[u8]| {
    // The first byte says as what, so that one input is not checked 27 times.
    let [first, rest @ ..] = data else { return };
    let (first, kinds) = (usize::from(*first), TextType::ALL.len());
    let text = String::from_utf8_lossy(rest);
    let source = match first / kinds % 3 {
        0 => Source::plain(&text),
        1 => Source::markdown(&text),
        _ => Source::html(&text),
    };
    hold(&CHECKER, &source, &text, TextType::ALL[first % kinds]);
});
