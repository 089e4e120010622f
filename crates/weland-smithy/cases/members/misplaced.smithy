$version: "2"

namespace example

@mixin
structure Named {
    name: String
}

@mixin
operation Base {}

@trait
structure marked {}

structure City with [Named] {
    nothing: Unit
    named: Named
    mark: marked
}

list Nothings {
    member: Unit
}

map NothingByName {
    key: String
    value: Unit
}

union Choice {
    nothing: Unit
    mark: marked
}

enum Size {
    SMALL
}

intEnum Level {
    LOW = 1
}

resource Place {
    properties: { nothing: Unit }
    operations: [Base]
}

operation GetCity {
    input: Unit
    output: Unit
    errors: [Named]
}
