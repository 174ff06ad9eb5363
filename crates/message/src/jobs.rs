//! What follows when units move: messages stand where their unit stands now.

use db::{
    exec,
    job::{JobKind, Lane, Work},
};
use std::sync::Arc;
use web::Site;

/// The jobs of the slice.
pub(crate) const JOBS: &[JobKind<Arc<Site>>] = &[JobKind {
    name: "message-units-moved",
    lane: Lane::Inside,
    attempts_max: 8,
    run: |site, _| follow(site),
}];

fn follow(site: Arc<Site>) -> Work {
    Box::pin(async move {
        let mut tx = site.db.begin().await?;
        exec!(
            &mut tx,
            "update message set unit_path = (select u.path from unit u where u.id = message.unit_id)
             where unit_path <> (select u.path from unit u where u.id = message.unit_id)",
            []
        )?;
        Ok(tx.commit().await?)
    })
}
