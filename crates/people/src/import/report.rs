//! Problems and differences in words, for the command line and the page.

use super::{Beyond, Change, Difference, Problem};
use web::Ctx;

/// How many problems, or rows of one kind, are written out; the rest is counted.
pub const SHOWN_MAX: usize = 500;

/// One problem as a line: where, what, what stands there, and what was probably meant.
#[must_use]
pub fn problem(ctx: &Ctx, problem: &Problem) -> String {
    let row = problem.row.to_string();
    let what = ctx.t(problem.key);
    let args = [("row", row.as_str()), ("column", problem.column.as_str()), ("what", what.as_str())];
    let mut line = ctx.fill("people-import-problem", &args);
    let mut add = |key: &str, value: &str| {
        line.push(' ');
        line.push_str(&ctx.fill(key, &[("value", value)]));
    };
    if !problem.value.is_empty() {
        add("people-import-problem-value", &problem.value);
    }
    if let Some(meant) = &problem.suggestion {
        let is_row = problem.key.ends_with("-twice");
        add(if is_row { "people-import-row" } else { "people-import-suggestion" }, meant);
    }
    line
}

/// Every problem, a line each, under how many there are.
#[must_use]
pub fn problems(ctx: &Ctx, problems: &[Problem]) -> Vec<String> {
    let mut lines = vec![ctx.count("people-import-problems-found", whole(problems.len()))];
    lines.extend(problems.iter().take(SHOWN_MAX).map(|one| problem(ctx, one)));
    more(ctx, problems.len(), &mut lines);
    lines
}

/// Those whose access may not be closed, a line each, under how many they are.
pub(crate) fn beyond(ctx: &Ctx, found: &[Beyond]) -> Vec<String> {
    let mut lines = vec![ctx.count("people-import-beyond", whole(found.len()))];
    lines.extend(found.iter().take(SHOWN_MAX).map(|one| {
        let why = ctx.t(one.key);
        let args = [("key", one.row.key.as_str()), ("name", one.row.name.as_str()), ("why", why.as_str())];
        ctx.fill("people-import-beyond-row", &args)
    }));
    more(ctx, found.len(), &mut lines);
    lines
}

/// A difference: each kind with its number, and a line for each row and changed field.
#[must_use]
pub fn difference(ctx: &Ctx, difference: &Difference) -> Vec<String> {
    let mut lines = Vec::new();
    let parts = [
        ("people-import-added", &difference.added),
        ("people-import-changed", &difference.changed),
        ("people-import-gone", &difference.gone),
    ];
    for (key, rows) in parts {
        lines.push(ctx.count(key, whole(rows.len())));
        for row in rows.iter().take(SHOWN_MAX) {
            lines.push(format!("  {} {}", row.key, row.name));
            lines.extend(fields(ctx, row).into_iter().map(|line| format!("    {line}")));
        }
        more(ctx, rows.len(), &mut lines);
    }
    lines.push(ctx.count("people-import-unchanged", whole(difference.unchanged)));
    lines
}

/// The changed fields of a row.
#[must_use]
pub fn fields(ctx: &Ctx, row: &Change) -> Vec<String> {
    let line = |field: &super::FieldChange| {
        let name = ctx.t(field.field);
        let args = [("field", name.as_str()), ("old", field.old.as_str()), ("new", field.new.as_str())];
        ctx.fill("people-import-change", &args)
    };
    row.fields.iter().map(line).collect()
}

fn more(ctx: &Ctx, all: usize, lines: &mut Vec<String>) {
    if all > SHOWN_MAX {
        lines.push(ctx.count("people-import-more", whole(all - SHOWN_MAX)));
    }
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
