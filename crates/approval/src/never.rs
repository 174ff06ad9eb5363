//! What the strategy says is never a small correction, whatever else is small: told from what the
//! difference touches, and in doubt it touches it. Only ever takes a yes away, never keeps one (H9).

use crate::wording::{self, CALENDAR, begins_sentence, begins_with, is_capital};
use markup::TextOptions;
use message::Content;
use std::collections::{BTreeMap, BTreeSet};
use strategy::{Strategy, words::SmallChange};

/// How long an ending may be for two words to be the same word in another form, in letters.
const ENDING_MAX: usize = 3;

/// Words of amounts besides figures, also with an ending.
const AMOUNTS: &[&str] = &[
    "kr", "kroner", "øre", "procent", "pct", "promille", "halv", "kvart", "nul", "hundrede", "tusind",
    "million", "milliard", "gebyr", "takst", "pris", "rabat", "krone", "dobbelt", "crown", "percent",
];
/// Words of dates and times besides figures, days and months, also with an ending.
const DATES: &[&str] = &[
    "morgen",
    "aften",
    "nat",
    "middag",
    "uge",
    "måned",
    "klokken",
    "dato",
    "frist",
    "senest",
    "tidligst",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "tomorrow",
];
/// Words of rights and duties, also with an ending.
const RIGHTS: &[&str] = &[
    "rettighed",
    "klage",
    "pligt",
    "frist",
    "aktindsigt",
    "krav",
    "kræve",
    "berettiget",
    "dispensation",
    "tilladelse",
    "forbud",
    "forbudt",
    "afslag",
    "right",
    "appeal",
    "duty",
    "permit",
];
/// Words of rights and duties that are nothing else with an ending.
const RIGHTS_ALONE: &[&str] =
    &["ret", "retten", "skal", "må", "kan", "bør", "lov", "loven", "must", "may", "shall", "can"];
/// Words about how to reach somebody and when, also with an ending.
const CONTACTS: &[&str] =
    &["telefon", "tlf", "mail", "e-mail", "åbent", "åben", "lukket", "åbningstid", "adresse", "phone"];

/// Whether the strategy says that a difference is never small.
#[must_use]
pub(crate) fn is_never_small(old: &Content, new: &Content, strategy: &Strategy) -> bool {
    let rule = strategy.approval.as_ref().and_then(|approval| approval.small_correction.as_ref());
    rule.is_some_and(|rule| rule.never.iter().any(|change| touches(old, new, *change)))
}

/// Whether a difference touches what a word of the strategy names.
fn touches(old: &Content, new: &Content, change: SmallChange) -> bool {
    let changed = changed_words(old, new);
    let any = |fits: &dyn Fn(&str) -> bool| changed.iter().any(|word| fits(word));
    match change {
        SmallChange::Spelling => any(&|word| word.chars().any(char::is_alphabetic)),
        SmallChange::Grammar => has_other_ending(&changed, old),
        SmallChange::Punctuation => changed.is_empty() && marks(old) != marks(new),
        SmallChange::Layout => changed.is_empty() && marks(old) == marks(new) && layout(old) != layout(new),
        SmallChange::SameHostLink => links(old) != links(new),
        SmallChange::OtherHostLink => hosts(old) != hosts(new),
        SmallChange::ImageDescription => descriptions(old) != descriptions(new),
        SmallChange::ContactDetails => {
            old.contact != new.contact
                || any(&|word| has_digit(word) || word.contains('@') || begins_with(word, CONTACTS))
        }
        SmallChange::Amount => any(&|word| has_digit(word) || is_number(word) || begins_with(word, AMOUNTS)),
        SmallChange::Date => any(&|word| {
            has_digit(word) || is_number(word) || begins_with(word, DATES) || begins_with(word, CALENDAR)
        }),
        SmallChange::Name => {
            old.contact.function != new.contact.function || any(&|word| is_name(word, old, new))
        }
        SmallChange::Decision => old.decision != new.decision || any(&|word| is_decided(word, old)),
        SmallChange::Right => {
            any(&|word| begins_with(word, RIGHTS) || RIGHTS_ALONE.contains(&word.to_lowercase().as_str()))
        }
        SmallChange::Recipients => {
            let to = |content: &Content| {
                let Content {
                    side, unit, topics, channels, target_groups, audiences, affected_units, ..
                } = content.clone();
                (side, unit, topics, channels, target_groups, audiences, affected_units)
            };
            to(old) != to(new)
        }
    }
}

