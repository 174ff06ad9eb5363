//! The pages of the slice.

pub(crate) mod strategy;
pub(crate) mod upload;
pub(crate) mod version;
pub(crate) mod versions;
