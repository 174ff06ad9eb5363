//! What goes wrong between editors and servers.

use crate::editor::{Editor, range};
use lsp_server::{Message, Notification, Request, RequestId};
use serde_json::{Value, json};

#[test]
fn of_many_changes_only_the_last_is_checked() {
    let document = |version: i32| json!({"uri": "file:///brev.txt", "version": version});
    let say = |method: &str, params: Value| {
        Message::Notification(Notification { method: format!("textDocument/{method}"), params })
    };
    let hello = json!({"capabilities": {}});
    let hello = Request { id: RequestId::from(0), method: "initialize".to_owned(), params: hello };
    let opened =
        json!({"uri": "file:///brev.txt", "languageId": "plaintext", "version": 1, "text": "Vi ses."});
    let mut waiting = vec![Message::Request(hello), say("didOpen", json!({"textDocument": opened}))];
    for version in 2..=60 {
        let change = json!({"range": range(0, 0, 0), "text": "Såfremt. "});
        let params = json!({"textDocument": document(version), "contentChanges": [change]});
        waiting.push(say("didChange", params));
    }
    let mut editor = Editor::with_waiting(waiting);
    let (version, found) = editor.published();
    let found = found.iter().filter(|one| one["code"] == "paper-words").count();
    assert_eq!(
        (version, found),
        (json!(60), 59),
        "every change is in it, and it is the first that is checked"
    );
    assert!(editor.leave(true));
}

/// A question is answered about the text as it is now, not as it was when it was last checked.
#[test]
fn a_question_is_about_the_last_change() {
    let mut editor = Editor::simple();
    editor.open("plaintext", "Vi ses.");
    editor.change(2, json!([{"text": "Vi ses, såfremt du kommer."}]));
    assert_eq!(editor.actions(range(0, 10, 10), json!(null))[0]["title"], "Skriv »hvis«");
}

#[test]
fn what_cannot_be_read_ends_nothing() {
    let mut editor = Editor::simple();
    editor.say("textDocument/didOpen", json!({"textDocument": 7}));
    editor.say(
        "textDocument/didChange",
        json!({"textDocument": {"uri": "file:///x", "version": 1}, "contentChanges": []}),
    );
    editor.say("$/whatever", json!([]));
    assert_eq!(editor.ask("textDocument/codeAction", json!({})), Err(-32602));
    assert_eq!(editor.ask("textDocument/hover", Value::Null), Err(-32602));
    assert_eq!(editor.ask("textDocument/rename", json!({})), Err(-32601));
    assert_eq!(editor.log.len(), 2, "{:?}", editor.log);
    // A place beyond the text, and a range that ends before it begins.
    editor.open("plaintext", "Vi ses.");
    let range = json!({"start": {"line": 9, "character": 9}, "end": {"line": 0, "character": 0}});
    editor.change(2, json!([{"range": range, "text": " Såfremt."}]));
    let mut found = editor.published_by("paper-words");
    if found.is_empty() {
        found = editor.published_by("paper-words");
    }
    assert_eq!(found.len(), 1);
    // A text that nobody opened has nothing.
    let nowhere = json!({"textDocument": {"uri": "file:///y"}, "position": {"line": 0, "character": 0}});
    assert_eq!(editor.ask("textDocument/hover", nowhere), Ok(Value::Null));
    assert!(editor.leave(true));
}

#[test]
fn a_text_that_is_too_long_is_told_once() {
    let mut editor = Editor::simple();
    editor.open("plaintext", &"Såfremt vi ses. ".repeat(70_000));
    let (_, found) = editor.published();
    assert_eq!(found.len(), 1);
    assert!(found[0]["message"].as_str().unwrap().contains("1 MB"), "{found:?}");
    assert_eq!(editor.actions(range(0, 0, 9), json!(null)), Vec::<Value>::new());
    editor.change(2, json!([{"text": "Såfremt vi ses."}]));
    assert_eq!(editor.published_by("paper-words").len(), 1);
}

#[test]
fn a_closed_text_keeps_no_underlines() {
    let mut editor = Editor::simple();
    editor.open("plaintext", "Såfremt vi ses.");
    editor.published();
    editor.say("textDocument/didClose", json!({"textDocument": {"uri": "file:///brev.txt"}}));
    assert_eq!(editor.published(), (Value::Null, Vec::new()));
}

#[test]
fn goodbyes() {
    assert!(Editor::simple().leave(true));
    assert!(!Editor::simple().leave(false), "exit without shutdown is a fault");
    assert!(!Editor::simple().vanish());
    assert!(!Editor::without_hello().leave(false));
    let mut editor = Editor::without_hello();
    assert_eq!(editor.ask("shutdown", Value::Null), Err(-32002), "before the server was started");
    assert_eq!(editor.ask("initialize", json!("nonsense")).unwrap()["serverInfo"]["name"], "traad");
    assert_eq!(editor.ask("shutdown", Value::Null), Ok(Value::Null));
    assert_eq!(editor.ask("textDocument/hover", json!({})), Err(-32600), "after it was asked to stop");
    assert!(editor.leave(false));
}
