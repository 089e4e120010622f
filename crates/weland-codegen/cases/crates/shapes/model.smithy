$version: "2"

namespace obstacles.shapes

use alloy#dateFormat
use alloy#discriminated
use alloy#jsonUnknown
use alloy#nullable
use alloy#untagged
use alloy#uuidFormat
use aws.protocols#restJson1

/// All types, recursion, defaults, constraints.
@restJson1
service Shapes {
    version: "2020-01-01"
    operations: [Simple, Recursive, Defaults, Constrained, Large, Optionality]
}

@http(method: "POST", uri: "/simple")
operation Simple { input: SimpleInput, output: SimpleOutput }

structure SimpleInput with [AllTypes] {}

@mixin
structure AllTypes {
    blob: Blob
    boolean: Boolean
    string: String
    byte: Byte
    short: Short
    integer: Integer
    long: Long
    float: Float
    double: Double
    bigInteger: BigInteger
    bigDecimal: BigDecimal
    timestamp: Timestamp
    document: Document
    unit: Empty
    primitiveBoolean: PrimitiveBoolean = false
    primitiveByte: PrimitiveByte = 0
    primitiveShort: PrimitiveShort = 0
    primitiveInteger: PrimitiveInteger = 0
    primitiveLong: PrimitiveLong = 0
    primitiveFloat: PrimitiveFloat = 0
    primitiveDouble: PrimitiveDouble = 0
}

structure SimpleOutput with [AllTypes] {
    blobs: Blobs
    timestamps: Timestamps
    sparse: SparseList
    sparseMap: SparseMap
    nested: Nested
    emptyUnion: Choice
    times: Times
    sets: StringSet
    big: BigList
    documents: Documents
    image: Image
    json: Json
    emptyMap: EmptyMap
    nulls: Nulls
    untagged: Untagged
    discriminated: Discriminated
    byKey: ByKey
    ruled: Ruled
    unknownKeys: UnknownKeys
    unknownMember: UnknownMember
}

structure Empty {}

@untagged
union Untagged { text: String, number: Double, list: UntaggedList, untagged: Untagged, unit: Unit, document: Document }
list UntaggedList { member: Untagged }

/// Known by a key.
@discriminated("type")
union Discriminated { empty: Empty, unit: Unit, nulls: Nulls }

@untagged
@weland.openapi#exactlyOne
@weland.openapi#discriminator(property: "kind", mapping: { "a": "first", "b": "second" })
union ByKey { first: Empty, second: Recursing }
structure Recursing { kind: String, next: ByKey }

/// What JSON Schema can say.
@weland.openapi#closed
@weland.openapi#propertyCount(min: 1, max: 9)
@weland.openapi#allOf([Nulls])
@weland.openapi#patternProperties([{ pattern: "^x-", target: "obstacles.shapes#Ruled" }])
structure Ruled {
    @weland.openapi#exclusiveMinimum(0)
    @weland.openapi#exclusiveMaximum(2.5)
    @weland.openapi#multipleOf(0.1)
    number: Double
    @weland.openapi#values([1, 2.50, null, "a \"b\"", [true, {}], { b: 1, a: [] }])
    value: Document
    tuple: Tuple
    @weland.openapi#values([{ kind: "a" }])
    kind: Empty
    map: RuledMap
    @required
    @weland.openapi#additionalProperties
    others: EmptyMap
}
@weland.openapi#prefixItems([Nulls, "smithy.api#String"])
list Tuple { member: Document }
@weland.openapi#patternProperties([{ pattern: "^a$", target: "smithy.api#Integer" }])
map RuledMap { key: String, value: Document }
@alloy#openEnum
enum OpenEnum { A }
structure OneWay {
    @required
    @weland.openapi#readOnly
    @uuidFormat
    id: String
    @weland.openapi#writeOnly
    @weland.openapi#format("password")
    secret: String
    @dateFormat
    date: String
    color: OpenEnum
    @weland.openapi#values
    never: Document
}
structure UnknownKeys {
    oneWay: OneWay
     known: String, @jsonUnknown unknown: Documented }
map Documented { key: String, value: Document }
union UnknownMember { known: String, @jsonUnknown unknown: Document }

