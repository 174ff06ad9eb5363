//! Who somebody is at the municipality's identity provider: issuer and subject, bound to a person
//! at the first sign-in by their e-mail; and what the provider's groups give. Nobody unknown gets
//! in, and no group gives anything that the operator did not name (decisions/0020).

use crate::{
    DUTIES, IDENTITY_BOUND, IDENTITY_REMOVED,
    access_change::{self, New, What},
};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, Who, exec, row, run};
use openid::{Identity, Mapped};
use serde_json::json;
use web::{Outcome, Refusal};

row! {
    struct BoundRow {
        person_id: Id,
        left_at: Option<Timestamp>,
    }
}

/// What a group gives: the rights of a duty, over the unit with a key or over the person's own.
pub(crate) struct Given {
    pub(crate) duty: String,
    pub(crate) unit_key: Option<String>,
}

impl Given {
    /// Reads `editor` or `editor@KEY`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (duty, key) = text.split_once('@').map_or((text, None), |(duty, key)| (duty, Some(key)));
        let known = DUTIES.contains(&duty) && key.is_none_or(|key| !key.is_empty());
        known.then(|| Self { duty: duty.to_owned(), unit_key: key.map(str::to_owned) })
    }
}

/// Checks what the operator wrote of groups.
///
/// # Errors
/// A sentence that names the one that gives no duty we know.
pub fn check_groups(groups: &[Mapped]) -> Result<(), String> {
    match groups.iter().find(|one| one.group.is_empty() || Given::read(&one.gives).is_none()) {
        None => Ok(()),
        Some(wrong) => Err(format!(
            "{}={}: write GROUP=DUTY or GROUP=DUTY@UNIT-KEY; the duties are {}",
            wrong.group,
            wrong.gives,
            DUTIES.join(", ")
        )),
    }
}

/// The person behind an identity; binds them at the first sign-in when the address is verified
/// and belongs to exactly one person who works here. An address is nobody's name: once bound,
/// another subject with the same address is a stranger.
///
/// # Errors
/// When nobody is known by it, when the person has left, and when the address is not verified or
/// belongs to somebody who signs in with another identity.
pub(crate) async fn person_of(tx: &mut Tx, identity: &Identity, trust_email: bool) -> Outcome<Id> {
    let refuse = |key| Refusal { status: 403, ..Refusal::new(key) };
    let bound = run!(
        tx,
        BoundRow,
        "select i.person_id, p.left_at from identity i join person p on p.id = i.person_id
         where i.issuer = $1 and i.subject = $2",
        [&identity.issuer, &identity.subject] => fetch_optional
    )?;
    match bound {
        Some(row) if row.left_at.is_none() => return Ok(row.person_id),
        Some(_) => return Err(refuse("people-openid-left").into()),
        None => {}
    }
    let email = identity.email.as_ref().ok_or_else(|| refuse("people-openid-no-email"))?;
    if !email.verified.unwrap_or(trust_email) {
        return Err(refuse("people-openid-unverified").with("email", &email.address).into());
    }
    let now = tx.now();
    let person = match access_change::who_signs_in_with(tx, &email.address, now).await? {
        Some(person) => person,
        None if has_left(tx, &email.address).await? => return Err(refuse("people-openid-left").into()),
        None => return Err(refuse("people-openid-unknown").with("email", &email.address).into()),
    };
    bind(tx, identity, person).await?;
    Ok(person)
}

/// Whether an address is that of somebody who has left.
async fn has_left(tx: &mut Tx, email: &str) -> db::Result<bool> {
    let found = run!(
        tx,
        scalar Id,
        "select id from person where email = $1 and left_at is not null",
        [email.trim().to_lowercase()] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// Whether somebody is bound to an identity at the provider.
pub(crate) async fn is_bound(conn: &mut impl AsConn, person: Id) -> db::Result<bool> {
    let found = run!(
        conn,
        scalar i64,
        "select count(*) from identity where person_id = $1",
        [person] => fetch_one
    )?;
    Ok(found > 0)
}

/// Forgets who somebody is at the provider, so that their next sign-in binds them anew.
pub(crate) async fn unbind(tx: &mut Tx, actor: &Actor, person: Id) -> Outcome<()> {
    exec!(tx, "delete from identity where person_id = $1", [person])?;
    access_change::note(tx, actor, New::of(person, What::Identity)).await?;
    Event { kind: IDENTITY_REMOVED, subject: person, particulars: json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}

async fn bind(tx: &mut Tx, identity: &Identity, person: Id) -> Outcome<()> {
    let now = tx.now();
    let bound = exec!(
        tx,
        "insert into identity (issuer, subject, person_id, bound_at) values ($1, $2, $3, $4) on conflict do nothing",
        [&identity.issuer, &identity.subject, person, now]
    )?;
    if bound == 0 {
        return Err(Refusal { status: 403, ..Refusal::new("people-openid-other") }.into());
    }
    let actor = Actor { who: Who::Person(person), ..Actor::visitor() };
    Event { kind: IDENTITY_BOUND, subject: person, particulars: json!({}), text: None }
        .write(tx, &actor)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_gives_only_a_duty_that_we_know() {
        let check =
            |gives: &str| check_groups(&[Mapped { group: "G".to_owned(), gives: gives.to_owned() }]).is_ok();
        assert!(check("editor") && check("head@4711") && check("communications"));
        for wrong in ["", "people", "everything", "editor@", "@4711", "Editor", " editor"] {
            assert!(!check(wrong), "{wrong}");
        }
    }
}
