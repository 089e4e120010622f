///////////////////////
/// A banner
///////////////////////
$version: "2.0"

/// not documentation
metadata a = 1

namespace example /// nor this

/// Documentation
///
/// of A
// and a comment
/// more
string A /// nothing

/// Documentation of S
/// in two parts
@deprecated /// nothing
/// nothing at all
structure S {
    // demoted
    // //// demoted, too
    /// documentation of a
    a: String
    /// documentation of b
    b: Integer = 1 /// nothing
    /// documentation of c
    c: String
    /// at the end
}

operation O {
    /// nothing
    /// nothing more
    output: S
}

/// nothing
apply S @tags([
    "a" /// here
])
/// the end
