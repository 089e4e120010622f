//! What goes wrong with streams of events.

use crate::Step::{Forever, Hang, Pieces, ReadRequest, Send};
use crate::frame::{document, event, flipped, frame, header, prelude};
use crate::scenarios::response;
use crate::{Step, Words};

const TYPE: &str = "200 OK\r\ncontent-type: application/vnd.amazon.eventstream";

/// The faults, each after an event that is right.
pub(crate) fn events(words: Words) -> Vec<(&'static str, Vec<Step>)> {
    let mut all: Vec<_> = bodies(words).into_iter().map(|(name, bytes)| (name, whole(words, &bytes))).collect();
    all.extend(pacing(words));
    all
}

fn first(words: Words) -> Vec<u8> {
    event(words.event, "one")
}

/// A response that ends where it says.
fn whole(words: Words, bytes: &[u8]) -> Vec<Step> {
    let body = [first(words), bytes.to_vec()].concat();
    vec![ReadRequest, Send([response(&format!("{TYPE}\r\ncontent-length: {}", body.len()), ""), body].concat())]
}

/// Responses that are whole, with frames that are not.
fn bodies(words: Words) -> Vec<(&'static str, Vec<u8>)> {
    let of_type = |kind: &str| header(":message-type", kind);
    let (good, last) = (event(words.event, "two"), document(words.last_event, "{}"));
    let length = good.len();
    vec![
        ("events: ends after an event", Vec::new()),
        ("events: ends after the last event", [good.clone(), last.clone()].concat()),
        ("events: goes on after the last event", [last, good.clone()].concat()),
        ("events: ends within a prelude", good[..6].to_vec()),
        ("events: ends within a frame", good[..length - 6].to_vec()),
        ("events: wrong checksum of the prelude", flipped(good.clone(), 8)),
        ("events: wrong checksum of the frame", flipped(good.clone(), length - 1)),
        ("events: a bit of the payload has flipped", flipped(good, length - 5)),
        ("events: a frame of 4 bytes", [prelude(4, 0), vec![0; 4]].concat()),
        ("events: headers longer than their frame", [prelude(20, 1000), vec![0; 8]].concat()),
        ("events: a header that ends too early", frame(&[header(":message-type", "event")[..16].to_vec()], b"")),
        ("events: a header of an unknown type", frame(&[b"\x01x\x2a".to_vec()], b"")),
        ("events: no message type", frame(&[header(":event-type", words.event)], b"two")),
        ("events: an unknown message type", frame(&[of_type("rumour")], b"two")),
        ("events: no event type", frame(&[of_type("event")], b"two")),
        ("events: an unknown event", document("Unheard", "{}")),
        ("events: an event that is no JSON", document(words.last_event, "<html>")),
        (
            "events: an exception without a model",
            frame(&[of_type("exception"), header(":exception-type", "Unheard")], b"{\"message\":\"gone\"}"),
        ),
        (
            "events: an error",
            frame(&[of_type("error"), header(":error-code", "Broken"), header(":error-message", "gone")], b""),
        ),
        ("events: text", b"data: two\n\ndata: three\n\n".to_vec()),
    ]
}

/// Responses in pieces, or without end.
fn pacing(words: Words) -> Vec<(&'static str, Vec<Step>)> {
    let good = event(words.event, "two");
    let begin = |headers: &str| Send([response(&format!("{TYPE}\r\n{headers}"), ""), first(words)].concat());
    let half = good[..good.len() / 2].to_vec();
    vec![
        ("events: connection ends between events", vec![ReadRequest, begin("content-length: 1000")]),
        ("events: stays silent between events", vec![ReadRequest, begin("content-length: 1000"), Hang]),
        ("events: stays silent within a frame", vec![ReadRequest, begin("content-length: 1000"), Send(half), Hang]),
        (
            "events: sends one every 5 seconds",
            vec![ReadRequest, begin("connection: close"), Pieces(vec![good.clone(), good.clone(), good], 5)],
        ),
        (
            "events: a frame of 4 GB",
            vec![
                ReadRequest,
                begin("connection: close"),
                Send(prelude(u32::MAX as usize, 0)),
                Forever(vec![0; 10_000]),
            ],
        ),
        (
            "events: headers of 4 GB",
            vec![
                ReadRequest,
                begin("connection: close"),
                Send(prelude(u32::MAX as usize, u32::MAX as usize - 16)),
                Forever(vec![0; 10_000]),
            ],
        ),
    ]
}
