//! What is wrong in the Danish dictionary (2.8.034) and mended before it is read.

/// Two entries that ran together into one line.
const RUN_TOGETHER: (&str, &str) =
    ("\"FedEx/9 ph:https://denstoredanske.lex.dk/FedEx\"Fedkrog/54,9", "FedEx/9\nFedkrog/54,9");

/// The words, mended.
pub(crate) fn mended(words: &str) -> String {
    let words = words.replace(RUN_TOGETHER.0, RUN_TOGETHER.1);
    // A field without a word before it belongs to none.
    let lines = words.lines().filter(|line| !line.starts_with(char::is_whitespace));
    lines.map(unquoted).collect::<Vec<_>>().join("\n")
}

/// An entry in quotation marks holds a slash that is part of the word: `"A/S"`.
fn unquoted(line: &str) -> String {
    match line.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
        Some((word, rest)) => format!("{}{rest}", word.replace('/', "\\/")),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn quotes_and_run_together_entries() {
        let text =
            "\"A/S\"\n\"FedEx/9 ph:https://denstoredanske.lex.dk/FedEx\"Fedkrog/54,9\nhus/4\n st:coitus";
        assert_eq!(mended(text), "A\\/S\nFedEx/9\nFedkrog/54,9\nhus/4");
    }
}
