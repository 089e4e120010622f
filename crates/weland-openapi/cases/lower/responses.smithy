$version: "2.0"

namespace responses

use weland.openapi#byMediaType
use weland.openapi#byStatus
use weland.openapi#content
use weland.openapi#format
use weland.openapi#headerOf
use weland.openapi#rest
use weland.openapi#status

@title("Responses")
@rest
service Responses {
    version: "1"
    operations: [
        OnlyDefault
        GetJob
        PutJob
        PostJob
        RemoveJob
        Redirect
    ]
}

@http(code: 200, method: "GET", uri: "/jobs/{id}")
@readonly
operation GetJob {
    input: GetJobInput
    output: GetJobOutput
    errors: [
        NotModified
        MissingError
        Conflict
        MissingGone
    ]
}

@http(code: 200, method: "GET", uri: "/default")
@readonly
operation OnlyDefault {
    output: OnlyDefaultOutput
}

@http(code: 200, method: "POST", uri: "/jobs/{id}")
operation PostJob {
    input: PostJobInput
    output: PostJobOutput
    errors: [
        PostJobConflict
    ]
}

@http(code: 200, method: "PUT", uri: "/jobs/{id}")
@idempotent
operation PutJob {
    input: PutJobInput
    errors: [
        ConflictThing
        UnprocessableContent
        Status499
    ]
}

@http(code: 302, method: "GET", uri: "/redirect")
@readonly
operation Redirect {
    output: RedirectOutput
}

@http(code: 200, method: "DELETE", uri: "/jobs/{id}")
@idempotent
operation RemoveJob {
    input: RemoveJobInput
    output: RemoveJobOutput
    errors: [
        MissingError
        Conflict
        ClientError
        DefaultError
    ]
}

/// Your fault.
@error("client")
@status("4XX")
structure ClientError {
    @httpPayload
    @content("application/problem+json")
    body: Problem

    @httpResponseCode
    @required
    statusCode: Integer
}

/// Something else.
@error("client")
@httpError(409)
structure Conflict {
    @httpPayload
    @content("application/json")
    body: Problem
}

/// Another body.
@error("client")
@httpError(409)
structure ConflictThing {
    @httpPayload
    @content("application/json")
    body: Thing
}

/// Anything else.
@error("server")
@status("default")
structure DefaultError {
    @httpPayload
    @content("application/problem+json")
    body: Problem

    @httpHeader("Retry-After")
    retryAfter: Long

    @httpResponseCode
    @required
    statusCode: Integer
}

@input
structure GetJobInput {
    @httpLabel
    @required
    id: String
}

/// Some success.
@output
structure GetJobOutput {
    @httpPayload
    @required
    @content("application/json")
    body: Thing

    @httpResponseCode
    @required
    statusCode: Integer
}

structure Missing {
    a: String
}

/// It is not there.
@error("client")
@httpError(404)
structure MissingError {
    @httpPayload
    @content("application/json")
    body: Problem
}

/// It is not there.
@error("client")
@httpError(410)
structure MissingGone {
    @httpPayload
    @content("application/json")
    body: Problem
}

/// Not modified.
@error("client")
@status("304")
structure NotModified {}

/// Whatever comes.
@output
structure OnlyDefaultOutput {
    @httpPayload
    @required
    @content("application/json")
    body: Thing

    @httpResponseCode
    @required
    statusCode: Integer
}

/// Inline.
@error("client")
@httpError(409)
structure PostJobConflict {
    @httpPayload
    @content("application/json")
    body: PostJobConflictBody
}

structure PostJobConflictBody {
    b: String
}

@input
structure PostJobInput {
    @httpLabel
    @required
    id: String
}

@output
structure PostJobOutput {
    @httpResponseCode
    @required
    statusCode: Integer
}

structure Problem {
    title: String
}

@input
structure PutJobInput {
    @httpLabel
    @required
    id: String
}

/// Elsewhere.
@output
structure RedirectOutput {
    @httpHeader("Location")
    @required
    @format("uri")
    location: String
}

@input
structure RemoveJobInput {
    @httpLabel
    @required
    id: String
}

@output
structure RemoveJobOutput {
    @httpPayload
    @required
    body: RemoveJobResponseBody

    @httpHeader("X-Cost")
    @headerOf("200": true, "202": false)
    xCost: Long

    /// Where it was, or how many are before it.
    @httpHeader("X-Place")
    xPlace: String

    /// Which one.
    @httpHeader("X-Queue")
    @headerOf("202": true)
    xQueue: String
}

@byStatus
union RemoveJobResponseBody {
    /// Removed at once.
    @content("application/json")
    @status("200")
    ok: Thing

    /// Queued.
    @status("202")
    accepted: RemoveJobResponseBodyAccepted

    /// Nothing to do.
    @status("204")
    noContent: Unit
}

@byMediaType
union RemoveJobResponseBodyAccepted {
    @content("application/json")
    json: RemoveJobResponseBodyAcceptedJson

    @content("text/plain")
    text: String
}

structure RemoveJobResponseBodyAcceptedJson {
    ticket: String
}

/// An unknown one.
@error("client")
@httpError(499)
structure Status499 {}

structure Thing {
    id: String
}

/// An inline one.
@error("client")
@httpError(422)
structure UnprocessableContent {
    @httpPayload
    @content("application/json")
    body: UnprocessableContentBody
}

structure UnprocessableContentBody {
    a: String
}
