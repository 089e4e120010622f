$version: "2"

namespace cases.rpc

use aws.auth#sigv4
use aws.protocols#awsJson1_0
use aws.protocols#awsJson1_1
use aws.protocols#awsQueryCompatible
use aws.protocols#awsQueryError
use aws.protocols#restJson1
use cases.other#Closed

/// A depot that is called in several protocols, of which one binds members to parts of HTTP messages.
@awsJson1_0
@awsJson1_1
@restJson1
@awsQueryCompatible
@sigv4(name: "depot")
service Depot {
    version: "1"
    operations: [
        Ping
        Store
        Watch
    ]
}

@http(method: "POST", uri: "/ping")
@optionalAuth
operation Ping {}

@http(method: "PUT", uri: "/items/{id}")
@idempotent
@endpoint(hostPrefix: "{zone}.")
@optionalAuth
operation Store {
    input := {
        @required
        @httpLabel
        id: Id

        @required
        @hostLabel
        zone: String

        @httpHeader("X-Weight")
        @range(min: 0)
        weight: Integer = 1

        @jsonName("stamp")
        at: Timestamp

        @timestampFormat("date-time")
        until: Timestamp

        content: Content

        note: Document

        sizes: Sizes

        @httpQuery("token")
        @idempotencyToken
        token: String
    }

    output := {
        @httpHeader("X-Id")
        id: Id

        weight: Integer

        @jsonName("stamp")
        at: Timestamp

        until: Timestamp

        content: Content

        note: Document

        sizes: Sizes

        token: String
    }

    errors: [
        Closed
        Full
    ]
}

@pattern("^[a-z]+$")
string Id

union Content {
    text: String
    data: Blob
    number: Double
    empty: Unit
}

@sparse
list Sizes {
    member: Double
}

@error("client")
@httpError(409)
@awsQueryError(code: "Depot.Full", httpResponseCode: 400)
structure Full {
    message: String

    @required
    left: Integer

    code: String
}

@http(method: "POST", uri: "/watch/{shelf}")
@optionalAuth
operation Watch {
    input := {
        @required
        @httpLabel
        shelf: String

        @httpPayload
        changes: Changes
    }

    output := {
        @httpHeader("X-Shelf")
        shelf: String

        @httpPayload
        changes: Changes
    }
}

@streaming
union Changes {
    moved: Moved
    full: Full
}

structure Moved {
    @eventHeader
    by: Integer

    item: Id

    at: Timestamp
}
