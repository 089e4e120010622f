$version: "2"

namespace cases

use aws.protocols#restJson1

@restJson1
service Defaults {
    version: "1"
    operations: [Set]
}

@http(method: "POST", uri: "/set")
operation Set {
    input := with [Values] {}
}

@mixin
structure Values {
    blob: Blob = "not base64!"
    yesterday: Timestamp = "yesterday"
    never: Timestamp = 1e30
    future: Timestamp = "2020-01-01T00:00:00Z"
    huge: Double = 1e400
    large: Float = 1e39
    words: Double = "many"
    byte: Byte = 300
    half: Integer = 1.5
    whole: Integer = 1e0
    text: String = 1
    list: Texts = ["x"]
    map: Attributes = { a: "b" }
    document: Document = { a: "b" }
    infinite: Document = 1e400
    big: BigInteger = 1.5
    great: BigInteger = 99999999999999999999
    flag: Boolean = "yes"
    color: Color = 1
    level: Level = "high"
}

list Texts {
    member: String
}

map Attributes {
    key: String
    value: String
}

enum Color {
    RED = "red"
}

intEnum Level {
    LOW = 1
}