list NullsList { member: Nulls }
/// Null and absence are two things here.
structure Nulls {
    @required @nullable text: String
    @required @nullable nulls: NullsList
    @nullable list: Lists
    @nullable type: Kind
    @nullable number: Double
    @nullable inner: Nulls
    @nullable name: String = "none"
    @nullable empty: String = ""
    @nullable innerNull: Boolean
    @required @nullable document: Document
    @nullable anything: Document
}
map EmptyMap { key: String, value: Empty }
union Choice { unit: Unit, other: Unit, empty: Empty, list: SparseList, map: SparseMap, time: HttpDate, number: Double, blob: Blob }
list Blobs { member: Blob }
list Timestamps { @timestampFormat("http-date") member: Timestamp }
@sparse
list SparseList { member: String }
@sparse
map SparseMap { key: String, value: SparseList }
map Nested { key: Kind, value: NestedList }
list NestedList { member: NestedMap }
@sparse
map NestedMap { key: String, value: Empty }
@uniqueItems
list StringSet { member: Kind }
list BigList { member: BigInteger }
list Documents { member: Document }
@mediaType("image/png")
blob Image
@mediaType("application/json")
string Json
enum Kind {
    A
    B = "b b"
}
@timestampFormat("epoch-seconds")
timestamp Epoch
@timestampFormat("date-time")
timestamp DateTime
@timestampFormat("http-date")
timestamp HttpDate
structure Times {
    plain: Timestamp
    epoch: Epoch
    dateTime: DateTime
    httpDate: HttpDate
    @timestampFormat("epoch-seconds")
    memberEpoch: HttpDate
    @jsonName("renamed \"member\"")
    named: String
}

@http(method: "POST", uri: "/recursive")
operation Recursive { input := { @required node: Node }, output := { tree: Tree, forest: Forest } }

structure Node { value: String, next: Node, left: Side, @required choices: Choices, choice: Link }
structure Side { right: Opposite }
structure Opposite { left: Side, node: Node }
list Choices { member: Link }
union Link { node: Node, link: Link, list: Choices, map: LinkMap, end: Unit }
map LinkMap { key: String, value: Link }
structure Tree { children: Trees, byName: TreeMap }
list Trees { member: Tree }
map TreeMap { key: String, value: Trees }
structure Forest { @required tree: Tree, @required link: Link }
list Lists { member: ListsOfLists }
list ListsOfLists { member: Outer }
structure Outer { lists: Lists }

@http(method: "POST", uri: "/defaults")
operation Defaults { input: DefaultValues, output: DefaultValues }

structure DefaultValues {
    boolean: Boolean = true
    no: Boolean = false
    string: String = "a \"quoted\" \\ {text}\n\u2028"
    emptyString: String = ""
    byte: Byte = -128
    short: Short = 32767
    integer: Integer = -2147483648
    long: Long = -9223372036854775808
    float: Float = 1.5
    wholeFloat: Float = 3
    zeroFloat: Float = 0
    smallDouble: Double = 1e-300
    largeDouble: Double = 1.7976931348623157e308
    bigInteger: BigInteger = 123456789012345678901234567890
    smallBigInteger: BigInteger = 7
    bigDecimal: BigDecimal = 1.000000000000000000001
    wholeDecimal: BigDecimal = 5
    blob: Blob = "AAEC/w=="
    emptyBlob: Blob = ""
    timestamp: Timestamp = 1700000000
    fraction: Timestamp = 1.5
    dateTime: DateTime = "1985-04-12T23:20:50.52Z"
    kind: Kind = "b b"
    number: Number = 2
    list: StringSet = []
    map: EmptyMap = {}
    documentTrue: Document = true
    documentFalse: Document = false
    documentText: Document = "text"
    documentNumber: Document = 12
    documentFraction: Document = 0.25
    documentLong: Document = 123456789012345678901234567890
    documentList: Document = []
    documentMap: Document = {}
    nothing: String = null
    @clientOptional
    optional: Integer = 7
    @required
    requiredDefault: String = "given"
    lists: Lists
}
intEnum Number {
    ONE = 1
    TWO = 2
}

@http(method: "POST", uri: "/constrained")
operation Constrained { input: Constraints }

