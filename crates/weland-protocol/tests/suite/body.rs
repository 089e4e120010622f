//! Bodies: sizes, limits, copies.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use weland_core::{BoxError, ByteStream};
use weland_protocol::{Body, BodyTooLarge};

use crate::events::now;

/// A body of several pieces with trailers in between, as a transport may hand it over.
struct Pieces {
    left: Vec<&'static str>,
    hint: u64,
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Ready(self.left.pop().map(|piece| match piece {
            "!" => Err(std::io::Error::other("broken")),
            "#" => Ok(Frame::trailers(http::HeaderMap::new())),
            piece => Ok(Frame::data(Bytes::from_static(piece.as_bytes()))),
        }))
    }

    fn size_hint(&self) -> SizeHint {
        let mut hint = SizeHint::new();
        hint.set_lower(self.hint);
        hint
    }
}

fn pieces(pieces: &[&'static str], hint: u64) -> Body {
    Body::new(Pieces { left: pieces.iter().rev().copied().collect(), hint })
}

#[test]
fn bodies_in_memory_know_their_size_and_can_be_copied() {
    let cases = [
        (Body::empty(), ""),
        (Body::default(), ""),
        (Body::from(Bytes::new()), ""),
        (Body::from(Bytes::from("abc")), "abc"),
        (Body::from(b"abc".to_vec()), "abc"),
        (Body::from(ByteStream::from("abc")), "abc"),
    ];
    for (body, expected) in cases {
        let size = u64::try_from(expected.len()).unwrap();
        assert_eq!(body.as_bytes(), Some(expected.as_bytes()));
        assert_eq!(body.size_hint().exact(), Some(size));
        assert_eq!(body.is_end_stream(), expected.is_empty());
        assert_eq!(format!("{body:?}"), format!("Body({size} bytes)"));
        let again = body.try_clone().unwrap();
        assert_eq!(now(body.collect(expected.len())).unwrap(), expected);
        assert_eq!(now(again.into_byte_stream().collect()).unwrap(), expected);
    }
}

#[test]
fn bodies_of_others_are_read_to_the_end_or_the_limit() {
    let read = |body: Body, limit| now(body.collect(limit)).map_err(|error| error.to_string());
    assert_eq!(read(pieces(&["ab", "#", "cd", "e"], 0), 5).unwrap(), "abcde");
    assert_eq!(read(pieces(&["ab", "#"], 0), 2).unwrap(), "ab");
    assert_eq!(read(pieces(&[], 0), 0).unwrap(), "");
    let message = BodyTooLarge { limit: 4 }.to_string();
    assert_eq!(read(pieces(&["ab", "cd", "e"], 0), 4).unwrap_err(), message);
    assert_eq!(read(pieces(&["!"], 5), 4).unwrap_err(), message, "the announced size is enough to refuse");
    assert_eq!(read(Body::from(Bytes::from("abcde")), 4).unwrap_err(), message);
    assert_eq!(read(pieces(&["ab", "!"], 0), 4).unwrap_err(), "broken");
    assert!(pieces(&["a"], 1).as_bytes().is_none() && pieces(&["a"], 1).try_clone().is_none());
    let streamed: Result<Bytes, BoxError> = now(pieces(&["ab", "#", "cd"], 0).into_byte_stream().collect());
    assert_eq!(streamed.unwrap(), "abcd");
}
