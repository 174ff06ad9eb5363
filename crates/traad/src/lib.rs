//! The program: configuration, the list of slices, the router, the worker and the command line.
//! It knows every slice and holds no rule of its own.

mod accept;
pub mod app;
pub mod backup;
pub mod command;
pub mod config;
pub mod demo;
mod drain;
pub mod language;
mod lock;
pub mod metrics;
pub mod resume;
pub mod serve;
mod token;

pub use app::{open, slices};
pub use config::Settings;
