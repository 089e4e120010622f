//! A stream whose hash was signed.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use weland_core::BoxError;
use weland_protocol::Body;
use weland_protocol::sha256::Hash;

/// A body that fails at its end unless it has the hash that was signed. Whoever reads it learns that no earlier.
pub(super) struct Hashed {
    body: Body,
    hash: Option<Hash>,
    expected: [u8; 32],
}

impl Hashed {
    pub(super) fn new(body: Body, expected: [u8; 32]) -> Self {
        Self { body, hash: Some(Hash::new()), expected }
    }
}

impl http_body::Body for Hashed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        match &frame {
            Some(Ok(frame)) => {
                if let (Some(hash), Some(data)) = (&mut self.hash, frame.data_ref()) {
                    hash.update(data);
                }
            }
            Some(Err(_)) => self.hash = None,
            None => {
                let is_other = self.hash.take().is_some_and(|hash| hash.finalize() != self.expected);
                if is_other {
                    return Poll::Ready(Some(Err(OtherBody.into())));
                }
            }
        }
        Poll::Ready(frame)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body is not the one that was signed.
#[derive(Debug)]
struct OtherBody;

impl fmt::Display for OtherBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body has another hash than the one that was signed")
    }
}

impl std::error::Error for OtherBody {}
