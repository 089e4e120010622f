$version: "2"

namespace com.amazonaws.lambda

use smithy.rules#endpointRuleSet
use smithy.rules#endpointTests

// Where calls go.
apply AWSGirApiService @suppress(["UnstableTrait"])

apply AWSGirApiService @endpointRuleSet({
    version: "1.0"
    parameters: {
        Region: { type: "string", builtIn: "AWS::Region", documentation: "The region to call." }
        UseFIPS: {
            type: "boolean"
            builtIn: "AWS::UseFIPS"
            required: true
            default: false
            documentation: "Whether the endpoint has to hold to FIPS 140."
        }
        UseDualStack: {
            type: "boolean"
            builtIn: "AWS::UseDualStack"
            required: true
            default: false
            documentation: "Whether the endpoint has to be reachable by IPv4 and IPv6."
        }
        Endpoint: {
            type: "string"
            builtIn: "SDK::Endpoint"
            documentation: "The URL to call, whatever the region."
        }
    }
    rules: [
        {
            conditions: [{ fn: "isSet", argv: [{ ref: "Endpoint" }] }]
            rules: [
                {
                    conditions: [{ fn: "booleanEquals", argv: [{ ref: "UseFIPS" }, true] }]
                    error: "a URL that is set cannot be asked to hold to FIPS 140"
                    type: "error"
                }
                {
                    conditions: [{ fn: "booleanEquals", argv: [{ ref: "UseDualStack" }, true] }]
                    error: "a URL that is set cannot be asked to be dual-stack"
                    type: "error"
                }
                {
                    conditions: []
                    endpoint: { url: { ref: "Endpoint" } }
                    type: "endpoint"
                }
            ]
            type: "tree"
        }
        {
            conditions: [
                { fn: "isSet", argv: [{ ref: "Region" }] }
                { fn: "aws.partition", argv: [{ ref: "Region" }], assign: "Partition" }
            ]
            rules: [
                {
                    conditions: [
                        { fn: "booleanEquals", argv: [{ ref: "UseFIPS" }, true] }
                        { fn: "booleanEquals", argv: [{ ref: "UseDualStack" }, true] }
                    ]
                    rules: [
                        {
                            conditions: [
                                {
                                    fn: "booleanEquals"
                                    argv: [
                                        {
                                            fn: "getAttr"
                                            argv: [{ ref: "Partition" }, "supportsFIPS"]
                                        }
                                        true
                                    ]
                                }
                                {
                                    fn: "booleanEquals"
                                    argv: [
                                        {
                                            fn: "getAttr"
                                            argv: [{ ref: "Partition" }, "supportsDualStack"]
                                        }
                                        true
                                    ]
                                }
                            ]
                            endpoint: {
                                url: "https://lambda-fips.{Region}.{Partition#dualStackDnsSuffix}"
                            }
                            type: "endpoint"
                        }
                        {
                            conditions: []
                            error: "the partition of this region lacks endpoints for FIPS 140, dual-stack ones, or both"
                            type: "error"
                        }
                    ]
                    type: "tree"
                }
                {
                    conditions: [{ fn: "booleanEquals", argv: [{ ref: "UseFIPS" }, true] }]
                    rules: [
                        {
                            conditions: [
                                {
                                    fn: "booleanEquals"
                                    argv: [
                                        {
                                            fn: "getAttr"
                                            argv: [{ ref: "Partition" }, "supportsFIPS"]
                                        }
                                        true
                                    ]
                                }
                            ]
                            endpoint: { url: "https://lambda-fips.{Region}.{Partition#dnsSuffix}" }
                            type: "endpoint"
                        }
                        {
                            conditions: []
                            error: "the partition of this region has no endpoints for FIPS 140"
                            type: "error"
                        }
                    ]
                    type: "tree"
                }
                {
                    conditions: [{ fn: "booleanEquals", argv: [{ ref: "UseDualStack" }, true] }]
                    rules: [
                        {
                            conditions: [
                                {
                                    fn: "booleanEquals"
                                    argv: [
                                        {
                                            fn: "getAttr"
                                            argv: [{ ref: "Partition" }, "supportsDualStack"]
                                        }
                                        true
                                    ]
                                }
                            ]
                            endpoint: {
                                url: "https://lambda.{Region}.{Partition#dualStackDnsSuffix}"
                            }
                            type: "endpoint"
                        }
                        {
                            conditions: []
                            error: "the partition of this region has no dual-stack endpoints"
                            type: "error"
                        }
                    ]
                    type: "tree"
                }
                {
                    conditions: []
                    endpoint: { url: "https://lambda.{Region}.{Partition#dnsSuffix}" }
                    type: "endpoint"
                }
            ]
            type: "tree"
        }
        { conditions: [], error: "a region is missing", type: "error" }
    ]
})

apply AWSGirApiService @endpointTests({
    version: "1.0"
    testCases: [
        {
            documentation: "a region"
            params: { Region: "eu-central-1" }
            expect: { endpoint: { url: "https://lambda.eu-central-1.amazonaws.com" } }
        }
        {
            documentation: "another partition"
            params: { Region: "cn-north-1" }
            expect: { endpoint: { url: "https://lambda.cn-north-1.amazonaws.com.cn" } }
        }
        {
            documentation: "FIPS 140"
            params: { Region: "us-east-1", UseFIPS: true }
            expect: { endpoint: { url: "https://lambda-fips.us-east-1.amazonaws.com" } }
        }
        {
            documentation: "dual-stack"
            params: { Region: "us-gov-west-1", UseDualStack: true }
            expect: { endpoint: { url: "https://lambda.us-gov-west-1.api.aws" } }
        }
        {
            documentation: "both"
            params: { Region: "us-east-1", UseFIPS: true, UseDualStack: true }
            expect: { endpoint: { url: "https://lambda-fips.us-east-1.api.aws" } }
        }
        {
            documentation: "a URL"
            params: { Endpoint: "http://localhost:9000" }
            expect: { endpoint: { url: "http://localhost:9000" } }
        }
        {
            documentation: "a URL and FIPS 140"
            params: { Endpoint: "http://localhost:9000", UseFIPS: true }
            expect: { error: "a URL that is set cannot be asked to hold to FIPS 140" }
        }
        {
            documentation: "no region"
            params: {}
            expect: { error: "a region is missing" }
        }
    ]
})
