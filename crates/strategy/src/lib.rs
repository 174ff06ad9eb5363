//! The strategy as data: one readable TOML file per municipality, validated with line-precise
//! errors and asked "why" by the rest of the program (W1, W2, W6, W7, H1, H9, R1-R4, D1, C1).
//!
//! Everything but `version`, `slice` and `pages` is pure: no database, no web, no clock.

pub mod model;
pub mod spec;
pub mod words;

mod pages;
mod slice;
mod strategy;
mod tree;
pub mod version;

pub use slice::{explain, slice};
pub use strategy::{Strategy, read};
pub use version::{InForce, in_force};
