// Responses to values that break constraints: the exact words, and the paths.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests

@http(method: "POST", uri: "/declarations/{harbour}")
@httpRequestTests([
    {
        id: "ValuesAtTheirLimits"
        documentation: "Limits belong to what is allowed."
        protocol: restJson1
        method: "POST"
        uri: "/declarations/Hull"
        headers: { "Content-Type": "application/json" }
        body: """
            {"name": "Twelve chars", "motto": "⚓🚢⚓🚢", "seal": "YWI=", "marks": ["aa", "bb", "cc"], "notes": {"a": "12345", "": ""}, "crates": 500, "serial": -3, "floors": 100, "weight": 0.5, "volume": -0.25, "code": "GB1", "kind": "live"}"""
        bodyMediaType: "application/json"
        params: {
            harbour: "Hull"
            name: "Twelve chars"
            motto: "⚓🚢⚓🚢"
            seal: "ab"
            marks: ["aa", "bb", "cc"]
            notes: { a: "12345", "": "" }
            crates: 500
            serial: -3
            floors: 100
            weight: 0.5
            volume: -0.25
            code: "GB1"
            kind: "live"
        }
        appliesTo: "server"
    }
    {
        id: "ValuesThatAreInternal"
        documentation: "An internal value is allowed, and a pattern without anchors may match anywhere."
        protocol: restJson1
        method: "POST"
        uri: "/declarations/Hull"
        headers: { "Content-Type": "application/json" }
        body: """
            {"name": "Ore", "kind": "secret", "route": "from A1 to B22"}"""
        bodyMediaType: "application/json"
        params: { harbour: "Hull", name: "Ore", kind: "secret", route: "from A1 to B22" }
        appliesTo: "server"
    }
])
@httpMalformedRequestTests([
    {
        id: "TextTooShort"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": ""}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 0 at '/name' failed to satisfy constraint: Member must have length between 1 and 12, inclusive",
                         "fieldList": [{"path": "/name", "message": "Value with length 0 at '/name' failed to satisfy constraint: Member must have length between 1 and 12, inclusive"}]}"""
                }
            }
        }
    }
    {
        id: "TextTooLong"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Scrap of iron"}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 13 at '/name' failed to satisfy constraint: Member must have length between 1 and 12, inclusive",
                         "fieldList": [{"path": "/name", "message": "Value with length 13 at '/name' failed to satisfy constraint: Member must have length between 1 and 12, inclusive"}]}"""
                }
            }
        }
    }
    {
        id: "TextTooLongInCodePoints"
        documentation: "Text is as long as it has Unicode code points, not bytes or UTF-16 units."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "motto": "⚓🚢⚓🚢⚓"}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 5 at '/motto' failed to satisfy constraint: Member must have length less than or equal to 4",
                         "fieldList": [{"path": "/motto", "message": "Value with length 5 at '/motto' failed to satisfy constraint: Member must have length less than or equal to 4"}]}"""
                }
            }
        }
    }
    {
        id: "BytesTooFew"
        documentation: "Blobs are as long as what was encoded."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "seal": "YQ=="}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 1 at '/seal' failed to satisfy constraint: Member must have length greater than or equal to 2",
                         "fieldList": [{"path": "/seal", "message": "Value with length 1 at '/seal' failed to satisfy constraint: Member must have length greater than or equal to 2"}]}"""
                }
            }
        }
    }
    {
        id: "TooFewAndTooManyElements"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "marks": []}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 0 at '/marks' failed to satisfy constraint: Member must have length between 1 and 3, inclusive",
                         "fieldList": [{"path": "/marks", "message": "Value with length 0 at '/marks' failed to satisfy constraint: Member must have length between 1 and 3, inclusive"}]}"""
                }
            }
        }
    }
    {
        id: "TooManyEntries"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "notes": {"a": "1", "b": "2", "c": "3"}}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 3 at '/notes' failed to satisfy constraint: Member must have length less than or equal to 2",
                         "fieldList": [{"path": "/notes", "message": "Value with length 3 at '/notes' failed to satisfy constraint: Member must have length less than or equal to 2"}]}"""
                }
            }
        }
    }
    {
        id: "NumbersOutOfRange"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "crates": $n:L}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/crates' failed to satisfy constraint: Member must be between 1 and 500, inclusive",
                         "fieldList": [{"path": "/crates", "message": "Value at '/crates' failed to satisfy constraint: Member must be between 1 and 500, inclusive"}]}"""
                }
            }
        }
        testParameters: {
            n: ["0", "-7", "501", "2147483647"]
        }
    }
    {
        id: "NumbersBelowAMinimum"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "serial": $n:L}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/serial' failed to satisfy constraint: Member must be greater than or equal to -3",
                         "fieldList": [{"path": "/serial", "message": "Value at '/serial' failed to satisfy constraint: Member must be greater than or equal to -3"}]}"""
                }
            }
        }
        testParameters: {
            n: ["-4", "-9223372036854775808"]
        }
    }
    {
        id: "NumbersAboveAMaximum"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "floors": $n:L}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/floors' failed to satisfy constraint: Member must be less than or equal to 100",
                         "fieldList": [{"path": "/floors", "message": "Value at '/floors' failed to satisfy constraint: Member must be less than or equal to 100"}]}"""
                }
            }
        }
        testParameters: {
            n: ["101", "127"]
        }
    }
])
operation DeclareCargo {
    input := {
        @required
        @httpLabel
        @length(min: 3, max: 8)
        harbour: String

        @httpHeader("X-Agent")
        @length(min: 2)
        agent: String

        @httpQuery("port")
        ports: Codes

        @required
        @length(min: 1, max: 12)
        name: String

        @length(max: 4)
        motto: String

        @length(min: 2)
        seal: Blob

        @range(min: 1, max: 500)
        crates: Integer

        @range(min: -3)
        serial: Long

        @range(max: 100)
        floors: Byte

        @range(min: 0.5, max: 99.5)
        weight: Float

        @range(min: -0.25)
        volume: Double

        code: Code

        @pattern("[A-Z][0-9]+")
        route: String

        kind: DeclaredKind

        marks: Marks

        notes: Notes

        @jsonName("Nr-Of")
        @length(min: 2)
        number: String
    }
}

@pattern("^[A-Z]{2}[0-9]+$")
string Code

list Codes {
    member: Code
}

enum DeclaredKind {
    DRY = "dry"

    WET = "wet"

    @internal
    SECRET = "secret"

    LIVE = "live"
}

@uniqueItems
@length(min: 1, max: 3)
list Marks {
    member: Mark
}

@length(min: 2)
string Mark

@length(max: 2)
map Notes {
    key: NoteName
    value: NoteText
}

@pattern("^[^0-9]*$")
string NoteName

@length(max: 5)
string NoteText
