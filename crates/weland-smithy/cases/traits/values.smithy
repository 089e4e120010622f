$version: "2.0"
namespace example

@trait
structure all {
    flag: Boolean
    text: String
    color: Color
    count: Byte
    ratio: Double
    time: Timestamp
    list: Texts
    map: Numbers
    choice: Choice
    @required
    must: String
    @length(min: 2, max: 3)
    short: String
    @range(min: 1, max: 2)
    low: Integer
    @idRef(failWhenMissing: true)
    shape: String
    old: OldEnum
}

enum Color { RED, GREEN }

@uniqueItems
list Texts { member: String }

map Numbers { key: Color, value: Integer }

union Choice { a: String, b: Integer }

@enum([{ value: "x" }])
string OldEnum

@all(
    flag: "no"
    text: 1
    color: "RAD"
    count: 128
    ratio: "much"
    time: true
    list: ["a", 1, "a"]
    map: { RED: 1.5, BLUE: 2 }
    choice: { a: "x", b: 1 }
    shrt: ""
    short: "x"
    low: 3
    shape: "Nowhere"
    old: "y"
)
string A

@all("text")
string B

@all(must: "x", color: 1, short: "long", low: 0, list: {}, map: [], choice: [], shape: Texts$member)
string C

@documentation
string D

@http(method: "GET")
operation E {}
