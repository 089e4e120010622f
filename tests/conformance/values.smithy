// JSON bodies, continued: times, unions, defaults, tokens, and operations without a body.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

@http(method: "POST", uri: "/times")
@httpRequestTests([
    {
        id: "BodyOfTimestamps"
        documentation: "In bodies, seconds since 1970 are the default."
        protocol: restJson1
        method: "POST"
        uri: "/times"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "plain": 1614834367,
                "moment": "2021-03-04T05:06:07Z",
                "http": "Thu, 04 Mar 2021 05:06:07 GMT",
                "epoch": 0,
                "member": "1969-12-31T23:59:59Z",
                "list": ["2021-03-04T05:06:07Z"]
            }"""
        bodyMediaType: "application/json"
        params: {
            plain: 1614834367
            moment: 1614834367
            http: 1614834367
            epoch: 0
            member: -1
            list: [1614834367]
        }
    }
    {
        id: "BodyOfTimestampsWithFractions"
        protocol: restJson1
        method: "POST"
        uri: "/times"
        headers: { "Content-Type": "application/json" }
        body: """
            {"plain": 1614834367.125, "moment": "2021-03-04T05:06:07.125Z", "epoch": -0.5}"""
        bodyMediaType: "application/json"
        params: { plain: 1614834367.125, moment: 1614834367.125, epoch: -0.5 }
    }
    {
        id: "BodyOfTimestampsInOtherPrecisions"
        protocol: restJson1
        method: "POST"
        uri: "/times"
        headers: { "Content-Type": "application/json" }
        body: """
            {"plain": -1.5e0, "moment": "1969-12-31T23:59:59.5Z", "member": "2021-03-04T05:06:07.1250Z"}"""
        bodyMediaType: "application/json"
        params: { plain: -1.5, moment: -0.5, member: 1614834367.125 }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "BodyOfTimestampsInResponses"
        protocol: restJson1
        code: 200
        body: """
            {
                "plain": 1614834367,
                "moment": "2021-03-04T05:06:07Z",
                "http": "Thu, 04 Mar 2021 05:06:07 GMT",
                "epoch": 1614834367.125,
                "member": "2021-03-04T05:06:07.125Z"
            }"""
        bodyMediaType: "application/json"
        params: {
            plain: 1614834367
            moment: 1614834367
            http: 1614834367
            epoch: 1614834367.125
            member: 1614834367.125
        }
    }
    {
        id: "BodyOfTimestampsInOtherSpellings"
        documentation: "Clients are lenient: offsets, fractions in http-date, exponents."
        protocol: restJson1
        code: 200
        body: """
            {"plain": 1.614834367E9, "moment": "2021-03-04T03:36:07-01:30", "http": "Thu, 04 Mar 2021 05:06:07.5 GMT"}"""
        bodyMediaType: "application/json"
        params: { plain: 1614834367, moment: 1614834367, http: 1614834367.5 }
        appliesTo: "client"
    }
])
operation StoreTimes {
    input := with [TimesBody] {}
    output := with [TimesBody] {}
}

@mixin
structure TimesBody {
    plain: Timestamp

    moment: Moment

    http: HttpMoment

    epoch: EpochMoment

    @timestampFormat("date-time")
    member: EpochMoment

    list: Moments
}

@http(method: "POST", uri: "/handlings")
@httpRequestTests([
    {
        id: "UnionOfText"
        protocol: restJson1
        method: "POST"
        uri: "/handlings"
        headers: { "Content-Type": "application/json" }
        body: """
            {"handling": {"text": "with care"}}"""
        bodyMediaType: "application/json"
        params: {
            handling: { text: "with care" }
        }
    }
    {
        id: "UnionOfZero"
        protocol: restJson1
        method: "POST"
        uri: "/handlings"
        headers: { "Content-Type": "application/json" }
        body: """
            {"handling": {"Degrees": 0}}"""
        bodyMediaType: "application/json"
        params: {
            handling: { degrees: 0 }
        }
    }
    {
        id: "UnionOfUnit"
        documentation: "A member without a value is an empty object."
        protocol: restJson1
        method: "POST"
        uri: "/handlings"
        headers: { "Content-Type": "application/json" }
        body: """
            {"handling": {"dry": {}}}"""
        bodyMediaType: "application/json"
        params: {
            handling: {
                dry: {}
            }
        }
    }
    {
        id: "UnionsInCollections"
        protocol: restJson1
        method: "POST"
        uri: "/handlings"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "all": [
                    {"until": 1614834367},
                    {"seal": "c2VhbGVk"},
                    {"names": ["a", "b"]},
                    {"crate": {"Nr": 1}},
                    {"kind": "steel"},
                    {"first": {"first": {"fast": true}}}
                ]
            }"""
        bodyMediaType: "application/json"
        params: {
            all: [
                { until: 1614834367 }
                { seal: "sealed" }
                {
                    names: ["a", "b"]
                }
                {
                    crate: { number: 1 }
                }
                { kind: "steel" }
                {
                    first: {
                        first: { fast: true }
                    }
                }
            ]
        }
    }
    {
        id: "UnionBesideNull"
        documentation: "Null is as good as absent in a union, too."
        protocol: restJson1
        method: "POST"
        uri: "/handlings"
        headers: { "Content-Type": "application/json" }
        body: """
            {"handling": {"seal": null, "fast": false, "text": null}, "all": null}"""
        bodyMediaType: "application/json"
        params: {
            handling: { fast: false }
        }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "UnionsInResponses"
        protocol: restJson1
        code: 200
        body: """
            {"handling": {"crate": {"Nr": 2}}, "all": [{"dry": {}}, {"Degrees": -4}]}"""
        bodyMediaType: "application/json"
        params: {
            handling: {
                crate: { number: 2 }
            }
            all: [
                {
                    dry: {}
                }
                { degrees: -4 }
            ]
        }
    }
    {
        id: "UnionsWithTypesInResponses"
        documentation: "Some services write the type beside the member."
        protocol: restJson1
        code: 200
        body: """
            {"handling": {"__type": "example.harbour#Handling", "text": "x", "seal": null}}"""
        bodyMediaType: "application/json"
        params: {
            handling: { text: "x" }
        }
        appliesTo: "client"
    }
])
operation HandleCargo {
    input := with [Handlings] {}
    output := with [Handlings] {}
}

