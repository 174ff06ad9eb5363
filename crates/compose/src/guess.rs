//! Guesses at role, news character and theme from the first words of a text. They are proposals
//! that the author sees and can change; with too little to go on there is no guess (R2, H8, W7).

use strategy::{Strategy, words::Character};

/// Words that point to a role of the strategy, by the beginning of the word.
const ROLE_WORDS: &[(&str, &[&str])] = &[
    (
        "politics",
        &["byråd", "udvalg", "vedtag", "politik", "budget", "borgmester", "høring", "lokalplan", "beslutte"],
    ),
    (
        "authority",
        &["afgørelse", "tilladelse", "påbud", "klage", "lov", "tilsyn", "partshør", "regler", "frist"],
    ),
    (
        "brand",
        &["ledig", "stilling", "job", "ansøg", "festival", "kulturnat", "kampagne", "turist", "tilflytter"],
    ),
];
/// Words of news that is hard to hear.
const HARD_WORDS: &[&str] = &[
    "spare",
    "besparelse",
    "nedskær",
    "nedlæg",
    "fyre",
    "afskedig",
    "forurene",
    "fejl",
    "kritik",
    "aflys",
    "forsink",
    "farlig",
    "brud",
    "afslag",
    "stiger",
    "forbud",
    "ulykke",
    "beklag",
];
/// Words of news that is good to hear.
const GOOD_WORDS: &[&str] = &[
    "åbner",
    "indvie",
    "fejre",
    "prisen",
    "vinder",
    "gratis",
    "velkommen",
    "bedre",
    "flere pladser",
    "rekord",
    "nyt tilbud",
];

/// What the program guesses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Guess {
    /// A role of the strategy.
    pub(crate) role: Option<String>,
    /// Good, neutral or hard.
    pub(crate) character: Option<Character>,
    /// A theme of the core narrative.
    pub(crate) theme: Option<String>,
}

/// Guesses from title, main point and text.
pub(crate) fn guess(strategy: &Strategy, text: &str) -> Guess {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).collect();
    if words.len() < 3 {
        return Guess::default();
    }
    let hits = |stems: &[&str]| {
        let begins = |stem: &&str| {
            words.iter().any(|word| word.starts_with(*stem)) || (stem.contains(' ') && text.contains(*stem))
        };
        stems.iter().filter(|stem| begins(stem)).count()
    };
    let known = |id: &str| strategy.roles.iter().any(|role| role.id == id);
    // Of two roles with as many hits, the first in the table is meant.
    let role = ROLE_WORDS
        .iter()
        .rev()
        .map(|(role, stems)| (hits(stems), *role))
        .filter(|(number, role)| *number > 0 && known(role))
        .max_by_key(|(number, _)| *number)
        .map_or("service", |(_, role)| role);
    let (hard, good) = (hits(HARD_WORDS), hits(GOOD_WORDS));
    let character = match hard.cmp(&good) {
        std::cmp::Ordering::Greater => Character::Hard,
        std::cmp::Ordering::Less => Character::Good,
        std::cmp::Ordering::Equal => Character::Neutral,
    };
    let theme = strategy.narrative.as_ref().and_then(|narrative| {
        let score = |theme: &strategy::model::NarrativeTheme| {
            let about = format!("{} {}", theme.name, theme.text).to_lowercase();
            let stems: Vec<String> = about
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.chars().count() > 5)
                .map(|word| word.chars().take(6).collect())
                .collect();
            words.iter().filter(|word| stems.iter().any(|stem| word.starts_with(stem.as_str()))).count()
        };
        narrative
            .themes
            .iter()
            .map(|theme| (score(theme), theme))
            .filter(|(hits, _)| *hits > 0)
            .max_by_key(|(hits, _)| *hits)
    });
    Guess {
        role: known(role).then(|| role.to_owned()),
        character: Some(character),
        theme: theme.map(|(_, theme)| theme.id.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_that_a_consultant_would_make() {
        let strategy =
            strategy::read(include_bytes!("../../../strategies/sundby.toml"), "sundby.toml").unwrap();
        let cases = [
            ("Byrådet har vedtaget budgettet for næste år", "politics", Character::Neutral),
            ("Vejen ved Sundby Skole er lukket i uge 20", "service", Character::Neutral),
            ("Byrådet vil spare på biblioteket og nedlægge tre stillinger", "politics", Character::Hard),
            ("Den nye svømmehal åbner, og alle er velkommen", "service", Character::Good),
            ("Ledig stilling: vil du være pædagog hos os", "brand", Character::Neutral),
        ];
        for (text, role, character) in cases {
            let guess = guess(&strategy, text);
            assert_eq!((guess.role.as_deref(), guess.character), (Some(role), Some(character)), "{text}");
        }
        assert_eq!(guess(&strategy, "Hej"), Guess::default());
    }
}
