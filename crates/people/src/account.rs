//! Local accounts, for the first run and small installations: Argon2id (RFC 9106), and links that
//! are good once. There is no default account. Limits on tries stand in `tries.rs`, which
//! passwords are refused in `password.rs`.

use crate::{LINK_MADE, PASSWORD_SET, access_change, password::PASSWORD_MAX, token::secret};
use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use web::{Outcome, Refusal};

/// How long a link is good: three days.
pub const LINK_LIFE_MS: i64 = 3 * 24 * 3_600_000;
/// How long somebody has for the code after the password: ten minutes.
pub(crate) const CODE_LIFE_MS: i64 = 10 * 60_000;
/// How many passwords are hashed at once: each takes 19 MiB (RFC 9106), and strangers may ask.
const HASHES_MAX: usize = 4;
/// The turns for hashing.
static HASHING: Semaphore = Semaphore::const_new(HASHES_MAX);

row! {
    struct AccountRow {
        person_id: Id,
        password_hash: Option<String>,
    }
}

/// Gives somebody an account, without a password until they choose one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn ensure(tx: &mut Tx, person: Id) -> db::Result<()> {
    exec!(tx, "insert into account (person_id) values ($1) on conflict do nothing", [person]).map(drop)
}

/// Makes a link that is good once and ends the earlier ones; the returned token stands in its
/// address and is never stored.
///
/// # Errors
/// When the database fails.
pub async fn make_link(tx: &mut Tx, person: Id, purpose: &str) -> db::Result<String> {
    make_link_for(tx, person, purpose, LINK_LIFE_MS).await
}

/// The same, for a time of its own.
pub(crate) async fn make_link_for(
    tx: &mut Tx,
    person: Id,
    purpose: &str,
    life_ms: i64,
) -> db::Result<String> {
    end_links(tx, person, purpose).await?;
    add_link(tx, person, purpose, life_ms).await
}

/// Ends the links of a purpose that somebody has not used.
async fn end_links(tx: &mut Tx, person: Id, purpose: &str) -> db::Result<()> {
    let now = tx.now();
    exec!(
        tx,
        "update account_link set used_at = $3 where person_id = $1 and purpose = $2 and used_at is null",
        [person, purpose, now]
    )
    .map(drop)
}

async fn add_link(tx: &mut Tx, person: Id, purpose: &str, life_ms: i64) -> db::Result<String> {
    ensure(tx, person).await?;
    let token = secret();
    let now = tx.now();
    exec!(
        tx,
        "insert into account_link (token_hash, person_id, purpose, expires_at) values ($1, $2, $3, $4)",
        [hash(&token), person, purpose, now + life_ms]
    )?;
    Ok(token)
}

/// Makes a link with which somebody who is registered chooses a new password; the act is noted.
///
/// # Errors
/// When the database fails.
pub async fn renew(tx: &mut Tx, actor: &Actor, person: Id) -> Outcome<String> {
    let token = make_link(tx, person, "password").await?;
    note_link(tx, actor, person).await?;
    Ok(token)
}

/// Makes another such link that somebody asked for on the sign-in page. Those before keep working until one is used:
/// anybody may ask in somebody's name, and must not take away what they were sent.
pub(crate) async fn another(tx: &mut Tx, actor: &Actor, person: Id) -> Outcome<String> {
    let token = add_link(tx, person, "password", LINK_LIFE_MS).await?;
    note_link(tx, actor, person).await?;
    Ok(token)
}

