//! Vocabularies that most sections use.

use super::super::Vocabulary;

/// How strongly an item binds; only `must` stops anything.
pub static FORCE: Vocabulary = Vocabulary {
    name: "force",
    doc: "How strongly an item binds; only `must` stops anything.",
    words: &[
        ("must", "stops what breaks it"),
        ("should", "is advised and counted when not followed"),
        ("usually", "is proposed as the ordinary case"),
        ("example", "shows what is meant"),
    ],
};

/// The language of the file's texts.
pub static LANGUAGE: Vocabulary = Vocabulary {
    name: "language",
    doc: "The language of the file's texts.",
    words: &[("da", "Danish"), ("en", "English")],
};

/// What kind of document the strategy rests on.
pub static FOUNDATION_KIND: Vocabulary = Vocabulary {
    name: "foundation-kind",
    doc: "What kind of document the strategy rests on.",
    words: &[
        ("vision", "a vision"),
        ("policy", "an adopted policy"),
        ("strategy", "another strategy"),
        ("plan", "a plan"),
        ("analysis", "an analysis or survey"),
        ("values", "a set of values"),
        ("law", "a law or circular"),
    ],
};

/// Where a goal's effect is wanted.
pub static GOAL_SCOPE: Vocabulary = Vocabulary {
    name: "goal-scope",
    doc: "Where a goal's effect is wanted.",
    words: &[
        ("effect", "an effect that the whole strategy is for"),
        ("internal", "inside the organisation"),
        ("external", "in the world outside"),
        ("role", "the goal of one of the four roles"),
    ],
};

/// Which way a reading should move.
pub static DIRECTION: Vocabulary = Vocabulary {
    name: "direction",
    doc: "Which way a reading should move.",
    words: &[("up", "higher is better"), ("down", "lower is better"), ("hold", "keep the level")],
};

/// Who can see a sign or a group: those inside or those outside.
pub static SIDE: Vocabulary = Vocabulary {
    name: "side",
    doc: "Who can see a sign or a group: those inside or those outside.",
    words: &[("internal", "staff and politicians"), ("external", "citizens and everyone else outside")],
};

/// Whom a channel or a message reaches.
pub static AUDIENCE: Vocabulary = Vocabulary {
    name: "audience",
    doc: "Whom a channel or a message reaches.",
    words: &[("internal", "only the municipality's own people"), ("external", "anyone outside")],
};

/// Which messages a rule concerns.
pub static SCOPE: Vocabulary = Vocabulary {
    name: "scope",
    doc: "Which messages a rule concerns.",
    words: &[("internal", "internal messages only"), ("external", "external messages only"), ("any", "both")],
};

/// What a codex finding does.
pub static SEVERITY: Vocabulary = Vocabulary {
    name: "severity",
    doc: "What a codex finding does.",
    words: &[
        ("blocking", "must be settled before approval"),
        ("advice", "is shown and may be waived"),
        ("note", "is shown only"),
    ],
};

/// Who sees to a codex item that no program can decide.
pub static CHECKED_BY: Vocabulary = Vocabulary {
    name: "checked-by",
    doc: "Who sees to a codex item that no program can decide.",
    words: &[
        ("program", "an automatic check"),
        ("author", "a question to the author"),
        ("manager", "the manager"),
        ("guide", "a guide or course"),
        ("colleague", "a colleague's reading"),
    ],
};

/// The character of a message's news.
pub static CHARACTER: Vocabulary = Vocabulary {
    name: "character",
    doc: "The character of a message's news.",
    words: &[("good", "good news"), ("neutral", "neutral news"), ("hard", "hard news")],
};

/// How the one who must say yes is found.
pub static APPROVER: Vocabulary = Vocabulary {
    name: "approver",
    doc: "How the one who must say yes is found.",
    words: &[
        ("head-of-sender", "the head of the sending unit"),
        ("head-above-sender", "the head of the unit above the sender"),
        ("duty", "anyone with a named duty"),
        ("level", "a head at a named level, above the sender"),
    ],
};

/// A function that a person holds in a unit; the list is closed.
pub static DUTY: Vocabulary = Vocabulary {
    name: "duty",
    doc: "A function that a person holds in a unit; the list is closed.",
    words: &[
        ("head", "heads the unit"),
        ("director", "belongs to the executive board"),
        ("communications", "works with communication"),
        ("communications-on-call", "is on call for communications"),
        ("editor", "edits a unit's or channel's messages"),
        ("press-lead", "leads press work"),
        ("legal", "gives legal advice"),
        ("records", "keeps the records"),
        ("owner", "owns the case, plan or topic at hand"),
    ],
};

/// A kind of change to an approved text.
pub static CHANGE: Vocabulary = Vocabulary {
    name: "change",
    doc: "A kind of change to an approved text.",
    words: &[
        ("spelling", "spelling"),
        ("grammar", "grammar"),
        ("punctuation", "the full stop at the end of a text; a comma can turn a sentence round"),
        ("layout", "line breaks and headings' look"),
        ("same-host-link", "a link that stays on the same host"),
        ("contact-details", "telephone, e-mail or opening hours"),
        ("image-description", "the text that describes a picture"),
        ("amount", "an amount of money"),
        ("date", "a date or deadline"),
        ("name", "a person's or place's name"),
        ("decision", "what was decided"),
        ("right", "a right or duty"),
        ("other-host-link", "a link to another host"),
        ("recipients", "who receives it"),
    ],
};

/// Why the outside world may be told first.
pub static EXEMPTION: Vocabulary = Vocabulary {
    name: "exemption",
    doc: "Why the outside world may be told first.",
    words: &[
        ("danger", "danger to life, health or property"),
        ("statutory", "publication required by law"),
        ("open-meeting", "an open meeting or its agenda"),
    ],
};

/// A group of staff that a message can concern.
pub static CONCERNED: Vocabulary = Vocabulary {
    name: "concerned",
    doc: "A group of staff that a message can concern.",
    words: &[
        ("sending-unit", "the unit that sends"),
        ("units-of-topic", "units that own the topic"),
        ("named-units", "units and people named in the text"),
        ("affected-staff", "staff whose work or place changes"),
        ("staff-representatives", "MED"),
        ("all-staff", "all staff"),
    ],
};

/// What may be sent in spite of caps and quiet hours.
pub static QUIET_EXEMPTION: Vocabulary = Vocabulary {
    name: "quiet-exemption",
    doc: "What may be sent in spite of caps and quiet hours.",
    words: &[
        ("danger", "danger to life, health or property"),
        ("crisis", "messages of a crisis"),
        ("statutory", "messages required by law"),
        ("campaign", "messages of a plan with a first and a last day"),
        ("receipt", "receipts the reader asked for"),
    ],
};
