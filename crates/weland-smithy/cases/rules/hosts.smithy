$version: "2"
namespace example

service Hosts {
    operations: [Fixed, Labelled, Pattern, None, Longer]
}

@endpoint(hostPrefix: "fixed.")
@http(method: "POST", uri: "/a")
operation Fixed {}

@endpoint(hostPrefix: "{label}.")
@http(method: "POST", uri: "/a")
operation Labelled {
    input := {
        @required
        @hostLabel
        label: String
    }
}

@endpoint(hostPrefix: "{label}.")
@http(method: "POST", uri: "/b")
operation Pattern {
    input := {
        @required
        @hostLabel
        @pattern("^[0-9]+$")
        label: String
    }
}

@endpoint(hostPrefix: "fixed.")
@http(method: "POST", uri: "/b")
operation None {}

@endpoint(hostPrefix: "{label}-data")
@http(method: "POST", uri: "/b")
operation Longer {
    input := {
        @required
        @hostLabel
        label: String
    }
}
