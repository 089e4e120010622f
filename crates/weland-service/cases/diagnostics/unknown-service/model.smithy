// service: cases#Gone
$version: "2"

namespace cases

use aws.protocols#restJson1

@restJson1
service Here {
    version: "1"
}

@restJson1
service There {
    version: "1"
}
