$version: "2.0"
metadata key = "one"
metadata key = "two"
metadata both = ["a"]
metadata both = ["b"]
metadata twice = { a: 1, "a": 2 }
namespace example

string Same
string Same
string Other
integer Other

structure Members {
    a: String
    b: String
    a: Integer
    B: String
}

operation Run {
    input := {}
    input := {}
}
