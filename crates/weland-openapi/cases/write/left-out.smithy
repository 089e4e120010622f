$version: "2.0"

namespace example.left

use smithy.protocols#rpcv2Cbor

@rpcv2Cbor
@cors
@paginated(inputToken: "token", outputToken: "token")
service Left {
    version: "1"
    resources: [
        Item
    ]
    operations: [
        NoBinding
    ]
}

resource Item {
    identifiers: {
        id: String
    }
    list: ListItems
    create: CreateItem
}

@readonly
@paginated(items: "items")
@http(method: "GET", uri: "/items")
operation ListItems {
    input := {
        @httpQuery("token")
        token: String
    }

    output := {
        token: String
        items: Items
    }
}

@idempotent
@http(method: "POST", uri: "/items")
@endpoint(hostPrefix: "create.")
@httpChecksumRequired
operation CreateItem {
    input := {
        @idempotencyToken
        token: String

        @note
        secret: Secret
    }
}

/// Not in this document.
operation NoBinding {}

list Items {
    member: String
}

@sensitive
structure Secret {
    @recommended
    name: String
}

@trait
structure note {}
