$version: "2"

namespace com.amazonaws.sts

/// Temporary credentials.
structure Credentials {
    /// The id of the access key.
    @required
    AccessKeyId: String

    /// The secret that requests are signed with.
    @required
    SecretAccessKey: SecretAccessKey

    /// The token that goes along with every request.
    @required
    SessionToken: SessionToken

    /// When the credentials stop being valid.
    @required
    Expiration: Timestamp
}

/// A session of a role.
structure AssumedRoleUser {
    /// The id of the role and the name of the session.
    @required
    AssumedRoleId: String

    /// The ARN of the session.
    @required
    Arn: Arn
}

/// An Amazon Resource Name.
@length(min: 20, max: 2048)
string Arn

@length(min: 2, max: 64)
@pattern("^[\\w+=,.@-]*$")
string RoleSessionName

@range(min: 900, max: 43200)
integer DurationSeconds

@length(min: 2, max: 1224)
@pattern("^[\\w+=,.@:\\/-]*$")
string ExternalId

@length(min: 9, max: 256)
@pattern("^[\\w+=/:,.@-]*$")
string SerialNumber

@length(min: 6, max: 6)
@pattern("^[\\d]*$")
string TokenCode

@length(min: 4, max: 20000)
@sensitive
string WebIdentityToken

@sensitive
string SecretAccessKey

@sensitive
string SessionToken
