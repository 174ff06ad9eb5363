//! One mail to one person, ready to be handed over.

use std::fmt;

/// The longest address that is accepted, in bytes (RFC 5321 section 4.5.3.1.3).
const ADDRESS_MAX: usize = 254;
/// The longest part before the @, in bytes (RFC 5321 section 4.5.3.1.1).
const LOCAL_MAX: usize = 64;

/// An address that has been looked at: one `@`, no spaces or line breaks, not too long.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Mailbox(String);

/// An address that cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailFault;

/// What an atom before the @ is made of (RFC 5322, section 3.2.3).
fn is_atom_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

impl Mailbox {
    /// Reads an address as somebody writes it; a domain with letters beyond ASCII becomes what mail servers call it.
    ///
    /// # Errors
    /// When it cannot be one.
    pub fn parse(text: &str) -> Result<Self, MailFault> {
        let (local, domain) = text.trim().rsplit_once('@').ok_or(MailFault)?;
        // Mail servers everywhere take the names of domains in ASCII (RFC 5891); what stands before the @ we can hand
        // over in ASCII alone, as many servers do not speak SMTPUTF8 (RFC 6531).
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| MailFault)?;
        let is_atom = |atom: &str| !atom.is_empty() && atom.bytes().all(is_atom_byte);
        let fits = (1..=LOCAL_MAX).contains(&local.len())
            && local.split('.').all(is_atom)
            && domain.contains('.')
            && !domain.ends_with('.')
            && domain.rsplit('.').next().is_some_and(|last| !last.bytes().all(|byte| byte.is_ascii_digit()));
        let address = format!("{local}@{domain}");
        if fits && address.len() <= ADDRESS_MAX { Ok(Self(address)) } else { Err(MailFault) }
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
        for (typed, mailed) in [
            ("borger@sundby.example", "borger@sundby.example"),
            (" a.b+c@x.dk ", "a.b+c@x.dk"),
            ("anna@rødby.example", "anna@xn--rdby-gra.example"),
            ("anna@RØDBY.example", "anna@xn--rdby-gra.example"),
            // The same letters, put together of two signs each.
            ("anna@a\u{30a}s.example", "anna@xn--s-1fa.example"),
            ("anna@\u{ff4b}ommune.dk", "anna@kommune.dk"),
            ("o'brien@x.co.uk", "o'brien@x.co.uk"),
        ] {
            assert_eq!(Mailbox::parse(typed).map(|to| to.0), Ok(mailed.to_owned()), "{typed}");
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
            "a..b@borger.example",
            ".a@b.dk",
            "a.@b.dk",
            "bøf@b.dk",
            "a@b.dk.",
            "a@192.0.2.7",
            "a@b_c.dk",
            "a@xn--zzzzzz.dk",
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
