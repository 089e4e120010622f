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

    @exclusiveMaximum(9.5)
    below: Double

    @range(min: 1)
    from: Long

    @length(min: 5)
    impossible: String

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

enum BoundsWrongEnum {
    A = "a"
}

structure Named {
    name: String
}
