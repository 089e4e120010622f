$version: "2.0"

namespace api

use alloy#nullable
use weland.openapi#rest

@title("")
@rest
service Api {
    version: "1"
    operations: [
        GetA
    ]
}

@http(code: 200, method: "GET", uri: "/a")
@readonly
operation GetA {
    errors: [
        NotFound
    ]
}

document Itself

/// Not there.
@error("client")
@httpError(404)
structure NotFound {}

structure Uses {
    @nullable
    @required
    a: Document

    b: Document

    @nullable
    c: Document

    d: Document

    @nullable
    @jsonName("1")
    @required
    n1: Document
}

enum WrongKinds {
    X = "x"
}
