//! Event streams: written and read, in pieces of any size, and broken.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use weland_core::{
    Blob, BoxError, ByteStream, EncodeError, ErrorKind, EventStream, OperationSchema, OtherError, ResponseMetadata,
    Timestamp,
};
use weland_protocol::event::{Frame, FrameError, HeaderValue};
use weland_protocol::protocol::ItemCheck;
use weland_protocol::{Body, ClientProtocol as _, RestJson1, ServerProtocol as _};

use crate::bound::{BlobEvent, Event, Events, Gone, HeadersEvent, MixedEvent, NodeEvent, TaggedEvents, TextEvent};
use crate::shapes::{Node, SERVICE, operation};

/// Runs a future whose sources are always ready.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a source was not ready"),
    }
}

fn frames(mut body: Body) -> Result<Vec<Bytes>, BoxError> {
    let mut frames = Vec::new();
    while let Some(frame) = now(std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx))) {
        frames.push(frame?.into_data().unwrap());
    }
    Ok(frames)
}

fn output_operation() -> OperationSchema {
    operation("GET", "/").output(Events::SCHEMA)
}

pub(crate) fn written(events: Vec<Event>) -> Vec<Bytes> {
    let mut output = Events { tag: Some("t".into()), events: EventStream::of(events) };
    let response = RestJson1.encode_response(&SERVICE, &output_operation(), &mut output, "").unwrap();
    assert_eq!(response.headers()["content-type"], "application/vnd.amazon.eventstream");
    assert_eq!(response.headers()["x-tag"], "t");
    assert!(response.body().is_event_stream() && response.body().size_hint().exact().is_none());
    frames(response.into_body()).unwrap()
}

/// Reads events out of chunks, as a client does.
fn read(chunks: Vec<Bytes>) -> Vec<Result<Event, BoxError>> {
    let body = Body::from(ByteStream::new(Chunks(chunks.into_iter())));
    let (parts, ()) = http::Response::builder().header("x-tag", "t").body(()).unwrap().into_parts();
    let mut output = Events::default();
    RestJson1.attach_response_stream(&output_operation(), &parts, body, &mut output).unwrap();
    assert_eq!(output.tag.as_deref(), Some("t"));
    drain(output.events)
}

pub(crate) fn drain(mut stream: EventStream<Event>) -> Vec<Result<Event, BoxError>> {
    let mut events = Vec::new();
    while let Some(event) = now(stream.next()) {
        events.push(event);
    }
    events
}

#[test]
fn errors_of_events_tell_whose_response_they_are_in() {
    let metadata = ResponseMetadata::new(output_operation().name).with_status(200).with_request_id(Some("id-1".into()));
    let failure = |kind: &str, name: &str| {
        let text = |name: &str, value: &str| (name.to_owned(), HeaderValue::String(value.to_owned()));
        let headers = vec![text(":message-type", kind), text(name, "Odd")];
        Frame { headers, payload: Bytes::new() }.encode().unwrap()
    };
    let broken = || -> Result<Bytes, BoxError> { Err("reset by peer".into()) };
    let cases: [(Result<Bytes, BoxError>, _); 4] = [
        (Ok(failure("error", ":error-code")), ErrorKind::Service),
        (Ok(failure("exception", ":exception-type")), ErrorKind::Service),
        (Ok(Bytes::from_static(&[7; 16])), ErrorKind::Response),
        (broken(), ErrorKind::Transport),
    ];
    for (chunk, kind) in cases {
        let body = Body::from(ByteStream::new(Once(Some(chunk))));
        let response = http::Response::builder().header("x-tag", "t").header("x-amzn-requestid", "id-1");
        let (parts, ()) = response.body(()).unwrap().into_parts();
        let mut output = Events::default();
        RestJson1.attach_response_stream(&output_operation(), &parts, body, &mut output).unwrap();
        let error = now(output.events.next()).unwrap().unwrap_err().downcast::<OtherError>().unwrap();
        assert_eq!((error.kind(), error.metadata()), (kind, &metadata), "{error}");
    }
}

struct Once(Option<Result<Bytes, BoxError>>);

impl futures_core::Stream for Once {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take())
    }
}

struct Chunks(std::vec::IntoIter<Bytes>);

impl futures_core::Stream for Chunks {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}

