//! The demo municipality: the fictional Sundby Kommune, made the same way every time. It fills an
//! empty database only, and goes through the same verbs as everybody else.

mod organisation;
mod people_of;

use db::{Actor, Timestamp};
use std::sync::Arc;
use web::{Outcome, Site};

/// The strategy of the demo.
pub const STRATEGY: &[u8] = include_bytes!("../../../strategies/sundby.toml");

/// Fills an empty database; does nothing when it holds people already.
///
/// # Errors
/// When the database fails.
pub async fn fill(site: &Arc<Site>) -> Result<(), String> {
    fill_inner(site).await.map_err(|stop| format!("{stop:?}"))
}

async fn fill_inner(site: &Arc<Site>) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    if !people::Unit::all(&mut tx).await?.is_empty() {
        return Ok(());
    }
    let actor = Actor { name: "Byrådet".to_owned(), ..Actor::system("demo") };
    // A strategy that was adopted beforehand stays in force.
    if strategy::in_force(&mut tx, site.db.memo()).await.is_err() {
        let version = strategy::version::add(&mut tx, &actor, STRATEGY).await?;
        strategy::version::adopt(&mut tx, &actor, version).await?;
    }
    let units = organisation::fill(&mut tx).await?;
    people_of::fill(&mut tx, &units).await?;
    tx.commit().await?;
    Ok(())
}

/// The moment the demo's history begins: so many days before now.
#[must_use]
pub fn days_ago(now: Timestamp, days: i64) -> Timestamp {
    now - days * 24 * 3_600_000
}
