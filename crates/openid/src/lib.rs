//! Signing in with OpenID Connect Core 1.0: authorization code flow with PKCE (RFC 7636), keys
//! and addresses by discovery. It knows no person: what an identity may do is decided elsewhere.

mod claims;
mod http;
mod jws;
mod provider;
mod secret;

pub use claims::{Email, Identity};
pub use provider::{Answer, Mapped, Provider, Settings, Start};
pub use secret::Secret;

/// Why nobody was signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The provider does not answer, or not as one; the text is for the log of the operator.
    Dead(String),
    /// What came back is not what we asked for; the words say what did not hold.
    Untrue(&'static str),
    /// The browser's answer does not belong to a sign-in that was begun in it.
    Stranger,
    /// The provider or the person said no; the provider's error code, such as `access_denied`.
    Declined(String),
}
