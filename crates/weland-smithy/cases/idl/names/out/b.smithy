$version: "2.0"

namespace b

service S {
    version: "x"
    operations: [
        b#true
    ]
}

operation true {
    input: In
}

string Both

structure In {}

string Only

@trait
structure mark {}
