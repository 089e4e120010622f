$version: "2"

namespace cases.cors

use aws.protocols#awsJson1_0
use aws.protocols#restJson1
use smithy.protocols#rpcv2Cbor

/// A board that scripts of two origins may read and write.
@rpcv2Cbor
@awsJson1_0
@restJson1
@httpBasicAuth
@httpBearerAuth
@cors(
    origins: { site: "https://board.example.com", local: "http://localhost:8080" }
    maxAge: 86400
    additionalAllowedHeaders: ["X-Trace-Id", "X-Zone"]
    additionalExposedHeaders: ["X-Cache"]
)
service Board {
    version: "1"
    operations: [
        ReadNote
        WriteNote
        ListNotes
    ]
}

@readonly
@http(method: "GET", uri: "/notes/{id}")
operation ReadNote {
    input := {
        @required
        @httpLabel
        id: String

        @httpHeader("If-None-Match")
        known: String
    }

    output := {
        @httpHeader("ETag")
        tag: String

        @httpPrefixHeaders("X-Meta-")
        meta: Meta

        text: String
    }

    errors: [
        Gone
    ]
}

@idempotent
@http(method: "PUT", uri: "/notes/{id}")
operation WriteNote {
    input := {
        @required
        @httpLabel
        id: String

        @httpPrefixHeaders("X-Meta-")
        meta: Meta

        text: String
    }
}

@readonly
@auth([httpBearerAuth])
@http(method: "GET", uri: "/notes")
operation ListNotes {
    output := {
        ids: Ids
    }
}

@error("client")
@httpError(410)
structure Gone {
    @httpHeader("X-Since")
    since: String

    message: String
}

list Ids {
    member: String
}

map Meta {
    key: String
    value: String
}
