//! Bodies in pieces, and a runtime for futures.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use weland_core::{BoxError, ByteStream};
use weland_protocol::Body;

use crate::report::{Failure, Outcome};

/// How long a case may take. Nothing here waits for a network.
const LIMIT: Duration = Duration::from_secs(30);

/// How many bytes a piece has: so few that even small values are cut.
const PIECE: usize = 7;

/// A body in small pieces, of unknown length. One without bytes is an empty body, whose length HTTP does know.
pub(crate) fn in_pieces(bytes: Bytes) -> Body {
    if bytes.is_empty() {
        return Body::empty();
    }
    Body::from(ByteStream::new(Pieces(bytes)))
}

struct Pieces(Bytes);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let length = self.0.len().min(PIECE);
        let piece = self.0.split_to(length);
        Poll::Ready((!piece.is_empty()).then_some(Ok(piece)))
    }
}

/// Runs a future to completion.
///
/// # Errors
/// When it takes too long.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> Outcome<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    let runtime = runtime.map_err(|error| Failure::new(format!("no runtime to run the case in: {error}")))?;
    let limited = runtime.block_on(async { tokio::time::timeout(LIMIT, future).await });
    limited.map_err(|_| Failure::new(format!("the case is not done after {} seconds", LIMIT.as_secs())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_comes_in_pieces_and_is_whole_in_the_end() {
        let body = in_pieces(Bytes::from_static(b"blobby blob blob"));
        assert_eq!(body.as_bytes(), None);
        let bytes = block_on(body.collect(100)).unwrap().unwrap();
        assert_eq!(bytes, "blobby blob blob");
    }
}
