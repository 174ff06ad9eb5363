//! Sending: claim a batch, clear it again, hand each mail over, note how it ended. No
//! transaction is open while the network is used (invariant 6), and a process that the others have
//! given up sends nothing more (decisions/0051).

use crate::{
    FINISHED,
    delivery::{self, Claimed, Holder},
    dispatch::{DispatchRow, is_urgent},
    mail, wait,
};
use approval::clear;
use channel::{Mail, Outcome as HandOver, Repeat};
use db::{Actor, Event, Id, Timestamp, Tx};
use people::subscriber;
use serde_json::json;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use strategy::words::Audience;
use thread::{Note, State, Step};
use web::{Outcome, Site, Stop};

/// How soon it is looked again whether the crisis stop is lifted.
const STOP_LOOK_MS: i64 = 15_000;
/// How many connections a batch has open at once; what is unknown after a crash is at most this.
const AT_ONCE: usize = 4;
/// How long a batch waits while another of the same dispatch is sent: one dispatch has one place.
const UNDER_WAY_PAUSE_MS: i64 = 5_000;
/// How long a batch waits that was refused because its node may have been given up.
const REFUSED_PAUSE_MS: i64 = 1_000;
/// How often it is tried to note how a batch ended, and the pause between two tries.
const NOTE_TRIES: usize = 10;
const NOTE_PAUSE: Duration = Duration::from_secs(1);
/// How long a batch goes on before it gives its place to whoever waits, other dispatches first.
const TURN: Duration = Duration::from_secs(5);

/// Sends one batch of a dispatch and writes the job for the next one.
pub(crate) async fn send_batch(site: Arc<Site>, dispatch: Id) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    let row = DispatchRow::get(&mut tx, dispatch).await?;
    if release::held_by(&mut tx, row.message_id).await?.is_some() {
        let later = tx.now() + STOP_LOOK_MS;
        next_batch(&mut tx, dispatch, later).await?;
        return Ok(tx.commit().await?);
    }
    if tx.now() > row.not_after {
        delivery::expire_queued(&mut tx, dispatch).await?;
        return finish(tx, &row).await;
    }
    if release::of_message(&mut tx, row.message_id).await?.is_empty() {
        delivery::suppress(&mut tx, row.message_id).await?;
        return finish(tx, &row).await;
    }
    if delivery::is_under_way(&mut tx, dispatch).await? {
        let later = tx.now() + UNDER_WAY_PAUSE_MS;
        next_batch(&mut tx, dispatch, later).await?;
        return Ok(tx.commit().await?);
    }
    let external = is_external(&mut tx, &row.channel).await?;
    let step = if external { Step::Channels } else { Step::Internal };
    let cleared = match clear(&mut tx, row.edition_id, &row.channel).await {
        Ok(cleared) => cleared,
        // A yes was taken back since the first mails left: the rest waits for the next one.
        Err(Stop::Refusal(_)) => {
            wait::wait(&mut tx, &row, step).await?;
            let later = tx.now() + STOP_LOOK_MS;
            next_batch(&mut tx, dispatch, later).await?;
            return Ok(tx.commit().await?);
        }
        Err(fault) => return Err(fault),
    };
    wait::go_on(&mut tx, &row, step).await?;
    let (holder, claimed) = delivery::claim(&mut tx, dispatch).await?;
    tx.commit().await?;
    let batch = Batch { site: &site, holder, external };
    let by = mail::By { channel: &row.channel, external, trial: false };
    let mails: Vec<Sending<'_>> =
        claimed.iter().map(|one| (one, mail::make(&site, cleared.edition(), one, by))).collect();
    let mut last = Vec::new();
    if let Err(stop) = batch.send(&mails, &mut last).await {
        tracing::warn!(%dispatch, ?stop, "a batch was cut short");
    }
    // What nobody notes now would be in doubt, and stand still until its lease has run out.
    for _ in 1..NOTE_TRIES {
        match batch.end(&row, &claimed, &last).await {
            Ok(()) => return Ok(()),
            Err(stop) => tracing::warn!(%dispatch, ?stop, "how a batch ended could not be noted"),
        }
        tokio::time::sleep(NOTE_PAUSE).await;
    }
    batch.end(&row, &claimed, &last).await
}

/// A delivery and its mail; none where the address cannot be one.
type Sending<'a> = (&'a Claimed, Option<Mail>);
/// What was handed over, and how that ended.
type HandedOver<'a> = Vec<(&'a Claimed, HandOver)>;

/// One claim while it is sent.
struct Batch<'a> {
    site: &'a Site,
    holder: Holder,
    external: bool,
}

