$version: "2"

metadata suppressions = [
    { id: "unresolved-use", namespace: "*" }
    { id: "default-in-union" namespace: "*"
]

namespace other

use example#City
use example#Street

union Place {
    city: City
    street: Street
    size: PrimitiveInteger
}
