//! Checksums of requests and responses.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use http_body::{Frame, SizeHint};
use weland_core::{Binding, BoxError, ErrorKind, OperationSchema, OtherError, Structure};
use weland_protocol::{Body, member_text, set_member_text};

const PREFIX: &str = "x-amz-checksum-";
/// What else follows the prefix in headers of services.
const NO_CHECKSUMS: [&str; 3] = ["algorithm", "mode", "type"];

/// A way to make a checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Md5,
    Crc32,
    Crc32c,
    Crc64Nvme,
    Sha1,
    Sha256,
}

impl Algorithm {
    /// By the name that models have for it.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "CRC32" => Self::Crc32,
            "CRC32C" => Self::Crc32c,
            "CRC64NVME" => Self::Crc64Nvme,
            "SHA1" => Self::Sha1,
            "SHA256" => Self::Sha256,
            _ => return None,
        })
    }

    /// The name that models have for it.
    #[cfg(feature = "streams")]
    pub(crate) fn name(self) -> &'static str {
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
    #[cfg(feature = "streams")]
    pub(crate) fn base64_length(self) -> usize {
        match self {
            Self::Crc32 | Self::Crc32c => 8,
            Self::Crc64Nvme => 12,
            Self::Md5 => 24,
            Self::Sha1 => 28,
            Self::Sha256 => 44,
        }
    }

    pub(crate) fn header(self) -> HeaderName {
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

/// The checksum that a request has to have, unless the input has one: of the algorithm that it asks for; otherwise, if
/// there has to be one, CRC32, which is then entered into the input if that has a member for it, or MD5 where the model
/// says no more than that.
pub(crate) fn choose(operation: &OperationSchema, input: &mut dyn Structure) -> Result<Option<Algorithm>, OtherError> {
    if has_own(input) {
        return Ok(None);
    }
    let asked = operation.checksum_member.and_then(|name| member_text(input, name)).filter(|name| !name.is_empty());
    let algorithm = match (asked, operation.checksum_member) {
        (Some(name), _) => Algorithm::named(&name).ok_or_else(|| {
            let known = "CRC32, CRC32C, CRC64NVME, SHA1 and SHA256";
            OtherError::new(
                ErrorKind::Request,
                format!("checksums of the algorithm `{name}` cannot be made, only {known}"),
            )
        })?,
        (None, _) if operation.md5_required => Algorithm::Md5,
        (None, _) if !operation.checksum_required => return Ok(None),
        (None, member) => {
            if let Some(member) = member {
                set_member_text(input, member, "CRC32");
            }
            Algorithm::Crc32
        }
    };
    supported().map(|()| Some(algorithm))
}

/// Whether the input asks for responses to be checked.
pub(crate) fn checks_response(operation: &OperationSchema, input: &dyn Structure) -> Result<bool, OtherError> {
    let mode = operation.validation_member.and_then(|name| member_text(input, name));
    match mode.as_deref() {
        // A response without a body may have the checksum of what there would be.
        Some("ENABLED") if operation.http.is_none_or(|http| http.method != "HEAD") => supported().map(|()| true),
        _ => Ok(false),
    }
}

fn supported() -> Result<(), OtherError> {
    if cfg!(feature = "checksums") {
        return Ok(());
    }
    let message = "the operation needs checksums: enable the feature `checksums` of `weland-client`";
    Err(OtherError::new(ErrorKind::Request, message))
}

/// Whether the input has a checksum that the caller has made.
fn has_own(input: &dyn Structure) -> bool {
    input.schema().members.iter().any(|member| match member.binding {
        Binding::Header(name) => is_checksum(&name.to_ascii_lowercase()) && member_text(input, member.name).is_some(),
        _ => false,
    })
}

fn is_checksum(header: &str) -> bool {
    header.strip_prefix(PREFIX).is_some_and(|rest| !NO_CHECKSUMS.contains(&rest))
}

/// Whether a header has a checksum.
pub(crate) fn is_present(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| is_checksum(name.as_str()))
}

/// Puts the checksum of a body into its header, unless the caller has set one.
pub(crate) fn add(algorithm: Algorithm, headers: &mut HeaderMap, body: &[u8]) {
    if let Some(mut hasher) = Hasher::new(algorithm) {
        hasher.update(body);
        insert(algorithm, headers, hasher);
    }
}

/// Puts a checksum into its header, unless the caller has set one.
pub(crate) fn insert(algorithm: Algorithm, headers: &mut HeaderMap, hasher: Hasher) {
    let name = algorithm.header();
    if headers.contains_key(&name) || is_present(headers) {
        return;
    }
    // Base64 is ASCII.
    if let Ok(value) = HeaderValue::from_str(&hasher.finish()) {
        headers.insert(name, value);
    }
}

