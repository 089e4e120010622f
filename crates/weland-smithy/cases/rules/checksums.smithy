$version: "2.0"
namespace example

use aws.protocols#httpChecksum

@httpChecksum(requestChecksumRequired: true)
operation Required {}

@httpChecksum(requestAlgorithmMember: "algorithm", requestValidationModeMember: "mode", responseAlgorithms: ["CRC32", "SHA256"])
operation Right { input := { algorithm: Algorithm, mode: Mode }, output := {} }

enum Algorithm { CRC32, SHA256 }
enum Mode { ENABLED }

@httpChecksum(requestAlgorithmMember: "algorithm", requestValidationModeMember: "mode", responseAlgorithms: ["CRC32"])
operation Values { input := { algorithm: Algorithms, mode: Modes } }

enum Algorithms { CRC32, SHA2, XOR }
@enum([{ value: "ENABLED" }, { value: "DISABLED" }])
string Modes

@httpChecksum
operation Nothing {}

@httpChecksum(requestAlgorithmMember: "algoritm", requestValidationModeMember: "mode")
operation Names { input := { algorithm: Algorithm, mode: String } }

@httpChecksum(responseAlgorithms: ["CRC32"])
operation NoMode {}

@httpChecksum(requestChecksumRequired: true)
operation Headers {
    input := {
        @httpHeader("X-Amz-Checksum-Crc32")
        crc32: String
        @httpPrefixHeaders("x-amz-")
        others: Others
    }
}

map Others { key: String, value: String }
