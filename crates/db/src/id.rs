//! Ids: UUID version 7 (RFC 9562), so they sort by time; base58 where people see them, in URLs.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{
    fmt,
    str::FromStr,
    sync::{Mutex, PoisonError},
};
use uuid::Uuid;

/// The bits of an id that are not time, version or variant: 74.
const TAIL_MASK: u128 = (1 << 74) - 1;
/// How far apart two ids of one moment may be.
const STEP_MASK: u128 = u32::MAX as u128;

/// How many moments are remembered: acts that run side by side make ids of different ones in turn.
const MOMENTS: usize = 64;

/// The tail of the last id of each of the latest moments.
static LAST: Mutex<[(i64, u128); MOMENTS]> = Mutex::new([(0, 0); MOMENTS]);

/// The id of any row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Uuid);

/// A text that is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdFault;

impl fmt::Display for IdFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id")
    }
}

impl std::error::Error for IdFault {}

impl Id {
    /// A new id for a moment in milliseconds UTC. Ids that this process makes of one moment sort in
    /// the order in which they were made (RFC 9562 section 6.2, method 2), so that of two rows of
    /// the same millisecond the later one is the latest.
    #[must_use]
    pub fn at(ms: i64) -> Self {
        let mut bytes = [0_u8; 16];
        rand::fill(&mut bytes);
        let fresh = u128::from_be_bytes(bytes);
        let tail = {
            let mut all = LAST.lock().unwrap_or_else(PoisonError::into_inner);
            let slot = usize::try_from(ms.rem_euclid(MOMENTS as i64)).unwrap_or(0);
            let last = &mut all[slot];
            // A fresh tail leaves the highest bit free, so that there is room above it.
            let tail = if last.0 == ms { last.1 + 1 + (fresh & STEP_MASK) } else { fresh & (TAIL_MASK >> 1) };
            *last = (ms, tail);
            tail & TAIL_MASK
        };
        // 12 bits stand before the variant, 62 after it.
        let rest = (((tail >> 62) << 64) | (tail & ((1 << 62) - 1))).to_be_bytes();
        let mut random = [0_u8; 10];
        random.copy_from_slice(&rest[6..]);
        Self::fixed(ms, random)
    }

    /// An id made of known bytes, for data that must come out the same every time (the demo).
    #[must_use]
    pub fn fixed(ms: i64, bytes: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(ms.max(0).cast_unsigned(), &bytes).into_uuid())
    }

    /// The smallest id of a moment: every id made before it is smaller.
    #[must_use]
    pub fn first(ms: i64) -> Self {
        Self::fixed(ms, [0; 10])
    }

    /// The sixteen bytes in hex, as `{ids $n}` reads them.
    #[must_use]
    pub fn hex(self) -> String {
        self.0.simple().to_string()
    }

    /// The sixteen bytes.
    #[must_use]
    pub fn bytes(self) -> [u8; 16] {
        self.0.into_bytes()
    }

    /// A JSON array of ids for `where id in {ids $n}`.
    #[must_use]
    pub fn list(ids: &[Self]) -> String {
        let inner: Vec<String> = ids.iter().map(|id| format!("\"{}\"", id.hex())).collect();
        format!("[{}]", inner.join(","))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&bs58::encode(self.0.as_bytes()).into_string())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = IdFault;

    fn from_str(text: &str) -> Result<Self, IdFault> {
        if text.len() > 24 {
            return Err(IdFault);
        }
        let bytes = bs58::decode(text).into_vec().map_err(|_| IdFault)?;
        Uuid::from_slice(&bytes).map(Self).map_err(|_| IdFault)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl<DB: sqlx::Database> sqlx::Type<DB> for Id
where
    Uuid: sqlx::Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        Uuid::type_info()
    }
    fn compatible(ty: &DB::TypeInfo) -> bool {
        Uuid::compatible(ty)
    }
}

impl<'q, DB: sqlx::Database> sqlx::Encode<'q, DB> for Id
where
    Uuid: sqlx::Encode<'q, DB>,
{
    fn encode_by_ref(
        &self,
        buffer: &mut <DB as sqlx::Database>::ArgumentBuffer,
    ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
        self.0.encode_by_ref(buffer)
    }
}

impl<'r, DB: sqlx::Database> sqlx::Decode<'r, DB> for Id
where
    Uuid: sqlx::Decode<'r, DB>,
{
    fn decode(value: <DB as sqlx::Database>::ValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
        Uuid::decode(value).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_moment_sort_as_they_were_made() {
        let made: Vec<Id> = (0..10_000).map(|_| Id::at(1_780_000_000_000)).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        for id in made {
            assert_eq!(id.0.get_version_num(), 7);
            assert_eq!(id.0.get_variant(), uuid::Variant::RFC4122);
        }
        assert!(Id::at(1_780_000_000_001) > Id::at(1_780_000_000_000));
    }

    #[test]
    fn an_id_survives_its_url_form() {
        let id = Id::at(1_780_000_000_000);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(id.to_string().len() <= 22);
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "0", "æ", "1111111111111111111111111111111", "abc"] {
            assert_eq!(text.parse::<Id>(), Err(IdFault), "{text}");
        }
    }

    #[test]
    fn ids_sort_by_time() {
        assert!(Id::at(1_000) < Id::at(2_000));
    }
}
