//! Slips of the hand that make a word or a date a wrong one: "kan hjælper", "hvis i har", "den 31. november",
//! "på Mandag", "20 kr ." and "i dag.Vi".

use super::verb_form::{add, is_next};
use crate::class::Class;
use crate::segment::MONTHS;
use crate::{Finding, Flags, Line, Reading, Rule};

/// Verbs that an infinitive follows.
pub(crate) const MODALS: &[&str] =
    &["kan", "skal", "vil", "må", "bør", "kunne", "skulle", "ville", "måtte", "burde"];
/// What may stand between them.
const BETWEEN: &[&str] = &["gerne", "ikke", "også", "altid", "selv", "straks", "nu", "kun"];
/// Who does something, and cannot do it to a noun right after "kan".
const SUBJECTS: &[&str] = &["jeg", "du", "han", "hun", "vi", "man", "i", "gerne"];
/// Presents shorter than this are no regular ones.
const PRESENT_LETTERS: usize = 4;
/// Words before "i" that a subject follows; each begins a subordinate clause.
const BEFORE_SUBJECT: &[&str] = &["hvis", "når", "at", "fordi", "mens", "inden"];
/// Verbs that show that "i" before them is the subject.
const AFTER_SUBJECT: &[&str] = &[
    "har", "er", "kan", "skal", "vil", "får", "bliver", "ønsker", "vælger", "må", "bør", "havde", "var",
    "kommer",
];
/// Months that are names of people too.
const ALSO_NAMES: &[&str] = &["maj", "juni", "august"];
/// How many days each month has at most.
const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Finds a present after a verb that an infinitive follows: "vi kan hjælper".
pub(super) fn present_after_modal(
    reading: &Reading<'_>,
    rule: &Rule,
    line: &Line<'_>,
    found: &mut Vec<Finding>,
) {
    let Some(dictionary) = reading.dictionary else { return };
    for at in line.places(Class::of_flags(Flags::PRESENT)) {
        let back = 1 + usize::from(at > 1 && line.is_one_of(at - 1, BETWEEN));
        // In a question the subject follows: "Kan lærer og elev mødes?"
        let Some(modal) = at.checked_sub(back).filter(|modal| *modal > 0) else { continue };
        let token = &line.tokens[at];
        // "så vil farver ændre sig": after a noun's verb another noun may follow, after a pronoun's seldom.
        let who = line.is_one_of(modal - 1, SUBJECTS);
        let may_be_noun = token.flags.has(Flags::NOUN) && !who;
        let is_exempt = rule.words.iter().any(|word| token.is(word));
        let is_other =
            token.flags.any(Flags::PAST | Flags::PARTICIPLE | Flags::NAME) || may_be_noun || is_exempt;
        if is_other || !line.is(modal, Class::MODAL) || token.word().letters < PRESENT_LETTERS {
            continue;
        }
        let infinitive = token.text.strip_suffix('r').filter(|text| text.ends_with(['e', 'å']));
        let is_verb = |text: &&str| dictionary.flags(text).any(Flags::VERB | Flags::INFINITIVE);
        let follows = (modal..at).all(|at| is_next(reading, line, at));
        if let Some(infinitive) = infinitive.filter(is_verb).filter(|_| follows) {
            add(reading, rule, line, at, infinitive.to_owned(), found);
        }
    }
}

/// Finds "i" where "I" is meant: "hvis i har spørgsmål".
pub(super) fn small_i(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    for at in line.places(Class::SUBORDINATOR).map(|at| at + 1).filter(|at| line.text(*at) == "i") {
        let is_subject = line.is_one_of(at - 1, BEFORE_SUBJECT) && line.is_one_of(at + 1, AFTER_SUBJECT);
        if is_subject && is_next(reading, line, at - 1) && is_next(reading, line, at) {
            add(reading, rule, line, at, "I".to_owned(), found);
        }
    }
}

