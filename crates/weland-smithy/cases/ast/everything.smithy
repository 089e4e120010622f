$version: "2.0"
$operationInputSuffix: "Request"

metadata names = ["b", "a"]
metadata owner = { name: "x", id: String }

namespace example

use aws.protocols#restJson1

/// A service
/// of two lines.
@restJson1
service Server with [Base] {
    version: "2"
    operations: [Walk, Run]
    resources: [Thing]
    rename: { "example#Point": "Place" }
}

@mixin
service Base {
    version: "1"
    errors: [Failure]
}

resource Thing {
    identifiers: { id: String }
    properties: { size: Integer }
    read: GetThing
}

@readonly
@http(method: "GET", uri: "/things/{id}")
operation GetThing {
    input := for Thing {
        @required
        @httpLabel
        $id
    }
    output := for Thing with [Sized] {
        @required
        $size
        @notProperty
        points: Points = []
    }
}

@mixin
structure Sized {
    /// How large
    size: Integer
    kind: Kind = "small"
}

apply GetThingOutput$kind @deprecated(since: "now")
apply GetThingOutput$kind @notProperty

@http(method: "POST", uri: "/run")
operation Run {}

@http(method: "POST", uri: "/walk", code: 201)
operation Walk {
    errors: [Failure]
}

@error("client")
structure Failure {
    message: String
}

enum Kind {
    SMALL = "small"
    LARGE
}

intEnum Level {
    LOW = 1
    HIGH = 2
}

list Points { member: Point }

map PointsByName {
    @length(min: 1)
    key: String
    value: Points
}

structure Point {
    x: Double = 0.50
    y: Double = 1e3
    level: Level = 1
}

union Either {
    text: String
    nothing: Unit
}

@pattern("^\\d+\"$")
string Digits
