$version: "2.0"
namespace example

service Server {
    operations: [A, B, C, D, E]
}

@http(method: "GET", uri: "/a/{x}?kind=1")
operation A { input: X }

@http(method: "GET", uri: "/a/{y}/?kind=1")
operation B { input: Y }

@http(method: "GET", uri: "/a/{x}?kind=2")
operation C { input: X }

@http(method: "GET", uri: "/a/{x+}?kind=1")
operation D { input: X }

@http(method: "GET", uri: "/a/{x}?kind=1")
@endpoint(hostPrefix: "e.")
operation E { input: X }

structure X {
    @required
    @httpLabel
    x: String
}

structure Y {
    @required
    @httpLabel
    y: String
}
