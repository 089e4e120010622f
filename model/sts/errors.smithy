$version: "2"

namespace com.amazonaws.sts

use aws.protocols#awsQueryError

/// The token has expired. It has to be renewed by whoever issued it.
@error("client")
@httpError(400)
@awsQueryError(code: "ExpiredTokenException", httpResponseCode: 400)
structure ExpiredTokenException {
    /// A message about the error.
    message: String
}

/// The identity provider couldn't be reached to verify the token. The call may be repeated.
@error("client")
@retryable
@httpError(400)
@awsQueryError(code: "IDPCommunicationError", httpResponseCode: 400)
structure IDPCommunicationErrorException {
    /// A message about the error.
    message: String
}

/// The identity provider has rejected the claim, or the token isn't valid any more.
@error("client")
@httpError(403)
@awsQueryError(code: "IDPRejectedClaim", httpResponseCode: 403)
structure IDPRejectedClaimException {
    /// A message about the error.
    message: String
}

/// AWS couldn't validate the token.
@error("client")
@httpError(400)
@awsQueryError(code: "InvalidIdentityToken", httpResponseCode: 400)
structure InvalidIdentityTokenException {
    /// A message about the error.
    message: String
}

/// The service isn't enabled for the account in this region.
@error("client")
@httpError(403)
@awsQueryError(code: "RegionDisabledException", httpResponseCode: 403)
structure RegionDisabledException {
    /// A message about the error.
    message: String
}
