//! A message that conveys a decision tells the decision, the reason and the intention (H5), and
//! what it rests on, as forvaltningsloven § 24 asks of reasons.

use super::Check;
use crate::{Finding, Input, Weight};

/// The four parts of a decision.
pub(super) struct DecisionParts;

impl Check for DecisionParts {
    fn id(&self) -> &'static str {
        "decision"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let Some(decision) = &input.content.decision else { return };
        let sign = input
            .strategy
            .principles
            .iter()
            .flat_map(|principle| principle.signs.iter().map(move |sign| (principle, sign)))
            .find(|(_, sign)| sign.check == Some(strategy::words::Check::ReasonAndIntention));
        let because = sign.map(|(_, sign)| format!("sign.{}", sign.id)).unwrap_or_default();
        for (field, text, weight) in [
            ("decision-decision", &decision.decision, Weight::Must),
            ("decision-reason", &decision.reason, Weight::Must),
            ("decision-intention", &decision.intention, Weight::Must),
            ("decision-legal-basis", &decision.legal_basis, Weight::Advice),
        ] {
            if text.trim().is_empty() {
                found.push(Finding::new(&format!("{field}-missing"), weight, field).because(because.clone()));
            }
        }
    }
}
