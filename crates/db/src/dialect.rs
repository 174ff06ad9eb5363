//! The one place where SQLite and PostgreSQL differ: a closed set of tokens in SQL text.
//! Statements and migrations are written once; `expand` fills the tokens in (invariant 10).

/// Which database the program runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite in WAL mode, embedded.
    Sqlite,
    /// PostgreSQL 15 or newer, or a relative that speaks its protocol.
    Postgres,
}

/// Every token: its name, its SQLite text and its PostgreSQL text. `{rows}({row}(a, b))` makes one
/// JSON array of arrays out of many rows (decisions/0033).
const TOKENS: &[(&str, &str, &str)] = &[
    ("{id}", "blob", "uuid"),
    ("{int}", "integer", "bigint"),
    ("{bool}", "integer", "boolean"),
    ("{bytes}", "blob", "bytea"),
    ("{json}", "text", "jsonb"),
    ("{strict}", "strict", ""),
    ("{skip_locked}", "", "for update skip locked"),
    ("{for_update}", "", "for update"),
    ("{row}", "json_array", "json_build_array"),
    ("{rows}", "json_group_array", "json_agg"),
];

/// Tokens that turn a JSON array into rows: `{ids $1}` holds ids in hex, `{texts $1}` texts in a
/// column `x`. `?` is the placeholder.
const LISTS: &[(&str, &str, &str)] = &[
    (
        "{ids ",
        "(select unhex(value) as x from json_each(?))",
        "(select cast(x as uuid) as x from jsonb_array_elements_text(cast(? as jsonb)) as t(x))",
    ),
    (
        "{texts ",
        "(select value as x from json_each(?))",
        "(select x from jsonb_array_elements_text(cast(? as jsonb)) as t(x))",
    ),
];

/// Fills the tokens of one SQL text for a dialect.
#[must_use]
pub fn expand(text: &str, dialect: Dialect) -> String {
    let mut out = text.to_owned();
    for (token, sqlite, postgres) in TOKENS {
        if out.contains(token) {
            out = out.replace(token, if dialect == Dialect::Sqlite { sqlite } else { postgres });
        }
    }
    for (name, sqlite, postgres) in LISTS {
        while let Some(start) = out.find(name) {
            let Some(length) = out[start..].find('}') else { break };
            let placeholder = out[start + name.len()..start + length].to_owned();
            let pattern = if dialect == Dialect::Sqlite { sqlite } else { postgres };
            out.replace_range(start..=start + length, &pattern.replace('?', &placeholder));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_become_the_words_of_each_database() {
        let text = "create table t (id {id} primary key, n {int}, j {json}) {strict}";
        assert_eq!(
            expand(text, Dialect::Sqlite),
            "create table t (id blob primary key, n integer, j text) strict"
        );
        assert_eq!(
            expand(text, Dialect::Postgres),
            "create table t (id uuid primary key, n bigint, j jsonb) "
        );
    }

    #[test]
    fn rows_become_one_value() {
        let text = "select {rows}({row}(a, b)) from t";
        assert_eq!(expand(text, Dialect::Sqlite), "select json_group_array(json_array(a, b)) from t");
        assert_eq!(expand(text, Dialect::Postgres), "select json_agg(json_build_array(a, b)) from t");
    }

    #[test]
    fn a_list_of_ids_is_one_parameter() {
        let text = "select 1 from t where id in {ids $2}";
        assert!(expand(text, Dialect::Sqlite).contains("json_each($2)"));
        assert!(expand(text, Dialect::Postgres).contains("cast($2 as jsonb)"));
    }
}
