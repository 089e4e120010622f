$version: "2.0"
namespace example

@trait(structurallyExclusive: "member")
structure one {}

@trait(structurallyExclusive: "target")
structure marker {}

@marker
string First

@marker
string Second

structure Right {
    @one
    a: First
    b: String
}

structure Wrong {
    @one
    a: First
    @one
    b: String
    c: Second
}
