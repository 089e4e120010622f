//! HTTP messages compared with those of a case, and made from them.

use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderName, HeaderValue, TRANSFER_ENCODING};
use ::http::{HeaderMap, Request, Response};
use bytes::Bytes;
use http_body::Body as _;
use weland_core::BoxError;
use weland_protocol::Body;
use weland_protocol::checksum::{Algorithm, Hasher};

use crate::body;
use crate::case::Message;
use crate::report::{self, Difference, Failure, Outcome};
use crate::text::Plain;

/// Compares a request that was sent with a case.
pub(crate) fn request(case: &Message, request: &Request<Bytes>) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut compare = |place: &str, expected: &str, actual: &str| {
        if expected != actual {
            differences.push(Difference::new(place, expected, actual));
        }
    };
    compare("the method", &case.method, request.method().as_str());
    compare("the path", &case.uri, request.uri().path());
    if let Some(host) = &case.resolved_host {
        compare("the host", host, request.uri().authority().map_or("", |authority| authority.as_str()));
        compare("the header `host`", host, &joined(request.headers(), HOST.as_str()).unwrap_or_default());
    }
    differences.extend(query(case, request.uri().query().unwrap_or_default()));
    differences.extend(message(case, request.headers(), request.body()));
    differences
}

/// Compares a response that was sent with a case.
pub(crate) fn response(case: &Message, response: &Response<Bytes>) -> Vec<Difference> {
    let mut differences = status(case.code, response).map_or_else(Vec::new, |difference| vec![difference]);
    differences.extend(message(case, response.headers(), response.body()));
    differences
}

/// Compares the status of a response.
pub(crate) fn status(expected: u16, response: &Response<Bytes>) -> Option<Difference> {
    let actual = response.status();
    (actual.as_u16() != expected).then(|| Difference::new("the status", expected.to_string(), actual.as_str()))
}

/// Compares headers and body.
fn message(case: &Message, headers: &HeaderMap, bytes: &[u8]) -> Vec<Difference> {
    let mut differences = expected_headers(&case.headers, headers);
    for name in &case.forbid_headers {
        if let Some(value) = joined(headers, name) {
            differences.push(Difference::new(format!("the header `{name}`"), "(none)", value));
        }
    }
    for name in &case.require_headers {
        if joined(headers, name).is_none() {
            differences.push(Difference::new(format!("the header `{name}`"), "(any value)", "(missing)"));
        }
    }
    if let Some(expected) = &case.body {
        // A case that does not say what its body is goes by the message.
        let sent = joined(headers, CONTENT_TYPE.as_str());
        differences.extend(body::compare(expected, case.body_media_type.as_deref().or(sent.as_deref()), bytes));
    }
    differences
}

/// A parameter of a case, with what no query string can have as it is escaped.
fn escaped(parameter: &str) -> String {
    parameter.chars().map(|c| if c == ' ' { "%20".to_owned() } else { c.to_string() }).collect()
}

/// Compares the headers that have to be there with a value; others do not matter.
pub(crate) fn expected_headers<'a>(
    expected: impl IntoIterator<Item = (&'a String, &'a String)>,
    headers: &HeaderMap,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (name, value) in expected {
        let actual = joined(headers, name);
        if actual.as_ref() != Some(value) {
            let actual = actual.unwrap_or_else(|| "(missing)".to_owned());
            differences.push(Difference::new(format!("the header `{name}`"), value, actual));
        }
    }
    differences
}

/// The values of a header, several joined by commas.
fn joined(headers: &HeaderMap, name: &str) -> Option<String> {
    let values: Vec<String> = headers.get_all(name).iter().map(|value| Plain(value.as_bytes()).to_string()).collect();
    if values.is_empty() { None } else { Some(values.join(", ")) }
}

