//! JSON Web Signatures (RFC 7515) under keys of a JSON Web Key Set (RFC 7517). The algorithms are
//! a closed list of public-key ones (RFC 8725 section 3.1): no `none`, no HMAC.

use crate::Fault;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use ring::signature::{
    self, RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm,
};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The longest token, in characters; a person in hundreds of groups has some 20,000.
const TOKEN_MAX: usize = 128 * 1024;
/// How many keys of a set are read.
const KEYS_MAX: usize = 100;

/// A public key of the provider.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    n: Option<String>,
    e: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// The keys that can be read; keys of kinds that we do not know are left out.
pub(crate) fn keys(set: &Value) -> Vec<Key> {
    let all = set["keys"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().take(KEYS_MAX).filter_map(|key| serde_json::from_value(key.clone()).ok()).collect()
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

/// A token that was taken apart and not yet believed.
pub(crate) struct Token<'a> {
    header: Header,
    signed: &'a str,
    signature: Vec<u8>,
    payload: Vec<u8>,
}

enum Algorithm {
    Rsa(&'static RsaParameters),
    Curve(&'static str, &'static dyn VerificationAlgorithm),
}

fn algorithm(name: &str) -> Option<Algorithm> {
    Some(match name {
        "RS256" => Algorithm::Rsa(&signature::RSA_PKCS1_2048_8192_SHA256),
        "RS384" => Algorithm::Rsa(&signature::RSA_PKCS1_2048_8192_SHA384),
        "RS512" => Algorithm::Rsa(&signature::RSA_PKCS1_2048_8192_SHA512),
        "PS256" => Algorithm::Rsa(&signature::RSA_PSS_2048_8192_SHA256),
        "PS384" => Algorithm::Rsa(&signature::RSA_PSS_2048_8192_SHA384),
        "PS512" => Algorithm::Rsa(&signature::RSA_PSS_2048_8192_SHA512),
        "ES256" => Algorithm::Curve("P-256", &signature::ECDSA_P256_SHA256_FIXED),
        "ES384" => Algorithm::Curve("P-384", &signature::ECDSA_P384_SHA384_FIXED),
        "EdDSA" => Algorithm::Curve("Ed25519", &signature::ED25519),
        _ => return None,
    })
}

impl<'a> Token<'a> {
    /// Takes a compact token apart.
    pub(crate) fn read(text: &'a str) -> Result<Self, Fault> {
        let untrue = || Fault::Untrue("the token cannot be read");
        if text.len() > TOKEN_MAX {
            return Err(untrue());
        }
        let (signed, signature) = text.rsplit_once('.').ok_or_else(untrue)?;
        let (header, payload) = signed.split_once('.').ok_or_else(untrue)?;
        let decode = |part: &str| BASE64.decode(part).map_err(|_| untrue());
        let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| untrue())?;
        // RFC 7515 section 4.1.11: what we do not understand and must, we refuse.
        if header.crit.is_some() {
            return Err(untrue());
        }
        Ok(Self { header, signed, signature: decode(signature)?, payload: decode(payload)? })
    }

    /// Whether one of the keys could have signed it.
    pub(crate) fn has_key(&self, keys: &[Key]) -> bool {
        keys.iter().any(|key| self.fits(key))
    }

    fn fits(&self, key: &Key) -> bool {
        let kind = match algorithm(&self.header.alg) {
            Some(Algorithm::Rsa(_)) => key.kty == "RSA",
            Some(Algorithm::Curve(curve, _)) => {
                matches!(key.kty.as_str(), "EC" | "OKP") && key.crv.as_deref() == Some(curve)
            }
            None => false,
        };
        kind && key.purpose.as_deref().is_none_or(|purpose| purpose == "sig")
            && key.alg.as_ref().is_none_or(|alg| *alg == self.header.alg)
            && (self.header.kid.is_none() || self.header.kid == key.kid)
    }

    /// The claims, when the signature of one of the keys holds.
    pub(crate) fn claims(&self, keys: &[Key]) -> Result<Map<String, Value>, Fault> {
        let algorithm =
            algorithm(&self.header.alg).ok_or(Fault::Untrue("the algorithm is not one of ours"))?;
        let holds =
            keys.iter().filter(|key| self.fits(key)).any(|key| self.is_signed_by(key, &algorithm).is_some());
        if !holds {
            return Err(Fault::Untrue("the signature does not hold"));
        }
        serde_json::from_slice(&self.payload).map_err(|_| Fault::Untrue("the claims cannot be read"))
    }

    fn is_signed_by(&self, key: &Key, algorithm: &Algorithm) -> Option<()> {
        let part = |text: &Option<String>| BASE64.decode(text.as_deref()?).ok();
        let message = self.signed.as_bytes();
        match algorithm {
            Algorithm::Rsa(parameters) => {
                let key = RsaPublicKeyComponents { n: part(&key.n)?, e: part(&key.e)? };
                key.verify(parameters, message, &self.signature).ok()
            }
            Algorithm::Curve(curve, algorithm) => {
                let mut point = part(&key.x)?;
                if *curve != "Ed25519" {
                    point.insert(0, 4);
                    point.extend(part(&key.y)?);
                }
                UnparsedPublicKey::new(*algorithm, point).verify(message, &self.signature).ok()
            }
        }
    }
}

#[cfg(test)]
mod tests;
