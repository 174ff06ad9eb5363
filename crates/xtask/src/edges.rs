//! Which crate may use which: the ground under all, engines beside, and slices only what stands
//! above them on the road. A new edge needs a line here and a decision record.

use crate::{files, root};
use std::collections::HashMap;

/// The ground and the engines that any slice may use.
const UNDER_ALL: &[&str] = &["db", "web", "markup", "plain-language", "channel", "openid"];

/// Each crate and the crates of ours that it may use besides the ground and the engines.
pub const EDGES: &[(&str, &[&str])] = &[
    ("db", &[]),
    ("channel", &[]),
    ("markup", &[]),
    ("plain-language", &["markup"]),
    ("language-pack", &[]),
    ("language-server", &[]),
    ("channel-smtp", &[]),
    ("openid", &[]),
    ("schema", &[]),
    ("web", &[]),
    ("testing", &[]),
    ("xtask", &[]),
    ("thread", &[]),
    ("strategy", &[]),
    ("people", &["strategy"]),
    ("plan", &["thread", "strategy", "people"]),
    ("message", &["thread", "strategy", "people", "plan"]),
    ("check", &["thread", "strategy", "people", "plan", "message"]),
    ("approval", &["thread", "strategy", "people", "plan", "message", "check"]),
    ("release", &["thread", "strategy", "people", "plan", "message", "check", "approval"]),
    ("publish", &["thread", "strategy", "people", "plan", "message", "check", "approval", "release"]),
    (
        "dispatch",
        &["thread", "strategy", "people", "plan", "message", "check", "approval", "release", "publish"],
    ),
    (
        "compose",
        &[
            "thread", "strategy", "people", "plan", "message", "check", "approval", "release", "publish",
            "dispatch",
        ],
    ),
    (
        "desk",
        &[
            "thread",
            "strategy",
            "people",
            "plan",
            "message",
            "check",
            "approval",
            "release",
            "publish",
            "dispatch",
            "compose",
            "channel-smtp",
        ],
    ),
];

/// Crates that may not use the ground either: they are pure and stand alone.
const PURE: &[&str] = &["db", "channel", "markup", "plain-language", "openid", "xtask"];

/// Every edge that is not allowed, and every crate without a line.
#[must_use]
pub fn edge_faults() -> Vec<String> {
    let allowed: HashMap<&str, &[&str]> = EDGES.iter().copied().collect();
    let manifests: Vec<(String, String)> = files(&root().join("crates"), &["Cargo.toml"])
        .into_iter()
        .filter_map(|(path, text)| Some((path.parent()?.file_name()?.to_str()?.to_owned(), text)))
        .collect();
    let ours: Vec<&str> = manifests.iter().map(|(name, _)| name.as_str()).collect();
    let mut faults = Vec::new();
    for (name, manifest) in &manifests {
        // The binary knows every slice.
        if name == "traad" {
            continue;
        }
        let Some(edges) = allowed.get(name.as_str()) else {
            faults.push(format!("{name} has no line in EDGES"));
            continue;
        };
        for used in dependencies(manifest).filter(|used| ours.contains(used)) {
            let under = UNDER_ALL.contains(&used) && !PURE.contains(&name.as_str());
            if !under && !edges.contains(&used) {
                faults.push(format!("{name} may not use {used}"));
            }
        }
    }
    faults
}

/// The names under `[dependencies]`; what only tests use does not count.
fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let after = manifest.split_once("[dependencies]").map_or("", |(_, after)| after);
    let section = after.split("\n[").next().unwrap_or_default();
    section.lines().filter_map(|line| line.split(['.', ' ', '=']).next()).filter(|name| !name.is_empty())
}
