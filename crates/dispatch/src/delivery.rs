//! A delivery: one recipient, one channel, one small closed state. Its transitions write no event.

use crate::audience::Recipient;
use db::{AsConn, Id, Timestamp, Tx, exec, row, run};
use std::time::Duration;

/// How long a claim is its batch's, should a node that is alive have lost sight of it. A batch takes
/// some seconds, and two minutes more for a hand-over that gets no answer.
const LEASE_MS: i64 = 10 * 60_000;
/// The same, for a batch that counts its own time.
pub(crate) const LEASE: Duration = Duration::from_millis(LEASE_MS.unsigned_abs());
/// How many deliveries are claimed at once.
const CLAIM_MAX: i64 = 32;
/// The longest pause between two tries: what waits for a server goes soon after it is back.
const PAUSE_MAX_MS: i64 = 15 * 60_000;
/// The same where somebody may come to harm.
const URGENT_PAUSE_MAX_MS: i64 = 30_000;
/// How many readers are looked at together.
const CHUNK: i64 = 1_000;
/// How many characters of a problem are kept.
const PROBLEM_MAX: usize = 200;

row! {
    /// A claimed delivery.
    #[derive(Clone, Debug)]
    pub(crate) struct Claimed {
        pub(crate) id: Id,
        pub(crate) recipient_id: Id,
        pub(crate) address: String,
        /// Tries before this one.
        pub(crate) attempts: i64,
    }
}

/// By whom deliveries are held: the node, and until when, which is another moment for each claim.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holder {
    node: Id,
    until: Timestamp,
}

row! {
    /// How many deliveries are in a state.
    #[derive(Clone, Debug)]
    pub struct Counts {
        /// Of which dispatch.
        pub dispatch_id: Id,
        /// Which channel.
        pub channel: String,
        /// Which state.
        pub state: String,
        /// How many.
        pub number: i64,
        /// When somebody chose to leave those that did not arrive as they are.
        pub settled_at: Option<Timestamp>,
        /// When the last of them came into this state.
        pub last_at: Timestamp,
    }
}

impl Counts {
    /// Whether somebody chose to leave them all as they are.
    pub(crate) fn is_settled(&self) -> bool {
        self.settled_at.is_some_and(|at| at >= self.last_at)
    }
}

/// Writes a delivery before anything is sent; twice the same is once.
pub(crate) async fn insert(tx: &mut Tx, dispatch: Id, recipient: Id, address: &str) -> db::Result<u64> {
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into delivery (id, dispatch_id, recipient_id, address, state, attempts, next_at, moved_at)
         values ($1, $2, $3, $4, 'queued', 0, $5, $5) on conflict do nothing",
        [id, dispatch, recipient, address, now]
    )
}

/// Those who got a message by a channel, may have got it, or will: all but those whom it cannot reach, and those who
/// have left since.
pub(crate) async fn reached(tx: &mut Tx, message: Id, channel: &str) -> db::Result<Vec<Recipient>> {
    run!(
        tx,
        Recipient,
        "select distinct y.recipient_id as id, coalesce(p.email, s.email) as address
         from delivery y join dispatch d on d.id = y.dispatch_id
           left join person p on p.id = y.recipient_id and p.left_at is null
           left join subscriber s on s.id = y.recipient_id and s.ended_at is null
         where d.message_id = $1 and d.channel = $2 and y.state not in ('failed', 'suppressed', 'expired')
           and coalesce(p.email, s.email) is not null",
        [message, channel] => fetch_all
    )
}

