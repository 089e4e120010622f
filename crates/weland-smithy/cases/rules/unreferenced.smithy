$version: "2"

metadata validators = [
    { name: "UnreferencedShape" }
    {
        name: "UnreferencedShape"
        id: "NotShown"
        severity: "WARNING"
        selector: "string"
        configuration: { rootShapeSelector: "[trait|example#shown]" }
    }
    { name: "UnreferencedShape", namespaces: ["elsewhere"] }
]

namespace example

/// A trait is no shape that something has to refer to, and neither is what it is made of.
@trait
structure shown {
    kind: Kind
}

@trait
structure seeAlso {
    @idRef
    shape: String
}

enum Kind {
    LARGE
    SMALL
}

service CityHall {
    operations: [GetCity]
}

@readonly
operation GetCity {
    input := {
        name: Name
    }
}

@seeAlso(shape: Hint)
string Name

string Hint

string Lost

@suppress(["UnreferencedShape", "NotShown"])
string KnownAsLost

@shown
structure Picture {
    title: Title
}

string Title
