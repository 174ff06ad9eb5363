//! What a writer sees and can do.

use crate::editor::{Editor, range};
use serde_json::{Value, json};

/// The heading is as long in bytes, UTF-16 units and characters as its letters are wide.
const TEXT: &str = "# Tid\n\n😀 æ: Såfremt du kommer, så ring.\n";

#[test]
fn what_is_found_is_underlined_with_its_reason() {
    let mut editor = Editor::simple();
    assert_eq!(editor.hello["capabilities"]["positionEncoding"], "utf-16");
    editor.open("markdown", TEXT);
    let (version, _) = editor.published();
    assert_eq!(version, 1);
    editor.change(2, json!([{"text": TEXT}]));
    let found = editor.published_by("paper-words");
    let [found] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(found["range"], range(2, 6, 13));
    assert_eq!((&found["severity"], &found["source"]), (&json!(2), &json!("traad")));
    assert!(found.get("codeDescription").is_none());
    let message = found["message"].as_str().unwrap();
    let (said, why) = message.split_once('\n').unwrap();
    assert!(said.contains("hvis") || said.contains("Hvis"), "{message}");
    assert!(!why.is_empty(), "{message}");
    assert!(editor.leave(true));
}

#[test]
fn places_are_counted_as_the_editor_asks() {
    for (encoding, from, to) in [("utf-8", 9, 17), ("utf-16", 6, 13), ("utf-32", 5, 12)] {
        let general = json!({"positionEncodings": ["utf-7", encoding, "utf-16"]});
        let mut editor = Editor::start(json!({"capabilities": {"general": general}}));
        assert_eq!(editor.hello["capabilities"]["positionEncoding"], encoding);
        editor.open("plaintext", TEXT);
        let found = editor.published_by("paper-words");
        assert_eq!(found[0]["range"], range(2, from, to), "{encoding}");
        // A change at that place, in the same unit.
        editor.change(2, json!([{"range": range(2, from, to), "text": "Hvis"}]));
        assert_eq!(editor.published_by("paper-words"), Vec::<Value>::new());
    }
}

#[test]
fn several_changes_are_made_one_after_the_other() {
    let mut editor = Editor::simple();
    editor.open("plaintext", "Vi ses.\n");
    editor.published();
    let changes = json!([
        {"range": range(0, 0, 2), "text": "Såfremt vi"},
        {"range": range(0, 7, 7), "text": " som"},
        {"range": range(0, 7, 11), "text": ""},
    ]);
    editor.change(2, changes);
    assert_eq!(editor.published_by("paper-words")[0]["range"], range(0, 0, 7));
    assert!(editor.leave(true));
}

#[test]
fn the_kind_of_file_decides_what_is_text() {
    let text = "<p>Såfremt</p>\n<script>var such = 1;</script>\n\n```\nSåfremt\n```\n";
    for (language, hits) in [("html", 2), ("markdown", 0), ("plaintext", 2), ("tex", 2)] {
        let mut editor = Editor::simple();
        editor.open(language, text);
        assert_eq!(editor.published_by("paper-words").len(), hits, "{language}");
    }
}

