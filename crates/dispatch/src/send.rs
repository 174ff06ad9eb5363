//! Sending: claim a batch, clear it again, hand each mail over, note how it ended. No
//! transaction is open while the network is used (invariant 6), and a process that the others have
//! given up sends nothing more (decisions/0051).

use crate::{
    delivery::{self, Claimed, Holder},
    dispatch::{DispatchRow, is_urgent},
    ended::{self, finish},
    mail, spare, wait,
};
use approval::clear;
use channel::{Mail, Outcome as HandOver, Repeat};
use db::{Actor, Id, Timestamp, Tx};
use serde_json::json;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use thread::Step;
use web::{Outcome, Site, Stop};

/// How soon it is looked again whether the crisis stop is lifted.
const STOP_LOOK_MS: i64 = 15_000;
/// How many connections a batch has open at once; what is unknown after a crash is at most this.
const AT_ONCE: usize = 4;
/// How long a batch waits while another of the same dispatch is sent: one dispatch has one place.
const UNDER_WAY_PAUSE_MS: i64 = 5_000;
/// How long a batch waits that was refused because its node may have been given up.
const REFUSED_PAUSE_MS: i64 = 1_000;
/// The pause between two tries to note how a batch ended, and how often it is tried while the process ends.
const NOTE_PAUSE: Duration = Duration::from_secs(1);
const NOTE_TRIES: usize = 10;
/// How long a mail may be due before it is asked whether any job is to send it.
const ORPHANED_MS: i64 = 60_000;
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
        spare::suppress(&mut tx, row.message_id).await?;
        return finish(tx, &row).await;
    }
    if delivery::is_under_way(&mut tx, dispatch).await? {
        let later = tx.now() + UNDER_WAY_PAUSE_MS;
        next_batch(&mut tx, dispatch, later).await?;
        return Ok(tx.commit().await?);
    }
    let external = ended::is_outwards(&mut tx, &row).await?;
    let step = if external { Step::Channels } else { Step::Internal };
    if release::is_corrected_for(&mut tx, row.release_id).await? {
        spare::spare(&mut tx, &Actor::system("dispatch"), &row).await?;
        return finish(tx, &row).await;
    }
    let cleared = match clear(&mut tx, row.edition_id, &row.channel).await {
        Ok(cleared) => cleared,
        // A yes was taken back since the first mails left, or something else is in the way: the rest waits.
        Err(Stop::Refusal(why)) => {
            wait::wait(&mut tx, &row, step, &why).await?;
            let later = tx.now() + STOP_LOOK_MS;
            next_batch(&mut tx, dispatch, later).await?;
            return Ok(tx.commit().await?);
        }
        Err(fault) => return Err(fault),
    };
    wait::go_on(&mut tx, &row, step).await?;
    let (holder, claimed) = delivery::claim(&mut tx, dispatch).await?;
    tx.commit().await?;
    let batch = Batch { site: &site, holder };
    let by = mail::By { channel: &row.channel, external, trial: false };
    let mails: Vec<Sending<'_>> =
        claimed.iter().map(|one| (one, mail::make(&site, cleared.edition(), one, by))).collect();
    let mut last = Vec::new();
    if let Err(stop) = batch.send(&mails, &mut last).await {
        tracing::warn!(%dispatch, ?stop, "a batch was cut short");
    }
    batch.note_end(&row, &claimed, &last).await
}

/// A delivery and its mail; none where the address cannot be one.
type Sending<'a> = (&'a Claimed, Option<Mail>);
/// What was handed over, and how that ended.
type HandedOver<'a> = Vec<(&'a Claimed, HandOver)>;

