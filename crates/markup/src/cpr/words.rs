//! The words around a number, which say what it is.

/// How far back words are looked at, in bytes.
const BACK_BYTES: usize = 48;
/// How many words back a word still says what a number is.
const BACK_WORDS: usize = 4;

/// How many words back a number of another kind is named.
const OTHER_WORDS: usize = 2;
/// The longest code of a country and an area, in characters.
const COUNTRY_MAX: usize = 8;

/// Beginnings of words that name a CPR number.
const CPR: &[&str] = &["cpr", "personnummer", "personnr", "fødselsnummer"];
/// Beginnings of words that name a number of another kind.
const OTHER: &[&str] = &[
    "konto",
    "bankkonto",
    "iban",
    "giro",
    "faktura",
    "ordrenum",
    "ordrenr",
    "invoice",
    "p-n",
    "p-enhed",
    "pnummer",
    "produktionsn",
    "produktionsenhed",
    "beløb",
    "budget",
    "stregkode",
    "bilagsn",
    "varen",
    "serien",
    "måler",
    "stelnum",
    "aftagen",
    "installationsn",
];
/// Words that do, and that others begin with.
const OTHER_WHOLE: &[&str] =
    &["kto", "reg", "regnr", "ordre", "order", "account", "ean", "gln", "cvr", "isbn", "pnr", "dkk", "matr"];
/// Words that a telephone number follows.
const PHONE: &[&str] = &["tlf", "tel", "telefon", "telefonnummer", "mobil", "phone", "ring", "call"];
/// Words that say that a number follows.
const NUMBER: &[&str] = &["nr", "nummer", "nummeret", "number", "no", "id", "født", "f", "borger", "patient"];
/// Words that join two that name what follows.
const JOINS: &[&str] = &["og", "eller", "samt", "plus", "and", "or"];
/// Words that a date follows.
const DATED: &[&str] = &[
    "den", "d", "dato", "pr", "fra", "til", "siden", "før", "efter", "senest", "indtil", "frist", "on",
    "from", "to", "until", "since", "by", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag",
    "søndag", "kl", "i", "og", "and",
];
/// Words that are no count of what stands before them, and so say nothing about it.
const SMALL: &[&str] = &[
    "har", "er", "blev", "bliver", "fik", "får", "skal", "bor", "som", "der", "og", "eller", "kan", "vil",
    "står", "med", "i", "på", "af", "til", "for", "fra", "hos", "at", "om", "var", "må", "søger", "fremgår",
    "hører", "siger", "ikke", "så", "men", "tak", "her", "is", "was", "has", "and", "or", "in", "on", "of",
    "to", "with", "from", "for", "will", "who", "lives",
];
/// What goes before a number in an address that counts time.
const CLOCKS: &[&str] = &["?v=", "&v=", "?t=", "&t=", "ts=", "time=", "timestamp=", "?_=", "&_=", "version="];

/// What stands before a number.
pub(super) struct Around<'a> {
    /// It is said to be a CPR number.
    pub(super) is_cpr: bool,
    /// It is said to be a number of another kind.
    pub(super) is_other: bool,
    /// It is said to be a telephone number.
    pub(super) is_phone: bool,
    /// It is said to be a number.
    pub(super) is_number: bool,
    /// A date is to be expected.
    pub(super) is_dated: bool,
    /// It is the number of a version.
    pub(super) is_version: bool,
    before: &'a str,
}

