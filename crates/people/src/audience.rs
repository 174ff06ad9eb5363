//! Audiences with a name (R1): people one by one, a rule over units, functions and duties, or
//! readers by topic. Who is in one is worked out in SQL at the moment it is asked, so that a rule
//! follows the organisation. Who may be written to, and how, is for the slices that send.

mod members;

pub use members::{Count, Member, count, members};

use crate::{AUDIENCE_CHANGED, AUDIENCE_MADE, AUDIENCE_RETIRED, DUTIES};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use serde::{Deserialize, Serialize};
use serde_json::json;
use web::{Outcome, Refusal};

/// The longest name, in characters: a line in a list.
const NAME_MAX: usize = 100;
/// How many units, words, duties or topics a rule may name.
const PARTS_MAX: usize = 100;
/// The longest word that functions are looked through for, in characters.
const WORD_MAX: usize = 100;
/// How many audiences a page shows.
const SHOWN_MAX: i64 = 200;

/// What an audience is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// People one by one.
    List,
    /// Whoever fits a rule.
    Rule,
    /// Readers who subscribe to topics.
    Topics,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Rule, Self::List, Self::Topics];

    /// The word in the database and in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Rule => "rule",
            Self::Topics => "topics",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Whom a rule means: one of the units, and one of the words in the function, and one of the
/// duties; what names nothing asks for nothing. For readers, one of the topics.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rule {
    /// Units, each with everything below it.
    pub units: Vec<Id>,
    /// Words in the function, such as `lærer`.
    pub functions: Vec<String>,
    /// Duties.
    pub duties: Vec<String>,
    /// Topics that readers subscribe to.
    pub topics: Vec<String>,
}

row! {
    /// An audience.
    #[derive(Clone, Debug)]
    pub struct Audience {
        /// Id.
        pub id: Id,
        /// What it is called.
        pub name: String,
        /// Its kind as a word.
        pub kind: String,
        /// Whom it means.
        pub rule: Json<Rule>,
        /// When it was made.
        pub made_at: Timestamp,
        /// By whom, by function.
        pub made_by: String,
        /// When it was retired, if it was.
        pub retired_at: Option<Timestamp>,
    }
}

impl Audience {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        Kind::read(&self.kind).unwrap_or(Kind::List)
    }

    /// Every audience that is in use, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(conn: &mut impl AsConn) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Audience,
            "select id, name, kind, rule, made_at, made_by, retired_at from audience
             where retired_at is null order by name, id limit $1",
            [SHOWN_MAX] => fetch_all
        )
    }

    /// One audience.
    ///
    /// # Errors
    /// When there is none with this id.
    pub async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Audience,
            "select id, name, kind, rule, made_at, made_by, retired_at from audience where id = $1",
            [id] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
    }
}

/// These audiences by name, the retired among them.
///
/// # Errors
/// When the database fails.
pub async fn named(conn: &mut impl AsConn, ids: &[Id]) -> db::Result<Vec<Audience>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    run!(
        conn,
        Audience,
        "select id, name, kind, rule, made_at, made_by, retired_at from audience
         where id in {ids $1} order by name, id",
        [Id::list(ids)] => fetch_all
    )
}

/// Makes an audience.
///
/// # Errors
/// When the name or the rule cannot be.
pub async fn make_audience(
    tx: &mut Tx,
    actor: &Actor,
    kind: Kind,
    (name, rule): (&str, &Rule),
) -> Outcome<Id> {
    let name = &*markup::line(name);
    check(tx, kind, name, rule).await?;
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into audience (id, name, kind, rule, made_at, made_by) values ($1, $2, $3, $4, $5, $6)",
        [id, name, kind.word(), Json(rule), now, &actor.name]
    )?;
    let particulars = json!({ "kind": kind.word() });
    Event { kind: AUDIENCE_MADE, subject: id, particulars, text: Some(name) }.write(tx, actor).await?;
    Ok(id)
}

/// Changes the name and the rule of an audience.
///
/// # Errors
/// When there is none, or the name or the rule cannot be.
pub async fn change_audience(tx: &mut Tx, actor: &Actor, id: Id, (name, rule): (&str, &Rule)) -> Outcome<()> {
    let audience = Audience::get(tx, id).await?;
    let name = &*markup::line(name);
    check(tx, audience.kind(), name, rule).await?;
    exec!(tx, "update audience set name = $2, rule = $3 where id = $1", [id, name, Json(rule)])?;
    changed(tx, actor, id).await
}

