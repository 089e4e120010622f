// Responses to values that break constraints, continued: within each other, and secrets.
$version: "2"

namespace example.harbour

use aws.protocols#restJson1
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests

@http(method: "POST", uri: "/routes")
@httpRequestTests([
    {
        id: "NestedValuesThatAreAllowed"
        protocol: restJson1
        method: "POST"
        uri: "/routes"
        headers: { "Content-Type": "application/json" }
        body: """
            {"legs": [{"from": "GB1", "to": "GB2", "then": []}], "by": {"first": {"other": "on foot"}}, "legSet": [{"from": "GB1", "to": "GB2"}, {"from": "GB1", "to": "GB2", "days": 1}]}"""
        bodyMediaType: "application/json"
        params: {
            legs: [
                {
                    from: "GB1"
                    to: "GB2"
                    then: []
                }
            ]
            by: {
                first: { other: "on foot" }
            }
            legSet: [
                { from: "GB1", to: "GB2" }
                { from: "GB1", to: "GB2", days: 1 }
            ]
        }
        appliesTo: "server"
    }
])
@httpMalformedRequestTests([
    {
        id: "ViolationsInStructures"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"legs": [{"from": "GB1"}]}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/legs/0/to' failed to satisfy constraint: Member must not be null",
                         "fieldList": [{"path": "/legs/0/to", "message": "Value at '/legs/0/to' failed to satisfy constraint: Member must not be null"}]}"""
                }
            }
        }
    }
    {
        id: "ViolationsInRecursiveStructures"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"legs": [{"from": "GB1", "to": "GB2"}, {"from": "GB1", "to": "GB2", "then": [{"from": "GB2", "to": "GB3", "then": [{"from": "x", "to": "GB4"}]}]}]}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/legs/1/then/0/then/0/from' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$",
                         "fieldList": [{"path": "/legs/1/then/0/then/0/from", "message": "Value at '/legs/1/then/0/then/0/from' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$"}]}"""
                }
            }
        }
    }
    {
        id: "ViolationsInUnions"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"by": {"ship": {"crew": 0}}}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/by/ship/crew' failed to satisfy constraint: Member must be between 1 and 40, inclusive",
                         "fieldList": [{"path": "/by/ship/crew", "message": "Value at '/by/ship/crew' failed to satisfy constraint: Member must be between 1 and 40, inclusive"}]}"""
                }
            }
        }
    }
    {
        id: "ViolationsInMembersOfUnions"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"by": {"other": "?"}}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value with length 1 at '/by/other' failed to satisfy constraint: Member must have length greater than or equal to 2",
                         "fieldList": [{"path": "/by/other", "message": "Value with length 1 at '/by/other' failed to satisfy constraint: Member must have length greater than or equal to 2"}]}"""
                }
            }
        }
    }
    {
        id: "ViolationsInRecursiveUnions"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"by": {"first": {"first": {"kind": "none"}}}}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/by/first/first/kind' failed to satisfy constraint: Member must satisfy enum value set: [dry, wet, live]",
                         "fieldList": [{"path": "/by/first/first/kind", "message": "Value at '/by/first/first/kind' failed to satisfy constraint: Member must satisfy enum value set: [dry, wet, live]"}]}"""
                }
            }
        }
    }
    {
        id: "ViolationsInMaps"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"ships": {"Orca": {"crew": 41}}}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/ships/Orca/crew' failed to satisfy constraint: Member must be between 1 and 40, inclusive",
                         "fieldList": [{"path": "/ships/Orca/crew", "message": "Value at '/ships/Orca/crew' failed to satisfy constraint: Member must be between 1 and 40, inclusive"}]}"""
                }
            }
        }
    }
    {
        id: "ViolationsInNestedLists"
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"grid": [["GB1"], ["GB2", "GB3", "none"]]}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/grid/1/2' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$",
                         "fieldList": [{"path": "/grid/1/2", "message": "Value at '/grid/1/2' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$"}]}"""
                }
            }
        }
    }
    {
        id: "StructuresThatRepeat"
        documentation: "Structures are the same if their members are, in whatever order they come."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/routes"
            headers: { "content-type": "application/json" }
            body: """
                {"legSet": [{"from": "GB1", "to": "GB2"}, {"to": "GB2", "from": "GB1", "days": null}]}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "1 validation error detected. Value at '/legSet' failed to satisfy constraint: Member must have unique values",
                         "fieldList": [{"path": "/legSet", "message": "Value at '/legSet' failed to satisfy constraint: Member must have unique values"}]}"""
                }
            }
        }
    }
])
operation DeclareRoute {
    input := {
        @length(min: 3, max: 8)
        @pattern("^[a-z]*$")
        title: String

        @range(min: 1, max: 30)
        days: Integer

        legs: Legs

        legSet: LegSet

        grid: CodeGrid

        ships: Fleet

        by: Transport
    }
}

list Legs {
    member: Leg
}

@uniqueItems
list LegSet {
    member: Leg
}

structure Leg {
    @required
    from: Code

    @required
    to: Code

    @range(min: 1)
    days: Short

    then: Legs
}

list CodeGrid {
    member: Codes
}

map Fleet {
    key: String
    value: Vessel
}

structure Vessel {
    @range(min: 1, max: 40)
    crew: Integer
}

union Transport {
    ship: Vessel

    @length(min: 2)
    other: String

    kind: DeclaredKind

    first: Transport
}

@http(method: "POST", uri: "/secrets")
@httpMalformedRequestTests([
    {
        id: "SecretsAreNotReported"
        documentation: "Nothing of a sensitive value is reported, not even its length; nor of the members of a sensitive structure or list."
        protocol: restJson1
        request: {
            method: "POST"
            uri: "/secrets"
            headers: { "content-type": "application/json" }
            body: """
                {"password": "no", "card": {"number": "12x"}, "codes": ["GB1", "7"]}"""
        }
        response: {
            code: 400
            headers: { "x-amzn-errortype": "ValidationException" }
            body: {
                mediaType: "application/json"
                assertion: {
                    contents: """
                        {"message": "4 validation errors detected. Value at '/password' failed to satisfy constraint: Member must have length between 8 and 20, inclusive; Value at '/password' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]; Value at '/card/number' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9]+$; Value at '/codes/1' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$",
                         "fieldList": [{"path": "/password", "message": "Value at '/password' failed to satisfy constraint: Member must have length between 8 and 20, inclusive"},
                                       {"path": "/password", "message": "Value at '/password' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]"},
                                       {"path": "/card/number", "message": "Value at '/card/number' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9]+$"},
                                       {"path": "/codes/1", "message": "Value at '/codes/1' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Z]{2}[0-9]+$"}]}"""
                }
            }
        }
    }
])
operation DeclareSecrets {
    input := {
        password: Password
        card: Card
        codes: SecretCodes
    }
}

@sensitive
@length(min: 8, max: 20)
@pattern("[0-9]")
string Password

@sensitive
structure Card {
    @pattern("^[0-9]+$")
    number: String
}

@sensitive
list SecretCodes {
    member: Code
}
