//! The pages of the slice.

pub(crate) mod assessment;
pub(crate) mod calendar;
pub(crate) mod choices;
pub(crate) mod form;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod plan;