impl<'a> Around<'a> {
    pub(super) fn of(text: &'a str, start: usize) -> Self {
        let from =
            (start.saturating_sub(BACK_BYTES)..=start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
        let before = &text[from..start];
        let lower = before.to_lowercase();
        let words =
            lower.split(|c: char| !c.is_alphanumeric() && c != '-').map(|word| word.trim_matches('-'));
        // A number before the number says nothing: "konto 9541 0101901234".
        let is_word = |word: &&str| word.contains(char::is_alphabetic);
        let words: Vec<&str> = words.filter(is_word).rev().take(BACK_WORDS).collect();
        let begins =
            |known: &[&str]| words.iter().position(|word| known.iter().any(|one| word.starts_with(one)));
        let cpr = begins(CPR).or_else(|| words.iter().position(|word| word.contains("cpr")));
        let phone = words.iter().position(|word| PHONE.contains(word));
        let is_other =
            |word: &&str| OTHER_WHOLE.contains(word) || OTHER.iter().any(|one| word.starts_with(one));
        let other = words.iter().take(OTHER_WORDS).position(is_other);
        let last = words.first().copied().unwrap_or_default();
        Self {
            is_cpr: cpr.is_some_and(|cpr| {
                // "CPR og konto: …" names both, and so each of the two that follow.
                let is_with = |other: usize| {
                    let between = words.get(other + 1..cpr).unwrap_or_default();
                    !between.is_empty() && between.iter().all(|word| JOINS.contains(word))
                };
                [other, phone].into_iter().flatten().all(|other| cpr < other || is_with(other))
            }),
            is_other: other.is_some(),
            is_phone: phone.is_some_and(|phone| phone < OTHER_WORDS),
            is_number: NUMBER.contains(&last),
            is_dated: DATED.contains(&last),
            is_version: matches!(last, "version" | "v" | "ver" | "build"),
            before,
        }
    }

    /// Whether the digits stand in a code such as a UUID, or after the point of a number.
    pub(super) fn is_in_code(&self, before: &str, after: &str) -> bool {
        let is_glued = before.ends_with(|c: char| c.is_ascii_hexdigit() && c.is_ascii_alphabetic());
        let mut next = after.chars();
        let goes_on = next.next() == Some('-') && next.next().is_some_and(char::is_alphanumeric);
        let is_fraction =
            before.strip_suffix(['.', ',']).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        let is_clock = || CLOCKS.iter().any(|clock| self.before.to_lowercase().ends_with(clock));
        is_glued && goes_on || is_fraction || is_clock()
    }

    /// Whether ten digits in a row stand by themselves: no letters at them, no country code before.
    pub(super) fn is_whole(&self, before: &str, after: &str) -> bool {
        let is_letter = |c: char| c.is_alphabetic();
        let word_start = before.rfind(|c: char| !is_letter(c)).map_or(0, |at| at + 1);
        let word = before.get(word_start..).unwrap_or_default().to_lowercase();
        // "DK" goes before the eight digits of a company, and the eighteen of an account.
        let is_named = word.is_empty() || word == "dk" || NUMBER.contains(&word.as_str());
        is_named && !after.starts_with(is_letter) && !follows_country(before) && !follows_bank(before)
    }
}

/// Whether a text names a CPR number.
pub(super) fn names_cpr(text: &str) -> bool {
    let lower = text.to_lowercase();
    CPR.iter().any(|word| lower.contains(word))
}

/// Whether the four digits of a bank stand right before: "9541-1203041234". Those of a year name none.
fn follows_bank(before: &str) -> bool {
    let Some(head) = before.strip_suffix('-') else { return false };
    let rest = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &head[rest.len()..];
    digits.len() == 4 && !digits.starts_with("19") && !digits.starts_with("20")
}

/// Whether "+49 30 " or "0049 " stands right before.
pub(super) fn follows_country(before: &str) -> bool {
    let head = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let digits = before[head.len()..].trim_end();
    let is_code =
        digits.split(' ').next().is_some_and(|code| (4..=5).contains(&code.len()) && code.starts_with("00"));
    head.ends_with('+') && digits.len() <= COUNTRY_MAX || is_code
}

/// Whether a number stands among others, with only such characters between.
pub(super) fn is_in_row(before: &str, after: &str, blank: [char; 3]) -> bool {
    let goes_on = after.trim_start_matches(blank);
    let is_digit = |c: char| c.is_ascii_digit();
    let ends_in_number = before.trim_end_matches(blank).ends_with(is_digit) && before.ends_with(blank);
    ends_in_number
        || goes_on.len() < after.len() && goes_on.starts_with(is_digit)
        || after.starts_with("-") && after[1..].starts_with(is_digit)
}

/// Whether what follows is what is counted: "1234 borgere", "1234 kr.".
pub(super) fn is_counted(after: &str, by_money_alone: bool) -> bool {
    let Some(rest) = after.strip_prefix([' ', '\n']) else { return false };
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    if by_money_alone {
        return matches!(word.as_str(), "kr" | "kroner" | "mio" | "DKK" | "euro");
    }
    word.starts_with(char::is_lowercase) && !SMALL.contains(&word.as_str())
}

/// Whether what follows is money.
pub(super) fn is_money(after: &str) -> bool {
    is_counted(after, true)
}

/// Whether four digits are a year of our time, or a quarter of an hour.
pub(super) fn is_year_or_time(digits: &str) -> bool {
    let (first, last) = digits.split_at(2.min(digits.len()));
    matches!(first, "19" | "20") || first < "24" && matches!(last, "00" | "15" | "30" | "45")
}

/// Whether pairs of digits grow from each to the next, as minutes after the hour, pages and rows of years do.
pub(super) fn is_ascending(written: &str) -> bool {
    let digits: Vec<char> = written.chars().filter(char::is_ascii_digit).collect();
    digits.chunks(2).is_sorted_by(|one, next| one < next)
}