/// The body of a response, which fails at its end if it does not have the checksum that its headers announce.
///
/// A checksum with a hyphen is one of checksums of parts, which cannot be made from the whole.
pub(crate) fn checked(operation: &OperationSchema, headers: &HeaderMap, body: Body) -> Body {
    let announced = operation.response_checksums.iter().find_map(|name| {
        let algorithm = Algorithm::named(name)?;
        let value = headers.get(algorithm.header())?.to_str().ok().filter(|value| !value.contains('-'))?;
        Some((Hasher::new(algorithm)?, value.to_owned()))
    });
    match announced {
        Some((hasher, expected)) => Body::new(Checked { body, hasher: Some(hasher), expected }),
        None => body,
    }
}

/// A body that is checked while it is read.
struct Checked {
    body: Body,
    /// `None` when the end has been reached, or something has failed.
    hasher: Option<Hasher>,
    expected: String,
}

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
                    Some(Err(format!("its checksum is {found}, not {expected}").into()))
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

/// A checksum in the making.
pub(crate) enum Hasher {
    Sha256(hmac_sha256::Hash),
    #[cfg(feature = "checksums")]
    Md5(Box<md5::Context>),
    #[cfg(feature = "checksums")]
    Crc32(crc::Digest<'static, u32>),
    #[cfg(feature = "checksums")]
    Crc64(crc::Digest<'static, u64>),
    #[cfg(feature = "checksums")]
    Sha1(sha1_smol::Sha1),
}

impl Hasher {
    /// `None` if the runtime was built without the algorithm.
    pub(crate) fn new(algorithm: Algorithm) -> Option<Self> {
        Some(match algorithm {
            Algorithm::Sha256 => Self::Sha256(hmac_sha256::Hash::new()),
            #[cfg(feature = "checksums")]
            Algorithm::Md5 => Self::Md5(Box::new(md5::Context::new())),
            #[cfg(feature = "checksums")]
            Algorithm::Crc32 => Self::Crc32(tables::CRC32.digest()),
            #[cfg(feature = "checksums")]
            Algorithm::Crc32c => Self::Crc32(tables::CRC32C.digest()),
            #[cfg(feature = "checksums")]
            Algorithm::Crc64Nvme => Self::Crc64(tables::CRC64_NVME.digest()),
            #[cfg(feature = "checksums")]
            Algorithm::Sha1 => Self::Sha1(sha1_smol::Sha1::new()),
            #[cfg(not(feature = "checksums"))]
            _ => return None,
        })
    }

    pub(crate) fn update(&mut self, data: &[u8]) {
        match self {
            Self::Sha256(hash) => hash.update(data),
            #[cfg(feature = "checksums")]
            Self::Md5(context) => context.consume(data),
            #[cfg(feature = "checksums")]
            Self::Crc32(digest) => digest.update(data),
            #[cfg(feature = "checksums")]
            Self::Crc64(digest) => digest.update(data),
            #[cfg(feature = "checksums")]
            Self::Sha1(hash) => hash.update(data),
        }
    }

    /// The checksum in base64.
    pub(crate) fn finish(self) -> String {
        match self {
            Self::Sha256(hash) => BASE64.encode(hash.finalize()),
            #[cfg(feature = "checksums")]
            Self::Md5(context) => BASE64.encode(context.finalize().0),
            #[cfg(feature = "checksums")]
            Self::Crc32(digest) => BASE64.encode(digest.finalize().to_be_bytes()),
            #[cfg(feature = "checksums")]
            Self::Crc64(digest) => BASE64.encode(digest.finalize().to_be_bytes()),
            #[cfg(feature = "checksums")]
            Self::Sha1(hash) => BASE64.encode(hash.digest().bytes()),
        }
    }
}

#[cfg(all(test, feature = "checksums"))]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_the_catalogue() {
        let cases = [
            (Algorithm::Md5, "content-md5", "JfnnlDI7RTiF9RgfG2JNCw=="),
            (Algorithm::Crc32, "x-amz-checksum-crc32", "y/Q5Jg=="),
            (Algorithm::Crc32c, "x-amz-checksum-crc32c", "4waSgw=="),
            (Algorithm::Crc64Nvme, "x-amz-checksum-crc64nvme", "rosUhgp5mIg="),
            (Algorithm::Sha1, "x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE="),
            (Algorithm::Sha256, "x-amz-checksum-sha256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="),
        ];
        for (algorithm, name, expected) in cases {
            let mut headers = HeaderMap::new();
            add(algorithm, &mut headers, b"123456789");
            assert_eq!(headers[name], expected);
            headers.insert(name, HeaderValue::from_static("mine"));
            add(algorithm, &mut headers, b"123456789");
            assert_eq!(headers[name], "mine");
        }
    }
}
