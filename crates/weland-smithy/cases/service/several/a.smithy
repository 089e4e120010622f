$version: "2.0"
namespace example

service Server {
    operations: [Run, Walk]
}

operation Run {
    input: Shared
    output := {
        a: example.other#Text
        b: Text
        c: example.other#thing
        d: Thing
    }
}

operation Walk {
    input: Shared
    output: Shared
}

@input
structure Shared {}

string Text

structure Thing {}
