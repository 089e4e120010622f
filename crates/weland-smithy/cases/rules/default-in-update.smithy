$version: "2"

namespace example

resource City {
    identifiers: { name: String }
    update: ChangeCity
    read: GetCity
}

/// Updates a city, whatever it is called.
operation ChangeCity {
    input := for City {
        @required
        $name

        motto: String = ""
        twin: String = ""
    }
}

/// Is none by its name.
operation PatchStreet {
    input := {
        name: String = ""
    }
}

operation UpdateBridge {
    input := {
        name: String
    }
}

@readonly
operation GetCity {
    input := for City {
        @required
        $name

        depth: Integer = 0
    }
}
