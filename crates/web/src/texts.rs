//! The texts of the interface: Fluent files per slice, Danish as the source, English complete.
//! No literal text stands in code or templates; a test finds keys that are missing.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A language: of the interface, or of what people write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// Danish.
    #[default]
    Da,
    /// English.
    En,
}

impl Lang {
    /// The language tag (BCP 47).
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Da => "da",
            Lang::En => "en",
        }
    }

    /// The language of a tag, where it is one of ours.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        [Lang::Da, Lang::En].into_iter().find(|lang| lang.tag() == tag)
    }

    /// The language of a choice such as a cookie, or of an Accept-Language header; Danish first.
    #[must_use]
    pub fn choose(choice: Option<&str>, accepted: Option<&str>) -> Self {
        if let Some(chosen) = choice.and_then(Self::of_tag) {
            return chosen;
        }
        let first = |tag: &&str| tag.starts_with("da") || tag.starts_with("en");
        match accepted.and_then(|text| text.split(',').map(str::trim).find(first)) {
            Some(tag) if tag.starts_with("en") => Lang::En,
            _ => Lang::Da,
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

/// All texts of the program.
#[derive(Clone)]
pub struct Texts(Arc<[Bundle; 2]>);

impl Texts {
    /// Reads the texts of all slices: (Danish, English) each.
    ///
    /// # Errors
    /// When a file has a syntax fault or a key is given twice; the text names it.
    pub fn new(files: &[(&'static str, &'static str)]) -> Result<Self, String> {
        let da: Vec<&str> = files.iter().map(|file| file.0).collect();
        let en: Vec<&str> = files.iter().map(|file| file.1).collect();
        Ok(Self(Arc::new([bundle("da", &da)?, bundle("en", &en)?])))
    }

    /// A text without particulars.
    #[must_use]
    pub fn get(&self, lang: Lang, key: &str) -> String {
        self.fill(lang, key, &[])
    }

    /// A text with named particulars.
    #[must_use]
    pub fn fill(&self, lang: Lang, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let bundle = &self.0[usize::from(lang == Lang::En)];
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, lang = lang.tag(), "a text is missing");
            return format!("[{key}]");
        };
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            let mut value = value.clone();
            // Only a count is read in thousands: a year or a number of something is not. A small number stays as it is,
            // because a choice of `[0]` or `[1]` is of a number that is grouped as usual.
            if let FluentValue::Number(number) = &mut value
                && *name != "n"
                && number.value.abs() >= 1_000.0
            {
                number.options.use_grouping = false;
            }
            fluent.set(*name, value);
        }
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&fluent), &mut faults).into_owned();
        if !faults.is_empty() {
            tracing::error!(key, lang = lang.tag(), ?faults, "a text could not be filled");
        }
        text
    }

    /// Whether a key exists.
    #[must_use]
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.0[usize::from(lang == Lang::En)].has_message(key)
    }
}

fn bundle(tag: &str, files: &[&str]) -> Result<Bundle, String> {
    let lang = tag.parse().map_err(|_| format!("{tag} is no language tag"))?;
    let mut bundle = Bundle::new_concurrent(vec![lang]);
    bundle.set_use_isolating(false);
    match tag {
        "da" => bundle.set_formatter(Some(danish)),
        _ => bundle.set_formatter(Some(english)),
    }
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned())
            .map_err(|(_, faults)| format!("texts ({tag}): {faults:?}"))?;
        bundle.add_resource(resource).map_err(|faults| format!("texts ({tag}): {faults:?}"))?;
    }
    Ok(bundle)
}

/// A whole number with its thousands set apart: 3.001 in Danish, 3,001 in English.
#[must_use]
pub fn grouped(number: i64, lang: &str) -> String {
    let mark = if lang == "da" { '.' } else { ',' };
    let digits = number.unsigned_abs().to_string();
    let mut out = if number < 0 { "-".to_owned() } else { String::new() };
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

fn danish<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    whole(value).map(|number| grouped(number, "da"))
}

fn english<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    whole(value).map(|number| grouped(number, "en"))
}

/// The number of a particular, where it is a whole one.
#[expect(clippy::cast_possible_truncation, reason = "whole, and far from the ends")]
fn whole(value: &FluentValue<'_>) -> Option<i64> {
    match value {
        FluentValue::Number(number)
            if number.options.use_grouping && number.value.fract() == 0.0 && number.value.abs() < 1e15 =>
        {
            Some(number.value as i64)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_follows_choice_then_browser_then_danish() {
        assert_eq!(Lang::choose(Some("en"), Some("da")), Lang::En);
        assert_eq!(Lang::choose(None, Some("sv,en-GB;q=0.8")), Lang::En);
        assert_eq!(Lang::choose(None, Some("da-DK,en;q=0.5")), Lang::Da);
        assert_eq!(Lang::choose(None, None), Lang::Da);
    }

    #[test]
    fn particulars_and_plurals() {
        let da = "mails = { $n ->\n    [one] Én mail\n   *[other] { $n } mails\n }";
        let texts = Texts::new(&[(da, da)]).unwrap();
        assert_eq!(texts.fill(Lang::Da, "mails", &[("n", 1.into())]), "Én mail");
        assert_eq!(texts.fill(Lang::Da, "mails", &[("n", 3.into())]), "3 mails");
        assert_eq!(texts.fill(Lang::Da, "mails", &[("n", 3_001.into())]), "3.001 mails");
        let manual = "m = { $manual ->\n    [0] Ingen\n    [one] Én\n   *[other] { $manual }\n }";
        let manual = Texts::new(&[(manual, manual)]).unwrap();
        for (number, said) in [(0, "Ingen"), (1, "Én"), (2, "2"), (2_026, "2026")] {
            assert_eq!(manual.fill(Lang::Da, "m", &[("manual", number.into())]), said, "{number}");
        }
        let year = Texts::new(&[("week = Uge 19, { $year }", "week = Week 19, { $year }")]).unwrap();
        assert_eq!(year.fill(Lang::Da, "week", &[("year", 2_026.into())]), "Uge 19, 2026");
        assert_eq!(texts.fill(Lang::En, "mails", &[("n", 1_203_001.into())]), "1,203,001 mails");
        assert_eq!(texts.get(Lang::Da, "nothing"), "[nothing]");
    }

    #[test]
    fn numbers_are_read_in_thousands() {
        for (number, da, en) in [
            (0, "0", "0"),
            (153, "153", "153"),
            (3_001, "3.001", "3,001"),
            (-12_000, "-12.000", "-12,000"),
            (1_234_567, "1.234.567", "1,234,567"),
        ] {
            assert_eq!((grouped(number, "da").as_str(), grouped(number, "en").as_str()), (da, en));
        }
    }
}
