//! What waits for one person's yes.

use crate::{
    Need,
    request::{Request, Standing, open_needs, standing},
};
use db::{AsConn, Id, Json, Timestamp, row, run};
use std::collections::HashSet;
use web::Outcome;

/// How many requests are looked at for a queue.
const QUEUE_MAX: i64 = 1_000;

/// A request in somebody's queue.
#[derive(Clone, Debug)]
pub struct QueueRow {
    /// The request.
    pub id: Id,
    /// The message.
    pub message_id: Id,
    /// Its title.
    pub title: String,
    /// The unit that sends.
    pub unit_name: String,
    /// Who asks.
    pub asker: String,
    /// When they asked, or until when it was to be confirmed.
    pub asked_at: Timestamp,
    /// `asked`, `confirm` for one's own yes by telephone, `unconfirmed` for one that was written down for
    /// somebody who did not confirm it in time.
    pub kind: String,
}

impl QueueRow {
    /// The key of the line that says what waits, with `who` and `when`.
    #[must_use]
    pub fn text_key(&self) -> &'static str {
        match self.kind.as_str() {
            "confirm" => "approval-row-confirm",
            "unconfirmed" => "approval-row-unconfirmed",
            _ => "approval-asked-by",
        }
    }
}

row! {
    /// A row of a queue, with what must be met and the rules that the person may meet, where an answer is asked for.
    struct Row {
        id: Id,
        message_id: Id,
        title: String,
        unit_name: String,
        asker: String,
        asked_at: Timestamp,
        kind: String,
        needs: Json<Vec<Need>>,
    }
}

row! {
    /// What bears on whose turn it is: a rule that the person may meet, or one that somebody has said yes to.
    struct TurnRow {
        request_id: Id,
        rule: String,
        is_yes: bool,
    }
}

/// The requests that wait for a person's answer now, and the yeses by telephone that wait to be confirmed, oldest
/// first. What others have met already, or are asked about before, does not wait for them.
///
/// # Errors
/// When the database fails.
pub async fn queue_for(conn: &mut impl AsConn, person: Id, now: Timestamp) -> db::Result<Vec<QueueRow>> {
    let rows = run!(
        conn,
        Row,
        "select r.id, r.message_id, m.title, u.name as unit_name, p.function as asker, r.asked_at, 'asked' as kind, r.needs
         from approval_request r join message m on m.id = r.message_id join unit u on u.id = m.unit_id
           join person p on p.id = r.asked_by
         where r.ended_at is null
           and exists (select 1 from approval_need n where n.request_id = r.id and n.person_id = $1)
           and not exists (select 1 from approval a where a.request_id = r.id and a.person_id = $1 and a.withdrawn_at is null)
         union all
         select r.id, r.message_id, m.title, u.name as unit_name, p.function as asker, a.confirm_due as asked_at,
           case when a.person_id = $1 then 'confirm' else 'unconfirmed' end as kind, r.needs
         from approval a join approval_request r on r.id = a.request_id join message m on m.id = r.message_id
           join unit u on u.id = m.unit_id
           join person p on p.id = case when a.person_id = $1 then a.registered_by else a.person_id end
         where a.confirm_due is not null and a.confirmed_at is null and a.withdrawn_at is null
           and (a.person_id = $1 or (a.registered_by = $1 and a.confirm_due <= $3))
           and r.void_at is null and (m.edition_id = r.edition_id or exists (
             select 1 from carry c where c.message_id = m.id and c.to_edition_id = m.edition_id))
           and r.number = (select max(b.number) from approval_request b where b.message_id = r.message_id)
         order by 6 limit $2",
        [person, QUEUE_MAX, now] => fetch_all
    )?;
    let turns = run!(
        conn,
        TurnRow,
        "select n.request_id, n.rule, (1 = 0) as is_yes
         from approval_need n join approval_request r on r.id = n.request_id
         where n.person_id = $1 and r.ended_at is null
         union all
         select a.request_id, a.rule, (1 = 1) as is_yes
         from approval a where a.withdrawn_at is null and a.request_id in (
           select n.request_id from approval_need n join approval_request r on r.id = n.request_id
           where n.person_id = $1 and r.ended_at is null)",
        [person] => fetch_all
    )?;
    let mut seen = HashSet::new();
    let waits = |row: &Row| row.kind != "asked" || row.is_their_turn(&turns);
    Ok(rows
        .into_iter()
        .filter(|row| waits(row) && seen.insert((row.id, row.kind.clone())))
        .map(QueueRow::from)
        .collect())
}

