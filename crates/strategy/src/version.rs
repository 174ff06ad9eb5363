//! Versions and adoption: a strategy file as it was given, byte for byte, and which one is in
//! force. What was approved under a version stays readable under it for ever (invariant 8).

use crate::{Strategy, read};
use db::{Actor, AsConn, Event, EventKind, Id, Memo, Timestamp, Tx, exec, row, run};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{fmt::Write, sync::Arc};
use web::{Outcome, Refusal, Stop};

/// A version was added.
pub const VERSION_ADDED: EventKind = EventKind { slice: "strategy", name: "strategy-added" };
/// A version came into force.
pub const VERSION_ADOPTED: EventKind = EventKind { slice: "strategy", name: "strategy-adopted" };

row! {
    struct SourceRow {
        id: Id,
        number: i64,
        source: Vec<u8>,
    }
}

row! {
    struct HeadRow {
        id: Id,
        number: i64,
        at: Timestamp,
        by_name: String,
    }
}

/// The strategy in force.
#[derive(Clone)]
pub struct InForce {
    /// The version's id; approval requests keep it.
    pub version_id: Id,
    /// The version's number.
    pub number: i64,
    /// When it was adopted.
    pub adopted_at: Timestamp,
    /// Who adopted it here, by function.
    pub adopted_by: String,
    /// What it says.
    pub strategy: Arc<Strategy>,
}

/// Adds a version; it is not in force before it is adopted.
///
/// # Errors
/// When the file is not valid; `traad strategy check` shows every problem with its place.
pub async fn add(tx: &mut Tx, actor: &Actor, source: &[u8]) -> Outcome<Id> {
    let strategy = read(source, "strategy.toml")
        .map_err(|report| Refusal::new("strategy-invalid").with("n", report.problems.len()).at("file"))?;
    let hash = hash(source);
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into strategy_version (id, number, title, source, hash, format, added_at, added_by)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from strategy_version",
        [id, &strategy.title, source, &hash, i64::from(strategy.format), now, &actor.name]
    )?;
    let particulars = json!({ "hash": hash });
    Event { kind: VERSION_ADDED, subject: id, particulars, text: None }.write(tx, actor).await?;
    Ok(id)
}

/// SHA-256 of a file, in hex.
pub(crate) fn hash(source: &[u8]) -> String {
    Sha256::digest(source).iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The file of a version as it was given, byte for byte.
///
/// # Errors
/// When there is no such version.
pub async fn source(conn: &mut impl AsConn, id: Id) -> Outcome<Vec<u8>> {
    let found = run!(
        conn,
        scalar Vec<u8>,
        "select source from strategy_version where id = $1",
        [id] => fetch_optional
    )?;
    found.ok_or_else(|| Refusal::not_found().into())
}

/// Puts a version in force.
///
/// # Errors
/// When there is no such version, or its first day has not come.
pub async fn adopt(tx: &mut Tx, actor: &Actor, version: Id) -> Outcome<()> {
    let first = by_version(tx, version).await?.valid_from;
    if first > web::copenhagen(tx.now()).date() {
        let day = first.strftime("%d.%m.%Y").to_string();
        return Err(Refusal::conflict("strategy-not-yet").with("day", day).into());
    }
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into adoption (id, version_id, at, by_name) values ($1, $2, $3, $4)",
        [id, version, now, &actor.name]
    )?;
    Event { kind: VERSION_ADOPTED, subject: version, particulars: json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}

/// The strategy in force.
///
/// # Errors
/// When none has been adopted yet.
pub async fn in_force(conn: &mut impl AsConn, memo: &Memo) -> Outcome<InForce> {
    let head = run!(
        conn,
        HeadRow,
        "select v.id, v.number, a.at, a.by_name from adoption a join strategy_version v on v.id = a.version_id
         order by a.id desc limit 1",
        [] => fetch_optional
    )?;
    let head = head.ok_or_else(|| Refusal::new("strategy-none"))?;
    let strategy = look_up(conn, memo, head.id).await?;
    Ok(InForce {
        version_id: head.id,
        number: head.number,
        adopted_at: head.at,
        adopted_by: head.by_name,
        strategy,
    })
}

/// A version by its id, also one that is no longer in force.
///
/// # Errors
/// When there is no such version.
pub async fn by_version(tx: &mut Tx, id: Id) -> Outcome<Arc<Strategy>> {
    if let Some(strategy) = tx.memo().get::<Strategy>(id) {
        return Ok(strategy);
    }
    let db = tx.db().clone();
    load(tx, db.memo(), id).await
}

/// A version for a page, which reads outside a transaction.
///
/// # Errors
/// When there is no such version.
pub async fn look_up(conn: &mut impl AsConn, memo: &Memo, id: Id) -> Outcome<Arc<Strategy>> {
    match memo.get::<Strategy>(id) {
        Some(strategy) => Ok(strategy),
        None => load(conn, memo, id).await,
    }
}

async fn load(conn: &mut impl AsConn, memo: &Memo, id: Id) -> Outcome<Arc<Strategy>> {
    let row = run!(
        conn,
        SourceRow,
        "select id, number, source from strategy_version where id = $1",
        [id] => fetch_optional
    )?;
    let row = row.ok_or_else(Refusal::not_found)?;
    let strategy = read(&row.source, "strategy.toml")
        .map_err(|_| Stop::fault(format!("strategy version {} cannot be read any more", row.number)))?;
    let strategy = Arc::new(strategy);
    memo.put(row.id, strategy.clone());
    Ok(strategy)
}
