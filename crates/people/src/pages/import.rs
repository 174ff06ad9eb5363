//! Import of units and people from a file or pasted text: problems or the difference, a button
//! that applies what was shown, and earlier imports that can be taken back (D1).

use super::upload::Upload;
use crate::import::{self, Before, Beyond, Change, Difference, Gone, Import, Kind, Known, Parsed, report};
use askama::Template;
use db::{Id, Tx};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use web::axum::{extract::Path, http::StatusCode};
use web::{Cache, Ctx, Frame, Outcome, Page, Place, Refusal, Stop, done, html_status};

#[derive(Template)]
#[template(path = "pages/import.html")]
struct View {
    f: Frame,
    people: bool,
    mark_gone: bool,
    text: String,
    wrong: String,
    problems: Vec<String>,
    parts: Vec<Part>,
    seen: String,
    imports: Vec<Import>,
}

/// The rows of one kind of change: new, changed, or not in the file.
struct Part {
    title: String,
    rows: Vec<(String, Vec<String>)>,
    more: String,
}

/// What the page shows of a file.
enum Shown {
    Nothing,
    Wrong(Refusal),
    File(Parsed, Difference),
    /// Applying it would close the access of people whose access is not theirs to close.
    Beyond(Parsed, Difference, Vec<Beyond>),
}

/// The page before anything is chosen.
pub(crate) async fn show(ctx: Ctx) -> Page {
    page(&ctx, &Upload::default(), Shown::Nothing).await
}

/// Shows problems or the difference; applies when the button under the difference was pressed and
/// the difference is still the one that was shown.
pub(crate) async fn import(ctx: Ctx, upload: Upload) -> Page {
    let kind = if upload.people { Kind::People } else { Kind::Units };
    let mut tx = ctx.db().begin().await?;
    let parsed = match parse(&ctx, &mut tx, kind, &upload.bytes).await {
        Ok(parsed) => parsed,
        Err(Stop::Refusal(refusal)) => {
            drop(tx);
            return page(&ctx, &upload, Shown::Wrong(*refusal)).await;
        }
        Err(stop) => return Err(stop),
    };
    let difference = match parsed.problems.is_empty() {
        true => import::difference(&mut tx, &parsed).await?,
        false => Difference::default(),
    };
    if upload.apply && parsed.problems.is_empty() && upload.seen == seen(&parsed, &difference) {
        let gone = if upload.mark_gone { Gone::Leave } else { Gone::Keep };
        if gone == Gone::Leave {
            let beyond = import::beyond(&mut tx, ctx.actor(), &parsed).await?;
            if !beyond.is_empty() {
                drop(tx);
                return page(&ctx, &upload, Shown::Beyond(parsed, difference, beyond)).await;
            }
        }
        let before = Before::look(&mut tx).await?;
        import::apply(&mut tx, ctx.actor(), &parsed, gone).await?;
        before.check(&mut tx, ctx.actor()).await?;
        tx.commit().await?;
        return done(&ctx, "/people/import", "people-imported-done", &[]);
    }
    drop(tx);
    page(&ctx, &upload, Shown::File(parsed, difference)).await
}

async fn parse(ctx: &Ctx, tx: &mut Tx, kind: Kind, bytes: &[u8]) -> Outcome<Parsed> {
    let strategy = strategy::in_force(tx, ctx.db().memo()).await?.strategy;
    let known = Known::load(tx, &strategy).await?;
    Ok(import::read(kind, bytes, &known)?)
}

/// Takes an import back.
pub(crate) async fn undo(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    let before = Before::look(&mut tx).await?;
    import::undo(&mut tx, ctx.actor(), id).await?;
    before.check(&mut tx, ctx.actor()).await?;
    tx.commit().await?;
    done(&ctx, "/people/import", "people-import-undone-done", &[])
}

/// What stands for a file and its difference, so that only what was shown is applied.
fn seen(parsed: &Parsed, difference: &Difference) -> String {
    let hash = Sha256::digest(format!("{:?}{difference:?}", parsed.rows));
    hash.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

async fn page(ctx: &Ctx, upload: &Upload, shown: Shown) -> Page {
    let mut view = View {
        f: ctx.frame(Place::Desk, ctx.t("people-import-title")),
        people: upload.people,
        mark_gone: upload.mark_gone,
        text: import::text(&upload.bytes),
        wrong: String::new(),
        problems: Vec::new(),
        parts: Vec::new(),
        seen: String::new(),
        imports: Import::all(&mut ctx.db().read().await?).await?,
    };
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    match shown {
        Shown::Nothing => status = StatusCode::OK,
        Shown::Wrong(refusal) => view.wrong = ctx.refusal(&refusal),
        Shown::File(parsed, _) if !parsed.problems.is_empty() => {
            view.problems = report::problems(ctx, &parsed.problems);
        }
        Shown::File(parsed, difference) => {
            status = StatusCode::OK;
            view.show(ctx, &parsed, &difference);
        }
        Shown::Beyond(parsed, difference, beyond) => {
            view.problems = report::beyond(ctx, &beyond);
            view.show(ctx, &parsed, &difference);
        }
    }
    html_status(status, Cache::Never, &view)
}

impl View {
    /// Shows the difference, with the button that applies it.
    fn show(&mut self, ctx: &Ctx, parsed: &Parsed, difference: &Difference) {
        self.seen = seen(parsed, difference);
        self.parts = vec![
            part(ctx, "people-import-added", &difference.added),
            part(ctx, "people-import-changed", &difference.changed),
            part(ctx, "people-import-gone", &difference.gone),
        ];
    }
}

fn part(ctx: &Ctx, key: &str, rows: &[Change]) -> Part {
    let count = |key: &str, n: usize| ctx.count(key, i64::try_from(n).unwrap_or(i64::MAX));
    let line = |row: &Change| (format!("{} {}", row.key, row.name), report::fields(ctx, row));
    let more = rows.len().saturating_sub(report::SHOWN_MAX);
    Part {
        title: count(key, rows.len()),
        rows: rows.iter().take(report::SHOWN_MAX).map(line).collect(),
        more: if more > 0 { count("people-import-more", more) } else { String::new() },
    }
}
