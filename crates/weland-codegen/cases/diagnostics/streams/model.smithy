$version: "2"

namespace cases

use aws.protocols#restJson1
use smithy.waiters#waitable

/// What is sent as a stream cannot be sent again, for another page or another try of a waiter.
@restJson1
service Streams {
    version: "1"
    operations: [Send]
}

@http(method: "POST", uri: "/send")
@paginated(inputToken: "token", outputToken: "token", items: "items")
@waitable(Sent: { acceptors: [{ state: "success", matcher: { success: true } }] })
operation Send {
    input := {
        @httpHeader("X-Token")
        token: String

        @required
        @httpPayload
        content: Content
    }
    output := {
        token: String
        items: Items
    }
}

@streaming
blob Content

list Items {
    member: String
}
