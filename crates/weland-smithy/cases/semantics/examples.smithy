$version: "2.0"
namespace example

@examples([
    {
        title: "right"
        input: { name: "a" }
        output: { count: 1 }
    }
    {
        title: "an error, right"
        input: { name: "a" }
        error: { shapeId: Missing, content: { message: "no" } }
    }
    {
        title: "wrong on purpose"
        input: {}
        error: { shapeId: Missing, content: {} }
        allowConstraintErrors: true
    }
    {
        title: "wrong"
        input: { name: 1 }
        output: { count: "many" }
    }
    {
        title: "lacking"
        input: {}
        output: {}
        error: { shapeId: Other, content: {} }
    }
])
operation Get {
    input := {
        @required
        name: String
    }
    output := { count: Integer }
    errors: [Missing]
}

@error("client")
structure Missing { message: String }

@error("client")
structure Other {}
