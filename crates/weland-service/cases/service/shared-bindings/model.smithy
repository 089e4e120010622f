$version: "2"

namespace cases

use aws.protocols#restJson1

@restJson1
service Shared {
    version: "1"
    operations: [Put, Get]
}

/// Its input is its output, too: as an output, which gets a shape of its own, the label is a member of the body.
@http(method: "PUT", uri: "/things/{name}")
@idempotent
operation Put {
    input: Thing
    output: Thing
}

structure Thing {
    @required
    @httpLabel
    name: String
}

/// The same header in both directions is fine.
@http(method: "POST", uri: "/things")
operation Get {
    input: Fine
    output: Fine
}

structure Fine {
    @httpHeader("X-Fine")
    fine: String
}
