// Responses: status codes, errors, and how clients handle responses that lack members.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpResponseTests

@readonly
@http(method: "GET", uri: "/status", code: 202)
@httpResponseTests([
    {
        id: "StatusFromMember"
        protocol: restJson1
        code: 206
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: { code: 206 }
    }
    {
        id: "StatusFromModel"
        documentation: "Without a value, the status is that of the operation."
        protocol: restJson1
        code: 202
        body: "{}"
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "server"
    }
    {
        id: "StatusReachesClients"
        documentation: "Whatever the status of a success is, the client gets it, with or without a body."
        protocol: restJson1
        code: 299
        headers: { "X-Open": "true" }
        body: ""
        params: { code: 299, open: true }
        appliesTo: "client"
    }
])
operation GetStatus {
    output := {
        @httpResponseCode
        code: Integer

        @httpHeader("X-Open")
        open: Boolean
    }
}

@readonly
@http(method: "GET", uri: "/default-status", code: 202)
@httpResponseTests([
    {
        id: "StatusFromMemberWithDefault"
        protocol: restJson1
        code: 206
        body: "{}"
        bodyMediaType: "application/json"
        params: { code: 206 }
    }
    {
        id: "StatusFromModelAtDefault"
        documentation: "Zero is the default, and no status: the status is that of the operation."
        protocol: restJson1
        code: 202
        body: "{}"
        bodyMediaType: "application/json"
        params: { code: 0 }
        appliesTo: "server"
    }
])
operation GetDefaultStatus {
    output := {
        @httpResponseCode
        code: Integer = 0
    }
}

@readonly
@http(method: "GET", uri: "/weather")
@httpResponseTests([
    {
        id: "MissingMembersAreZero"
        documentation: "Where a required member is missing, clients put the zero of its type."
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: "{\"optional\": null}"
        bodyMediaType: "application/json"
        params: {
            text: ""
            wet: false
            knots: 0
            waves: 0
            rain: 0
            serial: 0
            depth: 0
            height: 0
            at: 0
            image: ""
            names: []
            labels: {}
            station: { name: "", depth: 0 }
            unit: "m"
        }
        appliesTo: "client"
    }
    {
        id: "MissingMembersOfNestedStructures"
        documentation: "So they do within lists, maps and structures; what is there stays."
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: """
            {
                "text": "calm", "wet": true, "knots": 1, "waves": 2, "rain": 3, "serial": 4, "depth": 5.5, "height": 6.5,
                "at": 7, "image": "aQ==", "names": ["n"], "labels": {"k": "v"}, "station": {"depth": 8}, "unit": "ft",
                "stations": [{}, {"name": "Hull"}], "byName": {"a": {"name": null}}
            }"""
        bodyMediaType: "application/json"
        params: {
            text: "calm"
            wet: true
            knots: 1
            waves: 2
            rain: 3
            serial: 4
            depth: 5.5
            height: 6.5
            at: 7
            image: "i"
            names: ["n"]
            labels: { k: "v" }
            station: { name: "", depth: 8 }
            unit: "ft"
            stations: [
                { name: "", depth: 0 }
                { name: "Hull", depth: 0 }
            ]
            byName: {
                a: { name: "", depth: 0 }
            }
        }
        appliesTo: "client"
    }
])
operation GetWeather {
    output := {
        @required
        text: String

        @required
        wet: Boolean

        @required
        knots: Byte

        @required
        waves: Short

        @required
        rain: Integer

        @required
        serial: Long

        @required
        depth: Float

        @required
        height: Double

        @required
        at: Timestamp

        @required
        image: Blob

        @required
        names: Names

        @required
        labels: Labels

        @required
        station: Station

        @required
        unit: String = "m"

        optional: String

        stations: Stations

        byName: StationsByName
    }
}

structure Station {
    @required
    name: String

    @required
    depth: Integer
}

list Stations {
    member: Station
}

map StationsByName {
    key: String
    value: Station
}

@http(method: "POST", uri: "/entries")
@httpResponseTests([
    {
        id: "SuccessOfWhatMayFail"
        protocol: restJson1
        code: 200
        headers: { "Content-Type": "application/json" }
        body: "{\"berth\": 4}"
        bodyMediaType: "application/json"
        params: { berth: 4 }
    }
])
operation EnterPort {
    output := {
        berth: Integer
    }

    errors: [
        PortFull
        Quarantine
        DredgerBroken
        Storm
    ]
}

