//! A delivery: one recipient, one channel, one small closed state. Its transitions write no event.

use db::{AsConn, Id, Timestamp, Tx, exec, row, run};

/// How long a claimed batch may take before its lease runs out: 32 deliveries, four at a time, at
/// most two minutes each, and as much again.
pub(crate) const LEASE_MS: i64 = 32 * 60_000;
/// How many deliveries are claimed at once; what is unknown after a crash is at most this.
pub(crate) const CLAIM_MAX: i64 = 32;
/// Tries before a delivery is given up.
const ATTEMPTS_MAX: i64 = 8;
/// The longest pause between two tries.
const PAUSE_MAX_MS: i64 = 3_600_000;
/// How many characters of a problem are kept.
const PROBLEM_MAX: usize = 200;

row! {
    /// A claimed delivery.
    #[derive(Clone, Debug)]
    pub(crate) struct Claimed {
        pub(crate) id: Id,
        pub(crate) recipient_id: Id,
        pub(crate) address: String,
        pub(crate) attempts: i64,
    }
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

/// Claims what is due: `attempting` stands in the database before anything leaves.
pub(crate) async fn claim(tx: &mut Tx, dispatch: Id) -> db::Result<Vec<Claimed>> {
    let now = tx.now();
    run!(
        tx,
        Claimed,
        "update delivery set state = 'attempting', attempts = attempts + 1, lease_until = $3, moved_at = $2
         where id in (select id from delivery where dispatch_id = $1 and state = 'queued' and next_at <= $2
           order by id limit $4 {skip_locked})
         returning id, recipient_id, address, attempts",
        [dispatch, now, now + LEASE_MS, CLAIM_MAX] => fetch_all
    )
}

/// The end of an attempt; only a row that is still ours moves.
pub(crate) async fn finish(
    tx: &mut Tx,
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
         where id = $1 and state in ('attempting', 'unknown')",
        [id, state, reference, problem, now]
    )
    .map(drop)
}

/// Nothing was taken: try again later, or give up.
pub(crate) async fn put_back(tx: &mut Tx, claimed: &Claimed, problem: &str) -> db::Result<()> {
    if claimed.attempts >= ATTEMPTS_MAX {
        return finish(tx, claimed.id, "failed", "", problem).await;
    }
    let pause = 5_000_i64.saturating_mul(1 << claimed.attempts.clamp(0, 20)).min(PAUSE_MAX_MS);
    let (now, next) = (tx.now(), tx.now() + pause);
    let problem: String = problem.chars().take(PROBLEM_MAX).collect();
    exec!(
        tx,
        "update delivery set state = 'queued', next_at = $2, problem = $3, lease_until = null, moved_at = $4
         where id = $1 and state = 'attempting'",
        [claimed.id, next, problem, now]
    )
    .map(drop)
}

/// Attempts whose worker died: nobody knows whether they arrived.
pub(crate) async fn expire_leases(tx: &mut Tx) -> db::Result<u64> {
    let now = tx.now();
    exec!(
        tx,
        "update delivery set state = 'unknown', lease_until = null, moved_at = $1,
           problem = 'the program stopped while it was sending'
         where state = 'attempting' and lease_until < $1",
        [now]
    )
}

/// At a start on a database that no other process works on: every attempt that stands was cut off.
///
/// # Errors
/// When the database fails.
pub async fn cut_off(tx: &mut Tx) -> db::Result<u64> {
    let now = tx.now();
    exec!(
        tx,
        "update delivery set state = 'unknown', lease_until = null, moved_at = $1,
           problem = 'the program stopped while it was sending'
         where state = 'attempting'",
        [now]
    )
}

/// After a restore: what had not ended when the copy was made may have been sent since.
///
/// # Errors
/// When the database fails.
pub async fn doubt(tx: &mut Tx, before: Timestamp) -> db::Result<u64> {
    let now = tx.now();
    exec!(
        tx,
        "update delivery set state = 'unknown', lease_until = null, moved_at = $2,
           problem = 'under way when the restored copy was made'
         where state in ('queued', 'attempting') and moved_at < $1",
        [before, now]
    )
}

/// What may no longer be sent because its time has passed.
pub(crate) async fn expire_queued(tx: &mut Tx, dispatch: Id) -> db::Result<u64> {
    let now = tx.now();
    exec!(
        tx,
        "update delivery set state = 'expired', moved_at = $2 where dispatch_id = $1 and state = 'queued'",
        [dispatch, now]
    )
}

/// What was taken down is sent to nobody else; gives how many are spared.
///
/// # Errors
/// When the database fails.
pub async fn suppress(tx: &mut Tx, message: Id) -> db::Result<u64> {
    let now = tx.now();
    exec!(
        tx,
        "update delivery set state = 'suppressed', lease_until = null, moved_at = $2
         where state in ('queued', 'held') and dispatch_id in (select id from dispatch where message_id = $1)",
        [message, now]
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
        "select v.dispatch_id, d.channel, v.state, count(*) as number
         from delivery v join dispatch d on d.id = v.dispatch_id
         where v.dispatch_id = $1 group by v.dispatch_id, d.channel, v.state order by v.state",
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
        "select v.dispatch_id, d.channel, v.state, count(*) as number
         from delivery v join dispatch d on d.id = v.dispatch_id
         where d.message_id = $1 group by v.dispatch_id, d.channel, v.state order by d.channel, v.dispatch_id, v.state",
        [message] => fetch_all
    )
}
