$version: "2.0"

namespace enums

use alloy#nullable
use alloy#openEnum
use weland.openapi#rest
use weland.openapi#values

@title("Enums")
@rest
service Enums {
    version: "1"
}

@values([1, 3000000000])
long BigNumbers

enum Described {
    /// The first letter.
    A = "a"

    B = "b"
    C = "c"
}

enum Duplicate {
    A = "a"
    B = "b"
}

enum Empty {
    EMPTY = ""
    A = "a"
}

structure Holder {
    inline: HolderInline = "x"
    kind: HolderKind
    list: HolderList

    @nullable
    nullable: Nullable

    open: Open = "c"
    wrongDefault: HolderInline
}

enum HolderInline {
    X = "x"
    Y = "y"
}

enum HolderKind {
    HOLDER = "holder"
}

@sparse
list HolderList {
    member: Nullable
}

intEnum Named {
    /// It is off.
    OFF = 0

    /// It is on.
    ON = 1
}

@nullable
enum Nullable {
    A = "a"
    B = "b"
}

intEnum Numbers {
    VALUE_1 = 1
    VALUE_2 = 2
    MINUS_1 = -1
}

@openEnum
enum Open {
    A = "a"
    B = "b"
}

@openEnum
enum OpenByConst {
    A = "a"
    B = "b"
}

intEnum Titled {
    /// The first.
    ONE = 1

    @deprecated
    TWO = 2
}

enum Weird {
    PLUS_1 = "+1"
    MINUS_1 = "-1"
    LESS = "<"
    GREATER_EQUAL = ">="
    VALUE_2FA = "2fa"
    GROESSER = "größer"
    U5_BA0_U7269 = "宠物"
    FOO_BAR2 = "foo-bar"
    FOO_BAR3 = "fooBar"
    FOO_BAR
    SPACE = " "
    A_B = "a/b"
    VALUE_1 = "1"
    VALUE_1_0 = "1.0"
}
