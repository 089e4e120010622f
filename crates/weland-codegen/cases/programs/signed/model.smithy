$version: "2"

namespace cases.signed

use aws.auth#sigv4
use aws.protocols#awsJson1_0
use aws.protocols#restJson1

/// A safe that opens to those who sign.
@awsJson1_0
@restJson1
@sigv4(name: "safe")
service Safe {
    version: "1"
    operations: [
        Look
        Store
    ]
}

@readonly
@http(method: "GET", uri: "/items/{name}")
operation Look {
    input := {
        @required
        @httpLabel
        name: String

        @httpQuery("words")
        words: Words

        @httpHeader("X-Amz-Note")
        note: String
    }

    output := {
        @required
        signer: String
    }
}

@requestCompression(encodings: ["gzip"])
@http(method: "POST", uri: "/items/{name}")
operation Store {
    input := {
        @required
        @httpLabel
        name: String

        @required
        text: String
    }
}

list Words {
    member: String
}
