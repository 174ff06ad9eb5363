//! Vocabularies about reply times, elections, press and crises.

use super::super::Vocabulary;

/// What a reply time counts for.
pub static CLOCK_SUBJECT: Vocabulary = Vocabulary {
    name: "clock-subject",
    doc: "What a reply time counts for.",
    words: &[
        ("inquiry-receipt", "telling that an inquiry has come"),
        ("inquiry-answer", "answering an inquiry"),
        ("press-inquiry", "answering the press"),
        ("access-to-records", "deciding a request for access to records"),
        ("access-to-own-data", "answering a request for one's own data"),
        ("complaint", "answering a complaint"),
        ("comment", "answering a comment on social media"),
        ("hearing-result", "telling what became of hearing answers"),
        ("correction", "correcting a fault that readers see"),
    ],
};

/// What a reply time is counted in.
pub static CLOCK_UNIT: Vocabulary = Vocabulary {
    name: "clock-unit",
    doc: "What a reply time is counted in.",
    words: &[
        ("minutes", "minutes by the clock"),
        ("hours", "hours by the clock"),
        ("working-hours", "hours within working time"),
        ("calendar-days", "all days"),
        ("working-days", "Monday to Friday, not holidays"),
    ],
};

/// Whom the administration serves in an election period.
pub static SERVES: Vocabulary = Vocabulary {
    name: "serves",
    doc: "Whom the administration serves in an election period.",
    words: &[
        ("council", "the council as a whole"),
        ("committee-chairs", "committee chairs in office"),
        ("mayor", "the mayor in office"),
    ],
};

/// Which election a period is for.
pub static ELECTION_KIND: Vocabulary = Vocabulary {
    name: "election-kind",
    doc: "Which election a period is for.",
    words: &[
        ("municipal", "municipal and regional elections"),
        ("parliament", "elections to Folketinget"),
        ("european", "elections to the European Parliament"),
        ("referendum", "a referendum"),
    ],
};

/// What the press asks about.
pub static SITUATION: Vocabulary = Vocabulary {
    name: "situation",
    doc: "What the press asks about.",
    words: &[
        ("fact", "a fact"),
        ("assessment", "a professional assessment"),
        ("political", "a political stand"),
        ("critical", "a critical case"),
        ("person-case", "a single person's case"),
    ],
};

/// Who takes part in press work.
pub static PRESS_PERSON: Vocabulary = Vocabulary {
    name: "press-person",
    doc: "Who takes part in press work.",
    words: &[
        ("employee", "the employee who knows the matter"),
        ("manager", "the nearest manager"),
        ("head", "the head of the centre"),
        ("director", "the director of the field"),
        ("press-lead", "the one who leads press work"),
        ("communications", "the communications department"),
        ("mayor", "the mayor"),
        ("committee-chair", "the chair of the committee"),
        ("politicians", "the politicians concerned"),
        ("unit-staff", "staff of the unit concerned"),
        ("no-one", "no one speaks; the rules are explained"),
    ],
};

/// The colour of a crisis level.
pub static COLOUR: Vocabulary = Vocabulary {
    name: "colour",
    doc: "The colour of a crisis level.",
    words: &[("green", "watch"), ("yellow", "raised attention"), ("red", "crisis")],
};
