//! `traad backup`, `traad restore`, `traad resume`: what whoever runs the installation does.

use super::say;
use crate::{
    Settings, backup,
    resume::{self, Choice, UnderWay},
};
use clap::Args;
use db::{Clock, SystemClock};
use std::{path::Path, sync::Arc};
use web::api::time;

/// What became of the work that was under way when the copy was made.
#[derive(Args)]
#[group(multiple = false)]
pub(super) struct Resume {
    /// The old installation may have gone on: nothing is sent or done again by itself.
    #[arg(long)]
    as_unknown: bool,
    /// The old installation did nothing after the copy: everything goes on where it was.
    #[arg(long)]
    as_unsent: bool,
}

pub(super) async fn backup(settings: &Settings, folder: &Path) -> Result<u8, String> {
    let manifest = backup::backup(settings, folder, SystemClock.now()).await?;
    let hash = backup::Manifest::hash(folder)?;
    say(&format!(
        "{}: {} files, {} bytes, made {}\nmanifest.json sha256 {hash}\n",
        folder.display(),
        manifest.files.len(),
        manifest.bytes(),
        manifest.made
    ));
    Ok(0)
}

pub(super) async fn restore(settings: &Settings, folder: &Path) -> Result<u8, String> {
    let restored = backup::restore(settings, folder, Arc::new(SystemClock)).await?;
    let audit = &restored.audit;
    say(&format!(
        "restored the copy of {}\n{} events sealed, {} not yet sealed, {} faults\n",
        restored.manifest.made,
        audit.sealed,
        audit.unsealed,
        audit.faults.len()
    ));
    for fault in audit.faults.iter().take(100) {
        say(&format!("{fault:?}\n"));
    }
    say(&format!(
        "Nothing leaves until you run `traad resume`; it shows what was under way.\n\
         What was taken down or erased after {} is back, and public again: the desk asks for it to be done anew.\n",
        restored.manifest.made
    ));
    Ok(u8::from(!audit.faults.is_empty()))
}

pub(super) async fn resume(settings: &Settings, how: &Resume) -> Result<u8, String> {
    let site = crate::open(settings, Arc::new(SystemClock)).await?;
    let done = match choice(how) {
        Some(choice) => match resume::resume(&site, choice).await {
            Ok(Some(under_way)) => Ok((went_on(choice, under_way), 0)),
            Ok(None) => Ok((NOT_HELD.to_owned(), 0)),
            Err(stop) => Err(web::tell(&site.texts, &stop)),
        },
        None => standing(&site).await,
    };
    site.db.close().await;
    let (text, code) = done?;
    say(&text);
    Ok(code)
}

/// What is said when there is nothing to lift.
const NOT_HELD: &str = "nothing is held\n";

fn choice(how: &Resume) -> Option<Choice> {
    match how {
        Resume { as_unknown: true, .. } => Some(Choice::Unknown),
        Resume { as_unsent: true, .. } => Some(Choice::Unsent),
        Resume { .. } => None,
    }
}

async fn standing(site: &web::Site) -> Result<(String, u8), String> {
    let fail = |error: db::Error| error.to_string();
    let mut conn = site.db.read().await.map_err(fail)?;
    let Some((hold, way)) = resume::held(&mut conn).await.map_err(fail)? else {
        return Ok((NOT_HELD.to_owned(), 0));
    };
    let text = format!(
        "held since {}, after a restore of the copy of {}\n\
         under way then: {} mails, {} other jobs, {} releases with a time\n\
         traad resume --as-unknown   the old installation may have gone on after the copy: those mails become\n\
         \x20                           \"may have arrived\", jobs wait on the status page, releases get a new time by hand\n\
         traad resume --as-unsent    it did nothing after the copy: everything goes on where it was\n",
        time(hold.since),
        time(hold.copied_at),
        way.deliveries,
        way.jobs,
        way.schedules
    );
    Ok((text, 1))
}

fn went_on(choice: Choice, way: UnderWay) -> String {
    let UnderWay { deliveries, jobs, schedules } = way;
    match choice {
        Choice::Unknown => format!(
            "work goes on; {deliveries} mails may have arrived, {jobs} jobs wait for a choice on the status page, \
             {schedules} releases wait for a new time\n"
        ),
        Choice::Unsent => {
            format!("work goes on with {deliveries} mails, {jobs} jobs and {schedules} releases\n")
        }
    }
}
