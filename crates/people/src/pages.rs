//! The pages of the slice, one file each.

pub(crate) mod audiences;
pub(crate) mod changes;
pub(crate) mod code;
pub(crate) mod directory;
pub(crate) mod import;
pub(crate) mod link;
pub(crate) mod login;
pub(crate) mod me;
pub(crate) mod openid;
pub(crate) mod person;
pub(crate) mod person_acts;
pub(crate) mod preferences;
pub(crate) mod second_factor;
pub(crate) mod subscribe;
pub(crate) mod topics;
pub(crate) mod unit;
pub(crate) mod upload;
pub(crate) mod welcome;
