//! `traad key renew`: a new key in the place of one that is lost for good, and what that costs.

use super::say;
use crate::{Settings, lock};
use clap::{Subcommand, ValueEnum};
use db::{Actor, Audit, Db, Event, KEY_RENEWED, Options, SystemClock, Tx};
use serde_json::json;
use std::{path::Path, sync::Arc};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Make a new key where the old one is lost; the program must be stopped.
    Renew {
        /// Which.
        key: Key,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Key {
    /// link.key: links in mails that were sent stop working, and everybody sets up the second step of sign-in anew.
    Link,
    /// audit.key: what was sealed before can never be checked again.
    Audit,
}

pub(super) async fn run(settings: &Settings, command: &Command) -> Result<u8, String> {
    let Command::Renew { key } = command;
    let data = settings.data();
    let _lock = lock::take(&data)?;
    let options = Options { url: settings.database_url(), connections_max: 2 };
    let fail = |error: db::Error| format!("the database: {error}");
    let db = Db::open(&options, Arc::new(SystemClock)).await.map_err(fail)?;
    db.migrate(schema::MIGRATIONS).await.map_err(fail)?;
    let mut tx = db.begin().await.map_err(fail)?;
    let (text, last) = renew(&mut tx, &data, *key).await?;
    let (subject, actor) = (tx.new_id(), Actor::system("command-line"));
    // Says in the chain what `audit.since` says beside it.
    let particulars = json!({ "key": key.file(), "last": last });
    let event = Event { kind: KEY_RENEWED, subject, particulars, text: None };
    event.write(&mut tx, &actor).await.map_err(fail)?;
    tx.commit().await.map_err(fail)?;
    db.close().await;
    say(&text);
    Ok(0)
}

impl Key {
    fn file(self) -> &'static str {
        match self {
            Self::Link => web::LINK_KEY,
            Self::Audit => db::AUDIT_KEY,
        }
    }
}

/// Makes it; gives what that costs, and the last event under the lost key of the log.
async fn renew(tx: &mut Tx, data: &Path, key: Key) -> Result<(String, Option<i64>), String> {
    let file = key.file();
    let fail = |error: std::io::Error| format!("{file}: {error}");
    match key {
        Key::Link => {
            db::renew_key(tx, data, file).await.map_err(fail)?;
            let text = "link.key is new: links in mails that were sent do not work any more, and everybody sets up the \
                        second step of sign-in anew. Copy it to every process on this database.\n";
            Ok((text.to_owned(), None))
        }
        Key::Audit => {
            let last = Audit::renew(tx, data).await.map_err(fail)?;
            let text = format!(
                "audit.key is new: nobody can check the {last} events that were sealed before. Copy audit.key, \
                 audit.head and audit.since to every process on this database.\n"
            );
            Ok((text, Some(last)))
        }
    }
}
