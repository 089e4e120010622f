$version: "2"

namespace cases

use weland.openapi#content
use weland.openapi#rest

@rest
service MediaTypes {
    version: "1"
    operations: [
        SendJson
        SendText
        SendXml
    ]
}

@http(method: "POST", uri: "/json")
operation SendJson {
    input := {
        @httpPayload
        @content("application/vnd.city+json; charset=utf-8")
        body: City
    }
}

@http(method: "POST", uri: "/text")
operation SendText {
    input := {
        @httpPayload
        @content("application/xml")
        body: String
    }
}

@http(method: "POST", uri: "/xml")
operation SendXml {
    input := {
        @httpPayload
        @content("application/xml")
        body: City
    }
}

structure City {
    name: String
}
