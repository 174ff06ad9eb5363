//! The second factor of a local account: a code from an app, and recovery codes for the day the
//! telephone is gone. Those who sign in at the municipality's provider have theirs there.

use crate::{
    SECOND_FACTOR_OFF, SECOND_FACTOR_ON,
    access_change::{self, New, What},
    totp,
};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use serde_json::json;
use web::{Links, Outcome, Refusal, Stop};

/// How many recovery codes somebody gets.
const RECOVERY_CODES: usize = 10;
/// How many characters a recovery code has: 50 bits, and a keyed hash that nobody can work on.
const RECOVERY_LENGTH: usize = 10;
/// Letters and digits that are not taken for each other.
const RECOVERY_SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567890";

row! {
    struct FactorRow {
        secret: Vec<u8>,
        confirmed_at: Option<Timestamp>,
    }
}

/// Makes a secret that is not in use before a code has shown that an app has it.
pub(crate) async fn prepare(tx: &mut Tx, links: &Links, person: Id) -> Outcome<()> {
    let mut secret = [0_u8; totp::SECRET_BYTES];
    rand::fill(&mut secret);
    let sealed = seal(links, person, &secret)?;
    exec!(
        tx,
        "insert into second_factor (person_id, secret, last_step) values ($1, $2, 0)
         on conflict (person_id) do update set secret = excluded.secret, last_step = 0
         where second_factor.confirmed_at is null",
        [person, sealed]
    )?;
    Ok(())
}

/// The secret that waits to be confirmed, as an app reads it.
pub(crate) async fn prepared(conn: &mut impl AsConn, links: &Links, person: Id) -> Outcome<Option<String>> {
    match find(conn, person).await? {
        Some(row) if row.confirmed_at.is_none() => Ok(Some(totp::base32(&open(links, person, row.secret)?))),
        _ => Ok(None),
    }
}

/// Whether a person has a second factor in use.
pub(crate) async fn is_on(conn: &mut impl AsConn, person: Id) -> db::Result<bool> {
    Ok(find(conn, person).await?.is_some_and(|row| row.confirmed_at.is_some()))
}

/// How many recovery codes are left.
pub(crate) async fn codes_left(conn: &mut impl AsConn, person: Id) -> db::Result<i64> {
    run!(
        conn,
        scalar i64,
        "select count(*) from recovery_code where person_id = $1 and used_at is null",
        [person] => fetch_one
    )
}

