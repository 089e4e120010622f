$version: "2.0"

namespace media_types

use weland.openapi#byMediaType
use weland.openapi#content
use weland.openapi#rest

@title("Media types")
@rest
service MediaTypes {
    version: "1"
    operations: [
        KeepApart
        ChangePet
    ]
}

@http(code: 200, method: "PATCH", uri: "/pets")
operation ChangePet {
    input: ChangePetInput
    output: ChangePetOutput
    errors: [
        BadRequest
    ]
}

@http(code: 200, method: "PUT", uri: "/pets")
@idempotent
operation KeepApart {
    input: KeepApartInput
    output: KeepApartOutput
}

/// What is wrong.
@error("client")
@httpError(400)
structure BadRequest {
    @httpPayload
    @content("application/json")
    body: Pet
}

@input
structure ChangePetInput {
    @httpPayload
    @content("application/json")
    body: Pet
}

/// A name.
@output
structure ChangePetOutput {
    @httpPayload
    @required
    @content("application/json; v=1.0")
    body: String
}

@input
structure KeepApartInput {
    @httpPayload
    body: KeepApartRequestBody
}

/// Another schema, another meaning, another version.
@output
structure KeepApartOutput {
    @httpPayload
    @required
    body: KeepApartResponseBody
}

@byMediaType
union KeepApartRequestBody {
    @content("application/json")
    json: String

    @content("text/plain")
    text: String
}

@byMediaType
union KeepApartResponseBody {
    @content("application/json")
    json: Pet

    @content("application/json; v=2.0")
    applicationJson: Pet

    @content("application/merge-patch+json")
    mergePatchJson: Pet

    @content("text/json")
    textJson: KeepApartResponseBodyTextJson
}

map KeepApartResponseBodyTextJson {
    key: String
    value: Document
}

structure Pet {
    name: String
}
