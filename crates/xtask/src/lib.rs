//! Tidy: what a machine can check of the house style, as data and functions. `cargo test -p xtask`
//! runs them over the repository (STYLE.md).

mod edges;
mod files;

pub use edges::{EDGES, edge_faults};
pub use files::{size_faults, word_faults};

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders that hold nothing of ours.
const NOT_OURS: &[&str] = &["target", "node_modules", "dist", ".git", "data"];

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below a folder with one of the endings, and its text.
#[must_use]
pub fn files(folder: &Path, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                out.extend(files(&path, endings));
            }
        } else if endings.iter().any(|ending| name.ends_with(ending))
            && let Ok(text) = fs::read_to_string(&path)
        {
            out.push((path, text));
        }
    }
    out.sort();
    out
}
