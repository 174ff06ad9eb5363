//! Classes of words, a bit each: what the dictionary says of a form, and the lists that checks look for. They are
//! worked out once for each form; a sentence has those of all its words, so that a check passes over the sentences
//! that cannot concern it without looking at their words (decisions/0046).

use crate::Flags;
use crate::checks::{
    adjective, clause, consistent, format, gender, passive, person, slip, verb_form, weekday,
};
use crate::segment::MONTHS;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

/// What a word is, or what the words of a sentence are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Class(u64);

impl Class {
    pub(crate) const NONE: Self = Self(0);

    /// "af".
    pub(crate) const AF: Self = Self::own(0);
    /// "at".
    pub(crate) const AT: Self = Self::own(1);
    /// Forms of "blive".
    pub(crate) const BLIVE: Self = Self::own(2);
    /// Words that set a condition.
    pub(crate) const CONDITION: Self = Self::own(3);
    /// "kr", "dkk".
    pub(crate) const CURRENCY: Self = Self::own(4);
    /// Common verbs that have a subject.
    pub(crate) const FINITE: Self = Self::own(5);
    /// "De", "Dem", "Deres", with their capital.
    pub(crate) const FORMAL: Self = Self::own(6);
    /// Words that tell the gender of the noun after them.
    pub(crate) const GENDER: Self = Self::own(7);
    /// Words that a sentence lifts forward.
    pub(crate) const LIFTED: Self = Self::own(8);
    /// Names of months.
    pub(crate) const MONTH: Self = Self::own(9);
    /// "kommunen" and "forvaltningen".
    pub(crate) const MUNICIPALITY: Self = Self::own(10);
    /// Numbers from two to ten, in figures or letters.
    pub(crate) const SMALL_NUMBER: Self = Self::own(11);
    /// "som", "der".
    pub(crate) const RELATIVE: Self = Self::own(12);
    /// Words that begin a subordinate clause.
    pub(crate) const SUBORDINATOR: Self = Self::own(13);
    /// "vi".
    pub(crate) const WE: Self = Self::own(14);
    /// Days of the week.
    pub(crate) const WEEKDAY: Self = Self::own(15);
    /// Who does something, where a verb must follow.
    pub(crate) const WHO: Self = Self::own(16);
    /// Words before a noun in -s.
    pub(crate) const BEFORE_NOUN: Self = Self::own(17);
    /// Verbs in -s that are no passives.
    pub(crate) const DEPONENT: Self = Self::own(18);

    /// "han", "ham", "hans".
    pub(crate) const HE: Self = Self::own(19);
    /// Verbs that an infinitive follows.
    pub(crate) const MODAL: Self = Self::own(28);

    /// Two letters or more, all of them capitals.
    pub(crate) const CAPITALS: Self = Self::own(20);
    /// Figures alone.
    pub(crate) const FIGURES: Self = Self::own(21);
    /// Begins as addresses of the web do, mistakes among them.
    pub(crate) const ADDRESS: Self = Self::own(22);
    /// A noun made of a verb or an adjective: "vurdering".
    pub(crate) const NOMINALISATION: Self = Self::own(23);
    /// Phrases may begin in it.
    pub(crate) const OPENING: Self = Self::own(24);
    /// Spelling may look at it, and it is not known that the dictionary accepts it.
    pub(crate) const UNKNOWN: Self = Self::own(25);
    /// An adjective without an ending, as far as its last letters tell: "vigtig", "dansk".
    pub(crate) const BARE: Self = Self::own(26);
    /// Nothing for spelling: a figure, a single letter, an acronym, or a capital inside.
    pub(crate) const UNSPELLED: Self = Self::own(27);
    /// A day or a month with a capital.
    pub(crate) const CAPITAL_DAY: Self = Self::own(29);
    /// The same word as the one before it.
    pub(crate) const DOUBLED: Self = Self::own(30);
    /// A word that with the one before it might be one.
    pub(crate) const SPLIT: Self = Self::own(31);

    /// In the sentence stands a space before a comma, or before what ends it; beside the dictionary's flags, which end
    /// before this bit.
    pub(crate) const SPACED: Self = Self(1 << 16);

    /// A class beside the flags of the dictionary.
    const fn own(bit: u32) -> Self {
        Self(1 << (u32::BITS + bit))
    }

