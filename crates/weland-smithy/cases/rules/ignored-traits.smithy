$version: "2"
namespace example

@http(method: "POST", uri: "/right/{label}")
operation Right {
    input := {
        @required
        @httpLabel
        label: String

        @httpQuery("q")
        query: String

        @httpHeader("X-A")
        header: String

        @idempotencyToken
        token: String

        part: Part
    }

    output := {
        @httpResponseCode
        code: Integer

        @httpHeader("X-A")
        header: String
    }

    errors: [Wrong]
}

@error("client")
structure Wrong {
    @httpHeader("X-A")
    header: String

    @httpResponseCode
    code: Integer
}

structure Part {
    @httpHeader("X-A")
    header: String

    @httpPayload
    payload: String

    @idempotencyToken
    token: String
}

structure Unused {
    @httpQuery("q")
    query: String
}

@http(method: "POST", uri: "/both")
operation Both {
    input: Shared
    output: Shared
}

structure Shared with [Mixed] {
    @httpQuery("q")
    query: String
}

@mixin
structure Mixed {
    @idempotencyToken
    token: String
}

@http(method: "POST", uri: "/all")
operation All {
    input := {
        @httpQueryParams
        all: Texts

        @httpQuery("q")
        query: String

        @httpPrefixHeaders("")
        headers: Texts

        @httpHeader("X-A")
        header: String
    }
}

map Texts {
    key: String
    value: String
}
