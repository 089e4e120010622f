$version: "2.0"

namespace example.shapes

use alloy#dateFormat
use alloy#discriminated
use alloy#jsonUnknown
use alloy#nullable
use alloy#openEnum
use alloy#untagged
use alloy#uuidFormat
use aws.protocols#restJson1

@restJson1
service Shapes {
    operations: [
        Echo
    ]
    rename: {
        "example.other#Point": "OtherPoint"
    }
}

@http(method: "POST", uri: "/echo")
operation Echo {
    input: Everything
    output: Everything
}

/// A member of each type.
structure Everything {
    blob: Blob
    boolean: Boolean = false
    string: String = ""
    byte: Byte
    short: Short
    integer: Integer
    long: Long
    bigInteger: BigInteger
    float: Float
    double: Double
    bigDecimal: BigDecimal
    timestamp: Timestamp
    document: Document

    /// Any value.
    @required
    described: Document

    kind: Kind
    signal: Signal
    guess: Guess
    color: Color
    listed: Names
    sparse: SparseNames
    set: UniqueNumbers
    map: Scores
    keyed: Keyed
    choice: Choice
    anything: Anything
    shape: Shape
    point: Point
    other: example.other#Point
    tree: Tree

    @jsonName("wire-name")
    @required
    modeled: String

    @nullable
    nullName: Name

    @nullable
    nullText: String

    @nullable
    nullAny: Document

    @length(max: 3)
    shortName: Name

    @length(max: 3)
    shortNames: Names

    @range(max: 5.5)
    smaller: Ratio

    secret: Secret

    @timestampFormat("date-time")
    dateTime: Timestamp

    httpDate: HttpDate

    @timestampFormat("epoch-seconds")
    epoch: HttpDate

    id: Uuid
    day: Day
    png: Png
    json: Json
    fixed: FixedBytes

    @deprecated(message: "use something else", since: "1.0")
    @externalDocumentation(More: "https://shapes.example")
    old: Old

    @default("ROAD")
    defaulted: Kind

    rest: Rest
}

/// What a street is.
enum Kind {
    /// It goes somewhere.
    ROAD

    SQUARE = "square"
}

intEnum Signal {
    STOP = 1

    /// Walk.
    GO = 2
}

@openEnum
enum Guess {
    YES
    NO
}

@enum([
    { value: "red", name: "RED" }
    { value: "blue", name: "BLUE", documentation: "As the sky." }
])
string Color

@length(min: 1, max: 10)
list Names {
    member: Name
}

@sparse
list SparseNames {
    member: Name
}

@uniqueItems
list UniqueNumbers {
    @range(min: 0)
    member: Integer
}

@sparse
@length(max: 7)
map Scores {
    key: String
    value: Integer
}

map Keyed {
    key: Kind

    /// The score of a kind.
    value: Document
}

@pattern("^\\w+$")
@length(max: 10)
string Name

@range(min: 0.5, max: 1e3)
double Ratio

@sensitive
string Secret

@timestampFormat("http-date")
timestamp HttpDate

@uuidFormat
string Uuid

@dateFormat
string Day

@mediaType("image/png")
blob Png

@mediaType("application/json")
string Json

@length(min: 4, max: 4)
blob FixedBytes

/// Not used any more.
@deprecated
structure Old {}

/// One of several.
union Choice {
    /// A name.
    name: Name

    @jsonName("pt")
    point: Point

    nothing: Unit

    @jsonUnknown
    other: Document
}

@untagged
union Anything {
    text: String
    point: Point
}

@discriminated("kind")
union Shape {
    circle: Circle

    @jsonName("pt")
    point: Point
}

structure Circle {
    @required
    radius: Double
}

structure Point {
    @required
    x: Integer

    @required
    y: Integer
}

structure Tree {
    children: Trees
    value: Choice
}

list Trees {
    member: Tree
}

structure Rest {
    known: String

    @jsonUnknown
    unknown: Documents
}

map Documents {
    key: String
    value: Document
}
