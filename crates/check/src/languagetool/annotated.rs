//! Texts that come in pieces: words, and markup that no rule should read. Every piece keeps its length, so that
//! places in the answer are places in what was sent.

use serde::Deserialize;

#[derive(Deserialize)]
struct Annotated {
    annotation: Vec<Piece>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Piece {
    text: Option<String>,
    markup: Option<String>,
    interpret_as: Option<String>,
}

/// The words with markup as spaces; a markup that breaks lines breaks them here too.
pub(super) fn text(data: &str) -> Option<String> {
    let annotated: Annotated = serde_json::from_str(data).ok()?;
    let mut out = String::new();
    for piece in annotated.annotation {
        match (piece.text, piece.markup) {
            (Some(text), None) => out.push_str(&text),
            (None, Some(markup)) => {
                let units = markup.encode_utf16().count();
                let breaks = piece.interpret_as.unwrap_or_default().matches('\n').count().min(units);
                out.push_str(&"\n".repeat(breaks));
                out.push_str(&" ".repeat(units - breaks));
            }
            _ => return None,
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn pieces_keep_their_length() {
        let data = r#"{"annotation":[{"text":"Vi "},{"markup":"<b>"},{"text":"ses"},{"markup":"</p>","interpretAs":"\n\n"}]}"#;
        assert_eq!(text(data).as_deref(), Some("Vi    ses\n\n  "));
        assert_eq!(text("{}"), None);
        assert_eq!(text(r#"{"annotation":[{}]}"#), None);
    }
}
