$version: "2"

namespace cases

use alloy#discriminated
use alloy#nullable
use alloy#untagged
use aws.protocols#restJson1

@restJson1
service Unions {
    version: "1"
    operations: [
        Send
    ]
}

@http(method: "POST", uri: "/")
operation Send {
    input := {
        untagged: Untagged
        discriminated: Discriminated
        @nullable
        nullable: String
        @nullable
        @httpHeader("x-null")
        header: String
        @weland.openapi#values([{}])
        valued: A
    }
}

@untagged
union Untagged {
    a: A

    @nullable
    nullable: String
}

@discriminated("kind")
union Discriminated {
    a: A
}

structure A {}
