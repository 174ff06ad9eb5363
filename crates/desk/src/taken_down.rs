//! Taking down as one act over all slices: the release ends, pages and feeds forget it, mails that wait are spared, and
//! where something personal stood in it, the words are erased everywhere. The seal of the log holds: it covers hashes.

use db::{
    Actor, AsConn, Event, Id, Timestamp, Tx,
    job::{JobKind, Lane},
};
use dispatch::{counts_of_message, of_message as dispatches_of, suppress};
use message::Message;
use release::{
    Done, Held, Relative, check_erasable, erasure_of, family, hold_back, note_erased, of_message, periods,
    tell_concerned,
};
use serde_json::Value;
use std::{collections::BTreeSet, sync::Arc};
use strategy::{Strategy, words::ConnectorKind};
use web::{Outcome, Site, Stop};

/// How long the municipality has to tell the authority of a breach that may harm people, from when it knew: 72 hours
/// (the General Data Protection Regulation, article 33).
pub(crate) const NOTIFY_WITHIN_MS: i64 = 72 * 3_600_000;

/// What is to be done, and why.
pub(crate) struct Act<'a> {
    pub(crate) reason: &'a str,
    /// Whether something personal stood in it, which is erased everywhere.
    pub(crate) erases: bool,
    /// What stands where the titles stood then.
    pub(crate) title: &'a str,
    /// Messages that belong to it and go the same way.
    pub(crate) with: &'a [Id],
}

/// Takes a message down everywhere, and those that belong to it and are to go with it: what is out of them is taken
/// down, what is not is held back.
///
/// # Errors
/// When nothing of it is out, the actor may not, or the reason says nothing.
pub(crate) async fn take_down(tx: &mut Tx, actor: &Actor, message: Id, act: &Act<'_>) -> Outcome<()> {
    let family = lock_all(tx, message, act.with).await?;
    // Somebody was faster: what is down already and held something personal is erased all the same.
    let is_down = Message::get(tx, message).await?.down_at.is_some();
    let revived = publish::revived_without(tx, message).await?;
    match is_down && act.erases {
        true => hold_and_erase(tx, actor, message, act).await?,
        false => retract(tx, actor, message, act).await?,
    }
    go_with(tx, actor, (&family, revived), act).await
}

/// Erases what a message says that is not out any more, or never was.
///
/// # Errors
/// When something of it is out, the actor may not, or the reason says nothing.
pub(crate) async fn erase(tx: &mut Tx, actor: &Actor, message: Id, act: &Act<'_>) -> Outcome<()> {
    let family = lock_all(tx, message, act.with).await?;
    hold_and_erase(tx, actor, message, act).await?;
    go_with(tx, actor, (&family, None), act).await
}

/// Locks a message and those of its family that go with it, always in the same order; gives the family.
async fn lock_all(tx: &mut Tx, message: Id, with: &[Id]) -> Outcome<Vec<Relative>> {
    let family = family(tx, message).await?;
    let with = family.iter().map(|one| one.id).filter(|id| with.contains(id));
    let mut all: Vec<Id> = with.chain([message]).collect();
    all.sort();
    for id in all {
        thread::lock(tx, id).await?;
    }
    Ok(family)
}

/// Lets those of the family that are chosen go the same way; those concerned with the others are told that they stand,
/// and of a warning whose end is gone that it holds again.
async fn go_with(
    tx: &mut Tx,
    actor: &Actor,
    (family, revived): (&[Relative], Option<Id>),
    act: &Act<'_>,
) -> Outcome<()> {
    for other in family {
        if act.with.contains(&other.id) {
            follow(tx, actor, other.id, act).await?;
        } else if revived == Some(other.id) {
            tell_concerned(tx, actor, other.id, Done::Revived).await?;
        } else if revived.is_none() && !other.is_erased && !other.is_down {
            tell_concerned(tx, actor, other.id, Done::Related).await?;
        }
    }
    Ok(())
}

/// A message that goes the same way as the one that it belongs to.
async fn follow(tx: &mut Tx, actor: &Actor, message: Id, act: &Act<'_>) -> Outcome<()> {
    if !of_message(tx, message).await?.is_empty() {
        return retract(tx, actor, message, act).await;
    }
    if act.erases {
        return match erasure_of(tx, message).await? {
            Some(_) => Ok(()),
            None => hold_and_erase(tx, actor, message, act).await,
        };
    }
    match hold_back(tx, actor, message, Held::WithOther).await? {
        true => tell_concerned(tx, actor, message, Done::HeldBack).await,
        // Down already, or a draft that nobody was asked about: it is as it was.
        false => Ok(()),
    }
}

async fn retract(tx: &mut Tx, actor: &Actor, message: Id, act: &Act<'_>) -> Outcome<()> {
    release::retract(tx, actor, message, act.reason).await?;
    publish::take_down(tx, message).await?;
    suppress(tx, message).await?;
    match act.erases {
        true => erase_words(tx, actor, message, act).await,
        false => tell_concerned(tx, actor, message, Done::Retracted).await,
    }
}

