//! The pages of the slice, one file each.

pub(crate) mod login;
pub(crate) mod preferences;
pub(crate) mod subscribe;
pub(crate) mod welcome;
