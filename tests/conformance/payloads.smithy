// Bodies that are one member: text, bytes, structures.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

@http(method: "POST", uri: "/photos", code: 201)
@httpRequestTests([
    {
        id: "PayloadOfBytes"
        protocol: restJson1
        method: "POST"
        uri: "/photos"
        headers: { "Content-Type": "application/octet-stream", "X-Title": "Low tide" }
        requireHeaders: ["Content-Length"]
        body: "not really a photo"
        bodyMediaType: "application/octet-stream"
        params: { title: "Low tide", photo: "not really a photo" }
        appliesTo: "client"
    }
    {
        id: "PayloadWithTypeFromHeader"
        documentation: "A member that is bound to the header says what the type is."
        protocol: restJson1
        method: "POST"
        uri: "/photos"
        headers: { "Content-Type": "image/png" }
        body: "png"
        bodyMediaType: "image/png"
        params: { type: "image/png", photo: "png" }
    }
    {
        id: "PayloadOfNoBytes"
        documentation: "Without a payload, there is no body: not even an empty object."
        protocol: restJson1
        method: "POST"
        uri: "/photos"
        headers: { "X-Title": "Fog" }
        body: ""
        params: { title: "Fog" }
    }
])
@httpResponseTests([
    {
        id: "PayloadOfBytesInResponses"
        protocol: restJson1
        code: 201
        headers: { "Content-Type": "application/octet-stream", "X-Title": "Low tide" }
        body: "\u0001\u0002 bytes"
        bodyMediaType: "application/octet-stream"
        params: { title: "Low tide", photo: "\u0001\u0002 bytes" }
    }
    {
        id: "PayloadOfNoBytesInResponses"
        protocol: restJson1
        code: 201
        headers: { "X-Title": "Fog" }
        body: ""
        params: { title: "Fog" }
    }
])
operation StorePhoto {
    input := with [Photo] {
        @httpHeader("Content-Type")
        type: String
    }

    output := with [Photo] {}
}

@mixin
structure Photo {
    @httpHeader("X-Title")
    title: String

    @httpPayload
    photo: Blob
}

@http(method: "POST", uri: "/charts")
@httpRequestTests([
    {
        id: "PayloadWithMediaType"
        documentation: "The media type of the payload is the type of the content."
        protocol: restJson1
        method: "POST"
        uri: "/charts"
        headers: { "Content-Type": "image/svg+xml" }
        body: "<svg/>"
        bodyMediaType: "image/svg+xml"
        params: { chart: "<svg/>" }
    }
])
@httpResponseTests([
    {
        id: "PayloadWithMediaTypeInResponses"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "image/svg+xml" }
        body: "<svg/>"
        bodyMediaType: "image/svg+xml"
        params: { chart: "<svg/>" }
    }
])
@httpMalformedRequestTests([
    {
        id: "PayloadOfAnotherMediaType"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/charts"
            headers: { "content-type": "$type:L" }
            body: "{}"
        }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
        testParameters: {
            type: ["application/json", "image/svg", "text/plain"]
        }
    }
    {
        id: "PayloadThatIsNotAccepted"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/charts"
            headers: { "content-type": "image/svg+xml", accept: "$accept:L" }
            body: "<svg/>"
        }
        response: {
            code: 406
            headers: { "x-amzn-errortype": "NotAcceptableException" }
        }
        testParameters: {
            accept: ["application/json", "text/*, image/png"]
        }
    }
])
operation StoreChart {
    input := {
        @httpPayload
        chart: Svg
    }

    output := {
        @httpPayload
        chart: Svg
    }
}

@mediaType("image/svg+xml")
blob Svg

@http(method: "POST", uri: "/notices")
@httpRequestTests([
    {
        id: "PayloadOfText"
        protocol: restJson1
        method: "POST"
        uri: "/notices"
        headers: { "Content-Type": "text/plain" }
        body: "Quay 4 is “closed”."
        bodyMediaType: "text/plain"
        params: { notice: "Quay 4 is “closed”." }
    }
    {
        id: "PayloadOfTextInUtf8"
        documentation: "Parameters of the type do not matter, and what is accepted may be a range."
        protocol: restJson1
        method: "POST"
        uri: "/notices"
        headers: { "Content-Type": "text/plain; charset=utf-8", Accept: "text/*;q=0.5, */*;q=0.1" }
        body: "{}"
        bodyMediaType: "text/plain"
        params: { notice: "{}" }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "PayloadOfTextInResponses"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "text/plain" }
        body: "\"quoted\""
        bodyMediaType: "text/plain"
        params: { notice: "\"quoted\"" }
    }
])
@httpMalformedRequestTests([
    {
        id: "PayloadOfTextWithoutType"
        protocol: restJson1
        request: { method: "POST", uri: "/notices", body: "Closed" }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
    }
])
operation StoreNotice {
    input := with [Notice] {}
    output := with [Notice] {}
}

@mixin
structure Notice {
    @httpPayload
    notice: String
}

@idempotent
@http(method: "PUT", uri: "/flag")
@httpRequestTests([
    {
        id: "PayloadOfEnum"
        protocol: restJson1
        method: "PUT"
        uri: "/flag"
        headers: { "Content-Type": "text/plain" }
        body: "live fish"
        bodyMediaType: "text/plain"
        params: { kind: "live fish" }
    }
])
@httpResponseTests([
    {
        id: "PayloadOfEnumInResponses"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "text/plain" }
        body: "steel"
        bodyMediaType: "text/plain"
        params: { kind: "steel" }
    }
])
operation SetFlag {
    input := with [Flag] {}
    output := with [Flag] {}
}

@mixin
structure Flag {
    @httpPayload
    kind: CargoKind
}

@idempotent
@http(method: "PUT", uri: "/pilots/{id}")
@httpRequestTests([
    {
        id: "PayloadOfStructure"
        protocol: restJson1
        method: "PUT"
        uri: "/pilots/7"
        headers: { "Content-Type": "application/json", "X-Shift": "night" }
        requireHeaders: ["Content-Length"]
        body: """
            {"name": "Ada", "since": 1614834367}"""
        bodyMediaType: "application/json"
        params: {
            id: "7"
            shift: "night"
            pilot: { name: "Ada", since: 1614834367 }
        }
    }
    {
        id: "PayloadOfEmptyStructure"
        protocol: restJson1
        method: "PUT"
        uri: "/pilots/7"
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: {
            id: "7"
            pilot: {}
        }
    }
    {
        id: "PayloadOfNoStructure"
        documentation: "Clients send an empty object, so that servers always find one."
        protocol: restJson1
        method: "PUT"
        uri: "/pilots/7"
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: { id: "7" }
        appliesTo: "client"
    }
])
@httpResponseTests([
    {
        id: "PayloadOfStructureInResponses"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {"name": "Ada"}"""
        bodyMediaType: "application/json"
        params: {
            pilot: { name: "Ada" }
        }
    }
])
operation StorePilot {
    input := {
        @required
        @httpLabel
        id: String

        @httpHeader("X-Shift")
        shift: String

        @httpPayload
        pilot: Pilot
    }

    output := {
        @httpPayload
        pilot: Pilot
    }
}

structure Pilot {
    name: String
    since: Timestamp
}
