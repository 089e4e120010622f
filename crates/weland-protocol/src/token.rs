//! Idempotency tokens.

use weland_core::Structure;

use crate::random::random_bytes;
use crate::strictness::Strictness;
use crate::text::{Location, TextDecoder, TextEncoder};

/// Fills those idempotency tokens of an input that are not set.
/// [`encode_request`](crate::protocol::ClientProtocol::encode_request) does it by itself; whoever wants the same token on each
/// attempt, or a known one in a test, does it before.
pub fn fill_idempotency_tokens(input: &mut dyn Structure, mut token: impl FnMut() -> String) {
    for (index, member) in input.schema().members.iter().enumerate() {
        if !member.idempotency_token {
            continue;
        }
        let texts = TextEncoder::texts(input, index, member, Location::Uri);
        let is_set = texts.is_ok_and(|texts| texts.values.iter().any(|(_, text)| !text.is_empty() || !member.required));
        if !is_set {
            let mut decoder = TextDecoder::values(vec![token().into()], Location::Uri, Strictness::Lenient);
            // A string member takes any text, and Smithy allows tokens on no others.
            let _ = input.decode_member(index, member, &mut decoder);
        }
    }
}

/// A random UUID (version 4). With the feature `random`, its bits are those of the generator of the operating system.
pub fn uuid() -> String {
    uuid_of(random_bytes())
}

/// The UUID of these bytes, which are all that it depends on.
fn uuid_of(mut bytes: [u8; 16]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes[6] = 0x40 | bytes[6] & 0x0f;
    bytes[8] = 0x80 | bytes[8] & 0x3f;
    let mut text = Vec::with_capacity(36);
    for (index, byte) in bytes.into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push(b'-');
        }
        text.extend_from_slice(&[byte >> 4, byte & 15].map(|digit| DIGITS[usize::from(digit)]));
    }
    String::from_utf8(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_are_made_of_random_bytes_alone() {
        assert_eq!(uuid_of([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid_of([0; 16]), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid_of(std::array::from_fn(|index| index as u8)), "00010203-0405-4607-8809-0a0b0c0d0e0f");
    }

    #[test]
    fn uuids_have_the_form_of_version_4_and_differ() {
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..1000 {
            let uuid = uuid();
            let bytes = uuid.as_bytes();
            assert_eq!(bytes.len(), 36);
            assert_eq!(bytes[14], b'4');
            assert!(b"89ab".contains(&bytes[19]));
            for (index, byte) in bytes.iter().enumerate() {
                let is_hyphen = [8, 13, 18, 23].contains(&index);
                assert_eq!(*byte == b'-', is_hyphen, "{uuid}");
                assert!(is_hyphen || byte.is_ascii_hexdigit(), "{uuid}");
            }
            assert!(seen.insert(uuid));
        }
    }
}
