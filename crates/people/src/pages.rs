//! The pages of the slice, one file each.

pub(crate) mod import;
pub(crate) mod login;
pub(crate) mod openid;
pub(crate) mod preferences;
pub(crate) mod subscribe;
pub(crate) mod upload;
pub(crate) mod welcome;
