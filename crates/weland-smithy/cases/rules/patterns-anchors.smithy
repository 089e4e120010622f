$version: "2"
namespace example

@pattern("^a$")
string Right

@pattern("a")
string None

@pattern("^a")
string Start

structure Members {
    @pattern("a$")
    end: String
}
