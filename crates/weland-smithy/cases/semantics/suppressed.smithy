$version: "2.0"

metadata suppressions = [
    { id: "status-code", namespace: "example" }
]

namespace example

@suppress(["unresolved-trait"])
@unknownToUs
string Suppressed

@unknownToUs
string Seen

structure Members {
    @suppress(["unresolved-trait"])
    @unknownToUs
    a: String
    @unknownToUs
    b: String
}

@error("client")
@httpError(500)
structure Code {}

// errors can't be suppressed
@suppress(["unresolved-target"])
structure Broken { a: Nothing }
