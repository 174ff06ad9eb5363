//! Rights, and which duties carry them. A right is held over a unit and all below it; the duties
//! of the communications department reach the whole municipality (D1, D7).

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
        "head" | "director" => (&[READ, WRITE, APPROVE, RELEASE], false),
        "communications" => (&[READ, WRITE, APPROVE, RELEASE, PEOPLE], true),
        "communications-on-call" => (&[READ, WRITE, APPROVE, RELEASE, PEOPLE, OPERATE], true),
        "press-lead" => (&[READ, WRITE, APPROVE], true),
        "editor" => (&[READ, WRITE], false),
        "legal" | "records" => (&[READ, APPROVE], true),
        "owner" => (&[READ, STRATEGY, APPROVE], true),
        _ => (&[READ], false),
    }
}
