//! What refusals say of readers. A single address that is said not to exist is suspected; where most of a dispatch is
//! refused, the fault is the mail server's, nobody is suspected, and whoever runs the program is called (decisions/0061).

use crate::{
    delivery::{self, Counts},
    dispatch::DispatchRow,
    ended::{are_most, is_outwards, number},
};
use db::{
    Id, Tx, exec,
    job::{JobKind, Lane},
};
use people::bounce;
use serde_json::{Value, json};
use std::sync::Arc;
use web::notice::{self, Notice};
use web::{Lang, Outcome, Site, Stop};

/// The job that calls whoever runs the program.
pub(crate) const JOB: JobKind<Arc<Site>> = JobKind {
    name: "dispatch-refused",
    lane: Lane::Inside,
    attempts_max: 8,
    run: |site, payload| Box::pin(async move { Ok(call(site, payload).await?) }),
};

/// Weighs how the mails of a dispatch outwards ended.
pub(crate) async fn weigh(tx: &mut Tx, row: &DispatchRow, counts: &[Counts]) -> Outcome<()> {
    if !is_outwards(tx, row).await? {
        return Ok(());
    }
    let (failed, all) = (number(counts, "failed"), counts.iter().map(|count| count.number).sum());
    if are_most(failed, all) {
        return call_once(tx, row.id).await;
    }
    loop {
        let readers = delivery::dead(tx, row.id).await?;
        if readers.is_empty() {
            break;
        }
        bounce::refused(tx, &readers).await?;
        delivery::weighed(tx, row.id, &readers).await?;
    }
    let mut after = Id::at(0);
    loop {
        let readers = delivery::cleared(tx, row.id, after).await?;
        let Some(last) = readers.last() else { return Ok(()) };
        after = *last;
        bounce::arrived(tx, &readers).await?;
    }
}

async fn call_once(tx: &mut Tx, dispatch: Id) -> Outcome<()> {
    let now = tx.now();
    let called =
        exec!(tx, "update dispatch set called_at = $2 where id = $1 and called_at is null", [dispatch, now])?;
    if called > 0 {
        db::job::enqueue(tx, "dispatch-refused", &json!({ "dispatch": dispatch })).await?;
    }
    Ok(())
}

async fn call(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let id = payload["dispatch"].as_str().and_then(|text| text.parse::<Id>().ok());
    let id = id.ok_or_else(|| Stop::fault("a job without its id"))?;
    let mut tx = site.db.begin().await?;
    let row = DispatchRow::get(&mut tx, id).await?;
    let refused = number(&delivery::counts(&mut tx, id).await?, "failed");
    let emails = people::on_call_emails(&mut tx, site.db.now()).await?;
    for to in emails {
        notice::send(&mut tx, &called(&site, to, (id, refused, row.total))).await?;
    }
    Ok(tx.commit().await?)
}

/// The mail; staff mail is in Danish, the language of the house.
pub(crate) fn called(site: &Site, to: String, (dispatch, refused, total): (Id, i64, i64)) -> Notice {
    let fill =
        |key: &str| site.texts.fill(Lang::Da, key, &[("refused", refused.into()), ("total", total.into())]);
    Notice {
        to,
        subject: fill("dispatch-mail-refused-subject"),
        paragraphs: vec![fill("dispatch-mail-refused-text"), fill("dispatch-mail-refused-next")],
        action: Some((
            fill("dispatch-mail-refused-open"),
            format!("{}/dispatches/{dispatch}", site.config.base_url),
        )),
        why: fill("dispatch-mail-refused-why"),
        english: false,
    }
}
