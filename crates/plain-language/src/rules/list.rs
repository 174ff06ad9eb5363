//! Every rule file by its name. A test compares the list with the folder.

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$((concat!($name, ".toml"), include_str!(concat!("../../rules/", $name, ".toml")))),*]
    };
}

/// The files, in the order of their names.
pub(super) const FILES: &[(&str, &str)] = files![
    "about-words",
    "above-and-below",
    "and-or",
    "and-samt",
    "as-far-as-concerns",
    "blive-passive",
    "both-and",
    "doubled-word",
    "doubtful-adverbs",
    "fillers",
    "heavy-adverbs",
    "heavy-conjunctions",
    "heavy-prepositions",
    "here-words",
    "long-paragraph",
    "long-sentence",
    "nominal-density",
    "nominal-sentence",
    "paper-words",
    "please-bedes",
    "reference-words",
    "s-passive",
    "since-idet",
    "spelling",
    "split-compound",
    "support-verb",
    "using",
];
