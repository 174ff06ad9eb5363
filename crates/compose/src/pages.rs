//! The pages of the slice, one file each.

pub(crate) mod above;
pub(crate) mod acts;
pub(crate) mod begin;
pub(crate) mod correct;
pub(crate) mod editor;
pub(crate) mod found;
pub(crate) mod list;
pub(crate) mod live;
pub(crate) mod once;
pub(crate) mod plan;
pub(crate) mod preview;
pub(crate) mod running;
pub(crate) mod saved;
pub(crate) mod urgent;
