$version: "2"

namespace cases.query

use aws.protocols#awsJson1_0
use aws.protocols#awsQuery
use aws.protocols#awsQueryError
use aws.protocols#ec2Query
use aws.protocols#ec2QueryName

/// A depot that is called by forms, and by JSON on the same port.
@awsJson1_0
@awsQuery
@ec2Query
@xmlNamespace(uri: "https://depot.example.com/doc/")
service Depot {
    version: "2026-01-01"
    operations: [
        Ping
        Store
    ]
}

operation Ping {}

@requestCompression(encodings: ["gzip"])
operation Store {
    input := {
        @required
        @length(min: 1)
        id: String

        @ec2QueryName("Mass")
        @range(max: 100)
        weight: Integer = 1

        @xmlName("label")
        labels: Labels

        @xmlFlattened
        sizes: Sizes

        parts: Parts

        attributes: Attributes

        at: Timestamp

        content: Content

        @idempotencyToken
        token: String
    }

    output := {
        @xmlName("ID")
        id: String

        weight: Integer

        labels: Labels

        @xmlFlattened
        sizes: Sizes

        parts: Parts

        attributes: Attributes

        at: Timestamp

        content: Content
    }

    errors: [
        Closed
        Full
    ]
}

list Labels {
    member: String
}

list Sizes {
    @xmlName("Size")
    member: Double
}

list Parts {
    member: Part
}

structure Part {
    name: String
    parts: Parts
}

map Attributes {
    @xmlName("Name")
    key: String

    @xmlName("Value")
    value: String
}

union Content {
    text: String
    data: Blob
}

@error("client")
@httpError(409)
@awsQueryError(code: "Depot.Full", httpResponseCode: 402)
structure Full {
    message: String

    @required
    left: Integer
}

@error("server")
structure Closed {
    message: String
}
