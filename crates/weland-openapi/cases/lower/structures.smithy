$version: "2.0"

namespace structures

use alloy#nullable
use weland.openapi#additionalProperties
use weland.openapi#closed
use weland.openapi#patternProperties
use weland.openapi#prefixItems
use weland.openapi#propertyCount
use weland.openapi#rest
use weland.openapi#values

@title("Structures")
@rest
service Structures {
    version: "1"
}

list Children {
    member: Node
}

@closed
structure Closed {
    a: String
}

structure Demanding {
    @required
    a: String

    @required
    b: Long

    @required
    c: Long

    @additionalProperties
    additionalProperties: DemandingAdditionalProperties
}

map DemandingAdditionalProperties {
    key: String
    value: Long
}

@propertyCount(min: 1, max: 5)
structure Inline {
    /// Where it is.
    address: InlineAddress

    anything: LostA
    doubles: InlineDoubles
    free: InlineFree
    list: InlineList
    map: InlineMap
    sparse: InlineSparse
}

structure InlineAddress {
    geo: InlineAddressGeo
    street: String
}

structure InlineAddressGeo {
    lat: Double
}

@uniqueItems
list InlineDoubles {
    member: Double
}

map InlineFree {
    key: String
    value: Document
}

@length(min: 1)
@uniqueItems
list InlineList {
    member: InlineListItem
}

/// One of them.
structure InlineListItem {
    a: String
}

@length(max: 3)
map InlineMap {
    key: String

    @range(min: 1)
    value: Long
}

@sparse
map InlineSparse {
    key: String
    value: String
}

map Keys {
    @length(max: 5)
    @pattern("^[a-z]+$")
    key: String

    value: String
}

structure KeysToo {
    a: String
}

structure Lost {
    a: LostA
}

list LostA {
    member: Document
}

structure Misspelt {
    items: String

    @nullable
    @required
    other: Document

    total: Long

    @nullable
    @required
    totl: Document
}

structure Never {
    @values
    a: Document
}

structure Node {
    children: NodeChildren
    parent: Node
}

list NodeChildren {
    member: Node
}

structure Open {
    a: String
    additionalProperties: String

    @additionalProperties
    additionalProperties2: InlineFree
}

@patternProperties([
    {
        pattern: "^n"
        target: "structures#PatternsPatternValue"
    }
    {
        pattern: "^x-"
        target: "smithy.api#Document"
    }
])
map Patterns {
    key: String

    @values
    value: Document
}

@range(min: 0)
long PatternsPatternValue

@patternProperties([
    {
        pattern: "^n"
        target: "smithy.api#Long"
    }
])
structure PatternsToo {
    a: String

    @additionalProperties
    additionalProperties: InlineFree
}

@length(min: 3)
@prefixItems(["smithy.api#Double", "structures#TupleItem2", "structures#Closed"])
list Tuple {
    @values
    member: Document
}

@length(max: 3)
string TupleItem2

structure Typed {
    a: Long

    @additionalProperties
    additionalProperties: TypedAdditionalProperties
}

map TypedAdditionalProperties {
    key: String

    @length(max: 3)
    value: String
}

structure Untyped {
    a: UntypedA
}

list UntypedA {
    @length(min: 1)
    member: String
}

structure UsesAliases {
    a: Node

    @nullable
    b: Node

    c: Children
}