async fn note_link(tx: &mut Tx, actor: &Actor, person: Id) -> Outcome<()> {
    Event { kind: LINK_MADE, subject: person, particulars: serde_json::json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}

/// Uses a link up; whoever comes second finds it used.
pub(crate) async fn use_link(tx: &mut Tx, token: &str, purpose: &str) -> Outcome<Id> {
    let now = tx.now();
    let person = run!(
        tx,
        scalar Id,
        "update account_link set used_at = $3
         where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3
           and person_id in (select id from person where left_at is null)
         returning person_id",
        [hash(token), purpose, now] => fetch_optional
    )?;
    person.ok_or_else(|| Refusal::new("people-link-used").into())
}

/// Whose link it is, if it is still good.
///
/// # Errors
/// When the database fails.
pub async fn open_link(
    conn: &mut impl AsConn,
    token: &str,
    purpose: &str,
    now: Timestamp,
) -> db::Result<Option<Id>> {
    run!(
        conn,
        scalar Id,
        "select person_id from account_link where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3",
        [hash(token), purpose, now] => fetch_optional
    )
}

/// Sets a password with a link and ends every session of the person.
///
/// # Errors
/// When the link is used up.
pub async fn set_password(tx: &mut Tx, actor: &Actor, token: &str, password_hash: &str) -> Outcome<Id> {
    let person = use_link(tx, token, "password").await?;
    end_links(tx, person, "password").await?;
    change_password(tx, actor, person, password_hash).await?;
    Ok(person)
}

/// Sets a password and ends every session of the person, and every link that is open.
///
/// # Errors
/// When the database fails.
pub(crate) async fn change_password(
    tx: &mut Tx,
    actor: &Actor,
    person: Id,
    password_hash: &str,
) -> Outcome<()> {
    let now = tx.now();
    ensure(tx, person).await?;
    exec!(tx, "update account set password_hash = $2 where person_id = $1", [person, password_hash])?;
    exec!(
        tx,
        "update account_link set used_at = $2 where person_id = $1 and used_at is null",
        [person, now]
    )?;
    web::session::end_all(tx, person).await?;
    Event { kind: PASSWORD_SET, subject: person, particulars: serde_json::json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}

/// Hashes a password; slow on purpose, so never inside a transaction.
///
/// # Errors
/// When hashing fails.
pub(crate) async fn hash_password(password: String) -> Outcome<String> {
    let _turn = HASHING.acquire().await.map_err(|error| web::Stop::fault(error.to_string()))?;
    tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    })
    .await
    .map_err(|error| web::Stop::fault(error.to_string()))?
    .map_err(|error| web::Stop::fault(error.to_string()))
}

/// The person whose e-mail and password these are. Known and unknown addresses take the same
/// time and give the same answer (quality bar S6); limits are the caller's.
///
/// # Errors
/// When the database fails.
pub async fn check_password(db: &db::Db, email: &str, password: &str) -> Outcome<Option<Id>> {
    let row = {
        let mut conn = db.read().await?;
        // Asked of nobody too, so that an unknown address costs the same.
        let person = access_change::who_signs_in_with(&mut conn, email, db.now()).await?;
        run!(
            &mut conn,
            AccountRow,
            "select person_id, password_hash from account where person_id = $1",
            [person] => fetch_optional
        )?
    };
    let stored = row.as_ref().and_then(|row| row.password_hash.clone());
    let matches = verify(stored, password).await?;
    Ok(row.filter(|_| matches).map(|row| row.person_id))
}

/// Whether this is a person's password.
///
/// # Errors
/// When the database fails.
pub(crate) async fn is_password_of(db: &db::Db, person: Id, password: &str) -> Outcome<bool> {
    let stored = run!(
        &mut db.read().await?,
        scalar Option<String>,
        "select password_hash from account where person_id = $1",
        [person] => fetch_optional
    )?;
    verify(stored.flatten(), password).await
}

/// Whether a person has a local account, with or without a password yet.
pub(crate) async fn exists(conn: &mut impl AsConn, person: Id) -> db::Result<bool> {
    let found = run!(conn, scalar Id, "select person_id from account where person_id = $1", [person] => fetch_optional)?;
    Ok(found.is_some())
}

/// Whether a person has chosen a password.
///
/// # Errors
/// When the database fails.
pub(crate) async fn has_password(conn: &mut impl AsConn, person: Id) -> db::Result<bool> {
    let found = run!(
        conn,
        scalar Id,
        "select person_id from account where person_id = $1 and password_hash is not null",
        [person] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// A hash of nothing anybody uses, so that an unknown address costs the same work.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b+dWRWJTmaaJObG0vGJ2sc8Mvk";

async fn verify(stored: Option<String>, password: &str) -> Outcome<bool> {
    // A longer one than can be chosen matches nothing, and costs no more than another.
    let password = if password.len() > PASSWORD_MAX { String::new() } else { password.to_owned() };
    let _turn = HASHING.acquire().await.map_err(|error| web::Stop::fault(error.to_string()))?;
    tokio::task::spawn_blocking(move || {
        let known = stored.is_some();
        let text = stored.unwrap_or_else(|| NOBODY.to_owned());
        let holds = PasswordHash::new(&text)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        known && holds
    })
    .await
    .map_err(|error| web::Stop::fault(error.to_string()))
}

pub(crate) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
