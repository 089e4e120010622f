// Streams of events, in both directions: headers, payloads, errors, and the messages that streams begin with.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#InitialHttpRequest
use smithy.test#eventStreamTests

@streaming
union Signals {
    signal: SignalEvent
    photo: PhotoEvent
    caption: CaptionEvent
    position: PositionEvent
    move: MoveEvent
    note: NoteEvent
    remark: RemarkEvent
    bell: BellEvent
    lost: SignalLost
}

structure SignalEvent {
    @eventHeader
    urgent: Boolean

    @eventHeader
    byte: Byte

    @eventHeader
    short: Short

    @eventHeader
    integer: Integer

    @eventHeader
    long: Long

    @eventHeader
    blob: Blob

    @eventHeader
    text: String

    @eventHeader
    at: Timestamp
}

structure PhotoEvent {
    @eventPayload
    photo: Blob
}

structure CaptionEvent {
    @eventHeader
    language: String

    @eventPayload
    caption: String
}

structure PositionEvent {
    @eventHeader
    ship: String

    @eventPayload
    position: Position
}

structure Position {
    @jsonName("lat")
    latitude: Double

    at: Timestamp
}

structure MoveEvent {
    @eventPayload
    move: Move
}

structure NoteEvent {
    text: String
}

structure RemarkEvent {
    @eventHeader
    author: String

    text: String

    labels: Labels
}

structure BellEvent {}

/// The signal was lost.
@error("server")
structure SignalLost {
    message: String
    since: Timestamp
}

/// The pilot is asleep.
@error("client")
@httpError(409)
structure PilotAsleep {
    message: String
}

