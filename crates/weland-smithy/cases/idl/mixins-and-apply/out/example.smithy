$version: "2.0"

namespace example

use aws.api#controlPlane

@mixin
service Base {
    version: "1"
    errors: [
        Failure
    ]
}

@controlPlane
service Shop with [Base] {
    version: "2"
    operations: [
        Walk
    ]
    resources: [
        Thing
    ]
    rename: {
        "smithy.api#String": "Text"
    }
}

resource Thing {
    identifiers: {
        id: String
    }
    properties: {
        size: Integer
        if: Boolean
    }
    read: GetThing
    collectionOperations: [
        Sweep
    ]
}

@mixin
operation Fails {
    errors: [
        Failure
    ]
}

@readonly
operation GetThing {
    input: GetThingInput
}

operation Sweep with [Fails] {}

operation Walk {}

@mixin
string Base64

/// Sized, and more.
@references([
    {
        resource: "example#Thing"
        ids: { id: "name" }
    }
])
structure Big with [Sized] {
    /// The name
    /// of it.
    name: String
}

apply Big$size {
    @documentation("Another size. ")
    @range(min: 2, max: 3)
}

apply Big$kind {
    @default("large")
    @tags(["a", "b"])
}

@error("client")
structure Failure {}

@input
structure GetThingInput with [Sized] {
    @required
    id: String

    if: Boolean
}

apply GetThingInput$size @default(3)

apply GetThingInput$kind @notProperty

enum Kind with [Kind1] {
    LARGE = "large"

    /// Its name.
    OTHER
}

apply Kind$SMALL @documentation("The small one.")

@mixin
enum Kind1 {
    SMALL = "small"
}

intEnum Level {
    LOW = -1
    HIGH = 2
}

list Names with [Some] {}

@mixin(
    localTraits: ["smithy.api#sensitive"]
)
@sensitive
structure Sized {
    /// The size.
    @range(min: 1)
    size: Integer

    kind: Kind
}

@mixin
list Some {
    @length(max: 3)
    member: String
}

string Text with [Base64]
