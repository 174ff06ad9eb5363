//! Which passwords are refused: short ones, and those that guessing programs try first, with
//! years, signs and swapped letters around them (NIST SP 800-63B section 3.1.1.2, OWASP ASVS 6.2).
//! What is left free is what people remember best: some words after each other.

use std::{collections::HashSet, sync::OnceLock};

/// The shortest password, in characters (NIST SP 800-63B asks for at least 8; we ask for more).
pub(crate) const PASSWORD_MIN: usize = 12;
/// The longest password that is hashed, in bytes.
pub(crate) const PASSWORD_MAX: usize = 200;
/// So many different characters a password has at least.
const DIFFERENT_MIN: usize = 5;
/// So many characters are left when runs such as `abcd` and `qwer` are taken out.
const LEFT_MIN: usize = 5;
/// The shortest run that counts as one.
const RUN_MIN: usize = 3;
/// The longest piece whose repetition is no password.
const REPEATED_MAX: usize = 8;
/// The shortest word of a person's own that is not to stand in the password.
const OWN_MIN: usize = 4;

/// Rows of a Danish keyboard, the alphabet and the digits, along which people run.
const ROWS: &[&str] = &[
    "1234567890+",
    "qwertyuiopå¨",
    "asdfghjklæø'",
    "<zxcvbnm,.-",
    "abcdefghijklmnopqrstuvwxyzæøå",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
];

/// What is wrong with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// Shorter than twelve characters.
    Short,
    /// Longer than can be used.
    Long,
    /// One that everybody tries first.
    Common,
}

impl PasswordFault {
    /// The text that says what to do.
    pub(crate) fn key(self) -> &'static str {
        match self {
            PasswordFault::Short => "people-password-short",
            PasswordFault::Long => "people-password-long",
            PasswordFault::Common => "people-password-common",
        }
    }
}

/// Looks at a new password; `own` are words that anybody knows of the person, such as their
/// e-mail, their function and the municipality.
///
/// # Errors
/// When it should not be used.
pub(crate) fn check_new(password: &str, own: &[&str]) -> Result<(), PasswordFault> {
    if password.chars().count() < PASSWORD_MIN {
        return Err(PasswordFault::Short);
    }
    if password.len() > PASSWORD_MAX {
        return Err(PasswordFault::Long);
    }
    if is_common(&password.to_lowercase(), own) { Err(PasswordFault::Common) } else { Ok(()) }
}

fn is_common(password: &str, own: &[&str]) -> bool {
    let chars: Vec<char> = password.chars().collect();
    let different: HashSet<char> = chars.iter().copied().collect();
    if different.len() < DIFFERENT_MIN || is_repeated(&chars) || without_runs(&chars) < LEFT_MIN {
        return true;
    }
    let own: HashSet<String> = own
        .iter()
        .flat_map(|text| {
            text.to_lowercase().split(|c: char| !c.is_alphabetic()).map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|word| word.chars().count() >= OWN_MIN)
        .collect();
    [password.to_owned(), plain_letters(password)].iter().any(|text| {
        let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
        letters.is_empty() || is_two_words(&letters, &own)
    })
}

/// Whether it is one piece over and over, the last time perhaps cut off.
fn is_repeated(chars: &[char]) -> bool {
    (1..=REPEATED_MAX.min(chars.len() / 2))
        .any(|length| chars.iter().zip(chars.iter().skip(length)).all(|(a, b)| a == b))
}

/// How many characters are left when runs along a row, either way, count as one each.
fn without_runs(chars: &[char]) -> usize {
    let mut left = 0;
    let mut start = 0;
    while start < chars.len() {
        let longest = (start + RUN_MIN..=chars.len()).take_while(|end| is_run(&chars[start..*end])).last();
        left += 1;
        start = longest.unwrap_or(start + 1);
    }
    left
}

fn is_run(chars: &[char]) -> bool {
    let forward: String = chars.iter().collect();
    let backward: String = chars.iter().rev().collect();
    let same = chars.windows(2).all(|pair| pair[0] == pair[1]);
    same || ROWS.iter().any(|row| row.contains(&forward) || row.contains(&backward))
}

/// Letters instead of the digits and signs that stand for them.
fn plain_letters(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' | '|' => 'i',
            '3' | '€' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect()
}

/// Whether the letters are one or two words that are tried first; two letters may stand over.
fn is_two_words(letters: &[char], own: &HashSet<String>) -> bool {
    let text = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let known = |word: &str| words().contains(word) || own.contains(word);
    let end = letters.len();
    let firsts = (0..=end).filter(|cut| *cut == 0 || known(&text(0, *cut)));
    firsts
        .into_iter()
        .any(|cut| (cut..=end).rev().any(|to| end - to <= 2 && (to == cut || known(&text(cut, to)))))
}

fn words() -> &'static HashSet<&'static str> {
    static WORDS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let files = [include_str!("../words/common.txt"), include_str!("../words/danish.txt")];
        files.into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#')).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &[&str] = &["centerchef.vej@sundby.example", "centerchef for Vej og Park", "Sundby Kommune"];

    #[test]
    fn what_is_tried_first_is_refused() {
        for password in [
            "adgangskode123456",
            "Adgangskode2026!",
            "Velkommen2026!",
            "velkommen-til-2026",
            "Sommer-2026-sommer",
            "Sommerferie2026!",
            "Kommunen1234!!",
            "Sundby-Kommune-1",
            "Slagelse2023!!!",
            "Næstved-Kommune-2026",
            "MitKodeord2026",
            "P@ssw0rd123456",
            "Pa$$w0rd!2026",
            "H3mm3l1gh3d2026",
            "Administrator1",
            "letmein12345678",
            "iloveyou12345",
            "SuperBruger2026",
            "Fodbold-2025-2026",
            "jordbærkage2026",
            "qwertyuiopåasdf",
            "1q2w3e4r5t6y7u",
            "asdfghjklæøzxcv",
            "poiuytrewq0987",
            "abcdefghijklmnop",
            "1234567890123456",
            "987654321098",
            "aaaaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "hest12hest12hest12",
            "19850412-19850412",
            "24-12-2026-24-12",
            "centerchef2026!",
            "Centerchef-Park-1",
            "................",
        ] {
            let fault = check_new(password, OWN);
            assert!(fault.is_err(), "{password}");
        }
    }

    #[test]
    fn what_people_remember_and_nobody_guesses_is_free() {
        for password in [
            "tre grønne cykler i regn",
            "brød under vognen ved søen",
            "correct horse battery staple",
            "kvist-lampe-torsk-gynge",
            "Tq9#vLp2!xZr",
            "9f2c-77ab-01de-5c33",
            "jeg spiste 14 pærer i går",
        ] {
            assert_eq!(check_new(password, OWN), Ok(()), "{password}");
        }
        assert_eq!(check_new("kort", OWN), Err(PasswordFault::Short));
        assert_eq!(check_new(&"x9æ".repeat(80), OWN), Err(PasswordFault::Long));
    }

    #[test]
    fn the_lists_are_there_and_in_order() {
        assert!(words().len() > 12_000 && words().contains("velkommen") && words().contains("slagelse"));
        for file in [include_str!("../words/common.txt"), include_str!("../words/danish.txt")] {
            let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
