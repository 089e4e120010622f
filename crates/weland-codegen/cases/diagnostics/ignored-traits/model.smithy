$version: "2"

namespace example.ignored

use aws.auth#sigv4
use aws.auth#sigv4a
use aws.auth#unsignedPayload
use aws.protocols#restJson1

@trait(selector: "service")
@authDefinition
structure ticket {}

@restJson1
@auth([sigv4])
@sigv4(name: "ignored")
@sigv4a(name: "ignored")
@httpBearerAuth
@httpBasicAuth
@httpDigestAuth
@httpApiKeyAuth(name: "x-key", in: "header")
@ticket
@cors
service Signed {
    version: "1"
    operations: [Upload, Free, None, Signed2]
}

@restJson1
@auth([httpBearerAuth])
@sigv4(name: "bearer")
@httpBearerAuth
service Bearer {
    version: "1"
    operations: [Plain]
}

@restJson1
service Open {
    version: "1"
    operations: [Free]
}

@unsignedPayload
@http(method: "POST", uri: "/upload")
operation Upload {
    input := {
        @httpPayload
        data: Blob
    }
}

@optionalAuth
@http(method: "POST", uri: "/free")
operation Free {}

@auth([])
@http(method: "POST", uri: "/none")
operation None {}

@auth([sigv4])
@http(method: "POST", uri: "/signed")
operation Signed2 {}

@http(method: "POST", uri: "/plain")
operation Plain {}