/// One claim while it is sent.
struct Batch<'a> {
    site: &'a Site,
    holder: Holder,
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

    /// Notes how a batch ended, for as long as it takes: a disk that is full for an hour has room again, and only this
    /// process knows what was taken. After its lease the claim is nobody's (`delivery::give_back`), and what was on the
    /// wire is in doubt.
    async fn note_end(&self, row: &DispatchRow, claimed: &[Claimed], last: &HandedOver<'_>) -> Outcome<()> {
        let (began, mut tries) = (Instant::now(), 0);
        loop {
            let stop = match self.end(row, claimed, last).await {
                Ok(()) => return Ok(()),
                Err(stop) => stop,
            };
            tries += 1;
            tracing::warn!(dispatch = %row.id, ?stop, tries, "how a batch ended could not be noted");
            let is_ending = self.site.db.is_stopping() && tries >= NOTE_TRIES;
            if is_ending || began.elapsed() > delivery::LEASE {
                return Err(stop);
            }
            tokio::time::sleep(NOTE_PAUSE).await;
        }
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
                delivery::refuse(tx, holder, one.id, (code, text)).await?;
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

async fn hand_over(site: &Site, group: &[&Sending<'_>]) -> Vec<HandOver> {
    let hand_overs = group.iter().map(|(_, mail)| async move {
        match mail {
            Some(mail) => site.mail.hand_over(mail).await,
            None => HandOver::Permanent { code: String::new(), text: "the address cannot be one".to_owned() },
        }
    });
    futures::future::join_all(hand_overs).await
}

pub(crate) async fn next_batch(tx: &mut Tx, dispatch: Id, at: Timestamp) -> Outcome<()> {
    let key = format!("dispatch-send:{dispatch}");
    Ok(db::job::enqueue_at(tx, "dispatch-send", &json!({ "dispatch": dispatch }), at, Some(&key)).await?)
}

/// Takes up what nodes that are gone held, and what nobody is going to send though its time has come.
pub(crate) async fn take_up(site: Arc<Site>) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    let dispatches = give_back(&mut tx).await?;
    let orphans = orphans(&mut tx).await?;
    send_on(&mut tx, &orphans).await?;
    tx.commit().await?;
    if dispatches > 0 {
        tracing::warn!(dispatches, "what a process that is gone was sending goes on here");
    }
    if !orphans.is_empty() {
        tracing::warn!(dispatches = orphans.len(), "mails waited that no job was to send; they go on");
    }
    Ok(())
}

/// Dispatches with mails whose time came a minute ago, and without a job that is to send them: it was lost, or put off
/// beyond any pause that the program makes. One that has failed waits for a person, who is shown it.
async fn orphans(tx: &mut Tx) -> db::Result<Vec<Id>> {
    let now = tx.now();
    let mut overdue = delivery::overdue(tx, now - ORPHANED_MS).await?;
    if overdue.is_empty() {
        return Ok(overdue);
    }
    let payloads = db::job::before(tx, "dispatch-send", now + db::job::PAUSE_MAX_MS).await?;
    let in_hand: Vec<Id> =
        payloads.iter().filter_map(|payload| payload["dispatch"].as_str()?.parse().ok()).collect();
    overdue.retain(|dispatch| !in_hand.contains(dispatch));
    Ok(overdue)
}

/// Gives back what nodes that are gone held, with the jobs that go on with it; gives the number of
/// dispatches that it is about.
///
/// # Errors
/// When the database fails.
pub async fn give_back(tx: &mut Tx) -> Outcome<usize> {
    let dispatches = delivery::give_back(tx).await?;
    send_on(tx, &dispatches).await?;
    Ok(dispatches.len())
}

/// After a restore: what had not ended when the copy was made may have been sent since, and nobody is sent it again
/// without a choice; each dispatch ends anew, and says so.
///
/// # Errors
/// When the database fails.
pub async fn doubt(tx: &mut Tx, before: Timestamp) -> Outcome<()> {
    let dispatches = delivery::doubt(tx, before).await?;
    send_on(tx, &dispatches).await
}

/// Writes the jobs that go on with dispatches.
async fn send_on(tx: &mut Tx, dispatches: &[Id]) -> Outcome<()> {
    let now = tx.now();
    for dispatch in dispatches {
        let urgent = is_urgent(tx, *dispatch).await?;
        tx.set_urgent(urgent);
        next_batch(tx, *dispatch, now).await?;
    }
    tx.set_urgent(false);
    Ok(())
}
