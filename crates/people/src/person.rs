//! A person who works in the municipality, known by function; many have no e-mail (C5).

use crate::{
    PERSON_ADDED, PERSON_CHANGED, PERSON_LEFT, PERSON_RETURNED, Unit,
    access_change::{self, New, What},
    actor,
    duty::{check_on_call, is_somebody_on_call},
};
use channel::Mailbox;
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use serde_json::json;
use web::{Outcome, Refusal};

/// The longest function, in characters.
pub(crate) const FUNCTION_MAX: usize = 200;
/// The longest telephone, in characters.
pub(crate) const PHONE_MAX: usize = 40;

row! {
    /// A person.
    #[derive(Clone, Debug)]
    pub struct Person {
        /// Id.
        pub id: Id,
        /// Where they work.
        pub unit_id: Id,
        /// The name of the unit.
        pub unit_name: String,
        /// The unit's path.
        pub unit_path: String,
        /// What they are, such as "centerchef for Børn og Unge".
        pub function: String,
        /// Work e-mail, for those who have one.
        pub email: Option<String>,
        /// Work telephone.
        pub phone: String,
    }
}

/// What is needed to register a person.
#[derive(Clone, Debug)]
pub struct NewPerson<'a> {
    /// The id, where it is given from outside (import, demo).
    pub id: Option<Id>,
    /// Where they work.
    pub unit: Id,
    /// What they are.
    pub function: &'a str,
    /// Work e-mail.
    pub email: Option<&'a str>,
    /// Work telephone.
    pub phone: &'a str,
}

/// Registers a person.
///
/// # Errors
/// When the database fails, as when the e-mail belongs to somebody else.
pub async fn add_person(tx: &mut Tx, new: &NewPerson<'_>) -> Outcome<Id> {
    let id = new.id.unwrap_or_else(|| tx.new_id());
    let added = exec!(
        tx,
        "insert into person (id, unit_id, function, email, phone) values ($1, $2, $3, $4, $5) on conflict do nothing",
        [id, new.unit, new.function, new.email, new.phone]
    )?;
    let kept = match new.email {
        Some(email) => access_change::is_anothers(tx, email, id).await?,
        None => false,
    };
    if added == 0 || kept {
        return Err(Refusal::conflict("people-email-taken").at("email").into());
    }
    Ok(id)
}

/// What a form says of a person.
#[derive(Clone, Copy, Debug)]
pub struct Details<'a> {
    /// What they are.
    pub function: &'a str,
    /// Where they work.
    pub unit: Id,
    /// Work e-mail; empty for those who have none.
    pub email: &'a str,
    /// Work telephone.
    pub phone: &'a str,
}

impl Details<'_> {
    /// The e-mail as it is kept.
    fn check(&self) -> Outcome<Option<String>> {
        let length = self.function.chars().count();
        if length == 0 || length > FUNCTION_MAX {
            return Err(Refusal::new("people-function-wrong")
                .with("max", FUNCTION_MAX)
                .at("function")
                .into());
        }
        if self.phone.chars().count() > PHONE_MAX {
            return Err(Refusal::new("people-phone-wrong").with("max", PHONE_MAX).at("phone").into());
        }
        for (text, field) in [(self.function, "function"), (self.phone, "phone"), (self.email, "email")] {
            web::no_cpr(text, field)?;
        }
        if self.email.is_empty() {
            return Ok(None);
        }
        let email = Mailbox::parse(&self.email.to_lowercase());
        let email = email.map_err(|_| Refusal::new("people-email-wrong").at("email"))?;
        Ok(Some(email.as_str().to_owned()))
    }
}

/// Registers a person by hand.
///
/// # Errors
/// When a field cannot be, the e-mail belongs to somebody else, or the actor may not.
pub async fn register(tx: &mut Tx, actor: &Actor, details: Details<'_>) -> Outcome<Id> {
    let email = details.check()?;
    let unit = may_keep(tx, actor, details.unit).await?;
    let new = NewPerson {
        id: None,
        unit: unit.id,
        function: details.function,
        email: email.as_deref(),
        phone: details.phone,
    };
    let id = add_person(tx, &new).await?;
    access_change::note(tx, actor, New::of(id, What::Person)).await?;
    Event { kind: PERSON_ADDED, subject: id, particulars: json!({ "unit": unit.id }), text: None }
        .write(tx, actor)
        .await?;
    Ok(id)
}

