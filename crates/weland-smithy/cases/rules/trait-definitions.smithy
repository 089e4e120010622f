$version: "2"

namespace example

@trait(
    breakingChanges: [
        { change: "any" }
        { path: "", change: "presence" }
        { path: "/parts/member/size", change: "update" }
        { path: "/by~1name/value", change: "update" }
        { path: "/parts/size", change: "update" }
        { path: "/kind/size", change: "update" }
        { path: "parts", change: "update" }
    ]
)
@traitValidators(
    "example.Valid": { selector: "*", severity: "NOTE" }
    "_valid": { selector: "*", severity: "NOTE" }
    "example.": { selector: "*" }
    "1": { selector: "*" }
    "_": { selector: "*" }
)
structure plan {
    parts: Parts
    kind: String
}

list Parts {
    member: Part
}

structure Part {
    size: Integer
}
