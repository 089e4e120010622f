$version: "2.0"
namespace example

structure Data {
    operation: Run
    service: Server
}

string Text

operation Run {
    input: Text
    output: Failure
    errors: [Data, Text, Failure]
}

@error("client")
structure Failure {}

service Server {
    version: 1
    operations: [Data, Thing]
    resources: [Run]
    erors: []
    rename: { "example#Nothing": 1 }
}

resource Thing {
    identifiers: { id: Text }
}

resource Other {
    identifiers: { id: Data }
    properties: { text: Run }
    read: Text
    list: ["x"]
    operations: Text
}
