// Responses to values that break constraints, continued: several at once, and in which order.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests

apply DeclareRoute @httpMalformedRequestTests([
    {
        id: "SeveralConstraintsOfOneMember"
        documentation: "All broken constraints of a value are reported."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"title": "x1"}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "2 validation errors detected. Value with length 2 at '/title' failed to satisfy constraint: Member must have length between 3 and 8, inclusive; Value at '/title' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z]*$",
                         "fieldList": [{"path": "/title", "message": "Value with length 2 at '/title' failed to satisfy constraint: Member must have length between 3 and 8, inclusive"},
                                       {"path": "/title", "message": "Value at '/title' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z]*$"}]}"""
                }
            }
        }
    }
    {
        id: "SeveralMembers"
        documentation: "The order is that of the members in the model, not that of the request."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"days": 0, "title": "ab", "legs": [{}]}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "4 validation errors detected. Value with length 2 at '/title' failed to satisfy constraint: Member must have length between 3 and 8, inclusive; Value at '/days' failed to satisfy constraint: Member must be between 1 and 30, inclusive; Value at '/legs/0/from' failed to satisfy constraint: Member must not be null; Value at '/legs/0/to' failed to satisfy constraint: Member must not be null",
                         "fieldList": [{"path": "/title", "message": "Value with length 2 at '/title' failed to satisfy constraint: Member must have length between 3 and 8, inclusive"},
                                       {"path": "/days", "message": "Value at '/days' failed to satisfy constraint: Member must be between 1 and 30, inclusive"},
                                       {"path": "/legs/0/from", "message": "Value at '/legs/0/from' failed to satisfy constraint: Member must not be null"},
                                       {"path": "/legs/0/to", "message": "Value at '/legs/0/to' failed to satisfy constraint: Member must not be null"}]}"""
                }
            }
        }
    }
    {
        id: "SeveralElements"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"grid": [["a", "GB1", "b"], [], ["c"]]}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "3 validation errors detected. Value at '/grid/0/0' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$; Value at '/grid/0/2' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$; Value at '/grid/2/0' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$",
                         "fieldList": [{"path": "/grid/0/0", "message": "Value at '/grid/0/0' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$"},
                                       {"path": "/grid/0/2", "message": "Value at '/grid/0/2' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$"},
                                       {"path": "/grid/2/0", "message": "Value at '/grid/2/0' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$"}]}"""
                }
            }
        }
    }
    {
        id: "ListsBeforeTheirElements"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"legSet": [{"from": "1", "to": "GB2"}, {"from": "1", "to": "GB2"}], "days": 31}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "4 validation errors detected. Value at '/days' failed to satisfy constraint: Member must be between 1 and 30, inclusive; Value at '/legSet' failed to satisfy constraint: Member must have unique values; Value at '/legSet/0/from' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$; Value at '/legSet/1/from' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$",
                         "fieldList": [{"path": "/days", "message": "Value at '/days' failed to satisfy constraint: Member must be between 1 and 30, inclusive"},
                                       {"path": "/legSet", "message": "Value at '/legSet' failed to satisfy constraint: Member must have unique values"},
                                       {"path": "/legSet/0/from", "message": "Value at '/legSet/0/from' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$"},
                                       {"path": "/legSet/1/from", "message": "Value at '/legSet/1/from' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$"}]}"""
                }
            }
        }
    }
    {
        id: "MissingBesideInvalid"
        documentation: "What is missing stands in line with what is wrong."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"legs": [{"to": "2", "days": 0}, {"from": "GB1", "to": null, "days": 1}]}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "4 validation errors detected. Value at '/legs/0/from' failed to satisfy constraint: Member must not be null; Value at '/legs/0/to' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$; Value at '/legs/0/days' failed to satisfy constraint: Member must be greater than or equal to 1; Value at '/legs/1/to' failed to satisfy constraint: Member must not be null",
                         "fieldList": [{"path": "/legs/0/from", "message": "Value at '/legs/0/from' failed to satisfy constraint: Member must not be null"},
                                       {"path": "/legs/0/to", "message": "Value at '/legs/0/to' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$"},
                                       {"path": "/legs/0/days", "message": "Value at '/legs/0/days' failed to satisfy constraint: Member must be greater than or equal to 1"},
                                       {"path": "/legs/1/to", "message": "Value at '/legs/1/to' failed to satisfy constraint: Member must not be null"}]}"""
                }
            }
        }
    }
    {
        id: "UnreadableBeforeInvalid"
        documentation: "A value that cannot be deserialized is reported alone."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: "{\"title\": \"x\", \"days\": \"0\"}"
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "SerializationException" }
        }
    }
])
