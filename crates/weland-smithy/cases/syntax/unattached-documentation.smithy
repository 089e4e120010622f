/// Before a control statement.
$version: "2"

/// Before metadata.
metadata a = [
    /// Within a value.
    1
]

/// Before the namespace.
namespace example

/// Documents the shape.
@tags(["a"])
/// Behind a trait,
/// in two lines.
structure City {
    /// Documents the member.
    name: String

    /// Before the brace.
}

/// Before an `apply` statement.
apply City @since("2020")

string Street /// At the end of a statement, it is a comment like others.

list Streets {
    member: Street
}

operation GetCity {
    /// Within an operation.
    input: Unit
}

/// At the end.
