use std::time::Duration;

use http::Request;
use serde_json::Value;

use super::*;

/// 2015-08-30T12:36:00Z, the moment of all vectors.
fn moment() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

fn vectors() -> Vec<Value> {
    let vectors: Value = serde_json::from_str(include_str!("../../tests/data/sigv4.json")).unwrap();
    vectors.as_array().unwrap().clone()
}

fn request(vector: &Value) -> Parts {
    let mut request =
        Request::builder().method(vector["method"].as_str().unwrap()).uri(vector["url"].as_str().unwrap());
    for header in vector["headers"].as_array().unwrap() {
        request = request.header(header[0].as_str().unwrap(), header[1].as_str().unwrap());
    }
    request.body(()).unwrap().into_parts().0
}

fn credentials(vector: &Value) -> Credentials {
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    match vector["token"].as_str() {
        Some(token) => credentials.with_session_token(token),
        None => credentials,
    }
}

#[test]
fn signatures_are_those_of_other_implementations() {
    for vector in vectors() {
        let mut parts = request(&vector);
        let body = vector["body"].as_str().unwrap().as_bytes();
        let (region, service) = (vector["region"].as_str().unwrap(), vector["service"].as_str().unwrap());
        let credentials = credentials(&vector);
        sign(&mut parts, body, &credentials, &Scope { region, service, time: moment() }).unwrap();
        let (canonical, _) = canonical::request(&parts, &hex(&Hash::hash(body)), false);
        let name = &vector["name"];
        assert_eq!(String::from_utf8(canonical).unwrap(), vector["canonical"].as_str().unwrap(), "{name}");
        let authorization = vector["authorization"].as_str().unwrap();
        assert_eq!(parts.headers[AUTHORIZATION].to_str().unwrap(), authorization, "{name}");
    }
}

/// The signature that AWS publishes for the plainest request.
#[test]
fn the_vectors_hold_the_published_signature() {
    let vanilla = vectors().into_iter().find(|vector| vector["name"] == "get-vanilla").unwrap();
    let published = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    assert!(vanilla["authorization"].as_str().unwrap().ends_with(published));
}

#[test]
fn signing_again_replaces_the_signature() {
    let vectors = vectors();
    let mut parts = request(&vectors[0]);
    let credentials = credentials(&vectors[0]);
    let later = moment() + Duration::from_secs(60);
    let at = |time| Scope { region: "us-east-1", service: "service", time };
    sign(&mut parts, b"", &credentials.clone().with_session_token("t"), &at(later)).unwrap();
    let other = parts.headers[AUTHORIZATION].clone();
    sign(&mut parts, b"", &credentials, &at(moment())).unwrap();
    assert_ne!(parts.headers[AUTHORIZATION], other);
    assert_eq!(parts.headers[AUTHORIZATION], vectors[0]["authorization"].as_str().unwrap());
    assert!(!parts.headers.contains_key("x-amz-security-token"));
}

#[test]
fn what_cannot_be_a_header_is_an_error_that_does_not_show_it() {
    let mut parts = request(&vectors()[0]);
    let credentials = Credentials::new("AKID\n", "secret");
    let scope = Scope { region: "us-east-1", service: "service", time: moment() };
    let error = sign(&mut parts, b"", &credentials, &scope).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().contains("access key id") && !error.to_string().contains("AKID"), "{error}");

    parts.headers.clear();
    parts.uri = "/no-host".parse().unwrap();
    let error = sign(&mut parts, b"", &Credentials::new("a", "b"), &scope).unwrap_err();
    assert!(error.to_string().contains("/no-host"), "{error}");
}

#[test]
fn queries_are_encoded_in_one_way_only() {
    let cases = [("a", "a="), ("a=b+c", "a=b%2Bc"), ("a=%zz", "a=%25zz"), ("b&&a=%41", "a=A&b="), ("a=b=c", "a=b%3Dc")];
    for (given, expected) in cases {
        let uri = format!("https://h/?{given}");
        let parts = Request::get(uri).body(()).unwrap().into_parts().0;
        let (canonical, _) = canonical::request(&parts, "", false);
        assert_eq!(String::from_utf8(canonical).unwrap().lines().nth(2), Some(expected), "{given}");
    }
}

/// Those of botocore 1.38 for the same requests at the same moment.
#[test]
fn presigned_urls_are_those_of_another_implementation() {
    let vectors: Value = serde_json::from_str(include_str!("../../tests/data/presigned.json")).unwrap();
    for vector in vectors.as_array().unwrap() {
        let mut parts = request(vector);
        let scope = Scope { region: "us-east-1", service: vector["service"].as_str().unwrap(), time: moment() };
        let expires = Duration::from_secs(vector["expires"].as_u64().unwrap());
        let unsigned = vector["unsigned"].as_bool().unwrap();
        let hash = if unsigned { UNSIGNED_PAYLOAD.to_owned() } else { hex(&Hash::hash(&[])) };
        presign_path(&mut parts, &hash, &credentials(vector), &scope, expires, unsigned).unwrap();
        assert_eq!(parts.uri.to_string(), vector["presigned"].as_str().unwrap(), "{}", vector["name"]);
        assert!(!parts.headers.contains_key(HOST) && !parts.headers.contains_key(AUTHORIZATION));
    }
}

#[test]
fn presigned_requests_are_valid_for_a_second_to_a_week() {
    let week = 7 * 24 * 60 * 60;
    for (seconds, expected) in [(0, false), (1, true), (week, true), (week + 1, false)] {
        let (mut parts, ()) = Request::get("https://example.com/").body(()).unwrap().into_parts();
        let scope = Scope { region: "r", service: "s", time: moment() };
        let (credentials, expires) = (Credentials::new("a", "b"), Duration::from_secs(seconds));
        assert_eq!(presign(&mut parts, None, &credentials, &scope, expires).is_ok(), expected, "{seconds}");
    }
    let (mut parts, ()) = Request::get("/").body(()).unwrap().into_parts();
    let scope = Scope { region: "r", service: "s", time: moment() };
    let error = presign(&mut parts, None, &Credentials::new("a", "b"), &scope, Duration::from_secs(1)).unwrap_err();
    assert!(error.message().contains("names no host"), "{error}");
}
