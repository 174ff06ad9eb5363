//! An editor for tests: it says what it is told to say and hears what the server answers.

use crossbeam_channel::Receiver;
use language_server::{Options, serve};
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use plain_language::{Checker, Dictionary, Rules};
use serde_json::{Value, json};
use std::sync::OnceLock;
use std::thread::JoinHandle;
use std::time::Duration;

const URI: &str = "file:///brev.txt";
/// How long the server may take; it never does.
const WAIT: Duration = Duration::from_secs(20);

fn checker() -> &'static Checker {
    static CHECKER: OnceLock<Checker> = OnceLock::new();
    CHECKER.get_or_init(|| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../share/language/da.words");
        let pack = std::fs::read(path).expect("da.words, which bin/setup makes");
        Checker::new(Rules::built_in().expect("rules"), Some(Dictionary::load(&pack).expect("a pack")))
    })
}

pub(crate) struct Editor {
    connection: Connection,
    server: JoinHandle<bool>,
    number: i32,
    /// What the server said of itself.
    pub(crate) hello: Value,
    /// What stands in the server's log.
    pub(crate) log: Vec<String>,
}

impl Editor {
    /// Starts a server with what an editor says of itself.
    pub(crate) fn start(initialize: Value) -> Self {
        let mut editor = Self::without_hello();
        editor.hello = editor.ask("initialize", initialize).expect("an answer");
        editor.say("initialized", json!({}));
        editor
    }

    pub(crate) fn without_hello() -> Self {
        Self::with_waiting(Vec::new())
    }

    /// Starts a server that finds all of this waiting when it begins to read.
    pub(crate) fn with_waiting(waiting: Vec<Message>) -> Self {
        let (connection, theirs) = Connection::memory();
        for message in waiting {
            connection.sender.send(message).expect("messages queue up");
        }
        let server = std::thread::spawn(move || serve(theirs, checker(), Options::default()));
        Self { connection, server, number: 0, hello: Value::Null, log: Vec::new() }
    }

    /// One that counts in UTF-16 and knows nothing new.
    pub(crate) fn simple() -> Self {
        Self::start(json!({"capabilities": {}}))
    }

    pub(crate) fn say(&self, method: &str, params: Value) {
        let one = Notification { method: method.to_owned(), params };
        self.connection.sender.send(Message::Notification(one)).expect("the server listens");
    }

    pub(crate) fn open(&self, language: &str, text: &str) {
        let document = json!({"uri": URI, "languageId": language, "version": 1, "text": text});
        self.say("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub(crate) fn change(&self, version: i32, changes: Value) {
        let document = json!({"uri": URI, "version": version});
        self.say("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// Asks, and gives the answer or the code of the refusal.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Result<Value, i32> {
        self.number += 1;
        let id = RequestId::from(self.number);
        let request = Request { id: id.clone(), method: method.to_owned(), params };
        self.connection.sender.send(Message::Request(request)).expect("the server listens");
        loop {
            match self.next() {
                Message::Response(response) if response.id == id => {
                    return response.response_result.map_err(|error| error.code);
                }
                Message::Notification(one) if one.method != "window/logMessage" => {}
                Message::Notification(one) => self.log.push(one.params["message"].to_string()),
                other => panic!("{other:?}"),
            }
        }
    }

    /// The next that is published: the version and what is underlined.
    pub(crate) fn published(&mut self) -> (Value, Vec<Value>) {
        loop {
            if let Message::Notification(one) = self.next() {
                if one.method == "textDocument/publishDiagnostics" {
                    return (
                        one.params["version"].clone(),
                        one.params["diagnostics"].as_array().unwrap().clone(),
                    );
                }
                self.log.push(one.params["message"].to_string());
            }
        }
    }

    /// What a rule underlines in what is published next.
    pub(crate) fn published_by(&mut self, rule: &str) -> Vec<Value> {
        self.published().1.into_iter().filter(|one| one["code"] == rule).collect()
    }

    pub(crate) fn actions(&mut self, range: Value, only: Value) -> Vec<Value> {
        let context = json!({"diagnostics": [], "only": only});
        let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
        let answer = self.ask("textDocument/codeAction", params).unwrap();
        answer.as_array().unwrap().clone()
    }

    pub(crate) fn hover(&mut self, line: u32, character: u32) -> Value {
        let position = json!({"line": line, "character": character});
        self.ask("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": position})).unwrap()
    }

    /// Says goodbye; whether the server says that all was well.
    pub(crate) fn leave(mut self, with_shutdown: bool) -> bool {
        if with_shutdown {
            assert_eq!(self.ask("shutdown", Value::Null), Ok(Value::Null));
        }
        self.say("exit", Value::Null);
        self.server.join().unwrap()
    }

    /// Goes away without a word.
    pub(crate) fn vanish(self) -> bool {
        drop(self.connection);
        self.server.join().unwrap()
    }

    fn next(&self) -> Message {
        let from: &Receiver<Message> = &self.connection.receiver;
        from.recv_timeout(WAIT).expect("the server answers")
    }
}

pub(crate) fn range(line: u32, from: u32, to: u32) -> Value {
    json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}})
}
