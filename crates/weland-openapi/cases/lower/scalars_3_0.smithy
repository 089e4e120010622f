$version: "2.0"

namespace scalars

use alloy#nullable
use weland.openapi#exclusiveMaximum
use weland.openapi#exclusiveMinimum
use weland.openapi#rest

@title("Scalars")
@rest
service Scalars {
    version: "1"
}

structure Bounds {
    @exclusiveMinimum(1)
    above: Long

    @nullable
    around: Kind

    @exclusiveMaximum(9.5)
    below: Double

    /// Null is none of the values.
    excluded: BoundsExcluded

    @range(min: 1)
    from: Long

    @length(min: 5)
    impossible: String

    @nullable
    included: BoundsExcluded

    @nullable
    maybe: String

    sibling: Named

    /// Anything.
    @nullable
    @required
    untyped: Document

    /// A named one or null.
    @nullable
    wrapped: Named

    wrongEnum: BoundsWrongEnum
}

enum BoundsExcluded {
    A = "a"
    B = "b"
}

enum BoundsWrongEnum {
    A = "a"
}

enum Kind {
    X = "x"
    Y = "y"
}

structure Named {
    name: String
}
