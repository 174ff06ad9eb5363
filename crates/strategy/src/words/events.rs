//! Words about reply times, elections, press and crises.

use serde::{Deserialize, Serialize};

/// What a reply time counts for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockSubject {
    /// Telling that an inquiry has come.
    InquiryReceipt,
    /// Answering an inquiry.
    InquiryAnswer,
    /// Answering the press.
    PressInquiry,
    /// Deciding a request for access to records.
    AccessToRecords,
    /// Answering a request for one's own data.
    AccessToOwnData,
    /// Answering a complaint.
    Complaint,
    /// Answering a comment on social media.
    Comment,
    /// Telling what became of hearing answers.
    HearingResult,
    /// Correcting a fault that readers see.
    Correction,
}

/// What a reply time is counted in.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockUnit {
    /// Minutes by the clock.
    Minutes,
    /// Hours by the clock.
    Hours,
    /// Hours within working time.
    WorkingHours,
    /// All days.
    CalendarDays,
    /// Monday to Friday, not holidays.
    WorkingDays,
}

/// Whom the administration serves in an election period.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Serves {
    /// The council as a whole.
    Council,
    /// Committee chairs in office.
    CommitteeChairs,
    /// The mayor in office.
    Mayor,
}

/// Which election a period is for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ElectionKind {
    /// Municipal and regional elections.
    Municipal,
    /// Elections to Folketinget.
    Parliament,
    /// Elections to the European Parliament.
    European,
    /// A referendum.
    Referendum,
}

/// What the press asks about.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PressSituation {
    /// A fact.
    Fact,
    /// A professional assessment.
    Assessment,
    /// A political stand.
    Political,
    /// A critical case.
    Critical,
    /// A single person's case.
    PersonCase,
}

/// Who takes part in press work.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PressPerson {
    /// The employee who knows the matter.
    Employee,
    /// The nearest manager.
    Manager,
    /// The head of the centre.
    Head,
    /// The director of the field.
    Director,
    /// The one who leads press work.
    PressLead,
    /// The communications department.
    Communications,
    /// The mayor.
    Mayor,
    /// The chair of the committee.
    CommitteeChair,
    /// The politicians concerned.
    Politicians,
    /// Staff of the unit concerned.
    UnitStaff,
    /// No one speaks; the rules are explained.
    NoOne,
}

/// The colour of a crisis level.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlarmColour {
    /// Watch.
    Green,
    /// Raised attention.
    Yellow,
    /// Crisis.
    Red,
}