/// Everything that is read, each line on its own; not the parts that only say to whom.
fn text(content: &Content) -> String {
    let mut lines = vec![
        content.title.clone(),
        content.main_point.clone(),
        content.internal_text.clone(),
        content.body.to_text(TextOptions::default()),
    ];
    lines.extend(content.variants.values().cloned());
    if let Some(decision) = &content.decision {
        lines.extend(
            [&decision.decision, &decision.reason, &decision.intention, &decision.legal_basis]
                .map(Clone::clone),
        );
    }
    lines.join("\n")
}

fn bare(word: &str) -> &str {
    wording::bare(word, |c| c.is_alphanumeric() || c == '@')
}

/// The words that one text has more often than the other, without the marks around them.
fn changed_words(old: &Content, new: &Content) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for (content, step) in [(old, 1), (new, -1)] {
        for word in text(content).split_whitespace().map(bare).filter(|word| !word.is_empty()) {
            *counts.entry(word.to_owned()).or_default() += step;
        }
    }
    counts.into_iter().filter(|(_, count)| *count != 0).map(|(word, _)| word).collect()
}

/// Whether a word that changed may be a name: it has a capital, and stands not only where a sentence begins and every
/// word has one. What came there is a word without it, too.
fn is_name(word: &str, old: &Content, new: &Content) -> bool {
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    let is_beginning = |content: &Content| {
        text(content).lines().all(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let mut places = (0..words.len()).filter(|at| bare(words[*at]) == word);
            places.all(|at| begins_sentence(&words, at))
        })
    };
    let is_there = |content: &Content| text(content).split_whitespace().any(|other| bare(other) == word);
    let dictionary = check::checker(new.language).dictionary();
    let is_word = || dictionary.is_some_and(|dictionary| dictionary.accepts(&word.to_lowercase()));
    !(is_capital(word) && is_beginning(old) && is_beginning(new) && (!is_there(new) || is_word()))
}

