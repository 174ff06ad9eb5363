//! The one secret of a sign-in under way. State, nonce and PKCE verifier are worked out from it
//! by HMAC-SHA256, so that the browser's cookie is all that has to be kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use ring::{digest, hmac};
use subtle::ConstantTimeEq;

/// How many random bytes a secret has.
const SECRET_BYTES: usize = 32;

/// The secret of a sign-in; lives in a cookie of the browser that began it.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

impl Secret {
    pub(crate) fn new() -> Self {
        let mut bytes = vec![0_u8; SECRET_BYTES];
        rand::fill(&mut bytes[..]);
        Self(bytes)
    }

    /// Reads what `text` gave.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        BASE64.decode(text).ok().filter(|bytes| bytes.len() == SECRET_BYTES).map(Self)
    }

    /// As it stands in the cookie.
    #[must_use]
    pub fn text(&self) -> String {
        BASE64.encode(&self.0)
    }

    pub(crate) fn state(&self) -> String {
        self.derive(b"state")
    }

    pub(crate) fn nonce(&self) -> String {
        self.derive(b"nonce")
    }

    /// 43 characters of base64url, as RFC 7636 section 4.1 wants.
    pub(crate) fn verifier(&self) -> String {
        self.derive(b"verifier")
    }

    /// The S256 challenge (RFC 7636 section 4.2).
    pub(crate) fn challenge(&self) -> String {
        BASE64.encode(digest::digest(&digest::SHA256, self.verifier().as_bytes()))
    }

    fn derive(&self, what: &[u8]) -> String {
        BASE64.encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &self.0), what))
    }
}

/// Whether two texts are the same, without telling by time where they differ.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_does_not_give_the_rest_away() {
        let secret = Secret::new();
        let all = [secret.text(), secret.state(), secret.nonce(), secret.verifier(), secret.challenge()];
        for (i, a) in all.iter().enumerate() {
            assert_eq!(a.len(), 43);
            assert!(all.iter().skip(i + 1).all(|b| a != b));
        }
        assert_eq!(Secret::read(&secret.text()).unwrap().state(), secret.state());
        assert!(Secret::read("").is_none() && Secret::read("AAAA").is_none());
    }
}
