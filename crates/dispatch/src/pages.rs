//! The pages of the slice, one file each.

pub(crate) mod deliveries;
