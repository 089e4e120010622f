$version: "2.0"
namespace example

structure First {
    good: String
    bad String
    lost: Integer
}

@documentation("Not lost")
operation Second {
    input: First
    outptu: First
}

structure Third {
    a: First
    b: Second
}

strcture Fourth {}

string Fifth = 1

structure Sixth {
    fifth: Fifth
}
