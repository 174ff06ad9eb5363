//! The strategy as data: one readable TOML file per municipality, validated with line-precise
//! errors and asked "why" by the rest of the program (W1, W2, W6, W7, H1, H9, R1-R4, D1, C1).
//!
//! Everything but `version`, `adoption`, `slice` and `pages` is pure: no database, no web, no clock.

pub mod cli;
pub mod diff;
pub mod docs;
pub mod document;
pub mod later;
pub mod matrix;
pub mod model;
pub mod problem;
pub mod report;
pub mod spec;
pub mod words;

mod adoption;
mod api;
mod dates;
mod nearest;
mod pages;
mod position;
mod slice;
mod strategy;
mod tree;
mod validate;
pub mod version;
mod why;

#[cfg(test)]
mod testing;

pub use adoption::{ADOPT, Adoption, VersionRow};
pub use diff::{Change, diff};
pub use document::Document;
pub use matrix::{Fit, Proposal};
pub use nearest::nearest;
pub use problem::Problem;
pub use report::Report;
pub use slice::{because, explain, slice};
pub use strategy::{FILE_BYTES_MAX, Strategy, read};
pub use version::{InForce, in_force};
pub use why::Item;
