// Streams of events that clients receive, or that go both ways.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#InitialHttpRequest
use smithy.test#InitialHttpResponse
use smithy.test#eventStreamTests

@http(method: "POST", uri: "/signals/watch")
@eventStreamTests([
    {
        id: "EventsInResponses"
        documentation: "Beside the headers of the protocol, headers and bodies as in requests."
        protocol: restJson1
        initialRequestParams: { zone: "north" }
        initialRequest: {
            method: "POST"
            uri: "/signals/watch"
            headers: { "Content-Type": "application/json" }
            body: "{\"zone\": \"north\"}"
            bodyMediaType: "application/json"
        }
        initialRequestShape: InitialHttpRequest
        initialResponseParams: { station: "Hull", count: 2 }
        initialResponse: {
            code: 200
            headers: { "X-Station": "Hull", "X-Count": "2", "Content-Type": "application/vnd.amazon.eventstream" }
        }
        initialResponseShape: InitialHttpResponse
        events: [
            {
                type: "response"
                params: {
                    remark: { author: "Ada", text: "foggy" }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "remark" }
                    ":content-type": { string: "application/json" }
                    author: { string: "Ada" }
                }
                body: "{\"text\": \"foggy\"}"
                bodyMediaType: "application/json"
            }
            {
                type: "response"
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
                bytes: "AAAAkAAAAIBZnHtZDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcABnNpZ25hbAZ1cmdlbnQABGJ5dGUC+QVzaG9ydAP+1AdpbnRlZ2VyBAABEXAEbG9uZwX////+1foOAARibG9iBgADYWJjBHRleHQHAAPimpMCYXQIAAABd/ug+pWPAkc/"
            }
        ]
    }
    {
        id: "EventPayloadsInResponses"
        protocol: restJson1
        initialResponseParams: { station: "Hull" }
        initialResponse: {
            code: 200
            headers: { "X-Station": "Hull" }
        }
        initialResponseShape: InitialHttpResponse
        events: [
            {
                type: "response"
                params: {
                    caption: { caption: "" }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "caption" }
                }
                forbidHeaders: ["language"]
                body: ""
            }
            {
                type: "response"
                params: {
                    position: {
                        position: { latitude: -0.5 }
                    }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "position" }
                    ":content-type": { string: "application/json" }
                }
                forbidHeaders: ["ship"]
                body: "{\"lat\": -0.5}"
                bodyMediaType: "application/json"
            }
        ]
    }
    {
        id: "EventErrorsInResponses"
        documentation: "An error is an exception, and the last that comes."
        protocol: restJson1
        initialResponseParams: { station: "Hull" }
        events: [
            {
                type: "response"
                params: {
                    lost: { message: "fog", since: 1614834367 }
                }
                headers: {
                    ":message-type": { string: "exception" }
                    ":exception-type": { string: "lost" }
                    ":content-type": { string: "application/json" }
                }
                body: "{\"message\": \"fog\", \"since\": 1614834367}"
                bodyMediaType: "application/json"
            }
        ]
        appliesTo: "server"
    }
    {
        id: "EventErrorsForClients"
        protocol: restJson1
        events: [
            {
                type: "response"
                params: {
                    lost: { message: "fog", since: 1614834367 }
                }
                headers: {
                    ":message-type": { string: "exception" }
                    ":exception-type": { string: "lost" }
                    ":content-type": { string: "application/json" }
                }
                body: "{\"message\": \"fog\", \"since\": 1614834367}"
                bodyMediaType: "application/json"
            }
        ]
        initialResponse: {
            code: 200
            headers: { "X-Station": "Hull" }
        }
        initialResponseShape: InitialHttpResponse
        expectation: {
            failure: { errorId: SignalLost }
        }
        appliesTo: "client"
    }
    {
        id: "UnmodeledErrorsForClients"
        protocol: restJson1
        initialResponse: {
            code: 200
            headers: { "X-Station": "Hull" }
        }
        initialResponseShape: InitialHttpResponse
        events: [
            {
                type: "response"
                headers: {
                    ":message-type": { string: "error" }
                    ":error-code": { string: "500" }
                    ":error-message": { string: "The mast broke." }
                }
            }
        ]
        expectation: {
            failure: {}
        }
        appliesTo: "client"
    }
    {
        id: "UnknownEventsForClients"
        documentation: "An event of a later model is no reason to fail."
        protocol: restJson1
        initialResponse: {
            code: 200
            headers: { "X-Station": "Hull" }
        }
        initialResponseShape: InitialHttpResponse
        events: [
            {
                type: "response"
                bytes: "AAAAYgAAAEtn3mNcDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcABWxhdGVyDTpjb250ZW50LXR5cGUHABBhcHBsaWNhdGlvbi9qc29ueyJ4IjoxfZd+egI="
            }
        ]
        appliesTo: "client"
    }
    {
        id: "EventsWithoutEventTypeForClients"
        protocol: restJson1
        initialResponse: {
            code: 200
            headers: { "X-Station": "Hull" }
        }
        initialResponseShape: InitialHttpResponse
        events: [
            {
                type: "response"
                bytes: "AAAAVgAAADdqzEANDTptZXNzYWdlLXR5cGUHAAVldmVudA06Y29udGVudC10eXBlBwAQYXBwbGljYXRpb24vanNvbnsidGV4dCI6ImNhbG0ifaM92yI="
            }
        ]
        expectation: {
            failure: {}
        }
        appliesTo: "client"
    }
    {
        id: "EventsWithWrongChecksumForClients"
        protocol: restJson1
        initialResponse: {
            code: 200
            headers: { "X-Station": "Hull" }
        }
        initialResponseShape: InitialHttpResponse
        events: [
            {
                type: "response"
                bytes: "AAAAaQAAAEpnCWLbDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcABG5vdGUNOmNvbnRlbnQtdHlwZQcAEGFwcGxpY2F0aW9uL2pzb257InRleHQiOiJjYWxtIn1ZSqGG"
            }
        ]
        expectation: {
            failure: {}
        }
        appliesTo: "client"
    }
])
operation WatchSignals {
    input := {
        zone: String
    }

    output := {
        @required
        @httpHeader("X-Station")
        station: String

        @httpHeader("X-Count")
        count: Integer

        @httpPayload
        signals: Signals
    }
}