@http(method: "POST", uri: "/signals/send")
@eventStreamTests([
    {
        id: "EventHeaders"
        protocol: restJson1
        events: [
            {
                type: "request"
                params: {
                    signal: {
                        urgent: true
                        byte: -7
                        short: -300
                        integer: 70000
                        long: -5000000000
                        blob: "abc"
                        text: "⚓"
                        at: 1614834367.125
                    }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "signal" }
                    urgent: { boolean: true }
                    byte: { byte: -7 }
                    short: { short: -300 }
                    integer: { integer: 70000 }
                    long: { long: -5000000000 }
                    blob: { blob: "YWJj" }
                    text: { string: "⚓" }
                    at: { timestamp: 1614834367.125 }
                }
                body: ""
                bytes: "AAAAkAAAAIBZnHtZDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcABnNpZ25hbAZ1cmdlbnQABGJ5dGUC+QVzaG9ydAP+1AdpbnRlZ2VyBAABEXAEbG9uZwX////+1foOAARibG9iBgADYWJjBHRleHQHAAPimpMCYXQIAAABd/ug+pWPAkc/"
            }
        ]
    }
    {
        id: "EventHeadersThatAreNotSet"
        documentation: "What is not set is not sent; false and nothing are."
        protocol: restJson1
        events: [
            {
                type: "request"
                params: {
                    signal: { urgent: false, text: "" }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "signal" }
                    urgent: { boolean: false }
                    text: { string: "" }
                }
                forbidHeaders: ["byte", "blob", "at"]
            }
        ]
    }
    {
        id: "EventPayloads"
        documentation: "Bytes, text, a structure and a union, one after another."
        protocol: restJson1
        events: [
            {
                type: "request"
                params: {
                    photo: { photo: "not really" }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "photo" }
                    ":content-type": { string: "application/octet-stream" }
                }
                body: "not really"
                bodyMediaType: "application/octet-stream"
            }
            {
                type: "request"
                params: {
                    caption: { language: "de", caption: "Nebel über dem Kai" }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "caption" }
                    ":content-type": { string: "text/plain" }
                    language: { string: "de" }
                }
                body: "Nebel über dem Kai"
                bodyMediaType: "text/plain"
            }
            {
                type: "request"
                params: {
                    position: {
                        ship: "Orca"
                        position: { latitude: 53.75, at: 1614834367 }
                    }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "position" }
                    ":content-type": { string: "application/json" }
                    ship: { string: "Orca" }
                }
                body: "{\"lat\": 53.75, \"at\": 1614834367}"
                bodyMediaType: "application/json"
            }
            {
                type: "request"
                params: {
                    move: {
                        move: { turn: -15 }
                    }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "move" }
                    ":content-type": { string: "application/json" }
                }
                body: "{\"turn\": -15}"
                bodyMediaType: "application/json"
            }
        ]
    }
    {
        id: "EventBodies"
        documentation: "What is bound to nothing becomes one object."
        protocol: restJson1
        events: [
            {
                type: "request"
                params: {
                    note: { text: "calm" }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "note" }
                    ":content-type": { string: "application/json" }
                }
                body: "{\"text\": \"calm\"}"
                bodyMediaType: "application/json"
                bytes: "AAAAaQAAAEpnCWLbDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcABG5vdGUNOmNvbnRlbnQtdHlwZQcAEGFwcGxpY2F0aW9uL2pzb257InRleHQiOiJjYWxtIn1ZSqGH"
            }
            {
                type: "request"
                params: {
                    remark: {
                        author: "Ada"
                        text: "foggy"
                        labels: { place: "quay 4" }
                    }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "remark" }
                    ":content-type": { string: "application/json" }
                    author: { string: "Ada" }
                }
                body: "{\"text\": \"foggy\", \"labels\": {\"place\": \"quay 4\"}}"
                bodyMediaType: "application/json"
            }
        ]
    }
    {
        id: "EventsWithoutMembers"
        protocol: restJson1
        events: [
            {
                type: "request"
                params: {
                    bell: {}
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "bell" }
                }
            }
        ]
    }
    {
        id: "StreamsWithoutEvents"
        documentation: "The first message holds the members beside the stream."
        protocol: restJson1
        initialRequestParams: { zone: "north" }
        initialRequest: {
            method: "POST"
            uri: "/signals/send"
            headers: { "X-Zone": "north", "Content-Type": "application/vnd.amazon.eventstream" }
        }
        initialRequestShape: InitialHttpRequest
    }
    {
        id: "EventErrorsFromClients"
        protocol: restJson1
        events: [
            {
                type: "request"
                params: {
                    lost: { message: "fog" }
                }
                headers: {
                    ":message-type": { string: "exception" }
                    ":exception-type": { string: "lost" }
                    ":content-type": { string: "application/json" }
                }
                body: "{\"message\": \"fog\"}"
                bodyMediaType: "application/json"
            }
        ]
        expectation: {
            failure: { errorId: SignalLost }
        }
        appliesTo: "server"
    }
    {
        id: "EventsWithWrongChecksum"
        protocol: restJson1
        events: [
            {
                type: "request"
                bytes: "AAAAaQAAAEpnCWLbDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcABG5vdGUNOmNvbnRlbnQtdHlwZQcAEGFwcGxpY2F0aW9uL2pzb257InRleHQiOiJjYWxtIn1ZSqGG"
            }
        ]
        expectation: {
            failure: {}
        }
        appliesTo: "server"
    }
    {
        id: "EventsThatCannotBeRead"
        protocol: restJson1
        events: [
            {
                type: "request"
                bytes: "AAAAZAAAAEqfmaZqDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcABG5vdGUNOmNvbnRlbnQtdHlwZQcAEGFwcGxpY2F0aW9uL2pzb257InRleHQiOjV9bIdu1Q=="
            }
        ]
        expectation: {
            failure: {}
        }
        appliesTo: "server"
    }
    {
        id: "EventsWithoutMessageType"
        protocol: restJson1
        events: [
            {
                type: "request"
                bytes: "AAAAUwAAADQ7JZ7HCzpldmVudC10eXBlBwAEbm90ZQ06Y29udGVudC10eXBlBwAQYXBwbGljYXRpb24vanNvbnsidGV4dCI6ImNhbG0ifena8pg="
            }
        ]
        expectation: {
            failure: {}
        }
        appliesTo: "server"
    }
])
operation SendSignals {
    input := {
        @httpHeader("X-Zone")
        zone: String

        @httpPayload
        signals: Signals
    }
}
