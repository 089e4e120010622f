$version: "2.0"
namespace example

@title("Shop"
service Shop {
    version: "1"
    resources: [Thing]
}

resource Thing {
    read: GetThing
    list: ListThings
    delete: DeleteThing
}

@tags(["a", "b"
@readonly
operation GetThing {}

@tags(["a"
@unknown
structure Data {}

@http(method: "GET", uri: "/things"
@readonly
operation ListThings {}

@http(method: "DELETE", uri: "/things", code: 200
operation DeleteThing {}

/// Nothing is wrong with what follows.
@deprecated
structure Right {
    right: String
}