@mixin
structure Handlings {
    handling: Handling
    all: HandlingList
}

list HandlingList {
    member: Handling
}

union Handling {
    text: String

    @jsonName("Degrees")
    degrees: Integer

    dry: Unit

    fast: Boolean

    until: Timestamp

    seal: Blob

    names: Names

    crate: Crate

    kind: CargoKind

    first: Handling
}

@http(method: "POST", uri: "/crew")
@httpRequestTests([
    {
        id: "TokenInBodyIsFilledIn"
        protocol: restJson1
        method: "POST"
        uri: "/crew"
        headers: { "Content-Type": "application/json" }
        body: """
            {"Full-Name": "Ada", "token": "00000000-0000-4000-8000-000000000000"}"""
        bodyMediaType: "application/json"
        params: { name: "Ada" }
        appliesTo: "client"
    }
    {
        id: "TokenInBodyIsKept"
        protocol: restJson1
        method: "POST"
        uri: "/crew"
        headers: { "Content-Type": "application/json", "X-Retry-Token": "theirs" }
        body: """
            {"Full-Name": "Ada", "token": "mine"}"""
        bodyMediaType: "application/json"
        params: { name: "Ada", token: "mine", retryToken: "theirs" }
    }
    {
        id: "NamesOfMembersAreNotNamesInJson"
        documentation: "A member with another name in JSON is not found by its own."
        protocol: restJson1
        method: "POST"
        uri: "/crew"
        headers: { "Content-Type": "application/json" }
        body: """
            {"name": "Bob", "token": ""}"""
        bodyMediaType: "application/json"
        params: { token: "" }
        appliesTo: "server"
    }
])
operation RegisterCrew {
    input := {
        @jsonName("Full-Name")
        name: String

        @idempotencyToken
        token: String

        @httpHeader("X-Retry-Token")
        retryToken: String
    }
}

@http(method: "POST", uri: "/ping", code: 204)
@httpRequestTests([
    {
        id: "NoInput"
        documentation: "Without input there is no body, and nothing that describes one."
        protocol: restJson1
        method: "POST"
        uri: "/ping"
        body: ""
        forbidHeaders: ["Content-Type"]
    }
])
@httpResponseTests([
    { id: "NoOutput", protocol: restJson1, code: 204, body: "" }
])
operation Ping {}

@http(method: "POST", uri: "/poll")
@httpRequestTests([
    {
        id: "EmptyInput"
        protocol: restJson1
        method: "POST"
        uri: "/poll"
        body: ""
        forbidHeaders: ["Content-Type"]
        params: {}
    }
    {
        id: "EmptyInputAsObject"
        protocol: restJson1
        method: "POST"
        uri: "/poll"
        headers: { "Content-Type": "application/json", Accept: "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "EmptyOutput"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: {}
    }
    { id: "EmptyOutputWithoutBody", protocol: restJson1, code: 200, body: "", params: {}, appliesTo: "client" }
])
operation Poll {
    input := {}
    output := {}
}
