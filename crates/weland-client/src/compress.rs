//! Bodies that are sent compressed.

use http::header::{CONTENT_ENCODING, HeaderMap, HeaderValue};
use weland_core::{OperationSchema, OtherError};
use weland_protocol::Body;

/// When bodies are compressed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compression {
    pub(crate) enabled: bool,
    /// The least length in bytes of a body that is compressed, if it is no stream.
    pub(crate) min_size: usize,
}

impl Default for Compression {
    fn default() -> Self {
        Self { enabled: true, min_size: 10_240 }
    }
}

const GZIP: &str = "gzip";

/// The body as it is sent: compressed, if the operation takes that and it is worth the effort.
pub(crate) fn compress(
    operation: &OperationSchema,
    settings: Compression,
    headers: &mut HeaderMap,
    body: Body,
) -> Result<Body, OtherError> {
    // Streams are compressed even if all of their bytes are there already, as Smithy says.
    let min_size =
        if operation.input.members.iter().any(|member| member.schema.streaming) { 1 } else { settings.min_size };
    let is_small = body.as_bytes().is_some_and(|bytes| bytes.is_empty() || bytes.len() < min_size);
    let is_offered = operation.compression.iter().any(|encoding| encoding.eq_ignore_ascii_case(GZIP));
    let is_wanted = settings.enabled && is_offered && cfg!(feature = "compression");
    if !is_wanted || is_small || body.is_event_stream() {
        return Ok(body);
    }
    let before = headers.get_all(CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let encodings: Vec<&str> = before.chain([GZIP]).collect();
    // All parts have been headers before.
    if let Ok(value) = HeaderValue::from_str(&encodings.join(", ")) {
        headers.insert(CONTENT_ENCODING, value);
    }
    gzip(body)
}

#[cfg(not(feature = "compression"))]
fn gzip(body: Body) -> Result<Body, OtherError> {
    Ok(body)
}

#[cfg(feature = "compression")]
use stream::gzip;

#[cfg(feature = "compression")]
mod stream {
    use std::io::Write as _;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use bytes::Bytes;
    use flate2::write::GzEncoder;
    use http_body::Frame;
    use weland_core::{BoxError, ErrorKind, OtherError};
    use weland_protocol::Body;

    pub(super) fn gzip(body: Body) -> Result<Body, OtherError> {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
        let Some(bytes) = body.as_bytes() else {
            return Ok(Body::new(Gzip { body, encoder: Some(encoder) }));
        };
        let result = encoder.write_all(bytes).and_then(|()| encoder.finish());
        result
            .map(Body::from)
            .map_err(|error| OtherError::new(ErrorKind::Request, "the body cannot be compressed").with_source(error))
    }

    /// A body that is compressed while it is read.
    struct Gzip {
        body: Body,
        /// `None` when the end has been written.
        encoder: Option<GzEncoder<Vec<u8>>>,
    }

    impl http_body::Body for Gzip {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            let Self { body, encoder } = &mut *self;
            loop {
                let Some(mut open) = encoder.take() else {
                    return Poll::Ready(None);
                };
                let frame = match Pin::new(&mut *body).poll_frame(cx) {
                    Poll::Pending => {
                        *encoder = Some(open);
                        return Poll::Pending;
                    }
                    Poll::Ready(frame) => frame,
                };
                let written = match frame {
                    None => open.finish()?,
                    Some(frame) => {
                        if let Ok(data) = frame?.into_data() {
                            open.write_all(&data)?;
                        }
                        let written = std::mem::take(open.get_mut());
                        *encoder = Some(open);
                        written
                    }
                };
                if !written.is_empty() {
                    return Poll::Ready(Some(Ok(Frame::data(written.into()))));
                }
            }
        }
    }
}
