$version: "2.0"
namespace example

@paginated(inputToken: "next", outputToken: "next", pageSize: "size")
service Server { operations: [Right, Nested, Wrong, Paths] }

service Bare { operations: [Right] }

@paginated(items: "items")
operation Right {
    input := { next: String, size: Integer }
    output := { next: String, items: Names }
}

@paginated(outputToken: "result.next", items: "result.items")
operation Nested {
    input := { next: String, size: Integer }
    output := { result: Result }
}

structure Result { next: String, items: Names }

list Names { member: String }

@paginated(inputToken: "token", outputToken: "next", items: "itms", pageSize: "size")
operation Wrong {
    input := {
        @required
        token: String
        size: String
    }
    output := { next: Integer, items: Names }
}

@paginated(inputToken: "a.b", outputToken: "result.nothing")
operation Paths {
    input := { a: String }
    output := { result: Result }
}
