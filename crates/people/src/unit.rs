//! A unit of the organisation: council, board, centre, institution, team. The tree may be of any
//! depth; the level is one of the strategy's seven levels of responsibility (D1).

use crate::UNIT_CHANGED;
use channel::Mailbox;
use db::{Actor, AsConn, Event, Id, Json, Tx, exec, row, run};
use serde_json::json;
use web::{Outcome, Refusal};

/// The longest name, in characters.
pub(crate) const NAME_MAX: usize = 200;
/// The longest telephone, in characters.
const PHONE_MAX: usize = 40;
/// How many topics a unit may answer for.
const TOPICS_MAX: usize = 50;

/// How deep the tree may be.
const DEPTH_MAX: usize = 12;

row! {
    /// A unit.
    #[derive(Clone, Debug)]
    pub struct Unit {
        /// Id.
        pub id: Id,
        /// The unit above.
        pub parent_id: Option<Id>,
        /// The ids from the top, with slashes around each.
        pub path: String,
        /// What it is called.
        pub name: String,
        /// The strategy's level, such as `centres`.
        pub level: String,
        /// The topics it is responsible for.
        pub topics: Json<Vec<String>>,
        /// Telephone for readers.
        pub phone: String,
        /// E-mail for readers.
        pub email: String,
    }
}

/// What is needed to make a unit.
#[derive(Clone, Debug, Default)]
pub struct NewUnit<'a> {
    /// The id, where it is given from outside (import, demo).
    pub id: Option<Id>,
    /// The unit above.
    pub parent: Option<Id>,
    /// What it is called.
    pub name: &'a str,
    /// The strategy's level.
    pub level: &'a str,
    /// The topics it is responsible for.
    pub topics: Vec<String>,
    /// Telephone for readers.
    pub phone: &'a str,
    /// E-mail for readers.
    pub email: &'a str,
    /// Place among its siblings.
    pub position: i64,
}

/// Makes a unit.
///
/// # Errors
/// When the unit above does not exist or the tree would be too deep.
pub async fn add_unit(tx: &mut Tx, new: &NewUnit<'_>) -> Outcome<Id> {
    let id = new.id.unwrap_or_else(|| tx.new_id());
    let above = match new.parent {
        Some(parent) => Unit::get(tx, parent).await?.path,
        None => "/".to_owned(),
    };
    if above.matches('/').count() > DEPTH_MAX {
        return Err(Refusal::new("people-unit-too-deep").at("parent").into());
    }
    let path = format!("{above}{id}/");
    exec!(
        tx,
        "insert into unit (id, parent_id, path, name, level, topics, phone, email, position)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [id, new.parent, path, new.name, new.level, Json(&new.topics), new.phone, new.email, new.position]
    )?;
    Ok(id)
}

/// Changes what readers and lists say of a unit. Its place and level come from the import.
///
/// # Errors
/// When a field cannot be, or the actor does not keep the register there.
pub async fn change_unit(
    tx: &mut Tx,
    actor: &Actor,
    id: Id,
    (name, phone, email, topics): (&str, &str, &str, &[String]),
) -> Outcome<()> {
    let unit = Unit::get(tx, id).await?;
    if !actor.may_at(crate::PEOPLE, &unit.path) {
        return Err(Refusal::forbidden().into());
    }
    let length = name.chars().count();
    if length == 0 || length > NAME_MAX {
        return Err(Refusal::new("people-unit-name-wrong").with("max", NAME_MAX).at("name").into());
    }
    if phone.chars().count() > PHONE_MAX {
        return Err(Refusal::new("people-phone-wrong").with("max", PHONE_MAX).at("phone").into());
    }
    if !email.is_empty() && Mailbox::parse(email).is_err() {
        return Err(Refusal::new("people-email-wrong").at("email").into());
    }
    for (text, field) in [(name, "name"), (phone, "phone"), (email, "email")] {
        web::no_cpr(text, field)?;
    }
    let odd = topics.iter().any(|topic| !crate::topic::is_topic_id(topic));
    if odd || topics.len() > TOPICS_MAX {
        return Err(Refusal::new("people-unit-topics-wrong").at("topics").into());
    }
    exec!(
        tx,
        "update unit set name = $2, phone = $3, email = $4, topics = $5 where id = $1",
        [id, name, phone, email, Json(topics)]
    )?;
    Event { kind: UNIT_CHANGED, subject: id, particulars: json!({}), text: None }.write(tx, actor).await?;
    Ok(())
}

impl Unit {
    /// One unit.
    ///
    /// # Errors
    /// When it does not exist.
    pub async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Unit,
            "select id, parent_id, path, name, level, topics, phone, email from unit where id = $1",
            [id] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::new("people-no-unit").at("unit").into())
    }

    /// Every unit, in tree order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(conn: &mut impl AsConn) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Unit,
            "select id, parent_id, path, name, level, topics, phone, email from unit order by path",
            [] => fetch_all
        )
    }

    /// The units on the way to the top, the unit itself first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn upwards(conn: &mut impl AsConn, path: &str) -> db::Result<Vec<Self>> {
        let mut units = run!(
            conn,
            Unit,
            "select id, parent_id, path, name, level, topics, phone, email from unit
             where substr($1, 1, length(path)) = path",
            [path] => fetch_all
        )?;
        units.sort_by_key(|unit| std::cmp::Reverse(unit.path.len()));
        Ok(units)
    }

    /// How deep in the tree, the top being 0.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.path.matches('/').count().saturating_sub(2)
    }
}
