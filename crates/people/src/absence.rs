//! When somebody is away, and who stands in: the deputy holds the duties of the other meanwhile,
//! so that approval finds somebody at work (strategy: approval rules, `deputies`).

use crate::{
    ABSENCE, ABSENCE_ENDED, ABSENCE_NOTED, Person,
    access_change::{self, New, What},
    actor,
};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use serde_json::json;
use web::{Outcome, Refusal, day_start, parse_local};

/// The longest absence, in milliseconds: two years; a longer one is a departure.
const LENGTH_MAX_MS: i64 = 2 * 366 * 24 * 3_600_000;
/// More than a day of any length and less than two, in milliseconds.
const NEXT_DAY_MS: i64 = 26 * 3_600_000;
/// How many absences a page shows.
const SHOWN_MAX: i64 = 20;

row! {
    /// An absence that is or is to come.
    #[derive(Clone, Debug)]
    pub struct Absence {
        /// Id.
        pub id: Id,
        /// Who is away.
        pub person_id: Id,
        /// From when.
        pub from_at: Timestamp,
        /// Until when, not included.
        pub to_at: Timestamp,
        /// Who noted it, by function.
        pub noted_by: String,
        /// Who stands in, by function.
        pub deputy: Option<String>,
    }
}

impl Absence {
    /// A moment on the last day, to be shown.
    #[must_use]
    pub fn last_day(&self) -> Timestamp {
        self.to_at - 1
    }

    /// The absences of a person that are not over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(conn: &mut impl AsConn, person: Id, now: Timestamp) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Absence,
            "select a.id, a.person_id, a.from_at, a.to_at, a.noted_by, d.function as deputy
             from absence a left join person d on d.id = a.deputy_id
             where a.person_id = $1 and a.to_at > $2 order by a.from_at limit $3",
            [person, now, SHOWN_MAX] => fetch_all
        )
    }
}

/// Days as a form has them, both included.
#[derive(Clone, Copy, Debug)]
pub struct Days<'a> {
    /// `2026-05-06`.
    pub from: &'a str,
    /// `2026-05-08`.
    pub to: &'a str,
}

impl Days<'_> {
    /// From the beginning of the first day to the end of the last, in Copenhagen.
    fn read(self, now: Timestamp) -> Outcome<(Timestamp, Timestamp)> {
        let day = |text: &str, field| {
            parse_local(&format!("{text}T00:00")).ok_or_else(|| Refusal::new("people-absence-day").at(field))
        };
        let (from, last) = (day(self.from, "from")?, day(self.to, "to")?);
        let to = day_start(last + NEXT_DAY_MS);
        if to <= from || to <= now {
            return Err(Refusal::new("people-absence-order").at("to").into());
        }
        if to - from > LENGTH_MAX_MS {
            return Err(Refusal::new("people-absence-long").at("to").into());
        }
        Ok((from, to))
    }
}

/// Whether somebody may note that a person is away: the person, those who head the unit, and
/// those who keep the register.
#[must_use]
pub fn may_note_absence(actor: &Actor, person: &Person) -> bool {
    actor.person() == Some(person.id) || actor.may_at(ABSENCE, &person.unit_path)
}

/// Notes that somebody is away, and who stands in.
///
/// # Errors
/// When the actor may not, the days cannot be, the deputy is the person themselves, does not work
/// here or would get rights that the actor could not give.
pub async fn note_absence(
    tx: &mut Tx,
    actor: &Actor,
    person: &Person,
    days: Days<'_>,
    deputy: Option<Id>,
) -> Outcome<Id> {
    if !may_note_absence(actor, person) {
        return Err(Refusal::forbidden().into());
    }
    let (from, to) = days.read(tx.now())?;
    if let Some(deputy) = deputy {
        if deputy == person.id {
            return Err(Refusal::new("people-absence-self").at("deputy").into());
        }
        Person::find(tx, deputy).await?.ok_or_else(|| Refusal::new("people-no-deputy").at("deputy"))?;
        if actor.person() != Some(person.id) {
            actor::must_cover(tx, actor, person.id).await?;
        }
    }
    let id = tx.new_id();
    exec!(
        tx,
        "insert into absence (id, person_id, from_at, to_at, noted_by, deputy_id) values ($1, $2, $3, $4, $5, $6)",
        [id, person.id, from, to, &actor.name, deputy]
    )?;
    // Who names their own deputy chooses for themselves; their deputy says yes to nothing that they wrote.
    if let Some(deputy) = deputy.filter(|_| actor.person() != Some(person.id)) {
        access_change::note(tx, actor, New::of(deputy, What::Deputy).about(id)).await?;
    }
    let particulars = json!({ "from": from, "to": to, "deputy": deputy });
    Event { kind: ABSENCE_NOTED, subject: person.id, particulars, text: None }.write(tx, actor).await?;
    Ok(id)
}

/// Who stood in for somebody at any time between two moments.
///
/// # Errors
/// When the database fails.
pub async fn deputies_of(
    conn: &mut impl AsConn,
    person: Id,
    (from, until): (Timestamp, Timestamp),
) -> db::Result<Vec<Id>> {
    run!(
        conn,
        scalar Id,
        "select deputy_id from absence
         where person_id = $1 and deputy_id is not null and from_at <= $3 and to_at > $2",
        [person, from, until] => fetch_all
    )
}

/// Ends an absence now, or takes one away that has not begun.
///
/// # Errors
/// When there is none, or the actor may not.
pub async fn end_absence(tx: &mut Tx, actor: &Actor, id: Id) -> Outcome<Id> {
    let found = run!(tx, scalar Id, "select person_id from absence where id = $1", [id] => fetch_optional)?;
    let person = Person::get(tx, found.ok_or_else(Refusal::not_found)?).await?;
    if !may_note_absence(actor, &person) {
        return Err(Refusal::not_found().into());
    }
    let now = tx.now();
    exec!(tx, "delete from absence where id = $1 and from_at >= $2", [id, now])?;
    exec!(tx, "update absence set to_at = $2 where id = $1 and to_at > $2", [id, now])?;
    Event { kind: ABSENCE_ENDED, subject: person.id, particulars: json!({}), text: None }
        .write(tx, actor)
        .await?;
    Ok(person.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_whole_days_in_copenhagen() {
        let at = |text: &str| parse_local(text).unwrap();
        let now = at("2026-10-20T09:00");
        let read = |from, to| Days { from, to }.read(now);
        assert_eq!(
            read("2026-10-20", "2026-10-20").unwrap(),
            (at("2026-10-20T00:00"), at("2026-10-21T00:00"))
        );
        // The last Sunday of October has 25 hours, the last of March 23.
        assert_eq!(read("2026-10-24", "2026-10-25").unwrap().1, at("2026-10-26T00:00"));
        assert_eq!(read("2027-03-28", "2027-03-28").unwrap().1, at("2027-03-29T00:00"));
        for (from, to) in [
            ("", "2026-10-21"),
            ("2026-10-21", "i morgen"),
            ("2026-10-22", "2026-10-21"),
            ("2026-10-01", "2026-10-02"),
            ("2026-10-21", "2036-10-21"),
        ] {
            assert!(read(from, to).is_err(), "{from} {to}");
        }
    }
}
