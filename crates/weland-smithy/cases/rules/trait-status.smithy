$version: "2"
namespace example

@deprecated
@trait
structure old {}

@deprecated(message: "Use @new.", since: "2")
@trait
structure older {}

@unstable
@trait
structure new {}

@old
@older
@new
string Applied

structure Members {
    @old
    member: String
}

@httpChecksumRequired
operation Checked {}

structure Inherits with [Mixed] {}

@mixin
structure Mixed {
    @new
    once: String
}
