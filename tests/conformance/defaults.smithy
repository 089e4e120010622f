// Members with defaults: who fills them in, and when.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

@http(method: "POST", uri: "/voyages")
@httpRequestTests([
    {
        id: "DefaultsOfInputAreLeftToServers"
        documentation: "Clients do not send the defaults of the input's own members."
        protocol: restJson1
        method: "POST"
        uri: "/voyages"
        headers: { "Content-Type": "application/json" }
        forbidHeaders: ["X-Mode"]
        forbidQueryParams: ["limit"]
        body: "{}"
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "client"
    }
    {
        id: "DefaultsThatAreGivenAreSent"
        protocol: restJson1
        method: "POST"
        uri: "/voyages"
        queryParams: ["limit=5"]
        headers: { "Content-Type": "application/json", "X-Mode": "slow" }
        body: "{\"from\": \"here\"}"
        bodyMediaType: "application/json"
        params: { from: "here", mode: "slow", limit: 5 }
    }
    {
        id: "DefaultsWithinStructuresAreSent"
        protocol: restJson1
        method: "POST"
        uri: "/voyages"
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "voyage": {
                    "text": "unnamed",
                    "flag": true,
                    "byte": 1,
                    "short": -2,
                    "integer": 3,
                    "long": 5000000000,
                    "float": 0.5,
                    "double": -0.5,
                    "blob": "c2VhbGVk",
                    "time": 1614834367,
                    "kind": "live fish",
                    "grade": 2,
                    "names": [],
                    "labels": {},
                    "document": {},
                    "zero": 0,
                    "empty": "",
                    "off": false
                }
            }"""
        bodyMediaType: "application/json"
        params: {
            voyage: {}
        }
        appliesTo: "client"
    }
    {
        id: "DefaultsForClientsOnlyWhereMeant"
        documentation: "A default that clients are to ignore is not sent."
        protocol: restJson1
        method: "POST"
        uri: "/voyages"
        headers: { "Content-Type": "application/json" }
        body: "{\"stop\": {\"reason\": \"fuel\"}}"
        bodyMediaType: "application/json"
        params: {
            stop: { reason: "fuel" }
        }
        appliesTo: "client"
    }
    {
        id: "DefaultsAreFilledInByServers"
        protocol: restJson1
        method: "POST"
        uri: "/voyages"
        headers: { "Content-Type": "application/json" }
        body: "{\"voyage\": {\"integer\": null, \"long\": 0, \"empty\": \"x\"}, \"stop\": {}}"
        bodyMediaType: "application/json"
        params: {
            from: "here"
            mode: "slow"
            limit: 5
            stop: { hours: 12, reason: "fuel" }
            voyage: {
                text: "unnamed"
                flag: true
                byte: 1
                short: -2
                integer: 3
                long: 0
                float: 0.5
                double: -0.5
                blob: "sealed"
                time: 1614834367
                kind: "live fish"
                grade: 2
                names: []
                labels: {}
                document: {}
                zero: 0
                empty: "x"
                off: false
            }
        }
        appliesTo: "server"
    }
])
operation PlanVoyage {
    input := {
        from: String = "here"

        @httpHeader("X-Mode")
        mode: String = "slow"

        @httpQuery("limit")
        limit: Integer = 5

        voyage: Voyage

        stop: Stop
    }
}

@readonly
@http(method: "GET", uri: "/voyage")
@httpResponseTests([
    {
        id: "DefaultsAreSentByServers"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "text": "unnamed",
                "flag": true,
                "byte": 1,
                "short": -2,
                "integer": 3,
                "long": 5000000000,
                "float": 0.5,
                "double": -0.5,
                "blob": "c2VhbGVk",
                "time": 1614834367,
                "kind": "live fish",
                "grade": 2,
                "names": [],
                "labels": {},
                "document": {},
                "zero": 0,
                "empty": "",
                "off": false
            }"""
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "server"
    }
    {
        id: "DefaultsAreFilledInByClients"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: "{\"text\": null, \"flag\": false, \"names\": [\"a\"], \"document\": 4}"
        bodyMediaType: "application/json"
        params: {
            text: "unnamed"
            flag: false
            byte: 1
            short: -2
            integer: 3
            long: 5000000000
            float: 0.5
            double: -0.5
            blob: "sealed"
            time: 1614834367
            kind: "live fish"
            grade: 2
            names: ["a"]
            labels: {}
            document: 4
            zero: 0
            empty: ""
            off: false
        }
        appliesTo: "client"
    }
    {
        id: "DefaultsYieldToValues"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "text": "",
                "flag": false,
                "byte": 0,
                "short": 0,
                "integer": 0,
                "long": 0,
                "float": 1.5,
                "double": 1.5,
                "blob": "",
                "time": 0,
                "kind": "grain",
                "grade": 1,
                "names": [""],
                "labels": {"": ""},
                "document": false,
                "zero": 1,
                "empty": "e",
                "off": true
            }"""
        bodyMediaType: "application/json"
        params: {
            text: ""
            flag: false
            byte: 0
            short: 0
            integer: 0
            long: 0
            float: 1.5
            double: 1.5
            blob: ""
            time: 0
            kind: "grain"
            grade: 1
            names: [""]
            labels: { "": "" }
            document: false
            zero: 1
            empty: "e"
            off: true
        }
    }
])
operation DescribeVoyage {
    output := with [VoyageData] {}
}

structure Voyage with [VoyageData] {}

@mixin
structure VoyageData {
    text: String = "unnamed"
    flag: Boolean = true
    byte: Byte = 1
    short: Short = -2
    integer: Integer = 3
    long: Long = 5000000000
    float: Float = 0.5
    double: Double = -0.5
    blob: Blob = "c2VhbGVk"
    time: Timestamp = 1614834367
    kind: CargoKind = "live fish"
    grade: Grade = 2
    names: Names = []
    labels: Labels = {}
    document: Document = {}
    zero: Integer = 0
    empty: String = ""
    off: Boolean = false
}

structure Stop {
    @clientOptional
    hours: Integer = 12

    @required
    reason: String = "fuel"
}
