//! A person who works in the municipality, known by function; many have no e-mail (C5).

use db::{AsConn, Id, Tx, exec, row, run};
use web::{Outcome, Refusal};

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

row! {
    struct CountRow {
        everybody: i64,
        reached: i64,
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
    if added == 0 {
        return Err(Refusal::conflict("people-email-taken").at("email").into());
    }
    Ok(id)
}

impl Person {
    /// One person.
    ///
    /// # Errors
    /// When nobody has this id.
    pub async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Person,
            "select p.id, p.unit_id, u.name as unit_name, u.path as unit_path, p.function, p.email, p.phone
             from person p join unit u on u.id = p.unit_id where p.id = $1 and p.left_at is null",
            [id] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
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

    /// How many work in a subtree: everybody, and those with an e-mail address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_below(conn: &mut impl AsConn, path: &str) -> db::Result<(i64, i64)> {
        let row = run!(
            conn,
            CountRow,
            "select count(*) as everybody, count(p.email) as reached from person p join unit u on u.id = p.unit_id
             where p.left_at is null and substr(u.path, 1, length($1)) = $1",
            [path] => fetch_one
        )?;
        Ok((row.everybody, row.reached))
    }
}
