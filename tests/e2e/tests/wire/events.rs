//! Streams of events that are signed one by one.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use weland_core::{EventStream, OtherError};
use weland_protocol::event::{Frame, HeaderValue};

use crate::service::*;

/// The answers to some words that go through what changes the frames of their signatures.
async fn answers(change: impl Fn(&mut Vec<Frame>) + Send + Sync + 'static) -> Result<Vec<Talk>, (u16, String)> {
    let transport = through(router(moment), move |parts, bytes| {
        assert_eq!(parts.headers["x-amz-content-sha256"], "STREAMING-AWS4-HMAC-SHA256-EVENTS");
        let mut buffer = bytes::BytesMut::from(&bytes[..]);
        let mut frames = Vec::new();
        while let Some(frame) = Frame::decode(&mut buffer).unwrap() {
            frames.push(frame);
        }
        assert_eq!(frames.len(), 4);
        change(&mut frames);
        *bytes = frames.iter().flat_map(|frame| frame.encode().unwrap()).collect();
    });
    let ticks = Arc::new(AtomicUsize::new(0));
    let clock = move || moment() + Duration::from_secs(ticks.fetch_add(1, Ordering::Relaxed) as u64);
    let client = client(config("http://wire.example").transport(transport).clock(clock));
    let words = EventStream::of(["one", "two", "three"].map(word));
    let mut answers = Vec::new();
    let mut output = client.call::<Chat>(Conversation { words }).await.map_err(|error| (0, error.to_string()))?;
    while let Some(answer) = output.words.next().await {
        match answer {
            Ok(answer) => answers.push(answer),
            Err(error) => {
                let error = error.downcast_ref::<OtherError>().unwrap();
                let code = error.code().unwrap_or_default().to_owned();
                return Err((u16::try_from(answers.len()).unwrap(), code));
            }
        }
    }
    Ok(answers)
}

#[tokio::test]
async fn events_have_the_signatures_that_clients_make() {
    let expected = ["one?", "two?", "three?"].map(word);
    assert_eq!(answers(|_| {}).await, Ok(expected.to_vec()));
}

#[tokio::test]
async fn events_that_were_changed_are_refused() {
    type Fault = (&'static str, fn(&mut Vec<Frame>), (u16, &'static str));
    const REFUSED: &str = "InvalidSignatureException";
    const MALFORMED: &str = "SerializationException";
    let faults: &[Fault] = &[
        ("another event", |frames| frames[1].payload = frames[0].payload.clone(), (1, REFUSED)),
        ("an event left out", |frames| drop(frames.remove(1)), (1, REFUSED)),
        ("events in another order", |frames| frames.swap(0, 1), (0, REFUSED)),
        ("an event twice", |frames| frames.insert(0, frames[0].clone()), (1, REFUSED)),
        ("an earlier time", |frames| frames[2].headers[0].1 = HeaderValue::Timestamp(1_750_000_000_000), (2, REFUSED)),
        ("a time long ago", |frames| frames[0].headers[0].1 = HeaderValue::Timestamp(1_000), (0, REFUSED)),
        ("a time before 1970", |frames| frames[0].headers[0].1 = HeaderValue::Timestamp(-1), (0, MALFORMED)),
        ("a time that is none", |frames| frames[0].headers[0].1 = HeaderValue::Long(1), (0, MALFORMED)),
        ("no signature", |frames| drop(frames[0].headers.pop()), (0, MALFORMED)),
        ("a short signature", |frames| frames[0].headers[1].1 = HeaderValue::Bytes(vec![1; 31].into()), (0, MALFORMED)),
        ("a further header", |frames| frames[0].headers.push(("x".into(), HeaderValue::Byte(1))), (0, MALFORMED)),
        ("no end", |frames| drop(frames.pop()), (3, MALFORMED)),
        ("something behind the end", |frames| frames.push(frames[0].clone()), (3, MALFORMED)),
        (
            "an event without a frame of its own",
            |frames| {
                *frames = vec![Frame::decode(&mut bytes::BytesMut::from(&frames[0].payload[..])).unwrap().unwrap()];
            },
            (0, MALFORMED),
        ),
    ];
    for (what, change, (count, code)) in faults {
        assert_eq!(answers(*change).await, Err((*count, (*code).to_owned())), "{what}");
    }
}
