$version: "2.0"

namespace unions

use alloy#nullable
use alloy#untagged
use weland.openapi#allOf
use weland.openapi#discriminator
use weland.openapi#exactlyOne
use weland.openapi#format
use weland.openapi#rest

@title("Unions")
@rest
service Unions {
    version: "1"
}

structure Cat {
    @required
    kind: CatKind

    lives: Long
}

enum CatKind {
    CAT = "cat"
}

structure Dog {
    bark: Boolean

    @required
    kind: DogKind
}

enum DogKind {
    DOG = "dog"
}

@untagged
@exactlyOne
union Expression {
    number: Double
    object: ExpressionObject
}

structure ExpressionObject {
    @required
    left: Expression

    @required
    right: Expression
}

@untagged
@exactlyOne
union Extended {
    @title("By size")
    bySize: ExtendedBySize

    cat: ExtendedCat
}

structure ExtendedBySize {
    @required
    name: String

    size: Long
}

structure ExtendedCat {
    @required
    kind: CatKind

    lives: Long

    @required
    name: String
}

@allOf(["unions#FormatsAnyOf"])
string Formats

@untagged
union FormatsAnyOf {
    @format("ipv4")
    option: String

    @format("ipv6")
    option2: String
}

structure Holder {
    @nullable
    inline: String

    list: HolderList
    mixed: HolderMixed

    @nullable
    nullable: Cat

    pet: Pet
}

@sparse
list HolderList {
    member: Cat
}

@untagged
@exactlyOne
union HolderMixed {
    string: String
    integer: Long
}

@untagged
union Inline {
    string: String
    integer: Long
    stringList: TypesList
    catList: InlineCatList

    @title("Full name")
    fullName: InlineFullName

    special: InlineSpecial
    option: Document
}

list InlineCatList {
    member: Cat
}

structure InlineFullName {
    first: String
}

structure InlineSpecial {
    type: InlineSpecialType
}

enum InlineSpecialType {
    SPECIAL = "special"
}

@untagged
@discriminator(
    mapping: { c: "cat", d: "dog" }
    property: "kind"
)
union Mapped {
    cat: Cat
    dog: Dog
}

string Name

@nullable
@untagged
union NullableUnion {
    cat: Cat
    dog: Dog
}

@allOf(["unions#OneOrTheOtherAnyOf"])
structure OneOrTheOther {
    a: String
    b: String
}

@untagged
union OneOrTheOtherAnyOf {
    a: OneOrTheOtherAnyOfA
    b: OneOrTheOtherAnyOfB
}

structure OneOrTheOtherAnyOfA {
    @nullable
    @required
    a: Document
}

structure OneOrTheOtherAnyOfB {
    @nullable
    @required
    b: Document
}

@untagged
@discriminator(
    mapping: { cat: "cat", dog: "dog" }
    property: "kind"
)
@exactlyOne
union Pet {
    cat: Cat
    dog: Dog
}

structure Same {
    @required
    kind: CatKind

    lives: Long
}

@nullable
@untagged
union Types {
    @range(min: 1)
    integer: Long

    @length(max: 5)
    string: String

    list: TypesList
}

list TypesList {
    member: String
}
