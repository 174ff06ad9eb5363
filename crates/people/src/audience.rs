//! Audiences with a name (R1): people one by one, a rule over units, functions and duties, or
//! readers by topic. Who is in one is worked out in SQL at the moment it is asked, so that a rule
//! follows the organisation. Who may be written to, and how, is for the slices that send.

use crate::{AUDIENCE_CHANGED, AUDIENCE_MADE, AUDIENCE_RETIRED, DUTIES, directory::pattern};
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

row! {
    /// Somebody in an audience: a person who works here, or a reader.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Member {
        /// The person or subscriber.
        pub id: Id,
        /// Where to write to; some who work here have no address.
        pub email: Option<String>,
    }
}

row! {
    /// How many are in an audience.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Count {
        /// All of them.
        pub total: i64,
        /// Those with an address.
        pub reached: i64,
    }
}

impl Count {
    /// Those without an address.
    #[must_use]
    pub fn without_email(self) -> i64 {
        self.total - self.reached
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

/// What the statements are given: which parts ask for nothing, and the parts.
struct Parts {
    no_units: bool,
    units: String,
    no_words: bool,
    words: Json<Vec<String>>,
    no_duties: bool,
    duties: Json<Vec<String>>,
}

impl Parts {
    fn of(rule: &Rule) -> Self {
        // SQLite knows only ASCII letters in two cases; the usual ways to write a word are tried.
        let words = rule.functions.iter().flat_map(|word| {
            let mut chars = word.chars();
            let capital: String =
                chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default();
            [pattern(&word.to_lowercase()), pattern(word), pattern(&capital)]
        });
        Self {
            no_units: rule.units.is_empty(),
            units: Id::list(&rule.units),
            no_words: rule.functions.is_empty(),
            words: Json(words.collect()),
            no_duties: rule.duties.is_empty(),
            duties: Json(rule.duties.clone()),
        }
    }
}

/// Everybody in an audience now, in order of their ids.
///
/// # Errors
/// When the database fails.
pub async fn members(conn: &mut impl AsConn, audience: &Audience) -> db::Result<Vec<Member>> {
    match audience.kind() {
        Kind::List => run!(
            conn,
            Member,
            "select p.id, p.email from audience_member m join person p on p.id = m.person_id
             where m.audience_id = $1 and p.left_at is null order by p.id",
            [audience.id] => fetch_all
        ),
        Kind::Rule => {
            let parts = Parts::of(&audience.rule);
            run!(
                conn,
                Member,
                "select p.id, p.email from person p join unit u on u.id = p.unit_id
                 where p.left_at is null
                   and ($1 or exists (select 1 from unit t where t.id in {ids $2} and substr(u.path, 1, length(t.path)) = t.path))
                   and ($3 or exists (select 1 from {texts $4} as w
                     where lower(p.function) like w.x escape '\\' or p.function like w.x escape '\\'))
                   and ($5 or exists (select 1 from duty d where d.person_id = p.id and d.duty in {texts $6}))
                 order by p.id",
                [parts.no_units, parts.units, parts.no_words, parts.words, parts.no_duties, parts.duties] => fetch_all
            )
        }
        Kind::Topics => run!(
            conn,
            Member,
            "select s.id, s.email from subscriber s
             where s.confirmed_at is not null and s.email is not null and exists
               (select 1 from subscription t where t.subscriber_id = s.id and t.topic_id in {texts $1})
             order by s.id",
            [Json(&audience.rule.topics)] => fetch_all
        ),
    }
}

/// How many a rule would mean now, whether or not it is an audience yet.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &mut impl AsConn, kind: Kind, rule: &Rule, list: Option<Id>) -> db::Result<Count> {
    match kind {
        Kind::List => run!(
            conn,
            Count,
            "select count(*) as total, count(p.email) as reached from audience_member m join person p on p.id = m.person_id
             where m.audience_id = $1 and p.left_at is null",
            [list] => fetch_one
        ),
        Kind::Rule => {
            let parts = Parts::of(rule);
            run!(
                conn,
                Count,
                "select count(*) as total, count(p.email) as reached from person p join unit u on u.id = p.unit_id
                 where p.left_at is null
                   and ($1 or exists (select 1 from unit t where t.id in {ids $2} and substr(u.path, 1, length(t.path)) = t.path))
                   and ($3 or exists (select 1 from {texts $4} as w
                     where lower(p.function) like w.x escape '\\' or p.function like w.x escape '\\'))
                   and ($5 or exists (select 1 from duty d where d.person_id = p.id and d.duty in {texts $6}))",
                [parts.no_units, parts.units, parts.no_words, parts.words, parts.no_duties, parts.duties] => fetch_one
            )
        }
        Kind::Topics => run!(
            conn,
            Count,
            "select count(*) as total, count(s.email) as reached from subscriber s
             where s.confirmed_at is not null and s.email is not null and exists
               (select 1 from subscription t where t.subscriber_id = s.id and t.topic_id in {texts $1})",
            [Json(&rule.topics)] => fetch_one
        ),
    }
}
