$version: "2.0"
namespace example

@trait
@pattern("^[a-z]+$")
string word

@word("right")
string Right

@word("Wrong1")
string Wrong

structure Defaults {
    right: Code = "ab"
    wrong: Code = "AB"
}

@pattern("^[a-z]*$")
string Code

@trait
@idRef(selector: "structur")
string misspelt
