$version: "2.0"

namespace parameters

use weland.openapi#content
use weland.openapi#cookie
use weland.openapi#extensions
use weland.openapi#parameterStyle
use weland.openapi#rest

@title("Parameters")
@rest
service Parameters {
    version: "1"
    operations: [
        Search
        Undeclared
    ]
}

@http(code: 204, method: "GET", uri: "/a/{id}.{format}/{matrix}")
@readonly
operation Search {
    input: SearchInput
}

@http(code: 204, method: "GET", uri: "/b/{undeclared}")
@readonly
operation Undeclared {
    input: UndeclaredInput
}

enum SearchFormat {
    JSON = "json"
    XML = "xml"
}

@input
structure SearchInput {
    @httpQuery("deep")
    @parameterStyle(explode: true, style: "deepObject")
    deep: Sel

    @httpQuery("flat")
    @parameterStyle(explode: false, style: "form")
    flat: Sel

    @httpQuery("form")
    form: Sel

    @httpLabel
    @required
    format: SearchFormat

    @httpLabel
    @required
    id: String

    @httpQuery("json")
    @content("application/json")
    json: Sel

    @httpLabel
    @required
    @parameterStyle(explode: true, style: "matrix")
    matrix: SearchPiped

    @httpQuery("nothing")
    nothing: Document

    @httpQuery("nullable")
    @required
    nullable: String

    @deprecated
    @httpQuery("path")
    @weland.openapi#examples(["a/b", "c"])
    @extensions("x-position": 1)
    @parameterStyle(allowReserved: true, explode: true, style: "form")
    path: String

    @httpQuery("piped")
    @parameterStyle(explode: false, style: "pipeDelimited")
    piped: SearchPiped

    @required
    @cookie("session")
    session: String

    @httpHeader("x-ids")
    xIds: SearchXIds

    /// The trace.
    @httpHeader("X-Trace")
    xTrace: String
}

list SearchPiped {
    member: String
}

list SearchXIds {
    member: Long
}

structure Sel {
    age: Long
    role: String
}

@input
structure UndeclaredInput {
    @httpLabel
    @required
    undeclared: String
}
