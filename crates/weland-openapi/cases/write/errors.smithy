$version: "2.0"

namespace example.errors

use aws.protocols#restJson1

@restJson1
service Errors {
    version: "1"
    operations: [
        Read
        Write
    ]
    errors: [
        Throttled
        Broken
    ]
}

@readonly
@http(method: "GET", uri: "/")
operation Read {
    errors: [
        NotFound
        Throttled
    ]
}

@http(method: "POST", uri: "/")
operation Write {
    errors: [
        NotFound
        Gone
        Empty
        Locked
    ]
}

/// Too many requests.
@error("client")
@httpError(429)
@retryable(throttling: true)
structure Throttled {
    @httpHeader("Retry-After")
    @required
    retryAfter: Integer

    message: String
}

@error("server")
structure Broken {
    message: String
}

/// There is no such thing.
@error("client")
@httpError(404)
structure NotFound {
    @required
    message: String
}

@error("client")
@httpError(404)
structure Gone {
    @httpHeader("X-Since")
    @required
    since: String

    @required
    message: String

    where: String
}

@error("client")
@httpError(404)
structure Empty {}

@error("client")
@httpError(423)
structure Locked {
    @httpPayload
    owner: String
}
