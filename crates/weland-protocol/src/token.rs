//! Idempotency tokens.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use weland_core::Structure;

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

/// A random UUID (version 4). The randomness is that of the standard library's hash maps: seeded by the operating system.
pub fn uuid() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let word = || {
        let mut hasher = RandomState::new().build_hasher();
        hasher.write_u64(COUNT.fetch_add(1, Ordering::Relaxed));
        hasher.finish()
    };
    let (high, low) = (word(), word());
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
