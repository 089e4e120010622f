//! Bodies in chunks, as requests say that they are.

use http::HeaderMap;
use weland_protocol::Body;
#[cfg(any(feature = "checksums", feature = "sigv4"))]
use weland_protocol::sigv4::Chain;

use crate::reject::Rejection;

/// The signatures of the parts of a body, and the time at which its request was signed.
#[cfg(any(feature = "checksums", feature = "sigv4"))]
pub(crate) type PartSignatures = (Chain, String);
#[cfg(not(any(feature = "checksums", feature = "sigv4")))]
pub(crate) type PartSignatures = std::convert::Infallible;

pub(crate) use self::imp::{Chunking, open, take};

#[cfg(feature = "checksums")]
mod imp {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use bytes::Bytes;
    use http_body::{Frame, SizeHint};
    use weland_core::{BoxError, OtherError};
    pub(crate) use weland_protocol::aws_chunked::Chunking;
    use weland_protocol::aws_chunked::{AwsChunked, ChunkedError, ChunkedErrorKind};

    use super::{Body, HeaderMap, PartSignatures, Rejection};

    /// Takes what a request says of its chunks off the headers. `None` if it is in none.
    ///
    /// # Errors
    /// When the headers contradict each other, or ask for something unknown.
    pub(crate) fn take(headers: &mut HeaderMap) -> Result<Option<Chunking>, Rejection> {
        Chunking::take(headers).map_err(|error| Rejection::Refused(told(&error, false)))
    }

    /// The body without its chunks, whose signatures are checked if there is something to check them with. `names_exceptions`: whether
    /// codes of errors end in `Exception`.
    pub(crate) fn open(
        body: Body,
        chunking: Chunking,
        signatures: Option<PartSignatures>,
        names_exceptions: bool,
    ) -> Body {
        Body::new(Told { body: AwsChunked::new(body, chunking, signatures), names_exceptions })
    }

    /// A body whose errors are meant for callers.
    struct Told {
        body: AwsChunked,
        names_exceptions: bool,
    }

    impl http_body::Body for Told {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            let names_exceptions = self.names_exceptions;
            Pin::new(&mut self.body).poll_frame(cx).map_err(|error| match error.downcast_ref::<ChunkedError>() {
                Some(wrong) => told(wrong, names_exceptions).into(),
                None => error,
            })
        }

        fn is_end_stream(&self) -> bool {
            self.body.is_end_stream()
        }

        fn size_hint(&self) -> SizeHint {
            self.body.size_hint()
        }
    }

    /// The error with the code that S3 has for it.
    fn told(error: &ChunkedError, names_exceptions: bool) -> OtherError {
        let (status, code) = match error.kind() {
            ChunkedErrorKind::NoLength => (411, "MissingContentLength"),
            ChunkedErrorKind::Length => (400, "IncompleteBody"),
            ChunkedErrorKind::Trailer => (400, "MalformedTrailerError"),
            ChunkedErrorKind::Checksum => (400, "BadDigest"),
            ChunkedErrorKind::Signature if names_exceptions => (403, "InvalidSignatureException"),
            ChunkedErrorKind::Signature => (403, "SignatureDoesNotMatch"),
            _ => (400, "InvalidRequest"),
        };
        OtherError::service(status, code, error.to_string())
    }
}

#[cfg(not(feature = "checksums"))]
mod imp {
    use http::header::CONTENT_ENCODING;
    use weland_core::DecodeError;
    use weland_protocol::RequestError;

    use super::{Body, HeaderMap, PartSignatures, Rejection};

    /// There are none.
    #[derive(Debug, Clone)]
    pub(crate) enum Chunking {}

    /// Refuses requests in chunks, which would pass for the body otherwise.
    pub(crate) fn take(headers: &mut HeaderMap) -> Result<Option<Chunking>, Rejection> {
        let codings = headers.get_all(CONTENT_ENCODING).iter().filter_map(|line| line.to_str().ok());
        let is_coded = codings.flat_map(|line| line.split(',')).any(|it| it.trim().eq_ignore_ascii_case("aws-chunked"));
        let hash = headers.get("x-amz-content-sha256").and_then(|hash| hash.to_str().ok()).unwrap_or_default();
        if is_coded || hash.starts_with("STREAMING-") && hash.contains("-PAYLOAD") {
            let message = "the body is in chunks, and the server was built without the feature `checksums`";
            let error = DecodeError::new(message);
            return Err(Rejection::Malformed(RequestError {
                status: 415,
                code: "UnsupportedMediaTypeException",
                error,
            }));
        }
        Ok(None)
    }

    #[cfg(feature = "sigv4")]
    impl Chunking {
        pub(crate) fn is_signed(&self) -> bool {
            match *self {}
        }
    }

    pub(crate) fn open(_: Body, chunking: Chunking, _: Option<PartSignatures>, _: bool) -> Body {
        match chunking {}
    }
}
