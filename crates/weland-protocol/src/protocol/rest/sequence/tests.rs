//! Sequences as others write them.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::Stream as FuturesStream;
use weland_core::schema::STRING;
use weland_core::{BoxError, ByteStream, ErrorKind, HasStream, ItemStream, OtherError, ResponseMetadata, Stream};

use super::*;
use crate::body::Body;
use crate::protocol::ItemCheck;

static EVENT: Schema = Schema::structure("Event").with_members(&[
    Member::new("data", &STRING),
    Member::new("event", &STRING),
    Member::new("id", &STRING),
    Member::new("retry", &weland_core::schema::LONG),
]);
static EVENTS: Schema = Schema::list("Events", &[Member::element(&EVENT)]);
static TEXTS: Schema = Schema::list("Texts", &[Member::element(&STRING)]);
static JSON_EVENT: Schema =
    Schema::structure("JsonEvent").with_members(&[Member::new("data", &STRING).content("application/json")]);
static JSON_EVENTS: Schema = Schema::list("JsonEvents", &[Member::element(&JSON_EVENT)]);
static DONE: Schema = Schema::string_enum("Done").values(&["[DONE]"]);
static DELTA: Schema = Schema::string_enum("DeltaName").values(&["delta"]);
static END: Schema = Schema::string_enum("EndName").values(&["end"]);
static DELTA_EVENT: Schema = Schema::structure("DeltaEvent")
    .with_members(&[Member::new("data", &STRING).content("application/json"), Member::new("event", &DELTA)]);
static END_EVENT: Schema =
    Schema::structure("EndEvent").with_members(&[Member::new("data", &DONE), Member::new("event", &END)]);
static ANY_EVENT: Schema = Schema::union("AnyEvent")
    .with_members(&[Member::new("delta", &DELTA_EVENT), Member::new("end", &END_EVENT)])
    .untagged();
static ANY_EVENTS: Schema = Schema::list("AnyEvents", &[Member::element(&ANY_EVENT)]);

static OF_EVENTS: Member = Member::new("body", &EVENTS);
static OF_TEXTS: Member = Member::new("body", &TEXTS);
static OF_JSON: Member = Member::new("body", &JSON_EVENTS);
static OF_ANY: Member = Member::new("body", &ANY_EVENTS);

fn list(sequence: Sequence, text: &str, member: &'static Member) -> Result<String, String> {
    let list = read(sequence, text.as_bytes(), member, Strictness::Strict).map_err(|error| error.message)?;
    Ok(String::from_utf8(list).unwrap())
}

/// The values of a sequence that comes in pieces of a size.
fn in_pieces(sequence: Sequence, text: &[u8], size: usize, max: usize) -> Result<Vec<Frame>, DecodeError> {
    let mut frames = Frames::new(sequence).with_max(max);
    let mut all = Vec::new();
    for piece in text.chunks(size) {
        frames.push(piece);
        while let Some(frame) = frames.next(false)? {
            all.push(frame);
        }
    }
    while let Some(frame) = frames.next(true)? {
        all.push(frame);
    }
    Ok(all)
}

