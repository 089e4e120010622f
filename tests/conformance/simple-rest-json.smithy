// A service of `alloy#simpleRestJson`: HTTP bindings, JSON in every body, the unions and null values of alloy.
$version: "2"

namespace example.pier

use alloy#discriminated
use alloy#jsonUnknown
use alloy#nullable
use alloy#openEnum
use alloy#simpleRestJson
use alloy#untagged
use alloy#uuidFormat
use smithy.framework#ValidationException
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

/// What lies at a pier.
@simpleRestJson
service Pier {
    version: "2026-01-01"
    operations: [
        PutBoat
        NameBoat
        MoveBoat
    ]
    errors: [
        ValidationException
    ]
}

@idempotent
@http(method: "PUT", uri: "/boats/{id}/")
@httpRequestTests([
    {
        id: "SimpleRestUnionsAndNulls"
        protocol: simpleRestJson
        method: "PUT"
        uri: "/boats/51216269-c0c8-454a-871e-329513e54e23"
        headers: { "Content-Type": "application/json", "X-Since": "Wed, 21 Oct 2015 07:28:00 GMT" }
        requireHeaders: ["Content-Length"]
        body: "{\"berth\": null, \"built\": \"2020-01-01T00:00:00Z\", \"cargo\": {\"kind\": \"crates\", \"count\": 2}, \"sail\": 3.5, \"flag\": \"blue\", \"colour\": \"red\"}"
        bodyMediaType: "application/json"
        params: {
            id: "51216269-c0c8-454a-871e-329513e54e23"
            since: 1445412480
            berth: null
            built: 1577836800
            cargo: {
                crates: { count: 2 }
            }
            sail: { area: 3.5 }
            flag: "blue"
            others: { colour: "red" }
        }
    }
    {
        id: "SimpleRestUnknownMembersOfOpenUnions"
        protocol: simpleRestJson
        method: "PUT"
        uri: "/boats/51216269-c0c8-454a-871e-329513e54e23"
        headers: { "Content-Type": "application/json" }
        body: "{\"cargo\": {\"kind\": \"rope\", \"metres\": 9}, \"sail\": \"none\"}"
        bodyMediaType: "application/json"
        params: {
            id: "51216269-c0c8-454a-871e-329513e54e23"
            cargo: {
                other: { kind: "rope", metres: 9 }
            }
            sail: { name: "none" }
        }
    }
    {
        id: "SimpleRestBodiesNeedNotStateTheirType"
        protocol: simpleRestJson
        method: "PUT"
        uri: "/boats/51216269-c0c8-454a-871e-329513e54e23/"
        body: "{\"sail\": 1}"
        params: {
            id: "51216269-c0c8-454a-871e-329513e54e23"
            sail: { area: 1 }
        }
        appliesTo: "server"
    }
])
@httpResponseTests([
    {
        id: "SimpleRestOutputOfTheShapeOfTheInput"
        documentation: "What is in the path of a request is in the body of a response."
        protocol: simpleRestJson
        code: 200
        headers: { "Content-Type": "application/json" }
        body: "{\"id\": \"a\", \"sail\": 2.5}"
        bodyMediaType: "application/json"
        params: {
            id: "a"
            sail: { area: 2.5 }
        }
    }
])
@httpMalformedRequestTests([
    {
        id: "SimpleRestMalformedBodies"
        protocol: simpleRestJson
        request: {
            method: "PUT"
            uri: "/boats/a"
            headers: { "content-type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-error-type": "SerializationException" }
        }
        testParameters: {
            body: [
                "{"
                "[]"
                "{\"built\": 5}"
                "{\"berth\": \"one\"}"
                "{\"cargo\": 7}"
            ]
        }
    }
    {
        id: "SimpleRestValuesOfNoMemberOfAUnion"
        protocol: simpleRestJson
        request: {
            method: "PUT"
            uri: "/boats/a"
            headers: { "content-type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-error-type": "ValidationException" }
        }
        testParameters: {
            body: [
                "{\"cargo\": {\"count\": 2}}"
                "{\"cargo\": {\"kind\": 1}}"
                "{\"sail\": true}"
            ]
        }
    }
    {
        id: "SimpleRestOtherMediaTypes"
        protocol: simpleRestJson
        request: {
            method: "PUT"
            uri: "/boats/a"
            headers: { "content-type": "text/plain" }
            body: "{}"
        }
        response: {
            code: 415
            headers: { "x-error-type": "UnsupportedMediaTypeException" }
        }
    }
])
operation PutBoat {
    input: Boat
    output: Boat
    errors: [
        TooLong
        TooDeep
        Gone
    ]
}

structure Boat {
    @required
    @httpLabel
    @uuidFormat
    id: String

    @httpHeader("X-Since")
    since: Timestamp

    @nullable
    berth: Integer

    built: Timestamp

    cargo: Cargo

    sail: Sail

    flag: Flag

    @jsonUnknown
    others: Others
}

map Others {
    key: String
    value: Document
}

@discriminated("kind")
union Cargo {
    crates: Crates

    @jsonUnknown
    other: Document
}

structure Crates {
    @required
    count: Integer
}

@untagged
union Sail {
    area: Double
    name: String
}

@openEnum
enum Flag {
    RED = "red"
}

@error("client")
@httpError(422)
@httpResponseTests([
    {
        id: "SimpleRestErrorsNamedByTheHeader"
        protocol: simpleRestJson
        code: 422
        headers: { "X-Error-Type": "TooLong", "Content-Type": "application/json" }
        body: "{\"by\": 3}"
        bodyMediaType: "application/json"
        params: { by: 3 }
    }
])
structure TooLong {
    by: Integer
}

@error("client")
@httpError(422)
structure TooDeep {
    by: Integer
}

@error("client")
@httpError(410)
@httpResponseTests([
    {
        id: "SimpleRestErrorsKnownByTheirStatus"
        protocol: simpleRestJson
        code: 410
        headers: { "Content-Type": "application/json" }
        body: "{\"message\": \"sunk\"}"
        bodyMediaType: "application/json"
        params: { message: "sunk" }
        appliesTo: "client"
    }
])
structure Gone {
    message: String
}

@http(method: "POST", uri: "/name")
@httpRequestTests([
    {
        id: "SimpleRestTextAsABody"
        protocol: simpleRestJson
        method: "POST"
        uri: "/name"
        headers: { "Content-Type": "application/json" }
        body: "\"Ada\""
        bodyMediaType: "application/json"
        params: { name: "Ada" }
    }
])
@httpResponseTests([
    {
        id: "SimpleRestBytesAsABody"
        protocol: simpleRestJson
        code: 200
        headers: { "Content-Type": "application/json" }
        body: "\"QWRh\""
        bodyMediaType: "application/json"
        params: { photo: "Ada" }
    }
])
operation NameBoat {
    input := {
        @required
        @httpPayload
        name: String
    }

    output := {
        @httpPayload
        photo: Blob
    }
}

@http(method: "POST", uri: "/moves")
@httpResponseTests([
    {
        id: "SimpleRestStatusesOfTheServices"
        protocol: simpleRestJson
        code: 303
        headers: { "Content-Type": "application/json" }
        body: "{}"
        bodyMediaType: "application/json"
        params: { status: 303 }
    }
])
operation MoveBoat {
    output := {
        @httpResponseCode
        status: Integer

        berth: Integer
    }
}
