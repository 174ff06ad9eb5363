//! The pages of the slice, one file each.

pub(crate) mod article;
pub(crate) mod bar;
pub(crate) mod feeds;
pub(crate) mod home;
pub(crate) mod picture;
pub(crate) mod search;
pub(crate) mod staff;
