//! Duties: who heads a unit, who advises, who is on call; deputies; and who is away now.
//! Approval asks here who may say yes (strategy: approval rules, `who`).

use db::{AsConn, Id, Timestamp, Tx, exec, row, run};

row! {
    /// Somebody who holds a duty.
    #[derive(Clone, Debug)]
    pub struct Holder {
        /// Who.
        pub person_id: Id,
        /// What they are.
        pub function: String,
        /// Their e-mail.
        pub email: Option<String>,
        /// Their telephone.
        pub phone: String,
        /// The unit the duty is held over.
        pub unit_id: Id,
        /// That unit's path.
        pub unit_path: String,
        /// That unit's level.
        pub unit_level: String,
        /// Which duty.
        pub duty: String,
        /// Whether as a deputy.
        pub deputy: bool,
        /// Until when they are away, if they are away now.
        pub away_until: Option<Timestamp>,
    }
}

/// Gives somebody a duty over a unit.
///
/// # Errors
/// When the database fails.
pub async fn add_duty(tx: &mut Tx, person: Id, unit: Id, duty: &str, deputy: bool) -> db::Result<()> {
    let id = tx.new_id();
    exec!(
        tx,
        "insert into duty (id, person_id, unit_id, duty, deputy) values ($1, $2, $3, $4, $5) on conflict do nothing",
        [id, person, unit, duty, deputy]
    )
    .map(drop)
}

/// Notes that somebody is away.
///
/// # Errors
/// When the database fails.
pub async fn note_absence(
    tx: &mut Tx,
    person: Id,
    from: Timestamp,
    to: Timestamp,
    by: &str,
) -> db::Result<()> {
    let id = tx.new_id();
    exec!(
        tx,
        "insert into absence (id, person_id, from_at, to_at, noted_by) values ($1, $2, $3, $4, $5)",
        [id, person, from, to, by]
    )
    .map(drop)
}

/// Everybody who holds a duty, wherever; those at work first, deputies last.
///
/// # Errors
/// When the database fails.
pub async fn holders(conn: &mut impl AsConn, duty: &str, now: Timestamp) -> db::Result<Vec<Holder>> {
    let mut found = run!(
        conn,
        Holder,
        "select d.person_id, p.function, p.email, p.phone, d.unit_id, u.path as unit_path, u.level as unit_level, d.duty, d.deputy,
           (select max(a.to_at) from absence a where a.person_id = p.id and a.from_at <= $2 and a.to_at > $2) as away_until
         from duty d join person p on p.id = d.person_id join unit u on u.id = d.unit_id
         where d.duty = $1 and p.left_at is null order by d.id",
        [duty, now] => fetch_all
    )?;
    found.sort_by_key(|holder| (holder.away_until.is_some(), holder.deputy));
    Ok(found)
}

/// Everybody who may be asked about a unit: those who head it or one above it, and those who hold
/// one of these duties anywhere. One look instead of one a duty; `head` and `director` are always
/// those above.
///
/// # Errors
/// When the database fails.
pub async fn holders_about(
    conn: &mut impl AsConn,
    path: &str,
    duties: &[&str],
    now: Timestamp,
) -> db::Result<Vec<Holder>> {
    run!(
        conn,
        Holder,
        "select d.person_id, p.function, p.email, p.phone, d.unit_id, u.path as unit_path, u.level as unit_level, d.duty, d.deputy,
           (select max(a.to_at) from absence a where a.person_id = p.id and a.from_at <= $2 and a.to_at > $2) as away_until
         from duty d join person p on p.id = d.person_id join unit u on u.id = d.unit_id
         where p.left_at is null and ((d.duty in ('head', 'director') and substr($1, 1, length(u.path)) = u.path)
           or exists (select 1 from {texts $3} g where g.x = d.duty))
         order by d.id",
        [path, now, serde_json::json!(duties).to_string()] => fetch_all
    )
}
