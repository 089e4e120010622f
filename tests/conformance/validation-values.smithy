// Responses to values that break constraints, continued: values, keys, and where they come from.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests

apply DeclareCargo @httpMalformedRequestTests([
    {
        id: "FractionsOutOfRange"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "weight": $n:L}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/weight' failed to satisfy constraint: Member must be between 0.5 and 99.5, inclusive",
                         "fieldList": [{"path": "/weight", "message": "Value at '/weight' failed to satisfy constraint: Member must be between 0.5 and 99.5, inclusive"}]}"""
                }
            }
        }
        testParameters: {
            n: ["0.49", "99.51", "0", "-1e3"]
        }
    }
    {
        id: "FractionsBelowAMinimum"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "volume": $n:L}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/volume' failed to satisfy constraint: Member must be greater than or equal to -0.25",
                         "fieldList": [{"path": "/volume", "message": "Value at '/volume' failed to satisfy constraint: Member must be greater than or equal to -0.25"}]}"""
                }
            }
        }
        testParameters: {
            n: ["-0.250001", "-1e300"]
        }
    }
    {
        id: "TextThatDoesNotMatch"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "code": $text:S}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/code' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$$",
                         "fieldList": [{"path": "/code", "message": "Value at '/code' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$$"}]}"""
                }
            }
        }
        testParameters: {
            text: ["GB", "gb17", "GB17 ", "XGB17", ""]
        }
    }
    {
        id: "ValuesThatAreNotOfTheEnum"
        documentation: "Internal values are not reported."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "kind": $text:S}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/kind' failed to satisfy constraint: Member must satisfy enum value set: [dry, wet, live]",
                         "fieldList": [{"path": "/kind", "message": "Value at '/kind' failed to satisfy constraint: Member must satisfy enum value set: [dry, wet, live]"}]}"""
                }
            }
        }
        testParameters: {
            text: ["DRY", "dry ", "", "damp"]
        }
    }
    {
        id: "MissingMember"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                $body:L"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/name' failed to satisfy constraint: Member must not be null",
                         "fieldList": [{"path": "/name", "message": "Value at '/name' failed to satisfy constraint: Member must not be null"}]}"""
                }
            }
        }
        testParameters: {
            body: ["{}", "{\"name\": null}", "{\"Name\": \"Ore\"}"]
        }
    }
    {
        id: "ElementsThatRepeat"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "marks": ["aa", "bb", "aa"]}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/marks' failed to satisfy constraint: Member must have unique values",
                         "fieldList": [{"path": "/marks", "message": "Value at '/marks' failed to satisfy constraint: Member must have unique values"}]}"""
                }
            }
        }
    }
    {
        id: "ElementsThatAreTooShort"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "marks": ["aa", "b"]}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 1 at '/marks/1' failed to satisfy constraint: Member must have length greater than or equal to 2",
                         "fieldList": [{"path": "/marks/1", "message": "Value with length 1 at '/marks/1' failed to satisfy constraint: Member must have length greater than or equal to 2"}]}"""
                }
            }
        }
    }
    {
        id: "KeysThatDoNotMatch"
        documentation: "For a key, the path is that of the map."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "notes": {"A1": "x"}}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/notes' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[^0-9]*$",
                         "fieldList": [{"path": "/notes", "message": "Value at '/notes' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[^0-9]*$"}]}"""
                }
            }
        }
    }
    {
        id: "EntriesThatAreTooLong"
        documentation: "In a path, slashes and tildes of keys are escaped."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "notes": {"a/b~c": "123456"}}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 6 at '/notes/a~1b~0c' failed to satisfy constraint: Member must have length less than or equal to 5",
                         "fieldList": [{"path": "/notes/a~1b~0c", "message": "Value with length 6 at '/notes/a~1b~0c' failed to satisfy constraint: Member must have length less than or equal to 5"}]}"""
                }
            }
        }
    }
    {
        id: "MembersWithAnotherNameInJson"
        documentation: "Paths have the names of members in the model."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Hull"
            headers: { "content-type": "application/json" }
            body: """
                {"name": "Ore", "Nr-Of": "7"}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 1 at '/number' failed to satisfy constraint: Member must have length greater than or equal to 2",
                         "fieldList": [{"path": "/number", "message": "Value with length 1 at '/number' failed to satisfy constraint: Member must have length greater than or equal to 2"}]}"""
                }
            }
        }
    }
    {
        id: "MembersOutsideTheBody"
        documentation: "Labels, headers and queries are checked like the rest, in the order of the members."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/declarations/Ur"
            queryParams: ["port=GB1", "port=two"]
            headers: { "content-type": "application/json", "X-Agent": "?" }
            body: """
                {"name": "Ore"}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "3 validation errors detected. Value with length 2 at '/harbour' failed to satisfy constraint: Member must have length between 3 and 8, inclusive; Value with length 1 at '/agent' failed to satisfy constraint: Member must have length greater than or equal to 2; Value at '/ports/1' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$",
                         "fieldList": [{"path": "/harbour", "message": "Value with length 2 at '/harbour' failed to satisfy constraint: Member must have length between 3 and 8, inclusive"},
                                       {"path": "/agent", "message": "Value with length 1 at '/agent' failed to satisfy constraint: Member must have length greater than or equal to 2"},
                                       {"path": "/ports/1", "message": "Value at '/ports/1' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$"}]}"""
                }
            }
        }
    }
])
