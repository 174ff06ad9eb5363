//! What a strategy file may say and the program does not do yet: the one list of it. The page
//! `/strategy` and `traad strategy check` print what of it a file uses, so that nobody takes a rule
//! for kept that is not (W1). A test holds that every other key and word has code that reads it.

use crate::spec::{Field, Kind, ROOT};
use crate::words::Language;
use crate::{Strategy, why};
use serde_json::Value;
use std::collections::BTreeSet;

#[cfg(test)]
mod tests;

/// Something that takes effect later.
#[derive(Debug)]
pub struct Later {
    /// Keys with their way from the top of the file, each with all that is within it; or a vocabulary's name, a
    /// colon and a word.
    pub keys: &'static [&'static str],
    /// Why, in Danish.
    pub da: &'static str,
    /// Why, in English.
    pub en: &'static str,
}

impl Later {
    /// Why, in one of the languages.
    #[must_use]
    pub fn why(&self, language: Language) -> &'static str {
        if language == Language::Da { self.da } else { self.en }
    }

    fn holds(&self, key: &str) -> bool {
        self.keys
            .iter()
            .any(|own| key.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    }
}

/// Everything that takes effect later.
pub static LATER: &[Later] = &[
    Later {
        keys: &["approval.rule.when.cost_over"],
        da: "En besked har endnu ingen pris. Derfor rammer en regel om, hvad den koster, ingen beskeder.",
        en: "A message has no price yet, so a rule about what it costs meets no message.",
    },
    Later {
        keys: &["internal_first.told_before_all", "concerned:staff-representatives"],
        da: "Alle, det angår, får besked på samme tid. Registret ved ikke, hvem der sidder i MED, og vi kan ikke sende i bølger.",
        en: "All who are concerned are told at the same time. The register does not know who sits in MED, and nothing is sent in waves.",
    },
    Later {
        keys: &[
            "channel.owner",
            "channel.purposes",
            "channel.stakeholders",
            "role.stakeholders",
            "target_group.stakeholder",
        ],
        da: "Forslag til kanaler ser på rolle og målgruppe, og endnu ikke på ejer, formål og interessenter.",
        en: "Proposals of channels look at role and target group, and not yet at owner, purpose and stakeholders.",
    },
    Later {
        keys: &["channel.limits.max_minutes"],
        da: "En besked kan endnu ikke have lyd eller film.",
        en: "A message cannot have sound or film yet.",
    },
    Later {
        keys: &[
            "check:early-enough",
            "check:scope-for-influence",
            "involvement",
            "election.serves",
            "election.period.kind",
        ],
        da: "Høringer og anden inddragelse kommer senere.",
        en: "Hearings and other involvement come later.",
    },
    Later {
        keys: &["check:follow-up", "check:invites-questions", "commitments", "clock"],
        da: "Aftaler, spørgsmål fra borgere og frister for svar kommer senere.",
        en: "Agreed follow-ups, questions from citizens and times for answers come later.",
    },
    Later {
        keys: &[
            "goal.owner",
            "goal.indicator",
            "goal.target",
            "goal.direction",
            "goal.foundation",
            "principle.sign.question",
            "principle.sign.indicator",
            "role.goal",
            "measuring",
            "reputation",
        ],
        da: "Målinger af, om målene bliver nået, kommer senere.",
        en: "Measuring whether the goals are reached comes later.",
    },
    Later {
        keys: &[
            "narrative.owner",
            "narrative.carried_by",
            "narrative.theme.owner",
            "narrative.theme.target_groups",
        ],
        da: "Siden om kernefortællingen kommer senere. Temaer kan vælges nu.",
        en: "The page of the core narrative comes later. Themes can be chosen now.",
    },
    Later {
        keys: &["level.above", "level.responsibility", "cascade"],
        da: "Niveauernes egne sider og lederorientering kommer senere.",
        en: "The levels' own pages and the managers' briefings come later.",
    },
    Later {
        keys: &["press"],
        da: "Siden til pressearbejde kommer senere.",
        en: "The page for press work comes later.",
    },
    Later {
        keys: &[
            "crisis.level",
            "crisis.habit",
            "crisis.role",
            "crisis.agenda",
            "crisis.watch",
            "crisis.evaluate_within_days",
            "crisis.actions_within_days",
        ],
        da: "Kriserummet kommer senere. Teksterne, der ligger klar, virker nu.",
        en: "The crisis room comes later. The texts that lie ready work now.",
    },
    Later {
        keys: &["brand", "planning.action_plan", "planning.drawn_up_with"],
        da: "Kampagner og den årlige handleplan kommer senere.",
        en: "Campaigns and the yearly action plan come later.",
    },
    Later {
        keys: &["plain_language.text_type.max_words"],
        da: "Vi tæller ord, men holder dem endnu ikke op mod, hvor lang teksten må være.",
        en: "Words are counted, but not yet held against how long the text may be.",
    },
    Later {
        keys: &["theme"],
        da: "Siderne har endnu én farve for alle kommuner.",
        en: "Pages still have one colour for all municipalities.",
    },
];

/// Something that a file says and that takes effect later.
#[derive(Debug)]
pub struct Waiting {
    /// Why, in both languages.
    pub later: &'static Later,
    /// What of it the file uses, in the order of the alphabet.
    pub used: Vec<String>,
}

/// What a strategy says that takes effect later; only what this file uses.
#[must_use]
pub fn waiting(strategy: &Strategy) -> Vec<Waiting> {
    let mut keys = BTreeSet::new();
    why::visit(&ROOT, strategy.plain(), &mut |section, value| {
        for field in section.fields {
            if let Some(held) = value.get(field.name).filter(|held| says_something(held)) {
                let way = way(section.path, field);
                words_in(field.kind, held, &mut keys);
                keys.insert(way);
            }
        }
    });
    let of = |later: &'static Later| Waiting {
        later,
        used: keys.iter().filter(|key| later.keys.contains(&key.as_str())).cloned().collect(),
    };
    LATER.iter().map(of).filter(|waiting| !waiting.used.is_empty()).collect()
}

/// The way to a key from the top of the file.
fn way(section: &str, field: &Field) -> String {
    if section.is_empty() { field.name.to_owned() } else { format!("{section}.{}", field.name) }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        _ => true,
    }
}

/// The words of closed vocabularies that a key has.
fn words_in(kind: Kind, value: &Value, found: &mut BTreeSet<String>) {
    match (kind, value) {
        (Kind::OneOf(vocabulary), Value::String(word)) => {
            found.insert(format!("{}:{word}", vocabulary.name));
        }
        (Kind::List(inner), Value::Array(list)) => {
            list.iter().for_each(|value| words_in(*inner, value, found));
        }
        _ => {}
    }
}

/// Whether a key, or a word written `vocabulary:word`, takes effect later.
#[must_use]
pub fn is_later(key: &str) -> bool {
    LATER.iter().any(|later| later.holds(key))
}
