$version: "2.0"
namespace example

list A {}
list B { element: String }
map C { key: String }
union D {}
enum E {}

intEnum F {
    A
    B = 1
    C = 1
    D = "x"
    E = 1.5
    F = 3000000000
}

enum G {
    A = "a"
    B = "a"
    C = 1
    D = ""
}
