$version: "2.0"

namespace example

use smithy.rules#endpointBdd
use smithy.rules#endpointRuleSet
use smithy.rules#endpointTests

@suppress(["UnstableTrait"])
@endpointRuleSet({
    version: "1.0"
    parameters: {
        Region: { type: "string", builtIn: "AWS::Region", documentation: "The region." }
        UseFIPS: { type: "boolean", builtIn: "AWS::UseFIPS", required: true, default: false, documentation: "FIPS." }
    }
    rules: [
        {
            conditions: [
                { fn: "isSet", argv: [{ ref: "Region" }] }
                { fn: "aws.partition", argv: ["{Region}"], assign: "partition" }
            ]
            rules: [
                {
                    conditions: [{ fn: "booleanEquals", argv: [{ ref: "UseFIPS" }, true] }]
                    endpoint: { url: "https://fips.{Region}.{partition#dnsSuffix}" }
                    type: "endpoint"
                }
                {
                    conditions: []
                    error: "only FIPS"
                    type: "error"
                }
            ]
            type: "tree"
        }
    ]
})
@endpointTests(
    version: "1.0"
    testCases: [
        {
            params: { Region: "eu-1", UseFIPS: true }
            operationInputs: [
                { operationName: "Get", builtInParams: { "AWS::Region": "eu-1", "AWS::UseFIPS": true } }
            ]
            expect: {
                endpoint: { url: "https://fips.eu-1.amazonaws.com" }
            }
        }
    ]
)
service Right {
    operations: [Get]
}

operation Get {}

@suppress(["UnstableTrait"])
@endpointRuleSet({
    version: "1.0"
    parameters: {
        Region: { type: "string", builtIn: "AWS::Region" }
        City: { type: "string", required: true, documentation: "The city." }
        Odd: { type: "string", builtIn: "Odd", default: true, required: true, documentation: "Odd." }
    }
    rules: [
        {
            conditions: [
                { fn: "aws.partition", argv: [{ ref: "Region" }], assign: "partition" }
                { fn: "isSett", argv: [{ ref: "City" }] }
                { fn: "split", argv: [{ ref: "City" }, "-", 0] }
                { fn: "stringEquals", argv: ["{partition#nam}", "aws"] }
            ]
            endpoint: { url: "https://{Regon}" }
            type: "endpoint"
        }
        {
            conditions: []
            endpoint: { url: "{City", headers: { "a b": ["c"] } }
            type: "endpoint"
        }
        {
            conditions: []
            type: "other"
        }
    ]
})
@endpointTests(
    version: "1.0"
    testCases: [
        {
            params: { Region: "eu-1" }
            operationInputs: [
                { operationName: "Put", builtInParams: { "AWS::Region": "eu-2" } }
                { operationName: "Put" }
            ]
            expect: { error: "none" }
        }
    ]
)
service Wrong {
    operations: [Put]
}

operation Put {}

@suppress(["UnstableTrait"])
@endpointBdd(
    version: "1.1"
    parameters: {
        Region: { type: "string", required: true, builtIn: "AWS::Region", documentation: "The region." }
    }
    conditions: [{ fn: "isSet", argv: [{ ref: "Region" }] }]
    results: []
    nodes: "/////wAAAAH/////"
    nodeCount: 2
    root: 1
)
service Diagram {}
