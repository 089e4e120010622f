$version: "2"

namespace cases

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// The endpoint is stated.
@service(sdkId: "Stated Service", arnNamespace: "other", endpointPrefix: "stated.data")
@sigv4(name: "signed")
@restJson1
service Stated {
    version: "1"
}

/// The endpoint is that of the namespace of ARNs.
@service(sdkId: "Named", arnNamespace: "name-space")
@sigv4(name: "signed")
@restJson1
service Named {
    version: "1"
}

/// The namespace of ARNs is the name of the shape, not the id.
@service(sdkId: "Quite Different")
@sigv4(name: "signed")
@restJson1
service ShapeName {
    version: "1"
}

/// What it signs for is all that is known.
@sigv4(name: "signed")
@restJson1
service Signed {
    version: "1"
}

/// No service of AWS.
@restJson1
service Elsewhere {
    version: "1"
}
