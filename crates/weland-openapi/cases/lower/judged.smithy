$version: "2.0"

namespace judged

use alloy#nullable
use alloy#untagged
use weland.openapi#additionalProperties
use weland.openapi#allOf
use weland.openapi#closed
use weland.openapi#exactlyOne
use weland.openapi#multipleOf
use weland.openapi#patternProperties
use weland.openapi#prefixItems
use weland.openapi#rest
use weland.openapi#values

@title("Judged")
@rest
service Judged {
    version: "1"
}

@allOf(["judged#ClosedPart"])
@closed
structure Closed {
    id: String
    name: String
}

@closed
structure ClosedPart {
    name: String
}

@nullable
@length(min: 2)
string Code

@prefixItems(["smithy.api#Long"])
list Column {
    member: Long
}

@untagged
@exactlyOne
union Command {
    list: CommandList
    string: String
}

list CommandList {
    member: String
}

structure Defaults {
    color: String = "red"

    @required
    size: Long
}

@length(max: 3)
@prefixItems(["smithy.api#Double", "smithy.api#Double"])
list Endless {
    member: Document
}

@closed
@patternProperties([
    {
        pattern: "^x-"
        target: "smithy.api#Document"
    }
])
structure Extended {
    host: String

    @additionalProperties
    additionalProperties: ExtendedAdditionalProperties
}

map ExtendedAdditionalProperties {
    key: String
    value: Document
}

@patternProperties([
    {
        pattern: "^x-"
        target: "smithy.api#String"
    }
])
structure Headers {
    host: String

    @additionalProperties
    additionalProperties: HeadersAdditionalProperties
}

map HeadersAdditionalProperties {
    key: String

    @allOf(["smithy.api#Long"])
    value: Document
}

@nullable
intEnum Level {
    VALUE_1 = 1
    VALUE_2 = 2
}

@allOf(["judged#NumbersPart"])
structure Numbers {
    id: String

    @additionalProperties
    additionalProperties: NumbersAdditionalProperties
}

map NumbersAdditionalProperties {
    key: String
    value: Long
}

map NumbersPart {
    key: String
    value: Long
}

structure Open {
    id: String
}

@length(max: 2, min: 2)
list Pair {
    member: Double
}

@allOf(["judged#PairsPart"])
@prefixItems(["smithy.api#Long", "judged#PairsItem2"])
list Pairs {
    @allOf(["judged#PairsItem"])
    member: Document
}

@length(max: 5)
string PairsItem

@nullable
string PairsItem2

@prefixItems(["judged#PairsPartItem1"])
list PairsPart {
    @allOf(["judged#PairsPartItem"])
    member: Document
}

@length(max: 5)
string PairsPartItem

@range(min: 3)
double PairsPartItem1

@prefixItems(["smithy.api#String"])
list Row {
    @allOf(["smithy.api#Long"])
    member: Document
}

@multipleOf(1)
double Steps

@length(max: 2)
list Triple {
    @length(max: 3)
    member: String
}

@length(max: 2, min: 2)
list Tuple {
    member: Double
}

@prefixItems(["smithy.api#String", "smithy.api#Double"])
list Two {
    @values
    member: Document
}
