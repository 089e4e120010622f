// A service without HTTP bindings that sends JSON: `smithy.protocols#rpcv2Json`.
$version: "2"

namespace example.lighthouse

use smithy.framework#ValidationException
use smithy.protocols#rpcv2Json
use smithy.test#eventStreamTests
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// The lights of a coast.
@rpcv2Json
service Lighthouse {
    version: "2026-01-01"
    operations: [
        SetLight
        WatchShips
    ]
    errors: [
        ValidationException
    ]
}

@httpRequestTests([
    {
        id: "RpcJsonNamesAndFormatsOfMembersAreIgnored"
        protocol: rpcv2Json
        method: "POST"
        uri: "/service/Lighthouse/operation/SetLight"
        headers: { "smithy-protocol": "rpc-v2-json", "Content-Type": "application/json", Accept: "application/json" }
        body: "{\"name\": \"Fastnet\", \"from\": 1614834367.125, \"range\": \"27.5\", \"turns\": \"18446744073709551616\"}"
        bodyMediaType: "application/json"
        params: { name: "Fastnet", from: 1614834367.125, range: 27.5, turns: 18446744073709551616 }
    }
    {
        id: "RpcJsonNumbersOfAnySizeMayBeNumbers"
        documentation: "Clients that write numbers are understood. Keys that no member has are passed over, null is no value."
        protocol: rpcv2Json
        method: "POST"
        uri: "/service/Lighthouse/operation/SetLight"
        headers: { "smithy-protocol": "rpc-v2-json", "Content-Type": "application/json" }
        body: "{\"name\": \"Fastnet\", \"range\": 27.5, \"turns\": 18446744073709551616, \"colour\": [null], \"from\": null}"
        bodyMediaType: "application/json"
        params: { name: "Fastnet", range: 27.5, turns: 18446744073709551616 }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "RpcJsonOutput"
        protocol: rpcv2Json
        code: 200
        headers: { "smithy-protocol": "rpc-v2-json", "Content-Type": "application/json" }
        body: "{\"lit\": true, \"range\": \"0.1000000000000000000001\"}"
        bodyMediaType: "application/json"
        params: { lit: true, range: 0.1000000000000000000001 }
    }
])
@httpMalformedRequestTests([
    {
        id: "RpcJsonMalformedDocuments"
        protocol: rpcv2Json
        request: {
            method: "POST"
            uri: "/service/Lighthouse/operation/SetLight"
            headers: { "smithy-protocol": "rpc-v2-json", "content-type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "smithy-protocol": "rpc-v2-json", "content-type": "application/json" }
            body: {
                assertion: { messageRegex: ".+" }
                mediaType: "application/json"
            }
        }
        testParameters: {
            body: [
                "{"
                "[]"
                "{\"name\": 7}"
                "{\"name\": \"a\", \"from\": \"2026-01-01T00:00:00Z\"}"
                "{\"name\": \"a\", \"turns\": \"1.5\"}"
                "{\"name\": \"a\", \"range\": \"far\"}"
                "{\"name\": \"a\", \"name\": \"b\"}"
            ]
        }
    }
    {
        id: "RpcJsonOtherMediaTypes"
        protocol: rpcv2Json
        request: {
            method: "POST"
            uri: "/service/Lighthouse/operation/SetLight"
            headers: { "smithy-protocol": "rpc-v2-json", "content-type": "application/cbor" }
            body: "{}"
        }
        response: { code: 415 }
    }
    {
        id: "RpcJsonRequiredMembers"
        protocol: rpcv2Json
        request: {
            method: "POST"
            uri: "/service/Lighthouse/operation/SetLight"
            headers: { "smithy-protocol": "rpc-v2-json", "content-type": "application/json" }
            body: "{}"
        }
        response: {
            code: 400
            body: {
                assertion: { messageRegex: "^1 validation error detected. .*/name.*" }
                mediaType: "application/json"
            }
        }
    }
])
operation SetLight {
    input := {
        @required
        @jsonName("n")
        name: String

        @timestampFormat("date-time")
        from: Timestamp

        range: BigDecimal

        turns: BigInteger
    }

    output := {
        lit: Boolean
        range: BigDecimal
    }

    errors: [
        LampBroken
    ]
}

@error("server")
@httpError(503)
@httpResponseTests([
    {
        id: "RpcJsonErrors"
        protocol: rpcv2Json
        code: 503
        headers: { "smithy-protocol": "rpc-v2-json", "Content-Type": "application/json" }
        body: "{\"__type\": \"example.lighthouse#LampBroken\", \"message\": \"dark\", \"spare\": 2}"
        bodyMediaType: "application/json"
        params: { message: "dark", spare: 2 }
    }
])
structure LampBroken {
    message: String
    spare: Integer
}

@eventStreamTests([
    {
        id: "RpcJsonEventsBothWays"
        protocol: rpcv2Json
        initialRequestParams: { light: "Fastnet" }
        initialRequest: {
            method: "POST"
            uri: "/service/Lighthouse/operation/WatchShips"
            headers: { "smithy-protocol": "rpc-v2-json", "Content-Type": "application/vnd.amazon.eventstream" }
        }
        events: [
            {
                type: "request"
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "initial-request" }
                    ":content-type": { string: "application/json" }
                }
                body: "{\"light\":\"Fastnet\"}"
                bodyMediaType: "application/json"
            }
            {
                type: "request"
                params: {
                    flash: { seconds: 3, at: 12 }
                }
                headers: {
                    ":message-type": { string: "event" }
                    ":event-type": { string: "flash" }
                    ":content-type": { string: "application/json" }
                    seconds: { integer: 3 }
                }
                body: "{\"at\":12}"
                bodyMediaType: "application/json"
            }
        ]
    }
])
operation WatchShips {
    input := {
        @required
        light: String

        signals: Signals
    }

    output := {
        light: String
        signals: Signals
    }
}

@streaming
union Signals {
    flash: Flash
}

structure Flash {
    @eventHeader
    seconds: Integer

    @timestampFormat("date-time")
    at: Timestamp
}
