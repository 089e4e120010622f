$version: "2"

namespace cases

use aws.auth#sigv4
use aws.protocols#httpChecksum
use aws.protocols#restJson1
use smithy.waiters#waitable

@restJson1
@sigv4(name: "signed")
service Traits {
    version: "1"
    operations: [Bindings, Unit, Pages]
    errors: [Common]
}

@http(method: "PUT", uri: "/{label}/{rest+}?fixed=1", code: 202)
@endpoint(hostPrefix: "{host}.")
@idempotent
operation Bindings {
    input := {
        @required
        @httpLabel
        label: Constrained

        @required
        @httpLabel
        rest: String

        @required
        @hostLabel
        host: String

        @httpQuery("q")
        query: String

        @httpQueryParams
        params: StringMap

        @httpHeader("X-H")
        header: Time

        @httpPrefixHeaders("X-P-")
        prefix: StringMap

        @length(max: 3)
        @jsonName("renamed")
        body: Constrained

        @idempotencyToken
        token: String

        default: Integer = 5

        @required
        required: Tree
    }
    output := {
        @httpResponseCode
        status: Integer

        @httpPayload
        events: Events
    }
    errors: [Own]
}

@http(method: "GET", uri: "/unit")
@readonly
@requestCompression(encodings: ["gzip", "br"])
@httpChecksumRequired
operation Unit {
    output := {
        choice: Choice
    }
}

@http(method: "GET", uri: "/pages")
@httpChecksum(
    requestAlgorithmMember: "algorithm"
    requestChecksumRequired: true
    requestValidationModeMember: "mode"
    responseAlgorithms: ["CRC32", "SHA1"]
)
@paginated(inputToken: "token", outputToken: "page.next", pageSize: "size", items: "page.items")
@readonly
@waitable(
    Ready: {
        acceptors: [
            { state: "success", matcher: { success: true } }
            { state: "failure", matcher: { errorType: Common } }
            { state: "retry", matcher: { output: { path: "page.next", expected: "x", comparator: "stringEquals" } } }
            { state: "success", matcher: { inputOutput: { path: "input.token != output.page.next", expected: "true", comparator: "booleanEquals" } } }
        ]
    }
)
operation Pages {
    input := {
        @httpQuery("token")
        token: String

        @httpQuery("size")
        size: Integer

        @httpHeader("x-algorithm")
        algorithm: Algorithm

        @httpQuery("mode")
        mode: Mode = "ENABLED"
    }
    output := {
        page: Page
    }
}

enum Mode {
    ENABLED
}

enum Algorithm {
    CRC32
    SHA1
}

structure Page {
    next: String
    unnamed: Unnamed
    named: Named
    items: Sparse
}

@length(min: 1)
@pattern("^a+$")
string Constrained

@timestampFormat("date-time")
timestamp Time

map StringMap {
    key: String
    value: String
}

@sparse
@length(max: 10)
list Sparse {
    @length(max: 2)
    member: Constrained
}

structure Tree {
    left: Tree
    children: Trees
    leaf: Leaf
}

list Trees {
    member: Tree
}

@sensitive
string Leaf

union Choice {
    nothing: smithy.api#Unit
    tree: Tree
    big: Big
    bigger: Bigger
}

@range(min: -99999999999999999999, max: 1.10)
bigDecimal Bigger

@range(min: -0.5, max: 9)
bigDecimal Big

@streaming
union Events {
    one: Event
    failed: Own
}

structure Event {
    @eventHeader
    kind: Kind

    @eventPayload
    payload: Bytes
}

@mediaType("image/png")
blob Bytes

enum Kind {
    A

    @internal
    B = "b"
}

@enum([{ value: "x y", tags: ["internal"] }, { value: "z" }])
string Unnamed

@enum([{ value: "x y", name: "XY" }, { value: "z", name: "Z", tags: ["internal"], deprecated: true }])
string Named

@error("server")
@retryable(throttling: true)
@httpError(503)
structure Common {
    message: String
}

@error("client")
structure Own {
    @httpHeader("X-Reason")
    reason: Reason
}

intEnum Reason {
    NONE = 0
}
