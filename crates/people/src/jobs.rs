//! What follows by itself: a link to choose a new password, and forgetting old tries. The link is
//! a job, so that asking for one takes the same time whoever it is asked for (quality bar S6).

pub(crate) mod access;

use crate::{access_change, account, bounce, consent, tries};
use db::{
    Actor,
    job::{JobKind, Lane, Work},
};
use serde_json::Value;
use std::sync::Arc;
use web::notice::{self, Notice};
use web::{Lang, Outcome, Site, Tick};

/// How often old tries are forgotten: each hour.
const FORGET_EVERY_MS: i64 = 3_600_000;

/// The jobs of the slice.
pub(crate) const JOBS: &[JobKind<Arc<Site>>] = &[
    JobKind {
        name: "password-link",
        lane: Lane::Inside,
        attempts_max: 4,
        run: |site, payload| work(send_link(site, payload)),
    },
    JobKind {
        name: "email-moved",
        lane: Lane::Inside,
        attempts_max: 4,
        run: |site, payload| work(tell_old_address(site, payload)),
    },
    JobKind {
        name: "access-asked",
        lane: Lane::Inside,
        attempts_max: 4,
        run: |site, payload| work(access::ask(site, payload)),
    },
    JobKind {
        name: "access-changed",
        lane: Lane::Inside,
        attempts_max: 4,
        run: |site, payload| work(access::tell_own(site, payload)),
    },
    JobKind {
        name: "access-objected",
        lane: Lane::Inside,
        attempts_max: 4,
        run: |site, payload| work(access::tell_objection(site, payload)),
    },
];

/// What time brings.
pub(crate) const TICKS: &[Tick] = &[REPLAYS, TRIES, ASKS];

/// Keys of the API that may be used anew, also where no call comes to find them.
const REPLAYS: Tick = Tick {
    name: "people-replays",
    every_ms: FORGET_EVERY_MS,
    run: |site| {
        Box::pin(async move {
            let mut tx = site.db.begin().await?;
            web::api::forget_old(&mut tx).await?;
            Ok(tx.commit().await?)
        })
    },
};

const TRIES: Tick = Tick {
    name: "people-tries",
    every_ms: FORGET_EVERY_MS,
    run: |site| {
        Box::pin(async move {
            let mut tx = site.db.begin().await?;
            tries::forget_old(&mut tx).await?;
            Ok(tx.commit().await?)
        })
    },
};

const ASKS: Tick = Tick {
    name: "people-asks",
    every_ms: FORGET_EVERY_MS,
    run: |site| {
        Box::pin(async move {
            let mut tx = site.db.begin().await?;
            consent::forget_old(&mut tx).await?;
            bounce::forget_old(&mut tx).await?;
            Ok(tx.commit().await?)
        })
    },
};

fn work(future: impl Future<Output = Outcome<()>> + Send + 'static) -> Work {
    Box::pin(async move { Ok(future.await?) })
}

/// Sends a link to somebody who asked for one on the sign-in page. Only who has a local account
/// gets one: those who sign in at the municipality's provider must not get round it by a mailbox.
async fn send_link(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    let email = payload["email"].as_str().unwrap_or_default();
    let now = tx.now();
    if let Some(person) = access_change::who_signs_in_with(&mut tx, email, now).await?
        && account::exists(&mut tx, person).await?
    {
        let token = account::another(&mut tx, &Actor::system("password-link"), person).await?;
        let lang = if payload["lang"] == "en" { Lang::En } else { Lang::Da };
        tell_link(&mut tx, &site, lang, (email, &token)).await?;
    }
    Ok(tx.commit().await?)
}

/// Tells the address that somebody signed in with that it is another now.
async fn tell_old_address(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let text = |name: &str| payload[name].as_str().unwrap_or_default().to_owned();
    let mut tx = site.db.begin().await?;
    notice::send(&mut tx, &moved_notice(&site, text("to"), &text("who"))).await?;
    Ok(tx.commit().await?)
}

/// The mail; staff mail is in Danish, the language of the house.
pub(crate) fn moved_notice(site: &Site, to: String, who: &str) -> Notice {
    let fill = |key: &str| site.texts.fill(Lang::Da, key, &[("who", who.into())]);
    Notice {
        to,
        subject: fill("people-mail-moved-subject"),
        paragraphs: vec![fill("people-mail-moved-text"), fill("people-mail-moved-next")],
        action: Some((fill("people-mail-moved-open"), format!("{}/login", site.config.base_url))),
        why: fill("people-mail-moved-why"),
        english: false,
    }
}

/// The mail with a link to choose a new password.
pub(crate) async fn tell_link(
    tx: &mut db::Tx,
    site: &Site,
    lang: Lang,
    (email, token): (&str, &str),
) -> Outcome<()> {
    Ok(notice::send(tx, &link_notice(site, lang, (email, token))).await?)
}

pub(crate) fn link_notice(site: &Site, lang: Lang, (email, token): (&str, &str)) -> Notice {
    let t = |key: &str| site.texts.get(lang, key);
    Notice {
        to: email.to_lowercase(),
        subject: t("people-link-subject"),
        paragraphs: vec![t("people-link-text"), t("people-link-not-you")],
        action: Some((t("people-link-button"), format!("{}/welcome/{token}", site.config.base_url))),
        why: t("people-link-why"),
        english: lang == Lang::En,
    }
}
