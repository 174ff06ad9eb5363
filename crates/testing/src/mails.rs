//! A mail catcher: keeps what is handed over, and answers as it is told to.

use channel::{Capabilities, Mail, MailChannel, Outcome, Repeat};
use futures::future::BoxFuture;
use std::sync::{Mutex, PoisonError};

/// A mail that was caught.
pub type Caught = Mail;

/// Catches mail. Addresses that begin with a word get that answer: `dead` is refused for ever,
/// `slow` is put off, `lost` is taken and nobody answers.
#[derive(Default)]
pub struct Mails(Mutex<Vec<Caught>>);

impl Mails {
    /// Every mail so far, and forgets them.
    pub fn take(&self) -> Vec<Caught> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Every mail so far, without forgetting any.
    pub fn all(&self) -> Vec<Caught> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The mails to an address, without forgetting any.
    pub fn to(&self, address: &str) -> Vec<Caught> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().filter(|mail| mail.to.as_str() == address).cloned().collect()
    }
}

impl MailChannel for Mails {
    fn capabilities(&self) -> Capabilities {
        Capabilities { name: "catcher", repeat: Repeat::Never, leaves_the_house: false }
    }

    fn hand_over<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Outcome> {
        let to = mail.to.as_str();
        let outcome = if to.starts_with("dead") {
            Outcome::Permanent { code: "550".to_owned(), text: "5.1.1 no such user".to_owned() }
        } else if to.starts_with("slow") {
            Outcome::Temporary { code: "451".to_owned(), text: "4.7.1 later".to_owned() }
        } else if to.starts_with("lost") {
            Outcome::Unknown { text: "no answer".to_owned() }
        } else {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
            Outcome::Accepted { reference: mail.message_id.clone() }
        };
        Box::pin(async move { outcome })
    }
}
