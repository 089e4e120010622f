// Responses to values that break constraints, continued: headers, queries, payloads, lists that repeat.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests

@http(method: "POST", uri: "/arrivals")
@httpRequestTests([
    {
        id: "ElementsThatDiffer"
        protocol: restJson1
        method: "POST"
        uri: "/arrivals"
        queryParams: ["port=GB1"]
        headers: { "Content-Type": "application/json", "X-Agent": "a1" }
        body: """
            {"time": 1, "texts": ["a", "A"], "lists": [[1, 2], [2, 1]], "unions": [{"fast": true}, {"fast": false}], "times": [0, 0.5]}"""
        bodyMediaType: "application/json"
        params: {
            agent: "a1"
            port: "GB1"
            arrival: {
                time: 1
                texts: ["a", "A"]
                lists: [
                    [1, 2]
                    [2, 1]
                ]
                unions: [
                    { fast: true }
                    { fast: false }
                ]
                times: [0, 0.5]
            }
        }
        appliesTo: "server"
    }
])
@httpMalformedRequestTests([
    {
        id: "MissingHeaderAndQuery"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/arrivals"
            headers: { "content-type": "application/json" }
            body: """
                {"time": 1}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "2 validation errors detected. Value at '/agent' failed to satisfy constraint: Member must not be null; Value at '/port' failed to satisfy constraint: Member must not be null",
                         "fieldList": [{"path": "/agent", "message": "Value at '/agent' failed to satisfy constraint: Member must not be null"},
                                       {"path": "/port", "message": "Value at '/port' failed to satisfy constraint: Member must not be null"}]}"""
                }
            }
        }
    }
    {
        id: "MissingMemberOfPayload"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/arrivals"
            queryParams: ["port=GB1"]
            headers: { "content-type": "application/json", "X-Agent": "a1" }
            body: """
                {}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/arrival/time' failed to satisfy constraint: Member must not be null",
                         "fieldList": [{"path": "/arrival/time", "message": "Value at '/arrival/time' failed to satisfy constraint: Member must not be null"}]}"""
                }
            }
        }
    }
    {
        id: "PayloadAfterHeaders"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/arrivals"
            queryParams: ["port=?"]
            headers: { "content-type": "application/json", "X-Agent": "a" }
            body: """
                {"crew": [{}]}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "4 validation errors detected. Value with length 1 at '/agent' failed to satisfy constraint: Member must have length greater than or equal to 2; Value at '/port' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$; Value at '/arrival/time' failed to satisfy constraint: Member must not be null; Value at '/arrival/crew/0/name' failed to satisfy constraint: Member must not be null",
                         "fieldList": [{"path": "/agent", "message": "Value with length 1 at '/agent' failed to satisfy constraint: Member must have length greater than or equal to 2"},
                                       {"path": "/port", "message": "Value at '/port' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$"},
                                       {"path": "/arrival/time", "message": "Value at '/arrival/time' failed to satisfy constraint: Member must not be null"},
                                       {"path": "/arrival/crew/0/name", "message": "Value at '/arrival/crew/0/name' failed to satisfy constraint: Member must not be null"}]}"""
                }
            }
        }
    }
    {
        id: "ElementsOfAllTypesThatRepeat"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/arrivals"
            queryParams: ["port=GB1"]
            headers: { "content-type": "application/json", "X-Agent": "a1" }
            body: """
                {"time": 1, "$member:L": $value:L}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/arrival/$member:L' failed to satisfy constraint: Member must have unique values",
                         "fieldList": [{"path": "/arrival/$member:L", "message": "Value at '/arrival/$member:L' failed to satisfy constraint: Member must have unique values"}]}"""
                }
            }
        }
        testParameters: {
            member: ["numbers", "flags", "blobs", "times", "texts", "lists", "unions", "kinds"]
            value: [
                "[1, 2, 1]"
                "[true, true]"
                "[\"YQ==\", \"Yg==\", \"YQ==\"]"
                "[0.5, 0.50]"
                "[\"a\", \"\\u0061\"]"
                "[[1], [], [1]]"
                "[{\"text\": \"a\"}, {\"fast\": true}, {\"fast\": true}]"
                "[\"grain\", \"steel\", \"steel\"]"
            ]
        }
    }
])
operation DeclareArrival {
    input := {
        @required
        @httpHeader("X-Agent")
        @length(min: 2)
        agent: String

        @required
        @httpQuery("port")
        port: Code

        @required
        @httpPayload
        arrival: Arrival
    }
}

structure Arrival {
    @required
    time: Timestamp

    crew: CrewList

    numbers: NumberSet

    flags: FlagSet

    blobs: BlobSet

    times: TimeSet

    texts: TextSet

    lists: ListSet

    unions: UnionSet

    kinds: KindSet
}

list CrewList {
    member: Sailor
}

structure Sailor {
    @required
    name: String
}

@uniqueItems
list NumberSet {
    member: Integer
}

@uniqueItems
list FlagSet {
    member: Boolean
}

@uniqueItems
list BlobSet {
    member: Blob
}

@uniqueItems
list TimeSet {
    member: Timestamp
}

@uniqueItems
list TextSet {
    member: String
}

@uniqueItems
list ListSet {
    member: Numbers
}

@uniqueItems
list UnionSet {
    member: Handling
}

@uniqueItems
list KindSet {
    member: CargoKind
}