#[test]
fn a_suggestion_mends_the_text() {
    let mut editor = Editor::simple();
    editor.open("plaintext", TEXT);
    editor.published();
    let actions = editor.actions(range(2, 8, 8), json!(["quickfix"]));
    let [action, ..] = actions.as_slice() else { panic!("nothing is offered") };
    assert_eq!(action["title"], "Skriv »Hvis«");
    assert_eq!((&action["kind"], &action["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(action["diagnostics"][0]["code"], "paper-words");
    let edit = &action["edit"]["changes"]["file:///brev.txt"][0];
    assert_eq!(edit, &json!({"range": range(2, 6, 13), "newText": "Hvis"}));
    editor.open("plaintext", "Vi har modtagett dit bræv.\n");
    editor.published();
    let actions = editor.actions(range(0, 20, 24), json!(["quickfix"]));
    let preferred: Vec<bool> = actions.iter().map(|action| action["isPreferred"] == true).collect();
    assert!(preferred.len() > 1 && preferred[0], "{preferred:?}");
    assert!(preferred[1..].iter().all(|is| !is), "only the first of several is preferred: {preferred:?}");
    // Elsewhere there is nothing to offer.
    assert!(editor.actions(range(0, 0, 0), json!(["quickfix"])).iter().all(|one| one["kind"] == "quickfix"));
    assert_eq!(editor.actions(range(1, 0, 0), json!(["quickfix"])), Vec::<Value>::new());
}

#[test]
fn an_editor_that_knows_versions_gets_edits_for_one() {
    let edit = json!({"documentChanges": true});
    let mut editor = Editor::start(json!({"capabilities": {"workspace": {"workspaceEdit": edit}}}));
    editor.open("plaintext", TEXT);
    let actions = editor.actions(range(2, 8, 8), json!(["quickfix"]));
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": "file:///brev.txt", "version": 1}));
    assert_eq!(change["edits"][0]["newText"], "Hvis");
}

#[test]
fn everything_without_a_choice_is_mended_at_once() {
    let mut editor = Editor::simple();
    editor
        .open("plaintext", "Såfremt du kommer kommer, så ring.\nForinden skal du skrive til undertegnede.\n");
    let actions = editor.actions(range(0, 0, 0), json!(["source"]));
    let [action] = actions.as_slice() else { panic!("{actions:?}") };
    assert_eq!(action["kind"], "source.fixAll.traad");
    let edits = action["edit"]["changes"]["file:///brev.txt"].as_array().unwrap();
    assert!(edits.len() >= 2, "{edits:?}");
    // They do not overlap, and go in the order of the text.
    let at = |edit: &Value, end: &str| {
        (edit["range"][end]["line"].as_u64().unwrap(), edit["range"][end]["character"].as_u64().unwrap())
    };
    assert!(edits.windows(2).all(|two| at(&two[0], "end") <= at(&two[1], "start")), "{edits:?}");
    assert!(edits.iter().any(|edit| edit["newText"] == "Hvis"), "{edits:?}");
}

/// What is mended would take the markup away with it, so nothing is offered; it is underlined all the same.
#[test]
fn nothing_is_put_in_the_place_of_markup() {
    let mut editor = Editor::simple();
    editor.open("html", "<p>S&aring;fremt du kommer.</p>\n<p>S<b>åfremt</b> du ringer.</p>\n");
    assert_eq!(editor.published_by("paper-words").len(), 2);
    for line in [0, 1] {
        assert_eq!(editor.actions(range(line, 3, 4), json!(["quickfix"])), Vec::<Value>::new());
    }
}

#[test]
fn the_reason_and_its_source_are_told() {
    let mut editor = Editor::simple();
    editor.open("plaintext", TEXT);
    let told = editor.hover(2, 8);
    assert_eq!(told["range"], range(2, 6, 13));
    let text = told["contents"]["value"].as_str().unwrap();
    assert!(text.contains("Kilde: ") && text.lines().count() >= 3, "{text}");
    assert_eq!(editor.hover(1, 0), Value::Null);
}

#[test]
fn settings_hold_from_the_start_and_from_when_they_change() {
    let settings = json!({"type": "web", "lang": "en", "minSeverity": "warning", "handbook": "https://x.example/language"});
    let mut editor = Editor::start(json!({"capabilities": {}, "initializationOptions": settings}));
    editor.open("plaintext", "Såfremt du bruger aktimoo, så ring evt. til os.\n");
    let (_, found) = editor.published();
    let codes: Vec<&str> = found.iter().filter_map(|one| one["code"].as_str()).collect();
    assert_eq!(codes, ["paper-words", "spelling"], "a web page has no greeting, and hints are left out");
    assert_eq!(found[0]["codeDescription"]["href"], "https://x.example/language#rule-paper-words");
    assert!(found[0]["message"].as_str().unwrap().contains('“'), "{found:?}");
    editor.say(
        "workspace/didChangeConfiguration",
        json!({"settings": {"traad": {"house": ["aktimoo"], "lang": "da", "type": "novel"}}}),
    );
    let (version, found) = editor.published();
    assert_eq!((version, found.len()), (json!(1), 1), "{found:?}");
    assert!(found[0]["message"].as_str().unwrap().contains('»'), "{found:?}");
    assert_eq!(editor.log, ["\"the setting type cannot be read and was left as it is\""]);
}
