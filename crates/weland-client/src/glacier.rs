//! What Amazon S3 Glacier wants of its clients beyond its model. All AWS clients do it; no other service needs it.
//!
//! - The id of the account is `-`, that of the caller, if it is not set.
//! - Each request names the version of the API.
//! - An upload has its SHA-256 in a header, and its tree hash: the SHA-256 of each MiB, of each two of those, and so on.

use hmac_sha256::Hash;
use http::{HeaderMap, HeaderName, HeaderValue};
use weland_core::{Binding, OperationSchema, ServiceSchema, Structure};
use weland_protocol::{has_stream, member_text, set_member_text};

const VERSION: HeaderName = HeaderName::from_static("x-amz-glacier-version");
const CONTENT_HASH: HeaderName = HeaderName::from_static("x-amz-content-sha256");
const TREE_HASH: HeaderName = HeaderName::from_static("x-amz-sha256-tree-hash");
const ACCOUNT: &str = "accountId";
const CHUNK: usize = 1024 * 1024;

fn is_glacier(service: &ServiceSchema) -> bool {
    service.sdk_id == "Glacier"
}

/// Enters the account.
pub(crate) fn complete(service: &ServiceSchema, input: &mut dyn Structure) {
    if is_glacier(service) && member_text(input, ACCOUNT).is_none_or(|account| account.is_empty()) {
        set_member_text(input, ACCOUNT, "-");
    }
}

/// Whether the operation is an upload: it streams, and has a header for the tree hash.
pub(crate) fn hashes_body(service: &ServiceSchema, operation: &OperationSchema) -> bool {
    let is_hash = |binding| matches!(binding, Binding::Header(name) if name.eq_ignore_ascii_case(TREE_HASH.as_str()));
    is_glacier(service)
        && has_stream(operation.input)
        && operation.input.members.iter().any(|member| is_hash(member.binding))
}

/// Adds the headers. `body` is that of an upload.
pub(crate) fn add_headers(service: &ServiceSchema, headers: &mut HeaderMap, body: Option<&[u8]>) {
    if !is_glacier(service) {
        return;
    }
    if let Ok(version) = HeaderValue::from_str(service.version) {
        headers.entry(VERSION).or_insert(version);
    }
    let Some(body) = body.filter(|body| !body.is_empty()) else {
        return;
    };
    for (name, hash) in [(CONTENT_HASH, Hash::hash(body)), (TREE_HASH, tree_hash(body))] {
        // Hexadecimal digits are ASCII.
        if let (false, Ok(value)) = (headers.contains_key(&name), HeaderValue::from_str(&crate::sign::hex(&hash))) {
            headers.insert(name, value);
        }
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
    fn a_version_that_cannot_stand_in_a_header_is_left_out() {
        for (version, expected) in [("2012-06-01", 1), ("a\r\nb: c", 0)] {
            let service = ServiceSchema {
                name: "Glacier",
                version,
                sdk_id: "Glacier",
                endpoint_prefix: Some("glacier"),
                signing_name: None,
                namespace: "example",
            };
            let mut headers = HeaderMap::new();
            add_headers(&service, &mut headers, None);
            assert_eq!(headers.len(), expected, "{version:?}");
        }
    }

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
