//! What nobody may type where it is kept or sent on: somebody's CPR number (invariant 13).

use crate::Refusal;

/// Refuses a remark, a reason or a name with a CPR number in it, before it is kept, logged or mailed.
///
/// # Errors
/// When there is one.
pub fn no_cpr(text: &str, field: &'static str) -> Result<(), Refusal> {
    if markup::cpr_numbers(text).is_empty() { Ok(()) } else { Err(Refusal::new("web-cpr").at(field)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_refused_at_its_field() {
        for text in ["010190-1234", "Borgeren 010190\u{2011}1234 ringede", "cpr 01 01 90 12 34"] {
            assert_eq!(
                no_cpr(text, "reason").map_err(|refusal| refusal.field),
                Err(Some("reason")),
                "{text}"
            );
        }
        for text in ["", "Ring på 55 00 03 00.", "Sag 2026-010190"] {
            assert_eq!(no_cpr(text, "reason"), Ok(()), "{text}");
        }
    }
}
