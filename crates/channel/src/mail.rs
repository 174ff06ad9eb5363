//! One mail to one person, ready to be handed over.

use std::fmt;

/// The longest address that is accepted, in bytes (RFC 5321 section 4.5.3.1.3).
const ADDRESS_MAX: usize = 254;

/// An address that has been looked at: one `@`, no spaces or line breaks, not too long.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Mailbox(String);

/// An address that cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailFault;

impl Mailbox {
    /// Reads an address.
    ///
    /// # Errors
    /// When it cannot be one.
    pub fn parse(text: &str) -> Result<Self, MailFault> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(MailFault)?;
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"@".contains(c);
        let fits = text.len() <= ADDRESS_MAX
            && (1..=64).contains(&local.len())
            && local.chars().all(plain)
            && domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        if fits { Ok(Self(text.to_owned())) } else { Err(MailFault) }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Mailbox {
    /// No personal data in logs (invariant 13).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailbox(...)")
    }
}

/// One mail to one person.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The part before `@` of the Message-ID: ours, unique, the same at every try.
    pub message_id: String,
    /// The sender's shown name.
    pub from_name: String,
    /// The sender's address.
    pub from: Mailbox,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<Mailbox>,
    /// The receiver.
    pub to: Mailbox,
    /// One line.
    pub subject: String,
    /// The plain text part.
    pub text: String,
    /// The HTML part, a whole document.
    pub html: String,
    /// The https address of one-click unsubscription (RFC 8058), where the mail is subscribed to.
    pub unsubscribe: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in ["borger@sundby.example", " a.b+c@x.dk ", "bøf@købmand.dk"] {
            assert!(Mailbox::parse(good).is_ok(), "{good}");
        }
        let long = format!("{}@x.dk", "a".repeat(65));
        for bad in [
            "",
            "a",
            "a@",
            "@b.dk",
            "a b@c.dk",
            "a@b",
            "a@b..dk",
            "a@b.dk\nBcc: x@y.dk",
            "a@b@c.dk",
            "<a@b.dk>",
            "a@-b.dk",
            &long,
        ] {
            assert_eq!(Mailbox::parse(bad), Err(MailFault), "{bad}");
        }
    }
}
