$version: "2"

namespace obstacles.archive

use aws.api#service
use aws.auth#sigv4
use aws.auth#unsignedPayload
use aws.protocols#restJson1

/// A service that SDKs do more for than its model says.
@restJson1
@sigv4(name: "glacier")
@service(sdkId: "Glacier")
service Archive {
    version: "2012-06-01"
    operations: [UploadArchive, StoreObject]
}

@http(method: "POST", uri: "/{accountId}/archives")
operation UploadArchive {
    input := {
        @required
        @httpLabel
        accountId: String

        @httpHeader("x-amz-sha256-tree-hash")
        checksum: String

        @httpPayload
        body: Data = ""
    }
}

@unsignedPayload
@idempotent
@http(method: "PUT", uri: "/objects/{path+}")
operation StoreObject {
    input := {
        @required
        @httpLabel
        path: String

        @httpPayload
        body: Data = ""
    }
}

@streaming
blob Data
