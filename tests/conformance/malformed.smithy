// Requests that servers cannot deserialize, and reject before they check constraints.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests

@http(method: "POST", uri: "/checks/types")
@httpMalformedRequestTests([
    {
        id: "BodyMembersOfOtherTypes"
        documentation: "Nothing is converted: not even what looks like it."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/types"
            headers: { "content-type": "application/json" }
            body: "{\"$member:L\": $value:L}"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            member: [
                "text"
                "text"
                "text"
                "text"
                "flag"
                "flag"
                "flag"
                "byte"
                "short"
                "integer"
                "integer"
                "integer"
                "long"
                "float"
                "float"
                "float"
                "double"
                "double"
                "double"
                "grade"
                "grade"
                "kind"
                "names"
                "names"
                "labels"
                "labels"
                "inner"
                "inner"
            ]
            value: [
                "1"
                "true"
                "[\"a\"]"
                "{}"
                "\"true\""
                "1"
                "0"
                "\"1\""
                "true"
                "\"1\""
                "1.5"
                "[1]"
                "{\"value\": 1}"
                "\"1.5\""
                "\"nan\""
                "\"+Infinity\""
                "true"
                "\"\""
                "\"inf\""
                "\"LOW\""
                "1.5"
                "1"
                "\"a\""
                "{\"0\": \"a\"}"
                "[[\"a\", \"b\"]]"
                "\"a=b\""
                "[]"
                "\"{}\""
            ]
        }
    }
    {
        id: "BodyNumbersOutOfRange"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/types"
            headers: { "content-type": "application/json" }
            body: "{\"$member:L\": $value:L}"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            member: ["byte", "byte", "short", "short", "integer", "integer", "long", "long", "long", "grade"]
            value: [
                "128"
                "-129"
                "32768"
                "-32769"
                "2147483648"
                "-2147483649"
                "9223372036854775808"
                "-9223372036854775809"
                "123456789012345678901234567890"
                "2147483648"
            ]
        }
    }
    {
        id: "BodyNumbersThatJsonDoesNotHave"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/types"
            headers: { "content-type": "application/json" }
            body: "{\"double\": $value:L}"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: ["NaN", "Infinity", "-Infinity", "0x10", "01", "+1", ".5", "5.", "1e", "1_000", "--1"]
        }
    }
    {
        id: "BodyBlobsThatAreNotBase64"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/types"
            headers: { "content-type": "application/json" }
            body: "{\"blob\": $value:L}"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            value: [
                "\"c2VhbGV\""
                "\"c2VhbGU\""
                "\"c2Vhb*==\""
                "\"-_-_\""
                "\"c2Vh bGVk\""
                "\"=\""
                "17"
                "[115, 101]"
                "true"
            ]
        }
    }
    {
        id: "BodyThatIsNoJson"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/types"
            headers: { "content-type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            body: [
                "{"
                "}"
                "{\"text\""
                "{\"text\":}"
                "{\"text\": \"a\""
                "{\"text\": \"a}"
                "{\"text\": \"a\",}"
                "{\"text\": \"a\" \"flag\": true}"
                "{text: \"a\"}"
                "{'text': 'a'}"
                "{\"text\": \"a\"} {}"
                "{\"text\": \"a\"},"
                "{\"text\": \"a\" /* b */}"
                "{\"text\": \"a\\x\"}"
                "{\"text\": \"\\ud800\"}"
                "{\"text\": \"\n\"}"
                "{\"text\": tru}"
                "{\"other\": [1, }"
                "text"
            ]
        }
    }
    {
        id: "BodyThatIsNoObject"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/types"
            headers: { "content-type": "application/json" }
            body: "$body:L"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            body: ["[]", "[{\"text\": \"a\"}]", "1", "\"a\"", "true", "null"]
        }
    }
    {
        id: "BodyOfAnotherContentType"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/types"
            headers: { "content-type": "$type:L" }
            body: "{\"text\": \"a\"}"
        }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
        testParameters: {
            type: ["text/plain", "application/x-amz-json-1.1", "application/jsonl", "json", "application/*"]
        }
    }
    {
        id: "BodyWithoutContentType"
        protocol: restJson1
        request: { method: "POST", uri: "/checks/types", body: "{\"text\": \"a\"}" }
        response: {
            code: 415
            headers: { "x-amzn-errortype": "UnsupportedMediaTypeException" }
        }
    }
    {
        id: "ResponseThatIsNotAccepted"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/checks/types"
            headers: { "content-type": "application/json", accept: "$accept:L" }
            body: "{}"
        }
        response: {
            code: 406
            headers: { "x-amzn-errortype": "NotAcceptableException" }
        }
        testParameters: {
            accept: ["text/html", "image/*, text/plain;q=0.5", "application/xml"]
        }
    }
])
operation CheckTypes {
    input := {
        text: String
        flag: Boolean
        byte: Byte
        short: Short
        integer: Integer
        long: Long
        float: Float
        double: Double
        blob: Blob
        kind: CargoKind
        grade: Grade
        names: Names
        labels: Labels
        inner: Crate
    }

    output := {
        done: Boolean
    }
}
