//! `traad audit`: checking the log, writing its head to a place outside, and taking the chain as it is.

use super::say;
use crate::{Settings, lock};
use clap::Subcommand;
use db::{Anchor, Audit, Clock, SystemClock};
use std::{
    fs::OpenOptions,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The facility local0 with the severity notice (RFC 5424, section 6.2.1).
const SYSLOG_PRIORITY: u8 = 133;
/// How many faults are told one by one.
const TOLD_MAX: usize = 100;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Check the whole chain of events.
    Verify {
        /// A file with anchors, such as a syslog; may be given several times.
        #[arg(long)]
        anchor: Vec<PathBuf>,
    },
    /// Write the head of the chain to a place outside, so that a chain made anew shows; without a place, print it.
    Anchor {
        /// A file that the line is added to, best on another machine.
        #[arg(long)]
        to: Option<PathBuf>,
        /// The socket of the syslog.
        #[arg(long, num_args = 0..=1, default_missing_value = "/dev/log")]
        syslog: Option<PathBuf>,
    },
    /// Take the chain as it is in the database where its head is gone or another; the program must be stopped.
    Accept,
}

pub(super) async fn run(settings: &Settings, command: &Command) -> Result<u8, String> {
    let _lock = match command {
        Command::Accept => Some(lock::take(&settings.data())?),
        Command::Verify { .. } | Command::Anchor { .. } => None,
    };
    let site = crate::open(settings, Arc::new(SystemClock)).await?;
    let done = act(settings, &site, command).await;
    site.db.close().await;
    let (text, code) = done?;
    say(&text);
    Ok(code)
}

async fn act(settings: &Settings, site: &web::Site, command: &Command) -> Result<(String, u8), String> {
    let fail = |error: db::Error| error.to_string();
    let audit =
        Audit::open(&site.db, &settings.data()).await.map_err(|error| format!("audit.key: {error}"))?;
    match command {
        Command::Verify { anchor } => {
            let mut anchors = Vec::new();
            for file in anchor {
                anchors.extend(anchors_in(file)?);
            }
            let report = audit.verify(&site.db, &anchors).await.map_err(fail)?;
            Ok((told(&report, anchors.len()), u8::from(!report.faults.is_empty())))
        }
        Command::Anchor { to, syslog } => {
            audit.check_head(&site.db).await.map_err(|error| format!("audit.head: {error}"))?;
            let line = audit.anchor(&site.db).await.map_err(fail)?.line(SystemClock.now());
            if let Some(file) = to {
                add(file, &line).map_err(|error| format!("{}: {error}", file.display()))?;
            }
            if let Some(socket) = syslog {
                send(socket, &line).map_err(|error| format!("{}: {error}", socket.display()))?;
            }
            Ok((format!("{line}\n"), 0))
        }
        Command::Accept => {
            let number = audit.accept(&site.db).await.map_err(fail)?;
            Ok((format!("the chain stands as it is, up to {number}; the log says so\n"), 0))
        }
    }
}

/// The anchors of a file.
fn anchors_in(file: &Path) -> Result<Vec<Anchor>, String> {
    let text = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let found = Anchor::read(&String::from_utf8_lossy(&text));
    match found.is_empty() {
        true => Err(format!("{}: there is no anchor in it", file.display())),
        false => Ok(found),
    }
}

fn told(report: &db::AuditReport, anchors: usize) -> String {
    let db::AuditReport { sealed, unsealed, unknown, erased, faults } = report;
    let mut text = format!("{sealed} sealed, {unsealed} not yet sealed, {} faults\n", faults.len());
    if *unknown > 0 {
        text += &format!("{unknown} sealed under a key that is lost; nobody can say whether they hold\n");
    }
    if *erased > 0 {
        text += &format!("{erased} texts were erased\n");
    }
    if anchors > 0 {
        text += &format!("held against {anchors} anchors\n");
    }
    for fault in faults.iter().take(TOLD_MAX) {
        text += &format!("{fault:?}\n");
    }
    text
}

fn add(file: &Path, line: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(file)?;
    file.write_all(format!("{line}\n").as_bytes())?;
    file.sync_all()
}

#[cfg(unix)]
fn send(socket: &Path, line: &str) -> std::io::Result<()> {
    let message = format!("<{SYSLOG_PRIORITY}>traad: {line}");
    std::os::unix::net::UnixDatagram::unbound()?.send_to(message.as_bytes(), socket).map(drop)
}

#[cfg(not(unix))]
fn send(_: &Path, _: &str) -> std::io::Result<()> {
    Err(std::io::Error::other("there is no syslog on this system"))
}
