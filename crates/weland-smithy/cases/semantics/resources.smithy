$version: "2.0"
namespace example

service Server { resources: [Right, Wrong] }

resource Right {
    identifiers: { id: Id }
    create: CreateRight
    read: ReadRight
    delete: DeleteRight
    resources: [Part]
}

operation CreateRight { input := { name: String } }

@readonly
operation ReadRight { input := { @required id: Id } }

@idempotent
operation DeleteRight {
    input := {
        @required
        @resourceIdentifier("id")
        key: Id
    }
}

resource Part { identifiers: { id: Id, part: Id } }

string Id

resource Wrong {
    identifiers: { id: Id }
    put: PutWrong
    read: ReadWrong
    list: ListWrong
    resources: [Child, Part]
}

@readonly
operation PutWrong { input := { @required id: String } }

operation ReadWrong { input := { id: Id } }

@readonly
operation ListWrong { input := { @required id: Id } }

resource Child {
    identifiers: { id: String }
    resources: [Wrong]
}

structure Twice {
    @required
    @resourceIdentifier("id")
    a: Id
    @required
    @resourceIdentifier("id")
    b: Id
}
