$version: "2.0"

namespace all_of

use weland.openapi#additionalProperties
use weland.openapi#allOf
use weland.openapi#closed
use weland.openapi#rest
use weland.openapi#values

@title("All of")
@rest
service AllOf {
    version: "1"
}

structure Base {
    /// The id.
    @required
    id: String

    @length(max: 10)
    kind: String

    @additionalProperties
    additionalProperties: BaseAdditionalProperties
}

map BaseAdditionalProperties {
    key: String
    value: Document
}

structure Both {
    a: String
    b: String
    child: BothChild
}

structure BothChild {
    a: String
    b: String
    child: BothChild
}

structure ChildA {
    a: String
    child: ChildA
}

structure ChildB {
    b: String
    child: ChildB
}

@closed
structure ClosedBase {
    a: String
}

@values
document Contradiction

structure Cyclic {
    a: String
}

@allOf(["all_of#ExtendsClosedPart"])
@closed
structure ExtendsClosed {
    a: String
    b: String
}

@closed
structure ExtendsClosedPart {
    a: String
}

/// At the end.
structure Leaf {
    /// The id.
    @required
    id: String

    @required
    kind: LeafKind

    @required
    leaf: Boolean

    middle: Long

    @additionalProperties
    additionalProperties: BaseAdditionalProperties
}

@length(min: 2, max: 10)
enum LeafKind {
    LEAF = "leaf"
    TREE = "tree"
}

/// In the middle.
structure Middle {
    /// The id.
    @required
    id: String

    @length(max: 10)
    kind: String

    middle: Long

    @additionalProperties
    additionalProperties: BaseAdditionalProperties
}

@length(min: 1)
string Name

structure Name2 {
    a: String
}

structure Recursive {
    child: Recursive

    /// The id.
    @required
    id: String

    @length(max: 10)
    kind: String

    @additionalProperties
    additionalProperties: BaseAdditionalProperties
}

/// The same under another name.
structure Renamed {
    /// The id.
    @required
    id: String

    @length(max: 10)
    kind: String

    @additionalProperties
    additionalProperties: BaseAdditionalProperties
}

structure Siblings {
    /// A name.
    described: Name

    @range(min: 3)
    narrowed: Long

    @pattern("^(?=[\\s\\S]*?(?:a))(?=[\\s\\S]*?(?:b))")
    patterns: String

    plain: Name

    @length(min: 1, max: 5)
    shorter: String
}

@closed
structure Unevaluated {
    a: String
    b: String
}
