//! Rights, and which duties carry them. A right is held over a unit and all below it; the duties
//! of the communications department reach the whole municipality (D1, D7).

use db::Actor;

/// See the desk and its lists.
pub const READ: &str = "read";
/// Write messages for a unit.
pub const WRITE: &str = "write";
/// Say yes to messages of a unit.
pub const APPROVE: &str = "approve";
/// Release what is approved.
pub const RELEASE: &str = "release";
/// Keep the register of people and audiences.
pub const PEOPLE: &str = "people";
/// Note that somebody of a unit is away.
pub const ABSENCE: &str = "absence";
/// Add and adopt strategies.
pub const STRATEGY: &str = "strategy";
/// See the status page and try failed work again.
pub const OPERATE: &str = "operate";

/// Every duty, as the strategy's vocabulary has them.
pub const DUTIES: &[&str] = &[
    "head",
    "director",
    "communications",
    "communications-on-call",
    "editor",
    "press-lead",
    "legal",
    "records",
    "owner",
];

/// The rights that a duty carries, and whether they reach the whole municipality.
#[must_use]
pub fn of_duty(duty: &str) -> (&'static [&'static str], bool) {
    match duty {
        "head" | "director" => (&[READ, WRITE, APPROVE, RELEASE, ABSENCE], false),
        "communications" => (&[READ, WRITE, APPROVE, RELEASE, PEOPLE, ABSENCE], true),
        "communications-on-call" => (&[READ, WRITE, APPROVE, RELEASE, PEOPLE, ABSENCE, OPERATE], true),
        "press-lead" => (&[READ, WRITE, APPROVE], true),
        "editor" => (&[READ, WRITE], false),
        "legal" | "records" => (&[READ, APPROVE], true),
        "owner" => (&[READ, STRATEGY, APPROVE], true),
        _ => (&[READ], false),
    }
}

/// Whether somebody may give or take a duty over the unit with this path: only who holds every
/// right that it carries, and not as a deputy, whose rights end with the absence while the duty would stay.
#[must_use]
pub fn may_give(actor: &Actor, duty: &str, path: &str) -> bool {
    let (rights, everywhere) = of_duty(duty);
    let path = if everywhere { "" } else { path };
    let actor = actor.alone();
    actor.may_at(PEOPLE, path) && rights.iter().all(|right| actor.may_at(right, path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use db::Grant;

    #[test]
    fn nobody_gives_more_than_they_have() {
        let holder = |duty: &str, path: &str| {
            let grants = of_duty(duty).0.iter().map(|right| Grant::own(right, path));
            Actor { grants: grants.collect(), ..Actor::visitor() }
        };
        let communications = holder("communications", "");
        for duty in ["head", "director", "communications", "press-lead", "editor", "legal", "records"] {
            assert!(may_give(&communications, duty, "/a/"), "{duty}");
        }
        for duty in ["owner", "communications-on-call"] {
            assert!(!may_give(&communications, duty, "/a/"), "{duty}");
        }
        assert!(!may_give(&holder("head", "/a/"), "editor", "/a/"), "a head does not keep the register");
        let mut deputy = holder("communications", "");
        deputy.grants.iter_mut().for_each(|grant| grant.lent = true);
        assert!(!may_give(&deputy, "editor", "/a/"), "a deputy gives nothing that outlasts the absence");
        let local = holder("communications", "/a/");
        assert!(may_give(&local, "editor", "/a/b/") && !may_give(&local, "editor", "/b/"));
        assert!(!may_give(&local, "communications", "/a/"), "this one reaches the whole municipality");
    }
}
