$version: "2"

namespace com.amazonaws.sts

use aws.api#service
use aws.auth#sigv4
use aws.protocols#awsQuery

/// AWS Security Token Service issues temporary credentials.
///
/// This is the part of the service that clients need to find their credentials: roles that are assumed with
/// other credentials or with the token of an identity provider, and the question whose credentials these are.
@service(sdkId: "STS", arnNamespace: "sts", endpointPrefix: "sts", cloudFormationName: "STS")
@sigv4(name: "sts")
@awsQuery
@xmlNamespace(uri: "https://sts.amazonaws.com/doc/2011-06-15/")
@suppress(["DeprecatedTrait"])
@title("AWS Security Token Service")
service AWSSecurityTokenServiceV20110615 {
    version: "2011-06-15"
    operations: [
        AssumeRole
        AssumeRoleWithWebIdentity
        GetCallerIdentity
    ]
}
