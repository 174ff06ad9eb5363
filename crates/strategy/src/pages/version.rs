//! One version: what it changes from the one in force, and the button that puts it in force (W1).

use crate::diff::{Change, ChangeKind, FieldChange, diff};
use crate::{VersionRow, version};
use askama::Template;
use db::Id;
use serde_json::Value;
use web::axum::extract::Path;
use web::{Cache, Ctx, Frame, Page, Place, Refusal, Stop, done, download, html};

#[derive(Template)]
#[template(path = "pages/version.html")]
struct Version {
    f: Frame,
    row: VersionRow,
    in_force: bool,
    compared: Option<i64>,
    changes: Vec<ChangeView>,
}

/// A change as the page shows it.
#[derive(Debug, PartialEq)]
pub(crate) struct ChangeView {
    /// `added`, `removed` or `changed`.
    pub(crate) kind: &'static str,
    /// The item's address; empty for the top of the file.
    pub(crate) key: String,
    /// What it says or said.
    pub(crate) text: String,
    /// Key, before, after.
    pub(crate) fields: Vec<(String, String, String)>,
}

impl ChangeView {
    fn new(change: Change) -> Self {
        let Change { key, kind, .. } = change;
        match kind {
            ChangeKind::Added { text } => Self::whole("added", key, text),
            ChangeKind::Removed { text } => Self::whole("removed", key, text),
            ChangeKind::Changed { fields } => {
                let fields = fields
                    .into_iter()
                    .map(|FieldChange { field, before, after }| (field, shown(&before), shown(&after)))
                    .collect();
                Self { kind: "changed", key, text: String::new(), fields }
            }
        }
    }

    fn whole(kind: &'static str, key: String, text: Option<String>) -> Self {
        Self { kind, key, text: text.unwrap_or_default(), fields: Vec::new() }
    }
}

/// A value without the marks of the file: lists with commas, keys with a colon.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            let pairs = map.iter().map(|(key, value)| format!("{key}: {}", shown(value)));
            pairs.collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

pub(crate) async fn show(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut conn = ctx.db().read().await?;
    let row = VersionRow::find(&mut conn, id).await?.ok_or_else(Refusal::not_found)?;
    let strategy = version::look_up(&mut conn, ctx.db().memo(), id).await?;
    let now = match version::in_force(&mut conn, ctx.db().memo()).await {
        Ok(now) => Some(now),
        Err(Stop::Refusal(_)) => None,
        Err(fault) => return Err(fault),
    };
    let in_force = now.as_ref().is_some_and(|now| now.version_id == id);
    let changes = now.as_ref().map(|now| diff(&now.strategy, &strategy)).unwrap_or_default();
    let title =
        ctx.fill("strategy-version-title", &[("number", &row.number.to_string()), ("title", &row.title)]);
    let view = Version {
        f: ctx.frame(Place::Desk, title),
        in_force,
        compared: now.map(|now| now.number),
        changes: changes.into_iter().map(ChangeView::new).collect(),
        row,
    };
    html(Cache::Never, &view)
}

/// The bytes of a version, unchanged.
pub(crate) async fn file(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let source = version::source(&mut ctx.db().read().await?, id).await?;
    download(Cache::Never, "text/plain; charset=utf-8", source)
}

pub(crate) async fn adopt(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    version::adopt(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, "/strategy", "strategy-adopted-done", &[])
}

#[cfg(test)]
mod tests {
    use super::ChangeView;
    use crate::testing::{load, sundby};

    /// W1: a new version says what it changes, without the marks of the file.
    #[test]
    fn changes_are_shown_as_people_read_them() {
        let new = include_str!("../../../../strategies/sundby.toml")
            .replace("lead_time_minutes = 60", "lead_time_minutes = 90")
            .replace("recipients_over = 500", "recipients_over = 300");
        let changes = crate::diff(&sundby(), &load(new.as_bytes(), "new.toml"));
        let views: Vec<ChangeView> = changes.into_iter().map(ChangeView::new).collect();
        let field = |at: usize| views[at].fields[0].clone();
        assert_eq!((views[0].key.as_str(), views[0].kind), ("approval.internal-large", "changed"));
        assert_eq!(
            field(0),
            (
                "when".to_owned(),
                "audience: internal; recipients_over: 500".to_owned(),
                "audience: internal; recipients_over: 300".to_owned()
            )
        );
        assert_eq!(field(1), ("lead_time_minutes".to_owned(), "60".to_owned(), "90".to_owned()));
    }
}
