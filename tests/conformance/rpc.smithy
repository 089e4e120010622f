// Services without HTTP bindings, one for each protocol of AWS that sends JSON and one for CBOR.
$version: "2"

namespace example.signals

use aws.protocols#awsJson1_0
use aws.protocols#awsJson1_1
use smithy.framework#ValidationException
use smithy.protocols#rpcv2Cbor
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

@awsJson1_0
service SignalsJson10 {
    version: "2026-01-01"
    operations: [
        SetSignal
    ]
    errors: [
        ValidationException
    ]
}

@awsJson1_1
service SignalsJson11 {
    version: "2026-01-01"
    operations: [
        SetSignal
    ]
    errors: [
        ValidationException
    ]
}

@rpcv2Cbor
service SignalsCbor {
    version: "2026-01-01"
    operations: [
        SetSignal
    ]
    errors: [
        ValidationException
    ]
}

@httpRequestTests([
    {
        id: "SignalsJson10Request"
        protocol: awsJson1_0
        method: "POST"
        uri: "/"
        headers: { "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "SignalsJson10.SetSignal" }
        body: "{\"name\": \"Fastnet\", \"level\": 7}"
        bodyMediaType: "application/json"
        params: { name: "Fastnet", level: 7 }
    }
    {
        id: "SignalsJson11Request"
        protocol: awsJson1_1
        method: "POST"
        uri: "/"
        headers: { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "SignalsJson11.SetSignal" }
        body: "{\"name\": \"Fastnet\", \"level\": 7}"
        bodyMediaType: "application/json"
        params: { name: "Fastnet", level: 7 }
    }
    {
        id: "SignalsCborRequest"
        protocol: rpcv2Cbor
        method: "POST"
        uri: "/service/SignalsCbor/operation/SetSignal"
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor", Accept: "application/cbor" }
        body: "omRuYW1lZ0Zhc3RuZXRlbGV2ZWwH"
        bodyMediaType: "application/cbor"
        params: { name: "Fastnet", level: 7 }
    }
])
@httpResponseTests([
    {
        id: "SignalsJson10Response"
        protocol: awsJson1_0
        code: 200
        headers: { "Content-Type": "application/x-amz-json-1.0" }
        body: "{\"lit\": true}"
        bodyMediaType: "application/json"
        params: { lit: true }
    }
    {
        id: "SignalsJson11Response"
        protocol: awsJson1_1
        code: 200
        headers: { "Content-Type": "application/x-amz-json-1.1" }
        body: "{\"lit\": true}"
        bodyMediaType: "application/json"
        params: { lit: true }
    }
    {
        id: "SignalsCborResponse"
        protocol: rpcv2Cbor
        code: 200
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "oWNsaXT1"
        bodyMediaType: "application/cbor"
        params: { lit: true }
    }
])
@httpMalformedRequestTests([
    {
        id: "SignalsJson10MalformedDocuments"
        protocol: awsJson1_0
        request: {
            method: "POST"
            uri: "/"
            headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": "SignalsJson10.SetSignal" }
            body: "$body:L"
        }
        response: { code: 400 }
        testParameters: {
            body: [
                "{"
                "[]"
                "{}"
                "{\"name\": 7}"
                "{\"name\": \"a\", \"level\": 1.5}"
                "{\"name\": \"a\", \"name\": \"b\"}"
            ]
        }
    }
    {
        id: "SignalsJson11MalformedDocuments"
        protocol: awsJson1_1
        request: {
            method: "POST"
            uri: "/"
            headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "SignalsJson11.SetSignal" }
            body: "$body:L"
        }
        response: { code: 400 }
        testParameters: {
            body: [
                "{"
                "[]"
                "{}"
                "{\"name\": 7}"
                "{\"name\": \"a\", \"level\": 1.5}"
                "{\"name\": \"a\", \"name\": \"b\"}"
            ]
        }
    }
    {
        id: "SignalsCborMalformedDocuments"
        documentation: "A length without the text, a text, no members, and bytes behind the document."
        protocol: rpcv2Cbor
        request: {
            method: "POST"
            uri: "/service/SignalsCbor/operation/SetSignal"
            headers: { "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor" }
            body: "$body:L"
        }
        response: { code: 400 }
        testParameters: {
            body: ["{", "aa", "", "0"]
        }
    }
])
operation SetSignal {
    input := {
        @required
        name: String

        level: Integer
    }

    output := {
        lit: Boolean
    }

    errors: [
        SignalLost
    ]
}

@error("server")
@httpError(503)
@httpResponseTests([
    {
        id: "SignalsJson10Error"
        protocol: awsJson1_0
        code: 503
        headers: { "Content-Type": "application/x-amz-json-1.0" }
        body: "{\"__type\": \"example.signals#SignalLost\", \"message\": \"dark\"}"
        bodyMediaType: "application/json"
        params: { message: "dark" }
    }
    {
        id: "SignalsJson11Error"
        protocol: awsJson1_1
        code: 503
        headers: { "Content-Type": "application/x-amz-json-1.1" }
        body: "{\"__type\": \"SignalLost\", \"message\": \"dark\"}"
        bodyMediaType: "application/json"
        params: { message: "dark" }
    }
    {
        id: "SignalsCborError"
        protocol: rpcv2Cbor
        code: 503
        headers: { "smithy-protocol": "rpc-v2-cbor", "Content-Type": "application/cbor" }
        body: "omZfX3R5cGV4GmV4YW1wbGUuc2lnbmFscyNTaWduYWxMb3N0Z21lc3NhZ2VkZGFyaw=="
        bodyMediaType: "application/cbor"
        params: { message: "dark" }
    }
])
structure SignalLost {
    message: String
}
