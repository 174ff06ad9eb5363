//! The demo municipality: the fictional Sundby Kommune, made the same way every time. It fills an
//! empty database only, and goes through the same verbs as everybody else.

mod history;
mod organisation;
mod people_of;

use db::{Actor, Id};
use std::{collections::HashMap, sync::Arc};
use web::{Outcome, Site};

/// The strategy of the demo.
pub const STRATEGY: &[u8] = include_bytes!("../../../strategies/sundby.toml");

/// Fills an empty database; does nothing when it holds people already.
///
/// # Errors
/// When the database fails.
pub async fn fill(site: &Arc<Site>) -> Result<(), String> {
    people(site).await.map(drop).map_err(|stop| format!("{stop:?}"))
}

/// Fills an empty database with two years of messages too, each written at its own time.
///
/// # Errors
/// When the database fails.
pub async fn fill_with_history(site: &Arc<Site>, url: &str) -> Result<(), String> {
    let filled = async {
        match people(site).await? {
            Some(units) => history::fill(site, url, &units).await,
            None => Ok(()),
        }
    };
    filled.await.map_err(|stop| format!("{stop:?}"))
}

async fn people(site: &Arc<Site>) -> Outcome<Option<HashMap<&'static str, Id>>> {
    let mut tx = site.db.begin().await?;
    if !people::Unit::all(&mut tx).await?.is_empty() {
        return Ok(None);
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
    Ok(Some(units))
}
