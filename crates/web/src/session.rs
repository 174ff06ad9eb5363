//! Sessions: 256 random bits in a cookie, their SHA-256 in the database (stack.md, decision 6).
//! A session ends when it has been idle or has lived too long, or when it is revoked.

use db::{AsConn, Id, Json, Timestamp, Tx, exec, row, run};
use sha2::{Digest, Sha256};

/// How long a session lives at most.
const LIFE_MS: i64 = 12 * 3_600_000;
/// How long a session lives unused.
const IDLE_MS: i64 = 2 * 3_600_000;
/// How often use is noted.
const NOTE_MS: i64 = 300_000;
/// How many characters of the browser's name are kept.
const AGENT_MAX: usize = 120;

/// The cookie that holds the token.
pub const COOKIE: &str = "traad_session";

row! {
    /// A live session.
    #[derive(Clone, Debug)]
    pub struct Session {
        /// Whose it is.
        pub person_id: Id,
        /// When it was last used.
        pub seen_at: Timestamp,
        /// When it ends at the latest.
        pub expires_at: Timestamp,
        /// How it began: a closed word of the slice that signs people in.
        pub how: String,
        /// The identity provider's groups that the operator has named.
        pub groups: Json<Vec<String>>,
    }
}

/// How a session begins.
#[derive(Clone, Copy, Debug)]
pub struct Beginning<'a> {
    /// A closed word.
    pub how: &'a str,
    /// The identity provider's groups that the operator has named.
    pub groups: &'a [String],
    /// The browser's own name for itself.
    pub agent: &'a str,
}

/// Starts a session; the returned token goes into the cookie and is never stored.
///
/// # Errors
/// When the database fails.
pub async fn start(tx: &mut Tx, person_id: Id, beginning: &Beginning<'_>) -> db::Result<String> {
    let mut bytes = [0_u8; 32];
    rand::fill(&mut bytes);
    let token = hex(&bytes);
    let agent: String = beginning.agent.chars().take(AGENT_MAX).collect();
    let now = tx.now();
    exec!(
        tx,
        "insert into session (token_hash, person_id, started_at, seen_at, expires_at, agent, how, groups)
         values ($1, $2, $3, $3, $4, $5, $6, $7)",
        [hash(&token), person_id, now, now + LIFE_MS, agent, beginning.how, Json(beginning.groups)]
    )?;
    Ok(token)
}

/// The live session of a token.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut impl AsConn, token: &str, now: Timestamp) -> db::Result<Option<Session>> {
    run!(
        conn,
        Session,
        "select person_id, seen_at, expires_at, how, groups from session where token_hash = $1 and expires_at > $2 and seen_at > $3",
        [hash(token), now, now - IDLE_MS] => fetch_optional
    )
}

/// Whether use should be noted now, so that a busy session does not write at every click.
#[must_use]
pub fn is_due(session: &Session, now: Timestamp) -> bool {
    now - session.seen_at > NOTE_MS
}

/// Notes that a session is in use.
///
/// # Errors
/// When the database fails.
pub async fn note(tx: &mut Tx, token: &str) -> db::Result<()> {
    let now = tx.now();
    exec!(tx, "update session set seen_at = $2 where token_hash = $1", [hash(token), now]).map(drop)
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &mut Tx, token: &str) -> db::Result<()> {
    exec!(tx, "delete from session where token_hash = $1", [hash(token)]).map(drop)
}

/// Ends every session of a person.
///
/// # Errors
/// When the database fails.
pub async fn end_all(tx: &mut Tx, person_id: Id) -> db::Result<()> {
    exec!(tx, "delete from session where person_id = $1", [person_id]).map(drop)
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
