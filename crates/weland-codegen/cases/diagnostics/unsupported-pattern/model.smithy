$version: "2"

namespace cases

use aws.protocols#restJson1

@restJson1
service Patterns {
    version: "1"
    operations: [Match]
}

@http(method: "POST", uri: "/match")
operation Match {
    input := {
        back: BackReference

        @pattern("^(?<name>a+)\\k<name>$")
        member: String

        @pattern("^fine$")
        fine: String
    }
}

@length(min: 1)
@pattern("^(.)\\1$")
string BackReference
