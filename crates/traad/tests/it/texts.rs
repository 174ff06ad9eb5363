//! Every text that code or templates ask for exists in both languages, and no text is left over.

use crate::house::house;
use std::{collections::BTreeSet, fs, path::Path};

fn files(folder: &Path, endings: &[&str], out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() && !["target", "node_modules", "tests", "dist"].contains(&name.as_str()) {
            files(&path, endings, out);
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            out.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

fn keys(folder: &Path, file: &str) -> BTreeSet<String> {
    let mut all = Vec::new();
    files(folder, &[file], &mut all);
    all.iter()
        .flat_map(|(_, text)| text.lines())
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
        .collect()
}

/// Words in quotes that look like keys of a known slice.
fn asked(text: &str, prefixes: &BTreeSet<String>) -> BTreeSet<String> {
    text.split('"')
        .skip(1)
        .step_by(2)
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
        .filter(|word| word.split_once('-').is_some_and(|(prefix, _)| prefixes.contains(prefix)))
        .map(str::to_owned)
        .collect()
}

#[test]
fn danish_and_english_have_the_same_keys() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let (da, en) = (keys(&crates, "da.ftl"), keys(&crates, "en.ftl"));
    assert!(da.len() > 300, "{}", da.len());
    assert_eq!(da.difference(&en).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in English");
    assert_eq!(en.difference(&da).collect::<Vec<_>>(), Vec::<&String>::new(), "missing in Danish");
}

#[test]
fn every_text_that_a_page_asks_for_exists() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let known = keys(&crates, "da.ftl");
    let prefixes: BTreeSet<String> =
        known.iter().filter_map(|key| key.split_once('-').map(|(prefix, _)| prefix.to_owned())).collect();
    let mut pages = Vec::new();
    files(&crates, &[".html"], &mut pages);
    let mut missing = BTreeSet::new();
    for (path, text) in &pages {
        let in_calls: String =
            text.split("f.").skip(1).filter_map(|call| call.split(')').next()).collect::<Vec<_>>().join("\n");
        for key in asked(&in_calls, &prefixes) {
            let is_start = known.iter().any(|known| known.starts_with(&key));
            if !known.contains(&key) && !is_start {
                missing.insert(format!("{path}: {key}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The engine room tells in words what waits and what has failed.
#[test]
fn every_kind_of_work_has_a_name() {
    house(async |house| {
        let kinds: Vec<&str> =
            house.site.slices.iter().flat_map(|slice| slice.jobs).map(|kind| kind.name).collect();
        assert!(kinds.len() > 20, "{kinds:?}");
        for kind in kinds {
            assert!(house.site.texts.has(web::Lang::Da, &format!("desk-work-{kind}")), "{kind}");
        }
        let mut tx = house.site.db.begin().await.unwrap();
        db::job::enqueue(&mut tx, "dispatch-send", &serde_json::json!({})).await.unwrap();
        db::exec!(&mut tx, "update job set state = 'failed', last_error = 'approval-incomplete'", [])
            .unwrap();
        tx.commit().await.unwrap();
        let status = house.sign_in("kommunikationschef").await.get("/status").await;
        assert!(status.body.contains("Udsendelse af mails"), "{}", status.body);
        for word in ["dispatch-send", "approval-incomplete"] {
            assert!(!status.body.contains(word), "{word}: {}", status.body);
        }
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "delete from job", []).unwrap();
        tx.commit().await.unwrap();
    });
}

#[test]
fn the_readme_names_every_setting_as_the_program_does() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md")).unwrap();
    for (key, variable, default, meaning) in traad::config::KEYS {
        let row = format!("| `{key}` | `{variable}` | {default} | {meaning} |");
        assert!(readme.contains(&row), "{row}");
    }
}