/// Takes the second factor into use with a first code; gives the recovery codes, shown this once.
pub(crate) async fn confirm(
    tx: &mut Tx,
    links: &Links,
    actor: &Actor,
    (person, typed): (Id, &str),
) -> Outcome<Vec<String>> {
    let row = find(tx, person).await?.filter(|row| row.confirmed_at.is_none());
    let row = row.ok_or_else(|| Refusal::new("people-code-not-begun"))?;
    let now = tx.now();
    let step = totp::step_of(&open(links, person, row.secret)?, typed, now)
        .ok_or_else(|| Refusal::new("people-code-wrong").at("code"))?;
    exec!(
        tx,
        "update second_factor set confirmed_at = $2, last_step = $3 where person_id = $1",
        [person, now, step]
    )?;
    exec!(tx, "delete from recovery_code where person_id = $1", [person])?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
    for code in &codes {
        exec!(
            tx,
            "insert into recovery_code (person_id, code_hash) values ($1, $2)",
            [person, recovery_hash(links, person, code)]
        )?;
    }
    Event { kind: SECOND_FACTOR_ON, subject: person, particulars: json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(codes)
}

/// Whether this is a code of the app or a recovery code, and uses it up: neither works twice.
pub(crate) async fn check(tx: &mut Tx, links: &Links, person: Id, typed: &str) -> Outcome<bool> {
    let Some(row) = find(tx, person).await?.filter(|row| row.confirmed_at.is_some()) else {
        return Ok(false);
    };
    let now = tx.now();
    if let Some(step) = totp::step_of(&open(links, person, row.secret)?, typed, now) {
        let fresh = exec!(
            tx,
            "update second_factor set last_step = $2 where person_id = $1 and last_step < $2",
            [person, step]
        )?;
        return Ok(fresh > 0);
    }
    let used = exec!(
        tx,
        "update recovery_code set used_at = $3 where person_id = $1 and code_hash = $2 and used_at is null",
        [person, recovery_hash(links, person, typed), now]
    )?;
    Ok(used > 0)
}

/// Takes the second factor away.
///
/// # Errors
/// When the database fails.
pub async fn remove_second_factor(tx: &mut Tx, actor: &Actor, person: Id) -> Outcome<()> {
    exec!(tx, "delete from recovery_code where person_id = $1", [person])?;
    let removed = exec!(tx, "delete from second_factor where person_id = $1", [person])?;
    if removed > 0 {
        access_change::note(tx, actor, New::of(person, What::SecondFactor)).await?;
        Event { kind: SECOND_FACTOR_OFF, subject: person, particulars: json!({}), text: None }
            .write(tx, actor)
            .await?;
    }
    Ok(())
}

/// The address that an app reads from the picture (Key URI Format of the authenticator apps).
pub(crate) fn address(secret: &str, municipality: &str, email: &str) -> String {
    let escape = |text: &str| {
        text.bytes().fold(String::new(), |mut out, byte| {
            use std::fmt::Write;
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                out.push(char::from(byte));
            } else {
                let _ = write!(out, "%{byte:02X}");
            }
            out
        })
    };
    let issuer = escape(&format!("Traad {municipality}"));
    format!(
        "otpauth://totp/{issuer}:{}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
        escape(email)
    )
}

async fn find(conn: &mut impl AsConn, person: Id) -> db::Result<Option<FactorRow>> {
    run!(
        conn,
        FactorRow,
        "select secret, confirmed_at from second_factor where person_id = $1",
        [person] => fetch_optional
    )
}

fn recovery_code() -> String {
    let mut bytes = [0_u8; RECOVERY_LENGTH];
    rand::fill(&mut bytes);
    let signs: String = bytes.iter().map(|byte| char::from(RECOVERY_SIGNS[usize::from(byte & 31)])).collect();
    format!("{}-{}", &signs[..RECOVERY_LENGTH / 2], &signs[RECOVERY_LENGTH / 2..])
}

fn recovery_hash(links: &Links, person: Id, typed: &str) -> Vec<u8> {
    let plain: String =
        typed.to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(RECOVERY_LENGTH + 1).collect();
    links.tag("recovery-code", format!("{person}|{plain}").as_bytes())
}

/// The key that seals secrets; whoever has only the database can make no codes.
fn key(links: &Links) -> Outcome<LessSafeKey> {
    let key = UnboundKey::new(&CHACHA20_POLY1305, &links.tag("second-factor", b""))
        .map_err(|_| Stop::fault("no key for second factors"))?;
    Ok(LessSafeKey::new(key))
}

/// Seals a secret for one person: the row of another opens nothing.
fn seal(links: &Links, person: Id, secret: &[u8]) -> Outcome<Vec<u8>> {
    let mut nonce = [0_u8; NONCE_LEN];
    rand::fill(&mut nonce);
    let mut sealed = secret.to_vec();
    key(links)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(person.bytes()), &mut sealed)
        .map_err(|_| Stop::fault("a secret could not be sealed"))?;
    Ok([nonce.to_vec(), sealed].concat())
}

fn open(links: &Links, person: Id, sealed: Vec<u8>) -> Outcome<Vec<u8>> {
    let fault = || Stop::fault("the secret of a second factor cannot be opened; is link.key the right one?");
    let (nonce, sealed) = sealed.split_at_checked(NONCE_LEN).ok_or_else(fault)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| fault())?;
    let mut sealed = sealed.to_vec();
    let opened =
        key(links)?.open_in_place(nonce, Aad::from(person.bytes()), &mut sealed).map_err(|_| fault())?;
    Ok(opened.to_vec())
}