/// Whether a batch of a dispatch is being sent, here or by another node. Whoever asks next waits
/// for the end of this transaction, so that two never find that none is.
pub(crate) async fn is_under_way(tx: &mut Tx, dispatch: Id) -> db::Result<bool> {
    run!(tx, scalar Id, "select id from dispatch where id = $1 {for_update}", [dispatch] => fetch_one)?;
    let now = tx.now();
    let found = run!(
        tx,
        scalar Id,
        "select id from delivery where dispatch_id = $1 and state in ('held', 'attempting') and lease_until >= $2 limit 1",
        [dispatch, now] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// Claims what is due. It is only `held` so far: nothing of it is on the wire.
pub(crate) async fn claim(tx: &mut Tx, dispatch: Id) -> db::Result<(Holder, Vec<Claimed>)> {
    let now = tx.now();
    let holder = Holder { node: tx.db().node(), until: now + LEASE_MS };
    let claimed = run!(
        tx,
        Claimed,
        "update delivery set state = 'held', node = $3, lease_until = $4, moved_at = $2
         where id in (select id from delivery where dispatch_id = $1 and state = 'queued' and next_at <= $2
           order by next_at, id limit $5 {skip_locked})
         returning id, recipient_id, address, attempts",
        [dispatch, now, holder.node, holder.until, CLAIM_MAX] => fetch_all
    )?;
    Ok((holder, claimed))
}

/// `attempting` stands in the database before anything leaves, and only on what leaves now. Gives
/// which of them may: a row that is no longer this claim's, or a node that the others may have
/// given up, sends nothing, however late it wakes.
pub(crate) async fn attempt(tx: &mut Tx, holder: Holder, ids: &[Id]) -> db::Result<Vec<Id>> {
    let now = tx.now();
    run!(
        tx,
        scalar Id,
        "update delivery set state = 'attempting', attempts = attempts + 1, moved_at = $4
         where id in {ids $1} and state = 'held' and node = $2 and lease_until = $3
           and exists (select 1 from node where id = $2 and gone_at is null and seen_at >= $5)
         returning id",
        [Id::list(ids), holder.node, holder.until, now, now - db::node::SILENT_MS] => fetch_all
    )
}

/// Gives back what a claim still holds, untried: what was handed over has been noted before.
pub(crate) async fn let_go(tx: &mut Tx, holder: Holder, ids: &[Id]) -> db::Result<()> {
    let now = tx.now();
    exec!(
        tx,
        "update delivery set state = 'queued', node = null, lease_until = null, moved_at = $4
         where id in {ids $1} and state in ('held', 'attempting') and node = $2 and lease_until = $3",
        [Id::list(ids), holder.node, holder.until, now]
    )
    .map(drop)
}

/// The end of an attempt; only a row that is still this node's moves. What has become unknown in
/// the meantime is known again.
pub(crate) async fn finish(
    tx: &mut Tx,
    holder: Holder,
    id: Id,
    state: &str,
    reference: &str,
    problem: &str,
) -> db::Result<()> {
    let now = tx.now();
    let problem: String = problem.chars().take(PROBLEM_MAX).collect();
    exec!(
        tx,
        "update delivery set state = $2, reference = $3, problem = $4, lease_until = null, moved_at = $5
         where id = $1 and node = $6 and state in ('attempting', 'unknown')",
        [id, state, reference, problem, now, holder.node]
    )
    .map(drop)
}

/// The end of an attempt that the other side refused for good, with its enhanced status.
pub(crate) async fn refuse(
    tx: &mut Tx,
    holder: Holder,
    id: Id,
    (code, text): (&str, &str),
) -> db::Result<()> {
    finish(tx, holder, id, "failed", "", &format!("{code} {text}")).await?;
    let status = channel::enhanced_status(text);
    exec!(tx, "update delivery set status = $2 where id = $1 and state = 'failed'", [id, status]).map(drop)
}

/// Nothing was taken: try again later, until the time of the dispatch has passed. As above, also where it has become
/// unknown in the meantime.
pub(crate) async fn put_back(
    tx: &mut Tx,
    holder: Holder,
    claimed: &Claimed,
    problem: &str,
) -> db::Result<()> {
    let attempts = claimed.attempts + 1;
    let most = if tx.is_urgent() { URGENT_PAUSE_MAX_MS } else { PAUSE_MAX_MS };
    let pause = 5_000_i64.saturating_mul(1 << attempts.clamp(0, 20)).min(most);
    let (now, next) = (tx.now(), tx.now() + pause);
    let problem: String = problem.chars().take(PROBLEM_MAX).collect();
    exec!(
        tx,
        "update delivery set state = 'queued', next_at = $2, problem = $3, lease_until = null, moved_at = $4
         where id = $1 and node = $5 and state in ('attempting', 'unknown')",
        [claimed.id, next, problem, now, holder.node]
    )
    .map(drop)
}

/// What nodes that are gone held, what one has lost sight of, and what was claimed before there were
/// nodes: what was on the wire may have arrived, the rest waits again. Gives the dispatches that it is about.
pub(crate) async fn give_back(tx: &mut Tx) -> db::Result<Vec<Id>> {
    let now = tx.now();
    let mut dispatches = run!(
        tx,
        scalar Id,
        "update delivery set state = 'queued', node = null, lease_until = null, moved_at = $1
         where state = 'held' and (coalesce(lease_until, 0) < $1
           or node is null or node not in (select id from node where gone_at is null))
         returning dispatch_id",
        [now] => fetch_all
    )?;
    dispatches.extend(run!(
        tx,
        scalar Id,
        "update delivery set state = 'unknown', lease_until = null, moved_at = $1,
           problem = 'how the sending ended was never written down'
         where state = 'attempting' and (coalesce(lease_until, 0) < $1
           or node is null or node not in (select id from node where gone_at is null))
         returning dispatch_id",
        [now] => fetch_all
    )?);
    dispatches.sort();
    dispatches.dedup();
    Ok(dispatches)
}

/// Dispatches of the last days with mails that have been due since before a time, whoever is to send them; as many as
/// are worth looking at at once.
pub(crate) async fn overdue(conn: &mut impl AsConn, before: Timestamp) -> db::Result<Vec<Id>> {
    run!(
        conn,
        scalar Id,
        "select d.id from dispatch d
         where d.made_at > $1 - 604800000
           and exists (select 1 from delivery v where v.dispatch_id = d.id and v.state = 'queued' and v.next_at < $1)
         order by d.made_at limit 200",
        [before] => fetch_all
    )
}

/// The readers of a dispatch whose mailboxes do not exist, as the other side says, and against whom it was not weighed:
/// there is none of this name (x.1.1), the address cannot be one (x.1.3), it has moved away (x.1.6), or its domain takes
/// no mail (x.1.10); RFC 3463, RFC 7505. Every other refusal may be about us.
pub(crate) async fn dead(conn: &mut impl AsConn, dispatch: Id) -> db::Result<Vec<Id>> {
    run!(
        conn,
        scalar Id,
        "select recipient_id from delivery
         where dispatch_id = $1 and state = 'failed' and status in ('5.1.1', '5.1.3', '5.1.6', '5.1.10')
           and weighed_at is null
         order by recipient_id limit $2",
        [dispatch, CHUNK] => fetch_all
    )
}

/// Notes that refusals of a dispatch were weighed.
pub(crate) async fn weighed(tx: &mut Tx, dispatch: Id, readers: &[Id]) -> db::Result<()> {
    let now = tx.now();
    exec!(
        tx,
        "update delivery set weighed_at = $3 where dispatch_id = $1 and recipient_id in {ids $2}",
        [dispatch, Id::list(readers), now]
    )
    .map(drop)
}

/// The recipients of a dispatch who got it though their addresses were suspected.
pub(crate) async fn cleared(conn: &mut impl AsConn, dispatch: Id, after: Id) -> db::Result<Vec<Id>> {
    run!(
        conn,
        scalar Id,
        "select s.id from subscriber s join delivery v on v.dispatch_id = $1 and v.recipient_id = s.id
         where s.refusals > 0 and v.state = 'accepted' and s.id > $2 order by s.id limit $3",
        [dispatch, after, CHUNK] => fetch_all
    )
}

/// Puts back into the queue what stands in a state, at the address that each recipient has now; those who are gone, or
/// have no address any more, get nothing. Gives how many.
pub(crate) async fn again(tx: &mut Tx, dispatch: Id, state: &str) -> db::Result<u64> {
    let now = tx.now();
    exec!(
        tx,
        "update delivery set state = 'queued', next_at = $2, moved_at = $2, attempts = 0, problem = null, status = null, weighed_at = null,
           doubt_at = case when state = 'unknown' then coalesce(doubt_at, moved_at) else doubt_at end,
           address = coalesce(
             (select p.email from person p where p.id = recipient_id and p.left_at is null),
             (select s.email from subscriber s where s.id = recipient_id and s.ended_at is null))
         where dispatch_id = $1 and state = $3 and (
           exists (select 1 from person p where p.id = recipient_id and p.left_at is null and p.email is not null)
           or exists (select 1 from subscriber s where s.id = recipient_id and s.ended_at is null and s.email is not null))",
        [dispatch, now, state]
    )
}

/// After a restore: what had not ended when the copy was made may have been sent since. Gives the dispatches.
pub(crate) async fn doubt(tx: &mut Tx, before: Timestamp) -> db::Result<Vec<Id>> {
    let now = tx.now();
    let mut dispatches = run!(
        tx,
        scalar Id,
        "update delivery set state = 'unknown', lease_until = null, moved_at = $2,
           problem = 'under way when the restored copy was made'
         where state in ('queued', 'held', 'attempting') and moved_at < $1 returning dispatch_id",
        [before, now] => fetch_all
    )?;
    dispatches.sort();
    dispatches.dedup();
    Ok(dispatches)
}

/// What may no longer be sent because its time has passed.
pub(crate) async fn expire_queued(tx: &mut Tx, dispatch: Id) -> db::Result<u64> {
    let now = tx.now();
    exec!(
        tx,
        "update delivery set state = case when doubt_at is null then 'expired' else 'unknown' end, moved_at = $2
         where dispatch_id = $1 and state = 'queued'",
        [dispatch, now]
    )
}

/// The deliveries of a dispatch that were handed over, by id.
///
/// # Errors
/// When the database fails.
pub async fn delivery_ids(conn: &mut impl AsConn, dispatch: Id) -> db::Result<Vec<Id>> {
    run!(conn, scalar Id, "select id from delivery where dispatch_id = $1 and state = 'accepted'", [dispatch] => fetch_all)
}

/// When the next waiting delivery of a dispatch is due.
pub(crate) async fn next_due(conn: &mut impl AsConn, dispatch: Id) -> db::Result<Option<Timestamp>> {
    let next = run!(
        conn,
        scalar Option<i64>,
        "select min(next_at) from delivery where dispatch_id = $1 and state = 'queued'",
        [dispatch] => fetch_one
    )?;
    Ok(next)
}

/// The deliveries of a dispatch by state.
///
/// # Errors
/// When the database fails.
pub async fn counts(conn: &mut impl AsConn, dispatch: Id) -> db::Result<Vec<Counts>> {
    run!(
        conn,
        Counts,
        "select v.dispatch_id, d.channel, v.state, count(*) as number, d.settled_at, max(v.moved_at) as last_at
         from delivery v join dispatch d on d.id = v.dispatch_id
         where v.dispatch_id = $1 group by v.dispatch_id, d.channel, d.settled_at, v.state order by v.state",
        [dispatch] => fetch_all
    )
}

/// The deliveries of a message by dispatch and state.
///
/// # Errors
/// When the database fails.
pub async fn counts_of_message(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Counts>> {
    run!(
        conn,
        Counts,
        "select v.dispatch_id, d.channel, v.state, count(*) as number, d.settled_at, max(v.moved_at) as last_at
         from delivery v join dispatch d on d.id = v.dispatch_id
         where d.message_id = $1 group by v.dispatch_id, d.channel, d.settled_at, v.state
         order by d.channel, v.dispatch_id, v.state",
        [message] => fetch_all
    )
}

/// How many mails wait to be sent.
///
/// # Errors
/// When the database fails.
pub async fn queued(conn: &mut impl AsConn) -> db::Result<i64> {
    run!(conn, scalar i64, "select count(*) from delivery where state = 'queued'", [] => fetch_one)
}
