$version: "2.0"
namespace example

@http(method: "GET", uri: "/right", code: 204)
@endpoint(hostPrefix: "{account}-data.")
operation Right {
    input := {
        @required
        @hostLabel
        account: String
        @httpQuery("q")
        query: String
    }
}

@http(method: "GET", uri: "/wrong", code: 404)
@endpoint(hostPrefix: "{account}.{other}.")
operation Wrong {
    input := {
        @required
        account: String
        @required
        @hostLabel
        third: String
    }
}

@endpoint(hostPrefix: "a..b")
operation Dots {}

@endpoint(hostPrefix: "a{")
operation Open {}

@endpoint(hostPrefix: "{a}{b}.")
operation Adjacent {}

@endpoint(hostPrefix: "{a}.{a}.")
operation Repeated {}

@error("client")
@httpError(404)
structure Gone {}

@error("client")
@httpError(500)
structure Mine {}

@error("server")
@httpError(404)
structure Theirs {}

structure Names {
    @jsonName("b")
    a: String
    b: String
    @jsonName("d")
    c: String
    @jsonName("c")
    d: String
}
