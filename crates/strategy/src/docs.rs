//! The handbook page and the JSON Schema of the format, both made from `spec` (W1).
//!
//! `docs/strategy-format.md` and `docs/strategy.schema.json` hold their output; a test says when they are stale.

mod handbook;
mod schema;

pub use handbook::handbook;
pub use schema::schema;

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// The stored file is what the format says; `UPDATE_DOCS=1 cargo test -p strategy` writes it anew.
    fn fresh(name: &str, made: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, made).unwrap();
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(stored == made, "docs/{name} is stale: run UPDATE_DOCS=1 cargo test -p strategy");
    }

    #[test]
    fn the_handbook_page_is_fresh() {
        fresh("strategy-format.md", &super::handbook());
    }

    #[test]
    fn the_schema_is_fresh() {
        fresh("strategy.schema.json", &format!("{:#}\n", super::schema()));
    }
}
