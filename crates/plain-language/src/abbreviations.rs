//! Danish abbreviations that are written with a full stop, so that it ends no sentence.
//! Written in lower case without the last stop, in alphabetical order of bytes. Grown from reading, not complete.

/// A stop after one of these ends no sentence.
const NEVER_END: &[&str] = &[
    "adr",
    "afd",
    "afs",
    "alm",
    "ang",
    "ank",
    "apr",
    "aug",
    "bd",
    "bek",
    "bl",
    "bl.a",
    "ca",
    "cand",
    "cirk",
    "d.d",
    "d.v.s",
    "d.å",
    "dec",
    "dipl",
    "div",
    "dokumentnr",
    "dr",
    "dvs",
    "eks",
    "ekskl",
    "evt",
    "f.eks",
    "f.kr",
    "feb",
    "febr",
    "fhv",
    "fig",
    "fmd",
    "fr",
    "fx",
    "gl",
    "gns",
    "gr",
    "henh",
    "hhv",
    "hr",
    "ifm",
    "ift",
    "iht",
    "indb",
    "inkl",
    "instr",
    "jan",
    "jf",
    "jfr",
    "jnr",
    "jr",
    "jur",
    "kap",
    "kgl",
    "kl",
    "kld",
    "kst",
    "litt",
    "lok",
    "maks",
    "max",
    "mdl",
    "mht",
    "mr",
    "mrs",
    "ndf",
    "nov",
    "nr",
    "okt",
    "opr",
    "ovf",
    "p.b.v",
    "p.g.a",
    "p.t",
    "pag",
    "pga",
    "ph.d",
    "pkt",
    "pl",
    "pr",
    "prof",
    "pt",
    "red",
    "resp",
    "s.u",
    "sagsnr",
    "sdr",
    "sept",
    "skt",
    "sml",
    "sr",
    "st",
    "stk",
    "str",
    "stud",
    "tel",
    "tlf",
    "udg",
    "udt",
    "vdr",
    "vedk",
    "vedr",
    "vha",
    "vol",
    "årg",
];

/// A stop after one of these ends a sentence when a capital follows: they often stand last.
const END_BEFORE_CAPITAL: &[&str] = &[
    "cm", "e.kr", "ha", "kg", "km", "kr", "lign", "m.fl", "m.m", "m.v", "mb", "mia", "mill", "min", "mio",
    "mm", "mv", "o.a", "o.l", "o.lign", "o.m.a", "o.s.v", "osv", "pct", "sek", "tkr", "u.å",
];

/// What the stop after a token means for the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The token is no abbreviation.
    Ordinary,
    /// Ends no sentence.
    Abbreviation,
    /// Ends a sentence before a capital only.
    MayEnd,
}

/// Looks a token up, given without its last stop and in any case.
pub(crate) fn look_up(token: &str) -> Stop {
    let lower = token.to_lowercase();
    if NEVER_END.binary_search(&lower.as_str()).is_ok() {
        Stop::Abbreviation
    } else if END_BEFORE_CAPITAL.contains(&lower.as_str()) {
        Stop::MayEnd
    } else if lower.split_once('.').is_some_and(|(first, rest)| is_compound(first, rest)) {
        Stop::Abbreviation
    } else {
        Stop::Ordinary
    }
}

/// Initials ("H.L.") and abbreviations of several parts that begin with one of ours ("dr.phil.", "cand.mag.").
fn is_compound(first: &str, rest: &str) -> bool {
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    NEVER_END.binary_search(&first).is_ok() || is_letter(first) && rest.split('.').all(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_apart() {
        assert!(NEVER_END.is_sorted() && END_BEFORE_CAPITAL.is_sorted());
        assert!(NEVER_END.iter().all(|token| !END_BEFORE_CAPITAL.contains(token)));
        let all = NEVER_END.iter().chain(END_BEFORE_CAPITAL);
        assert!(all.clone().all(|token| token.to_lowercase() == **token && !token.ends_with('.')));
    }

    #[test]
    fn case_does_not_matter() {
        assert_eq!(look_up("Bl.a"), Stop::Abbreviation);
        assert_eq!(look_up("KR"), Stop::MayEnd);
        assert_eq!(look_up("skolen"), Stop::Ordinary);
    }

    #[test]
    fn initials_and_titles() {
        for (token, stop) in [
            ("H.L", Stop::Abbreviation),
            ("H.C.Ø", Stop::Abbreviation),
            ("cand.mag", Stop::Abbreviation),
            ("o.l", Stop::MayEnd),
            ("sundby.dk", Stop::Ordinary),
            ("14.30", Stop::Ordinary),
            ("", Stop::Ordinary),
        ] {
            assert_eq!(look_up(token), stop, "{token}");
        }
    }
}
