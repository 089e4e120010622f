//! Bodies in chunks: in one piece and byte by byte, they come to the same; what is in one that is right is as long as was announced.
//!
//! The first byte says whether chunks are signed and have a trailer, and the second how many bytes are in them.
#![no_main]
#![allow(clippy::panic, clippy::unwrap_used)]

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::HeaderMap;
use libfuzzer_sys::fuzz_target;
use weland_core::ByteStream;
use weland_protocol::Body;
use weland_protocol::aws_chunked::{AwsChunked, ChunkedError, Chunking};
use weland_protocol::sigv4::Chain;

/// A body in pieces of this size.
struct Pieces(Bytes, usize);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, weland_core::BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self(bytes, size) = &mut *self;
        let piece = bytes.split_to(bytes.len().min(*size));
        Poll::Ready((!piece.is_empty()).then_some(Ok(piece)))
    }
}

fn read(
    bytes: &Bytes,
    size: usize,
    chunking: &Chunking,
    chain: Option<(Chain, String)>,
) -> Result<Bytes, ChunkedError> {
    let stream = ByteStream::new(Pieces(bytes.clone(), size));
    let body = Body::new(AwsChunked::new(Body::from(stream), chunking.clone(), chain));
    match pin!(body.collect(usize::MAX)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(read) => read.map_err(|error| *error.downcast().unwrap()),
        Poll::Pending => panic!("nothing is waited for"),
    }
}

fuzz_target!(|data: &[u8]| {
    let [kind, length, body @ ..] = data else { return };
    let (hash, has_trailer) = match kind % 3 {
        0 => ("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", false),
        1 => ("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", true),
        _ => ("STREAMING-UNSIGNED-PAYLOAD-TRAILER", true),
    };
    let mut headers = HeaderMap::new();
    headers.insert("x-amz-content-sha256", hash.parse().unwrap());
    headers.insert("x-amz-decoded-content-length", u32::from(*length).into());
    if has_trailer {
        headers.insert("x-amz-trailer", "x-amz-checksum-crc32".parse().unwrap());
    }
    let chunking = Chunking::take(&mut headers).unwrap().unwrap();
    let chain =
        || (Chain::new("secret".into(), "region".into(), "service".into(), [0; 32]), "20150830T123600Z".to_owned());
    let body = Bytes::copy_from_slice(body);
    for is_checked in [false, true] {
        let whole = read(&body, usize::MAX, &chunking, is_checked.then(chain));
        for size in [1, 3] {
            assert_eq!(read(&body, size, &chunking, is_checked.then(chain)), whole);
        }
        assert!(whole.is_err() || whole.is_ok_and(|bytes| bytes.len() == usize::from(*length)));
    }
});
