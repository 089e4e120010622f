$version: "2"
namespace example

structure Right {
    blob: Blob = "Zm9v"
    size: Size = 1
    seconds: Timestamp = 1.5
    date: Timestamp = "2020-02-29T00:00:00+01:00"
    header: Header = "Sat, 29 Feb 2020 00:00:00 GMT"
    nan: Float = "NaN"
    large: Double = 1e300
    one: Integer = 1e0
}

@timestampFormat("http-date")
timestamp Header

intEnum Size {
    ONE = 1
}

@range(min: 300, max: 3600)
integer Period

structure Wrong {
    blob: Blob = "not base64!"
    size: Size = 2
    text: Timestamp = "yesterday"
    far: Timestamp = 1e30
    header: Header = "2020-02-29T00:00:00Z"

    @timestampFormat("date-time")
    date: Timestamp = 5

    @timestampFormat("epoch-seconds")
    seconds: Timestamp = "2020-02-29T00:00:00Z"

    float: Float = 1e39
    double: Double = 1e400
    zero: Period = 0
    small: Period = 1
}

@default(6)
integer Six

structure Agreement {
    same: Six = 6
    none: Six = null
    small: PrimitiveInteger = 0
    differs: Six = 1
    lacks: Six
    primitive: PrimitiveBoolean
}

union NoDefaults {
    six: Six
}
