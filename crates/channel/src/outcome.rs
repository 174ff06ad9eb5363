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
