//! How a hand-over ended, and what a channel can say about it afterwards.
//! The classes decide who may try again: see decisions/0003.

/// Whether the same hand-over may be repeated without a person choosing to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// The receiver knows our key and takes it once.
    ByKey,
    /// The receiver can be asked whether it took it.
    Ask,
    /// Nobody can tell: a lost answer stays unknown.
    Never,
}

/// What a channel can do, as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// The name on the status page.
    pub name: &'static str,
    /// What may be done when an answer is lost.
    pub repeat: Repeat,
    /// Whether what is handed over leaves the house, or stays in a folder to be looked at.
    pub leaves_the_house: bool,
}

/// How a hand-over ended. `text` never holds a person's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver took responsibility; with its reference where it gave one.
    Accepted {
        /// The receiver's reference.
        reference: String,
    },
    /// The receiver will never take it (SMTP 5xx, RFC 5321 section 4.2.1).
    Permanent {
        /// The status code, such as `550 5.1.1`.
        code: String,
        /// What the receiver said.
        text: String,
    },
    /// Not now; nothing was taken (SMTP 4xx, no connection).
    Temporary {
        /// The status code, empty where there was no connection.
        code: String,
        /// What went wrong.
        text: String,
    },
    /// The content was sent and no answer came: nobody knows.
    Unknown {
        /// What went wrong.
        text: String,
    },
}

/// The longest enhanced status code, in bytes: `5.123.123`.
const STATUS_MAX: usize = 9;

/// The enhanced status code of an answer (RFC 3463), which stands right at its beginning (RFC 2034, section 4). The same
/// digits anywhere else, in an IP address or an explanation, are none.
#[must_use]
pub fn enhanced_status(text: &str) -> Option<&str> {
    let word = text.trim_start().split([' ', '\n']).next().filter(|word| word.len() <= STATUS_MAX)?;
    let mut parts = word.split('.');
    let class = parts.next()?;
    let is_number =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = parts.collect();
    let is_one =
        matches!(class, "2" | "4" | "5") && rest.len() == 2 && rest.iter().all(|part| is_number(part));
    is_one.then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_read_at_its_place_alone() {
        for (text, status) in [
            ("5.1.1 no such user", Some("5.1.1")),
            ("5.1.1", Some("5.1.1")),
            ("5.1.10 recipient address has null MX", Some("5.1.10")),
            ("4.2.2 mailbox full", Some("4.2.2")),
            ("5.7.1 [185.1.12.40] likely unsolicited mail, blocked", Some("5.7.1")),
            ("5.7.1 Client host [45.1.1.9] blocked", Some("5.7.1")),
            ("45.1.1 is not welcome", None),
            ("5.1.1.9 is on a list", None),
            ("blocked: 5.1.1", None),
            ("Client 5.1.1 refused", None),
            ("5.1.1-no", None),
            ("3.1.1 what", None),
            ("", None),
        ] {
            assert_eq!(enhanced_status(text), status, "{text}");
        }
    }
}
