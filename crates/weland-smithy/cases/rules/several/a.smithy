$version: "2.0"
namespace a

service Main {
    operations: [Get]
    errors: [Failure]
    rename: {
        "b#Renamed": "Other"
        "b#Same": "Same"
        "b#Word": "not a name"
        "b#Outside": "Elsewhere"
        "a#Get": "Fetch"
        "a#Failure": "Fault"
    }
}

operation Get {
    input := {
        a1: Text
        b1: b#Text
        a2: Bounded
        b2: b#Bounded
        a3: Texts
        b3: b#texts
        a4: Kind
        b4: b#Kind
        a5: Shape
        b5: b#Shape
        renamed: b#Renamed
        same: b#Same
        word: b#Word
    }
}

@error("client")
structure Failure {}

string Text

@length(min: 1)
string Bounded

list Texts { member: Text }

enum Kind { X }

structure Shape {}

structure Renamed {}