/// Changes what is known of a person. Another e-mail is another way to sign in as them, so it
/// takes somebody who holds the rights that they hold.
///
/// # Errors
/// When a field cannot be, the e-mail belongs to somebody else, or the actor may not.
pub async fn change_person(tx: &mut Tx, actor: &Actor, id: Id, details: Details<'_>) -> Outcome<()> {
    let before = Person::get(tx, id).await?;
    let email = details.check()?;
    may_keep(tx, actor, before.unit_id).await?;
    may_keep(tx, actor, details.unit).await?;
    let own = access_change::own_address(tx, id).await?;
    if email != before.email {
        actor::must_cover(tx, actor, id).await?;
        let taken = run!(
            tx,
            scalar Id,
            "select id from person where email = $1 and id <> $2",
            [&email, id] => fetch_optional
        )?;
        let kept = match &email {
            Some(email) => access_change::is_anothers(tx, email, id).await?,
            None => false,
        };
        if taken.is_some() || kept {
            return Err(Refusal::conflict("people-email-taken").at("email").into());
        }
    }
    exec!(
        tx,
        "update person set function = $2, unit_id = $3, email = $4, phone = $5 where id = $1",
        [id, details.function, details.unit, &email, details.phone]
    )?;
    if before.email != email {
        access_change::address_changed(tx, actor, id, own.as_deref()).await?;
    }
    if before.phone != details.phone {
        access_change::note(tx, actor, New::of(id, What::Phone)).await?;
    }
    let changed: Vec<&str> = [
        ("function", before.function != details.function),
        ("unit", before.unit_id != details.unit),
        ("email", before.email != email),
        ("phone", before.phone != details.phone),
    ]
    .into_iter()
    .filter_map(|(field, changed)| changed.then_some(field))
    .collect();
    Event { kind: PERSON_CHANGED, subject: id, particulars: json!({ "fields": changed }), text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}

/// Closes somebody's access: they have left. Their sessions and links end with the same commit.
///
/// # Errors
/// When the actor may not, it is the actor, or nobody would be on call any more.
pub async fn leave(tx: &mut Tx, actor: &Actor, id: Id) -> Outcome<()> {
    let person = Person::get(tx, id).await?;
    may_keep(tx, actor, person.unit_id).await?;
    actor::must_cover(tx, actor, id).await?;
    if actor.person() == Some(id) {
        return Err(Refusal::new("people-leave-self").into());
    }
    let now = tx.now();
    let was_on_call = is_somebody_on_call(tx).await?;
    exec!(tx, "update person set left_at = $2 where id = $1", [id, now])?;
    if was_on_call {
        check_on_call(tx, Some(id)).await?;
    }
    exec!(tx, "update account_link set used_at = $2 where person_id = $1 and used_at is null", [id, now])?;
    web::session::end_all(tx, id).await?;
    Event { kind: PERSON_LEFT, subject: id, particulars: json!({}), text: None }.write(tx, actor).await?;
    Ok(())
}

/// Opens somebody's access again.
///
/// # Errors
/// When nobody left by that id, or the actor may not.
pub async fn come_back(tx: &mut Tx, actor: &Actor, id: Id) -> Outcome<()> {
    let gone = Person::gone(tx, id).await?.ok_or_else(Refusal::not_found)?;
    may_keep(tx, actor, gone.unit_id).await?;
    exec!(tx, "update person set left_at = null where id = $1", [id])?;
    access_change::note(tx, actor, New::of(id, What::Return)).await?;
    // Who comes back with duties comes back with their rights: only who holds those lets them in.
    actor::must_cover(tx, actor, id).await?;
    Event { kind: PERSON_RETURNED, subject: id, particulars: json!({}), text: None }.write(tx, actor).await?;
    Ok(())
}

/// The unit, when the actor keeps the register there.
async fn may_keep(tx: &mut Tx, actor: &Actor, unit: Id) -> Outcome<Unit> {
    let unit = Unit::get(tx, unit).await?;
    if actor.may_at(crate::PEOPLE, &unit.path) { Ok(unit) } else { Err(Refusal::forbidden().into()) }
}

/// Since when somebody is gone.
#[derive(Clone, Debug)]
pub struct Gone {
    /// Where they worked.
    pub unit_id: Id,
    /// What they were.
    pub function: String,
    /// Since when.
    pub left_at: Timestamp,
}

row! {
    struct Addressed {
        email: String,
        function: String,
    }
}

row! {
    struct GoneRow {
        unit_id: Id,
        function: String,
        left_at: Option<Timestamp>,
    }
}

impl Person {
    /// One person, if they work here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(conn: &mut impl AsConn, id: Id) -> db::Result<Option<Self>> {
        run!(
            conn,
            Person,
            "select p.id, p.unit_id, u.name as unit_name, u.path as unit_path, p.function, p.email, p.phone
             from person p join unit u on u.id = p.unit_id where p.id = $1 and p.left_at is null",
            [id] => fetch_optional
        )
    }

    /// Somebody who has left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn gone(conn: &mut impl AsConn, id: Id) -> db::Result<Option<Gone>> {
        let row = run!(
            conn,
            GoneRow,
            "select unit_id, function, left_at from person where id = $1 and left_at is not null",
            [id] => fetch_optional
        )?;
        Ok(row.and_then(|row| {
            Some(Gone { unit_id: row.unit_id, function: row.function, left_at: row.left_at? })
        }))
    }

    /// What somebody is or was, also where they have left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn function_of(conn: &mut impl AsConn, id: Id) -> db::Result<String> {
        let found =
            run!(conn, scalar String, "select function from person where id = $1", [id] => fetch_optional)?;
        Ok(found.unwrap_or_default())
    }

    /// One person.
    ///
    /// # Errors
    /// When nobody has this id.
    pub async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        Self::find(conn, id).await?.ok_or_else(|| Refusal::not_found().into())
    }

    /// The people of a list, by function.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn of_audience(
        conn: &mut impl AsConn,
        audience: Id,
        most: i64,
    ) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Person,
            "select p.id, p.unit_id, u.name as unit_name, u.path as unit_path, p.function, p.email, p.phone
             from audience_member m join person p on p.id = m.person_id join unit u on u.id = p.unit_id
             where m.audience_id = $1 and p.left_at is null order by p.function, p.id limit $2",
            [audience, most] => fetch_all
        )
    }

    /// The person with this e-mail.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_email(conn: &mut impl AsConn, email: &str) -> db::Result<Option<Self>> {
        run!(
            conn,
            Person,
            "select p.id, p.unit_id, u.name as unit_name, u.path as unit_path, p.function, p.email, p.phone
             from person p join unit u on u.id = p.unit_id where p.email = $1 and p.left_at is null",
            [email.trim().to_lowercase()] => fetch_optional
        )
    }

    /// What those are who have such an address, each with it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn functions_of(
        conn: &mut impl AsConn,
        emails: &[String],
    ) -> db::Result<Vec<(String, String)>> {
        let emails = serde_json::to_string(emails).unwrap_or_default();
        let found = run!(
            conn,
            Addressed,
            "select email, function from person where email in {texts $1} and left_at is null",
            [emails] => fetch_all
        )?;
        Ok(found.into_iter().map(|row| (row.email, row.function)).collect())
    }

    /// Everybody who holds a duty, for the demo's one-click login.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn with_duties(conn: &mut impl AsConn, limit: i64) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Person,
            "select p.id, p.unit_id, u.name as unit_name, u.path as unit_path, p.function, p.email, p.phone
             from person p join unit u on u.id = p.unit_id
             where p.left_at is null and p.id in (select person_id from account)
             order by p.id limit $1",
            [limit] => fetch_all
        )
    }

    /// The staff of a subtree who have an e-mail address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn with_email_below(conn: &mut impl AsConn, path: &str) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Person,
            "select p.id, p.unit_id, u.name as unit_name, u.path as unit_path, p.function, p.email, p.phone
             from person p join unit u on u.id = p.unit_id
             where p.left_at is null and p.email is not null and substr(u.path, 1, length($1)) = $1 order by p.id",
            [path] => fetch_all
        )
    }
}
