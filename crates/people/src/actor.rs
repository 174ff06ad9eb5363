//! The actor of a session or an API token: name and rights as they are now.

use crate::{READ, identity::Given, of_duty};
use db::{Actor, AsConn, Db, Grant, Id, Json, Timestamp, Tx, Who, row, run};
use sha2::{Digest, Sha256};
use web::{BoxFuture, Outcome, Refusal};

row! {
    struct DutyRow {
        function: String,
        unit_path: String,
        duty: Option<String>,
        duty_path: Option<String>,
        lent: bool,
    }
}

row! {
    struct TokenRow {
        id: Id,
        name: String,
        scopes: Json<Vec<String>>,
        person_id: Option<Id>,
    }
}

row! {
    struct PermissionRow {
        grant_right: String,
        path: String,
    }
}

row! {
    struct KeyRow {
        external_key: Option<String>,
        path: String,
    }
}

/// The actor of a person; nothing when they have left.
#[must_use]
pub fn of_person(db: Db, id: Id) -> BoxFuture<'static, db::Result<Option<Actor>>> {
    of_session(db, id, Vec::new())
}

/// The actor of a signed-in person, with what the identity provider's groups give besides.
#[must_use]
pub fn of_session(db: Db, id: Id, given: Vec<String>) -> BoxFuture<'static, db::Result<Option<Actor>>> {
    Box::pin(async move {
        let now = db.now();
        let mut conn = db.read().await?;
        let Some(mut actor) = person(&mut conn, id, now).await? else { return Ok(None) };
        if !given.is_empty() {
            add_given(&mut conn, &mut actor, &given).await?;
        }
        Ok(Some(actor))
    })
}

/// Adds what groups give. A unit that does not exist gives nothing; the duty alone holds over
/// the person's own unit, as if it were registered there.
async fn add_given(conn: &mut impl AsConn, actor: &mut Actor, given: &[String]) -> db::Result<()> {
    let given: Vec<Given> = given.iter().filter_map(|text| Given::read(text)).collect();
    let keys: Vec<&str> = given.iter().filter_map(|one| one.unit_key.as_deref()).collect();
    let units = run!(
        conn,
        KeyRow,
        "select external_key, path from unit where external_key in {texts $1}",
        [Json(&keys)] => fetch_all
    )?;
    let own = actor.paths("staff").first().map(|path| (*path).to_owned()).unwrap_or_default();
    for one in &given {
        let (held, everywhere) = of_duty(&one.duty);
        let path = match (&one.unit_key, everywhere) {
            (None, true) => Some(String::new()),
            (None, false) => Some(own.clone()).filter(|path| !path.is_empty()),
            (Some(_), _) => units.iter().find(|u| u.external_key == one.unit_key).map(|u| u.path.clone()),
        };
        let Some(path) = path else { continue };
        actor.grants.extend(held.iter().map(|right| Grant::own(right, &path)));
    }
    Ok(())
}

async fn person(conn: &mut impl AsConn, id: Id, now: Timestamp) -> db::Result<Option<Actor>> {
    let rows = run!(
        conn,
        DutyRow,
        "select p.function, u.path as unit_path, d.duty, du.path as duty_path,
           coalesce(d.person_id <> p.id, (1 = 0)) as lent
         from person p join unit u on u.id = p.unit_id
           left join duty d on d.person_id in (select p.id union
             select a.person_id from absence a join person o on o.id = a.person_id
             where a.deputy_id = p.id and a.from_at <= $2 and a.to_at > $2 and o.left_at is null)
           left join unit du on du.id = d.unit_id
         where p.id = $1 and p.left_at is null",
        [id, now] => fetch_all
    )?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut grants = vec![Grant::own("staff", &first.unit_path)];
    for row in &rows {
        let (Some(duty), Some(path)) = (&row.duty, &row.duty_path) else { continue };
        let (held, everywhere) = of_duty(duty);
        let path = if everywhere { "" } else { path.as_str() };
        grants.extend(held.iter().map(|right| Grant { lent: row.lent, ..Grant::own(right, path) }));
    }
    let given = run!(
        conn,
        PermissionRow,
        "select grant_right, path from permission where person_id = $1",
        [id] => fetch_all
    )?;
    grants.extend(given.into_iter().map(|row| Grant::own(&row.grant_right, &row.path)));
    Ok(Some(Actor { who: Who::Person(id), name: first.function.clone(), grants }))
}

/// Refuses acts on how somebody signs in, who stands in for them and whether they work here, by
/// whoever does not hold the rights that they hold: otherwise such an act would be a way to them. What somebody holds in
/// another's stead reaches nobody's identity, least that of the one they stand in for.
pub(crate) async fn must_cover(tx: &mut Tx, actor: &Actor, other: Id) -> Outcome<()> {
    let now = tx.now();
    let actor = actor.alone();
    let Some(other) = person(tx, other, now).await? else { return Ok(()) };
    let covers = other
        .grants
        .iter()
        .filter(|grant| grant.right != "staff")
        .all(|grant| actor.may_at(&grant.right, &grant.path));
    if covers { Ok(()) } else { Err(Refusal { status: 403, ..Refusal::new("people-holds-more") }.into()) }
}

/// The actor of an API token: for the person it was made for, with what they may do now, or for
/// nobody, and then it may read everything that its scopes name. Nothing when it does not exist,
/// was revoked, or the person has left.
#[must_use]
pub fn of_token(db: Db, token: String) -> BoxFuture<'static, db::Result<Option<Actor>>> {
    Box::pin(async move {
        let hash = Sha256::digest(token.as_bytes()).to_vec();
        let mut conn = db.read().await?;
        let row = run!(
            &mut conn,
            TokenRow,
            "select id, name, scopes, person_id from api_token where token_hash = $1 and revoked_at is null",
            [hash] => fetch_optional
        )?;
        let Some(row) = row else { return Ok(None) };
        let scopes = row.scopes.0.into_iter();
        let mut grants: Vec<Grant> = scopes.map(|right| Grant::own(&right, "")).collect();
        let who = Who::Token { id: row.id, person: row.person_id };
        let Some(id) = row.person_id else {
            grants.push(Grant::own(READ, ""));
            return Ok(Some(Actor { who, name: row.name, grants }));
        };
        let now = db.now();
        let Some(person) = person(&mut conn, id, now).await? else { return Ok(None) };
        grants.extend(person.grants);
        Ok(Some(Actor { who, name: format!("{} (API: {})", person.name, row.name), grants }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights;

    #[test]
    fn a_head_has_rights_over_the_own_unit_only() {
        let (held, everywhere) = of_duty("head");
        assert!(held.contains(&rights::APPROVE) && !everywhere);
        assert!(!held.contains(&rights::OPERATE));
    }
}
