// JSON bodies of requests and responses: simple types, and how JSON is written.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

@http(method: "POST", uri: "/manifests")
@httpRequestTests([
    {
        id: "BodyOfSimpleTypes"
        protocol: restJson1
        method: "POST"
        uri: "/manifests"
        headers: { "Content-Type": "application/json" }
        requireHeaders: ["Content-Length"]
        body: """
            {
                "title": "Wheat — \\"prima\\"\\n⚓",
                "fragile": true,
                "floors": -128,
                "holds": 32767,
                "crates": -2147483648,
                "serial": 9007199254740993,
                "weight": 0.5,
                "volume": -1.5e300,
                "seal": "w7w/Pn5+Pg==",
                "kind": "live fish",
                "grade": 3
            }"""
        bodyMediaType: "application/json"
        params: {
            title: "Wheat — \"prima\"\n⚓"
            fragile: true
            floors: -128
            holds: 32767
            crates: -2147483648
            serial: 9007199254740993
            weight: 0.5
            volume: -1.5e300
            seal: "ü?>~~>"
            kind: "live fish"
            grade: 3
        }
        appliesTo: "server"
    }
    {
        id: "BodyOfExtremes"
        protocol: restJson1
        method: "POST"
        uri: "/manifests"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "title": "",
                "fragile": false,
                "floors": 127,
                "holds": -32768,
                "crates": 2147483647,
                "serial": -9223372036854775807,
                "weight": -0.1,
                "volume": 1024.0625,
                "seal": "c2VhbGVk"
            }"""
        bodyMediaType: "application/json"
        params: {
            title: ""
            fragile: false
            floors: 127
            holds: -32768
            crates: 2147483647
            serial: -9223372036854775807
            weight: -0.1
            volume: 1024.0625
            seal: "sealed"
        }
    }
    {
        id: "BodyOfSpecialNumbers"
        documentation: "What JSON has no numbers for are strings."
        protocol: restJson1
        method: "POST"
        uri: "/manifests"
        headers: { "Content-Type": "application/json" }
        body: """
            {"weight": "NaN", "volume": "-Infinity"}"""
        bodyMediaType: "application/json"
        params: { weight: "NaN", volume: "-Infinity" }
    }
    {
        id: "BodyOfNothing"
        protocol: restJson1
        method: "POST"
        uri: "/manifests"
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: {}
    }
    {
        id: "BodyWithNullAndUnknownMembers"
        documentation: "Servers take null for absent, and pass over what they do not know."
        protocol: restJson1
        method: "POST"
        uri: "/manifests"
        headers: { "Content-Type": "application/json; charset=utf-8" }
        body: """
            {"title": null, "of": {"a": [{"later": "model"}]}, "crates": 3, "seal": null, "Crates": 4}"""
        bodyMediaType: "application/json"
        params: { crates: 3 }
        appliesTo: "server"
    }
    {
        id: "BodyWithEscapes"
        documentation: "Every way to write a character in JSON, in keys and in values."
        protocol: restJson1
        method: "POST"
        uri: "/manifests"
        headers: { "Content-Type": "application/json" }
        body: """
            \t{ "t\\u0069tle" : "\\u2693\\ud83d\\udea2\\/\\b\\f\\t\\\\" }\n"""
        bodyMediaType: "application/json"
        params: { title: "⚓🚢/\u0008\u000c\t\\" }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "BodyOfSimpleTypesInResponses"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "title": "Ore",
                "fragile": true,
                "floors": 1,
                "holds": 2,
                "crates": 3,
                "serial": 4,
                "weight": 5.7,
                "volume": 6.5,
                "seal": "c2VhbGVk",
                "kind": "grain",
                "grade": 1
            }"""
        bodyMediaType: "application/json"
        params: {
            title: "Ore"
            fragile: true
            floors: 1
            holds: 2
            crates: 3
            serial: 4
            weight: 5.7
            volume: 6.5
            seal: "sealed"
            kind: "grain"
            grade: 1
        }
    }
    {
        id: "BodyOfSpecialNumbersInResponses"
        protocol: restJson1
        code: 200
        body: """
            {"weight": "Infinity", "volume": "NaN"}"""
        bodyMediaType: "application/json"
        params: { weight: "Infinity", volume: "NaN" }
    }
    {
        id: "BodyOfNothingInResponses"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: {}
    }
    {
        id: "BodyWithNullAndUnknownMembersInResponses"
        documentation: "Clients take values of enums that came after their model, too."
        protocol: restJson1
        code: 200
        body: """
            {"title": null, "of": {"a": [{"later": "model"}]}, "kind": "wood", "grade": 9}"""
        bodyMediaType: "application/json"
        params: { kind: "wood", grade: 9 }
        appliesTo: "client"
    }
    {
        id: "NoBodyInResponses"
        protocol: restJson1
        code: 200
        body: ""
        params: {}
        appliesTo: "client"
    }
])
operation StoreManifest {
    input := with [Manifest] {}
    output := with [Manifest] {}
}

@mixin
structure Manifest {
    title: String
    fragile: Boolean
    floors: Byte
    holds: Short
    crates: Integer
    serial: Long
    weight: Float
    volume: Double
    seal: Blob
    kind: CargoKind
    grade: Grade
}
