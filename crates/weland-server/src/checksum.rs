//! Checksums that requests have in their headers.

use http::HeaderMap;
use weland_core::OperationSchema;
use weland_protocol::Body;

/// The body, which fails at its end with an error that is meant for callers unless it has the checksums that its headers announce.
/// Operations for which the model says nothing of checksums may have headers of that name for something else.
#[cfg(feature = "checksums")]
pub(crate) fn checked(operation: &OperationSchema, headers: &HeaderMap, body: Body) -> Body {
    use weland_protocol::checksum::{Algorithm, Checked, Hasher};

    if operation.checksum_member.is_none() && !operation.checksum_required && !operation.md5_required {
        return body;
    }
    let announced = headers.iter().filter_map(|(name, value)| {
        // One with a hyphen is that of the checksums of parts, which the body alone does not tell.
        let value = value.to_str().ok().filter(|value| !value.contains('-'))?;
        Some((Hasher::new(Algorithm::in_header(name.as_str())?)?, value.trim().to_owned()))
    });
    // Each algorithm has a header of its own, which may be there several times.
    announced
        .take(MAX_CHECKSUMS)
        .fold(body, |body, (hasher, expected)| Body::new(told::Told(Checked::new(body, hasher, expected))))
}

/// How many checksums of a request are looked at.
#[cfg(feature = "checksums")]
const MAX_CHECKSUMS: usize = 6;

#[cfg(not(feature = "checksums"))]
pub(crate) fn checked(_: &OperationSchema, _: &HeaderMap, body: Body) -> Body {
    body
}

#[cfg(feature = "checksums")]
mod told {
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use bytes::Bytes;
    use http_body::{Frame, SizeHint};
    use weland_core::{BoxError, OtherError};
    use weland_protocol::checksum::{Checked, WrongChecksum};

    /// A body whose errors are meant for callers.
    pub(super) struct Told(pub(super) Checked);

    impl http_body::Body for Told {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            Pin::new(&mut self.0).poll_frame(cx).map_err(|error| match error.downcast_ref::<WrongChecksum>() {
                Some(wrong) => {
                    let WrongChecksum { found, expected } = wrong;
                    let message = format!("the checksum of the body is `{found}`, not `{expected}` as its header says");
                    OtherError::service(400, "BadDigest", message).into()
                }
                None => error,
            })
        }

        fn size_hint(&self) -> SizeHint {
            self.0.size_hint()
        }
    }
}
