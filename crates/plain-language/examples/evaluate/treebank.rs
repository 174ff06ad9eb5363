//! A treebank in CoNLL-U (universaldependencies.org/format.html).

/// A word as people annotated it.
pub(crate) struct Gold {
    pub form: String,
    pub lemma: String,
    pub class: String,
    pub features: String,
    pub head: usize,
    /// Where it stands in the text of its sentence, in bytes.
    pub start: usize,
}

/// A sentence.
pub(crate) struct Sentence {
    pub text: String,
    pub words: Vec<Gold>,
}

/// The sentences of a file.
pub(crate) fn read(text: &str) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    for line in text.lines() {
        if let Some(text) = line.strip_prefix("# text = ") {
            sentences.push(Sentence { text: text.trim().to_owned(), words: Vec::new() });
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let (Some(sentence), [number, form, lemma, class, _, features, head, ..]) =
            (sentences.last_mut(), fields.as_slice())
        else {
            continue;
        };
        if number.parse::<usize>().is_err() {
            continue;
        }
        let from = sentence.words.last().map_or(0, |word| word.start + word.form.len());
        let start = sentence.text.get(from..).and_then(|rest| rest.find(form)).map_or(from, |at| from + at);
        sentence.words.push(Gold {
            form: (*form).to_owned(),
            lemma: (*lemma).to_owned(),
            class: (*class).to_owned(),
            features: (*features).to_owned(),
            head: head.parse().unwrap_or(0),
            start,
        });
    }
    sentences
}
