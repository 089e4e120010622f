$version: "2"

namespace com.amazonaws.ssooidc

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// The OpenID Connect service of IAM Identity Center, which issues the access tokens of users who sign in.
///
/// This is the part of the service that clients need to renew the token of a user.
@service(
    sdkId: "SSO OIDC"
    arnNamespace: "sso-oauth"
    endpointPrefix: "oidc"
    cloudFormationName: "SSOOIDC"
)
@sigv4(name: "sso-oauth")
@restJson1
@title("AWS SSO OIDC")
service AWSSSOOIDCService {
    version: "2019-06-10"
    operations: [
        CreateToken
    ]
}

/// Issues an access token, for a refresh token or for what a user has authorized in a browser.
@auth([])
@optionalAuth
@http(method: "POST", uri: "/token", code: 200)
operation CreateToken {
    input := {
        /// The id that the client was registered under.
        @required
        clientId: String

        /// The secret of the registration.
        @required
        clientSecret: ClientSecret

        /// What the token is requested for, such as `refresh_token`.
        @required
        grantType: String

        /// The token that came with the access token which is to be renewed.
        refreshToken: RefreshToken
    }

    output := {
        /// The access token.
        accessToken: AccessToken

        /// How the access token is used: `Bearer`.
        tokenType: String

        /// How long the access token is valid, in seconds.
        expiresIn: Integer = 0

        /// A token to renew the access token with.
        refreshToken: RefreshToken
    }

    errors: [
        AccessDeniedException
        ExpiredTokenException
        InternalServerException
        InvalidClientException
        InvalidGrantException
        InvalidRequestException
        SlowDownException
        UnauthorizedClientException
    ]
}

@sensitive
string ClientSecret

@sensitive
string AccessToken

@sensitive
string RefreshToken