/// Compares parameters of the query string, which are not decoded for it. Those with one name are compared as a list,
/// in their order; a name without `=` is the same as one with an empty value. Names that the case does not have do
/// not matter.
fn query(case: &Message, query: &str) -> Vec<Difference> {
    let pair = |text: &'_ str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        (name.to_owned(), value.to_owned())
    };
    let actual: Vec<_> = query.split('&').filter(|text| !text.is_empty()).map(pair).collect();
    let expected: Vec<_> = case.query_params.iter().map(|text| pair(&escaped(text))).collect();
    let values = |pairs: &[(String, String)], name: &str| {
        let values: Vec<&str> = pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| &**value).collect();
        if values.is_empty() { "(missing)".to_owned() } else { format!("{values:?}") }
    };
    let mut differences = Vec::new();
    let mut differ = |name: &str, expected: &str, actual: String| {
        differences.push(Difference::new(format!("the query parameter `{name}`"), expected, actual));
    };
    for (index, (name, _)) in expected.iter().enumerate() {
        let is_first = expected.iter().position(|(key, _)| key == name) == Some(index);
        let (wanted, found) = (values(&expected, name), values(&actual, name));
        if is_first && wanted != found {
            differ(name, &wanted, found);
        }
    }
    let is_there = |name: &String| actual.iter().any(|(key, _)| key == name);
    for name in case.forbid_query_params.iter().filter(|name| is_there(name)) {
        differ(name, "(none)", values(&actual, name));
    }
    for name in case.require_query_params.iter().filter(|name| !is_there(name)) {
        differ(name, "(any value)", "(missing)".to_owned());
    }
    differences
}

/// Reads a request to its end, with the headers that a transport adds.
pub(crate) async fn receive_request(request: Request<Body>) -> Result<Request<Bytes>, BoxError> {
    let (mut parts, body) = request.into_parts();
    // A request that has no body needs no header.
    if !body.is_end_stream() {
        add_framing(&mut parts.headers, &body);
    }
    Ok(Request::from_parts(parts, body.collect(usize::MAX).await?))
}

/// Reads a response to its end, with the headers that a transport adds.
pub(crate) async fn receive_response(response: Response<Body>) -> Result<Response<Bytes>, BoxError> {
    let (mut parts, body) = response.into_parts();
    if !matches!(parts.status.as_u16(), 100..=199 | 204 | 304) {
        add_framing(&mut parts.headers, &body);
    }
    Ok(Response::from_parts(parts, body.collect(usize::MAX).await?))
}

/// Adds the header that frames a body in HTTP/1.1: its length if that is known, or else the chunked coding.
fn add_framing(headers: &mut HeaderMap, body: &Body) {
    if headers.contains_key(CONTENT_LENGTH) || headers.contains_key(TRANSFER_ENCODING) {
        return;
    }
    match body.size_hint().exact() {
        Some(length) => headers.insert(CONTENT_LENGTH, HeaderValue::from(length)),
        None => headers.insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked")),
    };
}

/// The request that a case describes, with nothing added to it.
///
/// # Errors
/// When something in the case cannot be part of a request.
pub(crate) fn exact_request(case: &Message) -> Outcome<Request<Bytes>> {
    let query: Vec<String> = case.query_params.iter().map(|text| escaped(text)).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let target = format!("{}{query}", case.uri);
    let bytes = case.bytes();
    let mut request = Request::builder()
        .method(&*case.method)
        .uri(&target)
        .body(bytes)
        .map_err(|error| Failure::new(format!("no request can be made of {} {target}: {error}", case.method)))?;
    set_headers(case, request.headers_mut())?;
    Ok(request)
}

/// The request that a case describes, to be received by a server.
///
/// Headers are those of the case, and those that `complete` adds since the protocol knows requests by them. If it has a host, or requires the length of the body, they are added, and so is the
/// media type of a body that is a document, without which no server would read it. Nothing else is: there are operations
/// whose input has all headers.
///
/// # Errors
/// When something in the case cannot be part of a request.
pub(crate) fn to_request(case: &Message, complete: impl FnOnce(&mut HeaderMap)) -> Outcome<Request<Bytes>> {
    let mut request = exact_request(case)?;
    complete(request.headers_mut());
    let length = request.body().len();
    let headers = request.headers_mut();
    let host = case.resolved_host.as_deref().or(case.host.as_deref()).and_then(|host| host.split('/').next());
    if let Some(host) = host.and_then(|host| HeaderValue::from_str(host).ok()) {
        headers.entry(HOST).or_insert(host);
    }
    if case.require_headers.iter().any(|name| name.eq_ignore_ascii_case(CONTENT_LENGTH.as_str())) {
        headers.entry(CONTENT_LENGTH).or_insert(HeaderValue::from(length));
    }
    let media_type = case.body_media_type.as_deref().filter(|media_type| length > 0 && body::is_document(media_type));
    if let Some(media_type) = media_type.and_then(|media_type| HeaderValue::from_str(media_type).ok())
        && !headers.contains_key(CONTENT_TYPE)
    {
        report::note(format_args!("the body is sent as {media_type:?}, of which the headers of the case say nothing"));
        headers.insert(CONTENT_TYPE, media_type);
    }
    Ok(request)
}

