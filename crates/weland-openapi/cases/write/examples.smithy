$version: "2.0"

namespace example.examples

use aws.protocols#restJson1

@restJson1
service Examples {
    version: "1"
    operations: [
        Move
    ]
}

@http(method: "POST", uri: "/{from}")
@examples([
    {
        title: "A move"
        documentation: "From here to there."
        input: {
            from: "here"
            fast: true
            when: "2024-02-29T12:00:00Z"
            to: { place: "there", stops: { one: { place: "between" } } }
            ends: ["2024-03-01T00:00:00Z"]
        }
        output: { moved: "2024-02-29T12:00:01Z", note: { any: [1, null] } }
    }
    {
        title: "A failure"
        input: { from: "nowhere" }
        error: { shapeId: Lost, content: { message: "no such place" } }
        allowConstraintErrors: true
    }
])
operation Move {
    input := {
        @httpLabel
        @required
        from: String

        @httpQuery("fast")
        fast: Boolean

        @httpHeader("X-When")
        when: Timestamp

        @jsonName("target")
        to: Target

        ends: Times
    }

    output := {
        moved: Timestamp
        note: Document
    }

    errors: [
        Lost
    ]
}

structure Target {
    @jsonName("name")
    place: String

    stops: Stops
}

map Stops {
    key: String
    value: Target
}

list Times {
    member: Timestamp
}

@error("client")
structure Lost {
    message: String
}
