$version: "2"

namespace cases

use weland.openapi#content
use weland.openapi#encoding
use weland.openapi#rest

@rest
service PartHeaders {
    version: "1"
    operations: [
        Send
    ]
}

@http(method: "POST", uri: "/parts")
operation Send {
    input := {
        @httpPayload
        @content("multipart/form-data")
        body: Form
    }
}

structure Form {
    @encoding(
        contentType: "application/xml"
        headers: {
            "Content-Type": { schema: { type: "string" } }
            "X-City": { schema: { type: "string" } }
        }
    )
    city: City

    @encoding(
        headers: {
            "X-Note": { schema: { type: "string", description: "A note." } }
            "X-Size": { schema: { type: "integer" } }
            "X-Value": { content: { "application/json": {} } }
        }
    )
    map: Blob

    @encoding(contentType: "text/csv")
    names: Names
}

structure City {
    name: String
}

list Names {
    member: String
}
