$version: "2.0"

namespace example.auth

use aws.auth#cognitoUserPools
use aws.auth#sigv4
use aws.protocols#restJson1

@restJson1
@httpBasicAuth
@httpBearerAuth
@httpDigestAuth
@httpApiKeyAuth(name: "X-Key", in: "header")
@sigv4(name: "auth")
@cognitoUserPools(providerArns: ["arn:aws:cognito-idp:us-east-1:123:userpool/123"])
@custom
@auth([httpBearerAuth, sigv4])
service Auth {
    version: "1"
    operations: [
        Usual
        Own
        Same
        Optional
        Open
        Custom
    ]
}

@authDefinition
@trait(selector: "service")
structure custom {}

@http(method: "POST", uri: "/usual")
operation Usual {}

@http(method: "POST", uri: "/own")
@auth([httpApiKeyAuth, httpBasicAuth])
operation Own {}

@http(method: "POST", uri: "/same")
@auth([httpBearerAuth, sigv4])
operation Same {}

@http(method: "POST", uri: "/optional")
@optionalAuth
operation Optional {}

@http(method: "POST", uri: "/open")
@auth([])
operation Open {}

@http(method: "POST", uri: "/custom")
@auth([custom])
operation Custom {}
