//! How many people something reaches, counted where they are and each of them once. Whom it is
//! meant for is decided by the slices that send; here it is units, topics and audiences.

use crate::audience::{Audience, Count, Kind, Rule, count, members};
use db::{AsConn, Id, Json, run};
use std::collections::HashSet;

/// How many work below these units or are in one of these audiences for staff.
///
/// Units and lists are counted in one statement. Whoever only a rule brings in is looked at by id, so what is
/// held at once is at most the staff of one municipality.
///
/// # Errors
/// When the database fails.
pub async fn count_staff(
    conn: &mut impl AsConn,
    tops: &[String],
    audiences: &[Audience],
) -> db::Result<Count> {
    let lists = Id::list(&of_kind(audiences, Kind::List).iter().map(|list| list.id).collect::<Vec<Id>>());
    let tops = Json(tops.to_vec());
    let mut counted = run!(
        conn,
        Count,
        "select count(*) as total, count(p.email) as reached from person p join unit u on u.id = p.unit_id
         where p.left_at is null
           and (exists (select 1 from {texts $1} t where substr(u.path, 1, length(t.x)) = t.x)
             or exists (select 1 from audience_member m where m.person_id = p.id and m.audience_id in {ids $2}))",
        [&tops, &lists] => fetch_one
    )?;
    let rules = of_kind(audiences, Kind::Rule);
    if rules.is_empty() {
        return Ok(counted);
    }
    let mut seen: HashSet<Id> = HashSet::new();
    let mut more = Vec::new();
    for audience in rules {
        let members = members(conn, audience).await?;
        more.extend(members.into_iter().filter(|member| seen.insert(member.id)));
    }
    let ids: Vec<Id> = more.iter().map(|member| member.id).collect();
    let known: HashSet<Id> = run!(
        conn,
        scalar Id,
        "select p.id from person p join unit u on u.id = p.unit_id
         where p.id in {ids $3}
           and (exists (select 1 from {texts $1} t where substr(u.path, 1, length(t.x)) = t.x)
             or exists (select 1 from audience_member m where m.person_id = p.id and m.audience_id in {ids $2}))",
        [&tops, &lists, Id::list(&ids)] => fetch_all
    )?
    .into_iter()
    .collect();
    for member in more.iter().filter(|member| !known.contains(&member.id)) {
        counted.total += 1;
        counted.reached += i64::from(member.email.is_some());
    }
    Ok(counted)
}

fn of_kind(audiences: &[Audience], kind: Kind) -> Vec<&Audience> {
    audiences.iter().filter(|audience| audience.kind() == kind).collect()
}

/// How many readers subscribe to one of these topics, or are in one of these audiences for readers.
///
/// # Errors
/// When the database fails.
pub async fn count_readers(
    conn: &mut impl AsConn,
    topics: &[String],
    audiences: &[Audience],
) -> db::Result<i64> {
    let of_audiences = audiences.iter().filter(|audience| audience.kind() == Kind::Topics);
    let topics: Vec<String> = topics
        .iter()
        .cloned()
        .chain(of_audiences.flat_map(|audience| audience.rule.topics.clone()))
        .collect();
    if topics.is_empty() {
        return Ok(0);
    }
    let rule = Rule { topics, ..Rule::default() };
    Ok(count(conn, Kind::Topics, &rule, None).await?.reached)
}
