//! What follows when units move: plans and assessments stand where their unit stands now.

use db::{
    exec,
    job::{JobKind, Lane, Work},
};
use std::sync::Arc;
use web::Site;

/// The jobs of the slice.
pub(crate) const JOBS: &[JobKind<Arc<Site>>] =
    &[JobKind { name: "plan-units-moved", lane: Lane::Inside, attempts_max: 8, run: |site, _| follow(site) }];

fn follow(site: Arc<Site>) -> Work {
    Box::pin(async move {
        let mut tx = site.db.begin().await?;
        exec!(
            &mut tx,
            "update plan set unit_path = (select u.path from unit u where u.id = plan.unit_id)
             where unit_path <> (select u.path from unit u where u.id = plan.unit_id)",
            []
        )?;
        exec!(
            &mut tx,
            "update assessment set unit_path = (select u.path from unit u where u.id = assessment.unit_id)
             where unit_path <> (select u.path from unit u where u.id = assessment.unit_id)",
            []
        )?;
        Ok(tx.commit().await?)
    })
}
