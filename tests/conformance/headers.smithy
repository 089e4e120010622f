// How members are put into headers of requests and responses.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

@http(method: "POST", uri: "/signals")
@httpRequestTests([
    {
        id: "HeadersOfAllTypes"
        protocol: restJson1
        method: "POST"
        uri: "/signals"
        headers: {
            "X-Text": "Ahoy, all"
            "X-Flag": "false"
            "X-Byte": "-128"
            "X-Short": "-32768"
            "X-Integer": "2147483647"
            "X-Long": "-9223372036854775807"
            "X-Float": "0.1"
            "X-Double": "-2.3"
            "X-Kind": "live fish"
            "X-Grade": "1"
        }
        body: ""
        forbidHeaders: ["Content-Type", "X-Names"]
        params: {
            text: "Ahoy, all"
            flag: false
            byte: -128
            short: -32768
            integer: 2147483647
            long: -9223372036854775807
            float: 0.1
            double: -2.3
            kind: "live fish"
            grade: 1
        }
    }
    {
        id: "HeadersOfLists"
        protocol: restJson1
        method: "POST"
        uri: "/signals"
        headers: {
            "X-Names": "Ada, Bob"
            "X-Numbers": "1, -2, 3"
            "X-Flags": "true, false"
            "X-Kinds": "grain, live fish"
            "X-Grades": "3, 1"
        }
        body: ""
        params: {
            names: ["Ada", "Bob"]
            numbers: [1, -2, 3]
            flags: [true, false]
            kinds: ["grain", "live fish"]
            grades: [3, 1]
        }
    }
    {
        id: "HeadersOfListsAreQuoted"
        documentation: "Elements with commas or quotes are quoted; within quotes, a backslash goes before quotes and backslashes."
        protocol: restJson1
        method: "POST"
        uri: "/signals"
        headers: { "X-Names": "\"Smith, Ada\", plain, \"say \\\"ahoy\\\"\"" }
        body: ""
        params: {
            names: ["Smith, Ada", "plain", "say \"ahoy\""]
        }
    }
    {
        id: "HeadersOfListsInOddSpacing"
        documentation: "Servers do not mind how much space is around commas, and read quoted elements that need no quotes."
        protocol: restJson1
        method: "POST"
        uri: "/signals"
        headers: { "X-Names": "  Ada ,Bob,  \"Eve\"", "X-Numbers": "1,2 ,3", "X-Flags": "true,false" }
        params: {
            names: ["Ada", "Bob", "Eve"]
            numbers: [1, 2, 3]
            flags: [true, false]
        }
        appliesTo: "server"
    }
    {
        id: "HeadersOfSpecialNumbers"
        protocol: restJson1
        method: "POST"
        uri: "/signals"
        headers: { "X-Float": "NaN", "X-Double": "Infinity" }
        body: ""
        params: { float: "NaN", double: "Infinity" }
    }
    {
        id: "HeadersOfMediaTypes"
        documentation: "A string with a media type is Base64 in a header."
        protocol: restJson1
        method: "POST"
        uri: "/signals"
        headers: { "X-Json": "eyJrbm90cyI6NX0=" }
        body: ""
        params: { json: "{\"knots\":5}" }
    }
    {
        id: "HeadersOfNothing"
        documentation: "What is not set is not sent; what is empty is."
        protocol: restJson1
        method: "POST"
        uri: "/signals"
        headers: { "X-Text": "", "X-Names": "" }
        forbidHeaders: ["X-Flag", "X-Numbers"]
        body: ""
        params: {
            text: ""
            names: []
            flag: null
        }
        appliesTo: "client"
    }
])
@httpResponseTests([
    {
        id: "HeadersOfAllTypesInResponses"
        protocol: restJson1
        code: 200
        headers: {
            "X-Text": "Ahoy"
            "X-Flag": "true"
            "X-Byte": "127"
            "X-Short": "32767"
            "X-Integer": "-2147483648"
            "X-Long": "9007199254740993"
            "X-Float": "-0.125"
            "X-Double": "1.5"
            "X-Kind": "grain"
            "X-Grade": "3"
            "X-Json": "W10="
        }
        forbidHeaders: ["X-Names"]
        params: {
            text: "Ahoy"
            flag: true
            byte: 127
            short: 32767
            integer: -2147483648
            long: 9007199254740993
            float: -0.125
            double: 1.5
            kind: "grain"
            grade: 3
            json: "[]"
        }
    }
    {
        id: "HeadersOfListsInResponses"
        protocol: restJson1
        code: 200
        headers: {
            "X-Names": "\"a,b\", c"
            "X-Numbers": "0"
            "X-Flags": "false, true"
            "X-Kinds": "steel"
            "X-Grades": "1, 2"
        }
        params: {
            names: ["a,b", "c"]
            numbers: [0]
            flags: [false, true]
            kinds: ["steel"]
            grades: [1, 2]
        }
    }
    {
        id: "HeadersOfSpecialNumbersInResponses"
        protocol: restJson1
        code: 200
        headers: { "X-Float": "-Infinity", "X-Double": "NaN" }
        params: { float: "-Infinity", double: "NaN" }
    }
    {
        id: "HeadersInAnyCase"
        protocol: restJson1
        code: 200
        headers: { "x-TEXT": "Ahoy", "X-KIND": "of a later model", "x-unknown": "1" }
        params: { text: "Ahoy", kind: "of a later model" }
        appliesTo: "client"
    }
])
@httpMalformedRequestTests([
    {
        id: "HeadersThatAreNotOfTheirTypes"
        documentation: "In each row, one header is wrong."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/signals"
            headers: {
                "X-Flag": "$flag:L"
                "X-Integer": "$integer:L"
                "X-Double": "$double:L"
                "X-Grade": "$grade:L"
                "X-Numbers": "$numbers:L"
                "X-Names": "$names:L"
                "X-Json": "$json:L"
            }
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
        testParameters: {
            flag: ["TRUE", "1", "true", "true", "true", "true", "true", "true", "true", "true", "true", "true", "true", "true", "true"]
            integer: ["1", "1", "1.5", "one", "2147483648", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1"]
            double: ["1.5", "1.5", "1.5", "1.5", "1.5", "0x1", "1,5", "-inf", "1.5", "1.5", "1.5", "1.5", "1.5", "1.5", "1.5"]
            grade: ["1", "1", "1", "1", "1", "1", "1", "1", "high", "1", "1", "1", "1", "1", "1"]
            numbers: [
                "1, 2"
                "1, 2"
                "1, 2"
                "1, 2"
                "1, 2"
                "1, 2"
                "1, 2"
                "1, 2"
                "1, 2"
                "1, two"
                "1;2"
                "1, 2"
                "1, 2"
                "1, 2"
                "1, 2"
            ]
            names: ["a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "a", "\"never closed", "\"a\" b", "a", "a"]
            json: ["W10=", "W10=", "W10=", "W10=", "W10=", "W10=", "W10=", "W10=", "W10=", "W10=", "W10=", "W10=", "W10=", "{}", "W10"]
        }
    }
])
operation SignalShip {
    input := with [Signal] {}
    output := with [Signal] {}
}

@mixin
structure Signal {
    @httpHeader("X-Text")
    text: String

    @httpHeader("X-Flag")
    flag: Boolean

    @httpHeader("X-Byte")
    byte: Byte

    @httpHeader("X-Short")
    short: Short

    @httpHeader("X-Integer")
    integer: Integer

    @httpHeader("X-Long")
    long: Long

    @httpHeader("X-Float")
    float: Float

    @httpHeader("X-Double")
    double: Double

    @httpHeader("X-Kind")
    kind: CargoKind

    @httpHeader("X-Grade")
    grade: Grade

    @httpHeader("X-Json")
    json: JsonText

    @httpHeader("X-Names")
    names: Names

    @httpHeader("X-Numbers")
    numbers: Numbers

    @httpHeader("X-Flags")
    flags: Flags

    @httpHeader("X-Kinds")
    kinds: Kinds

    @httpHeader("X-Grades")
    grades: Grades
}

@mediaType("application/json")
string JsonText
