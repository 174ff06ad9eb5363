//! What the dictionary knows of a form.

use std::ops::{BitOr, BitOrAssign};

/// What a form may be; several at once, since many forms are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Flags(u32);

impl Flags {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Stands by itself as a word.
    pub const FORM: Self = Self(1);
    /// May begin a compound.
    pub const BEGIN: Self = Self(1 << 1);
    /// May stand inside a compound.
    pub const MIDDLE: Self = Self(1 << 2);
    /// May end a compound.
    pub const END: Self = Self(1 << 3);
    /// The passive in -s: "behandles".
    pub const PASSIVE: Self = Self(1 << 4);
    /// The perfect participle: "behandlet".
    pub const PARTICIPLE: Self = Self(1 << 5);
    /// The present: "behandler".
    pub const PRESENT: Self = Self(1 << 6);
    /// The past: "behandlede".
    pub const PAST: Self = Self(1 << 7);
    /// The imperative: "behandl".
    pub const IMPERATIVE: Self = Self(1 << 8);
    /// A form of a noun.
    pub const NOUN: Self = Self(1 << 9);
    /// A form of a verb.
    pub const VERB: Self = Self(1 << 10);
    /// The genitive: "kommunens".
    pub const GENITIVE: Self = Self(1 << 11);
    /// The infinitive of a strong verb; of weak ones it is the entry itself.
    pub const INFINITIVE: Self = Self(1 << 12);
    /// Written with a capital.
    pub const NAME: Self = Self(1 << 13);
    /// Not to be suggested.
    pub const NO_SUGGEST: Self = Self(1 << 14);
    /// The present participle: "behandlende".
    pub const PRESENT_PARTICIPLE: Self = Self(1 << 15);

    /// The flags of a number, as `bits` gave it.
    #[must_use]
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The flags as a number.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Whether all of the others are there.
    #[must_use]
    pub const fn has(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    /// Whether any of the others is there.
    #[must_use]
    pub const fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// These and others.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// These without the others.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Whether the form is a word or part of one.
    #[must_use]
    pub const fn is_useful(self) -> bool {
        self.any(Self(Self::FORM.0 | Self::BEGIN.0 | Self::MIDDLE.0 | Self::END.0))
    }
}

impl BitOr for Flags {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Flags {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}
