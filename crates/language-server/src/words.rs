//! What the server itself says, in both languages; everything else is said by the rules.

/// The offer to put something in place of what was found; an empty text takes it away.
pub(crate) fn instead(found: &str, suggestion: &str, is_english: bool) -> String {
    match (suggestion.is_empty(), is_english) {
        (true, true) => format!("Remove “{found}”"),
        (true, false) => format!("Slet »{found}«"),
        (false, true) => format!("Write “{suggestion}”"),
        (false, false) => format!("Skriv »{suggestion}«"),
    }
}

/// The offer to mend everything where there is no choice to make.
pub(crate) fn mend_all(is_english: bool) -> &'static str {
    if is_english { "Mend everything with one suggestion" } else { "Ret alt, der har ét forslag" }
}

/// A text that is too long to be checked.
pub(crate) fn too_long(most_mb: usize, is_english: bool) -> String {
    if is_english {
        format!("The text is longer than {most_mb} MB, so it is not checked.")
    } else {
        format!("Teksten fylder mere end {most_mb} MB, så den bliver ikke tjekket.")
    }
}

/// Before the source of a rule.
pub(crate) fn source(is_english: bool) -> &'static str {
    if is_english { "Source" } else { "Kilde" }
}
