//! Checksums of bodies: what both sides compute.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use http::HeaderName;
use http_body::{Frame, SizeHint};
use weland_core::BoxError;

use crate::body::Body;

const PREFIX: &str = "x-amz-checksum-";
/// What else follows the prefix in headers of services.
const NO_CHECKSUMS: [&str; 3] = ["algorithm", "mode", "type"];

/// Whether the header of this name, which is in lower case, has a checksum.
pub fn is_checksum(header: &str) -> bool {
    header.strip_prefix(PREFIX).is_some_and(|rest| !NO_CHECKSUMS.contains(&rest))
}

/// A way to make a checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// MD5, in `Content-MD5`.
    Md5,
    /// CRC32, as in zip archives.
    Crc32,
    /// CRC32C.
    Crc32c,
    /// CRC64NVME.
    Crc64Nvme,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
}

const ALL: [Algorithm; 6] =
    [Algorithm::Md5, Algorithm::Crc32, Algorithm::Crc32c, Algorithm::Crc64Nvme, Algorithm::Sha1, Algorithm::Sha256];

impl Algorithm {
    /// By the name that models have for it.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "CRC32" => Self::Crc32,
            "CRC32C" => Self::Crc32c,
            "CRC64NVME" => Self::Crc64Nvme,
            "SHA1" => Self::Sha1,
            "SHA256" => Self::Sha256,
            _ => return None,
        })
    }

    /// By the header that has it, in lower case.
    pub fn in_header(name: &str) -> Option<Self> {
        ALL.into_iter().find(|algorithm| algorithm.header().as_str() == name)
    }

    /// The name that models have for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Crc32 => "CRC32",
            Self::Crc32c => "CRC32C",
            Self::Crc64Nvme => "CRC64NVME",
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
        }
    }

    /// How long it is in base64.
    pub fn base64_length(self) -> usize {
        match self {
            Self::Crc32 | Self::Crc32c => 8,
            Self::Crc64Nvme => 12,
            Self::Md5 => 24,
            Self::Sha1 => 28,
            Self::Sha256 => 44,
        }
    }

    /// The header that has it.
    pub fn header(self) -> HeaderName {
        HeaderName::from_static(match self {
            Self::Md5 => "content-md5",
            Self::Crc32 => "x-amz-checksum-crc32",
            Self::Crc32c => "x-amz-checksum-crc32c",
            Self::Crc64Nvme => "x-amz-checksum-crc64nvme",
            Self::Sha1 => "x-amz-checksum-sha1",
            Self::Sha256 => "x-amz-checksum-sha256",
        })
    }
}

/// A body that is checked while it is read: it fails with a [`WrongChecksum`] at its end.
pub struct Checked {
    body: Body,
    /// `None` when the end has been reached, or something has failed.
    hasher: Option<Hasher>,
    expected: String,
}

impl Checked {
    /// A body that should have this checksum, in base64.
    pub fn new(body: Body, hasher: Hasher, expected: String) -> Self {
        Self { body, hasher: Some(hasher), expected }
    }
}

impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checked").field("expected", &self.expected).finish_non_exhaustive()
    }
}

/// A body has another checksum than the one that was announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongChecksum {
    /// The checksum of the body.
    pub found: String,
    /// The one that was announced.
    pub expected: String,
}

impl fmt::Display for WrongChecksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "its checksum is {}, not {}", self.found, self.expected)
    }
}

impl std::error::Error for WrongChecksum {}

impl http_body::Body for Checked {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Self { body, hasher, expected } = &mut *self;
        let Some(open) = hasher else {
            return Poll::Ready(None);
        };
        let frame = ready!(Pin::new(body).poll_frame(cx));
        Poll::Ready(match frame {
            Some(Ok(frame)) => {
                if let Some(data) = frame.data_ref() {
                    open.update(data);
                }
                Some(Ok(frame))
            }
            Some(Err(error)) => {
                *hasher = None;
                Some(Err(error))
            }
            None => match hasher.take().map(Hasher::finish) {
                Some(found) if found != *expected => {
                    Some(Err(WrongChecksum { found, expected: std::mem::take(expected) }.into()))
                }
                _ => None,
            },
        })
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(feature = "checksums")]
mod tables {
    use crc::{CRC_32_ISCSI, CRC_32_ISO_HDLC, CRC_64_NVME, Crc};

    pub(super) static CRC32: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);
    pub(super) static CRC32C: Crc<u32> = Crc::<u32>::new(&CRC_32_ISCSI);
    pub(super) static CRC64_NVME: Crc<u64> = Crc::<u64>::new(&CRC_64_NVME);
}

enum State {
    Sha256(crate::sha256::Hash),
    #[cfg(feature = "checksums")]
    Md5(Box<md5::Context>),
    #[cfg(feature = "checksums")]
    Crc32(crc::Digest<'static, u32>),
    #[cfg(feature = "checksums")]
    Crc64(crc::Digest<'static, u64>),
    #[cfg(feature = "checksums")]
    Sha1(sha1_smol::Sha1),
}

/// A checksum in the making.
pub struct Hasher(State);

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hasher(..)")
    }
}

impl Hasher {
    /// `None` if the runtime was built without the algorithm.
    pub fn new(algorithm: Algorithm) -> Option<Self> {
        Some(Self(match algorithm {
            Algorithm::Sha256 => State::Sha256(crate::sha256::Hash::new()),
            #[cfg(feature = "checksums")]
            Algorithm::Md5 => State::Md5(Box::new(md5::Context::new())),
            #[cfg(feature = "checksums")]
            Algorithm::Crc32 => State::Crc32(tables::CRC32.digest()),
            #[cfg(feature = "checksums")]
            Algorithm::Crc32c => State::Crc32(tables::CRC32C.digest()),
            #[cfg(feature = "checksums")]
            Algorithm::Crc64Nvme => State::Crc64(tables::CRC64_NVME.digest()),
            #[cfg(feature = "checksums")]
            Algorithm::Sha1 => State::Sha1(sha1_smol::Sha1::new()),
            #[cfg(not(feature = "checksums"))]
            _ => return None,
        }))
    }

    /// Adds bytes.
    pub fn update(&mut self, data: &[u8]) {
        match &mut self.0 {
            State::Sha256(hash) => hash.update(data),
            #[cfg(feature = "checksums")]
            State::Md5(context) => context.consume(data),
            #[cfg(feature = "checksums")]
            State::Crc32(digest) => digest.update(data),
            #[cfg(feature = "checksums")]
            State::Crc64(digest) => digest.update(data),
            #[cfg(feature = "checksums")]
            State::Sha1(hash) => hash.update(data),
        }
    }

    /// The checksum in base64.
    pub fn finish(self) -> String {
        match self.0 {
            State::Sha256(hash) => BASE64.encode(hash.finalize()),
            #[cfg(feature = "checksums")]
            State::Md5(context) => BASE64.encode(context.finalize().0),
            #[cfg(feature = "checksums")]
            State::Crc32(digest) => BASE64.encode(digest.finalize().to_be_bytes()),
            #[cfg(feature = "checksums")]
            State::Crc64(digest) => BASE64.encode(digest.finalize().to_be_bytes()),
            #[cfg(feature = "checksums")]
            State::Sha1(hash) => BASE64.encode(hash.digest().bytes()),
        }
    }
}
