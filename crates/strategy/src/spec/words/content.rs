//! Vocabularies about content.

use super::super::Vocabulary;

/// An automatic check of a message.
pub static CHECK: Vocabulary = Vocabulary {
    name: "check",
    doc: "An automatic check of a message.",
    words: &[
        ("plain-language", "readability, officialese and sentence length"),
        ("structure", "main point first, headings, short paragraphs"),
        ("tone", "friendly and respectful wording"),
        ("reason-and-intention", "a decision message states decision, reason and intention"),
        ("scope-for-influence", "an invitation states what can be influenced and what cannot"),
        ("early-enough", "an invitation comes early enough before the decision"),
        ("internal-first", "staff were told before the outside world"),
        ("in-time", "the message goes out before its own deadline"),
        ("across-fields", "units that the topic concerns are informed"),
        ("channel-fit", "the channels suit role and target group"),
        ("next-step", "the reader can see what to do next"),
        ("contact", "a name, title and way to reach someone are given"),
        ("invites-questions", "the reader is invited to ask"),
        ("rights", "rights, access to records and appeal are stated"),
        ("follow-up", "what was agreed is registered with owner and date"),
        ("load", "the audience is not overloaded"),
        ("balance", "both good and hard news are told"),
        ("theme", "the message carries a narrative theme"),
        ("auto-reply", "an absence reply is friendly and names a colleague"),
        ("needs-assessment", "the case has its communication assessment"),
        ("source-quoted", "facts are given with their source"),
    ],
};

/// The place in the program that carries a responsibility.
pub static CARRIER: Vocabulary = Vocabulary {
    name: "carrier",
    doc: "The place in the program that carries a responsibility.",
    words: &[
        ("approval", "the approval queue"),
        ("board", "the executive board's page of goals and exceptions"),
        ("calendar", "the one calendar over all units"),
        ("cascade", "managers' briefings passed on link by link"),
        ("check", "the check while writing"),
        ("commitments", "the register of agreed follow-ups"),
        ("decisions", "decision messages with reason and intention"),
        ("goals", "the page of goals and readings"),
        ("guides", "guides, courses and templates"),
        ("involvement", "involvement processes"),
        ("inquiries", "the inquiry desk"),
        ("narrative", "the page of the core narrative"),
        ("plans", "communication plans"),
        ("press", "the press log"),
        ("requests", "requests for advice from communications"),
        ("responsibilities", "the level's own page of responsibilities"),
    ],
};

/// The kind of connector that carries a channel.
pub static CONNECTOR: Vocabulary = Vocabulary {
    name: "connector",
    doc: "The kind of connector that carries a channel.",
    words: &[
        ("newsroom", "the public newsroom of the program"),
        ("staff-feed", "the staff feed and mobile web app"),
        ("email", "e-mail to a list"),
        ("sms", "text messages"),
        ("letter", "letters on paper"),
        ("digital-post", "Digital Post"),
        ("facebook", "a Facebook page"),
        ("linkedin", "a LinkedIn page"),
        ("podcast", "an audio feed"),
        ("press", "press releases to media"),
        ("oral", "spoken, with talking points"),
        ("manual", "done by hand and ticked off"),
    ],
};

/// What a channel is used for.
pub static PURPOSE: Vocabulary = Vocabulary {
    name: "purpose",
    doc: "What a channel is used for.",
    words: &[
        ("news", "news"),
        ("service", "self-service and practical information"),
        ("events", "events"),
        ("decisions", "political decisions"),
        ("hearing", "hearings and involvement"),
        ("recruitment", "recruiting staff"),
        ("branding", "bounded branding efforts"),
        ("dialogue", "two-way dialogue"),
        ("crisis", "urgent information"),
        ("case", "a citizen's own case"),
        ("staff-information", "information to staff"),
        ("knowledge-sharing", "sharing knowledge among staff"),
        ("onboarding", "welcoming new staff"),
        ("minutes", "minutes of meetings"),
        ("development", "staff development"),
    ],
};

