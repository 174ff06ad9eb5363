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
