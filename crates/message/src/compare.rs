//! What changed between two editions, for those who must say yes: field by field by name, and
//! within the text word by word. A content is taken apart whole, so that no field is forgotten.

use crate::{Contact, Content, Decision, Names};
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
pub fn changes(old: &Content, new: &Content, names: &Names<'_>) -> Vec<Change> {
    let mut out = Vec::new();
    let mut add = |field: &'static str, old: &str, new: &str| {
        if old != new {
            out.push(Change { field, html: diff_html(&text_diff_words(old, new)) });
        }
    };
    for ((field, before), (_, after)) in lines(old, names).iter().zip(lines(new, names)) {
        add(field, before, &after);
    }
    let added = new.variants.keys().filter(|key| !old.variants.contains_key(*key));
    for channel in old.variants.keys().chain(added) {
        let text = |content: &Content| {
            let own = content.variants.get(channel);
            own.map(|text| format!("{}: {text}", names.channel(channel))).unwrap_or_default()
        };
        add("variants", &text(old), &text(new));
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

/// Every field but the text and the channels' own texts as one line, in the order they are shown. There is no `..`
/// here: a field that is added must be put in, or the program does not build.
fn lines(content: &Content, names: &Names<'_>) -> Vec<(&'static str, String)> {
    let Content {
        language,
        title,
        main_point,
        body: _,
        side,
        role,
        character,
        theme,
        goal,
        unit,
        contact,
        target_groups,
        topics,
        channels,
        variants: _,
        internal_text,
        affected_units,
        audiences,
        decision,
    } = content;
    let item = |section: &str, id: &Option<String>| {
        id.as_deref().map_or_else(|| "–".to_owned(), |id| names.item(section, id))
    };
    let list = |names: Vec<String>| if names.is_empty() { "–".to_owned() } else { names.join(", ") };
    let character = serde_json::to_value(character).ok();
    let character = character.as_ref().and_then(|word| word.as_str()).unwrap_or_default();
    vec![
        ("language", names.word(&format!("message-language-{}", language.tag()))),
        ("title", title.clone()),
        ("main-point", main_point.clone()),
        ("internal-text", internal_text.clone()),
        ("side", names.word(&format!("message-side-{}", side.word()))),
        ("unit", names.unit(*unit)),
        ("role", item("role", role)),
        ("character", names.word(&format!("message-character-{character}"))),
        ("channels", list(channels.iter().map(|id| names.channel(id)).collect())),
        ("topics", list(topics.iter().map(|id| names.topic(id)).collect())),
        ("audiences", list(audiences.iter().map(|id| names.audience(*id)).collect())),
        ("affected", list(affected_units.iter().map(|id| names.unit(*id)).collect())),
        ("target-groups", list(target_groups.iter().map(|id| names.item("target-group", id)).collect())),
        ("goal", item("goal", goal)),
        ("theme", item("narrative", theme)),
        ("contact", contact_line(contact)),
        ("decision", decision.as_ref().map_or_else(String::new, |decision| decision_line(decision, names))),
    ]
}

fn contact_line(contact: &Contact) -> String {
    let Contact { function, phone, email } = contact;
    [function.as_str(), phone, email].join(" ").trim().to_owned()
}

fn decision_line(decision: &Decision, names: &Names<'_>) -> String {
    let Decision { decision, reason, intention, legal_basis, is_in_full } = decision;
    let in_full = if *is_in_full { names.word("message-decision-in-full") } else { String::new() };
    [decision.as_str(), reason, intention, legal_basis, &in_full].join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Side;
    use db::Id;
    use markup::Doc;
    use std::collections::{BTreeMap, BTreeSet};
    use strategy::words::Character;
    use web::Lang;

    fn found(old: &Content, new: &Content) -> Vec<Change> {
        let strategy =
            strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap();
        let names = Names {
            strategy: &strategy,
            text: &|key: &str| key.to_owned(),
            units: &[],
            topics: BTreeMap::from([("roads".to_owned(), "Veje".to_owned())]),
            audiences: Vec::new(),
        };
        changes(old, new, &names)
    }

    #[test]
    fn changed_words_show_and_nothing_else() {
        let mut old = Content::new(Id::at(1));
        old.title = "Vejen er lukket lørdag".to_owned();
        old.body = Doc::from_markdown("Fra lørdag.\n\nTil fredag.").unwrap();
        let mut new = old.clone();
        new.title = "Vejen er lukket mandag".to_owned();
        new.body = Doc::from_markdown("Fra mandag.\n\nTil fredag.").unwrap();
        let changed = found(&old, &new);
        assert_eq!(changed.iter().map(|change| change.field).collect::<Vec<_>>(), ["title", "body"]);
        assert!(
            changed[0].html.contains("<del>lørdag</del>") && changed[0].html.contains("<ins>mandag</ins>")
        );
        assert!(!changed[1].html.contains("fredag"));
        assert!(found(&old, &old).is_empty());
    }

    type Edit = fn(&mut Content);

    /// Every key of a content with a way to change it.
    const EVERY: &[(&str, Edit)] = &[
        ("language", |content| content.language = Lang::En),
        ("title", |content| content.title.push_str("ny")),
        ("main_point", |content| content.main_point.push_str("ny")),
        ("body", |content| content.body = Doc::from_markdown("Ny.").unwrap()),
        ("side", |content| content.side = Side::Internal),
        ("role", |content| content.role = Some("brand".to_owned())),
        ("character", |content| content.character = Character::Hard),
        ("theme", |content| content.theme = Some("strong-communities".to_owned())),
        ("goal", |content| content.goal = Some("trust".to_owned())),
        ("unit", |content| content.unit = Id::at(2)),
        ("contact", |content| content.contact.phone = "55 00 00 02".to_owned()),
        ("target_groups", |content| content.target_groups.push("families".to_owned())),
        ("topics", |content| content.topics.push("roads".to_owned())),
        ("channels", |content| content.channels.push("sms".to_owned())),
        ("variants", |content| drop(content.variants.insert("sms".to_owned(), "Kort.".to_owned()))),
        ("internal_text", |content| content.internal_text.push_str("ny")),
        ("affected_units", |content| content.affected_units.push(Id::at(3))),
        ("audiences", |content| content.audiences.push(Id::at(4))),
        ("decision", |content| content.decision = Some(Decision { is_in_full: true, ..Decision::default() })),
    ];

    #[test]
    fn whatever_differs_in_what_is_approved_is_shown() {
        let old = Content::new(Id::at(1));
        let mut all = old.clone();
        for (key, change) in EVERY {
            let mut new = old.clone();
            change(&mut new);
            change(&mut all);
            assert_ne!(old.hash(), new.hash(), "{key} is part of what is approved");
            assert_eq!(found(&old, &new).len(), 1, "{key} is shown");
        }
        let value = serde_json::to_value(&all).unwrap();
        let keys: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        let tried: BTreeSet<&str> = EVERY.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys, tried, "every field of a content is tried");
    }

    #[test]
    fn what_changed_is_shown_by_name() {
        let old = Content::new(Id::at(1));
        let mut new = old.clone();
        new.topics.push("roads".to_owned());
        new.channels.push("website".to_owned());
        new.role = Some("service".to_owned());
        let html: String = found(&old, &new).into_iter().map(|change| change.html).collect();
        for (name, id) in [("Veje", ">roads<"), ("sundby.example", ">website<")] {
            assert!(html.contains(name) && !html.contains(id), "{name}: {html}");
        }
    }
}
