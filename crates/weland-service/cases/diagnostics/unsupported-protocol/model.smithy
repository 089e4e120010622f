$version: "2"

namespace cases

use aws.protocols#awsJson1_0

@awsJson1_0
service Json {
    version: "1"
}

service None {
    version: "1"
}
