//! Looking people and units up: the tree with how many work where, and people by function,
//! e-mail or telephone, page by page (D1).

use crate::Person;
use db::{AsConn, Id, row, run};

/// How many people a page shows.
pub(crate) const PAGE: i64 = 50;
/// The longest text that is searched for, in characters.
const QUERY_MAX: usize = 100;

row! {
    /// A unit in the tree.
    #[derive(Clone, Debug)]
    pub struct Branch {
        /// Id.
        pub id: Id,
        /// The ids from the top.
        pub path: String,
        /// What it is called.
        pub name: String,
        /// The strategy's level.
        pub level: String,
        /// How many work in the unit itself.
        pub own: i64,
    }
}

impl Branch {
    /// Every unit in tree order, those without a unit above first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(conn: &mut impl AsConn) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Branch,
            "select u.id, u.path, u.name, u.level,
               (select count(*) from person p where p.unit_id = u.id and p.left_at is null) as own
             from unit u order by u.path",
            [] => fetch_all
        )
    }

    /// How deep in the tree, the top being 0.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.path.matches('/').count().saturating_sub(2)
    }

    /// How many work in the unit and below it.
    #[must_use]
    pub fn below(&self, all: &[Self]) -> i64 {
        all.iter().filter(|other| other.path.starts_with(&self.path)).map(|other| other.own).sum()
    }
}

/// One page of people, and whether more follow.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// The people.
    pub rows: Vec<Person>,
    /// Whether there is another page.
    pub more: bool,
}

impl People {
    fn of(mut rows: Vec<Person>) -> Self {
        let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = rows.len() > page;
        rows.truncate(page);
        Self { rows, more }
    }

    /// Those whose function, e-mail or telephone holds a text; page 0 first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search(conn: &mut impl AsConn, text: &str, page: i64) -> db::Result<Self> {
        let text: String = text.trim().chars().take(QUERY_MAX).collect();
        let mut chars = text.chars();
        let capital: String =
            chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default();
        let rows = run!(
            conn,
            Person,
            "select p.id, p.unit_id, u.name as unit_name, u.path as unit_path, p.function, p.email, p.phone
             from person p join unit u on u.id = p.unit_id
             where p.left_at is null and (lower(p.function) like $1 escape '\\' or p.function like $2 escape '\\'
               or p.function like $3 escape '\\' or p.email like $1 escape '\\' or p.phone like $2 escape '\\')
             order by p.function, p.id limit $4 offset $5",
            [pattern(&text.to_lowercase()), pattern(&text), pattern(&capital), PAGE + 1, page.max(0) * PAGE] => fetch_all
        )?;
        Ok(Self::of(rows))
    }

    /// Those who work in a unit itself; page 0 first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn in_unit(conn: &mut impl AsConn, unit: Id, page: i64) -> db::Result<Self> {
        let rows = run!(
            conn,
            Person,
            "select p.id, p.unit_id, u.name as unit_name, u.path as unit_path, p.function, p.email, p.phone
             from person p join unit u on u.id = p.unit_id
             where p.left_at is null and p.unit_id = $1 order by p.function, p.id limit $2 offset $3",
            [unit, PAGE + 1, page.max(0) * PAGE] => fetch_all
        )?;
        Ok(Self::of(rows))
    }
}

/// Those who may stand in for somebody: colleagues of the unit, and whoever holds a duty over it
/// or a unit above.
pub(crate) async fn colleagues(conn: &mut impl AsConn, person: &Person) -> db::Result<Vec<Person>> {
    run!(
        conn,
        Person,
        "select p.id, p.unit_id, u.name as unit_name, u.path as unit_path, p.function, p.email, p.phone
         from person p join unit u on u.id = p.unit_id
         where p.left_at is null and p.id <> $1
           and (p.unit_id = $2 or p.id in (select d.person_id from duty d join unit o on o.id = d.unit_id
             where substr($3, 1, length(o.path)) = o.path))
         order by p.function, p.id limit $4",
        [person.id, person.unit_id, &person.unit_path, PAGE * 4] => fetch_all
    )
}

/// A text as a pattern that holds it anywhere; what it has of wildcards means itself.
pub(crate) fn pattern(text: &str) -> String {
    let plain = text.chars().fold(String::new(), |mut out, c| {
        if matches!(c, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(c);
        out
    });
    format!("%{plain}%")
}

#[cfg(test)]
mod tests {
    #[test]
    fn wildcards_mean_themselves() {
        assert_eq!(super::pattern("100 %_\\"), "%100 \\%\\_\\\\%");
    }
}
