$version: "2.0"
namespace example

resource Right {
    identifiers: { id: String }
    properties: { name: String, size: Integer }
    create: CreateRight
    read: ReadRight
    list: ListRight
}

operation CreateRight {
    input := {
        name: String
        @property(name: "size")
        wantedSize: Integer
        @idempotencyToken
        token: String
        @notProperty
        dryRun: Boolean
    }
    output := {
        @required
        id: String
    }
}

@readonly
operation ReadRight {
    input := {
        @required
        id: String
    }
    output := {
        @nestedProperties
        right: RightData
        requestId: String
    }
}

structure RightData { id: String, name: String }

@readonly
operation ListRight {
    input := { filter: String }
    output := { names: Names }
}

list Names { member: String }

resource Wrong {
    identifiers: { id: String }
    properties: { name: String, unused: String }
    read: ReadWrong
}

@readonly
operation ReadWrong {
    input := {
        @required
        id: String
        nam: String
    }
    output := {
        name: Integer
        @property(name: "name")
        other: String
        further: Boolean
    }
}
