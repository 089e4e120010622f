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
fn uuid_of(bytes: [u8; 16]) -> String {
    let bits = u128::from_be_bytes(bytes);
    let (high, low) = ((bits >> 64) as u64, bits as u64);
    let (version, variant) = (0x4000 | high & 0x0fff, 0x8000 | low >> 48 & 0x3fff);
    format!(
        "{:08x}-{:04x}-{version:04x}-{variant:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        low & 0xffff_ffff_ffff
    )
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
