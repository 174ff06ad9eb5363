//! The format of: where: platforms and channels (C1-C9).

use super::{Kind, Section, Shape, optional, required, words};

/// `platform`: A category of channels.
pub(super) static PLATFORM: Section = Section {
    path: "platform",
    prefix: "platform",
    title_da: "Platforme",
    title_en: "Platforms",
    requirements: "C1",
    doc: "A category of channels.",
    shape: Shape::Many,
    fields: &[required("name", Kind::Text, "Short name shown in lists.", "C1")],
};

/// `channel`: A concrete way to reach people.
pub(super) static CHANNEL: Section = Section {
    path: "channel",
    prefix: "channel",
    title_da: "Kanaler",
    title_en: "Channels",
    requirements: "C1-C9",
    doc: "A concrete way to reach people.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "C1"),
        required("platform", Kind::Ref("platform"), "The platform it belongs to.", "C1"),
        required("kind", Kind::OneOf(&words::CONNECTOR), "The connector that carries it.", "C1"),
        required("audience", Kind::OneOf(&words::AUDIENCE), "Inside or outside.", "C1"),
        optional(
            "target_groups",
            Kind::List(&Kind::Ref("target_group")),
            "The target groups it is meant for.",
            "R3",
        ),
        optional(
            "stakeholders",
            Kind::List(&Kind::Ref("stakeholder")),
            "The stakeholder groups it reaches.",
            "R3",
        ),
        optional("purposes", Kind::List(&Kind::OneOf(&words::PURPOSE)), "What it is used for.", "C1"),
        optional("owner", Kind::Ref("level"), "The level that owns it.", "C1"),
        optional(
            "may_publish",
            Kind::List(&Kind::OneOf(&words::DUTY)),
            "Duties that may publish on it, for their own unit where it is a head or an editor; none leaves it to all who may release.",
            "C1",
        ),
        optional("limits", Kind::Table(&CHANNEL_LIMITS), "What the channel can carry.", "C1"),
    ],
};

/// `channel.limits`: What a channel can carry; a missing key means no limit of our own.
pub(super) static CHANNEL_LIMITS: Section = Section {
    path: "channel.limits",
    prefix: "channel",
    title_da: "Grænser",
    title_en: "Limits",
    requirements: "C6",
    doc: "What a channel can carry; a missing key means no limit of our own.",
    shape: Shape::Plain,
    fields: &[
        optional(
            "max_characters",
            Kind::Integer { min: 1, max: 1000000 },
            "Characters in one message.",
            "C6",
        ),
        optional(
            "recommended_characters",
            Kind::Integer { min: 1, max: 1000000 },
            "Characters that work best.",
            "C6",
        ),
        optional("max_images", Kind::Integer { min: 0, max: 100 }, "Pictures in one message.", "C6"),
        optional("max_minutes", Kind::Integer { min: 1, max: 600 }, "Minutes of sound or film.", "C6"),
    ],
};
