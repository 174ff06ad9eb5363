//! `--fix`: the suggestion in place of what was found, where there is no choice to make.

use super::file::Checked;

/// The text with every finding mended that has one suggestion only, and how many places that are.
pub(super) fn fixed(checked: &Checked) -> (String, usize) {
    let mut text = checked.text.clone();
    let mut places: Vec<(usize, usize, &str)> = checked
        .report
        .findings
        .iter()
        .filter_map(|finding| match finding.suggestions.as_slice() {
            [only] if checked.is_replaceable(finding) => {
                let (start, end) = checked.range(finding);
                Some((start, end, only.as_str()))
            }
            _ => None,
        })
        .collect();
    // From behind, so that places before stay where they are.
    places.sort_by(|a, b| b.cmp(a));
    let (mut first, mut number) = (usize::MAX, 0);
    for (start, end, only) in places {
        if end <= first && text.is_char_boundary(start) && text.is_char_boundary(end) {
            text.replace_range(start..end, only);
            (first, number) = (start, number + 1);
        }
    }
    (text, number)
}
