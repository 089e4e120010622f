$version: "2.0"

namespace example

apply A @tags(["x"]) // one

apply A {
    @deprecated
    @length(min: 1)
    // between
    @pattern("a") // behind
    // last
}

// awkward
apply S$a @required

apply S {}

apply S {
    // nothing
}

string A

structure S {
    a: String
}
