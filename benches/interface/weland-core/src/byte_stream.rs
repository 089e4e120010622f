//! A stub of a stream, for types that contain one. It can't be sent.

/// The cause of an error, of any type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The value of a streaming blob.
#[derive(Debug, Default)]
pub struct ByteStream(bytes::Bytes);

impl crate::zero::Zero for ByteStream {
    fn zero() -> Self {
        Self::default()
    }
}

impl<T: Into<bytes::Bytes>> From<T> for ByteStream {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

/// A stub as well.
#[derive(Debug)]
pub struct StreamTooLarge;
