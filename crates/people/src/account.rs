//! Local accounts, for the first run and small installations: Argon2id (RFC 9106), a limit on
//! failed tries that slows an attacker and never locks the owner out for long, and links that
//! are good once. There is no default account.

use crate::PASSWORD_SET;
use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use sha2::{Digest, Sha256};
use web::{Outcome, Refusal};

/// How long a link is good: three days.
pub const LINK_LIFE_MS: i64 = 3 * 24 * 3_600_000;
/// The shortest password, in characters (NIST SP 800-63B asks for at least 8; we ask for more).
pub(crate) const PASSWORD_MIN: usize = 12;
/// The longest password that is hashed, in bytes.
const PASSWORD_MAX: usize = 200;
/// After so many failed tries in a row, tries must wait.
const TRIES_FREE: i64 = 5;
/// The longest wait between tries.
const WAIT_MAX_MS: i64 = 60_000;
/// Passwords that everybody tries first; compared in lower case without spaces and digits at the end.
const COMMON: &[&str] = &[
    "password",
    "adgangskode",
    "kodeord",
    "hemmelig",
    "velkommen",
    "kommune",
    "sommer",
    "vinter",
    "qwerty",
    "letmein",
    "administrator",
    "traad",
    "sundby",
    "sundbykommune",
    "danmark",
    "fodbold",
    "abcdefghijkl",
];

row! {
    struct AccountRow {
        person_id: Id,
        password_hash: Option<String>,
        failed: i64,
        locked_until: Timestamp,
    }
}

/// What is wrong with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// Shorter than twelve characters.
    Short,
    /// Longer than can be used.
    Long,
    /// One that everybody tries first.
    Common,
}

/// Looks at a new password.
///
/// # Errors
/// When it should not be used.
pub(crate) fn check_new(password: &str) -> Result<(), PasswordFault> {
    if password.chars().count() < PASSWORD_MIN {
        return Err(PasswordFault::Short);
    }
    if password.len() > PASSWORD_MAX {
        return Err(PasswordFault::Long);
    }
    let plain: String = password.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let first = password.chars().next();
    let one_letter = password.chars().all(|c| Some(c) == first);
    if one_letter || COMMON.contains(&plain.as_str()) || plain.is_empty() {
        return Err(PasswordFault::Common);
    }
    Ok(())
}

/// Gives somebody an account, without a password until they choose one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn ensure(tx: &mut Tx, person: Id) -> db::Result<()> {
    exec!(
        tx,
        "insert into account (person_id, failed, locked_until) values ($1, 0, 0) on conflict do nothing",
        [person]
    )
    .map(drop)
}

/// Makes a link that is good once; the returned token stands in its address and is never stored.
///
/// # Errors
/// When the database fails.
pub async fn make_link(tx: &mut Tx, person: Id, purpose: &str) -> db::Result<String> {
    ensure(tx, person).await?;
    let token = Id::at(tx.now()).hex() + &Id::at(tx.now()).hex();
    let expires = tx.now() + LINK_LIFE_MS;
    exec!(
        tx,
        "insert into account_link (token_hash, person_id, purpose, expires_at) values ($1, $2, $3, $4)",
        [hash(&token), person, purpose, expires]
    )?;
    Ok(token)
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
    let now = tx.now();
    let person =
        open_link(tx, token, "password", now).await?.ok_or_else(|| Refusal::new("people-link-used"))?;
    exec!(tx, "update account_link set used_at = $2 where token_hash = $1", [hash(token), now])?;
    exec!(
        tx,
        "update account set password_hash = $2, failed = 0, locked_until = 0 where person_id = $1",
        [person, password_hash]
    )?;
    web::session::end_all(tx, person).await?;
    Event { kind: PASSWORD_SET, subject: person, particulars: serde_json::json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(person)
}

/// Hashes a password; slow on purpose, so never inside a transaction.
///
/// # Errors
/// When hashing fails.
pub(crate) async fn hash_password(password: String) -> Outcome<String> {
    tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    })
    .await
    .map_err(|error| web::Stop::fault(error.to_string()))?
    .map_err(|error| web::Stop::fault(error.to_string()))
}

/// The person whose e-mail and password these are. Known and unknown addresses take the same
/// time and give the same answer (quality bar S6).
///
/// # Errors
/// When the database fails.
pub async fn check_password(db: &db::Db, email: &str, password: &str) -> Outcome<Option<Id>> {
    let email = email.trim().to_lowercase();
    let row = {
        let mut conn = db.read().await?;
        run!(
            &mut conn,
            AccountRow,
            "select a.person_id, a.password_hash, a.failed, a.locked_until
             from account a join person p on p.id = a.person_id where p.email = $1 and p.left_at is null",
            [&email] => fetch_optional
        )?
    };
    let stored = row.as_ref().and_then(|row| row.password_hash.clone());
    let password = if password.len() > PASSWORD_MAX { String::new() } else { password.to_owned() };
    let matches = verify(stored, password).await?;

    let Some(row) = row else { return Ok(None) };
    let waits = row.locked_until > db.now();
    let mut tx = db.begin().await?;
    if matches && !waits {
        exec!(
            &mut tx,
            "update account set failed = 0, locked_until = 0 where person_id = $1",
            [row.person_id]
        )?;
    } else {
        let over = (row.failed + 1 - TRIES_FREE).clamp(0, 6);
        let wait = if over == 0 { 0 } else { (1_000 << over).min(WAIT_MAX_MS) };
        let until = tx.now() + wait;
        exec!(
            &mut tx,
            "update account set failed = failed + 1, locked_until = $2 where person_id = $1",
            [row.person_id, until]
        )?;
    }
    tx.commit().await?;
    Ok((matches && !waits).then_some(row.person_id))
}

/// A hash of nothing anybody uses, so that an unknown address costs the same work.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b+dWRWJTmaaJObG0vGJ2sc8Mvk";

async fn verify(stored: Option<String>, password: String) -> Outcome<bool> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_that_everybody_tries_are_refused() {
        assert_eq!(check_new("kort"), Err(PasswordFault::Short));
        assert_eq!(check_new("adgangskode123456"), Err(PasswordFault::Common));
        assert_eq!(check_new("aaaaaaaaaaaaaaaa"), Err(PasswordFault::Common));
        assert_eq!(check_new("1234567890123456"), Err(PasswordFault::Common));
        assert_eq!(check_new(&"x9".repeat(200)), Err(PasswordFault::Long));
        assert_eq!(check_new("tre grønne cykler i regn"), Ok(()));
    }
}
