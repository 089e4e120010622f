$version: "2"

namespace cases

use aws.protocols#restJson1
use cases.other#Other

/// Operations are found through resources, shapes of other namespaces are renamed, and what nothing reaches is left out.
@restJson1
service Resources {
    version: "1"
    resources: [House]
    rename: { "cases.other#Room": "OtherRoom" }
}

resource House {
    identifiers: { house: String }
    read: GetHouse
    list: ListHouses
    operations: [Paint]
    collectionOperations: [CountHouses]
    resources: [Room]
}

resource Room {
    identifiers: { house: String, room: String }
    delete: DeleteRoom
}

@readonly
@http(method: "GET", uri: "/houses/{house}")
operation GetHouse {
    input := for House {
        @required
        @httpLabel
        $house
    }
    output := with [Named] {
        other: Other
    }
}

@mixin
structure Named {
    @required
    name: String
}

@readonly
@http(method: "GET", uri: "/houses")
operation ListHouses {
    output := {
        @required
        houses: Houses
    }
}

list Houses {
    member: HouseSummary
}

structure HouseSummary with [Named] {}

@http(method: "POST", uri: "/houses/{house}/paint")
operation Paint {
    input := for House {
        @required
        @httpLabel
        $house
    }
}

@readonly
@http(method: "GET", uri: "/count")
operation CountHouses {}

@idempotent
@http(method: "DELETE", uri: "/houses/{house}/rooms/{room}")
operation DeleteRoom {
    input := for Room {
        @required
        @httpLabel
        $house

        @required
        @httpLabel
        $room
    }
}

structure NotReached {}
