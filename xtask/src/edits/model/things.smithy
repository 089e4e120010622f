$version: "2"

namespace edits

/// A resource with the usual operations.
resource E00Thing {
    identifiers: {
        thingId: E00ThingId
    }
    properties: {
        name: String
        weight: Integer
    }
    create: E00CreateThing
    read: E00GetThing
    delete: E00DeleteThing
    operations: [
        E00CountThing
    ]
}

resource E00Shelf {
    identifiers: {
        shelfId: String
        row: String
    }
}

@http(method: "POST", uri: "/e00/things/create")
operation E00CreateThing {
    input := {
        name: String
        weight: Integer
    }

    output := {
        @required
        thingId: E00ThingId

        name: String
    }
}

@readonly
@http(method: "POST", uri: "/e00/things/get")
operation E00GetThing {
    input := {
        @required
        thingId: E00ThingId
    }

    output := {
        @required
        thingId: E00ThingId

        name: String
        weight: Integer
    }

    errors: [
        E00Missing
    ]
}

@idempotent
@http(method: "POST", uri: "/e00/things/delete")
operation E00DeleteThing {
    input := {
        @required
        thingId: E00ThingId
    }

    errors: [
        E00Missing
    ]
}

@readonly
@http(method: "POST", uri: "/e00/things/count")
operation E00CountThing {
    input := {
        @required
        thingId: E00ThingId

        @notProperty
        deep: Boolean
    }

    output := {
        @required
        @notProperty
        total: Integer
    }
}

/// An operation that is bound to the service alone.
@http(method: "POST", uri: "/e00/things/export")
operation E00ExportThings {
    input := {
        format: E00Format
        filter: String
    }

    output := {
        rows: E00Rows
        more: Boolean
    }
}

enum E00Format {
    TEXT
    TABLE
}

list E00Rows {
    member: E00Row
}

structure E00Row {
    @required
    name: String

    values: E00Values
}

list E00Values {
    member: Integer
}

@length(min: 2, max: 10)
string E00ThingId

@error("client")
@httpError(404)
structure E00Missing {
    message: String
}
