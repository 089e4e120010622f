$version: "2.0"

namespace streams

use alloy#untagged
use weland.openapi#byMediaType
use weland.openapi#byStatus
use weland.openapi#content
use weland.openapi#exactlyOne
use weland.openapi#rest
use weland.openapi#sequence
use weland.openapi#status

@title("Streams")
@rest
service Streams {
    version: "1"
    operations: [
        Chat
        Data
        Events
        Plain
        Rows
    ]
}

@http(code: 200, method: "POST", uri: "/chat")
operation Chat {
    input: ChatInput
    output: ChatOutput
    errors: [
        DefaultError
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

@input
structure ChatInput {
    @httpPayload
    @required
    body: ChatRequestBody
}

@output
structure ChatOutput {
    @httpPayload
    @required
    body: ChatResponseBody
}

@byMediaType
union ChatRequestBody {
    @content("application/json")
    json: Delta

    @content("application/x-ndjson")
    @sequence("jsonLines")
    ndjson: DefaultErrorBody
}

@byStatus
union ChatResponseBody {
    /// All of it at once, or bit by bit.
    @status("200")
    ok: ChatResponseBodyOk

    /// Whatever comes.
    @content("text/event-stream")
    @sequence("serverSentEvents")
    @status("202")
    accepted: PlainResponseBody
}

@byMediaType
union ChatResponseBodyOk {
    @content("application/json")
    json: Delta

    @content("text/event-stream")
    @sequence("serverSentEvents")
    eventStream: DataResponseBody
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

/// Errors are no streams.
@error("server")
@status("default")
structure DefaultError {
    @httpPayload
    @content("application/jsonl")
    body: DefaultErrorBody

    @httpResponseCode
    @required
    statusCode: Integer
}

list DefaultErrorBody {
    member: Delta
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
    @sequence("serverSentEvents")
    body: PlainResponseBody
}

list PlainResponseBody {
    member: PlainResponseBodyEvent
}

structure PlainResponseBodyEvent {
    @required
    data: String

    event: String
    id: String
    retry: Long
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
    body: DefaultErrorBody
}

list RowsRequestBody {
    @length(max: 5)
    member: String
}
