//! Responses: written by servers, read by clients; errors too.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::Response;
use http::response::Parts;
use weland_core::{
    Binding, Blob, ByteStream, Member, OperationSchema, Schema, Structure, Timestamp, schema, structure,
};
use weland_protocol::{Body, ClientProtocol as _, ErrorInfo, RestJson1, ServerProtocol as _, has_stream};

use crate::bound::*;
use crate::shapes::{Choice, Node, SERVICE, Suit, operation};

fn with_output(status: u16, output: &'static Schema) -> OperationSchema {
    operation("GET", "/").status(status).output(output)
}

fn split(response: Response<Body>) -> (Parts, Bytes) {
    let (parts, body) = response.into_parts();
    (parts, Bytes::copy_from_slice(body.as_bytes().unwrap()))
}

/// A response with these headers.
fn head(status: u16, headers: &[(&str, &str)]) -> Parts {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(()).unwrap().into_parts().0
}

fn read(parts: &Parts, body: &str, output: &mut dyn Structure) -> Result<(), String> {
    let operation = with_output(200, output.schema());
    let body = Bytes::copy_from_slice(body.as_bytes());
    RestJson1.decode_response(&operation, parts, body, output).map_err(|error| error.to_string())
}

#[test]
fn bindings_of_requests_leave_members_in_the_body_of_a_response() {
    let mut output = Everywhere {
        name: "n".into(),
        filter: Some("f".into()),
        tag: Some("t".into()),
        dates: Some(vec![Timestamp::new(0, 0); 3]),
        prefixed: Some(BTreeMap::from([("a".into(), "b".into())])),
        code: Some(201),
        ..Default::default()
    };
    let response =
        RestJson1.encode_response(&SERVICE, &with_output(200, Everywhere::SCHEMA), &mut output.clone(), "").unwrap();
    let (parts, body) = split(response);
    assert_eq!(parts.status, 201);
    assert_eq!(parts.headers["x-tag"], "t");
    assert_eq!(parts.headers["x-meta-a"], "b");
    assert_eq!(parts.headers["content-type"], "application/json");
    assert_eq!(body, r#"{"name":"n","rest":"","at":0,"filter":"f"}"#);
    let mut again = Everywhere::default();
    read(&parts, std::str::from_utf8(&body).unwrap(), &mut again).unwrap();
    again.token = output.token.take();
    assert_eq!(again, output);
}

#[test]
fn an_output_without_members_is_an_empty_object_and_no_output_is_nothing() {
    let (parts, body) =
        split(RestJson1.encode_response(&SERVICE, &with_output(202, Empty::SCHEMA), &mut Empty {}, "").unwrap());
    assert_eq!((parts.status.as_u16(), &body[..]), (202, &b"{}"[..]));
    let (parts, body) = split(RestJson1.encode_response(&SERVICE, &operation("GET", "/"), &mut (), "").unwrap());
    assert!(body.is_empty() && parts.headers.is_empty());
    let (parts, body) =
        split(RestJson1.encode_response(&SERVICE, &with_output(204, Empty::SCHEMA), &mut Empty {}, "").unwrap());
    assert!(body.is_empty() && parts.headers.is_empty());
}

#[test]
fn a_status_that_is_not_set_is_that_of_the_operation_and_one_that_is_none_is_a_failure() {
    let encode = |code| {
        let mut output = Everywhere { code, ..Default::default() };
        RestJson1.encode_response(&SERVICE, &with_output(201, Everywhere::SCHEMA), &mut output, "")
    };
    for (code, expected) in [(None, 201), (Some(418), 418)] {
        assert_eq!(encode(code).unwrap().status(), expected, "{code:?}");
    }
    for code in [-5, 0, 99, 100, 600, 70_000] {
        let error = encode(Some(code)).unwrap_err();
        assert_eq!(error.to_string(), "at /code: the value is not the status of a final response", "{code}");
    }
}

#[test]
fn a_status_whose_default_is_zero_is_that_of_the_operation_at_zero() {
    struct Defaulting {
        code: i32,
    }
    structure! {
        Defaulting = DEFAULTING: Schema::structure("Defaulting"); [new]
        0 code (= i32): Member::new("code", &schema::INTEGER).bound(Binding::StatusCodeUnlessZero),
    }
    for (code, expected) in [(0, Some(201)), (418, Some(418)), (99, None)] {
        let mut output = Defaulting::new().code(code);
        let response = RestJson1.encode_response(&SERVICE, &with_output(201, Defaulting::SCHEMA), &mut output, "");
        assert_eq!(response.ok().map(|response| response.status().as_u16()), expected, "{code}");
    }
    let mut output = Defaulting::default();
    read(&head(418, &[]), "{}", &mut output).unwrap();
    assert_eq!(output.code, 418);
}

#[test]
fn payloads_are_the_body_or_absent() {
    let node = Node { name: "n".into(), ..Default::default() };
    let cases: Vec<(Box<dyn Structure>, Box<dyn Structure>, &str, Option<&str>)> = vec![
        (
            Box::new(BlobPayload { payload: Some(Blob::new("b")) }),
            Box::new(BlobPayload::default()),
            "b",
            Some("application/octet-stream"),
        ),
        (Box::new(BlobPayload::default()), Box::new(BlobPayload::default()), "", None),
        (
            Box::new(StringPayload { payload: Some("s".into()) }),
            Box::new(StringPayload::default()),
            "s",
            Some("text/plain"),
        ),
        (
            Box::new(EnumPayload { payload: Some(Suit::Clubs) }),
            Box::new(EnumPayload::default()),
            "clubs",
            Some("text/plain"),
        ),
        (
            Box::new(NodePayload { payload: Some(node) }),
            Box::new(NodePayload::default()),
            r#"{"name":"n"}"#,
            Some("application/json"),
        ),
        (Box::new(NodePayload::default()), Box::new(NodePayload::default()), "", None),
        (
            Box::new(UnionPayload { payload: Some(Choice::Number(3)) }),
            Box::new(UnionPayload::default()),
            r#"{"number":3}"#,
            Some("application/json"),
        ),
        (Box::new(UnionPayload::default()), Box::new(UnionPayload::default()), "", None),
    ];
    for (mut output, mut again, body, content_type) in cases {
        let operation = with_output(200, output.schema());
        let (parts, written) = split(RestJson1.encode_response(&SERVICE, &operation, &mut *output, "").unwrap());
        let sent = parts.headers.get("content-type").map(|value| value.to_str().unwrap());
        assert_eq!((&*written, sent), (body.as_bytes(), content_type), "{}", output.schema().name);
        RestJson1.decode_response(&operation, &parts, written.clone(), &mut *again).unwrap();
        let (_, second) = split(RestJson1.encode_response(&SERVICE, &operation, &mut *again, "").unwrap());
        assert_eq!(second, written);
    }
}

#[test]
fn clients_read_leniently() {
    let mut output = Everywhere::default();
    read(&head(200, &[]), "", &mut output).unwrap();
    assert_eq!(output, Everywhere { code: Some(200), ..Default::default() });
    let twice = [("x-tag", "a"), ("X-Tag", "b"), ("x-tags", "a,b"), ("x-unknown", "?")];
    read(&head(299, &twice), r#"{"node":null,"new":{}}"#, &mut output).unwrap();
    assert_eq!((output.tag.as_deref(), output.tags.unwrap().len(), output.code), (Some("a"), 2, Some(299)));
    read(&head(200, &[]), "whatever", &mut ()).unwrap();
}

#[test]
fn malformed_responses_are_errors_with_a_place() {
    let mut output = Everywhere::default();
    let error = read(&head(200, &[]), "{\"node\": 3}", &mut output).unwrap_err();
    assert_eq!(error, "at /node: expected an object, found a number (line 1, column 10)");
    let error = read(&head(200, &[("x-modified", "yesterday")]), "", &mut output).unwrap_err();
    assert!(error.starts_with("at /modified: `yesterday` is not a timestamp"), "{error}");
    let mut payload = NodePayload::default();
    let error = read(&head(200, &[]), r#"{"children": [{"name": 1}]}"#, &mut payload).unwrap_err();
    assert!(error.starts_with("at /payload/children/0/name: expected a string"), "{error}");
}

#[test]
fn an_output_that_cannot_be_sent_is_an_error() {
    let mut output = HeadOnly { header: Some("a\nb".into()) };
    let error = RestJson1.encode_response(&SERVICE, &with_output(200, HeadOnly::SCHEMA), &mut output, "").unwrap_err();
    assert_eq!(error.path, "/header");
    let (parts, body) = split(RestJson1.internal_failure(&SERVICE, "id-1"));
    assert_eq!((parts.status.as_u16(), &parts.headers["x-amzn-errortype"]), (500, &"InternalFailure".parse().unwrap()));
    assert_eq!(body, r#"{"message":"the service has failed to process the request"}"#);
}

#[test]
fn streams_are_attached() {
    assert!(has_stream(Streaming::SCHEMA) && has_stream(Events::SCHEMA) && !has_stream(Everywhere::SCHEMA));
    let operation = with_output(200, Streaming::SCHEMA);
    let mut output = Streaming { tag: Some("t".into()), body: ByteStream::from("abc") };
    let (parts, body) = RestJson1.encode_response(&SERVICE, &operation, &mut output, "").unwrap().into_parts();
    assert_eq!(parts.headers["content-type"], "application/octet-stream");
    let mut again = Streaming::default();
    RestJson1.attach_response_stream(&operation, &parts, body, &mut again).unwrap();
    assert_eq!((again.tag.as_deref(), again.body.as_bytes()), (Some("t"), Some(&b"abc"[..])));
}

#[test]
fn errors_come_back_with_their_members() {
    let gone = Gone {
        message: Some("it is gone".into()),
        retry_after: Some(7),
        detail: Some(Node { name: "n".into(), ..Default::default() }),
    };
    let (mut parts, body) = split(RestJson1.encode_error(&SERVICE, &gone, "id-1").unwrap());
    parts.headers.insert(RestJson1.request_id_header().unwrap(), "id-1".parse().unwrap());
    assert_eq!(parts.status, 410);
    for (name, value) in [
        ("x-amzn-errortype", "Gone"),
        ("x-amzn-requestid", "id-1"),
        ("retry-after", "7"),
        ("content-type", "application/json"),
    ] {
        assert_eq!(parts.headers[name], value);
    }
    assert_eq!(body, r#"{"message":"it is gone","detail":{"name":"n"}}"#);
    let info = RestJson1.error_info(&parts, &body);
    assert_eq!(info.code.as_deref(), Some("Gone"));
    assert_eq!((info.message.as_deref(), info.request_id.as_deref()), (Some("it is gone"), Some("id-1")));
    let mut again = Gone::default();
    RestJson1.decode_error(&parts, &body, &mut again).unwrap();
    assert_eq!(again, gone);
    let mut other_case = Gone::default();
    RestJson1.decode_error(&parts, br#"{"Message": "M"}"#, &mut other_case).unwrap();
    assert_eq!(other_case.message.as_deref(), Some("M"));
}

#[test]
fn failures_without_a_shape_have_a_code_and_a_message() {
    let (parts, body) = split(RestJson1.encode_failure(&SERVICE, 404, "UnknownOperation", "no \"such\" thing", "id-1"));
    assert_eq!((parts.status.as_u16(), &*body), (404, &br#"{"message":"no \"such\" thing"}"#[..]));
    assert_eq!(parts.headers["x-amzn-errortype"], "UnknownOperation");
    let (parts, _) = split(RestJson1.encode_failure(&SERVICE, 404, "no\ncode", "no thing", "id-1"));
    assert!(!parts.headers.contains_key("x-amzn-errortype"));
}

#[test]
fn the_code_of_an_error_is_found_wherever_services_put_it() {
    let cases: [(Option<&str>, &str, Option<&str>); 15] = [
        (Some("FooError"), "", Some("FooError")),
        (Some("FooError:http://internal/x#y"), "{\"code\": \"Other\"}", Some("FooError")),
        (Some("ns.a#FooError:http://internal/"), "", Some("FooError")),
        (Some(""), "{\"code\": \"FooError\"}", Some("FooError")),
        (None, "{\"code\": \"FooError\"}", Some("FooError")),
        (None, "{\"code\": \"ns#FooError:http://x\"}", Some("FooError")),
        (None, "{\"__type\": \"ns#FooError\"}", Some("FooError")),
        (None, "{\"details\": [{\"__type\": \"Inner\"}], \"__type\": \"FooError\"}", Some("FooError")),
        (None, "{\"__type\": \"A\", \"code\": \"B\"}", Some("B")),
        (None, "{\"code\": 3, \"__type\": \"FooError\"}", Some("FooError")),
        (None, "{\"__type\": \"FooError\", broken", Some("FooError")),
        (None, "{}", None),
        (None, "", None),
        (None, "<html>", None),
        (None, "[\"code\"]", None),
    ];
    for (header, body, expected) in cases {
        let headers: Vec<_> = header.iter().map(|value| ("X-Amzn-Errortype", *value)).collect();
        let info = RestJson1.error_info(&head(500, &headers), body.as_bytes());
        assert_eq!(info.code.as_deref(), expected, "{header:?} {body}");
    }
    for body in [r#"{"message": "m"}"#, r#"{"Message": "m"}"#, r#"{"errorMessage": "m", "Type": "User"}"#] {
        assert_eq!(RestJson1.error_info(&head(500, &[]), body.as_bytes()).message.as_deref(), Some("m"), "{body}");
    }
    for name in ["x-amzn-requestid", "x-amz-request-id", "X-Amzn-RequestId"] {
        assert_eq!(RestJson1.error_info(&head(500, &[(name, "r")]), b"").request_id.as_deref(), Some("r"));
    }
    let mut nothing = ErrorInfo::default();
    nothing.message = Some("\u{fffd}".into());
    assert_ne!(RestJson1.error_info(&head(500, &[]), b"\xff"), nothing);
}

#[derive(Clone, Default, PartialEq)]
pub(crate) struct Accepted {
    pub(crate) code: Option<i32>,
}

structure! {
    Accepted = ACCEPTED: Schema::structure("Accepted");
    0 code: Member::new("code", &schema::INTEGER).bound(Binding::StatusCode),
}

#[test]
fn a_body_of_which_nothing_is_read_need_not_be_readable() {
    let mut output = Accepted::default();
    read(&head(202, &[]), "queued, no JSON", &mut output).unwrap();
    assert_eq!(output.code, Some(202));
}
