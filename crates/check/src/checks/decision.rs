//! A message that conveys a decision tells the decision, the reason and the intention (H5), and
//! what it rests on, as forvaltningsloven § 24 asks of reasons.

use super::Check;
use super::language::{finding_of, is_letter, text_type};
use crate::{Finding, Input, Weight, engine};
use plain_language::{Block, BlockKind, Document, Source, TextType};
use strategy::model::Channel;
use web::Lang;

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

/// What the law demands of the text of a decision (forvaltningsloven § 25): where, how and until when one can
/// appeal. It stops a request for approval unless the decision gives the reader everything, and may stand with a
/// reason, as the law knows decisions that cannot be appealed. Reasons (§§ 22-24) have a field of their own.
pub(super) struct Appeal;

/// The rules of the engine that the law stands behind.
pub(super) const APPEAL: [&str; 3] = ["decision-appeal", "decision-appeal-body", "decision-appeal-deadline"];

impl Check for Appeal {
    fn id(&self) -> &'static str {
        "appeal"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let Some(decision) = &input.content.decision else { return };
        if text_type(input) != TextType::Decision || decision.is_in_full {
            return;
        }
        let content = input.content;
        // The one it is about gets the letter; without a letter the message itself is what tells.
        let letters: Vec<&Channel> = input.channels().filter(|channel| is_letter(channel.kind)).collect();
        let own = letters.iter().filter_map(|channel| Some((channel, content.own_text(&channel.id)?)));
        for (channel, text) in own.clone() {
            let source = Source::plain(text);
            look_in(input, &format!("variant-{}", channel.id), &source.blocks(), found);
        }
        if letters.is_empty() || own.count() < letters.len() {
            let mut texts =
                vec![content.main_point.clone(), decision.decision.clone(), decision.reason.clone()];
            texts.extend(content.body.blocks_text().map(|part| part.text));
            let block = |text| Block { kind: BlockKind::Paragraph, text };
            let blocks: Vec<Block<'_>> = texts.iter().map(|text| block(text.as_str())).collect();
            look_in(input, "body", &blocks, found);
        }
    }
}

/// What of it a text leaves out.
fn look_in(input: &Input<'_>, field: &str, blocks: &[Block<'_>], found: &mut Vec<Finding>) {
    // Guidance in English is not recognised: somebody says with a reason that it is there.
    let checker = engine::checker(Lang::Da);
    let document = Document { kind: TextType::Decision, blocks };
    for one in checker.check(document, input.house).findings {
        let rule = checker.rules().find(&one.rule).filter(|rule| APPEAL.contains(&&*rule.id));
        if let Some(rule) = rule {
            let mut finding = finding_of(input, rule, &one, field);
            finding.weight = Weight::Must;
            found.push(finding);
        }
    }
}
