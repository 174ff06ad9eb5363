//! Words that most sections use: force, sides, duties, approval and release.

use serde::{Deserialize, Serialize};

/// How strongly an item binds; only `must` stops anything.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// Stops what breaks it.
    Must,
    /// Is advised and counted when not followed.
    Should,
    /// Is proposed as the ordinary case.
    Usually,
    /// Shows what is meant.
    Example,
}

/// The language of the file's texts.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// Danish.
    Da,
    /// English.
    En,
}

/// What kind of document the strategy rests on.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FoundationKind {
    /// A vision.
    Vision,
    /// An adopted policy.
    Policy,
    /// Another strategy.
    Strategy,
    /// A plan.
    Plan,
    /// An analysis or survey.
    Analysis,
    /// A set of values.
    Values,
    /// A law or circular.
    Law,
}

/// Where a goal's effect is wanted.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoalScope {
    /// An effect that the whole strategy is for.
    Effect,
    /// Inside the organisation.
    Internal,
    /// In the world outside.
    External,
    /// The goal of one of the four roles.
    Role,
}

/// Which way a reading should move.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Higher is better.
    Up,
    /// Lower is better.
    Down,
    /// Keep the level.
    Hold,
}

/// Who can see a sign or a group: those inside or those outside.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Staff and politicians.
    Internal,
    /// Citizens and everyone else outside.
    External,
}

/// Whom a channel or a message reaches.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Only the municipality's own people.
    Internal,
    /// Anyone outside.
    External,
}

/// Which messages a rule concerns.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Internal messages only.
    Internal,
    /// External messages only.
    External,
    /// Both.
    #[default]
    Any,
}

/// What a codex finding does.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Must be settled before approval.
    Blocking,
    /// Is shown and may be waived.
    Advice,
    /// Is shown only.
    Note,
}

/// Who sees to a codex item that no program can decide.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckedBy {
    /// An automatic check.
    Program,
    /// A question to the author.
    Author,
    /// The manager.
    Manager,
    /// A guide or course.
    Guide,
    /// A colleague's reading.
    Colleague,
}

/// The character of a message's news.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Character {
    /// Good news.
    Good,
    /// Neutral news.
    Neutral,
    /// Hard news.
    Hard,
}

/// How the one who must say yes is found.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Approver {
    /// The head of the sending unit.
    HeadOfSender,
    /// The head of the unit above the sender.
    HeadAboveSender,
    /// Anyone with a named duty.
    Duty,
    /// A head at a named level, above the sender.
    Level,
}

/// A function that a person holds in a unit; the list is closed.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// Heads the unit.
    Head,
    /// Belongs to the executive board.
    Director,
    /// Works with communication.
    Communications,
    /// Is on call for communications.
    CommunicationsOnCall,
    /// Edits a unit's or channel's messages.
    Editor,
    /// Leads press work.
    PressLead,
    /// Gives legal advice.
    Legal,
    /// Keeps the records.
    Records,
    /// Owns the case, plan or topic at hand.
    Owner,
}

/// A kind of change to an approved text.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmallChange {
    /// Spelling.
    Spelling,
    /// Grammar.
    Grammar,
    /// Punctuation.
    Punctuation,
    /// Line breaks and headings' look.
    Layout,
    /// A link that stays on the same host.
    SameHostLink,
    /// Telephone, e-mail or opening hours.
    ContactDetails,
    /// The text that describes a picture.
    ImageDescription,
    /// An amount of money.
    Amount,
    /// A date or deadline.
    Date,
    /// A person's or place's name.
    Name,
    /// What was decided.
    Decision,
    /// A right or duty.
    Right,
    /// A link to another host.
    OtherHostLink,
    /// Who receives it.
    Recipients,
}

/// Why the outside world may be told first.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExemptionKind {
    /// Danger to life, health or property.
    Danger,
    /// Publication required by law.
    Statutory,
    /// An open meeting or its agenda.
    OpenMeeting,
}

/// A group of staff that a message can concern.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Concerned {
    /// The unit that sends.
    SendingUnit,
    /// Units that own the topic.
    UnitsOfTopic,
    /// Units and people named in the text.
    NamedUnits,
    /// Staff whose work or place changes.
    AffectedStaff,
    /// MED.
    StaffRepresentatives,
    /// All staff.
    AllStaff,
}

/// What may be sent in spite of caps and quiet hours.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuietExemption {
    /// Danger to life, health or property.
    Danger,
    /// Messages of a crisis.
    Crisis,
    /// Messages required by law.
    Statutory,
    /// Messages of a plan with a first and a last day.
    Campaign,
    /// Receipts the reader asked for.
    Receipt,
}

impl Language {
    /// The language with this tag; Danish for any other than `en`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        if tag.eq_ignore_ascii_case("en") || tag.to_ascii_lowercase().starts_with("en-") {
            Self::En
        } else {
            Self::Da
        }
    }
}
