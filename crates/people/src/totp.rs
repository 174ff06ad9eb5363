//! One-time codes by time (RFC 6238 over RFC 4226): SHA-1, six digits, thirty seconds, which is
//! what every authenticator app knows. Rows and limits stand in `second_factor.rs`.

use ring::hmac;
use subtle::ConstantTimeEq;

/// How long a code is shown, in milliseconds.
const STEP_MS: i64 = 30_000;
/// How many steps the telephone's clock may be off, either way (RFC 6238 section 5.2).
const SKEW: i64 = 1;
/// How many bytes a secret has: the length of the hash (RFC 4226 section 4, R6).
pub(crate) const SECRET_BYTES: usize = 20;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The step of a moment.
pub(crate) fn step(now: i64) -> i64 {
    now.div_euclid(STEP_MS)
}

/// The code of a step.
pub(crate) fn code(secret: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    let offset = usize::from(bytes[bytes.len() - 1] & 0x0f);
    let cut = [bytes[offset] & 0x7f, bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]];
    format!("{:06}", u32::from_be_bytes(cut) % 1_000_000)
}

/// The step that a typed code belongs to, if it is one of those around now.
pub(crate) fn step_of(secret: &[u8], typed: &str, now: i64) -> Option<i64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let around = step(now) - SKEW..=step(now) + SKEW;
    // Every step is compared, so that time tells nothing.
    let mut found = None;
    for step in around {
        if bool::from(code(secret, step).as_bytes().ct_eq(typed.as_bytes())) {
            found = Some(step);
        }
    }
    found
}

/// Base32 without padding (RFC 4648 section 6), as apps read secrets.
pub(crate) fn base32(bytes: &[u8]) -> String {
    let mut out = String::new();
    let (mut rest, mut bits) = (0_u32, 0);
    for byte in bytes {
        rest = (rest << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(BASE32[usize::try_from((rest >> bits) & 31).unwrap_or_default()]));
        }
    }
    if bits > 0 {
        out.push(char::from(BASE32[usize::try_from((rest << (5 - bits)) & 31).unwrap_or_default()]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_examples_of_the_standard() {
        // RFC 6238, appendix B, the last six digits.
        for (seconds, wanted) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(SECRET, step(seconds * 1_000)), wanted, "{seconds}");
        }
        // RFC 4648, section 10.
        for (text, wanted) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(base32(text.as_bytes()), wanted);
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_no_more() {
        let now = 1_234_567_890_000;
        for (off, holds) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let typed = code(SECRET, step(now) + off);
            assert_eq!(step_of(SECRET, &typed, now).is_some(), holds, "{off}");
        }
        let typed = code(SECRET, step(now));
        assert_eq!(step_of(SECRET, &format!(" {} {} ", &typed[..3], &typed[3..]), now), Some(step(now)));
        for wrong in ["", "0", "abcdef", &format!("{typed}0"), &typed[..5]] {
            assert_eq!(step_of(SECRET, wrong, now), None, "{wrong}");
        }
    }
}
