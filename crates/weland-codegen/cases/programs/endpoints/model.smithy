$version: "2"

namespace example.endpoints

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1
use smithy.rules#clientContextParams
use smithy.rules#contextParam
use smithy.rules#endpointRuleSet
use smithy.rules#operationContextParams
use smithy.rules#staticContextParams

/// Fleets have hosts of their own.
@suppress(["UnstableTrait"])
@restJson1
@service(sdkId: "Harbor")
@sigv4(name: "harbor")
@clientContextParams(
    Style: { type: "string", documentation: "How the harbor looks." }
    Region: { type: "string" }
    UseDocks: { type: "boolean", documentation: "Whether docks are used." }
)
@endpointRuleSet({
    version: "1.1"
    parameters: {
        Region: { type: "string", builtIn: "AWS::Region", documentation: "The region." }
        Endpoint: { type: "string", builtIn: "SDK::Endpoint", documentation: "The URL." }
        Fleet: { type: "string", documentation: "The fleet." }
        Ships: { type: "stringArray", documentation: "Names of ships." }
        Style: { type: "string", documentation: "The style." }
        UseDocks: { type: "boolean", documentation: "Whether docks are used." }
        IsFree: { type: "boolean", documentation: "Whether anyone may call." }
    }
    rules: [
        {
            conditions: [{ fn: "isSet", argv: [{ ref: "Endpoint" }] }]
            endpoint: { url: { ref: "Endpoint" } }
            type: "endpoint"
        }
        {
            conditions: [{ fn: "isSet", argv: [{ ref: "Fleet" }] }]
            rules: [
                {
                    conditions: [{ fn: "isValidHostLabel", argv: [{ ref: "Fleet" }, false] }]
                    endpoint: {
                        url: "https://{Fleet}.harbor.example/in"
                        properties: {
                            authSchemes: [
                                { name: "sigv4", signingName: "fleet", signingRegion: "moon-1", disableDoubleEncoding: true }
                            ]
                        }
                        headers: { "x-fleet": ["{Fleet}"] }
                    }
                    type: "endpoint"
                }
                {
                    conditions: []
                    error: "`{Fleet}` is no name of a fleet"
                    type: "error"
                }
            ]
            type: "tree"
        }
        {
            conditions: [
                { fn: "isSet", argv: [{ ref: "Ships" }] }
                { fn: "getAttr", argv: [{ ref: "Ships" }, "[-1]"], assign: "last" }
            ]
            endpoint: { url: "https://{last}.ships.example" }
            type: "endpoint"
        }
        {
            conditions: [
                { fn: "isSet", argv: [{ ref: "IsFree" }] }
                { fn: "booleanEquals", argv: [{ ref: "IsFree" }, true] }
            ]
            endpoint: { url: "https://free.example", properties: { authSchemes: [{ name: "sigv4a" }] } }
            type: "endpoint"
        }
        {
            conditions: [
                { fn: "isSet", argv: [{ ref: "UseDocks" }] }
                { fn: "booleanEquals", argv: [{ ref: "UseDocks" }, true] }
                { fn: "isSet", argv: [{ ref: "Style" }] }
            ]
            endpoint: { url: "https://{Style}.docks.example" }
            type: "endpoint"
        }
        {
            conditions: [{ fn: "isSet", argv: [{ ref: "Region" }] }]
            endpoint: { url: "https://harbor.{Region}.example" }
            type: "endpoint"
        }
        {
            conditions: []
            error: "which region?"
            type: "error"
        }
    ]
})
service Harbor {
    version: "1"
    operations: [
        GetFleet
        GetShips
        GetFree
        List
    ]
}

@suppress(["UnstableTrait"])
@http(method: "POST", uri: "/fleets/{path+}")
operation GetFleet {
    input := {
        @suppress(["UnstableTrait"])
        @contextParam(name: "Fleet")
        fleet: String

        @required
        @httpLabel
        path: String
    }
}

@suppress(["UnstableTrait"])
@operationContextParams(
    Ships: { path: "ships[*][name, other.name][]" }
)
@http(method: "POST", uri: "/ships")
operation GetShips {
    input := {
        ships: Ships
    }
}

@suppress(["UnstableTrait"])
@staticContextParams(
    IsFree: { value: true }
)
@http(method: "POST", uri: "/free")
operation GetFree {}

@http(method: "POST", uri: "/list")
operation List {}

list Ships {
    member: Ship
}

structure Ship {
    name: String
    other: Ship
}