async fn changed(tx: &mut Tx, actor: &Actor, id: Id) -> Outcome<()> {
    Event { kind: AUDIENCE_CHANGED, subject: id, particulars: json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}

/// Retires an audience: it is offered no more, and what was sent to it keeps it.
///
/// # Errors
/// When there is none.
pub async fn retire_audience(tx: &mut Tx, actor: &Actor, id: Id) -> Outcome<()> {
    let now = tx.now();
    let retired =
        exec!(tx, "update audience set retired_at = $2 where id = $1 and retired_at is null", [id, now])?;
    if retired == 0 {
        return Err(Refusal::not_found().into());
    }
    Event { kind: AUDIENCE_RETIRED, subject: id, particulars: json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(())
}

/// Puts people into a list by their e-mail addresses, one or many.
///
/// # Errors
/// When it is no list, or an address belongs to nobody who works here; then nobody is added.
pub async fn add_members(tx: &mut Tx, actor: &Actor, id: Id, emails: &[&str]) -> Outcome<i64> {
    must_be_list(tx, id).await?;
    let emails: Vec<String> = emails.iter().map(|email| email.to_lowercase()).collect();
    for email in &emails {
        let found = run!(
            tx,
            scalar Id,
            "select id from person where email = $1 and left_at is null",
            [email] => fetch_optional
        )?;
        if found.is_none() {
            return Err(Refusal::new("people-email-unknown").with("email", email).at("emails").into());
        }
    }
    let added = exec!(
        tx,
        "insert into audience_member (audience_id, person_id)
         select $1, id from person where email in {texts $2} and left_at is null on conflict do nothing",
        [id, Json(&emails)]
    )?;
    changed(tx, actor, id).await?;
    Ok(i64::try_from(added).unwrap_or(i64::MAX))
}

/// Puts one person into a list; they need no address.
///
/// # Errors
/// When it is no list, or the person does not work here.
pub async fn add_member(tx: &mut Tx, actor: &Actor, id: Id, person: Id) -> Outcome<()> {
    must_be_list(tx, id).await?;
    crate::Person::get(tx, person).await?;
    exec!(
        tx,
        "insert into audience_member (audience_id, person_id) values ($1, $2) on conflict do nothing",
        [id, person]
    )?;
    changed(tx, actor, id).await
}

/// Takes one person out of a list.
///
/// # Errors
/// When the database fails.
pub async fn remove_member(tx: &mut Tx, actor: &Actor, id: Id, person: Id) -> Outcome<()> {
    exec!(tx, "delete from audience_member where audience_id = $1 and person_id = $2", [id, person])?;
    changed(tx, actor, id).await
}

async fn must_be_list(tx: &mut Tx, id: Id) -> Outcome<()> {
    match Audience::get(tx, id).await? {
        audience if audience.kind() == Kind::List => Ok(()),
        _ => Err(Refusal::new("people-audience-no-list").into()),
    }
}

async fn check(tx: &mut Tx, kind: Kind, name: &str, rule: &Rule) -> Outcome<()> {
    let length = name.chars().count();
    if length == 0 || length > NAME_MAX {
        return Err(Refusal::new("people-audience-name").with("max", NAME_MAX).at("name").into());
    }
    web::no_cpr(name, "name")?;
    let Rule { units, functions, duties, topics } = rule;
    let sizes = [units.len(), functions.len(), duties.len(), topics.len()];
    for word in functions {
        web::no_cpr(word, "functions")?;
    }
    let long = functions.iter().any(|word| word.chars().count() > WORD_MAX);
    if long || sizes.into_iter().any(|size| size > PARTS_MAX) {
        return Err(Refusal::new("people-audience-large").with("max", PARTS_MAX).at("functions").into());
    }
    let wanted = match kind {
        Kind::List => return Ok(()),
        Kind::Rule => units.len() + functions.len() + duties.len(),
        Kind::Topics => topics.len(),
    };
    if wanted == 0 {
        let (key, field) = match kind {
            Kind::Topics => ("people-topic-missing", "topics"),
            _ => ("people-audience-empty", "units"),
        };
        return Err(Refusal::new(key).at(field).into());
    }
    if duties.iter().any(|duty| !DUTIES.contains(&duty.as_str())) {
        return Err(Refusal::new("people-no-duty").at("duties").into());
    }
    for unit in units {
        crate::Unit::get(tx, *unit).await?;
    }
    Ok(())
}
