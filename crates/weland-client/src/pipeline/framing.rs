//! Heads of responses that cannot be relied on.

use http::HeaderMap;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};

/// What makes it unclear where a response ends, or what its body is: who reads it in another way sees another response.
pub(super) fn problem(headers: &HeaderMap) -> Option<String> {
    let mut lengths = headers.get_all(CONTENT_LENGTH).iter();
    let first = lengths.next();
    let mut encodings = headers.get_all(TRANSFER_ENCODING).iter();
    let encoding = encodings.next();
    match (first, encoding) {
        (Some(_), Some(_)) => return Some("it has both a Content-Length and a Transfer-Encoding".to_owned()),
        // `identity` was a word for none once.
        (None, Some(encoding)) => {
            let is_known =
                ["chunked", "identity"].iter().any(|it| encoding.as_bytes().eq_ignore_ascii_case(it.as_bytes()));
            if !is_known || encodings.next().is_some() {
                let all: Vec<_> = headers
                    .get_all(TRANSFER_ENCODING)
                    .iter()
                    .map(|it| it.as_bytes().escape_ascii().to_string())
                    .collect();
                return Some(format!("its Transfer-Encoding is `{}`, and only `chunked` can be read", all.join(", ")));
            }
        }
        _ => {}
    }
    lengths.any(|length| Some(length) != first).then(|| "it has several Content-Lengths".to_owned())
}

/// What is wrong with headers that have more bytes than they may.
pub(super) fn too_large(headers: &HeaderMap, limit: usize) -> Option<String> {
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    (size > limit)
        .then(|| format!("its headers have more than {limit} bytes; `Config::max_response_header_size` sets the limit"))
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    fn of(lines: &[(HeaderName, &'static str)]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name, HeaderValue::from_static(value));
        }
        problem(&headers)
    }

    #[test]
    fn a_response_has_one_end() {
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[(CONTENT_LENGTH, "2")]), None);
        assert_eq!(of(&[(TRANSFER_ENCODING, "Chunked")]), None);
        assert_eq!(of(&[(TRANSFER_ENCODING, "identity")]), None);
        assert!(of(&[(CONTENT_LENGTH, "2"), (TRANSFER_ENCODING, "chunked")]).unwrap().contains("both"));
        for encoding in ["magic", "gzip, chunked", "chunked, chunked", ""] {
            let said = of(&[(TRANSFER_ENCODING, encoding)]).unwrap();
            assert!(said.contains(&format!("is `{encoding}`")), "{said}");
        }
    }

    #[test]
    fn headers_have_a_limit() {
        let headers = HeaderMap::from_iter([(TRANSFER_ENCODING, HeaderValue::from_static("chunked"))]);
        assert_eq!(too_large(&headers, 24), None);
        assert!(too_large(&headers, 23).unwrap().contains("more than 23 bytes"));
    }
}