/// What an involvement process must say.
pub static STATEMENT: Vocabulary = Vocabulary {
    name: "statement",
    doc: "What an involvement process must say.",
    words: &[
        ("scope", "what can be influenced"),
        ("limits", "what cannot"),
        ("use-of-input", "what happens with the input"),
        ("timetable", "when it happens"),
        ("contact", "whom to ask"),
        ("result", "what became of it"),
    ],
};

/// The form of an involvement method.
pub static FORM: Vocabulary = Vocabulary {
    name: "form",
    doc: "The form of an involvement method.",
    words: &[
        ("meeting", "people meet"),
        ("online", "it takes place online"),
        ("group", "a small group talks in depth"),
        ("survey", "a questionnaire or interviews"),
        ("hearing", "written answers to a proposal"),
        ("workshop", "people work out something together"),
        ("panel", "a standing group"),
    ],
};

/// How often a plan is made.
pub static RHYTHM: Vocabulary = Vocabulary {
    name: "rhythm",
    doc: "How often a plan is made.",
    words: &[("yearly", "each year"), ("half-yearly", "twice a year"), ("quarterly", "four times a year")],
};

/// What a branding effort must state.
pub static CAMPAIGN_FIELD: Vocabulary = Vocabulary {
    name: "campaign-field",
    doc: "What a branding effort must state.",
    words: &[
        ("start", "when it begins"),
        ("end", "when it ends"),
        ("budget", "what it may cost"),
        ("goal", "what it is to achieve"),
        ("target-group", "whom it is for"),
    ],
};

/// How an indicator gets its readings.
pub static MEASURE: Vocabulary = Vocabulary {
    name: "measure",
    doc: "How an indicator gets its readings.",
    words: &[
        ("survey", "readings brought in from a survey"),
        ("reader-poll", "the one-question poll on messages"),
        ("readability", "readability of what was sent"),
        ("internal-first", "share of external releases that staff knew first"),
        ("in-time", "share that went out in time"),
        ("decisions-explained", "share of decision messages with reason and intention"),
        ("follow-up-kept", "share of agreed follow-ups kept in time"),
        ("involvement-early", "share of processes begun in good time"),
        ("participation", "people who took part in involvement"),
        ("coverage-tone", "tone of press coverage"),
        ("coverage-reach", "number of mentions by medium"),
        ("theme-coverage", "share of messages with a narrative theme"),
        ("balance", "share of hard news among all news"),
        ("reply-time", "share of inquiries answered in time"),
        ("load", "messages an audience has received"),
        ("cascade", "share of briefings passed on to the end"),
        ("courses", "staff who have taken a course"),
        ("reading", "staff who have read"),
        ("manual", "figures typed in by the owner"),
    ],
};

/// What an indicator is counted in.
pub static UNIT: Vocabulary = Vocabulary {
    name: "unit",
    doc: "What an indicator is counted in.",
    words: &[
        ("percent", "percent"),
        ("count", "a number"),
        ("days", "days"),
        ("score", "points from 1 to 5"),
        ("lix", "LIX points"),
    ],
};

/// A language rule that can block.
pub static LANGUAGE_RULE: Vocabulary = Vocabulary {
    name: "language-rule",
    doc: "A language rule that can block.",
    words: &[
        ("lix", "the text is harder than its text type allows"),
        ("long-sentence", "a sentence is too long"),
        ("officialese", "officialese with a plain alternative"),
        ("spelling", "a misspelt word"),
        ("abbreviation", "an abbreviation that is not explained"),
        ("house-word", "a word the municipality has chosen another for"),
        ("main-point", "the main point does not come first"),
        ("heading", "a long text without headings"),
        ("reason", "a decision without its reason"),
        ("rights", "a decision without the way to appeal"),
        ("contact", "no one to ask"),
    ],
};