#[test]
fn events_are_read_as_browsers_do() {
    let cases = [
        ("", "[]"),
        ("data: a\n\n", r#"[{"data":"a"}]"#),
        ("\u{feff}data:a\r\ndata:  b\r\n\r\n: comment\rdata\r\r", r#"[{"data":"a\n b"},{"data":""}]"#),
        ("event: x\nid: 1\nretry: 010\ndata: a\n\n", r#"[{"data":"a","event":"x","id":"1","retry":10}]"#),
        // What has no data is no event, and what does not end is not complete.
        ("event: x\n\nretry: no\ndata: \"\n\ndata: late", r#"[{"data":"\""}]"#),
        ("data: late\n", "[]"),
        // The last one counts, and an id with a null character does not.
        ("event: x\nevent: y\nid: 1\nid: \0\ndata\n\n", r#"[{"data":"","event":"y","id":"1"}]"#),
        ("id: 1\n\ndata: a\n\n", r#"[{"data":"a"}]"#),
        (":\n\ndata a\n\n data: b\n\nDATA: c\n\n", "[]"),
        ("data: a\n\u{feff}data: b\n\n", r#"[{"data":"a"}]"#),
    ];
    for (text, expected) in cases {
        assert_eq!(list(Sequence::Events, text, &OF_EVENTS).unwrap(), expected, "{text:?}");
    }
    assert_eq!(list(Sequence::Events, "data: a\n\ndata: b\n\n", &OF_TEXTS).unwrap(), r#"["a","b"]"#);
}

#[test]
fn what_the_data_is_follows_from_the_alternatives() {
    let text = "event: delta\ndata: \"a\"\n\nevent: end\ndata: [DONE]\n\n";
    let expected = r#"[{"data":"a","event":"delta"},{"data":"[DONE]","event":"end"}]"#;
    assert_eq!(list(Sequence::Events, text, &OF_ANY).unwrap(), expected);
}

#[test]
fn data_cannot_add_to_its_event() {
    assert_eq!(list(Sequence::Events, "data: {\"a\":[1,2]}\n\n", &OF_JSON).unwrap(), r#"[{"data":{"a":[1,2]}}]"#);
    for data in ["1,\"id\":2", "1,2"] {
        assert!(list(Sequence::Events, &format!("data: {data}\n\n"), &OF_JSON).is_err(), "{data}");
    }
}

#[test]
fn lines_and_records_are_values_by_themselves() {
    assert_eq!(list(Sequence::Lines, " 1\r\n\n[2,\"\\\",\"]\n", &OF_TEXTS).unwrap(), "[ 1\r,[2,\"\\\",\"]]");
    assert_eq!(list(Sequence::Records, "\u{1e}1\n\u{1e}{\"a\":2}\n", &OF_TEXTS).unwrap(), "[1,{\"a\":2}]");
    assert_eq!(list(Sequence::Records, "\u{1e}{\n\"a\n\":\n2\n}\u{1e}3", &OF_TEXTS).unwrap(), "[{\n\"a\n\":\n2\n},3]");
    for (sequence, text) in [(Sequence::Lines, "1,2"), (Sequence::Records, "\u{1e}1,2")] {
        assert!(list(sequence, text, &OF_TEXTS).unwrap_err().contains("followed by another one"));
    }
}

#[test]
fn it_does_not_matter_where_pieces_end() {
    let texts = [
        (Sequence::Events, "\u{feff}data: ä\r\ndata:b\r\n\r\n\r\rid:1\rdata\r\r\n: x\ndata: c\n\n"),
        (Sequence::Lines, "{\"a\":1}\r\n\n[2]\n  \n3"),
        (Sequence::Records, "\u{1e}{\n\"a\": \"}\\\"\n\"\n}\n\u{1e}\n\u{1e}2\n\u{1e}3"),
    ];
    for (sequence, text) in texts {
        let whole = in_pieces(sequence, text.as_bytes(), text.len(), 100).unwrap();
        assert_eq!(whole.len(), 3, "{whole:?}");
        for size in 1..text.len() {
            assert_eq!(in_pieces(sequence, text.as_bytes(), size, 100).unwrap(), whole, "{text:?} by {size}");
        }
    }
}

#[test]
fn values_arrive_with_their_last_byte() {
    for (sequence, text) in [
        (Sequence::Events, "data: a\n\n"),
        (Sequence::Events, "data: a\r\r"),
        (Sequence::Lines, "1\n"),
        (Sequence::Records, "\u{1e}{\n}\n"),
    ] {
        let mut frames = Frames::new(sequence);
        let (last, before) = text.as_bytes().split_last().unwrap();
        frames.push(before);
        assert_eq!(frames.next(false).unwrap(), None, "{text:?}");
        frames.push(&[*last]);
        assert!(frames.next(false).unwrap().is_some(), "{text:?}");
    }
}

#[test]
fn values_without_end_are_refused_before_they_fill_the_memory() {
    let long = "a".repeat(30);
    let cases = [
        (Sequence::Lines, long.clone()),
        (Sequence::Records, format!("\u{1e}{long}")),
        (Sequence::Records, format!("\u{1e}{}", "[\n".repeat(20))),
        (Sequence::Events, format!("data: {long}")),
        (Sequence::Events, format!(": {long}")),
        (Sequence::Events, "data: abc\n".repeat(10)),
        (Sequence::Events, format!("event: {}\nid: {}\n", "a".repeat(12), "b".repeat(12))),
    ];
    for (sequence, text) in cases {
        for size in [1, 7, 1000] {
            let error = in_pieces(sequence, text.as_bytes(), size, 20).unwrap_err();
            assert!(error.message.contains("more than 20 bytes"), "{text:?}: {error}");
        }
    }
    // What means nothing takes no memory, however long it is as a whole.
    let comments = ": abc\n\n".repeat(100) + &"id: 1\nevent: x\nretry: 1\n".repeat(100) + "data: a\n\n";
    assert_eq!(in_pieces(Sequence::Events, comments.as_bytes(), 3, 20).unwrap().len(), 1);
    assert!(in_pieces(Sequence::Lines, "\n ".repeat(100).as_bytes(), 3, 20).unwrap().is_empty());
}

/// What a source gives.
fn drain(source: Box<ItemSource>) -> Vec<Result<String, BoxError>> {
    let mut items = ItemStream::<String>::default();
    let Some(Stream::Events(events)) = HasStream::stream_of(&mut items) else { panic!("no stream") };
    events.attach(source);
    let mut cx = Context::from_waker(Waker::noop());
    let mut all = Vec::new();
    while let Poll::Ready(Some(item)) = FuturesStream::poll_next(Pin::new(&mut items), &mut cx) {
        all.push(item);
    }
    all
}

/// A body that breaks off.
fn broken(text: &'static str) -> Body {
    let mut pieces = vec![Err("gone".into()), Ok(Bytes::from(text))];
    Body::from(ByteStream::new(Pieces(std::iter::from_fn(move || pieces.pop()))))
}

struct Pieces<I>(I);

impl<I: Iterator + Unpin> FuturesStream for Pieces<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

fn of_response(sequence: Sequence, body: Body) -> Box<ItemSource> {
    ItemSource::of_response(sequence, &TEXTS, body, ResponseMetadata::new("Op").with_status(200))
}

fn of_request(body: Body, check: ItemCheck) -> Box<ItemSource> {
    ItemSource::of_request(Sequence::Lines, &TEXTS, body, check)
}

#[test]
fn what_is_wrong_is_an_error_in_its_place() {
    let body = || Body::from(b"\"a\"\n1\n\xff\n\"b\" \"c\"\n\"d\"".to_vec());
    let found = drain(of_response(Sequence::Lines, body()));
    let [Ok(a), Err(number), Err(_), Err(_), Ok(d)] = &*found else { panic!("{found:?}") };
    let error = number.downcast_ref::<OtherError>().unwrap();
    assert_eq!((&**a, error.kind(), error.status(), &**d), ("a", ErrorKind::Response, Some(200), "d"));

    let found = drain(of_request(body(), |_, _, _| Ok(())));
    let [Ok(_), Err(number), Err(_), Err(_), Ok(_)] = &*found else { panic!("{found:?}") };
    let error = number.downcast_ref::<OtherError>().unwrap();
    assert_eq!((error.status(), error.code()), (Some(400), Some("SerializationException")));

    let found = drain(of_request(body(), |_, _, _| Err("no".into())));
    assert!(found.iter().all(Result::is_err), "{found:?}");
}

#[test]
fn nothing_follows_when_the_connection_has_failed() {
    let found = drain(of_response(Sequence::Lines, broken("\"a\"\n\"b")));
    let [Ok(a), Err(error)] = &*found else { panic!("{found:?}") };
    let error = error.downcast_ref::<OtherError>().unwrap();
    assert_eq!((&**a, error.kind(), error.status()), ("a", ErrorKind::Transport, Some(200)));
    let found = drain(of_response(Sequence::Events, broken("data: a\n\ndata: b\n")));
    assert!(matches!(&*found, [Ok(_), Err(_)]), "{found:?}");
}

#[test]
fn nothing_follows_a_value_that_is_too_large() {
    let endless = std::iter::repeat_with(|| Ok(Bytes::from(vec![b'1'; 1 << 20])));
    let body = Body::from(ByteStream::new(Pieces(endless)));
    let found = drain(of_request(body, |_, _, _| Ok(())));
    let [Err(error)] = &*found else { panic!("{} values", found.len()) };
    let error = error.downcast_ref::<OtherError>().unwrap();
    assert_eq!(error.status(), Some(400), "{error}");
    assert!(error.message().contains("more than 16777216 bytes"), "{error}");
}

#[test]
fn bytes_that_are_no_text_are_replaced_where_browsers_do() {
    let body = Body::from(b"data: \xff\n\n".to_vec());
    let found = drain(of_response(Sequence::Events, body));
    assert!(matches!(&*found, [Ok(text)] if text == "\u{fffd}"), "{found:?}");
}
