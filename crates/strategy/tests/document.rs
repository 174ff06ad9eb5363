//! The strategy page: every item of the strategies that ship is on it, with its text, its place in
//! the source and an id to land on; both matrices are complete; the HTML is well-formed (W1, R2).

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "the helpers of a test may fail it")]

use std::collections::{BTreeMap, BTreeSet};

use strategy::spec::words::ALL;
use strategy::words::Language;
use strategy::{Document, Fit, Strategy, read};
use web::{Lang, Texts};

const NAMES: [&str; 3] = ["sundby", "naestved-2012-2015", "slagelse-2023"];
/// Elements without an end tag.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

fn load(name: &str) -> Strategy {
    let path = format!("{}/../../strategies/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_default();
    read(&bytes, &path).unwrap_or_else(|report| panic!("{}", report.to_text(Language::En)))
}

fn texts() -> Texts {
    Texts::new(&[(include_str!("../locales/da.ftl"), include_str!("../locales/en.ftl"))]).unwrap()
}

fn page(strategy: &Strategy, lang: Lang) -> String {
    Document::new(strategy, &texts(), lang).to_html().unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('>', "&#62;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
}

/// The elements in order: name, attributes, and the text before the next tag.
fn tags(html: &str) -> Vec<(String, String, String)> {
    let pieces = html.split('<').skip(1);
    pieces
        .map(|piece| {
            let (tag, text) = piece.split_once('>').expect("a tag that is closed");
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            (name.to_owned(), attributes.to_owned(), text.to_owned())
        })
        .collect()
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let start = attributes.find(&format!("{name}=\""))? + name.len() + 2;
    attributes[start..].split('"').next()
}

/// The text of the element with an id, from its start tag to its end tag.
fn element<'a>(html: &'a str, id: &str) -> &'a str {
    let at = html.find(&format!(" id=\"{id}\"")).unwrap_or_else(|| panic!("no element has the id {id}"));
    let start = html[..at].rfind('<').unwrap();
    let name: String = html[start + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 0;
    let mut here = start;
    loop {
        let rest = &html[here..];
        let end = rest.find(&close).unwrap();
        match rest.find(&open) {
            Some(begin) if begin < end => (depth, here) = (depth + 1, here + begin + open.len()),
            _ => (depth, here) = (depth - 1, here + end + close.len()),
        }
        if depth == 0 {
            return &html[start..here];
        }
    }
}

/// W1: every item has an element with its id, and in it its text, its source and its force.
#[test]
fn every_item_is_on_the_page() {
    for name in NAMES {
        let strategy = load(name);
        for (lang, must, choice) in [
            (Lang::Da, "skal", "kommunens eget valg"),
            (Lang::En, "must", "the municipality&#39;s own choice"),
        ] {
            let html = page(&strategy, lang);
            for item in strategy.items() {
                let element = element(&html, &item.key);
                assert!(
                    element.contains(&escaped(&item.text)),
                    "{name}: the text of {} in {element}",
                    item.key
                );
                let source = if item.municipal_choice() { choice.to_owned() } else { escaped(&item.source) };
                assert!(element.contains(&source), "{name}: the source of {}: {element}", item.key);
                if item.force == strategy::words::Force::Must {
                    assert!(
                        element.contains(&format!("<span class=\"source\">{must} ·")),
                        "{name}: {}",
                        item.key
                    );
                }
            }
        }
    }
}

/// Every name of an item is shown as well.
#[test]
fn every_name_is_on_the_page() {
    for name in NAMES {
        let strategy = load(name);
        let html = page(&strategy, Lang::Da);
        // Sections that stand alone have the interface's heading; only two of them have a name of their own.
        let named = strategy.items().iter().filter(|item| item.title != item.text);
        let alone = |key: &str| strategy::spec::section(&key.replace('-', "_")).is_some();
        for item in
            named.filter(|item| !alone(&item.key) || ["purpose", "narrative"].contains(&item.key.as_str()))
        {
            assert!(element(&html, &item.key).contains(&escaped(&item.title)), "{name}: {}", item.key);
        }
    }
}

/// The rows of the table with a caption: the header cell and the text of each cell, list items apart.
fn rows(html: &str, caption: &str) -> BTreeMap<String, Vec<BTreeSet<String>>> {
    let start = html.find(&format!("<caption>{}</caption>", escaped(caption))).expect(caption);
    let table = &html[start..start + html[start..].find("</table>").unwrap()];
    let body = &table[table.find("<tbody>").unwrap()..];
    let mut rows = BTreeMap::new();
    let (mut head, mut in_head) = (String::new(), false);
    for (name, _, text) in tags(body) {
        match name.as_str() {
            "th" => (head, in_head) = (text, true),
            "/th" => {
                in_head = false;
                rows.insert(head.clone(), Vec::new());
            }
            _ if in_head => head.push_str(&text),
            "td" => {
                let cells: &mut Vec<BTreeSet<String>> = rows.get_mut(&head).unwrap();
                cells.push(BTreeSet::from_iter((!text.is_empty()).then_some(text)));
            }
            "li" => {
                let last = rows.get_mut(&head).and_then(|cells| cells.last_mut()).unwrap();
                last.insert(text);
            }
            _ => {}
        }
    }
    rows
}

fn names(strategy: &Strategy, prefix: &str, ids: &[String]) -> BTreeSet<String> {
    let name = |id: &String| escaped(&strategy.item(&format!("{prefix}.{id}")).unwrap().title);
    ids.iter().map(name).collect()
}

/// R2: the matrix of roles has every row and cell.
#[test]
fn the_role_matrix_is_complete() {
    let texts = texts();
    let caption = texts.get(Lang::Da, "strategy-role-matrix");
    for name in NAMES {
        let strategy = load(name);
        let html = page(&strategy, Lang::Da);
        if strategy.roles.is_empty() {
            assert!(!html.contains(&caption), "{name}");
            continue;
        }
        let rows = rows(&html, &caption);
        assert_eq!(rows.len(), strategy.roles.len(), "{name}");
        for role in &strategy.roles {
            let cells = &rows[&escaped(&role.name)];
            assert_eq!(cells[0], names(&strategy, "level", &role.senders), "{name}");
            assert_eq!(cells[1], names(&strategy, "stakeholder", &role.stakeholders), "{name}");
            assert_eq!(cells[2], names(&strategy, "goal", std::slice::from_ref(&role.goal)), "{name}");
            assert_eq!(cells[3], names(&strategy, "platform", &role.platforms), "{name}");
        }
    }
}

/// C1: the matrix of platforms has every platform, and for each role whether it draws on it.
#[test]
fn the_platform_matrix_is_complete() {
    let texts = texts();
    let caption = texts.get(Lang::Da, "strategy-platform-matrix");
    for name in NAMES {
        let strategy = load(name);
        let html = page(&strategy, Lang::Da);
        if strategy.roles.is_empty() {
            assert!(!html.contains(&caption), "{name}");
            continue;
        }
        let rows = rows(&html, &caption);
        assert_eq!(rows.len(), strategy.platforms.len(), "{name}");
        for (at, role) in strategy.roles.iter().enumerate() {
            for (platform, fit) in strategy.platforms_for_role(&role.id) {
                let key = match fit {
                    Fit::Preferred => "strategy-fit-preferred",
                    Fit::Possible => "strategy-fit-possible",
                    Fit::Unusual => "strategy-fit-unusual",
                };
                let cell = &rows[&escaped(&platform.name)][at];
                assert_eq!(
                    cell,
                    &BTreeSet::from([texts.get(Lang::Da, key)]),
                    "{name} {} {}",
                    role.id,
                    platform.id
                );
            }
        }
    }
}

/// R3, C1: the table of channels has every channel with platform, kind, audience and target groups.
#[test]
fn the_channel_table_is_complete() {
    let texts = texts();
    for name in NAMES {
        let strategy = load(name);
        if strategy.channels.is_empty() {
            continue;
        }
        let rows = rows(&page(&strategy, Lang::Da), &texts.get(Lang::Da, "strategy-channel-table"));
        assert_eq!(rows.len(), strategy.channels.len(), "{name}");
        for channel in &strategy.channels {
            let cells = &rows[&escaped(&channel.name)];
            assert_eq!(cells[0], names(&strategy, "platform", std::slice::from_ref(&channel.platform)));
            let kind = strategy::document::word(&texts, Lang::Da, "connector", &channel.kind);
            assert_eq!(cells[1], BTreeSet::from([kind]));
            assert!(!cells[2].is_empty());
            assert_eq!(
                cells[3],
                names(&strategy, "target-group", &channel.target_groups),
                "{name} {}",
                channel.id
            );
        }
    }
}

/// Start and end tags balance, ids are given once, links within the page lead somewhere, headings
/// go down one level at a time, and no text is missing.
#[test]
fn the_page_is_well_formed() {
    for name in NAMES {
        for lang in [Lang::Da, Lang::En] {
            let html = page(&load(name), lang);
            assert!(!html.contains("[strategy-"), "{name}: a text is missing");
            let (mut open, mut ids, mut level) = (Vec::new(), BTreeSet::new(), 1);
            for (tag, attributes, _) in tags(&html) {
                if let Some(ended) = tag.strip_prefix('/') {
                    assert_eq!(open.pop().as_deref(), Some(ended), "{name}");
                } else if !VOID.contains(&tag.as_str()) {
                    open.push(tag.clone());
                }
                if let Some(id) = attribute(&attributes, "id") {
                    assert!(ids.insert(id.to_owned()), "{name}: {id} twice");
                }
                let heading = tag.strip_prefix('h').and_then(|digit| digit.parse::<u8>().ok());
                if let Some(next) = heading {
                    assert!(next <= level + 1, "{name}: h{next} after h{level}");
                    level = next;
                }
            }
            assert!(open.is_empty(), "{name}: {open:?} not closed");
            for (_, attributes, _) in tags(&html) {
                for link in ["href", "aria-labelledby"].iter().filter_map(|name| attribute(&attributes, name))
                {
                    let target = link.strip_prefix('#').unwrap_or(link);
                    assert!(link.starts_with("http") || ids.contains(target), "{name}: nothing at {link}");
                }
            }
        }
    }
}

/// What a strategy does not have is left out, and what it has is in the table of contents.
#[test]
fn parts_without_content_are_left_out() {
    let html = page(&load("slagelse-2023"), Lang::Da);
    assert!(!html.contains("part-approval") && !html.contains("part-roles") && !html.contains("part-clocks"));
    assert!(html.contains("<a href=\"#part-press\">Presse</a>"));
    let html = page(&load("naestved-2012-2015"), Lang::Da);
    assert!(html.contains("part-roles") && !html.contains("part-crisis"));
}

/// The rules of approval are told in plain words.
#[test]
fn approval_rules_are_told_in_plain_words() {
    let html = page(&load("sundby"), Lang::Da);
    for (key, when, who) in [
        ("approval.external", "Når beskeden er ekstern.", "lederen af den enhed, der sender"),
        ("approval.hard-news", "Når beskeden er ekstern, og nyheden er svær.", "kommunikationsafdelingen"),
        (
            "approval.internal-large",
            "Når beskeden er intern, og den går til flere end 500 modtagere.",
            "lederen",
        ),
        (
            "approval.election",
            "Når beskeden er ekstern, rollen er Politik eller Brand, og der snart er valg.",
            "kommunikationsafdelingen",
        ),
    ] {
        let rule = element(&html, key);
        assert!(rule.contains(when), "{rule}");
        assert!(rule.contains(who), "{rule}");
    }
}

/// Every word of every closed list has its text in both languages.
#[test]
fn every_word_has_a_text() {
    let texts = texts();
    for vocabulary in ALL {
        for (word, _) in vocabulary.words {
            for lang in [Lang::Da, Lang::En] {
                let key = format!("strategy-{}-{word}", vocabulary.name);
                assert!(texts.has(lang, &key), "{key} in {}", lang.tag());
            }
        }
    }
}
