$version: "2.0"

namespace example.streams

use aws.protocols#restJson1

@restJson1
service Streams {
    version: "1"
    operations: [
        Upload
        Watch
    ]
}

@http(method: "POST", uri: "/upload")
operation Upload {
    input := {
        @httpPayload
        @required
        body: Bytes
    }
}

@readonly
@http(method: "GET", uri: "/watch")
operation Watch {
    output := {
        @httpPayload
        events: Events
    }
}

@streaming
@requiresLength
blob Bytes

@streaming
union Events {
    tick: Tick
    end: Unit
}

structure Tick {
    @eventHeader
    number: Integer

    @eventPayload
    data: Blob
}
