//! `traad import`: units and people from CSV. Without `--apply` nothing is changed.

use super::say;
use crate::Settings;
use clap::Subcommand;
use db::{Actor, Id, SystemClock};
use people::import::{self, Gone, Kind, Known, report};
use std::{path::PathBuf, sync::Arc};
use web::{Ctx, Lang, Outcome, Stop};

/// Problems were found.
const PROBLEMS: u8 = 1;

#[derive(Subcommand)]
pub(super) enum Import {
    /// Units: key;parent_key;name;level;topics;phone;email.
    Org {
        /// The CSV file.
        file: PathBuf,
        /// Import; without it only the difference is shown.
        #[arg(long)]
        apply: bool,
        /// Language of the report: da or en.
        #[arg(long, default_value = "da")]
        lang: String,
    },
    /// People: key;unit_key;function;email;phone;duties, such as head|communications@UNITKEY.
    People {
        /// The CSV file.
        file: PathBuf,
        /// Import; without it only the difference is shown.
        #[arg(long)]
        apply: bool,
        /// Mark those who are not in the file as having left.
        #[arg(long)]
        mark_gone: bool,
        /// Language of the report: da or en.
        #[arg(long, default_value = "da")]
        lang: String,
    },
    /// Take an import back.
    Undo {
        /// The number that the import gave.
        id: String,
        /// Language of the report: da or en.
        #[arg(long, default_value = "da")]
        lang: String,
    },
}

/// Runs the command.
pub(super) async fn run(settings: &Settings, command: Import) -> Result<u8, String> {
    let (lang, task) = match command {
        Import::Org { file, apply, lang } => {
            (lang, Task::Read(Kind::Units, bytes(&file)?, apply, Gone::Keep))
        }
        Import::People { file, apply, mark_gone, lang } => {
            let gone = if mark_gone { Gone::Leave } else { Gone::Keep };
            (lang, Task::Read(Kind::People, bytes(&file)?, apply, gone))
        }
        Import::Undo { id, lang } => {
            let id = id.parse().map_err(|_| format!("{id} is no import"))?;
            (lang, Task::Undo(id))
        }
    };
    let site = crate::open(settings, Arc::new(SystemClock)).await?;
    let lang = if lang == "en" { Lang::En } else { Lang::Da };
    let ctx = Ctx::of(site.clone(), Actor::system("command-line"), lang);
    let done = match task {
        Task::Read(kind, bytes, apply, gone) => read(&ctx, kind, &bytes, apply, gone).await,
        Task::Undo(id) => undo(&ctx, id).await,
    };
    site.db.close().await;
    match done {
        Ok((lines, code)) => {
            say(&(lines.join("\n") + "\n"));
            Ok(code)
        }
        Err(Stop::Refusal(refusal)) => Err(ctx.refusal(&refusal)),
        Err(stop) => Err(format!("{stop:?}")),
    }
}

enum Task {
    Read(Kind, Vec<u8>, bool, Gone),
    Undo(Id),
}

fn bytes(file: &PathBuf) -> Result<Vec<u8>, String> {
    std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))
}

async fn read(ctx: &Ctx, kind: Kind, bytes: &[u8], apply: bool, gone: Gone) -> Outcome<(Vec<String>, u8)> {
    let mut tx = ctx.db().begin().await?;
    let strategy = strategy::in_force(&mut tx, ctx.db().memo()).await?.strategy;
    let known = Known::load(&mut tx, &strategy).await?;
    let parsed = import::read(kind, bytes, &known)?;
    if !parsed.problems.is_empty() {
        return Ok((report::problems(ctx, &parsed.problems), PROBLEMS));
    }
    let difference = import::difference(&mut tx, &parsed).await?;
    let mut lines = report::difference(ctx, &difference);
    if !apply {
        lines.push(ctx.t("people-import-dry"));
        return Ok((lines, 0));
    }
    match import::apply(&mut tx, ctx.actor(), &parsed, gone).await? {
        Some(id) => {
            tx.commit().await?;
            lines.push(ctx.fill("people-import-done", &[("id", &id.to_string())]));
        }
        None => lines.push(ctx.t("people-import-nothing")),
    }
    Ok((lines, 0))
}

async fn undo(ctx: &Ctx, id: Id) -> Outcome<(Vec<String>, u8)> {
    let mut tx = ctx.db().begin().await?;
    import::undo(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    Ok((vec![ctx.t("people-import-undone")], 0))
}
