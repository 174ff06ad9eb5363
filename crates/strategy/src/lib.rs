//! The strategy as data: one readable TOML file per municipality, validated with line-precise
//! errors and asked "why" by the rest of the program (W1, W2, W6, W7, H1, H9, R1-R4, D1, C1).
//!
//! Pure: no database, no web, no clock.

pub mod model;
pub mod spec;
pub mod words;

mod strategy;
mod tree;

pub use strategy::{Strategy, read};
