$version: "2"

namespace example.greetings

use aws.protocols#restJson1

/// Greets people.
@restJson1
@title("Greetings")
service Greetings {
    version: "2026-01-01"
    operations: [
        Greet
    ]
}

/// Greets a person by name.
@http(method: "GET", uri: "/greetings/{name}")
@readonly
operation Greet {
    input := {
        @required
        @httpLabel
        name: Name

        /// The language of the greeting, such as `en`.
        @httpQuery("language")
        language: Language
    }

    output := {
        @required
        greeting: String
    }

    errors: [
        LanguageNotSpoken
    ]
}

@length(min: 1, max: 100)
string Name

@pattern("^[a-z]{2}$")
string Language

/// There is no greeting in this language.
@error("client")
@httpError(404)
structure LanguageNotSpoken {
    message: String
}
