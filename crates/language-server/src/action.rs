//! What the editor may offer: a suggestion in place of what was found, everything mended at once, and the reason.

use crate::file::{File, Found, wording};
use crate::options::Options;
use crate::words;
use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, DocumentChange, Edit, Hover,
    MarkupContent, MarkupKind, OptionalVersionedTextDocumentIdentifier, Position, Range, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};
use plain_language::Checker;
use std::collections::HashMap;

/// The kind of the offer to mend everything.
pub(crate) const MEND_ALL: &str = "source.fixAll.traad";

/// What can be done about the findings in a range.
pub(crate) fn actions(
    file: &File,
    params: &CodeActionParams,
    checker: &Checker,
    options: &Options,
    with_versions: bool,
) -> Vec<CodeActionResponse> {
    let only = params.context.only.as_deref();
    let is_asked = |kind: &str| {
        only.is_none_or(|only| {
            only.iter().any(|asked| {
                let asked: String = asked.clone().into();
                kind == asked || asked.is_empty() || kind.starts_with(&format!("{asked}."))
            })
        })
    };
    let mut actions = Vec::new();
    let all = || file.found.iter().flatten().filter(|found| found.is_replaceable);
    if is_asked("quickfix") {
        for found in all().filter(|found| found.touches(params.range)) {
            let Some(rule) = checker.rules().find(&found.finding.rule) else { continue };
            for (at, suggestion) in found.finding.suggestions.iter().enumerate() {
                let edit = TextEdit::new(found.range, suggestion.clone());
                actions.push(CodeAction {
                    title: words::instead(found.text(), suggestion, options.is_english),
                    kind: Some(CodeActionKind::QuickFix),
                    diagnostics: Some(vec![found.diagnostic(rule, options)]),
                    is_preferred: Some(at == 0),
                    edit: Some(edit_of(file, vec![edit], with_versions)),
                    ..CodeAction::default()
                });
            }
        }
    }
    if is_asked(MEND_ALL) {
        let edits = mended(all());
        if !edits.is_empty() {
            actions.push(CodeAction {
                title: words::mend_all(options.is_english).to_owned(),
                kind: Some(MEND_ALL.into()),
                edit: Some(edit_of(file, edits, with_versions)),
                ..CodeAction::default()
            });
        }
    }
    actions.into_iter().map(CodeActionResponse::CodeAction).collect()
}

/// The only suggestion of each finding that has just one; of two that overlap the first.
fn mended<'a>(all: impl Iterator<Item = &'a Found>) -> Vec<TextEdit> {
    let mut free_from = 0;
    let mut sure: Vec<(&Found, &String)> = all
        .filter_map(|found| match found.finding.suggestions.as_slice() {
            [only] => Some((found, only)),
            _ => None,
        })
        .collect();
    sure.sort_by_key(|(found, _)| (found.bytes.start, std::cmp::Reverse(found.bytes.end)));
    sure.retain(|(found, _)| {
        let is_free = found.bytes.start >= free_from;
        if is_free {
            free_from = found.bytes.end;
        }
        is_free
    });
    sure.into_iter().map(|(found, only)| TextEdit::new(found.range, only.clone())).collect()
}

/// With the number of the state it was made for, so that an editor does not put it into a later one.
fn edit_of(file: &File, edits: Vec<TextEdit>, with_versions: bool) -> WorkspaceEdit {
    if !with_versions {
        let changes = HashMap::from([(file.uri.clone(), edits)]);
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let uri = TextDocumentIdentifier { uri: file.uri.clone() };
    let document = OptionalVersionedTextDocumentIdentifier::new(Some(file.version), uri);
    let edit = TextDocumentEdit::new(document, edits.into_iter().map(Edit::TextEdit).collect());
    let changes = vec![DocumentChange::TextDocumentEdit(edit)];
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

/// Why what stands at a position was found, and who says so.
pub(crate) fn hover(file: &File, at: Position, checker: &Checker, options: &Options) -> Option<Hover> {
    let here: Vec<&Found> =
        file.found.iter().flatten().filter(|found| found.touches(Range::new(at, at))).collect();
    let told = here.iter().filter_map(|found| {
        let rule = checker.rules().find(&found.finding.rule)?;
        let words = wording(rule, options);
        let message = found.finding.message(&words.message);
        let source = words::source(options.is_english);
        Some(format!("{message}\n{}\n{source}: {}", words.why, rule.source))
    });
    let value = told.collect::<Vec<_>>().join("\n\n");
    let range = here.first()?.range;
    // Plain, because what was found is the writer's own text and may look like markup.
    Some(Hover::new(MarkupContent::new(MarkupKind::PlainText, value).into(), Some(range)))
}
