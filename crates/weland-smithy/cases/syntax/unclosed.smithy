$version: "2.0"
namespace example

structure A {
    a: String

@length(min: 1)
string B

operation C {
    input := {
        c: Strng

/// Documented.
structure D {
    structure: String
}

enum E {
    ONE

list F { member: String }