fn events() -> Vec<Event> {
    let node = Node { name: "n".into(), ..Default::default() };
    vec![
        Event::Headers(HeadersEvent {
            boolean: Some(true),
            byte: Some(-1),
            short: Some(2),
            integer: Some(-3),
            long: Some(4_294_967_294),
            blob: Some(Blob::new("foo")),
            string: Some("bär".into()),
            timestamp: Some(Timestamp::new(-2, 250_000_000)),
        }),
        Event::Headers(HeadersEvent { boolean: Some(false), ..Default::default() }),
        Event::Blob(BlobEvent { payload: Some(Blob::new(vec![0; 70_000])) }),
        Event::Text(TextEvent { payload: Some("text".into()) }),
        Event::Node(NodeEvent { header: Some("h".into()), payload: Some(node.clone()) }),
        Event::Node(NodeEvent::default()),
        Event::Mixed(MixedEvent { header: Some("h".into()), text: Some("t".into()), node: Some(node) }),
        Event::Mixed(MixedEvent::default()),
    ]
}

fn ok(events: Vec<Result<Event, BoxError>>) -> Vec<Event> {
    events.into_iter().map(Result::unwrap).collect()
}

#[test]
fn events_come_back_from_pieces_of_any_size() {
    let frames = written(events());
    assert_eq!(frames.len(), events().len());
    let all = Bytes::from(frames.concat());
    for size in [1, 2, 7, 11, 12, 13, 100, 65_536, all.len()] {
        let chunks: Vec<_> = all.chunks(size).map(Bytes::copy_from_slice).collect();
        assert_eq!(ok(read(chunks)), events(), "chunks of {size}");
    }
}

#[test]
fn frames_look_as_the_format_says() {
    let empty = Frame::default().encode().unwrap();
    assert_eq!(&*empty, [0, 0, 0, 16, 0, 0, 0, 0, 0x05, 0xc2, 0x48, 0xeb, 0x7d, 0x98, 0xc8, 0xff]);
    let frames = written(events());
    let decoded: Vec<_> =
        frames.iter().map(|frame| Frame::decode(&mut BytesMut::from(&frame[..])).unwrap().unwrap()).collect();
    let headers = &decoded[0].headers;
    let names: Vec<_> = headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [":message-type", ":event-type", "boolean", "byte", "short", "integer", "long", "blob", "string", "timestamp"]
    );
    assert_eq!(decoded[0].header("timestamp"), Some(&HeaderValue::Timestamp(-1750)));
    let kinds: Vec<_> = decoded
        .iter()
        .map(|frame| (frame.text(":event-type").unwrap(), frame.text(":content-type"), frame.payload.len()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("headers", None, 0),
            ("headers", None, 0),
            ("blob", Some("application/octet-stream"), 70_000),
            ("text", Some("text/plain"), 4),
            ("node", Some("application/json"), 12),
            ("node", None, 0),
            ("mixed", Some("application/json"), 32),
            ("mixed", Some("application/json"), 2),
        ]
    );
}

#[test]
fn every_header_type_survives() {
    let headers = [
        ("b", HeaderValue::Boolean(true)),
        ("c", HeaderValue::Boolean(false)),
        ("d", HeaderValue::Byte(-8)),
        ("e", HeaderValue::Short(-9)),
        ("f", HeaderValue::Integer(i32::MIN)),
        ("g", HeaderValue::Long(i64::MAX)),
        ("h", HeaderValue::Bytes(Bytes::from_static(b"\x00\xff"))),
        ("i", HeaderValue::String("ü".into())),
        ("j", HeaderValue::Timestamp(-5)),
        ("k", HeaderValue::Uuid([7; 16])),
    ];
    let frame = Frame {
        headers: headers.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        payload: Bytes::from_static(b"payload"),
    };
    let mut buffer = BytesMut::from(&frame.encode().unwrap()[..]);
    buffer.extend_from_slice(b"rest");
    assert_eq!(Frame::decode(&mut buffer).unwrap(), Some(frame));
    assert_eq!(&buffer[..], b"rest");
}

