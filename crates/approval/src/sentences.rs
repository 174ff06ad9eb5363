//! Where the sentences of an urgent text end: "kl. 18.30" and "Skt. Jørgens Vej" end none, and no word is lost between two.

use plain_language::{Block, BlockKind, segment};

/// The sentences of a text, which together are all of it but the blanks around them.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let found = segment(&[Block { kind: BlockKind::Paragraph, text }]);
    let starts: Vec<usize> = found.iter().skip(1).map(|sentence| sentence.start).collect();
    let ends = starts.iter().copied().chain([text.len()]);
    let parts = [0].into_iter().chain(starts.iter().copied()).zip(ends);
    parts.map(|(start, end)| text[start..end].trim()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_end_no_sentence_and_no_word_is_lost() {
        for (text, wanted) in [
            ("Du kan drikke vandet igen fra kl. 18.30. Tak for hjælpen.", 2),
            ("Rådet gælder ikke mere, jf. § 3 i loven. Det gælder alle.", 2),
            ("Vandet er rent på Skt. Jørgens Vej 3. Du kan drikke det.", 2),
            ("Ring på tlf. 55 00 00 00. Vi svarer f.eks. om aftenen.", 2),
            ("Det gælder fra d. 3. maj. Hold øje her.", 2),
            ("Kog vandet.", 1),
            ("Kog vandet", 1),
            ("Er det farligt? Ja! Hold dig inde.", 3),
        ] {
            let found = sentences(text);
            assert_eq!(found.len(), wanted, "{found:?}");
            assert_eq!(found.join(" "), text);
        }
        assert!(sentences("").is_empty());
    }
}
