//! The central register of Danish words (COR, ordregister.dk, CC0): forms with their grammar, one a line, in six
//! fields with tabs between: id, lemma, gloss, grammar, form, and whether the form is the official one.
//! It knows no compounds, so it adds to a dictionary and replaces none.

use crate::affix::Problem;
use crate::expand::Forms;
use plain_language::Flags;

/// How many fields a line has.
const FIELDS: usize = 6;

/// What a register says of the last field: its manual writes 1 and 0, version 1.02 itself N, K and U.
enum Status {
    /// The form is official, so it is a word.
    Official,
    /// The form is worked out; it tells what a word may be that is known already.
    WorkedOut,
    /// No form to go by.
    Other,
}

impl Status {
    fn of(field: &str) -> Option<Self> {
        match field {
            "N" | "1" => Some(Self::Official),
            "K" => Some(Self::WorkedOut),
            "U" | "0" => Some(Self::Other),
            _ => None,
        }
    }
}

impl Forms {
    /// Adds the forms of a register.
    ///
    /// # Errors
    /// When a line is not one of the register; the problem names it.
    pub fn add_register(&mut self, register: &str) -> Result<(), Problem> {
        for (index, line) in register.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let fields: Vec<&str> = line.split('\t').collect();
            let read = match fields.as_slice() {
                [id, _, _, grammar, form, status] if fields.len() == FIELDS && id.starts_with("COR.") => {
                    Status::of(status.trim()).map(|status| (*grammar, form.trim(), status))
                }
                _ => None,
            };
            let (grammar, form, status) = read.ok_or_else(|| Problem::Line {
                file: "register",
                line: index + 1,
                text: line.to_owned(),
            })?;
            // A hyphen stands for a form that there is not; "nogen sinde" is two words to us.
            let is_word = form.chars().any(char::is_alphabetic) && !form.contains(char::is_whitespace);
            if is_word {
                self.add_official(form, grammar, &status);
            }
        }
        Ok(())
    }

    fn add_official(&mut self, form: &str, grammar: &str, status: &Status) {
        match (status, self.by_word.get_mut(form)) {
            (Status::Other, _) => {}
            (_, Some(flags)) if flags.has(Flags::FORM) => *flags |= of_grammar(grammar),
            (Status::Official, _) => {
                *self.by_word.entry(form.to_owned()).or_default() |= of_grammar(grammar) | Flags::FORM;
            }
            (Status::WorkedOut, _) => {}
        }
    }
}

/// What a form may be by its grammar: "sb.itk.sg.best.gen", "vb.præs.akt".
fn of_grammar(grammar: &str) -> Flags {
    let mut parts = grammar.split('.');
    let class = match parts.next() {
        Some("sb") => Flags::NOUN,
        Some("prop") => Flags::NAME,
        Some("vb") => return Flags::VERB | of_verb(&parts.collect::<Vec<_>>()),
        _ => Flags::NONE,
    };
    if parts.any(|part| part == "gen") { class | Flags::GENITIVE } else { class }
}

fn of_verb(parts: &[&str]) -> Flags {
    match parts {
        ["imp", ..] => Flags::IMPERATIVE,
        ["præs", "part", ..] => Flags::PRESENT_PARTICIPLE,
        ["perf", "part", ..] => Flags::PARTICIPLE,
        [_, "pass", ..] => Flags::PASSIVE,
        ["inf", ..] => Flags::INFINITIVE,
        ["præs", ..] => Flags::PRESENT,
        ["præt", ..] => Flags::PAST,
        _ => Flags::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made up after the description of the register; the words and numbers are ours.
    const REGISTER: &str = "\
COR.90001.120.01\tskur\t\tsb.itk.sg.ubest\tskur\tN
COR.90001.121.01\tskur\t\tsb.itk.sg.best\tskuret\tN
COR.90001.125.01\tskur\t\tsb.itk.sg.best.gen\tskurets\tK
COR.90002.200.01\tdaske\tgå\tvb.inf.akt\tdaske\t1
COR.90002.203.01\tdaske\tgå\tvb.præs.akt\tdasker\tN
COR.90002.204.01\tdaske\tgå\tvb.præs.pass\tdaskes\tN
COR.90002.206.01\tdaske\tgå\tvb.præt.akt\tdaskede\tN
COR.90002.210.01\tdaske\tgå\tvb.imp\tdask\tN
COR.90002.212.01\tdaske\tgå\tvb.perf.part.sg.ubest.itk\tdasket\tN
COR.90002.211.01\tdaske\tgå\tvb.præs.part\tdaskende\tN
COR.90003.500.01\tSundby\t\tprop\tSundby\tN
COR.90004.900.01\tnogen sinde\t\tadv\tnogen sinde\tN
COR.90005.112.01\tsne\t\tsb.fk.pl.ubest\t-\tN
COR.90006.110.01\tdask\t\tsb.fk.sg.ubest\tdaskere\tU
COR.90007.110.01\thusk\t\tsb.fk.sg.ubest\thusk\tK
";

    fn forms(before: &[(&str, Flags)], register: &str) -> Result<Forms, Problem> {
        let mut forms = Forms::default();
        forms.by_word.extend(before.iter().map(|(word, flags)| ((*word).to_owned(), *flags)));
        forms.add_register(register)?;
        Ok(forms)
    }

    #[test]
    fn official_forms_are_words_and_tell_what_they_are() {
        let before = [("skurets", Flags::FORM), ("dask", Flags::FORM | Flags::BEGIN)];
        let forms = forms(&before, REGISTER).unwrap();
        let verb = Flags::FORM | Flags::VERB;
        let expected = [
            ("Sundby", Flags::FORM | Flags::NAME),
            ("dask", verb | Flags::IMPERATIVE | Flags::BEGIN),
            ("daske", verb | Flags::INFINITIVE),
            ("daskede", verb | Flags::PAST),
            ("daskende", verb | Flags::PRESENT_PARTICIPLE),
            ("dasker", verb | Flags::PRESENT),
            ("daskes", verb | Flags::PASSIVE),
            ("dasket", verb | Flags::PARTICIPLE),
            ("skur", Flags::FORM | Flags::NOUN),
            ("skuret", Flags::FORM | Flags::NOUN),
            ("skurets", Flags::FORM | Flags::NOUN | Flags::GENITIVE),
        ];
        let found: Vec<(&str, Flags)> =
            forms.by_word.iter().map(|(word, flags)| (word.as_str(), *flags)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_no_line_of_the_register_is_named() {
        for (text, line) in [
            ("lemma\tform\n", 1),
            ("COR.1.110.01\ta\t\tsb\ta\tN\nCOR.2.110.01\tb\t\tsb\tb\tja\n", 2),
            ("\n\nCOR.1.110.01\ta\t\tsb\ta\tN\tmere\n", 3),
        ] {
            let problem = forms(&[], text).unwrap_err().to_string();
            assert!(problem.contains("register") && problem.contains(&line.to_string()), "{problem}");
        }
    }
}
