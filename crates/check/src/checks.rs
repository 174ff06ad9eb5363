//! The register of checks, in the order their findings are shown.

mod body;
mod channels;
mod decision;
mod house_words;
mod identity;
mod language;
mod links;
mod roles;
mod secrets;

pub use links::{PUBLIC_PATHS, STAFF_PATHS};
pub use secrets::holds_cpr;

use crate::{Finding, Input};

/// One thing that is looked for.
pub trait Check: Sync {
    /// Its name; findings carry it or names that begin with it.
    fn id(&self) -> &'static str;
    /// Adds what it finds.
    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>);
}

/// Every check of the program.
pub const CHECKS: &[&dyn Check] = &[
    &secrets::Cpr,
    &identity::Title,
    &identity::MainPoint,
    &identity::BodyText,
    &identity::Contact,
    &decision::DecisionParts,
    &decision::Appeal,
    &channels::InternalFirst,
    &channels::ChannelChosen,
    &channels::Limits,
    &channels::Readers,
    &body::AltText,
    &body::LinkText,
    &links::Addresses,
    &body::Headings,
    &roles::RoleMatrix,
    &roles::Senders,
    &roles::Theme,
    &language::Lix,
    &house_words::HouseWords,
    &language::PlainLanguage,
];

#[cfg(test)]
mod tests {
    use super::CHECKS;

    #[test]
    fn every_check_has_a_name_of_its_own() {
        let mut names: Vec<&str> = CHECKS.iter().map(|check| check.id()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CHECKS.len());
    }
}
