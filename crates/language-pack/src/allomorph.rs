//! Strong verbs. The Danish dictionary writes their forms out (`tage al:tager al:tages al:tog ...`),
//! so what an ending says of a weak verb is read from the shape of the forms here.

use plain_language::Flags;

/// What each written-out form is; nothing when they are not those of a verb.
pub(crate) fn verb_forms<'a>(lemma: &str, forms: &[&'a str]) -> Vec<(&'a str, Flags)> {
    // Only verbs have a present participle, and a plain form in -r or -s for the present.
    let is_verb = forms.iter().any(|form| form.ends_with("ende") && form.len() > "ende".len() + 1)
        || forms.iter().any(|form| *form == format!("{lemma}r")) && lemma.ends_with('e');
    if !is_verb || forms.iter().any(|form| form.ends_with("erne")) {
        return Vec::new();
    }
    forms.iter().map(|form| (*form, flags_of(lemma, form, forms))).collect()
}

fn flags_of(lemma: &str, form: &str, forms: &[&str]) -> Flags {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    if form == format!("{lemma}r") || form == format!("{stem}r") {
        return Flags::PRESENT;
    }
    if form == format!("{lemma}s") || form == format!("{lemma}es") {
        return Flags::PASSIVE;
    }
    if form.ends_with("ende") || form.ends_with("endes") {
        return Flags::NONE;
    }
    let is_participle = |form: &str| form.ends_with('t') && form.len() >= stem.len().saturating_sub(2);
    let base = form.strip_suffix('s');
    // "gjordes", "toges", "skrevs": the past with the ending of the passive.
    if let Some(base) = base {
        let of_past =
            |past: &str| forms.contains(&past) && !is_participle(past) && !is_bent_participle(past, forms);
        if of_past(base) || base.strip_suffix('e').is_some_and(of_past) {
            return Flags::PASSIVE;
        }
        return Flags::NONE;
    }
    if is_participle(form) || is_bent_participle(form, forms) {
        return Flags::PARTICIPLE;
    }
    if form == stem { Flags::IMPERATIVE } else { Flags::PAST }
}

/// "skreven", "skrevne", "gjorte": the participle as an adjective.
fn is_bent_participle(form: &str, forms: &[&str]) -> bool {
    let of = |ending: &str, neuter: &str| {
        form.strip_suffix(ending).is_some_and(|stem| forms.contains(&format!("{stem}{neuter}").as_str()))
    };
    of("en", "et") || of("ne", "et") || of("te", "t") && !form.ends_with("ede")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strong_verbs_are_known_by_their_forms() {
        let write =
            ["skriver", "skrives", "skrev", "skreves", "skrivende", "skrevet", "skreven", "skrevne", "skriv"];
        let found = verb_forms("skrive", &write);
        for (form, flags) in [
            ("skriver", Flags::PRESENT),
            ("skrives", Flags::PASSIVE),
            ("skrev", Flags::PAST),
            ("skreves", Flags::PASSIVE),
            ("skrivende", Flags::NONE),
            ("skrevet", Flags::PARTICIPLE),
            ("skrevne", Flags::PARTICIPLE),
            ("skriv", Flags::IMPERATIVE),
        ] {
            assert!(found.contains(&(form, flags)), "{form}: {found:?}");
        }
        let does = ["gøres", "gjorde", "gjordes", "gørende", "gjort", "gjorts", "gjorte", "gør"];
        let found = verb_forms("gøre", &does);
        assert!(
            found.contains(&("gjordes", Flags::PASSIVE)) && found.contains(&("gøres", Flags::PASSIVE)),
            "{found:?}"
        );
        assert!(
            found.contains(&("gjort", Flags::PARTICIPLE)) && found.contains(&("gjorde", Flags::PAST)),
            "{found:?}"
        );
    }

    #[test]
    fn forms_of_nouns_are_no_verbs() {
        assert!(verb_forms("ske", &["skeen", "skeens", "skes", "skeer", "skeerne"]).is_empty());
        assert!(verb_forms("god", &["gods", "godt", "bedre", "bedst"]).is_empty());
    }
}