/// Takes the white space out of a body that is JSON, if checksums in the headers are those of that: cases lay out bodies for readers,
/// and have the checksums of what clients send. A server that compares both would be right to refuse the rest.
pub(crate) fn fit_checksums(request: &mut Request<Bytes>) {
    let compact = without_white_space(request.body());
    let is_of = |name: &HeaderName, value: &HeaderValue, body: &[u8]| {
        let mut hasher = Hasher::new(Algorithm::in_header(name.as_str())?)?;
        hasher.update(body);
        Some(hasher.finish().as_bytes() == value.as_bytes())
    };
    let fits = |(name, value): (&HeaderName, &HeaderValue)| {
        is_of(name, value, request.body()) == Some(false) && is_of(name, value, &compact) == Some(true)
    };
    let Some(name) = request.headers().iter().find(|header| fits(*header)).map(|(name, _)| name.clone()) else {
        return;
    };
    report::note(format_args!("the body is sent without white space, since `{name}` is the checksum of that"));
    *request.body_mut() = compact.into();
}

/// JSON without white space between its values.
fn without_white_space(json: &[u8]) -> Vec<u8> {
    let (mut in_string, mut is_escaped) = (false, false);
    let is_kept = |byte: &u8| {
        let kept = in_string || !byte.is_ascii_whitespace();
        in_string ^= *byte == b'"' && !is_escaped;
        is_escaped = in_string && *byte == b'\\' && !is_escaped;
        kept
    };
    json.iter().copied().filter(is_kept).collect()
}

/// The response that a case describes, to be received by a client.
///
/// # Errors
/// When something in the case cannot be part of a response.
pub(crate) fn to_response(case: &Message) -> Outcome<Response<Bytes>> {
    let bytes = case.bytes();
    let mut response = Response::builder()
        .status(case.code)
        .body(bytes)
        .map_err(|error| Failure::new(format!("no response can have the status {}: {error}", case.code)))?;
    set_headers(case, response.headers_mut())?;
    Ok(response)
}

/// Sets the headers of a case as they stand there. A header that the `http` crate rejects never reaches the code under
/// test, so such a case cannot be run.
fn set_headers(case: &Message, headers: &mut HeaderMap) -> Outcome {
    for (name, value) in &case.headers {
        let parsed = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes()));
        let (Ok(name), Ok(value)) = parsed else {
            return Err(Failure::new(format!("no HTTP message can have the header `{name}: {value}`")));
        };
        headers.append(name, value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_white_space_between_values_is_taken_out() {
        let json = b"{\n    \"a \\\" b\": [1, \"\\\\\" , 2]\n}\n";
        assert_eq!(without_white_space(json), b"{\"a \\\" b\":[1,\"\\\\\",2]}");
    }

    #[test]
    fn bodies_fit_their_checksums() {
        let sent = |checksum: &str| {
            let request = Request::builder().header("x-amz-checksum-sha256", checksum);
            let mut request = request.body(Bytes::from_static(b"{ \"a\": 1 }")).unwrap();
            fit_checksums(&mut request);
            request.into_body()
        };
        let of = |text: &str| {
            let mut hasher = Hasher::new(Algorithm::Sha256).unwrap();
            hasher.update(text.as_bytes());
            hasher.finish()
        };
        assert_eq!(sent(&of("{\"a\":1}")), "{\"a\":1}");
        for kept in [of("{ \"a\": 1 }"), of("{}"), "x".to_owned()] {
            assert_eq!(sent(&kept), "{ \"a\": 1 }");
        }
    }
}
