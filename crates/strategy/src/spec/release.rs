//! The format of: when: internal first and the load on each audience (H3, W5).

use super::{Kind, Section, Shape, optional, required, words};

/// `internal_first`: Staff are told before the outside world.
pub(super) static INTERNAL_FIRST: Section = Section {
    path: "internal_first",
    prefix: "internal-first",
    title_da: "Internt først",
    title_en: "Internal first",
    requirements: "H3",
    doc: "Staff are told before the outside world.",
    shape: Shape::One,
    fields: &[
        optional(
            "lead_time_minutes",
            Kind::Integer { min: 0, max: 10080 },
            "Minutes that must pass from the internal release to the external one.",
            "H3",
        ),
        optional("concerned", Kind::List(&Kind::OneOf(&words::CONCERNED)), "Who counts as concerned.", "H3"),
        optional(
            "told_before_all",
            Kind::List(&Kind::OneOf(&words::CONCERNED)),
            "Who may be told before all staff.",
            "H3",
        ),
        optional("exemption", Kind::Tables(&INTERNAL_FIRST_EXEMPTION), "When the rule yields.", "H3"),
        optional(
            "exceptions",
            Kind::Table(&INTERNAL_FIRST_EXCEPTIONS),
            "Who may grant a single exception.",
            "H3",
        ),
    ],
};

/// `internal_first.exemption`: A case where the outside world may be told first.
pub(super) static INTERNAL_FIRST_EXEMPTION: Section = Section {
    path: "internal_first.exemption",
    prefix: "internal-first",
    title_da: "Undtagelser",
    title_en: "Exemptions",
    requirements: "H3",
    doc: "A case where the outside world may be told first.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "H3"),
        required("kind", Kind::OneOf(&words::EXEMPTION), "Why the rule yields.", "H3"),
    ],
};

/// `internal_first.exceptions`: Single exceptions, with a named reason and counted.
pub(super) static INTERNAL_FIRST_EXCEPTIONS: Section = Section {
    path: "internal_first.exceptions",
    prefix: "internal-first",
    title_da: "Fravigelse",
    title_en: "Single exceptions",
    requirements: "H3",
    doc: "Single exceptions, with a named reason and counted.",
    shape: Shape::One,
    fields: &[required(
        "granted_by",
        Kind::List(&Kind::OneOf(&words::DUTY)),
        "Duties that may grant one.",
        "H3",
    )],
};

/// `load`: Not more, but better: how much an audience receives.
pub(super) static LOAD: Section = Section {
    path: "load",
    prefix: "load",
    title_da: "Kommunikationsmængde",
    title_en: "Load",
    requirements: "W5",
    doc: "Not more, but better: how much an audience receives.",
    shape: Shape::One,
    fields: &[
        optional("cap", Kind::Tables(&LOAD_CAP), "How many messages in how long.", "W5"),
        optional("quiet_hours", Kind::Tables(&LOAD_QUIET_HOURS), "Times when nothing is sent.", "W5"),
        optional("holidays_quiet", Kind::Bool, "True when public holidays are quiet.", "W5"),
        optional(
            "exempt",
            Kind::List(&Kind::OneOf(&words::QUIET_EXEMPTION)),
            "What is sent all the same; nothing else goes past a ceiling or quiet hours that must be kept.",
            "W5",
        ),
    ],
};

/// `load.cap`: A ceiling for one audience.
pub(super) static LOAD_CAP: Section = Section {
    path: "load.cap",
    prefix: "load",
    title_da: "Lofter",
    title_en: "Caps",
    requirements: "W5",
    doc: "A ceiling for one audience.",
    shape: Shape::Many,
    fields: &[
        optional("name", Kind::Text, "Short name; without it the text itself is shown.", "W5"),
        required("audience", Kind::OneOf(&words::AUDIENCE), "Inside or outside.", "W5"),
        optional(
            "channels",
            Kind::List(&Kind::Ref("channel")),
            "Channels it counts; none means all of the audience's.",
            "W5",
        ),
        optional(
            "target_groups",
            Kind::List(&Kind::Ref("target_group")),
            "Groups it concerns; none means everyone.",
            "W5",
        ),
        required(
            "max_messages",
            Kind::Integer { min: 1, max: 1000 },
            "Messages each recipient may get.",
            "W5",
        ),
        required("window_days", Kind::Integer { min: 1, max: 366 }, "Days it is counted over.", "W5"),
    ],
};

/// `load.quiet_hours`: A time when nothing is sent, in Europe/Copenhagen.
pub(super) static LOAD_QUIET_HOURS: Section = Section {
    path: "load.quiet_hours",
    prefix: "load",
    title_da: "Stille timer",
    title_en: "Quiet hours",
    requirements: "W5",
    doc: "A time when nothing is sent, in Europe/Copenhagen.",
    shape: Shape::Many,
    fields: &[
        optional("name", Kind::Text, "Short name; without it the text itself is shown.", "W5"),
        required("audience", Kind::OneOf(&words::AUDIENCE), "Inside or outside.", "W5"),
        required("from", Kind::Time, "When it begins, as \"HH:MM\".", "W5"),
        required("to", Kind::Time, "When it ends; earlier than `from` means the next morning.", "W5"),
    ],
};
