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
@pattern("^(a+)\\1$")
string Reference

// to a group that can match few texts only
@pattern("^([ab])\\1$")
string ExpandedReference

// What Java has and ECMA-262 has not.
@pattern("^([a-z]*)${1,128}$")
string AnchorRepeated

@pattern("^[0-9a-z]{11}{0,1011}$")
string RepeatedTwice

@pattern("^[0-9A-Z]{2}+$")
string Possessive

@pattern("^(?s)[\\p{Alnum}\\p{Punct}\\p{Alnum}]+\\z")
string Several

@pattern("^(?>a+)b$")
string Atomic
