//! Why a request is not taken for one of its alleged sender, and how AWS says so.

use weland_core::OtherError;

#[derive(Debug)]
pub(crate) enum Refusal {
    /// The request is not signed.
    Missing,
    /// The signature lacks a part, or has one that can't be read.
    Incomplete(String),
    /// It is not the signature of this request, or not one for this server, or too old.
    Invalid(String),
    /// Nobody has a key with this id.
    UnknownKey,
    /// The key was valid for some time.
    Expired,
    /// The body is not the one that was signed.
    OtherBody,
    /// Whoever knows the keys says something else.
    Other(OtherError),
}

impl Refusal {
    /// The error as a protocol has it, whose codes end in `Exception` or do not.
    pub(crate) fn into_error(self, names_exceptions: bool) -> OtherError {
        let one_of = |long, short| if names_exceptions { long } else { short };
        let (status, code, message) = match self {
            Self::Missing => (
                403,
                one_of("MissingAuthenticationTokenException", "MissingAuthenticationToken"),
                "the request is not signed".to_owned(),
            ),
            Self::Incomplete(message) => (400, one_of("IncompleteSignatureException", "IncompleteSignature"), message),
            Self::Invalid(message) => (403, one_of("InvalidSignatureException", "SignatureDoesNotMatch"), message),
            Self::UnknownKey => (
                403,
                one_of("UnrecognizedClientException", "InvalidClientTokenId"),
                "the access key id or the session token is not valid".to_owned(),
            ),
            Self::Expired => {
                (403, one_of("ExpiredTokenException", "ExpiredToken"), "the security token has expired".to_owned())
            }
            Self::OtherBody => (
                400,
                "XAmzContentSHA256Mismatch",
                "the body has another hash than the header `x-amz-content-sha256`".to_owned(),
            ),
            Self::Other(error) => return error,
        };
        OtherError::service(status, code, message)
    }
}
