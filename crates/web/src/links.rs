//! Secret links: an id and its HMAC-SHA256 under the installation's key, so that a link can be
//! made again without storing it, and nobody can guess another. A purpose never opens another's.

use db::{Db, Id};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{io, path::Path};

/// The file of the key.
pub const LINK_KEY: &str = "link.key";
/// How many bytes of the code stand in the link: 128 bits.
const CODE_BYTES: usize = 16;

/// The key of the installation's links.
#[derive(Clone)]
pub struct Links(Vec<u8>);

impl Links {
    /// Reads the key from a folder, or makes one there.
    ///
    /// # Errors
    /// When the folder cannot be read or written, and when links of this database were made by another key.
    pub async fn open(db: &Db, folder: &Path) -> io::Result<Self> {
        Ok(Self(db::key(db, folder, LINK_KEY).await?))
    }

    /// The part of an address that opens this id for this purpose.
    #[must_use]
    pub fn make(&self, purpose: &str, id: Id) -> String {
        format!("{id}.{}", self.code(purpose, id))
    }

    /// The id behind such a part.
    #[must_use]
    pub fn read(&self, purpose: &str, text: &str) -> Option<Id> {
        let (id, code) = text.split_once('.')?;
        let id: Id = id.parse().ok()?;
        let wanted = self.code(purpose, id);
        let same = wanted.len() == code.len()
            && wanted.bytes().zip(code.bytes()).fold(0_u8, |diff, (a, b)| diff | (a ^ b)) == 0;
        same.then_some(id)
    }

    /// 256 bits that stand for some bytes and a purpose, and that nobody without the key can make:
    /// a keyed hash of what must not be read from the database, or a key derived for one use.
    #[must_use]
    pub fn tag(&self, purpose: &str, bytes: &[u8]) -> Vec<u8> {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            unreachable!("HMAC takes a key of any length")
        };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(bytes);
        mac.finalize().into_bytes().to_vec()
    }

    fn code(&self, purpose: &str, id: Id) -> String {
        self.tag(purpose, &id.bytes()).iter().take(CODE_BYTES).fold(String::new(), |mut out, byte| {
            use std::fmt::Write;
            let _ = write!(out, "{byte:02x}");
            out
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_its_own_id_and_purpose_only() {
        let links = Links(vec![7; 32]);
        let (id, other) = (Id::at(1_000), Id::at(2_000));
        let text = links.make("subscription", id);
        assert_eq!(links.read("subscription", &text), Some(id));
        assert_eq!(links.read("confirm", &text), None);
        let swapped = format!("{other}.{}", text.split_once('.').unwrap().1);
        assert_eq!(links.read("subscription", &swapped), None);
        for garbage in ["", ".", "x.y", &text[..text.len() - 1]] {
            assert_eq!(links.read("subscription", garbage), None, "{garbage}");
        }
    }
}
