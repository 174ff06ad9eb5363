//! The conversation with an editor, one message after the other.

use crate::action::{self, MEND_ALL};
use crate::file::File;
use crate::options::Options;
use crate::position::Encoding;
use crate::stdio::log;
use crossbeam_channel::TryRecvError;
use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, HoverParams,
    InitializeResult, PublishDiagnosticsParams, ServerCapabilities, ServerInfo, TextDocumentSyncKind,
    TextDocumentSyncOptions, Uri,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use plain_language::{Checker, House};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::BTreeMap;

/// Serves an editor until it says goodbye or goes away; tells whether it said goodbye as the protocol asks for,
/// which decides the exit code.
#[must_use]
pub fn serve(connection: Connection, checker: &Checker, mut options: Options) -> bool {
    let Ok((id, params)) = connection.initialize_start() else { return false };
    let list = |path: &str| params.pointer(path).and_then(Value::as_array).into_iter().flatten();
    let names = list("/capabilities/general/positionEncodings").filter_map(Value::as_str);
    let encoding = Encoding::agreed(names);
    let with_versions = params
        .pointer("/capabilities/workspace/workspaceEdit/documentChanges")
        .and_then(Value::as_bool)
        .unwrap_or_default();
    let wrong = params.get("initializationOptions").map(|settings| options.change(settings));
    let house = options.words();
    let files = BTreeMap::new();
    let mut server =
        Server { connection, checker, options, house, encoding, with_versions, files, is_leaving: false };
    server.answer(id, &InitializeResult::new(capabilities(encoding), Some(info())));
    server.complain(&wrong.unwrap_or_default());
    server.run()
}

fn info() -> ServerInfo {
    ServerInfo { name: "traad".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) }
}

fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Incremental),
        ..TextDocumentSyncOptions::default()
    };
    let kinds = vec![CodeActionKind::QuickFix, MEND_ALL.into()];
    let actions = CodeActionOptions { code_action_kinds: Some(kinds), ..CodeActionOptions::default() };
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(sync.into()),
        code_action_provider: Some(actions.into()),
        hover_provider: Some(true.into()),
        ..ServerCapabilities::default()
    }
}

struct Server<'a> {
    connection: Connection,
    checker: &'a Checker,
    options: Options,
    house: House,
    encoding: Encoding,
    /// Whether the editor knows edits for one state of a text.
    with_versions: bool,
    files: BTreeMap<String, File>,
    is_leaving: bool,
}

impl Server<'_> {
    fn run(&mut self) -> bool {
        loop {
            // While more is waiting it may be another change, so nothing is checked before the last.
            let next = match self.connection.receiver.try_recv() {
                Err(TryRecvError::Empty) => {
                    self.check_all();
                    self.connection.receiver.recv().ok()
                }
                message => message.ok(),
            };
            match next {
                None => return false,
                Some(Message::Notification(one)) if one.method == "exit" => return self.is_leaving,
                Some(Message::Notification(one)) => {
                    let method = one.method.clone();
                    if self.hear(one).is_none() {
                        self.send(log(&format!("{method}: the message cannot be read")));
                    }
                }
                Some(Message::Request(request)) => self.reply(request),
                Some(Message::Response(_)) => {}
            }
        }
    }

    /// Takes a notification; nothing when it cannot be read.
    fn hear(&mut self, one: Notification) -> Option<()> {
        match one.method.as_str() {
            "textDocument/didOpen" => {
                let file = read::<DidOpenTextDocumentParams>(one.params)?.text_document;
                let language: String = file.language_id.into();
                let key = file.uri.0.clone();
                self.files.insert(key, File::new(file.uri, &language, file.version, file.text));
            }
            "textDocument/didChange" => {
                let params: DidChangeTextDocumentParams = read(one.params)?;
                let document = params.text_document;
                let file = self.files.get_mut(&document.text_document_identifier.uri.0)?;
                file.version = document.version;
                file.change(params.content_changes, self.encoding);
            }
            "textDocument/didClose" => {
                let uri = read::<DidCloseTextDocumentParams>(one.params)?.text_document.uri;
                self.files.remove(&uri.0);
                self.publish(&PublishDiagnosticsParams::new(uri, None, Vec::new()));
            }
            "workspace/didChangeConfiguration" => {
                let settings = read::<DidChangeConfigurationParams>(one.params)?.settings;
                let wrong = self.options.change(&settings);
                self.house = self.options.words();
                self.complain(&wrong);
                self.files.values_mut().for_each(|file| file.found = None);
            }
            _ => {}
        }
        Some(())
    }

    fn reply(&mut self, request: Request) {
        let Request { id, method, params } = request;
        if self.is_leaving {
            return self.refuse(id, ErrorCode::InvalidRequest, "the server is shutting down");
        }
        match method.as_str() {
            "shutdown" => {
                self.is_leaving = true;
                self.answer(id, &Value::Null);
            }
            "textDocument/codeAction" => match read::<CodeActionParams>(params) {
                Some(params) => {
                    self.check(&params.text_document.uri);
                    let file = self.files.get(&params.text_document.uri.0);
                    let actions = file.map(|file| {
                        action::actions(file, &params, self.checker, &self.options, self.with_versions)
                    });
                    self.answer(id, &actions);
                }
                None => self.refuse(id, ErrorCode::InvalidParams, "the request cannot be read"),
            },
            "textDocument/hover" => match read::<HoverParams>(params) {
                Some(params) => {
                    let asked = params.text_document_position_params;
                    self.check(&asked.text_document.uri);
                    let file = self.files.get(&asked.text_document.uri.0);
                    let hover = file
                        .and_then(|file| action::hover(file, asked.position, self.checker, &self.options));
                    self.answer(id, &hover);
                }
                None => self.refuse(id, ErrorCode::InvalidParams, "the request cannot be read"),
            },
            _ => self.refuse(id, ErrorCode::MethodNotFound, &format!("{method} is not answered here")),
        }
    }

    /// Checks every text that changed since, and tells the editor.
    fn check_all(&mut self) {
        let changed = self.files.values().filter(|file| file.found.is_none());
        let changed: Vec<Uri> = changed.map(|file| file.uri.clone()).collect();
        changed.iter().for_each(|uri| self.check(uri));
    }

    /// Checks a text if it changed since, and tells the editor.
    fn check(&mut self, uri: &Uri) {
        let Some(file) = self.files.get_mut(&uri.0).filter(|file| file.found.is_none()) else { return };
        file.check(self.checker, &self.options, &self.house, self.encoding);
        let diagnostics = file.diagnostics(self.checker, &self.options);
        let params = PublishDiagnosticsParams::new(uri.clone(), Some(file.version), diagnostics);
        self.publish(&params);
    }

    fn publish(&self, params: &PublishDiagnosticsParams) {
        let params = serde_json::to_value(params).unwrap_or_default();
        let method = "textDocument/publishDiagnostics".to_owned();
        self.send(Message::Notification(Notification { method, params }));
    }

    fn complain(&self, settings: &[&str]) {
        for name in settings {
            self.send(log(&format!("the setting {name} cannot be read and was left as it is")));
        }
    }

    fn answer(&self, id: RequestId, result: &impl Serialize) {
        let result = serde_json::to_value(result).unwrap_or_default();
        self.send(Message::Response(Response { id, response_result: Ok(result) }));
    }

    fn refuse(&self, id: RequestId, code: ErrorCode, why: &str) {
        self.send(Message::Response(Response::new_err(id, code as i32, why.to_owned())));
    }

    /// An editor that went away is noticed at the next message that does not come.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}
