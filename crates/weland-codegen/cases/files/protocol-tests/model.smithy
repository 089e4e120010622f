$version: "2"

namespace example.echo

use aws.protocols#restJson1
use smithy.test#eventStreamTests
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// A service with tests of every kind.
@restJson1
service Echo {
    version: "1"
    operations: [
        Ping
        Say
        Talk
    ]
}

/// Has neither input nor output.
@http(method: "GET", uri: "/ping")
@readonly
@httpRequestTests([
    { id: "EchoPing", protocol: restJson1, method: "GET", uri: "/ping", body: "" }
])
operation Ping {}

/// Says something.
@http(method: "POST", uri: "/say/{name}")
@httpRequestTests([
    {
        id: "EchoSay"
        protocol: restJson1
        documentation: "A label, and a body."
        method: "POST"
        uri: "/say/Ada"
        headers: { "Content-Type": "application/json" }
        body: """
            {"times": 2}"""
        bodyMediaType: "application/json"
        params: { name: "Ada", times: 2 }
    }
    { id: "echo_say", protocol: restJson1, method: "POST", uri: "/say/Bob", params: { name: "Bob" }, appliesTo: "client" }
])
@httpResponseTests([
    {
        id: "EchoSaid"
        protocol: restJson1
        code: 200
        body: "{\"said\": [\"a\"]}"
        bodyMediaType: "application/json"
        params: {
            said: ["a"]
        }
    }
])
@httpMalformedRequestTests([
    {
        id: "EchoTooOften"
        protocol: restJson1
        documentation: "Numbers out of range are refused."
        request: {
            method: "POST"
            uri: "/say/Ada"
            headers: { "content-type": "application/json" }
            body: "{\"times\": $times:L}"
        }
        response: { code: 400 }
        testParameters: {
            times: ["0", "10"]
        }
    }
    {
        id: "EchoNoJson"
        protocol: restJson1
        request: { method: "POST", uri: "/say/Ada", headers: { "content-type": "application/json" }, body: "{" }
        response: { code: 400, headers: { "x-amzn-errortype": "SerializationException" } }
    }
])
operation Say {
    input := {
        @required
        @httpLabel
        name: String

        @range(min: 1, max: 9)
        times: Integer
    }

    output := {
        said: Lines
    }

    errors: [
        Silent
    ]
}

list Lines {
    member: String
}

/// Nothing is to be said.
@error("client")
@httpError(409)
@httpResponseTests([
    {
        id: "EchoSilent"
        protocol: restJson1
        code: 409
        headers: { "X-Amzn-Errortype": "Silent" }
        body: "{\"message\": \"hush\"}"
        bodyMediaType: "application/json"
        params: { message: "hush" }
    }
])
structure Silent {
    message: String
}

/// Sends one word after the other.
@http(method: "POST", uri: "/talk")
@eventStreamTests([
    {
        id: "EchoTalk"
        protocol: restJson1
        events: [
            {
                type: "response"
                params: {
                    word: { text: "hello" }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "word" }
                }
                body: "{\"text\": \"hello\"}"
                bodyMediaType: "application/json"
            }
        ]
    }
])
operation Talk {
    output := {
        @httpPayload
        words: Words
    }
}

@streaming
union Words {
    word: Word
}

structure Word {
    text: String
}
