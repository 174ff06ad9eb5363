//! Lists as Word pastes them: paragraphs with a level in their style and the bullet or number written as text.
//! Puts such paragraphs together to real lists.

use crate::block::{Content, Item, List};
use crate::doc::MAX_LIST_DEPTH;
use crate::inline::Inline;

/// Adds a paragraph that is shown as a list item to the list before it, or begins one.
pub(super) fn push_item(
    list: &mut Option<List>,
    level: usize,
    marker: &str,
    inlines: Vec<Inline>,
) -> Option<Content> {
    let (ordered, start) = numbering(marker);
    let item = Item { inlines, sublist: None };
    let finished = list.take_if(|before| level == 0 && before.ordered != ordered);
    match list {
        Some(before) => place(before, level.min(MAX_LIST_DEPTH - 1), ordered, start, item),
        None => *list = Some(List { ordered, start, items: vec![item] }),
    }
    finished.map(Content::List)
}

fn place(list: &mut List, level: usize, ordered: bool, start: u32, item: Item) {
    match list.items.last_mut() {
        Some(above) if level > 0 => match &mut above.sublist {
            Some(below) => place(below, level - 1, ordered, start, item),
            None => above.sublist = Some(List { ordered, start, items: vec![item] }),
        },
        _ => list.items.push(item),
    }
}

/// Puts a list under the last item of another.
pub(super) fn attach(parent: &mut List, list: List) {
    match parent.items.last_mut() {
        None => parent.items.extend(list.items),
        Some(Item { sublist: Some(before), .. }) => before.items.extend(list.items),
        Some(item) => item.sublist = Some(list),
    }
}

/// Takes a marker off the text itself, where a program wrote it as plain text.
pub(super) fn take_marker(inlines: &mut [Inline]) -> Option<String> {
    let first = inlines.iter_mut().find_map(|inline| match inline {
        Inline::Text(span) if !span.text.trim().is_empty() => Some(span),
        _ => None,
    })?;
    let text = first.text.trim_start();
    let (marker, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let is_bullet = matches!(marker, "·" | "•" | "o" | "§" | "-" | "–" | "▪" | "◦" | "\u{f0b7}" | "\u{f0a7}");
    if !is_bullet && !numbering(marker).0 {
        return None;
    }
    let (marker, rest) = (marker.to_owned(), rest.trim_start().to_owned());
    first.text = rest;
    Some(marker)
}

/// Whether a written marker is a number or letter, and which: "3." is (true, 3), "b)" is (true, 2), "·" is not.
fn numbering(marker: &str) -> (bool, u32) {
    let label = marker.trim().trim_start_matches('(');
    let Some(label) = label.strip_suffix(['.', ')']) else { return (false, 1) };
    // "1.2." counts on its last part.
    let label = label.rsplit('.').next().unwrap_or(label);
    if let Ok(number) = label.parse::<u32>() {
        return (true, number);
    }
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ 'a'..='h'), None) => (true, u32::from(letter) - u32::from('a') + 1),
        (Some('A'..='Z' | 'i'..='z'), None) => (true, 1),
        (Some('i' | 'v' | 'x' | 'I' | 'V' | 'X'), Some(_)) => (true, 1),
        _ => (false, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        for (marker, expected) in [
            ("·", (false, 1)),
            ("o", (false, 1)),
            ("§", (false, 1)),
            ("1.", (true, 1)),
            ("12)", (true, 12)),
            ("(3)", (true, 3)),
            ("1.2.", (true, 2)),
            ("b)", (true, 2)),
            ("iv.", (true, 1)),
            ("", (false, 1)),
        ] {
            assert_eq!(numbering(marker), expected, "{marker}");
        }
    }
}
