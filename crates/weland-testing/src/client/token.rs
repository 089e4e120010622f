//! Idempotency tokens that the client generates.
//!
//! Cases expect a well-known token where the input has none. Clients are not configured to use it, so that a case also
//! checks that a token is generated; instead, generated tokens in the request are replaced by it.

use bytes::Bytes;
use http::{HeaderValue, Request, Uri};
use weland_core::{Binding, Operation};
use weland_protocol::fill_idempotency_tokens;

use crate::events::has_events;

/// The token that cases expect.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// Replaces the tokens that the client has generated, which are random UUIDs that the case does not contain, by the one
/// that the case expects. `input` has the values of the case.
pub(super) fn normalize<O: Operation>(case: &str, mut input: O::Input, request: &mut Request<Bytes>) {
    let mut count = 0;
    fill_idempotency_tokens(&mut input, || {
        count += 1;
        TOKEN.to_owned()
    });
    if count == 0 {
        return;
    }
    if let Ok(uri) = Uri::try_from(replace(request.uri().to_string().as_bytes(), case)) {
        *request.uri_mut() = uri;
    }
    for member in O::SCHEMA.input.members.iter().filter(|member| member.idempotency_token) {
        if let Binding::Header(name) = member.binding
            && let Some(value) = request.headers_mut().get_mut(name)
            && let Ok(replaced) = HeaderValue::from_bytes(&replace(value.as_bytes(), case))
        {
            *value = replaced;
        }
    }
    // Frames of events have checksums, and do not contain tokens.
    if !has_events(O::SCHEMA.input) {
        *request.body_mut() = replace(request.body(), case).into();
    }
}

/// The bytes with the token in the place of all random UUIDs that the case does not contain. Their length is the same, so
/// that this works in every format that writes a string as its bytes.
fn replace(bytes: &[u8], case: &str) -> Vec<u8> {
    let is_generated =
        |start: &[u8]| is_random_uuid(start) && std::str::from_utf8(start).is_ok_and(|uuid| !case.contains(uuid));
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, tail)) = rest.split_first() {
        match rest.split_at_checked(TOKEN.len()) {
            Some((start, after)) if is_generated(start) => {
                out.extend_from_slice(TOKEN.as_bytes());
                rest = after;
            }
            _ => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    out
}

/// Whether the bytes are a UUID of version 4 in text.
fn is_random_uuid(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(index, byte)| match index {
        8 | 13 | 18 | 23 => *byte == b'-',
        14 => *byte == b'4',
        19 => matches!(byte, b'8' | b'9' | b'a' | b'b'),
        _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(byte),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_uuids_are_replaced_unless_the_case_has_them() {
        let random = "1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b";
        let cases = [
            (format!("?token={random}&b=ü"), "", format!("?token={TOKEN}&b=ü")),
            (format!("{{\"token\":\"{random}\"}}"), "", format!("{{\"token\":\"{TOKEN}\"}}")),
            (random.to_owned(), random, random.to_owned()),
            (random.to_uppercase(), "", random.to_uppercase()),
            (random.replace("-4d", "-1d"), "", random.replace("-4d", "-1d")),
            (random.replace("-a3", "-c3"), "", random.replace("-a3", "-c3")),
            (random[1..].to_owned(), "", random[1..].to_owned()),
        ];
        for (text, case, expected) in cases {
            assert_eq!(replace(text.as_bytes(), case), expected.as_bytes());
        }
    }

    #[test]
    fn bytes_around_a_token_stay() {
        let bytes = [&[0xff, 0x78, 0x24], "1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b".as_bytes(), &[0xff]].concat();
        assert_eq!(replace(&bytes, ""), [&[0xff, 0x78, 0x24], TOKEN.as_bytes(), &[0xff]].concat());
    }
}
