//! Messages over standard input and output. A message that cannot be read is told and passed over.

use crossbeam_channel::{Sender, unbounded};
use gen_lsp_types::{LogMessageParams, MessageType};
use lsp_server::{Connection, Message, Notification};
use std::io::{BufRead, ErrorKind, Write};
use std::thread::JoinHandle;

/// Connects to the editor that started us. The handle ends when everything that was said is written.
///
/// Messages queue up without limit, so that of many changes only the last has to be checked.
#[must_use]
pub fn connect() -> (Connection, JoinHandle<std::io::Result<()>>) {
    let (to_editor, out) = unbounded();
    let (incoming, from_editor) = unbounded();
    let complain = to_editor.clone();
    // It ends with its input, or with the process: reading cannot be interrupted.
    std::thread::spawn(move || read(&mut std::io::stdin().lock(), &incoming, &complain));
    let writer = std::thread::spawn(move || {
        let mut stdout = std::io::stdout().lock();
        out.into_iter().try_for_each(|message: Message| message.write(&mut stdout))?;
        stdout.flush()
    });
    (Connection { sender: to_editor, receiver: from_editor }, writer)
}

/// Reads messages until there are no more, or one says that it is the last.
fn read(from: &mut impl BufRead, to: &Sender<Message>, complain: &Sender<Message>) {
    loop {
        match Message::read(from) {
            Ok(Some(message)) => {
                let is_last = matches!(&message, Message::Notification(one) if one.method == "exit");
                if to.send(message).is_err() || is_last {
                    return;
                }
            }
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                let _ = complain.send(log("a message that cannot be read was passed over"));
            }
            Ok(None) | Err(_) => return,
        }
    }
}

/// A line for the editor's log.
pub(crate) fn log(text: &str) -> Message {
    let params = LogMessageParams { kind: MessageType::Warning, message: text.to_owned() };
    let params = serde_json::to_value(params).unwrap_or_default();
    Message::Notification(Notification { method: "window/logMessage".to_owned(), params })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_message_is_passed_over() {
        let frame = |body: &str| format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let good = |name: &str| frame(&format!(r#"{{"jsonrpc":"2.0","method":"{name}"}}"#));
        let text =
            [good("one"), frame("{nonsense"), frame("[1, 2]"), good("two"), good("exit"), good("late")]
                .concat();
        let ((to, from), (complain, told)) = (unbounded(), unbounded());
        read(&mut text.as_bytes(), &to, &complain);
        drop((to, complain));
        let methods: Vec<String> = from
            .into_iter()
            .map(|message| match message {
                Message::Notification(one) => one.method,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(methods, ["one", "two", "exit"]);
        assert_eq!(told.into_iter().count(), 2);
    }
}
