$version: "2.0"
namespace example

resource Thing {
    identifiers: { id: String }
    read: GetThing
    list: ListThings
}

@readonly
operation GetThing {
    input := {
        @required
        id: String
    }

    output := {
        name: String
    }

@readonly
@paginated(inputToken: "token", outputToken: "next", items: "items")
operation ListThings {
    input := {
        token: String
    }
    output := {
        next: String
        items: Items

@examples([
    {
        title: "Several lines"
        input: {}
    }
])
operation Next {

list Items {
    member: String
}

service Things {
    version: "1"
    resources: [Thing]

@readonly
operation Last {}
