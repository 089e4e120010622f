$version: "2.0"
namespace example

structure A {
    a: String = 1
    b: Integer = "x"
    c: Strings = ["x"]
    d: A = {}
    e: Boolean = null
    f: Color = "blue"
    g: Document = { a: 1 }
    @range(min: 1)
    h: Integer = 0
}

list Strings { member: String }

enum Color { RED }

@default("x")
integer B
