$version: "2.0"
namespace example

@http(method: "GET", uri: "/a/{id}/{other}/{rest+}?kind=x")
operation Get {
    input := {
        id: String
        @httpLabel
        other: String
        @httpLabel
        @required
        rest: Integer
        @httpLabel
        @required
        lost: String
        @httpQuery("kind")
        kind: String
    }
}

@http(method: "GET", uri: "no/slash")
operation A {}

@http(method: "GET", uri: "/a//b/{c}x/{+}")
operation B {}

@http(method: "GET", uri: "/{a+}/{b}/{a}")
operation C {}
