$version: "2"

namespace cases

use aws.protocols#restJson1

@restJson1
service Http {
    version: "1"
    operations: [First, Second, Third]
}

operation First {}

@http(method: "GET", uri: "/second")
@readonly
operation Second {}

operation Third {}
