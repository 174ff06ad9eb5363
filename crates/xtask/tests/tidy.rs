//! The repository keeps the house style, as far as a machine can tell.

#[test]
fn no_crate_uses_one_that_stands_below_it() {
    assert_eq!(xtask::edge_faults(), Vec::<String>::new());
}

#[test]
fn files_are_short_and_say_what_they_are() {
    assert_eq!(xtask::size_faults(), Vec::<String>::new());
}

#[test]
fn nothing_is_left_undone_in_the_code() {
    assert_eq!(xtask::word_faults(), Vec::<String>::new());
}

#[test]
fn every_crate_has_a_readme() {
    let crates = std::fs::read_dir(xtask::root().join("crates")).unwrap();
    let missing: Vec<String> = crates
        .flatten()
        .filter(|entry| entry.path().join("Cargo.toml").exists() && !entry.path().join("README.md").exists())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

/// Reading the documentation of every crate for examples takes minutes, so those without any say that they have none.
#[test]
fn examples_in_documentation_are_run_where_there_are_some() {
    for entry in std::fs::read_dir(xtask::root().join("crates")).unwrap().flatten() {
        let Ok(manifest) = std::fs::read_to_string(entry.path().join("Cargo.toml")) else { continue };
        let sources = xtask::files(&entry.path().join("src"), &[".rs"]);
        let is_code = |line: &str| {
            let line = line.trim_start();
            line.starts_with("/// ```") || line.starts_with("//! ```")
        };
        let has_examples = sources.iter().any(|(_, text)| text.lines().any(is_code));
        let is_library = entry.path().join("src/lib.rs").exists();
        let is_skipped = manifest.contains("doctest = false");
        assert_eq!(is_skipped, is_library && !has_examples, "{}", entry.path().display());
    }
}