#[test]
fn damaged_frames_are_errors_and_never_panics() {
    let frame = written(vec![events().remove(0)]).remove(0);
    for end in 1..frame.len() {
        let result = read(vec![frame.slice(..end)]);
        assert_eq!(result.len(), 1);
        let cause = result[0].as_ref().unwrap_err().source().and_then(|cause| cause.downcast_ref());
        assert_eq!(cause, Some(&FrameError::Truncated), "{end}");
    }
    for index in 0..frame.len() {
        for bit in [1, 0x80] {
            let mut bytes = frame.to_vec();
            bytes[index] ^= bit;
            assert!(Frame::decode(&mut BytesMut::from(&bytes[..])).is_err(), "byte {index}, bit {bit}");
        }
    }
}

/// A frame with right checksums around anything.
fn sealed(total: Option<u32>, headers_length: u32, content: &[u8]) -> Vec<u8> {
    let total = total.unwrap_or_else(|| u32::try_from(content.len() + 16).unwrap());
    let mut out = [total.to_be_bytes(), headers_length.to_be_bytes()].concat();
    out.extend(crc32fast::hash(&out).to_be_bytes());
    out.extend(content);
    out.extend(crc32fast::hash(&out).to_be_bytes());
    out
}

#[test]
fn lengths_and_headers_that_contradict_themselves_are_refused() {
    let cases: Vec<(Vec<u8>, FrameError)> = vec![
        (sealed(Some(15), 0, b""), FrameError::Length),
        (sealed(Some(0), 0, b""), FrameError::Length),
        (sealed(Some(u32::MAX), 0, b""), FrameError::Length),
        (sealed(None, 5, b"\x01"), FrameError::Length),
        (sealed(None, u32::MAX, b""), FrameError::Length),
        (sealed(None, 1, b"\x05"), FrameError::Headers),
        (sealed(None, 2, b"\x01a"), FrameError::Headers),
        (sealed(None, 3, b"\x01a\x0a"), FrameError::Headers),
        (sealed(None, 4, b"\x01a\x07\x00"), FrameError::Headers),
        (sealed(None, 5, b"\x01a\x07\x00\x01"), FrameError::Headers),
        (sealed(None, 6, b"\x01a\x07\x00\x01\xff"), FrameError::Headers),
        (sealed(None, 4, b"\x01\xff\x00\x00"), FrameError::Headers),
        (sealed(None, 6, b"\x01a\x05\x00\x00\x00"), FrameError::Headers),
        (sealed(None, 6, b"\x01a\x09\x00\x00\x00"), FrameError::Headers),
    ];
    for (bytes, expected) in cases {
        assert_eq!(Frame::decode(&mut BytesMut::from(&bytes[..])), Err(expected), "{bytes:?}");
    }
    let huge = Frame { payload: Bytes::from(vec![0; 25 * 1024 * 1024]), ..Default::default() };
    assert_eq!(huge.encode(), Err(FrameError::TooLarge));
    let long = Frame { headers: vec![("x".repeat(256), HeaderValue::Byte(0))], ..Default::default() };
    assert_eq!(long.encode(), Err(FrameError::TooLarge));
    let text = Frame { headers: vec![("x".into(), HeaderValue::String("y".repeat(65_536)))], ..Default::default() };
    assert_eq!(text.encode(), Err(FrameError::TooLarge));
}

pub(crate) fn message(headers: &[(&str, HeaderValue)], payload: &'static str) -> Bytes {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Frame { headers, payload: Bytes::from_static(payload.as_bytes()) }.encode().unwrap()
}

pub(crate) fn text(value: &str) -> HeaderValue {
    HeaderValue::String(value.into())
}

#[test]
fn an_error_of_the_model_is_the_last_event() {
    let gone = || Event::Gone(Gone { message: Some("over".into()), retry_after: Some(3), ..Default::default() });
    let exception = written(vec![gone()]).remove(0);
    let frame = Frame::decode(&mut BytesMut::from(&exception[..])).unwrap().unwrap();
    assert_eq!((frame.text(":message-type"), frame.text(":exception-type")), (Some("exception"), Some("gone")));
    let good = written(vec![Event::Text(TextEvent::default())]).remove(0);
    let events = read(vec![good.clone(), exception, good]);
    assert_eq!(events.len(), 2);
    assert!(*events[1].as_ref().unwrap() == gone());
    assert_eq!(written(vec![gone(), gone()]).len(), 1);
}

