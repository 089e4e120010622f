$version: "2.0"
namespace example

use aws.api#service
use aws.auth#sigv4
use aws.auth#sigv4a
use aws.protocols#awsJson1_0
use aws.protocols#awsQuery
use aws.protocols#awsQueryCompatible
use aws.protocols#awsQueryError
use aws.protocols#restJson1

// --- names in signatures

@auth([sigv4])
@service(sdkId: "Right")
@sigv4(name: "right")
@sigv4a(name: "right")
service Right {
    version: "1"
}

@auth([sigv4])
@service(sdkId: "Wrong", arnNamespace: "arn")
@sigv4(name: "name")
@sigv4a(name: "other")
service Wrong {
    version: "1"
}

@sigv4(name: "alone")
service WithoutArns {
    version: "1"
}

// --- versions of HTTP

@restJson1(http: ["h2", "http/1.1"], eventStreamHttp: ["h2"])
@awsJson1_0(http: ["h2"], eventStreamHttp: ["h2", "h2c", "http/1.1"])
service OverHttp2 {
    version: "1"
}

@restJson1(eventStreamHttp: ["h2"])
service OverNothing {
    version: "1"
}

// --- codes of errors

@awsQuery
@xmlNamespace(uri: "https://example.com")
service Query {
    version: "1"
    operations: [Get]
    errors: [NotFound]
}

@awsJson1_0
@awsQueryCompatible
service Compatible {
    version: "1"
    operations: [Get, Put]
    errors: [NotFound]
}

@awsJson1_0
service Json {
    version: "1"
    operations: [Get, Put]
    errors: [NotFound]
}

@readonly
operation Get {
    errors: [NotFound, Gone]
}

operation Put {
    errors: [Missing, Gone]
}

@error("client")
structure NotFound {}

@error("client")
@awsQueryError(code: "NotFound", httpResponseCode: 404)
structure Missing {}

@error("client")
@awsQueryError(code: "Elsewhere", httpResponseCode: 410)
structure Gone {}
