//! Idempotency tokens that the client makes up.
//!
//! Cases expect a well-known token where the input has none. A client is not told to use that one, since it would not be
//! seen then whether it makes up any; instead, what it has made up is put out of the request afterwards.

use bytes::Bytes;
use http::{HeaderValue, Request};
use weland_core::{Binding, Operation};
use weland_protocol::fill_idempotency_tokens;

use crate::events::has_events;

/// The token that cases expect.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// Puts the token that the case expects in the place of those that the client has made up: random UUIDs that the case
/// knows nothing of. `input` has the values of the case; it is of no use afterwards.
pub(super) fn normalize<O: Operation>(case: &str, mut input: O::Input, request: &mut Request<Bytes>) {
    let mut count = 0;
    fill_idempotency_tokens(&mut input, || {
        count += 1;
        TOKEN.to_owned()
    });
    if count == 0 {
        return;
    }
    if let Ok(uri) = replace(&request.uri().to_string(), case).parse() {
        *request.uri_mut() = uri;
    }
    for member in O::SCHEMA.input.members.iter().filter(|member| member.idempotency_token) {
        if let Binding::Header(name) = member.binding
            && let Some(value) = request.headers_mut().get_mut(name)
            && let Ok(replaced) = HeaderValue::from_str(&replace(value.to_str().unwrap_or_default(), case))
        {
            *value = replaced;
        }
    }
    // Frames of events have checksums, and tokens do not stand in them.
    if !has_events(O::SCHEMA.input)
        && let Ok(text) = std::str::from_utf8(request.body())
    {
        *request.body_mut() = Bytes::from(replace(text, case));
    }
}

/// The text with the token in the place of all random UUIDs that do not stand in the case.
fn replace(text: &str, case: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match rest.split_at_checked(TOKEN.len()) {
            Some((start, after)) if is_random_uuid(start) && !case.contains(start) => {
                out.push_str(TOKEN);
                rest = after;
            }
            _ => {
                out.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    out
}

/// Whether the text is a UUID of version 4.
fn is_random_uuid(text: &str) -> bool {
    text.bytes().enumerate().all(|(index, byte)| match index {
        8 | 13 | 18 | 23 => byte == b'-',
        14 => byte == b'4',
        19 => matches!(byte, b'8' | b'9' | b'a' | b'b'),
        _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
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
            assert_eq!(replace(&text, case), expected);
        }
    }
}