structure Constraints {
    @length(min: 1, max: 9223372036854775807)
    own: Short8
    @length(min: 2)
    target: Short8
    @pattern("^\"#r\\d+\u00e9$")
    pattern: String
    @pattern("^[a\"#]+$")
    hashes: String
    @pattern("^plain$")
    plain: Short8
    @range(min: -0.5, max: 1e21)
    decimal: BigDecimal
    @range(min: -99999999999999999999999999999999)
    big: BigInteger
    @range(min: 0, max: 1.5)
    double: Double
    @range(max: 2)
    number: Number
    @length(max: 2)
    kind: Kind
    @length(max: 2)
    list: ConstrainedList
    @length(max: 2)
    map: ConstrainedMap
    @length(max: 2)
    blob: Image
    secret: Secret
    secrets: Secrets
    choice: ConstrainedChoice
    @pattern("^.$")
    @required
    letter: String
}
@length(min: 1, max: 8)
@pattern("^\\S+$")
string Short8
@length(min: 1, max: 10)
@uniqueItems
list ConstrainedList { @length(max: 1) @pattern("^[^\\r\\n]$") member: Short8 }
map ConstrainedMap { @pattern("^k") @length(min: 1) key: Short8, @range(min: 1) value: Number }
@sensitive
@pattern("^s")
string Secret
@sensitive
list Secrets { member: Secret }
union ConstrainedChoice { @length(max: 4) text: Short8, @range(min: 3) number: Integer, list: ConstrainedList }

@http(method: "POST", uri: "/optionality")
operation Optionality { input: Present, output: Present }

structure Present {
    @required a: String
    @required b: Empty
    @required c: Choice
    @required d: Kind
    @required e: Number
    @required f: Document
    @required g: StringSet
    @required h: EmptyMap
    @required @clientOptional i: String
    @required j: Timestamp
    @required k: BigDecimal
    @required l: Blob
    m: Integer = 1
}

@http(method: "POST", uri: "/large")
operation Large { input: Many }

structure Many {
    @required m0: String
    m1: String
    m2: String
    m3: String
    m4: String
    m5: String
    m6: String
    m7: String
    m8: String
    m9: String
    @required m10: String
    m11: String
    m12: String
    m13: String
    m14: String
    m15: String
    m16: String
    m17: String
    m18: String
    m19: String
    @required m20: String
    m21: String
    m22: String
    m23: String
    m24: String
    m25: String
    m26: String
    m27: String
    m28: String
    m29: String
    @required m30: String
    m31: String
    m32: String
    m33: String
    m34: String
    m35: String
    m36: String
    m37: String
    m38: String
    m39: String
    @required m40: String
    m41: String
    m42: String
    m43: String
    m44: String
    m45: String
    m46: String
    m47: String
    m48: String
    m49: String
    @required m50: String
    m51: String
    m52: String
    m53: String
    m54: String
    m55: String
    m56: String
    m57: String
    m58: String
    m59: String
    @required m60: String
    m61: String
    m62: String
    m63: String
    m64: String
    m65: String
    m66: String
    m67: String
    m68: String
    m69: String
    @required m70: String
    m71: String
    m72: String
    m73: String
    m74: String
    m75: String
    m76: String
    m77: String
    m78: String
    m79: String
    @required m80: String
    m81: String
    m82: String
    m83: String
    m84: String
    m85: String
    m86: String
    m87: String
    m88: String
    m89: String
    @required m90: String
    m91: String
    m92: String
    m93: String
    m94: String
    m95: String
    m96: String
    m97: String
    m98: String
    m99: String
    @required m100: String
    m101: String
    m102: String
    m103: String
    m104: String
    m105: String
    m106: String
    m107: String
    m108: String
    m109: String
    @required m110: String
    m111: String
    m112: String
    m113: String
    m114: String
    m115: String
    m116: String
    m117: String
    m118: String
    m119: String
    @required m120: String
    m121: String
    m122: String
    m123: String
    m124: String
    m125: String
    m126: String
    m127: String
    m128: String
    m129: String
    @required m130: String
    m131: String
    m132: String
    m133: String
    m134: String
    m135: String
    m136: String
    m137: String
    m138: String
    m139: String
}
