//! Kinds of text. What is fine in a post may not be in a decision, so every rule has its weight in each.

use serde::{Deserialize, Serialize};

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextType {
    /// A decision in a citizen's case (forvaltningsloven).
    Decision,
    /// A letter or a mail to somebody.
    Letter,
    /// A page of a website, or a piece of news on one.
    Web,
    /// A text message.
    Sms,
    /// A post on a social medium.
    Post,
    /// A press release.
    Press,
    /// A newsletter.
    Newsletter,
    /// What answers by itself while somebody is away.
    Autoreply,
    /// For colleagues.
    Internal,
}

impl TextType {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Decision,
        Self::Letter,
        Self::Web,
        Self::Sms,
        Self::Post,
        Self::Press,
        Self::Newsletter,
        Self::Autoreply,
        Self::Internal,
    ];

    /// The word for it in files and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Letter => "letter",
            Self::Web => "web",
            Self::Sms => "sms",
            Self::Post => "post",
            Self::Press => "press",
            Self::Newsletter => "newsletter",
            Self::Autoreply => "autoreply",
            Self::Internal => "internal",
        }
    }

    /// The type of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether it is written to one reader.
    #[must_use]
    pub const fn is_letter(self) -> bool {
        matches!(self, Self::Decision | Self::Letter)
    }
}
