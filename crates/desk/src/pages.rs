//! The pages of the slice, one file each.

pub(crate) mod api;
pub(crate) mod aside;
pub(crate) mod board;
pub(crate) mod calendar;
pub(crate) mod health;
pub(crate) mod mailbox;
pub(crate) mod refused;
pub(crate) mod restored;
pub(crate) mod retraction;
pub(crate) mod send;
pub(crate) mod status;
pub(crate) mod story;
pub(crate) mod thread;
pub(crate) mod today;
