$version: "2.0"
namespace example

use aws.protocols#restJson1

@restJson1
service Server {
    operations: [Put, Unbound]
    resources: [Thing]
}

resource Thing {
    operations: [AlsoUnbound]
}

@http(method: "PUT", uri: "/")
operation Put {
    input := {
        @httpPayload
        body: Blob
        @httpHeader("X-A")
        a: String
        @httpHeader("x-a")
        b: String
        @httpQuery("q")
        c: String
        @httpQuery("q")
        d: String
        lost: String
    }
    output := {
        @httpPayload
        body: Blob
        lost: String
    }
}

operation Unbound {}

operation AlsoUnbound {}
