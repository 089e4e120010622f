// Payloads, continued: unions, documents, streams of bytes.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

@idempotent
@http(method: "PUT", uri: "/moves")
@httpRequestTests([
    {
        id: "PayloadOfUnion"
        protocol: restJson1
        method: "PUT"
        uri: "/moves"
        headers: { "Content-Type": "application/json" }
        body: """
            {"turn": -15}"""
        bodyMediaType: "application/json"
        params: {
            move: { turn: -15 }
        }
    }
    {
        id: "PayloadOfNoUnion"
        protocol: restJson1
        method: "PUT"
        uri: "/moves"
        body: ""
        params: {}
    }
])
@httpResponseTests([
    {
        id: "PayloadOfUnionInResponses"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {"tow": {"name": "Ada"}}"""
        bodyMediaType: "application/json"
        params: {
            move: {
                tow: { name: "Ada" }
            }
        }
    }
])
operation StoreMove {
    input := with [MovePayload] {}
    output := with [MovePayload] {}
}

@mixin
structure MovePayload {
    @httpPayload
    move: Move
}

union Move {
    turn: Integer
    tow: Pilot
}

@idempotent
@http(method: "PUT", uri: "/remarks")
@httpRequestTests([
    {
        id: "PayloadOfDocument"
        protocol: restJson1
        method: "PUT"
        uri: "/remarks"
        headers: { "Content-Type": "application/json" }
        body: """
            {"wind": {"knots": 12.5, "from": ["NW", null, true]}}"""
        bodyMediaType: "application/json"
        params: {
            remarks: {
                wind: {
                    knots: 12.5
                    from: ["NW", null, true]
                }
            }
        }
    }
    {
        id: "PayloadOfDocumentThatIsText"
        protocol: restJson1
        method: "PUT"
        uri: "/remarks"
        headers: { "Content-Type": "application/json" }
        body: "\"calm\""
        bodyMediaType: "application/json"
        params: { remarks: "calm" }
    }
])
@httpResponseTests([
    {
        id: "PayloadOfDocumentInResponses"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: "[1, {}, [], \"\"]"
        bodyMediaType: "application/json"
        params: {
            remarks: [
                1
                {}
                []
                ""
            ]
        }
    }
])
operation StoreRemarks {
    input := with [RemarksPayload] {}
    output := with [RemarksPayload] {}
}

@mixin
structure RemarksPayload {
    @httpPayload
    remarks: Document
}

@http(method: "POST", uri: "/videos/{camera}")
@httpRequestTests([
    {
        id: "StreamOfBytes"
        protocol: restJson1
        method: "POST"
        uri: "/videos/3"
        headers: { "Content-Type": "application/octet-stream" }
        body: "frame after frame"
        bodyMediaType: "application/octet-stream"
        params: { camera: "3", video: "frame after frame" }
    }
    {
        id: "StreamOfNoBytes"
        protocol: restJson1
        method: "POST"
        uri: "/videos/3"
        body: ""
        bodyMediaType: "application/octet-stream"
        params: { camera: "3" }
    }
])
@httpResponseTests([
    {
        id: "StreamOfBytesInResponses"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/octet-stream", "X-Frames": "3" }
        body: "frame after frame"
        bodyMediaType: "application/octet-stream"
        params: { frames: 3, video: "frame after frame" }
    }
    {
        id: "StreamOfNoBytesInResponses"
        protocol: restJson1
        code: 200
        headers: { "X-Frames": "0" }
        body: ""
        bodyMediaType: "application/octet-stream"
        params: { frames: 0 }
    }
])
operation StreamVideo {
    input := {
        @required
        @httpLabel
        camera: String

        @httpPayload
        video: Video = ""
    }

    output := {
        @httpHeader("X-Frames")
        frames: Integer

        @httpPayload
        video: Video = ""
    }
}

@streaming
blob Video

@http(method: "POST", uri: "/scans")
@httpRequestTests([
    {
        id: "StreamOfKnownLength"
        protocol: restJson1
        method: "POST"
        uri: "/scans"
        headers: { "Content-Type": "application/pdf" }
        requireHeaders: ["Content-Length"]
        forbidHeaders: ["Transfer-Encoding"]
        body: "%PDF"
        bodyMediaType: "application/pdf"
        params: { scan: "%PDF" }
    }
])
operation UploadScan {
    input := {
        @httpPayload
        scan: Scan = ""
    }
}

@streaming
@requiresLength
@mediaType("application/pdf")
blob Scan
