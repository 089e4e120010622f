//! Bodies of CBOR, compared by their values: lengths may be stated or left open, and numbers may have any size that holds them.
//! They are read without the codec that is tested.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

use super::json;
use crate::report::Difference;

/// How deep values may be nested.
const DEPTH: usize = 64;

/// Compares two documents; `None` if one of them is not CBOR.
pub(super) fn differences(expected: &[u8], actual: &[u8]) -> Option<Vec<Difference>> {
    Some(json::compared(&value(expected)?, &value(actual)?))
}

/// The `message` of an error, whichever way it is spelled.
pub(super) fn error_message(body: &[u8]) -> Option<String> {
    let value = value(body)?;
    ["message", "Message"].iter().find_map(|key| value.get(key)?.as_str().map(str::to_owned))
}

/// A document as JSON; no bytes at all are none.
fn value(bytes: &[u8]) -> Option<Value> {
    let mut reader = Reader { rest: bytes };
    let value = reader.value(0)?;
    reader.rest.is_empty().then_some(value)
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(taken)
    }

    /// The major type, the lower bits, and the argument unless it is left open.
    fn head(&mut self) -> Option<(u8, u8, Option<u64>)> {
        let first = *self.take(1)?.first()?;
        let (major, info) = (first >> 5, first & 31);
        let argument = match info {
            0..24 => Some(info.into()),
            24..=27 => Some(self.take(1 << (info - 24))?.iter().fold(0, |all, byte| all << 8 | u64::from(*byte))),
            31 => None,
            _ => return None,
        };
        Some((major, info, argument))
    }

    /// Whether what has this length goes on.
    fn goes_on(&mut self, left: &mut Option<u64>) -> Option<bool> {
        match left {
            Some(0) => Some(false),
            Some(left) => {
                *left -= 1;
                Some(true)
            }
            None if self.rest.first() == Some(&0xff) => self.take(1).map(|_| false),
            None => Some(true),
        }
    }

    fn string(&mut self, major: u8, length: Option<u64>) -> Option<Vec<u8>> {
        if let Some(length) = length {
            return self.take(usize::try_from(length).ok()?).map(<[u8]>::to_vec);
        }
        let mut all = Vec::new();
        while self.goes_on(&mut None)? {
            let (piece, _, length) = self.head()?;
            all.extend(self.string(major, Some(length.filter(|_| piece == major)?))?);
        }
        Some(all)
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        let (major, info, argument) = self.head().filter(|_| depth < DEPTH)?;
        Some(match major {
            0 => argument?.into(),
            1 => match i64::try_from(argument?) {
                Ok(value) => (-1 - value).into(),
                Err(_) => json!({ "below": argument }),
            },
            2 => json!({ "bytes": STANDARD.encode(self.string(major, argument)?) }),
            3 => String::from_utf8(self.string(major, argument)?).ok()?.into(),
            4 => self.list(argument, depth)?.into(),
            5 => self.map(argument, depth)?.into(),
            6 => json!({ "tag": argument?, "value": self.value(depth + 1)? }),
            _ => simple(info, argument?)?,
        })
    }

    fn list(&mut self, mut left: Option<u64>, depth: usize) -> Option<Vec<Value>> {
        let mut list = Vec::new();
        while self.goes_on(&mut left)? {
            list.push(self.value(depth + 1)?);
        }
        Some(list)
    }

    fn map(&mut self, mut left: Option<u64>, depth: usize) -> Option<Map<String, Value>> {
        let mut map = Map::new();
        while self.goes_on(&mut left)? {
            let key = self.value(depth + 1)?.as_str()?.to_owned();
            map.insert(key, self.value(depth + 1)?);
        }
        Some(map)
    }
}

/// A simple value or a float, of at least 32 bits, since nobody writes shorter ones.
fn simple(info: u8, argument: u64) -> Option<Value> {
    let float = match info {
        20 | 21 => return Some((info == 21).into()),
        22 => return Some(Value::Null),
        26 => f32::from_bits(u32::try_from(argument).ok()?).into(),
        27 => f64::from_bits(argument),
        _ => return None,
    };
    // JSON has no such numbers.
    Some(if float.is_finite() { float.into() } else { json!({ "float": float.to_string() }) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_compared_whatever_their_spelling() {
        let cases: [(&[u8], &[u8], Option<usize>); 8] = [
            (&[0xbf, 0x61, b'a', 1, 0xff], &[0xa1, 0x61, b'a', 0x18, 1], Some(0)),
            (&[0xfa, 0x3f, 0x80, 0, 0], &[0xfb, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0], Some(0)),
            (&[0x7f, 0x61, b'a', 0x61, b'b', 0xff], &[0x62, b'a', b'b'], Some(0)),
            (&[0x82, 1, 0x20], &[0x9f, 1, 0x21, 0xff], Some(1)),
            (&[0xc1, 1], &[1], Some(1)),
            (&[0x41, 1], &[0x61, 1], Some(1)),
            (&[0xfa, 0x7f, 0xc0, 0, 0], &[0xfb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0], Some(0)),
            (&[0xa1], &[0xa0], None),
        ];
        for (expected, actual, count) in cases {
            let found = differences(expected, actual);
            assert_eq!(found.as_ref().map(Vec::len), count, "{expected:?} {actual:?}: {found:?}");
        }
    }

    #[test]
    fn the_message_of_an_error_is_found() {
        assert_eq!(error_message(b"\xa1\x67Message\x62no").as_deref(), Some("no"));
        assert_eq!(error_message(b"\xa0"), None);
    }
}
