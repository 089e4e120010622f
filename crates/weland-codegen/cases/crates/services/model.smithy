$version: "2"

namespace obstacles.first

use aws.protocols#restJson1
use obstacles.second#Two

/// One of two services of a model.
@restJson1
service First {
    version: "1"
    operations: [One, Two]
    rename: { "obstacles.second#Shared": "SecondShared" }
}

@http(method: "POST", uri: "/one")
operation One { input := { shared: Shared }, output := { text: String } }
structure Shared { text: String }
