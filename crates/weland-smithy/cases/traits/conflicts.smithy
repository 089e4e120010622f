$version: "2.0"
namespace example

@readonly
@idempotent
operation Run {
    input := {
        @httpPayload
        a: String
        @httpPayload
        b: String
    }
}

/// One
@documentation("Two")
string Twice

@tags(["a"])
@tags(["b"])
string Joined

@deprecated
@deprecated
string Equal

structure Streams {
    a: Bytes
    b: Bytes
}

@streaming
blob Bytes