#[test]
fn an_error_of_the_model_that_is_malformed_keeps_its_code() {
    let headers = [(":message-type", text("exception")), (":exception-type", text("gone"))];
    for payload in ["{", "[]", r#"{"message": 1}"#] {
        let events = read(vec![message(&headers, payload), message(&headers, "{}")]);
        assert_eq!(events.len(), 1);
        let error = events[0].as_ref().unwrap_err().downcast_ref::<OtherError>().unwrap();
        assert_eq!((error.kind(), error.code()), (ErrorKind::Response, Some("gone")));
        assert!(error.message().contains("cannot be understood: at /gone"), "{error}");
    }
}

#[test]
fn other_errors_end_the_stream_with_their_code_and_message() {
    let exception = |name: &str| {
        message(&[(":message-type", text("exception")), (":exception-type", text(name))], r#"{"message": "over"}"#)
    };
    let unnamed = message(&[(":message-type", text("exception"))], r#"{"message": "over"}"#);
    let unmodeled = message(
        &[(":message-type", text("error")), (":error-code", text("broken")), (":error-message", text("over"))],
        "",
    );
    // `text` is an event, and no error.
    let cases = [(exception("lost"), "lost"), (exception("text"), "text"), (unnamed, "Unknown"), (unmodeled, "broken")];
    for (bytes, code) in cases {
        let good = written(vec![Event::Text(TextEvent::default())]).remove(0);
        let events = read(vec![good.clone(), bytes, good]);
        assert_eq!(events.len(), 2);
        let error = events[1].as_ref().unwrap_err().downcast_ref::<OtherError>().unwrap();
        assert_eq!((error.kind(), error.code(), error.message()), (ErrorKind::Service, Some(code), "over"));
    }
}

#[test]
fn an_event_stream_does_not_begin_without_what_is_required() {
    for (tag, expected) in [(Some("t"), true), (None, false)] {
        let mut response = http::Response::builder();
        if let Some(tag) = tag {
            response = response.header("x-tag", tag);
        }
        let parts = response.body(()).unwrap().into_parts().0;
        let operation = operation("GET", "/").output(TaggedEvents::SCHEMA);
        let mut output = TaggedEvents::default();
        let result = RestJson1.attach_response_stream(&operation, &parts, Body::empty(), &mut output);
        assert_eq!(result.is_ok(), expected, "{tag:?}");
        if let Err(error) = result {
            assert_eq!(error.to_string(), "at /tag: the required header `X-Tag` is missing");
        }
    }
}

#[test]
fn events_that_make_no_sense_are_refused_and_unknown_ones_are_kept_by_clients() {
    let event = (":message-type", text("event"));
    let cases = [
        (message(&[(":event-type", text("text"))], ""), true, true),
        (message(&[(":message-type", text("news"))], ""), true, true),
        (message(&[(":message-type", HeaderValue::Byte(1))], ""), true, true),
        (message(std::slice::from_ref(&event), ""), true, true),
        (message(&[event.clone(), (":event-type", HeaderValue::Bytes(Bytes::from_static(b"text")))], ""), true, true),
        (message(&[event.clone(), (":event-type", text("mixed"))], "{"), true, true),
        (message(&[event.clone(), (":event-type", text("mixed"))], r#"{"node": {}}"#), false, true),
        (message(&[event.clone(), (":event-type", text("headers")), ("byte", text("x"))], ""), true, true),
        (message(&[event.clone(), (":event-type", text("headers")), ("byte", HeaderValue::Long(300))], ""), true, true),
        (message(&[event.clone(), (":event-type", text("new"))], ""), false, true),
        (message(&[event.clone(), (":event-type", text("mixed"))], ""), false, false),
    ];
    for (index, (bytes, client_fails, server_fails)) in cases.into_iter().enumerate() {
        let result = read(vec![bytes.clone()]);
        assert_eq!(result[0].is_err(), client_fails, "case {index}: {result:?}");
        let mut input = Events::default();
        let (parts, ()) = http::Request::new(()).into_parts();
        let check: ItemCheck = |_, _, _| Ok(());
        RestJson1.attach_request_stream(&output_operation(), &parts, (Body::from(bytes), check), &mut input);
        let result = drain(input.events);
        assert_eq!(result[0].is_err(), server_fails, "case {index}: {result:?}");
    }
    let unknown = message(&[event.clone(), (":event-type", text("new"))], "");
    assert_eq!(ok(read(vec![unknown])), [Event::Unknown]);
    let initial = message(&[event, (":event-type", text("initial-response"))], "{}");
    assert!(read(vec![initial]).is_empty());
}

#[test]
fn a_source_that_fails_breaks_a_body_off() {
    struct Failing(bool);
    impl futures_core::Stream for Failing {
        type Item = Result<Event, BoxError>;
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            let first = std::mem::replace(&mut self.0, false);
            Poll::Ready(Some(if first { Ok(Event::Text(TextEvent::default())) } else { Err("broken".into()) }))
        }
    }
    let stream = || Events { tag: None, events: EventStream::new(Failing(true)) };
    let operation = operation("POST", "/").input(Events::SCHEMA);
    let request = RestJson1.encode_request(&SERVICE, &operation, &mut stream()).unwrap();
    let response = RestJson1.encode_response(&SERVICE, &output_operation(), &mut stream(), "").unwrap();
    for body in [request.into_body(), response.into_body()] {
        assert_eq!(frames(body).unwrap_err().to_string(), "broken");
    }
}

#[test]
fn an_error_that_the_model_does_not_define_ends_a_response() {
    for (message, expected) in [("not so fast", "not so fast"), (&"é".repeat(100_000), &"é".repeat(1000))] {
        let received = read(vec![RestJson1.encode_event_failure("SlowDown", message)]);
        let error = received[0].as_ref().unwrap_err().downcast_ref::<OtherError>().unwrap();
        assert_eq!((error.code(), error.message()), (Some("SlowDown"), expected));
    }
}

#[test]
fn a_stream_without_events_is_empty() {
    assert!(written(vec![]).is_empty());
    assert!(read(vec![]).is_empty());
}

#[test]
fn an_event_that_the_model_does_not_define_cannot_be_sent() {
    let stream = || Events { tag: None, events: EventStream::of([Event::Unknown, Event::Unknown]) };
    let operation = operation("POST", "/").input(Events::SCHEMA);
    let request = RestJson1.encode_request(&SERVICE, &operation, &mut stream()).unwrap();
    let error = frames(request.into_body()).unwrap_err().to_string();
    assert_eq!(error, "at /events: the event is none that `Event` defines");
    let response = RestJson1.encode_response(&SERVICE, &output_operation(), &mut stream(), "").unwrap();
    let error = frames(response.into_body()).unwrap_err().to_string();
    assert_eq!(error, "at /events: the event is none that `Event` defines");
}

#[test]
fn an_event_that_is_too_large_cannot_be_sent() {
    let long = HeadersEvent { string: Some("x".repeat(70_000)), ..Default::default() };
    let mut output = Events { tag: None, events: EventStream::of([Event::Headers(long)]) };
    let response = RestJson1.encode_response(&SERVICE, &output_operation(), &mut output, "").unwrap();
    let error = frames(response.into_body()).unwrap_err().downcast::<EncodeError>().unwrap();
    assert_eq!(error.path, "/events/headers");
    assert_eq!(error.message, FrameError::TooLarge.to_string());
}

#[test]
fn frames_with_random_headers_never_panic() {
    let mut state = 7_u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u8::try_from(state >> 56).unwrap()
    };
    let mut read_well = 0;
    for round in 0..20_000 {
        let content: Vec<u8> = (0..round % 23).map(|index| random() % if index % 3 == 0 { 11 } else { 4 }).collect();
        let bytes = sealed(None, u32::try_from(content.len()).unwrap(), &content);
        if let Ok(Some(frame)) = Frame::decode(&mut BytesMut::from(&bytes[..])) {
            read_well += 1;
            assert_eq!(frame.encode().unwrap(), bytes);
        }
    }
    assert!(read_well > 1000, "{read_well}");
}

#[test]
fn a_frame_that_is_only_announced_takes_little_memory() {
    let payload = Bytes::from(vec![7; 20 << 20]);
    let whole = Frame { headers: Vec::new(), payload: payload.clone() }.encode().unwrap();
    let mut buffer = BytesMut::from(&whole[..12]);
    assert_eq!(Frame::decode(&mut buffer), Ok(None));
    assert!(buffer.capacity() < 2 << 20, "{}", buffer.capacity());
    buffer.extend_from_slice(&whole[12..]);
    assert!(Frame::decode(&mut buffer).unwrap().unwrap().payload == payload);
}
