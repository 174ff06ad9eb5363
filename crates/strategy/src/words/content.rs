//! Words about content: checks, channels, purposes, methods and measures.

use serde::{Deserialize, Serialize};

/// An automatic check of a message.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Readability, officialese and sentence length.
    PlainLanguage,
    /// Main point first, headings, short paragraphs.
    Structure,
    /// Friendly and respectful wording.
    Tone,
    /// A decision message states decision, reason and intention.
    ReasonAndIntention,
    /// An invitation states what can be influenced and what cannot.
    ScopeForInfluence,
    /// An invitation comes early enough before the decision.
    EarlyEnough,
    /// Staff were told before the outside world.
    InternalFirst,
    /// The message goes out before its own deadline.
    InTime,
    /// Units that the topic concerns are informed.
    AcrossFields,
    /// The channels suit role and target group.
    ChannelFit,
    /// The reader can see what to do next.
    NextStep,
    /// A name, title and way to reach someone are given.
    Contact,
    /// The reader is invited to ask.
    InvitesQuestions,
    /// Rights, access to records and appeal are stated.
    Rights,
    /// What was agreed is registered with owner and date.
    FollowUp,
    /// The audience is not overloaded.
    Load,
    /// Both good and hard news are told.
    Balance,
    /// The message carries a narrative theme.
    Theme,
    /// An absence reply is friendly and names a colleague.
    AutoReply,
    /// The case has its communication assessment.
    NeedsAssessment,
    /// Facts are given with their source.
    SourceQuoted,
}

/// The place in the program that carries a responsibility.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carrier {
    /// The approval queue.
    Approval,
    /// The executive board's page of goals and exceptions.
    Board,
    /// The one calendar over all units.
    Calendar,
    /// Managers' briefings passed on link by link.
    Cascade,
    /// The check while writing.
    Check,
    /// The register of agreed follow-ups.
    Commitments,
    /// Decision messages with reason and intention.
    Decisions,
    /// The page of goals and readings.
    Goals,
    /// Guides, courses and templates.
    Guides,
    /// Involvement processes.
    Involvement,
    /// The inquiry desk.
    Inquiries,
    /// The page of the core narrative.
    Narrative,
    /// Communication plans.
    Plans,
    /// The press log.
    Press,
    /// Requests for advice from communications.
    Requests,
    /// The level's own page of responsibilities.
    Responsibilities,
}

/// The kind of connector that carries a channel.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConnectorKind {
    /// The public newsroom of the program.
    Newsroom,
    /// The staff feed and mobile web app.
    StaffFeed,
    /// E-mail to a list.
    Email,
    /// Text messages.
    Sms,
    /// Letters on paper.
    Letter,
    /// Digital Post.
    DigitalPost,
    /// A Facebook page.
    Facebook,
    /// A LinkedIn page.
    Linkedin,
    /// An audio feed.
    Podcast,
    /// Press releases to media.
    Press,
    /// Spoken, with talking points.
    Oral,
    /// Done by hand and ticked off.
    Manual,
}

impl ConnectorKind {
    /// Whether the program itself shows or sends the whole message there, with headings, links and
    /// pictures. Elsewhere it makes a text that somebody copies.
    #[must_use]
    pub fn is_document(self) -> bool {
        matches!(self, Self::Newsroom | Self::StaffFeed | Self::Email)
    }
}

/// What a channel is used for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// News.
    News,
    /// Self-service and practical information.
    Service,
    /// Events.
    Events,
    /// Political decisions.
    Decisions,
    /// Hearings and involvement.
    Hearing,
    /// Recruiting staff.
    Recruitment,
    /// Bounded branding efforts.
    Branding,
    /// Two-way dialogue.
    Dialogue,
    /// Urgent information.
    Crisis,
    /// A citizen's own case.
    Case,
    /// Information to staff.
    StaffInformation,
    /// Sharing knowledge among staff.
    KnowledgeSharing,
    /// Welcoming new staff.
    Onboarding,
    /// Minutes of meetings.
    Minutes,
    /// Staff development.
    Development,
}

/// What an involvement process must say.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Statement {
    /// What can be influenced.
    Scope,
    /// What cannot.
    Limits,
    /// What happens with the input.
    UseOfInput,
    /// When it happens.
    Timetable,
    /// Whom to ask.
    Contact,
    /// What became of it.
    Result,
}

/// The form of an involvement method.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MethodForm {
    /// People meet.
    Meeting,
    /// It takes place online.
    Online,
    /// A small group talks in depth.
    Group,
    /// A questionnaire or interviews.
    Survey,
    /// Written answers to a proposal.
    Hearing,
    /// People work out something together.
    Workshop,
    /// A standing group.
    Panel,
}

/// How often a plan is made.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rhythm {
    /// Each year.
    Yearly,
    /// Twice a year.
    HalfYearly,
    /// Four times a year.
    Quarterly,
}

/// What a branding effort must state.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CampaignField {
    /// When it begins.
    Start,
    /// When it ends.
    End,
    /// What it may cost.
    Budget,
    /// What it is to achieve.
    Goal,
    /// Whom it is for.
    TargetGroup,
}

/// How an indicator gets its readings.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Readings brought in from a survey.
    Survey,
    /// The one-question poll on messages.
    ReaderPoll,
    /// Readability of what was sent.
    Readability,
    /// Share of external releases that staff knew first.
    InternalFirst,
    /// Share that went out in time.
    InTime,
    /// Share of decision messages with reason and intention.
    DecisionsExplained,
    /// Share of agreed follow-ups kept in time.
    FollowUpKept,
    /// Share of processes begun in good time.
    InvolvementEarly,
    /// People who took part in involvement.
    Participation,
    /// Tone of press coverage.
    CoverageTone,
    /// Number of mentions by medium.
    CoverageReach,
    /// Share of messages with a narrative theme.
    ThemeCoverage,
    /// Share of hard news among all news.
    Balance,
    /// Share of inquiries answered in time.
    ReplyTime,
    /// Messages an audience has received.
    Load,
    /// Share of briefings passed on to the end.
    Cascade,
    /// Staff who have taken a course.
    Courses,
    /// Staff who have read.
    Reading,
    /// Figures typed in by the owner.
    Manual,
}

/// What an indicator is counted in.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Percent.
    Percent,
    /// A number.
    Count,
    /// Days.
    Days,
    /// Points from 1 to 5.
    Score,
    /// LIX points.
    Lix,
}

/// A language rule that can block.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LanguageRule {
    /// The text is harder than its text type allows.
    Lix,
    /// A sentence is too long.
    LongSentence,
    /// Officialese with a plain alternative.
    Officialese,
    /// A misspelt word.
    Spelling,
    /// An abbreviation that is not explained.
    Abbreviation,
    /// A word the municipality has chosen another for.
    HouseWord,
    /// The main point does not come first.
    MainPoint,
    /// A long text without headings.
    Heading,
    /// A decision without its reason.
    Reason,
    /// A decision without the way to appeal.
    Rights,
    /// No one to ask.
    Contact,
}
