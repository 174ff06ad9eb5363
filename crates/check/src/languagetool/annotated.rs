//! Texts that come in pieces: words, and markup that no rule should read. Words on both sides of a markup are read as
//! one text, as clients expect; places in the answer are places in what was sent.

use serde::Deserialize;

#[derive(Deserialize)]
struct Annotated {
    annotation: Vec<Sent>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sent {
    text: Option<String>,
    markup: Option<String>,
    interpret_as: Option<String>,
}

/// A text that is read, and where its pieces stand in what was sent. All places count UTF-16 units.
pub(super) struct Text {
    /// What is read.
    pub(super) read: String,
    pieces: Vec<Piece>,
}

struct Piece {
    /// Where it begins in what is read, and in what was sent.
    read: usize,
    sent: usize,
    /// How much was sent for it, where that is markup that stands for it.
    markup: Option<usize>,
}

impl Text {
    /// A text that came as it is.
    pub(super) fn plain(text: &str) -> Self {
        Self { read: text.to_owned(), pieces: vec![Piece { read: 0, sent: 0, markup: None }] }
    }

    /// A text that came in pieces; nothing where it is none.
    pub(super) fn annotated(data: &str) -> Option<Self> {
        let annotated: Annotated = serde_json::from_str(data).ok()?;
        let (mut text, mut read, mut sent) = (Self { read: String::new(), pieces: Vec::new() }, 0, 0);
        for one in annotated.annotation {
            let units = |text: &str| text.encode_utf16().count();
            let (shown, length, markup) = match (one.text, one.markup) {
                (Some(words), None) => {
                    let length = units(&words);
                    (words, length, None)
                }
                (None, Some(markup)) => {
                    let length = units(&markup);
                    (one.interpret_as.unwrap_or_default(), length, Some(length))
                }
                _ => return None,
            };
            if !shown.is_empty() {
                text.pieces.push(Piece { read, sent, markup });
            }
            read += units(&shown);
            sent += length;
            text.read.push_str(&shown);
        }
        Some(text)
    }

    /// Where something that was read begins and ends in what was sent.
    pub(super) fn sent(&self, start: usize, end: usize) -> (usize, usize) {
        let piece = |at: usize| {
            let after = self.pieces.partition_point(|piece| piece.read <= at);
            after.checked_sub(1).and_then(|index| self.pieces.get(index))
        };
        let begins = |at: usize| {
            piece(at)
                .map_or(at, |piece| piece.sent + if piece.markup.is_some() { 0 } else { at - piece.read })
        };
        let ends = |last: usize| {
            piece(last).map_or(last + 1, |piece| piece.sent + piece.markup.unwrap_or(last + 1 - piece.read))
        };
        let begin = begins(start);
        (begin, end.checked_sub(1).filter(|last| *last >= start).map_or(begin, ends))
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn words_on_both_sides_of_markup_are_one_text() {
        let data = r#"{"annotation":[{"text":"Vi har modta"},{"markup":"<b>"},{"text":"gett"},{"markup":"</b>"},{"text":" k"},{"markup":"&oslash;","interpretAs":"ø"},{"text":"dd"},{"markup":"</p>","interpretAs":"\n\n"},{"text":"😀 Vi"}]}"#;
        let text = Text::annotated(data).unwrap();
        assert_eq!(text.read, "Vi har modtagett kødd\n\n😀 Vi");
        // "modtagett", "kødd", "ø", "Vi" at the end.
        assert_eq!(text.sent(7, 16), (7, 19));
        assert_eq!(text.sent(17, 21), (24, 35));
        assert_eq!(text.sent(18, 19), (25, 33));
        assert_eq!(text.sent(26, 28), (42, 44));
        assert!(Text::annotated("{}").is_none());
        assert!(Text::annotated(r#"{"annotation":[{}]}"#).is_none());
        assert_eq!(Text::plain("abc").sent(1, 3), (1, 3));
        assert_eq!(Text::plain("").sent(0, 0), (0, 0));
    }
}
