$version: "1.0"

namespace example

union Size {
    @box
    small: PrimitiveInteger
    large: Integer
    huge: BigInteger
}
