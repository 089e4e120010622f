//! Event streams: frames of `application/vnd.amazon.eventstream`, and events in them.

mod decode;
mod encode;
mod frame;
mod header;

pub(crate) use decode::FrameSource;
pub(crate) use encode::{EventBody, failure};
pub use frame::{Frame, FrameError, HeaderValue};

/// The media type of event streams.
pub(crate) const MEDIA_TYPE: &str = "application/vnd.amazon.eventstream";
