$version: "2"

namespace alloy

@trait(selector: "union")
string discriminated

@trait(selector: ":not([trait|trait])")
structure nullable {}

@trait(selector: "union")
structure untagged {}
