$version: "2"

namespace cases

use alloy#discriminated
use alloy#nullable
use alloy#untagged
use aws.auth#sigv4
use aws.auth#unsignedPayload
use aws.protocols#awsJson1_0
use smithy.protocols#rpcv2Cbor

// Several protocols and schemes, operations without HTTP, unions in each encoding, null beside absence.
@awsJson1_0
@rpcv2Cbor
@sigv4(name: "signed")
@httpBearerAuth
@httpBasicAuth
@auth([httpBearerAuth, sigv4])
@cors
service Alternatives {
    version: "1"
    operations: [
        Default
        Open
        Optional
        Own
    ]
    rename: {
        "cases.other#Thing": "OtherThing"
    }
}

operation Default {
    input := {
        tagged: Tagged
        untagged: Untagged
        discriminated: Discriminated
        @nullable
        nullable: String
        thing: Thing
        other: cases.other#Thing
    }
    output := {
        @required
        sparse: Sparse
    }
}

@auth([httpBasicAuth])
@unsignedPayload
operation Own {
    output := {
        @httpPayload
        picture: Picture
    }
}

@optionalAuth
operation Optional {}

@auth([])
operation Open {}

union Tagged {
    a: A
    b: B
}

@untagged
union Untagged {
    a: A
    b: B
}

@discriminated("kind")
union Discriminated {
    a: A
    b: B
}

structure A {}

structure B {}

structure Thing {}

@sparse
map Sparse {
    key: String
    value: String
}

@mediaType("image/png")
blob Picture
