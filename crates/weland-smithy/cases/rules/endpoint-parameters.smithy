$version: "2.0"
namespace example

use smithy.rules#clientContextParams
use smithy.rules#contextParam
use smithy.rules#endpointRuleSet
use smithy.rules#endpointTests
use smithy.rules#operationContextParams
use smithy.rules#staticContextParams

@clientContextParams(Accelerate: { type: "boolean", documentation: "Whether it is to be fast" })
@endpointRuleSet({
    version: "1.0"
    parameters: {
        Region: { type: "String", builtIn: "AWS::Region" }
        Accelerate: { type: "Boolean" }
        Bucket: { type: "String" }
        Keys: { type: "StringArray" }
        IsCopy: { type: "Boolean" }
    }
    rules: []
})
@endpointTests(version: "1.0", testCases: [{ params: { Bucket: "a", Region: "x" }, expect: { error: "none" } }])
service Right { operations: [Get] }

@staticContextParams(IsCopy: { value: false })
@operationContextParams(Keys: { path: "items[].key" })
operation Get {
    input := {
        @contextParam(name: "Bucket")
        bucket: String
        items: Items
    }
}

list Items { member: Item }
structure Item { key: String, count: Integer }

@clientContextParams(Accelerate: { type: "boolean" })
@endpointRuleSet({
    version: "1.0"
    parameters: {
        Accelerate: { type: "String" }
        Buckett: { type: "String" }
        Odd: { type: "Number", builtIn: "Odd" }
    }
    rules: []
})
@endpointTests(version: "1.0", testCases: [{ params: { Accelerate: true, Buckett: true, Unknown: 1 }, expect: { error: "none" } }])
service Wrong { operations: [Put] }

@staticContextParams(Accelerate: { value: "yes" }, Number: { value: 1 })
@operationContextParams(Counts: { path: "items[].count" }, Broken: { path: "items[" })
operation Put {
    input := {
        @contextParam(name: "Bucket")
        bucket: String
        @contextParam(name: "Count")
        count: Integer
        items: Items
    }
}
