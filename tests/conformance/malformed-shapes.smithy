// Requests that servers cannot deserialize, continued: times, lists, maps, unions, payloads.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests

@http(method: "POST", uri: "/checks/times")
@httpMalformedRequestTests([
    {
        id: "BodyTimesOfOtherFormats"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/times"
            headers: { "content-type": "application/json" }
            body: "{\"$member:L\": $value:L}"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            member: [
                "plain"
                "plain"
                "plain"
                "plain"
                "plain"
                "plain"
                "moment"
                "moment"
                "moment"
                "moment"
                "moment"
                "moment"
                "moment"
                "moment"
                "http"
                "http"
                "http"
                "http"
                "http"
            ]
            value: [
                "\"1614834367\""
                "\"2021-03-04T05:06:07Z\""
                "\"Thu, 04 Mar 2021 05:06:07 GMT\""
                "\"NaN\""
                "true"
                "[1614834367]"
                "1614834367"
                "\"1614834367\""
                "\"Thu, 04 Mar 2021 05:06:07 GMT\""
                "\"2021-03-04T06:06:07+01:00\""
                "\"2021-03-04T05:06:07\""
                "\"2021-03-04 05:06\""
                "\"2021-02-29T05:06:07Z\""
                "\"20210304T050607Z\""
                "1614834367"
                "\"1614834367\""
                "\"2021-03-04T05:06:07Z\""
                "\"Thu, 04 Mar 2021 05:06:07 CET\""
                "\"04 Mar 2021 05:06:07\""
            ]
        }
    }
])
operation CheckTimes {
    input := {
        plain: Timestamp
        moment: Moment
        http: HttpMoment
    }
}

@http(method: "POST", uri: "/checks/shapes")
@httpMalformedRequestTests([
    {
        id: "BodyNullsInDenseCollections"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/shapes"
            headers: { "content-type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            body: [
                "{\"names\": [\"a\", null]}"
                "{\"rows\": [null]}"
                "{\"rows\": [[\"a\"], [null]]}"
                "{\"labels\": {\"a\": \"b\", \"c\": null}}"
                "{\"labels\": {null: \"b\"}}"
                "{\"crates\": [{}, null]}"
            ]
        }
    }
    {
        id: "BodyElementsOfOtherTypes"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/shapes"
            headers: { "content-type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            body: [
                "{\"names\": [\"a\", 1]}"
                "{\"names\": [\"a\"}"
                "{\"rows\": [\"a\"]}"
                "{\"labels\": {\"a\": 1}}"
                "{\"labels\": [[\"a\", \"b\"]]}"
                "{\"crates\": {\"0\": {}}}"
                "{\"crates\": [{\"inside\": {\"inside\": []}}]}"
                "{\"crates\": [{\"Nr\": \"1\"}]}"
            ]
        }
    }
    {
        id: "BodyUnionsThatAreNotOneMember"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/shapes"
            headers: { "content-type": "application/json" }
            body: "{\"handling\": $union:L}"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            union: [
                "{}"
                "{\"text\": null}"
                "{\"sunny\": true}"
                "{\"text\": \"a\", \"fast\": true}"
                "{\"fast\": true, \"sunny\": true}"
                "{\"degrees\": 1}"
                "{\"Degrees\": \"1\"}"
                "{\"first\": {}}"
                "[\"text\"]"
                "\"text\""
                "true"
            ]
        }
    }
])
operation CheckShapes {
    input := {
        names: Names
        rows: Rows
        labels: Labels
        crates: Crates
        handling: Handling
    }
}

@http(method: "POST", uri: "/checks/payload")
@httpMalformedRequestTests([
    {
        id: "PayloadStructureThatIsNoObject"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/payload"
            headers: { "content-type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            body: ["[]", "\"{}\"", "{\"Nr\": 1.5}", "{\"Nr\": 1", "{\"inside\": [{}]}"]
        }
    }
    {
        id: "PayloadStructureOfAnotherContentType"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/payload"
            headers: { "content-type": "text/plain" }
            body: "{}"
        }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
    }
])
operation CheckPayload {
    input := {
        @httpPayload
        crate: Crate
    }
}

@http(method: "POST", uri: "/checks/nothing")
@httpMalformedRequestTests([
    {
        id: "BodyWhereNoneIsExpected"
        documentation: "Without input, there must not be a content type."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/nothing"
            headers: { "content-type": "application/json" }
            body: "{}"
        }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
    }
])
operation CheckNothing {}
