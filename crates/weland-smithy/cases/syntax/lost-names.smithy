$version: "2"

namespace example

@mixin
structure Named {}

structure City with [Named {
    name: String
}

strcture Street {
    name: String
}

structure Mayor { name: String } structure Deputy { name: String }

operation GetCity {
    input := {
        name
    }
    output := {
        city: City
    }
}

union Place {
    city: City
    street: Street
    deputy: Deputy
    input: GetCityInput
    output: GetCityOutput
    unknown: Strete
}

@suffix
structure Plan with [Kept] {
    $kept
    $other
}

apply Deputy @documentation("Stands in for the mayor.")

apply Deputy$name @documentation("What people call them.")

@mixin
structure Kept
    kept: String
}

@trait
structure suffix { unclosed: String

resource Bridge {
    identifiers: { id: Id
    read: GetBridge
}

string Id

@readonly
operation GetBridge {
    input := for Bridge {
        @required
        $id
    }
}

@lostAuth
@auth([lostAuth])
service Bureau {}

@trait
@authDefinition
structre lostAuth {}
