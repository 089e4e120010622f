$version: "2"

namespace cases

use aws.protocols#awsJson1_1
use aws.protocols#awsQuery
use aws.protocols#restJson1

/// A document has no place for a stream of bytes.
@awsJson1_1
service Documents {
    version: "1"
    operations: [Send]
}

/// The protocol that clients speak has none, either, though another one has.
@awsJson1_1
@restJson1
service Both {
    version: "1"
    operations: [Send]
}

/// Events have no place in forms.
@awsQuery
service Forms {
    version: "1"
    operations: [Watch]
}

operation Watch {
    output := {
        events: Events
    }
}

@http(method: "POST", uri: "/send")
operation Send {
    input := {
        @required
        @httpPayload
        content: Content
    }
    output := {
        @httpPayload
        events: Events
    }
}

@streaming
blob Content

@streaming
union Events {
    received: Received
}

structure Received {}
