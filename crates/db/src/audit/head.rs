//! The head: the last number and seal, noted outside the database under the key, so that nobody without the key can note
//! another.

use super::write_private;
use crate::event::hex;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{fs, io, path::Path};

/// Where a chain ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The last number.
    pub(super) number: i64,
    /// Its seal; nothing before the first.
    pub(super) seal: String,
}

/// What stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Noted {
    /// There is no file.
    Nothing,
    /// The file was not written by a program with this key.
    Foreign,
    /// A head.
    Head(Head),
}

impl Head {
    /// Reads the file.
    pub(super) fn read(file: &Path, key: &[u8]) -> io::Result<Noted> {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Noted::Nothing),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => return Ok(Noted::Foreign),
            Err(error) => return Err(error),
        };
        let mut parts = text.trim_end().split(' ');
        let (number, seal, mac) = (parts.next(), parts.next(), parts.next());
        let number = number.and_then(|number| number.parse().ok()).filter(|number| *number >= 0);
        let (Some(number), Some(seal), Some(mac), None) = (number, seal, mac, parts.next()) else {
            return Ok(Noted::Foreign);
        };
        let head = Self { number, seal: seal.trim_matches('-').to_owned() };
        Ok(if head.mac(key) == mac { Noted::Head(head) } else { Noted::Foreign })
    }

    /// Writes it, so that a kill leaves the old one or the new one.
    pub(super) fn write(&self, file: &Path, key: &[u8]) -> io::Result<()> {
        let next = file.with_extension("next");
        let seal = if self.seal.is_empty() { "-" } else { &self.seal };
        write_private(&next, format!("{} {seal} {}\n", self.number, self.mac(key)).as_bytes())?;
        fs::rename(next, file)
    }

    /// The number alone, also of a file that is another key's.
    pub(super) fn number_in(file: &Path) -> Option<i64> {
        fs::read_to_string(file).ok()?.split_whitespace().next()?.parse().ok()
    }

    fn mac(&self, key: &[u8]) -> String {
        match Hmac::<Sha256>::new_from_slice(key) {
            Ok(mut mac) => {
                mac.update(
                    format!("traad: the head of the chain\n{}\n{}", self.number, self.seal).as_bytes(),
                );
                hex(&mac.finalize().into_bytes()[..16])
            }
            Err(_) => unreachable!("HMAC takes a key of any length"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_was_written_and_by_its_key_alone() {
        let folder = std::env::temp_dir().join(format!("traad-head-{}", crate::Id::at(1)));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("audit.head");
        let read = |key: &[u8]| Head::read(&file, key).unwrap();
        assert_eq!(read(&[1; 32]), Noted::Nothing);
        for head in [Head::default(), Head { number: 7, seal: "ab12".to_owned() }] {
            head.write(&file, &[1; 32]).unwrap();
            assert_eq!(read(&[1; 32]), Noted::Head(head));
            assert_eq!(read(&[2; 32]), Noted::Foreign, "another key");
        }
        let whole = fs::read_to_string(&file).unwrap();
        for changed in [whole.replace('7', "6"), whole.replace("ab12", "ab13"), "7".to_owned(), String::new()]
        {
            fs::write(&file, changed).unwrap();
            assert_eq!(read(&[1; 32]), Noted::Foreign);
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
