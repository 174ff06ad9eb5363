//! The list of versions and of what was adopted when, for those who keep the strategy (W1).

use db::{AsConn, Id, Timestamp, row, run};

/// The right to add and adopt strategies, held over the whole municipality.
pub const ADOPT: &str = "strategy";

/// How many versions or adoptions a list shows at most, the latest first.
const LIST_MAX: i64 = 100;

row! {
    /// A version in a list.
    #[derive(Clone, Debug)]
    pub struct VersionRow {
        /// Id.
        pub id: Id,
        /// Number.
        pub number: i64,
        /// The strategy's title.
        pub title: String,
        /// SHA-256 of the file, in hex.
        pub hash: String,
        /// When it was added.
        pub added_at: Timestamp,
        /// Who added it, by function.
        pub added_by: String,
    }
}

row! {
    /// A version that was put in force.
    #[derive(Clone, Debug)]
    pub struct Adoption {
        /// The version's id.
        pub version_id: Id,
        /// The version's number.
        pub number: i64,
        /// When.
        pub at: Timestamp,
        /// Who did it, by function.
        pub by_name: String,
    }
}

impl VersionRow {
    /// The latest versions.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(conn: &mut impl AsConn) -> db::Result<Vec<Self>> {
        run!(
            conn,
            VersionRow,
            "select id, number, title, hash, added_at, added_by from strategy_version order by number desc limit $1",
            [LIST_MAX] => fetch_all
        )
    }

    /// One version.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(conn: &mut impl AsConn, id: Id) -> db::Result<Option<Self>> {
        run!(
            conn,
            VersionRow,
            "select id, number, title, hash, added_at, added_by from strategy_version where id = $1",
            [id] => fetch_optional
        )
    }

    /// The version with this hash: the same file, byte for byte.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn with_hash(conn: &mut impl AsConn, hash: &str) -> db::Result<Option<Self>> {
        run!(
            conn,
            VersionRow,
            "select id, number, title, hash, added_at, added_by from strategy_version where hash = $1
             order by number desc limit 1",
            [hash] => fetch_optional
        )
    }
}

impl Adoption {
    /// The latest adoptions, the one in force first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(conn: &mut impl AsConn) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Adoption,
            "select a.version_id, v.number, a.at, a.by_name from adoption a
             join strategy_version v on v.id = a.version_id order by a.id desc limit $1",
            [LIST_MAX] => fetch_all
        )
    }
}
