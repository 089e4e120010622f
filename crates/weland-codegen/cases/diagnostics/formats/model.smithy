$version: "2"

namespace cases

use alloy#discriminated
use alloy#jsonUnknown
use alloy#nullable
use alloy#untagged
use aws.protocols#awsJson1_0
use aws.protocols#awsQuery
use smithy.protocols#rpcv2Cbor

/// Requests are forms, which have no null; what comes back has nothing to do with that.
@awsQuery
@xmlNamespace(uri: "https://example.com/")
service Forms {
    version: "1"
    operations: [
        Send
    ]
}

/// What is about JSON alone.
@rpcv2Cbor
service Binary {
    version: "1"
    operations: [
        Choose
    ]
}

/// All of it has an effect.
@awsJson1_0
service Json {
    version: "1"
    operations: [
        Choose
    ]
}

operation Send {
    input := {
        @nullable
        word: String
        within: Within
    }

    output := {
        back: SparseWords
    }
}

structure Within {
    words: SparseMap
}

@sparse
map SparseMap {
    key: String
    value: String
}

@sparse
list SparseWords {
    member: String
}

operation Choose {
    input := {
        untagged: Untagged
        discriminated: Discriminated
        @nullable
        word: String
        words: SparseWords
        @jsonUnknown
        rest: Rest
    }
}

@untagged
union Untagged {
    a: A
    b: String
}

@discriminated("kind")
union Discriminated {
    a: A

    @jsonUnknown
    other: Document
}

map Rest {
    key: String
    value: Document
}

structure A {}
