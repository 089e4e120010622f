$version: "2.0"

namespace streams

use alloy#untagged
use weland.openapi#content
use weland.openapi#exactlyOne
use weland.openapi#rest
use weland.openapi#sequence

@title("Streams")
@rest
service Streams {
    version: "1"
    operations: [
        Data
        Events
        Plain
        Rows
    ]
}

@http(code: 200, method: "GET", uri: "/data")
@readonly
operation Data {
    output: DataOutput
}

@http(code: 200, method: "GET", uri: "/events")
@readonly
operation Events {
    output: EventsOutput
}

@http(code: 200, method: "GET", uri: "/plain")
@readonly
operation Plain {
    output: PlainOutput
}

@http(code: 200, method: "POST", uri: "/rows")
operation Rows {
    input: RowsInput
    output: RowsOutput
}

/// Events whose data is described.
@output
structure DataOutput {
    @httpPayload
    @required
    @content("text/event-stream")
    @sequence("serverSentEvents")
    body: DataResponseBody
}

list DataResponseBody {
    member: DataResponseBodyEvent
}

structure DataResponseBodyEvent {
    @required
    @content("application/json")
    data: Delta

    event: String
    id: String
    retry: Long
}

structure Delta {
    @required
    text: String
}

structure DeltaEvent {
    @required
    @content("application/json")
    data: Delta

    @required
    event: DeltaEventEvent
}

enum DeltaEventEvent {
    DELTA = "delta"
}

/// Events.
@output
structure EventsOutput {
    @httpPayload
    @required
    @content("text/event-stream")
    @sequence("serverSentEvents")
    body: EventsResponseBody
}

list EventsResponseBody {
    member: EventsResponseBodyItem
}

@untagged
@exactlyOne
union EventsResponseBodyItem {
    deltaEvent: DeltaEvent
    done: EventsResponseBodyItemDONE
}

structure EventsResponseBodyItemDONE {
    @required
    data: EventsResponseBodyItemDONEData

    @required
    event: EventsResponseBodyItemDONEEvent
}

enum EventsResponseBodyItemDONEData {
    DONE = "[DONE]"
}

enum EventsResponseBodyItemDONEEvent {
    DONE = "done"
}

/// A text.
@output
structure PlainOutput {
    @httpPayload
    @required
    @content("text/event-stream")
    body: String
}

@input
structure RowsInput {
    @httpPayload
    @content("application/jsonl")
    @sequence("jsonLines")
    body: RowsRequestBody
}

/// Rows.
@output
structure RowsOutput {
    @httpPayload
    @required
    @content("application/json-seq")
    @sequence("jsonSequence")
    body: RowsResponseBody
}

list RowsRequestBody {
    @length(max: 5)
    member: String
}

list RowsResponseBody {
    member: Delta
}