async fn hold_and_erase(tx: &mut Tx, actor: &Actor, message: Id, act: &Act<'_>) -> Outcome<()> {
    check_erasable(tx, actor, message, act.reason).await?;
    hold_back(tx, actor, message, Held::Erased).await?;
    erase_words(tx, actor, message, act).await
}

/// Erases what every slice holds of a message's words.
async fn erase_words(tx: &mut Tx, actor: &Actor, message: Id, act: &Act<'_>) -> Outcome<()> {
    web::notice::drop_about(tx, message).await?;
    web::api::forget_about(tx, message).await?;
    release::erase_words(tx, message).await?;
    publish::erase(tx, message, act.title).await?;
    check::erase(tx, message).await?;
    approval::erase(tx, message).await?;
    message::erase(tx, message, act.title).await?;
    Event::erase_about(tx, message).await?;
    note_erased(tx, actor, message, act.reason).await?;
    tell_concerned(tx, actor, message, Done::Erased).await
}

/// The jobs of the slice.
pub(crate) const JOBS: &[JobKind<Arc<Site>>] = &[JobKind {
    name: "desk-forget-erased",
    lane: Lane::Inside,
    attempts_max: 8,
    run: |site, payload| Box::pin(async move { Ok(forget_erased(site, payload).await?) }),
}];

/// Takes the mails that a folder keeps out of it, and what the database file still held of the words.
async fn forget_erased(site: Arc<Site>, payload: Value) -> Outcome<()> {
    let message = payload["subject"].as_str().and_then(|text| text.parse::<Id>().ok());
    let message = message.ok_or_else(|| Stop::fault("a job without its id"))?;
    if !site.mail.capabilities().leaves_the_house {
        for dispatch in dispatches_of(&mut site.db.read().await?, message).await? {
            for delivery in dispatch::delivery_ids(&mut site.db.read().await?, dispatch.id).await? {
                site.mail.forget(&format!("delivery-{delivery}")).await;
            }
        }
        let mut conn = site.db.read().await?;
        let trials = dispatch::trial_mails(&mut conn, message).await?;
        let about = approval::asked_about(&mut conn, message).await?;
        let erased = erasure_of(&mut conn, message).await?;
        drop(conn);
        for trial in trials {
            site.mail.forget(&trial).await;
        }
        // What people were told about it has its title, and leads to it.
        let marks: Vec<String> = about.iter().chain([&message]).map(Id::to_string).collect();
        let until = erased.map_or_else(|| site.db.now(), |erased| erased.at);
        site.mail.forget_about(&marks, until).await;
    }
    Ok(site.db.forget_erased().await?)
}

/// Somebody had it by a channel.
pub(crate) struct Had {
    /// The channel's name.
    pub(crate) name: String,
    pub(crate) since: Timestamp,
    pub(crate) until: Option<Timestamp>,
    /// How many got it, where that is known.
    pub(crate) number: Option<i64>,
    /// How many were spared.
    pub(crate) spared: i64,
}

/// Who has had a message, and which places somebody must clean by hand.
pub(crate) struct Reached {
    pub(crate) had: Vec<Had>,
    pub(crate) by_hand: Vec<String>,
    /// Whether it stood where anybody could read it, and other sites too.
    pub(crate) was_public: bool,
    /// Whether mails lie in inboxes, from which nobody can call them back.
    pub(crate) has_mails: bool,
}

/// Works out who has had a message, each time that it was out.
///
/// # Errors
/// When the database fails.
pub(crate) async fn reached(
    conn: &mut impl AsConn,
    strategy: &Strategy,
    message: &Message,
) -> Outcome<Reached> {
    let name = |id: &str| strategy.channel(id).map_or(id.to_owned(), |channel| channel.name.clone());
    let mut had: Vec<Had> = Vec::new();
    let mut by_hand = BTreeSet::new();
    let mut was_public = false;
    for period in periods(conn, message.id).await? {
        for id in period.channels() {
            let kind = strategy.channel(id).map(|channel| channel.kind);
            was_public |= kind == Some(ConnectorKind::Newsroom);
            match kind {
                Some(ConnectorKind::Newsroom | ConnectorKind::StaffFeed) => had.push(Had {
                    name: name(id),
                    since: period.at,
                    until: period.retracted_at,
                    number: None,
                    spared: 0,
                }),
                // A mail is told of by its dispatch.
                Some(kind) if kind.is_document() => {}
                _ => drop(by_hand.insert(name(id))),
            }
        }
    }
    let counts = counts_of_message(conn, message.id).await?;
    for dispatch in dispatches_of(conn, message.id).await? {
        let number = |states: &[&str]| -> i64 {
            let of = counts.iter().filter(|count| count.dispatch_id == dispatch.id);
            of.filter(|count| states.contains(&count.state.as_str())).map(|count| count.number).sum()
        };
        had.push(Had {
            name: name(&dispatch.channel),
            since: dispatch.made_at,
            until: None,
            number: Some(number(&["accepted", "unknown", "attempting"])),
            spared: number(&["suppressed", "queued", "held"]),
        });
    }
    let has_mails = had.iter().any(|had| had.number.is_some_and(|number| number > 0));
    Ok(Reached { had, by_hand: by_hand.into_iter().collect(), was_public, has_mails })
}
