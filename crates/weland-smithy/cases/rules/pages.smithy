$version: "2"
namespace example

@readonly
@paginated(inputToken: "token", outputToken: "next", pageSize: "size")
operation Required {
    input := {
        @required
        token: String

        @required
        size: Integer
    }

    output := {
        @required
        next: String
    }
}

@readonly
@paginated(inputToken: "token", outputToken: "next", pageSize: "size")
operation Doubtful {
    input := {
        token: Tokens
        size: Long
    }

    output := {
        next: Tokens
    }
}

map Tokens {
    key: String
    value: String
}
