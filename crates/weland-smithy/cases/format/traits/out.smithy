$version: "2.0"

namespace example

@deprecated
@length(min: 1)
@sensitive
@tags(["a", "b"])
string A

@length(
    min: 1
    max: 2
)
@pattern("a")
@tags(["a", "b"])
@externalDocumentation({ a: "https://example.com" })
string B

@deprecated(
    // first
    since: "1" // one
    // second
    message: "m"
) // third
// fourth
@sensitive // fifth
// sixth
string C

@pattern(
    // why
    "a"
)
@tags(
    ["a"] // behind
)
@sensitive(
    // nothing
)
string D

@externalDocumentation("one of several links": "https://example.com/one/of/several", "two of them": "https://example.com/two/of/several")
string E

@deprecated(message: "one string that fills the line all alone, since there is nothing that could be gained by putting it on its own")
@suppress(["x"])
string F
