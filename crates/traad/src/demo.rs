//! The demo municipality: the fictional Sundby Kommune, made the same way every time. It fills an
//! empty database only, and goes through the same verbs as everybody else.

mod history;
mod organisation;
mod people_of;
mod readers;

pub use readers::READERS;

use db::{Actor, Id};
use std::{collections::HashMap, sync::Arc};
use web::{Outcome, Refusal, Site};

/// How many work in each institution of the demo: some 3,000 people in all.
const STAFF_MANY: u32 = 112;
/// How many in tests, which build the municipality anew each time.
const STAFF_FEW: u32 = 6;

/// The strategy of the demo.
pub const STRATEGY: &[u8] = include_bytes!("../../../strategies/sundby.toml");

/// Fills an empty database; does nothing when it holds people already.
///
/// # Errors
/// When the database fails.
pub async fn fill(site: &Arc<Site>) -> Result<(), String> {
    people(site, STAFF_FEW).await.map(drop).map_err(|stop| tell(site, &stop))
}

/// Fills an empty database with two years of messages too, each written at its own time.
///
/// # Errors
/// When the database fails.
pub async fn fill_with_history(site: &Arc<Site>, url: &str) -> Result<(), String> {
    let filled = async {
        match people(site, STAFF_MANY).await? {
            Some(units) => history::fill(site, url, &units).await,
            None => Ok(()),
        }
    };
    filled.await.map_err(|stop| tell(site, &stop))
}

/// Why the demo could not be filled, in words.
fn tell(site: &Site, stop: &web::Stop) -> String {
    web::tell(&site.texts, stop)
}

async fn people(site: &Arc<Site>, staff_each: u32) -> Outcome<Option<HashMap<&'static str, Id>>> {
    let mut tx = site.db.begin().await?;
    if !people::Unit::all(&mut tx).await?.is_empty() {
        let made_here = db::run!(&mut tx, scalar String, "select name from setting where name = 'demo'", [] => fetch_optional)?;
        return match made_here {
            Some(_) => Ok(None),
            None => Err(Refusal::conflict("web-demo-refused").into()),
        };
    }
    let now = tx.now();
    db::exec!(
        &mut tx,
        "insert into setting (name, value, changed_at) values ('demo', $1, $2)",
        [db::Json(true), now]
    )?;
    let actor = Actor { name: "Byrådet".to_owned(), ..Actor::system("demo") };
    // A strategy that was adopted beforehand stays in force.
    if strategy::in_force(&mut tx, site.db.memo()).await.is_err() {
        let version = strategy::version::add(&mut tx, &actor, STRATEGY).await?;
        strategy::version::adopt(&mut tx, &actor, version).await?;
    }
    let units = organisation::fill(&mut tx).await?;
    people_of::fill(&mut tx, &units, staff_each).await?;
    tx.commit().await?;
    Ok(Some(units))
}
