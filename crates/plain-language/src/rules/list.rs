//! Every rule file by its name. A test compares the list with the folder.

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$((concat!($name, ".toml"), include_str!(concat!("../../rules/", $name, ".toml")))),*]
    };
}

/// The files, in the order of their names.
pub(super) const FILES: &[(&str, &str)] = files![
    "ability",
    "about-words",
    "above-and-below",
    "and-or",
    "and-samt",
    "applying",
    "as-far-as-concerns",
    "asking-words",
    "blive-passive",
    "both-and",
    "deciding-words",
    "doubled-word",
    "doubtful-adverbs",
    "duty-and-right",
    "fillers",
    "heavy-adverbs",
    "heavy-conjunctions",
    "heavy-prepositions",
    "here-words",
    "in-due-time",
    "long-paragraph",
    "long-sentence",
    "making-words",
    "month-parts",
    "nominal-density",
    "nominal-sentence",
    "paper-words",
    "paying-words",
    "permitting-words",
    "please-bedes",
    "quantity-phrases",
    "receiving-words",
    "reference-words",
    "s-passive",
    "sending-words",
    "since-idet",
    "speed-words",
    "spelling",
    "split-compound",
    "support-verb",
    "telling-words",
    "time-words",
    "using",
    "vague-amounts",
    "vague-times",
    "wordy-verbs",
];
