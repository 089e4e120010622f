$version: "2"

namespace com.amazonaws.sso

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// The portal of IAM Identity Center, which gives users who have signed in credentials of their roles.
///
/// This is the part of the service that clients need to find their credentials.
@service(
    sdkId: "SSO"
    arnNamespace: "awsssoportal"
    endpointPrefix: "portal.sso"
    cloudFormationName: "SSO"
)
@sigv4(name: "awsssoportal")
@restJson1
@title("AWS Single Sign-On")
service SWBPortalService {
    version: "2019-06-10"
    operations: [
        GetRoleCredentials
    ]
}

/// Issues credentials of a role that the user has in an account.
@auth([])
@optionalAuth
@readonly
@http(method: "GET", uri: "/federation/credentials", code: 200)
operation GetRoleCredentials {
    input := {
        /// The name of the role.
        @required
        @httpQuery("role_name")
        roleName: String

        /// The id of the account.
        @required
        @httpQuery("account_id")
        accountId: String

        /// The access token that the user got by signing in.
        @required
        @httpHeader("x-amz-sso_bearer_token")
        accessToken: AccessToken
    }

    output := {
        /// The credentials of the role.
        roleCredentials: RoleCredentials
    }

    errors: [
        InvalidRequestException
        ResourceNotFoundException
        TooManyRequestsException
        UnauthorizedException
    ]
}

/// Temporary credentials of a role.
structure RoleCredentials {
    /// The id of the access key.
    accessKeyId: String

    /// The secret that requests are signed with.
    secretAccessKey: SecretAccessKey

    /// The token that goes along with every request.
    sessionToken: SessionToken

    /// When the credentials stop being valid, in milliseconds since 1970.
    expiration: Long = 0
}

@sensitive
string AccessToken

@sensitive
string SecretAccessKey

@sensitive
string SessionToken

/// Something in the request isn't valid, such as a name with forbidden characters.
@error("client")
@httpError(400)
structure InvalidRequestException {
    /// A message about the error.
    message: String
}

/// There is no such account or role, or the user doesn't have it.
@error("client")
@httpError(404)
structure ResourceNotFoundException {
    /// A message about the error.
    message: String
}

/// There have been too many requests. The call may be repeated later.
@error("client")
@retryable(throttling: true)
@httpError(429)
structure TooManyRequestsException {
    /// A message about the error.
    message: String
}

/// The access token isn't valid, or not any more. The user has to sign in again.
@error("client")
@httpError(401)
structure UnauthorizedException {
    /// A message about the error.
    message: String
}
