//! What changed between two editions, for those who must say yes: field by field, and within
//! the text word by word.

use crate::Content;
use markup::{ChangeKind, RunKind, diff_html, text_diff_words};

/// One field that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field's name; with `message-field-` before it, the text key.
    pub field: &'static str,
    /// Removed and added words as HTML with `del` and `ins`, already escaped.
    pub html: String,
}

/// Every field that differs.
#[must_use]
pub fn changes(old: &Content, new: &Content) -> Vec<Change> {
    let mut out = Vec::new();
    let mut add = |field: &'static str, old: &str, new: &str| {
        if old != new {
            out.push(Change { field, html: diff_html(&text_diff_words(old, new)) });
        }
    };
    add("language", old.language.tag(), new.language.tag());
    add("title", &old.title, &new.title);
    add("main-point", &old.main_point, &new.main_point);
    add("internal-text", &old.internal_text, &new.internal_text);
    add("role", old.role.as_deref().unwrap_or("–"), new.role.as_deref().unwrap_or("–"));
    add("contact", &contact(old), &contact(new));
    add("channels", &old.channels.join(", "), &new.channels.join(", "));
    add("topics", &old.topics.join(", "), &new.topics.join(", "));
    add("decision", &decision(old), &decision(new));
    for channel in
        old.variants.keys().chain(new.variants.keys().filter(|key| !old.variants.contains_key(*key)))
    {
        let text = |content: &Content| content.variants.get(channel).cloned().unwrap_or_default();
        add("variants", &text(old), &text(new));
    }
    if old.character != new.character {
        add("character", &word(old), &word(new));
    }
    let body: Vec<String> = old
        .body
        .diff(&new.body)
        .into_iter()
        .filter(|change| change.kind != ChangeKind::Same)
        .map(|change| {
            let only_form = change.runs.iter().all(|run| run.kind == RunKind::Same);
            let html = diff_html(&change.runs);
            if only_form { format!("<p><ins>{html}</ins></p>") } else { format!("<p>{html}</p>") }
        })
        .collect();
    if !body.is_empty() {
        out.push(Change { field: "body", html: body.concat() });
    }
    out
}

fn contact(content: &Content) -> String {
    let contact = &content.contact;
    [contact.function.as_str(), &contact.phone, &contact.email].join(" ").trim().to_owned()
}

fn decision(content: &Content) -> String {
    content.decision.as_ref().map_or_else(String::new, |decision| {
        let in_full = if decision.is_in_full { "✓" } else { "" };
        [decision.decision.as_str(), &decision.reason, &decision.intention, &decision.legal_basis, in_full]
            .join(" ")
    })
}

fn word(content: &Content) -> String {
    serde_json::to_value(content.character)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use db::Id;
    use markup::Doc;

    #[test]
    fn changed_words_show_and_nothing_else() {
        let mut old = Content::new(Id::at(1));
        old.title = "Vejen er lukket lørdag".to_owned();
        old.body = Doc::from_markdown("Fra lørdag.\n\nTil fredag.").unwrap();
        let mut new = old.clone();
        new.title = "Vejen er lukket mandag".to_owned();
        new.body = Doc::from_markdown("Fra mandag.\n\nTil fredag.").unwrap();
        let found = changes(&old, &new);
        assert_eq!(found.iter().map(|change| change.field).collect::<Vec<_>>(), ["title", "body"]);
        assert!(found[0].html.contains("<del>lørdag</del>") && found[0].html.contains("<ins>mandag</ins>"));
        assert!(!found[1].html.contains("fredag"));
        assert!(changes(&old, &old).is_empty());
    }
}
