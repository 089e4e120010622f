// Headers, continued: times, and maps of headers.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

@http(method: "POST", uri: "/time-signals")
@httpRequestTests([
    {
        id: "HeadersOfTimestamps"
        documentation: "In headers, http-date is the default; its comma separates no elements."
        protocol: restJson1
        method: "POST"
        uri: "/time-signals"
        headers: {
            "X-Plain": "Thu, 04 Mar 2021 05:06:07 GMT"
            "X-Moment": "2021-03-04T05:06:07Z"
            "X-Epoch": "1614834367"
            "X-Times": "Thu, 04 Mar 2021 05:06:07 GMT, Thu, 01 Jan 1970 00:00:00 GMT"
            "X-Moments": "2021-03-04T05:06:07Z, 1970-01-01T00:00:00Z"
        }
        body: ""
        params: {
            plain: 1614834367
            moment: 1614834367
            epoch: 1614834367
            times: [1614834367, 0]
            moments: [1614834367, 0]
        }
    }
])
@httpResponseTests([
    {
        id: "HeadersOfTimestampsInResponses"
        protocol: restJson1
        code: 200
        headers: {
            "X-Plain": "Thu, 01 Jan 1970 00:00:00 GMT"
            "X-Moment": "1969-12-31T23:59:59Z"
            "X-Epoch": "-1"
            "X-Times": "Thu, 04 Mar 2021 05:06:07 GMT, Thu, 01 Jan 1970 00:00:00 GMT"
            "X-Moments": "2021-03-04T05:06:07Z"
        }
        params: {
            plain: 0
            moment: -1
            epoch: -1
            times: [1614834367, 0]
            moments: [1614834367]
        }
    }
])
@httpMalformedRequestTests([
    {
        id: "HeadersThatAreNoTimestamps"
        documentation: "In each row, one header is wrong."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/time-signals"
            headers: {
                "X-Plain": "$plain:L"
                "X-Moment": "$moment:L"
                "X-Epoch": "$epoch:L"
                "X-Times": "$times:L"
                "X-Moments": "$moments:L"
            }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            plain: [
                "2021-03-04T05:06:07Z"
                "1614834367"
                "Thu, 04 Mar 2021"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
            ]
            moment: [
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "2021-02-30T05:06:07Z"
                "1614834367"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
            ]
            epoch: [
                "1614834367"
                "1614834367"
                "1614834367"
                "1614834367"
                "1614834367"
                "1614834367"
                "2021-03-04T05:06:07Z"
                "Infinity"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "1614834367"
                "1614834367"
                "1614834367"
            ]
            times: [
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT"
                "Thu, 04 Mar 2021 05:06:07 GMT, now"
                "2021-03-04T05:06:07Z"
                "Thu, 04 Mar 2021 05:06:07 GMT"
            ]
            moments: [
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z"
                "2021-03-04T05:06:07Z, 2021"
            ]
        }
    }
])
operation TimeSignal {
    input := with [TimeSignals] {}
    output := with [TimeSignals] {}
}

@mixin
structure TimeSignals {
    @httpHeader("X-Plain")
    plain: Timestamp

    @httpHeader("X-Moment")
    moment: Moment

    @httpHeader("X-Epoch")
    @timestampFormat("epoch-seconds")
    epoch: Timestamp

    @httpHeader("X-Times")
    times: Times

    @httpHeader("X-Moments")
    moments: Moments
}

list Moments {
    member: Moment
}

@idempotent
@http(method: "PUT", uri: "/annotations")
@httpRequestTests([
    {
        id: "PrefixedHeaders"
        protocol: restJson1
        method: "PUT"
        uri: "/annotations"
        headers: { "X-Ship": "Orca", "X-Note-flag": "Malta", "X-Note-crew": "12, or 13" }
        body: ""
        params: {
            ship: "Orca"
            notes: { flag: "Malta", crew: "12, or 13" }
        }
    }
    {
        id: "PrefixedHeadersWithoutEntries"
        protocol: restJson1
        method: "PUT"
        uri: "/annotations"
        headers: { "X-Ship": "Orca" }
        forbidHeaders: ["X-Note-", "X-Note"]
        body: ""
        params: {
            ship: "Orca"
            notes: {}
        }
        appliesTo: "client"
    }
    {
        id: "PrefixedHeadersThatAreEmpty"
        protocol: restJson1
        method: "PUT"
        uri: "/annotations"
        headers: { "X-Note-flag": "" }
        body: ""
        params: {
            notes: { flag: "" }
        }
    }
    {
        id: "PrefixesInAnyCase"
        protocol: restJson1
        method: "PUT"
        uri: "/annotations"
        headers: { "x-NOTE-flag": "Malta", "X-Ship": "Orca", "X-Notes": "none" }
        params: {
            ship: "Orca"
            notes: { flag: "Malta" }
        }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "PrefixedHeadersInResponses"
        protocol: restJson1
        code: 200
        headers: { "X-Ship": "Orca", "X-Note-flag": "Malta", "X-Note-crew": "12" }
        params: {
            ship: "Orca"
            notes: { flag: "Malta", crew: "12" }
        }
    }
])
operation AnnotateShip {
    input := with [Annotation] {}
    output := with [Annotation] {}
}

@mixin
structure Annotation {
    @httpHeader("X-Ship")
    ship: String

    @httpPrefixHeaders("X-Note-")
    notes: Labels
}

@readonly
@http(method: "GET", uri: "/echo")
@httpResponseTests([
    {
        id: "EmptyPrefixHoldsAllHeaders"
        protocol: restJson1
        code: 200
        headers: { "x-ship": "Orca", port: "Hull" }
        params: {
            all: { "x-ship": "Orca", port: "Hull" }
        }
    }
])
operation EchoHeaders {
    output := {
        @httpPrefixHeaders("")
        all: Labels
    }
}
