$version: "2.0"

metadata suppressions = [{ id: "A", namespace: "example", reason: "of a long story, which is told at length so that it takes more than one line" }]
metadata owner = "x"

namespace example

use aws.api#controlPlane

@controlPlane
service Shop with [Base] {
    version: "2"
    operations: [Walk]
    resources: [Thing]
    rename: { "smithy.api#String": "Text" }
}

@mixin
service Base {
    version: "1"
    errors: [Failure]
}

resource Thing {
    identifiers: { id: String }
    properties: { size: Integer, if: Boolean }
    read: GetThing
    collectionOperations: [Sweep]
}

@readonly
operation GetThing {
    input := for Thing with [Sized] {
        @required
        $id
        $size = 3
        $if
    }
}

operation Sweep with [Fails] {}
operation Walk {}

@mixin
operation Fails {
    errors: [Failure]
}

apply GetThingInput$kind @notProperty

@mixin(localTraits: [sensitive])
@sensitive
structure Sized {
    /// The size.
    @range(min: 1)
    size: Integer
    kind: Kind
}

/// Sized, and more.
@references([{ resource: Thing, ids: { id: "name" } }])
structure Big with [Sized] {
    /// The name
    /// of it.
    name: String
    @tags(["a", "b"])
    $kind = "large"
}

apply Big$size {
    @documentation("Another size. ")
    @range(min: 2, max: 3)
}

apply aws.protocols#StringList @tags(["shared"])
apply aws.api#service @tags(["nothing"])
apply aws.api#data$CUSTOMER_CONTENT @deprecated
apply aws.api#data$CUSTOMER_ACCOUNT_INFORMATION {
    @deprecated
    @tags(["x"])
}

@mixin
enum Kind1 {
    SMALL = "small"
}

enum Kind with [Kind1] {
    LARGE = "large"

    /// Its name.
    OTHER
}

apply Kind$SMALL @documentation("The small one.")

intEnum Level {
    LOW = -1
    HIGH = 2
}

list Names with [Some] {}

@mixin
list Some {
    @length(max: 3)
    member: String
}

@error("client")
structure Failure {}

@mixin
string Base64

string Text with [Base64]