@http(method: "POST", uri: "/pilots/{id}/talk")
@eventStreamTests([
    {
        id: "EventsInBothDirections"
        protocol: restJson1
        initialRequestParams: { id: "7" }
        initialRequest: { method: "POST", uri: "/pilots/7/talk" }
        initialRequestShape: InitialHttpRequest
        events: [
            {
                type: "request"
                params: {
                    note: { text: "left?" }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "note" }
                    ":content-type": { string: "application/json" }
                }
                body: "{\"text\": \"left?\"}"
                bodyMediaType: "application/json"
            }
            {
                type: "response"
                params: {
                    answer: { text: "right!" }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "answer" }
                    ":content-type": { string: "application/json" }
                }
                body: "{\"text\": \"right!\"}"
                bodyMediaType: "application/json"
            }
        ]
    }
    {
        id: "ErrorsBeforeEvents"
        documentation: "A stream may end before it begins, with an error of the operation."
        protocol: restJson1
        initialRequestParams: { id: "7" }
        initialResponse: {
            code: 409
            headers: { "Content-Type": "application/json", "X-Amzn-Errortype": "PilotAsleep" }
            body: "{\"message\": \"zzz\"}"
            bodyMediaType: "application/json"
        }
        initialResponseShape: InitialHttpResponse
        expectation: {
            failure: { errorId: PilotAsleep }
        }
        appliesTo: "client"
    }
    {
        id: "UnknownErrorsBeforeEvents"
        protocol: restJson1
        initialRequestParams: { id: "7" }
        initialResponse: {
            code: 502
            headers: { "Content-Type": "text/html" }
            body: "<h1>Bad gateway</h1>"
            bodyMediaType: "text/html"
        }
        initialResponseShape: InitialHttpResponse
        expectation: {
            failure: {}
        }
        appliesTo: "client"
    }
])
operation TalkToPilot {
    input := {
        @required
        @httpLabel
        id: String

        @httpPayload
        signals: Signals
    }

    output := {
        @httpPayload
        answers: Answers
    }

    errors: [
        PilotAsleep
    ]
}

@streaming
union Answers {
    answer: NoteEvent
}
