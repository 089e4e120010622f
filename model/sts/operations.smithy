$version: "2"

namespace com.amazonaws.sts

/// Issues credentials of a role to a caller who may assume it.
///
/// The request is signed with the caller's own credentials. The trust policy of the role decides who may assume it.
operation AssumeRole {
    input := {
        /// The ARN of the role.
        @required
        RoleArn: Arn

        /// A name for the session, which appears in logs and in the ARN of the caller.
        @required
        RoleSessionName: RoleSessionName

        /// How long the credentials are valid, in seconds: an hour by default, and at most what the role allows.
        DurationSeconds: DurationSeconds

        /// What the trust policy may demand of callers from other accounts.
        ExternalId: ExternalId

        /// The serial number or ARN of the caller's MFA device, if the trust policy demands one.
        SerialNumber: SerialNumber

        /// The code that the MFA device shows.
        TokenCode: TokenCode
    }

    output := {
        /// The credentials of the session.
        Credentials: Credentials

        /// Who the caller is while using these credentials.
        AssumedRoleUser: AssumedRoleUser
    }

    errors: [
        ExpiredTokenException
        RegionDisabledException
    ]
}

/// Issues credentials of a role to a caller with a token of an identity provider that the role trusts.
///
/// The request isn't signed; the token is what authenticates it.
@auth([])
@optionalAuth
operation AssumeRoleWithWebIdentity {
    input := {
        /// The ARN of the role.
        @required
        RoleArn: Arn

        /// A name for the session, which appears in logs and in the ARN of the caller.
        @required
        RoleSessionName: RoleSessionName

        /// The token of the identity provider: an access token of OAuth 2 or an ID token of OpenID Connect.
        @required
        WebIdentityToken: WebIdentityToken

        /// How long the credentials are valid, in seconds: an hour by default, and at most what the role allows.
        DurationSeconds: DurationSeconds
    }

    output := {
        /// The credentials of the session.
        Credentials: Credentials

        /// Who the caller is while using these credentials.
        AssumedRoleUser: AssumedRoleUser
    }

    errors: [
        ExpiredTokenException
        IDPCommunicationErrorException
        IDPRejectedClaimException
        InvalidIdentityTokenException
        RegionDisabledException
    ]
}

/// Returns whose credentials the request is signed with. No permission is needed for that.
operation GetCallerIdentity {
    input := {}

    output := {
        /// The unique id of the user or role.
        UserId: String

        /// The id of the account that owns the credentials.
        Account: String

        /// The ARN of the user or of the session.
        Arn: Arn
    }
}
