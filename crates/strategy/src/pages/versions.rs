//! The versions of the strategy, and adding one: a file or pasted text, with every problem shown at
//! its place when it cannot be read (W1).

use super::upload::Upload;
use crate::words::Language;
use crate::{Adoption, Problem, Report, VersionRow, version};
use askama::Template;
use web::axum::http::StatusCode;
use web::{Cache, Ctx, Frame, Page, Place, done, html_status};

#[derive(Template)]
#[template(path = "pages/versions.html")]
struct Versions {
    f: Frame,
    versions: Vec<VersionRow>,
    adoptions: Vec<Adoption>,
    text: String,
    problems: Vec<ProblemView>,
    shown: i64,
    total: i64,
}

/// A problem as the page shows it: the line with the offending part underlined.
#[derive(Debug, PartialEq)]
pub(crate) struct ProblemView {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) message: String,
    pub(crate) before: String,
    pub(crate) bad: String,
    pub(crate) after: String,
    pub(crate) help: String,
}

impl ProblemView {
    pub(crate) fn new(problem: &Problem, language: Language) -> Self {
        let start = problem.column.saturating_sub(problem.source_column);
        let length = problem.end_column.saturating_sub(problem.column);
        let part = |skip: usize, take: usize| problem.source_line.chars().skip(skip).take(take).collect();
        Self {
            line: problem.line,
            column: problem.column,
            message: problem.message(language),
            before: part(0, start),
            bad: part(start, length),
            after: part(start + length, usize::MAX),
            help: problem.help(language).unwrap_or_default(),
        }
    }
}

pub(crate) async fn show(ctx: Ctx) -> Page {
    page(&ctx, String::new(), None).await
}

async fn page(ctx: &Ctx, text: String, report: Option<&Report>) -> Page {
    let mut conn = ctx.db().read().await?;
    let language = Language::from_tag(ctx.lang().tag());
    let problems = report.map(|report| report.problems.as_slice()).unwrap_or_default();
    let view = Versions {
        f: ctx.frame(Place::Desk, ctx.t("strategy-versions")),
        versions: VersionRow::all(&mut conn).await?,
        adoptions: Adoption::all(&mut conn).await?,
        text,
        problems: problems.iter().map(|problem| ProblemView::new(problem, language)).collect(),
        shown: whole(problems.len()),
        total: report.map_or(0, |report| whole(report.total)),
    };
    let status = if report.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    html_status(status, Cache::Never, &view)
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Adds a version. The same file twice is the same version, and a file with problems comes back
/// with what was typed.
pub(crate) async fn add(ctx: Ctx, upload: Upload) -> Page {
    if let Err(report) = crate::read(&upload.bytes, "strategy.toml") {
        return page(&ctx, upload.text(), Some(&report)).await;
    }
    let mut tx = ctx.db().begin().await?;
    let known = VersionRow::with_hash(&mut tx, &version::hash(&upload.bytes)).await?;
    let id = match known {
        Some(same) => same.id,
        None => version::add(&mut tx, ctx.actor(), &upload.bytes).await?,
    };
    tx.commit().await?;
    done(&ctx, format!("/strategy/versions/{id}"), "strategy-added-done", &[])
}

#[cfg(test)]
mod tests {
    use super::ProblemView;
    use crate::words::Language;

    /// W1: the page underlines what the command line underlines.
    #[test]
    fn the_offending_part_stands_apart() {
        let text =
            include_str!("../../../../strategies/sundby.toml").replace("force = \"must\"", "force = \"mus\"");
        let report = crate::read(text.as_bytes(), "strategy.toml").unwrap_err();
        let view = ProblemView::new(&report.problems[0], Language::Da);
        assert_eq!(
            (view.before.as_str(), view.bad.as_str(), view.after.as_str()),
            ("force = ", "\"mus\"", "")
        );
        assert!(view.help.contains("must"), "{}", view.help);
    }
}
