$version: "2"

namespace obstacles.first

use aws.protocols#httpChecksum
use aws.protocols#restJson1
use obstacles.second#Two

/// One of two services of a model.
@restJson1
service First {
    version: "1"
    operations: [One, Two]
    rename: { "obstacles.second#Shared": "SecondShared" }
}

@http(method: "POST", uri: "/one")
@endpoint(hostPrefix: "{account}.data.")
@requestCompression(encodings: ["gzip"])
@httpChecksum(requestAlgorithmMember: "algorithm", requestValidationModeMember: "mode", responseAlgorithms: ["CRC32"])
operation One {
    input := {
        @required
        @hostLabel
        account: String

        shared: Shared
        algorithm: Algorithm = "CRC32"
        mode: Mode
    }
    output := { text: String }
}

enum Algorithm { CRC32, SHA256 }

enum Mode { ENABLED }

structure Shared { text: String }
