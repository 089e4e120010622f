$version: "2.0"

metadata flat = { a: 1, b: [1, 2, 3], c: { d: null }, "e-f": true }

metadata open = {
    a: 1
    b: [1, 2]
}

metadata forced = {
    a: [
        1
    ]
}

metadata nothing = [{}, [], {}, []]
metadata wide = ["one of several strings that fill the line", "two of several strings that fill the line", "three of them"]

metadata wider = {
    one: "one of several strings that fill the line"
    two: ["two of several strings that fill the line", "three"]
    four: { five: 5 }
}

metadata single = ["one string that fills the line all alone, since there is nothing that could be gained by putting it on a line of its own"]
metadata object = { one: "one string that fills the line all alone, since there is nothing that could be gained by putting it on a line" }

metadata comments = [
    1 // one

    // two
    2 // behind two

    3
    // tail

    // tail of the tail
]

metadata awkward = {
    // before
    // after the key
    // after the colon
    a: 1 // after the value

    b: {
        c: 1 // inner
    }
}

metadata numbers = [-1, 1.50, 1e3, -0.0E-1]
metadata ids = [smithy.api#String, true, false, null, String$x]

namespace example
