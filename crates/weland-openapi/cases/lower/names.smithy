$version: "2.0"

namespace api_3d_groessen_api

use weland.openapi#content
use weland.openapi#operationId
use weland.openapi#rest

@title("3D \"Größen\" API!")
@rest
service N3DGroessenAPI {
    version: "1"
    operations: [
        GetUser
        GetUserOperation
        UserOperation
        GetDByX
        DeleteDByX
        ReadThing
        SameEXYPut
        SameEXYPost
        UserEXYDelete
        EXYPatch
        UserDByX
    ]
}

@http(code: 204, method: "DELETE", uri: "/d/{x}")
@idempotent
operation DeleteDByX {
    input: DeleteDByXInput
}

@http(code: 204, method: "PATCH", uri: "/e/{xY}")
operation EXYPatch {
    input: EXYPatchInput
}

@http(code: 204, method: "GET", uri: "/d/{x}")
@readonly
operation GetDByX {
    input: GetDByXInput
}

@http(code: 200, method: "GET", uri: "/a")
@readonly
operation GetUser {
    output: GetUserOutput
}

@http(code: 200, method: "GET", uri: "/b")
@readonly
operation GetUserOperation {
    output: GetUserOperationOutput
}

@http(code: 204, method: "GET", uri: "/e/{xY}")
@readonly
@operationId("read_thing_e__x_y__get")
operation ReadThing {
    input: ReadThingInput
}

@http(code: 204, method: "POST", uri: "/e/{xY}")
operation SameEXYPost {
    input: SameEXYPostInput
}

@http(code: 204, method: "PUT", uri: "/e/{xY}")
@idempotent
operation SameEXYPut {
    input: SameEXYPutInput
}

@http(code: 204, method: "GET", uri: "/user/d")
@readonly
operation UserDByX {}

@http(code: 204, method: "DELETE", uri: "/e/{xY}")
@idempotent
operation UserEXYDelete {
    input: UserEXYDeleteInput
}

@http(code: 204, method: "GET", uri: "/c/{userId}/{User_Id}")
@readonly
operation UserOperation {
    input: UserOperationInput
}

structure ComExampleDeepName {
    a: String
}

@input
structure DeleteDByXInput {
    @httpLabel
    @required
    x: smithy.api#String
}

@input
structure EXYPatchInput {
    @httpLabel
    @required
    xY: smithy.api#String
}

@input
structure GetDByXInput {
    @httpLabel
    @required
    x: smithy.api#String
}

/// Another user.
@output
structure GetUserOperationOutput {
    @httpPayload
    @required
    @content("application/json")
    body: User
}

/// A user.
@output
structure GetUserOutput {
    @httpPayload
    @required
    @content("application/json")
    body: User2
}

@input
structure ReadThingInput {
    @httpLabel
    @required
    xY: smithy.api#String
}

@input
structure SameEXYPostInput {
    @httpLabel
    @required
    xY: smithy.api#String
}

@input
structure SameEXYPutInput {
    @httpLabel
    @required
    xY: smithy.api#String
}

@length(min: 1)
string String

structure User {
    Self: smithy.api#String
    d_by_x: UserDByX2

    @jsonName("")
    empty: smithy.api#String

    @jsonName("größe")
    groesse: smithy.api#String

    @jsonName("@id")
    id: smithy.api#String

    @jsonName("$ref")
    ref: smithy.api#String

    @jsonName("self")
    self2: smithy.api#String

    type: smithy.api#String
}

structure User2 {
    FooBar: Long

    @jsonName("fooBar")
    fooBar2: Long

    @jsonName("foo-bar")
    fooBar3: Long

    foo_bar: Long

    @jsonName("2fa")
    n2fa: Long

    @jsonName("_")
    underscore: Long
}

structure UserDByX2 {
    a: smithy.api#String
}

@input
structure UserEXYDeleteInput {
    @httpLabel
    @required
    xY: smithy.api#String
}

structure UserFoo {
    bar: UserDByX2
}

@length(max: 3)
string UserFooBar

@input
structure UserOperationInput {
    @httpLabel
    @required
    User_Id: smithy.api#String

    @httpQuery("filter[name]")
    filterName: UserDByX2

    @httpQuery("user-id")
    queryUserId: smithy.api#String

    @httpLabel
    @required
    userId: smithy.api#String
}
