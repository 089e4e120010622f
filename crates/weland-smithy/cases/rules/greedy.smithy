$version: "2"
namespace example

@http(method: "POST", uri: "/right/{path+}/end")
operation Right {
    input := {
        @required
        @httpLabel
        path: String
    }
}

@http(method: "POST", uri: "/followed/{path+}/{rest}")
operation Followed {
    input := {
        @required
        @httpLabel
        path: String

        @required
        @httpLabel
        rest: String
    }
}

@http(method: "POST", uri: "/two/{path+}/x/{rest+}")
operation Two {
    input := {
        @required
        @httpLabel
        path: String

        @required
        @httpLabel
        rest: String
    }
}

@suppress(["greedy-label"])
@http(method: "POST", uri: "/suppressed/{path+}/{rest}")
operation Suppressed {
    input := {
        @required
        @httpLabel
        path: String

        @required
        @httpLabel
        rest: String
    }
}