impl Row {
    /// Whether one of the needs that are asked now is one that the person may meet.
    fn is_their_turn(&self, turns: &[TurnRow]) -> bool {
        let rules = |is_yes: bool| {
            let own = turns.iter().filter(move |turn| turn.request_id == self.id && turn.is_yes == is_yes);
            own.map(|turn| turn.rule.as_str()).collect::<Vec<_>>()
        };
        let mine = rules(false);
        open_needs(&self.needs, &rules(true)).iter().any(|need| mine.contains(&need.rule.as_str()))
    }
}

impl From<Row> for QueueRow {
    fn from(row: Row) -> Self {
        let Row { id, message_id, title, unit_name, asker, asked_at, kind, needs: _ } = row;
        Self { id, message_id, title, unit_name, asker, asked_at, kind }
    }
}

row! {
    /// Somebody asked to meet a rule.
    #[derive(Clone, Debug)]
    pub(crate) struct Asked {
        pub(crate) person_id: Id,
        pub(crate) rule: String,
        pub(crate) function: String,
        pub(crate) email: Option<String>,
        pub(crate) phone: String,
        /// Whether somebody changed their access and nobody has confirmed it.
        pub(crate) is_changed: bool,
    }
}

/// Everybody who was asked, for every rule.
pub(crate) async fn asked(conn: &mut impl AsConn, request: Id) -> db::Result<Vec<Asked>> {
    run!(
        conn,
        Asked,
        "select n.person_id, n.rule, p.function, p.email, p.phone,
           exists (select 1 from access_change c where c.person_id = p.id and c.confirmed_at is null
             and c.what not in ('duty', 'deputy', 'phone')) as is_changed
         from approval_need n join person p on p.id = n.person_id where n.request_id = $1 order by n.rule, p.function",
        [request] => fetch_all
    )
}

/// Those who are asked now: who may meet an open need and has not answered.
pub(crate) async fn asked_now(conn: &mut impl AsConn, request: &Request) -> Outcome<Vec<Asked>> {
    let Some(standing) = standing(conn, request.message_id).await? else { return Ok(Vec::new()) };
    Ok(asked_now_of(&standing, asked(conn, request.id).await?))
}

/// Those whose yes a request waits for now.
///
/// # Errors
/// When there is no such request.
pub async fn asked_people(conn: &mut impl AsConn, request: Id) -> Outcome<Vec<Id>> {
    let request = Request::get(conn, request).await?;
    Ok(asked_now(conn, &request).await?.into_iter().map(|asked| asked.person_id).collect())
}

/// Those whose yes a request waits for now and who may not give it soon, by function.
#[derive(Clone, Debug, Default)]
pub struct Hindered {
    /// Who has no address to write to.
    pub without_mail: Vec<String>,
    /// Whose access somebody has changed, and nobody has confirmed it.
    pub unconfirmed: Vec<String>,
}

/// Those whose yes a request waits for now and who may not give it soon.
///
/// # Errors
/// When the database fails.
pub async fn hindered(conn: &mut impl AsConn, standing: &Standing) -> db::Result<Hindered> {
    let asked = asked_now_of(standing, asked(conn, standing.request.id).await?);
    let those = |is: &dyn Fn(&Asked) -> bool| {
        asked.iter().filter(|one| is(one)).map(|one| one.function.clone()).collect()
    };
    Ok(Hindered {
        without_mail: those(&|one| one.email.is_none()),
        unconfirmed: those(&|one| one.is_changed),
    })
}

/// Of those who were asked, who may meet an open need and has not answered; each once.
fn asked_now_of(standing: &Standing, asked: Vec<Asked>) -> Vec<Asked> {
    let open: Vec<&str> = standing.open_needs().iter().map(|need| need.rule.as_str()).collect();
    let mut people: Vec<Asked> = asked
        .into_iter()
        .filter(|asked| open.contains(&asked.rule.as_str()))
        .filter(|asked| !standing.yeses.iter().any(|yes| yes.person_id == asked.person_id))
        .collect();
    people.sort_by_key(|asked| asked.person_id);
    people.dedup_by_key(|asked| asked.person_id);
    people
}
