$version: "2"

namespace obstacles.bindings

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1
use smithy.waiters#waitable

/// Where members stand in HTTP messages; streams, events, pages, waiters.
@restJson1
@sigv4(name: "bindings")
@service(sdkId: "HTTP Bindings", endpointPrefix: "bindings.example")
@title("Example \"HTTP\" Bindings\n[draft] <T> \\ `")
@paginated(inputToken: "token", outputToken: "Result.NextToken", pageSize: "size")
service Bindings {
    version: "2024-06-01"
    operations: [
        Everywhere, NoInput, NoOutput, Nothing, Upload, Download, Talk, Listen, Send, Payloads, TextPayload, Pages
        MapPages, OutputPages, DocumentPayload, UnionPayload, EnumPayload, Shared, SharedAgain, Token, Old
        RequiredPages, BlobPayload, Greedy, UploadFinite
    ]
    errors: [Common]
}

@error("server")
@httpError(503)
@retryable
structure Common { @httpHeader("Retry-After") after: Integer, message: String }

@http(method: "PUT", uri: "/{a}/{b}/{c}?fixed&literal=x%20y", code: 201)
@endpoint(hostPrefix: "{host}.")
@idempotent
operation Everywhere { input: EverywhereInput, output: EverywhereOutput, errors: [Detailed] }
structure EverywhereInput {
    @required @httpLabel a: String
    @required @httpLabel b: Kind
    @required @httpLabel @timestampFormat("date-time") c: Timestamp
    @required @hostLabel host: String
    @httpQuery("q") query: String
    @httpQuery("list") list: Strings
    @httpQuery("numbers") numbers: Integers
    @httpQuery("time") time: Timestamp
    @httpQueryParams params: Params
    @httpHeader("X-Text") header: String
    @httpHeader("X-List") headerList: Strings
    @httpHeader("X-Time") headerTime: Timestamp
    @httpHeader("X-Flag") flag: Boolean = true
    @httpPrefixHeaders("X-Meta-") meta: Headers
    body: String
    @jsonName("renamed") other: String
}
structure EverywhereOutput {
    @httpResponseCode status: Integer
    @httpHeader("X-Kind") kind: Kind
    @httpPrefixHeaders("") all: Headers
    @httpPayload payload: Inner
}
@error("client")
@httpError(409)
structure Detailed {
    @httpHeader("Detail") detail: String
    @httpPrefixHeaders("X-") more: Headers
    inner: Inner
}
structure Inner { text: String }
enum Kind { A, B }
list Strings { member: String }
list Integers { member: Integer }
map Params { key: String, value: Strings }
map Headers { key: String, value: String }

@http(method: "GET", uri: "/no-input")
@readonly
operation NoInput {
    output := {
        @httpResponseCode status: Integer = 0
        text: String
    }
}

@http(method: "POST", uri: "/no-output")
operation NoOutput { input := { text: String } }

@http(method: "POST", uri: "/nothing")
operation Nothing { input: Unit, output: Unit }

@streaming
blob Stream

@streaming
@requiresLength
blob Finite

@http(method: "POST", uri: "/finite")
operation UploadFinite { input := { @required @httpPayload content: Finite } }

@http(method: "POST", uri: "/upload/{name}")
operation Upload {
    input := { @required @httpLabel name: String, @required @httpPayload content: Stream, @httpHeader("Content-Length") length: Long }
    output := { text: String }
}

@http(method: "GET", uri: "/download")
@readonly
@waitable(
    DownloadReady: { documentation: "Waits for `it`.", minDelay: 1, maxDelay: 4, acceptors: [{ state: "success", matcher: { success: true } }, { state: "retry", matcher: { errorType: Common } }] }
)
operation Download {
    output := {
        @httpPayload content: Stream = ""
        @httpHeader("Content-Type") type: String
    }
}

@streaming
union EventsOut { text: TextEvent, bytes: BytesEvent, structured: StructuredEvent, failure: Detailed, failed: EventError }
structure TextEvent { @eventPayload text: String, @eventHeader kind: Kind, @eventHeader at: Timestamp }
structure BytesEvent { @eventPayload bytes: Blob }
structure StructuredEvent { @eventPayload inner: Inner }
@error("client")
structure EventError { message: String }
@streaming
union EventsIn { say: TextEvent, wave: Wave }
structure Wave { hand: String }

@http(method: "POST", uri: "/talk")
operation Talk {
    input := { @httpHeader("X-Room") room: String, @required @httpPayload events: EventsIn }
    output := { @httpPayload events: EventsOut }
    errors: [EventError]
}

