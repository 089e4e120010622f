$version: "2"

namespace cases

use aws.protocols#restJson1

@restJson1
service Ignored {
    version: "1"
    operations: [Prefixed, Checked]
}

@endpoint(hostPrefix: "data.")
@http(method: "POST", uri: "/prefixed")
operation Prefixed {}

@httpChecksumRequired
@http(method: "POST", uri: "/checked")
operation Checked {
    input := {
        text: String
    }
}