/// There is no berth. (Without a status of its own, it is 400.)
@error("client")
@httpResponseTests([
    {
        id: "ErrorOfClient"
        protocol: restJson1
        code: 400
        headers: { "X-Amzn-Errortype": "PortFull", "Content-Type": "application/json" }
        body: "{\"message\": \"come back\", \"free\": {\"Number\": 0}}"
        bodyMediaType: "application/json"
        params: {
            message: "come back"
            free: { number: 0 }
        }
    }
    {
        id: "ErrorWithoutMembers"
        protocol: restJson1
        code: 400
        headers: { "X-Amzn-Errortype": "PortFull", "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: {}
    }
    {
        id: "ErrorTypeInHeaderComesFirst"
        documentation: "The header counts, not the body; members the client doesn't know are passed over."
        protocol: restJson1
        code: 400
        headers: { "x-amzn-errortype": "PortFull", "Content-Type": "application/json" }
        body: "{\"__type\": \"Quarantine\", \"code\": \"Storm\", \"message\": \"no\", \"advice\": [1]}"
        bodyMediaType: "application/json"
        params: { message: "no" }
        appliesTo: "client"
    }
])
structure PortFull {
    message: String
    free: Free
}

structure Free {
    @jsonName("Number")
    number: Integer
}

/// The ship may not land.
@error("client")
@httpError(451)
@httpResponseTests([
    {
        id: "ErrorWithHeaders"
        protocol: restJson1
        code: 451
        headers: {
            "X-Amzn-Errortype": "Quarantine"
            "X-Until": "Thu, 04 Mar 2021 05:06:07 GMT"
            "X-Case-a": "1"
            "Content-Type": "application/json"
        }
        body: "{\"days\": 40}"
        bodyMediaType: "application/json"
        params: {
            until: 1614834367
            cases: { a: "1" }
            days: 40
        }
    }
])
structure Quarantine {
    @httpHeader("X-Until")
    until: Timestamp

    @httpPrefixHeaders("X-Case-")
    cases: Labels

    @required
    days: Integer
}

/// The dredger is broken. (Without a status of its own, it is 500.)
@error("server")
@httpResponseTests([
    {
        id: "ErrorOfServer"
        protocol: restJson1
        code: 500
        headers: { "X-Amzn-Errortype": "DredgerBroken", "Content-Type": "application/json" }
        body: "{\"Message\": \"mud\"}"
        bodyMediaType: "application/json"
        params: { Message: "mud" }
    }
])
structure DredgerBroken {
    Message: String
}

/// Nobody may move.
@error("server")
@httpError(503)
@retryable
@httpResponseTests([
    {
        id: "ErrorTypeInHeaderWithAddress"
        documentation: "What comes after a colon doesn't count."
        protocol: restJson1
        code: 503
        headers: { "X-Amzn-Errortype": "Storm:http://example.com/errors/" }
        params: {}
        appliesTo: "client"
    }
    {
        id: "ErrorTypeInHeaderWithNamespace"
        documentation: "Nor does what comes before a number sign."
        protocol: restJson1
        code: 503
        headers: { "X-Amzn-Errortype": "another.place#Storm" }
        params: {}
        appliesTo: "client"
    }
    {
        id: "ErrorTypeInHeaderWithNamespaceAndAddress"
        protocol: restJson1
        code: 503
        headers: { "X-Amzn-Errortype": "example.harbour#Storm:http://example.com/errors/" }
        params: {}
        appliesTo: "client"
    }
    {
        id: "ErrorTypeInBody"
        protocol: restJson1
        code: 503
        headers: { "Content-Type": "application/json" }
        body: "{\"__type\": \"Storm\", \"knots\": 70}"
        bodyMediaType: "application/json"
        params: { knots: 70 }
        appliesTo: "client"
    }
    {
        id: "ErrorTypeInBodyWithNamespace"
        protocol: restJson1
        code: 503
        headers: { "Content-Type": "application/json" }
        body: "{\"knots\": 70, \"__type\": \"example.harbour#Storm\"}"
        bodyMediaType: "application/json"
        params: { knots: 70 }
        appliesTo: "client"
    }
    {
        id: "ErrorTypeInBodyWithNamespaceAndAddress"
        protocol: restJson1
        code: 503
        headers: { "Content-Type": "application/json" }
        body: "{\"__type\": \"a.b#Storm:http://example.com/\", \"details\": {\"__type\": \"a.b#PortFull\"}}"
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "client"
    }
    {
        id: "ErrorCodeInBody"
        protocol: restJson1
        code: 503
        headers: { "Content-Type": "application/json" }
        body: "{\"code\": \"Storm\"}"
        bodyMediaType: "application/json"
        params: {}
        appliesTo: "client"
    }
    {
        id: "ErrorCodeInBodyWithNamespaceAndAddress"
        protocol: restJson1
        code: 503
        headers: { "Content-Type": "application/json" }
        body: "{\"code\": \"example.harbour#Storm:http://example.com/\", \"knots\": 65}"
        bodyMediaType: "application/json"
        params: { knots: 65 }
        appliesTo: "client"
    }
])
structure Storm {
    knots: Integer
}
