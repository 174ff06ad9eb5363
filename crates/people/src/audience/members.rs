//! Who is in an audience now, and how many a rule means.

use super::{Audience, Kind, Rule};
use crate::directory::pattern;
use db::{AsConn, Id, Json, row, run};

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