impl Batch<'_> {
    /// Sends in groups, each written down as attempted in the transaction that notes the last one;
    /// `last` is the group that is not noted yet, however this ends.
    async fn send<'a>(&self, mails: &'a [Sending<'a>], last: &mut HandedOver<'a>) -> Outcome<()> {
        let began = Instant::now();
        for group in mails.chunks(AT_ONCE) {
            let mut tx = self.site.db.begin().await?;
            self.note(&mut tx, last).await?;
            let wanted: Vec<Id> = group.iter().map(|(one, _)| one.id).collect();
            let mine = delivery::attempt(&mut tx, self.holder, &wanted).await?;
            tx.commit().await?;
            let group: Vec<&Sending<'a>> = group.iter().filter(|(one, _)| mine.contains(&one.id)).collect();
            last.clear();
            if group.is_empty() {
                tracing::warn!("the rest of a batch is no longer this process' to send");
                break;
            }
            let outcomes = hand_over(self.site, &group).await;
            last.extend(group.iter().map(|(one, _)| *one).zip(outcomes));
            if began.elapsed() > TURN || self.site.db.is_stopping() {
                break;
            }
        }
        Ok(())
    }

    /// Notes the last group, gives back what was not tried, and writes the next job when something
    /// waits, or that the dispatch is finished.
    async fn end(&self, row: &DispatchRow, claimed: &[Claimed], last: &HandedOver<'_>) -> Outcome<()> {
        let mut tx = self.site.db.begin().await?;
        self.note(&mut tx, last).await?;
        let ids: Vec<Id> = claimed.iter().map(|one| one.id).collect();
        delivery::let_go(&mut tx, self.holder, &ids).await?;
        match delivery::next_due(&mut tx, row.id).await? {
            Some(due) => {
                // Behind those that wait already: several dispatches take turns. One whose node was
                // refused waits for the next sign of life.
                let pause = if last.is_empty() { REFUSED_PAUSE_MS } else { 0 };
                let due = due.max(tx.now() + pause);
                next_batch(&mut tx, row.id, due).await?;
                Ok(tx.commit().await?)
            }
            None => finish(tx, row).await,
        }
    }

    async fn note(&self, tx: &mut Tx, handed_over: &HandedOver<'_>) -> Outcome<()> {
        for (one, outcome) in handed_over {
            self.note_one(tx, one, outcome).await?;
        }
        Ok(())
    }

    async fn note_one(&self, tx: &mut Tx, one: &Claimed, outcome: &HandOver) -> Outcome<()> {
        let holder = self.holder;
        match outcome {
            HandOver::Accepted { reference } => {
                delivery::finish(tx, holder, one.id, "accepted", reference, "").await?;
            }
            HandOver::Permanent { code, text } => {
                delivery::finish(tx, holder, one.id, "failed", "", &format!("{code} {text}")).await?;
                // RFC 3463: x.1.1 and x.1.10 say that the address is dead; other refusals are about us.
                if self.external && (text.contains("5.1.1") || code.contains("5.1.1")) {
                    subscriber::end_address(tx, &one.address).await?;
                }
            }
            HandOver::Temporary { code, text } => {
                delivery::put_back(tx, holder, one, &format!("{code} {text}")).await?;
            }
            HandOver::Unknown { text } if self.site.mail.capabilities().repeat == Repeat::ByKey => {
                delivery::put_back(tx, holder, one, text).await?;
            }
            HandOver::Unknown { text } => {
                delivery::finish(tx, holder, one.id, "unknown", "", text).await?;
            }
        }
        Ok(())
    }
}

async fn is_external(tx: &mut Tx, channel: &str) -> Outcome<bool> {
    let db = tx.db().clone();
    let in_force = strategy::in_force(tx, db.memo()).await?;
    Ok(in_force.strategy.channel(channel).is_none_or(|channel| channel.audience == Audience::External))
}

async fn hand_over(site: &Site, group: &[&Sending<'_>]) -> Vec<HandOver> {
    let hand_overs = group.iter().map(|(_, mail)| async move {
        match mail {
            Some(mail) => site.mail.hand_over(mail).await,
            None => HandOver::Permanent { code: String::new(), text: "the address cannot be one".to_owned() },
        }
    });
    futures::future::join_all(hand_overs).await
}

async fn next_batch(tx: &mut Tx, dispatch: Id, at: Timestamp) -> Outcome<()> {
    let key = format!("dispatch-send:{dispatch}");
    Ok(db::job::enqueue_at(tx, "dispatch-send", &json!({ "dispatch": dispatch }), at, Some(&key)).await?)
}

async fn finish(mut tx: Tx, row: &DispatchRow) -> Outcome<()> {
    thread::lock(&mut tx, row.message_id).await?;
    let counts = delivery::counts(&mut tx, row.id).await?;
    let number =
        |state: &str| counts.iter().find(|count| count.state == state).map_or(0, |count| count.number);
    if number("attempting") + number("held") + number("queued") > 0 {
        return Ok(tx.commit().await?);
    }
    let actor = Actor::system("dispatch");
    let (unknown, failed) = (number("unknown"), number("failed"));
    if unknown > 0 {
        let note = Note::new("dispatch-note-unknown").with("n", unknown);
        thread::set(&mut tx, &actor, row.message_id, Step::Channels, State::Broken, note).await?;
    }
    let particulars = json!({ "dispatch": row.id, "channel": row.channel, "accepted": number("accepted"), "failed": failed, "unknown": unknown });
    Event { kind: FINISHED, subject: row.message_id, particulars, text: None }.write(&mut tx, &actor).await?;
    Ok(tx.commit().await?)
}

/// Takes up what nodes that are gone held.
pub(crate) async fn take_up(site: Arc<Site>) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    let dispatches = give_back(&mut tx).await?;
    tx.commit().await?;
    if dispatches > 0 {
        tracing::warn!(dispatches, "what a process that is gone was sending goes on here");
    }
    Ok(())
}

/// Gives back what nodes that are gone held, with the jobs that go on with it; gives the number of
/// dispatches that it is about.
///
/// # Errors
/// When the database fails.
pub async fn give_back(tx: &mut Tx) -> Outcome<usize> {
    let dispatches = delivery::give_back(tx).await?;
    let now = tx.now();
    for dispatch in &dispatches {
        let urgent = is_urgent(tx, *dispatch).await?;
        tx.set_urgent(urgent);
        next_batch(tx, *dispatch, now).await?;
    }
    tx.set_urgent(false);
    Ok(dispatches.len())
}
