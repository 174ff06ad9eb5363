//! The changes that wait to be confirmed.

use db::{AsConn, Id, Timestamp, row, run};

/// How many a page shows.
pub(crate) const SHOWN_MAX: i64 = 50;

row! {
    /// A change that nobody has confirmed, as a page shows it.
    #[derive(Clone, Debug)]
    pub struct Open {
        /// Id.
        pub id: Id,
        /// Whose access.
        pub person_id: Id,
        /// What they are.
        pub function: String,
        /// Their address now.
        pub email: Option<String>,
        /// Their telephone now.
        pub phone: String,
        /// Their unit.
        pub unit_name: String,
        /// The path of their unit.
        pub unit_path: String,
        /// Who made it.
        pub by_id: Id,
        /// What those are.
        pub by_function: String,
        /// What was changed: the word of [`super::What`].
        pub what: String,
        /// When.
        pub at: Timestamp,
        /// The address that stood before.
        pub address_before: Option<String>,
        /// The address that was given, until it has settled.
        pub address_after: Option<String>,
        /// From when the new address is the one to sign in with.
        pub settles_at: Option<Timestamp>,
        /// The duty that was given.
        pub duty: Option<String>,
        /// The unit over which.
        pub duty_unit: String,
        /// Its path.
        pub duty_path: String,
        /// For whom they stand in.
        pub absent_id: Option<Id>,
        /// What those are.
        pub absent: Option<String>,
    }
}

impl Open {
    /// One as an example of the mails.
    pub(crate) fn sample() -> Self {
        Self {
            id: Id::at(1),
            person_id: Id::at(2),
            function: "centerchef for Vej og Park".to_owned(),
            email: Some("vej@sundby.example".to_owned()),
            phone: "55 00 00 10".to_owned(),
            unit_name: "Center for Vej og Park".to_owned(),
            unit_path: "/".to_owned(),
            by_id: Id::at(3),
            by_function: "kommunikationskonsulent".to_owned(),
            what: "address".to_owned(),
            at: 0,
            address_before: Some("centerchef@sundby.example".to_owned()),
            address_after: Some("vej@sundby.example".to_owned()),
            settles_at: None,
            duty: None,
            duty_unit: String::new(),
            duty_path: String::new(),
            absent_id: None,
            absent: None,
        }
    }
}

/// Those of some changes that are still open.
pub(crate) async fn open_ones(conn: &mut impl AsConn, ids: &[Id], now: Timestamp) -> db::Result<Vec<Open>> {
    run!(
        conn,
        Open,
        "select id, person_id, function, email, phone, unit_name, unit_path, by_id, by_function, what, at, address_before, address_after, settles_at,
           duty, duty_unit, duty_path, absent_id, absent
         from open_access_change
         where (absent_until is null or absent_until > $2) and id in {ids $1} order by id",
        [Id::list(ids), now] => fetch_all
    )
}

/// The open changes of a person.
pub(crate) async fn open_of(conn: &mut impl AsConn, person: Id, now: Timestamp) -> db::Result<Vec<Open>> {
    run!(
        conn,
        Open,
        "select id, person_id, function, email, phone, unit_name, unit_path, by_id, by_function, what, at, address_before, address_after, settles_at,
           duty, duty_unit, duty_path, absent_id, absent
         from open_access_change
         where (absent_until is null or absent_until > $2) and person_id = $1 order by id limit 50",
        [person, now] => fetch_all
    )
}

/// The open changes of everybody who holds a duty or stands in for somebody, the oldest first, and one more than a page
/// shows: what was changed of others lets nobody say yes.
pub(crate) async fn open_all(conn: &mut impl AsConn, now: Timestamp) -> db::Result<Vec<Open>> {
    run!(
        conn,
        Open,
        "select id, person_id, function, email, phone, unit_name, unit_path, by_id, by_function, what, at, address_before, address_after, settles_at,
           duty, duty_unit, duty_path, absent_id, absent
         from open_access_change
         where (absent_until is null or absent_until > $2) and (exists (select 1 from duty h where h.person_id = open_access_change.person_id)
             or exists (select 1 from absence s where s.deputy_id = open_access_change.person_id and s.to_at > $2))
         order by id limit $1",
        [SHOWN_MAX + 1, now] => fetch_all
    )
}

/// Those of one maker that nobody was told of yet.
pub(crate) async fn untold(conn: &mut impl AsConn, by: Id, now: Timestamp) -> db::Result<Vec<Open>> {
    run!(
        conn,
        Open,
        "select id, person_id, function, email, phone, unit_name, unit_path, by_id, by_function, what, at, address_before, address_after, settles_at,
           duty, duty_unit, duty_path, absent_id, absent
         from open_access_change
         where (absent_until is null or absent_until > $2) and by_id = $1 and told_at is null
           and (exists (select 1 from duty h where h.person_id = open_access_change.person_id)
             or exists (select 1 from absence s where s.deputy_id = open_access_change.person_id and s.to_at > $2))
         order by id limit 51",
        [by, now] => fetch_all
    )
}
