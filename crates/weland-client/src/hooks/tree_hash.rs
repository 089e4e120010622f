use http::request::Parts;
use http::{HeaderName, HeaderValue};
use weland_core::{Binding, OtherError};
use weland_protocol::has_stream;
use weland_protocol::sha256::Hash;

use super::{CallContext, Hook};
use crate::hex::hex;

const CONTENT_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const TREE_HASH: HeaderName = HeaderName::from_static("x-amz-sha256-tree-hash");
const CHUNK: usize = 1024 * 1024;

/// Puts the SHA-256 and the tree hash of an upload into the headers `x-amz-content-sha256` and `x-amz-sha256-tree-hash`,
/// unless they are set.
///
/// An upload is an operation whose input is a stream with a header for the tree hash. That is the SHA-256 of each MiB of
/// the body, of each two of those hashes, and so on, until one is left.
#[derive(Debug, Clone, Copy)]
pub struct TreeHash;

impl Hook for TreeHash {
    fn needs_body(&self, call: &CallContext) -> bool {
        let input = call.operation.input;
        let is_hash =
            |binding| matches!(binding, Binding::Header(name) if name.eq_ignore_ascii_case(TREE_HASH.as_str()));
        has_stream(input) && input.members.iter().any(|member| is_hash(member.binding))
    }

    fn after_serialization(
        &self,
        call: &CallContext,
        request: &mut Parts,
        body: Option<&[u8]>,
    ) -> Result<(), OtherError> {
        let Some(body) = body.filter(|body| !body.is_empty() && self.needs_body(call)) else {
            return Ok(());
        };
        for (name, hash) in [(CONTENT_HASH, Hash::hash(body)), (TREE_HASH, tree_hash(body))] {
            // Hexadecimal digits are ASCII.
            if let (false, Ok(value)) = (request.headers.contains_key(&name), HeaderValue::from_str(&hex(&hash))) {
                request.headers.insert(name, value);
            }
        }
        Ok(())
    }
}

fn tree_hash(body: &[u8]) -> [u8; 32] {
    let mut hashes: Vec<[u8; 32]> = body.chunks(CHUNK).map(Hash::hash).collect();
    while hashes.len() > 1 {
        let parent = |pair: &[[u8; 32]]| match pair {
            [left, right] => Hash::hash(&[*left, *right].concat()),
            odd => odd.first().copied().unwrap_or_default(),
        };
        hashes = hashes.chunks(2).map(parent).collect();
    }
    hashes.pop().unwrap_or_else(|| Hash::hash(&[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_hash_pairs_the_hashes_of_its_chunks() {
        let chunk = vec![7; CHUNK];
        let (one, tail) = (Hash::hash(&chunk), Hash::hash(&[1]));
        let pair = |left: [u8; 32], right: [u8; 32]| Hash::hash(&[left, right].concat());
        let cases = [
            (vec![1], tail),
            (chunk.clone(), one),
            ([&chunk[..], &[1]].concat(), pair(one, tail)),
            ([&chunk[..], &chunk, &[1]].concat(), pair(pair(one, one), tail)),
        ];
        for (body, expected) in cases {
            assert_eq!(tree_hash(&body), expected, "{} bytes", body.len());
        }
    }
}
