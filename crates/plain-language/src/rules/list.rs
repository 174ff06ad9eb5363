//! Every rule file by its name. A test compares the list with the folder.

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$((concat!($name, ".toml"), include_str!(concat!("../../rules/", $name, ".toml")))),*]
    };
}

/// The files, in the order of their names.
pub(super) const FILES: &[(&str, &str)] = files![
    "blive-passive",
    "doubled-word",
    "long-paragraph",
    "long-sentence",
    "longish-sentence",
    "nominal-density",
    "nominal-sentence",
    "paper-words",
    "s-passive",
    "spelling",
    "split-compound",
    "support-verb",
    "very-long-sentence",
];
