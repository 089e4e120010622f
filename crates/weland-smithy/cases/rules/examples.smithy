$version: "2"
namespace example

service City {
    operations: [Bake]
    errors: [Common]
}

operation Bake {
    input := {
        @required
        @range(min: 1)
        n: Integer

        @length(max: 2)
        s: String

        @pattern("^a$")
        p: String

        e: Kind
        i: Size

        @length(min: 2, max: 3)
        b: Blob

        @range(min: 1, max: 2)
        f: Float

        u: Names
    }

    output := {
        value: Choice
    }

    errors: [Invalid]
}

enum Kind {
    RYE
}

intEnum Size {
    ONE = 1
}

@uniqueItems
list Names {
    member: String
}

union Choice {
    text: String
    number: Integer
}

@error("client")
structure Invalid {
    message: String
}

@error("server")
structure Common {}

apply Bake @examples([
    {
        title: "broken constraints"
        input: { n: 0, s: "abc", p: "b", e: "NOPE", i: 2, b: "a", f: "NaN", u: ["a", "a"] }
        error: { shapeId: Invalid, content: {} }
        allowConstraintErrors: true
    }
    {
        title: "too large"
        input: { b: "Zm9vYg==", f: "Infinity" }
        error: { shapeId: Invalid, content: {} }
        allowConstraintErrors: true
    }
    {
        title: "base64"
        input: { n: 1, b: "Zm8=", f: 1.5 }
        output: { value: {} }
    }
    {
        title: "wrong type is still wrong"
        input: { n: "x" }
        error: { shapeId: Invalid, content: {} }
        allowConstraintErrors: true
    }
    {
        title: "no error"
        input: { n: 1 }
        output: { value: { text: "a", number: 1 } }
        allowConstraintErrors: true
    }
    {
        title: "no flag"
        input: { n: 0 }
        error: { shapeId: Common, content: {} }
    }
])
