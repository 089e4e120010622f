$version: "2.0"

namespace example.pier

use alloy#discriminated
use alloy#jsonUnknown
use alloy#simpleRestJson

@simpleRestJson
service Pier {
    version: "1"
    operations: [
        NameBoat
    ]
}

@http(method: "POST", uri: "/name")
operation NameBoat {
    input := {
        @required
        @httpPayload
        name: String
    }

    output := {
        built: Timestamp
        cargo: Cargo
    }
}

@discriminated("kind")
union Cargo {
    crates: Crates

    @jsonUnknown
    other: Document
}

structure Crates {
    count: Integer
}
