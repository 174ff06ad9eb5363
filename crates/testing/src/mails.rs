//! A mail catcher: keeps what is handed over, and answers as it is told to.

use channel::{Capabilities, Mail, MailChannel, Outcome, Repeat};
use futures::future::BoxFuture;
use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::watch;

/// A mail that was caught.
pub type Caught = Mail;

/// Catches mail. Addresses that begin with a word get that answer: `dead` is refused for ever, and so is `refuse`, for a
/// reason that is not the address; `slow` is put off, `lost` is taken and nobody answers.
#[derive(Default)]
pub struct Mails {
    caught: Mutex<Vec<Caught>>,
    late: watch::Sender<Late>,
    on_the_wire: watch::Sender<usize>,
}

/// To whom the server answers late.
#[derive(Clone, Default)]
struct Late {
    /// Addresses that begin with one of these; nobody when there is none.
    words: Vec<String>,
    /// How late; nothing for not at all.
    by: Option<Duration>,
}

impl Late {
    fn meets(&self, address: &str) -> bool {
        self.words.iter().any(|word| address.starts_with(word.as_str()))
    }
}

impl Mails {
    /// Every mail so far, and forgets them.
    pub fn take(&self) -> Vec<Caught> {
        std::mem::take(&mut *self.caught.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Every mail so far, without forgetting any.
    pub fn all(&self) -> Vec<Caught> {
        self.caught.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The mails to an address, without forgetting any.
    pub fn to(&self, address: &str) -> Vec<Caught> {
        let all = self.caught.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().filter(|mail| mail.to.as_str() == address).cloned().collect()
    }

    /// How many mails were taken that have a receiver whose address begins with a word.
    pub fn number(&self, word: &str) -> usize {
        let all = self.caught.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().filter(|mail| mail.to.as_str().starts_with(word)).count()
    }

    /// Answers addresses that begin with one of the words late, or not at all, until `let_go`.
    pub fn answer_late(&self, words: &[&str], by: Option<Duration>) {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        self.late.send_replace(Late { words, by });
    }

    /// Answers at once from here on, also those who wait.
    pub fn let_go(&self) {
        self.late.send_replace(Late::default());
    }

    /// Waits until so many mails are on the wire, without an answer.
    pub async fn wait_for_wire(&self, number: usize) {
        let mut wire = self.on_the_wire.subscribe();
        let _ = wire.wait_for(|now| *now >= number).await;
    }

    async fn wait(&self, address: &str) {
        let mut late = self.late.subscribe();
        let by = {
            let late = late.borrow();
            if !late.meets(address) {
                return;
            }
            late.by
        };
        self.on_the_wire.send_modify(|number| *number += 1);
        let answered = late.wait_for(|late| !late.meets(address));
        match by {
            Some(by) => drop(tokio::time::timeout(by, answered).await),
            None => drop(answered.await),
        }
        self.on_the_wire.send_modify(|number| *number -= 1);
    }

    fn drop_where(&self, is_dropped: impl Fn(&Mail) -> bool) {
        self.caught.lock().unwrap_or_else(PoisonError::into_inner).retain(|mail| !is_dropped(mail));
    }

    fn answer(&self, mail: &Mail) -> Outcome {
        let to = mail.to.as_str();
        if to.starts_with("dead") {
            Outcome::Permanent { code: "550".to_owned(), text: "5.1.1 no such user".to_owned() }
        } else if to.starts_with("refuse") {
            Outcome::Permanent { code: "554".to_owned(), text: "5.7.1 not from you".to_owned() }
        } else if to.starts_with("block") {
            let text = "5.7.1 [185.1.12.40] likely unsolicited mail, blocked".to_owned();
            Outcome::Permanent { code: "550".to_owned(), text }
        } else if to.starts_with("slow") {
            Outcome::Temporary { code: "451".to_owned(), text: "4.7.1 later".to_owned() }
        } else if to.starts_with("lost") {
            Outcome::Unknown { text: "no answer".to_owned() }
        } else {
            self.caught.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
            Outcome::Accepted { reference: mail.message_id.clone() }
        }
    }
}

impl MailChannel for Mails {
    fn capabilities(&self) -> Capabilities {
        Capabilities { name: "catcher", repeat: Repeat::Never, leaves_the_house: false }
    }

    fn hand_over<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            self.wait(mail.to.as_str()).await;
            self.answer(mail)
        })
    }

    fn forget<'a>(&'a self, message_id: &'a str) -> BoxFuture<'a, ()> {
        self.drop_where(|mail| mail.message_id == message_id);
        Box::pin(async {})
    }

    fn forget_about<'a>(&'a self, marks: &'a [String], _until: i64) -> BoxFuture<'a, ()> {
        self.drop_where(|mail| marks.iter().any(|mark| mail.html.contains(mark.as_str())));
        Box::pin(async {})
    }
}
