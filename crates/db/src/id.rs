//! Ids: UUID version 7 (RFC 9562), so they sort by time; base58 where people see them, in URLs.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};
use uuid::Uuid;

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
    /// A new id for a moment in milliseconds UTC.
    #[must_use]
    pub fn at(ms: i64) -> Self {
        let mut random = [0_u8; 10];
        rand::fill(&mut random);
        Self(uuid::Builder::from_unix_timestamp_millis(ms.max(0).cast_unsigned(), &random).into_uuid())
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
