$version: "2.0"
namespace example

use smithy.test#eventStreamTests
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests
use smithy.test#smokeTests

@trait(selector: "service")
@protocolDefinition
structure protocol {}

structure Vendor {
    region: String
}

structure Data {
    @required
    name: String
    count: Integer
    at: Timestamp
    share: Double
    bytes: Blob
    any: Document
    texts: Texts
}

list Texts {
    member: String
}

@http(method: "POST", uri: "/right")
@httpRequestTests([
    {
        id: "right"
        protocol: protocol
        method: "POST"
        uri: "/right"
        params: {
            name: "a"
            count: null
            at: 1422172800
            share: "NaN"
            bytes: "plain text"
            any: [1, { a: null }]
            texts: ["b"]
        }
        vendorParams: { region: "c" }
        vendorParamsShape: Vendor
    }
])
@httpResponseTests([{ id: "right", protocol: protocol, code: 200 }])
@httpMalformedRequestTests([
    {
        id: "right"
        protocol: protocol
        request: { method: "POST", uri: "/$a:L" }
        response: { code: 400 }
        testParameters: { a: ["x", "y"], b: ["1", "2"] }
    }
])
@smokeTests([
    { id: "right", params: { name: "a" }, expect: { success: {} } }
    { id: "fails", params: { name: 1 }, expect: { failure: {} } }
    {
        id: "inRegion"
        params: { name: "a" }
        vendorParams: { region: "us-west-2", uri: "https://example.com" }
        vendorParamsShape: "aws.test#AwsVendorParams"
        expect: { success: {} }
    }
])
operation Right {
    input: Data
    errors: [Failure]
}

@http(method: "POST", uri: "/wrong")
@httpRequestTests([
    {
        id: "wrong"
        protocol: protocol
        method: "POST"
        uri: "/wrong"
        params: {
            name: null
            cont: 1
            count: 1.5
            at: "2015-01-25T08:00:00Z"
            share: "much"
            texts: ["b", null]
        }
        vendorParams: { region: 1 }
        vendorParamsShape: Vendor
    }
    { id: "missing", protocol: protocol, method: "POST", uri: "/wrong", vendorParamsShape: Vendor }
])
@httpResponseTests([{ id: "wrong", protocol: protocol, code: 200, params: { a: 1 } }])
@httpMalformedRequestTests([
    {
        id: "wrong"
        protocol: protocol
        request: { method: "POST", uri: "/$a:L" }
        response: { code: 400 }
        testParameters: { a: ["x", "y"], b: ["1"] }
    }
])
@smokeTests([
    { id: "wrong", params: { name: 1 }, expect: { success: {} } }
    {
        id: "wrongRegion"
        params: { name: "a" }
        vendorParams: { region: 1, usePathStyle: true }
        vendorParamsShape: "aws.test#S3VendorParams"
        expect: { success: {} }
    }
])
operation Wrong {
    input: Data
}

@error("client")
@httpResponseTests([
    { id: "failure", protocol: protocol, code: 400, params: { reason: "a" } }
    { id: "later", protocol: protocol, code: 400, params: { suit: "STARS" }, appliesTo: "client" }
    { id: "wrongSuit", protocol: protocol, code: 400, params: { suit: "STARS" } }
    { id: "wrongFailure", protocol: protocol, code: 400, params: { reason: 1, cause: "b" } }
])
structure Failure {
    reason: String
    suit: Suit
}

enum Suit {
    CLUBS
}

@streaming
union Events {
    one: One
}

structure One {
    value: Integer
    @timestampFormat("date-time")
    at: Timestamp
}

@http(method: "POST", uri: "/events")
@eventStreamTests([
    {
        id: "right"
        protocol: protocol
        initialRequestParams: { name: "a" }
        events: [{ type: "request", params: { one: { value: 1, at: "2015-01-25T08:00:00Z" } } }]
    }
    {
        id: "wrong"
        protocol: protocol
        initialRequestParams: { nam: "a" }
        initialResponseParams: { name: "a" }
        events: [
            { type: "request", params: { one: { value: "x" } } }
            { type: "request", params: { value: 1 } }
            { type: "response", params: { one: {} } }
            { type: "request", vendorParams: { region: 1 }, vendorParamsShape: Vendor }
        ]
    }
    { id: "empty", protocol: protocol }
])
operation Stream {
    input := {
        @httpHeader("name")
        name: String

        @httpPayload
        events: Events
    }
}
