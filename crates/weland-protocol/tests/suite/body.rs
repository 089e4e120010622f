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

#[test]
fn what_is_announced_need_not_come() {
    for hint in [1 << 20, 1 << 40, u64::MAX] {
        assert_eq!(now(pieces(&["a", "b", "c"], hint).collect(usize::MAX)).unwrap(), "abc");
    }
}

#[cfg(feature = "compression")]
mod compressed {
    use weland_protocol::{EncodingError, gunzip, gzip};

    use super::*;

    fn zipped(text: &[u8]) -> Vec<u8> {
        gzip(Body::from(text.to_vec())).unwrap().as_bytes().unwrap().to_vec()
    }

    fn streamed(bytes: &[u8], size: usize) -> Body {
        struct Chunks(Vec<Bytes>);
        impl futures_core::Stream for Chunks {
            type Item = Result<Bytes, BoxError>;
            fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
                Poll::Ready(self.0.pop().map(Ok))
            }
        }
        Body::from(ByteStream::new(Chunks(bytes.chunks(size).rev().map(Bytes::copy_from_slice).collect())))
    }

    /// What a body has until its end or its first error.
    fn drained(mut body: Body) -> (Vec<u8>, Option<BoxError>) {
        let mut all = Vec::new();
        while let Some(frame) = now(std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx))) {
            match frame {
                Ok(frame) => all.extend_from_slice(&frame.into_data().unwrap()),
                Err(error) => {
                    let after = now(std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)));
                    assert!(after.is_none(), "a body that has failed goes on");
                    return (all, Some(error));
                }
            }
        }
        (all, None)
    }

    #[test]
    fn what_is_compressed_comes_back_whatever_the_pieces() {
        let text: Vec<u8> = (0..5000_u32).flat_map(u32::to_le_bytes).collect();
        for size in [1, 7, 1024, 100_000] {
            for bytes in
                [zipped(&text), now(gzip(streamed(&text, size)).unwrap().collect(usize::MAX)).unwrap().to_vec()]
            {
                let (found, error) = drained(gunzip(streamed(&bytes, size)));
                assert!(found == text && error.is_none(), "{size}");
            }
        }
        let members = [zipped(b"a"), zipped(b""), zipped(b"b")].concat();
        assert_eq!(drained(gunzip(streamed(&members, 1))).0, b"ab");
    }

    #[test]
    fn what_is_not_compressed_fails_once() {
        let whole = zipped(b"some text");
        let mut wrong_sum = whole.clone();
        wrong_sum[whole.len() - 8] ^= 1;
        let garbage = [&whole[..], b"garbage that is no member"].concat();
        for bytes in [b"plain text, and more of it".to_vec(), whole[..whole.len() - 1].to_vec(), wrong_sum, garbage] {
            for size in [1, 1024] {
                let error = drained(gunzip(streamed(&bytes, size))).1;
                assert!(error.is_some_and(|error| error.is::<EncodingError>()), "{bytes:?} by {size}");
            }
        }
        let broken = drained(gunzip(pieces(&["!", "a"], 0))).1;
        assert!(broken.is_some_and(|error| !error.is::<EncodingError>()));
    }

    #[test]
    fn little_becomes_much_in_small_pieces_only() {
        let bomb = zipped(&vec![0; 5_000_000]);
        let mut body = gunzip(Body::from(bomb));
        let mut total = 0;
        while let Some(frame) = now(std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx))) {
            let length = frame.unwrap().into_data().unwrap().len();
            assert!(length < 1_200_000, "{length}");
            total += length;
        }
        assert_eq!(total, 5_000_000);
    }
}
