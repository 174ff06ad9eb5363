//! The embedded default: mail goes into a folder, one file each, and a page shows it as it would
//! arrive. Nothing leaves the house; handing the same mail over twice stores it once.

use crate::compose;
use channel::{Capabilities, Mail, MailChannel, Outcome, Repeat};
use futures::future::BoxFuture;
use std::{
    io,
    path::{Path, PathBuf},
};

/// How many mails a listing shows at most.
const LISTED_MAX: usize = 200;

/// A folder that takes mail.
#[derive(Clone)]
pub struct Folder {
    path: PathBuf,
    own_host: String,
}

/// One stored mail, as its file name tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMail {
    /// The file name without its ending.
    pub name: String,
    /// The whole mail as it would be sent.
    pub raw: String,
}

impl Folder {
    /// Uses a folder, made if it is missing.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(path: &Path, own_host: &str) -> io::Result<Self> {
        std::fs::create_dir_all(path)?;
        Ok(Self { path: path.to_owned(), own_host: own_host.to_owned() })
    }

    /// The latest mails, newest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self) -> io::Result<Vec<StoredMail>> {
        let mut names: Vec<(std::time::SystemTime, String)> = Vec::new();
        for entry in std::fs::read_dir(&self.path)? {
            let entry = entry?;
            let name = entry.file_name();
            if let Some(name) = name.to_str().and_then(|name| name.strip_suffix(".eml")) {
                names.push((entry.metadata()?.modified()?, name.to_owned()));
            }
        }
        names.sort_by(|a, b| b.cmp(a));
        names.truncate(LISTED_MAX);
        names
            .into_iter()
            .map(|(_, name)| Ok(StoredMail { raw: std::fs::read_to_string(self.file(&name))?, name }))
            .collect()
    }

    /// One stored mail.
    #[must_use]
    pub fn read(&self, name: &str) -> Option<StoredMail> {
        let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let raw = if plain { std::fs::read_to_string(self.file(name)).ok()? } else { return None };
        Some(StoredMail { name: name.to_owned(), raw })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}.eml"))
    }

    async fn store(&self, mail: &Mail) -> Outcome {
        let message = match compose::message(mail, &self.own_host) {
            Ok(message) => message,
            Err(text) => return Outcome::Permanent { code: String::new(), text },
        };
        let name = name_of(&mail.message_id);
        let file = self.file(&name);
        let part = self.path.join(format!("{name}.part"));
        let stored = async {
            tokio::fs::write(&part, message.formatted()).await?;
            tokio::fs::rename(&part, &file).await
        };
        match stored.await {
            Ok(()) => Outcome::Accepted { reference: name },
            Err(error) => Outcome::Temporary { code: String::new(), text: error.kind().to_string() },
        }
    }
}

/// Removes the mails of a folder that hold a mark and are not newer than a moment.
fn remove_about(path: &Path, marks: &[String], until: i64) -> io::Result<()> {
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let since = entry.metadata()?.modified()?.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        if i64::try_from(since.as_millis()).unwrap_or(i64::MAX) > until {
            continue;
        }
        // A long line is folded with a sign at its end (RFC 2045, 6.7), which may stand in the middle of a mark.
        let raw = std::fs::read_to_string(entry.path()).unwrap_or_default().replace("=\r\n", "");
        if marks.iter().any(|mark| raw.contains(mark.as_str())) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// The name of the file that holds a mail.
fn name_of(message_id: &str) -> String {
    message_id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

impl MailChannel for Folder {
    fn capabilities(&self) -> Capabilities {
        Capabilities { name: "folder", repeat: Repeat::ByKey, leaves_the_house: false }
    }

    fn hand_over<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Outcome> {
        Box::pin(self.store(mail))
    }

    fn forget<'a>(&'a self, message_id: &'a str) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            // What is not there is forgotten already.
            let _ = tokio::fs::remove_file(self.file(&name_of(message_id))).await;
        })
    }

    fn forget_about<'a>(&'a self, marks: &'a [String], until: i64) -> BoxFuture<'a, ()> {
        let (path, marks) = (self.path.clone(), marks.to_vec());
        Box::pin(async move {
            // What cannot be read now is looked for again when the job is tried again.
            let _ = tokio::task::spawn_blocking(move || remove_about(&path, &marks, until)).await;
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_with_a_mark_go_also_where_the_line_is_folded_and_newer_ones_stay() {
        let folder = std::env::temp_dir().join(format!("traad-folder-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in [
            ("plain", "http://sundby.example/messages/Cak1234"),
            ("folded", "http://sundby.example/messages/Cak=\r\n1234"),
            ("other", "http://sundby.example/messages/Cak1235"),
        ] {
            std::fs::write(folder.join(format!("{name}.eml")), text).unwrap();
        }
        let left = || {
            let mut names: Vec<String> = std::fs::read_dir(&folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect();
            names.sort();
            names
        };
        let marks = ["Cak1234".to_owned()];
        remove_about(&folder, &marks, 1).unwrap();
        assert_eq!(left().len(), 3, "all of them are newer");
        remove_about(&folder, &marks, i64::MAX).unwrap();
        assert_eq!(left(), ["other.eml"]);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