    /// What the dictionary says.
    pub(crate) const fn of_flags(flags: Flags) -> Self {
        Self(flags.bits() as u64)
    }

    /// Whether all of the others are there.
    pub(crate) const fn has(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    /// Whether any of the others is there.
    pub(crate) const fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// These and others.
    pub(crate) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// These where something holds, otherwise none.
    pub(crate) const fn when(self, holds: bool) -> Self {
        if holds { self } else { Self::NONE }
    }

    /// Those of a word by its lists, given as it is written, in small letters, and with its number of letters.
    pub(crate) fn of_word(text: &str, lower: &str, letters_number: usize) -> Self {
        let lists = BY_WORD.get(lower).copied().unwrap_or(Self::NONE);
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        let is_loud = text.len() != lower.len() || text != lower;
        let is_loud = is_loud && letters().nth(1).is_some() && letters().all(char::is_uppercase);
        let is_figures = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_address = ["htt", "htp", "www"].iter().any(|begin| lower.starts_with(begin));
        let is_unspelled = letters_number < 2
            || text.chars().any(|c| c.is_ascii_digit())
            || letters().all(char::is_uppercase)
            || text.chars().skip(1).any(char::is_uppercase);
        let is_bare = letters_number >= adjective::LETTERS_MIN && adjective::is_bare(lower);
        let is_formal = person::FORMAL.iter().any(|(word, _)| *word == text);
        let is_capital = text.starts_with(char::is_uppercase);
        lists
            | Self::CAPITAL_DAY.when(is_capital && lists.any(Self::WEEKDAY.and(Self::MONTH)))
            | Self::CAPITALS.when(is_loud)
            | Self::FIGURES.when(is_figures)
            | Self::ADDRESS.when(is_address)
            | Self::FORMAL.when(is_formal)
            | Self::BARE.when(is_bare)
            | Self::UNSPELLED.when(is_unspelled)
    }

    /// Makes the table of words, so that the first text does not wait for it.
    pub(crate) fn prepare() {
        LazyLock::force(&BY_WORD);
    }
}

impl BitOr for Class {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Class {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The lists, each from the check that it belongs to.
const LISTS: &[(Class, &[&str])] = &[
    (Class::AF, &["af"]),
    (Class::AT, &["at"]),
    (Class::BLIVE, passive::BLIVE),
    (Class::BARE, adjective::BARE),
    (Class::BEFORE_NOUN, passive::BEFORE_NOUN),
    (Class::CONDITION, clause::CONDITIONS),
    (Class::CURRENCY, format::CURRENCIES),
    (Class::DEPONENT, passive::DEPONENTS),
    (Class::FINITE, clause::FINITE),
    (Class::HE, person::HE),
    (Class::LIFTED, clause::LIFTED),
    (Class::MODAL, slip::MODALS),
    (Class::MONTH, &MONTHS),
    (Class::MUNICIPALITY, person::MUNICIPALITY),
    (Class::RELATIVE, &["som", "der"]),
    (Class::SUBORDINATOR, clause::SUBORDINATORS),
    (Class::WE, &["vi"]),
    (Class::WEEKDAY, &weekday::WEEKDAYS),
    (Class::WHO, verb_form::WHO),
];

static BY_WORD: LazyLock<HashMap<&'static str, Class, RandomState>> = LazyLock::new(|| {
    let lists = LISTS.iter().flat_map(|(class, words)| words.iter().map(|word| (*word, *class)));
    let both = |class| move |(one, other): &(&'static str, &'static str)| [(*one, class), (*other, class)];
    let genders = gender::BEFORE.iter().flat_map(both(Class::GENDER));
    let numbers = consistent::NUMBERS.iter().flat_map(both(Class::SMALL_NUMBER));
    let mut table = HashMap::default();
    for (word, class) in lists.chain(genders).chain(numbers) {
        *table.entry(word).or_insert(Class::NONE) |= class;
    }
    table
});

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn no_two_classes_share_a_bit() {
        let bits = include_str!("class.rs").split("Self::own(").skip(1);
        let bits: Vec<u32> = bits.filter_map(|rest| rest.split(')').next()?.parse().ok()).collect();
        assert!(bits.len() > 20 && bits.iter().all(|bit| *bit < 32));
        assert_eq!(bits.iter().collect::<BTreeSet<_>>().len(), bits.len(), "{bits:?}");
    }
}