/// Finds dates that no calendar has: "31. november".
pub(super) fn impossible_date(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    let block = reading.document.blocks[line.sentence.block].text;
    for at in line.places(Class::MONTH).filter(|at| *at > 0) {
        let (day, month) = (&line.tokens[at - 1], &line.tokens[at]);
        let Some(number) = day.text.parse::<u32>().ok().filter(|_| day.text.len() <= 2) else { continue };
        let Some(place) = MONTHS.iter().position(|name| month.is(name)) else { continue };
        let gap = &block[day.word().end..month.word().start];
        let is_leap =
            |year: u32| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let year = line.text(at + 1).parse::<u32>().ok().filter(|year| (1900..2200).contains(year));
        let most = DAYS[place] - u32::from(place == 1 && year.is_some_and(|year| !is_leap(year)));
        if matches!(gap, ". " | " ") && !(1..=most).contains(&number) {
            let (start, end) = (day.word().start, month.word().end);
            found.extend(reading.finding(rule, line.sentence.block, start, end));
        }
    }
}

/// Finds days and months with a capital inside a sentence: "på Mandag". Names have words with capitals beside them.
pub(super) fn capital_day(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    for at in line.places(Class::CAPITAL_DAY).filter(|at| *at > 0) {
        let token = &line.tokens[at];
        let is_capital = |at: usize| line.text(at).starts_with(char::is_uppercase);
        let is_alone = !is_capital(at - 1) && !is_capital(at + 1) && line.tokens[at - 1].word().letters > 0;
        let small = token.lower();
        let is_name = ALSO_NAMES.contains(&&*small) || token.text.chars().skip(1).any(char::is_uppercase);
        if is_alone && !is_name && is_next(reading, line, at - 1) {
            add(reading, rule, line, at, small.into_owned(), found);
        }
    }
}

/// Finds a space before a comma, or before what ends a sentence: "åbent , men", "20 kr .".
pub(super) fn space_before_mark(
    reading: &Reading<'_>,
    rule: &Rule,
    line: &Line<'_>,
    found: &mut Vec<Finding>,
) {
    let text = reading.document.blocks[line.sentence.block].text;
    let (start, end) = (line.sentence.start, line.sentence.end);
    let mut look = |mark: usize| {
        let before = text[..mark].trim_end_matches(' ');
        let follows_word = before.ends_with(|c: char| c.is_alphanumeric() || c == ')');
        let ends = matches!(text.as_bytes().get(mark + 1), None | Some(b' ' | b'\n'));
        if follows_word && ends {
            let finding = reading.finding(rule, line.sentence.block, before.len(), mark + 1);
            found.extend(finding.map(|mut finding| {
                finding.suggestions = vec![text[mark..=mark].to_owned()];
                finding
            }));
        }
    };
    let is_after_space = |mark: usize| mark > 0 && text.as_bytes()[mark - 1] == b' ';
    text[start..end].match_indices(" ,").map(|(at, _)| start + at + 1).for_each(&mut look);
    let Some(last) = line.tokens.last().map(|token| token.word().end) else { return };
    if text.as_bytes().get(last) == Some(&b' ') && last < end {
        let mark = text[last..end].find(['.', '!', '?']).map(|at| last + at);
        mark.filter(|mark| is_after_space(*mark)).into_iter().for_each(look);
    }
}

/// Finds two sentences that were run together: "i dag.Vi åbner".
pub(super) fn run_together(reading: &Reading<'_>, rule: &Rule, line: &Line<'_>, found: &mut Vec<Finding>) {
    for at in line.places(Class::UNSPELLED) {
        let text = line.text(at);
        let Some((before, after)) = text.split_once('.') else { continue };
        let ends =
            before.chars().count() > 1 && before.chars().all(|c| c.is_lowercase() || c.is_ascii_digit());
        let mut letters = after.chars();
        let begins = letters.next().is_some_and(char::is_uppercase)
            && letters.clone().next().is_some()
            && letters.all(char::is_lowercase);
        let block = reading.document.blocks[line.sentence.block].text;
        let is_address = block[line.tokens[at].word().end..].starts_with(['/', '@', '.', '_'])
            || block[..line.tokens[at].word().start].ends_with(['/', '@', '.', '_']);
        if ends && begins && !is_address {
            add(reading, rule, line, at, format!("{before}. {after}"), found);
        }
    }
}
