$version: "2.0"

namespace scalars

use alloy#nullable
use alloy#untagged
use alloy#uuidFormat
use weland.openapi#exclusiveMaximum
use weland.openapi#exclusiveMinimum
use weland.openapi#format
use weland.openapi#multipleOf
use weland.openapi#rest
use weland.openapi#values

@title("Scalars")
@rest
service Scalars {
    version: "1"
}

/// A currency.
@pattern("^[A-Z]{3}$")
string Code

structure Defaults {
    emptyList: DefaultsFullList = []
    enabled: Boolean = true
    fullList: DefaultsFullList

    @nullable
    nothing: String

    @range(min: 5)
    outside: Long

    @timestampFormat("date-time")
    since: Timestamp = "2020-01-01T00:00:00Z"

    @timestampFormat("epoch-seconds")
    sinceSeconds: Timestamp = 0

    wrongType: Long
}

list DefaultsFullList {
    member: String
}

structure Numbers {
    any: Double

    @range(max: 18446744073709551615)
    big: BigInteger

    @exclusiveMaximum(10)
    @exclusiveMinimum(0)
    @multipleOf(0.5)
    bounded: Double

    decimal: BigDecimal
    float: Float
    int16: Short
    int32: Integer
    int8: Byte
    plain: Long

    @format("unix-time")
    seconds: Long

    @range(max: 4294967295)
    @format("int32")
    tooNarrow: Long

    @format("uint64")
    uint64: BigInteger
}

structure Price {
    always: Document

    /// The currency of the price.
    @deprecated
    code: Code = "EUR"

    confused: Document

    @nullable
    mixed: PriceMixed

    @values
    never: Document

    @nullable
    @values([null])
    nothing: Document

    once: PriceOnce

    @pattern("a")
    onlyPattern: String

    @values([0.5, 1.5])
    ratio: Double

    @values([true])
    truth: Boolean

    whatever: Document
}

@untagged
union PriceMixed {
    integer: PriceOnce
    string: PriceMixedString
}

enum PriceMixedString {
    A = "a"
}

intEnum PriceOnce {
    VALUE_1 = 1
}

structure Texts {
    base64: TextsBase64

    @format("binary")
    binary: Blob

    @pattern("Z$")
    @format("date-time")
    constrainedTime: String

    drawing: TextsDrawing

    @format("email")
    email: String

    file: TextsFile
    json: TextsJson
    secret: TextsSecret

    @timestampFormat("date-time")
    time: Timestamp

    @timestampFormat("http-date")
    timeInHeaders: Timestamp

    @timestampFormat("epoch-seconds")
    timeInSeconds: Timestamp

    @range(min: 0)
    @format("unixtime")
    timeInSecondsWithBounds: Double

    @uuidFormat
    uuid: String
}

@mediaType("image/png")
blob TextsBase64

@mediaType("image/svg+xml")
string TextsDrawing

@mediaType("application/octet-stream")
blob TextsFile

@mediaType("application/json")
string TextsJson

@sensitive
string TextsSecret
