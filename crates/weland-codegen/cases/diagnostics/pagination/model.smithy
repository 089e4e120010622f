$version: "2"

namespace cases

use aws.protocols#restJson1

@restJson1
service Pages {
    version: "1"
    operations: [ByKey, ByNull]
}

/// A token that is a map cannot be carried from page to page as text.
@http(method: "POST", uri: "/by-key")
@paginated(inputToken: "startKey", outputToken: "lastKey", items: "items")
operation ByKey {
    input := {
        startKey: Key
    }
    output := {
        lastKey: Key
        items: Items
    }
}

map Key {
    key: String
    value: String
}

/// Of a token that may be absent and may be null, `None` would be two things.
@http(method: "POST", uri: "/by-null")
@paginated(inputToken: "token", outputToken: "next", items: "items")
operation ByNull {
    input := {
        token: String
    }
    output := {
        @alloy#nullable
        next: String
        items: Items
    }
}

list Items {
    member: String
}