@http(method: "GET", uri: "/listen")
@readonly
operation Listen { output := { @httpPayload events: EventsOut } }

@http(method: "POST", uri: "/send")
operation Send { input := { @httpPayload events: EventsIn } }

@http(method: "POST", uri: "/payloads")
operation Payloads { input := { @required @httpPayload inner: Inner }, output := { @httpPayload inner: Inner } }

@http(method: "POST", uri: "/text")
operation TextPayload { input := { @httpPayload text: String }, output := { @httpPayload text: Json } }
@mediaType("application/json")
string Json

@http(method: "POST", uri: "/document")
operation DocumentPayload { input := { @httpPayload document: Document }, output := { @httpPayload document: Document } }

@http(method: "POST", uri: "/union")
operation UnionPayload { input := { @httpPayload choice: Choice }, output := { @httpPayload choice: Choice } }
union Choice { text: String, unit: Unit, inner: Inner }

@http(method: "POST", uri: "/enum")
operation EnumPayload { input := { @httpPayload kind: Kind }, output := { @httpPayload kind: Kind } }

@http(method: "POST", uri: "/blob")
operation BlobPayload { input := { @httpPayload blob: Png }, output := { @httpPayload blob: Blob } }
@mediaType("image/png")
blob Png

@http(method: "GET", uri: "/greedy/{path+}/tail")
@readonly
operation Greedy { input := { @required @httpLabel path: String } }

@http(method: "GET", uri: "/pages")
@readonly
@paginated(items: "Result.Items")
operation Pages {
    input := { @httpQuery("token") token: String, @httpQuery("size") size: Integer }
    output := { Result: PageResult }
}
structure PageResult { NextToken: String, Items: Inners }
list Inners { member: Inner }

@http(method: "GET", uri: "/map-pages")
@readonly
@paginated(items: "items", outputToken: "type")
operation MapPages {
    input := { @httpQuery("token") token: String, @httpQuery("size") size: Integer }
    output := { type: String, items: SparseMap }
}
@sparse
map SparseMap { key: String, value: Integer }

@http(method: "GET", uri: "/output-pages")
@readonly
@paginated
operation OutputPages {
    input := { @httpQuery("token") token: String, @httpQuery("size") size: Integer }
    output := { @required Result: RequiredResult }
}
structure RequiredResult { @required NextToken: String }

@http(method: "GET", uri: "/required-pages")
@readonly
@paginated(outputToken: "Result.Deep.type", items: "Result.Deep.items", inputToken: "type")
operation RequiredPages {
    input := { @httpQuery("token") type: String, @httpQuery("size") size: Integer }
    output := { Result: DeepResult }
}
structure DeepResult { @required Deep: Deep }
structure Deep { type: String, @required items: Sparse, deeper: DeepResult }
@sparse
list Sparse { member: Inner }

@http(method: "POST", uri: "/shared")
operation Shared { input: Both, output: Both }

@http(method: "POST", uri: "/shared-again")
operation SharedAgain { input: Both, output: Inner }
structure Both { @httpHeader("X-Both") both: String, inner: Inner }

@http(method: "POST", uri: "/token")
@endpoint(hostPrefix: "data.")
operation Token { input := { @required @idempotencyToken @httpHeader("X-Token") token: String } }

@deprecated(message: "Use \"Nothing\"\\.", since: "2024")
@http(method: "POST", uri: "/old")
@waitable(OldReady: { deprecated: true, acceptors: [{ state: "success", matcher: { output: { path: "old.values[].name", expected: "a\"b", comparator: "allStringEquals" } } }, { state: "failure", matcher: { success: false } }] })
operation Old { input: OldInput, output: OldOutput, errors: [OldError] }
@deprecated
structure OldInput { @deprecated old: OldStructure, @deprecated(message: "No.") @required must: OldEnum, choice: OldUnion
    @deprecated setter: Integer = 3
}
@deprecated(since: "1")
structure OldOutput { @deprecated old: OldStructure, numbers: OldNumbers }
@deprecated(message: "a\nb")
structure OldStructure { values: OldValues }
@deprecated
list OldValues { member: OldValue }
@deprecated
structure OldValue { name: String }
@deprecated
@error("client")
structure OldError { @deprecated message: String }
@deprecated
enum OldEnum { @deprecated A, @deprecated(message: "No.") B }
@deprecated
intEnum OldNumbers {
    @deprecated A = 1
}
@deprecated
union OldUnion { @deprecated a: String, @deprecated(message: "No.") b: OldStructure }
