$version: "2.0"
namespace example

@pattern("^[a-z]+(-[a-z]+)*$")
string Right

@pattern("^[z-a]$")
string Reversed

@pattern("(a")
string Open

structure Members {
    @pattern("a**")
    a: String
}

// may mean something in another dialect
@pattern("^(a)\\1$")
string Reference
