$version: "2"

namespace obstacles.second

use aws.protocols#restJson1

/// The other; it has no operations in common with the first but one.
@restJson1
service Second {
    version: "1"
    operations: [Two]
}

/// Without operations.
@restJson1
service Third { version: "" }

@http(method: "GET", uri: "/two")
@readonly
operation Two { output := { shared: Shared, list: SharedList } }
structure Shared { number: Integer }
list SharedList { member: Shared }
