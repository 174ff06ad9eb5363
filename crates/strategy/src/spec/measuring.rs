//! The format of: Plain language, indicators, branding and reputation (H2, M1-M3, R4).

use super::{Kind, Section, Shape, optional, required, words};

/// `plain_language`: How clear a text must be.
pub(super) static PLAIN_LANGUAGE: Section = Section {
    path: "plain_language",
    prefix: "plain-language",
    title_da: "Klart sprog",
    title_en: "Plain language",
    requirements: "H2",
    doc: "How clear a text must be.",
    shape: Shape::One,
    fields: &[
        optional("text_type", Kind::Tables(&PLAIN_LANGUAGE_TEXT_TYPE), "Kinds of text.", "H2"),
        optional(
            "house_word",
            Kind::Tables(&PLAIN_LANGUAGE_HOUSE_WORD),
            "Words the municipality has chosen.",
            "H2",
        ),
    ],
};

/// `plain_language.text_type`: A kind of text and how easy it must be.
pub(super) static PLAIN_LANGUAGE_TEXT_TYPE: Section = Section {
    path: "plain_language.text_type",
    prefix: "text-type",
    title_da: "Teksttyper",
    title_en: "Text types",
    requirements: "H2",
    doc: "A kind of text and how easy it must be.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "H2"),
        optional("target_lix", Kind::Integer { min: 15, max: 70 }, "The LIX to stay under.", "H2"),
        optional(
            "blocking",
            Kind::List(&Kind::OneOf(&words::LANGUAGE_RULE)),
            "Language rules that block.",
            "H2",
        ),
        optional("max_words", Kind::Integer { min: 10, max: 20000 }, "Words it should stay under.", "H2"),
    ],
};

/// `plain_language.house_word`: A word the municipality has chosen.
pub(super) static PLAIN_LANGUAGE_HOUSE_WORD: Section = Section {
    path: "plain_language.house_word",
    prefix: "house-word",
    title_da: "Husets ord",
    title_en: "House words",
    requirements: "H2",
    doc: "A word the municipality has chosen.",
    shape: Shape::Many,
    fields: &[
        required("write", Kind::Text, "The word to write.", "H2"),
        required("avoid", Kind::List(&Kind::Text), "Words to avoid.", "H2"),
    ],
};

/// `measuring`: How it is followed up.
pub(super) static MEASURING: Section = Section {
    path: "measuring",
    prefix: "measuring",
    title_da: "Måling",
    title_en: "Measuring",
    requirements: "M1-M3",
    doc: "How it is followed up.",
    shape: Shape::One,
    fields: &[
        optional("report", Kind::OneOf(&words::RHYTHM), "How often the board gets a report.", "M1"),
        optional("indicator", Kind::Tables(&MEASURING_INDICATOR), "The indicators.", "M1"),
    ],
};

/// `measuring.indicator`: Something that is measured.
pub(super) static MEASURING_INDICATOR: Section = Section {
    path: "measuring.indicator",
    prefix: "indicator",
    title_da: "Indikatorer",
    title_en: "Indicators",
    requirements: "M1",
    doc: "Something that is measured.",
    shape: Shape::Many,
    fields: &[
        required("name", Kind::Text, "Short name shown in lists.", "M1"),
        required("measure", Kind::OneOf(&words::MEASURE), "How its readings come.", "M1"),
        required("unit", Kind::OneOf(&words::UNIT), "What it is counted in.", "M1"),
        optional("question", Kind::Text, "The question asked, when people are asked.", "M3"),
    ],
};

/// `brand`: A bounded effort.
pub(super) static BRAND: Section = Section {
    path: "brand",
    prefix: "brand",
    title_da: "Branding",
    title_en: "Branding",
    requirements: "R4",
    doc: "A bounded effort.",
    shape: Shape::One,
    fields: &[optional(
        "requires",
        Kind::List(&Kind::OneOf(&words::CAMPAIGN_FIELD)),
        "What every campaign must state.",
        "R4",
    )],
};

/// `reputation`: What grows of all communication; measured apart from campaigns.
pub(super) static REPUTATION: Section = Section {
    path: "reputation",
    prefix: "reputation",
    title_da: "Omdømme",
    title_en: "Reputation",
    requirements: "R4",
    doc: "What grows of all communication; measured apart from campaigns.",
    shape: Shape::One,
    fields: &[optional(
        "indicators",
        Kind::List(&Kind::Ref("measuring.indicator")),
        "What it is measured by.",
        "R4",
    )],
};
