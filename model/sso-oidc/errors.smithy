$version: "2"

namespace com.amazonaws.ssooidc

/// The user may not have a token, or not with these scopes.
@error("client")
@httpError(400)
structure AccessDeniedException {
    /// The code of the error in OAuth 2.
    error: String

    /// A message about the error.
    error_description: String
}

/// The refresh token or the authorization has expired. The user has to sign in again.
@error("client")
@httpError(400)
structure ExpiredTokenException {
    /// The code of the error in OAuth 2.
    error: String

    /// A message about the error.
    error_description: String
}

/// The service failed. The call may be repeated.
@error("server")
@retryable
@httpError(500)
structure InternalServerException {
    /// The code of the error in OAuth 2.
    error: String

    /// A message about the error.
    error_description: String
}

/// The client isn't registered, or its secret is wrong or has expired.
@error("client")
@httpError(401)
structure InvalidClientException {
    /// The code of the error in OAuth 2.
    error: String

    /// A message about the error.
    error_description: String
}

/// The refresh token isn't valid, or was issued to another client.
@error("client")
@httpError(400)
structure InvalidGrantException {
    /// The code of the error in OAuth 2.
    error: String

    /// A message about the error.
    error_description: String
}

/// Something in the request is missing or isn't valid.
@error("client")
@httpError(400)
structure InvalidRequestException {
    /// The code of the error in OAuth 2.
    error: String

    /// A message about the error.
    error_description: String
}

/// There have been too many requests. The call may be repeated later.
@error("client")
@retryable(throttling: true)
@httpError(400)
structure SlowDownException {
    /// The code of the error in OAuth 2.
    error: String

    /// A message about the error.
    error_description: String
}

/// The client may not request tokens in this way.
@error("client")
@httpError(400)
structure UnauthorizedClientException {
    /// The code of the error in OAuth 2.
    error: String

    /// A message about the error.
    error_description: String
}