fn marks(content: &Content) -> String {
    text(content).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn layout(content: &Content) -> (String, Vec<&str>) {
    let lines = [content.title.as_str(), &content.main_point, &content.internal_text];
    (content.body.to_markdown(), lines.to_vec())
}

fn links(content: &Content) -> Vec<String> {
    content.body.links().map(|link| link.href.as_str().to_owned()).collect()
}

fn hosts(content: &Content) -> Vec<Option<String>> {
    content.body.links().map(|link| link.href.host()).collect()
}

fn descriptions(content: &Content) -> Vec<String> {
    content.body.images().map(|image| image.image.alt.clone()).collect()
}

fn has_digit(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
}

/// Whether a word is a number written in letters.
fn is_number(word: &str) -> bool {
    const NUMBERS: &[&str] = &[
        "en",
        "et",
        "to",
        "tre",
        "fire",
        "fem",
        "seks",
        "syv",
        "otte",
        "ni",
        "ti",
        "elleve",
        "tolv",
        "tretten",
        "fjorten",
        "femten",
        "seksten",
        "sytten",
        "atten",
        "nitten",
        "tyve",
        "tredive",
        "fyrre",
        "halvtreds",
        "tres",
        "halvfjerds",
        "firs",
        "halvfems",
        "første",
        "anden",
        "tredje",
        "fjerde",
        "femte",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ];
    let word = word.to_lowercase();
    NUMBERS.contains(&word.as_str())
        || (word.contains("og") && NUMBERS.iter().any(|end| end.len() > 3 && word.ends_with(end)))
}

/// Whether a word stands in what was decided.
fn is_decided(word: &str, old: &Content) -> bool {
    old.decision
        .as_ref()
        .is_some_and(|decision| decision.decision.split_whitespace().any(|other| bare(other) == word))
}

/// Whether two of the changed words are one word with another ending.
fn has_other_ending(changed: &BTreeSet<String>, old: &Content) -> bool {
    let before: BTreeSet<String> = text(old).split_whitespace().map(|word| bare(word).to_owned()).collect();
    let (gone, come): (Vec<&String>, Vec<&String>) = changed.iter().partition(|word| before.contains(*word));
    gone.iter().any(|one| come.iter().any(|other| is_other_ending(one, other)))
}

fn is_other_ending(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().count() - same;
    same >= 2 && rest(one) <= ENDING_MAX && rest(other) <= ENDING_MAX && rest(one).min(rest(other)) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use db::Id;
    use markup::Doc;

    fn body(text: &str) -> Content {
        let mut content = Content::new(Id::at(1));
        content.body = Doc::from_markdown(text).unwrap();
        content
    }

    #[test]
    fn what_a_difference_touches() {
        use SmallChange::{
            Amount, ContactDetails, Date, Grammar, ImageDescription, Layout, Name, OtherHostLink,
            Punctuation, Right, SameHostLink, Spelling,
        };
        let cases = [
            ("Vi har en komunal plan.", "Vi har en kommunal plan.", Spelling),
            ("Vi lukker vejene.", "Vi lukker vejen.", Grammar),
            ("Vejen lukkes i dag", "Vejen lukkes i dag.", Punctuation),
            ("Kom, og se.", "Kom og se.", Punctuation),
            ("En linje.", "**En** linje.", Layout),
            ("[Planen](https://x.dk/a)", "[Planen](https://x.dk/b)", SameHostLink),
            ("[Planen](https://x.dk/a)", "[Planen](https://y.dk/a)", OtherHostLink),
            ("![En vej](media:abc)", "![En sti](media:abc)", ImageDescription),
            ("Ring 55 00 00 01.", "Ring 55 00 00 02.", ContactDetails),
            ("Skriv til a@x.dk.", "Skriv til b@x.dk.", ContactDetails),
            ("Det koster 100 kr.", "Det koster 1000 kr.", Amount),
            ("Gebyret er halvtreds.", "Gebyret er halvfems.", Amount),
            ("Det koster femogtyve.", "Det koster femogtredive.", Amount),
            ("Vi åbner mandag.", "Vi åbner tirsdag.", Date),
            ("Vi åbner 9. maj.", "Vi åbner 8. maj.", Date),
            ("Han hedder Jensen.", "Han hedder Jansen.", Name),
            ("Du kan parkere.", "Du skal parkere.", Right),
            ("Du kan klage.", "Du kan klge.", Right),
        ];
        for (old, new, change) in cases {
            assert!(touches(&body(old), &body(new), change), "{old} -> {new}: {change:?}");
            assert!(!touches(&body(old), &body(old), change), "the same touches {change:?}");
        }
        let plain = (body("Vi har en komunal plan."), body("Vi har en kommunal plan."));
        for change in [Grammar, Punctuation, Layout, Amount, Date, Name, Right, ContactDetails, SameHostLink]
        {
            assert!(!touches(&plain.0, &plain.1, change), "a letter touches {change:?}");
        }
    }

    #[test]
    fn who_gets_it_is_recipients() {
        let old = body("Vejen lukker.");
        let changes: [fn(&mut Content); 5] = [
            |content| content.topics.push("roads".to_owned()),
            |content| content.channels.push("sms".to_owned()),
            |content| content.audiences.push(Id::at(2)),
            |content| content.affected_units.push(Id::at(3)),
            |content| content.unit = Id::at(4),
        ];
        for change in changes {
            let mut new = old.clone();
            change(&mut new);
            assert!(touches(&old, &new, SmallChange::Recipients));
        }
        let mut new = old.clone();
        new.title = "Ny titel".to_owned();
        assert!(!touches(&old, &new, SmallChange::Recipients));
    }

    #[test]
    fn what_is_never_small_wins_over_what_is_allowed() {
        let file = include_str!("../../../strategies/sundby.toml");
        let with = |never: &str| {
            let from = "never = [\"amount\", \"date\", \"name\", \"decision\", \"right\", \"other-host-link\", \"recipients\"]";
            assert!(file.contains(from));
            strategy::read(file.replace(from, never).as_bytes(), "changed.toml").unwrap()
        };
        let (old, new) = (body("Vi har en komunal plan."), body("Vi har en kommunal plan."));
        assert!(!is_never_small(&old, &new, &with("never = [\"amount\"]")));
        assert!(!is_never_small(&old, &new, &with("")));
        let (old, new) = (body("Se [planen](https://x.dk/a)"), body("Se [planen](https://y.dk/a)"));
        assert!(is_never_small(&old, &new, &with("never = [\"other-host-link\"]")));
    }
}
