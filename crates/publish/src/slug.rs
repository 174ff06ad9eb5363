//! Permanent addresses: a Danish title becomes lower-case letters and hyphens.

/// The longest slug, in characters.
const SLUG_MAX: usize = 80;

/// The slug of a title: "Vejen ved Sø er lukket!" becomes "vejen-ved-soe-er-lukket".
#[must_use]
pub(crate) fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.to_lowercase().chars() {
        match c {
            'æ' => out.push_str("ae"),
            'ø' => out.push_str("oe"),
            'å' => out.push_str("aa"),
            'é' | 'è' | 'ê' => out.push('e'),
            'ä' => out.push('a'),
            'ö' => out.push('o'),
            'ü' => out.push('u'),
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
        if out.len() >= SLUG_MAX {
            break;
        }
    }
    let cut = out.trim_end_matches('-');
    if cut.is_empty() { "nyhed".to_owned() } else { cut.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn danish_titles() {
        let cases = [
            ("Vejen ved Sundby Skole er lukket i uge 20", "vejen-ved-sundby-skole-er-lukket-i-uge-20"),
            ("Åbent hus på Æblegården – kom!", "aabent-hus-paa-aeblegaarden-kom"),
            ("???", "nyhed"),
            ("", "nyhed"),
        ];
        for (title, wanted) in cases {
            assert_eq!(slug(title), wanted);
        }
        assert!(slug(&"lang titel ".repeat(50)).len() <= 82);
    }
}
