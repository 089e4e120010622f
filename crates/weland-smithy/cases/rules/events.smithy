$version: "2"
namespace example

@streaming
union Events {
    right: Right
    missing: Missing
    several: Several
}

structure Right {
    @eventHeader
    a: String

    @eventPayload
    b: Blob
}

structure Missing {
    a: String

    @eventPayload
    b: Blob
}

structure Several {
    @eventPayload
    a: Blob

    @eventPayload
    b: Blob
}
